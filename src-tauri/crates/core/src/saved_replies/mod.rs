//! Saved replies: written once, found by `;`, filled in where they are used, and brought up by words in a comment.
//!
//! Promised: nothing here sends anything. A saved reply is put into the reply a person writes, and a reply with a
//! variable that nobody filled in is refused.

pub mod exchange;
pub mod keywords;
mod moving;
mod offers;
mod rules;
pub mod template;

use std::sync::Arc;

use instagram::AccountId;
use serde_json::{Value, json};
use store::events::{self, Actor, EventKind};
use store::{NewSavedReply, SavedReply, WriteTx, accounts, saved_replies};
use uuid::Uuid;

pub use keywords::Keywords;
pub use moving::Imported;
pub use offers::{Asked, Offer, Offers};
pub use template::{Fault, Filled, Template, Variable};

use crate::context::Shared;
use crate::inbox::LONGEST_REPLY;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 80;

/// The longest shortcut, in characters.
const LONGEST_SHORTCUT: usize = 24;

/// The saved replies of the team.
pub struct SavedReplies {
    context: Shared,
    keywords: Arc<Keywords>,
}

impl SavedReplies {
    pub(crate) const fn new(context: Shared, keywords: Arc<Keywords>) -> Self {
        Self { context, keywords }
    }

    /// Every saved reply, by title.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn all(&self) -> Result<Vec<SavedReply>, Problem> {
        Ok(saved_replies::all(&self.context.store).await?)
    }

    /// Writes a saved reply.
    ///
    /// # Errors
    /// `Precondition` with the spot when a variable is wrong, or when the title, text or shortcut does not fit;
    /// `NotFound` for an unknown account or rule.
    pub async fn create(&self, new: NewSavedReply) -> Result<Uuid, Problem> {
        let new = self.fit(new).await?;
        let mut tx = self.context.store.write().await?;
        let reply = saved_replies::create(&mut tx, &new, self.context.clock.now()).await?;
        self.append(&mut tx, EventKind::SavedReplyMade, reply, json!({}))
            .await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedReplies);
        Ok(reply)
    }

    /// Changes a saved reply.
    ///
    /// # Errors
    /// As [`Self::create`]; `NotFound` for an unknown one.
    pub async fn change(&self, reply: Uuid, wanted: NewSavedReply) -> Result<(), Problem> {
        let wanted = self.fit(wanted).await?;
        let mut tx = self.context.store.write().await?;
        saved_replies::change(&mut tx, reply, &wanted).await?;
        self.append(&mut tx, EventKind::SavedReplyChanged, reply, json!({}))
            .await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedReplies);
        Ok(())
    }

    /// Removes a saved reply, or brings it back.
    ///
    /// # Errors
    /// `NotFound` for an unknown one.
    pub async fn set_removed(&self, reply: Uuid, removed: bool) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        let at = removed.then(|| self.context.clock.now());
        saved_replies::set_removed(&mut tx, reply, at).await?;
        let kind = if removed {
            EventKind::SavedReplyRemoved
        } else {
            EventKind::SavedReplyMade
        };
        self.append(&mut tx, kind, reply, json!({})).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedReplies);
        Ok(())
    }

    async fn append(&self, tx: &mut WriteTx, kind: EventKind, reply: Uuid, payload: Value) -> Result<(), Problem> {
        let subject = saved_replies::event_subject(reply);
        let event = self.context.event_with(kind, Actor::Member, None, &subject, payload);
        events::append(tx, &event).await?;
        Ok(())
    }

    /// A saved reply as it is kept.
    async fn fit(&self, new: NewSavedReply) -> Result<NewSavedReply, Problem> {
        let new = fit(new)?;
        if let Some(account) = &new.account {
            self.known_account(account).await?;
        }
        if let Some(rule) = new.rule
            && !self.rules().await?.iter().any(|known| known.uid == rule)
        {
            return Err(Problem::not_found("rule"));
        }
        Ok(new)
    }

    async fn known_account(&self, account: &AccountId) -> Result<(), Problem> {
        let known = accounts::list(&self.context.store).await?;
        if known.iter().any(|row| row.id == *account) {
            Ok(())
        } else {
            Err(Problem::not_found("account"))
        }
    }
}

/// What can be said about a saved reply without looking anywhere.
fn fit(new: NewSavedReply) -> Result<NewSavedReply, Problem> {
    let title = new.title.trim().to_owned();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control) {
        return Err(precondition(
            "The saved reply needs a title.",
            "Use 1 to 80 characters on one line.",
        ));
    }
    let text = new.text.trim().to_owned();
    if text.is_empty() {
        return Err(precondition("The saved reply has no words.", "Write what it says."));
    }
    if text.chars().count() > LONGEST_REPLY {
        return Err(precondition(
            "The saved reply is too long.",
            "Shorten it to 2,200 characters.",
        ));
    }
    if let Err(faults) = Template::parse(&text)
        && let Some(fault) = faults.first()
    {
        let (message, fix) = fault.words();
        let place = text[..fault.span.start].chars().count() + 1;
        return Err(precondition(&format!("Character {place}: {message}"), &fix));
    }
    let shortcut = new
        .shortcut
        .map(|word| word.trim().trim_start_matches(';').to_lowercase());
    let shortcut = shortcut.filter(|word| !word.is_empty());
    let odd = |sign: char| !(sign.is_alphanumeric() || sign == '-' || sign == '_');
    if shortcut
        .as_deref()
        .is_some_and(|word| word.chars().count() > LONGEST_SHORTCUT || word.chars().any(odd))
    {
        return Err(precondition(
            "This is no shortcut.",
            "Use up to 24 letters, digits, hyphens and underscores.",
        ));
    }
    Ok(NewSavedReply {
        title,
        shortcut,
        text,
        ..new
    })
}

fn precondition(message: &str, fix: &str) -> Problem {
    Problem::new(ProblemCode::Precondition, message, fix)
}
