//! Picture files for posts, drawn here so that the repository holds none.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use crate::Outcome;

/// A JPEG that lies on its side, as a phone writes it: stored wide, shown upright by its EXIF orientation 6.
///
/// # Errors
/// When it cannot be written.
pub fn turned_jpeg(folder: &Path) -> Outcome<PathBuf> {
    let stored = DynamicImage::ImageRgb8(scene(1600, 1200)).rotate270();
    let plain = jpeg(&stored.to_rgb8())?;
    let mut bytes = plain[..2].to_vec();
    bytes.extend(exif_orientation(6));
    bytes.extend(&plain[2..]);
    keep(folder, "on-its-side.jpg", &bytes)
}

/// A PNG with a transparent ground.
///
/// # Errors
/// When it cannot be written.
pub fn transparent_png(folder: &Path) -> Outcome<PathBuf> {
    let picture = RgbaImage::from_fn(1200, 1500, |x, y| {
        let (dx, dy) = (f64::from(x) - 600.0, f64::from(y) - 750.0);
        if dx.hypot(dy) < 480.0 {
            Rgba([176, 74, 52, 255])
        } else {
            Rgba([0, 0, 0, 0])
        }
    });
    let mut bytes = Vec::new();
    DynamicImage::ImageRgba8(picture).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
    keep(folder, "cut-out.png", &bytes)
}

/// A JPEG of twelve megapixels.
///
/// # Errors
/// When it cannot be written.
pub fn large_jpeg(folder: &Path) -> Outcome<PathBuf> {
    keep(folder, "twelve-megapixels.jpg", &jpeg(&scene(4000, 3000))?)
}

/// A small JPEG called `name`.
///
/// # Errors
/// When it cannot be written.
pub fn small_jpeg(folder: &Path, name: &str) -> Outcome<PathBuf> {
    keep(folder, name, &jpeg(&scene(800, 1000))?)
}

/// A file of these bytes.
///
/// # Errors
/// When it cannot be written.
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    let path = folder.join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// A jar on a table: a plain scene in which turning and cutting show.
fn scene(width: u32, height: u32) -> RgbImage {
    let (w, h) = (f64::from(width), f64::from(height));
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (f64::from(x) / w, f64::from(y) / h);
        let shade = |low: u8, high: u8, at: f64| (f64::from(low) + (f64::from(high) - f64::from(low)) * at) as u8;
        let on_jar = (0.36..0.64).contains(&x) && (0.24..0.78).contains(&y);
        let on_lid = (0.38..0.62).contains(&x) && (0.17..0.24).contains(&y);
        let on_label = (0.41..0.59).contains(&x) && (0.44..0.62).contains(&y);
        if on_label {
            Rgb([243, 230, 204])
        } else if on_jar {
            Rgb([shade(28, 60, x), shade(72, 104, x), shade(62, 84, x)])
        } else if on_lid {
            Rgb([40, 44, 42])
        } else if y > 0.72 {
            Rgb([shade(150, 176, x), shade(104, 128, x), shade(72, 90, x)])
        } else {
            Rgb([shade(236, 208, y), shade(226, 192, y), shade(208, 170, y)])
        }
    })
}

fn jpeg(picture: &RgbImage) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 88).encode_image(picture)?;
    Ok(bytes)
}

/// An APP1 segment with nothing but the orientation (Exif 2.32, tag 0x0112).
fn exif_orientation(orientation: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0x00, 0x22];
    segment.extend(b"Exif\0\0");
    segment.extend(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0");
    segment.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    segment
}
