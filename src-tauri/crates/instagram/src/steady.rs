//! Calls with patience: asks the budget first, tries harmless calls again, tells the budget what came back.
//!
//! Promised: only a call that reads (`GET`) is ever sent twice, and only where the error says that another try may help
//! ([`Recovery`]). The platform's own word about a wait beats ours; ours grows and is never the same twice. A read ends within
//! [`Patience::total`], waits, tries and answers together. A call that writes is sent once, whatever happens to it, and heard
//! out: what became of it is somebody else's to find out.
//!
//! Source: developers.facebook.com/docs/graph-api/guides/error-handling (transient errors)

use crate::budget::{Ask, Budget, Class, Held};
use crate::caller::Caller;
use crate::{AccessToken, Answer, ApiError, Client, Doubt, Endpoint, Recovery};
use backon::{ExponentialBuilder, Retryable};
use http::Method;
use std::time::Duration;
use tokio::time::Instant;

/// How long a call may take altogether, and how often it is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Further tries after the first.
    pub repeats: usize,
    /// The wait before the second try; each one after that doubles it. A random part of this is added to every wait.
    pub first_wait: Duration,
    /// The time that a read may take from the call to its answer, with all tries and the waits between them. A write may wait
    /// this long for its turn; once it is sent, the time limit of the client ([`REQUEST_TIMEOUT`](crate::REQUEST_TIMEOUT))
    /// holds, because whoever stops listening to a write only makes a doubt of it.
    pub total: Duration,
}

impl Patience {
    /// What fits who is waiting: seconds for a person, minutes for work in the background.
    pub const fn of(class: Class) -> Self {
        let (repeats, first_wait, total) = match class {
            Class::User => (2, Duration::from_millis(500), Duration::from_secs(15)),
            Class::Fresh => (4, Duration::from_secs(1), Duration::from_secs(60)),
            Class::Background => (5, Duration::from_secs(2), Duration::from_secs(300)),
        };
        Self {
            repeats,
            first_wait,
            total,
        }
    }
}

/// A call that brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// The budget did not let it go in time. Nothing was sent.
    #[error(transparent)]
    Held(#[from] Held),
    /// The platform, or the way to it.
    #[error(transparent)]
    Api(#[from] ApiError),
}

impl Unanswered {
    /// A plain sentence for people: what happened and what comes next.
    pub fn sentence(&self) -> String {
        match self {
            Unanswered::Held(held) => held.why.sentence().to_owned(),
            Unanswered::Api(error) => error.sentence(),
        }
    }
}

/// A client that calls as one account, within its budget and with patience.
#[derive(Debug, Clone, Copy)]
pub struct Steady<'a> {
    client: &'a Client,
    token: &'a AccessToken,
    budget: &'a Budget,
    class: Class,
    patience: Patience,
}

impl<'a> Steady<'a> {
    /// Calls for somebody of this class, with the patience that fits.
    pub const fn new(client: &'a Client, token: &'a AccessToken, budget: &'a Budget, class: Class) -> Self {
        Self {
            client,
            token,
            budget,
            class,
            patience: Patience::of(class),
        }
    }

    /// The same with another patience.
    #[must_use]
    pub const fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Calls an endpoint.
    ///
    /// # Errors
    /// [`Unanswered::Held`] when it did not get to go; [`Doubt::Timeout`] when a read took longer than [`Patience::total`];
    /// otherwise the error of the last try.
    pub async fn call<E: Endpoint>(&self, endpoint: &E) -> Result<Answer<E::Output>, Unanswered> {
        let started = Instant::now();
        let is_harmless = endpoint.request(self.client.endpoints())?.method() == Method::GET;
        let left = || self.patience.total.saturating_sub(started.elapsed());
        let waits = ExponentialBuilder::new()
            .with_min_delay(self.patience.first_wait)
            .with_max_times(self.patience.repeats)
            .with_jitter();
        let tries = (|| self.attempt(endpoint, left()))
            .retry(waits)
            .when(|error| is_harmless && may_help(error))
            .adjust(|error, ours| ours.and_then(|ours| wait(error, ours).filter(|wait| *wait <= left())))
            .notify(|error, wait| tracing::debug!(endpoint = E::NAME, ?wait, %error, "another try"));
        if !is_harmless {
            return tries.await;
        }
        let timeout = Unanswered::Api(ApiError::InDoubt { cause: Doubt::Timeout });
        tokio::time::timeout(self.patience.total, tries)
            .await
            .unwrap_or(Err(timeout))
    }

    async fn attempt<E: Endpoint>(&self, endpoint: &E, patience: Duration) -> Result<Answer<E::Output>, Unanswered> {
        let ask = Ask {
            allowance: endpoint.allowance(),
            class: self.class,
            hashtag: endpoint.hashtag(),
        };
        self.budget.admit(ask, patience).await?;
        let (answered, usage) = self.client.call_measured(self.token, endpoint).await;
        self.budget.answered(&usage);
        match &answered {
            Ok(_) => self.budget.went_well(ask.allowance),
            Err(error) => self.budget.refused(ask.allowance, error),
        }
        Ok(answered?)
    }
}

/// Whether another try of a call that only reads may bring what this one did not.
fn may_help(error: &Unanswered) -> bool {
    match error {
        Unanswered::Held(_) => false,
        Unanswered::Api(error) if error.pauses_account() => false,
        Unanswered::Api(error) => match error.recovery() {
            // Reading has no effect that could be in doubt.
            Recovery::RetrySoon | Recovery::InDoubt | Recovery::RetryAfter(Some(_)) => true,
            Recovery::RetryAfter(None)
            | Recovery::Reconnect
            | Recovery::MissingScope
            | Recovery::WindowClosed
            | Recovery::AccountPaused
            | Recovery::Never => false,
        },
    }
}

/// The wait before another try: the platform's own where it names one.
fn wait(error: &Unanswered, ours: Duration) -> Option<Duration> {
    match error {
        Unanswered::Held(_) => None,
        Unanswered::Api(error) => match error.recovery() {
            Recovery::RetryAfter(told) => Some(told?.max(ours)),
            _ => Some(ours),
        },
    }
}

impl Caller for Steady<'_> {
    type Error = Unanswered;

    fn call<E: Endpoint>(&self, endpoint: &E) -> impl Future<Output = Result<Answer<E::Output>, Unanswered>> + Send {
        Steady::call(self, endpoint)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Refusal;
    use crate::budget::Why;

    fn api(error: ApiError) -> Unanswered {
        Unanswered::Api(error)
    }

    fn refused(code: i64, subcode: Option<i64>) -> Unanswered {
        api(ApiError::Refused(Refusal::new(code, subcode)))
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        for passing in [
            api(ApiError::NotSent { cause: "x".to_owned() }),
            api(ApiError::InDoubt { cause: Doubt::Cut }),
            api(ApiError::InDoubt { cause: Doubt::Timeout }),
            api(ApiError::InDoubt {
                cause: Doubt::ServerError(503),
            }),
            refused(1, None),
            refused(2, None),
            refused(613, None),
            refused(9004, Some(2_207_052)),
        ] {
            assert!(may_help(&passing), "{passing}");
        }
        for lasting in [
            Unanswered::Held(Held {
                wait: Duration::ZERO,
                why: Why::Turn,
            }),
            api(ApiError::InDoubt {
                cause: Doubt::SpamBlock,
            }),
            api(ApiError::Invalid("x".to_owned())),
            refused(9, Some(2_207_042)),
            refused(10, Some(2_534_022)),
            refused(100, Some(33)),
            refused(190, None),
            refused(200, None),
            refused(368, None),
            refused(987_654, None),
        ] {
            assert!(!may_help(&lasting), "{lasting}");
        }
    }

    #[test]
    fn the_word_of_the_platform_beats_our_wait() {
        let ours = Duration::from_secs(2);
        assert_eq!(wait(&refused(1, None), ours), Some(ours));
        assert_eq!(wait(&refused(613, None), ours), Some(Duration::from_secs(300)));
        let told = Refusal {
            retry_after: Some(Duration::from_secs(60)),
            ..Refusal::new(80_002, None)
        };
        assert_eq!(wait(&api(ApiError::Refused(told)), ours), Some(Duration::from_secs(60)));
    }

    #[test]
    fn people_wait_for_seconds_and_work_in_the_background_for_minutes() {
        let total = |class| Patience::of(class).total;
        assert!(total(Class::User) < total(Class::Fresh) && total(Class::Fresh) < total(Class::Background));
        assert!(total(Class::User) <= Duration::from_secs(15));
    }
}
