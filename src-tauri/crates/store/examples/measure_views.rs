//! Measures the lists of a big inbox: opening one packed, counting it, a window of its rows, and storing a batch of
//! comments.
//!
//! `cargo run --release --package postroom-store --example measure_views -- [comments, 100000 by default]`

use std::fmt::Write;
use std::time::{Duration, Instant};

use instagram::{AccountId, Comment, Media, MediaId};
use jiff::Timestamp;
use store::{Filter, NewAccount, Order, Store, View, accounts, comments, media, views};

const ROUNDS: usize = 40;

/// Rows of one page of the list.
const WINDOW: usize = 200;

/// Of this many comments one is a reply to the comment before it.
const REPLIES: u32 = 8;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let total: u32 = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse())?;
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("postroom.db")).await?;
    let batches = fill(&store, total).await?;

    let mut table = String::new();
    let all: Duration = batches.iter().sum();
    let rate = f64::from(total) / all.as_secs_f64();
    writeln!(
        table,
        "{total} comments, {} batches of {}, {rate:.0} rows/s: {}",
        batches.len(),
        comments::BATCH,
        spread(batches)
    )?;
    for (name, view, accounts) in [
        ("needs reply", View::NeedsReply, vec![]),
        (
            "needs reply, one of two accounts",
            View::NeedsReply,
            vec![AccountId::from("account-1")],
        ),
        ("unassigned", View::Unassigned, vec![]),
        ("all", View::All, vec![]),
    ] {
        let filter = Filter {
            view,
            accounts,
            order: Order::OldestFirst,
            typed: None,
        };
        let mut taken = Vec::new();
        let mut rows = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            rows = views::open(&store, &filter).await?.rows;
            taken.push(start.elapsed());
        }
        writeln!(table, "open, {name}: {} rows, {}", rows.len(), spread(taken))?;
        let mut taken = Vec::new();
        for round in 0..ROUNDS {
            let first = rows.len().saturating_sub(WINDOW) * round / ROUNDS;
            let window = &rows[first..(first + WINDOW).min(rows.len())];
            let start = Instant::now();
            views::rows(&store, window, filter.face(), None).await?;
            taken.push(start.elapsed());
        }
        writeln!(table, "a window of {WINDOW} rows, {name}: {}", spread(taken))?;
    }
    let mut taken = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        views::counts(&store, &[]).await?;
        taken.push(start.elapsed());
    }
    writeln!(table, "counts of all views: {}", spread(taken))?;
    std::io::Write::write_all(&mut std::io::stdout(), table.as_bytes())?;
    store.close().await;
    Ok(())
}

/// Median, 95th percentile and the slowest.
fn spread(mut taken: Vec<Duration>) -> String {
    taken.sort();
    let part = |percent: usize| {
        let place = (taken.len() * percent / 100).min(taken.len().saturating_sub(1));
        taken.get(place).copied().unwrap_or_default()
    };
    format!(
        "median {:.1?}, 95% within {:.1?}, slowest {:.1?}",
        part(50),
        part(95),
        part(100)
    )
}

/// Two accounts with ten posts each, comments in turns. Returns how long each batch took.
async fn fill(store: &Store, total: u32) -> Result<Vec<Duration>, Box<dyn std::error::Error>> {
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
    let (mut batches, mut made) = (Vec::new(), 0);
    while made < total {
        let size = u32::try_from(comments::BATCH)?.min(total - made);
        let page: Result<Vec<Comment>, _> = (made..made + size).map(comment).collect();
        let page = page?;
        let (account, post) = (batches.len() % 2, batches.len() / 2 % 10);
        let begun = Instant::now();
        let mut tx = store.write().await?;
        let id = AccountId::from(format!("account-{account}"));
        comments::upsert_batch(
            &mut tx,
            &id,
            &MediaId::from(format!("post-{account}-{post}")),
            &page,
            start,
        )
        .await?;
        tx.commit().await?;
        batches.push(begun.elapsed());
        made += size;
    }
    Ok(batches)
}

fn comment(number: u32) -> Result<Comment, serde_json::Error> {
    // Spread over the time line, so that the order of the list is not the order of the rows.
    let second = i64::from(number.wrapping_mul(2_654_435_761) >> 8);
    let written = Timestamp::from_second(1_700_000_000 + second).unwrap_or_default();
    let id = |number: u32| format!("1800{number:013}");
    let parent = (number % REPLIES == REPLIES - 1).then(|| id(number - 1));
    serde_json::from_value(serde_json::json!({
        "id": id(number),
        "parent_id": parent,
        "text": "Do you ship abroad, and how long does it take?",
        "timestamp": written.to_string(),
        "username": format!("person{}", number % 5_000),
        "from": { "id": format!("77{:010}", number % 5_000), "username": format!("person{}", number % 5_000) },
        "hidden": false,
        "like_count": number % 7,
    }))
}

fn new_account(id: &AccountId, now: Timestamp) -> NewAccount {
    NewAccount {
        id: id.clone(),
        username: id.to_string(),
        name: None,
        account_type: None,
        picture_url: None,
        followers: None,
        media_count: None,
        app_scoped_id: format!("scoped-{id}"),
        permissions: Vec::new(),
        client_id: None,
        host_set: String::new(),
        token_issued_at: now,
        token_expires_at: None,
        connected_at: now,
    }
}
