//! Files that must be refused, by the right name and before they cost anything.

use image::{DynamicImage, GrayImage};
use proptest::prelude::*;

use super::super::samples::{
    Even, gif, jpeg, jpeg_claiming, noise, png, png_claiming, png_data, quarters, webp, with_chunk, with_exif,
};
use super::super::{FrameRatio, ImageProblem, LARGEST_PIXELS, convert, inspect, preview};
use super::frame;
use crate::problem::{Problem, ProblemCode};

const TOO_MANY: ImageProblem = ImageProblem::TooManyPixels {
    width: 20_000,
    height: 20_000,
};

/// Every way in refuses the file alike.
#[track_caller]
fn assert_refused(bytes: &[u8], problem: ImageProblem) {
    assert_eq!(inspect(bytes), Err(problem));
    assert_eq!(preview(bytes, 100), Err(problem));
    assert_eq!(convert(bytes, &frame(FrameRatio::Square)), Err(problem));
}

#[test]
fn a_file_that_is_no_picture_is_refused() {
    assert_refused(b"", ImageProblem::Empty);
    assert_refused(b"Quarterly figures, not a picture", ImageProblem::NotAPicture);
    assert_refused(b"<!doctype html><title>404</title>", ImageProblem::NotAPicture);
    assert_refused(&[0; 4096], ImageProblem::NotAPicture);
}

#[test]
fn kinds_that_are_not_converted_are_refused_by_name() {
    let refused = |format| ImageProblem::Unsupported { format };
    assert_refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", refused("HEIC"));
    assert_refused(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", refused("AVIF"));
    assert_refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>", refused("SVG"));
    assert_refused(b"II*\0\x08\0\0\0\0\0\0\0", refused("TIFF"));
    assert_refused(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", refused("BMP"));
}

#[test]
fn every_problem_has_a_sentence_a_next_step_and_a_code() {
    for problem in [
        ImageProblem::Empty,
        ImageProblem::NotAPicture,
        ImageProblem::Unsupported { format: "HEIC" },
        ImageProblem::Truncated,
        TOO_MANY,
        ImageProblem::TooSmall { width: 20, height: 20 },
        ImageProblem::Damaged,
    ] {
        assert!(
            problem.sentence().ends_with('.') && problem.fix().ends_with('.'),
            "{problem:?}"
        );
        let shown = Problem::from(problem);
        assert_eq!(
            (shown.code, shown.message),
            (ProblemCode::Precondition, problem.to_string())
        );
    }
}

#[test]
fn a_jpeg_cut_anywhere_is_refused_never_half_grey() {
    let whole = jpeg(&noise(64, 48));
    assert!(preview(&whole, 64).is_ok());
    for end in 0..whole.len() {
        let problem = preview(&whole[..end], 64).unwrap_err();
        let expected: &[ImageProblem] = match end {
            0 => &[ImageProblem::Empty],
            1..=2 => &[ImageProblem::NotAPicture],
            _ => &[ImageProblem::Truncated],
        };
        assert!(expected.contains(&problem), "cut at {end}: {problem:?}");
    }
}

#[test]
fn a_jpeg_whose_scan_breaks_off_before_a_proper_end_is_damaged() {
    let whole = jpeg(&noise(64, 48));
    let scan = whole.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap() + 14;
    for end in (scan..whole.len() - 8).filter(|end| whole[end - 1] != 0xff) {
        let closed = [&whole[..end], &[0xff, 0xd9]].concat();
        assert_eq!(preview(&closed, 64), Err(ImageProblem::Damaged), "closed at {end}");
    }
}

#[test]
fn a_scan_that_breaks_off_at_a_restart_marker_is_damaged() {
    for progressive in [false, true] {
        let whole = Even {
            width: 400,
            height: 400,
            samples: &[200, 60, 40],
            adobe: None,
            progressive,
            restart: Some(100),
        }
        .build();
        let is_restart = |pair: &[u8]| pair[0] == 0xff && matches!(pair[1], 0xd0..=0xd7);
        let last_scan = whole.windows(2).rposition(|pair| pair == [0xff, 0xda]).unwrap();
        let places = last_scan..whole.len() - 1;
        let ends: Vec<_> = places.filter(|end| is_restart(&whole[*end..end + 2])).collect();
        assert_eq!(ends.len(), 24);
        for end in ends {
            let closed = [&whole[..end], &[0xff, 0xd9]].concat();
            assert_eq!(
                preview(&closed, 64),
                Err(ImageProblem::Damaged),
                "{progressive}, closed at {end}"
            );
        }
    }
}

#[test]
fn the_end_of_a_camera_s_thumbnail_is_not_the_picture_s() {
    let thumbnail = jpeg(&quarters(16, 16));
    let whole = with_exif(&jpeg(&noise(400, 400)), &thumbnail);
    assert!(inspect(&whole).is_ok());
    assert_refused(&whole[..whole.len() / 2], ImageProblem::Truncated);
}

#[test]
fn what_a_camera_appends_behind_the_picture_is_passed_over() {
    let picture = jpeg(&quarters(400, 400));
    for rest in [
        jpeg(&noise(40, 40)),
        vec![0; 5000],
        vec![0xff; 11],
        b"MotionPhoto_Data".to_vec(),
    ] {
        let appended = [picture.clone(), rest].concat();
        assert_eq!(preview(&appended, 400), preview(&picture, 400));
    }
}

#[test]
fn a_png_cut_anywhere_is_refused() {
    let whole = png(noise(32, 32));
    assert!(preview(&whole, 32).is_ok());
    for end in 8..whole.len() {
        assert_eq!(preview(&whole[..end], 32), Err(ImageProblem::Truncated), "cut at {end}");
    }
}

#[test]
fn a_webp_cut_anywhere_is_refused() {
    let whole = webp(&noise(32, 32), None);
    assert!(preview(&whole, 32).is_ok());
    for end in 12..whole.len() {
        assert_eq!(preview(&whole[..end], 32), Err(ImageProblem::Truncated), "cut at {end}");
    }
}

#[test]
fn a_gif_cut_inside_its_picture_is_refused() {
    let whole = gif(&[noise(32, 32)]);
    let picture = preview(&whole, 32).unwrap();
    for end in 6..whole.len() {
        match preview(&whole[..end], 32) {
            Ok(shown) => assert_eq!(shown, picture, "cut at {end}"),
            Err(problem) => assert!(
                matches!(problem, ImageProblem::Truncated | ImageProblem::Damaged),
                "cut at {end}"
            ),
        }
    }
    assert!(preview(&whole[..whole.len() / 2], 32).is_err());
}

#[test]
fn a_wrong_sum_in_a_png_is_damage() {
    let mut bytes = png(noise(400, 400));
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    assert_eq!(preview(&bytes, 100), Err(ImageProblem::Damaged));
}

#[test]
fn twenty_thousand_pixels_on_both_edges_are_refused_from_the_header() {
    assert_refused(&jpeg_claiming(&jpeg(&quarters(16, 16)), 20_000, 20_000), TOO_MANY);
    assert_refused(&png_claiming(&png(quarters(16, 16)), 20_000, 20_000), TOO_MANY);
    let largest = ImageProblem::TooManyPixels {
        width: 65_535,
        height: 65_535,
    };
    let mut screen = gif(&[quarters(16, 16)]);
    screen[6..10].fill(0xff);
    assert_refused(&screen, largest);
    assert_refused(&jpeg_claiming(&jpeg(&quarters(16, 16)), 65_535, 65_535), largest);
    let wildest = png_claiming(&png(quarters(16, 16)), 0x7fff_ffff, 0x7fff_ffff);
    assert!(matches!(inspect(&wildest), Err(ImageProblem::TooManyPixels { .. })));
}

#[test]
fn twenty_thousand_pixels_on_one_edge_are_converted() {
    let panorama = Even {
        width: 20_000,
        height: 1_000,
        samples: &[90],
        adobe: None,
        progressive: false,
        restart: None,
    }
    .build();
    let prepared = convert(&panorama, &frame(FrameRatio::Landscape)).unwrap();
    assert_eq!((prepared.width, prepared.height), (1440, 754));
}

#[test]
fn a_small_file_that_claims_the_most_pixels_is_refused_for_its_missing_ones() {
    let claims = jpeg_claiming(&jpeg(&quarters(16, 16)), 12_000, 10_000);
    assert_eq!(u64::from(12_000_u32) * 10_000, LARGEST_PIXELS);
    assert_eq!(preview(&claims, 100), Err(ImageProblem::Damaged));
    let claims = png_claiming(&png(quarters(16, 16)), 12_000, 10_000);
    assert!(preview(&claims, 100).is_err());
}

#[test]
fn a_png_that_unpacks_to_more_than_its_pixels_stops_there() {
    let bomb = png(DynamicImage::ImageLuma8(GrayImage::new(20_000, 5_000)));
    let claims_little = png_claiming(&bomb, 400, 400);
    // Its rows are 400 bytes long, so the zeros are read as black ones; what follows them is not unpacked.
    assert_eq!(super::middle(&preview(&claims_little, 100).unwrap()), [0, 0, 0]);
}

#[test]
fn a_profile_that_unpacks_without_end_is_not_unpacked() {
    let bomb = png_data(&png(DynamicImage::ImageLuma8(GrayImage::new(20_000, 5_000))));
    let picture = png(quarters(400, 400));
    let bytes = with_chunk(&picture, *b"iCCP", &[b"bomb\0\0", bomb.as_slice()].concat());
    assert_eq!(preview(&bytes, 400), preview(&picture, 400), "it is passed over");
}

#[test]
fn a_picture_too_small_for_any_frame_is_refused_when_added() {
    let small = |width, height| inspect(&jpeg(&quarters(width, height))).err();
    assert_eq!(small(320, 168), None);
    assert_eq!(
        small(319, 900),
        Some(ImageProblem::TooSmall {
            width: 319,
            height: 900
        })
    );
    assert_eq!(
        small(900, 167),
        Some(ImageProblem::TooSmall {
            width: 900,
            height: 167
        })
    );
}

#[test]
fn a_part_too_narrow_for_instagram_is_refused_when_converted() {
    let picture = jpeg(&quarters(900, 399));
    let refused = Err(ImageProblem::TooSmall {
        width: 319,
        height: 398,
    });
    assert_eq!(convert(&picture, &frame(FrameRatio::Portrait)), refused);
    assert!(convert(&picture, &frame(FrameRatio::Landscape)).is_ok());
}

#[test]
fn rare_kinds_of_jpeg_are_refused_by_name() {
    let picture = jpeg(&quarters(16, 16));
    let frame = picture.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    for (marker, precision, format) in [
        (0xc1, 12, "12-bit JPEG"),
        (0xc3, 8, "lossless JPEG"),
        (0xc9, 8, "this uncommon kind of JPEG"),
    ] {
        let mut rare = picture.clone();
        (rare[frame + 1], rare[frame + 4]) = (marker, precision);
        assert_refused(&rare, ImageProblem::Unsupported { format });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_ends_the_work_around_it(
        kind in 0..4_usize,
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let picture = noise(24, 24);
        let mut bytes = match kind {
            0 => jpeg(&picture),
            1 => png(picture),
            2 => webp(&picture, None),
            _ => gif(&[picture.clone(), picture]),
        };
        for (place, value) in hits {
            let at = place.index(bytes.len());
            bytes[at] = value;
        }
        bytes.truncate(bytes.len() - cut.index(bytes.len()) / 8);
        if let Ok(shown) = preview(&bytes, 100) {
            prop_assert!(image::load_from_memory(&shown).is_ok());
        }
        let _ = inspect(&bytes);
    }
}
