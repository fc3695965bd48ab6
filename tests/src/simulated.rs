//! A running simulator and the person in front of its consent page.

use reqwest::redirect::Policy;
use simulator::{Options, SimClock, Simulator};
use url::Url;

use crate::Outcome;

/// What the person answers on the consent page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent<'a> {
    /// Picks the account with this handle and leaves every permission ticked.
    Allow(&'a str),
    /// Says no.
    Deny,
}

/// A simulator with a small world on any free port. `speed` simulated seconds pass in a second.
///
/// # Errors
/// When no port can be had.
pub async fn small_world(speed: f64) -> Outcome<Simulator> {
    let clock = SimClock::at("2026-11-19T14:00:00Z".parse()?, speed);
    Ok(Simulator::start(Options {
        clock,
        ..Options::default()
    })
    .await?)
}

/// Walks through the page at `authorize` and returns the address the browser ends on (the redirect address with a code
/// or an error).
///
/// # Errors
/// When the page refuses the request, or does not redirect.
pub async fn consent(authorize: &Url, answer: Consent<'_>) -> Outcome<Url> {
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    let page = http.get(authorize.clone()).send().await?;
    if !page.status().is_success() {
        return Err(format!("the consent page answered {}", page.status()).into());
    }
    let html = page.text().await?;
    let mut form: Vec<(String, String)> = authorize.query_pairs().into_owned().collect();
    match answer {
        Consent::Allow(username) => {
            form.push(("account".to_owned(), username.to_owned()));
            form.extend(
                values_of(&html, "grant")
                    .into_iter()
                    .map(|scope| ("grant".to_owned(), scope)),
            );
            form.push(("answer".to_owned(), "allow".to_owned()));
        }
        Consent::Deny => form.push(("answer".to_owned(), "deny".to_owned())),
    }
    let sent = http.post(authorize.join("/oauth/consent")?).form(&form).send().await?;
    let location = sent
        .headers()
        .get("location")
        .ok_or_else(|| format!("the consent form answered {}", sent.status()))?;
    Ok(Url::parse(location.to_str()?)?)
}

/// What the redirect page hands to the program: the same parameters on the product's scheme.
///
/// # Errors
/// Never for the demo's scheme.
pub fn deep_link(scheme: &str, redirected: &Url) -> Outcome<Url> {
    let mut link = Url::parse(&format!("{scheme}://oauth/callback"))?;
    link.set_query(redirected.query());
    Ok(link)
}

/// The values of the form's inputs called `name`.
fn values_of(html: &str, name: &str) -> Vec<String> {
    let before = format!("name=\"{name}\" value=\"");
    html.split(before.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}
