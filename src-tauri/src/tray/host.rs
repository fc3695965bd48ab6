//! Whether a tray shows icons here.

/// How long the desktop may take to answer.
#[cfg(target_os = "linux")]
const LIMIT: std::time::Duration = std::time::Duration::from_secs(2);

/// Whether somebody shows tray icons. Linux desktops need not have a tray; one that has says so on the message bus. Asked
/// anew each time, because a panel may come late or go away.
#[cfg(target_os = "linux")]
pub(super) async fn answers() -> bool {
    match tokio::time::timeout(LIMIT, registered()).await {
        Ok(Ok(registered)) => registered,
        // No bus, no watcher, or one that hangs: no tray.
        Ok(Err(_)) | Err(_) => false,
    }
}

#[cfg(target_os = "linux")]
async fn registered() -> zbus::Result<bool> {
    let watcher = "org.kde.StatusNotifierWatcher";
    let bus = zbus::Connection::session().await?;
    let answer = bus
        .call_method(
            Some(watcher),
            "/StatusNotifierWatcher",
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &(watcher, "IsStatusNotifierHostRegistered"),
        )
        .await?;
    let value: zbus::zvariant::OwnedValue = answer.body().deserialize()?;
    Ok(bool::try_from(value)?)
}

/// The menu bar of macOS and the task bar of Windows always do.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unused_async, reason = "Linux has to ask")]
pub(super) async fn answers() -> bool {
    true
}
