//! What a container is asked to be: kind, source and parameters, and what the platform refuses of them before it looks
//! at the media (sheet on publishing, §6.2 and §6.3). Parameters the platform does not know are passed over.

use serde_json::Value;

use super::super::call::Call;
use super::super::{Caller, Refusal};
use super::{audio, caption, refused, user_tags};
use crate::fetch::is_address;
use crate::oauth::Flavour;
use crate::world::{ContainerKind, Medium, Settings, UserTag};

/// Items a carousel can have.
const CAROUSEL: std::ops::RangeInclusive<usize> = 2..=10;
/// Characters an alternative text can have.
const MOST_ALT_TEXT: usize = 1000;
/// Partners a post can name.
const MOST_SPONSORS: usize = 2;
/// Followers an account needs for trial reels.
const TRIAL_FOLLOWERS: u64 = 1_000;
/// How a trial reel can come out of its trial.
const GRADUATIONS: [&str; 2] = ["MANUAL", "SS_PERFORMANCE"];
/// What only Facebook Login has.
const FACEBOOK_ONLY: [&str; 4] = [
    "audio_configuration",
    "branded_content_sponsor_ids",
    "is_paid_partnership",
    "product_tags",
];

/// Where a container's medium comes from.
pub(super) enum Source {
    /// The platform downloads it.
    Address(String),
    /// The caller uploads it.
    Upload,
    /// It is made of other containers.
    Children(Vec<String>),
}

/// A container as it was asked for.
pub(super) struct Asked {
    pub(super) kind: ContainerKind,
    pub(super) source: Source,
    pub(super) alt_text: Option<String>,
    pub(super) user_tags: Vec<UserTag>,
    pub(super) cover: Option<String>,
    pub(super) thumb_offset_ms: u64,
    pub(super) settings: Settings,
}

impl Asked {
    pub(super) fn read(caller: &Caller<'_>, account: u32) -> Result<Self, Refusal> {
        let call = caller.call;
        let kind = kind(call)?;
        let mut forbidden = forbidden(kind).iter();
        if let Some(name) = forbidden.find(|name| given(call, name).is_some()) {
            return Err(not_allowed(name));
        }
        if caller.flavour() == Flavour::InstagramLogin
            && let Some(name) = FACEBOOK_ONLY.iter().find(|name| given(call, name).is_some())
        {
            return Err(not_allowed(name));
        }
        partnership(call)?;
        let reel = kind == ContainerKind::Reel;
        Ok(Self {
            kind,
            source: source(call, kind, caller.flavour())?,
            alt_text: alt_text(call)?,
            user_tags: match given(call, "user_tags") {
                Some(text) => user_tags::user_tags(text, kind)?,
                None => Vec::new(),
            },
            cover: if reel { cover(call)? } else { None },
            thumb_offset_ms: if kind.is_video() { thumb_offset_ms(call)? } else { 0 },
            settings: settings(caller, account, kind)?,
        })
    }
}

/// A parameter with something in it: forms send what was not filled in as empty texts.
fn given<'a>(call: &'a Call, name: &str) -> Option<&'a str> {
    call.get(name).filter(|text| !text.is_empty())
}

fn flag(call: &Call, name: &str) -> Result<Option<bool>, Refusal> {
    given(call, name)
        .and_then(|_| call.flag(name))
        .transpose()
        .map_err(|()| Refusal::parameter(format!("(#100) Param {name} must be a boolean")))
}

fn not_allowed(name: &str) -> Refusal {
    Refusal::parameter(format!("(#100) param {name} is not allowed"))
}

fn required(name: &str) -> Refusal {
    Refusal::parameter(format!("(#100) The parameter {name} is required."))
}

fn kind(call: &Call) -> Result<ContainerKind, Refusal> {
    let item = flag(call, "is_carousel_item")?.unwrap_or(false);
    let kind = match given(call, "media_type") {
        None | Some("IMAGE") if item => return Ok(ContainerKind::CarouselItem(Medium::Picture)),
        Some("VIDEO") if item => return Ok(ContainerKind::CarouselItem(Medium::Video)),
        None | Some("IMAGE") => ContainerKind::Image,
        Some("REELS") => ContainerKind::Reel,
        Some("STORIES") => ContainerKind::Story(story_medium(call)?),
        Some("CAROUSEL") => ContainerKind::Carousel,
        // A video by itself is a reel since November 2023.
        Some(other) => return Err(refused::unknown_media_type(other)),
    };
    if item {
        return Err(not_allowed("is_carousel_item"));
    }
    Ok(kind)
}

fn story_medium(call: &Call) -> Result<Medium, Refusal> {
    let video = given(call, "video_url").is_some() || is_resumable(call)?;
    match (given(call, "image_url").is_some(), video) {
        (true, true) => Err(Refusal::parameter(
            "(#100) Only one of image_url and video_url can be used.",
        )),
        (_, video) => Ok(if video { Medium::Video } else { Medium::Picture }),
    }
}

/// Parameters that a kind is refused with.
fn forbidden(kind: ContainerKind) -> &'static [&'static str] {
    match kind {
        ContainerKind::Image => &["trial_params"],
        ContainerKind::Reel => &["alt_text"],
        ContainerKind::Story(_) => &["alt_text", "collaborators", "trial_params"],
        ContainerKind::CarouselItem(Medium::Picture) => &[
            "caption",
            "collaborators",
            "location_id",
            "is_ai_generated",
            "trial_params",
        ],
        ContainerKind::CarouselItem(Medium::Video) => &[
            "caption",
            "collaborators",
            "location_id",
            "is_ai_generated",
            "trial_params",
            "alt_text",
        ],
        ContainerKind::Carousel => &["alt_text", "user_tags", "trial_params"],
    }
}

fn source(call: &Call, kind: ContainerKind, flavour: Flavour) -> Result<Source, Refusal> {
    if kind == ContainerKind::Carousel {
        return children(call).map(Source::Children);
    }
    // The Instagram host asks for an address whatever the type (list of quirks, 13).
    if is_resumable(call)? && kind.is_video() && flavour == Flavour::FacebookLogin {
        return Ok(Source::Upload);
    }
    address(call, kind).map(Source::Address)
}

/// `upload_type` has one value; the guide writes it small, the refusal big.
fn is_resumable(call: &Call) -> Result<bool, Refusal> {
    match given(call, "upload_type") {
        None => Ok(false),
        Some(text) if text.eq_ignore_ascii_case("resumable") => Ok(true),
        Some(_) => Err(Refusal::parameter(
            "(#100) Param upload_type must be one of {RESUMABLE}",
        )),
    }
}

fn address(call: &Call, kind: ContainerKind) -> Result<String, Refusal> {
    let name = if kind.is_video() { "video_url" } else { "image_url" };
    let address = given(call, name).ok_or_else(|| required(name))?;
    if is_address(address) {
        Ok(address.to_owned())
    } else {
        Err(refused::not_fetched(address))
    }
}

fn children(call: &Call) -> Result<Vec<String>, Refusal> {
    call.get("children").ok_or_else(|| required("children"))?;
    let children = call.list("children");
    if CAROUSEL.contains(&children.len()) {
        Ok(children)
    } else {
        Err(refused::carousel_size())
    }
}

fn alt_text(call: &Call) -> Result<Option<String>, Refusal> {
    let text = given(call, "alt_text");
    if text.is_some_and(|text| text.chars().count() > MOST_ALT_TEXT) {
        return Err(Refusal::parameter("(#100) alt_text is limited to 1000 characters"));
    }
    Ok(text.map(str::to_owned))
}

fn cover(call: &Call) -> Result<Option<String>, Refusal> {
    match given(call, "cover_url") {
        Some(address) if !is_address(address) => Err(refused::not_fetched(address)),
        address => Ok(address.map(str::to_owned)),
    }
}

fn thumb_offset_ms(call: &Call) -> Result<u64, Refusal> {
    match given(call, "thumb_offset") {
        None => Ok(0),
        Some(text) => text.parse().map_err(|_| refused::thumb_offset()),
    }
}

/// What Facebook Login has for advertising: partners, and products of a shop, which no account of the world has.
fn partnership(call: &Call) -> Result<(), Refusal> {
    if call.list("branded_content_sponsor_ids").len() > MOST_SPONSORS {
        return Err(Refusal::parameter(
            "(#100) Param branded_content_sponsor_ids is limited to 2 accounts",
        ));
    }
    flag(call, "is_paid_partnership")?;
    match given(call, "product_tags") {
        Some(_) => Err(refused::no_products()),
        None => Ok(()),
    }
}

fn settings(caller: &Caller<'_>, account: u32, kind: ContainerKind) -> Result<Settings, Refusal> {
    let call = caller.call;
    let text = call.get("caption").unwrap_or_default();
    caption::check(text)?;
    let story = matches!(kind, ContainerKind::Story(_));
    let location = given(call, "location_id").filter(|_| !story);
    if location.is_some_and(|id| !caller.sim.world().is_place(id)) {
        return Err(refused::location());
    }
    let reel = kind == ContainerKind::Reel;
    Ok(Settings {
        // A story has no caption: what is given is passed over.
        caption: if story { String::new() } else { text.to_owned() },
        ai_generated: flag(call, "is_ai_generated")?.unwrap_or(false),
        collaborators: match given(call, "collaborators") {
            Some(text) => user_tags::collaborators(text)?,
            None => Vec::new(),
        },
        location: location.map(str::to_owned),
        share_to_feed: flag(call, "share_to_feed")?.filter(|_| reel),
        graduation: graduation(caller, account)?,
        audio_name: given(call, "audio_name").filter(|_| reel).map(str::to_owned),
        audio: match given(call, "audio_configuration").filter(|_| reel) {
            Some(text) => Some(audio::laid_over(text)?),
            None => None,
        },
        copyrighted: caller.bent.copyrighted,
    })
}

/// How a trial reel comes out of its trial, when it is to be one and the account can have any.
fn graduation(caller: &Caller<'_>, account: u32) -> Result<Option<String>, Refusal> {
    let Some(text) = given(caller.call, "trial_params") else {
        return Ok(None);
    };
    let given: Value = serde_json::from_str(text).unwrap_or_default();
    let strategy = given["graduation_strategy"].as_str();
    let Some(strategy) = strategy.filter(|strategy| GRADUATIONS.contains(strategy)) else {
        return Err(Refusal::parameter(
            "(#100) Param trial_params[graduation_strategy] must be one of {MANUAL, SS_PERFORMANCE}",
        ));
    };
    if caller.sim.world().accounts[account as usize].followers < TRIAL_FOLLOWERS {
        return Err(refused::no_trial_reels());
    }
    Ok(Some(strategy.to_owned()))
}
