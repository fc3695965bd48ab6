//! What became of an item and its comments, event by event, as a person reads it.

use instagram::CommentId;
use serde_json::Value;
use store::comments;
use store::content::comment_subject;
use store::events::EventKind;
use store::trail::{self, TrailRow};

use super::{About, Inbox};
use crate::problem::Problem;

/// At most this many events are shown: more than one item has in a year.
pub const MOST_EVENTS: u32 = 300;

/// An event of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct TrailEntry {
    /// What the log holds of it.
    pub row: TrailRow,
    /// What happened.
    pub what: Happened,
}

/// What happened to an item or one of its comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// An action moved on: what it does, as a word, and where it stands now.
    Action {
        /// `reply`, `hide`, `unhide`, `delete`, `message`, `private_reply`.
        kind: String,
        /// The step.
        step: EventKind,
    },
    /// A decision about the item, or what became of one; `on`: the state began, else it ended.
    Item {
        /// Which.
        kind: EventKind,
        /// Whether it is so now.
        on: bool,
        /// Until when, in milliseconds since 1970, where it has an end.
        until: Option<i64>,
    },
    /// A change on Instagram: `edited`, `gone`, `hidden`, `shown`.
    Outside(String),
    /// A note was written or taken away.
    Note {
        /// It was written.
        written: bool,
    },
    /// Anything else the log tells about it.
    Other,
}

impl Inbox {
    /// The newest events of the item that a comment belongs to, of a conversation or of a tagged post, newest first,
    /// [`MOST_EVENTS`] at most.
    ///
    /// # Errors
    /// `NotFound` for an unknown comment; when the database refuses.
    pub async fn trail(&self, about: &About) -> Result<Vec<TrailEntry>, Problem> {
        let store = &self.context.store;
        let subjects = match about {
            About::Comment(comment) => self.subjects_of_thread(comment).await?,
            About::Conversation(conversation) => vec![format!("conversation:{conversation}")],
            About::TaggedPost(item) => vec![self.known_item(*item).await?.event_subject()],
        };
        let rows = trail::of_subjects(store, &subjects, MOST_EVENTS).await?;
        let entry = |row: TrailRow| TrailEntry {
            what: happened(row.kind, &row.payload),
            row,
        };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// What the log calls the thread of a comment and each comment in it.
    async fn subjects_of_thread(&self, comment: &CommentId) -> Result<Vec<String>, Problem> {
        let thread = comments::thread(&self.context.store, comment).await?;
        let row = thread.iter().find(|row| row.id == *comment);
        let row = row.ok_or_else(|| Problem::not_found("comment"))?;
        let top = row.parent.as_ref().unwrap_or(&row.id);
        let mut subjects = vec![format!("thread:{top}")];
        subjects.extend(thread.iter().map(|row| comment_subject(&row.id)));
        Ok(subjects)
    }
}

fn happened(kind: EventKind, payload: &Value) -> Happened {
    let word = |key: &str| payload.get(key).and_then(Value::as_str).map(str::to_owned);
    let after = payload
        .get("after")
        .filter(|after| !after.is_null() && **after != Value::Bool(false));
    match kind {
        EventKind::ActionQueued
        | EventKind::ActionWithdrawn
        | EventKind::ActionAttempted
        | EventKind::ActionSent
        | EventKind::ActionFailed
        | EventKind::ActionChecking
        | EventKind::ActionNeedsYou
        | EventKind::ActionDiscarded
        | EventKind::ActionHeld
        | EventKind::ActionReleased => Happened::Action {
            kind: word("kind").unwrap_or_default(),
            step: kind,
        },
        EventKind::ItemDone | EventKind::ItemReopened | EventKind::ItemWoken => Happened::Item {
            kind,
            on: true,
            until: None,
        },
        EventKind::ItemRead
        | EventKind::ItemSnoozed
        | EventKind::ItemMuted
        | EventKind::ItemFlagged
        | EventKind::ItemAssigned
        | EventKind::ItemLabelled => Happened::Item {
            kind,
            on: after.is_some(),
            until: after.and_then(Value::as_i64).filter(|_| kind == EventKind::ItemSnoozed),
        },
        EventKind::NoteWritten => Happened::Note { written: true },
        EventKind::NoteRemoved => Happened::Note { written: false },
        EventKind::OutsideChange => Happened::Outside(match (word("change").as_deref(), after) {
            (Some("hidden"), None) => "shown".to_owned(),
            (Some(change), _) => change.to_owned(),
            (None, _) => return Happened::Other,
        }),
        _ => Happened::Other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn item(kind: EventKind, on: bool) -> Happened {
        Happened::Item { kind, on, until: None }
    }

    #[test]
    fn every_event_of_an_item_says_what_began_or_ended() {
        let id = "0198e000-0000-7000-8000-000000000001";
        for (kind, payload, expected) in [
            (
                EventKind::ItemFlagged,
                json!({ "before": null, "after": 5 }),
                item(EventKind::ItemFlagged, true),
            ),
            (
                EventKind::ItemFlagged,
                json!({ "before": 5, "after": null }),
                item(EventKind::ItemFlagged, false),
            ),
            (
                EventKind::ItemLabelled,
                json!({ "label": id, "after": false }),
                item(EventKind::ItemLabelled, false),
            ),
            (
                EventKind::ItemAssigned,
                json!({ "before": null, "after": id }),
                item(EventKind::ItemAssigned, true),
            ),
            (
                EventKind::ItemRead,
                json!({ "before": true, "after": false }),
                item(EventKind::ItemRead, false),
            ),
            (EventKind::ItemDone, json!({ "at": 5 }), item(EventKind::ItemDone, true)),
            (
                EventKind::OutsideChange,
                json!({ "change": "gone" }),
                Happened::Outside("gone".to_owned()),
            ),
            (
                EventKind::OutsideChange,
                json!({ "change": "hidden", "before": true, "after": false }),
                Happened::Outside("shown".to_owned()),
            ),
            (EventKind::OutsideChange, json!({}), Happened::Other),
            (EventKind::SyncRun, json!({}), Happened::Other),
        ] {
            assert_eq!(happened(kind, &payload), expected, "{kind:?} {payload}");
        }
        let snoozed = happened(
            EventKind::ItemSnoozed,
            &json!({ "before": null, "after": 1_795_000_000_000_i64 }),
        );
        assert_eq!(
            snoozed,
            Happened::Item {
                kind: EventKind::ItemSnoozed,
                on: true,
                until: Some(1_795_000_000_000)
            }
        );
    }
}
