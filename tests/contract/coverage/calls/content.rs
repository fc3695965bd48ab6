//! Media, comments and mentions.

use super::{BOTH, Call, FACEBOOK, call};

pub(super) const CALLS: &[Call] = &[
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
];
