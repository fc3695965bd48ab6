//! What others have published: hashtags, business accounts, embedded posts.
//!
//! Sources: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/hashtag-search,
//! developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery and
//! developers.facebook.com/docs/instagram-platform/oembed. The first two belong to Facebook Login alone. What they find is for
//! display: not to be stored for longer than a day, and not to be collected.

mod discover_business;
mod get_hashtag;
mod get_oembed;
mod hashtag;
mod list_business_media;
mod list_recent_hashtag_media;
mod list_searched_hashtags;
mod list_top_hashtag_media;
mod public_media;
mod search_hashtag;

pub use discover_business::{DiscoverBusiness, DiscoveredBusiness, MediaPage};
pub use get_hashtag::GetHashtag;
pub use get_oembed::{GetOembed, Oembed};
pub use hashtag::Hashtag;
pub(crate) use hashtag::folded;
pub use list_business_media::ListBusinessMedia;
pub use list_recent_hashtag_media::ListRecentHashtagMedia;
pub use list_searched_hashtags::ListSearchedHashtags;
pub use list_top_hashtag_media::ListTopHashtagMedia;
pub use public_media::PublicMedia;
pub use search_hashtag::SearchHashtag;
