//! What the world holds and how it is read. Every reading function takes the instant it is read *as of* (milliseconds
//! since 1970), so that a lagging read can show an earlier state; writes live in [`super::changes`].

use std::collections::HashMap;

use super::brands::{BRANDS, Brand, Motif};
use super::broadcasts::Broadcast;
use super::containers::{Container, Medium};
use super::happenings::Happening;
use super::hashtags::Hashtags;
use super::ids::IdSpace;
use super::inbox::Inbox;
use super::mentions::Mention;
use super::others::Deeds;
use super::publications::Published;
use super::schedule::Schedule;
use super::size::WorldSize;
use super::speech::{self, Speech};
use super::tags::Tags;
use super::{generate, live, people};

pub(crate) const NONE: u32 = u32::MAX;

pub(crate) const DELETED: u8 = 1;
pub(crate) const HIDDEN: u8 = 2;
/// Written by the account that owns the post.
pub(crate) const OURS: u8 = 4;
/// A photo, sticker or GIF: a comment without text.
pub(crate) const NO_TEXT: u8 = 8;
/// Of somebody whose name the platform keeps back.
pub(crate) const NAMELESS: u8 = 16;

/// A comment in 28 bytes; replies of a thread are a chain through `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Seconds since 1970.
    pub(crate) at: u32,
    pub(crate) post: u32,
    /// The top-level comment a reply stands under, or [`NONE`].
    pub(crate) parent: u32,
    pub(crate) first_reply: u32,
    pub(crate) next: u32,
    pub(crate) person: u32,
    pub(crate) speech: Speech,
    pub(crate) flags: u8,
}

/// An account of the world.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) brand: usize,
    pub(crate) username: String,
    pub(crate) name: String,
    pub(crate) followers: u64,
    /// The posts it had at the start, newest first: indexes into [`World::posts`].
    pub(crate) posts: std::ops::Range<u32>,
    /// Those that came since, oldest first.
    pub(crate) published: Vec<u32>,
    /// Its stories, live or not, oldest first.
    pub(crate) stories: Vec<u32>,
    /// When it became a professional account, in milliseconds since 1970; older posts have no insights.
    pub(crate) professional_ms: i64,
}

impl Account {
    pub(crate) fn brand(&self) -> &'static Brand {
        &BRANDS[self.brand]
    }
}

/// What a post is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediaKind {
    Image,
    Reel,
    /// An album of so many slides.
    Album(u8),
    Story(Medium),
    /// A broadcast on the air, by its number among the broadcasts.
    Live(u32),
}

/// A post.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) account: u32,
    pub(crate) at: u32,
    /// Which of the brand's ideas it is.
    pub(crate) idea: usize,
    pub(crate) kind: MediaKind,
    pub(crate) likes: u64,
    /// Top-level comments, oldest first; entries are never taken out.
    pub(crate) tops: Vec<u32>,
    pub(crate) count: i64,
    pub(crate) count_changes: Vec<(i64, i64)>,
    pub(crate) enabled: bool,
    /// When the switch was moved, and where it stood before.
    pub(crate) switch_changes: Vec<(i64, bool)>,
    /// What it is made of when it came after the start.
    pub(crate) published: Option<Box<Published>>,
}

/// What is known of a comment that was written after the start.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) created_ms: i64,
    pub(crate) text: String,
    pub(crate) username: Option<String>,
}

/// A comment as somebody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommentView {
    pub(crate) id: String,
    pub(crate) text: Option<String>,
    pub(crate) at: u32,
    pub(crate) username: String,
    pub(crate) person: String,
    pub(crate) hidden: bool,
    /// Whether the platform keeps the author's name back.
    pub(crate) nameless: bool,
    pub(crate) ours: bool,
    pub(crate) likes: u64,
    pub(crate) parent: Option<u32>,
    pub(crate) post: u32,
}

/// The world.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) seed: u64,
    /// The start, in seconds since 1970.
    pub(super) start_s: u32,
    pub(crate) accounts: Vec<Account>,
    pub(crate) posts: Vec<Post>,
    pub(crate) comments: Vec<Record>,
    /// Comments below this index were there at the start.
    pub(crate) base: u32,
    pub(crate) written: HashMap<u32, Written>,
    /// Flags a comment had before each change, oldest first.
    pub(crate) flag_changes: HashMap<u32, Vec<(i64, u8)>>,
    pub(crate) live: Option<Schedule>,
    pub(crate) containers: Vec<Container>,
    /// When each account tried to make a container, within the last day.
    pub(crate) container_tries: HashMap<u32, Vec<i64>>,
    pub(super) deeds: Deeds,
    pub(super) broadcasts: Vec<Broadcast>,
    /// Those that came since the start.
    pub(super) mentions: Vec<Mention>,
    pub(super) tags: Tags,
    /// When posts were deleted.
    pub(super) removed: HashMap<u32, i64>,
    /// Captions that were written over since, of posts that were there from the start.
    pub(super) recaptioned: HashMap<u32, String>,
    pub(crate) hashtags: Hashtags,
    pub(super) container_ids: IdSpace,
    comment_ids: IdSpace,
    media_ids: IdSpace,
    slide_ids: IdSpace,
    account_ids: IdSpace,
    app_scoped_ids: IdSpace,
    pub(super) people_ids: IdSpace,
    pub(super) inbox: Inbox,
    /// What happened since somebody last asked, for those who are told of it.
    pub(super) happenings: Vec<Happening>,
}

/// Slides an album can have.
const SLIDES: u64 = 10;

impl World {
    /// The world of a seed, a size and a start (milliseconds since 1970).
    pub(crate) fn new(seed: u64, size: WorldSize, start_ms: i64, live: bool) -> Self {
        let made = generate::generate(seed, size, (start_ms / 1000) as u32);
        let base = made.comments.len() as u32;
        Self {
            seed,
            start_s: (start_ms / 1000) as u32,
            accounts: made.accounts,
            posts: made.posts,
            comments: made.comments,
            base,
            written: HashMap::new(),
            flag_changes: HashMap::new(),
            live: live.then(|| live::comments(seed, start_ms)),
            containers: Vec::new(),
            container_tries: HashMap::new(),
            deeds: Deeds::default(),
            broadcasts: Vec::new(),
            mentions: Vec::new(),
            tags: Tags::default(),
            removed: HashMap::new(),
            recaptioned: HashMap::new(),
            hashtags: Hashtags::default(),
            container_ids: IdSpace::containers(seed),
            comment_ids: IdSpace::comments(seed),
            media_ids: IdSpace::media(seed),
            slide_ids: IdSpace::slides(seed),
            account_ids: IdSpace::accounts(seed),
            app_scoped_ids: IdSpace::app_scoped(seed),
            people_ids: IdSpace::people(seed),
            inbox: Inbox::new(seed, start_ms, size.accounts(), size.conversations(), live),
            happenings: Vec::new(),
        }
    }

    pub(crate) fn account_id(&self, account: u32) -> String {
        self.account_ids.id(u64::from(account)).to_string()
    }

    pub(crate) fn app_scoped_id(&self, account: u32) -> u64 {
        self.app_scoped_ids.id(u64::from(account))
    }

    pub(crate) fn media_id(&self, post: u32) -> String {
        if let Some(MediaKind::Live(number)) = self.posts.get(post as usize).map(|it| it.kind) {
            return self.broadcast_id(number);
        }
        self.media_ids.id(u64::from(post)).to_string()
    }

    pub(crate) fn slide_id(&self, post: u32, slide: u8) -> String {
        self.slide_ids
            .id(u64::from(post) * SLIDES + u64::from(slide))
            .to_string()
    }

    pub(crate) fn comment_id(&self, comment: u32) -> String {
        self.comment_ids.id(u64::from(comment)).to_string()
    }

    /// The account behind a professional or an app-scoped id.
    pub(crate) fn account_by_id(&self, id: &str) -> Option<u32> {
        let id = number(id)?;
        let index = self.account_ids.index(id).or_else(|| self.app_scoped_ids.index(id))?;
        (index < self.accounts.len() as u64).then_some(index as u32)
    }

    pub(crate) fn account_by_name(&self, username: &str) -> Option<u32> {
        self.accounts
            .iter()
            .position(|account| account.username == username)
            .map(|index| index as u32)
    }

    pub(crate) fn post_by_id(&self, id: &str) -> Option<u32> {
        if let Some(live) = self.broadcast_by_id(id) {
            return Some(live);
        }
        let index = self.media_ids.index(number(id)?)?;
        let post = self.posts.get(usize::try_from(index).ok()?)?;
        (!post.is_live()).then_some(index as u32)
    }

    /// The post and slide behind an id of an album's slide.
    pub(crate) fn slide_by_id(&self, id: &str) -> Option<(u32, u8)> {
        let index = self.slide_ids.index(number(id)?)?;
        let (post, slide) = (index / SLIDES, (index % SLIDES) as u8);
        match self.posts.get(post as usize)?.kind {
            MediaKind::Album(slides) if slide < slides => Some((post as u32, slide)),
            _ => None,
        }
    }

    /// The comment behind an id, whatever its state.
    pub(crate) fn comment_by_id(&self, id: &str) -> Option<u32> {
        let index = self.comment_ids.index(number(id)?)?;
        (index < self.comments.len() as u64).then_some(index as u32)
    }

    pub(crate) fn owner_of_post(&self, post: u32) -> u32 {
        self.posts[post as usize].account
    }

    pub(crate) fn flags_at(&self, comment: u32, as_of: i64) -> u8 {
        let later = self
            .flag_changes
            .get(&comment)
            .and_then(|log| log.iter().find(|(at, _)| *at > as_of));
        later.map_or(self.comments[comment as usize].flags, |(_, before)| *before)
    }

    /// Whether a comment exists for somebody who reads as of then.
    pub(crate) fn exists_at(&self, comment: u32, as_of: i64) -> bool {
        let born = comment < self.base || self.written.get(&comment).is_some_and(|w| w.created_ms <= as_of);
        let post = self.comments[comment as usize].post;
        born && self.post_exists_at(post, as_of) && self.flags_at(comment, as_of) & DELETED == 0
    }

    /// Comments under a post as its `comments_count` tells: replies included, deleted ones not.
    pub(crate) fn count_at(&self, post: u32, as_of: i64) -> i64 {
        let post = &self.posts[post as usize];
        post.count
            - post
                .count_changes
                .iter()
                .rev()
                .take_while(|(at, _)| *at > as_of)
                .map(|(_, by)| by)
                .sum::<i64>()
    }

    pub(crate) fn enabled_at(&self, post: u32, as_of: i64) -> bool {
        let post = &self.posts[post as usize];
        post.switch_changes
            .iter()
            .find(|(at, _)| *at > as_of)
            .map_or(post.enabled, |(_, before)| *before)
    }

    /// Every reply in the chain under a top-level comment, oldest first, whatever its state.
    pub(crate) fn replies(&self, comment: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.comments[comment as usize].first_reply;
        std::iter::from_fn(move || {
            let here = (at != NONE).then_some(at)?;
            at = self.comments[here as usize].next;
            Some(here)
        })
    }

    pub(crate) fn text(&self, comment: u32) -> Option<String> {
        let record = &self.comments[comment as usize];
        if record.flags & NO_TEXT != 0 {
            return None;
        }
        if let Some(written) = self.written.get(&comment) {
            return Some(written.text.clone());
        }
        let brand = self.accounts[self.owner_of_post(record.post) as usize].brand();
        let about = (record.parent != NONE).then(|| self.username(record.parent));
        Some(speech::text(
            self.seed,
            u64::from(comment),
            record.speech,
            brand,
            about.as_deref(),
        ))
    }

    pub(crate) fn username(&self, comment: u32) -> String {
        let record = &self.comments[comment as usize];
        if record.flags & OURS != 0 {
            return self.accounts[self.owner_of_post(record.post) as usize].username.clone();
        }
        match self.written.get(&comment).and_then(|written| written.username.clone()) {
            Some(username) => username,
            None => people::username(self.seed, record.person),
        }
    }

    /// Number of the person who wrote a comment that is not the account's own.
    pub(crate) fn commenter(&self, comment: u32) -> u64 {
        match self.written.get(&comment).and_then(|written| written.username.as_ref()) {
            Some(username) => people::number_of(username),
            None => u64::from(self.comments[comment as usize].person),
        }
    }

    pub(crate) fn comment(&self, comment: u32, as_of: i64) -> CommentView {
        let record = &self.comments[comment as usize];
        let owner = self.owner_of_post(record.post);
        let ours = record.flags & OURS != 0;
        let username = self.username(comment);
        let person = if ours {
            self.account_id(owner)
        } else {
            self.person_id(self.commenter(comment))
        };
        let id = self.comment_id(comment);
        let liked = self.likes_since_start(&id);
        CommentView {
            id,
            text: self.text(comment),
            at: record.at,
            username,
            person,
            hidden: self.flags_at(comment, as_of) & HIDDEN != 0,
            nameless: record.flags & NAMELESS != 0,
            ours,
            likes: liked
                + if comment < self.base {
                    speech::likes(self.seed, u64::from(comment))
                } else {
                    0
                },
            parent: (record.parent != NONE).then_some(record.parent),
            post: record.post,
        }
    }

    pub(crate) fn caption(&self, post: u32) -> &str {
        if let Some(caption) = self.recaptioned.get(&post) {
            return caption;
        }
        let post = &self.posts[post as usize];
        if let Some(published) = &post.published {
            return &published.settings.caption;
        }
        let ideas = self.accounts[post.account as usize].brand().posts;
        ideas[post.idea % ideas.len()].caption
    }

    pub(crate) fn motif(&self, post: u32) -> Motif {
        let post = &self.posts[post as usize];
        let ideas = self.accounts[post.account as usize].brand().posts;
        ideas[post.idea % ideas.len()].motif
    }

    /// The post's address on Instagram.
    pub(crate) fn permalink(&self, post: u32) -> String {
        let it = &self.posts[post as usize];
        let kind = match it.kind {
            MediaKind::Reel => "reel",
            MediaKind::Image | MediaKind::Album(_) => "p",
            MediaKind::Story(_) => {
                let username = &self.accounts[it.account as usize].username;
                return format!("https://www.instagram.com/stories/{username}/{}", self.media_id(post));
            }
            MediaKind::Live(_) => {
                let username = &self.accounts[it.account as usize].username;
                return format!("https://www.instagram.com/{username}/live/");
            }
        };
        format!("https://www.instagram.com/{kind}/{}/", self.shortcode(post))
    }

    /// Eleven letters for permalinks.
    pub(crate) fn shortcode(&self, post: u32) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut rest = u128::from(self.media_ids.id(u64::from(post))) << 10 | u128::from(self.seed & 0x3ff);
        let mut code = vec![b'D'];
        while code.len() < 11 {
            code.push(LETTERS[(rest & 63) as usize]);
            rest >>= 6;
        }
        code.iter().map(|letter| char::from(*letter)).collect()
    }
}

/// An id as a number; ids of the world have 15 to 17 digits and no sign.
pub(super) fn number(id: &str) -> Option<u64> {
    let digits = (15..=17).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    if digits { id.parse().ok() } else { None }
}
