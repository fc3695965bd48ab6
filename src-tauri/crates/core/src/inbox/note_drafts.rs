//! Notes that were begun: kept as they are typed, like replies.

use store::note_drafts::{self, NoteDraft};
use store::{NoteOn, people};

use super::reply_drafts::LONGEST_TEXT;
use super::{About, Inbox};
use crate::problem::{Problem, ProblemCode};

impl Inbox {
    /// Every note on an item that was begun, the one written last first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn note_drafts(&self) -> Result<Vec<NoteDraft>, Problem> {
        Ok(note_drafts::of_items(&self.context.store).await?)
    }

    /// Keeps what is written for a note on an item; an empty text forgets it. It is on the disk when this returns.
    ///
    /// # Errors
    /// `NotFound` for an unknown item, `Precondition` for a text that no note could be.
    pub async fn save_note_draft(&self, item: u32, text: &str) -> Result<(), Problem> {
        fit(text)?;
        let mut tx = self.context.store.write().await?;
        note_drafts::save(&mut tx, NoteOn::Item(item), text, self.context.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps what is written for a note on the author of a comment or on whom a conversation is with, as
    /// [`Self::save_note_draft`] does.
    ///
    /// # Errors
    /// `NotFound` for something unknown; `Precondition` when nobody knows who it is, or for a text that no note could be.
    pub async fn save_person_note_draft(&self, about: &About, text: &str) -> Result<(), Problem> {
        fit(text)?;
        let (who, _) = self.who(about).await?;
        // Emptying what was never kept makes no card.
        if text.is_empty() && people::card(&self.context.store, &who).await?.is_none() {
            return Ok(());
        }
        let mut tx = self.context.store.write().await?;
        let card = self.card_of(&mut tx, &who).await?;
        note_drafts::save(&mut tx, NoteOn::Person(card), text, self.context.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}

fn fit(text: &str) -> Result<(), Problem> {
    if text.len() <= LONGEST_TEXT {
        return Ok(());
    }
    Err(Problem::new(
        ProblemCode::Precondition,
        "This text is too long to be kept.",
        "Shorten it: a note takes 4,000 characters.",
    ))
}
