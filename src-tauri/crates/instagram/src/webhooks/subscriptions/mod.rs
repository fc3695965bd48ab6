//! `/{account or page}/subscribed_apps`: whether an account tells the app what happens.
//!
//! Source: developers.facebook.com/docs/instagram-platform/webhooks and
//! developers.facebook.com/docs/graph-api/reference/page/subscribed_apps. With Instagram Login the account itself subscribes, with
//! Facebook Login its Page, with the Page's token. The fields of single accounts cannot be chosen: once subscribed, an account
//! sends every field that the app has in its dashboard. A subscription may be lost; asking for it once a day is cheap.

mod list_subscriptions;
mod subscribe;
mod unsubscribe;

use crate::{AccountId, ApiError, Endpoints, Flavour, PageId};
use url::Url;

pub use list_subscriptions::{ListSubscriptions, Subscription};
pub use subscribe::Subscribe;
pub use unsubscribe::Unsubscribe;

/// Who subscribes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscriber<'a> {
    /// The account itself. Instagram Login only.
    Account(&'a AccountId),
    /// The Page of the account. Facebook Login only.
    Page(&'a PageId),
}

impl Subscriber<'_> {
    fn url(self, endpoint: &'static str, endpoints: &Endpoints) -> Result<Url, ApiError> {
        let (id, flavour) = match self {
            Subscriber::Account(account) => (account.as_str(), Flavour::InstagramLogin),
            Subscriber::Page(page) => (page.as_str(), Flavour::FacebookLogin),
        };
        if endpoints.flavour != flavour {
            return Err(not_available(endpoint, endpoints));
        }
        endpoints.graph_url(&[id, "subscribed_apps"])
    }
}

/// Something that webhooks tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WebhookField {
    /// What happens on the Page itself: enough to switch the account's own events on. Facebook Login only.
    Feed,
    /// New comments; with Instagram Login mentions too.
    Comments,
    /// New comments while a broadcast is on the air.
    LiveComments,
    /// Mentions in captions and comments. Facebook Login only.
    Mentions,
    /// Direct messages; with Facebook Login the account's own too.
    Messages,
    /// The account's own direct messages. Instagram Login only.
    MessageEchoes,
    /// Changed direct messages.
    MessageEdits,
    /// Reactions to direct messages.
    MessageReactions,
    /// Taps on buttons and menus.
    Postbacks,
    /// Direct messages that were read.
    Seen,
    /// Conversations that came through a link or an ad.
    Referrals,
    /// Consent to recurring notifications. Instagram Login only.
    Optins,
    /// Conversations that another app took or gave.
    Handover,
    /// What happens in conversations of another app.
    Standby,
    /// The last figures of a story. Facebook Login only.
    StoryInsights,
}

impl WebhookField {
    /// The platform's name in a set-up; `None` where that set-up does not have it.
    pub const fn name(self, flavour: Flavour) -> Option<&'static str> {
        Some(match (self, flavour) {
            (WebhookField::Feed, Flavour::FacebookLogin) => "feed",
            (WebhookField::Comments, _) => "comments",
            (WebhookField::LiveComments, _) => "live_comments",
            (WebhookField::Mentions, Flavour::FacebookLogin) => "mentions",
            (WebhookField::Messages, _) => "messages",
            (WebhookField::MessageEchoes, Flavour::InstagramLogin) => "message_echoes",
            (WebhookField::MessageEdits, _) => "message_edit",
            (WebhookField::MessageReactions, _) => "message_reactions",
            (WebhookField::Postbacks, _) => "messaging_postbacks",
            (WebhookField::Seen, _) => "messaging_seen",
            (WebhookField::Referrals, Flavour::InstagramLogin) => "messaging_referral",
            (WebhookField::Referrals, Flavour::FacebookLogin) => "messaging_referrals",
            (WebhookField::Optins, Flavour::InstagramLogin) => "messaging_optins",
            (WebhookField::Handover, _) => "messaging_handover",
            (WebhookField::Standby, _) => "standby",
            (WebhookField::StoryInsights, Flavour::FacebookLogin) => "story_insights",
            (WebhookField::Feed | WebhookField::Mentions | WebhookField::StoryInsights, Flavour::InstagramLogin)
            | (WebhookField::MessageEchoes | WebhookField::Optins, Flavour::FacebookLogin) => return None,
        })
    }
}

fn not_available(endpoint: &'static str, endpoints: &Endpoints) -> ApiError {
    ApiError::NotAvailable {
        endpoint,
        flavour: endpoints.flavour,
    }
}
