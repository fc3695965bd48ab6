//! What messages carry as files: `/ig_messaging_cdn/?asset_id=…&signature=…`. An address is signed and ends; what it
//! leads to ends earlier with its message, and what belongs to a story after 24 hours (sheet on messaging, §10.1).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::Response;
use bytes::Bytes;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::answer::Answer;
use crate::film;
use crate::picture::Subject;
use crate::server::Sim;
use crate::world::{Attachment, AttachmentKind, World};

/// How long an address works; the platform names no time.
const LIFE_MS: i64 = 3 * 24 * 3_600_000;

/// A fresh address of an asset.
pub(crate) fn address(sim: &Sim, asset: &str, now_ms: i64) -> String {
    let expires = (now_ms + LIFE_MS) / 1000;
    let signature = format!("Ab{expires:x}-{}", seal(sim.seed, asset, expires));
    sim.address(&format!("/ig_messaging_cdn/?asset_id={asset}&signature={signature}"))
}

fn seal(seed: u64, asset: &str, expires: i64) -> String {
    let hash = Sha256::new()
        .chain_update(b"asset")
        .chain_update(seed.to_le_bytes())
        .chain_update(asset)
        .chain_update(expires.to_le_bytes())
        .finalize();
    hex::encode(&hash[..20])
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    asset_id: Option<String>,
    signature: Option<String>,
    /// `preview`: the still picture of a video.
    part: Option<String>,
}

/// What a good address leads to.
enum File {
    Drawn(Subject),
    /// A film that shows this.
    Filmed(Subject),
    Ready(String, Vec<u8>),
}

/// `GET /ig_messaging_cdn/`.
pub(crate) async fn serve(State(sim): State<Arc<Sim>>, Query(asked): Query<Asked>) -> Response<Body> {
    let asset = asked.asset_id.unwrap_or_default();
    let expires = asked
        .signature
        .as_deref()
        .and_then(|signature| signature.strip_prefix("Ab")?.split_once('-'))
        .and_then(|(expires, given)| {
            let expires = i64::from_str_radix(expires, 16).ok()?;
            (seal(sim.seed, &asset, expires) == given).then_some(expires)
        });
    let now_ms = sim.clock.now_ms();
    let refused = |status: u16, why: &str| {
        Answer {
            body: why.as_bytes().to_vec(),
            ..Answer::empty(status)
        }
        .into_response()
    };
    match expires {
        None => return refused(403, "Bad URL signature"),
        Some(expires) if now_ms / 1000 > expires => return refused(403, "URL signature expired"),
        Some(_) => {}
    }
    let preview = asked.part.as_deref() == Some("preview");
    let file = file(&sim.world(), &asset, preview, now_ms);
    match file {
        None => refused(404, "Gone"),
        Some(File::Ready(content_type, body)) => Answer {
            content_type: content_type.into(),
            body,
            ..Answer::empty(200)
        }
        .into_response(),
        Some(File::Drawn(subject)) => match drawn(&sim, subject).await {
            Some(jpeg) => Answer::jpeg(&jpeg).into_response(),
            None => Answer::empty(500).into_response(),
        },
        Some(File::Filmed(subject)) => match drawn(&sim, subject).await {
            Some(jpeg) => {
                let (width, height) = size(&subject);
                Answer {
                    content_type: film::FILM_TYPE.into(),
                    body: film::video(&jpeg, width as u16, height as u16),
                    ..Answer::empty(200)
                }
                .into_response()
            }
            None => Answer::empty(500).into_response(),
        },
    }
}

async fn drawn(sim: &Sim, subject: Subject) -> Option<Bytes> {
    let pictures = sim.pictures.clone();
    tokio::task::spawn_blocking(move || pictures.jpeg(&subject))
        .await
        .ok()
        .flatten()
}

/// What an asset is, as long as its message is there.
fn file(world: &World, asset: &str, preview: bool, now_ms: i64) -> Option<File> {
    let (conversation, place, number) = world.asset_by_id(asset)?;
    let thread = world.thread(conversation);
    let message = thread.messages.get(place as usize)?;
    if !message.exists_at(now_ms) {
        return None;
    }
    let picture = |salt: u32| File::Drawn(scene(world, thread.account, conversation, place, salt));
    if message.content.story.is_some() {
        let story = world.story_answered(&thread, place);
        let shown = || story.map_or_else(|| Some(picture(7)), |story| post_picture(world, story));
        return world.story_lives(&thread, place, now_ms).then(shown).flatten();
    }
    if let Some(post) = message.content.share {
        return post_picture(world, post);
    }
    let attachment: &Attachment = message.content.attachments.get(number)?;
    match (&attachment.file, &attachment.kind) {
        (_, AttachmentKind::Video) if preview => Some(picture(number as u32)),
        (Some(file), _) => Some(File::Ready(file.content_type.clone(), file.bytes.to_vec())),
        (None, AttachmentKind::Image) => Some(picture(number as u32)),
        (None, AttachmentKind::Audio) => Some(File::Ready(
            film::SOUND_TYPE.to_owned(),
            film::voice(conversation.wrapping_add(place)),
        )),
        (None, AttachmentKind::Video) => Some(File::Filmed(scene(
            world,
            thread.account,
            conversation,
            place,
            number as u32,
        ))),
        (None, AttachmentKind::Heart) => Some(File::Drawn(Subject::Heart)),
        (None, AttachmentKind::File | AttachmentKind::Template(_)) => None,
    }
}

/// The picture of a post or story of an account.
fn post_picture(world: &World, post: u32) -> Option<File> {
    let id = world.media_id(post);
    let published = world.published_media(&id).and_then(|media| media.still());
    match published {
        Some(photo) => Some(File::Ready("image/jpeg".to_owned(), photo.jpeg.to_vec())),
        None => Subject::find(world, &id).map(File::Drawn),
    }
}

/// A picture of the brand's world, another one for each message.
pub(crate) fn scene(world: &World, account: u32, conversation: u32, place: u32, salt: u32) -> Subject {
    let ideas = world.accounts[account as usize].brand().posts;
    let dice = conversation
        .wrapping_mul(0x9e37_79b1)
        .wrapping_add(place * 7 + salt * 3)
        .rotate_right(13);
    Subject::Scene {
        motif: ideas[dice as usize % ideas.len()].motif,
        variant: 3 + dice % 5,
        upright: dice.is_multiple_of(2),
    }
}

/// Width and height of a drawn picture.
pub(crate) fn size(subject: &Subject) -> (u32, u32) {
    match subject {
        Subject::Scene { upright: true, .. } => (1080, 1350),
        Subject::Scene { .. } => (1080, 1080),
        _ => (320, 320),
    }
}
