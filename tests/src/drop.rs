//! Files dragged onto the program's window, as a file manager does: a source of the XDND protocol, version 5
//! (<https://www.freedesktop.org/wiki/Specifications/XDND/>), which offers `text/uri-list`.
//!
//! Promised: the window under test sees what a real drag sends it, in the real order. Nothing is dropped where the
//! window refuses it, every wait for its answer ends after [`PATIENCE`], and a drag that is given up leaves the window.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use url::Url;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, MapState, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Timestamp, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

use crate::{Failure, Outcome, poll};

/// How long the window may take to answer.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How long one movement may stay unanswered before the next: a window need not answer what changes nothing.
const ANSWER: Duration = Duration::from_millis(250);

/// The newest version of the protocol, and the oldest that names actions and times.
const NEWEST: u32 = 5;
const OLDEST: u32 = 3;

x11rb::atom_manager! {
    /// The words of the protocol.
    Atoms: AtomsCookie {
        XdndAware,
        XdndSelection,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndLeave,
        XdndDrop,
        XdndFinished,
        XdndActionCopy,
        TARGETS,
        TIMESTAMP,
        URI_LIST: b"text/uri-list",
    }
}

/// What the window answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Whether it would take a drop here.
    Status { takes: bool },
    /// Whether it took the drop.
    Finished { took: bool },
    /// Another program began a drag.
    Ousted,
}

/// Files on their way over a window. Ends with [`Drag::release`] or [`Drag::leave`]; dropping the value leaves too.
#[derive(Debug)]
pub struct Drag {
    connection: Arc<RustConnection>,
    root: Window,
    atoms: Atoms,
    source: Window,
    target: Target,
    time: Timestamp,
    takes: bool,
    inside: bool,
    told: UnboundedReceiver<Told>,
}

/// The window below the drag.
#[derive(Debug, Clone, Copy)]
struct Target {
    window: Window,
    version: u32,
}

/// What the source answers to whoever asks for the dragged data.
struct Offer {
    connection: Arc<RustConnection>,
    atoms: Atoms,
    source: Window,
    time: Timestamp,
    list: Vec<u8>,
    told: UnboundedSender<Told>,
}

/// Drags `files` over the topmost window and drops them at `x`, `y`, in pixels from its upper left corner.
///
/// # Errors
/// As [`Drag::begin`], [`Drag::over`] and [`Drag::release`].
pub async fn drop_files(files: &[PathBuf], x: i16, y: i16) -> Outcome {
    let mut drag = Drag::begin(files)?;
    drag.over(x, y).await?;
    drag.release().await
}

impl Drag {
    /// Begins to drag `files`, named by absolute paths, on the display of `DISPLAY`. The topmost visible window that
    /// takes drops is the target.
    ///
    /// # Errors
    /// When a path is relative, there is no display, no window takes drops, or the window speaks an older protocol.
    pub fn begin(files: &[PathBuf]) -> Outcome<Self> {
        let list = uri_list(files)?;
        let (connection, screen) = x11rb::connect(None)?;
        let connection = Arc::new(connection);
        let root = connection
            .setup()
            .roots
            .get(screen)
            .ok_or("the display has no screen")?
            .root;
        let atoms = Atoms::new(&connection)?.reply()?;
        let target = find_target(&connection, &atoms, root, root)?.ok_or("no window on this display takes drops")?;
        if target.version < OLDEST {
            return Err(format!("the window speaks version {} of XDND", target.version).into());
        }
        let source = connection.generate_id()?;
        connection.create_window(
            COPY_DEPTH_FROM_PARENT,
            source,
            root,
            -1,
            -1,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            COPY_FROM_PARENT,
            &CreateWindowAux::new()
                .override_redirect(1)
                .event_mask(EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY),
        )?;
        let time = server_time(&connection, source)?;
        connection.set_selection_owner(source, atoms.XdndSelection, time)?;
        if connection.get_selection_owner(atoms.XdndSelection)?.reply()?.owner != source {
            return Err("another program owns the drag".into());
        }
        let (sender, told) = unbounded_channel();
        let offer = Offer {
            connection: Arc::clone(&connection),
            atoms,
            source,
            time,
            list,
            told: sender,
        };
        // The window may ask at any moment, also while a test looks elsewhere.
        std::thread::Builder::new()
            .name("drag".to_owned())
            .spawn(move || offer.serve())?;
        let mut drag = Self {
            connection,
            root,
            atoms,
            source,
            target,
            time,
            takes: false,
            inside: false,
            told,
        };
        drag.enter()?;
        Ok(drag)
    }

    /// Moves to `x`, `y`, in pixels from the window's upper left corner, until the window would take the files there.
    ///
    /// # Errors
    /// When it does not within [`PATIENCE`].
    pub async fn over(&mut self, x: i16, y: i16) -> Outcome {
        let place = self
            .connection
            .translate_coordinates(self.target.window, self.root, x, y)?
            .reply()?;
        let place = u32::from(place.dst_x.cast_unsigned()) << 16 | u32::from(place.dst_y.cast_unsigned());
        let copy = self.atoms.XdndActionCopy;
        poll::until("the window to take the files", PATIENCE, async || {
            self.tell(self.atoms.XdndPosition, [0, place, self.time, copy])?;
            match timeout(ANSWER, self.told.recv()).await {
                Ok(Some(Told::Status { takes })) => self.takes = takes,
                // No answer: what the window said last still holds.
                Err(_) => {}
                Ok(other) => return Err(unexpected(other)),
            }
            Ok(self.takes.then_some(()))
        })
        .await
    }

    /// Lets the files go where [`Drag::over`] brought them, and waits until the window has taken them.
    ///
    /// # Errors
    /// When the files are over no place that takes them, or the window does not take them within [`PATIENCE`].
    pub async fn release(mut self) -> Outcome {
        if !self.takes {
            return Err("the window does not take files here".into());
        }
        self.inside = false;
        self.tell(self.atoms.XdndDrop, [0, self.time, 0, 0])?;
        let finished = async {
            loop {
                match self.told.recv().await {
                    Some(Told::Finished { took: true }) => return Ok(()),
                    Some(Told::Finished { took: false }) => return Err(Failure::from("the window refused the files")),
                    Some(Told::Status { .. }) => {}
                    other => return Err(unexpected(other)),
                }
            }
        };
        timeout(PATIENCE, finished)
            .await
            .map_err(|_| Failure::from("the window never said what became of the files"))?
    }

    /// Takes the files away from the window again, as a person does who thinks better of it.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn leave(mut self) -> Outcome {
        self.take_away()
    }

    fn enter(&mut self) -> Outcome {
        let version = self.target.version.min(NEWEST);
        // Up to three types stand in the message itself.
        self.tell(self.atoms.XdndEnter, [version << 24, self.atoms.URI_LIST, NONE, NONE])?;
        self.inside = true;
        Ok(())
    }

    fn take_away(&mut self) -> Outcome {
        if std::mem::take(&mut self.inside) {
            self.tell(self.atoms.XdndLeave, [0; 4])?;
        }
        Ok(())
    }

    /// Sends a message of the protocol. Its first word is always the source.
    fn tell(&self, message: u32, [second, third, fourth, fifth]: [u32; 4]) -> Outcome {
        let words = [self.source, second, third, fourth, fifth];
        let event = ClientMessageEvent::new(32, self.target.window, message, words);
        self.connection
            .send_event(false, self.target.window, EventMask::NO_EVENT, event)?
            .check()?;
        Ok(())
    }
}

impl Drop for Drag {
    fn drop(&mut self) {
        let _ = self.take_away();
        // The end of its window ends the thread that answers for it.
        let _ = self.connection.destroy_window(self.source);
        let _ = self.connection.flush();
    }
}

impl Offer {
    /// Answers until the source's window is gone or the display is.
    fn serve(self) {
        while let Ok(event) = self.connection.wait_for_event() {
            let told = match event {
                Event::DestroyNotify(event) if event.window == self.source => return,
                Event::SelectionRequest(request) => {
                    if self.answer(&request).is_err() {
                        return;
                    }
                    continue;
                }
                Event::SelectionClear(_) => Told::Ousted,
                Event::ClientMessage(message) => match self.read(&message) {
                    Some(told) => told,
                    None => continue,
                },
                _ => continue,
            };
            if self.told.send(told).is_err() {
                return;
            }
        }
    }

    fn read(&self, message: &ClientMessageEvent) -> Option<Told> {
        let bit = message.data.as_data32()[1] & 1 == 1;
        if message.type_ == self.atoms.XdndStatus {
            Some(Told::Status { takes: bit })
        } else if message.type_ == self.atoms.XdndFinished {
            Some(Told::Finished { took: bit })
        } else {
            None
        }
    }

    /// Hands the data over, or says that there is none of the wanted kind (ICCCM, section 2.2).
    fn answer(&self, request: &SelectionRequestEvent) -> Outcome {
        let atoms = &self.atoms;
        // Old requestors name no property and mean the target's name.
        let property = match request.property {
            NONE => request.target,
            property => property,
        };
        let (window, mode) = (request.requestor, PropMode::REPLACE);
        let is_offered = if request.target == atoms.URI_LIST {
            self.connection
                .change_property8(mode, window, property, atoms.URI_LIST, &self.list)?;
            true
        } else if request.target == atoms.TARGETS {
            let targets = [atoms.TARGETS, atoms.TIMESTAMP, atoms.URI_LIST];
            self.connection
                .change_property32(mode, window, property, AtomEnum::ATOM, &targets)?;
            true
        } else if request.target == atoms.TIMESTAMP {
            self.connection
                .change_property32(mode, window, property, AtomEnum::INTEGER, &[self.time])?;
            true
        } else {
            false
        };
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: window,
            selection: request.selection,
            target: request.target,
            property: if is_offered { property } else { NONE },
        };
        self.connection.send_event(false, window, EventMask::NO_EVENT, answer)?;
        self.connection.flush()?;
        Ok(())
    }
}

fn unexpected(told: Option<Told>) -> Failure {
    match told {
        Some(Told::Ousted) => "another program began a drag".into(),
        Some(other) => format!("the window answered out of turn: {other:?}").into(),
        None => "the display is gone".into(),
    }
}

/// The list as RFC 2483 writes it: one address a line, each line ended.
fn uri_list(files: &[PathBuf]) -> Outcome<Vec<u8>> {
    let mut list = String::new();
    for file in files {
        let address = Url::from_file_path(file).map_err(|()| format!("{} is not an absolute path", file.display()))?;
        list.push_str(address.as_str());
        list.push_str("\r\n");
    }
    Ok(list.into_bytes())
}

/// The topmost visible window below `parent` that takes drops.
fn find_target(connection: &RustConnection, atoms: &Atoms, root: Window, parent: Window) -> Outcome<Option<Target>> {
    // The tree lists the lowest window first.
    for window in connection.query_tree(parent)?.reply()?.children.into_iter().rev() {
        // A window may go while it is looked at.
        if !is_seen(connection, window, root).unwrap_or(false) {
            continue;
        }
        let aware = connection
            .get_property(false, window, atoms.XdndAware, AtomEnum::ATOM, 0, 1)?
            .reply()?;
        if let Some(version) = aware.value32().and_then(|mut versions| versions.next()) {
            return Ok(Some(Target { window, version }));
        }
        // A window manager's frame lies around the program's own window.
        if let Some(target) = find_target(connection, atoms, root, window)? {
            return Ok(Some(target));
        }
    }
    Ok(None)
}

/// Whether a window lies on the screen: toolkits keep windows beside it to talk through.
fn is_seen(connection: &RustConnection, window: Window, root: Window) -> Outcome<bool> {
    let attributes = connection.get_window_attributes(window)?.reply()?;
    let size = connection.get_geometry(window)?.reply()?;
    let corner = connection.translate_coordinates(window, root, 0, 0)?.reply()?;
    let reaches = |start: i16, length: u16| i32::from(start) + i32::from(length) > 0;
    Ok(attributes.map_state == MapState::VIEWABLE
        && reaches(corner.dst_x, size.width)
        && reaches(corner.dst_y, size.height))
}

/// The display's present time, which a selection must be taken with: that of a change to a property of ours.
fn server_time(connection: &RustConnection, window: Window) -> Outcome<Timestamp> {
    connection.change_property8(PropMode::APPEND, window, AtomEnum::WM_NAME, AtomEnum::STRING, &[])?;
    connection.flush()?;
    loop {
        if let Event::PropertyNotify(event) = connection.wait_for_event()?
            && event.window == window
            && event.time != CURRENT_TIME
        {
            return Ok(event.time);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn names_with_blanks_and_foreign_letters_are_written_as_addresses() {
        let files = ["/tmp/a b/Käse 1.jpg", "/tmp/100%#?.jpg"].map(PathBuf::from);
        let list = String::from_utf8(uri_list(&files).unwrap()).unwrap();
        assert_eq!(
            list,
            "file:///tmp/a%20b/K%C3%A4se%201.jpg\r\nfile:///tmp/100%25%23%3F.jpg\r\n"
        );
    }

    #[test]
    fn a_relative_path_is_refused() {
        let refusal = uri_list(&[PathBuf::from("a.jpg")]).unwrap_err();
        assert_eq!(refusal.to_string(), "a.jpg is not an absolute path");
    }
}
