//! The time a call of account insights asks about (sheet on insights, §5.4).

use jiff::Timestamp;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{Caller, Parameters, Refusal};

const DAY_MS: i64 = 24 * 3_600_000;
/// Longest span of a call.
const LONGEST_MS: i64 = 30 * DAY_MS;

/// From when to when, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) from_ms: i64,
    pub(super) to_ms: i64,
}

impl Range {
    /// The range of a call; without one the last day, or the last two as buckets.
    pub(super) fn read(parameters: Parameters<'_>, now_ms: i64, usual_days: i64) -> Result<Self, Refusal> {
        let since = instant(parameters, "since")?;
        let until = instant(parameters, "until")?;
        let to_ms = until.unwrap_or(now_ms);
        let from_ms = since.unwrap_or(to_ms.saturating_sub(usual_days * DAY_MS));
        if from_ms >= to_ms {
            return Err(Refusal::parameter("(#100) Param since must be before param until"));
        }
        if to_ms.saturating_sub(from_ms) > LONGEST_MS {
            return Err(Refusal {
                facebooks_type: true,
                ..Refusal::parameter("(#100) There cannot be more than 30 days (2592000 s) between since and until")
            });
        }
        Ok(Self { from_ms, to_ms })
    }

    /// Addresses of the time before and after, which the platform always gives.
    pub(super) fn paging(self, caller: &Caller<'_>, account: &str) -> Value {
        let path = format!("/{}/{account}/insights", caller.call.version);
        let span = self.to_ms - self.from_ms;
        let address = |from_ms: i64, to_ms: i64| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("access_token", caller.token);
            for (name, value) in &caller.call.parameters {
                if !matches!(name.as_str(), "access_token" | "since" | "until") {
                    query.append_pair(name, value);
                }
            }
            query.append_pair("since", &(from_ms / 1000).to_string());
            query.append_pair("until", &(to_ms / 1000).to_string());
            format!("{}?{}", caller.address(&path), query.finish())
        };
        json!({
            "previous": address(self.from_ms.saturating_sub(span), self.from_ms),
            "next": address(self.to_ms, self.to_ms.saturating_add(span)),
        })
    }
}

/// A moment as seconds since 1970, or as a date.
fn instant(parameters: Parameters<'_>, name: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = parameters.get(name) else {
        return Ok(None);
    };
    let seconds = text.parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(1000));
    let date = || {
        let at: Option<Timestamp> = format!("{text}T00:00:00Z").parse().ok();
        at.map(Timestamp::as_millisecond)
    };
    match seconds.or_else(date) {
        Some(ms) => Ok(Some(ms)),
        None => Err(Refusal::parameter(format!(
            "(#100) Param {name} must be a UNIX timestamp"
        ))),
    }
}
