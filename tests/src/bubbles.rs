//! A desktop's notification server, written from the specification
//! (<https://specifications.freedesktop.org/notification-spec/latest/>): it keeps what it is shown and clicks it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zbus::zvariant::OwnedValue;
use zbus::{Connection, connection};

use crate::Outcome;

const PATH: &str = "/org/freedesktop/Notifications";
const INTERFACE: &str = "org.freedesktop.Notifications";

/// A signal that is sent to no one program in particular.
const EVERYBODY: Option<&str> = None;

/// The reason "dismissed by the user".
const DISMISSED: u32 = 2;

/// One notification as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bubble {
    /// Its number.
    pub id: u32,
    /// The program that shows it.
    pub program: String,
    /// Its title.
    pub title: String,
    /// Its text, which may hold markup.
    pub body: String,
    /// Keys of its actions, each followed by its name.
    pub actions: Vec<String>,
}

/// The running server.
#[derive(Debug)]
pub struct Bubbles {
    bus: Connection,
    shown: Arc<Mutex<Vec<Bubble>>>,
}

struct Server {
    shown: Arc<Mutex<Vec<Bubble>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_capabilities(&self) -> Vec<&'static str> {
        vec!["actions", "body", "body-markup"]
    }

    #[allow(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(shown.len() + 1).unwrap_or(u32::MAX);
        shown.push(Bubble {
            id,
            program: app_name,
            title: summary,
            body,
            actions,
        });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("bubbles", "postroom-tests", "1", "1.2")
    }
}

impl Bubbles {
    /// Starts the server on the bus at `address`.
    ///
    /// # Errors
    /// When the bus cannot be reached or has a server already.
    pub async fn start(address: &str) -> Outcome<Self> {
        let shown: Arc<Mutex<Vec<Bubble>>> = Arc::default();
        let server = Server { shown: shown.clone() };
        let bus = connection::Builder::address(address)?
            .serve_at(PATH, server)?
            .name("org.freedesktop.Notifications")?
            .build()
            .await?;
        Ok(Self { bus, shown })
    }

    /// What was shown so far, oldest first.
    pub fn shown(&self) -> Vec<Bubble> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Clicks a notification, as a person does who means the whole of it.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn click(&self, id: u32) -> Outcome {
        self.bus
            .emit_signal(EVERYBODY, PATH, INTERFACE, "ActionInvoked", &(id, "default"))
            .await?;
        self.bus
            .emit_signal(EVERYBODY, PATH, INTERFACE, "NotificationClosed", &(id, DISMISSED))
            .await?;
        Ok(())
    }
}
