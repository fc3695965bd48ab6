//! The program itself: its state for banners and settings, and its end.

use postroom_core::outbox::QuitChoice as CoreChoice;
use postroom_core::secrets::VaultState;
use postroom_core::{AppState, Problem, ProblemCode, keychain_hint};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};

use super::{IpcError, count};
use crate::demo;
use crate::identity::Identity;
use crate::shell::Shell;
use crate::{quit, window};

/// The state of the program.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AppStateView {
    /// Why the program cannot work. Every other command answers the same; only the message is to be shown.
    #[specta(optional)]
    start_problem: Option<IpcError>,
    /// Whether this is the demo.
    demo: bool,
    /// The program's version.
    version: String,
    /// Whether logins can be read.
    keychain: KeychainState,
    /// What to start when they cannot.
    keychain_hint: Option<String>,
    /// Actions held until a person has looked.
    held_actions: u32,
    /// Whether the hosts in use are not Instagram's.
    foreign_hosts: bool,
    /// The person at this machine.
    member: String,
    /// Their colour, 1 to 12.
    member_colour: u32,
    /// The app id used last.
    default_client_id: Option<String>,
    /// The redirect address used last.
    default_redirect_uri: Option<String>,
    /// Whether the secret of that app is in the keychain.
    has_secret: bool,
    /// Whether Instagram could not be reached the last time.
    offline: bool,
    /// How many seconds Instagram's clock is ahead of ours, when it matters.
    clock_skew_s: Option<i32>,
    /// Whether the program may send again by itself once a doubt is settled as "not there".
    automatic_second_tries: bool,
    /// Whether a person has paused the reading.
    paused: bool,
}

/// Whether secrets can be read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeychainState {
    /// They can.
    Ready,
    /// The keychain is locked.
    Locked,
    /// No keychain service answers.
    Missing,
}

/// What becomes of waiting actions when a person quits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum QuitChoice {
    /// They are sent first.
    SendNow,
    /// They wait for the next start.
    Keep,
    /// They are given up.
    Discard,
    /// The person does not quit.
    Stay,
    /// The person does not quit: the window is made small.
    Minimize,
}

/// The answer to `quitAsked`.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct AnswerQuitForm {
    choice: QuitChoice,
}

/// The state of the program; it answers even when the program cannot work.
#[tauri::command]
#[specta::specta]
pub(crate) async fn app_state(shell: State<'_, Shell>) -> Result<AppStateView, IpcError> {
    view(&shell).await
}

/// The page has handed over everything it held before the end.
#[tauri::command]
#[specta::specta]
pub(crate) fn page_is_done(shell: State<'_, Shell>) {
    shell.farewell.page_is_done();
}

/// The page listens: tells it what came before it did.
#[tauri::command]
#[specta::specta]
pub(crate) fn page_listens(handle: AppHandle, shell: State<'_, Shell>) {
    shell.notices.page_listens(&handle);
    shell.openings.page_listens(&handle);
}

/// Asks the keychain again, after a person has unlocked or started it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recheck_keychain(shell: State<'_, Shell>) -> Result<AppStateView, IpcError> {
    let app = shell.app()?;
    if let Some(demo) = &shell.demo {
        demo.set_up(app).await?;
    }
    app.sync_now();
    view(&shell).await
}

/// Answers what is to become of waiting actions, and ends the program unless the person stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_quit(
    handle: AppHandle,
    shell: State<'_, Shell>,
    form: AnswerQuitForm,
) -> Result<(), IpcError> {
    let choice = match form.choice {
        QuitChoice::SendNow => CoreChoice::SendNow,
        QuitChoice::Keep => CoreChoice::Keep,
        QuitChoice::Discard => CoreChoice::Discard,
        QuitChoice::Stay => {
            shell.quit.stay();
            return Ok(());
        }
        QuitChoice::Minimize => {
            shell.quit.stay();
            window::minimize(&handle);
            return Ok(());
        }
    };
    quit::end(&handle, choice).await;
    Ok(())
}

/// Starts the demo beside this program: it has an identity, data and keychain entries of its own.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_demo() -> Result<(), IpcError> {
    demo::start_beside().map_err(|error| {
        tracing::warn!(%error, "The demo could not be started");
        Problem::new(
            ProblemCode::Internal,
            "The demo could not be started.",
            "Start Postroom with --demo from a terminal to see why.",
        )
        .into()
    })
}

async fn view(shell: &Shell) -> Result<AppStateView, IpcError> {
    let demo = shell.identity == Identity::Demo;
    match shell.app() {
        Ok(app) => Ok(AppStateView::of(app.state().await?, demo)),
        Err(problem) => Ok(AppStateView::cannot_start(problem, demo)),
    }
}

impl AppStateView {
    fn of(state: AppState, demo: bool) -> Self {
        let keychain = KeychainState::from(state.vault);
        Self {
            start_problem: None,
            demo,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            keychain,
            keychain_hint: (keychain != KeychainState::Ready).then(|| keychain_hint().to_owned()),
            held_actions: count(state.held),
            foreign_hosts: state.foreign_hosts,
            member: state.member.name,
            member_colour: count(state.member.colour),
            default_client_id: state.client_id,
            default_redirect_uri: state.redirect_uri,
            has_secret: state.has_secret,
            offline: state.offline,
            clock_skew_s: state.clock_skew_s.map(|skew| i32::try_from(skew).unwrap_or(i32::MAX)),
            automatic_second_tries: state.automatic_second_tries,
            paused: state.paused,
        }
    }

    fn cannot_start(problem: IpcError, demo: bool) -> Self {
        Self {
            start_problem: Some(problem),
            demo,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            keychain: KeychainState::Ready,
            keychain_hint: None,
            held_actions: 0,
            foreign_hosts: false,
            member: String::new(),
            member_colour: 1,
            default_client_id: None,
            default_redirect_uri: None,
            has_secret: false,
            offline: false,
            clock_skew_s: None,
            automatic_second_tries: true,
            paused: false,
        }
    }
}

impl From<VaultState> for KeychainState {
    fn from(state: VaultState) -> Self {
        match state {
            VaultState::Ready => Self::Ready,
            VaultState::Locked => Self::Locked,
            VaultState::Missing => Self::Missing,
        }
    }
}
