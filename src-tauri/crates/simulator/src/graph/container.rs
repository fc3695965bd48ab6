//! `POST /{account}/media` and `GET /{container}` (sheet on publishing, §6.1 to §6.5).

use std::sync::Arc;

use serde_json::{Value, json};

use super::call::{Call, list};
use super::caption::{self, MOST_ALT_TEXT};
use super::surface::{Later, Row};
use super::{Caller, On, Refusal, read, refused, render};
use crate::fault::Endpoint;
use crate::fetch::key_of;
use crate::oauth::Scope;
use crate::photo::Photo;
use crate::server::Sim;
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{ContainerKind, Ending, NewContainer, Slide, State};

/// Items a carousel can have.
const CAROUSEL: std::ops::RangeInclusive<usize> = 2..=10;
/// Containers an account can make in a day; tries that fail count.
const MOST_A_DAY: usize = 400;
/// What a carousel's items are refused with.
const NOT_ON_ITEMS: [&str; 4] = ["caption", "collaborators", "location_id", "is_ai_generated"];

pub(super) const ROWS: &[Row] = &[
    Row::post(On::AccountLater(create_later), "media", Endpoint::Container).when("image_url=…", is_no_video),
    Row::read(On::Container(status), Endpoint::ContainerStatus),
];

/// Videos and stories are none of the simulator's.
fn is_no_video(call: &Call) -> bool {
    call.get("video_url").is_none() && !matches!(call.get("media_type"), Some("VIDEO" | "REELS" | "STORIES"))
}

fn create_later<'a>(caller: &'a Caller<'_>, account: u32) -> Later<'a> {
    Box::pin(create(caller, account))
}

/// What a container is asked to be.
#[derive(Debug)]
enum Asked {
    Picture {
        address: String,
        alt_text: Option<String>,
        kind: ContainerKind,
    },
    Carousel {
        children: Vec<String>,
    },
}

pub(super) fn permitted(caller: &Caller<'_>) -> Result<(), Refusal> {
    caller.needs(Scope::ContentPublish)
}

async fn create(caller: &Caller<'_>, account: u32) -> Result<Value, Refusal> {
    permitted(caller)?;
    let tries = caller.sim.world_mut().count_container(account, caller.now_ms);
    if tries > MOST_A_DAY {
        return Err(refused::limit_reached());
    }
    let asked = Asked::read(caller.call)?;
    let caption = caller.call.get("caption").unwrap_or_default();
    caption::check(caption)?;
    let ai_generated = flag(caller.call, "is_ai_generated")?.unwrap_or(false);
    let made = |kind, slides| NewContainer {
        account,
        kind,
        caption: caption.to_owned(),
        ai_generated,
        slides,
    };
    let container = match asked {
        Asked::Picture {
            address,
            alt_text,
            kind,
        } if caller.bent.late_fetch => {
            let container = store(caller, made(kind, Vec::new()), None);
            fetch_later(caller, container, address, alt_text);
            container
        }
        Asked::Picture {
            address,
            alt_text,
            kind,
        } => {
            let photo = fetch(caller.sim, &address).await?;
            // The picture's container is the one made here; `store` writes it in.
            let slide = slide(u32::MAX, &address, alt_text, photo);
            store(caller, made(kind, vec![slide]), Some(processing_ms(caller, 1)))
        }
        Asked::Carousel { children } => {
            let slides = even(slides(caller, account, &children)?).await?;
            store(
                caller,
                made(ContainerKind::Carousel, slides),
                Some(processing_ms(caller, 0)),
            )
        }
    };
    Ok(json!({ "id": caller.sim.world().container_id(container) }))
}

impl Asked {
    fn read(call: &Call) -> Result<Self, Refusal> {
        let item = flag(call, "is_carousel_item")?.unwrap_or(false);
        match call.get("media_type") {
            None | Some("" | "IMAGE") => Self::picture(call, item),
            Some("CAROUSEL") if item => Err(not_allowed("is_carousel_item")),
            Some("CAROUSEL") => Self::carousel(call),
            Some(other) => Err(refused::unknown_media_type(other)),
        }
    }

    fn picture(call: &Call, item: bool) -> Result<Self, Refusal> {
        let refused_here = NOT_ON_ITEMS.into_iter().find(|name| item && call.get(name).is_some());
        if let Some(name) = refused_here {
            return Err(not_allowed(name));
        }
        let alt_text = call.get("alt_text").filter(|text| !text.is_empty());
        if alt_text.is_some_and(|text| text.chars().count() > MOST_ALT_TEXT) {
            return Err(Refusal::parameter("(#100) alt_text is limited to 1000 characters"));
        }
        match call.get("image_url").filter(|address| !address.is_empty()) {
            None => Err(Refusal::parameter("(#100) The parameter image_url is required.")),
            Some(address) => Ok(Self::Picture {
                address: address.to_owned(),
                alt_text: alt_text.map(str::to_owned),
                kind: if item {
                    ContainerKind::CarouselItem
                } else {
                    ContainerKind::Image
                },
            }),
        }
    }

    fn carousel(call: &Call) -> Result<Self, Refusal> {
        if call.get("alt_text").is_some() {
            return Err(not_allowed("alt_text"));
        }
        let Some(text) = call.get("children") else {
            return Err(Refusal::parameter("(#100) The parameter children is required."));
        };
        let children = list(text);
        if CAROUSEL.contains(&children.len()) {
            Ok(Self::Carousel { children })
        } else {
            Err(refused::carousel_size())
        }
    }
}

fn flag(call: &Call, name: &str) -> Result<Option<bool>, Refusal> {
    call.flag(name)
        .transpose()
        .map_err(|()| Refusal::parameter(format!("(#100) Param {name} must be a boolean")))
}

fn not_allowed(name: &str) -> Refusal {
    Refusal::parameter(format!("(#100) param {name} is not allowed"))
}

async fn fetch(sim: &Sim, address: &str) -> Result<Photo, Refusal> {
    sim.download(address)
        .await
        .map_err(|problem| refused::picture(problem, address))
}

fn slide(container: u32, address: &str, alt_text: Option<String>, photo: Photo) -> Slide {
    Slide {
        container,
        key: key_of(address),
        alt_text,
        photo,
    }
}

/// Simulated milliseconds of processing: pictures differ, a carousel takes as long as the quickest of them.
fn processing_ms(caller: &Caller<'_>, pictures: u64) -> i64 {
    let usual = caller.sim.publishing.processing_ms();
    let spread = caller.sim.world().containers.len() as u64 * 7 % 11 * pictures;
    usual + usual * spread as i64 / 10 + caller.bent.slow_processing_ms
}

/// Makes the container and tells the witness. Without a time of processing it waits for its picture.
fn store(caller: &Caller<'_>, mut made: NewContainer, processing_ms: Option<i64>) -> u32 {
    let sim = caller.sim;
    let now_ms = sim.clock.now_ms();
    let mut world = sim.world_mut();
    let next = world.containers.len() as u32;
    if made.kind != ContainerKind::Carousel {
        made.slides.iter_mut().for_each(|slide| slide.container = next);
    }
    let caption = Some(made.caption.clone()).filter(|caption| !caption.is_empty());
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
        text: caption,
        changed: true,
    });
    container
}

/// Downloads the picture while the container is there already.
fn fetch_later(caller: &Caller<'_>, container: u32, address: String, alt_text: Option<String>) {
    let sim = Arc::clone(caller.sim);
    let processing_ms = processing_ms(caller, 1);
    let created_ms = sim.clock.now_ms();
    caller.sim.spawn(async move {
        let came = sim.download(&address).await;
        let came = came
            .map(|photo| slide(container, &address, alt_text, photo))
            .map_err(|problem| Ending::Error(refused::subcode(problem)));
        let ready_ms = (created_ms + processing_ms).max(sim.clock.now_ms());
        sim.world_mut().picture_came(container, came, ready_ms);
    });
}

/// The pictures of a carousel's children, in their order, when every child can be used.
fn slides(caller: &Caller<'_>, account: u32, children: &[String]) -> Result<Vec<Slide>, Refusal> {
    let world = caller.sim.world();
    let one = |id: &String| {
        let child = world.container_by_id(id).map(|child| &world.containers[child as usize]);
        let child = child
            .filter(|child| child.made.account == account)
            .ok_or_else(refused::not_found)?;
        if child.made.kind != ContainerKind::CarouselItem {
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

/// Cuts every picture to the ratio of the first.
async fn even(slides: Vec<Slide>) -> Result<Vec<Slide>, Refusal> {
    let cut = tokio::task::spawn_blocking(move || {
        let first = slides.first()?.photo.clone();
        slides
            .into_iter()
            .map(|slide| {
                let photo = slide.photo.cut_like(&first)?;
                Some(Slide { photo, ..slide })
            })
            .collect::<Option<Vec<Slide>>>()
    });
    cut.await.ok().flatten().ok_or_else(refused::creation_failed)
}

fn status(caller: &Caller<'_>, container: u32) -> Result<Value, Refusal> {
    permitted(caller)?;
    let fields = read::asked(caller, &["id"])?;
    if let Some(ending) = caller.bent.ending {
        caller.sim.world_mut().end_container(container, ending, caller.as_of);
    }
    let world = caller.sim.world();
    let state = world.containers[container as usize].state_at(caller.as_of);
    let (code, text) = told(state.ok_or_else(refused::not_found)?);
    render::object(&world.container_id(container), &fields, |field| {
        match field.name.as_str() {
            "status_code" => Ok(Some(json!(code))),
            "status" => Ok(Some(json!(text))),
            _ => Err(render::nonexisting(field)),
        }
    })
}

/// `status_code` and `status`; the subcode of an error is in the text only.
fn told(state: State) -> (&'static str, String) {
    let (code, text) = match state {
        State::InProgress => ("IN_PROGRESS", "In Progress: Media is still being processed."),
        State::Finished => (
            "FINISHED",
            "Finished: Media has been uploaded and it is ready to be published.",
        ),
        State::Published => ("PUBLISHED", "Published: Media has been published."),
        State::Expired => (
            "EXPIRED",
            "Expired: Media was not published within 24 hours and has expired.",
        ),
        State::Error(subcode) => {
            let text = format!("Error: Media upload has failed with error code {subcode}");
            return ("ERROR", text);
        }
    };
    (code, text.to_owned())
}
