//! Faults a test or a person can switch on: what goes wrong, at which endpoint, how often.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// The endpoints a fault can be laid on, by the names the witness uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `GET /me` and `GET /{account}`.
    Me,
    /// `GET /{account}/media` and `GET /{media}`.
    Media,
    /// `GET /{media}/comments`.
    Comments,
    /// `GET /{comment}`.
    Comment,
    /// `GET /{comment}/replies`.
    Replies,
    /// `POST /{comment}/replies`, and `POST /{media}/comments`.
    Reply,
    /// `POST /{comment}` with `hide=true`.
    Hide,
    /// `POST /{comment}` with `hide=false`.
    Unhide,
    /// `DELETE /{comment}`.
    Delete,
    /// `POST /{media}` with `comment_enabled`.
    CommentSwitch,
    /// `POST /oauth/access_token`.
    Token,
    /// `GET /access_token`.
    LongToken,
    /// `GET /refresh_access_token`.
    Refresh,
    /// `POST /{account}/media`: a container, of a picture, a video or a carousel.
    Container,
    /// `GET /{container}`.
    ContainerStatus,
    /// `POST /{account}/media_publish`.
    Publish,
    /// `GET /{account}/content_publishing_limit`.
    PublishingLimit,
    /// `POST /ig-api-upload/{version}/{container}`: the bytes of a resumable upload.
    Upload,
    /// `GET /{media}/insights`.
    MediaInsights,
    /// `GET /{account}/insights`.
    AccountInsights,
    /// `GET /ig_hashtag_search`.
    HashtagSearch,
    /// `GET /{hashtag}`.
    Hashtag,
    /// `GET /{hashtag}/recent_media`.
    RecentMedia,
    /// `GET /{hashtag}/top_media`.
    TopMedia,
    /// `GET /{account}/recently_searched_hashtags`.
    RecentlySearchedHashtags,
    /// `GET /{account}?fields=business_discovery.username(…){…}`.
    BusinessDiscovery,
    /// `GET /instagram_oembed`.
    Oembed,
    /// `GET /{account}/stories`.
    Stories,
    /// `GET /{account}/tags`.
    Tags,
    /// `GET /{account}/live_media`.
    LiveMedia,
    /// `GET /{account}?fields=mentioned_media.media_id(…){…}`.
    MentionedMedia,
    /// `GET /{account}?fields=mentioned_comment.comment_id(…){…}`.
    MentionedComment,
    /// `POST /{account}/mentions`.
    Mention,
    /// `POST /{account}/likes`.
    Like,
    /// `DELETE /{account}/likes`.
    Unlike,
    /// `DELETE /{media}`.
    DeleteMedia,
    /// `GET /{media}/collaborators`.
    Collaborators,
    /// `GET /{account}/collaboration_invites`.
    Invites,
    /// `POST /{account}/collaboration_invites`.
    AnswerInvite,
    /// `GET /?ids=…`.
    Several,
    /// `GET` and `POST /oauth/access_token` of Facebook Login.
    FacebookToken,
    /// `GET /debug_token`.
    DebugToken,
    /// `GET /me` with a person's token.
    Person,
    /// `GET /me/permissions`.
    Permissions,
    /// `DELETE /me/permissions` and `DELETE /me/permissions/{permission}`.
    RemovePermissions,
    /// `GET /{page}`, and `GET /me` with a Page's token.
    Page,
    /// `GET /me/accounts`.
    Pages,
    /// `GET /me/businesses` and `GET /{business}`.
    Businesses,
    /// `GET /{business}/owned_pages` and `GET /{business}/client_pages`.
    BusinessPages,
    /// `GET /{account}/conversations`.
    Conversations,
    /// `GET /{conversation}` and `GET /{conversation}/messages`.
    Conversation,
    /// `GET /{message}`.
    Message,
    /// `GET /{person}` by an Instagram-scoped id.
    UserProfile,
    /// `POST /{account}/messages`: a message.
    Send,
    /// `POST /{account}/messages` to a comment.
    PrivateReply,
    /// `POST /{account}/messages` with `sender_action=react` or `unreact`.
    Reaction,
    /// `POST /{account}/messages` with another `sender_action`.
    SenderAction,
    /// `POST /{page}/message_attachments`.
    MessageAttachment,
    /// `GET`, `POST` and `DELETE /{account}/subscribed_apps`.
    SubscribedApps,
    /// Every endpoint above. Never what a request is understood as.
    Any,
    /// The web space `/_host/{key}`, which is no part of the platform: [`Self::Any`] leaves it alone.
    Host,
}

impl Endpoint {
    /// The name used in faults and by the witness.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Media => "media",
            Self::Comments => "comments",
            Self::Comment => "comment",
            Self::Replies => "replies",
            Self::Reply => "reply",
            Self::Hide => "hide",
            Self::Unhide => "unhide",
            Self::Delete => "delete",
            Self::CommentSwitch => "comment_switch",
            Self::Token => "token",
            Self::LongToken => "long_token",
            Self::Refresh => "refresh",
            Self::Container => "container",
            Self::ContainerStatus => "container_status",
            Self::Publish => "publish",
            Self::PublishingLimit => "publishing_limit",
            Self::Upload => "upload",
            Self::MediaInsights => "media_insights",
            Self::AccountInsights => "account_insights",
            Self::HashtagSearch => "hashtag_search",
            Self::Hashtag => "hashtag",
            Self::RecentMedia => "recent_media",
            Self::TopMedia => "top_media",
            Self::RecentlySearchedHashtags => "recently_searched_hashtags",
            Self::BusinessDiscovery => "business_discovery",
            Self::Oembed => "oembed",
            Self::Stories => "stories",
            Self::Tags => "tags",
            Self::LiveMedia => "live_media",
            Self::MentionedMedia => "mentioned_media",
            Self::MentionedComment => "mentioned_comment",
            Self::Mention => "mention",
            Self::Like => "like",
            Self::Unlike => "unlike",
            Self::DeleteMedia => "delete_media",
            Self::Collaborators => "collaborators",
            Self::Invites => "invites",
            Self::AnswerInvite => "answer_invite",
            Self::Several => "several",
            Self::FacebookToken => "facebook_token",
            Self::DebugToken => "debug_token",
            Self::Person => "person",
            Self::Permissions => "permissions",
            Self::RemovePermissions => "remove_permissions",
            Self::Page => "page",
            Self::Pages => "pages",
            Self::Businesses => "businesses",
            Self::BusinessPages => "business_pages",
            Self::Conversations => "conversations",
            Self::Conversation => "conversation",
            Self::Message => "message",
            Self::UserProfile => "user_profile",
            Self::Send => "send",
            Self::PrivateReply => "private_reply",
            Self::Reaction => "reaction",
            Self::SenderAction => "sender_action",
            Self::MessageAttachment => "message_attachment",
            Self::SubscribedApps => "subscribed_apps",
            Self::Any => "any",
            Self::Host => "host",
        }
    }
}

impl Endpoint {
    /// Whether calls have counters of their own and do not use up the account's allowance (sheet on limits, §6.1).
    pub(crate) fn counts_apart(self) -> bool {
        matches!(
            self,
            Self::Conversations
                | Self::Conversation
                | Self::Message
                | Self::UserProfile
                | Self::Send
                | Self::PrivateReply
                | Self::Reaction
                | Self::SenderAction
                | Self::MessageAttachment
        )
    }
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// A coded refusal in the platform's envelope, without effect.
    Error {
        /// The code.
        code: i64,
        /// The subcode, when the refusal has one.
        #[serde(default)]
        subcode: Option<i64>,
        /// HTTP status; 400 when absent.
        #[serde(default)]
        status: Option<u16>,
        /// Text of the refusal; clients must not decide on it.
        #[serde(default)]
        message: Option<String>,
    },
    /// As [`Self::Error`], answered after the write happened: the spam block that lets the post through
    /// (4/2207051 under status 403, list of quirks, 5).
    ErrorAfter {
        /// The code.
        code: i64,
        /// The subcode, when the refusal has one.
        #[serde(default)]
        subcode: Option<i64>,
        /// HTTP status; 400 when absent.
        #[serde(default)]
        status: Option<u16>,
        /// Text of the refusal; clients must not decide on it.
        #[serde(default)]
        message: Option<String>,
    },
    /// A bare status with an empty body, without effect unless `after_effect`.
    Status {
        /// HTTP status, 100 to 599.
        status: u16,
        /// The write happens before the status is answered.
        #[serde(default)]
        after_effect: bool,
    },
    /// An HTML page under status 200. The write happened.
    Html,
    /// The right answer, cut short in the middle of its JSON. The write happened.
    Truncated,
    /// The request lies around before it is worked on (real milliseconds). The write happens even when the caller has
    /// hung up by then.
    Slow {
        /// Real milliseconds, at most 600,000.
        ms: u64,
    },
    /// The request is worked on at once, the answer comes late (real milliseconds).
    SlowAnswer {
        /// Real milliseconds, at most 600,000.
        ms: u64,
    },
    /// The connection is closed without an answer and without effect.
    CutBefore,
    /// The connection is closed without an answer after the write happened.
    CutAfter,
    /// Reads show the state as it was so long ago: comments, switches, containers, the list of posts. A container that
    /// was not there then is refused with 24/2207006.
    LagReads {
        /// Simulated milliseconds.
        ms: i64,
    },
    /// A throttle refusal (code 80002) with the minutes to wait in the usage header.
    RateLimit,
    /// A throttle refusal of a certain code: 4 of the app (no usage header at all), 17 of a user, 32 of a Page, 613 of one
    /// endpoint, 80002 of an Instagram account, 80006 of messaging.
    Throttle {
        /// The code.
        code: i64,
        /// Minutes to wait, where the code has a header that tells them.
        #[serde(default)]
        minutes: u32,
    },
    /// The token is treated as expired (190/463).
    ExpiredToken,
    /// Reads answer 200 without the fields a missing comment scope hides; writes, and everything about publishing, are
    /// refused with code 10.
    MissingScope,
    /// Reads answer 200 without these fields.
    StripFields {
        /// Field names; when empty, those a missing comment scope hides: `from`, `username`, `user`.
        #[serde(default)]
        fields: Vec<String>,
    },
    /// The token endpoint answers in the documented shape `{"data":[{…}]}` instead of the flat one.
    DocumentedShape,
    /// A container comes to `ERROR`, with this subcode inside its `status` text. Laid on [`Endpoint::Container`] the
    /// new container does so when its processing is over; on [`Endpoint::ContainerStatus`] or [`Endpoint::Publish`] the
    /// one asked for does so at once.
    ContainerError {
        /// The subcode, such as 2207082.
        subcode: i64,
    },
    /// A container comes to `EXPIRED` long before its day is over, at the times [`Self::ContainerError`] names.
    ContainerExpired,
    /// The new container's processing takes so much longer. Only on [`Endpoint::Container`].
    SlowProcessing {
        /// Simulated milliseconds.
        ms: i64,
    },
    /// The new container is answered before its picture was downloaded: what is wrong with the picture is not refused
    /// but ends in the container's `status`, as the platform does at times. Only on [`Endpoint::Container`].
    LateFetch,
    /// Somebody else's work is found in the new container: `copyright_check_status` says so, and the post's `media_url` is
    /// kept back. Only on [`Endpoint::Container`].
    CopyrightMatch,
}

/// A fault laid on an endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Where.
    pub endpoint: Endpoint,
    /// What.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// How many requests it lets pass before it hits one, such as 6 for the parent of a carousel of six.
    #[serde(default)]
    pub skip: u32,
    /// How many requests it hits before it is used up; `None`: until it is cleared.
    #[serde(default)]
    pub times: Option<u32>,
    /// How likely it hits a request, 0.0 to 1.0; `None`: always.
    #[serde(default)]
    pub probability: Option<f64>,
}

impl Fault {
    /// A fault that stays until it is cleared.
    #[must_use]
    pub fn always(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self {
            endpoint,
            kind,
            skip: 0,
            times: None,
            probability: None,
        }
    }

    /// A fault that hits the next `times` requests.
    #[must_use]
    pub fn times(endpoint: Endpoint, kind: FaultKind, times: u32) -> Self {
        Self {
            endpoint,
            kind,
            skip: 0,
            times: Some(times),
            probability: None,
        }
    }

    /// A fault that hits the next request.
    #[must_use]
    pub fn once(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self::times(endpoint, kind, 1)
    }

    /// A fault that hits a request with this probability (0.0 to 1.0), drawn from the world's seed.
    #[must_use]
    pub fn sometimes(endpoint: Endpoint, kind: FaultKind, probability: f64) -> Self {
        Self {
            endpoint,
            kind,
            skip: 0,
            times: None,
            probability: Some(probability),
        }
    }

    /// The same fault, letting `requests` pass first.
    #[must_use]
    pub fn skipping(self, requests: u32) -> Self {
        Self { skip: requests, ..self }
    }
}

#[derive(Debug)]
struct Switches {
    faults: Vec<Fault>,
    dice: ChaCha8Rng,
}

/// The switchboard; clones act on the same one.
#[derive(Clone, Debug)]
pub struct FaultSwitch {
    switches: Arc<Mutex<Switches>>,
}

impl FaultSwitch {
    pub(crate) fn new(seed: u64) -> Self {
        let dice = ChaCha8Rng::seed_from_u64(seed ^ 0xfa01_7000);
        Self {
            switches: Arc::new(Mutex::new(Switches {
                faults: Vec::new(),
                dice,
            })),
        }
    }

    /// Lays a fault. Faults on the same endpoint act together, in the order they were laid; the first that answers
    /// the request decides the answer.
    pub fn add(&self, fault: Fault) {
        self.lock().faults.push(fault);
    }

    /// The faults that are not used up.
    #[must_use]
    pub fn list(&self) -> Vec<Fault> {
        self.lock().faults.clone()
    }

    /// Takes every fault away.
    pub fn clear(&self) {
        self.lock().faults.clear();
    }

    /// Takes the faults of one endpoint away.
    pub fn clear_endpoint(&self, endpoint: Endpoint) {
        self.lock().faults.retain(|fault| fault.endpoint != endpoint);
    }

    /// The faults that hit this request, counting them as used.
    pub(crate) fn strike(&self, endpoint: Endpoint) -> Vec<FaultKind> {
        let mut switches = self.lock();
        let Switches { faults, dice } = &mut *switches;
        let mut hits = Vec::new();
        for fault in faults.iter_mut() {
            let any = fault.endpoint == Endpoint::Any && endpoint != Endpoint::Host;
            if fault.endpoint != endpoint && !any {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            if fault.probability.is_some_and(|likely| dice.random::<f64>() >= likely) {
                continue;
            }
            match &mut fault.times {
                Some(0) => continue,
                Some(left) => *left -= 1,
                None => {}
            }
            hits.push(fault.kind.clone());
        }
        faults.retain(|fault| fault.times != Some(0));
        hits
    }

    fn lock(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_counted_fault_is_used_up() {
        let switch = FaultSwitch::new(1);
        switch.add(Fault::times(Endpoint::Hide, FaultKind::CutAfter, 2));
        assert_eq!(switch.strike(Endpoint::Reply), vec![]);
        assert_eq!(switch.strike(Endpoint::Hide), vec![FaultKind::CutAfter]);
        assert_eq!(switch.strike(Endpoint::Hide), vec![FaultKind::CutAfter]);
        assert_eq!(switch.strike(Endpoint::Hide), vec![]);
        assert!(switch.list().is_empty());
    }

    #[test]
    fn a_fault_lets_requests_pass_and_then_counts() {
        let switch = FaultSwitch::new(1);
        switch.add(Fault::once(Endpoint::Container, FaultKind::CutBefore).skipping(2));
        let hits: Vec<usize> = (0..4).map(|_| switch.strike(Endpoint::Container).len()).collect();
        assert_eq!(hits, [0, 0, 1, 0]);
    }

    #[test]
    fn a_fault_on_any_endpoint_leaves_the_web_space_alone() {
        let switch = FaultSwitch::new(1);
        switch.add(Fault::always(Endpoint::Any, FaultKind::Html));
        assert_eq!(switch.strike(Endpoint::Host), vec![]);
        assert_eq!(switch.strike(Endpoint::Publish), vec![FaultKind::Html]);
    }

    #[test]
    fn the_same_seed_throws_the_same_dice() {
        let throw = || {
            let switch = FaultSwitch::new(9);
            switch.add(Fault::sometimes(Endpoint::Any, FaultKind::Html, 0.5));
            (0..64).map(|_| switch.strike(Endpoint::Me).len()).collect::<Vec<_>>()
        };
        let first = throw();
        assert_eq!(first, throw());
        assert!(first.contains(&0) && first.contains(&1));
    }

    #[test]
    fn a_fault_reads_from_flat_json() {
        let fault: Fault =
            serde_json::from_str(r#"{"endpoint":"reply","kind":"error","code":4,"subcode":2207051,"times":1}"#)
                .unwrap();
        assert_eq!(fault.endpoint, Endpoint::Reply);
        assert!(matches!(
            fault.kind,
            FaultKind::Error {
                code: 4,
                subcode: Some(2_207_051),
                ..
            }
        ));
        assert_eq!(fault.times, Some(1));
    }
}
