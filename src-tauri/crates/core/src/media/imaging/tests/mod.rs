//! Every kind of file a person may drop on the window.

#![allow(clippy::unwrap_used)]

mod bad_files;
mod colours;
mod result;

use image::RgbImage;

use super::{Frame, FrameRatio};

/// The frame that shows as much as fits, from the middle.
fn frame(ratio: FrameRatio) -> Frame {
    Frame {
        ratio,
        focus_x: 0.5,
        focus_y: 0.5,
        zoom: 1.0,
    }
}

fn pixels(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory(jpeg).unwrap().into_rgb8()
}

/// The colour in the middle of a picture.
fn middle(jpeg: &[u8]) -> [u8; 3] {
    let picture = pixels(jpeg);
    picture.get_pixel(picture.width() / 2, picture.height() / 2).0
}

/// The colours near the corners, clockwise from the top left.
fn corners(picture: &RgbImage) -> [&'static str; 4] {
    let (right, bottom) = (picture.width() - 8, picture.height() - 8);
    [(8, 8), (right, 8), (right, bottom), (8, bottom)].map(|(x, y)| match picture.get_pixel(x, y).0 {
        [200..=255, ..60, ..60] => "red",
        [..60, 200..=255, ..60] => "green",
        [..60, ..60, 200..=255] => "blue",
        [200..=255, 200..=255, 200..=255] => "white",
        _ => "none",
    })
}

const UPRIGHT: [&str; 4] = ["red", "green", "white", "blue"];

#[track_caller]
fn assert_near(colour: [u8; 3], expected: [u8; 3], tolerance: u8) {
    let near = colour
        .iter()
        .zip(expected)
        .all(|(is, wanted)| is.abs_diff(wanted) <= tolerance);
    assert!(near, "{colour:?} is not near {expected:?}");
}
