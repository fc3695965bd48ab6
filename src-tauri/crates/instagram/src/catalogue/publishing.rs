//! Codes of containers, publishing and deleting posts.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes; the subcodes 2207076 to
//! 2207085 are not on it and were reported by users of the API. A container is invisible, so making one again is harmless.

use super::row::{GONE, OUR_MISTAKE, Row, THROTTLED, TROUBLE, code, sub};
use super::{NO_CODE, NOT_READY};
use crate::Recovery;

const FETCH: &str = "Instagram could not fetch the file. Check that its address can be reached from everywhere.";
const PREPARE_AGAIN: &str = "Instagram could not prepare the file. Postroom prepares it again.";
const PICTURE: &str = "Instagram does not take a file of this kind. Choose another file or let Postroom convert it.";
const NOT_READY_SENTENCE: &str = "Instagram is still preparing the post. Postroom waits for it.";
const RATIO: &str = "The picture is too tall or too wide for Instagram. Crop it and send it again.";
const CAPTION: &str = "The caption is longer than Instagram allows. Shorten it and send it again.";
const VIDEO: &str = "Instagram could not process the video. Choose a lighter one.";
const TOO_BIG: &str = "The file is larger than Instagram allows. Choose a smaller one.";
const SLIDES: &str = "A carousel has two to ten slides. Add or remove slides and send it again.";
const MENTIONS: &str = "The post names more accounts than Instagram allows. Remove some and send it again.";
const FIELDS: &str = "One of the details of this post is not accepted by Instagram. Check them and send it again.";

pub(super) const ROWS: &[Row] = &[
    code(-1, Recovery::InDoubt, "server error of Instagram", TROUBLE),
    sub((-1, 2_207_001), Recovery::InDoubt, "server error of Instagram", TROUBLE)
        .or("suspected spam, as one client labels it; looking before anything else is right for both"),
    sub(
        (-1, 2_207_032),
        Recovery::RetrySoon,
        "container creation failed",
        PREPARE_AGAIN,
    ),
    sub(
        (-1, 2_207_053),
        Recovery::RetrySoon,
        "unknown upload error",
        PREPARE_AGAIN,
    ),
    sub(
        (-1, 2_207_073),
        Recovery::Never,
        "this kind of media cannot be deleted",
        "Instagram does not delete posts of this kind for other apps.",
    ),
    sub(
        (-1, 2_207_085),
        Recovery::InDoubt,
        "container locked; when it was being published, it may be out",
        "Instagram has locked what it had prepared. Postroom looks what became of it.",
    )
    .or("on deleting: a failure of the platform that lasted for weeks (July 2026)"),
    code(-2, Recovery::RetrySoon, "media could not be fetched in time", FETCH),
    sub(
        (-2, 2_207_003),
        Recovery::RetrySoon,
        "media could not be fetched in time",
        FETCH,
    ),
    sub((-2, 2_207_020), Recovery::RetrySoon, "container expired", PREPARE_AGAIN),
    sub(
        (1, 2_207_057),
        Recovery::Never,
        "cover offset outside the video",
        FIELDS,
    ),
    code(9, Recovery::RetryAfter(None), "limit of one endpoint", THROTTLED),
    sub(
        (9, 2_207_042),
        Recovery::RetryAfter(None),
        "daily publishing limit",
        "The account has reached the number of posts Instagram allows in a day. Postroom goes on when it allows more.",
    )
    .or("25, 50 or 100 posts, depending on the page; the allowance is read from the platform"),
    code(24, Recovery::Never, "media or container not found", GONE),
    sub(
        (24, 2_207_006),
        Recovery::RetrySoon,
        "media not found, often right after its creation",
        GONE,
    )
    .or("a permission is missing or the token has expired"),
    sub(
        (24, 2_207_008),
        Recovery::RetrySoon,
        "container not found yet, or expired",
        PREPARE_AGAIN,
    ),
    sub((100, 2_207_023), Recovery::Never, "unknown media type", OUR_MISTAKE),
    sub(
        (100, 2_207_028),
        Recovery::Never,
        "carousel with too few or too many items",
        SLIDES,
    ),
    sub((100, 2_207_035), Recovery::Never, "product tag position", FIELDS),
    sub((100, 2_207_036), Recovery::Never, "product tag position", FIELDS),
    sub((100, 2_207_037), Recovery::Never, "product tag not valid", FIELDS),
    sub((100, 2_207_040), Recovery::Never, "too many tagged accounts", MENTIONS),
    code(352, Recovery::Never, "video format", PICTURE),
    sub((352, 2_207_026), Recovery::Never, "video format", PICTURE),
    code(9004, Recovery::RetrySoon, "media address could not be fetched", FETCH),
    sub(
        (9004, 2_207_052),
        Recovery::RetrySoon,
        "media address could not be fetched",
        FETCH,
    )
    .or("a failure of the platform's own fetcher, which passes (spring of 2026)"),
    code(9007, Recovery::RetrySoon, "container not ready", NOT_READY_SENTENCE),
    sub(
        NOT_READY,
        Recovery::RetrySoon,
        "container not ready",
        NOT_READY_SENTENCE,
    ),
    code(36_000, Recovery::Never, "image too big", TOO_BIG),
    sub((36_000, 2_207_004), Recovery::Never, "image too big", TOO_BIG),
    code(36_001, Recovery::Never, "image format", PICTURE),
    sub((36_001, 2_207_005), Recovery::Never, "image format", PICTURE)
        .or("a permission is missing or the token has expired"),
    code(36_003, Recovery::Never, "aspect ratio", RATIO),
    sub((36_003, 2_207_009), Recovery::Never, "aspect ratio", RATIO),
    code(36_004, Recovery::Never, "caption too long", CAPTION),
    sub((36_004, 2_207_010), Recovery::Never, "caption too long", CAPTION),
    // In the text of a failed container, without a code.
    sub(
        (NO_CODE, 2_207_076),
        Recovery::RetrySoon,
        "media upload failed",
        PREPARE_AGAIN,
    ),
    sub(
        (NO_CODE, 2_207_077),
        Recovery::RetrySoon,
        "media download failed",
        FETCH,
    ),
    sub(
        (NO_CODE, 2_207_081),
        Recovery::Never,
        "trial reels are not open to the account",
        FIELDS,
    ),
    sub((NO_CODE, 2_207_082), Recovery::Never, "video processing failed", VIDEO)
        .or("music was mixed onto a video without a sound track"),
];
