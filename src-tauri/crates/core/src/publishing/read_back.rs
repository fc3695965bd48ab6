//! Finding out what became of a publish call (the table of the design, section 5): the container's own word first, then
//! the newest posts of the account.

use std::collections::HashSet;
use std::time::Duration;

use instagram::budget::Class;
use instagram::{Container, ContainerId, ContainerStatus, GetContainer, ListMedia, Media, MediaId, MediaType};
use jiff::{SignedDuration, Timestamp};
use store::posts::{self, PostRow};

use super::ladder::{Ladder, Reading};
use super::reason::Reason;
use crate::clock::subtract;
use crate::context::Context;
use crate::gateway::CallError;

/// Our clock and the platform's may differ by this much before a match is missed.
const TIME_TOLERANCE: Duration = Duration::from_secs(2 * 60);

/// How much older than its draft the post of a restored copy may be.
const RESTORED_TOLERANCE: Duration = Duration::from_secs(24 * 60 * 60);

/// How many of the newest posts are known before the call, and looked through after it.
pub(super) const NEWEST: u32 = 10;

/// A page of the newest posts is followed by at most so many more.
const MOST_PAGES: usize = 30;

/// What looking through the newest posts showed.
#[derive(Debug)]
pub(super) enum Sight {
    /// Our post.
    Seen(Box<Media>),
    /// Every post that could be ours was looked at, and none is.
    NotThere,
    /// There are more posts than were looked at.
    Unclear,
}

/// Reads back the publish call of a post.
pub(super) async fn read_back(context: &Context, ladder: &Ladder) -> Reading {
    match look(context, ladder).await {
        Ok(reading) => reading,
        Err(error) => {
            tracing::info!(post = ladder.post.id, reason = %error, "A read-back gave no answer");
            Reading::Inconclusive
        }
    }
}

async fn look(context: &Context, ladder: &Ladder) -> Result<Reading, CallError> {
    let container = container_status(context, ladder).await;
    let found = find(context, ladder).await?;
    match found {
        Sight::Seen(media) => return Ok(Reading::Live(Some(media.id))),
        Sight::Unclear => return Ok(Reading::Inconclusive),
        Sight::NotThere => {}
    }
    Ok(match container? {
        Some(ContainerStatus::Published) => Reading::Live(None),
        None | Some(ContainerStatus::Finished) => Reading::NotThere,
        Some(ContainerStatus::Expired | ContainerStatus::Error) => Reading::NotThereAndLost,
        Some(ContainerStatus::InProgress | ContainerStatus::Unknown) => Reading::Inconclusive,
    })
}

/// `None`: there is no container yet, since a copy of the data was restored before one was made.
async fn container_status(context: &Context, ladder: &Ladder) -> Result<Option<ContainerStatus>, CallError> {
    let Some(id) = ladder.container_step().and_then(|step| step.remote_id.as_deref()) else {
        return Ok(None);
    };
    let container = ContainerId::from(id);
    let seen = context
        .gateway
        .call(
            &ladder.post.account,
            Class::User,
            &GetContainer { container: &container },
        )
        .await;
    match seen {
        Ok(answer) => {
            let Container { status, .. } = answer.value;
            Ok(Some(status))
        }
        Err(error) => Err(error),
    }
}

/// Our post among the newest ones: not known before the call, not another post of ours, the same kind, child count and caption, and not older than
/// the call. Older pages are read until they show what was there before.
pub(super) async fn find(context: &Context, ladder: &Ladder) -> Result<Sight, CallError> {
    let post = &ladder.post;
    let slides = posts::slides(&context.store, post.id).await?.len();
    let earliest = earliest(ladder, context.gateway.skew_s());
    let others = posts::list(&context.store, earliest).await?;
    let known: HashSet<&MediaId> = post
        .baseline
        .iter()
        .flatten()
        .chain(
            others
                .iter()
                .filter(|other| other.id != post.id)
                .filter_map(|other| other.media.as_ref()),
        )
        .collect();
    let mut after: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let request = ListMedia {
            limit: NEWEST,
            after: after.as_deref(),
            ..ListMedia::new(&post.account)
        };
        let page = context.gateway.call(&post.account, Class::User, &request).await?.value;
        let is_old = |media: &Media| {
            post.baseline.iter().flatten().any(|old| *old == media.id)
                || media.timestamp.is_some_and(|at| at < earliest)
        };
        let reached_the_old = page.items.iter().any(is_old);
        let ours = |media: &Media| !known.contains(&media.id) && !is_old(media) && is_like(media, post, slides);
        if let Some(found) = page.items.into_iter().find(ours) {
            return Ok(Sight::Seen(Box::new(found)));
        }
        match page.after {
            Some(next) if !reached_the_old => after = Some(next),
            Some(_) | None => return Ok(Sight::NotThere),
        }
    }
    Ok(Sight::Unclear)
}

fn is_like(media: &Media, post: &PostRow, slides: usize) -> bool {
    let same_kind = match (&media.media_type, slides) {
        (MediaType::Image, 1) => true,
        (MediaType::CarouselAlbum, 2..) => media.children.len() == slides,
        _ => false,
    };
    same_kind && plain(media.caption.as_deref().unwrap_or_default()) == plain(&post.caption)
}

/// The platform trims captions, and takes the `@` away where the reader lacks rights (API sheet §4.2).
fn plain(caption: &str) -> String {
    caption.replace('@', "").trim().to_owned()
}

/// How old our post can be: as the call, on whichever clock shows the earlier time. A restored copy may carry instants of
/// a clock that was wrong then, so it counts from a day before its draft was begun: taking an older twin for ours leaves a
/// post unsent, the opposite mistake would post it twice.
pub(super) fn earliest(ladder: &Ladder, skew_s: Option<i64>) -> Timestamp {
    let post = &ladder.post;
    if post.reason.as_deref() == Some(Reason::Restored.as_str()) {
        return subtract(post.created_at, RESTORED_TOLERANCE);
    }
    let called_at = ladder
        .publish_step()
        .and_then(|step| step.started_at)
        .or(post.decided_at)
        .unwrap_or(post.created_at);
    let on_their_clock = called_at
        .checked_add(SignedDuration::from_secs(skew_s.unwrap_or(0)))
        .unwrap_or(called_at);
    subtract(called_at.min(on_their_clock), TIME_TOLERANCE)
}
