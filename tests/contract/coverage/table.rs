//! The table.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use instagram::coverage::{ENDPOINTS, Facts};
use instagram::{Allowance, Flavour, Scope};

use super::FLAVOURS;
use super::calls::calls;

const HEAD: &str = "\
<!-- Written by `cargo xtask coverage` from the types, the simulator and the contract tests. -->

Every call of this crate, once for each of its types. *Permission* is the platform's name of what a call needs besides the
basic one; a dash means that the set-up does not offer the call, and that the client says so before it is made.
*Simulator* names the call in its faults and records. *Test* is the module in `tests/contract`.
";

/// The name of a set-up as a heading.
pub fn long(flavour: Flavour) -> &'static str {
    match flavour {
        Flavour::InstagramLogin => "Instagram Login",
        Flavour::FacebookLogin => "Facebook Login",
    }
}

/// The name of a set-up in lists.
pub fn short(flavour: Flavour) -> &'static str {
    match flavour {
        Flavour::InstagramLogin => "instagram",
        Flavour::FacebookLogin => "facebook",
    }
}

/// The whole page; `tested` are the endpoints with contract tests.
pub fn written(tested: &BTreeSet<String>) -> String {
    let mut page = HEAD.to_owned();
    let mut area = "";
    for facts in ENDPOINTS {
        let now = facts.file.split('/').next().unwrap_or_default();
        if now != area {
            area = now;
            let [instagram, facebook] = FLAVOURS.map(long);
            let _ = write!(
                page,
                "\n## {area}\n\n| Call | Type | {instagram} | {facebook} | Counts as | Simulator | Test |\n|---|---|---|---|---|---|---|\n"
            );
        }
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            facts.name,
            facts
                .type_name()
                .map_or_else(|| "–".to_owned(), |name| format!("`{name}`")),
            permission(facts, FLAVOURS[0]),
            permission(facts, FLAVOURS[1]),
            allowance(facts.allowance),
            simulated(facts),
            if tested.contains(facts.file) {
                format!("`{}`", facts.file)
            } else {
                "–".to_owned()
            }
        );
    }
    page
}

fn permission(facts: &Facts, flavour: Flavour) -> String {
    if !facts.flavours.contains(&flavour) {
        return "–".to_owned();
    }
    match (facts.scope, facts.scope_names(flavour).as_slice()) {
        (Scope::PublicContent, _) => "*Instagram Public Content Access*".to_owned(),
        (Scope::Public, _) | (_, []) => "none".to_owned(),
        (_, names) => names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(" + "),
    }
}

fn allowance(allowance: Allowance) -> &'static str {
    match allowance {
        Allowance::Business => "business",
        Allowance::Platform => "platform",
        Allowance::Conversations => "conversations",
        Allowance::Send => "send",
        Allowance::SendMedia => "send media",
        Allowance::PrivateReplies => "private replies",
        Allowance::Likes => "likes",
        Allowance::Invitations => "invitations",
        Allowance::InvitationAnswers => "invitation answers",
        Allowance::Oembed => "oEmbed",
        Allowance::Login => "login",
    }
}

/// What the simulator calls it.
fn simulated(facts: &Facts) -> String {
    let paths = calls()
        .filter(|call| call.client.contains(&facts.file))
        .flat_map(|call| call.simulator);
    let mut paths: BTreeSet<_> = paths.copied().collect();
    // A file with several calls: of the paths only those that are this one's, where one is.
    let own = format!("{} {}", facts.method, facts.path);
    let is_own = |path: &&str| path.split('?').next() == Some(own.as_str());
    if paths.iter().any(is_own) {
        paths.retain(is_own);
    }
    let names: BTreeSet<_> = simulator::surface()
        .iter()
        .filter(|row| paths.contains(format!("{} {}", row.method, row.path).as_str()))
        .map(|row| format!("`{}`", row.endpoint.name()))
        .collect();
    if names.is_empty() {
        "–".to_owned()
    } else {
        names.into_iter().collect::<Vec<_>>().join(", ")
    }
}
