//! What containers become: posts, reels and stories that came after the start, and which of them are there when.

use super::containers::{ContainerKind, DAY_MS, Media, Medium, Settings, Slide};
use super::state::{Account, MediaKind, Post, World};

/// What a post that came after the start has of its own.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    pub(crate) created_ms: i64,
    /// Where it came from; `None` when its owner posted it on the phone.
    pub(crate) container: Option<u32>,
    pub(crate) settings: Settings,
    /// Its pictures and videos; none for a post from the phone, whose picture is drawn.
    pub(crate) slides: Vec<Slide>,
}

impl Post {
    /// When it came, in milliseconds since 1970.
    pub(crate) fn came_ms(&self) -> i64 {
        let published = self.published.as_ref();
        published.map_or(i64::from(self.at) * 1000, |published| published.created_ms)
    }

    /// What it was published with, when it came after the start.
    pub(crate) fn settings(&self) -> Option<&Settings> {
        self.published.as_ref().map(|published| &published.settings)
    }

    pub(crate) fn is_video(&self) -> bool {
        matches!(self.kind, MediaKind::Reel | MediaKind::Story(Medium::Video))
    }

    /// Whether a reel stands among the posts, too. Trial reels do not.
    pub(crate) fn is_shared_to_feed(&self) -> bool {
        self.settings()
            .is_none_or(|settings| settings.share_to_feed != Some(false) && settings.graduation.is_none())
    }

    /// What the platform counts it as.
    pub(crate) fn product_type(&self) -> &'static str {
        match self.kind {
            MediaKind::Reel => "REELS",
            MediaKind::Story(_) => "STORY",
            MediaKind::Live(_) => "LIVE",
            MediaKind::Image | MediaKind::Album(_) => "FEED",
        }
    }

    pub(crate) fn is_story(&self) -> bool {
        matches!(self.kind, MediaKind::Story(_))
    }

    /// Whether it is a broadcast.
    pub(crate) fn is_live(&self) -> bool {
        matches!(self.kind, MediaKind::Live(_))
    }

    /// Whether it is there for a while only: a story or a broadcast. Neither is found by a hashtag, embedded or sent.
    pub(crate) fn is_ephemeral(&self) -> bool {
        self.is_story() || self.is_live()
    }

    /// What a slide shows, of a post that came after the start.
    pub(crate) fn media(&self, slide: usize) -> Option<&Media> {
        self.published.as_ref()?.slides.get(slide)?.media.as_ref()
    }
}

impl World {
    /// Turns a container into a post. That it is finished and not published yet was seen under the same lock.
    pub(crate) fn publish(&mut self, now_ms: i64, container: u32) -> u32 {
        let made = self.take_container(now_ms, container);
        let kind = match made.kind {
            ContainerKind::Carousel => MediaKind::Album(made.slides.len() as u8),
            ContainerKind::Reel | ContainerKind::CarouselItem(Medium::Video) => MediaKind::Reel,
            ContainerKind::Story(medium) => MediaKind::Story(medium),
            ContainerKind::Image | ContainerKind::CarouselItem(Medium::Picture) => MediaKind::Image,
        };
        let published = Published {
            created_ms: now_ms,
            container: Some(container),
            settings: made.settings,
            slides: made.slides,
        };
        self.add_post(made.account, kind, published)
    }

    /// The owner of an account posts a picture on the phone.
    pub(crate) fn post_on_phone(&mut self, now_ms: i64, account: u32, caption: String) -> u32 {
        let published = Published {
            created_ms: now_ms,
            container: None,
            settings: Settings {
                caption,
                ..Settings::default()
            },
            slides: Vec::new(),
        };
        self.add_post(account, MediaKind::Image, published)
    }

    pub(super) fn add_post(&mut self, account: u32, kind: MediaKind, published: Published) -> u32 {
        let post = self.posts.len() as u32;
        let owner = &mut self.accounts[account as usize];
        let list = match kind {
            MediaKind::Story(_) => Some(&mut owner.stories),
            MediaKind::Live(_) => None,
            MediaKind::Image | MediaKind::Reel | MediaKind::Album(_) => Some(&mut owner.published),
        };
        let idea = list.map_or(0, |list| {
            list.push(post);
            list.len() - 1
        });
        self.posts.push(Post {
            account,
            at: (published.created_ms / 1000) as u32,
            idea,
            kind,
            likes: 0,
            tops: Vec::new(),
            count: 0,
            count_changes: Vec::new(),
            enabled: true,
            switch_changes: Vec::new(),
            published: Some(Box::new(published)),
        });
        post
    }

    /// What a published post or a slide of it shows, by its id.
    pub(crate) fn published_media(&self, id: &str) -> Option<&Media> {
        let (post, slide) = match self.post_by_id(id) {
            Some(post) => (post, 0),
            None => self.slide_by_id(id)?,
        };
        self.posts[post as usize].media(usize::from(slide))
    }

    /// Posts, reels and stories an account published through the API since `from_ms`.
    pub(crate) fn published_since(&self, account: u32, from_ms: i64, as_of: i64) -> usize {
        let Account { published, stories, .. } = &self.accounts[account as usize];
        let posts = published.iter().chain(stories);
        posts
            .filter_map(|post| self.posts[*post as usize].published.as_ref())
            .filter(|published| published.container.is_some())
            .map(|published| published.created_ms)
            .filter(|at| *at > from_ms && *at <= as_of)
            .count()
    }

    /// The posts of an account as somebody sees them who reads as of then, newest first; stories are none of them.
    pub(crate) fn posts_at(&self, account: u32, as_of: i64) -> impl Iterator<Item = u32> + '_ {
        let Account { posts, published, .. } = &self.accounts[account as usize];
        let published = published.iter().rev().copied();
        published
            .chain(posts.clone())
            .filter(move |post| self.post_exists_at(*post, as_of))
    }

    /// The stories of an account that are live for somebody who reads as of then, newest first.
    pub(crate) fn stories_at(&self, account: u32, as_of: i64) -> impl Iterator<Item = u32> + '_ {
        let stories = self.accounts[account as usize].stories.iter().rev().copied();
        stories.filter(move |story| self.post_exists_at(*story, as_of))
    }

    /// Whether a post exists for somebody who reads as of then. A story does for a day, a broadcast while it is on the
    /// air.
    pub(crate) fn post_exists_at(&self, post: u32, as_of: i64) -> bool {
        if self.removed.get(&post).is_some_and(|at| *at <= as_of) {
            return false;
        }
        let post = &self.posts[post as usize];
        let came_ms = post.came_ms();
        match post.kind {
            MediaKind::Live(number) => self.is_on_air(number, as_of),
            _ if post.published.is_some() && came_ms > as_of => false,
            MediaKind::Story(_) => as_of < came_ms + DAY_MS,
            MediaKind::Image | MediaKind::Reel | MediaKind::Album(_) => true,
        }
    }
}
