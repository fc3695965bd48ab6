//! Containers and what they become: the first half of a publication (sheet on publishing, §6.5), and the post it ends in.
//!
//! A container's state is not stored but follows from when its processing ends and from the instant it is read as of.

use super::state::{Account, MediaKind, Post, World};
use crate::photo::Photo;

/// Life of a container that is not published.
const LIFE_MS: i64 = 24 * 3_600_000;
/// The platform's rolling day, for posts and for containers.
pub(crate) const DAY_MS: i64 = 24 * 3_600_000;

/// How a container can end other than in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With this subcode.
    Error(i64),
    Expired,
}

/// What a reader is told of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    InProgress,
    Finished,
    Published,
    Error(i64),
    Expired,
}

/// A picture of a container or of a published post.
#[derive(Clone, Debug)]
pub(crate) struct Slide {
    /// The picture's own container.
    pub(crate) container: u32,
    /// Last segment of the address it was downloaded from.
    pub(crate) key: String,
    pub(crate) alt_text: Option<String>,
    pub(crate) photo: Photo,
}

/// What a container is made with.
#[derive(Clone, Debug)]
pub(crate) struct NewContainer {
    pub(crate) account: u32,
    pub(crate) kind: ContainerKind,
    pub(crate) caption: String,
    pub(crate) ai_generated: bool,
    /// Empty as long as the picture is not there.
    pub(crate) slides: Vec<Slide>,
}

/// What a container is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContainerKind {
    Image,
    CarouselItem,
    Carousel,
}

#[derive(Clone, Debug)]
pub(crate) struct Container {
    pub(crate) made: NewContainer,
    created_ms: i64,
    /// When the processing is over; `None` as long as the picture is being downloaded.
    ready_ms: Option<i64>,
    ending: Option<Ending>,
    published_ms: Option<i64>,
}

/// What a post that came after the start has of its own.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    pub(crate) created_ms: i64,
    /// Where it came from; `None` when its owner posted it on the phone.
    pub(crate) container: Option<u32>,
    pub(crate) caption: String,
    pub(crate) ai_generated: bool,
    /// Its pictures; none for a post from the phone, whose picture is drawn.
    pub(crate) slides: Vec<Slide>,
}

impl Container {
    /// The state somebody sees who reads as of then; `None` before the container was there.
    pub(crate) fn state_at(&self, as_of: i64) -> Option<State> {
        if as_of < self.created_ms {
            return None;
        }
        if self.published_ms.is_some_and(|at| at <= as_of) {
            return Some(State::Published);
        }
        let ready = self.ready_ms.is_some_and(|at| at <= as_of);
        Some(match self.ending {
            Some(Ending::Error(subcode)) if ready => State::Error(subcode),
            Some(Ending::Expired) if ready => State::Expired,
            _ if as_of >= self.created_ms + LIFE_MS => State::Expired,
            None if ready => State::Finished,
            _ => State::InProgress,
        })
    }
}

impl World {
    pub(crate) fn container_id(&self, container: u32) -> String {
        self.container_ids.id(u64::from(container)).to_string()
    }

    pub(crate) fn container_by_id(&self, id: &str) -> Option<u32> {
        let index = self.container_ids.index(super::state::number(id)?)?;
        (index < self.containers.len() as u64).then_some(index as u32)
    }

    /// Makes a container whose processing is over at `ready_ms`; without, it waits for [`Self::picture_came`].
    pub(crate) fn create_container(
        &mut self,
        now_ms: i64,
        made: NewContainer,
        ready_ms: Option<i64>,
        ending: Option<Ending>,
    ) -> u32 {
        self.forget_expired_pictures(now_ms);
        let container = self.containers.len() as u32;
        self.containers.push(Container {
            made,
            created_ms: now_ms,
            ready_ms,
            ending,
            published_ms: None,
        });
        container
    }

    /// The download of a container's picture ended, with the picture or with what the container ends in.
    pub(crate) fn picture_came(&mut self, container: u32, came: Result<Slide, Ending>, ready_ms: i64) {
        let container = &mut self.containers[container as usize];
        // A fault may have ended the container meanwhile.
        container.ready_ms.get_or_insert(ready_ms);
        match came {
            Ok(slide) => container.made.slides = vec![slide],
            Err(ending) => {
                container.ending.get_or_insert(ending);
            }
        }
    }

    /// Ends a container at `at_ms`, unless it is published.
    pub(crate) fn end_container(&mut self, container: u32, ending: Ending, at_ms: i64) {
        let container = &mut self.containers[container as usize];
        container.ending = Some(ending);
        container.ready_ms = Some(container.ready_ms.unwrap_or(at_ms).min(at_ms));
    }

    /// Turns a container into a post. That it is finished and not published yet was seen under the same lock.
    pub(crate) fn publish(&mut self, now_ms: i64, container: u32) -> u32 {
        let source = &mut self.containers[container as usize];
        source.published_ms = Some(now_ms);
        let made = source.made.clone();
        let kind = match made.kind {
            ContainerKind::Carousel => MediaKind::Album(made.slides.len() as u8),
            ContainerKind::Image | ContainerKind::CarouselItem => MediaKind::Image,
        };
        let published = Published {
            created_ms: now_ms,
            container: Some(container),
            caption: made.caption,
            ai_generated: made.ai_generated,
            slides: made.slides,
        };
        self.add_post(made.account, kind, published)
    }

    /// The owner of an account posts a picture on the phone.
    pub(crate) fn post_on_phone(&mut self, now_ms: i64, account: u32, caption: String) -> u32 {
        let published = Published {
            created_ms: now_ms,
            container: None,
            caption,
            ai_generated: false,
            slides: Vec::new(),
        };
        self.add_post(account, MediaKind::Image, published)
    }

    fn add_post(&mut self, account: u32, kind: MediaKind, published: Published) -> u32 {
        let post = self.posts.len() as u32;
        self.posts.push(Post {
            account,
            at: (published.created_ms / 1000) as u32,
            idea: self.accounts[account as usize].published.len(),
            kind,
            likes: 0,
            tops: Vec::new(),
            count: 0,
            count_changes: Vec::new(),
            enabled: true,
            switch_changes: Vec::new(),
            published: Some(Box::new(published)),
        });
        self.accounts[account as usize].published.push(post);
        post
    }

    /// The picture of a published post or of a slide of it, by its id.
    pub(crate) fn published_picture(&self, id: &str) -> Option<&Photo> {
        let (post, slide) = match self.post_by_id(id) {
            Some(post) => (post, 0),
            None => self.slide_by_id(id)?,
        };
        let published = self.posts[post as usize].published.as_ref()?;
        published.slides.get(usize::from(slide)).map(|slide| &slide.photo)
    }

    /// Posts an account published through the API since `from_ms`.
    pub(crate) fn published_since(&self, account: u32, from_ms: i64, as_of: i64) -> usize {
        let posts = self.accounts[account as usize].published.iter().rev();
        posts
            .filter_map(|post| self.posts[*post as usize].published.as_ref())
            .filter(|published| published.container.is_some())
            .map(|published| published.created_ms)
            .filter(|at| *at > from_ms && *at <= as_of)
            .count()
    }

    /// Counts a try to make a container; answers how many there were in the last day, this one included.
    pub(crate) fn count_container(&mut self, account: u32, now_ms: i64) -> usize {
        let tries = self.container_tries.entry(account).or_default();
        tries.retain(|at| *at > now_ms - DAY_MS);
        tries.push(now_ms);
        tries.len()
    }

    /// Nobody can publish these any more.
    fn forget_expired_pictures(&mut self, now_ms: i64) {
        for container in &mut self.containers {
            if container.published_ms.is_some() || container.created_ms + LIFE_MS <= now_ms {
                container.made.slides = Vec::new();
            }
        }
    }

    /// The posts of an account as somebody sees them who reads as of then, newest first.
    pub(crate) fn posts_at(&self, account: u32, as_of: i64) -> impl Iterator<Item = u32> + '_ {
        let Account { posts, published, .. } = &self.accounts[account as usize];
        let published = published.iter().rev().copied();
        published
            .chain(posts.clone())
            .filter(move |post| self.post_exists_at(*post, as_of))
    }

    /// Whether a post exists for somebody who reads as of then.
    pub(crate) fn post_exists_at(&self, post: u32, as_of: i64) -> bool {
        let published = self.posts[post as usize].published.as_ref();
        let removed = self.removed.get(&post).is_some_and(|at| *at <= as_of);
        !removed && published.is_none_or(|published| published.created_ms <= as_of)
    }
}
