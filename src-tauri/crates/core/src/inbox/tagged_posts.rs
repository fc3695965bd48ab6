//! A post of somebody else that tags the account. It is read here and answered on Instagram: the platform lets programs
//! comment where a caption or comment mentions the account, not where it is tagged.

use store::items::{self, Item};
use store::tagged_posts::{self, TaggedPostRow};
use store::{Note, notes};

use super::Inbox;
use super::thread::{Author, author};
use crate::problem::{Problem, ProblemCode};

/// A tagged post as it stands beside the list.
#[derive(Debug, Clone)]
pub struct TaggedPost {
    /// The post.
    pub row: TaggedPostRow,
    /// What is known of who published it.
    pub owner: Author,
    /// The notes on the item, oldest first.
    pub notes: Vec<Note>,
}

impl Inbox {
    /// The tagged post of an item.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub async fn tagged_post(&self, item: u32) -> Result<TaggedPost, Problem> {
        let store = &self.context.store;
        let row = self.known_tagged_post(item).await?;
        let owner = tagged_posts::owner(store, &row).await?;
        Ok(TaggedPost {
            owner: author(&self.context, owner).await?,
            notes: notes::of_item(store, item).await?,
            row,
        })
    }

    /// The address of a tagged post on Instagram.
    ///
    /// # Errors
    /// `NotFound` where there is none; `Precondition` where Instagram told no address.
    pub async fn tagged_post_link(&self, item: u32) -> Result<String, Problem> {
        self.known_tagged_post(item).await?.permalink.ok_or_else(|| {
            Problem::new(
                ProblemCode::Precondition,
                "Instagram did not tell where this post is.",
                "Look for it in the profile of who published it.",
            )
        })
    }

    pub(super) async fn known_tagged_post(&self, item: u32) -> Result<TaggedPostRow, Problem> {
        tagged_posts::get(&self.context.store, item)
            .await?
            .ok_or_else(|| Problem::not_found("tagged post"))
    }

    pub(super) async fn known_item(&self, item: u32) -> Result<Item, Problem> {
        items::get(&self.context.store, item)
            .await?
            .ok_or_else(|| Problem::not_found("item"))
    }
}
