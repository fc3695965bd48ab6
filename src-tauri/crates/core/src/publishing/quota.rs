//! How many posts an account may still publish, asked seldom: the checks run with every change of a draft.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use instagram::budget::Class;
use instagram::{AccountId, GetPublishingLimit};

use crate::context::Context;

/// A figure is good for this long: only our own posts change it.
const GOOD_FOR: Duration = Duration::from_secs(60);

/// A page waits no longer for a figure that does not keep a post back.
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// When it was told, and the posts used and allowed; `None` when the platform did not say.
type Told = (Duration, Option<(u32, u32)>);

/// The figures of each account and when they were told, on the monotonic clock.
#[derive(Debug, Default)]
pub(super) struct QuotaMemory {
    told: Mutex<HashMap<AccountId, Told>>,
}

impl QuotaMemory {
    /// Posts within the platform's window, and how many it allows; `None` when it does not say.
    pub(super) async fn of(&self, context: &Context, account: &AccountId) -> Option<(u32, u32)> {
        let now = context.clock.monotonic();
        if let Some((at, figures)) = self.told.lock().unwrap_or_else(PoisonError::into_inner).get(account)
            && now.saturating_sub(*at) < GOOD_FOR
        {
            return *figures;
        }
        if context.gateway.offline() || !context.gateway.quiet_for(account).is_zero() {
            return None;
        }
        let figures = tokio::time::timeout(LONGEST_WAIT, ask(context, account))
            .await
            .ok()
            .flatten();
        self.told
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.clone(), (now, figures));
        figures
    }
}

async fn ask(context: &Context, account: &AccountId) -> Option<(u32, u32)> {
    let request = GetPublishingLimit { account, since: None };
    let limit = context.gateway.call(account, Class::User, &request).await.ok()?.value;
    Some((limit.used, limit.total?))
}
