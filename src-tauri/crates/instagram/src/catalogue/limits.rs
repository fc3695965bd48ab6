//! Codes that ask for a pause: limits of rate, which pass by themselves, and blocks for policy, which a person must look
//! at.
//!
//! Source: developers.facebook.com/docs/graph-api/overview/rate-limiting. Calls made while blocked prolong the block.

use super::row::{HOUR, MINUTES, Row, THROTTLED, code, range, sub};
use super::{SPAM_BLOCK, SPAM_SENTENCE};
use crate::Recovery;

const RESTRICTED: &str =
    "Instagram has restricted this account. Open the Instagram app with it and follow the steps there.";
const OTHER_PRODUCT: &str = "business use case limit of another product";

pub(super) const ROWS: &[Row] = &[
    code(4, HOUR, "app-level limit", THROTTLED),
    code(17, HOUR, "user-level limit", THROTTLED),
    code(32, HOUR, "page-level limit", THROTTLED),
    code(341, HOUR, "temporary limit of the app", THROTTLED),
    code(613, MINUTES, "custom limit of one endpoint", THROTTLED),
    sub(
        (613, 1996),
        MINUTES,
        "unusual number of calls",
        "Instagram noticed an unusual number of calls and asks for a pause. Postroom waits and goes on later.",
    ),
    sub(
        (613, 2_534_040),
        MINUTES,
        "messaging limit of a conversation or an account",
        "Instagram asks for a pause between messages. Postroom waits some minutes and goes on.",
    ),
    code(80_000, HOUR, OTHER_PRODUCT, THROTTLED),
    code(80_001, HOUR, "business use case limit of a page", THROTTLED),
    code(80_002, HOUR, "business use case limit of Instagram", THROTTLED),
    range((80_003, 80_005), HOUR, OTHER_PRODUCT, THROTTLED),
    code(80_006, HOUR, "business use case limit of messaging", THROTTLED),
    code(80_007, HOUR, "business use case limit of WhatsApp", THROTTLED)
        .or("read as a limit of Instagram by some clients; a pause is right for both"),
    code(80_008, HOUR, "business use case limit of WhatsApp", THROTTLED)
        .or("read as a limit of Instagram by some clients; a pause is right for both"),
    range((80_009, 80_014), HOUR, OTHER_PRODUCT, THROTTLED),
    sub(
        SPAM_BLOCK,
        Recovery::InDoubt,
        "blocked as suspected spam; it may have happened",
        SPAM_SENTENCE,
    )
    .or("a limit of rate, as its code alone would say; posts were found published all the same"),
    code(
        368,
        Recovery::AccountPaused,
        "temporarily blocked for policy",
        "Instagram has blocked actions of this account for a while. Look into the Instagram app before going on.",
    )
    .or("a limit of rate, which it is not: waiting an hour does not lift it"),
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
];
