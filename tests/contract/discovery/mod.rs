//! Hashtags, other businesses and embedded posts. Hashtags need a feature that belongs to the app: with Facebook Login a
//! token for everything has it, a list of permissions never names it.

mod discover_business;
mod get_hashtag;
mod get_oembed;
mod list_business_media;
mod list_recent_hashtag_media;
mod list_searched_hashtags;
mod list_top_hashtag_media;
mod search_hashtag;

use instagram::{AccessToken, ApiError, Endpoint, Flavour, HashtagId, SearchHashtag};

use crate::office::Office;

/// An office whose app may search hashtags.
async fn open() -> Office {
    Office::with(Flavour::FacebookLogin).await
}

impl Office {
    /// Calls with a token for everything, the features of the app included.
    async fn discover<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, ApiError> {
        self.call_with(&AccessToken::new(self.simulator.facebook_token()), endpoint)
            .await
    }

    /// The id of a hashtag.
    async fn hashtag(&self, name: &str) -> HashtagId {
        let account = self.account();
        let search = SearchHashtag {
            account: &account,
            name,
        };
        self.discover(&search).await.unwrap().id
    }
}
