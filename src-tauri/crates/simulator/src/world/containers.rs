//! Containers: the first half of a publication (sheet on publishing, §6.2 and §6.5).
//!
//! A container's state is not stored but follows from when its processing ends and from the instant it is read as of.

use bytes::BytesMut;

use super::state::World;
use crate::photo::Photo;
use crate::video::Video;

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

/// How far the platform's look for other people's music and films has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CopyrightCheck {
    /// The video is not there yet.
    NotStarted,
    InProgress,
    Completed,
}

/// A picture or a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Medium {
    Picture,
    Video,
}

/// What a container is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContainerKind {
    Image,
    Reel,
    Story(Medium),
    CarouselItem(Medium),
    Carousel,
}

impl ContainerKind {
    /// Whether its medium is a video.
    pub(crate) fn is_video(self) -> bool {
        matches!(
            self,
            Self::Reel | Self::Story(Medium::Video) | Self::CarouselItem(Medium::Video)
        )
    }

    pub(crate) fn is_item(self) -> bool {
        matches!(self, Self::CarouselItem(_))
    }
}

/// Somebody tagged in a picture or video.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UserTag {
    pub(crate) username: String,
    /// Where, from the upper left corner, in parts of the width and height; never on videos.
    pub(crate) place: Option<(f64, f64)>,
}

/// A picture or video of a container or of a published post.
#[derive(Clone, Debug)]
pub(crate) struct Slide {
    /// Its own container.
    pub(crate) container: u32,
    /// Last segment of the address it was downloaded from; empty for bytes that were uploaded.
    pub(crate) key: String,
    pub(crate) alt_text: Option<String>,
    pub(crate) user_tags: Vec<UserTag>,
    pub(crate) media: Option<Media>,
}

/// What was downloaded or uploaded.
#[derive(Clone, Debug)]
pub(crate) enum Media {
    Picture(Photo),
    /// Without a cover of its own one is drawn.
    Video {
        video: Video,
        cover: Option<Photo>,
    },
}

impl Media {
    /// Pixels across and down.
    pub(crate) fn size(&self) -> (u32, u32) {
        match self {
            Self::Picture(photo) => (photo.width, photo.height),
            Self::Video { video, .. } => (video.width, video.height),
        }
    }

    pub(crate) fn video(&self) -> Option<&Video> {
        match self {
            Self::Picture(_) => None,
            Self::Video { video, .. } => Some(video),
        }
    }

    /// What a still view shows, unless it is drawn.
    pub(crate) fn still(&self) -> Option<&Photo> {
        match self {
            Self::Picture(photo) => Some(photo),
            Self::Video { cover, .. } => cover.as_ref(),
        }
    }
}

/// A sound over a reel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LaidOver {
    /// Its id.
    pub(crate) audio: String,
    /// Whether the video's own sound stays, too.
    pub(crate) is_mixed: bool,
}

/// What a post is to be beside its pictures and videos.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) caption: String,
    pub(crate) ai_generated: bool,
    pub(crate) collaborators: Vec<String>,
    pub(crate) location: Option<String>,
    /// For reels: whether they are shown in the feed, too.
    pub(crate) share_to_feed: Option<bool>,
    /// For trial reels: how they come out of the trial.
    pub(crate) graduation: Option<String>,
    pub(crate) audio_name: Option<String>,
    /// For reels: the sound that is laid over them.
    pub(crate) audio: Option<LaidOver>,
    /// Whether the platform finds somebody else's work in it.
    pub(crate) copyrighted: bool,
}

/// What a container is made with.
#[derive(Clone, Debug)]
pub(crate) struct NewContainer {
    pub(crate) account: u32,
    pub(crate) kind: ContainerKind,
    pub(crate) settings: Settings,
    /// For reels: where their cover is downloaded from.
    pub(crate) cover: Option<String>,
    /// For videos: which moment is the cover, in milliseconds.
    pub(crate) thumb_offset_ms: u64,
    pub(crate) slides: Vec<Slide>,
}

#[derive(Clone, Debug)]
pub(crate) struct Container {
    pub(crate) made: NewContainer,
    created_ms: i64,
    /// When the processing is over; `None` as long as its picture or video is on the way.
    ready_ms: Option<i64>,
    ending: Option<Ending>,
    published_ms: Option<i64>,
    /// What came of an upload so far; `None` for containers that are downloaded.
    pub(crate) upload: Option<BytesMut>,
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

    /// How far the look for other people's work has come; `None` for pictures, which are not looked through.
    pub(crate) fn copyright_check_at(&self, as_of: i64) -> Option<CopyrightCheck> {
        if !self.made.kind.is_video() {
            return None;
        }
        Some(match self.ready_ms {
            None => CopyrightCheck::NotStarted,
            Some(at) if at > as_of => CopyrightCheck::InProgress,
            Some(_) => CopyrightCheck::Completed,
        })
    }

    /// Whether bytes may still be uploaded.
    pub(crate) fn awaits_upload(&self, now_ms: i64) -> bool {
        self.upload.is_some() && self.ready_ms.is_none() && self.state_at(now_ms) == Some(State::InProgress)
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

    /// Makes a container whose processing is over at `ready_ms`; without, it waits for [`Self::media_came`].
    pub(crate) fn create_container(
        &mut self,
        now_ms: i64,
        made: NewContainer,
        ready_ms: Option<i64>,
        ending: Option<Ending>,
    ) -> u32 {
        self.forget_media_of_the_past(now_ms);
        let container = self.containers.len() as u32;
        self.containers.push(Container {
            made,
            created_ms: now_ms,
            ready_ms,
            ending,
            published_ms: None,
            upload: None,
        });
        container
    }

    /// From now on the container takes bytes.
    pub(crate) fn await_upload(&mut self, container: u32) {
        self.containers[container as usize].upload = Some(BytesMut::new());
    }

    /// A container's picture or video came, or what the container ends in instead.
    pub(crate) fn media_came(&mut self, container: u32, came: Result<Media, Ending>, ready_ms: i64) {
        let container = &mut self.containers[container as usize];
        // A fault may have ended the container meanwhile.
        container.ready_ms.get_or_insert(ready_ms);
        match came {
            Ok(media) => container
                .made
                .slides
                .iter_mut()
                .for_each(|slide| slide.media = Some(media.clone())),
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

    /// Marks a container as published; answers what it was made with.
    pub(super) fn take_container(&mut self, now_ms: i64, container: u32) -> NewContainer {
        let source = &mut self.containers[container as usize];
        source.published_ms = Some(now_ms);
        source.made.clone()
    }

    /// Counts a try to make a container; answers how many there were in the last day, this one included.
    pub(crate) fn count_container(&mut self, account: u32, now_ms: i64) -> usize {
        let tries = self.container_tries.entry(account).or_default();
        tries.retain(|at| *at > now_ms - DAY_MS);
        tries.push(now_ms);
        tries.len()
    }

    /// Nobody can publish these any more.
    fn forget_media_of_the_past(&mut self, now_ms: i64) {
        for container in &mut self.containers {
            if container.published_ms.is_some() || container.created_ms + LIFE_MS <= now_ms {
                container.made.slides = Vec::new();
                container.upload = None;
            }
        }
    }
}
