//! What goes to Instagram.

use image::{ImageFormat, Rgb, RgbImage};

use super::super::samples::{
    exif, jpeg, noise, png, quarters, webp, with_chunk, with_exif, with_profile, with_segment,
};
use super::super::{
    Format, Frame, FrameRatio, LARGEST_JPEG_BYTES, Prepared, WIDEST, convert, encode, inspect, preview, thumbnail,
};
use super::{UPRIGHT, corners, frame, pixels};

const RATIOS: [FrameRatio; 3] = [FrameRatio::Portrait, FrameRatio::Square, FrameRatio::Landscape];

fn markers(jpeg: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, Vec::new());
    loop {
        assert_eq!(jpeg[at], 0xff);
        found.push(jpeg[at + 1]);
        if jpeg[at + 1] == 0xda {
            break;
        }
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    let rest = &jpeg[at + 2..];
    let others = rest.windows(2).filter(|pair| pair[0] == 0xff && pair[1] != 0);
    found.extend(others.map(|pair| pair[1]));
    found
}

#[test]
fn the_result_is_a_baseline_jpeg_without_a_word_about_where_it_comes_from() {
    let mut bytes = with_exif(&jpeg(&noise(600, 600)), &exif(1));
    bytes = with_profile(&bytes, &moxcms::ColorProfile::new_adobe_rgb().encode().unwrap());
    bytes = with_segment(&bytes, 0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>");
    bytes = with_segment(&bytes, 0xed, b"Photoshop 3.0\08BIM");
    bytes = with_segment(&bytes, 0xfe, b"Made on a Tuesday");
    for ratio in RATIOS {
        let Prepared { jpeg, .. } = convert(&bytes, &frame(ratio)).unwrap();
        let found = markers(&jpeg);
        // JFIF header, tables, one baseline frame, one scan, the end. No APP1, APP2, APP13, COM.
        assert!(
            found
                .iter()
                .all(|marker| matches!(marker, 0xe0 | 0xdb | 0xc0 | 0xc4 | 0xda | 0xd9)),
            "{found:x?}"
        );
        assert_eq!(found.iter().filter(|marker| **marker == 0xc0).count(), 1);
        assert!(jpeg.ends_with(&[0xff, 0xd9]));
        assert!(
            !jpeg
                .windows(4)
                .any(|part| part == b"Exif" || part == b"ICC_" || part == b"Tues")
        );
        assert_eq!(image::guess_format(&jpeg).unwrap(), ImageFormat::Jpeg);
    }
}

#[test]
fn wide_pictures_are_scaled_to_1440_and_small_ones_never_up() {
    for (width, height, ratio, expected) in [
        (4000, 3000, FrameRatio::Portrait, (1440, 1800)),
        (4000, 3000, FrameRatio::Square, (1440, 1440)),
        (4000, 3000, FrameRatio::Landscape, (1440, 754)),
        (1080, 1350, FrameRatio::Portrait, (1080, 1350)),
        (700, 700, FrameRatio::Portrait, (560, 700)),
        (640, 2000, FrameRatio::Landscape, (640, 336)),
    ] {
        let prepared = convert(&jpeg(&quarters(width, height)), &frame(ratio)).unwrap();
        assert_eq!((prepared.width, prepared.height), expected);
        assert_eq!(pixels(&prepared.jpeg).dimensions(), expected);
        assert!(prepared.width <= WIDEST);
    }
}

#[test]
fn a_thumbnail_is_the_middle_as_a_square_and_never_scaled_up() {
    for (width, height, edge) in [(800, 600, 128), (600, 800, 128), (128, 500, 128), (90, 60, 60)] {
        let small = pixels(&thumbnail(&jpeg(&quarters(width, height)), 128).unwrap());
        assert_eq!((small.dimensions(), corners(&small)), ((edge, edge), UPRIGHT));
    }
    let turned = with_exif(&jpeg(&stored(&quarters(800, 600), 6)), &exif(6));
    assert_eq!(corners(&pixels(&thumbnail(&turned, 128).unwrap())), UPRIGHT);
    assert!(thumbnail(b"no picture", 128).is_err());
}

#[test]
fn every_orientation_of_a_camera_is_held_upright() {
    let upright = quarters(800, 600);
    for orientation in 1..=8 {
        let file = with_exif(&jpeg(&stored(&upright, orientation)), &exif(orientation));
        let facts = inspect(&file).unwrap();
        assert_eq!((facts.width, facts.height), (800, 600), "orientation {orientation}");
        let shown = pixels(&preview(&file, 400).unwrap());
        assert_eq!(
            (shown.dimensions(), corners(&shown)),
            ((400, 300), UPRIGHT),
            "orientation {orientation}"
        );
        let prepared = convert(&file, &frame(FrameRatio::Landscape)).unwrap();
        assert_eq!(corners(&pixels(&prepared.jpeg)), UPRIGHT, "orientation {orientation}");
    }
    let untold = with_exif(&jpeg(&upright), &exif(9));
    assert_eq!(corners(&pixels(&preview(&untold, 400).unwrap())), UPRIGHT);
}

/// How a camera stores `upright` (EXIF 2.3, tag 0x0112: where row 0 and column 0 of the file lie).
fn stored(upright: &RgbImage, orientation: u8) -> RgbImage {
    let (width, height) = upright.dimensions();
    let (right, bottom) = (width - 1, height - 1);
    let size = if orientation < 5 {
        (width, height)
    } else {
        (height, width)
    };
    RgbImage::from_fn(size.0, size.1, |x, y| {
        let (x, y) = match orientation {
            1 => (x, y),
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (right - y, x),
            7 => (right - y, bottom - x),
            _ => (y, bottom - x),
        };
        *upright.get_pixel(x, y)
    })
}

#[test]
fn png_and_webp_are_held_upright_too() {
    let sideways = stored(&quarters(800, 600), 6);
    for file in [
        with_chunk(&png(sideways.clone()), *b"eXIf", &exif(6)),
        webp(&sideways, Some(exif(6))),
    ] {
        assert_eq!(inspect(&file).unwrap().width, 800);
        assert_eq!(corners(&pixels(&preview(&file, 400).unwrap())), UPRIGHT);
    }
}

#[test]
fn a_file_is_what_its_bytes_say() {
    let picture = quarters(400, 400);
    for (bytes, format) in [
        (jpeg(&picture), Format::Jpeg),
        (png(picture.clone()), Format::Png),
        (webp(&picture, None), Format::WebP),
        (super::super::samples::gif(&[picture]), Format::Gif),
    ] {
        let facts = inspect(&bytes).unwrap();
        assert_eq!(
            (facts.format, facts.width, facts.height, facts.animated),
            (format, 400, 400, false)
        );
        assert_eq!(corners(&pixels(&preview(&bytes, 400).unwrap())), UPRIGHT);
    }
}

#[test]
fn the_frame_decides_what_is_shown() {
    let picture = jpeg(&quarters(1600, 1600));
    let shown = |focus_x, focus_y| {
        let frame = Frame {
            ratio: FrameRatio::Square,
            focus_x,
            focus_y,
            zoom: 2.0,
        };
        corners(&pixels(&convert(&picture, &frame).unwrap().jpeg))
    };
    assert_eq!(shown(0.0, 0.0), ["red"; 4]);
    assert_eq!(shown(1.0, 0.0), ["green"; 4]);
    assert_eq!(shown(0.0, 1.0), ["blue"; 4]);
    assert_eq!(shown(0.5, 0.5), UPRIGHT);
}

#[test]
fn a_picture_of_the_wanted_size_is_not_resampled() {
    let picture = noise(500, 500);
    let whole = super::super::Rect {
        x: 0,
        y: 0,
        width: 500,
        height: 500,
    };
    assert_eq!(encode::shrink(&picture, whole, 500, 500).unwrap(), picture);
}

#[test]
fn scaling_down_takes_every_pixel_into_account() {
    // Lines one pixel wide: picking single pixels would give black or white, their mean is grey.
    let mut lines = RgbImage::new(4000, 4000);
    for x in (0..4000).step_by(2) {
        (0..4000).for_each(|y| lines.put_pixel(x, y, Rgb([255; 3])));
    }
    let small = pixels(&preview(&png(lines), 500).unwrap());
    super::assert_near(small.get_pixel(250, 250).0, [127; 3], 6);
}

#[test]
fn the_worst_picture_stays_under_the_limit_of_eight_megabytes() {
    let prepared = convert(&png(noise(1440, 1800)), &frame(FrameRatio::Portrait)).unwrap();
    assert_eq!((prepared.width, prepared.height), (1440, 1800));
    assert!(
        prepared.jpeg.len() <= LARGEST_JPEG_BYTES,
        "{} bytes",
        prepared.jpeg.len()
    );
}

#[test]
fn the_quality_gives_way_only_as_far_as_the_size_demands() {
    let picture = noise(400, 400);
    let best = encode::jpeg_within(&picture, usize::MAX).unwrap();
    let tight = encode::jpeg_within(&picture, best.len() - 1).unwrap();
    assert!(tight.len() < best.len());
    assert_eq!(encode::jpeg_within(&picture, best.len()).unwrap(), best);
    let lowest = encode::jpeg_within(&picture, 1).unwrap();
    assert_eq!(pixels(&lowest).dimensions(), (400, 400));
}

#[test]
fn a_preview_is_as_large_as_asked_and_no_larger_than_the_picture() {
    let picture = jpeg(&quarters(1000, 500));
    for (edge, expected) in [(100, (100, 50)), (1600, (1000, 500)), (1, (1, 1)), (0, (1, 1))] {
        assert_eq!(pixels(&preview(&picture, edge).unwrap()).dimensions(), expected);
    }
}
