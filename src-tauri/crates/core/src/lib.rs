//! What Postroom does, without a window.
//!
//! Start an [`App`] from a [`Config`]; use its [`accounts`], [`sync`], [`inbox`], [`outbox`], [`publishing`], [`labels`],
//! [`saved_replies`], [`profile`] and [`notifications`]; listen for stale [`Tag`]s; end it with [`App::shut_down`]. Every
//! failure for people is a [`Problem`].

pub mod accounts;
mod app;
mod cells;
pub mod clock;
mod context;
pub mod doubt;
mod gateway;
pub mod inbox;
pub mod installation;
pub mod labels;
pub mod media;
pub mod notifications;
pub mod outbox;
pub mod owner;
mod problem;
pub mod profile;
pub mod publishing;
pub mod saved_replies;
pub mod secrets;
pub mod settings;
mod stale;
pub mod steps;
pub mod sync;
mod tasks;
mod tray;

pub use app::{App, AppState, Config, DATABASE_FILE, StartError};
pub use gateway::{CallError, GaugeLine, Pace, RateGauge, SLOW_FROM, STOP_FROM};
pub use problem::{Problem, ProblemCode, keychain_hint};
pub use stale::Tag;
pub use tray::{NextPost, TrayFacts};
