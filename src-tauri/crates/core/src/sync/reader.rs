//! The calls of one run of a task, counted.

use std::sync::atomic::{AtomicU32, Ordering};

use instagram::budget::Class;
use instagram::{AccountId, ApiError, Endpoint, Recovery};

use crate::context::Context;
use crate::gateway::CallError;

/// Makes the calls of one run.
pub(super) struct Reader<'a> {
    pub(super) context: &'a Context,
    pub(super) account: &'a AccountId,
    class: Class,
    calls: AtomicU32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(context: &'a Context, account: &'a AccountId, class: Class) -> Self {
        Self {
            context,
            account,
            class,
            calls: AtomicU32::new(0),
        }
    }

    /// Calls an endpoint as the account.
    ///
    /// # Errors
    /// See [`crate::gateway::Gateway::call`].
    pub(super) async fn call<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, CallError> {
        let answered = self.context.gateway.call(self.account, self.class, endpoint).await;
        let was_sent = match &answered {
            Ok(_) => true,
            Err(CallError::Api(error)) => !matches!(error, ApiError::NotSent { .. } | ApiError::Invalid(_)),
            Err(_) => false,
        };
        if was_sent {
            self.calls.fetch_add(1, Ordering::Relaxed);
        }
        Ok(answered?.value)
    }

    /// Calls that reached the platform so far.
    pub(super) fn calls(&self) -> u32 {
        self.calls.load(Ordering::Relaxed)
    }
}

/// Whether the next post, or the next page, may fare better: the error is about nothing wider.
pub(super) fn is_local(error: &CallError) -> bool {
    let CallError::Api(error) = error else { return false };
    let of_the_account = matches!(error.recovery(), Recovery::Reconnect | Recovery::RetryAfter(_));
    !of_the_account && !matches!(error, ApiError::NotSent { .. })
}
