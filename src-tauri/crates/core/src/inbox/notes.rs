//! Internal notes on items, and labels on many items at once. What people write down stays on this machine and can be
//! undone like every decision about an item.

use serde_json::json;
use store::events::{self, Actor, EventKind, Seq};
use store::{NoteOn, WriteTx, items, notes};
use uuid::Uuid;

use super::Inbox;
use super::items::{Change, PART, event, record};
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// The longest note, in characters: a note is read in passing.
const LONGEST_NOTE: usize = 4_000;

impl Inbox {
    /// Puts a label on items, or takes it off. Returns the decisions, for [`Self::undo`].
    ///
    /// # Errors
    /// `NotFound` for an unknown item or a label that was removed.
    pub async fn set_label(&self, items: &[u32], label: Uuid, on: bool) -> Result<Vec<Seq>, Problem> {
        let decisions = self.decide(items, Change::Label { label, on }, None).await?;
        self.context.stale.spoil(Tag::Labels);
        Ok(decisions)
    }

    /// Writes the same note on items. Returns the decisions, for [`Self::undo`].
    ///
    /// # Errors
    /// `NotFound` for an unknown item; `Precondition` when the note is empty or too long.
    pub async fn write_note(&self, items: &[u32], text: &str) -> Result<Vec<Seq>, Problem> {
        let text = fit(text)?;
        let (mut decisions, mut touched) = (Vec::new(), Vec::new());
        // The search index takes rising numbers best.
        let mut items = items.to_vec();
        items.sort_unstable();
        for part in items.chunks(PART) {
            let mut tx = self.context.store.write().await?;
            for row in part {
                let item = items::get_in(&mut tx, *row)
                    .await?
                    .ok_or_else(|| Problem::not_found("item"))?;
                let note = notes::write(&mut tx, NoteOn::Item(*row), text, self.context.clock.now()).await?;
                let payload = json!({ "note": note.to_string() });
                let event = event(&self.context, EventKind::NoteWritten, Actor::Member, &item, payload);
                decisions.push(events::append(&mut tx, &event).await?);
                touched.push(item);
            }
            tx.commit().await?;
        }
        self.announce(&touched, None, true);
        Ok(decisions)
    }

    /// Takes a note away, from an item or a person. Its words are kept until the program ends, so that it can be undone.
    ///
    /// # Errors
    /// `NotFound` for a note that is no longer here.
    pub async fn remove_note(&self, note: Uuid) -> Result<Vec<Seq>, Problem> {
        let mut tx = self.context.store.write().await?;
        let place = notes::place_in(&mut tx, note).await?;
        let (decision, item) = match place.ok_or_else(|| Problem::not_found("note"))? {
            NoteOn::Item(row) => {
                let item = items::get_in(&mut tx, row)
                    .await?
                    .ok_or_else(|| Problem::not_found("item"))?;
                let change = Change::Note { note, there: false };
                (record(&self.context, &mut tx, &item, change).await?, Some(item))
            }
            NoteOn::Person(card) => (self.remove_person_note(&mut tx, card, note).await?, None),
        };
        tx.commit().await?;
        self.context.stale.spoil(Tag::People);
        self.announce(item.as_slice(), None, true);
        Ok(decision.into_iter().collect())
    }

    async fn remove_person_note(&self, tx: &mut WriteTx, card: Uuid, note: Uuid) -> Result<Option<Seq>, Problem> {
        if !notes::set_removed(tx, note, Some(self.context.clock.now())).await? {
            return Ok(None);
        }
        let payload = json!({ "note": note.to_string() });
        Ok(Some(
            super::people::append(&self.context, tx, card, EventKind::NoteRemoved, payload).await?,
        ))
    }
}

/// A note as it is kept.
pub(super) fn fit(text: &str) -> Result<&str, Problem> {
    let text = text.trim();
    let problem = |message: &str, fix: &str| Err(Problem::new(ProblemCode::Precondition, message, fix));
    if text.is_empty() {
        return problem("The note is empty.", "Write something, then save it.");
    }
    if text.chars().count() > LONGEST_NOTE {
        return problem("The note is too long.", "Shorten it to 4,000 characters.");
    }
    Ok(text)
}
