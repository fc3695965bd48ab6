//! The authorize address, the consent form behind it, and the redirect page.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::extract::{RawForm, RawQuery, State};
use axum::http::{Response, header};
use url::{Url, form_urlencoded};

use super::flavour::Flavour;
use super::grant::Accounts;
use super::scope::{Scope, Scopes};
use super::{page, scope};
use crate::answer::Answer;
use crate::server::{APP_ID, Sim};

/// How long a code lives: an hour.
pub(super) const CODE_MS: i64 = 3_600_000;

/// The page an accepted or refused login ends on; shipped with the product, served here with the scheme swapped.
const REDIRECT_PAGE: &str = include_str!("../../../../../ui/redirect/index.html");

/// A code that was handed out.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) flavour: Flavour,
    /// The account chosen; of Facebook Login every one whose Page was ticked.
    pub(crate) accounts: Accounts,
    pub(crate) scopes: Scopes,
    pub(crate) redirect_uri: String,
    pub(crate) expires_ms: i64,
    pub(crate) used: bool,
}

/// Parameters of a query or form; of repeated ones the last counts.
pub(crate) fn parameters(text: &[u8]) -> HashMap<String, String> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// What an authorize request asks for, checked.
struct Asked {
    redirect_uri: String,
    state: Option<String>,
    scopes: Scopes,
}

/// Whether a redirect URI is registered, byte for byte, and a URI at all.
pub(super) fn is_registered(sim: &Sim, redirect_uri: &str) -> bool {
    let registered = sim.redirect_uris.lock().unwrap_or_else(PoisonError::into_inner);
    registered.iter().any(|known| known == redirect_uri) && Url::parse(redirect_uri).is_ok()
}

/// The scopes a consent form has ticked.
pub(super) fn ticked(flavour: Flavour, form: &[u8]) -> Scopes {
    form_urlencoded::parse(form)
        .filter(|(name, _)| name == "grant")
        .filter_map(|(_, name)| scope::parse(flavour, &name).ok())
        .fold(Scopes::NONE, Scopes::and)
}

/// Hands a code out.
pub(super) fn hand_out(sim: &Sim, code: Code) -> String {
    let text = format!("AQB{}", sim.letters(180));
    let mut codes = sim.codes.lock().unwrap_or_else(PoisonError::into_inner);
    codes.insert(text.clone(), code);
    text
}

fn check(sim: &Sim, given: &HashMap<String, String>) -> Result<Asked, String> {
    let text = |name: &str| given.get(name).map(String::as_str).unwrap_or_default();
    if text("client_id").is_empty() {
        return Err(page::unavailable());
    }
    if text("client_id") != APP_ID {
        return Err(page::problem(
            "Invalid platform app",
            "Invalid Request: Request parameters are invalid: Invalid platform app",
        ));
    }
    let redirect_uri = text("redirect_uri").to_owned();
    if !is_registered(sim, &redirect_uri) {
        return Err(page::problem(
            "Invalid redirect_uri",
            "Invalid Request: Request parameters are invalid: Invalid redirect_uri",
        ));
    }
    if text("response_type") != "code" {
        return Err(page::problem(
            "Invalid response_type",
            "Invalid Request: Request parameters are invalid: Invalid response_type",
        ));
    }
    let scopes = scope::parse(Flavour::InstagramLogin, text("scope")).map_err(|name| {
        page::problem(
            "Invalid scope",
            &format!("Invalid Request: Request parameters are invalid: Invalid scope: {name}"),
        )
    })?;
    if !scopes.has(Scope::Basic) {
        return Err(page::problem(
            "Invalid scope",
            "Invalid Request: Request parameters are invalid: Invalid scope: instagram_business_basic is needed",
        ));
    }
    Ok(Asked {
        redirect_uri,
        state: given.get("state").cloned(),
        scopes,
    })
}

/// `GET /oauth/authorize`.
pub(crate) async fn authorize(State(sim): State<Arc<Sim>>, RawQuery(query): RawQuery) -> Response<Body> {
    let given = parameters(query.unwrap_or_default().as_bytes());
    match check(&sim, &given) {
        Err(page) => Answer::html(400, page),
        Ok(asked) => Answer::html(200, page::consent(&sim, &given, asked.scopes)),
    }
    .with(header::CACHE_CONTROL, "no-store".to_owned())
    .into_response()
}

/// `POST /oauth/consent`: the form of the page above.
pub(crate) async fn consent(State(sim): State<Arc<Sim>>, RawForm(form): RawForm) -> Response<Body> {
    let given = parameters(&form);
    let asked = match check(&sim, &given) {
        Err(page) => return Answer::html(400, page).into_response(),
        Ok(asked) => asked,
    };
    let Ok(mut target) = Url::parse(&asked.redirect_uri) else {
        return Answer::html(400, page::unavailable()).into_response();
    };
    if given.get("answer").map(String::as_str) == Some("allow") {
        let account = given.get("account").and_then(|name| sim.world().account_by_name(name));
        let Some(account) = account else {
            return Answer::html(
                400,
                page::problem("Choose an account", "Pick the account you want to connect."),
            )
            .into_response();
        };
        let granted = ticked(Flavour::InstagramLogin, &form).and(Scopes::of(Scope::Basic));
        let code = hand_out(
            &sim,
            Code {
                flavour: Flavour::InstagramLogin,
                accounts: Accounts::one(account),
                scopes: granted.only(asked.scopes).and(scope::features()),
                redirect_uri: asked.redirect_uri.clone(),
                expires_ms: sim.clock.now_ms() + CODE_MS,
                used: false,
            },
        );
        target.query_pairs_mut().append_pair("code", &code);
        target.set_fragment(Some("_"));
    } else {
        target
            .query_pairs_mut()
            .append_pair("error", "access_denied")
            .append_pair("error_reason", "user_denied")
            .append_pair("error_description", "The user denied your request");
    }
    if let Some(state) = &asked.state {
        target.query_pairs_mut().append_pair("state", state);
    }
    Answer::empty(302)
        .with(header::LOCATION, target.to_string())
        .into_response()
}

/// `GET /redirect`: the product's redirect page, hopping to this simulator's scheme.
pub(crate) async fn redirect_page(State(sim): State<Arc<Sim>>) -> Response<Body> {
    let scheme: String = sim
        .scheme
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "+-.".contains(*c))
        .collect();
    let page = REDIRECT_PAGE.replacen("data-scheme=\"postroom\"", &format!("data-scheme=\"{scheme}\""), 1);
    Answer::html(200, page)
        .with(header::REFERRER_POLICY, "no-referrer".to_owned())
        .into_response()
}
