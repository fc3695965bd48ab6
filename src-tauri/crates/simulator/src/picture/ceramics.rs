//! Vases, plates, a bottle with a stem, candles.

use super::canvas::{Canvas, Ink, circle, leaf, mix, open_line, oval, polygon, rect, shape, turned};

/// A warm wall with the light of a window on it, and a table.
pub(super) fn room(canvas: &mut Canvas, wall: u32, table: u32) -> f32 {
    let floor = canvas.height * 0.78;
    canvas.ground(Ink::Down(
        mix(wall, 0xffffff, 0.18),
        0.0,
        mix(wall, 0x6b4a3a, 0.14),
        floor,
    ));
    // Four panes of evening light, leaning with the sun.
    for pane in 0..4 {
        let (column, row) = ((pane % 2) as f32, (pane / 2) as f32);
        let at = |u: f32, v: f32| (560.0 + u * 170.0 - v * 62.0, 70.0 + u * 50.0 + v * 215.0);
        let corners = [(0.0, 0.0), (0.94, 0.0), (0.94, 0.95), (0.0, 0.95)];
        let light = polygon(&corners.map(|(u, v)| at(column + u, row + v)));
        canvas.fill(&light, Ink::Veil(0xfff6e0, 0.34));
    }
    let board = rect(-10.0, floor, 1020.0, canvas.height);
    canvas.fill(
        &board,
        Ink::Down(table, floor, mix(table, 0x2a1710, 0.35), canvas.height),
    );
    canvas.fill(&rect(-10.0, floor, 1020.0, 5.0), Ink::Veil(0xffffff, 0.18));
    floor
}

/// A turned pot with light from the left and a dark mouth.
fn pot(canvas: &mut Canvas, x: f32, profile: &[(f32, f32)], glaze: u32) {
    let (Some(top), Some(bottom)) = (profile.first(), profile.last()) else {
        return;
    };
    let widest = profile.iter().map(|(half, _)| *half).fold(0.0, f32::max);
    let body = turned(x, profile);
    canvas.shadow(
        &oval(x + 60.0, bottom.1 - 2.0, widest * 1.25, 26.0),
        0.0,
        0.0,
        26.0,
        0x1a0f0a,
        0.5,
    );
    canvas.fill(
        &body,
        Ink::Across(
            mix(glaze, 0xffffff, 0.22),
            x - widest,
            mix(glaze, 0x1c1014, 0.34),
            x + widest,
        ),
    );
    canvas.clip(&body);
    canvas.fill(
        &oval(
            x - widest * 0.46,
            (top.1 + bottom.1) / 2.0,
            widest * 0.13,
            (bottom.1 - top.1) * 0.42,
        ),
        Ink::Veil(0xffffff, 0.16),
    );
    for _ in 0..26 {
        let (dx, dy) = (canvas.random(-widest, widest), canvas.random(top.1, bottom.1));
        let size = canvas.random(1.0, 3.2);
        canvas.fill(&circle(x + dx, dy, size), Ink::Veil(mix(glaze, 0x20120c, 0.6), 0.4));
    }
    canvas.unclip();
    canvas.fill(
        &oval(x, top.1, top.0, top.0 * 0.2),
        Ink::Flat(mix(glaze, 0x160c0a, 0.62)),
    );
    canvas.line(
        &oval(x, top.1, top.0, top.0 * 0.2),
        4.0,
        Ink::Flat(mix(glaze, 0xffffff, 0.3)),
    );
}

pub(super) fn vases(canvas: &mut Canvas, variant: u32) {
    let (wall, tall, white, small) = [
        (0xe9d3ba, 0xc97a58, 0xe9e2d4, 0x2f5751),
        (0xd7dccf, 0x7d8f6f, 0xf0e8da, 0xb5623f),
        (0xe7cfc9, 0xa7586a, 0xe8d9c3, 0x3c4a6b),
        (0xcfd8dc, 0x35566b, 0xe6e1d6, 0xc99a4a),
    ][variant as usize % 4];
    let floor = room(canvas, wall, 0xb0764f);
    let foot = floor + 70.0;
    let neck = floor - 590.0;
    pot(
        canvas,
        350.0,
        &[
            (52.0, neck),
            (48.0, neck + 120.0),
            (150.0, neck + 360.0),
            (160.0, neck + 470.0),
            (112.0, foot),
        ],
        tall,
    );
    pot(
        canvas,
        600.0,
        &[
            (92.0, floor - 250.0),
            (128.0, floor - 120.0),
            (120.0, floor),
            (84.0, foot + 20.0),
        ],
        white,
    );
    pot(
        canvas,
        812.0,
        &[(100.0, floor - 170.0), (92.0, floor - 60.0), (70.0, foot + 4.0)],
        small,
    );
}

pub(super) fn bottle(canvas: &mut Canvas, variant: u32) {
    let (wall, glaze, green) = [
        (0xb9c6bf, 0xf1eee6, 0x5f7f5c),
        (0xe3c9b4, 0x6f8f92, 0x8a6a3f),
        (0xc9c2d6, 0xf4ebe0, 0x6a5b8c),
    ][variant as usize % 3];
    let floor = room(canvas, wall, 0x8f9a8c);
    let top = floor - 470.0;
    for (angle, length) in [(-1.25_f32, 300.0_f32), (-1.62, 360.0), (-1.98, 290.0)] {
        let tip = (500.0 + angle.cos() * length, top + 20.0 + angle.sin() * length);
        canvas.line(
            &open_line(&[(500.0, top + 30.0), tip]),
            7.0,
            Ink::Flat(mix(green, 0x1e2a1a, 0.3)),
        );
        for step in 2..7 {
            let along = step as f32 / 7.0;
            let (x, y) = (
                500.0 + (tip.0 - 500.0) * along,
                top + 30.0 + (tip.1 - top - 30.0) * along,
            );
            for side in [-0.75_f32, 0.75] {
                let shade = mix(green, if side < 0.0 { 0xffffff } else { 0x16240f }, 0.18);
                canvas.fill(
                    &leaf(x, y, angle + side, 92.0 - step as f32 * 6.0, 24.0),
                    Ink::Flat(shade),
                );
            }
        }
    }
    pot(
        canvas,
        500.0,
        &[
            (42.0, top),
            (46.0, top + 110.0),
            (158.0, top + 260.0),
            (164.0, top + 420.0),
            (120.0, floor + 90.0),
        ],
        glaze,
    );
}

/// A plate seen from above, with a rim, a rolled edge and speckles.
pub(super) fn plate(canvas: &mut Canvas, x: f32, y: f32, radius: f32, glaze: u32) {
    let edge = circle(x, y, radius);
    canvas.shadow(&edge, 20.0, 30.0, 40.0, 0x1a120e, 0.5);
    canvas.fill(
        &edge,
        Ink::Around(
            x - radius * 0.3,
            y - radius * 0.35,
            radius * 1.5,
            mix(glaze, 0xffffff, 0.3),
            mix(glaze, 0x2a1a14, 0.3),
        ),
    );
    canvas.line(&circle(x, y, radius - 4.0), 5.0, Ink::Veil(0xffffff, 0.35));
    canvas.fill(
        &circle(x, y, radius * 0.74),
        Ink::Around(
            x + radius * 0.25,
            y + radius * 0.3,
            radius * 1.1,
            mix(glaze, 0xffffff, 0.22),
            mix(glaze, 0x2a1a14, 0.16),
        ),
    );
    canvas.line(
        &circle(x, y, radius * 0.74),
        3.0,
        Ink::Veil(mix(glaze, 0x20130f, 0.6), 0.35),
    );
    for _ in 0..(radius * 0.5) as u32 {
        let (angle, reach) = (canvas.random(0.0, 6.3), canvas.random(0.02, 0.97_f32).sqrt() * radius);
        let size = canvas.random(0.9, 3.0);
        let spot = circle(x + angle.cos() * reach, y + angle.sin() * reach, size);
        canvas.fill(&spot, Ink::Veil(mix(glaze, 0x24140c, 0.75), 0.5));
    }
}

pub(super) fn plates(canvas: &mut Canvas, variant: u32) {
    let (cloth, a, b, c) = [
        (0xb9ada1, 0xd98f70, 0xece7dc, 0x4f7672),
        (0x8fa09a, 0xe6dfd0, 0xc7803f, 0x37525c),
        (0xcbb7a6, 0x7f8f62, 0xf0e9dd, 0xb5604c),
    ][variant as usize % 3];
    canvas.ground(Ink::Down(
        mix(cloth, 0xffffff, 0.16),
        0.0,
        mix(cloth, 0x2b211b, 0.18),
        canvas.height,
    ));
    let middle = canvas.height / 2.0;
    for stripe in 0..3 {
        let x = 90.0 + stripe as f32 * 26.0;
        canvas.fill(&rect(x, -10.0, 8.0, canvas.height + 20.0), Ink::Veil(0xffffff, 0.16));
    }
    plate(canvas, 360.0, middle - 230.0, 330.0, a);
    plate(canvas, 720.0, middle + 30.0, 280.0, b);
    plate(canvas, 350.0, middle + 320.0, 240.0, c);
}

pub(super) fn candle(canvas: &mut Canvas, variant: u32) {
    let (night, clay, wax) = [
        (0x2a1a16, 0x4c5f5b, 0xf3e6cf),
        (0x1b1e2e, 0x8a4f43, 0xf0dcc0),
        (0x1f2620, 0x8d7a4a, 0xf4ead6),
    ][variant as usize % 3];
    canvas.ground(Ink::Flat(night));
    let floor = canvas.height * 0.76;
    let flame = floor - 440.0;
    let warm = mix(0xe89a4a, 0xffd9a0, 0.3);
    let all = rect(0.0, 0.0, 1000.0, canvas.height);
    canvas.fill(&all, Ink::Glow(500.0, flame, 640.0, warm, 0.62));
    canvas.fill(
        &rect(-10.0, floor, 1020.0, canvas.height),
        Ink::Around(500.0, floor, 640.0, mix(0x7a4a2c, warm, 0.2), mix(night, 0x000000, 0.2)),
    );
    for (x, half, height, glaze) in [
        (235.0, 105.0, 150.0, clay),
        (785.0, 92.0, 190.0, mix(clay, 0xd8a070, 0.4)),
    ] {
        let towards = if x < 500.0 { 1.0 } else { -1.0 };
        let body = turned(
            x,
            &[
                (half, floor - height),
                (half * 0.96, floor - 40.0),
                (half * 0.7, floor + 60.0),
            ],
        );
        canvas.fill(
            &body,
            Ink::Across(
                mix(glaze, night, 0.7),
                x - towards * half,
                mix(glaze, warm, 0.35),
                x + towards * half,
            ),
        );
        canvas.fill(
            &oval(x, floor - height, half, half * 0.2),
            Ink::Flat(mix(glaze, night, 0.8)),
        );
        canvas.line(
            &oval(x, floor - height, half, half * 0.2),
            4.0,
            Ink::Flat(mix(glaze, warm, 0.45)),
        );
    }
    let body = turned(
        500.0,
        &[(120.0, flame + 130.0), (122.0, floor - 60.0), (118.0, floor + 76.0)],
    );
    canvas.fill(
        &body,
        Ink::Down(
            mix(wax, 0xffc98a, 0.35),
            flame + 120.0,
            mix(wax, 0x7d5a44, 0.55),
            floor + 80.0,
        ),
    );
    canvas.fill(
        &oval(500.0, flame + 130.0, 120.0, 24.0),
        Ink::Around(500.0, flame + 130.0, 120.0, 0xfff3cf, mix(wax, 0xe0a060, 0.5)),
    );
    canvas.line(
        &open_line(&[(500.0, flame + 132.0), (502.0, flame + 76.0)]),
        6.0,
        Ink::Flat(0x3a2418),
    );
    let tongue = |width: f32, top: f32, bottom: f32| {
        shape(|path| {
            path.move_to(500.0, top);
            path.cubic_to(
                500.0 + width,
                top + (bottom - top) * 0.5,
                500.0 + width,
                bottom,
                500.0,
                bottom,
            );
            path.cubic_to(
                500.0 - width,
                bottom,
                500.0 - width,
                top + (bottom - top) * 0.5,
                500.0,
                top,
            );
            path.close();
        })
    };
    canvas.fill(
        &tongue(56.0, flame - 86.0, flame + 92.0),
        Ink::Down(0xffe9b0, flame - 86.0, 0xf08a34, flame + 92.0),
    );
    canvas.fill(&tongue(28.0, flame - 14.0, flame + 84.0), Ink::Flat(0xfffbe6));
    canvas.fill(&all, Ink::Glow(500.0, flame + 10.0, 210.0, 0xffe2a8, 0.5));
}
