//! Which media host is in use: the team's bucket, or the one a demo brings.
//!
//! Promised: the settings lie in the database, the secret access key in the keychain and nowhere else; without both there
//! is no host, never a guess.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use secrecy::SecretString;
use store::{Store, meta};

use super::hosts::{self, Bucket, BucketSettings, HostTest, MediaHost, Visitor};
use crate::clock::SharedClock;
use crate::problem::{Problem, ProblemCode};
use crate::secrets::Secrets;
use crate::stale::{StaleBus, Tag};

/// The settings of the bucket in the database.
const SETTINGS_KEY: &str = "media_host";

/// Whether the last test of these settings passed.
const TESTED_KEY: &str = "media_host_tested";

/// The media host, as the settings page shows it.
#[derive(Debug, Clone)]
pub struct HostState {
    /// What is set up.
    pub kind: HostKind,
    /// Whether the bucket's secret access key is in the keychain.
    pub has_secret: bool,
    /// How the last test since the start of the program went.
    pub last_test: Option<(Timestamp, HostTest)>,
    /// Whether the last test of these settings passed; `None` when there was none.
    pub tested: Option<bool>,
}

/// What is set up.
#[derive(Debug, Clone)]
pub enum HostKind {
    /// Nothing: posts cannot be published.
    None,
    /// A bucket of the team.
    Bucket(Box<BucketSettings>),
    /// The demo's own.
    Demo,
}

/// Where the media host is set up.
pub struct HostSetup {
    store: Store,
    secrets: Secrets,
    clock: SharedClock,
    stale: StaleBus,
    demo: Option<Arc<dyn MediaHost>>,
    visitor: Visitor,
    last_test: Mutex<Option<(Timestamp, HostTest)>>,
}

impl HostSetup {
    pub(crate) fn new(
        store: Store,
        secrets: Secrets,
        clock: SharedClock,
        stale: StaleBus,
        demo: Option<Arc<dyn MediaHost>>,
        visitor: Visitor,
    ) -> Self {
        Self {
            store,
            secrets,
            clock,
            stale,
            demo,
            visitor,
            last_test: Mutex::new(None),
        }
    }

    /// The host to use; `None` when none is set up or its secret is missing.
    ///
    /// # Errors
    /// When the keychain or the database refuses, or the settings make no host.
    pub async fn current(&self) -> Result<Option<Arc<dyn MediaHost>>, Problem> {
        if let Some(demo) = &self.demo {
            return Ok(Some(demo.clone()));
        }
        let Some(settings) = self.settings().await? else {
            return Ok(None);
        };
        let Some(secret) = self.secrets.host_secret(&settings.access_key_id).await? else {
            return Ok(None);
        };
        let bucket = Bucket::new(settings, secret, self.clock.clone()).map_err(Problem::from)?;
        Ok(Some(Arc::new(bucket)))
    }

    /// What is set up and how it was tested.
    ///
    /// # Errors
    /// When the keychain or the database refuses.
    pub async fn state(&self) -> Result<HostState, Problem> {
        let last_test = self.last_test.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if self.demo.is_some() {
            return Ok(HostState {
                kind: HostKind::Demo,
                has_secret: true,
                last_test,
                tested: Some(true),
            });
        }
        let Some(settings) = self.settings().await? else {
            return Ok(HostState {
                kind: HostKind::None,
                has_secret: false,
                last_test: None,
                tested: None,
            });
        };
        Ok(HostState {
            has_secret: self.secrets.host_secret(&settings.access_key_id).await?.is_some(),
            kind: HostKind::Bucket(Box::new(settings)),
            last_test,
            tested: meta::get(&self.store, TESTED_KEY).await?.map(|word| word == "passed"),
        })
    }

    /// Keeps the settings of a bucket. A test of other settings says nothing about these.
    ///
    /// # Errors
    /// `Precondition` when they make no bucket or a demo runs; or the database refuses.
    pub async fn save(&self, settings: BucketSettings) -> Result<HostState, Problem> {
        if self.demo.is_some() {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "The demo has a media host of its own.",
                "Start Postroom without the demo to set up yours.",
            ));
        }
        settings.check().map_err(Problem::from)?;
        let before = self.settings().await.ok().flatten();
        let text = serde_json::to_string(&settings).map_err(|_| unreadable())?;
        let mut tx = self.store.write().await?;
        meta::set(&mut tx, SETTINGS_KEY, &text).await?;
        meta::remove(&mut tx, TESTED_KEY).await?;
        tx.commit().await?;
        // A key that is no longer used leaves no secret behind.
        if let Some(before) = before.filter(|before| before.access_key_id != settings.access_key_id) {
            self.secrets.remove_host_secret(&before.access_key_id).await?;
        }
        *self.last_test.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.stale.spoil(Tag::MediaHost);
        self.state().await
    }

    /// Keeps the secret access key of the bucket that is set up.
    ///
    /// # Errors
    /// `Precondition` when no bucket is set up; or the keychain refuses.
    pub async fn keep_secret(&self, secret: SecretString) -> Result<HostState, Problem> {
        let settings = self.settings().await?.ok_or_else(not_set_up)?;
        self.secrets.set_host_secret(&settings.access_key_id, &secret).await?;
        let mut tx = self.store.write().await?;
        meta::remove(&mut tx, TESTED_KEY).await?;
        tx.commit().await?;
        self.stale.spoil(Tag::MediaHost);
        self.state().await
    }

    /// Uploads a small picture, fetches it back as Instagram would, and removes it.
    ///
    /// # Errors
    /// `Precondition` when there is no host to test; what a step found is in the test.
    pub async fn test(&self) -> Result<(Timestamp, HostTest), Problem> {
        let tested_settings = self.settings().await?;
        let host = self.current().await?.ok_or_else(not_set_up)?;
        let test = hosts::test(host.as_ref(), &self.visitor).await;
        let tested = (self.clock.now(), test);
        if self.settings().await? != tested_settings {
            // Other settings were saved meanwhile: it says nothing about them.
            return Ok(tested);
        }
        let mut tx = self.store.write().await?;
        let word = if tested.1.passed() { "passed" } else { "failed" };
        meta::set(&mut tx, TESTED_KEY, word).await?;
        tx.commit().await?;
        *self.last_test.lock().unwrap_or_else(PoisonError::into_inner) = Some(tested.clone());
        self.stale.spoil(Tag::MediaHost);
        Ok(tested)
    }

    /// Forgets the bucket and its secret.
    ///
    /// # Errors
    /// When the keychain or the database refuses.
    pub async fn remove(&self) -> Result<HostState, Problem> {
        if let Some(settings) = self.settings().await? {
            self.secrets.remove_host_secret(&settings.access_key_id).await?;
        }
        let mut tx = self.store.write().await?;
        meta::remove(&mut tx, SETTINGS_KEY).await?;
        meta::remove(&mut tx, TESTED_KEY).await?;
        tx.commit().await?;
        *self.last_test.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.stale.spoil(Tag::MediaHost);
        self.state().await
    }

    async fn settings(&self) -> Result<Option<BucketSettings>, Problem> {
        let text = meta::get(&self.store, SETTINGS_KEY).await?;
        match text {
            Some(text) => serde_json::from_str(&text).map(Some).map_err(|_| unreadable()),
            None => Ok(None),
        }
    }
}

fn not_set_up() -> Problem {
    Problem::new(
        ProblemCode::Precondition,
        "No media host is set up, or its secret access key is missing.",
        "Open Settings and set up the media host.",
    )
}

fn unreadable() -> Problem {
    Problem::new(
        ProblemCode::Internal,
        "The settings of the media host cannot be read.",
        "Open Settings and set up the media host anew.",
    )
}
