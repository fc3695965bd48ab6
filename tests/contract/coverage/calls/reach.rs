//! Insights, discovery, likes and invitations.

use super::{BOTH, Call, FACEBOOK, call};

pub(super) const CALLS: &[Call] = &[
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
