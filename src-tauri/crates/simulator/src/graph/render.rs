//! Objects as JSON, field by field. An unknown field refuses the whole call, an absent value leaves its field out.

use serde_json::{Map, Value, json};

use super::fields::Field;
use super::paging::Window;
use super::read::{self, MOST_COMMENTS};
use super::{Caller, Refusal, insights, others};
use crate::oauth::{Flavour, Scope};
use crate::world::{Media, MediaKind, Medium, Post, World};

/// How long a picture's address works: five days.
const PICTURE_MS: i64 = 5 * 24 * 3_600_000;

pub(super) fn nonexisting(field: &Field) -> Refusal {
    Refusal::parameter(format!("(#100) Tried accessing nonexisting field ({})", field.name))
}

/// The platform's way to write an instant: no colon in the offset.
pub(super) fn instant(seconds: u32) -> Value {
    let written =
        jiff::Timestamp::from_second(i64::from(seconds)).map(|at| at.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string());
    written.map_or(Value::Null, Value::String)
}

/// The answer of a write that has nothing to say.
pub(super) fn success() -> Value {
    json!({ "success": true })
}

pub(super) fn picture(caller: &Caller<'_>, id: &str) -> Value {
    let expires = (caller.now_ms + PICTURE_MS) / 1000;
    json!(caller.address(&format!("/cdn/{id}.jpg?stp=dst-jpg&oe={expires:X}")))
}

/// The address of a video that was published.
fn video(caller: &Caller<'_>, id: &str) -> Value {
    let expires = (caller.now_ms + PICTURE_MS) / 1000;
    json!(caller.address(&format!("/cdn/{id}.mp4?oe={expires:X}")))
}

/// Fills an object: `value` gives a field's value, `None` when it is absent, or refuses.
pub(super) fn object(
    id: &str,
    fields: &[Field],
    mut value: impl FnMut(&Field) -> Result<Option<Value>, Refusal>,
) -> Result<Value, Refusal> {
    let mut map = Map::new();
    map.insert("id".to_owned(), json!(id));
    for field in fields.iter().filter(|field| field.name != "id") {
        if let Some(value) = value(field)? {
            map.insert(field.key().to_owned(), value);
        }
    }
    Ok(Value::Object(map))
}

pub(super) fn media(caller: &Caller<'_>, world: &World, post: u32, fields: &[Field]) -> Result<Value, Refusal> {
    let it = &world.posts[post as usize];
    let id = world.media_id(post);
    object(&id, fields, |field| {
        Ok(match field.name.as_str() {
            "caption" => Some(world.caption(post))
                .filter(|caption| !caption.is_empty())
                .map(|caption| json!(caption)),
            "media_type" => Some(json!(match it.kind {
                MediaKind::Image | MediaKind::Story(Medium::Picture) => "IMAGE",
                MediaKind::Reel | MediaKind::Story(Medium::Video) => "VIDEO",
                MediaKind::Album(_) => "CAROUSEL_ALBUM",
                MediaKind::Live(_) => "BROADCAST",
            })),
            "media_product_type" => Some(json!(it.product_type())),
            // What is on the air has no address to show it at, let alone to keep.
            "media_url" | "permalink" | "shortcode" if it.is_live() => None,
            "media_url" => media_url(caller, it, 0, &id),
            "thumbnail_url" => it.is_video().then(|| picture(caller, &id)),
            "permalink" => Some(json!(world.permalink(post))),
            "shortcode" => Some(json!(world.shortcode(post))),
            "timestamp" => Some(instant(it.at)),
            "username" => Some(json!(world.accounts[it.account as usize].username)),
            "owner" => Some(json!({ "id": world.account_id(it.account) })),
            "like_count" => Some(json!(world.likes_at(post, caller.as_of) + world.likes_since_start(&id))),
            "comments_count" => Some(json!(world.count_at(post, caller.as_of))),
            "is_comment_enabled" => Some(json!(world.enabled_at(post, caller.as_of))),
            "is_shared_to_feed" => (it.kind == MediaKind::Reel).then(|| json!(it.is_shared_to_feed())),
            // Reels from before the start have licensed music.
            "media_audio_type" => it.is_video().then(|| match it.published {
                Some(_) => json!("ORIGINAL_SOUND"),
                None => json!("MUSIC"),
            }),
            "is_ai_generated" => Some(json!(it.settings().is_some_and(|settings| settings.ai_generated))),
            // An album's texts are on its slides.
            "alt_text" if it.kind == MediaKind::Image => alt_text(world, post, 0),
            "alt_text" => None,
            "children" => match it.kind {
                MediaKind::Album(_) => Some(children(caller, world, post, &field.fields)?),
                _ => None,
            },
            "insights" => {
                let parameters = insights::Parameters::Field(field);
                Some(insights::of_media(caller, world, post, parameters, &field.fields)?)
            }
            "comments" => {
                let window = Window::nested(field, MOST_COMMENTS, MOST_COMMENTS);
                Some(read::comments_page(caller, world, post, window, Some(&field.fields))?)
            }
            "ig_id" => Some(ig_id(&id, post)),
            "legacy_instagram_media_id" => Some(json!(legacy_id(&id))),
            "copyright_check_information" => Some(copyright(it)),
            _ if caller.flavour() == Flavour::FacebookLogin => return facebook_only(caller, world, post, field),
            _ => return Err(nonexisting(field)),
        })
    })
}

/// Where a picture or video is. The platform keeps videos back that have somebody else's work in them.
fn media_url(caller: &Caller<'_>, it: &Post, slide: usize, id: &str) -> Option<Value> {
    let taken = it.settings().is_some_and(|settings| settings.copyrighted);
    match it.media(slide) {
        Some(Media::Video { .. }) => (!taken).then(|| video(caller, id)),
        Some(Media::Picture(_)) => Some(picture(caller, id)),
        None => (!it.is_video()).then(|| picture(caller, id)),
    }
}

fn copyright(it: &Post) -> Value {
    let taken = it.settings().is_some_and(|settings| settings.copyrighted);
    let matches = if taken {
        json!([{
            "content_title": "A song",
            "author": "Somebody else",
            "owner_copyright_policy": {
                "name": "A label",
                "actions": [{ "action": "BLOCK", "geos": ["Norway", "Sweden"] }, { "action": "MUTE" }],
            },
            "matched_segments": [
                { "start_time_in_seconds": 0.5, "duration_in_seconds": 2.5, "segment_type": "AUDIO" },
            ],
        }])
    } else {
        json!([])
    };
    json!({ "status": { "status": "completed", "matches_found": taken }, "copyright_matches": matches })
}

/// The id of times before the platform.
fn legacy_id(id: &str) -> String {
    let backwards: String = id.chars().rev().collect();
    format!("2{backwards}")
}

/// The same as text of every other post and as a number of the rest (list of quirks, 16).
fn ig_id(id: &str, post: u32) -> Value {
    let legacy = legacy_id(id);
    match legacy.parse::<u64>() {
        Ok(number) if post % 2 == 1 => json!(number),
        _ => json!(legacy),
    }
}

/// What Facebook Login alone tells of a post (sheet on media, §4.2).
fn facebook_only(caller: &Caller<'_>, world: &World, post: u32, field: &Field) -> Result<Option<Value>, Refusal> {
    let figures = world.figures(post, caller.as_of);
    Ok(match field.name.as_str() {
        "reposts_count" => Some(json!(figures.reposts)),
        "saved_count" => Some(json!(figures.saved)),
        "shares_count" => Some(json!(figures.shares)),
        "total_like_count" => Some(json!(figures.all_likes())),
        "total_comments_count" => Some(json!(figures.all_comments())),
        "total_views_count" => Some(json!(figures.all_views())),
        "collaborators" => Some(others::collaborators_of(world, post)),
        "boost_ads_list" => Some(json!([])),
        "boost_eligibility_info" => Some(json!({ "eligible_to_boost": true })),
        _ => return Err(nonexisting(field)),
    })
}

pub(super) fn children(caller: &Caller<'_>, world: &World, post: u32, fields: &[Field]) -> Result<Value, Refusal> {
    let slides = match world.posts[post as usize].kind {
        MediaKind::Album(slides) => slides,
        _ => 0,
    };
    let data: Vec<Value> = (0..slides)
        .map(|slide| self::slide(caller, world, post, slide, fields))
        .collect::<Result<_, _>>()?;
    Ok(json!({ "data": data }))
}

pub(super) fn slide(
    caller: &Caller<'_>,
    world: &World,
    post: u32,
    slide: u8,
    fields: &[Field],
) -> Result<Value, Refusal> {
    let it = &world.posts[post as usize];
    let id = world.slide_id(post, slide);
    let video = it
        .media(usize::from(slide))
        .is_some_and(|media| media.video().is_some());
    object(&id, fields, |field| {
        Ok(match field.name.as_str() {
            "media_type" => Some(json!(if video { "VIDEO" } else { "IMAGE" })),
            "media_url" => media_url(caller, it, usize::from(slide), &id),
            "thumbnail_url" => video.then(|| picture(caller, &id)),
            "timestamp" => Some(instant(it.at)),
            "username" => Some(json!(world.accounts[it.account as usize].username)),
            "alt_text" => alt_text(world, post, slide),
            "ig_id" => Some(ig_id(&id, post)),
            // Known fields that slides have no value for.
            "caption" | "permalink" | "shortcode" | "comments_count" | "like_count" | "is_comment_enabled"
            | "media_product_type" | "owner" | "children" | "comments" | "is_ai_generated" => None,
            _ => return Err(nonexisting(field)),
        })
    })
}

/// The alternative text of a picture that was published with one.
fn alt_text(world: &World, post: u32, slide: u8) -> Option<Value> {
    let published = world.posts[post as usize].published.as_ref()?;
    let text = published.slides.get(usize::from(slide))?.alt_text.as_ref()?;
    Some(json!(text))
}

pub(super) fn comment(caller: &Caller<'_>, world: &World, comment: u32, fields: &[Field]) -> Result<Value, Refusal> {
    let it = world.comment(comment, caller.as_of);
    // Without the comment permission the platform keeps the author's name back.
    let named = caller.may(Scope::Comments) && !it.nameless;
    object(&it.id, fields, |field| {
        Ok(match field.name.as_str() {
            "text" => it.text.clone().map(Value::String),
            "timestamp" => Some(instant(it.at)),
            "username" => named.then(|| json!(it.username)),
            "from" => named.then(|| json!({ "id": it.person, "username": it.username })),
            "user" => (named && it.ours).then(|| json!({ "id": it.person })),
            "hidden" => Some(json!(it.hidden)),
            "like_count" => Some(json!(it.likes)),
            "parent_id" => it.parent.map(|parent| json!(world.comment_id(parent))),
            "legacy_instagram_comment_id" => None,
            "media" => Some(comment_media(caller, world, it.post, &field.fields)?),
            "replies" if it.parent.is_none() => {
                let window = Window::nested(field, read::USUAL, MOST_COMMENTS);
                let page = read::replies_page(caller, world, comment, window, Some(&field.fields))?;
                let empty = page["data"].as_array().is_none_or(Vec::is_empty);
                (!empty).then_some(page)
            }
            "replies" => None,
            _ => return Err(nonexisting(field)),
        })
    })
}

fn comment_media(caller: &Caller<'_>, world: &World, post: u32, fields: &[Field]) -> Result<Value, Refusal> {
    let known = |field: &&Field| !matches!(field.name.as_str(), "id" | "media_product_type");
    if let Some(field) = fields.iter().find(known) {
        return Err(nonexisting(field));
    }
    media(caller, world, post, fields)
}
