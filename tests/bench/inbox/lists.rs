//! Point 3: opening views, and the rows of a window on them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use postroom_core::App;
use postroom_core::inbox::Typed;
use postroom_core::outbox::QuitChoice;
use postroom_core::secrets::{MemoryVault, Secrets};
use postroom_tests::{Outcome, office, poll};
use store::{Filter, Order, Store, View, comments, conversations, human, search, tagged_posts, views};

use super::world::World;
use crate::measure::part;
use crate::report::{Bar, Quantity, Report, Row};

/// How long the words of a world may take: a million of them some minutes.
const LONGEST_SETTLING: Duration = Duration::from_secs(1800);

/// How often each thing is done.
const ROUNDS: usize = 40;

/// Rows of one page of the list.
const WINDOW: usize = 200;

/// Windows read of each list, spread over all of it.
const WINDOWS: usize = 200;

/// A list of this many items counts as a middling one.
const MIDDLING: usize = 100_000;

const NOTE: &str = "\
Opening: the core's call, from the filter to the snapshot's number and total, and its first 200 rows. Whole list: every row
number of it, packed by one statement. A window: 200 rows at places all over the list, with what a row shows.";

/// The core at work on the world, without a window.
pub struct Desk {
    /// The application.
    pub app: App,
    /// The same database, for what the application keeps to itself.
    pub store: Store,
}

impl Desk {
    /// Starts the core and waits until it has looked at the accounts.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open(world: &World) -> Outcome<Self> {
        let vault = Arc::new(MemoryVault::new());
        let secrets = Secrets::new(vault.clone());
        for (account, token) in world.tokens() {
            secrets.set_token(&account, &token).await?;
        }
        let app = office::start(&world.simulator, &world.folder, &world.folder, vault).await?;
        let begin = world.simulator.clock().now();
        // A world that was here before has no first look of its own.
        app.sync_now();
        poll::until("the first look at the accounts", Duration::from_secs(120), async || {
            let accounts = app.accounts().list().await?;
            let looked = |at: Option<jiff::Timestamp>| at.is_some_and(|at| at > begin);
            Ok(accounts
                .iter()
                .all(|account| looked(account.row.last_sync_at))
                .then_some(()))
        })
        .await?;
        let store = Store::open(&world.database()).await?;
        Ok(Self { app, store })
    }

    /// Waits until nothing is left to be read in the background: a world that was just written is measured as people have
    /// theirs, day by day, not as in the minutes after its first sync.
    ///
    /// # Errors
    /// When it takes longer than [`LONGEST_SETTLING`].
    pub async fn settle(&self) -> Outcome {
        poll::until("the words of the world to be read", LONGEST_SETTLING, async || {
            let is_told = comments::untold(&self.store, 1).await?.is_empty()
                && conversations::untold(&self.store, 1).await?.is_empty()
                && tagged_posts::untold(&self.store, 1).await?.is_empty();
            let is_read = is_told && human::next_part(&self.store).await?.is_empty();
            let progress = search::progress(&self.store).await?;
            Ok((is_read && progress.is_none()).then_some(()))
        })
        .await
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn close(self) -> Outcome {
        self.app.shut_down(QuitChoice::Keep).await?;
        self.store.close().await;
        Ok(())
    }
}

/// The views that are opened.
const VIEWS: [(&str, View, Order); 5] = [
    ("Needs reply", View::NeedsReply, Order::OldestFirst),
    ("Unread", View::Unread, Order::OldestFirst),
    ("Questions", View::Questions, Order::OldestFirst),
    ("Done", View::Done, Order::NewestFirst),
    ("All", View::All, Order::NewestFirst),
];

/// Measures.
///
/// # Errors
/// When the core refuses.
pub async fn measure(desk: &Desk) -> Outcome<Report> {
    let mut report = Report {
        note: NOTE.to_owned(),
        rows: Vec::new(),
    };
    let limit = |ms| Bar::UpTo(Quantity::Time(Duration::from_millis(ms)));
    let (mut opening, mut windows) = (Vec::new(), Vec::new());
    for (name, view, order) in VIEWS {
        let filter = filter(view, order);
        opening.extend(open(desk, &filter).await?);
        let (whole, rows) = whole(desk, &filter).await?;
        let bar = if rows.len() <= MIDDLING { limit(60) } else { limit(200) };
        let what = format!("{name}: whole list of {} items, p95", rows.len());
        report.rows.push(Row::alone(what, Quantity::Time(part(whole, 95)), bar));
        windows.extend(read(desk, &filter).await?);
    }
    let p95 = |times: &[Duration]| Quantity::Time(part(times.to_vec(), 95));
    let row = |what: &str, times: &[Duration], bar| Row::alone(what, p95(times), bar);
    report.rows.insert(
        0,
        row("opening a view: first 200 rows and count, p95", &opening, limit(60)),
    );
    report
        .rows
        .push(row("a window of 200 rows anywhere, p95", &windows, limit(5)));
    let median = Quantity::Time(part(windows, 50));
    report
        .rows
        .push(Row::alone("a window of 200 rows anywhere, median", median, Bar::None));
    Ok(report)
}

pub fn filter(view: View, order: Order) -> Filter {
    Filter {
        view,
        accounts: Vec::new(),
        order,
        typed: None,
    }
}

/// How long it takes to open a view and read its first rows.
async fn open(desk: &Desk, filter: &Filter) -> Outcome<Vec<Duration>> {
    let (inbox, mut times) = (desk.app.inbox(), Vec::new());
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let (snapshot, _) = inbox.open(filter.clone(), Typed::default()).await?;
        inbox.rows(snapshot, 0, WINDOW).await?;
        times.push(begin.elapsed());
        // The rest of the list is not part of the next opening.
        inbox.rows(snapshot, usize::MAX - WINDOW, WINDOW).await?;
        inbox.close(snapshot);
    }
    Ok(times)
}

/// How long it takes to take a whole list, and the list.
async fn whole(desk: &Desk, filter: &Filter) -> Outcome<(Vec<Duration>, Vec<u32>)> {
    let (mut times, mut rows) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        rows = views::open(&desk.store, filter).await?.rows;
        times.push(begin.elapsed());
    }
    Ok((times, rows))
}

/// How long windows on a list take.
async fn read(desk: &Desk, filter: &Filter) -> Outcome<Vec<Duration>> {
    let inbox = desk.app.inbox();
    let (snapshot, total) = inbox.open(filter.clone(), Typed::default()).await?;
    let mut times = Vec::new();
    for place in 0..WINDOWS {
        // Jumps about, so that no window finds what the one before has warmed.
        let place = place * 7_919 % WINDOWS;
        let first = total.saturating_sub(WINDOW) * place / WINDOWS;
        let begin = Instant::now();
        inbox.rows(snapshot, first, WINDOW).await?;
        times.push(begin.elapsed());
    }
    inbox.close(snapshot);
    Ok(times)
}
