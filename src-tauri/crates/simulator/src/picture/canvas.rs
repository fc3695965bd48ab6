//! A canvas 1,000 units wide, with what flat illustration needs: gradients, soft shadows, shapes, grain.

use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tiny_skia::{
    Color, FillRule, FilterQuality, GradientStop, LinearGradient, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint,
    Point, RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

/// What a shape is filled with. Colours are 0xRRGGBB.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ink {
    Flat(u32),
    /// With this opacity.
    Veil(u32, f32),
    /// From the first colour at the first height to the second colour at the second.
    Down(u32, f32, u32, f32),
    /// From left to right: colour, x, colour, x.
    Across(u32, f32, u32, f32),
    /// Around a point: x, y, radius, colour inside, colour at the radius.
    Around(f32, f32, f32, u32, u32),
    /// A glow: x, y, radius, colour, opacity in the middle; nothing at the radius.
    Glow(f32, f32, f32, u32, f32),
}

fn colour(rgb: u32, alpha: f32) -> Color {
    let part = |shift: u32| ((rgb >> shift) & 0xff) as u8;
    let mut colour = Color::from_rgba8(part(16), part(8), part(0), 255);
    colour.set_alpha(alpha);
    colour
}

/// Mixes two colours; 0.0 is all the first.
pub(super) fn mix(a: u32, b: u32, share: f32) -> u32 {
    let part = |shift: u32| {
        let (a, b) = (((a >> shift) & 0xff) as f32, ((b >> shift) & 0xff) as f32);
        ((a + (b - a) * share).round().clamp(0.0, 255.0) as u32) << shift
    };
    part(16) | part(8) | part(0)
}

impl Ink {
    fn shader(self) -> Option<Shader<'static>> {
        let line = |from: (f32, f32), to: (f32, f32), a: u32, b: u32| {
            LinearGradient::new(
                Point::from_xy(from.0, from.1),
                Point::from_xy(to.0, to.1),
                vec![
                    GradientStop::new(0.0, colour(a, 1.0)),
                    GradientStop::new(1.0, colour(b, 1.0)),
                ],
                SpreadMode::Pad,
                Transform::identity(),
            )
        };
        let round = |x: f32, y: f32, radius: f32, inner: Color, outer: Color| {
            let middle = Point::from_xy(x, y);
            let stops = vec![GradientStop::new(0.0, inner), GradientStop::new(1.0, outer)];
            RadialGradient::new(middle, middle, radius, stops, SpreadMode::Pad, Transform::identity())
        };
        match self {
            Self::Flat(rgb) => Some(Shader::SolidColor(colour(rgb, 1.0))),
            Self::Veil(rgb, alpha) => Some(Shader::SolidColor(colour(rgb, alpha))),
            Self::Down(a, from, b, to) => line((0.0, from), (0.0, to), a, b),
            Self::Across(a, from, b, to) => line((from, 0.0), (to, 0.0), a, b),
            Self::Around(x, y, radius, a, b) => round(x, y, radius, colour(a, 1.0), colour(b, 1.0)),
            Self::Glow(x, y, radius, rgb, alpha) => round(x, y, radius, colour(rgb, alpha), colour(rgb, 0.0)),
        }
    }
}

/// The canvas.
pub(super) struct Canvas {
    pixmap: Pixmap,
    scale: f32,
    /// Height in units: 1,000 for a square, 1,250 upright.
    pub(super) height: f32,
    pub(super) dice: ChaCha8Rng,
    clip: Option<Mask>,
}

impl Canvas {
    /// A canvas of so many pixels; `seed` throws the dice of everything scattered on it.
    pub(super) fn new(width: u32, height: u32, seed: u64) -> Option<Self> {
        let pixmap = Pixmap::new(width, height)?;
        let scale = width as f32 / 1000.0;
        let dice = ChaCha8Rng::seed_from_u64(seed);
        Some(Self {
            pixmap,
            scale,
            height: height as f32 / scale,
            dice,
            clip: None,
        })
    }

    pub(super) fn random(&mut self, from: f32, to: f32) -> f32 {
        self.dice.random_range(from..to)
    }

    /// Fills everything.
    pub(super) fn ground(&mut self, ink: Ink) {
        let all = rect(-10.0, -10.0, 1020.0, self.height + 20.0);
        self.fill(&all, ink);
    }

    pub(super) fn fill(&mut self, path: &Option<Path>, ink: Ink) {
        if let (Some(path), Some(shader)) = (path, ink.shader()) {
            let paint = Paint {
                shader,
                anti_alias: true,
                ..Paint::default()
            };
            let zoom = Transform::from_scale(self.scale, self.scale);
            self.pixmap
                .fill_path(path, &paint, FillRule::Winding, zoom, self.clip.as_ref());
        }
    }

    pub(super) fn line(&mut self, path: &Option<Path>, width: f32, ink: Ink) {
        if let (Some(path), Some(shader)) = (path, ink.shader()) {
            let paint = Paint {
                shader,
                anti_alias: true,
                ..Paint::default()
            };
            let stroke = Stroke {
                width,
                line_cap: tiny_skia::LineCap::Round,
                line_join: tiny_skia::LineJoin::Round,
                ..Stroke::default()
            };
            let zoom = Transform::from_scale(self.scale, self.scale);
            self.pixmap.stroke_path(path, &paint, &stroke, zoom, self.clip.as_ref());
        }
    }

    /// Draws only inside a shape until [`Self::unclip`].
    pub(super) fn clip(&mut self, path: &Option<Path>) {
        let mask = Mask::new(self.pixmap.width(), self.pixmap.height());
        if let (Some(path), Some(mut mask)) = (path, mask) {
            mask.fill_path(
                path,
                FillRule::Winding,
                true,
                Transform::from_scale(self.scale, self.scale),
            );
            self.clip = Some(mask);
        }
    }

    pub(super) fn unclip(&mut self) {
        self.clip = None;
    }

    /// The soft shadow of a shape, moved and blurred (units), before the shape itself is drawn.
    pub(super) fn shadow(&mut self, path: &Option<Path>, dx: f32, dy: f32, blur: f32, rgb: u32, alpha: f32) {
        // A blurred shape has no detail, so a quarter of the size is enough, and only as far as the blur reaches.
        let scale = self.scale / 4.0;
        let (Some(path), Some(shader)) = (path, Ink::Flat(rgb).shader()) else {
            return;
        };
        let (bounds, margin) = (path.bounds(), blur * 3.0 + 16.0);
        let most = (
            self.pixmap.width().div_ceil(4) as f32,
            self.pixmap.height().div_ceil(4) as f32,
        );
        let left = ((bounds.left() + dx - margin) * scale).floor().clamp(0.0, most.0);
        let top = ((bounds.top() + dy - margin) * scale).floor().clamp(0.0, most.1);
        let right = ((bounds.right() + dx + margin) * scale).ceil().clamp(0.0, most.0);
        let bottom = ((bounds.bottom() + dy + margin) * scale).ceil().clamp(0.0, most.1);
        let Some(mut small) = Pixmap::new((right - left) as u32, (bottom - top) as u32) else {
            return;
        };
        let paint = Paint {
            shader,
            anti_alias: true,
            ..Paint::default()
        };
        let place = Transform::from_scale(scale, scale)
            .pre_translate(dx, dy)
            .post_translate(-left, -top);
        small.fill_path(path, &paint, FillRule::Winding, place, None);
        blur_all(&mut small, (blur * scale).round().max(1.0) as usize);
        let paint = PixmapPaint {
            opacity: alpha,
            quality: FilterQuality::Bilinear,
            ..PixmapPaint::default()
        };
        let back = Transform::from_scale(4.0, 4.0).post_translate(left * 4.0, top * 4.0);
        self.pixmap
            .draw_pixmap(0, 0, small.as_ref(), &paint, back, self.clip.as_ref());
    }

    /// A shape with its shadow.
    pub(super) fn lay(&mut self, path: &Option<Path>, ink: Ink) {
        self.shadow(path, 14.0, 22.0, 34.0, 0x1a1210, 0.38);
        self.fill(path, ink);
    }

    /// Fine grain over everything, and the finished picture.
    pub(super) fn finish(mut self) -> Pixmap {
        let mut noise = vec![0_u8; self.pixmap.pixels().len()];
        self.dice.fill_bytes(&mut noise);
        for (pixel, noise) in self.pixmap.data_mut().chunks_exact_mut(4).zip(noise) {
            let noise = i16::from(noise % 9) - 4;
            for part in &mut pixel[..3] {
                *part = (i16::from(*part) + noise).clamp(0, 255) as u8;
            }
            pixel[3] = 255;
        }
        self.pixmap
    }
}

/// Three box blurs come close to a Gaussian.
fn blur_all(pixmap: &mut Pixmap, radius: usize) {
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let data = pixmap.data_mut();
    let mut line = Vec::new();
    for _ in 0..3 {
        for row in 0..height {
            blur_line(data, row * width * 4, 4, width, radius, &mut line);
        }
        for column in 0..width {
            blur_line(data, column * 4, width * 4, height, radius, &mut line);
        }
    }
}

fn blur_line(data: &mut [u8], from: usize, step: usize, count: usize, radius: usize, line: &mut Vec<u8>) {
    for part in 0..4 {
        line.clear();
        line.extend((0..count).map(|at| data[from + at * step + part]));
        let window = (2 * radius + 1) as u32;
        let value = |at: isize| u32::from(line[at.clamp(0, count as isize - 1) as usize]);
        let reach = radius as isize;
        let mut sum: u32 = (-reach..=reach).map(value).sum();
        for at in 0..count {
            data[from + at * step + part] = (sum / window) as u8;
            sum = sum + value(at as isize + reach + 1) - value(at as isize - reach);
        }
    }
}

pub(super) fn rect(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect)
}

pub(super) fn oval(x: f32, y: f32, rx: f32, ry: f32) -> Option<Path> {
    Rect::from_xywh(x - rx, y - ry, 2.0 * rx, 2.0 * ry).and_then(PathBuilder::from_oval)
}

pub(super) fn circle(x: f32, y: f32, radius: f32) -> Option<Path> {
    PathBuilder::from_circle(x, y, radius)
}

pub(super) fn polygon(points: &[(f32, f32)]) -> Option<Path> {
    shape(|path| {
        for (index, (x, y)) in points.iter().enumerate() {
            if index == 0 {
                path.move_to(*x, *y)
            } else {
                path.line_to(*x, *y)
            }
        }
        path.close();
    })
}

pub(super) fn open_line(points: &[(f32, f32)]) -> Option<Path> {
    shape(|path| {
        for (index, (x, y)) in points.iter().enumerate() {
            if index == 0 {
                path.move_to(*x, *y)
            } else {
                path.line_to(*x, *y)
            }
        }
    })
}

pub(super) fn round_rect(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let (r, right, bottom) = (radius.min(width / 2.0).min(height / 2.0), x + width, y + height);
    shape(|path| {
        path.move_to(x + r, y);
        path.line_to(right - r, y);
        path.quad_to(right, y, right, y + r);
        path.line_to(right, bottom - r);
        path.quad_to(right, bottom, right - r, bottom);
        path.line_to(x + r, bottom);
        path.quad_to(x, bottom, x, bottom - r);
        path.line_to(x, y + r);
        path.quad_to(x, y, x + r, y);
        path.close();
    })
}

pub(super) fn shape(draw: impl FnOnce(&mut PathBuilder)) -> Option<Path> {
    let mut path = PathBuilder::new();
    draw(&mut path);
    path.finish()
}

/// A body of revolution: half-widths at heights, mirrored around `x`, with smooth sides.
pub(super) fn turned(x: f32, profile: &[(f32, f32)]) -> Option<Path> {
    let (first, last) = (profile.first()?, profile.last()?);
    shape(|path| {
        path.move_to(x - first.0, first.1);
        path.line_to(x + first.0, first.1);
        for pair in profile.windows(2) {
            let middle = (pair[0].1 + pair[1].1) / 2.0;
            path.cubic_to(x + pair[0].0, middle, x + pair[1].0, middle, x + pair[1].0, pair[1].1);
        }
        // The foot of a round body is seen a little from above.
        path.quad_to(x, last.1 + last.0 * 0.26, x - last.0, last.1);
        for pair in profile.windows(2).rev() {
            let middle = (pair[0].1 + pair[1].1) / 2.0;
            path.cubic_to(x - pair[1].0, middle, x - pair[0].0, middle, x - pair[0].0, pair[0].1);
        }
        path.close();
    })
}

/// A leaf from a point in a direction (radians).
pub(super) fn leaf(x: f32, y: f32, angle: f32, length: f32, width: f32) -> Option<Path> {
    let along = |t: f32, side: f32| {
        let (sin, cos) = angle.sin_cos();
        (
            x + cos * t * length - sin * side * width,
            y + sin * t * length + cos * side * width,
        )
    };
    let (a, b, c, d, tip) = (
        along(0.3, 1.0),
        along(0.75, 0.8),
        along(0.75, -0.8),
        along(0.3, -1.0),
        along(1.0, 0.0),
    );
    shape(|path| {
        path.move_to(x, y);
        path.cubic_to(a.0, a.1, b.0, b.1, tip.0, tip.1);
        path.cubic_to(c.0, c.1, d.0, d.1, x, y);
        path.close();
    })
}
