//! Point 5: what reading costs, in time and in calls.

use std::time::Duration;

use postroom_tests::{Outcome, sync_costs};

use super::peer;
use crate::report::{Bar, Quantity, Report, Row};

/// Comments of the account that is read for the first time, and its posts.
const COMMENTS: usize = 100_000;
const POSTS: usize = 200;

/// How long that may take at all.
const LIMIT: Duration = Duration::from_secs(600);

const NOTE: &str = "\
First sync: from the yes to the account until every comment of a simulator in this process is stored, its API calls on loopback
included. The peer: SQLite alone, the same rows of items, comments and search terms into the same tables with the same
indexes, 200 comments a transaction, multi-row inserts of what lies in memory already. Calls are counted at the simulator.";

/// Measures.
///
/// # Errors
/// When something is not read.
pub async fn measure() -> Outcome<Report> {
    let (sync, office) = sync_costs::first_sync(POSTS, COMMENTS, LIMIT).await?;
    let (_, machine, _) = office.close().await?;
    let ours = machine.folder().join("data").join(postroom_core::DATABASE_FILE);
    let bare = peer::insert_same(&ours, &machine.folder().join("peer.db")).await?;
    let rate = |took: Duration| Quantity::PerSecond(sync.rows as f64 / took.as_secs_f64());
    let quiet = sync_costs::quiet_hour().await?;
    let late = sync_costs::late_reply().await?;
    let (counted, limit) = (
        |count: usize| Quantity::Count(count as u64),
        |count| Bar::UpTo(Quantity::Count(count)),
    );
    Ok(Report {
        note: NOTE.to_owned(),
        rows: vec![
            Row::beside(
                format!("first sync of {} comments", sync.rows),
                rate(sync.took),
                "bare SQLite inserts",
                rate(bare),
                Bar::RatioFrom(0.5),
            ),
            Row::beside(
                "API calls of the first sync",
                counted(sync.calls),
                "the fewest that page limits allow",
                counted(sync.fewest),
                Bar::RatioUpTo(1.1),
            ),
            Row::alone(
                "a quiet hour: calls against the impressions",
                counted(quiet.impressions),
                limit(85),
            ),
            Row::alone(
                "a quiet hour: calls against the conversations",
                counted(quiet.conversations),
                limit(70),
            ),
            Row::alone(
                format!("a reply to the oldest of {} comments is found after", late.comments),
                Quantity::Time(late.took),
                Bar::UpTo(Quantity::Time(Duration::from_secs(600))),
            ),
            Row::beside(
                "calls until it is found",
                counted(late.calls),
                "pages of the post",
                counted(late.pages),
                Bar::None,
            ),
        ],
    })
}
