//! Code → short-lived token → long-lived token → refreshed token (sheet on login, §1.6 and §1.7).

use std::future::ready;
use std::sync::{Arc, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Extension, RawQuery, State};
use axum::http::Response;
use serde_json::json;

use super::consent::parameters;
use super::mint::{Grant, LONG_S};
use super::scope;
use crate::answer::{Answer, Bent, Refusal, envelope, under_faults};
use crate::connection::Connection;
use crate::fault::Endpoint;
use crate::graph::grant_of;
use crate::server::{APP_ID, APP_SECRET, Seen, Sim};

/// A long-lived token can be refreshed from this age on: a day.
const REFRESH_AGE_MS: i64 = 24 * 3_600_000;

/// The flat refusal of the token host.
fn flat(_: &Sim, refusal: &Refusal) -> Answer {
    Answer::json(
        refusal.status,
        &json!({ "error_type": "OAuthException", "code": refusal.code, "error_message": refusal.message }),
    )
}

/// `POST /oauth/access_token`.
pub(crate) async fn code_for_token(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    Extension(seen): Extension<Seen>,
    form: Bytes,
) -> Response<Body> {
    sim.recorded_as(seen, Endpoint::Token);
    let given = parameters(&form);
    let text = |name: &str| given.get(name).map(String::as_str).unwrap_or_default();
    let work = |bent: &Bent| {
        let refuse = |message: &str| flat(&sim, &Refusal::new(400, 400, message));
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
        let Some(code) = codes
            .get_mut(text("code"))
            .filter(|code| !code.used && now < code.expires_ms)
        else {
            return refuse("Matching code was not found or was already used");
        };
        if code.redirect_uri != text("redirect_uri") {
            return refuse(
                "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request",
            );
        }
        code.used = true;
        let token = sim.mint(&Grant::short(code.account, code.scopes, now));
        let user_id = sim.world().app_scoped_id(code.account);
        let permissions = scope::names(code.scopes);
        let answer = if bent.documented_shape {
            json!({ "data": [{ "access_token": token, "user_id": user_id.to_string(), "permissions": permissions.join(",") }] })
        } else {
            json!({ "access_token": token, "user_id": user_id, "permissions": permissions })
        };
        Answer::json(200, &answer)
    };
    under_faults(&sim, &connection, Endpoint::Token, flat, |bent| ready(work(&bent)))
        .await
        .into_response()
}

fn bearer(sim: &Sim, grant: &Grant) -> Answer {
    let token = sim.mint(grant);
    Answer::json(
        200,
        &json!({ "access_token": token, "token_type": "bearer", "expires_in": LONG_S }),
    )
}

/// `GET /access_token?grant_type=ig_exchange_token`.
pub(crate) async fn long_token(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    Extension(seen): Extension<Seen>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    sim.recorded_as(seen, Endpoint::LongToken);
    let given = parameters(query.unwrap_or_default().as_bytes());
    let text = |name: &str| given.get(name).map(String::as_str).unwrap_or_default();
    let work = |bent: &Bent| {
        let refuse = |refusal: Refusal| envelope(&sim, &refusal);
        if text("grant_type") != "ig_exchange_token" {
            return refuse(Refusal::parameter(
                "Invalid parameter: grant_type must be ig_exchange_token",
            ));
        }
        if text("client_secret") != APP_SECRET {
            return refuse(Refusal::new(400, 101, "Error validating client secret."));
        }
        match grant_of(&sim, Some(text("access_token")), bent) {
            Err(refusal) => refuse(refusal),
            Ok(grant) if grant.long => refuse(Refusal::new(
                400,
                452,
                "Session key invalid. The token is long-lived already.",
            )),
            Ok(grant) => bearer(&sim, &Grant::long(grant.account, grant.scopes, sim.clock.now_ms())),
        }
    };
    under_faults(&sim, &connection, Endpoint::LongToken, envelope, |bent| {
        ready(work(&bent))
    })
    .await
    .into_response()
}

/// `GET /refresh_access_token?grant_type=ig_refresh_token`.
pub(crate) async fn refresh(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    Extension(seen): Extension<Seen>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    sim.recorded_as(seen, Endpoint::Refresh);
    let given = parameters(query.unwrap_or_default().as_bytes());
    let text = |name: &str| given.get(name).map(String::as_str).unwrap_or_default();
    let work = |bent: &Bent| {
        let refuse = |refusal: Refusal| envelope(&sim, &refusal);
        if text("grant_type") != "ig_refresh_token" {
            return refuse(Refusal::parameter(
                "Invalid parameter: grant_type must be ig_refresh_token",
            ));
        }
        let now = sim.clock.now_ms();
        match grant_of(&sim, Some(text("access_token")), bent) {
            Err(refusal) => refuse(refusal),
            Ok(grant) if grant.scopes & scope::BASIC == 0 => refuse(Refusal::permission()),
            Ok(grant) if !grant.long => refuse(Refusal::new(
                400,
                452,
                "Session key invalid. Only a long-lived token can be refreshed.",
            )),
            Ok(grant) if now - grant.issued_ms < REFRESH_AGE_MS => refuse(Refusal::parameter(
                "This token is less than 24 hours old and cannot be refreshed yet",
            )),
            Ok(grant) => bearer(&sim, &Grant::long(grant.account, grant.scopes, now)),
        }
    };
    under_faults(&sim, &connection, Endpoint::Refresh, envelope, |bent| {
        ready(work(&bent))
    })
    .await
    .into_response()
}
