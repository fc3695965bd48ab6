//! Replies that were begun: kept as they are typed, so that neither a closed window nor a killed program loses them.

use store::reply_drafts::{self, ReplyDraft};
use uuid::Uuid;

use super::Inbox;
use crate::problem::{Problem, ProblemCode};

/// The longest text that is kept, in bytes: far more than the platform takes.
pub(super) const LONGEST_TEXT: usize = 100_000;

impl Inbox {
    /// Every reply that was begun, the one written last first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn reply_drafts(&self) -> Result<Vec<ReplyDraft>, Problem> {
        Ok(reply_drafts::all(&self.context.store).await?)
    }

    /// Keeps what is written for an item, and the saved reply it began as; an empty text forgets both. It is on the disk
    /// when this returns.
    ///
    /// # Errors
    /// `NotFound` for an unknown item, `Precondition` for a text that no reply could be.
    pub async fn save_reply_draft(&self, item: u32, text: &str, saved_reply: Option<Uuid>) -> Result<(), Problem> {
        if text.len() > LONGEST_TEXT {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "This text is too long to be kept.",
                "Shorten it: Instagram takes 2,200 characters in a comment.",
            ));
        }
        let now = self.context.clock.now();
        let mut tx = self.context.store.write().await?;
        reply_drafts::save(&mut tx, item, text, saved_reply, now).await?;
        Ok(tx.commit().await?)
    }
}
