//! Faults a test or a person can switch on: what goes wrong, at which endpoint, how often.

mod endpoint;
mod kind;

pub use endpoint::Endpoint;
pub use kind::FaultKind;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A fault laid on an endpoint.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fault {
    /// Where.
    pub endpoint: Endpoint,
    /// What.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// How many requests it lets pass before it hits one, such as 6 for the parent of a carousel of six.
    pub skip: u32,
    /// How many requests it hits before it is used up; `None`: until it is cleared.
    pub times: Option<u32>,
    /// How likely it hits a request, 0.0 to 1.0; `None`: always.
    pub probability: Option<f64>,
}

/// A fault as it is written, before it is looked at.
#[derive(Deserialize)]
struct Written {
    endpoint: Endpoint,
    #[serde(flatten)]
    kind: FaultKind,
    #[serde(default)]
    skip: u32,
    #[serde(default)]
    times: Option<u32>,
    #[serde(default)]
    probability: Option<f64>,
}

/// A name that the fault does not have, and a number that cannot be, are errors: a fault that silently does something
/// else makes a test that proves nothing.
impl<'de> Deserialize<'de> for Fault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = Map::<String, Value>::deserialize(deserializer)?;
        let written: Written = serde_json::from_value(Value::Object(given.clone())).map_err(D::Error::custom)?;
        let fault = Self {
            endpoint: written.endpoint,
            kind: written.kind,
            skip: written.skip,
            times: written.times,
            probability: written.probability,
        };
        let known = serde_json::to_value(&fault).map_err(D::Error::custom)?;
        if let Some(name) = given.keys().find(|name| known.get(name.as_str()).is_none()) {
            let kind = &known["kind"];
            return Err(D::Error::custom(format!("a fault of kind {kind} has no `{name}`")));
        }
        if fault.probability.is_some_and(|likely| !(0.0..=1.0).contains(&likely)) {
            return Err(D::Error::custom("`probability` is a number from 0.0 to 1.0"));
        }
        if fault.kind.status().is_some_and(|status| !(100..=599).contains(&status)) {
            return Err(D::Error::custom("`status` is a number from 100 to 599"));
        }
        Ok(fault)
    }
}

impl Fault {
    /// A fault that stays until it is cleared.
    #[must_use]
    pub fn always(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self {
            endpoint,
            kind,
            skip: 0,
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
            skip: 0,
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
            skip: 0,
            times: None,
            probability: Some(probability),
        }
    }

    /// The same fault, letting `requests` pass first.
    #[must_use]
    pub fn skipping(self, requests: u32) -> Self {
        Self { skip: requests, ..self }
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
    /// the request, or cuts it off, decides the answer. Others of that sort wait for another request.
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

    /// The faults that hit this request, counting them as used; at most one of them decides the answer.
    pub(crate) fn strike(&self, endpoint: Endpoint) -> Vec<FaultKind> {
        let mut switches = self.lock();
        let Switches { faults, dice } = &mut *switches;
        let mut hits: Vec<FaultKind> = Vec::new();
        let mut decided = false;
        for fault in faults.iter_mut() {
            let any = fault.endpoint == Endpoint::Any && endpoint != Endpoint::Host;
            if fault.endpoint != endpoint && !any {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            if decided && fault.kind.decides() {
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
            decided |= fault.kind.decides();
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
    fn a_fault_lets_requests_pass_and_then_counts() {
        let switch = FaultSwitch::new(1);
        switch.add(Fault::once(Endpoint::Container, FaultKind::CutBefore).skipping(2));
        let hits: Vec<usize> = (0..4).map(|_| switch.strike(Endpoint::Container).len()).collect();
        assert_eq!(hits, [0, 0, 1, 0]);
    }

    #[test]
    fn a_fault_on_any_endpoint_leaves_the_web_space_alone() {
        let switch = FaultSwitch::new(1);
        switch.add(Fault::always(Endpoint::Any, FaultKind::Html));
        assert_eq!(switch.strike(Endpoint::Host), vec![]);
        assert_eq!(switch.strike(Endpoint::Publish), vec![FaultKind::Html]);
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
