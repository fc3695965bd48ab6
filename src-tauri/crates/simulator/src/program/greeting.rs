//! What the program says when it is up: for people, and in one line of JSON for programs.

use std::fmt::Write as _;

use serde_json::json;
use simulator::Simulator;

use super::switches::Token;

/// Everything it takes to make the first call. The line that begins with `READY ` is one JSON object.
pub(crate) fn greeting(simulator: &Simulator, tokens: &[Token]) -> String {
    let base = simulator.base_url().to_string();
    let accounts = simulator.world().accounts();
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "{name:<14}{value}");
    };
    line("Address", &base);
    line("App id", simulator.app_id());
    line("App secret", simulator.app_secret());
    line("Redirect URI", simulator.redirect_uri().as_str());
    for account in &accounts {
        line(
            "Account",
            &format!("{}  ({}, {})", account.username, account.name, account.id),
        );
    }
    let Some(first) = accounts.first() else {
        return text;
    };
    let (instagram, facebook, page) = (
        simulator.dashboard_token(&first.username),
        simulator.facebook_token(),
        simulator.page_token(&first.username),
    );
    line("Instagram", &format!("{instagram}  (token of {})", first.username));
    line(
        "Facebook",
        &format!("{facebook}  (token of the person who manages every Page)"),
    );
    for token in tokens {
        line("Token", &token.text);
    }
    let shown = tokens.first().map_or(instagram.as_str(), |token| &token.text);
    line(
        "Try",
        &format!("curl '{base}v26.0/me?fields=username&access_token={shown}'"),
    );
    let ready = json!({
        "address": base,
        "app_id": simulator.app_id(),
        "app_secret": simulator.app_secret(),
        "redirect_uri": simulator.redirect_uri(),
        "account": {
            "id": first.id,
            "app_scoped_id": first.app_scoped_id,
            "username": first.username,
            "name": first.name,
            "page_id": simulator.page_id(&first.username),
        },
        "accounts": accounts.iter().map(|account| json!({ "id": account.id, "username": account.username })).collect::<Vec<_>>(),
        "tokens": { "instagram": instagram, "facebook": facebook, "page": page },
    });
    let _ = writeln!(text, "READY {ready}");
    text.push_str("Stop with Ctrl+C.\n");
    text
}
