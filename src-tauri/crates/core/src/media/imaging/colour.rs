//! From the colours of a file to sRGB.

use std::sync::Arc;

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, TransformExecutor, TransformOptions};

use super::problem::ImageProblem;

/// What one pixel consists of, a byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
    /// Four inks, 255 being full.
    Cmyk,
}

impl Layout {
    fn bytes_per_pixel(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }

    fn profile_space(self) -> DataColorSpace {
        match self {
            Self::Grey | Self::GreyAlpha => DataColorSpace::Gray,
            Self::Rgb | Self::Rgba => DataColorSpace::Rgb,
            Self::Cmyk => DataColorSpace::Cmyk,
        }
    }
}

/// A decoded picture as the file holds it.
#[derive(Debug)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) layout: Layout,
    pub(super) samples: Vec<u8>,
}

/// The picture in sRGB, laid over white.
///
/// A profile that cannot be read, or belongs to another kind of colours, is passed over as browsers do: grey and RGB
/// then count as sRGB, and inks are turned into light one by one.
pub(super) fn to_srgb(raster: Raster, icc: Option<&[u8]>) -> Result<RgbImage, ImageProblem> {
    let Raster {
        width,
        height,
        layout,
        samples,
    } = raster;
    let profile = icc.and_then(|icc| Profile::read(icc, layout));
    if layout == Layout::Rgb && profile.is_none() {
        return RgbImage::from_raw(width, height, samples).ok_or(ImageProblem::Damaged);
    }
    let columns = usize::try_from(width).map_err(|_| ImageProblem::Damaged)?;
    let mut picture = RgbImage::new(width, height);
    let mut light = vec![0; columns * 4];
    let source_rows = samples.chunks_exact(columns * layout.bytes_per_pixel());
    for (source, out) in source_rows.zip(picture.chunks_exact_mut(columns * 3)) {
        let row = match &profile {
            Some(profile) => profile.apply(source, &mut light)?,
            None => source,
        };
        let row_layout = profile.as_ref().map_or(layout, |profile| profile.out);
        row_to_rgb(row, row_layout, out);
    }
    Ok(picture)
}

/// Adds what a row lacks of being RGB.
fn row_to_rgb(row: &[u8], layout: Layout, out: &mut [u8]) {
    let pixels = row.chunks_exact(layout.bytes_per_pixel()).zip(out.chunks_exact_mut(3));
    match layout {
        Layout::Rgb => out.copy_from_slice(&row[..out.len()]),
        Layout::Grey => pixels.for_each(|(grey, rgb)| rgb.fill(grey[0])),
        Layout::GreyAlpha => pixels.for_each(|(grey, rgb)| rgb.fill(over_white(grey[0], grey[1]))),
        Layout::Rgba => pixels.for_each(|(rgba, rgb)| {
            for (out, colour) in rgb.iter_mut().zip(rgba) {
                *out = over_white(*colour, rgba[3]);
            }
        }),
        Layout::Cmyk => pixels.for_each(|(inks, rgb)| {
            for (out, ink) in rgb.iter_mut().zip(inks) {
                *out = times(255 - *ink, 255 - inks[3]);
            }
        }),
    }
}

fn over_white(colour: u8, alpha: u8) -> u8 {
    times(colour, alpha).saturating_add(255 - alpha)
}

/// The product of two shares of 255, rounded.
fn times(a: u8, b: u8) -> u8 {
    let product = (u16::from(a) * u16::from(b) + 127) / 255;
    u8::try_from(product).unwrap_or(u8::MAX)
}

/// A file's own colour profile, ready to turn rows into sRGB.
struct Profile {
    transform: Arc<dyn TransformExecutor<u8> + Send + Sync>,
    out: Layout,
}

impl Profile {
    fn read(icc: &[u8], layout: Layout) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(icc).ok()?;
        if profile.color_space != layout.profile_space() {
            return None;
        }
        let (source, target, out) = match layout {
            Layout::Grey => (moxcms::Layout::Gray, moxcms::Layout::Rgb, Layout::Rgb),
            Layout::GreyAlpha => (moxcms::Layout::GrayAlpha, moxcms::Layout::Rgba, Layout::Rgba),
            Layout::Rgb => (moxcms::Layout::Rgb, moxcms::Layout::Rgb, Layout::Rgb),
            // moxcms takes four inks in the layout of RGBA.
            Layout::Cmyk => (moxcms::Layout::Rgba, moxcms::Layout::Rgb, Layout::Rgb),
            Layout::Rgba => (moxcms::Layout::Rgba, moxcms::Layout::Rgba, Layout::Rgba),
        };
        let srgb = ColorProfile::new_srgb();
        let transform = profile
            .create_transform_8bit(source, &srgb, target, TransformOptions::default())
            .ok()?;
        Some(Self { transform, out })
    }

    fn apply<'a>(&self, source: &[u8], light: &'a mut [u8]) -> Result<&'a [u8], ImageProblem> {
        let pixels = light.len() / 4;
        let row = &mut light[..pixels * self.out.bytes_per_pixel()];
        self.transform
            .transform(source, row)
            .map_err(|_| ImageProblem::Damaged)?;
        Ok(row)
    }
}
