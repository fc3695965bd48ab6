//! Every call of the platform's documentation that this product has a use for, as data: how the documentation writes it,
//! which set-ups have it, the file of the client that makes it, and how the simulator's own list writes it.
//!
//! Left out on purpose: advertisements and their comments, shops and product catalogues, Threads, upcoming events,
//! partnership labels by their own edges, reading by `?ids=` (withdrawn from every version in October 2026), the search for
//! a location's id (it searches Pages, by a permission that takes a review of its own), and the routing of conversations
//! between apps and their moderation in numbers, of which the pages give no path.

mod accounts;
mod content;
mod messages;
mod publishing;
mod reach;

use instagram::Flavour;

/// A documented call.
pub struct Call {
    /// As the documentation writes it.
    pub documented: &'static str,
    /// The set-ups that have it.
    pub flavours: &'static [Flavour],
    /// The files of the client that make it, below `src/`.
    pub client: &'static [&'static str],
    /// As the simulator's list writes it: method, path, and behind a question mark what tells calls of one path apart.
    pub simulator: &'static [&'static str],
}

const BOTH: &[Flavour] = &[Flavour::InstagramLogin, Flavour::FacebookLogin];
const INSTAGRAM: &[Flavour] = &[Flavour::InstagramLogin];
const FACEBOOK: &[Flavour] = &[Flavour::FacebookLogin];

const fn call(
    documented: &'static str,
    flavours: &'static [Flavour],
    client: &'static [&'static str],
    simulator: &'static [&'static str],
) -> Call {
    Call {
        documented,
        flavours,
        client,
        simulator,
    }
}

/// Every call, by chapter of the documentation.
pub fn calls() -> impl Iterator<Item = &'static Call> {
    let chapters = [
        accounts::CALLS,
        content::CALLS,
        publishing::CALLS,
        messages::CALLS,
        reach::CALLS,
    ];
    chapters.into_iter().flatten()
}
