//! A look at the world from outside the API: what a test compares a client's findings with.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use crate::server::Sim;
use crate::world::{Media, Slide, World};

/// A look at the running world; every answer is the state at the moment of asking. Live comments arrive with requests
/// and with each [`Simulator::world`](crate::Simulator::world).
#[derive(Clone)]
pub struct WorldView {
    pub(crate) sim: Arc<Sim>,
}

/// An account of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountInfo {
    /// Professional account id, `17841…`.
    pub id: String,
    /// App-scoped id, beyond 2^53.
    pub app_scoped_id: String,
    /// Handle.
    pub username: String,
    /// Display name.
    pub name: String,
}

/// A post of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostInfo {
    /// Media id.
    pub id: String,
    /// Comments and replies, deleted ones not counted.
    pub comments_count: i64,
    /// Whether commenting is on.
    pub comments_enabled: bool,
}

/// A post, reel or story that was published through the API while the simulator runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublishedInfo {
    /// Media id.
    pub media: String,
    /// Professional id of the account, `17841…`.
    pub account: String,
    /// The container it was published from.
    pub container: String,
    /// `FEED`, `REELS` or `STORY`.
    pub product_type: String,
    /// Its pictures and videos in their order; a post of one has one, whose container is the post's.
    pub children: Vec<PublishedPicture>,
    /// The caption; empty when it has none.
    pub caption: String,
    /// The accounts it is shared with.
    pub collaborators: Vec<String>,
    /// The place it is located at.
    pub location: Option<String>,
    /// Whether it is marked as made by a machine.
    pub ai_generated: bool,
    /// Of a reel: whether it is shown in the feed, when that was said.
    pub share_to_feed: Option<bool>,
    /// Of a trial reel: how it comes out of its trial, `MANUAL` or `SS_PERFORMANCE`.
    pub graduation_strategy: Option<String>,
    /// Of a reel: the name of its sound, when one was given.
    pub audio_name: Option<String>,
    /// Of a reel: the id of the music or original sound laid over it.
    pub audio: Option<String>,
    /// Its address on Instagram.
    pub permalink: String,
    /// When it was published.
    pub at: Timestamp,
}

/// Somebody tagged in a picture or video.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UserTag {
    /// The handle.
    pub username: String,
    /// Where, in parts of the width, 0.0 to 1.0; never on videos.
    pub x: Option<f64>,
    /// Where, in parts of the height, 0.0 to 1.0.
    pub y: Option<f64>,
}

/// A place a post can be located at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceInfo {
    /// Its id, that of a Page.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A picture or video of a published post.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublishedPicture {
    /// Its own container.
    pub container: String,
    /// Last segment of the address it was downloaded from, without query: the key on the media host.
    pub image_url_key: String,
    /// Pixels across, as published.
    pub width: u32,
    /// Pixels down, as published.
    pub height: u32,
    /// The alternative text, when one was given.
    pub alt_text: Option<String>,
    /// The people tagged in it.
    pub user_tags: Vec<UserTag>,
    /// Of a video: how long it lasts, in milliseconds.
    pub duration_ms: Option<u64>,
}

/// A comment of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentInfo {
    /// Comment id.
    pub id: String,
    /// The top-level comment it stands under.
    pub parent: Option<String>,
    /// The post.
    pub media: String,
    /// The author's handle.
    pub username: String,
    /// The text; `None` for a photo, sticker or GIF.
    pub text: Option<String>,
    /// When it was written.
    pub written_at: Timestamp,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether the account that owns the post wrote it.
    pub ours: bool,
}

impl WorldView {
    pub(crate) fn new(sim: Arc<Sim>) -> Self {
        Self { sim }
    }

    /// Every account, in the order of the brands.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountInfo> {
        let world = self.sim.world();
        (0..world.accounts.len() as u32)
            .map(|account| AccountInfo {
                id: world.account_id(account),
                app_scoped_id: world.app_scoped_id(account).to_string(),
                username: world.accounts[account as usize].username.clone(),
                name: world.accounts[account as usize].name.clone(),
            })
            .collect()
    }

    /// The posts of an account, newest first; empty when there is no such account.
    #[must_use]
    pub fn posts(&self, username: &str) -> Vec<PostInfo> {
        let world = self.sim.world();
        let now = self.sim.clock.now_ms();
        let Some(account) = world.account_by_name(username) else {
            return Vec::new();
        };
        world
            .posts_at(account, now)
            .map(|post| PostInfo {
                id: world.media_id(post),
                comments_count: world.count_at(post, now),
                comments_enabled: world.enabled_at(post, now),
            })
            .collect()
    }

    /// Every place a post can be located at.
    #[must_use]
    pub fn places(&self) -> Vec<PlaceInfo> {
        let places = self.sim.world().places().into_iter();
        places
            .map(|(id, name)| PlaceInfo {
                id,
                name: name.to_owned(),
            })
            .collect()
    }

    /// Every post, reel and story published through the API since the start, oldest first.
    #[must_use]
    pub fn published(&self) -> Vec<PublishedInfo> {
        let world = self.sim.world();
        let posts = world.posts.iter().enumerate();
        posts
            .filter_map(|(post, it)| {
                let published = it.published.as_ref()?;
                let container = published.container?;
                let settings = &published.settings;
                Some(PublishedInfo {
                    media: world.media_id(post as u32),
                    account: world.account_id(it.account),
                    container: world.container_id(container),
                    product_type: it.product_type().to_owned(),
                    children: published.slides.iter().map(|slide| picture(&world, slide)).collect(),
                    caption: settings.caption.clone(),
                    collaborators: settings.collaborators.clone(),
                    location: settings.location.clone(),
                    ai_generated: settings.ai_generated,
                    share_to_feed: settings.share_to_feed,
                    graduation_strategy: settings.graduation.clone(),
                    audio_name: settings.audio_name.clone(),
                    audio: settings.audio.as_ref().map(|audio| audio.audio.clone()),
                    permalink: world.permalink(post as u32),
                    at: Timestamp::from_millisecond(published.created_ms).ok()?,
                })
            })
            .collect()
    }

    /// The comments and replies under a post, threads newest first, replies oldest first; empty when there is no such
    /// post.
    #[must_use]
    pub fn comments(&self, media: &str) -> Vec<CommentInfo> {
        let world = self.sim.world();
        let now = self.sim.clock.now_ms();
        let Some(post) = world.post_by_id(media) else {
            return Vec::new();
        };
        let tops = world.posts[post as usize].tops.iter().rev();
        tops.flat_map(|top| std::iter::once(*top).chain(world.replies(*top)))
            .filter(|comment| world.exists_at(*comment, now))
            .filter_map(|comment| self.info(&world, comment, now))
            .collect()
    }

    /// One comment; `None` when it does not exist (any more).
    #[must_use]
    pub fn comment(&self, id: &str) -> Option<CommentInfo> {
        let world = self.sim.world();
        let now = self.sim.clock.now_ms();
        let comment = world
            .comment_by_id(id)
            .filter(|comment| world.exists_at(*comment, now))?;
        self.info(&world, comment, now)
    }

    fn info(&self, world: &World, comment: u32, now: i64) -> Option<CommentInfo> {
        let view = world.comment(comment, now);
        Some(CommentInfo {
            id: view.id,
            parent: view.parent.map(|parent| world.comment_id(parent)),
            media: world.media_id(view.post),
            username: view.username,
            text: view.text,
            written_at: Timestamp::from_second(i64::from(view.at)).ok()?,
            hidden: view.hidden,
            ours: view.ours,
        })
    }
}

fn picture(world: &World, slide: &Slide) -> PublishedPicture {
    let media = slide.media.as_ref();
    let (width, height) = media.map_or((0, 0), Media::size);
    let tag = |tag: &crate::world::UserTag| UserTag {
        username: tag.username.clone(),
        x: tag.place.map(|(x, _)| x),
        y: tag.place.map(|(_, y)| y),
    };
    PublishedPicture {
        container: world.container_id(slide.container),
        image_url_key: slide.key.clone(),
        width,
        height,
        alt_text: slide.alt_text.clone(),
        user_tags: slide.user_tags.iter().map(tag).collect(),
        duration_ms: media.and_then(Media::video).map(|video| video.duration_ms),
    }
}

impl std::fmt::Debug for WorldView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorldView").finish_non_exhaustive()
    }
}
