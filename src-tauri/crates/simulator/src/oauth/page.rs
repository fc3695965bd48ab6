//! The pages a person sees while logging in. No scripts, nothing loaded from elsewhere.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::flavour::Flavour;
use super::scope::{self, Scope, Scopes};
use crate::server::Sim;

const STYLE: &str = "\
:root{color-scheme:light dark;--page:#f4f3ef;--card:#fff;--text:#1b1a17;--soft:#65625a;--line:#dedbd2;--accent:#2f48c8;--on:#fff;--tint:#ecefff}\
@media(prefers-color-scheme:dark){:root{--page:#171613;--card:#211f1c;--text:#f1efe9;--soft:#a8a49a;--line:#3a3732;--accent:#8fa2ff;--on:#10131f;--tint:#262b45}}\
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:32px 16px;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}\
main{width:100%;max-width:460px;background:var(--card);border:1px solid var(--line);border-radius:20px;padding:32px;box-shadow:0 20px 60px -30px #0006}\
.kind{display:inline-block;margin:0 0 16px;padding:2px 10px;border-radius:99px;background:var(--tint);color:var(--accent);font-size:12px;font-weight:600}\
h1{margin:0 0 6px;font-size:23px;line-height:1.25;letter-spacing:-.02em}p{margin:0 0 20px;color:var(--soft)}\
fieldset{border:0;padding:0;margin:0 0 22px}legend{padding:0;margin-bottom:8px;font-weight:600;font-size:13px}\
label{display:flex;gap:12px;align-items:center;padding:10px 12px;border:1px solid var(--line);border-radius:12px;margin-bottom:6px;cursor:pointer}\
label:has(input:checked){border-color:var(--accent);background:var(--tint)}label:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}\
label span{display:block;flex:1}label b{display:block;font-weight:600}label small{color:var(--soft);font-size:13px}\
img{width:40px;height:40px;border-radius:50%}input{accent-color:var(--accent);width:18px;height:18px;margin:0;flex:none}\
.row{display:flex;gap:10px}button{flex:1;font:inherit;font-weight:600;padding:12px;border-radius:12px;border:1px solid var(--line);background:transparent;color:inherit;cursor:pointer}\
button.go{background:var(--accent);border-color:var(--accent);color:var(--on)}button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}\
footer{margin-top:18px;color:var(--soft);font-size:12px}";

/// Makes text safe inside HTML text and quoted attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn frame(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"referrer\" content=\"no-referrer\"><title>{title}</title><style>{STYLE}</style></head><body><main>\
         <div class=\"kind\">Instagram simulator</div>{body}</main></body></html>",
        title = escape(title)
    )
}

/// The consent page of business login: which account, which permissions, allow or deny.
pub(crate) fn consent(sim: &Sim, given: &HashMap<String, String>, scopes: Scopes) -> String {
    let mut body = String::from(
        "<h1>Connect an account</h1><p>Postroom asks to work with one of your professional accounts.</p>\
         <form method=\"post\" action=\"/oauth/consent\">",
    );
    hidden(
        &mut body,
        given,
        &["client_id", "redirect_uri", "response_type", "scope", "state"],
    );
    body.push_str("<fieldset><legend>Account</legend>");
    let world = sim.world();
    for (index, account) in world.accounts.iter().enumerate() {
        let _ = write!(
            body,
            "<label><img src=\"/cdn/{id}.jpg\" alt=\"\"><span><b>{username}</b><small>{name}</small></span>\
             <input type=\"radio\" name=\"account\" value=\"{username}\" required{checked}></label>",
            id = world.account_id(index as u32),
            username = escape(&account.username),
            name = escape(&account.name),
            checked = if index == 0 { " checked" } else { "" },
        );
    }
    body.push_str("</fieldset>");
    permissions(&mut body, Flavour::InstagramLogin, scopes);
    close(&mut body);
    frame("Connect an account", &body)
}

/// The consent page of Facebook Login: which Pages, which permissions, allow or deny.
pub(crate) fn dialog(sim: &Sim, given: &HashMap<String, String>, scopes: Scopes) -> String {
    let mut body = String::from(
        "<h1>Connect Pages</h1><p>Postroom asks to work with Pages and the Instagram accounts linked to them.</p>\
         <form method=\"post\" action=\"/dialog/consent\">",
    );
    let names = [
        "client_id",
        "redirect_uri",
        "response_type",
        "scope",
        "config_id",
        "state",
    ];
    hidden(&mut body, given, &names);
    body.push_str("<fieldset><legend>Pages</legend>");
    let world = sim.world();
    for (index, account) in world.accounts.iter().enumerate() {
        let _ = write!(
            body,
            "<label><img src=\"/cdn/{id}.jpg\" alt=\"\"><span><b>{name}</b><small>@{username}</small></span>\
             <input type=\"checkbox\" name=\"page\" value=\"{page}\" checked></label>",
            id = world.account_id(index as u32),
            name = escape(&account.name),
            username = escape(&account.username),
            page = world.page_id(index as u32),
        );
    }
    body.push_str("</fieldset>");
    permissions(&mut body, Flavour::FacebookLogin, scopes);
    close(&mut body);
    frame("Connect Pages", &body)
}

/// What was asked for comes back with the form.
fn hidden(body: &mut String, given: &HashMap<String, String>, names: &[&str]) {
    for name in names {
        if let Some(value) = given.get(*name) {
            let value = escape(value);
            let _ = write!(body, "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        }
    }
}

fn permissions(body: &mut String, flavour: Flavour, scopes: Scopes) {
    body.push_str("<fieldset><legend>Postroom may</legend>");
    for line in scope::lines(flavour, scopes) {
        let fixed = if line.scope == Scope::Basic { " disabled" } else { "" };
        let _ = write!(
            body,
            "<label><span><b>{}</b><small>{}</small></span><input type=\"checkbox\" name=\"grant\" value=\"{}\" checked{fixed}></label>",
            line.title, line.says, line.name
        );
    }
    body.push_str("</fieldset>");
}

fn close(body: &mut String) {
    body.push_str(
        "<div class=\"row\"><button name=\"answer\" value=\"deny\" formnovalidate>Deny</button>\
         <button class=\"go\" name=\"answer\" value=\"allow\">Allow</button></div></form>\
         <footer>Made-up accounts on this computer. Nothing here reaches Instagram.</footer>",
    );
}

/// A page that ends a login without a redirect.
pub(crate) fn problem(title: &str, text: &str) -> String {
    frame(title, &format!("<h1>{}</h1><p>{}</p>", escape(title), escape(text)))
}

/// What a missing `client_id` gets.
pub(crate) fn unavailable() -> String {
    problem(
        "Sorry, this page isn't available.",
        "The link you followed may be broken, or the page may have been removed.",
    )
}
