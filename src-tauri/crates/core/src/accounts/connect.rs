//! Storing a login: the token into the keychain, everything else into the database.

use instagram::{AccessToken, AccountId, Me};
use jiff::Timestamp;
use store::accounts::{self, NewAccount};
use store::events::{self, Actor, EventKind};

use crate::context::{Shared, account_subject};
use crate::problem::Problem;
use crate::stale::Tag;

/// A token and whose it is.
#[derive(Debug, Clone)]
pub(super) struct NewLogin {
    pub(super) me: Me,
    pub(super) token: AccessToken,
    pub(super) issued_at: Timestamp,
    /// Unknown for a token pasted from the dashboard, until its first refresh.
    pub(super) expires_at: Option<Timestamp>,
    /// Empty when the platform did not tell.
    pub(super) permissions: Vec<String>,
    pub(super) client_id: Option<String>,
}

/// The token goes first: an account without a token would look connected.
pub(super) async fn store(context: &Shared, login: NewLogin) -> Result<AccountId, Problem> {
    let account = login.me.user_id.clone();
    context.secrets.set_token(&account, &login.token).await?;
    let now = context.clock.now();
    let new = NewAccount {
        id: account.clone(),
        app_scoped_id: login.me.id.clone(),
        username: login.me.username.clone(),
        name: login.me.name.clone(),
        account_type: login.me.account_type.clone(),
        picture_url: login.me.profile_picture_url.as_ref().map(ToString::to_string),
        followers: count(login.me.followers_count),
        media_count: count(login.me.media_count),
        permissions: login.permissions,
        client_id: login.client_id,
        host_set: context.gateway.endpoints().host_set(),
        token_issued_at: login.issued_at,
        token_expires_at: login.expires_at,
        connected_at: now,
    };
    let mut tx = context.store.write().await?;
    accounts::upsert(&mut tx, &new).await?;
    let event = context.event(
        EventKind::AccountConnected,
        Actor::Member,
        Some(&account),
        &account_subject(&account),
    );
    events::append(&mut tx, &event).await?;
    tx.commit().await?;
    context.gateway.forget_token(&account);
    context.gateway.wake(&account);
    context.accounts_changed.notify_one();
    context.sync_wanted.notify_one();
    context.outbox_changed.notify_one();
    context.stale.spoil_all([Tag::Accounts, Tag::InboxCounts]);
    Ok(account)
}

fn count(value: Option<u64>) -> Option<i64> {
    value.and_then(|value| i64::try_from(value).ok())
}
