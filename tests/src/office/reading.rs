//! What the platform holds, and waiting until it was read.

use std::collections::BTreeSet;

use instagram::{AccountId, CommentId};
use postroom_core::DATABASE_FILE;
use postroom_core::sync::BackfillPhase;
use simulator::CommentInfo;
use store::{Store, SyncTask, comments};

use super::{LIMIT, Office};
use crate::{Outcome, poll};

impl Office {
    /// Waits until the history of an account was read.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn history_read(&self, account: &AccountId) -> Outcome {
        poll::until("the history to be read", LIMIT, async || {
            let state = self.app.sync().backfill(account).await?;
            let is_done = state.is_some_and(|state| state.phase == BackfillPhase::Done);
            Ok(is_done.then_some(()))
        })
        .await
    }

    /// Syncs and waits until every account was read or could not be.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn sync(&self) -> Outcome {
        let before = self.simulator.clock().now();
        let mut stale = self.app.stale();
        self.app.sync_now();
        poll::until("the accounts to be read", LIMIT, async || {
            let accounts = self.app.accounts().list().await?;
            let ended = |account: &postroom_core::accounts::AccountState| {
                account.row.last_sync_at.is_some_and(|at| at > before) || account.problem.is_some()
            };
            // An account in trouble says so before and after: the tag tells that it was looked at again.
            let announced = stale.try_recv().is_ok_and(|tag| tag == postroom_core::Tag::Accounts);
            let trouble = accounts.iter().any(|account| account.problem.is_some());
            Ok((accounts.iter().all(ended) && (announced || !trouble)).then_some(()))
        })
        .await
    }

    /// Asks for messages and waits until every account was looked at and nothing is left to be read, or it could not be.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn read_messages(&self) -> Outcome {
        let before = self.simulator.clock().now();
        self.app.sync_messages_now();
        poll::until("the messages to be read", LIMIT, async || {
            for account in self.app.accounts().list().await? {
                let tasks = self.app.sync().tasks(&account.row.id).await?;
                let task = tasks.iter().find(|task| task.row.task == SyncTask::Conversations);
                let ended = task.is_some_and(|task| {
                    let looked = task.row.last_run_at.is_some_and(|at| at > before);
                    // A run that leaves something behind plans the next at once.
                    looked && task.row.last_run_at.is_some_and(|at| task.row.next_run_at > at)
                });
                if !ended {
                    return Ok(None);
                }
            }
            Ok(Some(()))
        })
        .await
    }

    /// Waits until everything the platform shows is here.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn all_read(&self) -> Outcome {
        poll::until("every comment to be here", LIMIT, async || {
            let known = self.app.accounts().list().await?;
            if known.iter().any(|account| account.row.last_sync_at.is_none()) {
                return Ok(None);
            }
            let wanted = known.iter().flat_map(|account| self.others(&account.row.username));
            for comment in wanted {
                // The thread of a comment that is not here yet is refused.
                if self.app.inbox().thread(&comment.id.as_str().into()).await.is_err() {
                    return Ok(None);
                }
            }
            Ok(Some(()))
        })
        .await
    }

    /// The comments of others under every post of an account, as the world has them.
    pub fn others(&self, username: &str) -> Vec<CommentInfo> {
        let world = self.simulator.world();
        let posts = world.posts(username);
        posts
            .iter()
            .flat_map(|post| world.comments(&post.id))
            .filter(|comment| !comment.ours)
            .collect()
    }

    /// How many comments of others under an account's posts are in the database.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn others_held(&self, username: &str) -> Outcome<usize> {
        let store = Store::open(&self.machine.folder().join("data").join(DATABASE_FILE)).await?;
        let mut held = 0;
        for post in self.simulator.world().posts(username) {
            let comments = comments::of_media(&store, &post.id.as_str().into()).await?;
            held += comments.iter().filter(|comment| !comment.ours).count();
        }
        store.close().await;
        Ok(held)
    }

    /// The threads with a comment of others under every post of an account: the ids of their top-level comments.
    pub fn threads(&self, username: &str) -> BTreeSet<String> {
        let others = self.others(username).into_iter();
        others.map(|comment| comment.parent.unwrap_or(comment.id)).collect()
    }

    /// Top-level comments of others that are public and can be answered.
    pub fn targets(&self) -> Vec<CommentId> {
        let posts = self.simulator.world().posts(&self.username(0));
        let is_open = |media: &str| posts.iter().any(|post| post.id == media && post.comments_enabled);
        let free = |comment: &CommentInfo| comment.parent.is_none() && !comment.hidden && is_open(&comment.media);
        self.others(&self.username(0))
            .iter()
            .filter(|c| free(c))
            .map(|c| CommentId::from(c.id.as_str()))
            .collect()
    }
}
