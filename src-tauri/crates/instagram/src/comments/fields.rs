//! Which fields of a comment are asked for.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment. One field that the platform
//! does not know fails the whole call (100), and nested replies of many comments at once may be more than it answers ("reduce
//! the amount of data", code 1, under a status of 500). So there are smaller sets to fall back to. Each of them asks for
//! `timestamp`: the same refusal was seen to follow a set without it.

use crate::{ApiError, Doubt};

/// Which fields of a comment are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CommentFields {
    /// Everything documented, in lists of top-level comments with the first replies of each.
    #[default]
    Full,
    /// The same without replies: they have [`ListReplies`](crate::ListReplies).
    WithoutReplies,
    /// Who, when, what, and whether it is hidden. No likes, no parent, no post, no mark of what is our own.
    Reduced,
}

const FULL: &str = "id,text,timestamp,username,from,user,hidden,like_count,parent_id,media{id,media_product_type}";

const FULL_WITH_REPLIES: &str = "id,text,timestamp,username,from,user,hidden,like_count,parent_id,\
     media{id,media_product_type},replies.limit(50){id,text,timestamp,username,from,user,hidden,like_count,parent_id}";

const REDUCED: &str = "id,text,timestamp,username,from,hidden";

impl CommentFields {
    /// The fields of a comment alone, as the platform spells them.
    pub(super) const fn names(self) -> &'static str {
        match self {
            CommentFields::Full | CommentFields::WithoutReplies => FULL,
            CommentFields::Reduced => REDUCED,
        }
    }

    /// The fields of a top-level comment in a list.
    pub(super) const fn names_of_thread(self) -> &'static str {
        match self {
            CommentFields::Full => FULL_WITH_REPLIES,
            CommentFields::WithoutReplies | CommentFields::Reduced => self.names(),
        }
    }

    /// The fields to ask for after a refusal: the reduced set where a field was not known (100), the next smaller one where
    /// the answer would have been too big (1). `None` where asking for less does not help.
    ///
    /// The platform says that an answer would be too big under a status of 500, which proves nothing and ends as a failure of
    /// the server: so that counts, too, and the same set is worth another try first. A call that reads no replies asks the
    /// same in the first two sets.
    pub fn after(self, error: &ApiError) -> Option<CommentFields> {
        let is_too_much = match error {
            ApiError::InDoubt {
                cause: Doubt::ServerError(_),
            } => true,
            _ => error.code_pair().0 == Some(1),
        };
        match self {
            CommentFields::Reduced => None,
            _ if error.may_be_a_field() => Some(CommentFields::Reduced),
            CommentFields::Full if is_too_much => Some(CommentFields::WithoutReplies),
            CommentFields::WithoutReplies if is_too_much => Some(CommentFields::Reduced),
            CommentFields::Full | CommentFields::WithoutReplies => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Refusal;
    use CommentFields::{Full, Reduced, WithoutReplies};

    #[test]
    fn every_set_holds_the_smaller_ones_and_the_time() {
        assert!(Full.names_of_thread().starts_with(WithoutReplies.names_of_thread()));
        assert_eq!(Full.names(), WithoutReplies.names_of_thread());
        for field in REDUCED.split(',') {
            assert!(FULL.split(',').any(|known| known == field), "{field}");
        }
        for set in [Full, WithoutReplies, Reduced] {
            for names in [set.names(), set.names_of_thread()] {
                assert!(names.split(',').any(|field| field == "timestamp"), "{names}");
            }
        }
    }

    #[test]
    fn less_is_asked_for_step_by_step_where_the_answer_was_too_big() {
        let too_much = br#"{"error":{"message":"Please reduce the amount of data","code":1}}"#;
        let under_500 = ApiError::in_answer(500, &http::HeaderMap::new(), too_much).unwrap();
        assert!(matches!(under_500, ApiError::InDoubt { .. }));
        for error in [under_500, ApiError::Refused(Refusal::new(1, None))] {
            let steps = [Full, WithoutReplies, Reduced].map(|set| set.after(&error));
            assert_eq!(steps, [Some(WithoutReplies), Some(Reduced), None], "{error}");
        }
    }

    #[test]
    fn a_field_that_is_not_known_leaves_the_fewest() {
        let unknown_field = ApiError::Refused(Refusal::new(100, None));
        let steps = [Full, WithoutReplies, Reduced].map(|set| set.after(&unknown_field));
        assert_eq!(steps, [Some(Reduced), Some(Reduced), None]);
    }

    #[test]
    fn other_errors_are_not_about_the_fields() {
        let refused = |code, subcode| ApiError::Refused(Refusal::new(code, subcode));
        for other in [
            refused(100, Some(33)),
            refused(190, None),
            refused(80_002, None),
            ApiError::InDoubt { cause: Doubt::Timeout },
            ApiError::NotSent { cause: String::new() },
        ] {
            assert_eq!(
                [Full, WithoutReplies].map(|set| set.after(&other)),
                [None, None],
                "{other}"
            );
        }
    }
}
