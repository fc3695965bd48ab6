//! The test of a media host: one small picture goes the whole way and is taken away again.

use std::time::{Duration, Instant};

use bytes::Bytes;
use url::Url;

use super::picture::PICTURE;
use super::problem::{HostProblem, Unsupported};
use super::visitor::{Served, Visitor};
use super::{JPEG, MediaHost, http, new_key};
use crate::problem::Problem;

/// A step of the test, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestStep {
    /// A small JPEG is put there.
    Upload,
    /// It comes back whole by its address, without credentials and redirects.
    ReadBack,
    /// It is called `image/jpeg`.
    Type,
    /// Its address begins with https and leads into the public internet. The demo's may lead to this machine.
    Https,
    /// It is taken away again.
    Remove,
}

/// What became of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostTestStep {
    /// The step.
    pub step: TestStep,
    /// Whether it went well.
    pub passed: bool,
    /// How long it took.
    pub took: Duration,
    /// Why it did not go well.
    pub problem: Option<Problem>,
}

/// The outcome of a test: the steps that were taken. After a failed upload nothing is there to be read, and after a failed
/// reading there is no type to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostTest {
    /// The steps that were taken, in order.
    pub steps: Vec<HostTestStep>,
}

impl HostTest {
    /// Whether every step went well.
    pub fn passed(&self) -> bool {
        !self.steps.is_empty() && self.steps.iter().all(|step| step.passed)
    }

    fn note<T>(&mut self, step: TestStep, started: Instant, result: Result<T, HostProblem>) -> Option<T> {
        let took = started.elapsed();
        let (value, problem) = match result {
            Ok(value) => (Some(value), None),
            Err(problem) => (None, Some(Problem::from(problem))),
        };
        self.steps.push(HostTestStep {
            step,
            passed: value.is_some(),
            took,
            problem,
        });
        value
    }
}

/// Sends a small picture to `host`, reads it back as `visitor`, and takes it away.
pub async fn test(host: &dyn MediaHost, visitor: &Visitor) -> HostTest {
    let mut test = HostTest { steps: Vec::new() };
    let key = new_key(&mut rand::rng());

    let started = Instant::now();
    let uploaded = host.put(&key, Bytes::from_static(PICTURE)).await;
    if test.note(TestStep::Upload, started, uploaded).is_none() {
        // An answer may have been lost after the file arrived.
        if let Err(problem) = host.remove(&key).await {
            tracing::debug!(%problem, "The picture of a failed host test was not removed");
        }
        return test;
    }

    let started = Instant::now();
    let url = host.url(&key).await;
    let served = match &url {
        Ok(url) => visitor.fetch(url).await.and_then(whole),
        Err(problem) => Err(problem.clone()),
    };
    if let Some(content_type) = test.note(TestStep::ReadBack, started, served) {
        test.note(TestStep::Type, Instant::now(), is_jpeg(content_type));
    }
    if let Ok(url) = url {
        test.note(TestStep::Https, Instant::now(), is_public(&url, host.is_local()));
    }

    let started = Instant::now();
    let removed = host.remove(&key).await;
    test.note(TestStep::Remove, started, removed);
    test
}

/// The content type of the picture, if it is ours.
fn whole(served: Served) -> Result<Option<String>, HostProblem> {
    if served.bytes == PICTURE {
        return Ok(served.content_type);
    }
    if served.content_type.as_deref() == Some(JPEG) {
        return Err(HostProblem::OtherFile);
    }
    Err(HostProblem::ServesOther {
        content_type: served.content_type,
    })
}

fn is_jpeg(content_type: Option<String>) -> Result<(), HostProblem> {
    if content_type.as_deref() == Some(JPEG) {
        Ok(())
    } else {
        Err(HostProblem::ServesOther { content_type })
    }
}

fn is_public(url: &Url, is_local: bool) -> Result<(), HostProblem> {
    if is_local && http::is_loopback(url) {
        return Ok(());
    }
    if http::is_private(url) {
        return Err(HostProblem::Unsupported(Unsupported::NotPublic));
    }
    if url.scheme() == "https" {
        Ok(())
    } else {
        Err(HostProblem::Unsupported(Unsupported::NotHttps))
    }
}
