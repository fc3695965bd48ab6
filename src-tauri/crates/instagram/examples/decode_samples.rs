//! Reads a folder of recorded answers with this crate and compares what it finds with what the folder's `EXPECTED.json`
//! says is in them.
//!
//! `cargo run -p postroom-instagram --example decode_samples -- FOLDER`
//!
//! `EXPECTED.json` is `{"expected": {"kind/file.json": {…facts…}}}`. Facts are compared only where this crate reads the
//! field. Exits with an error when a decoded answer disagrees.
#![allow(clippy::print_stdout, reason = "a program for people")]

use http::HeaderMap;
use instagram::{
    AccountId, ApiError, Comment, CommentId, ContainerId, ContainerStatus, Endpoint, GetComment, GetContainer, GetMe,
    GetMedia, GetPublishingLimit, ListComments, ListMedia, ListReplies, LongToken, Media, MediaId, Page, ShortToken,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

const KINDS: [&str; 9] = [
    "user",
    "media_list",
    "media",
    "comments",
    "replies",
    "errors",
    "token",
    "container",
    "publishing_limit",
];

/// What became of one sample.
enum Outcome {
    Agrees,
    /// No endpoint of this crate is answered in this shape.
    NotOurs(&'static str),
    /// Readable, and refused on purpose: it lacks what was asked for.
    Incomplete(String),
    Disagrees(String),
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        println!("usage: decode_samples FOLDER");
        return ExitCode::FAILURE;
    };
    match run(Path::new(&folder)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path) -> Result<bool, Box<dyn std::error::Error>> {
    let expected: Value = serde_json::from_slice(&std::fs::read(folder.join("EXPECTED.json"))?)?;
    let expected = expected["expected"].as_object().cloned().unwrap_or_default();
    let mut figures: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (file, facts) in &expected {
        let Some(kind) = KINDS.into_iter().find(|kind| file.split('/').next() == Some(kind)) else {
            continue;
        };
        let body = std::fs::read(folder.join(file))?;
        let figures = figures.entry(kind).or_default();
        match compare(kind, &body, facts) {
            Outcome::Agrees => figures[0] += 1,
            Outcome::NotOurs(why) => {
                figures[1] += 1;
                println!("{file}: not met by an endpoint of this crate: {why}");
            }
            Outcome::Incomplete(why) => {
                figures[2] += 1;
                println!("{file}: refused as incomplete: {why}");
            }
            Outcome::Disagrees(how) => {
                figures[3] += 1;
                println!("{file}: DISAGREES: {how}");
            }
        }
    }
    println!(
        "{:<12} {:>7} {:>9} {:>11} {:>10}",
        "kind", "agree", "not ours", "incomplete", "disagree"
    );
    for (kind, [agree, not_ours, incomplete, disagree]) in &figures {
        println!("{kind:<12} {agree:>7} {not_ours:>9} {incomplete:>11} {disagree:>10}");
    }
    Ok(figures.values().all(|figures| figures[3] == 0))
}

fn compare(kind: &str, body: &[u8], facts: &Value) -> Outcome {
    if facts.get("by_id").is_some() {
        return Outcome::NotOurs("a map keyed by id, the answer to `?ids=`");
    }
    // The ids of a request say nothing about its answer.
    let (account, media, comment) = (AccountId::from("1"), MediaId::from("1"), CommentId::from("1"));
    let is_list = facts.get("ids").is_some();
    match kind {
        "user" => found(GetMe.decode(body).map(|me| user(&me)), facts),
        "media_list" => {
            let endpoint = ListMedia::new(&account);
            found(endpoint.decode(body).map(|page| media_page(&page)), facts)
        }
        "media" => found(GetMedia::new(&media).decode(body).map(|media| one_media(&media)), facts),
        "comments" if is_list => {
            let endpoint = ListComments {
                media: &media,
                limit: 50,
                after: None,
            };
            found(endpoint.decode(body).map(|page| comment_page(&page, facts)), facts)
        }
        "replies" if is_list => {
            let endpoint = ListReplies {
                comment: &comment,
                limit: 50,
                after: None,
            };
            found(endpoint.decode(body).map(|page| comment_page(&page, facts)), facts)
        }
        "comments" | "replies" => {
            let endpoint = GetComment { comment: &comment };
            found(endpoint.decode(body).map(|comment| json!({"id": comment.id})), facts)
        }
        "errors" => error(body, facts),
        "container" => container(body, facts),
        "publishing_limit" => {
            let endpoint = GetPublishingLimit {
                account: &account,
                since: None,
            };
            let read = endpoint.decode(body).map(|limit| {
                json!({"usage": limit.used, "total": limit.total, "duration": limit.duration.map(|time| time.as_secs())})
            });
            found(read, facts)
        }
        _ => token(body, facts),
    }
}

fn user(me: &instagram::Me) -> Value {
    json!({"id": me.id, "user_id": me.user_id, "username": me.username, "name": me.name,
        "account_type": me.account_type, "followers_count": me.followers_count, "media_count": me.media_count})
}

fn media_page(page: &Page<Media>) -> Value {
    let ids: Vec<_> = page.items.iter().map(|media| &media.id).collect();
    let mut facts = paging(page);
    facts.insert("ids".to_owned(), json!(ids));
    facts.insert("children".to_owned(), children(&page.items));
    Value::Object(facts)
}

fn one_media(media: &Media) -> Value {
    json!({"id": media.id, "children": children(std::slice::from_ref(media))})
}

fn children(items: &[Media]) -> Value {
    let albums = items.iter().filter(|media| !media.children.is_empty());
    let slides = |media: &Media| {
        media
            .children
            .iter()
            .map(|child| child.id.to_string())
            .collect::<Vec<_>>()
    };
    albums
        .map(|media| (media.id.to_string(), json!(slides(media))))
        .collect::<Map<_, _>>()
        .into()
}

fn comment_page(page: &Page<Comment>, expected: &Value) -> Value {
    let ids = |comments: &[Comment]| {
        comments
            .iter()
            .map(|comment| comment.id.to_string())
            .collect::<Vec<_>>()
    };
    let one = |comment: &Comment| {
        let replies = comment
            .replies
            .as_ref()
            .map(|replies| ids(&replies.items))
            .unwrap_or_default();
        json!({"id": comment.id, "text": comment.text, "hidden": comment.hidden, "replies": replies,
            "username": comment.username})
    };
    let mut facts = paging(page);
    facts.insert("ids".to_owned(), json!(ids(&page.items)));
    if expected.get("comments").is_some() {
        facts.insert("comments".to_owned(), page.items.iter().map(one).collect());
    }
    Value::Object(facts)
}

/// A cursor is kept only where there is more, so it is compared only there.
fn paging<T>(page: &Page<T>) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("items".to_owned(), json!(page.items.len()));
    facts.insert("has_next".to_owned(), json!(page.after.is_some()));
    if let Some(after) = &page.after {
        facts.insert("after".to_owned(), json!(after));
    }
    facts
}

fn error(body: &[u8], facts: &Value) -> Outcome {
    let is_login = facts.get("oauth_shape").is_some();
    let Some(error) = ApiError::in_answer(400, &HeaderMap::new(), body) else {
        return Outcome::Disagrees("no error".to_owned());
    };
    let trace = match &error {
        ApiError::Refused(refusal) => refusal.trace_id.clone(),
        _ => None,
    };
    if is_login != matches!(error, ApiError::Login(_)) {
        return Outcome::Disagrees(format!("another shape: {error}"));
    }
    let (code, subcode) = error.code_pair();
    found(
        Ok(json!({"code": code, "subcode": subcode, "fbtrace_id": trace})),
        facts,
    )
}

/// Facts are `{"<id>": {"status_code": …, "status": …}}`.
fn container(body: &[u8], facts: &Value) -> Outcome {
    let Some((id, facts)) = facts
        .as_object()
        .filter(|facts| facts.len() == 1)
        .and_then(|facts| facts.iter().next())
    else {
        return Outcome::NotOurs("a map keyed by id, the answer to `?ids=`");
    };
    let is_keyed = serde_json::from_slice::<Value>(body).is_ok_and(|body| body.get(id).is_some());
    if is_keyed {
        return Outcome::NotOurs("a map keyed by id, the answer to `?ids=`");
    }
    let id = ContainerId::from(id.as_str());
    let read = GetContainer { container: &id }.decode(body);
    let text = facts["status"].as_str().unwrap_or_default();
    if let Some(subcode) = read.as_ref().ok().and_then(|container| container.error_subcode)
        && !text.contains(&subcode.to_string())
    {
        return Outcome::Disagrees(format!("the subcode {subcode} is not in the text"));
    }
    let word = |status| match status {
        ContainerStatus::InProgress => json!("IN_PROGRESS"),
        ContainerStatus::Finished => json!("FINISHED"),
        ContainerStatus::Published => json!("PUBLISHED"),
        // A failure may say so in its text alone.
        ContainerStatus::Error if facts["status_code"].is_null() => Value::Null,
        ContainerStatus::Error => json!("ERROR"),
        ContainerStatus::Expired => json!("EXPIRED"),
        ContainerStatus::Unknown => json!("unknown"),
    };
    found(
        read.map(|container| json!({"status_code": word(container.status)})),
        facts,
    )
}

fn token(body: &[u8], facts: &Value) -> Outcome {
    let is_long = facts["user_id"].is_null() && facts["scopes"].is_null();
    let read = if is_long {
        LongToken::from_json(body).map(|long| {
            let mut read = json!({"access_token": long.token.expose()});
            // Where the answer does not say, the documented lifetime stands in.
            if !facts["expires_in"].is_null() {
                read["expires_in"] = json!(long.expires_in.as_secs());
            }
            read
        })
    } else {
        ShortToken::from_json(body).map(|short| {
            let scopes = if short.permissions.is_empty() {
                Value::Null
            } else {
                json!(short.permissions)
            };
            json!({"access_token": short.token.expose(), "user_id": short.app_scoped_id, "scopes": scopes})
        })
    };
    found(read, facts)
}

/// Every fact that this crate reads must be the expected one.
fn found(read: Result<Value, ApiError>, facts: &Value) -> Outcome {
    let read = match read {
        Ok(read) => read,
        Err(error @ ApiError::Incomplete { .. }) => return Outcome::Incomplete(error.to_string()),
        Err(error) => return Outcome::Disagrees(error.to_string()),
    };
    // `name: null` and no name at all are the same fact.
    let expected = |key: &str| facts.get(key).unwrap_or(&Value::Null);
    match read
        .as_object()
        .into_iter()
        .flatten()
        .find(|(key, value)| *value != expected(key))
    {
        None => Outcome::Agrees,
        Some((key, value)) => Outcome::Disagrees(format!("`{key}` is {value}, expected {}", expected(key))),
    }
}
