//! Profile pictures: two letters on the brand's colour. The letters are strokes, so no font is needed.

use super::canvas::{Canvas, Ink, mix, shape};

/// The strokes of a letter in a box 1 wide and 1.3 high; a stroke with four points is a curve.
fn strokes(letter: char) -> &'static [&'static [(f32, f32)]] {
    match letter {
        'C' => &[
            &[(0.96, 0.24), (0.62, -0.2), (0.0, -0.02), (0.02, 0.65)],
            &[(0.02, 0.65), (0.0, 1.32), (0.62, 1.5), (0.96, 1.06)],
        ],
        'F' => &[
            &[(0.1, 0.0), (0.1, 1.3)],
            &[(0.1, 0.0), (0.9, 0.0)],
            &[(0.1, 0.62), (0.76, 0.62)],
        ],
        'H' => &[
            &[(0.05, 0.0), (0.05, 1.3)],
            &[(0.95, 0.0), (0.95, 1.3)],
            &[(0.05, 0.64), (0.95, 0.64)],
        ],
        'K' => &[
            &[(0.08, 0.0), (0.08, 1.3)],
            &[(0.94, 0.0), (0.08, 0.78)],
            &[(0.4, 0.5), (0.98, 1.3)],
        ],
        'L' => &[&[(0.1, 0.0), (0.1, 1.3)], &[(0.1, 1.3), (0.9, 1.3)]],
        'N' => &[
            &[(0.05, 1.3), (0.05, 0.0)],
            &[(0.05, 0.0), (0.95, 1.3)],
            &[(0.95, 1.3), (0.95, 0.0)],
        ],
        'S' => &[
            &[(0.88, 0.2), (0.6, -0.2), (0.05, -0.05), (0.1, 0.34)],
            &[(0.1, 0.34), (0.16, 0.72), (0.9, 0.54), (0.92, 0.96)],
            &[(0.92, 0.96), (0.94, 1.4), (0.3, 1.48), (0.06, 1.08)],
        ],
        'T' => &[&[(0.0, 0.0), (1.0, 0.0)], &[(0.5, 0.0), (0.5, 1.3)]],
        _ => &[],
    }
}

pub(super) fn draw(canvas: &mut Canvas, letters: &str, colour: [u8; 3]) {
    let [r, g, b] = colour.map(u32::from);
    let ground = r << 16 | g << 8 | b;
    canvas.ground(Ink::Down(
        mix(ground, 0xffffff, 0.12),
        0.0,
        mix(ground, 0x000000, 0.16),
        canvas.height,
    ));
    let size = 250.0;
    for (place, letter) in letters.chars().take(2).enumerate() {
        let (x, y) = (190.0 + place as f32 * 370.0, 500.0 - size * 0.65);
        for stroke in strokes(letter) {
            let at = |(px, py): (f32, f32)| (x + px * size, y + py * size);
            let path = shape(|path| match stroke {
                [a, b, c, d] => {
                    let (a, b, c, d) = (at(*a), at(*b), at(*c), at(*d));
                    path.move_to(a.0, a.1);
                    path.cubic_to(b.0, b.1, c.0, c.1, d.0, d.1);
                }
                points => {
                    for (index, point) in points.iter().enumerate() {
                        let (px, py) = at(*point);
                        if index == 0 {
                            path.move_to(px, py)
                        } else {
                            path.line_to(px, py)
                        }
                    }
                }
            });
            canvas.line(&path, 54.0, Ink::Flat(0xfffdf8));
        }
    }
}

/// The heart sticker: red on white.
pub(super) fn heart(canvas: &mut Canvas) {
    canvas.ground(Ink::Flat(0xffffff));
    let path = shape(|path| {
        path.move_to(500.0, 850.0);
        path.cubic_to(60.0, 560.0, 90.0, 180.0, 320.0, 180.0);
        path.cubic_to(420.0, 180.0, 480.0, 250.0, 500.0, 310.0);
        path.cubic_to(520.0, 250.0, 580.0, 180.0, 680.0, 180.0);
        path.cubic_to(910.0, 180.0, 940.0, 560.0, 500.0, 850.0);
        path.close();
    });
    canvas.fill(&path, Ink::Down(0xff4f68, 150.0, 0xd4183c, 880.0));
}
