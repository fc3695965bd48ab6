//! Facebook Pages and the accounts linked to them.

mod get_facebook_me;
mod list_businesses;
mod list_client_pages;
mod list_owned_pages;
mod list_pages;
mod list_permissions;
mod revoke;

use instagram::{BusinessId, Flavour, ListBusinesses};
use simulator::WorldSize;

use crate::office::Office;

impl Office {
    /// An office whose app uses Facebook Login among the five brands, whose Pages are reached in every way there is.
    async fn of_five_brands() -> Self {
        let size = WorldSize::Custom {
            accounts: 5,
            posts: 10,
            comments: 100,
        };
        Self::of_size(Flavour::FacebookLogin, size).await
    }

    /// The person's business.
    async fn business(&self) -> BusinessId {
        let list = ListBusinesses { limit: 25, after: None };
        self.call(&list).await.unwrap().items.remove(0).id
    }
}
