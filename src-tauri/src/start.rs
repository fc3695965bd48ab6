//! Start: the core beside plugins and window. A second start reaches the first and ends at the lock, before it touches any
//! data.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use instagram::Endpoints;
use postroom_core::clock::SystemClock;
use postroom_core::owner::{Ownership, OwnershipError};
use postroom_core::secrets::Keychain;
use postroom_core::steps::NoSteps;
use postroom_core::sync::SyncSettings;
use postroom_core::{App, Config, StartError};
use tauri::async_runtime::JoinHandle;
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};

use crate::commands::{ErrorCode, IpcError};
use crate::demo::Demo;
use crate::identity::{Folders, Identity};
use crate::shell::Shell;
use crate::{
    CANNOT_START, bindings, deep_link, drops, events, media_protocol, notifications, quit, refuse, tray, window,
};

/// How often the demo looks: its comments arrive every few seconds.
const DEMO_TICK: Duration = Duration::from_secs(10);

/// How often a hidden start looks for a tray before it shows the window after all.
const TRAY_LOOKS: u32 = 20;

/// The time between two of these looks.
const TRAY_LOOK: Duration = Duration::from_secs(1);

/// How long the data folder may be another process's that is about to end.
const TAKEN_FOR: Duration = Duration::from_secs(2);

/// The time between two looks at whether it still is.
const TAKEN_LOOK: Duration = Duration::from_millis(50);

/// Runs the program until it ends.
pub(crate) fn run(identity: Identity, folders: Folders, link: Option<String>, hidden: bool) -> ExitCode {
    let mut context = tauri::generate_context!();
    let config = context.config_mut();
    config.identifier = identity.identifier().to_owned();
    // The plugin would read the arguments itself, tell the page the whole link and write strange ones into the log;
    // the bundler alone needs this entry. It still registers schemes.
    config.plugins.0.remove("deep-link");

    // Beside the window system's own start, which takes longer. A second start cannot have the folder: its core ends at the
    // lock, before any data, and the process itself once the plugin has told the first one.
    let started = tauri::async_runtime::spawn(start(identity, folders.clone()));
    let bindings = bindings::builder();
    let mut builder = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, arguments, _folder| {
            second_start(handle, &arguments)
        }))
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(bindings.invoke_handler())
        .register_asynchronous_uri_scheme_protocol(media_protocol::SCHEME, media_protocol::serve)
        .on_window_event(|window, event| match event {
            WindowEvent::CloseRequested { api, .. } if !window.state::<Shell>().quit.has_ended() => {
                api.prevent_close();
                quit::close_window(window.app_handle());
            }
            WindowEvent::DragDrop(event) => drops::follow(window, event),
            WindowEvent::Focused(true) => tray::seen(window.app_handle()),
            _ => {}
        })
        .setup(move |app| {
            bindings.mount_events(app);
            Ok(set_up(
                app.handle(),
                identity,
                folders.web,
                started,
                link.as_deref(),
                hidden,
            )?)
        });
    if !cfg!(target_os = "macos") {
        builder = builder.plugin(tauri_plugin_deep_link::init());
    }
    match builder.build(context) {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => refuse(&format!("Postroom could not open its window: {error}"), 1),
    }
}

fn set_up(
    handle: &AppHandle,
    identity: Identity,
    web_data: PathBuf,
    started: JoinHandle<Result<Started, Failure>>,
    link: Option<&str>,
    hidden: bool,
) -> tauri::Result<()> {
    let hidden = hidden && link.is_none();
    // First of all, because the web view starts a process of its own. Its page is answered once this returns.
    window::open(handle, web_data, hidden)?;
    let (endpoints, demo, core) = match tauri::async_runtime::block_on(started)? {
        Ok(Started { app, endpoints, demo }) => (endpoints, demo, Ok(Arc::new(app))),
        Err(Failure::Taken(sentence)) => {
            refuse(&sentence, CANNOT_START);
            handle.cleanup_before_exit();
            std::process::exit(i32::from(CANNOT_START));
        }
        Err(Failure::Broken(error)) => {
            refuse(&error.message, CANNOT_START);
            tracing::error!(detail = error.detail, "Postroom could not start");
            (Endpoints::instagram(), None, Err(error))
        }
    };
    let stale = core.as_ref().ok().map(|app| app.stale());
    let told = core.as_ref().ok().map(|app| app.notifications().listen());
    handle.manage(Shell::new(identity, endpoints, demo, core));
    if let Some(stale) = stale {
        tauri::async_runtime::spawn(events::forward(handle.clone(), stale));
        set_up_demo(handle);
        deep_link::register(handle, identity);
        tauri::async_runtime::spawn(tray::run(handle.clone()));
    }
    if let Some(told) = told {
        tauri::async_runtime::spawn(notifications::show_all(handle.clone(), told));
    }
    tracing::info!(
        identity = identity.identifier(),
        version = env!("CARGO_PKG_VERSION"),
        "Postroom has started"
    );
    quit::follow_signals(handle);
    if hidden {
        // Without a core there is no tray, and the window says why.
        match handle.state::<Shell>().app() {
            Ok(_) => show_without_tray(handle),
            Err(_) => window::focus(handle),
        }
    }
    if let Some(link) = link {
        deep_link::open(handle, link);
    }
    Ok(())
}

/// What a successful start gives.
struct Started {
    app: App,
    endpoints: Endpoints,
    demo: Option<Demo>,
}

/// Why there is no core.
enum Failure {
    /// Another process works with the data: there is nothing for a window to show.
    Taken(String),
    /// The window says so.
    Broken(IpcError),
}

async fn start(identity: Identity, folders: Folders) -> Result<Started, Failure> {
    let demo = match identity {
        Identity::Demo => Some(start_demo(identity, &folders).await?),
        Identity::Release | Identity::Debug => None,
    };
    let endpoints = match &demo {
        Some(demo) => Endpoints::on_host(demo.base()),
        None => endpoints(&folders.config.join("endpoints.json"))?,
    };
    let demo_host = match &demo {
        Some(demo) => Some(demo.media_host().map_err(|problem| Failure::Broken(problem.into()))?),
        None => None,
    };
    let sync = match &demo {
        Some(_) => SyncSettings {
            tick: DEMO_TICK,
            ..SyncSettings::default()
        },
        None => SyncSettings::default(),
    };
    let config = Config {
        data_dir: folders.data.clone(),
        cache_dir: folders.cache.clone(),
        state_dir: folders.state.clone(),
        endpoints: endpoints.clone(),
        vault: Arc::new(Keychain::new(identity.keychain_service())),
        clock: SystemClock::shared(),
        demo_host,
        member: member(),
        machine: machine(),
        steps: Arc::new(NoSteps),
        sync,
    };
    let app = once_free(|| App::start(config.clone())).await?;
    Ok(Started { app, endpoints, demo })
}

/// Waits a moment for the folder that `take` needs: one that is just ending has it still, and so has, of two that were
/// started at once, the one that is about to leave it to the other.
async fn once_free<T, Taking>(take: impl Fn() -> Taking) -> Result<T, StartError>
where
    Taking: Future<Output = Result<T, StartError>>,
{
    let end = Instant::now() + TAKEN_FOR;
    loop {
        match take().await {
            Err(StartError::Ownership(OwnershipError::Taken { .. })) if Instant::now() < end => {
                tokio::time::sleep(TAKEN_LOOK).await;
            }
            outcome => return outcome,
        }
    }
}

/// The last world is removed only while the folder is ours.
async fn start_demo(identity: Identity, folders: &Folders) -> Result<Demo, Failure> {
    let _ownership = once_free(|| std::future::ready(Ownership::take(&folders.data).map_err(StartError::from))).await?;
    Demo::start(identity.scheme(), folders).await.map_err(|error| {
        Failure::Broken(IpcError::new(
            ErrorCode::Internal,
            "The demo's Instagram could not be started.",
            "Close other programs of the demo, then start it again.",
            Some(error.to_string()),
        ))
    })
}

/// The hosts: built in, unless a local file names others.
fn endpoints(file: &Path) -> Result<Endpoints, Failure> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Endpoints::instagram()),
        Err(error) => return Err(unusable(file, &error.to_string())),
    };
    let endpoints: Endpoints = serde_json::from_str(&text).map_err(|error| unusable(file, &error.to_string()))?;
    endpoints.check().map_err(|error| unusable(file, &error.sentence()))?;
    Ok(endpoints)
}

fn unusable(file: &Path, detail: &str) -> Failure {
    Failure::Broken(IpcError::new(
        ErrorCode::Precondition,
        format!("The hosts file {} cannot be used.", file.display()),
        "Correct or remove it, then start Postroom again.",
        Some(detail.to_owned()),
    ))
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        if let StartError::Ownership(OwnershipError::Taken { folder }) = &error {
            return Self::Taken(format!(
                "Another Postroom already works with the data in {}.",
                folder.display()
            ));
        }
        Self::Broken(IpcError::from_start(&error))
    }
}

/// A window that stays closed for the tray's sake is shown where no tray comes up in time: at a login the panel may start
/// after us.
fn show_without_tray(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        for _ in 0..TRAY_LOOKS {
            tokio::time::sleep(TRAY_LOOK).await;
            if tray::answers(&handle).await {
                return;
            }
        }
        window::focus(&handle);
    });
}

/// The demo's Meta app, put in place beside the start: an unlock dialog of the keychain must not hold up the window.
fn set_up_demo(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let shell = handle.state::<Shell>();
        if let (Some(demo), Ok(app)) = (&shell.demo, shell.app())
            && let Err(problem) = demo.set_up(app).await
        {
            tracing::warn!(code = ?problem.code, "The demo's app is not in the keychain yet");
        }
    });
}

/// Somebody started the program again, perhaps with a link.
fn second_start(handle: &AppHandle, arguments: &[String]) {
    match deep_link::in_arguments(arguments) {
        Some(link) => deep_link::open(handle, link),
        None => window::focus(handle),
    }
}

fn on_event(handle: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::ExitRequested { api, .. } if !handle.state::<Shell>().quit.has_ended() => {
            api.prevent_exit();
            quit::ask(handle);
        }
        RunEvent::Exit => quit::at_the_latest(handle),
        // A click on the icon in the dock.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::focus(handle),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            for url in urls {
                deep_link::open(handle, url.as_str());
            }
        }
        _ => {}
    }
}

/// The name replies are signed with inside the team, until a person chooses one: the name they log in with here.
fn member() -> String {
    named_by(&["USER", "USERNAME"]).unwrap_or_else(|| "Me".to_owned())
}

/// The name of this machine in the event log.
fn machine() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .or_else(|| named_by(&["COMPUTERNAME", "HOSTNAME"]))
        .unwrap_or_else(|| "This computer".to_owned())
}

fn named_by(variables: &[&str]) -> Option<String> {
    variables
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(text: Option<&str>) -> Result<Endpoints, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("endpoints.json");
        if let Some(text) = text {
            std::fs::write(&file, text).unwrap();
        }
        endpoints(&file)
    }

    #[test]
    fn hosts_are_built_in_unless_a_file_names_others() {
        assert!(matches!(read(None), Ok(endpoints) if endpoints == Endpoints::instagram()));
        let local = Endpoints::on_host(&"http://127.0.0.1:4000/".parse().unwrap());
        let text = serde_json::to_string(&local).unwrap();
        assert!(matches!(read(Some(&text)), Ok(endpoints) if endpoints == local));
    }

    #[test]
    fn a_hosts_file_that_would_send_tokens_in_clear_stops_the_start() {
        let mut plain = Endpoints::instagram();
        plain.graph = "http://example.org/".parse().unwrap();
        for text in [serde_json::to_string(&plain).unwrap(), "{".to_owned(), "{}".to_owned()] {
            assert!(matches!(read(Some(&text)), Err(Failure::Broken(error)) if error.code == ErrorCode::Precondition));
        }
    }
}
