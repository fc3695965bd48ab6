//! Likes, and posts that several accounts share.

mod answer_invitation;
mod get_collaborative_media;
mod like;
mod list_collaborative_media;
mod list_collaborators;
mod list_invitations;
mod unlike;

use instagram::{AccountId, Invitation, ListInvitations};

use crate::office::Office;

fn invitations(account: &AccountId) -> ListInvitations<'_> {
    ListInvitations {
        account,
        limit: 100,
        after: None,
    }
}

impl Office {
    /// What the account is invited to share.
    async fn invited(&self) -> Vec<Invitation> {
        let account = self.account();
        self.call(&invitations(&account)).await.unwrap().items
    }
}
