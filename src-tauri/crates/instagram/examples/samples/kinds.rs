//! Which type reads which kind of answer.

use crate::graph::{self, Facts};
use crate::{Sample, errors, insights, messages, tokens, webhooks};
use http::HeaderMap;
use instagram::messages::{Conversation, Message};
use instagram::{
    Account, ApiError, Comment, CommentId, Endpoint, FacebookPage, GetAudio, GetCopyrightCheck, GetMe, Hashtag, Media,
    MediaChild, Page, PublicMedia, SearchAudio,
};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value, json};
use std::fmt;

/// What this crate finds in an answer.
///
/// # Errors
/// What is wrong with it, as a sentence.
pub fn facts(sample: &Sample, body: &[u8]) -> Result<Value, String> {
    let kind = sample.kind.as_str();
    if kind == "errors" {
        return errors::facts(sample.status, body);
    }
    if kind.starts_with("webhook") {
        return webhooks::facts(body);
    }
    if let Some(error) = ApiError::in_answer(sample.status, &HeaderMap::new(), body) {
        return Err(format!("it was taken for an error: {error}"));
    }
    let call = sample.endpoint.as_str();
    let has = |part: &str| call.contains(part);
    match kind {
        "user" if has("/me?") => graph::decoded(&GetMe, body),
        "user" => object::<Account>(call, body),
        "media_list" | "media" | "stories" => object::<Media>(call, body),
        "children" => object::<MediaChild>(call, body),
        "comments" | "replies" => object::<Comment>(call, body),
        "accounts" => object::<FacebookPage>(call, body),
        "hashtag" if has("_media") => object::<PublicMedia>(call, body),
        "hashtag" => object::<Hashtag>(call, body),
        "conversations" => object::<Conversation>(call, body),
        "messages" if by_id(call) => object::<Message>(call, body),
        "messages" => messages::one(body),
        "send" => messages::sent(body),
        "user_profile" => messages::person(body),
        "container" => containers(call, body),
        "publishing_limit" => graph::publishing_limit(body),
        "publish" if has("media_publish") => graph::published(body),
        "publish" => graph::container_created(body),
        "insights_media" => insights::of_media(body),
        "insights_account" => insights::of_account(body),
        "discovery" => graph::business(body),
        "mentions" if has("mentioned_comment") => graph::mentioned_comment(body),
        "mentions" => graph::mentioned_media(body),
        "token" => tokens::token(call, body),
        "token_debug" => tokens::debugged(body),
        "misc" if has("copyright_check_information") => {
            let media = "1".into();
            read_only(GetCopyrightCheck { media: &media }.decode(body))
        }
        "misc" if has("ig_audio") => {
            let account = "1".into();
            let search = SearchAudio {
                account: &account,
                kind: instagram::AudioKind::Music,
                words: None,
            };
            read_only(search.decode(body))
        }
        "misc" if has("{audio-id}") => read_only(GetAudio { audio: &"1".into() }.decode(body)),
        "misc" if has("batch") => batch(body),
        // Shops and advertisements are none of this crate's business; it still knows a list and a post when it sees one.
        "misc" if has("boost_ads_list") => object::<Media>(call, body),
        "misc" => read::<Page<IgnoredAny>>(body).map(|_| Value::Null),
        other => Err(format!("nobody reads the kind `{other}`")),
    }
}

/// Whether the answer is a map of objects by their ids.
fn by_id(call: &str) -> bool {
    call.contains("?ids=")
}

/// An object, a list of them, or a map of them by id: told apart by the call, and by whether there is a list.
fn object<T: DeserializeOwned + Facts>(call: &str, body: &[u8]) -> Result<Value, String> {
    #[derive(Deserialize)]
    struct List {
        #[serde(rename = "data")]
        _data: Vec<IgnoredAny>,
    }
    if by_id(call) {
        let items: Vec<T> = read::<ById<T>>(body)?.0.into_iter().map(|(_, item)| item).collect();
        let mut facts = graph::items(&items);
        facts.insert("by_id".to_owned(), json!(true));
        return Ok(Value::Object(facts));
    }
    if serde_json::from_slice::<List>(body).is_ok() {
        return read::<Page<T>>(body).map(|page| Value::Object(graph::page(&page)));
    }
    read::<T>(body).map(|item| Value::Object(item.facts()))
}

/// Containers, one or several, each with its state.
fn containers(call: &str, body: &[u8]) -> Result<Value, String> {
    let bodies = if by_id(call) {
        read::<ById<Value>>(body)?
            .0
            .into_iter()
            .map(|(_, item)| item.to_string().into_bytes())
            .collect()
    } else {
        vec![body.to_vec()]
    };
    let mut facts = Map::new();
    for body in bodies {
        let (id, state) = graph::container(&body)?;
        facts.insert(id, state);
    }
    Ok(Value::Object(facts))
}

/// Several answers in one, each with its status and its body as a text.
fn batch(body: &[u8]) -> Result<Value, String> {
    #[derive(Deserialize)]
    struct Part {
        code: u16,
        body: String,
    }
    for part in read::<Vec<Part>>(body)? {
        let error = ApiError::in_answer(part.code, &HeaderMap::new(), part.body.as_bytes());
        if error.is_some() != (part.code >= 400) {
            return Err(format!("a part with status {} was misjudged", part.code));
        }
    }
    Ok(Value::Null)
}

/// A map of objects by their ids, in their order.
struct ById<T>(Vec<(CommentId, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ById<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = ById<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("objects by their ids")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<ById<T>, A::Error> {
                let mut found = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    found.push(entry);
                }
                Ok(ById(found))
            }
        }
        deserializer.deserialize_map(Entries(std::marker::PhantomData))
    }
}

/// Reads a model of this crate.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("it cannot be read: {error}"))
}

/// For answers of which no facts are expected.
pub fn read_only<T>(outcome: Result<T, ApiError>) -> Result<Value, String> {
    outcome.map(|_| Value::Null).map_err(|error| error.to_string())
}
