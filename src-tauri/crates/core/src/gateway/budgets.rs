//! The budget of every account, on the core's clock: one for each Meta app, and below it one for each account that logged
//! in through it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use instagram::AccountId;
use instagram::budget::{AppBudget, Budget, Clock, Hashtags};
use jiff::Timestamp;

use crate::clock::SharedClock;

/// The core's clock, as a budget wants it.
struct BudgetClock(SharedClock);

impl fmt::Debug for BudgetClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BudgetClock")
    }
}

impl Clock for BudgetClock {
    fn elapsed(&self) -> Duration {
        self.0.monotonic()
    }

    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(time)
    }
}

/// The Meta app of a login; `None` for one that was pasted from the dashboard.
type MetaApp = Option<String>;

/// The budgets of all accounts.
pub(super) struct Budgets {
    clock: Arc<dyn Clock>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    apps: HashMap<MetaApp, Arc<AppBudget>>,
    accounts: HashMap<AccountId, (MetaApp, Arc<Budget>)>,
}

impl Budgets {
    pub(super) fn new(clock: SharedClock) -> Self {
        Self {
            clock: Arc::new(BudgetClock(clock)),
            known: Mutex::default(),
        }
    }

    /// The budget of an account whose login belongs to `app`. A login through another app begins with another budget.
    pub(super) fn of(&self, account: &AccountId, app: Option<&str>) -> Arc<Budget> {
        let mut known = self.lock();
        if let Some((of, budget)) = known.accounts.get(account)
            && of.as_deref() == app
        {
            return budget.clone();
        }
        let app = app.map(str::to_owned);
        let shared = known
            .apps
            .entry(app.clone())
            .or_insert_with(|| AppBudget::new(self.clock.clone()));
        let budget = Arc::new(shared.account(Hashtags::default()));
        known.accounts.insert(account.clone(), (app, budget.clone()));
        budget
    }

    /// The budget of an account that a call was made for.
    pub(super) fn known(&self, account: &AccountId) -> Option<Arc<Budget>> {
        self.lock().accounts.get(account).map(|(_, budget)| budget.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
