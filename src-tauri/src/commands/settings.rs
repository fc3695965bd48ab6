//! What a person set on this machine: keys, how lists are put together, notifications, and how the program lives on the
//! desktop.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Time;
use postroom_core::notifications::{NotificationRules, QuietHours, TellingView as CoreView};
use postroom_core::settings::{Arrangement, KeyMap};
use postroom_core::{Problem, ProblemCode};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};

use super::inbox::{Grouping, Order, View};
use super::{ErrorCode, IpcError};
use crate::shell::Shell;
use crate::{start_at_login, tray};

/// How a time of the day is written.
const TIME: &str = "%H:%M";

/// The keys a person chose.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct KeyMapView {
    /// Whether letters, digits and signs do something by themselves.
    single_letters: bool,
    /// Keys by the id of their command; others have the keys they come with.
    own: BTreeMap<String, String>,
}

/// How the list of a fixed view is put together.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct ArrangementView {
    view: View,
    order: Order,
    grouping: Grouping,
}

/// A view that can tell of its new items.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TellingView {
    /// What needs a reply and is assigned to the person here.
    Mine,
    /// What needs a reply and is assigned to nobody.
    Unassigned,
    /// Everything that needs a reply.
    NeedsReply,
    /// Everything that is not read.
    Unread,
}

/// What is told and when.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct NotificationRulesView {
    /// New items of these are told.
    views: Vec<TellingView>,
    /// Whether the quiet hours count.
    quiet: bool,
    /// `22:00`, in the zone of this machine.
    quiet_from: String,
    /// `07:00`, in the zone of this machine.
    quiet_until: String,
}

/// How the program lives on the desktop.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct DesktopView {
    /// It starts when a person logs in to the computer.
    start_at_login: bool,
    /// A tray shows it: closing the window leaves it running.
    in_tray: bool,
}

/// A switch.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SwitchForm {
    on: bool,
}

/// The keys a person chose.
#[tauri::command]
#[specta::specta]
pub(crate) async fn key_map(shell: State<'_, Shell>) -> Result<KeyMapView, IpcError> {
    let map = shell.app()?.settings().key_map().await?;
    Ok(KeyMapView {
        single_letters: map.single_letters,
        own: map.own,
    })
}

/// Stores the keys a person chose.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_key_map(shell: State<'_, Shell>, form: KeyMapView) -> Result<(), IpcError> {
    let map = KeyMap {
        single_letters: form.single_letters,
        own: form.own,
    };
    Ok(shell.app()?.settings().set_key_map(&map).await?)
}

/// How the fixed views were put together last; one that is not named is as it comes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn arrangements(shell: State<'_, Shell>) -> Result<Vec<ArrangementView>, IpcError> {
    let kept = shell.app()?.settings().arrangements().await?;
    let views = kept.into_iter().map(|(view, how)| ArrangementView {
        view: view.into(),
        order: how.order.into(),
        grouping: how.grouping.into(),
    });
    Ok(views.collect())
}

/// Keeps how a fixed view is put together.
#[tauri::command]
#[specta::specta]
pub(crate) async fn arrange_view(shell: State<'_, Shell>, form: ArrangementView) -> Result<(), IpcError> {
    let how = Arrangement {
        order: form.order.into(),
        grouping: form.grouping.into(),
    };
    Ok(shell.app()?.settings().arrange(form.view.into(), how).await?)
}

/// What is told and when.
#[tauri::command]
#[specta::specta]
pub(crate) async fn notification_rules(shell: State<'_, Shell>) -> Result<NotificationRulesView, IpcError> {
    let rules = shell.app()?.notifications().rules().await?;
    Ok(NotificationRulesView {
        views: rules.views.into_iter().map(TellingView::from).collect(),
        quiet: rules.quiet,
        quiet_from: rules.hours.from.strftime(TIME).to_string(),
        quiet_until: rules.hours.until.strftime(TIME).to_string(),
    })
}

/// Says what is told and when.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_notification_rules(
    shell: State<'_, Shell>,
    form: NotificationRulesView,
) -> Result<(), IpcError> {
    let rules = NotificationRules {
        views: form.views.into_iter().map(CoreView::from).collect(),
        quiet: form.quiet,
        hours: QuietHours {
            from: time(&form.quiet_from)?,
            until: time(&form.quiet_until)?,
        },
    };
    Ok(shell.app()?.notifications().set_rules(&rules).await?)
}

fn time(text: &str) -> Result<Time, Problem> {
    Time::strptime(TIME, text).map_err(|_| {
        Problem::new(
            ProblemCode::Precondition,
            "This is no time of the day.",
            "Write it like 22:00.",
        )
    })
}

/// How the program lives on the desktop.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desktop(handle: AppHandle, shell: State<'_, Shell>) -> Result<DesktopView, IpcError> {
    let identity = shell.identity;
    let start_at_login = aside(move || start_at_login::is_on(identity)).await?;
    Ok(DesktopView {
        start_at_login,
        in_tray: tray::answers(&handle).await,
    })
}

/// Says whether the program starts when a person logs in to the computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_start_at_login(shell: State<'_, Shell>, form: SwitchForm) -> Result<(), IpcError> {
    let identity = shell.identity;
    aside(move || start_at_login::set(identity, form.on)).await
}

/// Pauses the reading, or lets it go on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_paused(shell: State<'_, Shell>, form: SwitchForm) -> Result<(), IpcError> {
    shell.app()?.set_paused(form.on);
    Ok(())
}

/// Reads or writes settings of the system where waiting is fine.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, IpcError> {
    let refused = |detail: String| {
        IpcError::new(
            ErrorCode::Internal,
            "The system's list of what starts at login cannot be used.",
            "Look for Postroom in the login or autostart settings of your system.",
            Some(detail),
        )
    };
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(|error| refused(error.to_string())),
        Err(error) => Err(refused(error.to_string())),
    }
}

impl From<CoreView> for TellingView {
    fn from(view: CoreView) -> Self {
        match view {
            CoreView::Mine => Self::Mine,
            CoreView::Unassigned => Self::Unassigned,
            CoreView::NeedsReply => Self::NeedsReply,
            CoreView::Unread => Self::Unread,
        }
    }
}

impl From<TellingView> for CoreView {
    fn from(view: TellingView) -> Self {
        match view {
            TellingView::Mine => Self::Mine,
            TellingView::Unassigned => Self::Unassigned,
            TellingView::NeedsReply => Self::NeedsReply,
            TellingView::Unread => Self::Unread,
        }
    }
}
