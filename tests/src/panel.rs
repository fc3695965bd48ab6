//! A desktop's panel with a tray: the watcher with which programs register their icons, a host that shows them, and a
//! person who opens the menu of one. Written from the specifications of StatusNotifierItem
//! (<https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/>) and `com.canonical.dbusmenu`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure, Value};
use zbus::{Connection, connection};

use crate::office::LIMIT;
use crate::{Failure, Outcome, poll};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// A line of a menu as the protocol tells it: number, properties, lines below it.
type MenuItem = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// A line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    id: i32,
    /// What it says.
    pub label: String,
    /// Whether it does something.
    pub enabled: bool,
    /// Whether it carries a check mark.
    pub checked: bool,
}

/// The running panel. Its tray is gone when it is dropped.
#[derive(Debug)]
pub struct Panel {
    bus: Connection,
    items: Arc<Mutex<Vec<String>>>,
}

struct Watcher {
    items: Arc<Mutex<Vec<String>>>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        // Some programs give a path instead of their name on the bus.
        let name = match (service.starts_with('/'), header.sender()) {
            (true, Some(sender)) => sender.to_string(),
            _ => service,
        };
        self.items.lock().unwrap_or_else(PoisonError::into_inner).push(name);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Panel {
    /// Starts the panel on the bus at `address`.
    ///
    /// # Errors
    /// When the bus cannot be reached or has a watcher already.
    pub async fn start(address: &str) -> Outcome<Self> {
        let items: Arc<Mutex<Vec<String>>> = Arc::default();
        let watcher = Watcher { items: items.clone() };
        let bus = connection::Builder::address(address)?
            .serve_at("/StatusNotifierWatcher", watcher)?
            .name(WATCHER)?
            .build()
            .await?;
        Ok(Self { bus, items })
    }

    /// Takes the tray away.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn end(self) -> Outcome {
        self.bus.release_name(WATCHER).await?;
        Ok(self.bus.close().await?)
    }

    /// What the menu of the icon that was registered last says; nothing while there is no icon.
    ///
    /// # Errors
    /// When the program does not answer.
    pub async fn menu(&self) -> Outcome<Vec<Line>> {
        let Some((item, path)) = self.place().await? else {
            return Ok(Vec::new());
        };
        let wanted = ["label", "enabled", "toggle-state", "type"];
        let answer = self
            .bus
            .call_method(
                Some(item.as_str()),
                &path,
                Some(MENU),
                "GetLayout",
                &(0_i32, -1_i32, &wanted[..]),
            )
            .await?;
        let body = answer.body();
        let (_revision, root): (u32, MenuItem) = body.deserialize()?;
        root.2.into_iter().filter_map(|child| line(child).transpose()).collect()
    }

    /// Chooses the first line of the menu that begins with `label`. A menu that is made anew between the look and the choice
    /// is looked at again, as a panel does.
    ///
    /// # Errors
    /// When there is none, or it cannot be chosen.
    pub async fn choose(&self, label: &str) -> Outcome {
        poll::until("the line to be chosen", LIMIT, async || {
            self.choose_once(label).await.map(Some)
        })
        .await
    }

    async fn choose_once(&self, label: &str) -> Outcome {
        let lines = self.menu().await?;
        let line = lines
            .iter()
            .find(|line| line.label.starts_with(label) && line.enabled)
            .ok_or_else(|| Failure::from(format!("the menu says {lines:?}")))?;
        let Some((item, path)) = self.place().await? else {
            return Err("the icon is gone".into());
        };
        let event = (line.id, "clicked", Value::from(0_i32), 0_u32);
        self.bus
            .call_method(Some(item.as_str()), &path, Some(MENU), "Event", &event)
            .await?;
        Ok(())
    }

    /// The program behind the icon and the path of its menu.
    async fn place(&self) -> Outcome<Option<(String, OwnedObjectPath)>> {
        let last = self
            .items
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last()
            .cloned();
        let Some(item) = last else { return Ok(None) };
        let answer = self
            .bus
            .call_method(
                Some(item.as_str()),
                "/StatusNotifierItem",
                Some("org.freedesktop.DBus.Properties"),
                "Get",
                &(ITEM, "Menu"),
            )
            .await?;
        let value: OwnedValue = answer.body().deserialize()?;
        Ok(Some((item, OwnedObjectPath::try_from(value)?)))
    }
}

/// What a label says to the eye: one low line marks the letter behind it, two are one.
fn said(label: &str) -> String {
    let parts: Vec<String> = label.split("__").map(|part| part.replace('_', "")).collect();
    parts.join("_")
}

/// A child of a layout; nothing for a separator.
fn line(child: OwnedValue) -> Outcome<Option<Line>> {
    let structure = Structure::try_from(child)?;
    let [id, properties, _children] = structure.fields() else {
        return Err("a child of the menu has another shape".into());
    };
    let id = i32::try_from(id.try_clone()?)?;
    let properties = HashMap::<String, OwnedValue>::try_from(OwnedValue::try_from(properties.try_clone()?)?)?;
    let text = |name: &str| {
        let value = properties.get(name)?.try_clone().ok()?;
        String::try_from(value).ok()
    };
    if text("type").is_some_and(|kind| kind == "separator") {
        return Ok(None);
    }
    let enabled = properties.get("enabled").and_then(|value| bool::try_from(value).ok());
    let toggle = properties
        .get("toggle-state")
        .and_then(|value| i32::try_from(value).ok());
    Ok(Some(Line {
        id,
        label: said(&text("label").unwrap_or_default()),
        enabled: enabled.unwrap_or(true),
        checked: toggle == Some(1),
    }))
}
