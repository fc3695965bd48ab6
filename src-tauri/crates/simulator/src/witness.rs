//! The witness: every request that came in and every effect it had, in order, so that a test can assert "one reply,
//! not two". Secrets (tokens, codes, the app secret) are struck out before a request is written down.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

/// One request, as it came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRecord {
    /// Position in the record, from 0.
    pub seq: usize,
    /// Simulated time of arrival.
    pub at: Timestamp,
    /// HTTP method.
    pub method: String,
    /// Path without query.
    pub path: String,
    /// Query with secrets struck out; empty when there was none.
    pub query: String,
    /// Which endpoint it was understood as (`reply`, `comments`, …); `None` for pages, pictures and the unknown.
    pub endpoint: Option<String>,
    /// Status of the answer; `None` while the request is in work and when the connection was cut instead.
    pub status: Option<u16>,
    /// Whether the simulator answered something it does not know how to answer (the catch-all).
    pub unexpected: bool,
}

/// What an effect was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// A reply was written under a top-level comment.
    Reply,
    /// A top-level comment was written by an account through the API.
    Comment,
    /// A comment was hidden.
    Hide,
    /// A comment was shown again.
    Unhide,
    /// A comment was deleted.
    Delete,
    /// Commenting was switched on under a post.
    CommentsOn,
    /// Commenting was switched off under a post.
    CommentsOff,
    /// A container was made.
    ContainerCreated,
    /// A post came: a container was published or, from outside, the owner posted on the phone.
    Publish,
    /// The bytes of a video were uploaded to a container.
    Upload,
    /// A post was deleted.
    DeleteMedia,
    /// An account liked a post or a comment.
    Like,
    /// An account took a like back.
    Unlike,
    /// An account wrote under somebody else's post that mentions it.
    Mention,
    /// An invitation to work together on a post was accepted.
    AcceptInvite,
    /// An invitation to work together on a post was declined.
    DeclineInvite,
    /// The person behind Facebook Login took permissions back, or removed the app.
    RemovePermissions,
    /// A direct message was sent: through the API by an account, from outside by a person or by the account on the phone.
    Message,
    /// A comment was answered in private.
    PrivateReply,
    /// A reaction was put on a message.
    React,
    /// A reaction was taken off a message.
    Unreact,
    /// An account let a person see that it writes.
    TypingOn,
    /// It stopped doing so.
    TypingOff,
    /// Messages were read: through the API by an account, from outside by a person.
    Seen,
    /// A message was taken back.
    Unsend,
    /// The text of a message was changed.
    EditMessage,
    /// A person blocked an account.
    Block,
    /// A person let an account in again.
    Unblock,
    /// A file for messages was uploaded.
    AttachmentUploaded,
    /// An account was subscribed to webhooks.
    Subscribe,
    /// An account's subscription to webhooks ended.
    Unsubscribe,
}

/// Who caused an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A call of the API.
    Api,
    /// Somebody with a phone: the `/_sim` paths.
    Outside,
}

/// One effect: a write that was accepted, whether or not it changed anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Position in the record, from 0.
    pub seq: usize,
    /// Simulated time.
    pub at: Timestamp,
    /// What was done.
    pub kind: EffectKind,
    /// By whom.
    pub origin: Origin,
    /// The object it was done to: the comment hidden or deleted, the post switched, the new comment, reply, container
    /// or post, the message, the account subscribed.
    pub id: String,
    /// The post concerned; empty where there is none.
    pub media: String,
    /// For a reply: the top-level comment it stands under. For a private reply: the comment it answers. For a post
    /// published through the API: its container.
    pub parent: Option<String>,
    /// For everything about messages: the conversation.
    #[serde(default)]
    pub conversation: Option<String>,
    /// For a message: what it holds, such as `text`, `image`, `share`, `story_reply` or `template`.
    #[serde(default)]
    pub content: Option<String>,
    /// The text of a reply, comment or message, the caption of a container or post, a reaction.
    pub text: Option<String>,
    /// `false` when the object was in that state already (a hide of a hidden comment).
    pub changed: bool,
}

impl Effect {
    /// An effect of which nothing is known yet but when, what and by whom; it changed something.
    pub(crate) fn bare(at: Timestamp, kind: EffectKind, origin: Origin) -> Self {
        Self {
            seq: 0,
            at,
            kind,
            origin,
            id: String::new(),
            media: String::new(),
            parent: None,
            conversation: None,
            content: None,
            text: None,
            changed: true,
        }
    }
}

#[derive(Debug, Default)]
struct Records {
    requests: Vec<RequestRecord>,
    effects: Vec<Effect>,
}

/// A handle on the record; clones read the same one.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    records: Arc<Mutex<Records>>,
}

impl Witness {
    /// Every effect so far, oldest first.
    #[must_use]
    pub fn effects(&self) -> Vec<Effect> {
        self.lock().effects.clone()
    }

    /// Every request so far, oldest first. Requests to `/_sim` are not recorded.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.lock().requests.clone()
    }

    /// The effects of one kind.
    #[must_use]
    pub fn effects_of(&self, kind: EffectKind) -> Vec<Effect> {
        self.lock().effects.iter().filter(|e| e.kind == kind).cloned().collect()
    }

    /// The requests understood as one endpoint.
    #[must_use]
    pub fn requests_to(&self, endpoint: &str) -> Vec<RequestRecord> {
        self.lock()
            .requests
            .iter()
            .filter(|r| r.endpoint.as_deref() == Some(endpoint))
            .cloned()
            .collect()
    }

    /// Forgets everything recorded so far.
    pub fn clear(&self) {
        *self.lock() = Records::default();
    }

    pub(crate) fn arrived(&self, at: Timestamp, method: &str, path: &str, query: &str) -> usize {
        let mut records = self.lock();
        let seq = records.requests.len();
        records.requests.push(RequestRecord {
            seq,
            at,
            method: method.to_owned(),
            path: path.to_owned(),
            query: redact(query),
            endpoint: None,
            status: None,
            unexpected: false,
        });
        seq
    }

    pub(crate) fn amend(&self, seq: usize, change: impl FnOnce(&mut RequestRecord)) {
        if let Some(record) = self.lock().requests.get_mut(seq) {
            change(record);
        }
    }

    pub(crate) fn effect(&self, mut effect: Effect) {
        let mut records = self.lock();
        effect.seq = records.effects.len();
        records.effects.push(effect);
    }

    fn lock(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Strikes out the values of parameters that carry secrets.
fn redact(query: &str) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        // An address handed over for a download may be a signed one.
        let secret = matches!(
            &*name,
            "access_token"
                | "client_secret"
                | "code"
                | "state"
                | "fb_exchange_token"
                | "input_token"
                | "appsecret_proof"
                | "image_url"
                | "video_url"
                | "cover_url"
        );
        out.append_pair(&name, if secret { "***" } else { &value });
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn secrets_are_struck_out_of_a_recorded_query() {
        let told = redact(
            "fields=id%2Ctext&access_token=IGAAsecret&client_secret=hush&code=AQB&image_url=http%3A%2F%2Fh%2Fa%3Fsig%3D77",
        );
        assert!(told.contains("fields=id%2Ctext"));
        for secret in ["IGAAsecret", "hush", "AQB", "77"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}
