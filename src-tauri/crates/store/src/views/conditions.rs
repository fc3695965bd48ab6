//! What a typed line asks of the database.
//!
//! A term is about the item (its state, its post, its account) or about an entry of it (who wrote it, when, what is in
//! it). Terms about entries must all hold for one and the same entry, so that `from:anna has:link` finds what Anna wrote
//! with a link in it; with a minus, the term must hold for no entry. Our own answers are no entries.
//!
//! Free text is not asked here: it is [`crate::search`]'s, and [`super::narrow`] brings both together.
//!
//! Each kind becomes one set of item numbers, so that the index of the view goes on serving the list in its order.

use jiff::Zoned;
use sqlx::{Sqlite, query_builder::QueryBuilder};

use super::filter::Scope;
use super::language::{Has, Is, Term, Terms, Token};
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
    Entry,
    /// The search index.
    Words,
}

impl Conditions {
    /// Fixes what `7d` and `today` mean: a list stays the same list while it is open.
    pub const fn new(terms: Terms, now: Zoned) -> Self {
        Self { terms, now }
    }

    /// Adds the conditions, each behind an `AND`, to a statement about items of the accounts in scope.
    pub(super) fn push(&self, query: &mut Query, scope: &Scope) {
        let items = self.of_level(Level::Item);
        if !items.is_empty() {
            query.push(" AND id IN (SELECT id FROM items WHERE 1");
            for term in items {
                query.push(if term.negated { " AND NOT (" } else { " AND (" });
                self.push_token(query, &term.token, Level::Item, scope);
                query.push(")");
            }
            query.push(")");
        }
        let (without, with): (Vec<&Term>, Vec<&Term>) =
            self.of_level(Level::Entry).into_iter().partition(|term| term.negated);
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
        self.of_level(Level::Entry).iter().any(|term| !term.negated)
    }

    /// Adds what is asked of one and the same entry, each term behind an `AND`, to a statement about comments.
    pub(super) fn push_of_entries(&self, query: &mut Query, scope: &Scope) {
        scope.push(query);
        for term in self.of_level(Level::Entry).iter().filter(|term| !term.negated) {
            query.push(" AND (");
            self.push_token(query, &term.token, Level::Entry, scope);
            query.push(")");
        }
    }

    fn of_level(&self, wanted: Level) -> Vec<&Term> {
        let terms = self.terms.terms.iter();
        terms.filter(|term| level(&term.token) == wanted).collect()
    }

    /// The items with an entry for which every token holds.
    fn push_entries(&self, query: &mut Query, tokens: &[&Token], scope: &Scope) {
        query.push("(SELECT item FROM comments WHERE ours = 0 AND item IS NOT NULL");
        scope.push(query);
        for token in tokens {
            query.push(" AND (");
            self.push_token(query, token, Level::Entry, scope);
            query.push(")");
        }
        query.push(")");
    }

    fn push_token(&self, query: &mut Query, token: &Token, level: Level, scope: &Scope) {
        match token {
            // Search answers for words, and they are in no set of items.
            Token::Words(_) => {
                query.push("1");
            }
            Token::From(handles) => {
                // Every account, named so that the index of accounts and handles finds the handle.
                query.push("account IN (SELECT id FROM accounts) AND username IN (");
                let mut list = query.separated(", ");
                for handle in handles {
                    list.push_bind(handle.clone());
                }
                query.push(")");
            }
            Token::Post(posts) => {
                query.push("media IN (SELECT id FROM media WHERE ");
                either(query, posts, |query, post| push_post(query, post));
                query.push(")");
            }
            Token::Is(words) => either(query, words, |query, word| match (state(*word), level) {
                (State::Item(condition), _) | (State::Entry(condition), Level::Entry) => {
                    query.push(condition);
                }
                // An entry's word beside an item's, as in `is:open,question`.
                (State::Entry(_), Level::Item | Level::Words) => {
                    query.push("id IN ");
                    self.push_entries(query, &[&Token::Is(vec![*word])], scope);
                }
            }),
            Token::Has(things) => either(query, things, |query, thing| push_trait(query, within(*thing))),
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
                query.push(if *yes { "answered = 1" } else { "answered = 0" });
            }
            // There are no rules and no labels here: nothing has one.
            Token::Rule(_) | Token::Label(_) => {
                query.push("0");
            }
        }
    }
}

/// What a word of `is:` asks, and of what.
enum State {
    Item(&'static str),
    Entry(&'static str),
}

fn level(token: &Token) -> Level {
    match token {
        Token::Post(_) | Token::Account(_) | Token::Rule(_) | Token::Label(_) => Level::Item,
        Token::Is(words) if words.iter().any(|word| matches!(state(*word), State::Item(_))) => Level::Item,
        Token::Words(_) => Level::Words,
        Token::From(_)
        | Token::Is(_)
        | Token::Has(_)
        | Token::Lang(_)
        | Token::Before(_)
        | Token::After(_)
        | Token::Replied(_) => Level::Entry,
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
        Is::Comment => State::Item("kind = 1"),
        Is::Message => State::Item("kind = 2"),
        Is::Unread => State::Entry("read_at IS NULL AND gone_at IS NULL AND hidden = 0"),
        Is::Hidden => State::Entry("hidden = 1 AND gone_at IS NULL"),
        Is::Gone => State::Entry("gone_at IS NOT NULL"),
        Is::Reply => State::Entry("parent IS NOT NULL"),
        Is::Question => State::Entry(ASKS),
    }
}

const ASKS: &str = "traits & 1";

const fn within(thing: Has) -> Trait {
    match thing {
        Has::Link => Trait::Link,
        Has::Mention => Trait::Mention,
        Has::Emoji => Trait::Emoji,
        Has::Media => Trait::Wordless,
    }
}

fn push_trait(query: &mut Query, wanted: Trait) {
    query.push("traits & ").push_bind(wanted.bit());
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
