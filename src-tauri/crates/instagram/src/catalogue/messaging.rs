//! Codes of direct messages and private replies.
//!
//! Source: developers.facebook.com/docs/messenger-platform/error-codes and
//! developers.facebook.com/docs/instagram-platform/private-replies. Where a page names a subcode without a code, the row
//! stands under [`NO_CODE`] and answers under every code.

use super::NO_CODE;
use super::row::{CONFIRM, Row, TROUBLE, code, sub};
use crate::Recovery;

const WINDOW: &str = "The time to answer this person has passed. It opens again when they write.";
const UNAVAILABLE: &str = "This person cannot receive messages at the moment.";
const UNREACHABLE: &str = "Instagram does not deliver messages to this person. They may have left Instagram or blocked \
     the account; the conversation opens again when they write.";
const USED: &str = "This comment can no longer be answered privately: it was before, it is older than a week, or it is \
     gone. An answer in public may still be possible.";
const ELSEWHERE: &str = "Another app looks after this conversation at the moment. Answer there, or hand the conversation \
     over in that app.";
const CONTENT: &str =
    "Instagram does not take this message as it is. Check its text and its files, then send it again.";
const ATTACHMENT: &str =
    "Instagram does not take the file of this message. Check its kind and its size, or choose another one.";
const FILE: &str =
    "Instagram could not fetch the file of this message. Check that its address can be reached from everywhere.";

pub(super) const ROWS: &[Row] = &[
    sub((1, 99), Recovery::InDoubt, "unknown messaging failure", TROUBLE)
        .or("a permission or the advanced access of the app is missing"),
    sub(
        (2, 1_545_133),
        Recovery::InDoubt,
        "temporary messaging failure",
        TROUBLE,
    ),
    // The window.
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
        (NO_CODE, 2_018_065),
        Recovery::WindowClosed,
        "outside the messaging window",
        WINDOW,
    ),
    // The person.
    sub(
        (10, 2_018_108),
        Recovery::Never,
        "the person cannot receive messages at the moment",
        UNAVAILABLE,
    ),
    sub(
        (100, 2_018_001),
        Recovery::Never,
        "no matching person: an id of another kind or another account",
        UNREACHABLE,
    ),
    sub(
        (100, 2_534_014),
        Recovery::Never,
        "no such Instagram user: the id is wrong or the person has left",
        UNREACHABLE,
    )
    .or("the person has blocked the account, or the app is not the receiver of the conversation"),
    sub(
        (NO_CODE, 2_534_029),
        Recovery::Never,
        "the person has blocked the account",
        UNREACHABLE,
    ),
    code(551, Recovery::Never, "person unavailable", UNAVAILABLE),
    sub((551, 1_545_041), Recovery::Never, "person unavailable", UNAVAILABLE),
    sub((200, 1_545_041), Recovery::Never, "person unavailable", UNAVAILABLE)
        .or("a missing permission, as its code alone would say"),
    code(
        9010,
        Recovery::Never,
        "no matching Instagram user for a profile",
        "Instagram shows no profile for this person. Postroom goes on without it.",
    ),
    // The account.
    sub(
        (10, 2_534_077),
        Recovery::AccountPaused,
        "link or two-factor state of the owner",
        CONFIRM,
    ),
    sub(
        (10, 1_893_063),
        Recovery::AccountPaused,
        "Page temporarily restricted",
        "The Facebook Page of this account is restricted for a while. Look into its notices on Facebook before going on.",
    ),
    sub(
        (100, 2_534_013),
        Recovery::Reconnect,
        "Page not linked to an Instagram account",
        "The Facebook Page is no longer linked to this Instagram account. Link them again, then connect the account again.",
    ),
    sub(
        (200, 2_534_041),
        Recovery::MissingScope,
        "message access for tools is switched off",
        "Message access for connected tools is switched off. It is found in the Instagram app under the messages settings.",
    ),
    code(
        36_103,
        Recovery::Never,
        "account not eligible for the messaging API",
        "Instagram does not open the messages of this account to apps. Check in the Instagram app that it is a \
         professional account and allows access to messages.",
    ),
    // The conversation.
    sub(
        (100, 2_534_037),
        Recovery::Never,
        "another app owns the conversation",
        ELSEWHERE,
    ),
    sub(
        (NO_CODE, 2_018_300),
        Recovery::Never,
        "another app owns the conversation",
        ELSEWHERE,
    ),
    sub(
        (NO_CODE, 2_534_001),
        Recovery::Never,
        "conversation archived or deleted",
        "This conversation was archived or deleted on Instagram. Postroom reads the list of conversations again.",
    ),
    code(
        9_000_001,
        Recovery::Never,
        "message deleted",
        "Instagram no longer shows this message. It was deleted, or newer messages have put it out of reach.",
    )
    .or("older than the newest twenty of its conversation, which alone can be read"),
    // Private replies.
    sub(
        (NO_CODE, 2_534_025),
        Recovery::Never,
        "comment unsuitable for a private reply",
        USED,
    )
    .or("answered privately before, by any app or person"),
    code(10_900, Recovery::Never, "comment answered privately before", USED)
        .or("comment too old for a private reply, or gone"),
    code(10_903, Recovery::Never, "comment cannot be answered privately", USED)
        .or("answered privately before, by any app or person"),
    // What is sent.
    sub((NO_CODE, 2_534_015), Recovery::Never, "invalid message data", CONTENT),
    sub(
        (NO_CODE, 2_534_068),
        Recovery::Never,
        "several pictures in one message are not enabled",
        "Instagram does not take several pictures in one message from this account. Send them one by one.",
    ),
    sub(
        (100, 2_018_008),
        Recovery::RetrySoon,
        "attachment address could not be fetched",
        FILE,
    ),
    sub(
        (NO_CODE, 2_018_294),
        Recovery::RetrySoon,
        "video attachment could not be fetched in time",
        FILE,
    ),
    sub(
        (NO_CODE, 2_018_047),
        Recovery::Never,
        "attachment upload failed: type",
        ATTACHMENT,
    ),
    sub(
        (NO_CODE, 2_018_074),
        Recovery::Never,
        "attachment id not valid",
        ATTACHMENT,
    ),
    sub((NO_CODE, 2_018_109), Recovery::Never, "attachment too big", ATTACHMENT),
    sub(
        (NO_CODE, 2_018_247),
        Recovery::Never,
        "not a conversation that takes this message",
        CONTENT,
    ),
];
