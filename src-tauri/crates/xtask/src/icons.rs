//! `cargo xtask icons`: the PNG, ICO and ICNS files in `icons/`, drawn from the SVG sources beside them.
//!
//! The Tauri CLI rasterises. It takes one drawing for all sizes, though, and up to 32 px the mark needs its own, so the
//! two containers are put together here: both are a short table followed by PNG files as they are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Failure, Outcome, npm, run as start};
use crate::repo;

/// The largest size drawn from `icon-small.svg`.
const LARGEST_SMALL: u32 = 32;

/// The PNG files that the bundle and the program name, with their sizes in px.
const PICTURES: &[(&str, u32)] = &[
    ("32x32.png", 32),
    ("128x128.png", 128),
    ("128x128@2x.png", 256),
    ("icon.png", 512),
];

/// The sizes in the Windows icon, in px; 24 is the task bar at 150 %.
const WINDOWS_SIZES: &[u32] = &[16, 24, 32, 48, 64, 256];

/// The entries of the macOS icon that hold PNG, with their size in px.
/// Types from <https://en.wikipedia.org/wiki/Apple_Icon_Image_format#Icon_types>.
const MAC_ENTRIES: &[(&[u8; 4], u32)] = &[
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic13", 256),
    (b"ic08", 256),
    (b"ic14", 512),
    (b"ic09", 512),
    (b"ic10", 1024),
];

/// The menu bar's template image: 22 points at double density.
const TRAY_SIZE: u32 = 44;

/// The tray icon with the dot that says "unread", in px: as large as the one without it.
const UNREAD_SIZE: u32 = 32;

/// Draws every icon file anew.
///
/// # Errors
/// When the web packages are not installed, a source is missing or a file cannot be written.
pub fn run() -> Outcome {
    println!("Icons: drawing icons/*.svg (about 10 seconds)");
    let icons = repo::root().join("icons");
    let drawings = Drawings {
        folder: repo::target()?.join("icons"),
    };
    let mut small = Vec::new();
    let mut large = Vec::new();
    let sizes = PICTURES
        .iter()
        .map(|entry| entry.1)
        .chain(WINDOWS_SIZES.iter().copied());
    for size in sizes.chain(MAC_ENTRIES.iter().map(|entry| entry.1)) {
        let list = if size <= LARGEST_SMALL { &mut small } else { &mut large };
        if !list.contains(&size) {
            list.push(size);
        }
    }
    drawings.rasterise(&icons.join("icon-small.svg"), "app", &small)?;
    drawings.rasterise(&icons.join("icon.svg"), "app", &large)?;
    drawings.rasterise(&icons.join("tray-template.svg"), "tray", &[TRAY_SIZE])?;
    drawings.rasterise(&icons.join("tray-unread.svg"), "unread", &[UNREAD_SIZE])?;

    for (name, size) in PICTURES {
        write(&icons.join(name), &drawings.read("app", *size)?)?;
    }
    write(&icons.join("tray-template.png"), &drawings.read("tray", TRAY_SIZE)?)?;
    write(&icons.join("tray-unread.png"), &drawings.read("unread", UNREAD_SIZE)?)?;
    let windows = WINDOWS_SIZES
        .iter()
        .map(|&size| Ok((size, drawings.read("app", size)?)))
        .collect::<Outcome<Vec<_>>>()?;
    write(&icons.join("icon.ico"), &windows_icon(&windows)?)?;
    let mac = MAC_ENTRIES
        .iter()
        .map(|&(kind, size)| Ok((kind, drawings.read("app", size)?)))
        .collect::<Outcome<Vec<_>>>()?;
    write(&icons.join("icon.icns"), &mac_icon(&mac)?)
}

/// Rasterised drawings below the build output.
struct Drawings {
    folder: PathBuf,
}

impl Drawings {
    fn rasterise(&self, source: &Path, kind: &str, sizes: &[u32]) -> Outcome {
        let output = self.folder.join(kind);
        fs::create_dir_all(&output).map_err(|error| Failure::file(&output, &error))?;
        let mut command = npm();
        command
            .current_dir(repo::ui())
            .args(["exec", "--offline", "--", "tauri", "icon"])
            .arg(source);
        command.arg("--output").arg(&output);
        for size in sizes {
            command.args(["--png", &size.to_string()]);
        }
        start(&mut command)
    }

    fn read(&self, kind: &str, size: u32) -> Outcome<Vec<u8>> {
        let file = self.folder.join(kind).join(format!("{size}x{size}.png"));
        fs::read(&file).map_err(|error| Failure::file(&file, &error))
    }
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(|error| Failure::file(file, &error))?;
    println!("  {} ({} bytes)", file.display(), bytes.len());
    Ok(())
}

/// An ICO file: a header of 6 bytes, 16 bytes for each picture, the pictures.
fn windows_icon(pictures: &[(u32, Vec<u8>)]) -> Outcome<Vec<u8>> {
    let mut offset = 6 + 16 * pictures.len();
    let mut file = vec![0, 0, 1, 0];
    file.extend(u16::try_from(pictures.len()).map_err(|_| too_large())?.to_le_bytes());
    for (size, picture) in pictures {
        let side = if *size == 256 {
            0
        } else {
            u8::try_from(*size).map_err(|_| too_large())?
        };
        // Width, height, no palette, reserved, one colour plane, 32 bits a pixel.
        file.extend([side, side, 0, 0, 1, 0, 32, 0]);
        file.extend(u32::try_from(picture.len()).map_err(|_| too_large())?.to_le_bytes());
        file.extend(u32::try_from(offset).map_err(|_| too_large())?.to_le_bytes());
        offset += picture.len();
    }
    for (_, picture) in pictures {
        file.extend(picture);
    }
    Ok(file)
}

/// An ICNS file: a magic word and the length of all, then for each picture its type, its length with this head, itself.
fn mac_icon(pictures: &[(&[u8; 4], Vec<u8>)]) -> Outcome<Vec<u8>> {
    let mut body = Vec::new();
    for (kind, picture) in pictures {
        body.extend(*kind);
        body.extend(u32::try_from(picture.len() + 8).map_err(|_| too_large())?.to_be_bytes());
        body.extend(picture);
    }
    let mut file = b"icns".to_vec();
    file.extend(u32::try_from(body.len() + 8).map_err(|_| too_large())?.to_be_bytes());
    file.extend(body);
    Ok(file)
}

fn too_large() -> Failure {
    Failure::new("a drawing is too large for an icon file")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

    #[test]
    fn the_windows_icon_points_at_its_pictures() {
        let file = windows_icon(&[(16, vec![7; 3]), (256, vec![9; 5])]).expect("small enough");
        assert_eq!(file[..6], [0, 0, 1, 0, 2, 0]);
        assert_eq!((file[6], file[22]), (16, 0), "256 is written as 0");
        let at = u32::from_le_bytes(file[34..38].try_into().expect("four bytes")) as usize;
        assert_eq!(file[at..], [9; 5]);
    }

    #[test]
    fn the_mac_icon_states_its_whole_length() {
        let file = mac_icon(&[(b"ic07", vec![1; 10])]).expect("small enough");
        assert_eq!(
            u32::from_be_bytes(file[4..8].try_into().expect("four bytes")) as usize,
            file.len()
        );
        assert_eq!(&file[8..12], b"ic07");
    }

    #[test]
    fn every_icon_the_bundle_names_is_a_file_of_its_size() {
        let configuration = fs::read_to_string(repo::root().join("tauri.conf.json")).expect("readable");
        let configuration: serde_json::Value = serde_json::from_str(&configuration).expect("JSON");
        let named = configuration["bundle"]["icon"]
            .as_array()
            .expect("a list of icons")
            .clone();
        assert!(!named.is_empty());
        for icon in named {
            let name = icon.as_str().expect("a path").trim_start_matches("icons/");
            let bytes = fs::read(repo::root().join("icons").join(name)).expect("the icon is committed");
            match PICTURES.iter().find(|(picture, _)| *picture == name) {
                Some((_, size)) => {
                    assert_eq!(&bytes[..8], PNG, "{name}");
                    let width = u32::from_be_bytes(bytes[16..20].try_into().expect("four bytes"));
                    assert_eq!(width, *size, "{name}");
                }
                None if name == "icon.ico" => assert_eq!(bytes[..4], [0, 0, 1, 0]),
                None => assert_eq!((name, &bytes[..4]), ("icon.icns", &b"icns"[..])),
            }
        }
    }
}
