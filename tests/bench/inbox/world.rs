//! A million comments and 20,000 messages in a data folder, as if five accounts had been read for two years.
//!
//! The comments are those of a simulator's world, so that the program at work on the folder finds at its Instagram what
//! it holds itself. They are written with the store's own functions. What a team leaves open after two years is left
//! open: most is done.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use instagram::{AccessToken, AccountId, Client, Comment, Direct, Endpoints, ListMedia, Media, MediaId, pages};
use jiff::Timestamp;
use postroom_tests::{Outcome, triage};
use serde_json::json;
use simulator::{AccountInfo, CommentInfo, Options, Simulator, WorldSize};
use store::{Filter, NewAccount, Order, Store, View, accounts, backfills, comments, items, media, views};

use super::messages;

/// Accounts, and posts over all of them.
const ACCOUNTS: usize = 5;
const POSTS: usize = 1_000;

/// Of the items that nobody has answered, one in so many is still open: the rest is done.
const OPEN: usize = 5;

/// Items that one transaction marks as done.
const DONE_A_TIME: usize = 200;

/// What the Meta app of the accounts may do.
const PERMISSIONS: [&str; 4] = [
    "instagram_business_basic",
    "instagram_business_manage_comments",
    "instagram_business_manage_messages",
    "instagram_business_content_publish",
];

/// The world, at rest.
pub struct World {
    /// Its Instagram.
    pub simulator: Arc<Simulator>,
    /// The folder of the machine it lies on; the database is in its `data`.
    pub folder: PathBuf,
    /// How often each word and pair of words is used.
    pub vocabulary: Vocabulary,
    /// How long it took to write it; `None`: it was there.
    pub took: Option<Duration>,
}

/// In how many comments each word stands, and each pair of signs of a script without spaces.
#[derive(Default)]
pub struct Vocabulary {
    /// Comments that were read for it.
    pub comments: usize,
    words: HashMap<String, u32>,
    pairs: HashMap<String, u32>,
    phrases: HashMap<(String, String), u32>,
    emoji: HashMap<char, u32>,
}

impl World {
    /// Makes the world in `folder`, or takes up the one that lies there.
    ///
    /// # Errors
    /// When the simulator does not start, or the disk refuses.
    pub async fn make(folder: &Path, size: usize) -> Outcome<Self> {
        let options = Options {
            seed: 11,
            size: WorldSize::Custom {
                accounts: ACCOUNTS,
                posts: POSTS,
                comments: size,
            },
            conversations: Some(messages::CONVERSATIONS),
            // The window reads the accounts again and again, and no hour of the platform ends meanwhile.
            allowance: Some(10_000_000),
            ..Options::default()
        };
        let mut world = Self {
            simulator: Arc::new(Simulator::start(options).await?),
            folder: folder.to_owned(),
            vocabulary: Vocabulary::default(),
            took: None,
        };
        let was_there = world.database().exists();
        std::fs::create_dir_all(folder.join("data"))?;
        let begin = Instant::now();
        let store = Store::open(&world.database()).await?;
        for account in world.simulator.world().accounts() {
            world.fill_account(&store, &account, !was_there).await?;
        }
        if !was_there {
            let messages = world.fill_messages(&store).await?;
            if messages < messages::MESSAGES {
                return Err(format!("the world has {messages} messages only").into());
            }
            mark_done(&store, world.simulator.clock().now()).await?;
            triage::save_reply(&store, world.simulator.clock().now()).await?;
            world.took = Some(begin.elapsed());
        }
        store.close().await;
        Ok(world)
    }

    /// Has the platform draw its pictures: it runs on the processors that the window needs, and draws none there once people
    /// work.
    ///
    /// # Errors
    /// When it breaks off.
    pub async fn draw_pictures(&self) -> Outcome {
        Ok(self.simulator.draw_posts().await?)
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.folder.join("data").join(postroom_core::DATABASE_FILE)
    }

    /// The platform, as a program sees it.
    pub fn endpoints(&self) -> Endpoints {
        Endpoints::on_host(&self.simulator.base_url())
    }

    /// The accounts with a token each.
    pub fn tokens(&self) -> Vec<(AccountId, AccessToken)> {
        let accounts = self.simulator.world().accounts().into_iter();
        accounts
            .map(|account| (AccountId::from(account.id.as_str()), self.token(&account.username)))
            .collect()
    }

    fn token(&self, username: &str) -> AccessToken {
        AccessToken::new(self.simulator.dashboard_token(username))
    }

    /// Reads the words of an account's comments, and writes its rows unless they are there.
    async fn fill_account(&mut self, store: &Store, account: &AccountInfo, write: bool) -> Outcome {
        let now = self.simulator.clock().now();
        let id = AccountId::from(account.id.as_str());
        // Each simulator has an address of its own, and an account belongs to the one that its row names.
        let mut tx = store.write().await?;
        accounts::upsert(&mut tx, &self.row(account, now)).await?;
        tx.commit().await?;
        if write {
            for page in self.media(account).await? {
                let mut tx = store.write().await?;
                media::upsert_page(&mut tx, &id, &page, now).await?;
                tx.commit().await?;
            }
        }
        let world = self.simulator.world();
        // As they were read: what is older was written first.
        for post in world.posts(&account.username).into_iter().rev() {
            let found = world.comments(&post.id);
            found
                .iter()
                .filter_map(|comment| comment.text.as_deref())
                .for_each(|text| self.vocabulary.read(text));
            if !write {
                continue;
            }
            let post = MediaId::from(post.id.as_str());
            let found: Vec<Comment> = found
                .iter()
                .map(|comment| told(comment, account))
                .collect::<Result<_, _>>()?;
            for batch in found.chunks(comments::BATCH) {
                let mut tx = store.write().await?;
                comments::upsert_batch(&mut tx, &id, &post, batch, now).await?;
                tx.commit().await?;
            }
            let mut tx = store.write().await?;
            media::set_explained(&mut tx, &post).await?;
            tx.commit().await?;
        }
        if write {
            let mut tx = store.write().await?;
            backfills::begin(&mut tx, &id, None, now).await?;
            backfills::add(&mut tx, &id, 0, 0, 0, Some(now)).await?;
            accounts::set_sync_state(&mut tx, &id, Some(now), None).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Reads the messages of all accounts; how many.
    async fn fill_messages(&self, store: &Store) -> Outcome<usize> {
        let now = self.simulator.clock().now();
        let mut written = 0;
        for account in self.simulator.world().accounts() {
            let (id, token) = (AccountId::from(account.id.as_str()), self.token(&account.username));
            written += messages::fill(store, self.endpoints(), &token, &id, now).await?;
        }
        Ok(written)
    }

    fn row(&self, account: &AccountInfo, now: Timestamp) -> NewAccount {
        NewAccount {
            id: account.id.as_str().into(),
            username: account.username.clone(),
            name: Some(account.name.clone()),
            account_type: Some("BUSINESS".to_owned()),
            picture_url: None,
            followers: Some(12_000),
            media_count: None,
            app_scoped_id: account.app_scoped_id.clone(),
            permissions: PERMISSIONS.map(str::to_owned).to_vec(),
            client_id: None,
            host_set: self.endpoints().host_set(),
            token_issued_at: now,
            token_expires_at: None,
            connected_at: now,
        }
    }

    /// The posts of an account, as the platform lists them.
    async fn media(&self, account: &AccountInfo) -> Outcome<Vec<Vec<Media>>> {
        let (client, token) = (Client::new(self.endpoints())?, self.token(&account.username));
        let caller = Direct {
            client: &client,
            token: &token,
        };
        let id = AccountId::from(account.id.as_str());
        let list = ListMedia {
            limit: 50,
            ..ListMedia::new(&id)
        };
        let (mut walk, mut found) = (pages(&caller, &list), Vec::new());
        while let Some(page) = walk.next().await {
            found.push(page?.value.items);
        }
        Ok(found)
    }
}

/// A comment, as the platform tells it.
fn told(comment: &CommentInfo, account: &AccountInfo) -> Result<Comment, serde_json::Error> {
    let person = match comment.ours {
        true => account.app_scoped_id.clone(),
        false => format!("77{:014}", place_of(&comment.username)),
    };
    serde_json::from_value(json!({
        "id": comment.id,
        "parent_id": comment.parent,
        "text": comment.text,
        "timestamp": comment.written_at,
        "username": comment.username,
        "from": { "id": person, "username": comment.username },
        "hidden": comment.hidden,
        "like_count": 0,
    }))
}

/// A number for a handle, the same each time.
fn place_of(username: &str) -> u64 {
    let mix = |sum: u64, byte: u8| sum.wrapping_mul(31).wrapping_add(u64::from(byte));
    username.bytes().fold(7, mix) % 10_u64.pow(13)
}

/// Marks all but the newest open items as done.
async fn mark_done(store: &Store, now: Timestamp) -> Outcome {
    let open = views::open(store, &all_open()).await?.rows;
    let old = open.len() - open.len() / OPEN;
    for some in open[..old].chunks(DONE_A_TIME) {
        let mut tx = store.write().await?;
        for row in some {
            items::set_done(&mut tx, *row, now).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Everything that is open, the longest waiting first.
fn all_open() -> Filter {
    Filter {
        view: View::NeedsReply,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    }
}

impl Vocabulary {
    fn read(&mut self, text: &str) {
        self.comments += 1;
        let lower = text.to_lowercase();
        let all: Vec<&str> = lower
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let is_word = |word: &&str| word.len() >= 3 && word.bytes().all(|sign| sign.is_ascii_lowercase());
        let side_by_side = all.windows(2).filter(|two| two.iter().all(is_word));
        let mut phrases: Vec<(&str, &str)> = side_by_side.map(|two| (two[0], two[1])).collect();
        let mut words: Vec<&str> = all.iter().copied().filter(is_word).collect();
        words.sort_unstable();
        words.dedup();
        phrases.sort_unstable();
        phrases.dedup();
        for word in words {
            count(&mut self.words, word);
        }
        for (first, second) in phrases {
            *self.phrases.entry((first.to_owned(), second.to_owned())).or_default() += 1;
        }
        let signs: Vec<char> = text.chars().collect();
        for pair in signs.windows(2).filter(|pair| pair.iter().all(is_han)) {
            count(&mut self.pairs, &pair.iter().collect::<String>());
        }
        let mut emoji: Vec<char> = signs.into_iter().filter(is_emoji).collect();
        emoji.sort_unstable();
        emoji.dedup();
        for sign in emoji {
            *self.emoji.entry(sign).or_default() += 1;
        }
    }

    /// The word that stands nearest to this share of all comments.
    pub fn word_in(&self, share: f64) -> Outcome<String> {
        nearest(&self.words, self.wanted(share))
    }

    /// Two words that stand side by side in about this share.
    pub fn phrase_in(&self, share: f64) -> Outcome<String> {
        let (first, second) = nearest(&self.phrases, self.wanted(share))?;
        Ok(format!("{first} {second}"))
    }

    /// The commonest pair of Han signs.
    pub fn pair(&self) -> Outcome<String> {
        nearest(&self.pairs, u32::MAX)
    }

    /// The commonest emoji.
    pub fn emoji(&self) -> Outcome<String> {
        Ok(nearest(&self.emoji, u32::MAX)?.to_string())
    }

    fn wanted(&self, share: f64) -> u32 {
        (self.comments as f64 * share) as u32
    }
}

fn count(counts: &mut HashMap<String, u32>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => drop(counts.insert(key.to_owned(), 1)),
    }
}

/// What is counted nearest to `wanted` times; of several the first in order, so that every run asks for the same.
fn nearest<K: Clone + Ord>(counts: &HashMap<K, u32>, wanted: u32) -> Outcome<K> {
    let distance = |count: u32| count.abs_diff(wanted);
    let found = counts
        .iter()
        .min_by(|(one, a), (other, b)| distance(**a).cmp(&distance(**b)).then_with(|| one.cmp(other)));
    Ok(found.ok_or("the world has no such text")?.0.clone())
}

fn is_han(sign: &char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(sign)
}

fn is_emoji(sign: &char) -> bool {
    ('\u{1f300}'..='\u{1faff}').contains(sign) && !('\u{1f3fb}'..='\u{1f3ff}').contains(sign)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_word_is_counted_once_a_comment() {
        let mut vocabulary = Vocabulary::default();
        for text in [
            "Love it, love it 🔥🔥",
            "Love the mug",
            "What is the price?",
            "送料無料",
        ] {
            vocabulary.read(text);
        }
        assert_eq!(vocabulary.word_in(0.5).unwrap(), "love");
        assert_eq!(vocabulary.word_in(0.0).unwrap(), "mug");
        assert_eq!(vocabulary.phrase_in(0.0).unwrap(), "love the");
        assert_eq!(vocabulary.pair().unwrap(), "料無");
        assert_eq!(vocabulary.emoji().unwrap(), "🔥");
        assert_eq!(vocabulary.comments, 4);
    }
}
