//! `GET /instagram_oembed` (sheet on discovery, §8.4): the markup that shows a public post elsewhere. It takes no token
//! since May 2026, and tells neither author nor thumbnail since November 2025.

use serde_json::json;
use url::Url;

use super::Refusal;
use crate::fault::Endpoint;
use crate::graph::surface::Row;
use crate::graph::{On, Outcome, Visitor};
use crate::oauth::FACEBOOK;
use crate::windows::Window;
use crate::world::World;

/// Pixels across, as far as they can be asked for.
const WIDTHS: std::ops::RangeInclusive<u32> = 320..=658;
/// Calls without a token.
const ALLOWANCE: Window = Window {
    name: "oembed",
    most: 1_000,
    span_ms: 3_600_000,
};

pub(in crate::graph) const ROWS: &[Row] =
    &[Row::get(On::Open(oembed), "instagram_oembed", Endpoint::Oembed).of(FACEBOOK)];

fn oembed(visitor: &Visitor<'_>) -> Outcome {
    let call = visitor.call;
    let sim = visitor.sim;
    if call.token.is_none() && !sim.windows.take(ALLOWANCE, 0, visitor.now_ms) {
        return Err(Refusal::throttled(4));
    }
    let Some(address) = call.get("url").filter(|text| !text.is_empty()) else {
        return Err(Refusal::parameter("(#100) The parameter url is required"));
    };
    let permalink = {
        let world = sim.world();
        let post = post(&world, address, visitor.now_ms).ok_or_else(unavailable)?;
        world.permalink(post)
    };
    let width = match call.get("maxwidth") {
        None => *WIDTHS.end(),
        Some(text) => match text.parse::<u32>() {
            Ok(width) if WIDTHS.contains(&width) => width,
            _ => return Err(Refusal::parameter("(#100) Param maxwidth must be between 320 and 658")),
        },
    };
    let mut html = format!(
        "<blockquote class=\"instagram-media\" data-instgrm-permalink=\"{permalink}?utm_source=ig_embed\" \
         data-instgrm-version=\"14\" style=\"max-width:{width}px;\"><a href=\"{permalink}?utm_source=ig_embed\" \
         target=\"_blank\">View this post on Instagram</a></blockquote>"
    );
    if !matches!(call.flag("omitscript"), Some(Ok(true))) {
        html.push_str("\n<script async src=\"//platform.instagram.com/en_US/embeds.js\"></script>");
    }
    Ok(json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": "Instagram",
        "provider_url": "https://www.instagram.com/",
        "width": width,
        "html": html,
    }))
}

/// The public post behind an address; stories and broadcasts have none that can be embedded.
fn post(world: &World, address: &str, now_ms: i64) -> Option<u32> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    if !matches!(host, "instagram.com" | "www.instagram.com") {
        return None;
    }
    let mut segments = url.path_segments()?.filter(|segment| !segment.is_empty());
    let kind = segments.next().filter(|kind| matches!(*kind, "p" | "reel" | "tv"));
    let code = kind.and_then(|_| segments.next())?;
    let mut posts = 0..world.posts.len() as u32;
    posts.find(|post| {
        let ephemeral = world.posts[*post as usize].is_ephemeral();
        !ephemeral && world.shortcode(*post) == code && world.post_exists_at(*post, now_ms)
    })
}

/// Not there, private, or limited to an age: the platform does not tell which.
fn unavailable() -> Refusal {
    Refusal::new(400, 24, "(#24) The requested resource does not exist")
}
