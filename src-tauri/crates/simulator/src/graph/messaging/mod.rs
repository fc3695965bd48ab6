//! Direct messages (sheet on messaging, §1 to §3): conversations, messages, people, sending, private replies, and the
//! subscription to webhooks.
//!
//! With Instagram Login the account is the object, with Facebook Login its Page is. Where the sheet leaves a case open:
//!
//! - Of a message beyond the newest twenty a list tells id and time and nothing else; asked for itself it is refused like
//!   a deleted one.
//! - Without the permission to read messages a call is refused with code 10; the fault of a missing scope empties lists
//!   instead, as the platform does without the access level.
//! - A person who has blocked the account has no profile (9010) and gets nothing (2534029).
//! - Reactions, typing and reading need no open window.

mod attachments;
mod conversation;
mod conversations;
mod files;
mod message;
mod outgoing;
mod person;
mod private_reply;
mod refused;
mod rules;
mod send;
mod sender_action;
mod subscribed_apps;
mod upload;
mod witness;

pub(crate) use rules::MessagingRules;
pub(crate) use witness::{witness_message, witness_on_message};

use serde_json::{Map, Value};

use super::call::Call;
use super::surface::Later;
use super::{Caller, On, Outcome, Refusal, Row};
use crate::fault::Endpoint;
use crate::oauth::{FACEBOOK, Flavour, Holder, INSTAGRAM, Scope};
use crate::windows::Window;
use rules::{CONVERSATIONS, LIVE_PRIVATE_REPLIES, PRIVATE_REPLIES};

pub(super) const ROWS: &[Row] = &[
    Row::get(
        On::Account(conversations::list),
        "conversations",
        Endpoint::Conversations,
    )
    .of(INSTAGRAM),
    Row::get(On::Page(conversations::list), "conversations", Endpoint::Conversations).of(FACEBOOK),
    Row::read(On::Conversation(conversation::read), Endpoint::Conversation),
    Row::get(
        On::Conversation(conversation::messages),
        "messages",
        Endpoint::Conversation,
    ),
    Row::read(On::Message(message::read), Endpoint::Message),
    Row::read(On::Contact(person::read), Endpoint::UserProfile),
    Row::post(On::Account(private_reply::send), "messages", Endpoint::PrivateReply)
        .when("recipient={comment_id}", is_private_reply)
        .of(INSTAGRAM),
    Row::post(On::Page(private_reply::send), "messages", Endpoint::PrivateReply)
        .when("recipient={comment_id}", is_private_reply)
        .of(FACEBOOK),
    Row::post(On::Account(sender_action::react), "messages", Endpoint::Reaction)
        .when("sender_action=react", is_reaction)
        .of(INSTAGRAM),
    Row::post(On::Page(sender_action::react), "messages", Endpoint::Reaction)
        .when("sender_action=react", is_reaction)
        .of(FACEBOOK),
    Row::post(On::Account(sender_action::act), "messages", Endpoint::SenderAction)
        .when("sender_action=typing_on", has_sender_action)
        .of(INSTAGRAM),
    Row::post(On::Page(sender_action::act), "messages", Endpoint::SenderAction)
        .when("sender_action=typing_on", has_sender_action)
        .of(FACEBOOK),
    Row::post(On::AccountLater(send_later), "messages", Endpoint::Send).of(INSTAGRAM),
    Row::post(On::PageLater(send_later), "messages", Endpoint::Send).of(FACEBOOK),
    Row::post(
        On::PageLater(upload_later),
        "message_attachments",
        Endpoint::MessageAttachment,
    )
    .of(FACEBOOK),
    Row::post(
        On::Account(subscribed_apps::subscribe),
        "subscribed_apps",
        Endpoint::SubscribedApps,
    )
    .of(INSTAGRAM),
    Row::get(
        On::Account(subscribed_apps::list),
        "subscribed_apps",
        Endpoint::SubscribedApps,
    )
    .of(INSTAGRAM),
    Row::delete(
        On::Account(subscribed_apps::unsubscribe),
        "subscribed_apps",
        Endpoint::SubscribedApps,
    )
    .of(INSTAGRAM),
    Row::post(
        On::Page(subscribed_apps::subscribe),
        "subscribed_apps",
        Endpoint::SubscribedApps,
    )
    .of(FACEBOOK),
    Row::get(
        On::Page(subscribed_apps::list),
        "subscribed_apps",
        Endpoint::SubscribedApps,
    )
    .of(FACEBOOK),
    Row::delete(
        On::Page(subscribed_apps::unsubscribe),
        "subscribed_apps",
        Endpoint::SubscribedApps,
    )
    .of(FACEBOOK),
];

fn send_later<'a>(caller: &'a Caller<'_>, account: u32) -> Later<'a> {
    Box::pin(send::send(caller, account))
}

fn upload_later<'a>(caller: &'a Caller<'_>, account: u32) -> Later<'a> {
    Box::pin(upload::upload(caller, account))
}

fn is_private_reply(call: &Call) -> bool {
    matches!(outgoing::object(call, "recipient"), Ok(Some(map)) if map.contains_key("comment_id"))
}

fn is_reaction(call: &Call) -> bool {
    matches!(call.get("sender_action"), Some("react" | "unreact"))
}

fn has_sender_action(call: &Call) -> bool {
    call.get("sender_action").is_some_and(|action| !action.is_empty())
}

/// What every call about messages needs: the permission, on a Page its Page's token, and an owner who lets apps in.
fn admitted(caller: &Caller<'_>, account: u32, scope: Scope) -> Result<(), Refusal> {
    caller.needs(scope)?;
    if caller.flavour() == Flavour::FacebookLogin && caller.grant.holder != Holder::Page {
        return Err(refused::no_page_token());
    }
    if caller.sim.messaging.is_closed(account) {
        return Err(refused::no_access());
    }
    Ok(())
}

/// As [`admitted`], for a call of the Conversations API: two of them a second for each account, when rates count.
fn admitted_to_read(caller: &Caller<'_>, account: u32) -> Result<(), Refusal> {
    admitted(caller, account, Scope::Messages)?;
    counted(caller, CONVERSATIONS, account, 80006)
}

/// As [`admitted`], for a private reply: 750 an hour for each account, and a hundred a second to comments on a broadcast,
/// when rates count.
fn admitted_to_reply(caller: &Caller<'_>, account: u32, live: bool) -> Result<(), Refusal> {
    admitted(caller, account, Scope::Comments)?;
    let window = if live { LIVE_PRIVATE_REPLIES } else { PRIVATE_REPLIES };
    counted(caller, window, account, 613)
}

fn counted(caller: &Caller<'_>, window: Window, account: u32, code: i64) -> Result<(), Refusal> {
    let sim = caller.sim;
    if sim.messaging.counts_rates() && !sim.windows.take(window, u64::from(account), caller.now_ms) {
        // A window of a second is over before a minute is: the platform tells whole ones.
        return Err(Refusal::throttled(code).regained_in((window.span_ms / 60_000) as u32));
    }
    Ok(())
}

/// An empty list.
fn nothing() -> Value {
    Value::Object(Map::from_iter([("data".to_owned(), Value::Array(Vec::new()))]))
}

/// Every refusal of messaging.
pub(super) fn refusals() -> Vec<Refusal> {
    refused::every()
}
