//! The rows of the catalogue. Data only.

use super::{NO_CODE, NOT_READY, Row, SPAM_BLOCK, SPAM_SENTENCE};
use crate::Recovery;
use std::time::Duration;

const HOUR: Recovery = Recovery::RetryAfter(Some(Duration::from_secs(60 * 60)));
const MINUTES: Recovery = Recovery::RetryAfter(Some(Duration::from_secs(5 * 60)));

const fn code(code: i64, recovery: Recovery, meaning: &'static str, sentence: &'static str) -> Row {
    Row {
        code,
        last: code,
        subcode: None,
        meaning,
        sentence,
        recovery,
    }
}

const fn range(codes: (i64, i64), recovery: Recovery, meaning: &'static str, sentence: &'static str) -> Row {
    Row {
        code: codes.0,
        last: codes.1,
        subcode: None,
        meaning,
        sentence,
        recovery,
    }
}

const fn sub(pair: (i64, i64), recovery: Recovery, meaning: &'static str, sentence: &'static str) -> Row {
    Row {
        code: pair.0,
        last: pair.0,
        subcode: Some(pair.1),
        meaning,
        sentence,
        recovery,
    }
}

const THROTTLED: &str =
    "Instagram allows no more calls for this account at the moment. Postroom waits and goes on later.";
const TROUBLE: &str = "Instagram had a problem on its side. Postroom looks what became of the request.";
const RECONNECT: &str = "Instagram no longer accepts the connection of this account. Connect it again.";
const CONFIRM: &str =
    "Instagram wants to confirm this account. Open Instagram, follow the steps there, then connect the account again.";
const NO_PERMISSION: &str =
    "The permission for this is missing. Connect the account again and allow everything that Postroom asks for.";
const OUR_MISTAKE: &str =
    "Instagram did not understand the request. This looks like a mistake in Postroom; nothing was changed.";
const NOT_ACCEPTED: &str = "Instagram does not accept this request as it is. Nothing was changed.";
const GONE: &str = "Instagram no longer shows this to the account. It may have been deleted.";
const WINDOW: &str = "The time to answer this person has passed. It opens again when they write.";
const FETCH: &str = "Instagram could not fetch the file. Check that its address can be reached from everywhere.";
const PREPARE_AGAIN: &str = "Instagram could not prepare the file. Postroom prepares it again.";
const PICTURE: &str = "Instagram does not take a file of this kind. Choose another file or let Postroom convert it.";
const RESTRICTED: &str =
    "Instagram has restricted this account. Open the Instagram app with it and follow the steps there.";
const NOT_READY_SENTENCE: &str = "Instagram is still preparing the post. Postroom waits for it.";
const RATIO: &str = "The picture is too tall or too wide for Instagram. Crop it and send it again.";
const CAPTION: &str = "The caption is longer than Instagram allows. Shorten it and send it again.";
const VIDEO: &str = "Instagram could not process the video. Choose a lighter one.";
const TOO_BIG: &str = "The file is larger than Instagram allows. Choose a smaller one.";
const SLIDES: &str = "A carousel has two to ten slides. Add or remove slides and send it again.";
const MENTIONS: &str = "The post names more accounts than Instagram allows. Remove some and send it again.";
const FIELDS: &str = "One of the details of this post is not accepted by Instagram. Check them and send it again.";

/// Every code the program knows.
pub const ROWS: &[Row] = &[
    // Graph-wide.
    code(
        1,
        Recovery::InDoubt,
        "unknown error, or the request was too big",
        TROUBLE,
    ),
    code(2, Recovery::InDoubt, "temporary failure of the service", TROUBLE),
    code(
        3,
        Recovery::MissingScope,
        "the app lacks the capability",
        "The Meta app is not allowed to do this. Whoever manages the app can change that in its dashboard.",
    ),
    code(
        10,
        Recovery::MissingScope,
        "permission missing or action not allowed",
        "Instagram does not allow this for the account. Connect it again and allow everything that Postroom asks for.",
    ),
    code(
        27,
        Recovery::Never,
        "take-thread-control is unsupported",
        "Another app looks after this conversation.",
    ),
    code(
        100,
        Recovery::Never,
        "invalid parameter, unknown field or unsuitable object",
        NOT_ACCEPTED,
    ),
    sub(
        (100, 33),
        Recovery::Never,
        "object missing, not the account's, or not permitted",
        GONE,
    ),
    code(102, Recovery::Reconnect, "session invalid", RECONNECT),
    code(
        104,
        Recovery::Never,
        "appsecret_proof missing or wrong",
        "The Meta app asks for a proof that Postroom does not send. Switch off the app secret requirement in its dashboard.",
    ),
    code(190, Recovery::Reconnect, "token invalid", RECONNECT),
    sub(
        (190, 458),
        Recovery::Reconnect,
        "the person removed the app",
        "The Meta app was removed from the account's settings on Instagram. Connect the account again to go on.",
    ),
    sub((190, 459), Recovery::Reconnect, "checkpoint on the account", CONFIRM),
    sub(
        (190, 460),
        Recovery::Reconnect,
        "password changed",
        "The password of this account was changed, which ends the connection. Connect it again.",
    ),
    sub(
        (190, 463),
        Recovery::Reconnect,
        "token expired",
        "The connection of this account has run out. Connect it again.",
    ),
    sub((190, 464), Recovery::Reconnect, "unconfirmed user", CONFIRM),
    sub((190, 467), Recovery::Reconnect, "token or session invalid", RECONNECT),
    sub(
        (190, 492),
        Recovery::Reconnect,
        "session invalid, role lost",
        "The connection of this account has ended. Check who may manage it, then connect it again.",
    ),
    range(
        (200, 229),
        Recovery::MissingScope,
        "permission for this call missing",
        NO_PERMISSION,
    ),
    sub(
        (200, 2_534_041),
        Recovery::MissingScope,
        "message access for tools is switched off",
        "Message access for connected tools is switched off. It is found in the Instagram app under the messages settings.",
    ),
    code(
        230,
        Recovery::Never,
        "consent of the person missing",
        "Instagram shows the profile of this person only after they have written a message.",
    ),
    range(
        (231, 299),
        Recovery::MissingScope,
        "permission for this call missing",
        NO_PERMISSION,
    ),
    code(
        506,
        Recovery::Never,
        "duplicate content",
        "Instagram says that the same text was posted just before.",
    ),
    code(803, Recovery::Never, "unknown alias or object", GONE),
    code(
        1_609_005,
        Recovery::Never,
        "a link cannot be fetched, or a story is gone",
        "Instagram can no longer show what this points to.",
    ),
    code(2500, Recovery::Never, "malformed path or field syntax", OUR_MISTAKE),
    // Throttles. Calls made while blocked prolong the block.
    code(4, HOUR, "app-level limit", THROTTLED),
    code(17, HOUR, "user-level limit", THROTTLED),
    code(32, HOUR, "page-level limit", THROTTLED),
    code(341, HOUR, "temporary limit of the app", THROTTLED),
    code(613, MINUTES, "custom limit of one endpoint", THROTTLED),
    code(80_001, HOUR, "business use case limit of a page", THROTTLED),
    code(80_002, HOUR, "business use case limit of Instagram", THROTTLED),
    code(80_006, HOUR, "business use case limit of messaging", THROTTLED),
    // Blocks of an account: policy, not rate.
    sub(
        SPAM_BLOCK,
        Recovery::InDoubt,
        "blocked as suspected spam; it may have happened",
        SPAM_SENTENCE,
    ),
    code(
        368,
        Recovery::AccountPaused,
        "temporarily blocked for policy",
        "Instagram has blocked actions of this account for a while. Look into the Instagram app before going on.",
    ),
    code(
        25,
        Recovery::AccountPaused,
        "account inactive, checkpointed or restricted",
        RESTRICTED,
    ),
    sub(
        (25, 2_207_050),
        Recovery::AccountPaused,
        "account inactive, checkpointed or restricted",
        RESTRICTED,
    ),
    // Messaging codes that decide about a window or a temporary failure.
    sub((1, 99), Recovery::InDoubt, "unknown messaging failure", TROUBLE),
    sub(
        (2, 1_545_133),
        Recovery::InDoubt,
        "temporary messaging failure",
        TROUBLE,
    ),
    sub(
        (10, 2_534_022),
        Recovery::WindowClosed,
        "outside the messaging window",
        WINDOW,
    ),
    sub(
        (10, 2_018_278),
        Recovery::WindowClosed,
        "outside the messaging window",
        WINDOW,
    ),
    sub(
        (10, 2_018_108),
        Recovery::Never,
        "the person cannot receive messages at the moment",
        "This person cannot receive messages at the moment.",
    ),
    sub(
        (10, 2_534_077),
        Recovery::AccountPaused,
        "link or two-factor state of the owner",
        CONFIRM,
    ),
    code(
        551,
        Recovery::Never,
        "person unavailable",
        "This person cannot receive messages at the moment.",
    ),
    // Publishing and containers. A container is invisible, so making one again is harmless.
    code(-1, Recovery::InDoubt, "server error of Instagram", TROUBLE),
    sub((-1, 2_207_001), Recovery::InDoubt, "server error of Instagram", TROUBLE),
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
    ),
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
    ),
    code(24, Recovery::Never, "media or container not found", GONE),
    sub(
        (24, 2_207_006),
        Recovery::RetrySoon,
        "media not found, often right after its creation",
        GONE,
    ),
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
    ),
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
    sub((36_001, 2_207_005), Recovery::Never, "image format", PICTURE),
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
    sub((NO_CODE, 2_207_082), Recovery::Never, "video processing failed", VIDEO),
];
