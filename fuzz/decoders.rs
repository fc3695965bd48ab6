//! A decoder for every endpoint. What is asked for says nothing about what is answered, so the parameters are any.

use std::sync::LazyLock;

use instagram::messages::{
    AttachmentKind, GetConversation, GetMessage, GetPerson, ListConversations, ListMessages, MediaContent,
    MessageContent, MessageFields, MessagingNode, SendMedia, SendMessage, SendPrivateReply, SendSenderAction,
    SenderAction, SetReaction, UploadAttachment,
};
use instagram::*;
use url::Url;

/// Reads the body of an answer and forgets it.
type Decode = fn(&[u8]) -> Result<(), ApiError>;

static URL: LazyLock<Url> = LazyLock::new(|| Url::parse("https://cdn.example/a").expect("a literal"));

macro_rules! decoders {
    ($($endpoint:ident $fields:tt)*) => {
        &[$(($endpoint::NAME, |body| {
            decoders!(@read $endpoint $fields, body)
        }),)*]
    };
    (@read $endpoint:ident (), $body:ident) => { $endpoint.decode($body).map(|_| ()) };
    (@read $endpoint:ident { $($fields:tt)* }, $body:ident) => { $endpoint { $($fields)* }.decode($body).map(|_| ()) };
}

/// The name of each endpoint, and its decoder.
pub const ALL: &[(&str, Decode)] = decoders! {
    // account
    GetAccount { account: &"1".into(), reduced: false }
    GetMe ()
    // media
    DeleteMedia { media: &"1".into() }
    GetCopyrightCheck { media: &"1".into() }
    GetMedia { ..GetMedia::new(&"1".into()) }
    ListChildren { media: &"1".into(), limit: 25, after: None }
    ListLiveMedia { account: &"1".into(), limit: 25, after: None }
    ListMedia { ..ListMedia::new(&"1".into()) }
    ListStories { ..ListStories::new(&"1".into()) }
    ListTags { account: &"1".into(), limit: 25, after: None }
    SetCommentsEnabled { media: &"1".into(), enabled: true }
    // comments
    CommentOnMedia { media: &"1".into(), message: "x" }
    DeleteComment { comment: &"1".into() }
    GetComment { ..GetComment::new(&"1".into()) }
    ListComments { ..ListComments::new(&"1".into()) }
    ListReplies { ..ListReplies::new(&"1".into()) }
    ReplyToComment { comment: &"1".into(), message: "x" }
    SetCommentHidden { comment: &"1".into(), hide: true }
    // mentions
    AnswerMention { account: &"1".into(), mention: Mention::Caption { media: &"1".into() }, message: "x" }
    GetMentionedComment { account: &"1".into(), comment: &"1".into() }
    GetMentionedMedia { account: &"1".into(), media: &"1".into() }
    // publishing
    CreateCarouselContainer { account: &"1".into(), children: &[], options: CarouselOptions::default() }
    CreateImageContainer { account: &"1".into(), image_url: &URL, options: ImageOptions::default() }
    CreateImageSlide { account: &"1".into(), image_url: &URL, options: ImageSlideOptions::default() }
    CreateReelContainer { account: &"1".into(), video_url: &URL, options: ReelOptions::default() }
    CreateStoryImage { account: &"1".into(), image_url: &URL, options: StoryOptions::default() }
    CreateStoryVideo { account: &"1".into(), video_url: &URL, options: StoryOptions::default() }
    CreateVideoSlide { account: &"1".into(), video_url: &URL, options: VideoSlideOptions::default() }
    GetAudio { audio: &"1".into() }
    GetContainer { container: &"1".into() }
    GetContainerCopyright { container: &"1".into() }
    GetPublishingLimit { account: &"1".into(), since: None }
    PublishContainer { account: &"1".into(), container: &"1".into() }
    SearchAudio { account: &"1".into(), kind: AudioKind::Music, words: None }
    StartUpload { account: &"1".into(), video: Video::Reel(ReelOptions::default()) }
    // messages
    GetConversation { conversation: &"1".into(), fields: MessageFields::Ids }
    GetMessage { message: &"1".into(), fields: MessageFields::Ids }
    GetPerson { person: &"1".into() }
    ListConversations {
        node: MessagingNode::Me, person: None, limit: 25, after: None, preview: true, ownership: false
    }
    ListMessages { conversation: &"1".into(), fields: MessageFields::Ids, limit: 20, after: None }
    SendMedia {
        node: MessagingNode::Me, person: &"1".into(), content: MediaContent::Pictures(&[]), reply_to: None,
        human_agent: None
    }
    SendMessage {
        node: MessagingNode::Me, person: &"1".into(), content: MessageContent::Text { text: "x", quick_replies: &[] },
        reply_to: None, human_agent: None
    }
    SendPrivateReply { node: MessagingNode::Me, comment: &"1".into(), text: "x", is_live: false }
    SendSenderAction { node: MessagingNode::Me, person: &"1".into(), action: SenderAction::MarkSeen }
    SetReaction { node: MessagingNode::Me, person: &"1".into(), message: &"1".into(), reaction: None }
    UploadAttachment { page: &"1".into(), kind: AttachmentKind::Image, url: &URL }
    // insights
    GetAccountInsights { account: &"1".into(), query: AccountQuery::DailyReach { range: None } }
    GetMediaInsights {
        media: &"1".into(), product: InsightProduct::Feed, metrics: &[MediaMetric::Reach], breakdown: None
    }
    // webhooks
    ListSubscriptions { subscriber: Subscriber::Account(&"1".into()), after: None }
    Subscribe { subscriber: Subscriber::Account(&"1".into()), fields: &[] }
    Unsubscribe { subscriber: Subscriber::Account(&"1".into()) }
    // discovery
    DiscoverBusiness { account: &"1".into(), username: "x", media: None }
    GetHashtag { hashtag: &"1".into() }
    GetOembed { post: &URL, max_width: None, omit_script: true }
    ListBusinessMedia { account: &"1".into(), username: "x", limit: 12, after: None }
    ListRecentHashtagMedia { hashtag: &"1".into(), account: &"1".into(), limit: 25, after: None }
    ListSearchedHashtags { account: &"1".into(), limit: 25, after: None }
    ListTopHashtagMedia { hashtag: &"1".into(), account: &"1".into(), limit: 25, after: None }
    SearchHashtag { account: &"1".into(), name: "x" }
    // engagement
    AnswerInvitation { account: &"1".into(), media: &"1".into(), accept: true }
    GetCollaborativeMedia { account: &"1".into(), media: &"1".into() }
    Like { account: &"1".into(), target: Likeable::Media(&"1".into()) }
    ListCollaborativeMedia { account: &"1".into(), limit: 25, after: None }
    ListCollaborators { media: &"1".into(), after: None }
    ListInvitations { account: &"1".into(), limit: 25, after: None }
    Unlike { account: &"1".into(), target: Likeable::Media(&"1".into()) }
    // facebook
    GetFacebookMe ()
    ListBusinesses { limit: 25, after: None }
    ListClientPages { business: &"1".into(), limit: 25, after: None }
    ListOwnedPages { business: &"1".into(), limit: 25, after: None }
    ListPages { limit: 25, after: None }
    ListPermissions { after: None }
    Revoke ()
};
