//! What a crash test's parent tells its child, and what the child tells back.
//!
//! The child is the core without a window on a data folder of the parent's choice. It gets one [`Job`] as a line of JSON
//! on its input (the token would be visible to others in an argument) and prints one line a [`Said`].

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

/// What the child is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    /// Data, cache and state lie below it.
    pub folder: PathBuf,
    /// The simulator of the parent.
    pub simulator: Url,
    /// The account's id.
    pub account: String,
    /// Its token. The child keeps it in memory, as a keychain would hold it over restarts.
    pub token: String,
    /// The work.
    pub work: Work,
    /// The written step at which the child stands still until it is killed.
    pub stop_at: Option<String>,
}

/// The work of one child.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Connects the account and reads until this many threads with a comment of others are known.
    Connect {
        /// Threads with a comment of others.
        threads: i64,
    },
    /// Answers a comment.
    Reply {
        /// The comment.
        comment: String,
        /// The words.
        text: String,
    },
    /// Hides a comment.
    Hide {
        /// The comment.
        comment: String,
    },
    /// Deletes a comment.
    Delete {
        /// The comment.
        comment: String,
    },
    /// Makes a draft of these pictures and publishes it.
    Publish {
        /// The pictures.
        pictures: Vec<PathBuf>,
        /// The words, by which the test knows the post again.
        caption: String,
    },
    /// Takes up what was left and goes on until nothing moves any more.
    Settle,
}

/// A line of the child.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// The application runs.
    Started,
    /// A step was reached.
    Reached(String),
    /// The work is done; every action and every post of the last 24 hours.
    Done(Report),
}

/// Everything at the end of the work.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Report {
    /// The actions.
    pub actions: Vec<ActionReport>,
    /// The posts.
    pub posts: Vec<PostReport>,
}

/// Where a post stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostReport {
    /// Its words.
    pub caption: String,
    /// Where it stands, such as `Live`.
    pub state: String,
    /// Its address, once it is known.
    pub permalink: Option<String>,
    /// The program's own words for what keeps it.
    pub problem: Option<String>,
}

/// Where an action stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionReport {
    /// The comment it is about.
    pub comment: String,
    /// `reply`, `hide` or `delete`.
    pub kind: String,
    /// Where it stands, such as `sent`.
    pub delivery: String,
    /// Attempts that may have reached the platform.
    pub attempts: u32,
}
