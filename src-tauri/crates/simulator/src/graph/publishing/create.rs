//! `POST /{account}/media` (sheet on publishing, §6.1 to §6.4). A picture is downloaded before its container is answered,
//! a video afterwards: what is wrong with it ends in the container's state.

use std::sync::Arc;

use serde_json::{Value, json};

use super::asked::{Asked, Source};
use super::{Caller, Refusal, permitted, refused};
use crate::fetch::key_of;
use crate::photo::{Framing, Photo};
use crate::server::Sim;
use crate::video::{Video, VideoProblem, VideoUse};
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{ContainerKind, Ending, Media, NewContainer, Slide, State};

/// Containers an account can make in a day; tries that fail count.
const MOST_A_DAY: usize = 400;

pub(super) async fn create(caller: &Caller<'_>, account: u32) -> Result<Value, Refusal> {
    permitted(caller)?;
    let tries = caller.sim.world_mut().count_container(account, caller.now_ms);
    if tries > MOST_A_DAY {
        return Err(refused::limit_reached());
    }
    let asked = Asked::read(caller, account)?;
    let kind = asked.kind;
    let slide = Slide {
        // The medium's container is the one made here; `store` writes it in.
        container: u32::MAX,
        key: String::new(),
        alt_text: asked.alt_text,
        user_tags: asked.user_tags,
        media: None,
    };
    let mut made = NewContainer {
        account,
        kind,
        settings: asked.settings,
        cover: asked.cover,
        thumb_offset_ms: asked.thumb_offset_ms,
        slides: vec![slide],
    };
    let container = match asked.source {
        Source::Upload => {
            let container = store(caller, made, None);
            caller.sim.world_mut().await_upload(container);
            let id = caller.sim.world().container_id(container);
            let uri = caller.address(&format!("/ig-api-upload/{}/{id}", caller.call.version));
            return Ok(json!({ "id": id, "uri": uri }));
        }
        Source::Children(children) => {
            made.slides = even(slides(caller, account, &children)?).await?;
            store(caller, made, Some(processing_ms(caller, kind)))
        }
        Source::Address(address) => {
            made.slides[0].key = key_of(&address);
            if kind.is_video() || caller.bent.late_fetch {
                let container = store(caller, made, None);
                fetch_later(caller, container, address);
                container
            } else {
                let photo = caller.sim.picture(&address, framing(kind)).await;
                let photo = photo.map_err(|problem| refused::picture(problem, &address))?;
                made.slides[0].media = Some(Media::Picture(photo));
                store(caller, made, Some(processing_ms(caller, kind)))
            }
        }
    };
    Ok(json!({ "id": caller.sim.world().container_id(container) }))
}

fn framing(kind: ContainerKind) -> Framing {
    match kind {
        ContainerKind::Story(_) => Framing::Screen,
        _ => Framing::Feed,
    }
}

/// What a video of this kind is held to.
pub(super) fn video_use(kind: ContainerKind) -> VideoUse {
    match kind {
        ContainerKind::Story(_) => VideoUse::Story,
        ContainerKind::CarouselItem(_) => VideoUse::Item,
        _ => VideoUse::Reel,
    }
}

/// Simulated milliseconds of processing: a carousel takes as long as the quickest of pictures, pictures up to twice as
/// long, videos four to eight times.
pub(super) fn usual_processing_ms(sim: &Sim, kind: ContainerKind) -> i64 {
    let usual = sim.publishing.processing_ms();
    let spread = sim.world().containers.len() as i64 * 7 % 11;
    match kind {
        ContainerKind::Carousel => usual,
        kind if kind.is_video() => usual * 4 + usual * spread * 4 / 10,
        _ => usual + usual * spread / 10,
    }
}

fn processing_ms(caller: &Caller<'_>, kind: ContainerKind) -> i64 {
    usual_processing_ms(caller.sim, kind) + caller.bent.slow_processing_ms
}

/// Makes the container and tells the witness. Without a time of processing it waits for its medium.
fn store(caller: &Caller<'_>, mut made: NewContainer, processing_ms: Option<i64>) -> u32 {
    let sim = caller.sim;
    let now_ms = sim.clock.now_ms();
    let mut world = sim.world_mut();
    let next = world.containers.len() as u32;
    if made.kind != ContainerKind::Carousel {
        made.slides.iter_mut().for_each(|slide| slide.container = next);
    }
    let caption = Some(made.settings.caption.clone()).filter(|caption| !caption.is_empty());
    let ready_ms = processing_ms.map(|ms| now_ms + ms);
    let container = world.create_container(now_ms, made, ready_ms, caller.bent.ending);
    sim.witness.effect(Effect {
        seq: 0,
        at: sim.clock.now(),
        kind: EffectKind::ContainerCreated,
        origin: Origin::Api,
        id: world.container_id(container),
        media: String::new(),
        parent: None,
        conversation: None,
        content: None,
        text: caption,
        changed: true,
    });
    container
}

/// Downloads the medium while the container is there already.
fn fetch_later(caller: &Caller<'_>, container: u32, address: String) {
    let sim = Arc::clone(caller.sim);
    let made = sim.world().containers[container as usize].made.clone();
    let processing_ms = processing_ms(caller, made.kind);
    let created_ms = sim.clock.now_ms();
    caller.sim.spawn(async move {
        let came = if made.kind.is_video() {
            let video = sim.video(&address, video_use(made.kind)).await;
            with_cover(&sim, &made, video).await
        } else {
            let photo = sim.picture(&address, framing(made.kind)).await;
            photo
                .map(Media::Picture)
                .map_err(|problem| Ending::Error(refused::picture_subcode(problem)))
        };
        let ready_ms = (created_ms + processing_ms).max(sim.clock.now_ms());
        sim.world_mut().media_came(container, came, ready_ms);
    });
}

/// A video with its cover, or what its container ends in.
pub(super) async fn with_cover(
    sim: &Sim,
    made: &NewContainer,
    video: Result<Video, VideoProblem>,
) -> Result<Media, Ending> {
    let video = video.map_err(|problem| Ending::Error(refused::video_subcode(problem)))?;
    let is_mixed = made.settings.audio.as_ref().is_some_and(|audio| audio.is_mixed);
    if is_mixed && !video.has_sound {
        return Err(Ending::Error(refused::NOT_PROCESSED));
    }
    let cover: Option<Photo> = match &made.cover {
        Some(address) => {
            let cover = sim.picture(address, Framing::Screen).await;
            Some(cover.map_err(|problem| Ending::Error(refused::picture_subcode(problem)))?)
        }
        // A cover of its own wins over a moment of the video.
        None if made.thumb_offset_ms >= video.duration_ms => {
            return Err(Ending::Error(refused::THUMB_OFFSET));
        }
        None => None,
    };
    Ok(Media::Video { video, cover })
}

/// What a carousel's children show, in their order, when every child can be used.
fn slides(caller: &Caller<'_>, account: u32, children: &[String]) -> Result<Vec<Slide>, Refusal> {
    let world = caller.sim.world();
    let one = |id: &String| {
        let child = world.container_by_id(id).map(|child| &world.containers[child as usize]);
        let child = child
            .filter(|child| child.made.account == account)
            .ok_or_else(refused::not_found)?;
        if !child.made.kind.is_item() {
            return Err(Refusal::parameter(format!("(#100) {id} is no carousel item")));
        }
        match (child.state_at(caller.now_ms), child.made.slides.first()) {
            (Some(State::Finished), Some(slide)) => Ok(slide.clone()),
            (Some(State::Expired), _) => Err(refused::expired()),
            (Some(State::Error(_)), _) => Err(refused::creation_failed()),
            _ => Err(refused::not_ready()),
        }
    };
    children.iter().map(one).collect()
}

/// Cuts every picture to the ratio of the first slide. Videos keep their size and are shown cut.
async fn even(slides: Vec<Slide>) -> Result<Vec<Slide>, Refusal> {
    let cut = tokio::task::spawn_blocking(move || {
        let (across, down) = slides.first()?.media.as_ref()?.size();
        slides
            .into_iter()
            .map(|slide| {
                let media = match slide.media? {
                    Media::Picture(photo) => Media::Picture(photo.cut_to(across, down)?),
                    video @ Media::Video { .. } => video,
                };
                let media = Some(media);
                Some(Slide { media, ..slide })
            })
            .collect::<Option<Vec<Slide>>>()
    });
    cut.await.ok().flatten().ok_or_else(refused::creation_failed)
}
