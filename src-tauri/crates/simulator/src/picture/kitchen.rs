//! A rice bowl, citrus slices, a berry tart, bread, pears, and the arches of a patio.

use super::canvas::{Canvas, Ink, circle, leaf, mix, open_line, oval, polygon, rect, round_rect, shape};
use super::ceramics::room;

pub(super) fn rice_bowl(canvas: &mut Canvas, variant: u32) {
    let (stone, glaze, fish) = [
        (0x3e4744, 0xe8e6d9, 0xf08a66),
        (0x7a4f3a, 0x2f4f5c, 0xe9765c),
        (0xb7b0a2, 0x3d3a38, 0xf29a6a),
    ][variant as usize % 3];
    canvas.ground(Ink::Down(
        mix(stone, 0xffffff, 0.1),
        0.0,
        mix(stone, 0x000000, 0.28),
        canvas.height,
    ));
    for _ in 0..300 {
        let (x, y, size) = (
            canvas.random(0.0, 1000.0),
            canvas.random(0.0, canvas.height),
            canvas.random(0.6, 2.4),
        );
        canvas.fill(&circle(x, y, size), Ink::Veil(0xffffff, 0.08));
    }
    let (x, y, radius) = (500.0, canvas.height * 0.5, 390.0);
    let bowl = circle(x, y, radius);
    canvas.shadow(&bowl, 26.0, 38.0, 46.0, 0x000000, 0.55);
    canvas.fill(
        &bowl,
        Ink::Around(
            x - 130.0,
            y - 150.0,
            640.0,
            mix(glaze, 0xffffff, 0.4),
            mix(glaze, 0x14100c, 0.35),
        ),
    );
    let inside = circle(x, y, radius * 0.88);
    canvas.fill(&inside, Ink::Around(x, y, radius * 0.9, 0xfbf6e6, 0xe6dcc2));
    canvas.clip(&inside);
    for _ in 0..520 {
        let (angle, reach) = (
            canvas.random(0.0, 6.3),
            canvas.random(0.0, 1.0_f32).sqrt() * radius * 0.88,
        );
        let turn = canvas.random(0.0, 6.3);
        let grain = leaf(x + angle.cos() * reach, y + angle.sin() * reach, turn, 26.0, 6.0);
        canvas.fill(&grain, Ink::Veil(if turn > 3.1 { 0xffffff } else { 0xd9ceb0 }, 0.75));
    }
    for step in 0..9 {
        let angle = -2.5 + step as f32 * 0.16;
        let (px, py) = (x - 110.0 + angle.cos() * 110.0, y - 110.0 + angle.sin() * 110.0);
        let green = mix(0x3f8f3f, if step % 2 == 0 { 0xa8d66a } else { 0x1f5a2a }, 0.4);
        let leafy = leaf(px + 40.0, py + 60.0, angle + canvas.random(-0.5, 0.5), 170.0, 52.0);
        canvas.shadow(&leafy, 5.0, 8.0, 9.0, 0x1a2a10, 0.4);
        canvas.fill(&leafy, Ink::Flat(green));
    }
    for slice in 0..5 {
        let (sx, sy) = (x + 96.0 + slice as f32 * 34.0, y - 230.0 + slice as f32 * 42.0);
        let cut = polygon(&[
            (sx - 30.0, sy),
            (sx + 108.0, sy - 20.0),
            (sx + 128.0, sy + 40.0),
            (sx - 8.0, sy + 66.0),
        ]);
        canvas.shadow(&cut, 6.0, 8.0, 9.0, 0x3a140c, 0.45);
        canvas.fill(&cut, Ink::Across(mix(fish, 0xffffff, 0.14), sx, fish, sx + 120.0));
        for vein in 0..3 {
            let v = sx + vein as f32 * 38.0;
            canvas.line(
                &open_line(&[(v, sy + 4.0), (v + 18.0, sy + 46.0)]),
                4.0,
                Ink::Veil(0xffe4d4, 0.8),
            );
        }
    }
    for _ in 0..14 {
        let (px, py) = (
            x - 190.0 + canvas.random(-74.0, 74.0),
            y + 100.0 + canvas.random(-64.0, 64.0),
        );
        let bit = round_rect(px - 22.0, py - 22.0, 46.0, 44.0, 12.0);
        canvas.shadow(&bit, 4.0, 6.0, 7.0, 0x3a0c0c, 0.4);
        canvas.fill(&bit, Ink::Around(px - 8.0, py - 8.0, 44.0, 0xf26a50, 0xc23a2c));
    }
    let white = shape(|path| {
        path.move_to(x - 40.0, y + 150.0);
        path.cubic_to(x - 50.0, y + 40.0, x + 110.0, y + 20.0, x + 180.0, y + 80.0);
        path.cubic_to(x + 270.0, y + 150.0, x + 200.0, y + 280.0, x + 90.0, y + 262.0);
        path.cubic_to(x + 20.0, y + 272.0, x - 40.0, y + 230.0, x - 40.0, y + 150.0);
        path.close();
    });
    canvas.shadow(&white, 8.0, 12.0, 14.0, 0x3a2a10, 0.4);
    canvas.fill(&white, Ink::Around(x + 90.0, y + 140.0, 190.0, 0xffffff, 0xefe8d8));
    canvas.fill(
        &circle(x + 96.0, y + 150.0, 62.0),
        Ink::Around(x + 76.0, y + 128.0, 92.0, 0xffd24a, 0xf08f1c),
    );
    canvas.fill(&oval(x + 76.0, y + 126.0, 18.0, 11.0), Ink::Veil(0xffffff, 0.75));
    for _ in 0..70 {
        let (angle, reach) = (
            canvas.random(0.0, 6.3),
            canvas.random(0.0, 1.0_f32).sqrt() * radius * 0.8,
        );
        let tone = if reach > 150.0 { 0x2b2620 } else { 0xe8d49a };
        canvas.fill(
            &oval(x + angle.cos() * reach, y + angle.sin() * reach, 5.4, 3.4),
            Ink::Flat(tone),
        );
    }
    canvas.unclip();
    canvas.line(&circle(x, y, radius * 0.88), 5.0, Ink::Veil(0x2a2014, 0.25));
}

pub(super) fn citrus(canvas: &mut Canvas, variant: u32) {
    let ground = [0xf6e3cf, 0xdfe9e0, 0xf3d3c4][variant as usize % 3];
    canvas.ground(Ink::Down(
        mix(ground, 0xffffff, 0.25),
        0.0,
        mix(ground, 0xb07a50, 0.18),
        canvas.height,
    ));
    let fruits = [
        (0xf7a63a, 0xf28a1c),
        (0xf47c64, 0xf0a04a),
        (0xf9d75a, 0xf2c11c),
        (0xb9dc6a, 0x86b83a),
        (0xd9405a, 0xf08a3a),
    ];
    let spots = [
        (250.0, 0.17, 205.0),
        (735.0, 0.12, 170.0),
        (560.0, 0.47, 240.0),
        (130.0, 0.55, 165.0),
        (905.0, 0.4, 128.0),
        (330.0, 0.85, 215.0),
        (800.0, 0.8, 200.0),
        (560.0, 1.0, 110.0),
    ];
    for (index, (x, share, radius)) in spots.into_iter().enumerate() {
        let y = canvas.height * share;
        let (flesh, skin) = fruits[(index + variant as usize) % fruits.len()];
        let turn = canvas.random(0.0, 6.3);
        let slice = circle(x, y, radius);
        canvas.shadow(&slice, 14.0, 22.0, 26.0, 0x5a2c10, 0.42);
        canvas.fill(
            &slice,
            Ink::Around(
                x - radius * 0.3,
                y - radius * 0.3,
                radius * 1.5,
                mix(skin, 0xffffff, 0.16),
                mix(skin, 0x8a3a08, 0.2),
            ),
        );
        canvas.fill(&circle(x, y, radius * 0.9), Ink::Flat(0xfff6e2));
        for wedge in 0..10 {
            let middle = turn + wedge as f32 * 0.6283;
            let (a, b) = (middle - 0.265, middle + 0.265);
            let at = |angle: f32, reach: f32| (x + angle.cos() * radius * reach, y + angle.sin() * radius * reach);
            let (from, left, right, bulge) = (at(middle, 0.13), at(a, 0.76), at(b, 0.76), at(middle, 0.93));
            let part = shape(|path| {
                path.move_to(from.0, from.1);
                path.line_to(left.0, left.1);
                path.quad_to(bulge.0, bulge.1, right.0, right.1);
                path.close();
            });
            let tone = mix(flesh, 0xffffff, if wedge % 2 == 0 { 0.12 } else { 0.0 });
            canvas.fill(&part, Ink::Around(x, y, radius, mix(tone, 0xffffff, 0.3), tone));
            for _ in 0..4 {
                let reach = canvas.random(0.3, 0.72);
                let (px, py) = at(middle + canvas.random(-0.14, 0.14), reach);
                canvas.fill(
                    &leaf(px, py, middle, radius * 0.12, radius * 0.02),
                    Ink::Veil(0xffffff, 0.4),
                );
            }
        }
        canvas.fill(&circle(x, y, radius * 0.08), Ink::Flat(0xfff3d6));
    }
}

pub(super) fn berry_tart(canvas: &mut Canvas, variant: u32) {
    let (cloth, cream) = [(0xd9c7b4, 0xf7e6bd), (0x93a5a8, 0xfaedd0), (0xc99a8a, 0xf4dfb0)][variant as usize % 3];
    canvas.ground(Ink::Down(
        mix(cloth, 0xffffff, 0.2),
        0.0,
        mix(cloth, 0x3a2a20, 0.22),
        canvas.height,
    ));
    let (x, y, radius) = (500.0, canvas.height * 0.5, 400.0);
    let base = circle(x, y, radius);
    canvas.shadow(&base, 22.0, 34.0, 42.0, 0x2a160a, 0.5);
    for flute in 0..44 {
        let angle = flute as f32 * std::f32::consts::TAU / 44.0;
        let (px, py) = (x + angle.cos() * radius * 0.95, y + angle.sin() * radius * 0.95);
        canvas.fill(
            &circle(px, py, 33.0),
            Ink::Around(px - 8.0, py - 10.0, 46.0, 0xe3ac66, 0xa8682c),
        );
    }
    canvas.fill(&circle(x, y, radius * 0.91), Ink::Flat(0xb8783a));
    canvas.fill(
        &circle(x, y, radius * 0.85),
        Ink::Around(x - 90.0, y - 90.0, 480.0, mix(cream, 0xffffff, 0.3), cream),
    );
    let berries = [0xb3202f, 0x2f3f7f, 0xc23a4a, 0x44265a, 0xd9485a];
    for (ring, count) in [(0.77, 24), (0.6, 18), (0.43, 13), (0.26, 8), (0.09, 3)] {
        for place in 0..count {
            let angle = place as f32 / count as f32 * std::f32::consts::TAU + ring * 7.0;
            let (px, py) = (x + angle.cos() * radius * ring, y + angle.sin() * radius * ring);
            let tone = berries[(place + (ring * 100.0) as usize) % if variant.is_multiple_of(2) { 2 } else { 5 }];
            let size = canvas.random(32.0, 39.0);
            let berry = circle(px, py, size);
            canvas.shadow(&berry, 5.0, 8.0, 8.0, 0x2a0a0a, 0.45);
            canvas.fill(
                &berry,
                Ink::Around(
                    px - size * 0.4,
                    py - size * 0.4,
                    size * 1.7,
                    mix(tone, 0xffffff, 0.3),
                    mix(tone, 0x10040c, 0.45),
                ),
            );
            canvas.fill(
                &oval(px - size * 0.35, py - size * 0.4, size * 0.24, size * 0.15),
                Ink::Veil(0xffffff, 0.75),
            );
        }
    }
    for _ in 0..6 {
        let (angle, reach, turn) = (
            canvas.random(0.0, 6.3),
            canvas.random(30.0, 290.0),
            canvas.random(0.0, 6.3),
        );
        let mint = leaf(x + angle.cos() * reach, y + angle.sin() * reach, turn, 74.0, 24.0);
        canvas.shadow(&mint, 4.0, 6.0, 6.0, 0x0c1a08, 0.45);
        canvas.fill(&mint, Ink::Flat(0x5a9a4a));
    }
}

pub(super) fn bread(canvas: &mut Canvas, variant: u32) {
    let (board, wall) = [(0x7d5233, 0x3a3330), (0xc49a6c, 0xd8cdbf), (0x4f5a58, 0x8f9c98)][variant as usize % 3];
    canvas.ground(Ink::Down(
        mix(wall, 0xffffff, 0.08),
        0.0,
        mix(wall, 0x000000, 0.3),
        canvas.height,
    ));
    let y = canvas.height * 0.52;
    let slab = round_rect(80.0, y - 330.0, 840.0, 660.0, 46.0);
    canvas.lay(
        &slab,
        Ink::Down(
            mix(board, 0xffffff, 0.16),
            y - 330.0,
            mix(board, 0x20100a, 0.3),
            y + 330.0,
        ),
    );
    canvas.clip(&slab);
    for line in 0..22 {
        let ly = y - 320.0 + line as f32 * 30.0 + canvas.random(-8.0, 8.0);
        canvas.fill(&rect(80.0, ly, 840.0, 2.4), Ink::Veil(0x20100a, 0.18));
    }
    canvas.unclip();
    let loaf = oval(500.0, y, 345.0, 200.0);
    canvas.shadow(&loaf, 18.0, 36.0, 36.0, 0x140a04, 0.6);
    canvas.fill(&loaf, Ink::Around(400.0, y - 110.0, 480.0, 0xe8b06a, 0x8a4a1c));
    canvas.clip(&loaf);
    for cut in 0..5 {
        let cx = 250.0 + cut as f32 * 125.0;
        let ear = leaf(cx - 62.0, y + 128.0, -1.12, 292.0, 40.0);
        canvas.shadow(&ear, 6.0, 8.0, 8.0, 0x2a1206, 0.6);
        canvas.fill(&ear, Ink::Across(0xfbe3b4, cx - 30.0, 0xe0aa66, cx + 70.0));
    }
    for _ in 0..500 {
        let (px, py, size) = (
            canvas.random(150.0, 850.0),
            canvas.random(y - 200.0, y + 190.0),
            canvas.random(0.8, 3.2),
        );
        canvas.fill(&circle(px, py, size), Ink::Veil(0xfff6e6, 0.5));
    }
    canvas.unclip();
    for _ in 0..130 {
        let (px, py, size) = (
            canvas.random(110.0, 890.0),
            canvas.random(y - 310.0, y + 310.0),
            canvas.random(0.8, 3.0),
        );
        canvas.fill(&circle(px, py, size), Ink::Veil(0xfff6e6, 0.5));
    }
}

pub(super) fn pears(canvas: &mut Canvas, variant: u32) {
    let (wall, table, skin) = [
        (0x5a6658, 0x8a5a3a, 0xb9a03c),
        (0xc9a08a, 0x7a4a34, 0x9a2f2a),
        (0x2f4a55, 0xa98a62, 0x9db04a),
    ][variant as usize % 3];
    let floor = room(canvas, wall, table);
    for (x, size, lean) in [(270.0, 0.92, -10.0), (520.0, 1.12, 6.0), (765.0, 0.98, 14.0)] {
        let foot = floor + 74.0;
        let at = |dx: f32, dy: f32| (x + dx * size - lean * dy / 420.0, foot + dy * size);
        let points = [
            at(0.0, 0.0),
            at(150.0, 0.0),
            at(150.0, -180.0),
            at(62.0, -250.0),
            at(70.0, -410.0),
            at(0.0, -410.0),
            at(-70.0, -410.0),
            at(-62.0, -250.0),
            at(-150.0, -180.0),
            at(-150.0, 0.0),
        ];
        let body = shape(|path| {
            path.move_to(points[0].0, points[0].1);
            path.cubic_to(
                points[1].0,
                points[1].1,
                points[2].0,
                points[2].1,
                points[3].0,
                points[3].1,
            );
            path.cubic_to(
                points[4].0,
                points[4].1 + 60.0,
                points[4].0,
                points[4].1,
                points[5].0,
                points[5].1,
            );
            path.cubic_to(
                points[6].0,
                points[6].1,
                points[6].0,
                points[6].1 + 60.0,
                points[7].0,
                points[7].1,
            );
            path.cubic_to(
                points[8].0,
                points[8].1,
                points[9].0,
                points[9].1,
                points[0].0,
                points[0].1,
            );
            path.close();
        });
        canvas.shadow(&oval(x + 40.0, foot, 150.0 * size, 22.0), 0.0, 0.0, 24.0, 0x140a06, 0.6);
        canvas.fill(
            &body,
            Ink::Around(
                x - 60.0,
                foot - 150.0 * size,
                330.0 * size,
                mix(skin, 0xfff2b0, 0.5),
                mix(skin, 0x2a2408, 0.5),
            ),
        );
        canvas.clip(&body);
        for _ in 0..110 {
            let (dx, dy, dot) = (
                canvas.random(-120.0, 120.0),
                canvas.random(-400.0, 0.0),
                canvas.random(0.8, 2.2),
            );
            canvas.fill(&circle(x + dx, foot + dy, dot), Ink::Veil(0x4a3a10, 0.4));
        }
        canvas.fill(
            &oval(x - 46.0 * size, foot - 120.0 * size, 22.0, 62.0),
            Ink::Veil(0xffffff, 0.24),
        );
        canvas.unclip();
        let (sx, sy) = at(0.0, -404.0);
        let stalk = shape(|path| {
            path.move_to(sx, sy);
            path.quad_to(sx + 4.0, sy - 40.0, sx + 26.0, sy - 72.0);
        });
        canvas.line(&stalk, 9.0, Ink::Flat(0x4a2f1a));
        canvas.fill(&leaf(sx + 6.0, sy - 30.0, -0.4, 96.0, 26.0), Ink::Flat(0x5f7f3f));
    }
}

pub(super) fn arches(canvas: &mut Canvas, variant: u32) {
    let (sky, wall, dark) = [
        (0x8fc3d6, 0xd98a74, 0x6b2a2c),
        (0xa9d0d2, 0xe8c9a8, 0x7a4a34),
        (0xf0c3a0, 0xc9604a, 0x4a1c2a),
    ][variant as usize % 3];
    let height = canvas.height;
    canvas.ground(Ink::Down(
        mix(sky, 0x3a7fa8, 0.3),
        0.0,
        mix(sky, 0xffffff, 0.3),
        height * 0.6,
    ));
    let arch = |x: f32, top: f32, half: f32, foot: f32| {
        shape(|path| {
            path.move_to(x - half, foot);
            path.line_to(x - half, top + half);
            path.cubic_to(x - half, top + half * 0.448, x - half * 0.552, top, x, top);
            path.cubic_to(
                x + half * 0.552,
                top,
                x + half,
                top + half * 0.448,
                x + half,
                top + half,
            );
            path.line_to(x + half, foot);
            path.close();
        })
    };
    let ground = height * 0.9;
    let low = rect(-10.0, height * 0.36, 640.0, height);
    canvas.fill(
        &low,
        Ink::Down(mix(wall, 0xffffff, 0.12), height * 0.36, mix(wall, dark, 0.2), ground),
    );
    canvas.fill(&rect(-10.0, height * 0.36, 640.0, 16.0), Ink::Veil(0xffffff, 0.35));
    let tall = rect(560.0, height * 0.1, 460.0, height);
    canvas.shadow(&tall, -46.0, 26.0, 20.0, 0x30100c, 0.4);
    canvas.fill(
        &tall,
        Ink::Across(mix(wall, dark, 0.12), 560.0, mix(wall, 0xffffff, 0.1), 1010.0),
    );
    canvas.fill(&rect(560.0, height * 0.1, 460.0, 18.0), Ink::Veil(0xffffff, 0.35));
    for (x, top, half) in [(270.0, height * 0.5, 170.0), (800.0, height * 0.28, 132.0)] {
        canvas.fill(&arch(x, top - 18.0, half + 18.0, ground), Ink::Veil(0xffffff, 0.16));
        let mouth = arch(x, top, half, ground);
        canvas.fill(&mouth, Ink::Across(mix(dark, 0x000000, 0.3), x - half, dark, x + half));
        canvas.clip(&mouth);
        canvas.fill(
            &arch(x + half * 0.5, top + 34.0, half, ground),
            Ink::Across(mix(dark, wall, 0.24), x - half, mix(dark, wall, 0.5), x + half),
        );
        canvas.fill(
            &polygon(&[(x + half * 0.2, ground), (x + half, ground - 250.0), (x + half, ground)]),
            Ink::Veil(0xffd9b0, 0.3),
        );
        canvas.unclip();
    }
    canvas.fill(
        &rect(-10.0, ground, 1020.0, height),
        Ink::Down(mix(wall, 0xffe9d0, 0.5), ground, mix(wall, 0xffe9d0, 0.2), height),
    );
    let pot = polygon(&[
        (40.0, ground - 90.0),
        (150.0, ground - 90.0),
        (132.0, ground + 30.0),
        (58.0, ground + 30.0),
    ]);
    for blade in 0..9 {
        let angle = -2.5 + blade as f32 * 0.24;
        let green = mix(0x3f7a52, 0x16321f, if blade % 2 == 0 { 0.0 } else { 0.35 });
        canvas.fill(&leaf(95.0, ground - 88.0, angle, 230.0, 24.0), Ink::Flat(green));
    }
    canvas.lay(&pot, Ink::Across(0xe9e0d0, 40.0, 0x9a8a78, 150.0));
}
