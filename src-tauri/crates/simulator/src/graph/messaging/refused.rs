//! The refusals of messaging (sheet on messaging, §7.3). Where the table names a subcode without its code, the code is
//! 100.

use crate::answer::Refusal;
use crate::world::PrivateReplyError;

/// How a message's content is wrong: type, size, shape.
pub(super) fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::parameter(message).sub(2_534_015)
}

/// More than 24 hours after the person's last message, or more than seven days with the tag of a human answer.
pub(super) fn outside_window() -> Refusal {
    let text = "The person has not written to this account recently enough.";
    Refusal {
        for_people: Some(("Cannot send".to_owned(), text.to_owned())),
        ..Refusal::new(
            403,
            10,
            "(#10) This message is sent outside of allowed window. Learn more about the new policy here.",
        )
        .sub(2_534_022)
    }
}

/// The tag needs a feature that the app was not granted.
pub(super) fn no_human_agent() -> Refusal {
    Refusal::new(
        400,
        3,
        "(#3) Application does not have the capability to make this API call.",
    )
}

/// An id that names no person: an account's, a comment's, a handle.
pub(super) fn no_person() -> Refusal {
    Refusal::parameter("(#100) No matching user found").sub(2_018_001)
}

/// A person this account cannot know.
pub(super) fn unknown_person() -> Refusal {
    Refusal::parameter("(#100) The requested user cannot be found.").sub(2_534_014)
}

pub(super) fn blocked() -> Refusal {
    Refusal::parameter("(#100) The business is blocked by this user.").sub(2_534_029)
}

pub(super) fn other_app() -> Refusal {
    Refusal::parameter("(#100) Message failed to send because another app is controlling this thread now.")
        .sub(2_534_037)
}

/// A person's token where a Page's is needed.
pub(super) fn no_page_token() -> Refusal {
    Refusal::new(
        403,
        210,
        "(#210) A page access token is required to request this resource.",
    )
}

/// The owner of the account has switched *Allow access to messages* off.
pub(super) fn no_access() -> Refusal {
    Refusal::new(
        403,
        200,
        "(#200) The account owner has disabled access to instagram direct messages.",
    )
    .sub(2_534_041)
}

/// A message that was taken back, or one that is older than the newest twenty: the platform says the same of both.
pub(super) fn deleted() -> Refusal {
    Refusal::new(400, 9_000_001, "The message was deleted.")
}

/// The person has not written, so nothing but their comments may be read of them.
pub(super) fn no_consent() -> Refusal {
    Refusal::new(403, 230, "(#230) User consent is required to access user profile.")
}

/// There is no such account any more, or it cannot be read.
pub(super) fn no_profile() -> Refusal {
    Refusal::new(400, 9010, "(#9010) No matching Instagram user")
}

/// An attachment's address leads nowhere.
pub(super) fn not_fetched() -> Refusal {
    Refusal::parameter("(#100) Failed to fetch the file from the url").sub(2_018_008)
}

/// A video took too long to download.
pub(super) fn fetch_timed_out() -> Refusal {
    Refusal::parameter("(#100) Video upload has timed out").sub(2_018_294)
}

/// An attachment of a type that is not taken.
pub(super) fn attachment_type() -> Refusal {
    Refusal::parameter("(#100) Upload attachment failure: the type of the attachment does not match").sub(2_018_047)
}

pub(super) fn attachment_size() -> Refusal {
    Refusal::parameter("(#100) Attachment size exceeds allowable limit").sub(2_018_109)
}

pub(super) fn attachment_id() -> Refusal {
    Refusal::parameter("(#100) Attachment ID is invalid").sub(2_018_074)
}

/// Whatever stands in the way of a private reply: clients must treat the whole family alike.
pub(super) fn private_reply(why: PrivateReplyError) -> Refusal {
    match why {
        PrivateReplyError::Used => Refusal::new(400, 10900, "(#10900) Activity already replied to"),
        PrivateReplyError::TooOld => Refusal::parameter("(#100) The comment is invalid for messaging").sub(2_534_025),
        PrivateReplyError::Unsuitable => Refusal::new(400, 10903, "(#10903) This user cant reply to this activity"),
        PrivateReplyError::Blocked => blocked(),
    }
}

/// Too much of one answer: many messages of many conversations.
pub(super) fn too_much() -> Refusal {
    Refusal::new(
        500,
        1,
        "Please reduce the amount of data you're asking for, then retry your request",
    )
}

/// Every refusal of this file that stands for its code and subcode.
pub(super) fn every() -> Vec<Refusal> {
    use PrivateReplyError::{TooOld, Unsuitable, Used};
    let replies = [Used, TooOld, Unsuitable].map(private_reply);
    let others = [
        invalid("(#100) Invalid message data"),
        outside_window(),
        no_human_agent(),
        no_person(),
        unknown_person(),
        blocked(),
        other_app(),
        no_page_token(),
        no_access(),
        deleted(),
        no_consent(),
        no_profile(),
        not_fetched(),
        fetch_timed_out(),
        attachment_type(),
        attachment_size(),
        attachment_id(),
    ];
    replies.into_iter().chain(others).collect()
}
