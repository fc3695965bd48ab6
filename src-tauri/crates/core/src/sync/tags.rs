//! The posts of others that tag the account.
//!
//! The list comes newest first, so a quiet round costs one call: it ends with the page that meets what is known. Once a day
//! the whole list is walked, over as many rounds as that takes. What such a walk did not meet is noted as gone only when the
//! platform says that there is no such object while an object of the account that is there for sure still reads.
//!
//! The platform's pages disagree on whether a login with Instagram is told these posts at all. An account that is refused
//! remembers it, says so beside the mentions, and asks again a day later.

use std::time::Duration;

use instagram::{AccountId, GetMedia, ListTags, Media, Page, Recovery};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::media;
use store::sync::{self, SyncTask, SyncTaskRow};
use store::tagged_posts::{self, Listed};

use super::Run;
use super::history::AccountSync;
use super::post::Tally;
use super::reader::{Reader, is_local};
use crate::clock::between;
use crate::gateway::CallError;
use crate::problem::Problem;
use crate::stale::Tag;

/// Posts a page: as many as the platform gives.
const A_PAGE: u32 = 100;

/// Pages in one run.
const PAGES_A_RUN: usize = 10;

/// How often the whole list is walked.
const WALK_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long after a refusal the platform is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(24 * 60 * 60);

/// Posts that are asked for after one walk; the others are asked for after the next.
const ASKED_FOR: u32 = 20;

/// Own posts of which one has to read before another's is believed to be gone.
const KNOWN_GOOD: u32 = 3;

/// Why the platform tells an account nothing of the posts that tag it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyUntold {
    /// A permission is missing, or the Meta app lacks the access level.
    Permission,
    /// It does not offer the list to accounts that are connected this way.
    NotOffered,
}

/// An account that is told nothing of the posts that tag it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntoldTags {
    /// The account.
    pub account: AccountId,
    /// Why.
    pub why: WhyUntold,
    /// When the platform was asked last.
    pub asked_at: Timestamp,
}

/// What the task remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Standing {
    /// When the last walk through the whole list began.
    walked_at: Option<Timestamp>,
    /// The walk under way.
    walk: Option<Walk>,
    /// The refusal, while there is one.
    refused: Option<Refused>,
}

/// A walk through the whole list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Walk {
    began: Timestamp,
    /// The cursor it goes on at; `None`: behind the newest page.
    after: Option<String>,
    /// Whether it met any post.
    met: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Refused {
    at: Timestamp,
    why: WhyUntold,
}

/// Reads the newest page, what is new behind it, and what is due of the whole list.
pub(super) async fn run(reader: &Reader<'_>) -> Result<Run, CallError> {
    let now = reader.context.clock.now();
    let row = sync::task(&reader.context.store, reader.account, SyncTask::Tags).await?;
    let mut standing = row.as_ref().map(Standing::of).unwrap_or_default();
    let mut tally = Tally::default();
    if standing
        .refused
        .is_none_or(|refused| between(refused.at, now) >= ASK_AGAIN)
    {
        match page(reader, None).await {
            Ok(newest) => {
                standing.refused = None;
                go_through(reader, newest, &mut standing, &mut tally).await?;
            }
            Err(error) => {
                let why = why_untold(&error).ok_or(error)?;
                tracing::info!(account.id = %reader.account, ?why, "Instagram tells no posts that tag the account");
                standing.refused = Some(Refused { at: now, why });
            }
        }
    }
    Ok(Run {
        cursor: serde_json::to_string(&standing).ok(),
        next: standing.walk.is_some().then_some(Duration::ZERO),
        tally,
    })
}

/// Reads on behind the newest page: to the end on a walk, else until it meets what is known.
async fn go_through(
    reader: &Reader<'_>,
    newest: Page<Media>,
    standing: &mut Standing,
    tally: &mut Tally,
) -> Result<(), CallError> {
    let now = reader.context.clock.now();
    let listed = keep(reader, &newest, tally).await?;
    let is_due = standing.walked_at.is_none_or(|at| between(at, now) >= WALK_EVERY);
    match &standing.walk {
        // More than a page came since: what lies between was not met.
        Some(_) if !listed.meets_known => standing.walk = Some(Walk::beginning(now)),
        None if is_due => standing.walk = Some(Walk::beginning(now)),
        Some(_) | None => {}
    }
    note_met(reader, &newest, standing).await?;
    let stood = standing.walk.as_ref().and_then(|walk| walk.after.clone());
    let mut goes_on_where_it_stood = stood.is_some();
    let is_enough = standing.walk.is_none() && listed.meets_known;
    let mut after = stood.or(newest.after).filter(|_| !is_enough);
    let mut is_whole = true;
    for _ in 1..PAGES_A_RUN {
        let Some(cursor) = after.take() else { break };
        let read = match page(reader, Some(&cursor)).await {
            // Cursors are no bookmarks: one of another day may be refused. Then the walk begins anew.
            Err(error) if goes_on_where_it_stood && is_local(&error) => {
                standing.walk = None;
                return Ok(());
            }
            read => read?,
        };
        goes_on_where_it_stood = false;
        let listed = keep(reader, &read, tally).await?;
        note_met(reader, &read, standing).await?;
        if standing.walk.is_none() && listed.meets_known {
            break;
        }
        // A cursor that repeats would go round for ever, and nobody knows what it leaves out.
        is_whole = read.after.as_ref() != Some(&cursor);
        after = read.after.filter(|_| is_whole);
    }
    let Some(walk) = &mut standing.walk else {
        return Ok(());
    };
    if after.is_some() {
        walk.after = after;
        return Ok(());
    }
    let walk = walk.clone();
    // An empty list of what was not empty may as well say that nothing is shown any more: it proves nothing.
    if is_whole && walk.met {
        settle(reader, walk.began, tally).await?;
    }
    standing.walked_at = Some(walk.began);
    standing.walk = None;
    Ok(())
}

async fn page(reader: &Reader<'_>, after: Option<&str>) -> Result<Page<Media>, CallError> {
    let request = ListTags {
        account: reader.account,
        limit: A_PAGE,
        after,
    };
    reader.call(&request).await
}

/// Stores a page.
async fn keep(reader: &Reader<'_>, page: &Page<Media>, tally: &mut Tally) -> Result<Listed, CallError> {
    let context = reader.context;
    let mut tx = context.store.write().await?;
    let listed = tagged_posts::upsert_page(&mut tx, reader.account, &page.items, context.clock.now()).await?;
    tx.commit().await?;
    tally.pages += 1;
    tally.new += listed.counts.new;
    tally.changed += listed.counts.changed;
    if listed.counts.new + listed.counts.changed > 0 {
        context.stale.spoil_all([Tag::InboxCounts, Tag::TaggedPosts]);
    }
    Ok(listed)
}

/// Notes on the posts of a page that the walk under way met them.
async fn note_met(reader: &Reader<'_>, page: &Page<Media>, standing: &mut Standing) -> Result<(), CallError> {
    let Some(walk) = &mut standing.walk else { return Ok(()) };
    walk.met |= !page.items.is_empty();
    let mut tx = reader.context.store.write().await?;
    tagged_posts::note_met(&mut tx, reader.account, &page.items, walk.began).await?;
    tx.commit().await?;
    Ok(())
}

/// Marks the posts that are gone among those that a walk through the whole list, which began at `began`, did not meet.
async fn settle(reader: &Reader<'_>, began: Timestamp, tally: &mut Tally) -> Result<(), CallError> {
    let context = reader.context;
    let unmet = tagged_posts::unmet(&context.store, reader.account, began, ASKED_FOR).await?;
    let mut reads = false;
    for (item, post) in unmet {
        match reader.call(&GetMedia::new(&post)).await {
            Err(CallError::Api(error)) if error.is_missing_object() => {}
            // It is there, or nobody says that it is not.
            Ok(_) => continue,
            Err(error) if is_local(&error) => continue,
            Err(error) => return Err(error),
        }
        reads = reads || known_good(reader).await?;
        if !reads {
            return Ok(());
        }
        let mut tx = context.store.write().await?;
        let gone = tagged_posts::vanish(&mut tx, item, context.clock.now()).await?;
        tx.commit().await?;
        tally.changed += usize::from(gone);
        context.stale.spoil_all([Tag::InboxCounts, Tag::TaggedPosts]);
    }
    Ok(())
}

/// Whether something still reads that is there for sure: one of the account's own newest posts.
async fn known_good(reader: &Reader<'_>) -> Result<bool, CallError> {
    let own = media::newest(&reader.context.store, reader.account, KNOWN_GOOD).await?;
    for post in own.iter().filter(|post| post.gone_at.is_none()) {
        match reader.call(&GetMedia::new(&post.id)).await {
            Ok(_) => return Ok(true),
            Err(error) if is_local(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// Why the newest page was refused, where the refusal is about the list and not about the moment.
fn why_untold(error: &CallError) -> Option<WhyUntold> {
    match error.api()?.recovery() {
        Recovery::MissingScope => Some(WhyUntold::Permission),
        Recovery::Never => Some(WhyUntold::NotOffered),
        Recovery::RetrySoon
        | Recovery::RetryAfter(_)
        | Recovery::Reconnect
        | Recovery::WindowClosed
        | Recovery::AccountPaused
        | Recovery::InDoubt => None,
    }
}

impl Standing {
    /// What a task remembers. What cannot be read was written by another program: the walk begins anew.
    fn of(row: &SyncTaskRow) -> Self {
        let written = row.cursor.as_deref();
        written
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }
}

impl Walk {
    const fn beginning(began: Timestamp) -> Self {
        Self {
            began,
            after: None,
            met: false,
        }
    }
}

impl AccountSync {
    /// The accounts that the platform tells nothing of the posts that tag them, in the order they were connected.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn untold_tags(&self) -> Result<Vec<UntoldTags>, Problem> {
        let mut rows = sync::tasks(self.store()).await?;
        rows.retain(|row| row.task == SyncTask::Tags);
        let untold = rows.into_iter().filter_map(|row| {
            let refused = Standing::of(&row).refused?;
            Some(UntoldTags {
                account: row.account,
                why: refused.why,
                asked_at: refused.at,
            })
        });
        Ok(untold.collect())
    }
}

#[cfg(test)]
mod tests {
    use instagram::{ApiError, Refusal};

    use super::*;

    fn refused(code: i64, subcode: Option<i64>) -> CallError {
        CallError::Api(ApiError::Refused(Refusal::new(code, subcode)))
    }

    #[test]
    fn only_what_is_about_the_list_is_remembered_as_a_refusal() {
        for (error, why) in [
            (refused(10, None), Some(WhyUntold::Permission)),
            (refused(3, None), Some(WhyUntold::Permission)),
            (refused(200, None), Some(WhyUntold::Permission)),
            (refused(100, None), Some(WhyUntold::NotOffered)),
            (refused(100, Some(33)), Some(WhyUntold::NotOffered)),
            (refused(190, Some(463)), None),
            (refused(4, None), None),
            (refused(613, None), None),
            (refused(2, None), None),
            (CallError::NoLogin, None),
        ] {
            assert_eq!(why_untold(&error), why, "{error:?}");
        }
    }
}
