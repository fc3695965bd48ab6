//! Reading the comments of one post among others: trouble with this one keeps nobody from the next.

use instagram::ApiError;
use store::media::MediaRow;

use super::memory::Memory;
use super::reader::{Reader, is_local};
use super::vanished::settle_post;
use super::walk::{Until, Walk};
use crate::gateway::CallError;
use crate::stale::Tag;

/// What a run of a task brought.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) pages: usize,
    pub(super) new: usize,
    pub(super) changed: usize,
    /// The first trouble with a single post.
    pub(super) trouble: Option<CallError>,
}

impl Tally {
    /// Adds what another run brought, or another part of this one.
    pub(super) fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.new += other.new;
        self.changed += other.changed;
        self.trouble = self.trouble.take().or(other.trouble);
    }

    /// Whether anything came that a list may show.
    pub(super) fn is_news(&self) -> bool {
        self.new + self.changed > 0
    }
}

/// How much of a post is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reading {
    /// The newest page.
    NewestPage,
    /// As far as that, at most this many pages.
    Walk(Until, usize),
}

/// Reads one post; whether that is over. A post that cannot be read is over for now.
///
/// # Errors
/// Trouble that the next post would have, too.
pub(super) async fn read_post(
    reader: &Reader<'_>,
    post: &MediaRow,
    reading: Reading,
    memory: &Memory,
    tally: &mut Tally,
) -> Result<bool, CallError> {
    let mut walk = Walk::new(reader, post);
    let end = match reading {
        Reading::NewestPage => walk.newest_page().await.map(|()| true),
        Reading::Walk(until, pages) => walk.run(until, pages, memory).await,
    };
    tally.pages += walk.pages;
    tally.new += walk.new;
    tally.changed += walk.changed;
    if walk.new + walk.changed > 0 {
        reader
            .context
            .stale
            .spoil_all([Tag::Comments(post.id.clone()), Tag::InboxCounts]);
    }
    match end {
        Err(CallError::Api(error)) if ApiError::is_missing_object(&error) => {
            settle_post(reader, &post.id).await.map(|()| true)
        }
        Err(error) if is_local(&error) => {
            tracing::warn!(media.id = %post.id, reason = %error, "Post `{}` was not read to the end", post.id);
            tally.trouble.get_or_insert(error);
            Ok(true)
        }
        end => end,
    }
}
