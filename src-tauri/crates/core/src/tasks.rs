//! Background tasks with a name, an owner and an end.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// The tasks of one application.
pub struct Tasks {
    stop: CancellationToken,
    running: Mutex<Vec<(&'static str, JoinHandle<()>)>>,
}

impl Tasks {
    /// No tasks yet.
    pub fn new() -> Self {
        Self {
            stop: CancellationToken::new(),
            running: Mutex::default(),
        }
    }

    /// The signal a task must follow.
    pub fn stop_signal(&self) -> CancellationToken {
        self.stop.child_token()
    }

    /// Starts a task called `name`.
    pub fn spawn(&self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let handle = tokio::spawn(task);
        self.running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((name, handle));
    }

    /// Tells every task to stop and waits for them. Returns whether all ended within `limit`; the ones
    /// that did not are ended by force.
    pub async fn stop_within(&self, limit: Duration) -> bool {
        self.stop.cancel();
        let running = std::mem::take(&mut *self.running.lock().unwrap_or_else(PoisonError::into_inner));
        let deadline = tokio::time::Instant::now() + limit;
        let mut all_ended = true;
        for (name, mut handle) in running {
            if tokio::time::timeout_at(deadline, &mut handle).await.is_err() {
                tracing::warn!(task = name, "A task did not end in time");
                handle.abort();
                all_ended = false;
            }
        }
        all_ended
    }
}

impl Default for Tasks {
    fn default() -> Self {
        Self::new()
    }
}
