//! Files for the tests, built here byte by byte: good ones, rare ones and bad ones.

#![allow(clippy::unwrap_used)]

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};

/// Four quarters: red and green above, blue and white below.
pub(super) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x * 2 < width, y * 2 < height) {
        (true, true) => Rgb([255, 0, 0]),
        (false, true) => Rgb([0, 255, 0]),
        (true, false) => Rgb([0, 0, 255]),
        (false, false) => Rgb([255, 255, 255]),
    })
}

/// Reproducible noise: no two parts are alike, and it hardly compresses.
pub(super) fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 0x2545_f491_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let [r, g, b, _] = state.to_le_bytes();
        Rgb([r, g, b])
    })
}

pub(super) fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 95)
        .encode_image(picture)
        .unwrap();
    bytes
}

pub(super) fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.into().write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

pub(super) fn webp(picture: &RgbImage, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut bytes);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    DynamicImage::from(picture.clone()).write_with_encoder(encoder).unwrap();
    bytes
}

pub(super) fn gif(frames: &[RgbImage]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for frame in frames {
        encoder
            .encode_frame(image::Frame::new(DynamicImage::from(frame.clone()).into_rgba8()))
            .unwrap();
    }
    drop(encoder);
    bytes
}

/// The JPEG with one more segment right after its start.
pub(super) fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    segment(&mut bytes, marker, content);
    bytes.extend_from_slice(&jpeg[2..]);
    bytes
}

pub(super) fn with_profile(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    with_segment(jpeg, 0xe2, &[b"ICC_PROFILE\0\x01\x01", profile].concat())
}

/// A TIFF header with one entry, as EXIF wants it.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
    tiff
}

pub(super) fn with_exif(jpeg: &[u8], tiff: &[u8]) -> Vec<u8> {
    with_segment(jpeg, 0xe1, &[b"Exif\0\0", tiff].concat())
}

/// The JPEG claiming another size.
pub(super) fn jpeg_claiming(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// The PNG claiming another size.
pub(super) fn png_claiming(png: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut header = png[16..29].to_vec();
    header[..4].copy_from_slice(&width.to_be_bytes());
    header[4..8].copy_from_slice(&height.to_be_bytes());
    [&png[..8], &chunk(b"IHDR", &header), &png[33..]].concat()
}

/// The PNG with one more chunk right after its header.
pub(super) fn with_chunk(png: &[u8], kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    [&png[..33], &chunk(&kind, content), &png[33..]].concat()
}

/// What the data chunks of a PNG hold.
pub(super) fn png_data(png: &[u8]) -> Vec<u8> {
    let (mut at, mut data) = (8, Vec::new());
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        if &png[at + 4..at + 8] == b"IDAT" {
            data.extend_from_slice(&png[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    data
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend_from_slice(kind);
    bytes.extend_from_slice(content);
    let sum = crc32(&bytes[4..]);
    bytes.extend_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

/// A JPEG of one even colour: the kinds that no encoder at hand writes.
#[derive(Clone, Copy)]
pub(super) struct Even<'a> {
    pub(super) width: u16,
    pub(super) height: u16,
    /// The stored sample of each component.
    pub(super) samples: &'a [u8],
    /// The transform of Adobe's marker.
    pub(super) adobe: Option<u8>,
    pub(super) progressive: bool,
    /// Blocks between restart markers.
    pub(super) restart: Option<u16>,
}

impl Even<'_> {
    pub(super) fn build(&self) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        if let Some(transform) = self.adobe {
            segment(&mut bytes, 0xee, &[b"Adobe\0\x64\0\0\0\0", &[transform][..]].concat());
        }
        segment(&mut bytes, 0xdb, &[&[0][..], &[1; 64]].concat());
        let count = u8::try_from(self.samples.len()).unwrap();
        let [high_h, low_h] = self.height.to_be_bytes();
        let [high_w, low_w] = self.width.to_be_bytes();
        let mut frame = vec![8, high_h, low_h, high_w, low_w, count];
        (1..=count).for_each(|id| frame.extend_from_slice(&[id, 0x11, 0]));
        segment(&mut bytes, if self.progressive { 0xc2 } else { 0xc0 }, &frame);
        // Codes for the lengths 0 to 11 of a difference, four bits each; `0` ends a block.
        let lengths: Vec<u8> = (0..12).collect();
        segment(
            &mut bytes,
            0xc4,
            &[&[0x00, 0, 0, 0, 12][..], &[0; 12], &lengths].concat(),
        );
        segment(&mut bytes, 0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
        if let Some(restart) = self.restart {
            segment(&mut bytes, 0xdd, &restart.to_be_bytes());
        }
        let every: Vec<u8> = (1..=count).collect();
        if self.progressive {
            self.scan(&mut bytes, &every, (0, 0), true, false);
            every
                .iter()
                .for_each(|id| self.scan(&mut bytes, &[*id], (1, 63), false, true));
        } else {
            self.scan(&mut bytes, &every, (0, 63), true, true);
        }
        bytes.extend_from_slice(&[0xff, 0xd9]);
        bytes
    }

    fn scan(&self, bytes: &mut Vec<u8>, ids: &[u8], (first, last): (u8, u8), even: bool, rest: bool) {
        let mut header = vec![u8::try_from(ids.len()).unwrap()];
        ids.iter().for_each(|id| header.extend_from_slice(&[*id, 0x00]));
        header.extend_from_slice(&[first, last, 0]);
        segment(bytes, 0xda, &header);
        let blocks = u32::from(self.width.div_ceil(8)) * u32::from(self.height.div_ceil(8));
        let mut bits = Bits::default();
        let mut fresh = true;
        for block in 0..blocks {
            if let Some(restart) = self.restart.map(u32::from)
                && block > 0
                && block % restart == 0
            {
                bits.flush(bytes);
                bytes.extend_from_slice(&[0xff, 0xd0 + u8::try_from(block / restart % 8 + 7).unwrap() % 8]);
                fresh = true;
            }
            for id in ids {
                if even {
                    let level = (i32::from(self.samples[usize::from(*id) - 1]) - 128) * 8;
                    bits.difference(if fresh { level } else { 0 });
                }
                if rest {
                    bits.put(0, 1);
                }
            }
            fresh = false;
        }
        bits.flush(bytes);
    }
}

#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn put(&mut self, value: u32, length: u32) {
        (0..length).rev().for_each(|bit| self.0.push(value >> bit & 1 == 1));
    }

    fn difference(&mut self, value: i32) {
        let length = 32 - value.unsigned_abs().leading_zeros();
        self.put(length, 4);
        let code = if value < 0 { value - 1 } else { value };
        self.put(code.cast_unsigned() & ((1 << length) - 1), length);
    }

    /// Fills the last byte with ones and stuffs a zero behind every full byte of ones.
    fn flush(&mut self, bytes: &mut Vec<u8>) {
        for group in self.0.chunks(8) {
            let byte = (0..8).fold(0_u8, |byte, bit| {
                byte << 1 | u8::from(group.get(bit).copied().unwrap_or(true))
            });
            bytes.push(byte);
            if byte == 0xff {
                bytes.push(0);
            }
        }
        self.0.clear();
    }
}

fn segment(bytes: &mut Vec<u8>, marker: u8, content: &[u8]) {
    bytes.extend_from_slice(&[0xff, marker]);
    bytes.extend_from_slice(&u16::try_from(content.len() + 2).unwrap().to_be_bytes());
    bytes.extend_from_slice(content);
}

/// A profile of four inks whose cyan is, to tell it from plain arithmetic, a dark green.
///
/// ICC.1:2001-04, type `mft1`: two grid points for each ink, identity tables around them.
pub(super) fn ink_profile() -> Vec<u8> {
    let mut lut = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for (row, column) in (0..3).flat_map(|row| (0..3).map(move |column| (row, column))) {
        lut.extend_from_slice(&if row == column { 0x1_0000_u32 } else { 0 }.to_be_bytes());
    }
    let identity: Vec<u8> = (0..=255).collect();
    (0..4).for_each(|_| lut.extend_from_slice(&identity));
    for node in 0..16_u8 {
        // Cyan is the slowest of the four.
        lut.extend_from_slice(if node & 0b1000 == 0 {
            &[255, 128, 128]
        } else {
            &[102, 88, 158]
        });
    }
    (0..3).for_each(|_| lut.extend_from_slice(&identity));

    let mut profile = vec![0; 128];
    profile[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    profile[12..24].copy_from_slice(b"prtrCMYKLab ");
    profile[36..40].copy_from_slice(b"acsp");
    profile[68..80].copy_from_slice(&[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    profile.extend_from_slice(&1_u32.to_be_bytes());
    profile.extend_from_slice(b"A2B0");
    profile.extend_from_slice(&144_u32.to_be_bytes());
    profile.extend_from_slice(&u32::try_from(lut.len()).unwrap().to_be_bytes());
    profile.extend_from_slice(&lut);
    let length = u32::try_from(profile.len()).unwrap();
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile
}
