//! Refusals that say something about a message, a person or a comment rather than about the request.
//!
//! Source: developers.facebook.com/docs/messenger-platform/error-codes. Some of these numbers were seen as a code and as a
//! subcode, so both places count.

use crate::ApiError;

/// A message that was deleted, or that is older than the readable ones.
const UNREADABLE_MESSAGE: i64 = 9_000_001;
/// Consent of the person missing; no matching Instagram user.
const WITHHELD_PROFILE: [i64; 2] = [230, 9010];
/// Blocked by the person, no such person, or one who cannot receive messages.
const UNREACHABLE_PERSON: [i64; 6] = [2_534_014, 2_534_029, 551, 1_545_041, 2_018_108, 2_018_001];
/// Another app owns the conversation.
const OWNED_ELSEWHERE: [i64; 2] = [2_534_037, 2_018_300];

impl ApiError {
    /// Whether a message cannot be read: deleted, or older than the newest
    /// [`READABLE_MESSAGES`](crate::messages::READABLE_MESSAGES) of its conversation. The answer is the same, so only for one of the newest
    /// does it prove that the message was taken back.
    pub fn is_unreadable_message(&self) -> bool {
        self.carries(&[UNREADABLE_MESSAGE])
    }

    /// Whether a profile is not shown to the account: the person has not written, or is nobody. No reason to drop what they
    /// wrote; ask again after a day.
    pub fn is_profile_withheld(&self) -> bool {
        self.carries(&WITHHELD_PROFILE)
    }

    /// Whether this person cannot be written to: they block the account, are gone, or cannot receive messages.
    pub fn is_unreachable_person(&self) -> bool {
        self.carries(&UNREACHABLE_PERSON)
    }

    /// Whether another app owns the conversation, so that this one may not write in it.
    pub fn is_owned_elsewhere(&self) -> bool {
        self.carries(&OWNED_ELSEWHERE)
    }

    fn carries(&self, numbers: &[i64]) -> bool {
        let (code, subcode) = self.code_pair();
        [code, subcode]
            .into_iter()
            .flatten()
            .any(|number| numbers.contains(&number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Doubt, Refusal};

    fn refused(code: i64, subcode: Option<i64>) -> ApiError {
        ApiError::Refused(Refusal::new(code, subcode))
    }

    #[test]
    fn numbers_count_as_code_and_as_subcode() {
        assert!(refused(9_000_001, None).is_unreadable_message());
        assert!(refused(100, Some(9_000_001)).is_unreadable_message());
        assert!(refused(230, None).is_profile_withheld() && refused(9010, None).is_profile_withheld());
        assert!(refused(100, Some(2_534_014)).is_unreachable_person() && refused(551, None).is_unreachable_person());
        assert!(refused(100, Some(2_534_037)).is_owned_elsewhere());
    }

    #[test]
    fn other_errors_say_nothing_about_messages() {
        for other in [
            refused(10, Some(2_534_022)),
            refused(100, Some(33)),
            refused(100, None),
            ApiError::InDoubt { cause: Doubt::Cut },
        ] {
            assert!(
                !other.is_unreadable_message()
                    && !other.is_profile_withheld()
                    && !other.is_unreachable_person()
                    && !other.is_owned_elsewhere(),
                "{other}"
            );
        }
    }
}
