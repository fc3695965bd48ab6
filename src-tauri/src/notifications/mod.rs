//! Notifications of the desktop. What is told and when is decided in the core; here it is shown, and a click opens what
//! it is about where the system reports clicks: on Linux over the message bus, on macOS and Windows by the system's own
//! centre, all three behind one crate.
//!
//! A desktop that shows no notifications is no failure: the tray menu says the same.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "native.rs"]
mod system;

use postroom_core::notifications::Notification;
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::shell::Shell;
use crate::{opening, tray};

/// The name over every notification.
const NAME: &str = "Postroom";

/// Notifications whose click is still waited for; of more, the oldest only stays on the screen.
const MOST_WAITING: usize = 8;

/// Shows what the core tells until the core has ended.
pub(crate) async fn show_all(handle: AppHandle, mut told: Receiver<Notification>) {
    let identifier = handle.state::<Shell>().identity.identifier();
    let mut desk = system::Desk::new(identifier);
    loop {
        match told.recv().await {
            Ok(notification) => {
                tray::refresh(&handle).await;
                let (handle, target) = (handle.clone(), notification.target.clone());
                desk.show(&notification, move || opening::open(&handle, target)).await;
            }
            // They stand in the tray menu.
            Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "Notifications came too fast to be shown"),
            Err(RecvError::Closed) => return,
        }
    }
}
