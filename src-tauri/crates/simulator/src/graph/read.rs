//! Reading: posts, their slides, comments and replies, and the lists of them.

use serde_json::{Map, Value};

use super::fields::{self, Field};
use super::paging::{Cut, Edge, Window};
use super::surface::Row;
use super::{Caller, On, Outcome, Refusal, instant, render};
use crate::fault::Endpoint;
use crate::oauth::Scope;
use crate::world::{MediaKind, World};

pub(super) const ROWS: &[Row] = &[
    Row::get(On::Account(media_list), "media", Endpoint::Media),
    Row::get(On::Account(stories), "stories", Endpoint::Stories),
    Row::read(On::Post(media), Endpoint::Media),
    Row::read(On::Slide(slide), Endpoint::Media),
    Row::get(On::Post(children), "children", Endpoint::Media),
    Row::get(On::Post(comments), "comments", Endpoint::Comments),
    Row::read(On::Comment(comment), Endpoint::Comment),
    Row::get(On::Comment(replies), "replies", Endpoint::Replies),
];

/// A list's length when none is asked for.
pub(super) const USUAL: usize = 25;
/// Most comments one answer holds.
pub(super) const MOST_COMMENTS: usize = 50;
/// Most posts one answer holds.
pub(super) const MOST_MEDIA: usize = 100;
/// Most posts of an account that can be listed.
const MOST_LISTED: usize = 10_000;
const OF_COMMENT: [&str; 3] = ["id", "text", "timestamp"];

/// The fields a call asks for, or the usual ones.
pub(super) fn asked(caller: &Caller<'_>, usual: &[&str]) -> Result<Vec<Field>, Refusal> {
    match caller.call.get("fields").filter(|text| !text.trim().is_empty()) {
        None => Ok(usual.iter().map(|name| Field::plain(name)).collect()),
        Some(text) => fields::parse(text).map_err(|rest| {
            let message =
                format!("Syntax error \"Expected end of string instead of \"{rest}\".\" in the fields parameter");
            Refusal::new(400, 2500, message)
        }),
    }
}

/// The fields of an edge inside another object, or the usual ones.
pub(super) fn or_usual(fields: &[Field], usual: &[&str]) -> Vec<Field> {
    if fields.is_empty() {
        usual.iter().map(|name| Field::plain(name)).collect()
    } else {
        fields.to_vec()
    }
}

fn media(caller: &Caller<'_>, post: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let fields = asked(caller, &["id"])?;
    render::media(caller, &caller.sim.world(), post, &fields)
}

fn slide(caller: &Caller<'_>, post: u32, slide: u8) -> Outcome {
    caller.needs(Scope::Basic)?;
    let fields = asked(caller, &["id"])?;
    render::slide(caller, &caller.sim.world(), post, slide, &fields)
}

fn children(caller: &Caller<'_>, post: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let fields = asked(caller, &["id"])?;
    let world = caller.sim.world();
    match world.posts[post as usize].kind {
        MediaKind::Album(_) => render::children(caller, &world, post, &fields),
        _ => Ok(Value::Object(Map::from_iter([(
            "data".to_owned(),
            Value::Array(Vec::new()),
        )]))),
    }
}

fn media_list(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let window = Window::asked(caller, USUAL, MOST_MEDIA)?;
    media_page(caller, &caller.sim.world(), account, window, None)
}

/// A page of posts, newest first. `inside` has the fields when the list stands inside the account.
pub(super) fn media_page(
    caller: &Caller<'_>,
    world: &World,
    account: u32,
    window: Window,
    inside: Option<&[Field]>,
) -> Outcome {
    let fields = match inside {
        Some(fields) => or_usual(fields, &["id"]),
        None => asked(caller, &["id"])?,
    };
    let (since, until) = match inside {
        Some(_) => (None, None),
        None => (time(caller, "since")?, time(caller, "until")?),
    };
    let shown = |post: u32| {
        let at = i64::from(world.posts[post as usize].at);
        let within = since.is_none_or(|since| at >= since) && until.is_none_or(|until| at <= until);
        within && world.post_exists_at(post, caller.as_of)
    };
    let posts: Vec<u32> = world.posts_at(account, i64::MAX).take(MOST_LISTED).collect();
    let cut = window.cut_of(&posts, shown);
    let data = cut
        .items
        .iter()
        .map(|(_, post)| render::media(caller, world, *post, &fields))
        .collect::<Result<_, _>>()?;
    let edge = Edge::asked(world.account_id(account), "media", window).inside(inside);
    Ok(edge.page(caller, &cut, data))
}

fn stories(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let window = Window::asked(caller, USUAL, MOST_MEDIA)?;
    stories_page(caller, &caller.sim.world(), account, window, None)
}

/// A page of live stories, newest first.
pub(super) fn stories_page(
    caller: &Caller<'_>,
    world: &World,
    account: u32,
    window: Window,
    inside: Option<&[Field]>,
) -> Outcome {
    let fields = match inside {
        Some(fields) => or_usual(fields, &["id"]),
        None => asked(caller, &["id"])?,
    };
    let stories: Vec<u32> = world.stories_at(account, caller.as_of).collect();
    let cut = window.cut_of(&stories, |_| true);
    let data = cut
        .items
        .iter()
        .map(|(_, story)| render::media(caller, world, *story, &fields))
        .collect::<Result<_, _>>()?;
    let edge = Edge::asked(world.account_id(account), "stories", window).inside(inside);
    Ok(edge.page(caller, &cut, data))
}

/// A parameter that is an instant; in seconds since 1970.
fn time(caller: &Caller<'_>, name: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = caller.call.get(name).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match instant::seconds(text, caller.now_ms) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(Refusal::parameter(format!("(#100) Param {name} must be a time"))),
    }
}

fn comments(caller: &Caller<'_>, post: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let window = Window::asked(caller, USUAL, MOST_COMMENTS)?;
    comments_page(caller, &caller.sim.world(), post, window, None)
}

/// A page of top-level comments, newest first. A cursor is the place of its comment in the post's list, which only ever
/// grows at its end, so new comments do not move a walk that is under way.
pub(super) fn comments_page(
    caller: &Caller<'_>,
    world: &World,
    post: u32,
    window: Window,
    inside: Option<&[Field]>,
) -> Outcome {
    let tops = &world.posts[post as usize].tops;
    let there = |(_, comment): &(u32, u32)| world.exists_at(*comment, caller.as_of);
    let placed = |range: std::ops::Range<usize>| {
        let from = range.start;
        let listed = tops[range].iter().enumerate();
        listed.map(move |(place, comment)| ((from + place) as u32, *comment))
    };
    let end = |place: u32| (place as usize).min(tops.len());
    let cut = window.cut(
        |after| placed(0..after.map_or(tops.len(), end)).rev().filter(there),
        |before| placed((end(before) + 1).min(tops.len())..tops.len()).filter(there),
    );
    let edge = Edge::asked(world.media_id(post), "comments", window).inside(inside);
    comment_list(caller, world, &cut, Edge { shape: post, ..edge })
}

fn comment(caller: &Caller<'_>, comment: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let fields = asked(caller, &OF_COMMENT)?;
    render::comment(caller, &caller.sim.world(), comment, &fields)
}

fn replies(caller: &Caller<'_>, comment: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let window = Window::asked(caller, USUAL, MOST_COMMENTS)?;
    replies_page(caller, &caller.sim.world(), comment, window, None)
}

/// A page of replies, oldest first. A cursor is a reply itself.
pub(super) fn replies_page(
    caller: &Caller<'_>,
    world: &World,
    comment: u32,
    window: Window,
    inside: Option<&[Field]>,
) -> Outcome {
    let chain: Vec<u32> = world.replies(comment).collect();
    let cut = window.cut_of(&chain, |reply| world.exists_at(reply, caller.as_of));
    let edge = Edge::asked(world.comment_id(comment), "replies", window).inside(inside);
    comment_list(caller, world, &cut, Edge { shape: comment, ..edge })
}

fn comment_list(caller: &Caller<'_>, world: &World, cut: &Cut, edge: Edge<'_>) -> Outcome {
    let fields = match edge.inside {
        Some(fields) => or_usual(fields, &OF_COMMENT),
        None => asked(caller, &OF_COMMENT)?,
    };
    let data = cut
        .items
        .iter()
        .map(|(_, comment)| render::comment(caller, world, *comment, &fields))
        .collect::<Result<_, _>>()?;
    Ok(edge.page(caller, cut, data))
}
