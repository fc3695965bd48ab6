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
//! - **It never sends a request twice** and follows no redirect. Trying again is the caller's decision.

mod account;
mod allowance;
mod answer;
mod caller;
pub mod catalogue;
mod client;
mod comments;
mod complete;
pub mod coverage;
mod endpoint;
mod endpoints;
mod envelope;
mod error;
mod ids;
mod lenient;
mod login;
mod media;
mod page;
mod pages;
mod publishing;
mod scope;
mod token;
mod transport;
mod usage;

pub use account::{GetMe, Me};
pub use allowance::Allowance;
pub use caller::{Caller, Direct};
pub use client::{Answer, Client, REQUEST_TIMEOUT};
pub use comments::{
    Author, Comment, DeleteComment, GetComment, ListComments, ListReplies, MAX_COMMENTS_PER_PAGE, OwnUser,
    ReplyToComment, SetCommentHidden,
};
pub use endpoint::{Endpoint, Request};
pub use endpoints::Endpoints;
pub use error::{ApiError, Doubt, LoginRefusal, Recovery, Refusal};
pub use ids::{AccountId, CommentId, ContainerId, MediaId, PersonId};
pub use login::{AppCredentials, AuthorizeRequest, LONG_TOKEN_LIFETIME, LoginClient, LongToken, ShortToken, authorize};
pub use media::{GetMedia, ListMedia, Media, MediaChild, MediaType, ProductType, SetCommentsEnabled};
pub use page::Page;
pub use pages::{Paged, Pages, pages};
pub use publishing::{
    CAROUSEL_SLIDES, Container, ContainerStatus, CreateCarouselContainer, CreateImageContainer, GetContainer,
    GetPublishingLimit, PublishContainer, PublishingLimit,
};
pub use scope::{Flavour, Scope};
pub use token::{AccessToken, AppSecret};
pub use usage::{Share, Usage};
