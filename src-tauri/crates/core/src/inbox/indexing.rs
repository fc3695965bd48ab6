//! Makes rows searchable that were there before the index.
//!
//! A row that comes in is indexed in the transaction that writes it. Rows of a database from before there was an index
//! are taken in here, oldest first and in short transactions, so that no key press waits for them. The database remembers
//! how far that is; a program that is closed meanwhile goes on where it was.

use std::time::{Duration, Instant};

use store::{StoreError, search};
use tokio_util::sync::CancellationToken;

use crate::context::Shared;
use crate::stale::Tag;

/// The longest that a write transaction should take.
const LONGEST: Duration = Duration::from_millis(50);

/// Rows of the first transaction; later ones take as many as fit into [`LONGEST`].
const FIRST_ROWS: u32 = 100;

const MOST_ROWS: u32 = 500;

/// How long to wait after a refusal of the database: a full disk, a file that another program holds.
const PAUSE: Duration = Duration::from_secs(30);

/// How often the pages hear how far it is.
const NEWS: Duration = Duration::from_secs(1);

/// The task.
pub(crate) struct Indexing {
    context: Shared,
}

impl Indexing {
    pub(crate) fn new(context: Shared) -> Self {
        Self { context }
    }

    /// Runs until every row is searchable or `stop` is given.
    pub(crate) async fn run(self, stop: CancellationToken) {
        let mut rows = FIRST_ROWS;
        let mut told = Instant::now();
        while !stop.is_cancelled() {
            match self.step(rows).await {
                Ok(Step::Done) => break,
                Ok(Step::Took(time)) => rows = next_rows(rows, time),
                Err(error) => {
                    tracing::warn!(%error, "Older comments could not be made searchable; trying again");
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = self.context.clock.sleep(PAUSE) => {}
                    }
                }
            }
            if told.elapsed() >= NEWS {
                told = Instant::now();
                self.context.stale.spoil(Tag::Search);
            }
        }
        self.context.stale.spoil(Tag::Search);
    }

    async fn step(&self, rows: u32) -> Result<Step, StoreError> {
        let mut tx = self.context.store.write().await?;
        // The wait for the one before is not ours.
        let begin = Instant::now();
        let more = search::index_some(&mut tx, rows).await?;
        tx.commit().await?;
        Ok(if more { Step::Took(begin.elapsed()) } else { Step::Done })
    }
}

enum Step {
    Took(Duration),
    Done,
}

/// As many rows as would have taken [`LONGEST`], with a step of at most twice as many.
fn next_rows(rows: u32, time: Duration) -> u32 {
    let fitting = f64::from(rows) * LONGEST.as_secs_f64() / time.as_secs_f64().max(0.001);
    // A float beyond the range of `u32` becomes its largest number.
    (fitting as u32).min(rows.saturating_mul(2)).clamp(1, MOST_ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_takes_what_fits() {
        let took = |rows, millis| next_rows(rows, Duration::from_millis(millis));
        assert_eq!(took(100, 50), 100);
        assert_eq!(took(100, 100), 50);
        assert_eq!(took(100, 25), 200);
        assert_eq!(took(100, 1), 200, "no more than twice as many");
        assert_eq!(took(400, 10), 500, "never more than 500");
        assert_eq!(took(1, 10_000), 1);
        assert_eq!(took(100, 0), 200);
    }
}
