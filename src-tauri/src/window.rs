//! The one window.

use std::path::PathBuf;
use std::time::Duration;

use tauri::utils::config::WebviewUrl;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager, WebviewWindow, WebviewWindowBuilder};
use url::Url;

#[cfg(target_os = "linux")]
use crate::web_view;

/// The window's name in capabilities.
pub(crate) const LABEL: &str = "main";

/// A page that takes longer is shown as it is.
const SHOWN_AT_THE_LATEST: Duration = Duration::from_secs(4);

/// Opens the window. It appears when its page has loaded, so that no empty one flashes up; a `hidden` one only once
/// somebody asks for it.
///
/// # Errors
/// When the system gives no web view.
pub(crate) fn open(handle: &AppHandle, web_data: PathBuf, hidden: bool) -> tauri::Result<()> {
    let development = handle.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::default())
        .title("Postroom")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .visible(false)
        .data_directory(web_data)
        .devtools(cfg!(debug_assertions))
        .on_navigation(move |url| is_ours(url, development.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(move |window, page| {
            if page.event() == PageLoadEvent::Finished && !hidden {
                show(&window);
            }
        })
        .build()?;
    #[cfg(target_os = "linux")]
    web_view::suit_the_machine(&window);
    if hidden {
        return Ok(());
    }
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOWN_AT_THE_LATEST).await;
        show(&window);
    });
    Ok(())
}

/// Brings the window to the front.
pub(crate) fn focus(handle: &AppHandle) {
    let Some(window) = handle.get_webview_window(LABEL) else {
        return;
    };
    let outcome = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = outcome {
        tracing::warn!(%error, "The window could not be brought to the front");
    }
}

/// Takes the window off the screen; the program goes on.
pub(crate) fn hide(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(LABEL)
        && let Err(error) = window.hide()
    {
        tracing::warn!(%error, "The window could not be hidden");
    }
}

/// Makes the window small; the program goes on.
pub(crate) fn minimize(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(LABEL)
        && let Err(error) = window.minimize()
    {
        tracing::warn!(%error, "The window could not be made small");
    }
}

fn show(window: &WebviewWindow) {
    if let Err(error) = window.show() {
        tracing::warn!(%error, "The window could not be shown");
    }
}

/// Whether the page may go there: our own pages only, whatever a link or a script asks for.
fn is_ours(url: &Url, development: Option<&Url>) -> bool {
    let embedded = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows web views reach custom schemes this way.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    embedded || development.is_some_and(|own| own.origin() == url.origin())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_page_stays_with_us() {
        let own = Url::parse("http://localhost:1420/").unwrap();
        let ours = |url: &str, development| is_ours(&Url::parse(url).unwrap(), development);
        assert!(ours("tauri://localhost/", None));
        assert!(ours("tauri://localhost/index.html#/inbox", None));
        assert!(ours("http://localhost:1420/inbox", Some(&own)));
        for elsewhere in [
            "http://localhost:1420/",
            "https://example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "media://localhost/post/1",
            "postroom://oauth/callback",
        ] {
            assert!(!ours(elsewhere, None), "{elsewhere}");
        }
        assert!(!ours("http://localhost:1421/", Some(&own)));
    }
}
