//! Publishing.

use super::{BOTH, Call, FACEBOOK, call};

pub(super) const CALLS: &[Call] = &[
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
];
