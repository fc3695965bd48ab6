//! Messages and webhooks.

use super::{BOTH, Call, FACEBOOK, INSTAGRAM, call};

pub(super) const CALLS: &[Call] = &[
    call(
        "GET /{account}/conversations",
        INSTAGRAM,
        &["messages/list_conversations"],
        &["GET /{account}/conversations"],
    ),
    call(
        "GET /{page}/conversations",
        FACEBOOK,
        &["messages/list_conversations"],
        &["GET /{page}/conversations"],
    ),
    call(
        "GET /{conversation}",
        BOTH,
        &["messages/get_conversation"],
        &["GET /{conversation}"],
    ),
    call(
        "GET /{conversation}/messages",
        BOTH,
        &["messages/list_messages"],
        &["GET /{conversation}/messages"],
    ),
    call("GET /{message}", BOTH, &["messages/get_message"], &["GET /{message}"]),
    call("GET /{person}", BOTH, &["messages/get_person"], &["GET /{person}"]),
    call(
        "POST /{account}/messages",
        INSTAGRAM,
        &["messages/send_message", "messages/send_media"],
        &["POST /{account}/messages"],
    ),
    call(
        "POST /{page}/messages",
        FACEBOOK,
        &["messages/send_message", "messages/send_media"],
        &["POST /{page}/messages"],
    ),
    call(
        "POST /{account}/messages?recipient={comment_id}",
        INSTAGRAM,
        &["messages/send_private_reply"],
        &["POST /{account}/messages?recipient={comment_id}"],
    ),
    call(
        "POST /{page}/messages?recipient={comment_id}",
        FACEBOOK,
        &["messages/send_private_reply"],
        &["POST /{page}/messages?recipient={comment_id}"],
    ),
    call(
        "POST /{account}/messages?sender_action=react",
        INSTAGRAM,
        &["messages/set_reaction"],
        &["POST /{account}/messages?sender_action=react"],
    ),
    call(
        "POST /{page}/messages?sender_action=react",
        FACEBOOK,
        &["messages/set_reaction"],
        &["POST /{page}/messages?sender_action=react"],
    ),
    call(
        "POST /{account}/messages?sender_action=typing_on",
        INSTAGRAM,
        &["messages/send_sender_action"],
        &["POST /{account}/messages?sender_action=typing_on"],
    ),
    call(
        "POST /{page}/messages?sender_action=typing_on",
        FACEBOOK,
        &["messages/send_sender_action"],
        &["POST /{page}/messages?sender_action=typing_on"],
    ),
    call(
        "POST /{page}/message_attachments",
        FACEBOOK,
        &["messages/upload_attachment"],
        &["POST /{page}/message_attachments"],
    ),
    call(
        "POST /{account}/subscribed_apps",
        BOTH,
        &["webhooks/subscriptions/subscribe"],
        &["POST /{account}/subscribed_apps", "POST /{page}/subscribed_apps"],
    ),
    call(
        "GET /{account}/subscribed_apps",
        BOTH,
        &["webhooks/subscriptions/list_subscriptions"],
        &["GET /{account}/subscribed_apps", "GET /{page}/subscribed_apps"],
    ),
    call(
        "DELETE /{account}/subscribed_apps",
        BOTH,
        &["webhooks/subscriptions/unsubscribe"],
        &["DELETE /{account}/subscribed_apps", "DELETE /{page}/subscribed_apps"],
    ),
];
