//! The files of messages (sheet on messaging, §2.2): downloaded from the address a message names, and taken only with the
//! type and the weight the platform takes.

use bytes::Bytes;

use super::outgoing::{FileKind, Source};
use super::refused;
use super::{Caller, Refusal};
use crate::photo::PictureProblem;
use crate::world::{Attachment, AttachmentKind, File};

/// A picture weighs at most 8 MB.
const HEAVIEST_PICTURE: usize = 8 << 20;
/// Everything else at most 25 MB.
const HEAVIEST: usize = 25 << 20;

/// A file that was taken.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    kind: FileKind,
    file: File,
}

impl From<Taken> for Attachment {
    fn from(taken: Taken) -> Self {
        let kind = match taken.kind {
            FileKind::Image => AttachmentKind::Image,
            FileKind::Video => AttachmentKind::Video,
            FileKind::Audio => AttachmentKind::Audio,
            FileKind::File => AttachmentKind::File,
        };
        Self {
            kind,
            file: Some(taken.file),
        }
    }
}

impl FileKind {
    fn heaviest(self) -> usize {
        match self {
            Self::Image => HEAVIEST_PICTURE,
            Self::Audio | Self::Video | Self::File => HEAVIEST,
        }
    }

    /// The content types of a kind. Pages differ about GIF; here it is not taken.
    fn takes(self, content_type: &str) -> bool {
        match self {
            Self::Image => matches!(content_type, "image/png" | "image/jpeg"),
            Self::Audio => matches!(content_type, "audio/aac" | "audio/wav" | "audio/mp4" | "video/mp4"),
            Self::Video => matches!(
                content_type,
                "video/mp4" | "video/ogg" | "video/x-msvideo" | "video/quicktime" | "video/webm"
            ),
            Self::File => content_type == "application/pdf",
        }
    }
}

/// Downloads a file, or finds the one that was uploaded before.
pub(super) async fn take(caller: &Caller<'_>, account: u32, kind: FileKind, source: &Source) -> Result<Taken, Refusal> {
    match source {
        Source::Uploaded(id) => caller
            .sim
            .messaging
            .upload(id, account, caller.now_ms)
            .filter(|taken| taken.kind == kind)
            .ok_or_else(refused::attachment_id),
        Source::Address(address) => {
            let came = caller.sim.download_file(address, kind.heaviest()).await;
            let bytes = came.map_err(|problem| match problem {
                PictureProblem::TooHeavy => refused::attachment_size(),
                PictureProblem::TimedOut if kind == FileKind::Video => refused::fetch_timed_out(),
                _ => refused::not_fetched(),
            })?;
            check(kind, bytes)
        }
    }
}

/// Takes bytes whose own beginning says that they are of the kind.
fn check(kind: FileKind, bytes: Bytes) -> Result<Taken, Refusal> {
    let content_type = sniff(&bytes)
        .filter(|it| kind.takes(it))
        .ok_or_else(refused::attachment_type)?;
    let size = match kind {
        FileKind::Image => Some(dimensions(&bytes).ok_or_else(refused::attachment_type)?),
        _ => None,
    };
    Ok(Taken {
        kind,
        file: File {
            content_type: content_type.to_owned(),
            bytes,
            size,
        },
    })
}

fn dimensions(bytes: &Bytes) -> Option<(u32, u32)> {
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes.as_ref()));
    reader.with_guessed_format().ok()?.into_dimensions().ok()
}

/// The content type a file's first bytes tell.
fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, letters: &[u8]| bytes.get(from..from + letters.len()) == Some(letters);
    Some(match bytes {
        _ if at(0, b"\x89PNG\r\n\x1a\n") => "image/png",
        _ if at(0, b"\xff\xd8\xff") => "image/jpeg",
        _ if at(0, b"GIF8") => "image/gif",
        _ if at(0, b"%PDF-") => "application/pdf",
        _ if at(0, b"RIFF") && at(8, b"WAVE") => "audio/wav",
        _ if at(0, b"RIFF") && at(8, b"AVI ") => "video/x-msvideo",
        _ if at(0, b"OggS") => "video/ogg",
        _ if at(0, b"\x1a\x45\xdf\xa3") => "video/webm",
        _ if at(4, b"ftypM4A") => "audio/mp4",
        _ if at(4, b"ftypqt") => "video/quicktime",
        _ if at(4, b"ftyp") => "video/mp4",
        [0xff, 0xf1 | 0xf9, ..] => "audio/aac",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn png() -> Bytes {
        let mut png = Vec::new();
        image::RgbImage::new(30, 20)
            .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
            .unwrap();
        Bytes::from(png)
    }

    #[test]
    fn a_file_must_be_what_it_is_sent_as() {
        let taken = check(FileKind::Image, png()).unwrap();
        assert_eq!(taken.file.content_type, "image/png");
        assert_eq!(taken.file.size, Some((30, 20)));
        for (kind, bytes) in [
            (FileKind::File, png()),
            (FileKind::Image, Bytes::from_static(b"GIF89a")),
            (FileKind::Image, Bytes::from_static(b"\x89PNG\r\n\x1a\n cut")),
            (FileKind::Video, Bytes::from_static(b"RIFF\0\0\0\0WAVE")),
            (FileKind::Audio, Bytes::from_static(b"%PDF-1.7")),
            (FileKind::Audio, Bytes::new()),
        ] {
            assert_eq!(check(kind, bytes).unwrap_err().subcode, Some(2_018_047), "{kind:?}");
        }
        let film = crate::film::video(b"\xff\xd8\xff\xd9", 4, 4);
        assert!(check(FileKind::Video, Bytes::from(film)).is_ok());
        assert!(check(FileKind::Audio, Bytes::from(crate::film::voice(0))).is_ok());
        assert!(check(FileKind::File, Bytes::from_static(b"%PDF-1.7")).is_ok());
    }
}
