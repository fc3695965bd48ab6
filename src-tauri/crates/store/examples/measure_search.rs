//! Measures search in a big inbox against FTS5 itself: the whole list of hits of a set of queries, what a person waits
//! for until the first rows, and what the index costs in rows per second and in bytes.
//!
//! The peer is a plain file beside ours, with the same rows, the same indexes and the same terms in an FTS5 table of the
//! same settings, filled with multi-row inserts and asked by the `sqlite3` program. (Its table keeps no deletions, because
//! older `sqlite3` programs cannot open one that does.) Both answer the same number of hits, or the run fails.
//!
//! `cargo run --release --package postroom-store --example measure_search -- <folder> [comments, 100000 by default]`

use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use instagram::{AccountId, Comment, Media, MediaId};
use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, QueryBuilder, Sqlite, SqliteConnection};
use store::search::{self, Query};
use store::views::Face;
use store::{Filter, NewAccount, Order, Store, View, accounts, comments, media, views};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const ROUNDS: usize = 40;
const BATCH: u32 = 200;

/// What a person types, and the expression that asks FTS5 for the same.
const QUERIES: [(&str, &str, &str); 8] = [
    ("rare word", "w40000 ", "\"w40000\""),
    ("word in 20% of rows", "love ", "\"love\""),
    ("phrase", "\"love this\"", "\"love this\""),
    ("prefix, 2 letters", "lo", "\"lo\"*"),
    ("prefix, 3 letters", "lov", "\"lov\"*"),
    ("two CJK signs", "送料", "\"送料\"*"),
    ("emoji", "🔥", "\"🔥\"*"),
    ("two words", "love w1 ", "\"love\" AND \"w1\""),
];

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("give a folder")?;
    let total: u32 = arguments.next().map_or(Ok(100_000), |count| count.parse())?;
    let (file, peer_file) = (
        Path::new(&folder).join("postroom.db"),
        Path::new(&folder).join("peer.db"),
    );
    let mut table = String::new();
    let store = Store::open(&file).await?;
    if !peer_file.exists() {
        let ours = fill(&store, total).await?;
        let peer = fill_peer(&peer_file, total).await?;
        let rate = |time: Duration| f64::from(total) / time.as_secs_f64();
        writeln!(
            table,
            "insert: ours {:.0} rows/s, bare {:.0} rows/s, ratio {:.2}",
            rate(ours),
            rate(peer),
            rate(ours) / rate(peer)
        )?;
    }
    let everything = filter(View::All, &[]);
    let start = Instant::now();
    let all = views::open(&store, &everything).await?.rows;
    writeln!(table, "view of {} rows opened in {:.1?}", all.len(), start.elapsed())?;
    let narrow = views::open(&store, &filter(View::NeedsReply, &["account-1"]))
        .await?
        .rows;

    writeln!(table, "times: half of all, and 95% of all, within")?;
    for (name, typed, expression) in QUERIES {
        let (bare, hits) = ask_shell(&peer_file, expression)?;
        let (list, found) = ask_us(&store, typed, &all).await?;
        if found != hits {
            return Err(format!("{name}: we find {found}, FTS5 finds {hits}").into());
        }
        let (filtered, few) = ask_us(&store, typed, &narrow).await?;
        let first = first_rows(&store, typed, &all).await?;
        let [bare, list, filtered, first] =
            [&bare, &list, &filtered, &first].map(|times| [part(times, 50), part(times, 95)]);
        let ratio = |place: usize| list[place].as_secs_f64() / bare[place].as_secs_f64();
        writeln!(
            table,
            "{name:20} {hits:>7} hits  bare {bare:>8.2?}  ours {list:>8.2?}  ratio {:.2}, {:.2}  with two filters {filtered:>8.2?} \
             ({few})  first 200 rows {first:>8.2?}",
            ratio(0),
            ratio(1),
        )?;
    }
    store.close().await;
    std::io::stdout().write_all(table.as_bytes())?;
    Ok(())
}

/// The time that so many percent of all keep within.
fn part(times: &[Duration], percent: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted[(sorted.len() * percent).div_ceil(100) - 1]
}

fn filter(view: View, accounts: &[&str]) -> Filter {
    Filter {
        view,
        accounts: accounts.iter().map(|id| AccountId::from(*id)).collect(),
        order: Order::NewestFirst,
        typed: None,
    }
}

async fn ask_us(store: &Store, typed: &str, list: &[u32]) -> Outcome<(Vec<Duration>, usize)> {
    let (mut times, mut found) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let hits = search::hits(store, &Query::parse(typed)).await?;
        found = hits.narrow(list).len();
        times.push(start.elapsed());
    }
    Ok((times, found))
}

async fn first_rows(store: &Store, typed: &str, list: &[u32]) -> Outcome<Vec<Duration>> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let query = Query::parse(typed);
        let hits = search::hits(store, &query).await?;
        let mut found = hits.narrow(list);
        found.truncate(200);
        for row in views::rows(store, &found, Face::Newest, Some(&hits)).await? {
            search::marks(row.text.as_deref().unwrap_or_default(), &query);
        }
        times.push(start.elapsed());
    }
    Ok(times)
}

/// The `sqlite3` program prints every hit to nowhere; it counts its own time in milliseconds, so that of quick queries is
/// that of many in a row.
fn ask_shell(file: &Path, expression: &str) -> Outcome<(Vec<Duration>, usize)> {
    let select = format!("SELECT rowid FROM search WHERE search MATCH '{expression}';\n");
    let lines = run_shell(file, &select)?.lines().count();
    let often = if lines < 20_000 { 50 } else { 1 };
    let script = format!(".timer on\n{}", select.repeat(ROUNDS * often));
    let seconds: Result<Vec<f64>, _> = run_shell(file, &script)?
        .lines()
        .filter_map(|line| line.strip_prefix("Run Time: real "))
        .filter_map(|line| line.split(' ').next())
        .map(str::parse)
        .collect();
    let times = seconds?;
    let groups = times.chunks(often).map(|some| {
        let sum: f64 = some.iter().sum();
        // Below a millisecond in sum there is no telling; half a one is what the clock cannot see.
        Duration::from_secs_f64(sum.max(0.0005) / some.len() as f64)
    });
    Ok((groups.collect(), lines))
}

fn run_shell(file: &Path, script: &str) -> Outcome<String> {
    let mut child = Command::new("sqlite3")
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().ok_or("no way in")?;
    let script = script.to_owned();
    let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| "the writer ended early")??;
    Ok(String::from_utf8(output.stdout)?)
}

/// A comment, with the terms that search makes of it.
struct Made {
    text: String,
    words: String,
    handle: String,
    names: String,
}

/// Comment `number`: words of a vocabulary of 50,000 as unevenly used as those of a language, in every fifth *love*, in
/// some emoji and Japanese.
fn made(number: u32) -> Made {
    let mut state = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let (mut text, mut words) = (String::new(), String::new());
    let mut say = |word: &str, terms: &str| {
        for (line, part) in [(&mut text, word), (&mut words, terms)] {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(part);
        }
    };
    if number.is_multiple_of(5) {
        say("Love", "love");
        if number.is_multiple_of(25) {
            say("this", "this");
        }
    }
    for _ in 0..4 + random(10) {
        // The product of two is small more often than large.
        let word = format!("w{}", random(50_000) * random(50_000) / 50_000);
        say(&word, &word);
    }
    if number.is_multiple_of(9) {
        say("🔥", "🔥");
    }
    if number.is_multiple_of(30) {
        say("送料無料", "送 送料 料 料無 無 無料 料");
    }
    let (first, second) = (random(3_000), random(40));
    Made {
        text,
        words,
        handle: format!("anna{first}.shop{second}"),
        names: format!("anna{first}shop{second} anna {first} shop {second}"),
    }
}

/// Ten posts of each of two accounts, comments in turns, through what a sync uses.
async fn fill(store: &Store, total: u32) -> Outcome<Duration> {
    let start = Timestamp::from_second(1_790_000_000)?;
    for account in 0..2 {
        let mut tx = store.write().await?;
        let id = AccountId::from(format!("account-{account}"));
        accounts::upsert(&mut tx, &new_account(&id, start)).await?;
        let posts: Result<Vec<Media>, _> = (0..10)
            .map(|post| serde_json::from_value(serde_json::json!({ "id": format!("post-{account}-{post}") })))
            .collect();
        media::upsert_page(&mut tx, &id, &posts?, start).await?;
        tx.commit().await?;
    }
    let mut spent = Duration::ZERO;
    for (batch, first) in (0_i64..).zip((0..total).step_by(BATCH as usize)) {
        let account = AccountId::from(format!("account-{}", batch % 2));
        let post = MediaId::from(format!("post-{}-{}", batch % 2, batch / 2 % 10));
        let page: Result<Vec<Comment>, Box<dyn std::error::Error>> = (first..(first + BATCH).min(total))
            .map(|number| {
                let Made { text, handle, .. } = made(number);
                let at = Timestamp::from_second(1_780_000_000 + i64::from(number))?;
                Ok(serde_json::from_value(serde_json::json!({
                    "id": format!("comment-{number}"), "text": text, "username": handle, "timestamp": at,
                }))?)
            })
            .collect();
        let page = page?;
        let begin = Instant::now();
        let mut tx = store.write().await?;
        comments::upsert_batch(&mut tx, &account, &post, &page, start).await?;
        tx.commit().await?;
        spent += begin.elapsed();
    }
    Ok(spent)
}

/// The same rows with the same indexes in a file of its own.
async fn fill_peer(file: &Path, total: u32) -> Outcome<Duration> {
    let mut connection = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    sqlx::raw_sql(PEER).execute(&mut connection).await?;
    let mut spent = Duration::ZERO;
    for (batch, first) in (0_i64..).zip((0..total).step_by(BATCH as usize)) {
        let rows: Vec<(u32, Made)> = (first..(first + BATCH).min(total))
            .map(|number| (number, made(number)))
            .collect();
        let begin = Instant::now();
        insert_bare(&mut connection, batch, &rows).await?;
        spent += begin.elapsed();
    }
    connection.close().await?;
    Ok(spent)
}

async fn insert_bare(connection: &mut SqliteConnection, batch: i64, rows: &[(u32, Made)]) -> Outcome<()> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO comments (id, comment_id, account, media, username, text, written_at, sort_at, first_seen_at, change_seq) ",
    );
    query.push_values(rows, |mut row, (number, made)| {
        let at = (1_780_000_000 + i64::from(*number)) * 1_000;
        row.push_bind(number + 1)
            .push_bind(format!("comment-{number}"))
            .push_bind(batch % 2 + 1)
            .push_bind(batch % 2 * 10 + batch / 2 % 10 + 1)
            .push_bind(made.handle.as_str())
            .push_bind(made.text.as_str())
            .push_bind(at)
            .push_bind(at)
            .push_bind(1_790_000_000_000_i64)
            .push_bind(batch + 1);
    });
    query.build().execute(&mut *tx).await?;
    let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO search (rowid, words, tags, names) ");
    query.push_values(rows, |mut row, (number, made)| {
        row.push_bind(number + 1)
            .push_bind(made.words.as_str())
            .push_bind("")
            .push_bind(made.names.as_str());
    });
    query.build().execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

const PEER: &str = "
CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT, comment_id TEXT NOT NULL UNIQUE, account INTEGER NOT NULL, media INTEGER NOT NULL,
    parent TEXT, person TEXT, username TEXT, text TEXT, written_at INTEGER, sort_at INTEGER NOT NULL,
    like_count INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0, ours INTEGER NOT NULL DEFAULT 0, answers TEXT,
    sent_by TEXT, gone_at INTEGER, read_at INTEGER, done_at INTEGER, answered INTEGER NOT NULL DEFAULT 0,
    first_seen_at INTEGER NOT NULL, change_seq INTEGER NOT NULL) STRICT;
CREATE INDEX comments_by_media ON comments (media, sort_at);
CREATE INDEX comments_by_parent ON comments (parent, sort_at) WHERE parent IS NOT NULL;
CREATE INDEX comments_own_replies ON comments (parent, sort_at) WHERE ours = 1 AND gone_at IS NULL AND parent IS NOT NULL;
CREATE INDEX comments_by_person ON comments (account, person) WHERE person IS NOT NULL;
CREATE INDEX comments_by_username ON comments (account, username) WHERE username IS NOT NULL;
CREATE INDEX comments_by_change ON comments (change_seq);
CREATE INDEX comments_needs_reply ON comments (sort_at, account, id, ours, gone_at, hidden, done_at, answered)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0;
CREATE INDEX comments_unread ON comments (sort_at, account, id, ours, gone_at, hidden, done_at, read_at)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND read_at IS NULL;
CREATE INDEX comments_hidden ON comments (sort_at, account, id, ours, gone_at, hidden)
    WHERE ours = 0 AND gone_at IS NULL AND hidden = 1;
CREATE INDEX comments_done ON comments (sort_at, account, id, ours, gone_at, done_at)
    WHERE ours = 0 AND gone_at IS NULL AND done_at IS NOT NULL;
CREATE INDEX comments_all ON comments (sort_at, account, id, ours) WHERE ours = 0;
CREATE VIRTUAL TABLE search USING fts5(words, tags, names, content = '',
    tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* M* Co So Sk'\", prefix = '2 3');
";

fn new_account(id: &AccountId, at: Timestamp) -> NewAccount {
    NewAccount {
        id: id.clone(),
        username: format!("{id}-name"),
        name: None,
        account_type: None,
        picture_url: None,
        followers: None,
        media_count: None,
        app_scoped_id: format!("scoped-{id}"),
        permissions: Vec::new(),
        client_id: None,
        host_set: "a|b|c".to_owned(),
        token_issued_at: at,
        token_expires_at: None,
        connected_at: at,
    }
}
