//! Notifications of macOS and Windows, by the system's own centre.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use notify_rust::{Notification as Bubble, NotificationResponse};
use postroom_core::notifications::Notification;

use super::{MOST_WAITING, NAME};

/// Where notifications appear.
pub(super) struct Desk {
    #[cfg(windows)]
    identifier: String,
    waiting: Arc<AtomicUsize>,
}

impl Desk {
    /// `identifier` names the program to the system.
    pub(super) fn new(identifier: &str) -> Self {
        #[cfg(target_os = "macos")]
        if let Err(error) = notify_rust::set_application(identifier) {
            tracing::info!(%error, "Notifications appear under another name");
        }
        Self {
            #[cfg(windows)]
            identifier: identifier.to_owned(),
            waiting: Arc::default(),
        }
    }

    /// Shows a notification; `on_click` runs when it is clicked. The system answers on a thread that waits for it.
    #[allow(
        clippy::unused_async,
        reason = "the desk of Linux waits for the bus; both are used alike"
    )]
    pub(super) async fn show(&mut self, notification: &Notification, on_click: impl FnOnce() + Send + 'static) {
        let mut bubble = Bubble::new();
        bubble
            .appname(NAME)
            .summary(&notification.title)
            .body(&notification.body);
        #[cfg(windows)]
        bubble.app_id(&self.identifier);
        // Without a button, the centre of macOS reports no click.
        #[cfg(target_os = "macos")]
        bubble.action("default", "Open");
        if self.waiting.load(Ordering::Relaxed) >= MOST_WAITING {
            if let Err(error) = bubble.show() {
                tracing::info!(%error, "This desktop shows no notifications");
            }
            return;
        }
        let waiting = self.waiting.clone();
        waiting.fetch_add(1, Ordering::Relaxed);
        let spawned = std::thread::Builder::new()
            .name("notification".to_owned())
            .spawn(move || {
                let answered = |response: &NotificationResponse| {
                    if matches!(
                        response,
                        NotificationResponse::Default | NotificationResponse::Action(_)
                    ) {
                        on_click();
                    }
                };
                if let Err(error) = bubble.show().and_then(|handle| handle.wait_for_response(answered)) {
                    tracing::info!(%error, "This desktop shows no notifications");
                }
                waiting.fetch_sub(1, Ordering::Relaxed);
            });
        if let Err(error) = spawned {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            tracing::warn!(%error, "A notification could not be shown");
        }
    }
}
