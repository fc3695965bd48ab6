//! What happened as the platform tells it (sheet on webhooks, §4.7 and §4.8): one event each, still without the entry
//! around it.

use serde_json::{Map, Value, json};

use super::{Event, Part, State, WebhookSettings};
use crate::messaging_cdn;
use crate::oauth::Flavour;
use crate::server::{APP_ID, Sim};
use crate::world::{AttachmentKind, Happening, MediaKind, Message, Story, Tapped, Thread, What, World};

/// The app that answers where this one does not.
const OTHER_APP_ID: &str = "2207714936601938";

/// The events of something that happened, in the order they are sent.
pub(super) fn events(sim: &Sim, world: &World, state: &State, happening: &Happening) -> Vec<Event> {
    let settings = &state.settings;
    let at_ms = happening.at_ms;
    match &happening.what {
        What::Comment { comment } => vec![comment_event(world, settings, *comment, at_ms)],
        What::Message { conversation, message } => {
            let told = Told::new(world, *conversation, *message, at_ms);
            let mut events = Vec::new();
            if settings.edit_first {
                let early = json!({ "message_edit": { "mid": told.mid(), "num_edit": 0 } });
                events.push(Event {
                    field: "message_edit",
                    ..told.bare(early)
                });
            }
            events.push(told.message(sim));
            events
        }
        What::Reaction {
            conversation,
            message,
            ours,
            reaction,
        } => {
            let told = Told::new(world, *conversation, *message, at_ms);
            vec![told.reaction(*ours, reaction.as_deref())]
        }
        What::Seen { conversation, message } => {
            let told = Told::new(world, *conversation, *message, at_ms);
            vec![told.event("messaging_seen", false, json!({ "read": { "mid": told.mid() } }))]
        }
        What::Edited {
            conversation,
            message,
            nth,
        } => {
            let told = Told::new(world, *conversation, *message, at_ms);
            let text = told.it().text_at(at_ms);
            let edit = json!({ "message_edit": { "mid": told.mid(), "text": text, "num_edit": nth } });
            vec![told.event("message_edit", told.it().ours, edit)]
        }
        What::Unsent { conversation, message } => {
            let told = Told::new(world, *conversation, *message, at_ms);
            let mut gone = json!({ "mid": told.mid(), "is_deleted": true });
            if told.it().ours {
                gone["is_echo"] = json!(true);
            }
            vec![told.event("messages", told.it().ours, json!({ "message": gone }))]
        }
        What::HandedOver {
            conversation,
            other_app,
        } => vec![Told::new(world, *conversation, 0, at_ms).handed_over(*other_app)],
        What::Mention { account, place } => vec![mention_event(world, state, *account, *place)],
    }
}

/// A message that something happened to.
struct Told<'a> {
    world: &'a World,
    thread: std::borrow::Cow<'a, Thread>,
    conversation: u32,
    place: u32,
    at_ms: i64,
}

impl<'a> Told<'a> {
    fn new(world: &'a World, conversation: u32, place: u32, at_ms: i64) -> Self {
        Self {
            world,
            thread: world.thread(conversation),
            conversation,
            place,
            at_ms,
        }
    }

    fn it(&self) -> &Message {
        &self.thread.messages[self.place as usize]
    }

    fn mid(&self) -> String {
        self.world.message_id(self.conversation, self.place)
    }

    /// An event with its sender and recipient.
    fn event(&self, field: &'static str, ours: bool, mut value: Value) -> Event {
        let account = json!({ "id": self.world.account_id(self.thread.account) });
        let person = json!({ "id": self.world.person_id(self.thread.person) });
        let (sender, recipient) = if ours { (account, person) } else { (person, account) };
        value["sender"] = sender;
        value["recipient"] = recipient;
        value["timestamp"] = json!(self.at_ms);
        Event {
            field,
            ..self.bare(value)
        }
    }

    /// An event as it stands: some come without sender and recipient.
    fn bare(&self, value: Value) -> Event {
        Event {
            account: self.thread.account,
            field: "messages",
            part: if self.thread.other_app {
                Part::Standby
            } else {
                Part::Messaging
            },
            value,
        }
    }

    fn message(&self, sim: &Sim) -> Event {
        let it = self.it();
        if let Some(Tapped::Postback(payload)) = &it.content.tapped {
            let postback = json!({ "mid": self.mid(), "title": it.content.text, "payload": payload });
            return self.event("messaging_postbacks", false, json!({ "postback": postback }));
        }
        let mut message = Map::from_iter([("mid".to_owned(), json!(self.mid()))]);
        if !it.content.text.is_empty() {
            message.insert("text".to_owned(), json!(it.content.text));
        }
        if let Some(Tapped::QuickReply(payload)) = &it.content.tapped {
            message.insert("quick_reply".to_owned(), json!({ "payload": payload }));
        }
        let attachments = self.attachments(sim);
        if !attachments.is_empty() {
            message.insert("attachments".to_owned(), Value::Array(attachments));
        }
        if let Some(reply_to) = self.reply_to(sim) {
            message.insert("reply_to".to_owned(), reply_to);
        }
        if it.content.unsupported {
            message.insert("is_unsupported".to_owned(), json!(true));
        }
        if it.ours {
            message.insert("is_echo".to_owned(), json!(true));
        }
        if self.thread.is_self() {
            message.insert("is_self".to_owned(), json!(true));
        }
        self.event("messages", it.ours, json!({ "message": message }))
    }

    fn address(&self, sim: &Sim, attachment: usize) -> String {
        let asset = self.world.asset_id(self.conversation, self.place, attachment);
        messaging_cdn::address(sim, &asset, self.at_ms)
    }

    fn attachments(&self, sim: &Sim) -> Vec<Value> {
        let content = &self.it().content;
        if content.story == Some(Story::Mention) {
            return vec![json!({ "type": "story_mention", "payload": { "url": self.address(sim, 0) } })];
        }
        if let Some(post) = content.share {
            return vec![self.shared(sim, post)];
        }
        let one = |(place, attachment): (usize, &crate::world::Attachment)| match &attachment.kind {
            AttachmentKind::Heart => json!({ "type": "like_heart" }),
            AttachmentKind::Template(payload) => json!({ "type": "template", "payload": payload }),
            kind => json!({ "type": kind.name(), "payload": { "url": self.address(sim, place) } }),
        };
        content.attachments.iter().enumerate().map(one).collect()
    }

    fn shared(&self, sim: &Sim, post: u32) -> Value {
        let (kind, id) = match self.world.posts[post as usize].kind {
            MediaKind::Reel => ("ig_reel", "reel_video_id"),
            _ => ("ig_post", "ig_post_media_id"),
        };
        let payload = json!({
            id: self.world.media_id(post),
            "title": self.world.caption(post),
            "url": self.address(sim, 0),
        });
        json!({ "type": kind, "payload": payload })
    }

    fn reply_to(&self, sim: &Sim) -> Option<Value> {
        if self.it().content.story == Some(Story::Reply) {
            let story = self.world.story_id(&self.thread, self.conversation, self.place);
            return Some(json!({ "story": { "id": story, "url": self.address(sim, 0) } }));
        }
        let place = self.it().reply_to?;
        let to_self = self.thread.messages[place as usize].ours == self.it().ours;
        Some(json!({ "mid": self.world.message_id(self.conversation, place), "is_self_reply": to_self }))
    }

    fn reaction(&self, ours: bool, reaction: Option<&str>) -> Event {
        let value = match reaction {
            None => json!({ "mid": self.mid(), "action": "unreact" }),
            Some("love") => json!({ "mid": self.mid(), "action": "react", "reaction": "love", "emoji": "❤️" }),
            Some(emoji) => json!({ "mid": self.mid(), "action": "react", "reaction": "other", "emoji": emoji }),
        };
        self.event("message_reactions", ours, json!({ "reaction": value }))
    }

    /// The conversation goes to another app or comes back. Told where the app listens, whoever has it then.
    fn handed_over(&self, other_app: bool) -> Event {
        let (change, previous, new) = if other_app {
            ("pass_thread_control", APP_ID, OTHER_APP_ID)
        } else {
            ("take_thread_control", OTHER_APP_ID, APP_ID)
        };
        let owners = json!({ "previous_owner_app_id": previous, "new_owner_app_id": new, "metadata": "" });
        Event {
            part: Part::Messaging,
            ..self.event("messaging_handover", false, json!({ change: owners }))
        }
    }
}

/// The key of a comment's id.
fn id_key(settings: &WebhookSettings) -> &'static str {
    if settings.comment_id_key { "comment_id" } else { "id" }
}

/// A new comment; one on a broadcast has a field of its own. The account's own come back as well, as on the platform;
/// deletions, hiding and likes are not told.
fn comment_event(world: &World, settings: &WebhookSettings, comment: u32, at_ms: i64) -> Event {
    let it = world.comment(comment, at_ms);
    let account = world.owner_of_post(it.post);
    let mut from = json!({ "id": it.person, "username": it.username });
    if it.ours {
        from["self_ig_scoped_id"] = json!(world.person_id(world.self_of(account)));
    }
    let post = &world.posts[it.post as usize];
    let mut value = json!({
        id_key(settings): it.id,
        "from": from,
        "media": { "id": world.media_id(it.post), "media_product_type": post.product_type() },
    });
    if let Some(text) = it.text {
        value["text"] = json!(text);
    }
    if let Some(parent) = it.parent {
        value["parent_id"] = json!(world.comment_id(parent));
    }
    Event {
        account,
        field: if post.is_live() { "live_comments" } else { "comments" },
        part: Part::Changes,
        value,
    }
}

/// A mention by somebody else (sheet on webhooks, §4.6 and §4.8). With Facebook Login it is told in a field of its own and
/// by ids alone. With Instagram Login it stands among the comments, a comment with all there is to it; for a caption the
/// sheet shows no form but that of Facebook Login.
fn mention_event(world: &World, state: &State, account: u32, place: u32) -> Event {
    let facebook = state.flavour_of(account) == Flavour::FacebookLogin;
    let (post, comment) = world.mention_at(place);
    let value = match comment {
        None => json!({ "media_id": post.id }),
        Some(comment) if facebook => json!({ "media_id": post.id, "comment_id": comment.id }),
        Some(comment) => json!({
            id_key(&state.settings): comment.id,
            "text": comment.text,
            "from": { "id": world.person_id(comment.person), "username": comment.username },
            "media": { "id": post.id, "media_product_type": "FEED" },
        }),
    };
    Event {
        account,
        field: if facebook { "mentions" } else { "comments" },
        part: Part::Changes,
        value,
    }
}
