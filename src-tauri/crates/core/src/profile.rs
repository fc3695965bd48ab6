//! Who is at this machine: the one local profile whose name and colour stand in events, on chips and on notes.

use serde_json::json;
use store::events::{self, Actor, EventKind};
use store::{Member, members};

use crate::context::Shared;
use crate::labels::painted;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// The longest name, in characters: it stands on a chip.
const LONGEST_NAME: usize = 40;

/// The profile at this machine.
pub struct Profile {
    context: Shared,
}

impl Profile {
    pub(crate) const fn new(context: Shared) -> Self {
        Self { context }
    }

    /// The person at this machine.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn here(&self) -> Result<Member, Problem> {
        members::here(&self.context.store)
            .await?
            .ok_or_else(|| Problem::not_found("member"))
    }

    /// Gives the person at this machine another name and colour. What was sent under the name before keeps it.
    ///
    /// # Errors
    /// `Precondition` when the name is empty or too long, or the colour is none of the palette's.
    pub async fn change(&self, name: &str, colour: i64) -> Result<(), Problem> {
        let (name, colour) = (fit(name)?, painted(colour)?);
        let mut tx = self.context.store.write().await?;
        let before = members::here_in(&mut tx)
            .await?
            .ok_or_else(|| Problem::not_found("member"))?;
        if (before.name.as_str(), before.colour) == (name, colour) {
            return Ok(());
        }
        members::change_here(&mut tx, name, colour).await?;
        let payload = json!({ "renamed": before.name != name, "before": before.colour, "after": colour });
        let subject = members::event_subject(before.uid);
        let event = self
            .context
            .event_with(EventKind::MemberChanged, Actor::Member, None, &subject, payload);
        events::append(&mut tx, &event).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::Members);
        Ok(())
    }
}

fn fit(name: &str) -> Result<&str, Problem> {
    let name = name.trim();
    let wrong = name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control);
    if wrong {
        return Err(Problem::new(
            ProblemCode::Precondition,
            "This is no name for a person.",
            "Use 1 to 40 characters on one line.",
        ));
    }
    Ok(name)
}
