//! The labels of the team: made, renamed, coloured, ordered, removed. What carries a label is decided in the
//! [`inbox`](crate::inbox).

use instagram::AccountId;
use serde_json::json;
use store::events::{self, Actor, EventKind};
use store::{Label, LabelUse, WriteTx, labels};
use uuid::Uuid;

use crate::context::Shared;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// The longest name, in characters: it stands on a chip.
const LONGEST_NAME: usize = 40;

/// How many colours the palette has.
pub(crate) const COLOURS: i64 = 12;

/// The labels of the team.
pub struct Labels {
    context: Shared,
}

impl Labels {
    pub(crate) const fn new(context: Shared) -> Self {
        Self { context }
    }

    /// Every label, in the team's order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn all(&self) -> Result<Vec<LabelUse>, Problem> {
        Ok(labels::all(&self.context.store).await?)
    }

    /// How many items of the inbox carry each label, for `accounts` (empty means all); labels of none are left out.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn counts(&self, accounts: &[AccountId]) -> Result<Vec<(Uuid, i64)>, Problem> {
        Ok(labels::counts(&self.context.store, accounts).await?)
    }

    /// Makes a label; without a colour it gets the one that is used least.
    ///
    /// # Errors
    /// `Precondition` when the name is empty, too long or taken, or the colour is none of the palette's.
    pub async fn create(&self, name: &str, colour: Option<i64>) -> Result<Label, Problem> {
        let name = fit(name)?;
        let mut tx = self.context.store.write().await?;
        free(&mut tx, name, None).await?;
        let colour = match colour {
            Some(colour) => painted(colour)?,
            None => labels::rarest_colour_in(&mut tx).await?,
        };
        let label = labels::create(&mut tx, name, colour, self.context.clock.now()).await?;
        let payload = json!({ "colour": colour });
        self.append(&mut tx, EventKind::LabelMade, label.uid, payload).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::Labels);
        Ok(label)
    }

    /// Gives a label another name and colour.
    ///
    /// # Errors
    /// `NotFound` for an unknown label; `Precondition` as for [`Self::create`].
    pub async fn change(&self, label: Uuid, name: &str, colour: i64) -> Result<(), Problem> {
        let (name, colour) = (fit(name)?, painted(colour)?);
        let mut tx = self.context.store.write().await?;
        let before = labels::get_in(&mut tx, label)
            .await?
            .filter(|state| !state.removed)
            .ok_or_else(|| Problem::not_found("label"))?
            .label;
        free(&mut tx, name, Some(label)).await?;
        let wanted = Label {
            uid: label,
            name: name.to_owned(),
            colour,
        };
        if wanted == before {
            return Ok(());
        }
        labels::change(&mut tx, &wanted).await?;
        let payload = json!({ "renamed": before.name != wanted.name, "before": before.colour, "after": colour });
        self.append(&mut tx, EventKind::LabelChanged, label, payload).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::Labels);
        Ok(())
    }

    /// Removes a label from everything that carries it, or brings it back to all of it.
    ///
    /// # Errors
    /// `NotFound` for an unknown label; `Precondition` when its name was given to another label meanwhile.
    pub async fn set_removed(&self, label: Uuid, removed: bool) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        let state = labels::get_in(&mut tx, label)
            .await?
            .ok_or_else(|| Problem::not_found("label"))?;
        if state.removed == removed {
            return Ok(());
        }
        if !removed {
            free(&mut tx, &state.label.name, None).await?;
        }
        let at = removed.then(|| self.context.clock.now());
        labels::set_removed(&mut tx, label, at).await?;
        let (kind, payload) = if removed {
            (EventKind::LabelRemoved, json!({}))
        } else {
            (EventKind::LabelMade, json!({ "colour": state.label.colour }))
        };
        self.append(&mut tx, kind, label, payload).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::Labels);
        Ok(())
    }

    /// Puts the labels into an order; those that are not named come last.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn arrange(&self, order: &[Uuid]) -> Result<(), Problem> {
        let ids = |order: &[Uuid]| order.iter().map(Uuid::to_string).collect::<Vec<_>>();
        let before: Vec<Uuid> = self.all().await?.into_iter().map(|each| each.label.uid).collect();
        let mut tx = self.context.store.write().await?;
        labels::arrange(&mut tx, order).await?;
        let payload = json!({ "before": ids(&before), "after": ids(order) });
        let event = self
            .context
            .event_with(EventKind::LabelsArranged, Actor::Member, None, "labels", payload);
        events::append(&mut tx, &event).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::Labels);
        Ok(())
    }

    async fn append(
        &self,
        tx: &mut WriteTx,
        kind: EventKind,
        label: Uuid,
        payload: serde_json::Value,
    ) -> Result<(), Problem> {
        let subject = format!("label:{label}");
        let event = self.context.event_with(kind, Actor::Member, None, &subject, payload);
        events::append(tx, &event).await?;
        Ok(())
    }
}

fn fit(name: &str) -> Result<&str, Problem> {
    let name = name.trim();
    if name.is_empty() {
        return Err(precondition("The label has no name.", "Give it one."));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(precondition(
            "This is no name for a label.",
            "Use at most 40 characters on one line.",
        ));
    }
    Ok(name)
}

/// A colour of the palette.
pub(crate) fn painted(colour: i64) -> Result<i64, Problem> {
    if (1..=COLOURS).contains(&colour) {
        Ok(colour)
    } else {
        Err(precondition("This is no colour of the palette.", "Choose another one."))
    }
}

async fn free(tx: &mut WriteTx, name: &str, unless: Option<Uuid>) -> Result<(), Problem> {
    match labels::named_in(tx, name).await? {
        Some(taken) if Some(taken.uid) != unless => Err(precondition(
            &format!("There is a label called “{}” already.", taken.name),
            "Use that one, or choose another name.",
        )),
        _ => Ok(()),
    }
}

fn precondition(message: &str, fix: &str) -> Problem {
    Problem::new(ProblemCode::Precondition, message, fix)
}
