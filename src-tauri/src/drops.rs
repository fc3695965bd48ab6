//! Files dropped on the window. Their paths stay here; the page gets a number for them.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use specta::Type;
use tauri::{DragDropEvent, Manager, Window};
use tauri_specta::Event;

use crate::commands::count;
use crate::shell::Shell;

/// Drops that nobody asked for are forgotten behind this many newer ones.
const REMEMBERED: usize = 8;

/// Files hover over the window, or have left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, Event)]
pub(crate) struct FilesDragged {
    pub(crate) over: bool,
}

/// Files were dropped on the window.
#[derive(Debug, Clone, PartialEq, Serialize, Type, Event)]
pub(crate) struct FilesDropped {
    /// Names the files for `addDroppedSlides`.
    pub(crate) drop: u32,
    pub(crate) count: u32,
    /// In CSS pixels.
    #[specta(type = i32)]
    pub(crate) x: f64,
    /// In CSS pixels.
    #[specta(type = i32)]
    pub(crate) y: f64,
}

/// The last drops.
#[derive(Debug, Default)]
pub(crate) struct Drops {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    last: u32,
    kept: Vec<(u32, Vec<PathBuf>)>,
}

impl Drops {
    fn keep(&self, files: Vec<PathBuf>) -> u32 {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.last += 1;
        let drop = state.last;
        state.kept.push((drop, files));
        if state.kept.len() > REMEMBERED {
            state.kept.remove(0);
        }
        drop
    }

    /// The files of a drop, once.
    pub(crate) fn take(&self, drop: u32) -> Option<Vec<PathBuf>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let at = state.kept.iter().position(|(kept, _)| *kept == drop)?;
        Some(state.kept.remove(at).1)
    }
}

/// Tells the page what the system drags over the window.
pub(crate) fn follow(window: &Window, event: &DragDropEvent) {
    let told = match event {
        DragDropEvent::Enter { paths, .. } if !paths.is_empty() => FilesDragged { over: true }.emit(window),
        DragDropEvent::Leave => FilesDragged { over: false }.emit(window),
        DragDropEvent::Drop { paths, position } if !paths.is_empty() => {
            let drop = window.state::<Shell>().drops.keep(paths.clone());
            let place = position.to_logical::<f64>(window.scale_factor().unwrap_or(1.0));
            let over = FilesDragged { over: false }.emit(window);
            let dropped = FilesDropped {
                drop,
                count: count(paths.len()),
                x: place.x,
                y: place.y,
            };
            over.and_then(|()| dropped.emit(window))
        }
        _ => Ok(()),
    };
    if let Err(error) = told {
        tracing::warn!(%error, "The page was not told of dragged files");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_is_handed_out_once_and_forgotten_behind_newer_ones() {
        let drops = Drops::default();
        let first = drops.keep(vec![PathBuf::from("/a.jpg")]);
        let second = drops.keep(vec![PathBuf::from("/b.jpg")]);
        assert_eq!(drops.take(second), Some(vec![PathBuf::from("/b.jpg")]));
        assert_eq!(drops.take(second), None);
        for _ in 0..REMEMBERED {
            drops.keep(Vec::new());
        }
        assert_eq!(drops.take(first), None);
    }
}
