//! Fair Isle borders, moss stitch, folded scarves, balls of yarn.

use super::canvas::{Canvas, Ink, circle, mix, oval, rect, round_rect, shape};

/// One stitch: two slanting strands that meet at the bottom.
fn stitch(canvas: &mut Canvas, x: f32, y: f32, width: f32, height: f32, wool: u32) {
    for side in [-1.0_f32, 1.0] {
        let strand = shape(|path| {
            path.move_to(x + side * width * 0.02, y + height * 1.2);
            path.cubic_to(
                x + side * width * 0.3,
                y + height * 0.95,
                x + side * width * 0.52,
                y + height * 0.5,
                x + side * width * 0.5,
                y + height * 0.04,
            );
            path.cubic_to(
                x + side * width * 0.34,
                y - height * 0.06,
                x + side * width * 0.1,
                y + height * 0.4,
                x + side * width * 0.02,
                y + height * 1.2,
            );
            path.close();
        });
        let light = if side < 0.0 {
            mix(wool, 0xffffff, 0.13)
        } else {
            mix(wool, 0x1a1014, 0.1)
        };
        canvas.fill(
            &strand,
            Ink::Down(light, y, mix(wool, 0x160e12, 0.24), y + height * 1.2),
        );
    }
}

/// Rows of a border, repeated to the right; letters choose the wool.
const BORDERS: [&[&str]; 3] = [
    &[
        "........", "...ab...", "..abba..", ".ab..ba.", "ab.cc.ba", ".ab..ba.", "..abba..", "...ab...",
    ],
    &[
        "cccccccc", "........", "a..a..a.", "aa.aa.aa", ".aaa.aaa", "........", "cccccccc", "b.b.b.b.",
    ],
    &[
        "bbbbbbbb", "b..bb..b", "..a..a..", ".aaaaaa.", "..a..a..", "b..bb..b", "bbbbbbbb", "........",
    ],
];

pub(super) fn fair_isle(canvas: &mut Canvas, variant: u32) {
    let (ground, wools) = [
        (0xe4dccb, [0x2f4f73, 0x9c3b3f, 0x2f4f73]),
        (0x2f5a4c, [0xe9e0cc, 0xc9903c, 0x8fb09a]),
        (0x8f2f38, [0xf0e4d0, 0x2a3550, 0xd9a05a]),
        (0x33405f, [0xe6ddd0, 0xd98a6a, 0x8aa5b8]),
    ][variant as usize % 4];
    canvas.ground(Ink::Flat(mix(ground, 0x0c080a, 0.62)));
    let (width, height) = (34.0, 28.0);
    let rows = (canvas.height / height) as usize + 2;
    for row in 0..rows {
        let band = BORDERS[(row / 11 + variant as usize) % BORDERS.len()];
        let pattern = band.get(row % 11).copied().unwrap_or("........").as_bytes();
        for column in 0..31 {
            let wool = match pattern[column % pattern.len()] {
                b'a' => wools[0],
                b'b' => wools[1],
                b'c' => wools[2],
                _ => ground,
            };
            let shade = canvas.random(-0.05, 0.05);
            let wool = if shade < 0.0 {
                mix(wool, 0x100a0c, -shade)
            } else {
                mix(wool, 0xffffff, shade)
            };
            stitch(
                canvas,
                column as f32 * width,
                row as f32 * height - 20.0,
                width,
                height,
                wool,
            );
        }
    }
    fold(canvas);
}

/// Light and shade of cloth that does not lie quite flat.
fn fold(canvas: &mut Canvas) {
    let height = canvas.height;
    let all = rect(0.0, 0.0, 1000.0, height);
    canvas.fill(&all, Ink::Glow(240.0, height * 0.2, 760.0, 0xfff4e0, 0.2));
    canvas.fill(&all, Ink::Glow(1000.0, height, 800.0, 0x120a10, 0.4));
    canvas.fill(&all, Ink::Glow(620.0, height * 0.55, 300.0, 0x120a10, 0.12));
}

pub(super) fn moss_stitch(canvas: &mut Canvas, variant: u32) {
    let wool = [0x4d6b58, 0xc99a6a, 0x7a8fa8, 0xa8586a][variant as usize % 4];
    canvas.ground(Ink::Flat(mix(wool, 0x0c0a0a, 0.6)));
    let (width, height) = (58.0, 46.0);
    let rows = (canvas.height / height) as usize + 2;
    for row in 0..rows {
        for column in 0..19 {
            let (x, y) = (column as f32 * width, row as f32 * height - 10.0);
            let shade = canvas.random(-0.07, 0.07);
            let tone = if shade < 0.0 {
                mix(wool, 0x100a0c, -shade)
            } else {
                mix(wool, 0xffffff, shade)
            };
            if (row + column) % 2 == 0 {
                stitch(canvas, x, y, width * 0.96, height * 0.9, tone);
            } else {
                let bump = oval(x, y + height * 0.55, width * 0.5, height * 0.36);
                canvas.fill(
                    &oval(x + 3.0, y + height * 0.66, width * 0.5, height * 0.36),
                    Ink::Veil(0x0c0a0a, 0.5),
                );
                canvas.fill(
                    &bump,
                    Ink::Down(
                        mix(tone, 0xffffff, 0.26),
                        y + height * 0.2,
                        mix(tone, 0x120c0e, 0.26),
                        y + height * 0.92,
                    ),
                );
                for strand in 0..3 {
                    let lift = y + height * (0.4 + strand as f32 * 0.14);
                    let thread = shape(|path| {
                        path.move_to(x - width * 0.4, lift + 5.0);
                        path.quad_to(x, lift - 9.0, x + width * 0.4, lift + 5.0);
                    });
                    canvas.line(&thread, 2.4, Ink::Veil(mix(tone, 0xffffff, 0.45), 0.4));
                }
            }
        }
    }
    fold(canvas);
}

pub(super) fn scarves(canvas: &mut Canvas, variant: u32) {
    let (wall, pile) = [
        (0xe4dcd0, [0x35516b, 0xd9cdb8, 0x6f8f7c, 0xc98a4a, 0x9c4340]),
        (0xcfd8d3, [0x8a6f5a, 0xe9e2d4, 0x44655a, 0xa8b8a0, 0x2f3f3a]),
        (0xe8d0c6, [0x7a3f54, 0xf0e2d0, 0xd98a74, 0x5a6a86, 0xe0b064]),
    ][variant as usize % 3];
    canvas.ground(Ink::Down(
        mix(wall, 0xffffff, 0.2),
        0.0,
        mix(wall, 0x5a4a40, 0.15),
        canvas.height,
    ));
    let floor = canvas.height * 0.84;
    canvas.fill(
        &rect(-10.0, floor, 1020.0, canvas.height),
        Ink::Down(0xb98a62, floor, 0x6f4a30, canvas.height),
    );
    let thick = 118.0;
    canvas.shadow(&oval(540.0, floor + 6.0, 380.0, 34.0), 0.0, 0.0, 30.0, 0x180e08, 0.55);
    for (index, wool) in pile.into_iter().rev().enumerate() {
        let top = floor - thick * (index as f32 + 1.0);
        let (inset, shift) = (canvas.random(0.0, 34.0), canvas.random(-18.0, 18.0));
        let (x, width) = (160.0 + inset + shift, 680.0 - inset * 2.0);
        let cloth = round_rect(x, top, width, thick - 4.0, 54.0);
        canvas.shadow(&cloth, 8.0, 14.0, 14.0, 0x180e08, 0.4);
        canvas.fill(
            &cloth,
            Ink::Down(mix(wool, 0xffffff, 0.2), top, mix(wool, 0x140c0e, 0.34), top + thick),
        );
        canvas.clip(&cloth);
        for rib in 0..52 {
            let rx = x + rib as f32 * 13.6;
            canvas.fill(&rect(rx, top, 5.0, thick), Ink::Veil(0x140c0e, 0.13));
            canvas.fill(&rect(rx + 6.0, top, 3.0, thick), Ink::Veil(0xffffff, 0.1));
        }
        canvas.fill(&rect(x, top + thick * 0.47, width, 7.0), Ink::Veil(0x140c0e, 0.4));
        canvas.fill(&rect(x, top + thick * 0.53, width, 4.0), Ink::Veil(0xffffff, 0.22));
        if index % 2 == 0 {
            canvas.fill(&rect(x + width - 190.0, top, 26.0, thick), Ink::Veil(0xfff6e6, 0.55));
            canvas.fill(&rect(x + width - 146.0, top, 12.0, thick), Ink::Veil(0xfff6e6, 0.55));
        }
        canvas.unclip();
    }
}

pub(super) fn yarn(canvas: &mut Canvas, variant: u32) {
    let (cloth, wools) = [
        (0xd8cdbd, [0xb5623f, 0x7d8f6f, 0x35566b, 0xd9c9a8]),
        (0x9aa8a4, [0xd98a74, 0xf0e4d0, 0x6f4f6a, 0xc99a4a]),
        (0xe9d8cf, [0x3f6d72, 0xa83f4a, 0xe0b064, 0x5f6f8f]),
    ][variant as usize % 3];
    canvas.ground(Ink::Down(
        mix(cloth, 0xffffff, 0.2),
        0.0,
        mix(cloth, 0x3a2c22, 0.2),
        canvas.height,
    ));
    let height = canvas.height;
    let tail = shape(|path| {
        path.move_to(690.0, height * 0.72);
        path.cubic_to(900.0, height * 0.95, 600.0, height * 1.02, 420.0, height * 0.9);
        path.cubic_to(240.0, height * 0.8, 120.0, height * 0.98, -20.0, height * 0.9);
    });
    canvas.shadow(&oval(500.0, height * 0.94, 420.0, 10.0), 0.0, 0.0, 20.0, 0x180e08, 0.16);
    canvas.line(&tail, 13.0, Ink::Flat(mix(wools[2], 0x120c0e, 0.12)));
    for (index, (x, share, radius)) in [
        (310.0, 0.3, 235.0),
        (735.0, 0.24, 185.0),
        (640.0, 0.62, 245.0),
        (210.0, 0.7, 170.0),
    ]
    .into_iter()
    .enumerate()
    {
        let (y, wool) = (height * share, wools[index]);
        let ball = circle(x, y, radius);
        canvas.shadow(&ball, 24.0, 38.0, 36.0, 0x180e08, 0.5);
        canvas.fill(
            &ball,
            Ink::Around(
                x - radius * 0.35,
                y - radius * 0.4,
                radius * 1.6,
                mix(wool, 0xffffff, 0.22),
                mix(wool, 0x120a0c, 0.5),
            ),
        );
        canvas.clip(&ball);
        for bundle in 0..7 {
            let turn = canvas.random(0.0, std::f32::consts::PI);
            let (sin, cos) = turn.sin_cos();
            let place = |u: f32, v: f32| (x + cos * u - sin * v, y + sin * u + cos * v);
            for thread in 0..9 {
                let off = (thread as f32 - 4.0) * radius * 0.085 + (bundle as f32 - 3.0) * radius * 0.2;
                let bend = off * 1.55;
                let (a, b, c) = (
                    place(-radius * 1.1, off * 0.55),
                    place(0.0, bend),
                    place(radius * 1.1, off * 0.55),
                );
                let strand = shape(|path| {
                    path.move_to(a.0, a.1);
                    path.quad_to(b.0, b.1, c.0, c.1);
                });
                let tone = if thread % 2 == 0 {
                    mix(wool, 0xffffff, 0.2)
                } else {
                    mix(wool, 0x120a0c, 0.22)
                };
                canvas.line(&strand, radius * 0.05, Ink::Veil(tone, 0.5));
            }
        }
        canvas.fill(
            &ball,
            Ink::Glow(x - radius * 0.4, y - radius * 0.45, radius * 0.9, 0xffffff, 0.2),
        );
        canvas.fill(
            &circle(x, y, radius),
            Ink::Glow(x + radius * 0.8, y + radius * 0.9, radius * 1.1, 0x120a0c, 0.5),
        );
        canvas.unclip();
    }
}
