//! What a file is, by its bytes.

use super::problem::ImageProblem;

/// The kinds of picture that are converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JPEG, of any colour space.
    Jpeg,
    /// PNG, still or animated.
    Png,
    /// WebP, still or animated.
    WebP,
    /// GIF, still or animated.
    Gif,
}

/// The kind of `bytes`.
///
/// # Errors
/// `Empty`, `NotAPicture`, or `Unsupported` with the name people know the kind by.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, ImageProblem> {
    if bytes.is_empty() {
        return Err(ImageProblem::Empty);
    }
    let Some(kind) = infer::get(bytes) else {
        return Err(match unlisted(bytes) {
            Some(format) => ImageProblem::Unsupported { format },
            None => ImageProblem::NotAPicture,
        });
    };
    let unsupported = |format| Err(ImageProblem::Unsupported { format });
    match kind.mime_type() {
        "image/jpeg" => Ok(Format::Jpeg),
        "image/png" => Ok(Format::Png),
        "image/webp" => Ok(Format::WebP),
        "image/gif" => Ok(Format::Gif),
        "image/heif" => unsupported("HEIC"),
        "image/avif" => unsupported("AVIF"),
        "image/tiff" => unsupported("TIFF"),
        "image/bmp" => unsupported("BMP"),
        "image/jp2" => unsupported("JPEG 2000"),
        "image/jxl" => unsupported("JPEG XL"),
        "image/vnd.ms-photo" => unsupported("JPEG XR"),
        "image/vnd.adobe.photoshop" => unsupported("Photoshop"),
        "image/vnd.microsoft.icon" => unsupported("ICO"),
        "image/x-canon-cr2" => unsupported("camera RAW"),
        "image/openraster" => unsupported("OpenRaster"),
        "image/vnd.djvu" => unsupported("DjVu"),
        "application/pdf" => unsupported("PDF"),
        _ if kind.matcher_type() == infer::MatcherType::Video => unsupported("video"),
        _ => match unlisted(bytes) {
            Some(format) => unsupported(format),
            None => Err(ImageProblem::NotAPicture),
        },
    }
}

/// Kinds that `infer` does not tell: SVG is text, and its list of HEIF and AVIF brands is short.
fn unlisted(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12)? {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Some("HEIC"),
            b"avif" | b"avis" => Some("AVIF"),
            _ => Some("video"),
        };
    }
    let head = bytes.get(..bytes.len().min(1024))?;
    let text = String::from_utf8_lossy(head)
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    let is_svg = text.starts_with("<svg") || (text.starts_with('<') && text.contains("<svg"));
    (is_svg && !text.contains("<html")).then_some("SVG")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn unsupported(format: &'static str) -> Result<Format, ImageProblem> {
        Err(ImageProblem::Unsupported { format })
    }

    #[test]
    fn kinds_that_cannot_be_converted_are_named() {
        assert_eq!(sniff(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), unsupported("HEIC"));
        assert_eq!(sniff(b"\0\0\0\x18ftypheix\0\0\0\0mif1heix"), unsupported("HEIC"));
        assert_eq!(sniff(b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf"), unsupported("HEIC"));
        assert_eq!(sniff(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"), unsupported("AVIF"));
        assert_eq!(sniff(b"\0\0\0\x18ftypisom\0\0\0\0isommp41"), unsupported("video"));
        assert_eq!(sniff(b"II*\0\x08\0\0\0\0\0\0\0"), unsupported("TIFF"));
        assert_eq!(sniff(b"MM\0*\0\0\0\x08\0\0\0\0"), unsupported("TIFF"));
        assert_eq!(sniff(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"), unsupported("BMP"));
        assert_eq!(sniff(b"%PDF-1.7\n"), unsupported("PDF"));
        assert_eq!(sniff(b"8BPS\0\x01\0\0\0\0\0\0"), unsupported("Photoshop"));
    }

    #[test]
    fn an_svg_is_known_however_it_begins() {
        for text in [
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "\u{feff}<?xml version='1.0'?>\n<!-- a drawing --><svg/>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''>\n<SVG/>",
        ] {
            assert_eq!(sniff(text.as_bytes()), unsupported("SVG"), "{text}");
        }
    }

    #[test]
    fn a_page_a_text_and_an_archive_are_no_pictures() {
        for bytes in [
            &b"<!doctype html><html><svg/></html>"[..],
            b"Quarterly figures",
            b"PK\x03\x04\x14\0\0\0",
            b"\x7fELF\x02\x01\x01\0",
            b"\0",
        ] {
            assert_eq!(sniff(bytes), Err(ImageProblem::NotAPicture), "{bytes:?}");
        }
        assert_eq!(sniff(b""), Err(ImageProblem::Empty));
    }
}
