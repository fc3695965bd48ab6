//! What a file says about itself before it is decoded.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder, ImageDecoder, Limits};

use super::format::{Format, sniff};
use super::problem::ImageProblem;
use super::{LARGEST_PIXELS, jpeg};

/// What a PNG may unpack besides its pixels (profiles, texts, one row).
const LARGEST_PNG_EXTRAS: u64 = 64 * 1024 * 1024;

/// What a decoder may hold besides the picture: one more frame.
const LARGEST_FRAME: u64 = LARGEST_PIXELS * 4;

/// A file's header.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) format: Format,
    /// As stored, before the picture is held upright.
    pub(super) width: u32,
    /// As stored.
    pub(super) height: u32,
    pub(super) orientation: Orientation,
    pub(super) animated: bool,
    pub(super) has_alpha: bool,
    /// The samples are inks.
    pub(super) print_colours: bool,
    pub(super) icc: Option<Vec<u8>>,
}

impl Header {
    /// Width and height with the picture held upright.
    pub(super) fn upright(&self) -> (u32, u32) {
        match self.orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (self.height, self.width),
            Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical => (self.width, self.height),
        }
    }
}

/// Reads the header of `bytes` and refuses a picture that is too large before anything of its size is allocated.
pub(super) fn read(bytes: &[u8]) -> Result<Header, ImageProblem> {
    match sniff(bytes)? {
        Format::Jpeg => jpeg::read_header(bytes),
        Format::Png => read_png(bytes),
        Format::WebP => read_webp(bytes),
        Format::Gif => read_gif(bytes),
    }
}

/// A decoder of a PNG whose chunks are all there.
pub(super) fn png(bytes: &[u8]) -> Result<PngDecoder<Cursor<&[u8]>>, ImageProblem> {
    const SIGNATURE: usize = 8;
    let mut at = SIGNATURE;
    loop {
        let Some(&[a, b, c, d, ref kind @ ..]) = bytes.get(at..at + 8) else {
            return Err(ImageProblem::Truncated);
        };
        if at == SIGNATURE && kind == b"IHDR" {
            check_size(png_size(bytes)?)?;
        }
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).map_err(|_| ImageProblem::Damaged)?;
        at = at
            .checked_add(12)
            .and_then(|at| at.checked_add(length))
            .ok_or(ImageProblem::Damaged)?;
        if at > bytes.len() {
            return Err(ImageProblem::Truncated);
        }
        if kind == b"IEND" {
            break;
        }
    }
    Ok(PngDecoder::with_limits(Cursor::new(bytes), memory(LARGEST_PNG_EXTRAS))?)
}

fn png_size(bytes: &[u8]) -> Result<(u32, u32), ImageProblem> {
    match bytes.get(16..24) {
        Some(&[a, b, c, d, e, f, g, h]) => Ok((u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))),
        _ => Err(ImageProblem::Truncated),
    }
}

fn read_png(bytes: &[u8]) -> Result<Header, ImageProblem> {
    let mut decoder = png(bytes)?;
    let animated = decoder.is_apng()?;
    from_decoder(&mut decoder, Format::Png, animated)
}

/// A decoder of a WebP file that is as long as it says.
pub(super) fn webp(bytes: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, ImageProblem> {
    let Some(&[a, b, c, d]) = bytes.get(4..8) else {
        return Err(ImageProblem::Truncated);
    };
    let length = u64::from(u32::from_le_bytes([a, b, c, d])) + 8;
    if length > bytes.len() as u64 {
        return Err(ImageProblem::Truncated);
    }
    let decoder = WebPDecoder::new(Cursor::new(bytes))?;
    check_size(decoder.dimensions())?;
    Ok(decoder)
}

fn read_webp(bytes: &[u8]) -> Result<Header, ImageProblem> {
    let mut decoder = webp(bytes)?;
    let animated = decoder.has_animation();
    from_decoder(&mut decoder, Format::WebP, animated)
}

/// A decoder of a GIF.
pub(super) fn gif(bytes: &[u8]) -> Result<GifDecoder<Cursor<&[u8]>>, ImageProblem> {
    let mut decoder = GifDecoder::new(Cursor::new(bytes))?;
    check_size(decoder.dimensions())?;
    decoder.set_limits(memory(LARGEST_FRAME))?;
    Ok(decoder)
}

fn memory(bytes: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(bytes);
    limits
}

/// Only the second frame tells that a GIF moves.
fn read_gif(bytes: &[u8]) -> Result<Header, ImageProblem> {
    let animated = gif(bytes)?.into_frames().nth(1).is_some();
    from_decoder(&mut gif(bytes)?, Format::Gif, animated)
}

fn from_decoder(decoder: &mut impl ImageDecoder, format: Format, animated: bool) -> Result<Header, ImageProblem> {
    let (width, height) = decoder.dimensions();
    Ok(Header {
        format,
        width,
        height,
        orientation: decoder.orientation().unwrap_or(Orientation::NoTransforms),
        animated,
        has_alpha: decoder.color_type().has_alpha(),
        print_colours: false,
        icc: decoder.icc_profile().unwrap_or(None),
    })
}

/// Refuses pictures that are too large to decode.
pub(super) fn check_size((width, height): (u32, u32)) -> Result<(), ImageProblem> {
    if width == 0 || height == 0 {
        return Err(ImageProblem::Damaged);
    }
    if u64::from(width) * u64::from(height) > LARGEST_PIXELS {
        return Err(ImageProblem::TooManyPixels { width, height });
    }
    Ok(())
}
