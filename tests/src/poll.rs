//! Waiting for something to become true, the one place in the tests that sleeps.

use std::time::Duration;

use tokio::time::Instant;

use crate::Outcome;

/// Distance between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// Looks until `look` returns a value, and returns it.
///
/// # Errors
/// After `limit` a failure that names `what` and the last error of `look`, if it had one.
pub async fn until<T, L>(what: &str, limit: Duration, mut look: L) -> Outcome<T>
where
    L: AsyncFnMut() -> Outcome<Option<T>>,
{
    let deadline = Instant::now() + limit;
    loop {
        let last = match look().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => None,
            Err(failure) => Some(failure),
        };
        if Instant::now() >= deadline {
            let because = last.map(|failure| format!(": {failure}")).unwrap_or_default();
            return Err(format!("waited {} s in vain for {what}{because}", limit.as_secs()).into());
        }
        tokio::time::sleep(PAUSE).await;
    }
}
