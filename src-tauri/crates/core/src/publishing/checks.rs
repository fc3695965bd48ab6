//! The checks before a post may go out: facts gathered for the pure rules of [`super::preflight`].

use instagram::{AccountId, Scope};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::{accounts, posts};
use uuid::Uuid;

use super::frame_of;
use super::people::{Publishing, When};
use super::preflight::{AccountFacts, Due, Finding, HostFacts, Level, PreflightInput, SlideFacts, preflight};
use crate::gateway::LOGIN_LOST;
use crate::media::HostKind;
use crate::problem::{Problem, ProblemCode};

/// A post's checks before it may go out.
#[derive(Debug, Clone)]
pub struct Preflight {
    /// What was found, problems first.
    pub findings: Vec<Finding>,
    /// Posts of the account within the platform's window, and how many it allows; `None` when it could not be asked.
    pub quota: Option<(u32, u32)>,
}

impl Preflight {
    /// Whether something must be mended first.
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Blocker)
    }
}

impl Publishing {
    /// Checks a post before it goes out.
    ///
    /// # Errors
    /// `Precondition` for a time that cannot be read; or the database refuses.
    pub async fn preflight(&self, post: Uuid, when: &When) -> Result<Preflight, Problem> {
        let row = self.row(post).await?;
        let due = self.due(when)?;
        let slides = posts::slides(&self.context.store, row.id).await?;
        let mut facts = Vec::with_capacity(slides.len());
        for slide in &slides {
            facts.push(SlideFacts {
                uid: slide.uid,
                width: u32::try_from(slide.width).unwrap_or_default(),
                height: u32::try_from(slide.height).unwrap_or_default(),
                bytes: u64::try_from(slide.bytes).unwrap_or_default(),
                frame: frame_of(row.ratio, slide),
                alt_text: &slide.alt_text,
                sha256: slide.sha256,
                kept: self.context.files.has_original(slide.uid).await,
            });
        }
        let host = self.context.host.state().await?;
        let account = self.account_facts(&row.account).await?;
        let quota = match account.connected && account.login_works {
            true => self.quota.of(&self.context, &row.account).await,
            false => None,
        };
        let findings = preflight(&PreflightInput {
            slides: &facts,
            caption: &row.caption,
            account,
            host: HostFacts {
                set_up: !matches!(host.kind, HostKind::None),
                has_secret: host.has_secret,
                tested: host.tested,
            },
            quota,
            due,
            clock_skew_s: self.context.gateway.skew_s(),
        });
        Ok(Preflight { findings, quota })
    }

    pub(super) async fn refuse_blocked(&self, post: Uuid, when: &When) -> Result<(), Problem> {
        let checked = self.preflight(post, when).await?;
        match checked.findings.iter().find(|finding| finding.level == Level::Blocker) {
            None => Ok(()),
            Some(blocker) => Err(Problem::new(
                ProblemCode::Precondition,
                blocker.message.clone(),
                "Mend what the checks found, then publish. The draft is kept.",
            )),
        }
    }

    pub(super) async fn account_facts(&self, account: &AccountId) -> Result<AccountFacts, Problem> {
        let row = accounts::get(&self.context.store, account).await?;
        Ok(AccountFacts {
            connected: row.is_some(),
            login_works: row
                .as_ref()
                .is_some_and(|row| row.sync_error_code.as_deref() != Some(LOGIN_LOST)),
            may_publish: row.as_ref().is_some_and(|row| may_publish(&row.permissions)),
            paused: row.is_some_and(|row| row.paused_reason.is_some()),
        })
    }

    pub(super) fn due(&self, when: &When) -> Result<Due, Problem> {
        match when {
            When::Now => Ok(Due::Now),
            When::At { wall_time, zone } => Ok(Due::At {
                instant: instant_of(wall_time, zone)?,
                now: self.context.clock.now(),
            }),
        }
    }
}

/// A token pasted from the dashboard does not tell its permissions; it has those of the whole app.
fn may_publish(permissions: &[String]) -> bool {
    permissions.is_empty() || permissions.iter().any(|scope| scope == Scope::ContentPublish.as_str())
}

/// The instant of a wall time. One that a clock change skips is moved behind it, one that it repeats is the first.
fn instant_of(wall_time: &str, zone: &str) -> Result<Timestamp, Problem> {
    let unreadable = || {
        Problem::new(
            ProblemCode::Precondition,
            "This time cannot be read.",
            "Choose a date, a time and a time zone.",
        )
    };
    let zone = TimeZone::get(zone).map_err(|_| unreadable())?;
    let civil: DateTime = wall_time.parse().map_err(|_| unreadable())?;
    zone.to_ambiguous_zoned(civil)
        .compatible()
        .map(|zoned| zoned.timestamp())
        .map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_wall_time_is_read_in_its_zone_also_where_the_clocks_change() {
        let at = |wall: &str, zone: &str| instant_of(wall, zone).unwrap().to_string();
        assert_eq!(at("2026-11-19T18:00", "Europe/Prague"), "2026-11-19T17:00:00Z");
        assert_eq!(at("2026-07-19T18:00", "Europe/Prague"), "2026-07-19T16:00:00Z");
        assert_eq!(
            at("2027-03-28T02:30", "Europe/Prague"),
            "2027-03-28T01:30:00Z",
            "skipped"
        );
        assert_eq!(
            at("2026-10-25T02:30", "Europe/Prague"),
            "2026-10-25T00:30:00Z",
            "the first of two"
        );
        assert_eq!(at("2026-11-19T18:00", "Asia/Kathmandu"), "2026-11-19T12:15:00Z");
        for (wall, zone) in [
            ("soon", "Europe/Prague"),
            ("2026-11-19T18:00", "Nowhere/Land"),
            ("", ""),
        ] {
            assert_eq!(instant_of(wall, zone).unwrap_err().code, ProblemCode::Precondition);
        }
    }

    #[test]
    fn an_hour_is_an_hour_in_every_zone() {
        let before = instant_of("2027-03-28T01:30", "Europe/Prague").unwrap();
        let after = instant_of("2027-03-28T03:30", "Europe/Prague").unwrap();
        assert_eq!(after.duration_since(before), jiff::SignedDuration::from_hours(1));
    }
}
