//! What a typed line asks of the database.
//!
//! A term is about the item (its state, its post, its account, what the team wrote down on it) or about an entry of it
//! (who wrote it, when, what is in it). Terms about entries must all hold for one and the same entry, so that
//! `from:anna has:link` finds what Anna wrote with a link in it; with a minus, the term must hold for no entry. Our own
//! answers are no entries. An entry is a comment, a message or a tagged post: the same question is asked of each table.
//!
//! Free text is not asked here: it is [`crate::search`]'s, and [`super::narrow`] brings both together.
//!
//! Each kind becomes one set of item numbers, so that the index of the view goes on serving the list in its order.

use jiff::Zoned;
use sqlx::{Sqlite, query_builder::QueryBuilder};

use super::filter::{Scope, View};
use super::language::{Has, Is, Term, Terms, Token};
use super::written::{HAS_NOTE, push_labelled};
use crate::MessageKind;
use crate::words::Trait;

/// A typed line at the moment and in the zone it was asked in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditions {
    terms: Terms,
    now: Zoned,
}

type Query = QueryBuilder<'static, Sqlite>;

/// What a term is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Item,
    Entry(Entries),
}

/// The kinds of entries, each a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entries {
    Comments,
    Messages,
    TaggedPosts,
}

impl Conditions {
    /// Fixes what `7d` and `today` mean: a list stays the same list while it is open.
    pub const fn new(terms: Terms, now: Zoned) -> Self {
        Self { terms, now }
    }

    /// Whether both ask the same, be it at another moment.
    pub(super) fn asks_as(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.terms.terms, &other.terms.terms);
        let same = |(one, other): (&Term, &Term)| one.negated == other.negated && one.token == other.token;
        ours.len() == theirs.len() && ours.iter().zip(theirs).all(same)
    }

    /// Adds the conditions, each behind an `AND`, to a statement about items of the accounts in scope.
    pub(super) fn push(&self, query: &mut Query, scope: &Scope) {
        let items = self.of_items();
        if !items.is_empty() {
            query.push(" AND id IN (SELECT id FROM items WHERE 1");
            for term in items {
                query.push(if term.negated { " AND NOT (" } else { " AND (" });
                self.push_token(query, &term.token, Level::Item, scope);
                query.push(")");
            }
            query.push(")");
        }
        let (without, with): (Vec<&Term>, Vec<&Term>) = self.of_entries().into_iter().partition(|term| term.negated);
        if !with.is_empty() {
            query.push(" AND id IN ");
            let tokens: Vec<&Token> = with.iter().map(|term| &term.token).collect();
            self.push_entries(query, &tokens, scope);
        }
        for term in without {
            query.push(" AND id NOT IN ");
            self.push_entries(query, &[&term.token], scope);
        }
    }

    /// Whether something is asked of one and the same entry.
    pub(super) fn tells_entries(&self) -> bool {
        self.of_entries().iter().any(|term| !term.negated)
    }

    /// Adds what is asked of one and the same entry, each term behind an `AND`, to a statement about entries of one kind.
    pub(super) fn push_of_entries(&self, query: &mut Query, entries: Entries, scope: &Scope) {
        scope.push(query);
        for term in self.of_entries().iter().filter(|term| !term.negated) {
            query.push(" AND (");
            self.push_token(query, &term.token, Level::Entry(entries), scope);
            query.push(")");
        }
    }

    fn of_items(&self) -> Vec<&Term> {
        let terms = self.terms.terms.iter();
        terms.filter(|term| about(&term.token) == About::Item).collect()
    }

    fn of_entries(&self) -> Vec<&Term> {
        let terms = self.terms.terms.iter();
        terms.filter(|term| about(&term.token) == About::Entry).collect()
    }

    /// The items with an entry for which every token holds.
    fn push_entries(&self, query: &mut Query, tokens: &[&Token], scope: &Scope) {
        query.push("(SELECT item FROM comments WHERE ours = 0 AND item IS NOT NULL");
        self.push_all_of(query, tokens, Entries::Comments, scope);
        query.push(" UNION ALL SELECT item FROM messages WHERE ours = 0");
        self.push_all_of(query, tokens, Entries::Messages, scope);
        query.push(" UNION ALL SELECT item FROM tagged_posts WHERE 1");
        self.push_all_of(query, tokens, Entries::TaggedPosts, scope);
        query.push(")");
    }

    fn push_all_of(&self, query: &mut Query, tokens: &[&Token], entries: Entries, scope: &Scope) {
        scope.push(query);
        for token in tokens {
            query.push(" AND (");
            self.push_token(query, token, Level::Entry(entries), scope);
            query.push(")");
        }
    }

    fn push_token(&self, query: &mut Query, token: &Token, level: Level, scope: &Scope) {
        match token {
            // Search answers for words, and they are in no set of items.
            Token::Words(_) => {
                query.push("1");
            }
            Token::From(handles) => {
                // Every account, named so that the index of accounts and handles finds the handle.
                query.push(match level {
                    Level::Entry(Entries::Messages) => "item IN (SELECT item FROM conversations WHERE username IN (",
                    _ => "account IN (SELECT id FROM accounts) AND (username IN (",
                });
                let mut list = query.separated(", ");
                for handle in handles {
                    list.push_bind(handle.clone());
                }
                query.push("))");
            }
            // A conversation stands under no post.
            Token::Post(posts) => {
                query.push("media IS NOT NULL AND media IN (SELECT id FROM media WHERE ");
                either(query, posts, |query, post| push_post(query, post));
                query.push(")");
            }
            Token::Is(words) => either(query, words, |query, word| match (state(*word), level) {
                // Nobody waits for an answer to one.
                (_, Level::Entry(Entries::TaggedPosts)) if *word == Is::Human => {
                    query.push("0");
                }
                (State::Item(condition), _)
                | (State::Entry { comment: condition, .. }, Level::Entry(Entries::Comments))
                | (State::Entry { message: condition, .. }, Level::Entry(Entries::Messages | Entries::TaggedPosts)) => {
                    query.push(condition);
                }
                // An entry's word beside an item's, as in `is:open,question`.
                (State::Entry { .. }, Level::Item) => {
                    query.push("id IN ");
                    self.push_entries(query, &[&Token::Is(vec![*word])], scope);
                }
            }),
            Token::Has(things) => either(query, things, |query, thing| match (held(*thing), level) {
                (Held::Item(condition), _) => {
                    query.push(condition);
                }
                (Held::Entry(wanted), Level::Entry(entries)) => push_trait(query, wanted, entries),
                // An entry's word beside an item's, as in `has:note,link`.
                (Held::Entry(_), Level::Item) => {
                    query.push("id IN ");
                    self.push_entries(query, &[&Token::Has(vec![*thing])], scope);
                }
            }),
            Token::Lang(languages) => either(query, languages, |query, language| match language {
                Some(language) => {
                    query.push("lang = ").push_bind(language.code());
                }
                None => {
                    query.push("lang IS NULL AND traits IS NOT NULL");
                }
            }),
            Token::Account(names) => {
                query.push("account IN (SELECT id FROM accounts WHERE ");
                either(query, names, |query, name| {
                    query.push("lower(username) = ").push_bind(name.clone());
                    query.push(" OR lower(mark) = ").push_bind(name.clone());
                });
                query.push(")");
            }
            Token::Before(when) => {
                query
                    .push("sort_at < ")
                    .push_bind(when.instant(&self.now).as_millisecond());
            }
            Token::After(when) => {
                query
                    .push("sort_at >= ")
                    .push_bind(when.instant(&self.now).as_millisecond());
            }
            Token::Replied(yes) => {
                query.push(match (level, *yes) {
                    // Nobody can answer a tagged post from here.
                    (Level::Entry(Entries::TaggedPosts), yes) => ["1", "0"][usize::from(yes)],
                    (_, true) => "answered = 1",
                    (_, false) => "answered = 0",
                });
            }
            Token::Label(names) => push_labelled(query, names),
            // There are no rules here: nothing has one.
            Token::Rule(_) => {
                query.push("0");
            }
        }
    }
}

/// What a word of `is:` asks, and of what.
enum State {
    Item(&'static str),
    Entry {
        comment: &'static str,
        /// Of a tagged post, too: like a message it is never hidden and stands under nothing.
        message: &'static str,
    },
}

/// What a term is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Item,
    Entry,
    Words,
}

fn about(token: &Token) -> About {
    match token {
        Token::Post(_) | Token::Account(_) | Token::Rule(_) | Token::Label(_) => About::Item,
        Token::Is(words) if words.iter().any(|word| matches!(state(*word), State::Item(_))) => About::Item,
        Token::Has(things) if things.iter().any(|thing| matches!(held(*thing), Held::Item(_))) => About::Item,
        Token::Words(_) => About::Words,
        Token::From(_)
        | Token::Is(_)
        | Token::Has(_)
        | Token::Lang(_)
        | Token::Before(_)
        | Token::After(_)
        | Token::Replied(_) => About::Entry,
    }
}

/// None of these is ever NULL where it is asked, so that `NOT` turns each around.
const fn state(word: Is) -> State {
    match word {
        Is::Open => State::Item("open > 0 AND snoozed_until IS NULL"),
        Is::Done => State::Item("open = 0 AND done > 0"),
        Is::Snoozed => State::Item("snoozed_until IS NOT NULL"),
        Is::Flagged => State::Item("flagged_at IS NOT NULL"),
        Is::Muted => State::Item("muted_at IS NOT NULL"),
        Is::Mine => State::Item("coalesce(assignee = (SELECT id FROM members WHERE here = 1), 0)"),
        Is::Unassigned => State::Item("assignee IS NULL"),
        // The view's own rule.
        Is::Closing => State::Item(View::WindowClosing.condition()),
        Is::Comment => State::Item("kind = 1"),
        Is::Message => State::Item("kind = 2"),
        Is::Unread => State::Entry {
            comment: "read_at IS NULL AND gone_at IS NULL AND hidden = 0",
            message: "read_at IS NULL AND gone_at IS NULL",
        },
        // Nobody can hide a message, and none stands under another.
        Is::Hidden => State::Entry {
            comment: "hidden = 1 AND gone_at IS NULL",
            message: "0",
        },
        Is::Reply => State::Entry {
            comment: "parent IS NOT NULL",
            message: "0",
        },
        Is::Gone => State::Entry {
            comment: "gone_at IS NOT NULL",
            message: "gone_at IS NOT NULL",
        },
        Is::Question => State::Entry {
            comment: ASKS,
            message: ASKS,
        },
        // Word for word the conditions of the partial indexes.
        Is::Human => State::Entry {
            comment: "gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0 AND traits & 32",
            message: "gone_at IS NULL AND done_at IS NULL AND answered = 0 AND traits & 32",
        },
    }
}

const ASKS: &str = "traits & 1";

/// What a word of `has:` asks, and of what.
enum Held {
    Item(&'static str),
    Entry(Trait),
}

const fn held(thing: Has) -> Held {
    match thing {
        Has::Link => Held::Entry(Trait::Link),
        Has::Mention => Held::Entry(Trait::Mention),
        Has::Emoji => Held::Entry(Trait::Emoji),
        Has::Media => Held::Entry(Trait::Wordless),
        Has::Note => Held::Item(HAS_NOTE),
    }
}

fn push_trait(query: &mut Query, wanted: Trait, entries: Entries) {
    query.push("traits & ").push_bind(wanted.bit());
    if (wanted, entries) == (Trait::Mention, Entries::Messages) {
        query.push(" OR kind = ").push_bind(MessageKind::StoryMention.code());
    }
    // To tag is to mention.
    if (wanted, entries) == (Trait::Mention, Entries::TaggedPosts) {
        query.push(" OR 1");
    }
}

/// A post by its id, by the code in a link to it, or by words of its caption.
fn push_post(query: &mut Query, post: &str) {
    if post.bytes().all(|digit| digit.is_ascii_digit()) {
        query.push("media_id = ").push_bind(post.to_owned());
    } else if let Some(code) = code_of(post) {
        query
            .push("permalink LIKE ")
            .push_bind(format!("%/{}/%", escaped(code)));
        query.push(ESCAPE);
    } else {
        query.push("caption LIKE ").push_bind(format!("%{}%", escaped(post)));
        query.push(ESCAPE);
    }
}

/// The part of a link that names the post: it stands behind `/p/`, `/reel/` or `/tv/`.
fn code_of(link: &str) -> Option<&str> {
    let mut parts = link.split(['/', '?', '#']);
    parts.find(|part| matches!(*part, "p" | "reel" | "tv"))?;
    parts.next().filter(|code| link.contains('/') && !code.is_empty())
}

const ESCAPE: &str = r" ESCAPE '\'";

/// A text that `LIKE` takes as it is.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

/// One of several conditions.
fn either<T>(query: &mut Query, each: &[T], push: impl Fn(&mut Query, &T)) {
    for (place, one) in each.iter().enumerate() {
        query.push(if place > 0 { " OR (" } else { "(" });
        push(query, one);
        query.push(")");
    }
}
