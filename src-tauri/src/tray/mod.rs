//! The icon in the tray and its menu.
//!
//! Promised: while a tray shows the icon, closing the window leaves the program running and the menu says everything a
//! notification said since a person looked at the window last. Where no tray answers there is no icon, and closing asks. A tray that comes late is noticed.

mod host;
mod lines;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use postroom_core::TrayFacts;
use tauri::image::Image;
use tauri::menu::{CheckMenuItem, IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::broadcast::error::RecvError;

use self::lines::{Line, lines, tip};
use crate::opening::{self, Place};
use crate::shell::Shell;
use crate::{quit, window};

/// Changes are collected for this long before the menu is drawn anew.
const COALESCE: Duration = Duration::from_millis(500);

/// How often a tray is looked for where there was none, and the time in the menu is brought up to date.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

const OPEN: &str = "open";
const PAUSE: &str = "pause";
const QUIT: &str = "quit";
/// Before the number of a line that leads somewhere.
const LINE: &str = "line-";

/// The icon, once there is one, and where the lines of its menu lead.
#[derive(Default)]
pub(crate) struct Tray {
    shown: Mutex<Shown>,
}

#[derive(Default)]
struct Shown {
    icon: Option<TrayIcon>,
    places: Vec<Option<Place>>,
    drawn: Option<(Vec<Line>, bool)>,
}

impl Tray {
    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has_icon(&self) -> bool {
        self.lock().icon.is_some()
    }
}

/// Whether the program goes on in the tray when its window is closed: the icon is there and somebody shows it.
pub(crate) async fn answers(handle: &AppHandle) -> bool {
    handle.state::<Shell>().tray.has_icon() && host::answers().await
}

/// A person looks at the window: what was told has been seen.
pub(crate) fn seen(handle: &AppHandle) {
    let Some(shell) = handle.try_state::<Shell>() else {
        return;
    };
    if shell.app().is_ok_and(|app| app.notifications().seen()) {
        let handle = handle.clone();
        tauri::async_runtime::spawn(async move { refresh(&handle).await });
    }
}

/// Keeps the icon and its menu as they should be until the core has ended.
pub(crate) async fn run(handle: AppHandle) {
    let Some(mut stale) = handle.state::<Shell>().app().ok().map(|app| app.stale()) else {
        return;
    };
    loop {
        refresh(&handle).await;
        tokio::select! {
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            heard = stale.recv() => {
                if matches!(heard, Err(RecvError::Closed)) {
                    return;
                }
                tokio::time::sleep(COALESCE).await;
                while stale.try_recv().is_ok() {}
            }
        }
    }
}

/// Shows the icon if a tray answers, and draws the menu anew if it says something else now.
pub(crate) async fn refresh(handle: &AppHandle) {
    let shell = handle.state::<Shell>();
    let Ok(app) = shell.app() else { return };
    if !shell.tray.has_icon() && !host::answers().await {
        return;
    }
    let facts = match app.tray().await {
        Ok(facts) => facts,
        Err(problem) => {
            tracing::warn!(code = ?problem.code, "The tray menu could not be brought up to date");
            return;
        }
    };
    let drawn = (lines(&facts, app.now(), &TimeZone::system()), facts.paused);
    if shell.tray.lock().drawn.as_ref() == Some(&drawn) {
        return;
    }
    let (main, facts) = (handle.clone(), facts);
    // Icons and menus belong to the main thread on every system.
    let asked = handle.run_on_main_thread(move || {
        if let Err(error) = draw(&main, &drawn.0, &facts) {
            tracing::warn!(%error, "The tray icon could not be shown");
            return;
        }
        main.state::<Shell>().tray.lock().drawn = Some(drawn);
    });
    if let Err(error) = asked {
        tracing::warn!(%error, "The tray menu could not be brought up to date");
    }
}

fn draw(handle: &AppHandle, lines: &[Line], facts: &TrayFacts) -> tauri::Result<()> {
    let menu = menu(handle, lines, facts.paused)?;
    let shell = handle.state::<Shell>();
    let known = shell.tray.lock().icon.clone();
    let icon = match known {
        Some(icon) => {
            icon.set_menu(Some(menu))?;
            icon
        }
        None => build(handle, &menu)?,
    };
    icon.set_icon_with_as_template(Some(picture(facts.unread > 0)), cfg!(target_os = "macos"))?;
    icon.set_tooltip(Some(tip(facts)))?;
    #[cfg(target_os = "macos")]
    icon.set_title((facts.unread > 0).then(|| facts.unread.to_string()))?;
    let mut shown = shell.tray.lock();
    shown.icon = Some(icon);
    shown.places = lines.iter().map(|line| line.place.clone()).collect();
    Ok(())
}

fn build(handle: &AppHandle, menu: &Menu<Wry>) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::with_id("postroom")
        .icon(picture(false))
        .icon_as_template(cfg!(target_os = "macos"))
        .menu(menu)
        // The menu bar of macOS shows a menu at every click; elsewhere a click opens the window.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(on_menu)
        .on_tray_icon_event(|icon, event| {
            if !cfg!(target_os = "macos")
                && let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
            {
                window::focus(icon.app_handle());
            }
        })
        .build(handle)
}

fn menu(handle: &AppHandle, lines: &[Line], paused: bool) -> tauri::Result<Menu<Wry>> {
    let mut items: Vec<Box<dyn IsMenuItem<Wry>>> = Vec::new();
    items.push(Box::new(MenuItem::with_id(
        handle,
        OPEN,
        "Open Postroom",
        true,
        None::<&str>,
    )?));
    items.push(Box::new(PredefinedMenuItem::separator(handle)?));
    for (place, line) in lines.iter().enumerate() {
        let leads = line.place.is_some();
        // In menus of some systems an ampersand underlines the letter behind it.
        let text = line.text.replace('&', "&&");
        let id = format!("{LINE}{place}");
        items.push(Box::new(MenuItem::with_id(handle, id, text, leads, None::<&str>)?));
    }
    items.push(Box::new(PredefinedMenuItem::separator(handle)?));
    let pause = CheckMenuItem::with_id(handle, PAUSE, "Pause reading", true, paused, None::<&str>)?;
    items.push(Box::new(pause));
    items.push(Box::new(MenuItem::with_id(
        handle,
        QUIT,
        "Quit Postroom",
        true,
        None::<&str>,
    )?));
    let all: Vec<&dyn IsMenuItem<Wry>> = items.iter().map(AsRef::as_ref).collect();
    Menu::with_items(handle, &all)
}

fn on_menu(handle: &AppHandle, event: MenuEvent) {
    let shell = handle.state::<Shell>();
    match event.id().as_ref() {
        OPEN => window::focus(handle),
        PAUSE => {
            if let Ok(app) = shell.app() {
                app.set_paused(!app.is_paused());
            }
        }
        QUIT => quit::ask(handle),
        other => {
            let number = other.strip_prefix(LINE).and_then(|number| number.parse::<usize>().ok());
            let place = number.and_then(|number| shell.tray.lock().places.get(number).cloned().flatten());
            if let Some(place) = place {
                opening::open(handle, place);
            }
        }
    }
}

/// The icon, with a dot while something is unread. The menu bar of macOS shows one colour: there the number stands
/// beside it.
fn picture(unread: bool) -> Image<'static> {
    if cfg!(target_os = "macos") {
        tauri::include_image!("icons/tray-template.png")
    } else if unread {
        tauri::include_image!("icons/tray-unread.png")
    } else {
        tauri::include_image!("icons/32x32.png")
    }
}
