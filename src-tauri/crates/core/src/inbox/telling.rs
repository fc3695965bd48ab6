//! Reads the words of comments, messages and tagged posts that nobody has read yet: language, questions, links, mentions,
//! emoji, and whether comments and messages call for a person.
//!
//! It runs behind the sync, the newest first, and while page upon page comes in it waits for a lull, so that reading a
//! whole history waits for no language. Where it stopped it goes on at the next start, because what is still to be read
//! says so itself. When the team has changed the words that call for a person, everything is read again by the new ones.

use std::sync::Arc;
use std::time::{Duration, Instant};

use store::comments::{self, TOLD_BATCH, Untold};
use store::human::{self, Part};
use store::{StoreError, conversations, tagged_posts, words};
use tokio::sync::broadcast::Receiver;
use tokio_util::sync::CancellationToken;

use crate::clock::LONGEST_SLEEP;
use crate::context::{Context, Shared};
use crate::saved_replies::Keywords;
use crate::saved_replies::keywords::Matcher;
use crate::stale::{StaleBus, Tag, heard, was_heard};

/// How long nothing has to come in before words are read. The platform takes longer to answer, so this is waited for only
/// where pages come as fast as they can be written.
const LULL: Duration = Duration::from_millis(300);

/// The longest that a part of the words waits for a lull.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How often the pages hear of it while part upon part is read.
const NEWS: Duration = Duration::from_secs(1);

/// What the pages are told of the parts that were read: of the first one at once, then in turns, of the last one in the end.
struct Telling<'a> {
    stale: &'a StaleBus,
    told: Option<Instant>,
    owed: bool,
}

impl Telling<'_> {
    fn another_part(&mut self) {
        self.owed = true;
        if self.told.is_none_or(|at| at.elapsed() >= NEWS) {
            self.tell();
        }
    }

    fn tell(&mut self) {
        if std::mem::take(&mut self.owed) {
            self.told = Some(Instant::now());
            self.stale.spoil(Tag::InboxCounts);
        }
    }
}

/// Reads whenever something has come, or the words of the team have changed, until `stop`.
pub(crate) async fn run(context: Shared, keywords: Arc<Keywords>, stop: CancellationToken) {
    let mut news = context.stale.listen();
    let mut telling = Telling {
        stale: &context.stale,
        told: None,
        owed: false,
    };
    loop {
        if let Err(error) = tell_all(&context, &keywords, &mut news, &mut telling, &stop).await {
            tracing::error!(%error, "The words of new comments and messages could not be read");
        }
        // Also of what was read before the database refused.
        telling.tell();
        tokio::select! {
            () = stop.cancelled() => break,
            () = heard(&mut news, is_news) => {}
            () = context.clock.sleep(LONGEST_SLEEP) => {}
        }
    }
}

const fn is_news(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Comments(_) | Tag::Conversation(_) | Tag::TaggedPosts | Tag::SavedReplies
    )
}

/// Waits while something comes in, but not for ever. It is the machine that is busy, so the machine's time counts.
async fn lull(news: &mut Receiver<Tag>, stop: &CancellationToken) {
    let begin = Instant::now();
    while was_heard(news, is_news) && begin.elapsed() < LONGEST_WAIT {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(LULL) => {}
        }
    }
}

/// Reads until nothing is left, part by part, so that no decision of a person waits for it. What is new comes first.
async fn tell_all(
    context: &Context,
    keywords: &Keywords,
    news: &mut Receiver<Tag>,
    telling: &mut Telling<'_>,
    stop: &CancellationToken,
) -> Result<(), StoreError> {
    while !stop.is_cancelled() {
        lull(news, stop).await;
        let matcher = keywords.matcher().await?;
        begin_again_by_new_words(context, &matcher).await?;
        if tell_some(context, &matcher).await? {
            telling.another_part();
        } else {
            telling.tell();
            if !read_some_again(context, &matcher).await? {
                break;
            }
        }
    }
    Ok(())
}

async fn begin_again_by_new_words(context: &Context, matcher: &Matcher) -> Result<(), StoreError> {
    let words = matcher.words_for_people();
    if human::words(&context.store).await?.as_deref() == Some(words.as_slice()) {
        return Ok(());
    }
    let mut tx = context.store.write().await?;
    human::begin(&mut tx, &words).await?;
    tx.commit().await
}

/// Reads what nobody has read yet. `false`: there is none of it.
async fn tell_some(context: &Context, matcher: &Arc<Matcher>) -> Result<bool, StoreError> {
    let messages = conversations::untold(&context.store, TOLD_BATCH).await?;
    let left = |taken: usize| TOLD_BATCH.saturating_sub(u32::try_from(taken).unwrap_or(TOLD_BATCH));
    let tagged = tagged_posts::untold(&context.store, left(messages.len())).await?;
    let untold = comments::untold(&context.store, left(messages.len() + tagged.len())).await?;
    if untold.is_empty() && messages.is_empty() && tagged.is_empty() {
        return Ok(false);
    }
    let matcher = matcher.clone();
    // A text takes some ten microseconds, and a part of the history many milliseconds.
    let reading = move || {
        let calls = |text: &str| matcher.needs_human(text);
        // Nobody can answer a tagged post from here.
        (read(untold, calls), read(messages, calls), read(tagged, |_| false))
    };
    let Ok((told, messages, tagged)) = tokio::task::spawn_blocking(reading).await else {
        return Ok(false);
    };
    let mut tx = context.store.write().await?;
    comments::set_told(&mut tx, &told).await?;
    conversations::set_told(&mut tx, &messages).await?;
    tagged_posts::set_told(&mut tx, &tagged).await?;
    tx.commit().await?;
    Ok(true)
}

fn read(untold: Vec<Untold>, calls: impl Fn(&str) -> bool) -> Vec<(Untold, words::Reading)> {
    untold
        .into_iter()
        .map(|entry| {
            let text = entry.text.as_deref();
            let reading = words::Reading {
                human: text.is_some_and(&calls),
                ..words::read(text)
            };
            (entry, reading)
        })
        .collect()
}

/// Reads what was read by other words. `false`: there is none of it.
async fn read_some_again(context: &Context, matcher: &Arc<Matcher>) -> Result<bool, StoreError> {
    let mut part = human::next_part(&context.store).await?;
    if part.is_empty() {
        return Ok(false);
    }
    let matcher = matcher.clone();
    let reading = move || -> Part {
        part.read(|text| matcher.needs_human(text));
        part
    };
    let Ok(part) = tokio::task::spawn_blocking(reading).await else {
        return Ok(false);
    };
    let mut tx = context.store.write().await?;
    let changed = human::set_read(&mut tx, &part).await?;
    tx.commit().await?;
    if changed {
        context.stale.spoil_all([Tag::InboxCounts, Tag::SavedReplies]);
    }
    Ok(true)
}
