//! How many calls an account may still make, and who goes first.
//!
//! Promised: a call that a person waits for is never held up by work in the background. From 75 % of an allowance on, work in
//! the background waits; from 90 % on, only what a person asked for goes; at 100 %, or after a refusal that asks for a pause,
//! nothing goes until the pause is over, because calls made meanwhile prolong it. The limits that the platform states as a
//! number of calls in a time ([`Allowance`]) are kept before it has to say anything.
//!
//! One [`AppBudget`] for the Meta app, one [`Budget`] for each account of it. A budget makes no calls: ask it before one
//! ([`Budget::check`], [`Budget::admit`]) and tell it what came back ([`Budget::answered`] for the figures of every answer,
//! then [`Budget::went_well`] or [`Budget::refused`] for what else it says).
//!
//! Source: developers.facebook.com/docs/graph-api/overview/rate-limiting

mod clock;
mod gauge;
mod hashtags;
mod pressure;
mod rates;
#[cfg(test)]
mod tests;

use crate::{Allowance, ApiError, Recovery, Usage};
use clock::after;
use governor::Jitter;
use pressure::{Pressure, USUAL_BLOCK};
use rates::Counter;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use clock::Clock;
pub use gauge::{Gauge, HashtagLine, Line, Waiting};
pub use hashtags::{HASHTAG_WINDOW, HASHTAGS_PER_WINDOW, Hashtags};

/// Who waits for a call. The first goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A person, looking at the screen.
    User,
    /// What has just happened: new comments, new messages.
    Fresh,
    /// Everything else: backfill, insights, thumbnails.
    Background,
}

impl Class {
    /// Every class, the first one first.
    pub const ALL: [Class; 3] = [Class::User, Class::Fresh, Class::Background];
}

/// Whether a call may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Now. It has been counted.
    Go,
    /// Not yet: ask again after this long.
    Wait(Duration, Why),
}

/// Why a call has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The platform asked for a pause.
    Blocked,
    /// This much of the allowance is used, in percent.
    Used(u8),
    /// The limit of the endpoint is reached.
    Rate(Allowance),
    /// Calls that go first are waiting.
    Turn,
    /// Thirty different hashtags were searched for within seven days.
    Hashtags,
}

impl Why {
    /// A plain sentence for people.
    pub const fn sentence(self) -> &'static str {
        match self {
            Why::Blocked => "Instagram asked for a pause for this account. Postroom goes on when it is over.",
            Why::Used(_) => {
                "Most of what Instagram allows for this account is used. Postroom leaves the rest to people and goes on later."
            }
            Why::Rate(_) => "Instagram allows only so many of these at a time. Postroom goes on step by step.",
            Why::Turn => "What people ask for goes first. Postroom goes on right behind it.",
            Why::Hashtags => {
                "Thirty different hashtags were searched for within seven days, which is all that Instagram allows. The \
                 ones already searched for can be looked at again."
            }
        }
    }
}

/// A call that did not get to go within the time it had. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("held back for another {wait:?}: {why:?}")]
pub struct Held {
    /// How long it would still have to wait.
    pub wait: Duration,
    /// Why.
    pub why: Why,
}

/// A call that somebody wants to make.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// What it counts against.
    pub allowance: Allowance,
    /// Who waits for it.
    pub class: Class,
    /// The hashtag it searches for, if it searches for one.
    pub hashtag: Option<&'a str>,
}

impl<'a> Ask<'a> {
    /// A call that searches for no hashtag.
    pub const fn new(allowance: Allowance, class: Class) -> Self {
        Self {
            allowance,
            class,
            hashtag: None,
        }
    }

    /// The same call, searching for a hashtag.
    #[must_use]
    pub const fn for_hashtag(self, tag: &'a str) -> Self {
        Self {
            hashtag: Some(tag),
            ..self
        }
    }
}

/// No `Debug` for the hashtag: what people search for belongs into no log.
impl fmt::Debug for Ask<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} for {:?}", self.allowance, self.class)
    }
}

/// Nobody sleeps longer without looking again: a block may have been lifted, a clock set.
const LONGEST_SLEEP: Duration = Duration::from_secs(15);

/// What all accounts of one Meta app share.
#[derive(Debug)]
pub struct AppBudget {
    clock: Arc<dyn Clock>,
    pressure: Mutex<Pressure>,
    counters: HashMap<Allowance, Counter>,
}

/// What one account may do. Cheap to share behind an [`Arc`].
#[derive(Debug)]
pub struct Budget {
    app: Arc<AppBudget>,
    counters: HashMap<Allowance, Counter>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Limits of the person, whatever they do.
    account: Pressure,
    instagram: Pressure,
    messenger: Pressure,
    pages: Pressure,
    /// Limits of single endpoints.
    endpoints: HashMap<Allowance, Pressure>,
    hashtags: Hashtags,
    waiting: HashMap<Allowance, Waiting>,
}

/// Every allowance there is.
const ALLOWANCES: [Allowance; 11] = [
    Allowance::Business,
    Allowance::Platform,
    Allowance::Conversations,
    Allowance::Send,
    Allowance::SendMedia,
    Allowance::PrivateReplies,
    Allowance::Likes,
    Allowance::Invitations,
    Allowance::InvitationAnswers,
    Allowance::Oembed,
    Allowance::Login,
];

/// Counted for the app, not for an account.
fn is_of_app(allowance: Allowance) -> bool {
    matches!(allowance, Allowance::Platform | Allowance::Oembed)
}

fn counters(clock: &Arc<dyn Clock>, of_app: bool) -> HashMap<Allowance, Counter> {
    let ours = ALLOWANCES
        .into_iter()
        .filter(|allowance| is_of_app(*allowance) == of_app);
    ours.filter_map(|allowance| Some((allowance, Counter::new(allowance, clock)?)))
        .collect()
}

impl AppBudget {
    /// The budget of an app that nothing is known of yet.
    pub fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self {
            pressure: Mutex::default(),
            counters: counters(&clock, true),
            clock,
        })
    }

    /// The budget of one of its accounts, with the hashtags that were stored for it.
    pub fn account(self: &Arc<Self>, hashtags: Hashtags) -> Budget {
        Budget {
            app: Arc::clone(self),
            counters: counters(&self.clock, false),
            state: Mutex::new(State {
                hashtags,
                ..State::default()
            }),
        }
    }
}

impl State {
    /// What a call of this allowance counts against, besides the app and the account.
    fn pressures(&mut self, allowance: Allowance) -> Vec<&mut Pressure> {
        let Self {
            instagram,
            messenger,
            pages,
            endpoints,
            ..
        } = self;
        let shared = match allowance {
            Allowance::Business | Allowance::Likes | Allowance::Invitations | Allowance::InvitationAnswers => {
                vec![instagram, pages]
            }
            Allowance::Conversations | Allowance::Send | Allowance::SendMedia | Allowance::PrivateReplies => {
                vec![messenger]
            }
            Allowance::Platform | Allowance::Oembed | Allowance::Login => Vec::new(),
        };
        shared.into_iter().chain(endpoints.get_mut(&allowance)).collect()
    }
}

impl Budget {
    /// Whether a call may go now. [`Verdict::Go`] counts it.
    pub fn check(&self, ask: Ask<'_>) -> Verdict {
        let now = self.app.clock.now();
        let mut state = locked(&self.state);
        let mut app = locked(&self.app.pressure);
        // oEmbed is read without the app, and a login is worth more than any limit.
        let is_apart = matches!(ask.allowance, Allowance::Oembed | Allowance::Login);

        let held = {
            let State { account, .. } = &*state;
            let shared = [*account, *app].into_iter().filter(|_| !is_apart);
            let of_allowance: Vec<Pressure> = state.pressures(ask.allowance).into_iter().map(|p| *p).collect();
            let all = shared.chain(of_allowance);
            all.filter_map(|pressure| pressure.holds(ask.class, now))
                .max_by_key(|(wait, _)| *wait)
        };
        if let Some((wait, why)) = held {
            return Verdict::Wait(wait, why);
        }
        let counter = self.counter(ask.allowance);
        let is_behind = state
            .waiting
            .get(&ask.allowance)
            .is_some_and(|waiting| waiting.is_ahead_of(ask.class));
        if let Some(counter) = counter
            && is_behind
        {
            return Verdict::Wait(counter.period(), Why::Turn);
        }
        if let Some(tag) = ask.hashtag
            && let Err(wait) = state.hashtags.check(tag, now)
        {
            return Verdict::Wait(wait, Why::Hashtags);
        }
        if let Some(counter) = counter
            && let Err(wait) = counter.take()
        {
            return Verdict::Wait(wait, Why::Rate(ask.allowance));
        }
        if let Some(tag) = ask.hashtag {
            state.hashtags.add(tag, now);
        }
        if !is_apart {
            app.going(ask.class, now);
            state.account.going(ask.class, now);
        }
        for pressure in state.pressures(ask.allowance) {
            pressure.going(ask.class, now);
        }
        Verdict::Go
    }

    /// Waits until a call may go, for at most `patience`. While it waits, calls of lower classes let it go first.
    ///
    /// # Errors
    /// [`Held`] as soon as it is clear that the time is not enough.
    pub async fn admit(&self, ask: Ask<'_>, patience: Duration) -> Result<(), Held> {
        let clock = &self.app.clock;
        let deadline = clock.elapsed().saturating_add(patience);
        let mut in_line = None;
        loop {
            let Verdict::Wait(wait, why) = self.check(ask) else {
                return Ok(());
            };
            if clock.elapsed().saturating_add(wait) > deadline {
                return Err(Held { wait, why });
            }
            in_line.get_or_insert_with(|| InLine::new(self, ask));
            clock.sleep(wait.min(LONGEST_SLEEP)).await;
        }
    }

    /// Takes in what an answer says about its allowances, a refusal as well as a good one.
    pub fn answered(&self, usage: &Usage) {
        let now = self.app.clock.now();
        if let Some(share) = usage.app {
            locked(&self.app.pressure).told(share, now);
        }
        let mut state = locked(&self.state);
        let State {
            instagram,
            messenger,
            pages,
            ..
        } = &mut *state;
        for (pressure, share) in [
            (instagram, usage.instagram),
            (messenger, usage.messenger),
            (pages, usage.pages),
        ] {
            if let Some(share) = share {
                pressure.told(share, now);
            }
        }
    }

    /// Takes in that a call of this allowance was answered well, after [`Budget::answered`]: a figure that has grown old and
    /// was not told anew holds up nobody any more.
    pub fn went_well(&self, allowance: Allowance) {
        locked(&self.app.pressure).went_well();
        let mut state = locked(&self.state);
        state.account.went_well();
        for pressure in state.pressures(allowance) {
            pressure.went_well();
        }
    }

    /// Takes in an error of a call. One that asks for a pause stops what its code is about for that long.
    pub fn refused(&self, allowance: Allowance, error: &ApiError) {
        let Recovery::RetryAfter(wait) = error.recovery() else {
            return;
        };
        // A tenth more at random, so that the machines of a team do not come back together.
        let wait = wait.unwrap_or(USUAL_BLOCK);
        let now = self.app.clock.now();
        let until = after(now, Jitter::up_to(wait / 10) + wait);
        let mut state = locked(&self.state);
        match error.code_pair().0 {
            // The daily number of posts, which nothing else counts against.
            Some(9) => {}
            Some(4 | 341) => locked(&self.app.pressure).block(until, now),
            Some(17) => state.account.block(until, now),
            Some(32 | 80_001) => state.pages.block(until, now),
            Some(80_002) => state.instagram.block(until, now),
            Some(80_006) => state.messenger.block(until, now),
            _ => state.endpoints.entry(allowance).or_default().block(until, now),
        }
    }

    /// Forgets blocks and figures of the account, not of the app: a new login begins with new allowances.
    pub fn forget(&self) {
        let mut state = locked(&self.state);
        let (hashtags, waiting) = (std::mem::take(&mut state.hashtags), std::mem::take(&mut state.waiting));
        *state = State {
            hashtags,
            waiting,
            ..State::default()
        };
    }

    /// The hashtags that still count, to be stored.
    pub fn hashtags(&self) -> Hashtags {
        locked(&self.state).hashtags.clone()
    }

    /// What a gauge can show.
    pub fn gauge(&self) -> Gauge {
        let now = self.app.clock.now();
        let lines = ALLOWANCES.into_iter().map(|allowance| self.line(allowance)).collect();
        let state = locked(&self.state);
        Gauge {
            lines,
            hashtags: HashtagLine {
                used: state.hashtags.used(now),
                total: HASHTAGS_PER_WINDOW,
                frees_at: state.hashtags.frees_at(now),
            },
        }
    }

    /// The state of one allowance.
    pub fn line(&self, allowance: Allowance) -> Line {
        let now = self.app.clock.now();
        let mut state = locked(&self.state);
        let app = *locked(&self.app.pressure);
        let waiting = state.waiting.get(&allowance).copied().unwrap_or_default();
        let account = state.account;
        let mut pressures: Vec<Pressure> = state.pressures(allowance).into_iter().map(|p| *p).collect();
        if !matches!(allowance, Allowance::Oembed | Allowance::Login) {
            pressures.extend([account, app]);
        }
        let holds = |class| pressures.iter().any(|pressure| pressure.holds(class, now).is_some());
        let figure = pressures.iter().filter_map(|pressure| pressure.figure(now)).max();
        Line {
            allowance,
            used_percent: figure.map(|(percent, _)| percent),
            known_until: figure.map(|(_, until)| until),
            left: self.counter(allowance).map(Counter::left),
            admits: Class::ALL.into_iter().rev().find(|class| !holds(*class)),
            resumes: pressures
                .iter()
                .filter_map(|pressure| pressure.blocked_until(now))
                .max(),
            waiting,
        }
    }

    fn counter(&self, allowance: Allowance) -> Option<&Counter> {
        self.counters
            .get(&allowance)
            .or_else(|| self.app.counters.get(&allowance))
    }
}

/// A place in the line of an allowance, for as long as a call waits.
struct InLine<'a> {
    budget: &'a Budget,
    allowance: Allowance,
    class: Class,
}

impl<'a> InLine<'a> {
    fn new(budget: &'a Budget, ask: Ask<'_>) -> Self {
        let Ask { allowance, class, .. } = ask;
        *locked(&budget.state).waiting.entry(allowance).or_default().of(class) += 1;
        Self {
            budget,
            allowance,
            class,
        }
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        let mut state = locked(&self.budget.state);
        let waiting = state.waiting.entry(self.allowance).or_default().of(self.class);
        *waiting = waiting.saturating_sub(1);
    }
}

/// What a panicking thread left is counts and times, none of which can be half written.
fn locked<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
