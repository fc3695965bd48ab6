//! From pixels to the file for Instagram.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, GenericImageView, Rgb, RgbImage};

use super::problem::ImageProblem;

/// The quality of pictures for the page.
pub(super) const PREVIEW_QUALITY: u8 = 82;

/// The qualities tried in turn for Instagram; it encodes the picture once more itself.
const QUALITIES: [u8; 6] = [90, 80, 70, 60, 50, 40];

/// Above this factor a box filter comes first, down to twice the wanted size: as sharp to the eye, and several times
/// faster than the wide kernel alone.
const BOX_ABOVE: u32 = 4;

/// The picture at `width` × `height` pixels; a picture that has them already is copied.
pub(super) fn shrink(picture: &impl GenericImageView<Pixel = Rgb<u8>>, width: u32, height: u32) -> RgbImage {
    if picture.width() >= width * BOX_ABOVE && picture.height() >= height * BOX_ABOVE {
        let halfway = imageops::thumbnail(picture, width * 2, height * 2);
        return imageops::resize(&halfway, width, height, FilterType::Lanczos3);
    }
    imageops::resize(picture, width, height, FilterType::Lanczos3)
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
