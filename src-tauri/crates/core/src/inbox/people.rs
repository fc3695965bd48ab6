//! What is known and written down about the people who write to us: the card of an author.
//!
//! A person is somebody as one account sees them. Somebody for whom the platform gives neither id nor handle has no card:
//! the next one like that may be somebody else.

use instagram::AccountId;
use serde_json::{Value, json};
use store::comments::{self, AuthorFacts, AuthorThread};
use store::conversations;
use store::events::{self, Actor, EventKind, EventRow, Seq};
use store::{Label, Note, NoteOn, PersonRef, StoreError, WriteTx, labels, note_drafts, notes, people, tagged_posts};
use uuid::Uuid;

use super::items::named;
use super::notes::fit;
use super::{About, Inbox};
use crate::context::Context;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// How somebody is called of whom the platform tells neither handle nor name.
pub(crate) const UNKNOWN_PERSON: &str = "Unknown person";

/// Other threads of an author that their card shows.
const MOST_THREADS: u32 = 30;

/// What is known and written down about an author.
#[derive(Debug, Clone)]
pub struct AuthorCard {
    /// The handle, when the platform gave one.
    pub username: Option<String>,
    /// The account that sees them.
    pub account: AccountId,
    /// Whether the platform told who they are: only then can something be written down about them.
    pub known: bool,
    /// Their comments here.
    pub facts: AuthorFacts,
    /// What they are labelled as.
    pub labels: Vec<Label>,
    /// The notes on them, oldest first.
    pub notes: Vec<Note>,
    /// A note on them that was begun and not saved.
    pub begun: Option<String>,
    /// The threads they wrote in besides the one the card was opened from, the last one first; the first few.
    pub threads: Vec<AuthorThread>,
    /// How many such threads there are.
    pub other_threads: i64,
    /// Local number of the item of their conversation, unless the card was opened from it.
    pub conversation: Option<u32>,
}

impl Inbox {
    /// The card of a comment's author, of whom a conversation is with, or of who published a tagged post.
    ///
    /// # Errors
    /// `NotFound` for an unknown comment or conversation.
    pub async fn author_card(&self, about: &About) -> Result<AuthorCard, Problem> {
        let (who, item) = self.who(about).await?;
        let store = &self.context.store;
        let facts = comments::author(store, &who).await?;
        let conversation = conversations::with(store, &who).await?;
        let (from_thread, name) = match about {
            About::Comment(_) => (1, None),
            About::Conversation(_) => (0, conversation.as_ref().and_then(|row| row.name.clone())),
            About::TaggedPost(_) => (0, None),
        };
        let (labels, notes, begun) = match people::card(store, &who).await? {
            Some(card) => (
                people::labels(store, card).await?,
                notes::of_person(store, card).await?,
                note_drafts::of_person(store, card).await?,
            ),
            None => (Vec::new(), Vec::new(), None),
        };
        Ok(AuthorCard {
            known: who.person.is_some() || who.username.is_some(),
            threads: comments::author_threads(store, &who, item, MOST_THREADS).await?,
            other_threads: (facts.threads - from_thread).max(0),
            conversation: conversation.map(|row| row.item).filter(|of| *of != item),
            facts,
            username: who.username.or(name),
            account: who.account,
            labels,
            notes,
            begun,
        })
    }

    /// Puts a label on the author of a comment or on whom a conversation is with, or takes it off. Returns the decision,
    /// for [`Self::undo`].
    ///
    /// # Errors
    /// `NotFound` for something unknown or a label that was removed; `Precondition` when nobody knows who it is.
    pub async fn set_person_label(&self, about: &About, label: Uuid, on: bool) -> Result<Vec<Seq>, Problem> {
        let (who, _) = self.who(about).await?;
        let mut tx = self.context.store.write().await?;
        let found = labels::get_in(&mut tx, label).await?;
        if found.is_none_or(|state| state.removed) {
            return Err(Problem::not_found("label"));
        }
        let card = self.card_of(&mut tx, &who).await?;
        if !people::set_label(&mut tx, card, label, on).await? {
            return Ok(Vec::new());
        }
        let payload = json!({ "label": label.to_string(), "after": on });
        let decision = append(&self.context, &mut tx, card, EventKind::PersonLabelled, payload).await?;
        tx.commit().await?;
        self.context.stale.spoil_all([Tag::People, Tag::Labels]);
        Ok(vec![decision])
    }

    /// Writes a note on the author of a comment or on whom a conversation is with. Returns the decision, for
    /// [`Self::undo`].
    ///
    /// # Errors
    /// `NotFound` for something unknown; `Precondition` when nobody knows who it is, or the note is empty or too long.
    pub async fn write_person_note(&self, about: &About, text: &str) -> Result<Vec<Seq>, Problem> {
        let text = fit(text)?;
        let (who, _) = self.who(about).await?;
        let mut tx = self.context.store.write().await?;
        let card = self.card_of(&mut tx, &who).await?;
        let note = notes::write(&mut tx, NoteOn::Person(card), text, self.context.clock.now()).await?;
        let payload = json!({ "note": note.to_string() });
        let decision = append(&self.context, &mut tx, card, EventKind::NoteWritten, payload).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::People);
        Ok(vec![decision])
    }

    /// Who is meant, and the local number of the item they were met in.
    pub(super) async fn who(&self, about: &About) -> Result<(PersonRef, u32), Problem> {
        Ok(match about {
            About::Comment(comment) => {
                let row = self.comment(comment).await?;
                (row.author(), row.item)
            }
            About::Conversation(conversation) => {
                let row = self.known_conversation(conversation).await?;
                (row.partner(), row.item)
            }
            About::TaggedPost(item) => {
                let row = self.known_tagged_post(*item).await?;
                (tagged_posts::owner(&self.context.store, &row).await?, row.item)
            }
        })
    }

    pub(super) async fn card_of(&self, tx: &mut WriteTx, who: &PersonRef) -> Result<Uuid, Problem> {
        let card = people::card_in(tx, who, self.context.clock.now()).await?;
        card.ok_or_else(|| {
            Problem::new(
                ProblemCode::Precondition,
                "Instagram does not tell who wrote this.",
                "Write a note on the thread or conversation instead.",
            )
        })
    }
}

/// Appends an event about a person.
pub(super) async fn append(
    context: &Context,
    tx: &mut WriteTx,
    card: Uuid,
    kind: EventKind,
    payload: Value,
) -> Result<Seq, StoreError> {
    let account = people::account_in(tx, card).await?;
    let subject = people::event_subject(card);
    let event = context.event_with(kind, Actor::Member, Some(&account), &subject, payload);
    events::append(tx, &event).await
}

/// Takes back a decision about a person. `false`: it is about something else. What somebody changed since stays.
pub(super) async fn take_back(context: &Context, tx: &mut WriteTx, event: &EventRow) -> Result<bool, Problem> {
    let Some(("person", card)) = event.subject.split_once(':') else {
        return Ok(false);
    };
    let no_decision = || Problem::not_found("decision");
    let card: Uuid = card.parse().map_err(|_| no_decision())?;
    match event.kind {
        EventKind::PersonLabelled => {
            let label = named(&event.payload, "label").ok_or_else(no_decision)?;
            let on = !event.payload["after"].as_bool().ok_or_else(no_decision)?;
            if people::set_label(tx, card, label, on).await? {
                let payload = json!({ "label": label.to_string(), "after": on });
                append(context, tx, card, EventKind::PersonLabelled, payload).await?;
            }
        }
        EventKind::NoteWritten | EventKind::NoteRemoved => {
            let note = named(&event.payload, "note").ok_or_else(no_decision)?;
            let there = event.kind == EventKind::NoteRemoved;
            let removed_at = (!there).then(|| context.clock.now());
            if notes::place_in(tx, note).await?.is_some() && notes::set_removed(tx, note, removed_at).await? {
                let kind = if there {
                    EventKind::NoteWritten
                } else {
                    EventKind::NoteRemoved
                };
                append(context, tx, card, kind, json!({ "note": note.to_string() })).await?;
            }
        }
        _ => return Err(no_decision()),
    }
    Ok(true)
}
