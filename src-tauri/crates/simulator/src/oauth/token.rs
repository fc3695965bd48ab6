//! Business login for Instagram: code → short-lived token → long-lived token → refreshed token (sheet on login, §1.6 and
//! §1.7).

use std::future::ready;
use std::sync::PoisonError;

use axum::body::Body;
use axum::http::{Method, Response};
use serde_json::{Value, json};

use super::credentials::grant_of;
use super::flavour::{Flavour, INSTAGRAM};
use super::grant::{Grant, LONG_S};
use super::scope::{self, Scope};
use crate::answer::{Answer, Bent, Refusal, under_faults};
use crate::connection::Connection;
use crate::fault::Endpoint;
use crate::graph::{Call, On, Outcome, Row, Visitor};
use crate::server::{APP_ID, APP_SECRET, Seen, Sim};

/// A long-lived token can be refreshed from this age on: a day.
const REFRESH_AGE_MS: i64 = 24 * 3_600_000;

pub(crate) const ROWS: &[Row] = &[
    Row::get(On::Open(long_token), "access_token", Endpoint::LongToken).of(INSTAGRAM),
    Row::get(On::Open(refresh), "refresh_access_token", Endpoint::Refresh).of(INSTAGRAM),
];

/// The flat refusal of the token host.
fn flat(_: &Sim, refusal: &Refusal) -> Answer {
    Answer::json(
        refusal.status,
        &json!({ "error_type": "OAuthException", "code": refusal.code, "error_message": refusal.message }),
    )
}

/// Whether a call is `POST /oauth/access_token` of the token host `api.instagram.com`, whose answers have a shape of
/// their own. The same path of the graph hosts is Facebook Login's.
pub(crate) fn is_code_exchange(call: &Call) -> bool {
    call.method == Method::POST
        && !call.versioned
        && call.path() == "oauth/access_token"
        && call.host_flavour != Some(Flavour::FacebookLogin)
        && call.get("grant_type") != Some("fb_exchange_token")
}

/// `POST /oauth/access_token`.
pub(crate) async fn code_for_token(sim: &Sim, connection: &Connection, seen: Seen, call: &Call) -> Response<Body> {
    sim.recorded_as(seen, Endpoint::Token);
    let work = |bent: Bent| ready(exchange(sim, call, &bent));
    under_faults(sim, connection, Endpoint::Token, flat, work)
        .await
        .into_response()
}

fn exchange(sim: &Sim, call: &Call, bent: &Bent) -> Answer {
    let text = |name: &str| call.get(name).unwrap_or_default();
    let refuse = |message: &str| flat(sim, &Refusal::new(400, 400, message));
    if text("client_id") != APP_ID {
        return refuse("Invalid platform app");
    }
    if text("client_secret") != APP_SECRET {
        return refuse("Error validating client secret.");
    }
    if text("grant_type") != "authorization_code" {
        return refuse("Invalid grant_type: must be authorization_code");
    }
    let now = sim.clock.now_ms();
    let mut codes = sim.codes.lock().unwrap_or_else(PoisonError::into_inner);
    let code = codes.get_mut(text("code"));
    let code = code.filter(|code| code.flavour == Flavour::InstagramLogin && !code.used && now < code.expires_ms);
    let Some(code) = code else {
        return refuse("Matching code was not found or was already used");
    };
    if code.redirect_uri != text("redirect_uri") {
        return refuse(
            "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request",
        );
    }
    code.used = true;
    let account = code.accounts.iter().next().unwrap_or_default();
    let token = sim.mint(&Grant::short(account, code.scopes, now));
    let user_id = sim.world().app_scoped_id(account);
    let permissions = scope::names(Flavour::InstagramLogin, code.scopes);
    let answer = if bent.documented_shape {
        json!({ "data": [{ "access_token": token, "user_id": user_id.to_string(), "permissions": permissions.join(",") }] })
    } else {
        json!({ "access_token": token, "user_id": user_id, "permissions": permissions })
    };
    Answer::json(200, &answer)
}

fn bearer(sim: &Sim, grant: &Grant) -> Value {
    json!({ "access_token": sim.mint(grant), "token_type": "bearer", "expires_in": LONG_S })
}

/// The grant behind the token a call brings along.
fn brought(visitor: &Visitor<'_>) -> Result<Grant, Refusal> {
    let grant = grant_of(
        visitor.sim,
        visitor.call.token.as_deref(),
        Some(Flavour::InstagramLogin),
    )?;
    if visitor.bent.expired {
        return Err(Refusal::expired());
    }
    super::credentials::basic(&grant)?;
    Ok(grant)
}

fn granted_type(visitor: &Visitor<'_>, name: &str) -> Result<(), Refusal> {
    if visitor.call.get("grant_type") == Some(name) {
        Ok(())
    } else {
        Err(Refusal::parameter(format!(
            "Invalid parameter: grant_type must be {name}"
        )))
    }
}

/// `GET /access_token?grant_type=ig_exchange_token`.
fn long_token(visitor: &Visitor<'_>) -> Outcome {
    granted_type(visitor, "ig_exchange_token")?;
    if visitor.call.get("client_secret") != Some(APP_SECRET) {
        return Err(Refusal::new(400, 101, "Error validating client secret."));
    }
    let grant = brought(visitor)?;
    if grant.long {
        let message = "Session key invalid. The token is long-lived already.";
        return Err(Refusal::new(400, 452, message));
    }
    Ok(bearer(visitor.sim, &grant.lengthened(visitor.now_ms)))
}

/// `GET /refresh_access_token?grant_type=ig_refresh_token`.
fn refresh(visitor: &Visitor<'_>) -> Outcome {
    granted_type(visitor, "ig_refresh_token")?;
    let grant = brought(visitor)?;
    if !grant.may(Scope::Basic) {
        return Err(Refusal::permission());
    }
    if !grant.long {
        let message = "Session key invalid. Only a long-lived token can be refreshed.";
        return Err(Refusal::new(400, 452, message));
    }
    if visitor.now_ms - grant.issued_ms < REFRESH_AGE_MS {
        let message = "This token is less than 24 hours old and cannot be refreshed yet";
        return Err(Refusal::parameter(message));
    }
    Ok(bearer(visitor.sim, &grant.lengthened(visitor.now_ms)))
}
