//! A conversation and the two sides of it.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/conversation. Instagram tells neither a count of unread messages
//! nor a folder; reading marks nothing as read.

use crate::complete::{self, Essential};
use crate::messages::Message;
use crate::{AccountId, ApiError, ConversationId, Endpoint, Page, PersonId, lenient, optional};
use jiff::Timestamp;
use serde::Deserialize;

/// A conversation of the account with one person. No `Debug`: it can hold messages.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// When something last happened in it.
    #[serde(default, deserialize_with = "optional::instant")]
    pub updated_time: Option<Timestamp>,
    /// Both sides; absent when they were not asked for.
    #[serde(default, deserialize_with = "optional::edge")]
    pub participants: Option<Vec<Party>>,
    /// The newest messages, newest first; absent when they were not asked for.
    #[serde(default)]
    pub messages: Option<Page<Message>>,
    /// Whether this app owns the conversation; absent when it was not asked for.
    #[serde(default, deserialize_with = "optional::flag")]
    pub is_owner: Option<bool>,
}

/// One side of a conversation: the person, or the account itself. No `Debug`: it names somebody.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Party {
    /// The Instagram-scoped id of the person, or an id of the account; missing in some answers.
    #[serde(default, deserialize_with = "optional::id")]
    pub id: Option<PersonId>,
    /// The handle.
    #[serde(default, deserialize_with = "lenient::text")]
    pub username: Option<String>,
}

impl Party {
    /// Whether this is the account's own side. The id it goes by in conversations is not always that of `/me`, so its handle
    /// counts as well.
    pub fn is_account(&self, account: &AccountId, username: &str) -> bool {
        let same_id = self.id.as_ref().is_some_and(|id| id.as_str() == account.as_str());
        let same_name = self
            .username
            .as_deref()
            .is_some_and(|name| name.eq_ignore_ascii_case(username));
        same_id || same_name
    }
}

impl Conversation {
    /// The other side, seen from the account.
    pub fn person(&self, account: &AccountId, username: &str) -> Option<&Party> {
        let parties = self.participants.as_ref()?;
        parties.iter().find(|party| !party.is_account(account, username))
    }
}

/// Every conversation has a time and two sides. Where no item of an answer has them, they were stripped from it.
pub(super) fn complete<E: Endpoint>(items: &[Conversation]) -> Result<(), ApiError> {
    let essential: [Essential<Conversation>; 2] = [
        ("updated_time", |conversation| conversation.updated_time.is_some()),
        ("participants", |conversation| conversation.participants.is_some()),
    ];
    complete::list::<E, _>(items, &essential)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Scope;
    use crate::messages::GetConversation;

    fn read(json: &str) -> Conversation {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_time_is_read_as_text_and_as_seconds() {
        for time in [r#""2026-05-04T09:12:41+0000""#, "1777885961", r#""1777885961""#] {
            let conversation = read(&format!(r#"{{"id":"aWdfY29udjox","updated_time":{time}}}"#));
            assert_eq!(conversation.updated_time, Some("2026-05-04T09:12:41Z".parse().unwrap()));
        }
    }

    #[test]
    fn the_own_side_is_known_by_id_or_by_handle() {
        let account = AccountId::from("17841400000000123");
        let mine = |json: &str| {
            serde_json::from_str::<Party>(json)
                .unwrap()
                .is_account(&account, "bluebakery")
        };
        assert!(mine(r#"{"id":"17841400000000123"}"#));
        assert!(
            mine(r#"{"id":"9999","username":"BlueBakery"}"#),
            "another id of the account"
        );
        assert!(mine(r#"{"username":"bluebakery"}"#));
        assert!(!mine(r#"{"id":"912345678901234","username":"rye.fan"}"#));
        assert!(!mine("{}"));
    }

    #[test]
    fn the_other_side_is_the_person_in_either_order() {
        let account = AccountId::from("17841400000000123");
        let me = r#"{"id":"17841400000000123","username":"bluebakery"}"#;
        let person = r#"{"id":"912345678901234","username":"rye.fan"}"#;
        for pair in [format!("{me},{person}"), format!("{person},{me}")] {
            let conversation = read(&format!(r#"{{"id":"c","participants":{{"data":[{pair}]}}}}"#));
            let found = conversation.person(&account, "bluebakery").unwrap();
            assert_eq!(found.username.as_deref(), Some("rye.fan"));
        }
        assert!(read(r#"{"id":"c"}"#).person(&account, "bluebakery").is_none());
    }

    #[test]
    fn bare_ids_were_stripped_and_an_empty_list_was_not() {
        let bare = [read(r#"{"id":"a"}"#), read(r#"{"id":"b"}"#)];
        let Err(ApiError::Incomplete { missing, scope, .. }) = complete::<GetConversation<'static>>(&bare) else {
            panic!("incomplete");
        };
        assert_eq!(
            (missing.as_slice(), scope),
            (["updated_time", "participants"].as_slice(), Scope::Messages)
        );
        assert!(complete::<GetConversation<'static>>(&[]).is_ok());
    }
}
