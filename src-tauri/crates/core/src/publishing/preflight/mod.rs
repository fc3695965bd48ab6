//! What stands between a draft and its post, found before anything leaves.
//!
//! Pure rules over facts the caller has gathered. A blocker is what Instagram, or a step of ours, would refuse for
//! sure; a warning is a person's choice; what is in order is said as well. The limits are those of the API sheet §6.3
//! (parameters), §6.6 (quota) and §6.7 (pictures).

mod finding;
mod rules;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use uuid::Uuid;

use crate::media::imaging::Frame;

pub use finding::{Finding, FindingCode, Fix, Level};

/// Slides a carousel may have; a post of one slide is a single picture.
pub const MOST_SLIDES: usize = 10;

/// Characters an alt text may have.
pub const MOST_ALT_TEXT: usize = 1_000;

/// Seconds this machine's clock may differ from the platform's before nothing is published at a time.
pub const MOST_SKEW_S: i64 = 60;

/// A slide as far as the rules look at it.
#[derive(Debug, Clone, Copy)]
pub struct SlideFacts<'a> {
    /// Which slide.
    pub uid: Uuid,
    /// Pixels across, the picture held upright.
    pub width: u32,
    /// Pixels down, the picture held upright.
    pub height: u32,
    /// The size of the person's file.
    pub bytes: u64,
    /// What of it is shown.
    pub frame: Frame,
    /// Its alt text, empty when there is none.
    pub alt_text: &'a str,
    /// The content of the person's file.
    pub sha256: [u8; 32],
    /// Our copy of the file is there.
    pub kept: bool,
}

/// The account a post is for.
#[derive(Debug, Clone, Copy)]
pub struct AccountFacts {
    /// It is one of ours.
    pub connected: bool,
    /// Its login was not lost.
    pub login_works: bool,
    /// Its login includes the permission to publish.
    pub may_publish: bool,
    /// The platform, or a person, has stopped what we do for it.
    pub paused: bool,
}

/// The place Instagram fetches pictures from.
#[derive(Debug, Clone, Copy)]
pub struct HostFacts {
    /// One is chosen.
    pub set_up: bool,
    /// Its secret is in the keychain, or it needs none.
    pub has_secret: bool,
    /// How its last test ended; `None` before the first.
    pub tested: Option<bool>,
}

/// When a post is to be public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// As soon as it is ready.
    Now,
    /// At an instant.
    At {
        /// The instant.
        instant: Timestamp,
        /// What the clock says.
        now: Timestamp,
    },
}

/// Everything the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct PreflightInput<'a> {
    /// The slides in their order.
    pub slides: &'a [SlideFacts<'a>],
    /// The caption.
    pub caption: &'a str,
    /// The account.
    pub account: AccountFacts,
    /// The media host.
    pub host: HostFacts,
    /// Posts of the account within the platform's window, and how many it allows; `None` when it could not be asked.
    pub quota: Option<(u32, u32)>,
    /// When it is to be public.
    pub due: Due,
    /// The platform's time minus ours, in seconds; `None` before the first answer.
    pub clock_skew_s: Option<i64>,
}

/// Everything found, blockers first, then warnings, then what is in order; within these in the order of the page.
pub fn preflight(input: &PreflightInput<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    rules::slides(input.slides, &mut found);
    rules::alt_texts(input.slides, &mut found);
    rules::caption(input.caption, &mut found);
    rules::account(input.account, &mut found);
    rules::host(input.host, &mut found);
    rules::time(input.due, input.clock_skew_s, &mut found);
    rules::quota(input.quota, input.due, &mut found);
    found.sort_by_key(|finding| finding.level);
    found
}
