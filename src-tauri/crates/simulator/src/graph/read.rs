//! Reading: objects and lists.

use serde_json::{Map, Value};

use super::fields::{self, Field};
use super::paging::{self, Page};
use super::render;
use super::{Caller, Refusal};
use crate::world::{MediaKind, World};

/// A list's length when none is asked for.
const USUAL: usize = 25;
/// Most comments one answer holds.
pub(super) const MOST_COMMENTS: usize = 50;
/// Most posts one answer holds.
const MOST_MEDIA: usize = 100;

pub(super) fn asked(caller: &Caller<'_>, usual: &[&str]) -> Result<Vec<Field>, Refusal> {
    match caller.call.get("fields").filter(|text| !text.trim().is_empty()) {
        None => Ok(usual.iter().map(|name| Field::plain(name)).collect()),
        Some(text) => fields::parse(text).map_err(|rest| {
            Refusal::new(
                400,
                2500,
                format!("Syntax error \"Expected end of string instead of \"{rest}\".\" in the fields parameter"),
            )
        }),
    }
}

fn limit(caller: &Caller<'_>, most: usize) -> Result<usize, Refusal> {
    match caller.call.get("limit") {
        None => Ok(USUAL),
        Some(text) => match text.parse::<usize>() {
            Ok(limit) if limit > 0 => Ok(limit.min(most)),
            _ => Err(Refusal::parameter("(#100) Param limit must be a positive integer")),
        },
    }
}

fn after(caller: &Caller<'_>) -> Result<Option<u32>, Refusal> {
    if caller.call.get("before").is_some() {
        return Err(Refusal::parameter(
            "(#100) The simulator pages forward only: before is not supported",
        ));
    }
    match caller.call.get("after").filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => match paging::place(text) {
            Some(place) => Ok(Some(place)),
            None => Err(Refusal::parameter("(#100) Invalid cursor")),
        },
    }
}

/// The address of the page after a cursor. An edge inside another object goes on with its own fields and length.
fn next(caller: &Caller<'_>, path: &str, inside: Option<(&[Field], usize)>, cursor: &str) -> String {
    let address = caller.sim.address(path);
    match inside {
        None => paging::next_address(&address, &caller.call.parameters, caller.token, cursor),
        Some((fields, limit)) => {
            let own = [
                ("fields".to_owned(), fields::write(fields)),
                ("limit".to_owned(), limit.to_string()),
            ];
            paging::next_address(&address, &own, caller.token, cursor)
        }
    }
}

pub(super) fn account(caller: &Caller<'_>, account: u32) -> Result<Value, Refusal> {
    let fields = asked(caller, &["id"])?;
    render::account(caller, &caller.sim.world(), account, &fields)
}

pub(super) fn media(caller: &Caller<'_>, post: u32) -> Result<Value, Refusal> {
    let fields = asked(caller, &["id"])?;
    render::media(caller, &caller.sim.world(), post, &fields)
}

pub(super) fn slide(caller: &Caller<'_>, post: u32, slide: u8) -> Result<Value, Refusal> {
    let fields = asked(caller, &["id"])?;
    render::slide(caller, &caller.sim.world(), post, slide, &fields)
}

pub(super) fn children(caller: &Caller<'_>, post: u32) -> Result<Value, Refusal> {
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

pub(super) fn media_list(caller: &Caller<'_>, account: u32) -> Result<Value, Refusal> {
    let fields = asked(caller, &["id"])?;
    let limit = limit(caller, MOST_MEDIA)?;
    let after = after(caller)?;
    let world = caller.sim.world();
    let mut posts = world.posts_at(account, i64::MAX);
    if let Some(after) = after {
        // Walks past the cursor's post; a cursor of another account leaves nothing.
        let _ = posts.by_ref().find(|post| *post == after);
    }
    let mut shown = posts.filter(|post| world.post_exists_at(*post, caller.as_of));
    let page: Vec<u32> = shown.by_ref().take(limit).collect();
    let more = shown.next().is_some();
    let data: Vec<Value> = page
        .iter()
        .map(|post| render::media(caller, &world, *post, &fields))
        .collect::<Result<_, _>>()?;
    let page = Page {
        first: page.first().copied(),
        last: page.last().copied(),
        more,
        shape: 0,
        continued: after.is_some(),
    };
    Ok(paging::assemble(data, &page, |cursor| {
        next(caller, &caller.call.path, None, cursor)
    }))
}

pub(super) fn comments(caller: &Caller<'_>, post: u32) -> Result<Value, Refusal> {
    let fields = asked(caller, &["id", "text", "timestamp"])?;
    let limit = limit(caller, MOST_COMMENTS)?;
    let after = after(caller)?;
    comments_page(caller, &caller.sim.world(), post, &fields, limit, after)
}

/// A page of top-level comments, newest first. A cursor is the place of its last comment in the post's list, which
/// only ever grows at its end, so new comments do not move a walk that is under way.
pub(super) fn comments_page(
    caller: &Caller<'_>,
    world: &World,
    post: u32,
    fields: &[Field],
    limit: usize,
    after: Option<u32>,
) -> Result<Value, Refusal> {
    let tops = &world.posts[post as usize].tops;
    let end = after.map_or(tops.len(), |place| (place as usize).min(tops.len()));
    let mut shown = tops[..end]
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, comment)| world.exists_at(**comment, caller.as_of))
        .map(|(place, comment)| (place as u32, *comment));
    let page: Vec<(u32, u32)> = shown.by_ref().take(limit).collect();
    let more = shown.next().is_some();
    let data = page
        .iter()
        .map(|(_, comment)| render::comment(caller, world, *comment, fields))
        .collect::<Result<_, _>>()?;
    let page = Page {
        first: page.first().map(|(place, _)| *place),
        last: page.last().map(|(place, _)| *place),
        more,
        shape: post,
        continued: after.is_some(),
    };
    let path = format!("/{}/{}/comments", caller.call.version, world.media_id(post));
    let inside = (path != caller.call.path).then_some((fields, limit));
    Ok(paging::assemble(data, &page, |cursor| {
        next(caller, &path, inside, cursor)
    }))
}

pub(super) fn comment(caller: &Caller<'_>, comment: u32) -> Result<Value, Refusal> {
    let fields = asked(caller, &["id", "text", "timestamp"])?;
    render::comment(caller, &caller.sim.world(), comment, &fields)
}

pub(super) fn replies(caller: &Caller<'_>, comment: u32) -> Result<Value, Refusal> {
    let fields = asked(caller, &["id", "text", "timestamp"])?;
    let limit = limit(caller, MOST_COMMENTS)?;
    let after = after(caller)?;
    replies_page(caller, &caller.sim.world(), comment, &fields, limit, after)
}

/// A page of replies, oldest first. A cursor is the last reply itself.
pub(super) fn replies_page(
    caller: &Caller<'_>,
    world: &World,
    comment: u32,
    fields: &[Field],
    limit: usize,
    after: Option<u32>,
) -> Result<Value, Refusal> {
    let mut chain = world.replies(comment);
    if let Some(after) = after {
        // Walks past the cursor's reply; a cursor of another thread leaves nothing.
        let _ = chain.by_ref().find(|reply| *reply == after);
    }
    let mut shown = chain.filter(|reply| world.exists_at(*reply, caller.as_of));
    let page: Vec<u32> = shown.by_ref().take(limit).collect();
    let more = shown.next().is_some();
    let data = page
        .iter()
        .map(|reply| render::comment(caller, world, *reply, fields))
        .collect::<Result<_, _>>()?;
    let page = Page {
        first: page.first().copied(),
        last: page.last().copied(),
        more,
        shape: comment,
        continued: after.is_some(),
    };
    let path = format!("/{}/{}/replies", caller.call.version, world.comment_id(comment));
    let inside = (path != caller.call.path).then_some((fields, limit));
    Ok(paging::assemble(data, &page, |cursor| {
        next(caller, &path, inside, cursor)
    }))
}
