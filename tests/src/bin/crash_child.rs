//! The child of the crash test: the core without a window, made to stand still at a written step until it is killed.

use std::io::{BufRead, Write};
use std::sync::Arc;
use std::time::Duration;

use instagram::{AccessToken, AccountId, CommentId, Endpoints};
use jiff::Timestamp;
use postroom_core::accounts::LoginPhase;
use postroom_core::clock::{FastClock, SharedClock};
use postroom_core::outbox::{ActionState, OutboxSections, QuitChoice};
use postroom_core::secrets::{MemoryVault, Secrets};
use postroom_core::steps::{Step, StepObserver};
use postroom_core::sync::SyncSettings;
use postroom_core::{App, Config};
use postroom_tests::crash::{ActionReport, Job, Said, Work};
use postroom_tests::{Outcome, poll};
use serde_json::Value;

/// Nothing is read in the background between the first sync and the end: the outbox reads back by itself.
const SYNC_TICK: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How long the work may take, in real time.
const LIMIT: Duration = Duration::from_secs(60);

/// Prints every step and stands still at one.
struct StandStill {
    at: Option<Step>,
}

impl StepObserver for StandStill {
    fn reached(&self, step: Step, _action: i64) {
        if say(&Said::Reached(step.as_str().to_owned())).is_err() {
            // Nobody listens any more, so nobody will kill us either.
            std::process::exit(1);
        }
        if self.at == Some(step) {
            loop {
                std::thread::park();
            }
        }
    }
}

#[tokio::main]
async fn main() -> Outcome {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let job: Job = serde_json::from_str(&line)?;
    let stop_at = match &job.stop_at {
        Some(name) => Some(Step::parse(name).ok_or("there is no such step")?),
        None => None,
    };
    let app = App::start(configuration(&job, stop_at).await?).await?;
    say(&Said::Started)?;
    match &job.work {
        Work::Connect { comments } => connect(&app, &job.token, *comments).await?,
        Work::Reply { comment, text } => {
            app.inbox().reply(&CommentId::from(comment.as_str()), text).await?;
        }
        Work::Hide { comment } => {
            app.inbox()
                .set_hidden(&[CommentId::from(comment.as_str())], true)
                .await?;
        }
        Work::Delete { comment } => {
            app.inbox().delete(&[CommentId::from(comment.as_str())]).await?;
        }
        Work::Settle => {}
    }
    poll::until("the outbox to come to rest", LIMIT, async || {
        let sections = app.outbox().sections().await?;
        let moving = [&sections.waiting, &sections.sending, &sections.checking];
        match moving.iter().find_map(|section| section.first()) {
            Some(action) => Err(format!("it holds {action:?}").into()),
            None => Ok(Some(())),
        }
    })
    .await?;
    let sections = app.outbox().sections().await?;
    app.shut_down(QuitChoice::Keep).await?;
    say(&Said::Done(report(sections)))
}

async fn configuration(job: &Job, stop_at: Option<Step>) -> Outcome<Config> {
    let vault = Arc::new(MemoryVault::new());
    let account = AccountId::from(job.account.as_str());
    Secrets::new(vault.clone())
        .set_token(&account, &AccessToken::new(job.token.clone()))
        .await?;
    Ok(Config {
        data_dir: job.folder.join("data"),
        cache_dir: job.folder.join("cache"),
        state_dir: job.folder.join("state"),
        endpoints: Endpoints::on_host(&job.simulator),
        vault,
        clock: shared_clock(job).await?,
        member: "Crash test".to_owned(),
        machine: "child".to_owned(),
        steps: Arc::new(StandStill { at: stop_at }),
        sync: SyncSettings {
            tick: SYNC_TICK,
            ..SyncSettings::default()
        },
    })
}

/// The simulator's clock, read over the wire: both run at the same speed from here on.
async fn shared_clock(job: &Job) -> Outcome<SharedClock> {
    let clock: Value = reqwest::get(job.simulator.join("/_sim/clock")?).await?.json().await?;
    let now_ms = clock["now_ms"].as_i64().ok_or("the simulator tells no time")?;
    let speed = clock["speed"].as_f64().ok_or("the simulator tells no speed")?;
    Ok(FastClock::shared(Timestamp::from_millisecond(now_ms)?, speed))
}

async fn connect(app: &App, token: &str, comments: i64) -> Outcome {
    let login = app.accounts().login();
    login.take_token(AccessToken::new(token.to_owned())).await?;
    if !matches!(login.phase(), LoginPhase::Confirm { .. }) {
        return Err(format!("the login stands at {:?}", login.phase()).into());
    }
    login.confirm(true).await?;
    poll::until("the first sync", LIMIT, async || {
        Ok((app.inbox().counts(&[]).await?.all >= comments).then_some(()))
    })
    .await
}

fn report(sections: OutboxSections) -> Vec<ActionReport> {
    let OutboxSections {
        needs_you,
        checking,
        waiting,
        held,
        sending,
        done,
    } = sections;
    let all = [needs_you, checking, waiting, held, sending, done];
    all.into_iter().flatten().map(describe).collect()
}

fn describe(action: ActionState) -> ActionReport {
    ActionReport {
        comment: action.comment.map(|comment| comment.to_string()).unwrap_or_default(),
        kind: format!("{:?}", action.kind).to_lowercase(),
        delivery: format!("{:?}", action.delivery).to_lowercase(),
        attempts: action.attempts,
    }
}

fn say(said: &Said) -> Outcome {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", serde_json::to_string(said)?)?;
    output.flush()?;
    Ok(())
}
