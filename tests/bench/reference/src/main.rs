//! A window that shows the pages of a folder and does nothing else: `postroom-reference <folder>`.
//!
//! With the page of `ui/reference` it is the *reference window*: Postroom's own libraries, typeface and rows, twenty of
//! them and no database. With a page that only has a colour it is the *empty window*.

// Postroom's own, so that both windows paint in the same way.
#[cfg(target_os = "linux")]
#[path = "../../../../src-tauri/src/web_view.rs"]
mod web_view;

use std::borrow::Cow;
use std::path::PathBuf;

use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::utils::config::WebviewUrl;
use tauri::webview::PageLoadEvent;
use tauri::{Assets, Runtime, WebviewWindowBuilder};

/// Pages read from a folder, so that the program is built once for all of them.
struct Folder(PathBuf);

impl<R: Runtime> Assets<R> for Folder {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        let path = self.0.join(key.as_ref().trim_start_matches('/'));
        std::fs::read(path).ok().map(Cow::Owned)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _page: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("give the folder of the page")?;
    let mut context = tauri::generate_context!();
    context.set_assets(Box::new(Folder(PathBuf::from(folder))));
    tauri::Builder::default()
        .setup(|app| {
            // As Postroom opens its own.
            #[cfg_attr(not(target_os = "linux"), allow(unused_variables))]
            let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Postroom reference")
                .inner_size(1280.0, 800.0)
                .min_inner_size(900.0, 600.0)
                .visible(false)
                .on_page_load(|window, page| {
                    if page.event() == PageLoadEvent::Finished {
                        let _ = window.show();
                    }
                })
                .build()?;
            #[cfg(target_os = "linux")]
            web_view::suit_the_machine(&window);
            Ok(())
        })
        .run(context)?;
    Ok(())
}
