//! Notifications of a Linux desktop: `org.freedesktop.Notifications` on the session's message bus.

use std::collections::VecDeque;

use notify_rust::{Hint, Notification as Bubble, NotificationResponse};
use postroom_core::notifications::Notification;
use tokio::task::JoinHandle;

use super::{MOST_WAITING, NAME};

/// The name of our desktop entry, by which desktops find the icon and their own switches for us.
const ENTRY: &str = "Postroom";

/// Where notifications appear.
pub(super) struct Desk {
    waiting: VecDeque<JoinHandle<()>>,
    /// Whether the server reads the text as markup; asked when the first one is shown.
    markup: Option<bool>,
}

impl Desk {
    pub(super) fn new(_identifier: &str) -> Self {
        Self {
            waiting: VecDeque::new(),
            markup: None,
        }
    }

    /// Shows a notification; `on_click` runs when it is clicked.
    pub(super) async fn show(&mut self, notification: &Notification, on_click: impl FnOnce() + Send + 'static) {
        let markup = self.reads_markup().await;
        let body = if markup {
            escaped(&notification.body)
        } else {
            notification.body.clone()
        };
        let shown = Bubble::new()
            .appname(NAME)
            .summary(&notification.title)
            .body(&body)
            .icon("postroom")
            .hint(Hint::DesktopEntry(ENTRY.to_owned()))
            .action("default", "Open")
            .show_async()
            .await;
        let handle = match shown {
            Ok(handle) => handle,
            Err(error) => {
                tracing::info!(%error, "This desktop shows no notifications");
                return;
            }
        };
        self.waiting.retain(|waiting| !waiting.is_finished());
        while self.waiting.len() >= MOST_WAITING {
            if let Some(oldest) = self.waiting.pop_front() {
                oldest.abort();
            }
        }
        self.waiting.push_back(tokio::spawn(async move {
            let answered = |response: &NotificationResponse| {
                // Without a button of ours every action is the click.
                if matches!(
                    response,
                    NotificationResponse::Default | NotificationResponse::Action(_)
                ) {
                    on_click();
                }
            };
            handle.wait_for_action_async(answered).await;
        }));
    }

    async fn reads_markup(&mut self) -> bool {
        if let Some(known) = self.markup {
            return known;
        }
        let asked = tokio::task::spawn_blocking(notify_rust::get_capabilities).await;
        let known = match asked {
            Ok(Ok(capabilities)) => Some(capabilities.iter().any(|each| each == "body-markup")),
            Ok(Err(_)) | Err(_) => None,
        };
        self.markup = known;
        known.unwrap_or(false)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        for waiting in &self.waiting {
            waiting.abort();
        }
    }
}

/// Text as it is where signs of markup mean something.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_comment_is_no_markup() {
        assert_eq!(
            escaped("<a href='x'>R&D</a> &lt;"),
            "&lt;a href='x'&gt;R&amp;D&lt;/a&gt; &amp;lt;"
        );
    }
}
