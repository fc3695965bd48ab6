//! JPEG: colours for print and for screens, and files whose end is missing.
//!
//! `zune-jpeg` is spoken to directly rather than through `image`, which decodes leniently: there a cut file comes out
//! with its lower part grey, and four inks are turned to RGB without their profile.

use image::metadata::Orientation;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::colour::{Layout, Raster};
use super::format::Format;
use super::header::{Header, check_size};
use super::problem::ImageProblem;

/// Reads the header, and that the file has an end.
pub(super) fn read_header(bytes: &[u8]) -> Result<Header, ImageProblem> {
    let structure = Structure::read(bytes)?;
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options(false));
    decoder.decode_headers().map_err(|_| ImageProblem::Damaged)?;
    let info = decoder.info().ok_or(ImageProblem::Damaged)?;
    check_size((u32::from(info.width), u32::from(info.height)))?;
    let orientation = info
        .exif_data
        .as_deref()
        .and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms);
    Ok(Header {
        format: Format::Jpeg,
        width: u32::from(info.width),
        height: u32::from(info.height),
        orientation,
        animated: false,
        has_alpha: false,
        print_colours: structure.components == 4,
        icc: decoder.icc_profile(),
    })
}

/// Decodes every pixel, or none: a scan that breaks off is no picture.
pub(super) fn decode(bytes: &[u8]) -> Result<Raster, ImageProblem> {
    let structure = Structure::read(bytes)?;
    let sealed = structure.seal(bytes);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(&sealed), options(true));
    decoder.decode_headers().map_err(|_| ImageProblem::Damaged)?;
    let stored = decoder.input_colorspace().ok_or(ImageProblem::Damaged)?;
    let wanted = match stored {
        ColorSpace::Luma | ColorSpace::RGB | ColorSpace::CMYK | ColorSpace::YCCK => stored,
        ColorSpace::YCbCr if structure.is_plain_rgb() => stored,
        ColorSpace::YCbCr => ColorSpace::RGB,
        _ => return Err(ImageProblem::Damaged),
    };
    let chosen = options(true).jpeg_set_out_colorspace(wanted);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(&sealed), chosen);
    let mut samples = decoder.decode().map_err(|_| ImageProblem::Damaged)?;
    let (width, height) = decoder.dimensions().ok_or(ImageProblem::Damaged)?;
    let layout = match wanted {
        ColorSpace::Luma => Layout::Grey,
        ColorSpace::CMYK => {
            samples.iter_mut().for_each(|sample| *sample = 255 - *sample);
            Layout::Cmyk
        }
        ColorSpace::YCCK => {
            samples.chunks_exact_mut(4).for_each(ycck_to_ink);
            Layout::Cmyk
        }
        _ => Layout::Rgb,
    };
    Ok(Raster {
        width: u32::try_from(width).map_err(|_| ImageProblem::Damaged)?,
        height: u32::try_from(height).map_err(|_| ImageProblem::Damaged)?,
        layout,
        samples,
    })
}

fn options(strict: bool) -> DecoderOptions {
    DecoderOptions::new_fast()
        .set_strict_mode(strict)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
}

/// One pixel of YCCK to the share of each ink, 255 being full.
///
/// JPEG files with four inks hold them inverted, as Adobe's programs write and browsers read them, with or without
/// Adobe's marker. YCCK is RGB's YCbCr of `255 - C`, `255 - M`, `255 - Y` (JFIF matrix), so with inverted inks the
/// RGB that comes out *is* the ink.
fn ycck_to_ink(pixel: &mut [u8]) {
    let [y, cb, cr, k] = pixel else { return };
    let (luma, blue, red) = (f32::from(*y), f32::from(*cb) - 128.0, f32::from(*cr) - 128.0);
    *y = byte(luma + 1.402 * red);
    let magenta = byte(luma - 0.344_136 * blue - 0.714_136 * red);
    *cr = byte(luma + 1.772 * blue);
    *cb = magenta;
    *k = 255 - *k;
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

/// What the markers of a JPEG file tell, read without decoding.
#[derive(Debug)]
struct Structure {
    /// Where the marker that ends the picture lies. What follows it (a second picture, a video) is not ours.
    end: usize,
    progressive: bool,
    components: u8,
    /// Where Adobe's marker names the colour transform, and which.
    adobe: Option<(usize, u8)>,
}

impl Structure {
    /// Walks the markers up to the end of the picture.
    ///
    /// The thumbnail of a camera lies inside a segment and is stepped over with it, so its end is not taken for
    /// the picture's.
    fn read(bytes: &[u8]) -> Result<Self, ImageProblem> {
        let mut walk = Walk { bytes, at: 2 };
        let (mut frame, mut adobe, mut scans) = (None, None, 0);
        loop {
            match walk.next_marker()? {
                0xd9 if scans > 0 => break,
                0xd9 => return Err(ImageProblem::Damaged),
                0x01 | 0xd0..=0xd8 => {}
                0xda => {
                    walk.segment()?;
                    scans += 1;
                }
                marker @ (0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) => {
                    frame = Some(read_frame(marker, walk.segment()?.1)?);
                }
                0xee => {
                    let (start, segment) = walk.segment()?;
                    if segment.starts_with(b"Adobe") {
                        adobe = segment.get(11).map(|transform| (start + 11, *transform));
                    }
                }
                _ => {
                    walk.segment()?;
                }
            }
        }
        let (progressive, components) = frame.ok_or(ImageProblem::Damaged)?;
        Ok(Self {
            end: walk.at - 2,
            progressive,
            components,
            adobe,
        })
    }

    /// Adobe's marker says that three components are RGB as they are.
    fn is_plain_rgb(&self) -> bool {
        self.components == 3 && matches!(self.adobe, Some((_, 0)))
    }

    /// The picture alone, made so that the decoder notices a scan that ends too early.
    ///
    /// Past the end marker the decoder reads zeros, which are valid codes, and would draw on to the lower edge.
    /// A run of ones is no valid code of any table (ITU-T T.81, C.2), so whoever still needs bits fails there.
    /// The decoder also takes `0` in Adobe's marker for four inks whatever the component count: with `1` the three
    /// components come out as stored when no conversion is asked for.
    fn seal(&self, bytes: &[u8]) -> Vec<u8> {
        const ONES: [u8; 2] = [0xff, 0x00];
        let mut sealed = Vec::with_capacity(self.end + 128);
        sealed.extend_from_slice(&bytes[..self.end]);
        sealed.extend(std::iter::repeat_n(ONES, 32).flatten());
        if self.progressive {
            sealed.extend_from_slice(&[0xff, 0xd9]);
        }
        if let (true, Some((at, _))) = (self.is_plain_rgb(), self.adobe) {
            sealed[at] = 1;
        }
        sealed
    }
}

/// Whether the frame is progressive, and its number of components.
fn read_frame(marker: u8, segment: &[u8]) -> Result<(bool, u8), ImageProblem> {
    let (Some(&precision), Some(&components)) = (segment.first(), segment.get(5)) else {
        return Err(ImageProblem::Damaged);
    };
    match (marker, precision, components) {
        (0xc0..=0xc2, 8, 1 | 3 | 4) => Ok((marker == 0xc2, components)),
        (0xc0..=0xc2, 12, _) => Err(ImageProblem::Unsupported { format: "12-bit JPEG" }),
        (0xc3 | 0xc7 | 0xcb | 0xcf, ..) => Err(ImageProblem::Unsupported {
            format: "lossless JPEG",
        }),
        _ => Err(ImageProblem::Unsupported {
            format: "this uncommon kind of JPEG",
        }),
    }
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Walk<'a> {
    /// Steps past the next marker, over entropy-coded data, restart markers' stuffing and fill bytes.
    fn next_marker(&mut self) -> Result<u8, ImageProblem> {
        loop {
            let rest = self.bytes.get(self.at..).ok_or(ImageProblem::Truncated)?;
            let skip = rest
                .iter()
                .position(|byte| *byte == 0xff)
                .ok_or(ImageProblem::Truncated)?;
            let code = *rest.get(skip + 1).ok_or(ImageProblem::Truncated)?;
            match code {
                0xff => self.at += skip + 1,
                0x00 => self.at += skip + 2,
                marker => {
                    self.at += skip + 2;
                    return Ok(marker);
                }
            }
        }
    }

    /// Steps past a segment: where its content starts, and the content.
    fn segment(&mut self) -> Result<(usize, &'a [u8]), ImageProblem> {
        let length = match self.bytes.get(self.at..self.at + 2) {
            Some(&[high, low]) => usize::from(u16::from_be_bytes([high, low])),
            _ => return Err(ImageProblem::Truncated),
        };
        if length < 2 {
            return Err(ImageProblem::Damaged);
        }
        let (start, end) = (self.at + 2, self.at + length);
        let content = self.bytes.get(start..end).ok_or(ImageProblem::Truncated)?;
        self.at = end;
        Ok((start, content))
    }
}
