//! Notifications of a Linux desktop: `org.freedesktop.Notifications` on the session's message bus
//! (<https://specifications.freedesktop.org/notification-spec/latest/>).
//!
//! Clicks are listened for before anything is shown, so that the quickest hand is heard.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use postroom_core::notifications::Notification;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use zbus::message::Type;
use zbus::zvariant::Value;
use zbus::{MatchRule, Message, MessageStream, connection};

use super::{MOST_WAITING, NAME};

/// The name of our desktop entry, by which desktops find the icon and their own switches for us.
const ENTRY: &str = "Postroom";

/// The server's name on the bus, which its interface has, too.
const SERVER: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// How long the server may take to answer.
const LIMIT: Duration = Duration::from_secs(5);

/// The server decides how long a notification stays.
const AS_LONG_AS_USUAL: i32 = -1;

/// No notification that is on screen already.
const NEW: u32 = 0;

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Server {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[allow(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;
}

type OnClick = Box<dyn FnOnce() + Send>;

/// What the click on each notification does, oldest first.
type Waiting = Arc<Mutex<VecDeque<(u32, OnClick)>>>;

/// Where notifications appear.
pub(super) struct Desk {
    reached: Option<Reached>,
}

impl Desk {
    pub(super) fn new(_identifier: &str) -> Self {
        Self { reached: None }
    }

    /// Shows a notification; `on_click` runs when it is clicked.
    pub(super) async fn show(&mut self, notification: &Notification, on_click: impl FnOnce() + Send + 'static) {
        if let Err(error) = self.try_to_show(notification, Box::new(on_click)).await {
            tracing::info!(%error, "This desktop shows no notifications");
        }
    }

    async fn try_to_show(&mut self, notification: &Notification, on_click: OnClick) -> zbus::Result<()> {
        let reached = match self.reached.take() {
            Some(reached) => reached,
            None => Reached::over_the_bus().await?,
        };
        self.reached.insert(reached).show(notification, on_click).await
    }
}

/// The session's message bus, with somebody listening for clicks.
struct Reached {
    server: ServerProxy<'static>,
    waiting: Waiting,
    listening: JoinHandle<()>,
}

impl Reached {
    async fn over_the_bus() -> zbus::Result<Self> {
        let bus = connection::Builder::session()?.method_timeout(LIMIT).build().await?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(SERVER)?
            .interface(SERVER)?
            .path(PATH)?
            .build();
        // One stream for clicks and ends: a click comes before the end that it causes.
        let mut signals = MessageStream::for_match_rule(rule, &bus, None).await?;
        let server = ServerProxy::new(&bus).await?;
        let waiting = Waiting::default();
        let heard = waiting.clone();
        let listening = tokio::spawn(async move {
            while let Some(signal) = signals.next().await {
                if let Ok(signal) = signal {
                    hear(&signal, &heard).await;
                }
            }
        });
        Ok(Self {
            server,
            waiting,
            listening,
        })
    }

    async fn show(&self, notification: &Notification, on_click: OnClick) -> zbus::Result<()> {
        let capabilities = self.server.get_capabilities().await.unwrap_or_default();
        let body = if capabilities.iter().any(|each| each == "body-markup") {
            escaped(&notification.body)
        } else {
            notification.body.clone()
        };
        // Held until the number is known: its click waits for that.
        let mut waiting = self.waiting.lock().await;
        let id = self
            .server
            .notify(
                NAME,
                NEW,
                "postroom",
                &notification.title,
                &body,
                &["default", "Open"],
                HashMap::from([("desktop-entry", Value::from(ENTRY))]),
                AS_LONG_AS_USUAL,
            )
            .await?;
        while waiting.len() >= MOST_WAITING {
            waiting.pop_front();
        }
        waiting.push_back((id, on_click));
        Ok(())
    }
}

impl Drop for Reached {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Takes in that a notification was clicked or has ended.
async fn hear(signal: &Message, waiting: &Waiting) {
    let (header, body) = (signal.header(), signal.body());
    let told = match header.member().map(|member| member.as_str()) {
        // Without a button of ours every action is the click.
        Some("ActionInvoked") => body.deserialize::<(u32, String)>().map(|(id, _)| (id, true)),
        Some("NotificationClosed") => body.deserialize::<(u32, u32)>().map(|(id, _)| (id, false)),
        _ => return,
    };
    let Ok((id, is_click)) = told else { return };
    let mut waiting = waiting.lock().await;
    let place = waiting.iter().position(|&(each, _)| each == id);
    let ended = place.and_then(|place| waiting.remove(place));
    drop(waiting);
    if let Some((_, on_click)) = ended.filter(|_| is_click) {
        on_click();
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
