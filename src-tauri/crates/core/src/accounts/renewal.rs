//! Renewing logins before they run out. No app secret is needed for it (reference: refresh access token).

use std::time::Duration;

use instagram::LoginClient;
use store::accounts::{self, AccountRow};

use crate::clock::{add, between};
use crate::context::Context;
use crate::problem::Problem;
use crate::stale::Tag;

/// The platform renews a token only from this age on.
const YOUNGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Renew when less than this is left.
const RENEW_BELOW: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Renews the login of `row` when it is due: old enough, and short of life or of unknown life.
pub(crate) async fn renew_if_due(context: &Context, row: &AccountRow) -> Result<(), Problem> {
    let now = context.clock.now();
    let old_enough = between(row.token_issued_at, now) >= YOUNGEST;
    let short = row
        .token_expires_at
        .is_none_or(|expires_at| between(now, expires_at) < RENEW_BELOW);
    let ours = row.host_set == context.gateway.endpoints().host_set();
    if !(old_enough && short && ours) {
        return Ok(());
    }
    let Some(token) = context.secrets.token(&row.id).await? else {
        return Ok(());
    };
    let renewed = LoginClient::new(context.gateway.endpoints().clone())?
        .refresh(&token)
        .await?;
    // The keychain first: the database must never promise a life that the stored token does not have.
    context.secrets.set_token(&row.id, &renewed.token).await?;
    context.gateway.forget_token(&row.id);
    if accounts::get(&context.store, &row.id).await?.is_none() {
        // Disconnected while the platform answered: nothing of it stays.
        context.secrets.remove_token(&row.id).await?;
        return Ok(());
    }
    let mut tx = context.store.write().await?;
    accounts::set_token(&mut tx, &row.id, now, Some(add(now, renewed.expires_in))).await?;
    tx.commit().await?;
    context.stale.spoil(Tag::Accounts);
    Ok(())
}
