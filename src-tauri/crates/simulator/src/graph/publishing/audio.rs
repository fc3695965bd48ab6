//! `GET /ig_audio` and `GET /{audio}` (sheet on publishing, §6.3): sounds that can be laid over a reel, with Facebook Login
//! alone; and `audio_configuration`, which lays one over.
//!
//! The platform gives the address of the sound itself, too. There is nothing to hear here, so it is left out, as the
//! platform leaves it out at times.

use serde_json::{Value, json};

use super::super::Caller;
use super::super::call::Call;
use super::{Refusal, permitted, render};
use crate::fault::Endpoint;
use crate::graph::On;
use crate::graph::surface::{Outcome, Row};
use crate::oauth::FACEBOOK;
use crate::world::{LaidOver, Sound, sounds};

pub(in crate::graph) const AUDIO_ROWS: &[Row] = &[
    Row::get(On::Root(search), "ig_audio", Endpoint::AudioSearch).of(FACEBOOK),
    Row::read(On::Audio(audio), Endpoint::Audio).of(FACEBOOK),
];

/// Loudest a sound can be.
const LOUDEST: i64 = 100;

/// `GET /ig_audio?audio_type=…&user_id=…[&search_query=…]`.
fn search(caller: &Caller<'_>) -> Outcome {
    permitted(caller)?;
    let call = caller.call;
    let music = match given(call, "audio_type")? {
        "music" => true,
        "original_sound" => false,
        _ => {
            return Err(Refusal::parameter(
                "(#100) Param audio_type must be one of {MUSIC, ORIGINAL_SOUND}",
            ));
        }
    };
    let id = given(call, "user_id")?;
    let account = caller.sim.world().account_by_id(id);
    if !account.is_some_and(|account| caller.grant.accounts.has(account)) {
        return Err(Refusal::unknown_object("GET", id));
    }
    let words = call.get("search_query").unwrap_or_default().to_lowercase();
    let fits = |sound: &Sound| {
        let text = format!("{} {}", sound.title, sound.by).to_lowercase();
        sound.is_music == music && words.split_whitespace().all(|word| text.contains(word))
    };
    let found = sounds::every().filter(|(_, sound)| fits(sound));
    let found: Vec<Value> = found
        .map(|(id, sound)| told(caller, &id, sound, "cover_artwork_thumbnail_uri"))
        .collect();
    Ok(json!({ "audio": found }))
}

fn audio(caller: &Caller<'_>, sound: u8) -> Outcome {
    permitted(caller)?;
    let (id, sound) = sounds::by_number(sound).ok_or_else(|| super::super::missing(caller.call))?;
    Ok(told(caller, &id, sound, "cover_artwork_thumbnail_url"))
}

/// A list and a single answer spell the name of the cover differently.
fn told(caller: &Caller<'_>, id: &str, sound: Sound, cover: &str) -> Value {
    let mut told = json!({
        "audio_id": id,
        "title": sound.title,
        "duration_in_ms": sound.duration_ms,
    });
    if sound.is_music {
        told["audio_type"] = json!("music");
        told["display_artist"] = json!(sound.by);
        told[cover] = render::picture(caller, id);
    } else {
        told["audio_type"] = json!("original_sound");
        told["ig_username"] = json!(sound.by);
        told["profile_picture_url"] = render::picture(caller, id);
    }
    told
}

fn given<'a>(call: &'a Call, name: &str) -> Result<&'a str, Refusal> {
    let given = call.get(name).filter(|text| !text.is_empty());
    given.ok_or_else(|| Refusal::parameter(format!("(#100) The parameter {name} is required")))
}

/// `audio_configuration`: the sound, and how loud it and the video are.
pub(super) fn laid_over(text: &str) -> Result<LaidOver, Refusal> {
    let given: Value = serde_json::from_str(text).unwrap_or_default();
    let id = match &given["audio_id"] {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => {
            return Err(Refusal::parameter(
                "(#100) Param audio_configuration must have audio_id",
            ));
        }
    };
    if sounds::by_id(&id).is_none() {
        return Err(Refusal::parameter(
            "(#100) Param audio_configuration[audio_id] is no audio that can be used",
        ));
    }
    let volume = |name: &str| match &given[name] {
        Value::Null => Ok(LOUDEST),
        volume => volume
            .as_i64()
            .filter(|volume| (0..=LOUDEST).contains(volume))
            .ok_or_else(|| {
                Refusal::parameter(format!(
                    "(#100) Param audio_configuration[{name}] must be between 0 and 100"
                ))
            }),
    };
    volume("audio_volume")?;
    Ok(LaidOver {
        audio: id,
        // The video's own sound is mixed in, unless it is turned off.
        is_mixed: volume("video_volume")? > 0,
    })
}
