//! The child of the crash test: the core without a window, made to stand still at a written step until it is killed.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use instagram::{AccessToken, AccountId, CommentId, Endpoints};
use jiff::Timestamp;
use postroom_core::accounts::LoginPhase;
use postroom_core::clock::{FastClock, SharedClock};
use postroom_core::media::hosts::DemoHost;
use postroom_core::outbox::{ActionState, OutboxSections, QuitChoice};
use postroom_core::publishing::{DraftForm, PostDetail, When};
use postroom_core::secrets::{MemoryVault, Secrets};
use postroom_core::steps::{Step, StepObserver};
use postroom_core::sync::SyncSettings;
use postroom_core::{App, Config, Problem};
use postroom_tests::crash::{ActionReport, Job, PostReport, Report, Said, Work};
use postroom_tests::{Outcome, poll};
use serde_json::Value;
use store::posts::{PostState, SlideRow, SlideSettings};

/// How long the work may take, in real time.
const LIMIT: Duration = Duration::from_secs(60);

/// Prints every step and stands still at one.
struct StandStill {
    at: Option<String>,
}

impl StepObserver for StandStill {
    fn reached(&self, step: Step, _row: i64) {
        let name = step.name();
        if say(&Said::Reached(name.clone())).is_err() {
            // Nobody listens any more, so nobody will kill us either.
            std::process::exit(1);
        }
        if self.at.as_ref() == Some(&name) {
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
    let app = App::start(configuration(&job).await?).await?;
    say(&Said::Started)?;
    match &job.work {
        Work::Connect { threads } => connect(&app, &job.token, *threads).await?,
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
        Work::Publish { pictures, caption } => publish(&app, &job.account, pictures, caption).await?,
        Work::Settle => {}
    }
    poll::until("the posts to come to rest", LIMIT, async || {
        let posts = app.publishing().list().await?;
        match posts.iter().find(|post| !is_at_rest(post)) {
            Some(post) => Err(format!("one stands at {:?}: {:?}", post.row, post.ladder).into()),
            None => Ok(Some(())),
        }
    })
    .await?;
    poll::until("the outbox to come to rest", LIMIT, async || {
        let sections = app.outbox().sections().await?;
        let moving = [&sections.waiting, &sections.sending, &sections.checking];
        match moving.iter().find_map(|section| section.first()) {
            Some(action) => Err(format!("it holds {action:?}").into()),
            None => Ok(Some(())),
        }
    })
    .await?;
    let actions = actions(app.outbox().sections().await?);
    let posts = app.publishing().list().await?.into_iter().map(post).collect();
    app.shut_down(QuitChoice::Keep).await?;
    say(&Said::Done(Report { actions, posts }))
}

async fn publish(app: &App, account: &str, pictures: &[PathBuf], caption: &str) -> Outcome {
    let publishing = app.publishing();
    let account = AccountId::from(account);
    let draft = publishing.begin(&account).await?;
    let (draft, added) = publishing.add(draft.row.uid, pictures).await?;
    if let Some(refused) = added.refused.first() {
        return Err(format!("{}: {}", refused.file_name, refused.problem).into());
    }
    let form = DraftForm {
        post: draft.row.uid,
        revision: draft.row.revision,
        account,
        caption: caption.to_owned(),
        ratio: draft.row.ratio,
        slides: draft.slides.iter().map(settings).collect(),
    };
    let saved = publishing.save(&form).await?;
    publishing
        .publish(saved.row.uid, saved.row.revision, &When::Now)
        .await?;
    Ok(())
}

fn settings(slide: &SlideRow) -> SlideSettings {
    SlideSettings {
        uid: slide.uid,
        alt_text: "A test picture".to_owned(),
        focus_x: slide.focus_x,
        focus_y: slide.focus_y,
        zoom: slide.zoom,
    }
}

fn is_at_rest(post: &PostDetail) -> bool {
    let seen = post.row.permalink.is_some();
    match post.row.state {
        PostState::Scheduled
        | PostState::Preparing
        | PostState::Ready
        | PostState::Publishing
        | PostState::Checking => false,
        PostState::Live => seen,
        PostState::Draft
        | PostState::Failed
        | PostState::NeedsYou
        | PostState::Held
        | PostState::Missed
        | PostState::Discarded => true,
    }
}

fn post(post: PostDetail) -> PostReport {
    PostReport {
        caption: post.row.caption,
        state: format!("{:?}", post.row.state),
        permalink: post.row.permalink,
        problem: post.problem.map(|problem| problem.message),
    }
}

async fn configuration(job: &Job) -> Outcome<Config> {
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
        demo_host: Some(Arc::new(DemoHost::new(job.simulator.clone()).map_err(Problem::from)?)),
        steps: Arc::new(StandStill {
            at: job.stop_at.clone(),
        }),
        sync: SyncSettings {
            by_itself: false,
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

async fn connect(app: &App, token: &str, threads: i64) -> Outcome {
    let login = app.accounts().login();
    login.take_token(AccessToken::new(token.to_owned())).await?;
    if !matches!(login.phase(), LoginPhase::Confirm { .. }) {
        return Err(format!("the login stands at {:?}", login.phase()).into());
    }
    login.confirm(true).await?;
    poll::until("the first sync", LIMIT, async || {
        Ok((app.inbox().counts(&[]).await?.all >= threads).then_some(()))
    })
    .await
}

fn actions(sections: OutboxSections) -> Vec<ActionReport> {
    let OutboxSections {
        runs: _,
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
