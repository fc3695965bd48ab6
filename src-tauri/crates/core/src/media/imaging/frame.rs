//! Which part of a picture a frame shows.

/// The shape of every slide of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameRatio {
    /// 4:5, the tallest Instagram takes.
    Portrait,
    /// 1:1.
    Square,
    /// 1.91:1, the widest Instagram takes.
    Landscape,
}

impl FrameRatio {
    /// Width and height as whole numbers.
    pub fn parts(self) -> (u32, u32) {
        match self {
            Self::Portrait => (4, 5),
            Self::Square => (1, 1),
            Self::Landscape => (191, 100),
        }
    }

    /// The height that goes with `width`.
    ///
    /// Rounded towards the square, because Instagram refuses a picture (36003) whose ratio lies outside 4:5 to 1.91:1
    /// by a fraction of a pixel.
    pub fn height_for(self, width: u32) -> u32 {
        let (across, down) = self.parts();
        let exact = u64::from(width) * u64::from(down);
        let rounded = if across > down {
            exact.div_ceil(u64::from(across))
        } else {
            exact / u64::from(across)
        };
        u32::try_from(rounded).unwrap_or(u32::MAX).max(1)
    }
}

/// How a slide is framed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The shape.
    pub ratio: FrameRatio,
    /// What stays in the middle as far as the edges allow: 0 is the left edge of the upright picture, 1 the right.
    pub focus_x: f64,
    /// As `focus_x`, from top to bottom.
    pub focus_y: f64,
    /// 1 shows as much as fits, 4 a quarter of that across.
    pub zoom: f64,
}

/// A part of a picture in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The part of an upright picture of `width` × `height` pixels that `frame` shows.
///
/// The largest part of the frame's ratio that fits, divided by the zoom, its middle at the focus point, pushed inside
/// where it would leave the picture. Settings out of range are moved into it.
pub fn crop_rect(width: u32, height: u32, frame: &Frame) -> Rect {
    let (width, height) = (width.max(1), height.max(1));
    let (across, down) = frame.ratio.parts();
    let widest = f64::from(width).min(f64::from(height) * f64::from(across) / f64::from(down));
    let zoom = within(frame.zoom, 1.0, 4.0, 1.0);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the picture's width"
    )]
    let part_width = ((widest / zoom).floor() as u32).clamp(1, width);
    let part_height = frame.ratio.height_for(part_width).min(height);
    Rect {
        x: start(frame.focus_x, width, part_width),
        y: start(frame.focus_y, height, part_height),
        width: part_width,
        height: part_height,
    }
}

/// Where a part of `part` pixels begins so that `focus` is in its middle, or as near as the edges allow.
fn start(focus: f64, whole: u32, part: u32) -> u32 {
    let middle = within(focus, 0.0, 1.0, 0.5) * f64::from(whole);
    let first = (middle - f64::from(part) / 2.0).round();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the picture's length"
    )]
    let first = first.clamp(0.0, f64::from(whole - part)) as u32;
    first
}

fn within(value: f64, least: f64, most: f64, otherwise: f64) -> f64 {
    if value.is_nan() {
        otherwise
    } else {
        value.clamp(least, most)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn frame(ratio: FrameRatio, focus_x: f64, focus_y: f64, zoom: f64) -> Frame {
        Frame {
            ratio,
            focus_x,
            focus_y,
            zoom,
        }
    }

    fn any_ratio() -> impl Strategy<Value = FrameRatio> {
        prop_oneof![
            Just(FrameRatio::Portrait),
            Just(FrameRatio::Square),
            Just(FrameRatio::Landscape)
        ]
    }

    #[test]
    fn a_centred_square_takes_the_middle() {
        let rect = crop_rect(4000, 3000, &frame(FrameRatio::Square, 0.5, 0.5, 1.0));
        assert_eq!(
            rect,
            Rect {
                x: 500,
                y: 0,
                width: 3000,
                height: 3000
            }
        );
    }

    #[test]
    fn a_picture_of_the_frame_s_own_ratio_is_shown_whole() {
        let rect = crop_rect(1080, 1350, &frame(FrameRatio::Portrait, 0.1, 0.9, 1.0));
        assert_eq!((rect.x, rect.y, rect.width, rect.height), (0, 0, 1080, 1350));
        let rect = crop_rect(1910, 1000, &frame(FrameRatio::Landscape, 0.5, 0.5, 1.0));
        assert_eq!((rect.width, rect.height), (1910, 1000));
    }

    #[test]
    fn a_focus_at_the_edge_pushes_the_part_to_that_edge() {
        let rect = crop_rect(4000, 3000, &frame(FrameRatio::Portrait, 1.0, 0.0, 2.0));
        assert_eq!(
            rect,
            Rect {
                x: 2800,
                y: 0,
                width: 1200,
                height: 1500
            }
        );
    }

    #[test]
    fn settings_out_of_range_are_moved_into_it() {
        let wild = crop_rect(2000, 2000, &frame(FrameRatio::Square, f64::NAN, 7.0, f64::INFINITY));
        assert_eq!(wild, crop_rect(2000, 2000, &frame(FrameRatio::Square, 0.5, 1.0, 4.0)));
        let still = crop_rect(2000, 2000, &frame(FrameRatio::Square, 0.5, 0.5, 0.0));
        assert_eq!(still.width, 2000);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn the_part_lies_inside_the_picture_holds_the_focus_and_has_the_ratio(
            width in 1_u32..30_000, height in 1_u32..30_000, ratio in any_ratio(),
            focus_x in 0.0_f64..=1.0, focus_y in 0.0_f64..=1.0, zoom in 1.0_f64..=4.0,
        ) {
            let rect = crop_rect(width, height, &frame(ratio, focus_x, focus_y, zoom));
            prop_assert!(rect.width >= 1 && rect.height >= 1);
            prop_assert!(rect.x + rect.width <= width && rect.y + rect.height <= height);

            let (x, y) = (focus_x * f64::from(width), focus_y * f64::from(height));
            prop_assert!(x >= f64::from(rect.x) - 0.5 && x <= f64::from(rect.x + rect.width) + 0.5);
            prop_assert!(y >= f64::from(rect.y) - 0.5 && y <= f64::from(rect.y + rect.height) + 0.5);

            let (across, down) = ratio.parts();
            let exact = f64::from(rect.width) * f64::from(down) / f64::from(across);
            prop_assert!((f64::from(rect.height) - exact).abs() <= 1.0);
        }

        #[test]
        fn instagram_s_limits_of_ratio_are_never_crossed_by_rounding(
            width in 400_u32..30_000, height in 400_u32..30_000, ratio in any_ratio(), zoom in 1.0_f64..=4.0,
        ) {
            let rect = crop_rect(width, height, &frame(ratio, 0.5, 0.5, zoom));
            for (across, down) in [(rect.width, rect.height), (1440.min(rect.width), ratio.height_for(1440.min(rect.width)))] {
                prop_assert!(u64::from(across) * 5 >= u64::from(down) * 4, "{across} × {down} is too tall");
                prop_assert!(u64::from(across) * 100 <= u64::from(down) * 191, "{across} × {down} is too wide");
            }
        }

        #[test]
        fn without_zoom_one_edge_of_the_picture_is_shown_whole(
            width in 1_u32..30_000, height in 1_u32..30_000, ratio in any_ratio(),
        ) {
            let rect = crop_rect(width, height, &frame(ratio, 0.5, 0.5, 1.0));
            prop_assert!(rect.width == width || height - rect.height <= 2);
        }
    }
}
