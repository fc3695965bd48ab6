//! Walking through the comments of one post, newest page first.
//!
//! A walk is *whole* when it met every comment that the platform shows: it began with the newest page, left none out and
//! came to the last one without an error. Only a whole walk says that comments cannot be read, or is a reason to ask
//! whether they are gone.

use std::collections::HashSet;

use instagram::CommentId;
use jiff::Timestamp;
use store::comments::{self, BATCH};
use store::media::{self, MediaRow, UnreadableCause};

use super::memory::{Memory, Purpose, Standing};
use super::pages::{Fetched, Wanted, fetch_batch};
use super::reader::{Reader, is_local};
use super::vanished;
use crate::gateway::CallError;

/// After how many pages a long walk writes down where it stands.
const PAGES_A_NOTE: usize = 10;

/// When a walk ends before the last page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// When the rows explain the platform's count.
    Explained,
    /// When it brought that many new rows: the rest of an unread post is history.
    Brought(i64),
    /// Not at all.
    Everything,
}

impl Until {
    fn purpose(self) -> Purpose {
        match self {
            Self::Explained | Self::Brought(_) => Purpose::Explain,
            Self::Everything => Purpose::Everything,
        }
    }
}

/// A walk under way.
pub(super) struct Walk<'a> {
    reader: &'a Reader<'a>,
    post: &'a MediaRow,
    began: Timestamp,
    met: HashSet<CommentId>,
    whole: bool,
    /// How far it goes, and in how many pages; `None` while no page behind the next is wanted for sure.
    reads_on: Option<(Until, usize)>,
    /// The cursor behind the last page, and what reading from there early came to.
    ahead: Option<(String, Result<Fetched, CallError>)>,
    /// What the rows and the platform counted when that was last looked at.
    counted: MediaRow,
    /// Pages when it was last written down where it stands.
    noted: usize,
    pub(super) pages: usize,
    pub(super) new: usize,
    pub(super) changed: usize,
}

/// Pages in a row, stored.
struct Stored {
    next: Option<String>,
    /// Whether they reached comments that were known before.
    meets_known: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(reader: &'a Reader<'a>, post: &'a MediaRow) -> Self {
        Self {
            reader,
            post,
            began: reader.context.clock.now(),
            met: HashSet::new(),
            whole: true,
            reads_on: None,
            ahead: None,
            counted: post.clone(),
            noted: 0,
            pages: 0,
            new: 0,
            changed: 0,
        }
    }

    /// Reads the newest page only, and leaves a walk that stands unfinished where it is.
    pub(super) async fn newest_page(&mut self) -> Result<(), CallError> {
        match self.page(None).await?.next {
            Some(_) => Ok(()),
            None => self.end().await,
        }
    }

    /// Reads at most `budget` pages: the newest first, then on from where an earlier walk stood. Whether it is over.
    pub(super) async fn run(&mut self, until: Until, budget: usize, memory: &Memory) -> Result<bool, CallError> {
        let goes_on = memory.has(&self.post.id, until.purpose()) || self.stood(until).is_some();
        self.reads_on = (!goes_on).then_some((until, budget));
        let newest = self.page(None).await?;
        if self.ends_early(until).await? {
            return Ok(true);
        }
        self.reads_on = Some((until, budget));
        let Some(second) = newest.next.clone() else {
            return self.end().await.map(|()| true);
        };
        let Some(mut after) = self.start(until, second, newest.meets_known, memory).await? else {
            return Ok(true);
        };
        while self.pages < budget {
            let next = self.page(Some(&after)).await?.next;
            if self.ends_early(until).await? {
                return Ok(true);
            }
            match next {
                Some(next) => after = next,
                None => return self.end().await.map(|()| true),
            }
            if until.purpose() == Purpose::Explain && self.pages - self.noted >= PAGES_A_NOTE {
                self.note(&after).await?;
                self.noted = self.pages;
            }
        }
        if until.purpose() == Purpose::Explain {
            self.note(&after).await?;
        }
        let (met, whole) = (std::mem::take(&mut self.met), self.whole);
        memory.keep(&self.post.id, until.purpose(), Standing { after, met, whole });
        Ok(false)
    }

    /// The cursor behind the newest page from which to go on: where an earlier walk stood, if one did. `None`: the page
    /// there was the last.
    async fn start(
        &mut self,
        until: Until,
        second: String,
        meets_known: bool,
        memory: &Memory,
    ) -> Result<Option<String>, CallError> {
        let stood = match memory.take(&self.post.id, until.purpose()) {
            Some(standing) => {
                self.met.extend(standing.met);
                // More than a page came meanwhile: what lies between was not met.
                self.whole = standing.whole && meets_known;
                standing.after
            }
            None => match self.stood(until) {
                Some(stood) => {
                    self.whole = false;
                    stood.to_owned()
                }
                None => return Ok(Some(second)),
            },
        };
        match self.page(Some(&stood)).await {
            Ok(Stored { next: Some(next), .. }) => Ok(Some(next)),
            Ok(Stored { next: None, .. }) => self.end().await.map(|()| None),
            // Cursors are no bookmarks: one of another day may be refused. Then the walk begins anew.
            Err(error) if is_local(&error) => {
                self.whole = true;
                Ok(Some(second))
            }
            Err(error) => Err(error),
        }
    }

    /// The cursor at which the database says that such a walk was left.
    fn stood(&self, until: Until) -> Option<&'a str> {
        let is_noted = until.purpose() == Purpose::Explain;
        self.post.walk_after.as_deref().filter(|_| is_noted)
    }

    /// Whether enough was read; then that is written down.
    async fn ends_early(&mut self, until: Until) -> Result<bool, CallError> {
        let store = &self.reader.context.store;
        let Some(post) = media::get(store, &self.post.id).await? else {
            return Ok(false);
        };
        self.counted = post.clone();
        let explained =
            post.comments_count.map(|count| count - post.seen_comments) == Some(post.walked_gap.unwrap_or(0));
        let brought = i64::try_from(self.new).unwrap_or(i64::MAX);
        let ends = match until {
            Until::Explained => explained,
            Until::Brought(wanted) => explained || brought >= wanted,
            Until::Everything => false,
        };
        if ends {
            let mut tx = store.write().await?;
            if explained {
                media::set_explained(&mut tx, &self.post.id).await?;
            } else {
                media::catch_up(&mut tx, &self.post.id).await?;
            }
            tx.commit().await?;
        }
        Ok(ends)
    }

    /// The last page was read. A walk that left something out says nothing about what it did not meet: unless the rows
    /// explain the count, it begins anew.
    async fn end(&mut self) -> Result<(), CallError> {
        if !self.whole {
            if !self.ends_early(Until::Explained).await? {
                let mut tx = self.reader.context.store.write().await?;
                media::set_standing(&mut tx, &self.post.id, None).await?;
                tx.commit().await?;
            }
            return Ok(());
        }
        self.changed += vanished::settle(self.reader, &self.post.id, &self.met, self.began).await?;
        let cause = if self.met.is_empty() {
            UnreadableCause::AccessLevel
        } else {
            UnreadableCause::People
        };
        let mut tx = self.reader.context.store.write().await?;
        media::set_walked(&mut tx, &self.post.id, cause, self.began).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn note(&self, after: &str) -> Result<(), CallError> {
        let mut tx = self.reader.context.store.write().await?;
        media::set_standing(&mut tx, &self.post.id, Some(after)).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Reads and stores the page behind the cursor `after`, and those behind it that the walk is sure to want, as many as
    /// one transaction takes. While they are written, the next ones are read already.
    async fn page(&mut self, after: Option<&str>) -> Result<Stored, CallError> {
        let (reader, post) = (self.reader, self.post);
        let fetched = match self.ahead.take() {
            Some((cursor, fetched)) if Some(cursor.as_str()) == after => fetched,
            _ => fetch_batch(reader, post, after, self.wanted()).await,
        };
        let mut batch = fetched.inspect_err(|_| self.pages += 1)?;
        self.pages += batch.pages;
        if batch.repeats() {
            // Such a cursor would go round for ever, and nobody knows what it leaves out.
            self.whole = false;
            batch.next = None;
        }
        let (next, failed) = (batch.next.clone(), batch.failed.take());
        let wanted = self.wanted().behind(batch.rows.len());
        let ahead = async {
            let cursor = next.clone()?;
            match failed {
                Some(error) => Some((cursor, Err(error))),
                None if wanted.exceeds(0, 0) => {
                    let fetched = fetch_batch(reader, post, Some(&cursor), wanted).await;
                    Some((cursor, fetched))
                }
                None => None,
            }
        };
        let (stored, ahead) = tokio::join!(self.store(batch, after.is_none()), ahead);
        self.ahead = ahead;
        Ok(Stored {
            next,
            meets_known: stored?,
        })
    }

    /// How much is read behind what was stored, whatever it holds.
    fn wanted(&self) -> Wanted {
        let Some((until, budget)) = self.reads_on else {
            return Wanted::default();
        };
        let rows = |count: i64| usize::try_from(count).unwrap_or(0);
        let unexplained = self.counted.comments_count.map_or(usize::MAX, |count| {
            rows(count - self.counted.seen_comments - self.counted.walked_gap.unwrap_or(0))
        });
        Wanted {
            rows: match until {
                Until::Everything => usize::MAX,
                Until::Explained => unexplained,
                Until::Brought(wanted) => unexplained.min(rows(wanted).saturating_sub(self.new)),
            },
            pages: budget.saturating_sub(self.pages),
        }
    }

    /// Stores pages; whether they reached comments that were known before.
    async fn store(&mut self, batch: Fetched, is_newest: bool) -> Result<bool, CallError> {
        let (context, rows) = (self.reader.context, batch.rows);
        let (mut new, parts) = (0, rows.len().div_ceil(BATCH).max(1));
        for part in 1..=parts {
            let some = &rows[rows.len() * (part - 1) / parts..rows.len() * part / parts];
            let mut tx = context.store.write().await?;
            let counts =
                comments::upsert_batch(&mut tx, &self.post.account, &self.post.id, some, batch.read_at).await?;
            if is_newest && part == parts {
                media::set_newest_read(&mut tx, &self.post.id, self.began).await?;
            }
            tx.commit().await?;
            new += counts.new;
            self.changed += counts.changed;
        }
        self.new += new;
        let meets_known = new < rows.len();
        self.met.extend(rows.into_iter().map(|comment| comment.id));
        Ok(meets_known)
    }
}
