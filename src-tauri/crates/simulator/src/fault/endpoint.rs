//! The endpoints, by the names that faults and the witness use.

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
    /// `GET /ig_audio`.
    AudioSearch,
    /// `GET /{audio}`.
    Audio,
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
    /// `GET /{account}/collaborative_media`.
    CollaborativeMedia,
    /// `GET /{account}?fields=collaborative_media_search.media_id(…){…}`.
    CollaborativeMediaSearch,
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
            Self::AudioSearch => "audio_search",
            Self::Audio => "audio",
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
            Self::CollaborativeMedia => "collaborative_media",
            Self::CollaborativeMediaSearch => "collaborative_media_search",
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
