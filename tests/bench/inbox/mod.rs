//! The inbox over a million comments: how fast it opens, lists, searches, reads and is worked on, and what it holds of
//! the machine's memory meanwhile.
//!
//! All parts use one world (`world`), written anew for each run unless `--world` names a folder that keeps it. The
//! windows come last, because people work on the world in them.

mod cold_start;
mod lists;
mod memory;
mod messages;
mod peer;
mod reading;
mod screen;
mod search;
mod stage;
mod work;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use instagram::{AccessToken, AccountId};
use postroom_core::secrets::{Keychain, Secrets};
use postroom_tests::Outcome;

use crate::report::{Bar, Quantity, Report, Row};
use crate::{Arguments, Failure};
use world::World;

/// Parts of the bench, by the names that `--only` takes.
pub const PARTS: [&str; 6] = ["lists", "search", "reading", "start", "memory", "work"];

/// Runs the bench.
///
/// # Errors
/// When a part could not be measured.
pub fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut report = Report::default();
    runtime.block_on(measure(arguments, &mut report)).map_err(|error| {
        // What was measured before counts, and took its time.
        println!("{report}");
        Failure::Broken(error.to_string())
    })?;
    Ok(report)
}

/// Keeps a login where the release build looks for it: a desktop of its own has a keychain of its own, and only a program
/// that is started there reaches it.
pub fn keep_token(account: &str, token: &str) -> ExitCode {
    let secrets = Secrets::new(Arc::new(Keychain::new(stage::IDENTITY)));
    let kept = tokio::runtime::Runtime::new().is_ok_and(|runtime| {
        let (account, token) = (AccountId::from(account), AccessToken::new(token));
        runtime.block_on(secrets.set_token(&account, &token)).is_ok()
    });
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn measure(arguments: &Arguments, report: &mut Report) -> Outcome {
    let is_wanted = |part: &str| arguments.only.is_empty() || arguments.only.iter().any(|name| name == part);
    if is_wanted("reading") {
        progress("reading an account for the first time");
        report.add(reading::measure().await?);
    }
    if PARTS.iter().all(|part| *part == "reading" || !is_wanted(part)) {
        return Ok(());
    }
    let temporary = tempfile::tempdir()?;
    let folder: PathBuf = arguments.world.clone().unwrap_or_else(|| temporary.path().to_owned());
    progress("writing the world");
    let world = World::make(&folder, arguments.comments).await?;
    if let Some(took) = world.took {
        let what = format!("writing the world of {} comments and its messages", arguments.comments);
        let row = Row::alone(what, Quantity::Time(took), Bar::None);
        report.rows.push(row);
    }
    let desk = lists::Desk::open(&world).await?;
    progress("waiting until its words are read");
    desk.settle().await?;
    if is_wanted("lists") || is_wanted("search") {
        if is_wanted("lists") {
            progress("opening views");
            report.add(lists::measure(&desk).await?);
        }
        if is_wanted("search") {
            progress("searching");
            report.add(search::measure(&desk, &world).await?);
        }
    }
    desk.close().await?;
    if ["start", "memory", "work"].into_iter().any(is_wanted) {
        progress("drawing the platform's pictures");
        world.draw_pictures().await?;
        let stage = stage::Stage::set_up(&world).await?;
        if is_wanted("start") {
            progress("starting windows");
            report.add(cold_start::measure(&stage).await?);
        }
        if is_wanted("memory") {
            progress("scrolling through windows");
            report.add(memory::measure(&stage).await?);
        }
        if is_wanted("work") {
            progress("working in the window");
            report.add(work::measure(&stage).await?);
        }
    }
    Ok(())
}

/// Says on the terminal what is going on.
fn progress(what: &str) {
    eprintln!("  {what} …");
}
