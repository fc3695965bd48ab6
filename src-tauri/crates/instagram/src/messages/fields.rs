//! Which fields of a message are asked for.

use crate::{ApiError, Doubt};

/// Which fields of a message are asked for. One field that the platform does not know fails the whole call, so there is a
/// smaller set to fall back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MessageFields {
    /// Everything documented.
    #[default]
    Full,
    /// Who, when and what, without attachments, shares, stories and reactions.
    Reduced,
    /// Ids and times: all that can be known of messages older than [`READABLE_MESSAGES`](crate::messages::READABLE_MESSAGES).
    Ids,
}

impl MessageFields {
    /// The fields, as the platform spells them.
    pub(super) const fn names(self) -> &'static str {
        match self {
            MessageFields::Full => {
                "id,created_time,from,to,message,attachments,shares,story,reactions,is_unsupported,reply_to,tags"
            }
            MessageFields::Reduced => "id,created_time,from,to,message,is_unsupported",
            MessageFields::Ids => "id,created_time",
        }
    }

    /// The fields to ask for after a refusal: the reduced set where a field was not known (100), or where the answer would
    /// have been too big (1). `None` where asking for less does not help.
    ///
    /// The platform says that an answer would be too big under a status of 500, which proves nothing and ends as a failure of
    /// the server: so that counts, too, and the same set is worth another try first.
    pub fn after(self, error: &ApiError) -> Option<MessageFields> {
        let is_about_fields = match error {
            ApiError::InDoubt {
                cause: Doubt::ServerError(_),
            } => true,
            _ => matches!(error.code_pair(), (Some(1), _) | (Some(100), None)),
        };
        (self == MessageFields::Full && is_about_fields).then_some(MessageFields::Reduced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;

    #[test]
    fn less_is_asked_for_once_and_only_where_the_fields_were_the_reason() {
        let refused = |code, subcode| ApiError::Refused(Refusal::new(code, subcode));
        let unknown_field = refused(100, None);
        assert_eq!(MessageFields::Full.after(&unknown_field), Some(MessageFields::Reduced));
        assert_eq!(MessageFields::Reduced.after(&unknown_field), None);
        assert_eq!(MessageFields::Ids.after(&unknown_field), None);
        assert_eq!(
            MessageFields::Full.after(&refused(1, None)),
            Some(MessageFields::Reduced)
        );
        let too_much = br#"{"error":{"message":"Please reduce the amount of data","code":1}}"#;
        let under_500 = ApiError::in_answer(500, &http::HeaderMap::new(), too_much);
        assert!(matches!(
            under_500,
            Some(ApiError::InDoubt {
                cause: Doubt::ServerError(500)
            })
        ));
        for set in [MessageFields::Reduced, MessageFields::Ids] {
            assert_eq!(under_500.as_ref().and_then(|error| set.after(error)), None);
        }
        let less = under_500.and_then(|error| MessageFields::Full.after(&error));
        assert_eq!(less, Some(MessageFields::Reduced));
        for other in [
            refused(100, Some(33)),
            refused(9_000_001, None),
            refused(190, None),
            ApiError::InDoubt { cause: Doubt::Cut },
        ] {
            assert_eq!(MessageFields::Full.after(&other), None, "{other}");
        }
    }
}
