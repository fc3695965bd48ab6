//! Typed client of the Instagram Platform.
//!
//! One type per endpoint ([`Endpoint`]), one value for hosts, version and flavour ([`Endpoints`]), one error catalogue
//! ([`catalogue`]), one function that sends ([`Client::call`]). The crate knows no database and no window.
//!
//! What it promises:
//! - **It says what is known.** [`ApiError::NotSent`] means that not one byte of the request was written;
//!   [`ApiError::Refused`] that the platform gave a coded refusal; everything else that went wrong on the way is
//!   [`ApiError::InDoubt`]: the action may or may not have happened.
//! - **It decides on codes**, never on texts (they are localised), on the error's `type` or on the HTTP status.
//! - **Half an answer is an error**, never an empty result.
//! - **Tokens and secrets are not printed**: not by `Debug`, not in errors, not in logs, and they go to no host outside
//!   the [`Endpoints`] in use.
//! - **It never sends a request twice** and follows no redirect. Trying again is the caller's decision; [`Steady`] takes it for
//!   calls that only read, within the [`budget`] of the account.
//! - **Whatever arrives ends**: in time, at a limit of size, of depth and of pages ([`pages`]).

mod account;
mod allowance;
mod answer;
pub mod budget;
mod caller;
pub mod catalogue;
mod client;
mod comments;
mod complete;
pub mod coverage;
mod discovery;
mod emoji;
mod endpoint;
mod endpoints;
mod engagement;
mod envelope;
mod error;
mod facebook;
mod handle;
mod ids;
mod insights;
mod lenient;
mod login;
mod media;
mod mentions;
pub mod messages;
mod optional;
mod page;
mod pages;
mod publishing;
mod said;
mod scope;
mod shown;
mod steady;
mod token;
mod transport;
mod usage;
pub mod webhooks;

pub use account::{Account, GetAccount, GetMe, Me};
pub use allowance::Allowance;
pub use caller::{Caller, Direct};
pub use client::{Answer, Client, REQUEST_TIMEOUT};
pub use comments::{
    Author, Comment, CommentFields, CommentOnMedia, DeleteComment, GetComment, ListComments, ListReplies,
    MAX_COMMENTS_PER_PAGE, OwnUser, ReplyToComment, SetCommentHidden,
};
pub use discovery::{
    DiscoverBusiness, DiscoveredBusiness, GetHashtag, GetOembed, Hashtag, ListBusinessMedia, ListRecentHashtagMedia,
    ListSearchedHashtags, ListTopHashtagMedia, MediaPage, Oembed, PublicMedia, SearchHashtag,
};
pub use endpoint::{Endpoint, Request};
pub use endpoints::Endpoints;
pub use engagement::{
    AnswerInvitation, GetCollaborativeMedia, Invitation, Like, Likeable, ListCollaborativeMedia, ListCollaborators,
    ListInvitations, Unlike,
};
pub use error::{ApiError, Doubt, LoginRefusal, Recovery, Refusal};
pub use facebook::{
    Business, FacebookMe, FacebookPage, GetFacebookMe, LinkedAccount, ListBusinesses, ListClientPages, ListOwnedPages,
    ListPages, ListPermissions, Permission, PermissionStatus, Revoke,
};
pub use ids::{
    AccountId, AttachmentId, AudioId, BusinessId, CommentId, ContainerId, ConversationId, HashtagId, LocationId,
    MediaId, MessageId, PageId, PersonId, ProductId,
};
pub use insights::{
    AccountBreakdown, AccountQuery, Demographic, DemographicMetric, Figure, GetAccountInsights, GetMediaInsights,
    Insight, InsightBreakdown, InsightPart, InsightProduct, InsightRange, InsightTotal, InsightValue, Insights,
    MEDIA_METRICS, MediaBreakdown, MediaMetric, MediaMetricRow, Metric, MetricHint, TOTAL_METRICS, Timeframe,
    TotalMetric, TotalMetricRow, narrowed, product_of,
};
pub use login::{
    AppCredentials, AuthorizeOptions, AuthorizeRequest, Consent, Expiry, FacebookDialog, GranularScope,
    LONG_TOKEN_LIFETIME, LoginClient, LongToken, OnboardingAnswer, ShortToken, TokenFacts, TokenKind, UserToken,
    authorize, authorize_facebook,
};
pub use media::{
    AudioType, Collaborator, CopyrightAction, CopyrightCheck, CopyrightMatch, CopyrightStatus, DeleteMedia,
    GetCopyrightCheck, GetMedia, ListChildren, ListLiveMedia, ListMedia, ListStories, ListTags, MatchedSegment, Media,
    MediaChild, MediaDetails, MediaFields, MediaType, ProductType, SetCommentsEnabled,
};
pub use mentions::{AnswerMention, GetMentionedComment, GetMentionedMedia, Mention, MentionMedia, MentionedComment};
pub use page::{Cursors, Page};
pub(crate) use pages::paged;
pub use pages::{Paged, Pages, pages};
pub use publishing::{
    Audio, AudioKind, CAROUSEL_SLIDES, CarouselOptions, Container, ContainerCopyright, ContainerStatus,
    CreateCarouselContainer, CreateImageContainer, CreateImageSlide, CreateReelContainer, CreateStoryImage,
    CreateStoryVideo, CreateVideoSlide, GetAudio, GetContainer, GetContainerCopyright, GetPublishingLimit, Graduation,
    ImageOptions, ImageSlideOptions, ImageTag, Partnership, Position, ProductTag, PublishContainer, PublishingLimit,
    ReelAudio, ReelCover, ReelOptions, SearchAudio, Since, StartUpload, StoryOptions, StoryTag, UploadAddress,
    UploadError, UploadRefusal, UploadSession, Video, VideoSlideOptions, counting,
};
pub use said::Said;
pub use scope::{Flavour, Scope};
pub use steady::{Patience, Steady, Unanswered};
pub use token::{AccessToken, AppSecret};
pub use usage::{Share, Usage};
pub use webhooks::{ListSubscriptions, Subscribe, Subscriber, Subscription, Unsubscribe, WebhookField};
