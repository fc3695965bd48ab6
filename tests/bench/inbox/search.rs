//! Point 4: search as you type, against FTS5 by itself.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use postroom_core::inbox::Typed;
use postroom_tests::Outcome;
use store::search::{self, Number, Query};
use store::{Filter, Order, Store, View, accounts, media};

use super::lists::{Desk, filter};
use super::peer;
use super::world::World;
use crate::measure::part;
use crate::report::{Bar, Quantity, Report, Row};

/// How often each query is asked.
const ROUNDS: usize = 40;

/// Rows of one page of the list.
const WINDOW: usize = 200;

/// How long the page waits for a further letter before it asks.
const TYPING: Duration = Duration::from_millis(40);

const NOTE: &str = "\
Search: over the view All, which is open as it is while a person types; the whole list of what is found, in the view's order,
against the bare FTS5 query that prints every row number in the sqlite3 program, on an index of the same terms. The set is
judged as one, by the time that 95 of 100 queries of it keep within; its queries are printed one by one. What a caption
leads to is in our list and not in the other's. Key to first rows: the 40 ms that the page waits for a further letter,
the search, and the first 200 rows with what is marked in them.";

/// Something to search for.
struct Asked {
    name: &'static str,
    /// The filter language, above the list.
    line: String,
    /// What is typed into the search field.
    typed: String,
}

/// Measures.
///
/// # Errors
/// When the core refuses, or both sides find something else.
pub async fn measure(desk: &Desk, world: &World) -> Outcome<Report> {
    let index = world.folder.join("peer.db");
    if !index.exists() {
        peer::index_same(&world.database(), &index).await?;
    }
    let mut report = Report {
        note: NOTE.to_owned(),
        rows: Vec::new(),
    };
    let (mut all_ours, mut all_bare, mut all_first) = (Vec::new(), Vec::new(), Vec::new());
    let mut set = set(world)?;
    set.push(caption(&desk.store).await?);
    for asked in set {
        let times = measure_one(desk, &index, &asked).await?;
        let p95 = |times: &[Duration]| Quantity::Time(part(times.to_vec(), 95));
        let Times {
            hits,
            ours,
            bare,
            first,
        } = &times;
        report.rows.push(Row::beside(
            format!("search, {} ({}): {hits} hits, p95", asked.name, asked.said()),
            p95(ours),
            "bare FTS5",
            p95(bare),
            Bar::None,
        ));
        all_ours.extend(ours);
        all_bare.extend(bare);
        all_first.extend(first);
    }
    let p95 = |times| Quantity::Time(part(times, 95));
    let whole = Row::beside(
        "search, the whole set, p95",
        p95(all_ours),
        "bare FTS5",
        p95(all_bare),
        Bar::RatioUpTo(1.5),
    );
    report.rows.push(whole);
    let limit = Bar::UpTo(Quantity::Time(Duration::from_millis(100)));
    report.rows.push(Row::alone(
        "key to first 200 rows of a search, p95",
        p95(all_first),
        limit,
    ));
    Ok(report)
}

/// What is asked of the world's own words.
fn set(world: &World) -> Outcome<Vec<Asked>> {
    let vocabulary = &world.vocabulary;
    let common = vocabulary.word_in(0.2)?;
    let asked = |name, typed: String| Asked {
        name,
        line: String::new(),
        typed,
    };
    Ok(vec![
        asked("rare word", format!("{} ", vocabulary.word_in(0.000_05)?)),
        asked("word in 20 % of rows", format!("{common} ")),
        asked("phrase", format!("\"{}\"", vocabulary.phrase_in(0.04)?)),
        asked("prefix", common.chars().take(3).collect()),
        asked("two CJK signs", vocabulary.pair()?),
        asked("emoji", vocabulary.emoji()?),
        Asked {
            name: "word and two filters",
            line: "is:question is:unassigned".to_owned(),
            typed: format!("{common} "),
        },
    ])
}

/// A word of the caption under which most has been said.
async fn caption(store: &Store) -> Outcome<Asked> {
    let mut posts = Vec::new();
    for account in accounts::list(store).await? {
        posts.extend(media::newest(store, &account.id, u32::MAX).await?);
    }
    posts.sort_by_key(|post| post.seen_comments);
    let words = posts
        .iter()
        .rev()
        .filter_map(|post| post.caption.as_deref())
        .flat_map(str::split_whitespace);
    let long = |word: &&str| word.len() > 4 && word.bytes().all(|letter| letter.is_ascii_lowercase());
    let word = words.into_iter().find(long).ok_or("no caption has a long word")?;
    Ok(Asked {
        name: "word of a caption",
        line: String::new(),
        typed: format!("{word} "),
    })
}

impl Asked {
    fn said(&self) -> String {
        [self.typed.trim(), &self.line].join(" ").trim().to_owned()
    }

    const fn both(&self) -> Typed<'_> {
        Typed {
            line: self.line.as_str(),
            search: self.typed.as_str(),
        }
    }
}

struct Times {
    /// Items that are found.
    hits: usize,
    /// The whole list of them.
    ours: Vec<Duration>,
    /// The peer's.
    bare: Vec<Duration>,
    /// A key to the first rows.
    first: Vec<Duration>,
}

async fn measure_one(desk: &Desk, index: &Path, asked: &Asked) -> Outcome<Times> {
    let query = Query::parse(&asked.typed);
    let expression = query.wanted_expression().ok_or("nothing is searched for")?;
    check(desk, index, &query, &expression).await?;
    let (bare, _) = peer::search(index, &expression, ROUNDS)?;

    let (inbox, shown): (_, Filter) = (desk.app.inbox(), filter(View::All, Order::NewestFirst));
    let before = Typed {
        search: "",
        ..asked.both()
    };
    let (view, total) = inbox.open(shown.clone(), before).await?;
    // The list is complete before anybody can type.
    inbox.rows(view, total, 1).await?;
    let (mut ours, mut first, mut hits) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let (found, total) = inbox.open(shown.clone(), asked.both()).await?;
        ours.push(begin.elapsed());
        inbox.rows(found, 0, WINDOW).await?;
        first.push(TYPING + begin.elapsed());
        inbox.close(found);
        hits = total;
    }
    inbox.close(view);
    Ok(Times {
        hits,
        ours,
        bare,
        first,
    })
}

/// Whether both sides find the same.
async fn check(desk: &Desk, index: &Path, query: &Query, expression: &str) -> Outcome {
    let theirs: BTreeSet<u32> = peer::hits(index, expression)?
        .into_iter()
        .map(|row| Number::from_row(row).item())
        .collect();
    let hits = search::hits(&desk.store, query).await?;
    let most = theirs.last().copied().unwrap_or(0).saturating_add(10_000);
    // The peer knows no captions: what only those lead to is none of its own.
    let captioned = |item: &u32| hits.in_caption(*item) && !theirs.contains(item);
    let ours: BTreeSet<u32> = (0..most)
        .filter(|item| hits.contains(*item))
        .filter(|item| !captioned(item))
        .collect();
    if ours == theirs {
        return Ok(());
    }
    Err(format!(
        "{expression}: we find {} items, FTS5 finds {}",
        ours.len(),
        theirs.len()
    )
    .into())
}
