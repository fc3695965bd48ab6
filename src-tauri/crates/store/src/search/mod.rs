//! Search over what people wrote, what they are called, what the team noted on their items, and the captions of the posts
//! they wrote under.
//!
//! # What is promised
//! - One sign, two signs, single emoji, words of scripts that put no spaces between them, words inside a phrase, parts of
//!   handles and hashtags, text from right to left: all are found, whatever their case, accents and way of writing.
//! - Nothing that a person types is an operator of the database; a query never fails.
//! - What is found is what is marked: index, query and marks read a text with the same eyes (`fold`).
//! - Any text is taken, hostile ones included, and costs time and space in proportion to what is kept of it.
//!
//! - What is typed is looked for in one place: all of it in one entry, all of it in one note, or all of it in one caption.
//!   Words that stand partly in a caption and partly in a comment find nothing; excluded words leave an item out wherever
//!   they stand.
//! - A caption leads to everything that stands under its post.
//!
//! # How it works
//! FTS5 holds no text of its own, only the places of folded terms, under numbers that say by themselves which item and
//! entry or note is meant ([`Number`]). A search takes the numbers of all hits at once ([`hits`]) and leaves out of a list, which
//! stands in its order already, what is not among them: count and order are exact and nothing is sorted. Captions lie in a
//! small index of their own, and what stands under their posts is read off the index of items and media.
//!
//! Rows that were there before the index are taken in by and by ([`index_some`]); until then a search finds a part and
//! says so ([`progress`]).

mod backlog;
mod captions;
mod documents;
mod entries;
mod excerpt;
mod fold;
mod forget;
mod hits;
mod letters;
mod marks;
mod query;

pub use backlog::{Progress, index_some, progress};
pub use documents::{Document, Number, Terms, add, remove, replace};
pub use excerpt::{Excerpt, excerpt};
pub use forget::{Step, forget_some};
pub use hits::{Entries, FoundEntry, Hits, hits};
pub use marks::{marks, marks_in_name};
pub use query::{Query, Words};

pub(crate) use captions::{remove_captions, replace_captions};
pub(crate) use documents::{NUMBER_OF_COMMENT, NUMBER_OF_MESSAGE};
pub(crate) use entries::{
    add_comments, number, remove_comments, rename_conversation, replace_comments, replace_messages, replace_tagged_post,
};

#[cfg(test)]
mod fold_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod query_tests;
