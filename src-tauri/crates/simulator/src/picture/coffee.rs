//! Cups from above, a mug by the window, roasted beans.

use super::canvas::{Canvas, Ink, circle, leaf, mix, oval, polygon, rect, round_rect, shape, turned};
use super::ceramics::room;

/// A cup on a saucer from above, with a fern poured into the milk. `turn` is the handle's direction in radians.
fn cup(canvas: &mut Canvas, x: f32, y: f32, radius: f32, glaze: u32, turn: f32) {
    let saucer = circle(x, y, radius * 1.42);
    canvas.shadow(&saucer, 20.0, 30.0, 38.0, 0x1a100b, 0.5);
    canvas.fill(
        &saucer,
        Ink::Around(
            x - radius * 0.5,
            y - radius * 0.6,
            radius * 2.1,
            mix(glaze, 0xffffff, 0.26),
            mix(glaze, 0x20120c, 0.3),
        ),
    );
    canvas.line(&circle(x, y, radius * 1.36), 4.0, Ink::Veil(0xffffff, 0.3));
    canvas.line(&circle(x, y, radius * 1.12), 5.0, Ink::Veil(0x1a100b, 0.16));
    let handle = circle(
        x + turn.cos() * radius * 1.14,
        y + turn.sin() * radius * 1.14,
        radius * 0.27,
    );
    canvas.shadow(&handle, 8.0, 12.0, 14.0, 0x1a100b, 0.4);
    canvas.line(&handle, radius * 0.15, Ink::Flat(mix(glaze, 0x20120c, 0.16)));
    let rim = circle(x, y, radius);
    canvas.shadow(&rim, 14.0, 20.0, 24.0, 0x1a100b, 0.55);
    canvas.fill(
        &rim,
        Ink::Across(
            mix(glaze, 0xffffff, 0.34),
            x - radius,
            mix(glaze, 0x20120c, 0.22),
            x + radius,
        ),
    );
    let coffee = circle(x, y, radius * 0.86);
    canvas.fill(&coffee, Ink::Around(x, y, radius * 0.9, 0x9a5f35, 0x4f2a17));
    canvas.clip(&coffee);
    // The stem points away from the handle; leaves of milk stand on both sides of it.
    let stem = turn + 2.4;
    let at = |along: f32| (x + stem.cos() * along * radius, y + stem.sin() * along * radius);
    let cream = 0xf6e6cd;
    canvas.fill(
        &leaf(at(-0.62).0, at(-0.62).1, stem, radius * 1.3, radius * 0.09),
        Ink::Flat(cream),
    );
    for step in 0..5 {
        let along = -0.42 + step as f32 * 0.2;
        let size = radius * (0.56 - step as f32 * 0.075);
        for side in [-0.82_f32, 0.82] {
            let (px, py) = at(along);
            canvas.fill(&leaf(px, py, stem + side, size, size * 0.2), Ink::Flat(cream));
        }
    }
    canvas.fill(&circle(at(0.62).0, at(0.62).1, radius * 0.07), Ink::Flat(cream));
    canvas.unclip();
    canvas.line(&circle(x, y, radius * 0.86), 5.0, Ink::Veil(0x2a140a, 0.5));
}

fn table(canvas: &mut Canvas, colour: u32) {
    canvas.ground(Ink::Down(
        mix(colour, 0xffffff, 0.12),
        0.0,
        mix(colour, 0x20130d, 0.2),
        canvas.height,
    ));
    for _ in 0..44 {
        let (y, x) = (canvas.random(0.0, canvas.height), canvas.random(-200.0, 900.0));
        let length = canvas.random(160.0, 520.0);
        canvas.fill(&round_rect(x, y, length, 3.0, 1.5), Ink::Veil(0x24150d, 0.07));
    }
    let light = polygon(&[
        (620.0, -10.0),
        (1010.0, -10.0),
        (1010.0, 420.0),
        (280.0, canvas.height + 10.0),
        (-10.0, canvas.height + 10.0),
    ]);
    canvas.fill(&light, Ink::Veil(0xffffff, 0.07));
}

pub(super) fn latte_art(canvas: &mut Canvas, variant: u32) {
    let (wood, glaze) = [
        (0x7a4d33, 0xf0ebe2),
        (0xb58a63, 0x3f6d72),
        (0x4a4744, 0xd58f75),
        (0xcdb79c, 0x36423f),
    ][variant as usize % 4];
    table(canvas, wood);
    let y = canvas.height * 0.5;
    cup(canvas, 500.0, y, 270.0, glaze, 0.5);
    let spoon = round_rect(878.0, y - 210.0, 20.0, 460.0, 10.0);
    canvas.lay(&spoon, Ink::Across(0xe9e4da, 878.0, 0xa39c90, 898.0));
    canvas.lay(
        &oval(888.0, y - 250.0, 42.0, 66.0),
        Ink::Across(0xf2eee6, 846.0, 0x9b9488, 930.0),
    );
}

pub(super) fn two_cups(canvas: &mut Canvas, variant: u32) {
    let (wood, a, b) = [
        (0xd9c9b6, 0x4f7670, 0xd99a83),
        (0x9b7a5c, 0xeee8dd, 0x35566b),
        (0xc8cfca, 0x6f4f5f, 0xc99a4a),
    ][variant as usize % 3];
    table(canvas, wood);
    let y = canvas.height * 0.5;
    cup(canvas, 370.0, y - 190.0, 218.0, a, 0.35);
    cup(canvas, 660.0, y + 260.0, 190.0, b, -0.5);
}

pub(super) fn mug(canvas: &mut Canvas, variant: u32) {
    let (wall, glaze, foam) = [
        (0xe8d9c6, 0x2f6f7c, 0xcfe3e2),
        (0xc9d2d9, 0xb5543f, 0xf0ddc8),
        (0xdcd3e0, 0x6d7f4a, 0xe9ecd4),
    ][variant as usize % 3];
    let floor = room(canvas, wall, 0xa9744c);
    let (x, top) = (450.0, floor - 330.0);
    let handle = oval(x + 228.0, floor - 130.0, 108.0, 116.0);
    canvas.line(
        &handle,
        46.0,
        Ink::Down(mix(glaze, 0xffffff, 0.1), top, mix(glaze, 0x10181a, 0.3), floor),
    );
    let body = turned(x, &[(214.0, top), (217.0, floor - 20.0), (192.0, floor + 48.0)]);
    canvas.shadow(
        &oval(x + 90.0, floor + 66.0, 290.0, 36.0),
        0.0,
        0.0,
        30.0,
        0x1a0f0a,
        0.55,
    );
    canvas.fill(
        &body,
        Ink::Across(
            mix(glaze, 0xffffff, 0.2),
            x - 220.0,
            mix(glaze, 0x0d1416, 0.36),
            x + 220.0,
        ),
    );
    // The glaze that ran over the rim.
    canvas.clip(&body);
    let dip = shape(|path| {
        path.move_to(x - 240.0, top - 10.0);
        path.line_to(x + 240.0, top - 10.0);
        path.line_to(x + 240.0, top + 96.0);
        for step in 0..6 {
            let from = x + 240.0 - step as f32 * 80.0;
            let drop = [150.0, 70.0, 128.0, 82.0, 160.0, 96.0][step];
            path.cubic_to(
                from - 20.0,
                top + drop,
                from - 60.0,
                top + drop,
                from - 80.0,
                top + 92.0,
            );
        }
        path.close();
    });
    canvas.fill(
        &dip,
        Ink::Across(mix(foam, 0xffffff, 0.3), x - 220.0, mix(foam, 0x5a6a6a, 0.4), x + 220.0),
    );
    canvas.fill(&oval(x - 120.0, floor - 120.0, 22.0, 170.0), Ink::Veil(0xffffff, 0.16));
    canvas.unclip();
    canvas.fill(&oval(x, top, 214.0, 44.0), Ink::Flat(mix(foam, 0x54616a, 0.25)));
    canvas.fill(
        &oval(x, top + 6.0, 190.0, 34.0),
        Ink::Across(0x5a2f1c, x - 190.0, 0x2f170d, x + 190.0),
    );
    for steam in 0..3 {
        let sx = x - 80.0 + steam as f32 * 80.0;
        let wisp = shape(|path| {
            path.move_to(sx, top - 50.0);
            path.cubic_to(sx - 60.0, top - 150.0, sx + 66.0, top - 200.0, sx + 6.0, top - 320.0);
        });
        canvas.line(&wisp, 15.0, Ink::Veil(0xffffff, 0.26));
    }
}

pub(super) fn beans(canvas: &mut Canvas, variant: u32) {
    let (roast, scoop) = [(0x5f3420, 0xc9a36a), (0x744a2a, 0x3f6d72), (0x3f2418, 0xd9d3c7)][variant as usize % 3];
    canvas.ground(Ink::Flat(mix(roast, 0x0d0604, 0.7)));
    let height = canvas.height;
    let bean = |canvas: &mut Canvas, x: f32, y: f32, angle: f32, size: f32| {
        let shade = canvas.random(-0.16, 0.22);
        let tone = if shade < 0.0 {
            mix(roast, 0x120805, -shade)
        } else {
            mix(roast, 0xd29a68, shade)
        };
        let (sin, cos) = angle.sin_cos();
        let body = leaf(x - cos * size, y - sin * size, angle, size * 2.0, size * 0.86);
        canvas.shadow(&body, 6.0, 9.0, 9.0, 0x000000, 0.55);
        canvas.fill(
            &body,
            Ink::Around(
                x - size * 0.3,
                y - size * 0.4,
                size * 1.5,
                mix(tone, 0xf0c090, 0.28),
                mix(tone, 0x140805, 0.4),
            ),
        );
        let seam = shape(|path| {
            path.move_to(x - cos * size * 0.85, y - sin * size * 0.85);
            path.cubic_to(
                x - cos * size * 0.3 - sin * size * 0.3,
                y - sin * size * 0.3 + cos * size * 0.3,
                x + cos * size * 0.3 + sin * size * 0.3,
                y + sin * size * 0.3 - cos * size * 0.3,
                x + cos * size * 0.85,
                y + sin * size * 0.85,
            );
        });
        canvas.line(&seam, size * 0.13, Ink::Veil(0x140805, 0.75));
    };
    let mut y = -20.0;
    while y < height + 60.0 {
        let mut x = -20.0;
        while x < 1060.0 {
            let (dx, dy, angle, size) = (
                canvas.random(-26.0, 26.0),
                canvas.random(-26.0, 26.0),
                canvas.random(0.0, 6.2),
                canvas.random(50.0, 66.0),
            );
            bean(canvas, x + dx, y + dy, angle, size);
            x += 88.0;
        }
        y += 74.0;
    }
    let at = height * 0.56;
    let grip = round_rect(600.0, at - 34.0, 420.0, 68.0, 30.0);
    canvas.lay(
        &grip,
        Ink::Down(
            mix(scoop, 0xffffff, 0.3),
            at - 34.0,
            mix(scoop, 0x20130a, 0.3),
            at + 34.0,
        ),
    );
    let bowl = circle(440.0, at, 205.0);
    canvas.lay(
        &bowl,
        Ink::Around(
            370.0,
            at - 80.0,
            380.0,
            mix(scoop, 0xffffff, 0.4),
            mix(scoop, 0x20130a, 0.4),
        ),
    );
    let inside = circle(440.0, at, 176.0);
    canvas.fill(
        &inside,
        Ink::Around(470.0, at + 40.0, 240.0, mix(roast, 0x0d0604, 0.55), 0x120805),
    );
    canvas.clip(&inside);
    for ring in 0..40 {
        let (angle, reach) = (ring as f32 * 2.4, 172.0 * (ring as f32 / 40.0).sqrt());
        let (turn, size) = (canvas.random(0.0, 6.2), canvas.random(36.0, 46.0));
        bean(
            canvas,
            440.0 + angle.cos() * reach,
            at + angle.sin() * reach,
            turn,
            size,
        );
    }
    canvas.unclip();
    canvas.fill(
        &rect(0.0, 0.0, 1000.0, height),
        Ink::Glow(200.0, 100.0, 900.0, 0xffe0b0, 0.12),
    );
}
