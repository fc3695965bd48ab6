//! The filter language: what a person types above a list, as a syntax tree.
//!
//! ```text
//! from:anna,@ola  is:open  -has:link  after:7d  "second set"  price
//! ```
//!
//! A line is terms side by side, and all of them must hold. A term is a token (`key:value`) or free text; commas between
//! values mean *or*, a minus in front means *not*, quotes keep spaces together. `\"` is a quote inside quotes.
//!
//! # What is promised
//! - [`read`] takes any text: it never fails, and what it cannot use becomes a [`Complaint`] that points at the spot.
//! - The terms printed are the terms read: `read(terms.to_string())` gives the same terms and no complaint.
//! - Every span lies inside the text, on boundaries of characters.
//! - The tree is free of the clock and of the database: `after:7d` stays seven days, whenever the list is opened. What it
//!   means is worked out when a list is opened.

mod complaint;
mod complete;
mod grammar;
mod meaning;
mod names;
mod print;
mod terms;
#[cfg(test)]
mod tests;
mod vocabulary;
mod when;

pub use complaint::{Complaint, ComplaintKind};
pub use complete::{Completions, Suggestion, complete};
pub use meaning::{MOST_TERMS, read};
pub use names::{AccountName, Names};
pub use terms::{Span, Term, Terms, Token, Words};
pub use vocabulary::{Has, Is, Key};
pub use when::{Unit, When};
