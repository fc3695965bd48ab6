//! Measures the lists of a big inbox: opening one packed, against reading the same numbers row by row, and storing a
//! batch of comments.
//!
//! `cargo run --release --package postroom-store --example measure_views -- [comments, 100000 by default]`

use std::fmt::Write;
use std::time::{Duration, Instant};

use instagram::{AccountId, Comment, Media, MediaId};
use jiff::Timestamp;
use store::{Filter, NewAccount, Order, Store, View, accounts, comments, media, views};

const ROUNDS: u32 = 20;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let total: u32 = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse())?;
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("postroom.db")).await?;
    let mut batches = fill(&store, total).await?;
    batches.sort();

    let mut table = String::new();
    let part = |percent: usize| batches.get((batches.len() * percent / 100).min(batches.len().saturating_sub(1)));
    writeln!(
        table,
        "{total} comments, {} batches of {}: median {:.1?}, 95% within {:.1?}, slowest {:.1?}",
        batches.len(),
        comments::BATCH,
        part(50).copied().unwrap_or_default(),
        part(95).copied().unwrap_or_default(),
        part(100).copied().unwrap_or_default()
    )?;
    for (name, accounts) in [
        ("all accounts", vec![]),
        ("one of two accounts", vec![AccountId::from("account-1")]),
    ] {
        let filter = Filter {
            view: View::NeedsReply,
            accounts,
            order: Order::OldestFirst,
        };
        let mut fastest = Duration::MAX;
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            rows = views::open(&store, &filter).await?.rows.len();
            fastest = fastest.min(start.elapsed());
        }
        writeln!(table, "open, {name}: {rows} rows in {fastest:.1?}")?;
    }
    let mut fastest = Duration::MAX;
    let filter = Filter {
        view: View::NeedsReply,
        accounts: Vec::new(),
        order: Order::OldestFirst,
    };
    let all = views::open(&store, &filter).await?.rows;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        views::counts(&store, &[]).await?;
        fastest = fastest.min(start.elapsed());
    }
    writeln!(table, "counts of all views: {fastest:.1?}")?;
    let mut fastest = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        views::rows(&store, &all[all.len() / 2..][..100.min(all.len() / 2)]).await?;
        fastest = fastest.min(start.elapsed());
    }
    writeln!(table, "a window of 100 rows: {fastest:.1?}")?;
    std::io::Write::write_all(&mut std::io::stdout(), table.as_bytes())?;
    store.close().await;
    Ok(())
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
    serde_json::from_value(serde_json::json!({
        "id": format!("1800{number:013}"),
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
