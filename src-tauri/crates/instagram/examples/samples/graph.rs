//! Facts of the objects of the API.

use instagram::messages::{Conversation, Message};
use instagram::{
    Account, ApiError, Comment, Container, ContainerId, CreateImageContainer, DiscoverBusiness, Endpoint, FacebookPage,
    GetContainer, GetMentionedComment, GetMentionedMedia, GetPublishingLimit, Hashtag, ImageOptions, Me, Media,
    MediaChild, MediaPage, Page, PublicMedia, PublishContainer,
};
use serde_json::{Map, Value, json};
use url::Url;

use crate::kinds::read_only;

/// What an object tells about itself.
pub trait Facts {
    /// Its id.
    fn id(&self) -> String;

    /// Everything about it.
    fn facts(&self) -> Map<String, Value> {
        Map::from_iter([("id".to_owned(), json!(self.id()))])
    }

    /// The name and the ids of what hangs below it, such as the slides of an album.
    fn below(&self) -> Option<(&'static str, Vec<String>)> {
        None
    }

    /// What a list tells about it, under the name of that list.
    fn in_list(&self) -> Option<(&'static str, Value)> {
        None
    }
}

/// The facts of several objects.
pub fn items<T: Facts>(items: &[T]) -> Map<String, Value> {
    let ids: Vec<String> = items.iter().map(Facts::id).collect();
    let mut facts = Map::from_iter([("items".to_owned(), json!(ids.len())), ("ids".to_owned(), json!(ids))]);
    facts.insert("children".to_owned(), below(items));
    for (name, fact) in items.iter().filter_map(Facts::in_list) {
        let list = facts.entry(name).or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(fact);
        }
    }
    facts
}

fn below<T: Facts>(items: &[T]) -> Value {
    let below = |item: &T| {
        item.below()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(_, ids)| (item.id(), json!(ids)))
    };
    items.iter().filter_map(below).collect::<Map<_, _>>().into()
}

/// The facts of a page.
pub fn page<T: Facts>(page: &Page<T>) -> Map<String, Value> {
    let mut facts = items(&page.items);
    facts.insert("has_next".to_owned(), json!(page.after.is_some()));
    facts.insert("after".to_owned(), json!(page.cursors.after));
    facts.insert("before".to_owned(), json!(page.cursors.before));
    facts
}

impl Facts for Media {
    fn id(&self) -> String {
        self.id.to_string()
    }

    fn facts(&self) -> Map<String, Value> {
        let children = below(std::slice::from_ref(self));
        Map::from_iter([("id".to_owned(), json!(self.id)), ("children".to_owned(), children)])
    }

    fn below(&self) -> Option<(&'static str, Vec<String>)> {
        Some((
            "children",
            self.children.iter().map(|child| child.id.to_string()).collect(),
        ))
    }
}

impl Facts for MediaChild {
    fn id(&self) -> String {
        self.id.to_string()
    }
}

impl Facts for Comment {
    fn id(&self) -> String {
        self.id.to_string()
    }

    fn in_list(&self) -> Option<(&'static str, Value)> {
        let replies = self
            .replies
            .as_ref()
            .map(|page| page.items.as_slice())
            .unwrap_or_default();
        let replies: Vec<_> = replies.iter().map(|reply| &reply.id).collect();
        Some((
            "comments",
            json!({ "id": self.id, "text": self.text, "hidden": self.hidden, "replies": replies,
                "username": self.username }),
        ))
    }
}

impl Facts for Account {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn facts(&self) -> Map<String, Value> {
        object(
            json!({ "id": self.id, "user_id": self.user_id, "ig_id": self.legacy_id, "username": self.username,
            "name": self.name, "account_type": self.account_type, "followers_count": self.followers_count,
            "follows_count": self.follows_count, "media_count": self.media_count }),
        )
    }
}

impl Facts for Me {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn facts(&self) -> Map<String, Value> {
        object(
            json!({ "id": self.id, "user_id": self.user_id, "username": self.username, "name": self.name,
            "account_type": self.account_type, "followers_count": self.followers_count,
            "media_count": self.media_count }),
        )
    }
}

impl Facts for FacebookPage {
    fn id(&self) -> String {
        self.id.to_string()
    }
}

impl Facts for Hashtag {
    fn id(&self) -> String {
        self.id.to_string()
    }
}

impl Facts for PublicMedia {
    fn id(&self) -> String {
        self.id.to_string()
    }
}

impl Facts for Conversation {
    fn id(&self) -> String {
        self.id.to_string()
    }
}

impl Facts for Message {
    fn id(&self) -> String {
        self.id.to_string()
    }
}

fn object(facts: Value) -> Map<String, Value> {
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}

/// The facts of what an endpoint decodes.
pub fn decoded<E: Endpoint<Output: Facts>>(endpoint: &E, body: &[u8]) -> Result<Value, String> {
    let found = endpoint.decode(body).map_err(|error| error.to_string())?;
    Ok(Value::Object(found.facts()))
}

/// A container's id and its state.
pub fn container(body: &[u8]) -> Result<(String, Value), String> {
    let asked = ContainerId::from("1");
    let read = GetContainer { container: &asked }.decode(body);
    let Container {
        id,
        status_code,
        detail,
        error_subcode,
        ..
    } = read.map_err(|error| error.to_string())?;
    let text = detail.as_deref().unwrap_or_default();
    if error_subcode.is_some_and(|subcode| !text.contains(&subcode.to_string())) {
        return Err("the subcode of the failure is not in its text".to_owned());
    }
    let id = id.map_or_else(|| "without an id".to_owned(), String::from);
    Ok((id, json!({ "status_code": status_code, "status": detail })))
}

/// The allowance for publishing.
pub fn publishing_limit(body: &[u8]) -> Result<Value, String> {
    let limit = GetPublishingLimit {
        account: &"1".into(),
        since: None,
    };
    let found = limit.decode(body).map_err(|error| error.to_string())?;
    let duration = found.duration.map(|duration| duration.as_secs());
    Ok(json!({ "usage": found.used, "total": found.total, "duration": duration }))
}

/// A new container.
pub fn container_created(body: &[u8]) -> Result<Value, String> {
    let image_url = Url::parse("https://cdn.example/a.jpg").map_err(|error| error.to_string())?;
    let create = CreateImageContainer {
        account: &"1".into(),
        image_url: &image_url,
        options: ImageOptions::default(),
    };
    id_of(create.decode(body))
}

/// A new post.
pub fn published(body: &[u8]) -> Result<Value, String> {
    let publish = PublishContainer {
        account: &"1".into(),
        container: &"1".into(),
    };
    id_of(publish.decode(body))
}

fn id_of<T: AsRef<str>>(created: Result<T, ApiError>) -> Result<Value, String> {
    created
        .map(|id| json!({ "id": id.as_ref() }))
        .map_err(|error| error.to_string())
}

/// Another account.
pub fn business(body: &[u8]) -> Result<Value, String> {
    let discover = DiscoverBusiness {
        account: &"1".into(),
        username: "somebody",
        media: Some(MediaPage { limit: 25, after: None }),
    };
    read_only(discover.decode(body))
}

/// A comment that mentions the account.
pub fn mentioned_comment(body: &[u8]) -> Result<Value, String> {
    let mentioned = GetMentionedComment {
        account: &"1".into(),
        comment: &"1".into(),
    };
    read_only(mentioned.decode(body))
}

/// A post that mentions the account.
pub fn mentioned_media(body: &[u8]) -> Result<Value, String> {
    let mentioned = GetMentionedMedia {
        account: &"1".into(),
        media: &"1".into(),
    };
    read_only(mentioned.decode(body))
}
