//! `GET /{version}/dialog/oauth`: Facebook Login's dialog and the form behind it (sheet on login, §2.1). The person ticks
//! Pages and permissions; the answer is a code, or with `response_type=token` a token in the fragment.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawForm, RawQuery, State};
use axum::http::{Response, header};
use url::{Url, form_urlencoded};

use super::consent::{CODE_MS, Code, hand_out, is_registered, parameters, ticked};
use super::flavour::Flavour;
use super::grant::{Accounts, Grant, SHORT_MS};
use super::scope::Scopes;
use super::{page, scope};
use crate::answer::Answer;
use crate::server::{APP_ID, Sim};

/// How long data may be read after the last login: 90 days.
pub(super) const DATA_ACCESS_MS: i64 = 90 * 24 * 3_600_000;

/// What a dialog request asks for, checked.
struct Asked {
    /// As it was given: the exchange must repeat it byte for byte.
    redirect_uri: String,
    target: Url,
    state: Option<String>,
    scopes: Scopes,
    /// `response_type=token`: the token itself comes back.
    token: bool,
}

fn check(sim: &Sim, given: &HashMap<String, String>) -> Result<Asked, String> {
    let text = |name: &str| given.get(name).map(String::as_str).unwrap_or_default();
    if text("client_id") != APP_ID {
        return Err(page::problem(
            "Invalid App ID",
            "The provided app ID does not look like a valid app ID.",
        ));
    }
    if !is_registered(sim, text("redirect_uri")) {
        return Err(page::problem(
            "URL blocked",
            "This redirect failed because the redirect URI is not white-listed in the app's client OAuth settings.",
        ));
    }
    let target = Url::parse(text("redirect_uri")).map_err(|_| page::unavailable())?;
    let token = match text("response_type") {
        "" | "code" => false,
        "token" => true,
        _ => {
            return Err(page::problem(
                "Invalid parameter",
                "The parameter response_type is not valid.",
            ));
        }
    };
    // A saved configuration stands for every permission the app has.
    let scopes = match (text("scope"), text("config_id")) {
        ("", "") => Ok(scope::parse(Flavour::FacebookLogin, "public_profile").unwrap_or_default()),
        ("", _) => Ok(Scopes::all(Flavour::FacebookLogin).without(scope::features())),
        (list, _) => scope::parse(Flavour::FacebookLogin, list),
    };
    let scopes = scopes.map_err(|name| page::problem("Invalid Scopes", &format!("Invalid Scopes: {name}.")))?;
    Ok(Asked {
        redirect_uri: text("redirect_uri").to_owned(),
        target,
        state: given.get("state").cloned(),
        scopes,
        token,
    })
}

/// `GET /{version}/dialog/oauth`.
pub(crate) async fn dialog(State(sim): State<Arc<Sim>>, RawQuery(query): RawQuery) -> Response<Body> {
    let given = parameters(query.unwrap_or_default().as_bytes());
    match check(&sim, &given) {
        Err(page) => Answer::html(400, page),
        Ok(asked) => Answer::html(200, page::dialog(&sim, &given, asked.scopes)),
    }
    .with(header::CACHE_CONTROL, "no-store".to_owned())
    .into_response()
}

/// `POST /dialog/consent`: the form of the page above.
pub(crate) async fn agree(State(sim): State<Arc<Sim>>, RawForm(form): RawForm) -> Response<Body> {
    let given = parameters(&form);
    let asked = match check(&sim, &given) {
        Err(page) => return Answer::html(400, page).into_response(),
        Ok(asked) => asked,
    };
    let target = if given.get("answer").map(String::as_str) == Some("allow") {
        allowed(&sim, &asked, &form)
    } else {
        denied(&asked)
    };
    Answer::empty(302)
        .with(header::LOCATION, target.to_string())
        .into_response()
}

fn denied(asked: &Asked) -> Url {
    let mut target = asked.target.clone();
    target
        .query_pairs_mut()
        .append_pair("error", "access_denied")
        .append_pair("error_code", "200")
        .append_pair("error_description", "Permissions error")
        .append_pair("error_reason", "user_denied");
    if let Some(state) = &asked.state {
        target.query_pairs_mut().append_pair("state", state);
    }
    target.set_fragment(Some("_=_"));
    target
}

fn allowed(sim: &Sim, asked: &Asked, form: &[u8]) -> Url {
    let scopes = ticked(Flavour::FacebookLogin, form).only(asked.scopes);
    // The profile's own line cannot be unticked.
    let fixed = scope::parse(Flavour::FacebookLogin, "instagram_basic public_profile").unwrap_or_default();
    let scopes = scopes.and(fixed.only(asked.scopes)).and(scope::features());
    let accounts = pages(sim, form);
    sim.credentials.give(scopes);
    let mut target = asked.target.clone();
    if asked.token {
        target.set_fragment(Some(&fragment(sim, asked, accounts, scopes)));
        return target;
    }
    let code = hand_out(
        sim,
        Code {
            flavour: Flavour::FacebookLogin,
            accounts,
            scopes,
            redirect_uri: asked.redirect_uri.clone(),
            expires_ms: sim.clock.now_ms() + CODE_MS,
            used: false,
        },
    );
    target.query_pairs_mut().append_pair("code", &code);
    if let Some(state) = &asked.state {
        target.query_pairs_mut().append_pair("state", state);
    }
    target.set_fragment(Some("_=_"));
    target
}

/// The accounts whose Pages are ticked.
fn pages(sim: &Sim, form: &[u8]) -> Accounts {
    let world = sim.world();
    let mut accounts = Accounts::default();
    for (name, value) in form_urlencoded::parse(form) {
        if name == "page"
            && let Some(account) = world.page_by_id(&value)
        {
            accounts.insert(account);
        }
    }
    accounts
}

/// What comes back of the onboarding variant.
fn fragment(sim: &Sim, asked: &Asked, accounts: Accounts, scopes: Scopes) -> String {
    let now = sim.clock.now_ms();
    let short = Grant::person(accounts, scopes, sim.credentials.login(), now);
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs
        .append_pair("access_token", &sim.mint(&short))
        .append_pair(
            "data_access_expiration_time",
            &((now + DATA_ACCESS_MS) / 1000).to_string(),
        )
        .append_pair("expires_in", &(SHORT_MS / 1000).to_string())
        .append_pair("long_lived_token", &sim.mint(&short.lengthened(now)));
    if let Some(state) = &asked.state {
        pairs.append_pair("state", state);
    }
    pairs.finish()
}
