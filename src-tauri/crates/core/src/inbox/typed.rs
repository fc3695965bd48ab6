//! The line typed above a list: read with the names that exist here, and fixed in time when a list is opened.

use jiff::tz::TimeZone;
use store::accounts;
use store::views::Conditions;
use store::views::language::{self, AccountName, Complaint, Completions, Names, Terms};

use super::Inbox;
use crate::problem::{Problem, ProblemCode};

/// The longest line that is read, in bytes: nobody types as much, and a pasted book stays out of the parser.
pub const MOST_BYTES: usize = 4_000;

/// What is made of a line while it is being typed.
#[derive(Debug, Clone)]
pub struct TypedReading {
    /// What can be used.
    pub terms: Terms,
    /// What cannot, in the order of the line.
    pub complaints: Vec<Complaint>,
    /// What may stand where the caret is.
    pub completions: Completions,
}

impl Inbox {
    /// Reads a line whose caret stands at a byte.
    ///
    /// # Errors
    /// When the line is longer than [`MOST_BYTES`], or the database refuses.
    pub async fn read_filter(&self, line: &str, caret: usize) -> Result<TypedReading, Problem> {
        within_bounds(line)?;
        let names = self.names().await?;
        let (terms, mut complaints) = language::read(line);
        complaints.extend(names.check(line));
        complaints.sort_by_key(|complaint| complaint.span.start);
        Ok(TypedReading {
            terms,
            complaints,
            completions: language::complete(line, caret, &names),
        })
    }

    /// What a line asks for now, in the time zone of this machine; nothing for an empty one.
    ///
    /// # Errors
    /// `Precondition` when part of it cannot be used: a list that leaves a part out would show more than was asked for.
    pub(super) fn conditions(&self, line: &str) -> Result<Option<Conditions>, Problem> {
        within_bounds(line)?;
        let (terms, complaints) = language::read(line);
        if let Some(complaint) = complaints.first() {
            return Err(Problem::new(
                ProblemCode::Precondition,
                complaint.to_string(),
                "Change this part of the filter, or remove it.",
            ));
        }
        if terms.is_empty() {
            return Ok(None);
        }
        let now = self.context.clock.now().to_zoned(TimeZone::system());
        Ok(Some(Conditions::new(terms, now)))
    }

    async fn names(&self) -> Result<Names, Problem> {
        let connected = accounts::list(&self.context.store).await?;
        let names = connected.into_iter().map(|account| AccountName {
            handle: account.username,
            mark: account.mark,
        });
        Ok(Names {
            accounts: names.collect(),
            ..Names::default()
        })
    }
}

fn within_bounds(line: &str) -> Result<(), Problem> {
    if line.len() <= MOST_BYTES {
        return Ok(());
    }
    Err(Problem::new(
        ProblemCode::Precondition,
        "This filter is too long.",
        "Keep it to what the list should show.",
    ))
}
