//! Colours and transparency come out as a browser shows them.

use image::{GrayImage, ImageBuffer, LumaA, Rgb, RgbImage, Rgba};
use moxcms::ColorProfile;

use super::super::samples::{Even, ink_profile, jpeg, png, quarters, with_chunk, with_profile};
use super::super::{FrameRatio, convert, inspect, preview};
use super::{assert_near, frame, middle};

const INKS: Even<'static> = Even {
    width: 400,
    height: 400,
    samples: &[],
    adobe: Some(0),
    progressive: false,
    restart: None,
};

fn shown(bytes: &[u8]) -> [u8; 3] {
    middle(&preview(bytes, 400).unwrap())
}

#[test]
fn four_inks_without_a_profile_become_the_light_they_leave() {
    // Stored inverted: 255 is no ink. Half cyan, full magenta, no yellow, a fifth black.
    let samples = &[128, 0, 255, 204];
    let expected = [102, 0, 204];
    assert_near(shown(&Even { samples, ..INKS }.build()), expected, 2);
    assert_near(
        shown(
            &Even {
                samples,
                adobe: None,
                ..INKS
            }
            .build(),
        ),
        expected,
        2,
    );
}

#[test]
fn four_inks_behind_a_colour_transform_become_the_same() {
    // YCC of what is stored inverted once more: 127, 255, 0 for the samples of the test above.
    let (r, g, b) = (127.0, 255.0, 0.0);
    let luma: f64 = 0.299 * r + 0.587 * g + 0.114 * b;
    let ycck = [luma, 128.0 + (b - luma) / 1.772, 128.0 + (r - luma) / 1.402, 204.0];
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let samples = ycck.map(|value| value.round() as u8);
    let file = Even {
        samples: &samples,
        adobe: Some(2),
        ..INKS
    };
    assert_near(shown(&file.build()), [102, 0, 204], 3);
}

#[test]
fn four_inks_with_a_profile_become_what_the_profile_says() {
    let cyan = Even {
        samples: &[0, 255, 255, 255],
        ..INKS
    }
    .build();
    assert_near(shown(&cyan), [0, 255, 255], 2);
    let tagged = with_profile(&cyan, &ink_profile());
    assert!(inspect(&tagged).unwrap().wide_gamut_or_profile);
    // CIELAB 40, -40, 30 under D50, by the formulas of CIE 15 and IEC 61966-2-1.
    assert_near(shown(&tagged), [2, 110, 40], 6);
    let paper = Even {
        samples: &[255; 4],
        ..INKS
    };
    assert_near(shown(&with_profile(&paper.build(), &ink_profile())), [255; 3], 2);
}

#[test]
fn components_that_are_plain_rgb_are_not_taken_for_anything_else() {
    let samples = &[200, 60, 40];
    assert_near(shown(&Even { samples, ..INKS }.build()), [200, 60, 40], 2);
    // Without Adobe's marker, or with its 1, they are YCbCr.
    let samples = &[76, 85, 255];
    for adobe in [None, Some(1)] {
        assert_near(shown(&Even { samples, adobe, ..INKS }.build()), [254, 0, 0], 3);
    }
}

#[test]
fn progressive_files_and_restart_markers_are_read() {
    for (samples, expected) in [
        (&[120][..], [120; 3]),
        (&[200, 60, 40], [200, 60, 40]),
        (&[200, 60, 40, 255], [200, 60, 40]),
    ] {
        for progressive in [false, true] {
            // 2,500 blocks: an interval that divides them, and one that does not.
            for restart in [None, Some(7), Some(100)] {
                let file = Even {
                    samples,
                    progressive,
                    restart,
                    ..INKS
                };
                assert_near(shown(&file.build()), expected, 2);
            }
        }
    }
}

#[test]
fn a_wide_gamut_picture_keeps_its_look() {
    let even = RgbImage::from_pixel(400, 400, Rgb([180, 110, 90]));
    let tagged = with_profile(&jpeg(&even), &ColorProfile::new_display_p3().encode().unwrap());
    assert!(inspect(&tagged).unwrap().wide_gamut_or_profile);
    assert_near(shown(&tagged), p3_to_srgb([180, 110, 90]), 3);
    assert!(shown(&tagged)[0] > 186, "the profile was not passed over");
}

/// By the matrix between the two sets of primaries (CSS Color 4), not by the library that is used.
fn p3_to_srgb(colour: [u8; 3]) -> [u8; 3] {
    let linear = colour.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    [
        [1.224_940, -0.224_940, 0.0],
        [-0.042_057, 1.042_057, 0.0],
        [-0.019_638, -0.078_636, 1.098_274],
    ]
    .map(|row| {
        let value: f64 = row.iter().zip(linear).map(|(share, value)| share * value).sum();
        let encoded = if value <= 0.003_130_8 {
            value * 12.92
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let byte = (encoded * 255.0).round().clamp(0.0, 255.0) as u8;
        byte
    })
}

#[test]
fn a_grey_picture_with_its_own_tones_keeps_them() {
    let even = jpeg_of_grey(64);
    assert_near(shown(&even), [64; 3], 1);
    let linear = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    // A quarter of the light is the tone 137 of sRGB.
    assert_near(shown(&with_profile(&even, &linear)), [137; 3], 2);
}

fn jpeg_of_grey(value: u8) -> Vec<u8> {
    Even {
        samples: &[value],
        adobe: None,
        ..INKS
    }
    .build()
}

#[test]
fn a_profile_that_cannot_be_read_or_belongs_elsewhere_is_passed_over() {
    let picture = jpeg(&RgbImage::from_pixel(400, 400, Rgb([180, 110, 90])));
    let plain = shown(&picture);
    let truncated = ColorProfile::new_display_p3().encode().unwrap()[..200].to_vec();
    for profile in [b"nonsense".to_vec(), truncated, ink_profile(), vec![0; 600]] {
        assert_eq!(shown(&with_profile(&picture, &profile)), plain);
    }
}

#[test]
fn transparent_parts_become_white() {
    let half = png(ImageBuffer::from_pixel(400, 400, Rgba([255_u8, 0, 0, 128])));
    assert!(inspect(&half).unwrap().has_alpha);
    assert_near(shown(&half), [255, 127, 127], 3);
    assert_near(
        shown(&png(ImageBuffer::from_pixel(400, 400, Rgba([9_u8, 9, 9, 0])))),
        [255; 3],
        1,
    );
    assert_near(
        shown(&png(ImageBuffer::from_pixel(400, 400, LumaA([0_u8, 51])))),
        [204; 3],
        2,
    );
    assert!(!inspect(&png(quarters(400, 400))).unwrap().has_alpha);
    let prepared = convert(&half, &frame(FrameRatio::Square)).unwrap();
    assert_near(middle(&prepared.jpeg), [255, 127, 127], 3);
}

#[test]
fn transparency_and_a_profile_go_together() {
    let linear = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    image::ImageEncoder::set_icc_profile(&mut encoder, linear).unwrap();
    let even = image::DynamicImage::from(ImageBuffer::from_pixel(400, 400, LumaA([64_u8, 128])));
    even.write_with_encoder(encoder).unwrap();
    // 137 as above, half over white.
    assert_near(shown(&bytes), [196; 3], 3);
}

#[test]
fn sixteen_bits_a_sample_are_read() {
    let deep = ImageBuffer::from_pixel(400, 400, Rgb([0xffff_u16, 0x8080, 0x1010]));
    assert_near(shown(&png(image::DynamicImage::ImageRgb16(deep))), [255, 128, 16], 3);
    let deep = ImageBuffer::from_pixel(400, 400, LumaA([0x4040_u16, 0xffff]));
    assert_near(shown(&png(image::DynamicImage::ImageLumaA16(deep))), [64; 3], 2);
}

#[test]
fn grey_files_become_colour_files() {
    let even = GrayImage::from_pixel(400, 400, image::Luma([77]));
    assert_near(shown(&png(even)), [77; 3], 1);
}

#[test]
fn a_moving_picture_is_known_and_its_first_picture_taken() {
    let (first, second) = (quarters(400, 400), RgbImage::new(400, 400));
    let still = inspect(&super::super::samples::gif(std::slice::from_ref(&first))).unwrap();
    let bytes = super::super::samples::gif(&[first.clone(), second]);
    assert!(!still.animated && inspect(&bytes).unwrap().animated);
    assert_eq!(
        super::corners(&super::pixels(&preview(&bytes, 400).unwrap())),
        super::UPRIGHT
    );
    let moving = with_chunk(&png(first), *b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    assert!(inspect(&moving).unwrap().animated);
}
