//! `GET /{media}/insights`, and `insights.metric(…)` of a media field.

use serde_json::{Value, json};

use super::super::version::Version;
use super::media_metrics::{METRICS, Metric, Product, WITHDRAWN};
use super::{Caller, Item, Parameters, Refusal, breakdown, metrics, not_accepted, permitted, unknown_error};
use crate::graph::fields::Field;
use crate::graph::read;
use crate::oauth::Flavour;
use crate::world::{MediaKind, PostFigures, World};

/// A post has no numbers in its first minutes.
const FIRST_NUMBERS_MS: i64 = 5 * 60_000;
/// The platform keeps a post's numbers so long.
const KEPT_MS: i64 = 730 * 24 * 3_600_000;
/// Fewer viewers of a story are not told.
const FEWEST_VIEWERS: u64 = 5;
/// The day `impressions` ended: older posts keep them in versions before 22 (milliseconds since 1970, 2024-07-02).
const IMPRESSIONS_UNTIL_MS: i64 = 1_719_878_400_000;

/// Names of what visitors of a profile do, in the order of [`PostFigures::actions`].
const ACTIONS: [&str; 6] = ["bio_link_clicked", "call", "direction", "email", "other", "text"];
/// Names of the ways out of a story, in the order of [`PostFigures::navigation`].
const NAVIGATION: [&str; 4] = ["tap_forward", "tap_back", "tap_exit", "swipe_forward"];

pub(super) fn media(caller: &Caller<'_>, post: u32) -> Result<Value, Refusal> {
    let fields = read::asked(caller, &[])?;
    of_media(
        caller,
        &caller.sim.world(),
        post,
        Parameters::Call(caller.call),
        &fields,
    )
}

/// Pictures of an album have none of their own.
pub(super) fn slide(caller: &Caller<'_>, _post: u32, _slide: u8) -> Result<Value, Refusal> {
    permitted(caller)?;
    Err(Refusal::parameter(
        "(#100) Insights are not available for media inside an album",
    ))
}

/// The insights of a post, wherever they were asked for.
pub(in crate::graph) fn of_media(
    caller: &Caller<'_>,
    world: &World,
    post: u32,
    parameters: Parameters<'_>,
    fields: &[Field],
) -> Result<Value, Refusal> {
    permitted(caller)?;
    let it = &world.posts[post as usize];
    if it.came_ms() < world.accounts[it.account as usize].professional_ms {
        return Err(before_professional());
    }
    let product = product(it.kind);
    let asked = wanted(caller, world, post, parameters, product)?;
    let dimension = dimension(parameters, &asked)?;
    let age_ms = caller.as_of - it.came_ms();
    let figures = world.figures(post, caller.as_of);
    if product == Product::Story && figures.reach < FEWEST_VIEWERS {
        return Err(Refusal::new(
            400,
            10,
            "(#10) Not enough viewers for the media to show insights",
        ));
    }
    if !(FIRST_NUMBERS_MS..KEPT_MS).contains(&age_ms) {
        return Ok(json!({ "data": [] }));
    }
    let id = world.media_id(post);
    let data: Vec<Value> = asked
        .iter()
        .map(|asked| item(asked, &figures, post, dimension)?.render(&id, fields))
        .collect::<Result<_, _>>()?;
    Ok(json!({ "data": data }))
}

fn product(kind: MediaKind) -> Product {
    match kind {
        MediaKind::Reel => Product::Reels,
        MediaKind::Story(_) => Product::Story,
        MediaKind::Live(_) => Product::Live,
        MediaKind::Image | MediaKind::Album(_) => Product::Feed,
    }
}

/// A metric to tell; the one that survives in old versions has no row in the table.
enum Asked {
    Metric(&'static Metric),
    Impressions,
}

/// The metrics asked for. One that does not suit fails the call.
fn wanted(
    caller: &Caller<'_>,
    world: &World,
    post: u32,
    parameters: Parameters<'_>,
    product: Product,
) -> Result<Vec<Asked>, Refusal> {
    let facebook = caller.flavour() == Flavour::FacebookLogin;
    let suits = |metric: &&Metric| metric.products.contains(&product) && (facebook || !metric.facebook_only);
    let accepted: Vec<&str> = METRICS.iter().filter(suits).map(|metric| metric.name).collect();
    let mut wanted = Vec::new();
    for (place, name) in metrics(parameters)?.into_iter().enumerate() {
        let metric = METRICS.iter().filter(suits).find(|metric| metric.name == name);
        wanted.push(match metric {
            Some(metric) => Asked::Metric(metric),
            None if name == "impressions" && keeps_impressions(caller, world, post, product) => Asked::Impressions,
            None if name == "impressions" || WITHDRAWN.contains(&name.as_str()) => return Err(withdrawn(&name)),
            None => return Err(not_accepted(place, &accepted)),
        });
    }
    Ok(wanted)
}

fn keeps_impressions(caller: &Caller<'_>, world: &World, post: u32, product: Product) -> bool {
    let old = world.posts[post as usize].came_ms() < IMPRESSIONS_UNTIL_MS;
    old && product != Product::Reels && caller.call.version < Version::WITHOUT_IMPRESSIONS
}

fn withdrawn(name: &str) -> Refusal {
    Refusal::parameter(format!(
        "(#100) Starting from version v22.0 and above, the {name} metric is no longer supported for the queried media."
    ))
}

fn before_professional() -> Refusal {
    Refusal {
        for_people: Some((
            "Media posted before business account conversion".to_owned(),
            "The media was posted before the account was converted to a business account.".to_owned(),
        )),
        ..Refusal::parameter("Invalid parameter").sub(2_108_006)
    }
}

/// The dimension to break down along, when every metric has it.
fn dimension(parameters: Parameters<'_>, asked: &[Asked]) -> Result<Option<&'static str>, Refusal> {
    let Some(given) = parameters.get("breakdown") else {
        return Ok(None);
    };
    let mut dimension = None;
    for asked in asked {
        match asked {
            Asked::Metric(Metric {
                breakdown: Some(own), ..
            }) if *own == given => dimension = Some(*own),
            _ => return Err(unknown_error()),
        }
    }
    Ok(dimension)
}

fn item(asked: &Asked, figures: &PostFigures, post: u32, dimension: Option<&'static str>) -> Result<Item, Refusal> {
    let (name, title, description, value) = match asked {
        Asked::Metric(metric) => (
            metric.name,
            metric.title,
            metric.description,
            (metric.value)(figures).ok_or_else(not_cross_posted)?,
        ),
        Asked::Impressions => (
            "impressions",
            "Impressions",
            "The number of times this has been seen.",
            json!(figures.views),
        ),
    };
    let broken = dimension.map(|dimension| {
        let rows: Vec<(Vec<&str>, u64)> = match dimension {
            "action_type" => rows(&ACTIONS, &figures.actions),
            _ => rows(&NAVIGATION, &figures.navigation),
        };
        json!({ "value": value, "breakdowns": breakdown::table(&[dimension], rows.into_iter()) })
    });
    // With a breakdown some answers have both shapes, some have the new one only.
    let values = (broken.is_none() || post.is_multiple_of(3)).then(|| json!([{ "value": value }]));
    Ok(Item {
        name,
        period: "lifetime",
        title,
        description,
        values,
        total_value: broken,
    })
}

fn rows<'a>(names: &[&'a str], numbers: &[u64]) -> Vec<(Vec<&'a str>, u64)> {
    let rows = names.iter().zip(numbers);
    rows.map(|(name, number)| (vec![*name], *number)).collect()
}

fn not_cross_posted() -> Refusal {
    Refusal::parameter("(#100) The media is not shared to Facebook, so it has no views there")
}
