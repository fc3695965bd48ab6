//! Saved replies into a file and out of one.

use serde_json::json;
use store::events::{self, Actor, EventKind};
use store::{AccountRow, KeywordRule, NewSavedReply, SavedReply, Topic, accounts, saved_replies};

use super::exchange::{self, Format, Portable, Unreadable};
use super::{SavedReplies, fit, precondition};
use crate::problem::Problem;
use crate::stale::Tag;

/// Replies taken out of one file: they are written in one transaction.
const MOST_IMPORTED: usize = 500;

/// What came out of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Replies that were not here.
    pub added: usize,
    /// Replies whose title was here for the same account: they have the words of the file now.
    pub changed: usize,
    /// Replies that were here just so.
    pub same: usize,
    /// Rows that were left out, with the reason.
    pub left_out: Vec<Unreadable>,
}

impl SavedReplies {
    /// Every saved reply as a file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn export(&self, format: Format) -> Result<Vec<u8>, Problem> {
        let (accounts, rules) = (accounts::list(&self.context.store).await?, self.rules().await?);
        let portable: Vec<Portable> = self
            .all()
            .await?
            .into_iter()
            .map(|reply| portable(reply, &accounts, &rules))
            .collect();
        exchange::write(format, &portable)
    }

    /// Takes saved replies out of a file: all rows that fit, or nothing if the file is none of ours. A reply with a title
    /// that is here for the same account is changed, so that a file can be written, worked on and read again.
    ///
    /// # Errors
    /// `Precondition` when the file cannot be read or holds too many.
    pub async fn import(&self, bytes: &[u8]) -> Result<Imported, Problem> {
        let rows = exchange::read(bytes)?;
        if rows.len() > MOST_IMPORTED {
            return Err(precondition(
                "The file holds more than 500 saved replies.",
                "Divide it into smaller ones.",
            ));
        }
        let (accounts, rules) = (accounts::list(&self.context.store).await?, self.rules().await?);
        let mut imported = Imported::default();
        let now = self.context.clock.now();
        let mut tx = self.context.store.write().await?;
        let mut here = saved_replies::all_in(&mut tx).await?;
        for (line, row) in rows {
            let wanted = row.and_then(|row| {
                kept(row, &accounts, &rules).map_err(|problem| Unreadable {
                    line,
                    reason: problem.message,
                })
            });
            let wanted = match wanted {
                Ok(wanted) => wanted,
                Err(left_out) => {
                    imported.left_out.push(left_out);
                    continue;
                }
            };
            let twin = here
                .iter_mut()
                .find(|known| known.account == wanted.account && same_title(&known.title, &wanted.title));
            match twin {
                Some(known) if is_same(known, &wanted) => imported.same += 1,
                Some(known) => {
                    saved_replies::change(&mut tx, known.uid, &wanted).await?;
                    *known = as_row(known.uid, wanted);
                    imported.changed += 1;
                }
                None => {
                    let made = saved_replies::create(&mut tx, &wanted, now).await?;
                    here.push(as_row(made, wanted));
                    imported.added += 1;
                }
            }
        }
        if imported.added + imported.changed > 0 {
            let payload = json!({ "added": imported.added, "changed": imported.changed });
            let event = self.context.event_with(
                EventKind::SavedRepliesImported,
                Actor::Member,
                None,
                "saved_replies",
                payload,
            );
            events::append(&mut tx, &event).await?;
        }
        tx.commit().await?;
        self.context.stale.spoil(Tag::SavedReplies);
        Ok(imported)
    }
}

fn portable(reply: SavedReply, accounts: &[AccountRow], rules: &[KeywordRule]) -> Portable {
    let account = reply.account.and_then(|id| accounts.iter().find(|row| row.id == id));
    let rule = reply.rule.and_then(|uid| rules.iter().find(|rule| rule.uid == uid));
    Portable {
        title: reply.title,
        shortcut: reply.shortcut,
        text: reply.text,
        account: account.map(|row| row.username.clone()),
        keywords: rule.map(word_of),
    }
}

fn kept(row: Portable, accounts: &[AccountRow], rules: &[KeywordRule]) -> Result<NewSavedReply, Problem> {
    let named = |name: &Option<String>| {
        let name = name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        name.map(|name| name.trim_start_matches('@').to_lowercase())
    };
    let account = match named(&row.account) {
        None => None,
        Some(handle) => Some(
            accounts
                .iter()
                .find(|account| account.username.to_lowercase() == handle)
                .ok_or_else(|| {
                    precondition(
                        &format!("There is no account called “{handle}” here."),
                        "Connect it, or leave the column empty.",
                    )
                })?
                .id
                .clone(),
        ),
    };
    let rule = match named(&row.keywords) {
        None => None,
        Some(name) => Some(
            rules
                .iter()
                .find(|rule| word_of(rule).to_lowercase() == name)
                .ok_or_else(|| {
                    precondition(
                        &format!("There is no keyword rule called “{name}” here."),
                        "Make it, or leave the column empty.",
                    )
                })?
                .uid,
        ),
    };
    fit(NewSavedReply {
        title: row.title,
        shortcut: row.shortcut,
        text: row.text,
        account,
        rule,
    })
}

/// How a file names a rule.
fn word_of(rule: &KeywordRule) -> String {
    match rule.topic {
        Some(Topic::Price) => "price".to_owned(),
        Some(Topic::Availability) => "availability".to_owned(),
        Some(Topic::Shipping) => "shipping".to_owned(),
        Some(Topic::Complaint) => "complaint".to_owned(),
        None => rule.name.clone(),
    }
}

fn same_title(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn is_same(known: &SavedReply, wanted: &NewSavedReply) -> bool {
    known.title == wanted.title
        && known.text == wanted.text
        && known.shortcut == wanted.shortcut
        && known.rule == wanted.rule
}

fn as_row(uid: uuid::Uuid, wanted: NewSavedReply) -> SavedReply {
    SavedReply {
        uid,
        title: wanted.title,
        shortcut: wanted.shortcut,
        text: wanted.text,
        account: wanted.account,
        rule: wanted.rule,
        uses: 0,
    }
}
