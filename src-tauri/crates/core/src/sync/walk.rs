//! Walking through the comments of one post, newest page first, until the rows explain the count.

use instagram::{ApiError, Comment, ListComments, ListReplies, MAX_COMMENTS_PER_PAGE, Page};
use store::comments::{self, BATCH, flatten};
use store::media::{self, MediaRow};

use crate::context::Context;
use crate::gateway::CallError;

/// How often a long walk writes down where it stands, in pages.
const PAGES_A_NOTE: usize = 10;

/// A walk under way.
pub(super) struct Walk<'a> {
    context: &'a Context,
    post: &'a MediaRow,
    pub(super) pages: usize,
    pub(super) new: usize,
    pub(super) changed: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(context: &'a Context, post: &'a MediaRow) -> Self {
        Self {
            context,
            post,
            pages: 0,
            new: 0,
            changed: 0,
        }
    }

    /// Reads at most `budget` pages: the newest first, then on from where an earlier walk stood.
    pub(super) async fn run(&mut self, budget: usize) -> Result<(), CallError> {
        let newest = self.page(None).await?;
        if self.explained().await? {
            return self.end(None).await;
        }
        let Some(second) = newest else {
            return self.end(None).await;
        };
        let mut after = match &self.post.walk_after {
            Some(stood) => match self.page(Some(stood)).await {
                Ok(Some(next)) => next,
                Ok(None) => return self.end(None).await,
                // Cursors are no bookmarks: one of another day may be refused. Then the walk begins anew.
                Err(CallError::Api(ApiError::Refused(_))) => second,
                Err(error) => return Err(error),
            },
            None => second,
        };
        while self.pages < budget {
            if self.pages.is_multiple_of(PAGES_A_NOTE) {
                self.end(Some(&after)).await?;
            }
            let next = self.page(Some(&after)).await?;
            if self.explained().await? {
                return self.end(None).await;
            }
            match next {
                // A cursor that repeats would go round for ever.
                Some(next) if next != after => after = next,
                Some(_) | None => return self.end(None).await,
            }
        }
        self.end(Some(&after)).await
    }

    /// Reads the newest page only, and leaves a walk that stands unfinished where it is.
    pub(super) async fn newest_page(&mut self) -> Result<(), CallError> {
        self.page(None).await.map(drop)
    }

    /// Writes down where the walk stands: `None` when the rows explain the count, or every page was read and what
    /// the count names beyond that cannot be read.
    async fn end(&self, after: Option<&str>) -> Result<(), CallError> {
        let mut tx = self.context.store.write().await?;
        media::set_walk(&mut tx, &self.post.id, after, self.context.clock.now()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Reads and stores one page; the cursor of the next.
    async fn page(&mut self, after: Option<&str>) -> Result<Option<String>, CallError> {
        let request = ListComments {
            limit: MAX_COMMENTS_PER_PAGE,
            after,
            ..ListComments::new(&self.post.id)
        };
        let page = self.call(&request).await?;
        let next = page.after.clone();
        let mut whole = Vec::with_capacity(page.items.len());
        for mut comment in page.items {
            self.complete_replies(&mut comment).await?;
            whole.push(comment);
        }
        let rows = flatten(whole);
        for part in rows.chunks(BATCH) {
            let mut tx = self.context.store.write().await?;
            let now = self.context.clock.now();
            let counts = comments::upsert_batch(&mut tx, &self.post.account, &self.post.id, part, now).await?;
            tx.commit().await?;
            self.new += counts.new;
            self.changed += counts.changed;
        }
        Ok(next)
    }

    /// Only the first replies come nested; the rest has pages of its own.
    async fn complete_replies(&mut self, comment: &mut Comment) -> Result<(), CallError> {
        let Some(replies) = &mut comment.replies else {
            return Ok(());
        };
        while let Some(after) = replies.after.take() {
            let request = ListReplies {
                limit: MAX_COMMENTS_PER_PAGE,
                after: Some(&after),
                ..ListReplies::new(&comment.id)
            };
            let page = self.call(&request).await?;
            replies.items.extend(page.items);
            replies.after = page.after.filter(|next| *next != after);
        }
        Ok(())
    }

    async fn call<E>(&mut self, request: &E) -> Result<Page<Comment>, CallError>
    where
        E: instagram::Endpoint<Output = Page<Comment>>,
    {
        self.pages += 1;
        Ok(self.context.gateway.call(&self.post.account, request).await?.value)
    }

    async fn explained(&self) -> Result<bool, CallError> {
        let post = media::get(&self.context.store, &self.post.id).await?;
        let Some(post) = post else { return Ok(false) };
        let gap = post.comments_count.map(|count| count - post.seen_comments);
        Ok(gap.is_some_and(|gap| gap == post.walked_gap.unwrap_or(0)))
    }
}
