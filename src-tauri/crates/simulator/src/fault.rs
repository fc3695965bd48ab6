//! Faults a test or a person can switch on: what goes wrong, at which endpoint, how often.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// The endpoints a fault can be laid on, by the names the witness uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `GET /me` and `GET /{account}`.
    Me,
    /// `GET /{account}/media` and `GET /{media}`.
    Media,
    /// `GET /{media}/comments`.
    Comments,
    /// `GET /{comment}`.
    Comment,
    /// `GET /{comment}/replies`.
    Replies,
    /// `POST /{comment}/replies`, and `POST /{media}/comments`.
    Reply,
    /// `POST /{comment}` with `hide=true`.
    Hide,
    /// `POST /{comment}` with `hide=false`.
    Unhide,
    /// `DELETE /{comment}`.
    Delete,
    /// `POST /{media}` with `comment_enabled`.
    CommentSwitch,
    /// `POST /oauth/access_token`.
    Token,
    /// `GET /access_token`.
    LongToken,
    /// `GET /refresh_access_token`.
    Refresh,
    /// Every endpoint above. Never what a request is understood as.
    Any,
}

impl Endpoint {
    /// The name used in faults and by the witness.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Media => "media",
            Self::Comments => "comments",
            Self::Comment => "comment",
            Self::Replies => "replies",
            Self::Reply => "reply",
            Self::Hide => "hide",
            Self::Unhide => "unhide",
            Self::Delete => "delete",
            Self::CommentSwitch => "comment_switch",
            Self::Token => "token",
            Self::LongToken => "long_token",
            Self::Refresh => "refresh",
            Self::Any => "any",
        }
    }
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// A coded refusal in the platform's envelope, without effect.
    Error {
        /// The code.
        code: i64,
        /// The subcode, when the refusal has one.
        #[serde(default)]
        subcode: Option<i64>,
        /// HTTP status; 400 when absent.
        #[serde(default)]
        status: Option<u16>,
        /// Text of the refusal; clients must not decide on it.
        #[serde(default)]
        message: Option<String>,
    },
    /// A bare status with an empty body, without effect unless `after_effect`.
    Status {
        /// HTTP status, 100 to 599.
        status: u16,
        /// The write happens before the status is answered.
        #[serde(default)]
        after_effect: bool,
    },
    /// An HTML page under status 200. The write happened.
    Html,
    /// The right answer, cut short in the middle of its JSON. The write happened.
    Truncated,
    /// The request lies around before it is worked on (real milliseconds). The write happens even when the caller has
    /// hung up by then.
    Slow {
        /// Real milliseconds, at most 600,000.
        ms: u64,
    },
    /// The request is worked on at once, the answer comes late (real milliseconds).
    SlowAnswer {
        /// Real milliseconds, at most 600,000.
        ms: u64,
    },
    /// The connection is closed without an answer and without effect.
    CutBefore,
    /// The connection is closed without an answer after the write happened.
    CutAfter,
    /// Reads show the state as it was so long ago.
    LagReads {
        /// Simulated milliseconds.
        ms: i64,
    },
    /// A throttle refusal (code 80002) with the minutes to wait in the usage header.
    RateLimit,
    /// The token is treated as expired (190/463).
    ExpiredToken,
    /// Reads answer 200 without the fields a missing comment scope hides; writes are refused with code 10.
    MissingScope,
    /// Reads answer 200 without these fields.
    StripFields {
        /// Field names; when empty, those a missing comment scope hides: `from`, `username`, `user`.
        #[serde(default)]
        fields: Vec<String>,
    },
    /// The token endpoint answers in the documented shape `{"data":[{…}]}` instead of the flat one.
    DocumentedShape,
}

/// A fault laid on an endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// Where.
    pub endpoint: Endpoint,
    /// What.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// How many requests it hits before it is used up; `None`: until it is cleared.
    #[serde(default)]
    pub times: Option<u32>,
    /// How likely it hits a request, 0.0 to 1.0; `None`: always.
    #[serde(default)]
    pub probability: Option<f64>,
}

impl Fault {
    /// A fault that stays until it is cleared.
    #[must_use]
    pub fn always(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self {
            endpoint,
            kind,
            times: None,
            probability: None,
        }
    }

    /// A fault that hits the next `times` requests.
    #[must_use]
    pub fn times(endpoint: Endpoint, kind: FaultKind, times: u32) -> Self {
        Self {
            endpoint,
            kind,
            times: Some(times),
            probability: None,
        }
    }

    /// A fault that hits the next request.
    #[must_use]
    pub fn once(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self::times(endpoint, kind, 1)
    }

    /// A fault that hits a request with this probability (0.0 to 1.0), drawn from the world's seed.
    #[must_use]
    pub fn sometimes(endpoint: Endpoint, kind: FaultKind, probability: f64) -> Self {
        Self {
            endpoint,
            kind,
            times: None,
            probability: Some(probability),
        }
    }
}

#[derive(Debug)]
struct Switches {
    faults: Vec<Fault>,
    dice: ChaCha8Rng,
}

/// The switchboard; clones act on the same one.
#[derive(Clone, Debug)]
pub struct FaultSwitch {
    switches: Arc<Mutex<Switches>>,
}

impl FaultSwitch {
    pub(crate) fn new(seed: u64) -> Self {
        let dice = ChaCha8Rng::seed_from_u64(seed ^ 0xfa01_7000);
        Self {
            switches: Arc::new(Mutex::new(Switches {
                faults: Vec::new(),
                dice,
            })),
        }
    }

    /// Lays a fault. Faults on the same endpoint act together, in the order they were laid; the first that answers
    /// the request decides the answer.
    pub fn add(&self, fault: Fault) {
        self.lock().faults.push(fault);
    }

    /// The faults that are not used up.
    #[must_use]
    pub fn list(&self) -> Vec<Fault> {
        self.lock().faults.clone()
    }

    /// Takes every fault away.
    pub fn clear(&self) {
        self.lock().faults.clear();
    }

    /// Takes the faults of one endpoint away.
    pub fn clear_endpoint(&self, endpoint: Endpoint) {
        self.lock().faults.retain(|fault| fault.endpoint != endpoint);
    }

    /// The faults that hit this request, counting them as used.
    pub(crate) fn strike(&self, endpoint: Endpoint) -> Vec<FaultKind> {
        let mut switches = self.lock();
        let Switches { faults, dice } = &mut *switches;
        let mut hits = Vec::new();
        for fault in faults.iter_mut() {
            if fault.endpoint != endpoint && fault.endpoint != Endpoint::Any {
                continue;
            }
            if fault.probability.is_some_and(|likely| dice.random::<f64>() >= likely) {
                continue;
            }
            match &mut fault.times {
                Some(0) => continue,
                Some(left) => *left -= 1,
                None => {}
            }
            hits.push(fault.kind.clone());
        }
        faults.retain(|fault| fault.times != Some(0));
        hits
    }

    fn lock(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_counted_fault_is_used_up() {
        let switch = FaultSwitch::new(1);
        switch.add(Fault::times(Endpoint::Hide, FaultKind::CutAfter, 2));
        assert_eq!(switch.strike(Endpoint::Reply), vec![]);
        assert_eq!(switch.strike(Endpoint::Hide), vec![FaultKind::CutAfter]);
        assert_eq!(switch.strike(Endpoint::Hide), vec![FaultKind::CutAfter]);
        assert_eq!(switch.strike(Endpoint::Hide), vec![]);
        assert!(switch.list().is_empty());
    }

    #[test]
    fn the_same_seed_throws_the_same_dice() {
        let throw = || {
            let switch = FaultSwitch::new(9);
            switch.add(Fault::sometimes(Endpoint::Any, FaultKind::Html, 0.5));
            (0..64).map(|_| switch.strike(Endpoint::Me).len()).collect::<Vec<_>>()
        };
        let first = throw();
        assert_eq!(first, throw());
        assert!(first.contains(&0) && first.contains(&1));
    }

    #[test]
    fn a_fault_reads_from_flat_json() {
        let fault: Fault =
            serde_json::from_str(r#"{"endpoint":"reply","kind":"error","code":4,"subcode":2207051,"times":1}"#)
                .unwrap();
        assert_eq!(fault.endpoint, Endpoint::Reply);
        assert!(matches!(
            fault.kind,
            FaultKind::Error {
                code: 4,
                subcode: Some(2_207_051),
                ..
            }
        ));
        assert_eq!(fault.times, Some(1));
    }
}
