//! A picture as the platform takes it: what it refuses (sheet on publishing, §6.7 and §6.8) and what it does to the
//! rest. Bytes that need no change are kept as they came, so that a test can compare them.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, imageops::FilterType};

/// The most a picture may weigh: 8 MiB.
pub(crate) const HEAVIEST: usize = 8 << 20;
/// Pictures are brought to a width in here.
const NARROWEST: u32 = 320;
const WIDEST: u32 = 1440;
/// Tallest and widest ratio of width to height.
const TALLEST_RATIO: f64 = 4.0 / 5.0;
const WIDEST_RATIO: f64 = 1.91;
const QUALITY: u8 = 90;
/// Bytes a JPEG may have after its end marker.
const PADDING: usize = 1024;
/// Bytes in which a JPEG has its application segments.
const HEAD: usize = 256 << 10;

/// Why a picture is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureProblem {
    /// The download took too long.
    TimedOut,
    /// The address leads nowhere, answers with a refusal or a redirect, or what it answers is no picture.
    NotFetched,
    /// Heavier than 8 MiB.
    TooHeavy,
    /// Another format than JPEG, a JPEG of several pictures (MPO), or one that cannot be read to its end.
    Format,
    /// Taller than 4:5 or wider than 1.91:1.
    Ratio,
}

/// Where a picture is to stand, which decides whether its shape matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// In the feed: from 4:5 to 1.91:1, brought to a width of 320 to 1440 pixels.
    Feed,
    /// Filling the screen, as a story or the cover of a reel: any shape.
    Screen,
}

/// A picture the platform has taken.
#[derive(Clone, Debug)]
pub(crate) struct Photo {
    pub(crate) jpeg: Bytes,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Photo {
    /// Looks at what was downloaded, turns it upright and brings it to the width its place wants.
    pub(crate) fn take(bytes: Bytes, framing: Framing) -> Result<Self, PictureProblem> {
        if bytes.len() > HEAVIEST {
            return Err(PictureProblem::TooHeavy);
        }
        if !bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            return Err(if is_other_picture(&bytes) {
                PictureProblem::Format
            } else {
                PictureProblem::NotFetched
            });
        }
        if !is_whole(&bytes) || holds_several(&bytes) {
            return Err(PictureProblem::Format);
        }
        let unreadable = |_| PictureProblem::Format;
        let mut decoder = JpegDecoder::new(Cursor::new(&bytes)).map_err(unreadable)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let lying = matches!(
            orientation,
            Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
        );
        let (across, down) = decoder.dimensions();
        let (width, height) = if lying { (down, across) } else { (across, down) };
        if framing == Framing::Feed {
            check_ratio(width, height)?;
        }
        let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
        let wanted = match framing {
            Framing::Feed => width.clamp(NARROWEST, WIDEST),
            Framing::Screen => width,
        };
        if orientation == Orientation::NoTransforms && wanted == width {
            return Ok(Self {
                jpeg: bytes,
                width,
                height,
            });
        }
        image.apply_orientation(orientation);
        if wanted != width {
            let scaled = (f64::from(height) * f64::from(wanted) / f64::from(width)).round();
            image = image.resize_exact(wanted, (scaled as u32).max(1), FilterType::Triangle);
        }
        Self::encode(&image).ok_or(PictureProblem::Format)
    }

    /// The picture cut to this ratio of width to height, around its middle: what a carousel does to all but its first.
    /// `None` when it cannot be read or written, which a picture once taken can.
    pub(crate) fn cut_to(&self, across: u32, down: u32) -> Option<Self> {
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let (across, down) = (u64::from(across.max(1)), u64::from(down.max(1)));
        let fitting_width = (height * across + down / 2) / down;
        let fitting_height = (width * down + across / 2) / across;
        let (cut_width, cut_height) = if fitting_width <= width {
            (fitting_width, height)
        } else {
            (width, fitting_height)
        };
        // A pixel of rounding is no other ratio.
        if width - cut_width <= 1 && height.abs_diff(cut_height) <= 1 {
            return Some(self.clone());
        }
        let image = image::load_from_memory_with_format(&self.jpeg, image::ImageFormat::Jpeg).ok()?;
        let (left, top) = ((width - cut_width) / 2, (height - cut_height) / 2);
        let cut = image.crop_imm(left as u32, top as u32, cut_width as u32, cut_height as u32);
        Self::encode(&cut)
    }

    fn encode(image: &DynamicImage) -> Option<Self> {
        let image = image.to_rgb8();
        let mut jpeg = Vec::new();
        image
            .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY))
            .ok()?;
        Some(Self {
            jpeg: Bytes::from(jpeg),
            width: image.width(),
            height: image.height(),
        })
    }
}

/// Whether the bytes are a picture of a format the platform does not take.
fn is_other_picture(bytes: &[u8]) -> bool {
    // HEIC and AVIF are boxes of a kind that names itself after the first length.
    image::guess_format(bytes).is_ok() || bytes.get(4..8) == Some(b"ftyp")
}

/// Whether a JPEG has its end marker, if need be before a little padding. A reader would fill a missing rest with grey.
fn is_whole(jpeg: &[u8]) -> bool {
    let tail = &jpeg[jpeg.len().saturating_sub(PADDING)..];
    tail.windows(2).any(|marker| marker == [0xff, 0xd9])
}

/// Whether a JPEG is one of several in its file: MPO, marked in an application segment before the picture.
fn holds_several(jpeg: &[u8]) -> bool {
    let head = &jpeg[..jpeg.len().min(HEAD)];
    head.windows(8)
        .any(|segment| segment.starts_with(&[0xff, 0xe2]) && segment.ends_with(b"MPF\0"))
}

fn check_ratio(width: u32, height: u32) -> Result<(), PictureProblem> {
    let (width, height) = (f64::from(width), f64::from(height));
    // A ratio that is only a pixel's rounding beyond the limit is within it.
    if width + 1.0 < TALLEST_RATIO * height || width > WIDEST_RATIO * (height + 1.0) {
        Err(PictureProblem::Ratio)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn jpeg(width: u32, height: u32) -> Bytes {
        let image = DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
        }));
        Photo::encode(&image).unwrap().jpeg
    }

    fn size(photo: &Photo) -> (u32, u32) {
        (photo.width, photo.height)
    }

    #[test]
    fn a_fitting_jpeg_is_kept_byte_for_byte() {
        for (width, height) in [(1080, 1350), (1080, 1080), (1080, 566), (1440, 1800), (320, 400)] {
            let bytes = jpeg(width, height);
            let photo = Photo::take(bytes.clone(), Framing::Feed).unwrap();
            assert_eq!(photo.jpeg, bytes);
            assert_eq!(size(&photo), (width, height));
        }
    }

    #[test]
    fn widths_outside_the_range_are_scaled_in_proportion() {
        assert_eq!(
            size(&Photo::take(jpeg(2880, 2000), Framing::Feed).unwrap()),
            (1440, 1000)
        );
        assert_eq!(size(&Photo::take(jpeg(160, 200), Framing::Feed).unwrap()), (320, 400));
    }

    #[test]
    fn a_picture_that_fills_the_screen_may_have_any_shape() {
        let tall = jpeg(180, 320);
        let photo = Photo::take(tall.clone(), Framing::Screen).unwrap();
        assert_eq!((photo.jpeg, photo.width, photo.height), (tall, 180, 320));
    }

    #[test]
    fn what_the_platform_does_not_take_is_named() {
        let mut png = Vec::new();
        image::RgbImage::new(400, 400)
            .write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
            .unwrap();
        let whole = jpeg(400, 400);
        let mut several = whole.to_vec();
        several.splice(2..2, *b"\xff\xe2\x00\x0aMPF\0abcd");
        for (bytes, problem) in [
            (jpeg(400, 520), PictureProblem::Ratio),
            (jpeg(800, 400), PictureProblem::Ratio),
            (Bytes::from(png), PictureProblem::Format),
            (
                Bytes::from_static(b"\0\0\0\x18ftypheic\0\0\0\0"),
                PictureProblem::Format,
            ),
            (Bytes::from_static(b"<!DOCTYPE html>"), PictureProblem::NotFetched),
            (Bytes::new(), PictureProblem::NotFetched),
            (whole.slice(..40), PictureProblem::Format),
            (whole.slice(..whole.len() * 2 / 3), PictureProblem::Format),
            (Bytes::from(several), PictureProblem::Format),
            (Bytes::from(vec![0xff; HEAVIEST + 1]), PictureProblem::TooHeavy),
        ] {
            assert_eq!(Photo::take(bytes, Framing::Feed).unwrap_err(), problem);
        }
    }

    #[test]
    fn a_carousel_cuts_its_pictures_to_the_ratio_of_the_first() {
        let upright = Photo::take(jpeg(800, 1000), Framing::Feed).unwrap();
        let square = Photo::take(jpeg(900, 900), Framing::Feed).unwrap();
        assert_eq!(size(&square.cut_to(800, 1000).unwrap()), (720, 900));
        assert_eq!(size(&upright.cut_to(900, 900).unwrap()), (800, 800));
        assert_eq!(upright.cut_to(800, 1000).unwrap().jpeg, upright.jpeg);
    }
}
