//! Facebook Login's token calls: code → user token, short → long, and what a token is (sheet on login, §2.1).

use std::sync::PoisonError;

use serde_json::{Map, Value, json};

use super::credentials::grant_of;
use super::dialog::DATA_ACCESS_MS;
use super::flavour::{FACEBOOK, Flavour};
use super::grant::{Grant, Holder, LONG_S, SHORT_MS};
use super::scope::{self, Scopes};
use crate::answer::Refusal;
use crate::fault::Endpoint;
use crate::graph::{On, Outcome, Row, Visitor};
use crate::server::{APP_ID, APP_SECRET};
use crate::world::World;

pub(crate) const ROWS: &[Row] = &[
    Row::get(On::Open(token), "oauth/access_token", Endpoint::FacebookToken).of(FACEBOOK),
    Row::post(On::Open(token), "oauth/access_token", Endpoint::FacebookToken).of(FACEBOOK),
    Row::get(On::Open(debug), "debug_token", Endpoint::DebugToken).of(FACEBOOK),
];

/// The app's own token, as `debug_token` and the app's tools take it.
fn app_token() -> String {
    format!("{APP_ID}|{APP_SECRET}")
}

fn required<'a>(visitor: &'a Visitor<'_>, name: &str) -> Result<&'a str, Refusal> {
    let given = visitor.call.get(name).filter(|text| !text.is_empty());
    given.ok_or_else(|| Refusal::parameter(format!("(#100) The parameter {name} is required.")))
}

/// `GET /oauth/access_token`: with a code, or with `grant_type=fb_exchange_token`.
fn token(visitor: &Visitor<'_>) -> Outcome {
    if required(visitor, "client_id")? != APP_ID {
        let message = "Error validating application. Cannot get application info due to a system error.";
        return Err(Refusal::new(400, 101, message));
    }
    if required(visitor, "client_secret")? != APP_SECRET {
        return Err(Refusal::new(400, 1, "Error validating client secret."));
    }
    match visitor.call.get("grant_type") {
        Some("fb_exchange_token") => exchange(visitor),
        Some("client_credentials") => Ok(json!({ "access_token": app_token(), "token_type": "bearer" })),
        None | Some("" | "authorization_code") => code_for_token(visitor),
        Some(_) => Err(Refusal::parameter(
            "(#100) Param grant_type must be one of the known grant types",
        )),
    }
}

fn bearer(visitor: &Visitor<'_>, grant: &Grant, life_s: i64) -> Value {
    json!({ "access_token": visitor.sim.mint(grant), "token_type": "bearer", "expires_in": life_s })
}

fn code_for_token(visitor: &Visitor<'_>) -> Outcome {
    let sim = visitor.sim;
    let text = required(visitor, "code")?;
    let redirect_uri = required(visitor, "redirect_uri")?;
    let mut codes = sim.codes.lock().unwrap_or_else(PoisonError::into_inner);
    let code = codes
        .get_mut(text)
        .filter(|code| code.flavour == Flavour::FacebookLogin)
        .ok_or_else(|| Refusal::parameter("Invalid verification code format."))?;
    if code.used {
        return Err(Refusal::parameter("This authorization code has been used.").sub(36_009));
    }
    if visitor.now_ms >= code.expires_ms {
        return Err(Refusal::parameter("This authorization code has expired.").sub(36_007));
    }
    if code.redirect_uri != redirect_uri {
        let message = "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request";
        return Err(Refusal::parameter(message).sub(36_008));
    }
    code.used = true;
    let grant = Grant::person(code.accounts, code.scopes, sim.credentials.login(), visitor.now_ms);
    drop(codes);
    Ok(bearer(visitor, &grant, SHORT_MS / 1000))
}

/// There is no refresh: the exchange takes a long-lived token as well, as long as it is valid.
fn exchange(visitor: &Visitor<'_>) -> Outcome {
    let given = required(visitor, "fb_exchange_token")?;
    let grant = grant_of(visitor.sim, Some(given), Some(Flavour::FacebookLogin))?;
    if visitor.bent.expired {
        return Err(Refusal::expired());
    }
    match grant.holder {
        Holder::Person => Ok(bearer(visitor, &grant.lengthened(visitor.now_ms), LONG_S)),
        // A Page's token cannot be made longer: it comes as long as its person's.
        Holder::Page | Holder::Account => Err(Refusal::new(400, 190, "Invalid OAuth access token.")),
    }
}

/// `GET /debug_token?input_token=…`, asked with the app's token or with any valid user token of the app.
fn debug(visitor: &Visitor<'_>) -> Outcome {
    let input = required(visitor, "input_token")?;
    let facebook = Some(Flavour::FacebookLogin);
    if visitor.call.token.as_deref() != Some(app_token().as_str()) {
        grant_of(visitor.sim, visitor.call.token.as_deref(), facebook)?;
    }
    let told = match grant_of(visitor.sim, Some(input), None) {
        Ok(grant) => valid(visitor, &grant),
        Err(refusal) => json!({
            "app_id": APP_ID,
            "is_valid": false,
            "error": { "code": refusal.code, "message": refusal.message, "subcode": refusal.subcode.unwrap_or_default() },
            "scopes": [],
        }),
    };
    Ok(json!({ "data": told }))
}

fn valid(visitor: &Visitor<'_>, grant: &Grant) -> Value {
    let world = visitor.sim.world();
    let mut told = Map::new();
    let mut put = |name: &str, value: Value| told.insert(name.to_owned(), value);
    put("app_id", json!(APP_ID));
    put("application", json!("Postroom"));
    put("is_valid", json!(true));
    put("issued_at", json!(grant.issued_ms / 1000));
    // 0 says never.
    let expires = if grant.expires_ms == i64::MAX {
        0
    } else {
        grant.expires_ms / 1000
    };
    put("expires_at", json!(expires));
    put(
        "data_access_expires_at",
        json!((grant.issued_ms + DATA_ACCESS_MS) / 1000),
    );
    put("scopes", json!(scope::names(grant.flavour, grant.scopes)));
    put("granular_scopes", granular(&world, grant));
    let user = match grant.holder {
        Holder::Account => world.app_scoped_id(grant.account).to_string(),
        Holder::Person | Holder::Page => world.facebook_person_id(),
    };
    put("user_id", json!(user));
    match grant.holder {
        Holder::Page => {
            put("type", json!("PAGE"));
            put("profile_id", json!(world.page_id(grant.account)));
        }
        Holder::Person | Holder::Account => {
            put("type", json!("USER"));
        }
    }
    Value::Object(told)
}

/// Scopes by what they reach: an account's scopes name the accounts, a Page's the Pages.
fn granular(world: &World, grant: &Grant) -> Value {
    let listed = scope::names(grant.flavour, grant.scopes).into_iter().map(|name| {
        let ids: Vec<String> = grant
            .accounts
            .iter()
            .map(|account| match name {
                name if name.starts_with("instagram_") => world.account_id(account),
                _ => world.page_id(account),
            })
            .collect();
        match name {
            "public_profile" | "email" => json!({ "scope": name }),
            _ => json!({ "scope": name, "target_ids": ids }),
        }
    });
    Value::Array(listed.collect())
}

/// The permissions of a person: what is granted, and what was taken back.
pub(crate) fn permissions(grant: &Grant, taken_back: Scopes) -> Vec<Value> {
    let of = |scopes, status: &'static str| {
        scope::names(grant.flavour, scopes)
            .into_iter()
            .map(move |name| json!({ "permission": name, "status": status }))
    };
    of(grant.scopes, "granted").chain(of(taken_back, "declined")).collect()
}
