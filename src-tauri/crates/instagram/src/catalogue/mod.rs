//! The error catalogue: what a code means, what to do, and how to say it to people.
//!
//! One table in four families, each with its source, looked up by `(code, subcode)`, then by a subcode that means the same
//! under every code, then by code alone. A code that is not in it is unknown, and that is what people are told. Where
//! sources disagree, a row holds both readings.

mod graph;
mod limits;
mod messaging;
mod publishing;
mod row;
#[cfg(test)]
mod tests;

use crate::Recovery;
pub use row::Row;

const FAMILIES: [&[Row]; 4] = [graph::ROWS, limits::ROWS, messaging::ROWS, publishing::ROWS];

/// A suspicion of spam: the action is blocked, yet what was sent may be out.
pub const SPAM_BLOCK: (i64, i64) = (4, 2_207_051);

/// The container to be published is still being prepared. Only the publishing is to be tried again.
pub const NOT_READY: (i64, i64) = (9007, 2_207_027);

/// Stands where a subcode has no code of its own: in the text of a failed container, and where a page lists a subcode alone.
pub const NO_CODE: i64 = 0;

pub(crate) const SPAM_SENTENCE: &str = "Instagram stopped this because it looks like spam to it. Look on Instagram \
     whether it went through, and let the account rest for a day.";

pub(crate) const UNKNOWN_SENTENCE: &str = "Instagram refused this and gave a reason that Postroom does not know.";

pub(crate) const LOGIN_SENTENCE: &str = "Instagram did not accept the login. The code may have been used or be too old, \
     or the app id, the app secret or the redirect address differ from those of the Meta app. Start the login again.";

/// Every code the program knows.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    FAMILIES.into_iter().flatten()
}

/// The row for a code: the one of its subcode, else the one of the code, else none.
pub fn find(code: i64, subcode: Option<i64>) -> Option<&'static Row> {
    let of_subcode = |code| {
        let subcode = subcode?;
        rows().find(|row| row.code == code && row.subcode == Some(subcode))
    };
    of_subcode(code)
        .or_else(|| of_subcode(NO_CODE))
        .or_else(|| rows().find(|row| row.subcode.is_none() && (row.code..=row.last).contains(&code)))
}

/// The row for a subcode that came without a code, as [`Container::error_subcode`](crate::Container::error_subcode) does.
pub fn find_subcode(subcode: i64) -> Option<&'static Row> {
    rows().find(|row| row.subcode == Some(subcode))
}

/// Whether the code proves that the request was turned away, whatever the HTTP status says.
pub(crate) fn is_definite(code: i64, subcode: Option<i64>) -> bool {
    find(code, subcode).is_some_and(|row| row.recovery != Recovery::InDoubt)
}
