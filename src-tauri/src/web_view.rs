//! How the web view paints on Linux, and what it keeps.
//!
//! `WebKitGTK` puts the page together with `OpenGL`. On a machine without a graphics card (a virtual machine, a remote
//! desktop) a library of Mesa does that card's work on the processor: every frame takes several times as long as painting
//! the page directly, a scrolled list keeps gigabytes, and on some systems the window stays black. There the page is
//! painted directly.
//!
//! What a browser keeps of pages that were left is of no use here: there is one page, and it has its files at hand.

use std::fs;
use std::path::Path;

use tauri::WebviewWindow;
use webkit2gtk::{CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt};

/// Has the page painted without `OpenGL` where nothing speeds that up, and pictures forgotten that are out of sight.
pub(crate) fn suit_the_machine(window: &WebviewWindow) {
    let paints_directly = !has_graphics_card(Path::new("/dev"));
    let outcome = window.with_webview(move |webview| {
        let webview = webview.inner();
        if let Some(context) = webview.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        if paints_directly && let Some(settings) = webview.settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    match outcome {
        Ok(()) if paints_directly => tracing::info!("There is no graphics card: pages are painted without one"),
        Ok(()) => {}
        Err(error) => tracing::warn!(%error, "The web view could not be suited to the machine"),
    }
}

/// Whether programs can draw with a graphics card: Linux's own drivers offer a render node, NVIDIA's and that of Windows
/// for Linux programs a device of their own.
fn has_graphics_card(devices: &Path) -> bool {
    let has_render_node = fs::read_dir(devices.join("dri")).is_ok_and(|nodes| {
        nodes
            .flatten()
            .any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
    });
    has_render_node || ["nvidia0", "dxg"].iter().any(|name| devices.join(name).exists())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_card_is_what_programs_can_draw_with() {
        let with = |nodes: &[&str]| {
            let devices = tempfile::tempdir().unwrap();
            for node in nodes {
                let path = devices.path().join(node);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "").unwrap();
            }
            has_graphics_card(devices.path())
        };
        assert!(!with(&[]));
        assert!(!with(&["dri/card0"]), "a screen without anything that draws");
        assert!(with(&["dri/card0", "dri/renderD128"]));
        assert!(with(&["nvidia0"]));
        assert!(with(&["dxg"]));
    }
}
