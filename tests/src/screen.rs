//! The program's window as the window system knows it: whether it can be seen, and the press on its close button.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, MapState, Window};
use x11rb::rust_connection::RustConnection;

use crate::Outcome;

/// The display of `DISPLAY`.
pub struct Screen {
    connection: RustConnection,
    root: Window,
}

impl Screen {
    /// Connects.
    ///
    /// # Errors
    /// When there is no display.
    pub fn open() -> Outcome<Self> {
        let (connection, number) = x11rb::connect(None)?;
        let root = connection
            .setup()
            .roots
            .get(number)
            .ok_or("the display has no screen")?
            .root;
        Ok(Self { connection, root })
    }

    /// Whether a window with this title can be seen.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn shows(&self, title: &str) -> Outcome<bool> {
        Ok(self.find(title)?.is_some())
    }

    /// Presses the close button of the window with this title.
    ///
    /// # Errors
    /// When it cannot be seen.
    pub fn close(&self, title: &str) -> Outcome {
        let window = self
            .find(title)?
            .ok_or_else(|| format!("no window is called \"{title}\""))?;
        let protocols = self.connection.intern_atom(false, b"WM_PROTOCOLS")?.reply()?.atom;
        let delete = self.connection.intern_atom(false, b"WM_DELETE_WINDOW")?.reply()?.atom;
        let message = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
        self.connection
            .send_event(false, window, EventMask::NO_EVENT, message)?;
        Ok(self.connection.flush()?)
    }

    /// The visible top-level window with a title.
    fn find(&self, title: &str) -> Outcome<Option<Window>> {
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            // A window may go while it is looked at.
            let Ok(attributes) = self.connection.get_window_attributes(window)?.reply() else {
                continue;
            };
            if attributes.map_state != MapState::VIEWABLE {
                continue;
            }
            let name = self
                .connection
                .get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 256)?
                .reply();
            if name.is_ok_and(|name| name.value == title.as_bytes()) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }
}
