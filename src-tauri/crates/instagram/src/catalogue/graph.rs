//! Codes that every call can meet: the service, the app, the token, permissions, the object.
//!
//! Source: developers.facebook.com/docs/graph-api/guides/error-handling; developers.facebook.com/docs/instagram-platform/insights
//! for 100/2108006.

use super::row::{CONFIRM, GONE, OUR_MISTAKE, Row, TROUBLE, code, range, sub};
use crate::Recovery;

const RECONNECT: &str = "Instagram no longer accepts the connection of this account. Connect it again.";
const NO_PERMISSION: &str =
    "The permission for this is missing. Connect the account again and allow everything that Postroom asks for.";
const NOT_ACCEPTED: &str = "Instagram does not accept this request as it is. Nothing was changed.";

pub(super) const ROWS: &[Row] = &[
    code(
        1,
        Recovery::InDoubt,
        "unknown error, or the request was too big",
        TROUBLE,
    )
    .or("too many fields or items at once: \"reduce the amount of data\"; asking for less cures it"),
    code(2, Recovery::InDoubt, "temporary failure of the service", TROUBLE)
        .or("on sending: the person cannot be reached, or has blocked the account"),
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
    )
    .or("insights of a story that fewer than five people have seen"),
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
    )
    .or("answered to valid calls of every account at once while the platform had switched the app off (July 2026)"),
    sub(
        (100, 33),
        Recovery::Never,
        "object missing, not the account's, or not permitted",
        GONE,
    )
    .or("answered for objects that exist while the platform had trouble with Page tokens (May 2026)"),
    sub(
        (100, 2_108_006),
        Recovery::Never,
        "media from before the account became a professional one",
        "Instagram has no insights for posts from before the account became a professional one.",
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
        (190, 0),
        Recovery::Reconnect,
        "token malformed, revoked or of another app",
        RECONNECT,
    ),
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
    code(803, Recovery::Never, "unknown alias or object", GONE).or("a handle stands where an id belongs"),
    code(
        1_609_005,
        Recovery::Never,
        "a link cannot be fetched, or a story is gone",
        "Instagram can no longer show what this points to.",
    ),
    code(2500, Recovery::Never, "malformed path or field syntax", OUR_MISTAKE),
];
