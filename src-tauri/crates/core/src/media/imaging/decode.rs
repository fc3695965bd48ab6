//! From a file to upright sRGB pixels.

use image::{DynamicImage, ImageDecoder, RgbImage};

use super::colour::{self, Layout, Raster};
use super::format::Format;
use super::header::{self, Header};
use super::jpeg;
use super::problem::ImageProblem;

/// The whole picture, held upright, in sRGB, over white where it is transparent.
pub(super) fn upright(bytes: &[u8]) -> Result<RgbImage, ImageProblem> {
    with_header(bytes, &header::read(bytes)?)
}

/// As [`upright`], for a file whose header is read already.
pub(super) fn with_header(bytes: &[u8], header: &Header) -> Result<RgbImage, ImageProblem> {
    let raster = match header.format {
        Format::Jpeg => jpeg::decode(bytes)?,
        Format::Png => first_picture(header::png(bytes)?)?,
        Format::WebP => first_picture(header::webp(bytes)?)?,
        Format::Gif => first_picture(header::gif(bytes)?)?,
    };
    let mut picture = DynamicImage::ImageRgb8(colour::to_srgb(raster, header.icc.as_deref())?);
    picture.apply_orientation(header.orientation);
    Ok(picture.into_rgb8())
}

/// Decodes the picture, of an animation its first one.
fn first_picture(decoder: impl ImageDecoder) -> Result<Raster, ImageProblem> {
    let picture = DynamicImage::from_decoder(decoder)?;
    let (width, height) = (picture.width(), picture.height());
    let (layout, samples) = match (picture.color().has_color(), picture.color().has_alpha()) {
        (false, false) => (Layout::Grey, picture.into_luma8().into_raw()),
        (false, true) => (Layout::GreyAlpha, picture.into_luma_alpha8().into_raw()),
        (true, false) => (Layout::Rgb, picture.into_rgb8().into_raw()),
        (true, true) => (Layout::Rgba, picture.into_rgba8().into_raw()),
    };
    Ok(Raster {
        width,
        height,
        layout,
        samples,
    })
}
