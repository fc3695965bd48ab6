//! The inbox: views as snapshots, threads, conversations, tagged posts, and what people decide there.
//!
//! Promised: a list is taken once and never jumps under the user's hand; what the user does leaves it at
//! once and comes back on undo; what others do waits for the "new" pill.

mod about;
mod bulk;
pub(crate) mod closing;
mod conversations;
mod decide;
mod export;
mod indexing;
mod items;
mod note_drafts;
mod notes;
mod people;
mod private_reply;
mod reply_drafts;
mod saved;
mod snapshots;
mod tagged_posts;
pub(crate) mod telling;
mod thread;
mod trail;
mod typed;
pub(crate) mod waking;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use instagram::{AccountId, CommentId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::search::{self, Excerpt, Progress, Query};
use store::views::{self, Filter, GroupName, Grouping, Groups, Held, ItemRow, ViewCounts};
use store::{LastPost, human, media};

pub use about::About;
pub use bulk::{Chosen, MOST_OF_RUN, RunPreview, Sample, Skip, StartedRun};
pub use conversations::{Conversation, ShownMessage};
pub(crate) use decide::LONGEST_REPLY;
pub use decide::grace;
pub(crate) use indexing::Indexing;
pub use people::AuthorCard;
pub(crate) use people::UNKNOWN_PERSON;
pub use private_reply::PrivateReply;
use snapshots::{Found, GroupStart, Shown, ViewList};
pub use snapshots::{SnapshotId, Snapshots};
pub use tagged_posts::TaggedPost;
pub use thread::{Author, Thread, ThreadComment};
pub use trail::{Happened, TrailEntry};
pub use typed::{MOST_BYTES, Typed, TypedReading};

use crate::context::Shared;
use crate::outbox::Outbox;
use crate::problem::Problem;
use crate::saved_replies::Keywords;

/// How many posts stand beside the list.
const LAST_POSTS: u32 = 4;

/// The inbox as people use it.
pub struct Inbox {
    context: Shared,
    outbox: Arc<Outbox>,
    keywords: Arc<Keywords>,
    snapshots: Arc<Snapshots>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct ListedItem {
    /// The item, with the action that is under way for its face.
    pub item: ItemRow,
    /// Where what is searched for stands in it.
    pub marks: Marks,
    /// Whether words of something in it that waits for an answer say that a person has to look.
    pub needs_human: bool,
    /// The group that it is the first row of.
    pub group: Option<ListedGroup>,
}

/// Rows of a list that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedGroup {
    /// How many rows.
    pub rows: usize,
    /// The day they are of; `None` where they stand together for another reason.
    pub day: Option<Date>,
    /// The post and the author of the first of them.
    pub name: GroupName,
}

/// Where what is searched for stands, in UTF-16 units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the text.
    pub text: Vec<Range<u32>>,
    /// In the handle of the author, or of whom the conversation is with.
    pub username: Vec<Range<u32>>,
    /// Whether it stands in a note on the item.
    pub note: bool,
    /// The stretch of the caption above the item that it stands in, where it stands in none of the item's entries.
    pub caption: Option<Excerpt>,
}

impl Inbox {
    pub(crate) fn new(context: Shared, outbox: Arc<Outbox>, keywords: Arc<Keywords>) -> Self {
        Self {
            context,
            outbox,
            keywords,
            snapshots: Arc::new(Snapshots::new()),
        }
    }

    /// Opens a view, narrowed to what is typed; returns its snapshot and how many rows it has. Its first rows can be read at
    /// once, the others a moment later where it is a long list.
    ///
    /// # Errors
    /// `Precondition` when part of the line cannot be used; when the database refuses.
    pub async fn open(&self, filter: Filter, typed: Typed<'_>) -> Result<(SnapshotId, usize), Problem> {
        self.open_grouped(filter, Grouping::Nothing, typed).await
    }

    /// The same, with what belongs together brought together.
    ///
    /// # Errors
    /// `Precondition` when part of the line cannot be used; when the database refuses.
    pub async fn open_grouped(
        &self,
        filter: Filter,
        grouping: Grouping,
        typed: Typed<'_>,
    ) -> Result<(SnapshotId, usize), Problem> {
        let (conditions, query) = self.asked(typed)?;
        let filter = Filter {
            typed: conditions,
            ..filter
        };
        let groups = views::groups(&self.context.store, &filter, grouping, &TimeZone::system()).await?;
        match (groups, query.is_empty()) {
            (None, true) if filter.order == filter.order.of_time() => self.open_whole(filter).await,
            (None, true) => {
                let list = views::open(&self.context.store, &filter).await?;
                Ok(self.snapshots.add(filter, list.into()))
            }
            (Some(groups), true) => {
                let list: ViewList = views::open(&self.context.store, &filter).await?.into();
                let rows = list.rows.clone();
                Ok(self.snapshots.add_grouped(filter, None, list, &rows, groups))
            }
            (groups, false) => self.search(filter, query, groups).await,
        }
    }

    async fn open_whole(&self, filter: Filter) -> Result<(SnapshotId, usize), Problem> {
        let mut opening = views::begin(&self.context.store, &filter).await?;
        let total = opening.total;
        let first = ViewList {
            rows: Arc::new(std::mem::take(&mut opening.first)),
            mark: opening.high_water,
            held: Arc::default(),
            removed: HashSet::new(),
        };
        if total <= first.rows.len() {
            return Ok(self.snapshots.add(filter, first));
        }
        let (id, all_taken) = self.snapshots.begin(filter, first);
        let snapshots = self.snapshots.clone();
        tokio::spawn(async move {
            match opening.whole().await {
                Ok(rows) => snapshots.complete(id, rows),
                Err(error) => {
                    tracing::error!(%error, "A list could not be read to its end");
                    snapshots.close(id);
                }
            }
            // Those who wait look again.
            drop(all_taken);
        });
        Ok((id, total))
    }

    /// Opens what of a view holds the words. While the view's list is open it is that list which is searched, so that
    /// nothing comes or goes by the searching.
    async fn search(
        &self,
        filter: Filter,
        query: Query,
        groups: Option<Groups>,
    ) -> Result<(SnapshotId, usize), Problem> {
        let store = &self.context.store;
        let hits = Arc::new(search::hits(store, &query).await?);
        let (filter, list) = match self.snapshots.view(&filter).await {
            Some(open) => open,
            None => {
                let list = views::open(store, &filter).await?.into();
                (filter, list)
            }
        };
        let rows = views::narrow(store, &filter, &hits, &list.rows, &list.held).await?;
        let found = Found {
            query: Arc::new(query),
            hits,
        };
        Ok(match groups {
            Some(groups) => self.snapshots.add_grouped(filter, Some(found), list, &rows, groups),
            None => self.snapshots.add_search(filter, found, list, rows),
        })
    }

    /// How far older rows are searchable; `None`: everything is.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn search_progress(&self) -> Result<Option<Progress>, Problem> {
        Ok(search::progress(&self.context.store).await?)
    }

    /// Rows `start .. start + count` of a snapshot; fewer at its end.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn rows(&self, snapshot: SnapshotId, start: usize, count: usize) -> Result<Vec<ListedItem>, Problem> {
        let shown = self.snapshots.slice(snapshot, start, count).await?;
        if shown.items.is_empty() {
            return Ok(Vec::new());
        }
        let store = &self.context.store;
        let (items, waiting) = tokio::try_join!(
            views::rows(store, &shown.items, shown.face, shown.hits()),
            human::waiting(store, &shown.items)
        )?;
        let mut groups = self.listed_groups(&shown.starts).await?;
        let matcher = self.keywords.matcher().await?;
        // The words of a face that has just come are not written down yet.
        let needs_human = |item: &ItemRow| {
            let face = &item.face;
            let waits = item.open > 0 && !face.is_gone() && !face.is_answered();
            waiting.contains(&item.row) || (waits && face.text().is_some_and(|text| matcher.needs_human(text)))
        };
        let captions = self.found_captions(&shown).await?;
        Ok(items
            .into_iter()
            .map(|item| ListedItem {
                marks: shown
                    .found
                    .as_ref()
                    .map(|found| Marks::of(&item, found, captions.get(&item.row).map(String::as_str)))
                    .unwrap_or_default(),
                needs_human: needs_human(&item),
                group: groups.remove(&item.row),
                item,
            })
            .collect())
    }

    /// The captions that were found and are not of items whose row shows what was found, by the item.
    async fn found_captions(&self, shown: &Shown) -> Result<HashMap<u32, String>, Problem> {
        let Some(hits) = shown.hits() else {
            return Ok(HashMap::new());
        };
        let by_caption = |item: &u32| hits.in_caption(*item) && hits.entry(*item).is_none();
        let items: Vec<u32> = shown.items.iter().copied().filter(by_caption).collect();
        if items.is_empty() {
            return Ok(HashMap::new());
        }
        Ok(media::captions(&self.context.store, &items).await?)
    }

    /// The groups that begin with these items, by the item.
    async fn listed_groups(&self, starts: &[GroupStart]) -> Result<HashMap<u32, ListedGroup>, Problem> {
        if starts.is_empty() {
            return Ok(HashMap::new());
        }
        let items: Vec<u32> = starts.iter().map(|start| start.item).collect();
        let names = views::group_names(&self.context.store, &items).await?;
        let mut names: HashMap<u32, GroupName> = names.into_iter().map(|name| (name.item, name)).collect();
        let listed = starts.iter().filter_map(|start| {
            let group = ListedGroup {
                rows: start.rows,
                day: start.day,
                name: names.remove(&start.item)?,
            };
            Some((start.item, group))
        });
        Ok(listed.collect())
    }

    /// Where an item stands in a snapshot; `None`: it does not.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn position(&self, snapshot: SnapshotId, item: u32) -> Result<Option<usize>, Problem> {
        self.snapshots.position(snapshot, item).await
    }

    /// How many items came into the view since the snapshot was taken.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn news(&self, snapshot: SnapshotId) -> Result<usize, Problem> {
        let (filter, mark) = self.snapshots.mark(snapshot)?;
        let store = &self.context.store;
        let mut fresh = views::news_rows(store, &filter, mark).await?.rows;
        if let Some(found) = self.snapshots.found(snapshot)?
            && !fresh.is_empty()
        {
            let hits = search::hits(store, &found.query).await?;
            fresh = views::narrow(store, &filter, &hits, &fresh, &Held::default()).await?;
        }
        self.snapshots.count_absent(snapshot, &fresh).await
    }

    /// Frees a snapshot.
    pub fn close(&self, snapshot: SnapshotId) {
        self.snapshots.close(snapshot);
    }

    /// The counts beside the views, for `accounts` (empty means all).
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn counts(&self, accounts: &[AccountId]) -> Result<ViewCounts, Problem> {
        Ok(views::counts(&self.context.store, accounts).await?)
    }

    /// The newest posts of `accounts` (empty means all), newest first, each with how much under it waits for an answer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn last_posts(&self, accounts: &[AccountId]) -> Result<Vec<LastPost>, Problem> {
        Ok(media::last_posts(&self.context.store, accounts, LAST_POSTS).await?)
    }

    /// The post and thread around a comment.
    ///
    /// # Errors
    /// `NotFound` for an unknown comment.
    pub async fn thread(&self, comment: &CommentId) -> Result<Thread, Problem> {
        thread::read(&self.context, &self.outbox, comment).await
    }
}

impl Marks {
    fn of(item: &ItemRow, Found { query, hits }: &Found, caption: Option<&str>) -> Self {
        let text = item.face.text().unwrap_or_default();
        let username = item.face.username().unwrap_or_default();
        Self {
            text: search::marks(text, query),
            username: search::marks_in_name(username, query),
            note: hits.in_note(item.row),
            caption: caption.map(|caption| search::excerpt(caption, query)),
        }
    }
}
