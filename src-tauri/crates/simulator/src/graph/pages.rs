//! Facebook Login's way to the accounts (sheet on login, §2.1): the person, their Pages and businesses, and what they
//! permitted.

use serde_json::{Value, json};

use super::fields::Field;
use super::paging::{Edge, Window};
use super::read::asked;
use super::render::{self, nonexisting, object};
use super::surface::Row;
use super::{Caller, On, Outcome, Refusal};
use crate::fault::Endpoint;
use crate::oauth::{self, FACEBOOK, Scope};
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{Reach, World};

pub(super) const ROWS: &[Row] = &[
    Row::read(On::Person(person), Endpoint::Person).of(FACEBOOK),
    Row::get(On::Person(accounts), "accounts", Endpoint::Pages).of(FACEBOOK),
    Row::get(On::Person(businesses), "businesses", Endpoint::Businesses).of(FACEBOOK),
    Row::get(On::Person(permissions), "permissions", Endpoint::Permissions).of(FACEBOOK),
    Row::delete(
        On::Person(remove_permissions),
        "permissions",
        Endpoint::RemovePermissions,
    )
    .of(FACEBOOK),
    Row::delete(
        On::Person(remove_permissions),
        "permissions/{permission}",
        Endpoint::RemovePermissions,
    )
    .of(FACEBOOK),
    Row::read(On::Page(page), Endpoint::Page).of(FACEBOOK),
    Row::read(On::Business(business), Endpoint::Businesses).of(FACEBOOK),
    Row::get(On::Business(owned_pages), "owned_pages", Endpoint::BusinessPages).of(FACEBOOK),
    Row::get(On::Business(client_pages), "client_pages", Endpoint::BusinessPages).of(FACEBOOK),
];

/// Pages in an answer when no length is asked for.
const USUAL: usize = 25;
const MOST: usize = 100;
/// What a list of Pages tells when no fields are asked for.
const USUAL_FIELDS: [&str; 6] = ["access_token", "category", "category_list", "name", "id", "tasks"];
/// What the person may do on every Page.
const TASKS: [&str; 6] = [
    "ADVERTISE",
    "ANALYZE",
    "CREATE_CONTENT",
    "MESSAGING",
    "MODERATE",
    "MANAGE",
];

fn person(caller: &Caller<'_>) -> Outcome {
    let fields = asked(caller, &["name", "id"])?;
    let id = caller.sim.world().facebook_person_id();
    object(&id, &fields, |field| {
        Ok(match field.name.as_str() {
            "name" => Some(json!("Robin Marsh")),
            "first_name" => Some(json!("Robin")),
            "last_name" => Some(json!("Marsh")),
            "email" => caller.may(Scope::Email).then(|| json!("robin@example.com")),
            "accounts" => {
                let window = Window::nested(field, USUAL, MOST);
                Some(list(caller, Whose::Person, window, Some(&field.fields))?)
            }
            "businesses" => Some(json!({ "data": [name_of_business(&caller.sim.world())] })),
            "permissions" => Some(permissions(caller)?),
            _ => return Err(nonexisting(field)),
        })
    })
}

/// Whose Pages a list has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Person,
    Owned,
    Clients,
}

impl Whose {
    fn edge(self) -> &'static str {
        match self {
            Self::Person => "accounts",
            Self::Owned => "owned_pages",
            Self::Clients => "client_pages",
        }
    }

    fn has(self, reach: Reach) -> bool {
        match self {
            Self::Person => reach != Reach::Business,
            Self::Owned => reach == Reach::Business,
            Self::Clients => reach == Reach::Client,
        }
    }
}

/// `GET /me/accounts`.
fn accounts(caller: &Caller<'_>) -> Outcome {
    list(caller, Whose::Person, Window::asked(caller, USUAL, MOST)?, None)
}

fn owned_pages(caller: &Caller<'_>) -> Outcome {
    caller.needs(Scope::Businesses)?;
    list(caller, Whose::Owned, Window::asked(caller, USUAL, MOST)?, None)
}

fn client_pages(caller: &Caller<'_>) -> Outcome {
    caller.needs(Scope::Businesses)?;
    list(caller, Whose::Clients, Window::asked(caller, USUAL, MOST)?, None)
}

/// A list of Pages; without `pages_show_list` it is empty, not refused.
fn list(caller: &Caller<'_>, whose: Whose, window: Window, inside: Option<&[Field]>) -> Outcome {
    let usual = || USUAL_FIELDS.map(Field::plain).to_vec();
    let fields = match inside {
        Some([]) => usual(),
        Some(fields) => fields.to_vec(),
        None => asked(caller, &USUAL_FIELDS)?,
    };
    let world = caller.sim.world();
    let seen = |page: &u32| match world.account_of_page(*page) {
        Some(account) => caller.grant.accounts.has(account),
        // The Page without an account comes along with the others.
        None => caller.grant.accounts.iter().next().is_some(),
    };
    let pages: Vec<u32> = (0..world.pages())
        .filter(|page| caller.may(Scope::Pages) && seen(page) && whose.has(world.reach(*page)))
        .collect();
    let cut = window.cut_of(&pages, |_| true);
    let data = cut
        .items
        .iter()
        .map(|(_, page)| page_object(caller, &world, *page, &fields))
        .collect::<Result<_, _>>()?;
    let node = match whose {
        Whose::Person => world.facebook_person_id(),
        Whose::Owned | Whose::Clients => world.business_id(),
    };
    let edge = Edge::asked(node, whose.edge(), window).inside(inside);
    Ok(edge.page(caller, &cut, data))
}

/// `GET /{page}`.
fn page(caller: &Caller<'_>, page: u32) -> Outcome {
    let fields = asked(caller, &["name", "id"])?;
    page_object(caller, &caller.sim.world(), page, &fields)
}

fn page_object(caller: &Caller<'_>, world: &World, page: u32, fields: &[Field]) -> Outcome {
    let (category_id, category) = world.page_category(page);
    object(&world.page_id(page), fields, |field| {
        Ok(match field.name.as_str() {
            "name" => Some(json!(world.page_name(page))),
            "category" => Some(json!(category)),
            "category_list" => Some(json!([{ "id": category_id, "name": category }])),
            "tasks" => Some(json!(TASKS)),
            "fan_count" | "followers_count" => Some(json!(world.page_fans(page))),
            "link" => Some(json!(format!("https://www.facebook.com/{}", world.page_id(page)))),
            "access_token" => Some(json!(page_token(caller, page))),
            "instagram_business_account" | "connected_instagram_account" => match world.account_of_page(page) {
                Some(account) if caller.may(Scope::Basic) => Some(linked(caller, world, account, &field.fields)?),
                _ => None,
            },
            _ => return Err(nonexisting(field)),
        })
    })
}

/// The linked account; without fields of its own its id alone.
fn linked(caller: &Caller<'_>, world: &World, account: u32, fields: &[Field]) -> Outcome {
    super::account::object(caller, world, account, fields)
}

/// A Page's own token; the same Page and the same person's token give the same one.
fn page_token(caller: &Caller<'_>, page: u32) -> String {
    let grant = caller.grant.of_page(page);
    let salt = u64::from(grant.scopes.bits()) << 32 | u64::from(page);
    oauth::mint(caller.sim.seed, salt, &grant)
}

fn name_of_business(world: &World) -> Value {
    json!({ "id": world.business_id(), "name": "Marsh & Daughters Retail" })
}

/// `GET /me/businesses`.
fn businesses(caller: &Caller<'_>) -> Outcome {
    caller.needs(Scope::Businesses)?;
    asked(caller, &["id", "name"])?.iter().try_for_each(known_of_business)?;
    Ok(json!({ "data": [name_of_business(&caller.sim.world())] }))
}

fn known_of_business(field: &Field) -> Result<(), Refusal> {
    match field.name.as_str() {
        "id" | "name" => Ok(()),
        _ => Err(nonexisting(field)),
    }
}

fn business(caller: &Caller<'_>) -> Outcome {
    caller.needs(Scope::Businesses)?;
    let fields = asked(caller, &["id", "name"])?;
    let id = caller.sim.world().business_id();
    object(&id, &fields, |field| {
        Ok(match field.name.as_str() {
            "name" => Some(name_of_business(&caller.sim.world())["name"].clone()),
            "owned_pages" => Some(inside_business(caller, Whose::Owned, field)?),
            "client_pages" => Some(inside_business(caller, Whose::Clients, field)?),
            _ => return Err(nonexisting(field)),
        })
    })
}

fn inside_business(caller: &Caller<'_>, whose: Whose, field: &Field) -> Outcome {
    list(caller, whose, Window::nested(field, USUAL, MOST), Some(&field.fields))
}

/// `GET /me/permissions`.
fn permissions(caller: &Caller<'_>) -> Outcome {
    let taken_back = caller.sim.credentials.taken_back();
    Ok(json!({ "data": oauth::permissions(&caller.grant, taken_back) }))
}

/// `DELETE /me/permissions` removes the app, `DELETE /me/permissions/{permission}` takes one back.
fn remove_permissions(caller: &Caller<'_>) -> Outcome {
    let sim = caller.sim;
    let one = caller.call.edge.as_deref().and_then(|edge| edge.split_once('/'));
    let one = one.map(|(_, name)| name).or_else(|| caller.call.get("permission"));
    match one {
        None => sim.credentials.end_logins(),
        Some(name) => {
            let scopes = oauth::parse_scopes(caller.flavour(), name)
                .map_err(|name| Refusal::parameter(format!("(#100) {name} is no permission")))?;
            sim.credentials.take_back(scopes);
        }
    }
    sim.witness.effect(Effect {
        id: sim.world().facebook_person_id(),
        text: one.map(str::to_owned),
        ..Effect::bare(sim.clock.now(), EffectKind::RemovePermissions, Origin::Api)
    });
    Ok(render::success())
}
