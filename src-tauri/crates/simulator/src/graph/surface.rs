//! Everything the simulator answers, as one table. The dispatch goes by it, and [`surface`] shows it to whoever wants to
//! compare it with a list of calls.
//!
//! A module that answers calls has its own `ROWS`; [`TABLES`] puts them together.

use std::pin::Pin;

use axum::http::Method;
use serde::Serialize;
use serde_json::Value;

use super::{Call, Caller, Refusal, Target, Visitor};
use crate::fault::Endpoint;
use crate::oauth::{self, BOTH, Flavour};

/// What a call comes to.
pub(crate) type Outcome = Result<Value, Refusal>;
/// An outcome that takes its time: something is downloaded.
pub(crate) type Later<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// What a call is about, and the work to do then.
#[derive(Clone, Copy)]
pub(crate) enum On {
    /// Nothing: a path of its own, without a token.
    Open(fn(&Visitor<'_>) -> Outcome),
    /// Nothing: a path of its own.
    Root(fn(&Caller<'_>) -> Outcome),
    Account(fn(&Caller<'_>, u32) -> Outcome),
    AccountLater(for<'a, 'b> fn(&'a Caller<'b>, u32) -> Later<'a>),
    Post(fn(&Caller<'_>, u32) -> Outcome),
    Slide(fn(&Caller<'_>, u32, u8) -> Outcome),
    Comment(fn(&Caller<'_>, u32) -> Outcome),
    Container(fn(&Caller<'_>, u32) -> Outcome),
    /// A hashtag, by its id.
    Hashtag(fn(&Caller<'_>, u64) -> Outcome),
    /// A sound for reels, by its number.
    Audio(fn(&Caller<'_>, u8) -> Outcome),
    /// A Page, by the account linked to it.
    Page(fn(&Caller<'_>, u32) -> Outcome),
    PageLater(for<'a, 'b> fn(&'a Caller<'b>, u32) -> Later<'a>),
    Conversation(fn(&Caller<'_>, u32) -> Outcome),
    /// A message, by its conversation and its place in it.
    Message(fn(&Caller<'_>, u32, u32) -> Outcome),
    /// Somebody who writes to an account, by their number.
    Contact(fn(&Caller<'_>, u64) -> Outcome),
    /// The person behind Facebook Login.
    Person(fn(&Caller<'_>) -> Outcome),
    Business(fn(&Caller<'_>) -> Outcome),
}

/// A kind of object, as rows and targets have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    Account,
    Post,
    Slide,
    Comment,
    Container,
    Hashtag,
    Audio,
    Page,
    Person,
    Business,
    Conversation,
    Message,
    Contact,
}

impl On {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Open(_) | Self::Root(_) => Kind::Root,
            Self::Account(_) | Self::AccountLater(_) => Kind::Account,
            Self::Post(_) => Kind::Post,
            Self::Slide(_) => Kind::Slide,
            Self::Comment(_) => Kind::Comment,
            Self::Container(_) => Kind::Container,
            Self::Hashtag(_) => Kind::Hashtag,
            Self::Audio(_) => Kind::Audio,
            Self::Page(_) | Self::PageLater(_) => Kind::Page,
            Self::Conversation(_) => Kind::Conversation,
            Self::Message(_) => Kind::Message,
            Self::Contact(_) => Kind::Contact,
            Self::Person(_) => Kind::Person,
            Self::Business(_) => Kind::Business,
        }
    }

    /// The work of a call without a token.
    pub(super) fn open(self) -> Option<fn(&Visitor<'_>) -> Outcome> {
        match self {
            Self::Open(work) => Some(work),
            _ => None,
        }
    }

    /// Does work that takes no time; `None` when it does. The target is of the row's kind.
    pub(super) fn now(self, caller: &Caller<'_>, target: Target) -> Option<Outcome> {
        Some(match (self, target) {
            (Self::AccountLater(_) | Self::PageLater(_), _) => return None,
            (Self::Root(work), _) => work(caller),
            (Self::Account(work), Target::Account(account)) => work(caller, account),
            (Self::Post(work), Target::Post(post)) => work(caller, post),
            (Self::Slide(work), Target::Slide(post, slide)) => work(caller, post, slide),
            (Self::Comment(work), Target::Comment(comment)) => work(caller, comment),
            (Self::Container(work), Target::Container(container)) => work(caller, container),
            (Self::Hashtag(work), Target::Hashtag(hashtag)) => work(caller, hashtag),
            (Self::Audio(work), Target::Audio(sound)) => work(caller, sound),
            (Self::Page(work), Target::Page(page)) => work(caller, page),
            (Self::Conversation(work), Target::Conversation(conversation)) => work(caller, conversation),
            (Self::Message(work), Target::Message(conversation, message)) => work(caller, conversation, message),
            (Self::Contact(work), Target::Contact(person)) => work(caller, person),
            (Self::Person(work), Target::Person) | (Self::Business(work), Target::Business) => work(caller),
            _ => Err(super::missing(caller.call)),
        })
    }

    /// Does the work that takes its time.
    pub(super) async fn later(self, caller: &Caller<'_>, target: Target) -> Outcome {
        match (self, target) {
            (Self::AccountLater(work), Target::Account(account)) | (Self::PageLater(work), Target::Page(account)) => {
                work(caller, account).await
            }
            _ => Err(super::missing(caller.call)),
        }
    }
}

impl Kind {
    fn pattern(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Account => "/{account}",
            Self::Post => "/{media}",
            Self::Slide => "/{child}",
            Self::Comment => "/{comment}",
            Self::Container => "/{container}",
            Self::Hashtag => "/{hashtag}",
            Self::Audio => "/{audio}",
            Self::Page => "/{page}",
            Self::Person => "/me",
            Self::Business => "/{business}",
            Self::Conversation => "/{conversation}",
            Self::Message => "/{message}",
            Self::Contact => "/{person}",
        }
    }
}

/// One call of the surface.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    method: Verb,
    on: On,
    /// The edge, or the path of a root call; a last segment in braces stands for any.
    edge: Option<&'static str>,
    /// Further conditions, and how the documentation writes them.
    when: Option<Condition>,
    endpoint: Endpoint,
    flavours: &'static [Flavour],
}

/// How the documentation writes a condition, and whether a call meets it.
type Condition = (&'static str, fn(&Call) -> bool);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Get,
    Post,
    Delete,
}

impl Verb {
    fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }

    fn is(self, method: &Method) -> bool {
        method.as_str() == self.name()
    }
}

impl Row {
    const fn new(method: Verb, on: On, edge: Option<&'static str>, endpoint: Endpoint) -> Self {
        Self {
            method,
            on,
            edge,
            when: None,
            endpoint,
            flavours: BOTH,
        }
    }

    /// `GET /{object}`.
    pub(crate) const fn read(on: On, endpoint: Endpoint) -> Self {
        Self::new(Verb::Get, on, None, endpoint)
    }

    /// `POST /{object}`.
    pub(crate) const fn update(on: On, endpoint: Endpoint) -> Self {
        Self::new(Verb::Post, on, None, endpoint)
    }

    /// `DELETE /{object}`.
    pub(crate) const fn remove(on: On, endpoint: Endpoint) -> Self {
        Self::new(Verb::Delete, on, None, endpoint)
    }

    /// `GET /{object}/edge`.
    pub(crate) const fn get(on: On, edge: &'static str, endpoint: Endpoint) -> Self {
        Self::new(Verb::Get, on, Some(edge), endpoint)
    }

    /// `POST /{object}/edge`.
    pub(crate) const fn post(on: On, edge: &'static str, endpoint: Endpoint) -> Self {
        Self::new(Verb::Post, on, Some(edge), endpoint)
    }

    /// `DELETE /{object}/edge`.
    pub(crate) const fn delete(on: On, edge: &'static str, endpoint: Endpoint) -> Self {
        Self::new(Verb::Delete, on, Some(edge), endpoint)
    }

    /// Only with these flavours; both otherwise.
    pub(crate) const fn of(self, flavours: &'static [Flavour]) -> Self {
        Self { flavours, ..self }
    }

    /// Only calls of which `holds` is true; `written` is how the documentation tells them apart, such as `hide=true`.
    /// Of rows that fit the first one counts.
    pub(crate) const fn when(self, written: &'static str, holds: fn(&Call) -> bool) -> Self {
        Self {
            when: Some((written, holds)),
            ..self
        }
    }

    pub(super) fn endpoint(&self) -> Endpoint {
        self.endpoint
    }

    pub(super) fn on(&self) -> On {
        self.on
    }

    pub(super) fn has(&self, flavour: Flavour) -> bool {
        self.flavours.contains(&flavour)
    }

    /// The flavour of a call that brings no token.
    pub(super) fn own_flavour(&self) -> Option<Flavour> {
        match self.flavours {
            [only] => Some(*only),
            _ => None,
        }
    }

    fn fits(&self, call: &Call, kind: Kind) -> bool {
        self.on.kind() == kind
            && self.method.is(&call.method)
            && self.fits_edge(call, kind)
            && self.when.is_none_or(|(_, holds)| holds(call))
    }

    fn fits_edge(&self, call: &Call, kind: Kind) -> bool {
        let path = call.path();
        let asked = match kind {
            Kind::Root => Some(path.as_str()),
            _ => call.edge.as_deref(),
        };
        match (self.edge, asked) {
            (None, None) => true,
            (Some(edge), Some(asked)) => match edge.split_once("/{") {
                Some((front, _)) => asked.split_once('/').is_some_and(|(given, _)| given == front),
                None => edge == asked,
            },
            _ => false,
        }
    }

    fn facts(&self) -> SurfaceRow {
        let edge = self.edge.map(|edge| format!("/{edge}")).unwrap_or_default();
        let when = self.when.map(|(written, _)| format!("?{written}")).unwrap_or_default();
        SurfaceRow {
            method: self.method.name(),
            path: format!("{}{edge}{when}", self.on.kind().pattern()),
            endpoint: self.endpoint,
            flavours: self.flavours,
        }
    }
}

/// The rows of every module.
const TABLES: &[&[Row]] = &[
    oauth::TOKEN_ROWS,
    oauth::FACEBOOK_ROWS,
    super::several::ROWS,
    super::pages::ROWS,
    super::discovery::BUSINESS_ROWS,
    super::discovery::HASHTAG_ROWS,
    super::discovery::OEMBED_ROWS,
    super::others::MENTION_ROWS,
    super::others::COLLABORATION_ROWS,
    super::others::TAG_ROWS,
    super::account::ROWS,
    super::likes::ROWS,
    super::live_media::ROWS,
    super::removal::ROWS,
    super::read::ROWS,
    super::write::ROWS,
    super::publishing::ROWS,
    super::publishing::AUDIO_ROWS,
    super::insights::ROWS,
    super::messaging::ROWS,
];

fn rows() -> impl Iterator<Item = &'static Row> {
    TABLES.iter().copied().flatten()
}

/// The row of a call that is about an object of this kind: the first that fits and that the flavour has, else the first
/// that fits.
pub(super) fn row(call: &Call, kind: Kind, flavour: Option<Flavour>) -> Option<&'static Row> {
    let fitting = || rows().filter(|row| row.fits(call, kind));
    let of_flavour = fitting().find(|row| flavour.is_none_or(|flavour| row.has(flavour)));
    of_flavour.or_else(|| fitting().next())
}

/// The row of `GET /{account}/edge` with this flavour.
pub(super) fn edge_of_account(edge: &str, flavour: Flavour) -> Option<&'static Row> {
    rows().find(|row| {
        row.on.kind() == Kind::Account && row.method == Verb::Get && row.edge == Some(edge) && row.has(flavour)
    })
}

/// What a call means that its own kind of object does not have: the same edge of another kind.
pub(super) fn elsewhere(call: &Call) -> Option<Endpoint> {
    let same = |row: &&Row| row.method.is(&call.method) && row.fits_edge(call, row.on.kind());
    rows()
        .filter(|row| row.on.kind() != Kind::Root)
        .find(same)
        .map(Row::endpoint)
}

/// One call the simulator answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SurfaceRow {
    /// HTTP method.
    pub method: &'static str,
    /// Path behind the version, kinds of objects in braces: `/{media}/comments`. What tells calls of one path apart
    /// stands behind a question mark: `/{comment}?hide=true`.
    pub path: String,
    /// Its name in faults and requests.
    pub endpoint: Endpoint,
    /// The set-ups that have it.
    pub flavours: &'static [Flavour],
}

/// Every call the simulator answers, besides the pages a person clicks through while logging in.
#[must_use]
pub fn surface() -> Vec<SurfaceRow> {
    let token_host = SurfaceRow {
        method: "POST",
        path: "/oauth/access_token?grant_type=authorization_code".to_owned(),
        endpoint: Endpoint::Token,
        flavours: oauth::INSTAGRAM,
    };
    let upload_host = SurfaceRow {
        method: "POST",
        path: "/ig-api-upload/{version}/{container}".to_owned(),
        endpoint: Endpoint::Upload,
        flavours: oauth::FACEBOOK,
    };
    let others = [token_host, upload_host].into_iter();
    others.chain(rows().map(Row::facts)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_call_is_in_the_table_twice() {
        let mut seen = BTreeSet::new();
        for row in surface() {
            assert!(seen.insert((row.method, row.path.clone())), "{row:?}");
            assert!(!row.flavours.is_empty());
            assert!(row.path.starts_with('/'), "{row:?}");
        }
        assert!(seen.contains(&("GET", "/{media}/comments".to_owned())));
    }
}
