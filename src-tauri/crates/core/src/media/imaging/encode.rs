//! From pixels to the file for Instagram.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};

use super::frame::Rect;
use super::problem::ImageProblem;

/// The quality of pictures for the page.
pub(super) const PREVIEW_QUALITY: u8 = 82;

/// The qualities tried in turn for Instagram; it encodes the picture once more itself.
const QUALITIES: [u8; 6] = [90, 80, 70, 60, 50, 40];

/// The part `rect` of the picture at `width` × `height` pixels.
pub(super) fn shrink(picture: &RgbImage, rect: Rect, width: u32, height: u32) -> Result<RgbImage, ImageProblem> {
    let source = ImageRef::new(picture.width(), picture.height(), picture.as_raw(), PixelType::U8x3)
        .map_err(|_| ImageProblem::Damaged)?;
    let mut scaled = Image::new(width, height, PixelType::U8x3);
    let (x, y) = (f64::from(rect.x), f64::from(rect.y));
    let options = ResizeOptions::new()
        .crop(x, y, f64::from(rect.width), f64::from(rect.height))
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(&source, &mut scaled, &options)
        .map_err(|_| ImageProblem::Damaged)?;
    RgbImage::from_raw(width, height, scaled.into_vec()).ok_or(ImageProblem::Damaged)
}

/// A baseline JPEG without metadata.
pub(super) fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, ImageProblem> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(|_| ImageProblem::Damaged)?;
    Ok(bytes)
}

/// As [`jpeg`], at the highest quality whose file has at most `most` bytes, or else at the lowest.
pub(super) fn jpeg_within(picture: &RgbImage, most: usize) -> Result<Vec<u8>, ImageProblem> {
    let mut smallest = Vec::new();
    for quality in QUALITIES {
        smallest = jpeg(picture, quality)?;
        if smallest.len() <= most {
            break;
        }
    }
    Ok(smallest)
}
