//! A picture file of any kind becomes the JPEG Instagram takes.
//!
//! Promised: what a file is, its bytes say, never its name. The result is a baseline JPEG in sRGB without metadata,
//! 320 to 1440 pixels wide, at most 8 MB, its ratio inside what Instagram accepts. A file that is cut off, damaged
//! or larger than [`LARGEST_PIXELS`] is refused with a sentence and a next step, the last one before it is decoded.
//! Nothing here reads or writes a file or a clock; every function works as long as a decode takes, so the caller runs
//! it on a blocking thread.
//!
//! The limits are those of Instagram's content publishing page, section *Image specifications*
//! (<https://developers.facebook.com/docs/instagram-platform/content-publishing>).

mod colour;
mod decode;
mod encode;
mod format;
mod frame;
mod header;
mod jpeg;
mod problem;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use format::Format;
pub use frame::{Frame, FrameRatio, Rect, crop_rect};
pub use problem::ImageProblem;

/// The widest picture Instagram keeps; a wider one would be scaled down there, with its own taste.
pub const WIDEST: u32 = 1440;

/// The narrowest picture Instagram takes without scaling it up.
pub const NARROWEST: u32 = 320;

/// The height of the flattest frame at [`NARROWEST`]: a lower picture fills no frame.
pub const LOWEST: u32 = 168;

/// The largest picture decoded, in pixels: above every camera sold, and what it takes fits in memory.
pub const LARGEST_PIXELS: u64 = 120_000_000;

/// The largest file Instagram takes, in bytes.
pub const LARGEST_JPEG_BYTES: usize = 8_000_000;

/// What a picture file is, from its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspected {
    /// The kind of file.
    pub format: Format,
    /// Pixels across, the picture held upright.
    pub width: u32,
    /// Pixels down, the picture held upright.
    pub height: u32,
    /// It moves; only its first picture can be published.
    pub animated: bool,
    /// It may have transparent parts; they become white.
    pub has_alpha: bool,
    /// Its colours are not plain sRGB: it carries a profile, or is made for print.
    pub wide_gamut_or_profile: bool,
}

/// The file for Instagram.
#[derive(Clone, PartialEq, Eq)]
pub struct Prepared {
    /// A baseline JPEG in sRGB without metadata.
    pub jpeg: Vec<u8>,
    /// Its width, [`NARROWEST`] to [`WIDEST`] pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Prepared({} × {}, {} bytes)",
            self.width,
            self.height,
            self.jpeg.len()
        )
    }
}

/// Reads the header: cheap enough to run on every file that is dropped.
///
/// A file that is cut off is found here as well, except where only the decoder can tell (WebP and GIF inside a
/// frame, wrong sums in a PNG): [`preview`] finds those.
///
/// # Errors
/// Every [`ImageProblem`].
pub fn inspect(bytes: &[u8]) -> Result<Inspected, ImageProblem> {
    guarded(|| {
        let header = header::read(bytes)?;
        let (width, height) = header.upright();
        if width < NARROWEST || height < LOWEST {
            return Err(ImageProblem::TooSmall { width, height });
        }
        Ok(Inspected {
            format: header.format,
            width,
            height,
            animated: header.animated,
            has_alpha: header.has_alpha,
            wide_gamut_or_profile: header.icc.is_some() || header.print_colours,
        })
    })
}

/// The whole picture, upright in sRGB, as a JPEG whose longest edge is at most `longest_edge` pixels.
///
/// # Errors
/// Every [`ImageProblem`] but `TooSmall`.
pub fn preview(bytes: &[u8], longest_edge: u32) -> Result<Vec<u8>, ImageProblem> {
    guarded(|| {
        let picture = decode::upright(bytes)?;
        let (width, height) = picture.dimensions();
        let longest = width.max(height);
        let edge = longest_edge.clamp(1, longest);
        let scaled = |length: u32| {
            let exact = u64::from(length) * u64::from(edge) / u64::from(longest);
            u32::try_from(exact).unwrap_or(edge).max(1)
        };
        let whole = Rect {
            x: 0,
            y: 0,
            width,
            height,
        };
        let small = encode::shrink(&picture, whole, scaled(width), scaled(height))?;
        encode::jpeg(&small, encode::PREVIEW_QUALITY)
    })
}

/// The middle of the picture, upright in sRGB, as a square JPEG of at most `edge` pixels a side. Never scaled up.
///
/// # Errors
/// Every [`ImageProblem`] but `TooSmall`.
pub fn thumbnail(bytes: &[u8], edge: u32) -> Result<Vec<u8>, ImageProblem> {
    guarded(|| {
        let picture = decode::upright(bytes)?;
        let (width, height) = picture.dimensions();
        let shortest = width.min(height);
        let middle = Rect {
            x: (width - shortest) / 2,
            y: (height - shortest) / 2,
            width: shortest,
            height: shortest,
        };
        let edge = edge.clamp(1, shortest);
        let small = encode::shrink(&picture, middle, edge, edge)?;
        encode::jpeg(&small, encode::PREVIEW_QUALITY)
    })
}

/// The part of the picture that `frame` shows, as the file for Instagram. Never scaled up.
///
/// # Errors
/// Every [`ImageProblem`]; `TooSmall` when the part is narrower than [`NARROWEST`].
pub fn convert(bytes: &[u8], frame: &Frame) -> Result<Prepared, ImageProblem> {
    guarded(|| {
        let header = header::read(bytes)?;
        let (width, height) = header.upright();
        let rect = crop_rect(width, height, frame);
        if rect.width < NARROWEST {
            return Err(ImageProblem::TooSmall {
                width: rect.width,
                height: rect.height,
            });
        }
        let picture = decode::with_header(bytes, &header)?;
        let out_width = rect.width.min(WIDEST);
        let out_height = frame.ratio.height_for(out_width);
        let scaled = encode::shrink(&picture, rect, out_width, out_height)?;
        Ok(Prepared {
            jpeg: encode::jpeg_within(&scaled, LARGEST_JPEG_BYTES)?,
            width: out_width,
            height: out_height,
        })
    })
}

/// A decoder that panics over a hostile file has found it damaged; it must not end the work around it.
fn guarded<T>(work: impl FnOnce() -> Result<T, ImageProblem>) -> Result<T, ImageProblem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        tracing::error!("A picture decoder panicked");
        Err(ImageProblem::Damaged)
    })
}
