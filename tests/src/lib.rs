//! What the acceptance, crash, window and package tests share: a WebDriver client, a private desktop for the built
//! program, files dragged onto its window, a notification server, a panel with a tray, picture files, a running simulator with a person who clicks through its consent page, and
//! the walk through the product's main job.

pub mod audit;
pub mod bubbles;
pub mod crash;
pub mod desktop;
pub mod drop;
pub mod office;
pub mod panel;
pub mod pictures;
pub mod poll;
pub mod screen;
pub mod simulated;
pub mod sync_costs;
pub mod triage;
pub mod walk;
pub mod webdriver;

/// Why a step of a test could not be done, in words. Anything that is an error, or a plain sentence.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What every step returns.
pub type Outcome<T = ()> = Result<T, Failure>;
