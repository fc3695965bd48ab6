//! Ids of the platform: opaque strings in newtypes.
//!
//! They exceed 2^53 and may begin with a zero, so they are never numbers here. Where the platform sends one as a JSON
//! integer, it is read as an integer; a floating-point number is refused, because its last digits are already lost.

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as the platform spells it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text(deserializer).map(Self)
            }
        }
    };
}

id! {
    /// A professional account: `user_id` of `/me`, the same id that webhooks carry. The key of an account everywhere.
    AccountId
}
id! {
    /// A post, reel, album or story.
    MediaId
}
id! {
    /// A comment or a reply to one.
    CommentId
}
id! {
    /// A container: a post that Instagram prepares and nobody sees yet. Lives for 24 hours.
    ContainerId
}
id! {
    /// A Facebook Page. Facebook Login only.
    PageId
}
id! {
    /// A business of the Meta Business Manager. Facebook Login only.
    BusinessId
}
id! {
    /// A person as one professional account sees them (Instagram-scoped id). Another account sees another id.
    PersonId
}

id! {
    /// A place: a Facebook Page that has an address.
    LocationId
}
id! {
    /// A product of a shop. Facebook Login only.
    ProductId
}
id! {
    /// Music or an original sound for reels. Facebook Login only.
    AudioId
}
id! {
    /// A hashtag, the same for every account. Facebook Login only.
    HashtagId
}
id! {
    /// A conversation of an account with one person. Opaque; webhooks do not carry it.
    ConversationId
}
id! {
    /// A direct message: the `mid` of webhooks and send answers, the same value everywhere.
    MessageId
}
id! {
    /// A file that was handed over once and can be sent again for 90 days, or one that came with a message.
    AttachmentId
}

/// Reads an id from a JSON string or integer.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_any(IdText)
}

/// Reads an id that may be missing or null.
pub(crate) fn optional_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    struct Id(#[serde(deserialize_with = "text")] String);
    Ok(Option::<Id>::deserialize(deserializer)?.map(|id| id.0))
}

struct IdText;

impl Visitor<'_> for IdText {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id: a non-empty string or an integer")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<String, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<String, E> {
        if value.is_empty() {
            return Err(E::invalid_length(0, &self));
        }
        Ok(value)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn id_beyond_two_to_the_53rd_keeps_every_digit_whether_string_or_number() {
        let from_text: AccountId = serde_json::from_str(r#""17841400000000123""#).unwrap();
        let from_number: AccountId = serde_json::from_str("17841400000000123").unwrap();
        assert_eq!(from_text.as_str(), "17841400000000123");
        assert_eq!(from_text, from_number);
    }

    #[test]
    fn leading_zero_survives() {
        let id: MediaId = serde_json::from_str(r#""0012""#).unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""0012""#);
    }

    #[test]
    fn floating_point_empty_and_negative_ids_are_refused() {
        for strange in ["1.7841400000000123e16", r#""""#, "-1", "null", "{}"] {
            assert!(
                serde_json::from_str::<CommentId>(strange).is_err(),
                "{strange} is no id"
            );
        }
    }

    proptest! {
        #[test]
        fn every_integer_id_reads_back_exactly(id in any::<u64>()) {
            let read: PersonId = serde_json::from_str(&id.to_string()).unwrap();
            prop_assert_eq!(read.as_str(), id.to_string());
        }
    }
}
