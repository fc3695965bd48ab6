//! Every call of the platform's documentation that this product has a use for, as data: how the documentation writes it,
//! which set-ups have it, the file of the client that makes it, and how the simulator's own list writes it.
//!
//! Left out on purpose: advertisements, shops and product catalogues, Threads, partnership labels by their own edges,
//! reading by `?ids=` (withdrawn from every version in October 2026), and the routing of conversations between apps, of
//! which the pages give no path.

use instagram::Flavour;

/// A documented call.
pub struct Call {
    /// As the documentation writes it.
    pub documented: &'static str,
    /// The set-ups that have it.
    pub flavours: &'static [Flavour],
    /// The files of the client that make it, below `src/`.
    pub client: &'static [&'static str],
    /// As the simulator's list writes it: method, path, and behind a question mark what tells calls of one path apart.
    pub simulator: &'static [&'static str],
}

const BOTH: &[Flavour] = &[Flavour::InstagramLogin, Flavour::FacebookLogin];
const INSTAGRAM: &[Flavour] = &[Flavour::InstagramLogin];
const FACEBOOK: &[Flavour] = &[Flavour::FacebookLogin];

const fn call(
    documented: &'static str,
    flavours: &'static [Flavour],
    client: &'static [&'static str],
    simulator: &'static [&'static str],
) -> Call {
    Call {
        documented,
        flavours,
        client,
        simulator,
    }
}

/// Every call, by chapter of the documentation.
pub const CALLS: &[Call] = &[
    // Login.
    call(
        "POST api.instagram.com/oauth/access_token",
        INSTAGRAM,
        &["login/code"],
        &["POST /oauth/access_token?grant_type=authorization_code"],
    ),
    call(
        "GET /access_token?grant_type=ig_exchange_token",
        INSTAGRAM,
        &["login/exchange"],
        &["GET /access_token"],
    ),
    call(
        "GET /refresh_access_token?grant_type=ig_refresh_token",
        INSTAGRAM,
        &["login/exchange"],
        &["GET /refresh_access_token"],
    ),
    call(
        "GET /oauth/access_token?code=…",
        FACEBOOK,
        &["login/facebook/exchanges"],
        &["GET /oauth/access_token"],
    ),
    call(
        "GET /oauth/access_token?grant_type=fb_exchange_token",
        FACEBOOK,
        &["login/facebook/exchanges"],
        &["GET /oauth/access_token"],
    ),
    call(
        "GET /debug_token",
        FACEBOOK,
        &["login/facebook/exchanges"],
        &["GET /debug_token"],
    ),
    call(
        "GET /me/accounts",
        FACEBOOK,
        &["facebook/list_pages"],
        &["GET /me/accounts"],
    ),
    call(
        "GET /me/businesses",
        FACEBOOK,
        &["facebook/list_businesses"],
        &["GET /me/businesses"],
    ),
    call(
        "GET /{business}/owned_pages",
        FACEBOOK,
        &["facebook/list_owned_pages"],
        &["GET /{business}/owned_pages"],
    ),
    call(
        "GET /{business}/client_pages",
        FACEBOOK,
        &["facebook/list_client_pages"],
        &["GET /{business}/client_pages"],
    ),
    call(
        "GET /me/permissions",
        FACEBOOK,
        &["facebook/list_permissions"],
        &["GET /me/permissions"],
    ),
    call(
        "DELETE /{person}/permissions",
        FACEBOOK,
        &["facebook/revoke"],
        &["DELETE /me/permissions"],
    ),
    // The account.
    call("GET /me", INSTAGRAM, &["account/get_me"], &["GET /{account}"]),
    call(
        "GET /me (a person)",
        FACEBOOK,
        &["facebook/get_facebook_me"],
        &["GET /me"],
    ),
    call("GET /{account}", BOTH, &["account/get_account"], &["GET /{account}"]),
    // Media.
    call(
        "GET /{account}/media",
        BOTH,
        &["media/list_media"],
        &["GET /{account}/media"],
    ),
    call(
        "GET /{account}/stories",
        BOTH,
        &["media/list_stories"],
        &["GET /{account}/stories"],
    ),
    call(
        "GET /{account}/tags",
        BOTH,
        &["media/list_tags"],
        &["GET /{account}/tags"],
    ),
    call(
        "GET /{account}/live_media",
        BOTH,
        &["media/list_live_media"],
        &["GET /{account}/live_media"],
    ),
    call("GET /{media}", BOTH, &["media/get_media"], &["GET /{media}"]),
    call(
        "GET /{media}?fields=copyright_check_information",
        BOTH,
        &["media/get_copyright_check"],
        &["GET /{media}"],
    ),
    call(
        "GET /{media}/children",
        BOTH,
        &["media/list_children"],
        &["GET /{media}/children"],
    ),
    call(
        "POST /{media}?comment_enabled=…",
        BOTH,
        &["media/set_comments_enabled"],
        &["POST /{media}"],
    ),
    call(
        "DELETE /{media}",
        FACEBOOK,
        &["media/delete_media"],
        &["DELETE /{media}"],
    ),
    // Comments.
    call(
        "GET /{media}/comments",
        BOTH,
        &["comments/list_comments"],
        &["GET /{media}/comments"],
    ),
    call("GET /{comment}", BOTH, &["comments/get_comment"], &["GET /{comment}"]),
    call(
        "GET /{comment}/replies",
        BOTH,
        &["comments/list_replies"],
        &["GET /{comment}/replies"],
    ),
    call(
        "POST /{media}/comments",
        BOTH,
        &["comments/comment_on_media"],
        &["POST /{media}/comments"],
    ),
    call(
        "POST /{comment}/replies",
        BOTH,
        &["comments/reply_to_comment"],
        &["POST /{comment}/replies"],
    ),
    call(
        "POST /{comment}?hide=…",
        BOTH,
        &["comments/set_comment_hidden"],
        &["POST /{comment}", "POST /{comment}?hide=false"],
    ),
    call(
        "DELETE /{comment}",
        BOTH,
        &["comments/delete_comment"],
        &["DELETE /{comment}"],
    ),
    // Mentions.
    call(
        "POST /{account}/mentions",
        BOTH,
        &["mentions/answer_mention"],
        &["POST /{account}/mentions"],
    ),
    call(
        "GET /{account}?fields=mentioned_comment.comment_id(…){…}",
        FACEBOOK,
        &["mentions/get_mentioned_comment"],
        &["GET /{account}?fields=mentioned_comment.comment_id(…){…}"],
    ),
    call(
        "GET /{account}?fields=mentioned_media.media_id(…){…}",
        FACEBOOK,
        &["mentions/get_mentioned_media"],
        &["GET /{account}?fields=mentioned_media.media_id(…){…}"],
    ),
    // Publishing.
    call(
        "POST /{account}/media (picture, alone)",
        BOTH,
        &["publishing/create_image_container"],
        &["POST /{account}/media"],
    ),
    call(
        "POST /{account}/media (picture of a carousel)",
        BOTH,
        &["publishing/create_image_slide"],
        &["POST /{account}/media"],
    ),
    call(
        "POST /{account}/media (video of a carousel)",
        BOTH,
        &["publishing/create_video_slide"],
        &["POST /{account}/media"],
    ),
    call(
        "POST /{account}/media (carousel)",
        BOTH,
        &["publishing/create_carousel_container"],
        &["POST /{account}/media"],
    ),
    call(
        "POST /{account}/media (reel)",
        BOTH,
        &["publishing/create_reel_container"],
        &["POST /{account}/media"],
    ),
    call(
        "POST /{account}/media (picture as a story)",
        BOTH,
        &["publishing/create_story_image"],
        &["POST /{account}/media"],
    ),
    call(
        "POST /{account}/media (video as a story)",
        BOTH,
        &["publishing/create_story_video"],
        &["POST /{account}/media"],
    ),
    call(
        "POST /{account}/media?upload_type=resumable",
        FACEBOOK,
        &["publishing/start_upload"],
        &["POST /{account}/media"],
    ),
    call(
        "POST rupload.facebook.com/ig-api-upload/{version}/{container}",
        FACEBOOK,
        &["publishing/upload"],
        &["POST /ig-api-upload/{version}/{container}"],
    ),
    call(
        "GET /{container}",
        BOTH,
        &["publishing/get_container"],
        &["GET /{container}"],
    ),
    call(
        "GET /{container}?fields=copyright_check_status",
        BOTH,
        &["publishing/get_container_copyright"],
        &["GET /{container}"],
    ),
    call(
        "POST /{account}/media_publish",
        BOTH,
        &["publishing/publish_container"],
        &["POST /{account}/media_publish"],
    ),
    call(
        "GET /{account}/content_publishing_limit",
        BOTH,
        &["publishing/get_publishing_limit"],
        &["GET /{account}/content_publishing_limit"],
    ),
    call(
        "GET /ig_audio",
        FACEBOOK,
        &["publishing/search_audio"],
        &["GET /ig_audio"],
    ),
    call("GET /{audio}", FACEBOOK, &["publishing/get_audio"], &["GET /{audio}"]),
    // Messages.
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
    // Insights.
    call(
        "GET /{media}/insights",
        BOTH,
        &["insights/get_media_insights"],
        &["GET /{media}/insights"],
    ),
    call(
        "GET /{account}/insights",
        BOTH,
        &["insights/get_account_insights"],
        &["GET /{account}/insights"],
    ),
    // Webhooks.
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
    // Discovery.
    call(
        "GET /ig_hashtag_search",
        FACEBOOK,
        &["discovery/search_hashtag"],
        &["GET /ig_hashtag_search"],
    ),
    call(
        "GET /{hashtag}",
        FACEBOOK,
        &["discovery/get_hashtag"],
        &["GET /{hashtag}"],
    ),
    call(
        "GET /{hashtag}/recent_media",
        FACEBOOK,
        &["discovery/list_recent_hashtag_media"],
        &["GET /{hashtag}/recent_media"],
    ),
    call(
        "GET /{hashtag}/top_media",
        FACEBOOK,
        &["discovery/list_top_hashtag_media"],
        &["GET /{hashtag}/top_media"],
    ),
    call(
        "GET /{account}/recently_searched_hashtags",
        FACEBOOK,
        &["discovery/list_searched_hashtags"],
        &["GET /{account}/recently_searched_hashtags"],
    ),
    call(
        "GET /{account}?fields=business_discovery.username(…){…}",
        FACEBOOK,
        &["discovery/discover_business", "discovery/list_business_media"],
        &["GET /{account}?fields=business_discovery.username(…){…}"],
    ),
    call(
        "GET graph.facebook.com/instagram_oembed",
        FACEBOOK,
        &["discovery/get_oembed"],
        &["GET /instagram_oembed"],
    ),
    // Likes and invitations.
    call(
        "POST /{account}/likes",
        FACEBOOK,
        &["engagement/like"],
        &["POST /{account}/likes"],
    ),
    call(
        "DELETE /{account}/likes",
        FACEBOOK,
        &["engagement/unlike"],
        &["DELETE /{account}/likes"],
    ),
    call(
        "GET /{media}/collaborators",
        FACEBOOK,
        &["engagement/list_collaborators"],
        &["GET /{media}/collaborators"],
    ),
    call(
        "GET /{account}/collaboration_invites",
        FACEBOOK,
        &["engagement/list_invitations"],
        &["GET /{account}/collaboration_invites"],
    ),
    call(
        "POST /{account}/collaboration_invites",
        FACEBOOK,
        &["engagement/answer_invitation"],
        &["POST /{account}/collaboration_invites"],
    ),
    call(
        "GET /{account}/collaborative_media",
        FACEBOOK,
        &["engagement/list_collaborative_media"],
        &["GET /{account}/collaborative_media"],
    ),
    call(
        "GET /{account}?fields=collaborative_media_search.media_id(…){…}",
        FACEBOOK,
        &["engagement/get_collaborative_media"],
        &["GET /{account}?fields=collaborative_media_search.media_id(…){…}"],
    ),
];
