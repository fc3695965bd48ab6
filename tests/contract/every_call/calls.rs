//! Each call of the client once, with parameters that pass its own rules.

use instagram::coverage::ENDPOINTS;
use instagram::messages::{
    AttachmentKind, GetConversation, GetMessage, GetPerson, ListConversations, ListMessages, MediaContent, MediaSource,
    MessageContent, MessageFields, MessagingNode, SendMedia, SendMessage, SendPrivateReply, SendSenderAction,
    SenderAction, SetReaction, UploadAttachment,
};
use instagram::{
    AccessToken, AccountQuery, AnswerInvitation, AnswerMention, ApiError, AudioId, AudioKind, BusinessId,
    CarouselOptions, CommentOnMedia, ContainerId, CreateCarouselContainer, CreateImageContainer, CreateImageSlide,
    CreateReelContainer, CreateStoryImage, CreateStoryVideo, CreateVideoSlide, DeleteComment, DeleteMedia,
    DiscoverBusiness, Endpoint, Flavour, GetAccount, GetAccountInsights, GetAudio, GetCollaborativeMedia, GetComment,
    GetContainer, GetContainerCopyright, GetCopyrightCheck, GetFacebookMe, GetHashtag, GetMe, GetMedia,
    GetMediaInsights, GetMentionedComment, GetMentionedMedia, GetPublishingLimit, HashtagId, ImageOptions,
    ImageSlideOptions, InsightProduct, Like, Likeable, ListBusinessMedia, ListBusinesses, ListChildren,
    ListClientPages, ListCollaborativeMedia, ListCollaborators, ListComments, ListInvitations, ListLiveMedia,
    ListMedia, ListOwnedPages, ListPages, ListPermissions, ListRecentHashtagMedia, ListReplies, ListSearchedHashtags,
    ListStories, ListSubscriptions, ListTags, ListTopHashtagMedia, MediaMetric, Mention, PageId, PublishContainer,
    ReelOptions, ReplyToComment, Revoke, SearchAudio, SearchHashtag, SetCommentHidden, SetCommentsEnabled, StartUpload,
    StoryOptions, Subscribe, Subscriber, Unlike, Unsubscribe, Video, VideoSlideOptions, WebhookField,
};

use crate::office::Office;

/// How a call ended.
pub struct Ended {
    /// The call.
    pub name: &'static str,
    /// Its end, without what it answered.
    pub outcome: Result<(), ApiError>,
}

/// Makes every call that the office's set-up has and that carries a token.
pub async fn every_call(office: &Office, token: &AccessToken) -> Vec<Ended> {
    let client = office.client();
    let mut ended = Vec::new();
    macro_rules! call {
        ($($endpoint:expr,)*) => {
            $({
                let endpoint = $endpoint;
                let facts = facts(&endpoint);
                if facts.flavours.contains(&office.flavour) {
                    let outcome = client.call(token, &endpoint).await.map(|_| ());
                    ended.push(Ended { name: facts.name, outcome });
                }
            })*
        };
    }

    let (account, media, comment, guest) = (&office.account(), &office.post(), &office.comment(), office.guest());
    let (conversation, message, person) = (&guest.conversation, &guest.message, &guest.person);
    let (container, other) = (
        &ContainerId::from("17880000000000001"),
        &ContainerId::from("17880000000000002"),
    );
    let file = &office.simulator.base_url().join("cdn/any.jpg").unwrap();
    let page = &PageId::from("100000000000001");
    let (hashtag, audio, business) = (
        &HashtagId::from("17840000000000001"),
        &AudioId::from("18050000000000001"),
        &BusinessId::from("200000000000001"),
    );
    let (node, fields, after) = (MessagingNode::Me, MessageFields::Full, None);
    let subscriber = match office.flavour {
        Flavour::InstagramLogin => Subscriber::Account(account),
        Flavour::FacebookLogin => Subscriber::Page(page),
    };

    call!(
        GetAccount {
            account,
            reduced: false
        },
        GetMe,
        GetCopyrightCheck { media },
        GetMedia::new(media),
        ListChildren { media, limit: 5, after },
        ListLiveMedia {
            account,
            limit: 5,
            after
        },
        ListMedia {
            limit: 5,
            ..ListMedia::new(account)
        },
        ListStories::new(account),
        ListTags {
            account,
            limit: 5,
            after
        },
        SetCommentsEnabled { media, enabled: true },
        DeleteMedia { media },
    );
    call!(
        GetComment::new(comment),
        ListComments {
            limit: 5,
            after,
            ..ListComments::new(media)
        },
        ListReplies {
            limit: 5,
            after,
            ..ListReplies::new(comment)
        },
        CommentOnMedia {
            media,
            message: "Thank you all"
        },
        ReplyToComment {
            comment,
            message: "Thank you"
        },
        SetCommentHidden { comment, hide: true },
        DeleteComment { comment },
        GetMentionedComment { account, comment },
        GetMentionedMedia { account, media },
        AnswerMention {
            account,
            mention: Mention::Caption { media },
            message: "Thank you"
        },
    );
    call!(
        CreateCarouselContainer {
            account,
            children: &[container.clone(), other.clone()],
            options: CarouselOptions::default()
        },
        CreateImageContainer {
            account,
            image_url: file,
            options: ImageOptions::default()
        },
        CreateImageSlide {
            account,
            image_url: file,
            options: ImageSlideOptions::default()
        },
        CreateReelContainer {
            account,
            video_url: file,
            options: ReelOptions::default()
        },
        CreateStoryImage {
            account,
            image_url: file,
            options: StoryOptions::default()
        },
        CreateStoryVideo {
            account,
            video_url: file,
            options: StoryOptions::default()
        },
        CreateVideoSlide {
            account,
            video_url: file,
            options: VideoSlideOptions::default()
        },
        StartUpload {
            account,
            video: Video::Reel(ReelOptions::default())
        },
        GetContainer { container },
        GetContainerCopyright { container },
        PublishContainer { account, container },
        GetPublishingLimit { account, since: None },
        SearchAudio {
            account,
            kind: AudioKind::Music,
            words: None
        },
        GetAudio { audio },
    );
    call!(
        ListConversations {
            node,
            person: None,
            limit: 5,
            after,
            preview: true,
            ownership: false
        },
        GetConversation { conversation, fields },
        ListMessages {
            conversation,
            fields,
            limit: 5,
            after
        },
        GetMessage { message, fields },
        GetPerson { person },
        SendMessage {
            node,
            person,
            content: MessageContent::text("Hello"),
            reply_to: None,
            human_agent: None
        },
        SendMedia {
            node,
            person,
            content: MediaContent::Pictures(&[MediaSource::Url(file)]),
            reply_to: None,
            human_agent: None
        },
        SendPrivateReply {
            node,
            comment,
            text: "Hello",
            is_live: false
        },
        SendSenderAction {
            node,
            person,
            action: SenderAction::MarkSeen
        },
        SetReaction {
            node,
            person,
            message,
            reaction: None
        },
        UploadAttachment {
            page,
            kind: AttachmentKind::Image,
            url: file
        },
    );
    call!(
        GetMediaInsights {
            media,
            product: InsightProduct::Feed,
            metrics: &[MediaMetric::Reach],
            breakdown: None
        },
        GetAccountInsights {
            account,
            query: AccountQuery::DailyReach { range: None }
        },
        ListSubscriptions { subscriber, after },
        Subscribe {
            subscriber,
            fields: &[WebhookField::Comments]
        },
        Unsubscribe { subscriber },
    );
    call!(
        DiscoverBusiness {
            account,
            username: "solvej.ceramics",
            media: None
        },
        ListBusinessMedia {
            account,
            username: "solvej.ceramics",
            limit: 5,
            after
        },
        GetHashtag { hashtag },
        SearchHashtag { account, name: "rye" },
        ListRecentHashtagMedia {
            hashtag,
            account,
            limit: 5,
            after
        },
        ListTopHashtagMedia {
            hashtag,
            account,
            limit: 5,
            after
        },
        ListSearchedHashtags {
            account,
            limit: 5,
            after
        },
        AnswerInvitation {
            account,
            media,
            accept: true
        },
        GetCollaborativeMedia { account, media },
        Like {
            account,
            target: Likeable::Media(media)
        },
        Unlike {
            account,
            target: Likeable::Media(media)
        },
        ListCollaborativeMedia {
            account,
            limit: 5,
            after
        },
        ListCollaborators { media, after },
        ListInvitations {
            account,
            limit: 5,
            after
        },
    );
    call!(
        GetFacebookMe,
        ListBusinesses { limit: 5, after },
        ListClientPages {
            business,
            limit: 5,
            after
        },
        ListOwnedPages {
            business,
            limit: 5,
            after
        },
        ListPages { limit: 5, after },
        ListPermissions { after },
        Revoke,
    );
    ended
}

fn facts<E: Endpoint>(_: &E) -> &'static instagram::coverage::Facts {
    ENDPOINTS.iter().find(|facts| facts.name == E::NAME).unwrap()
}
