//! Mountains at dusk, a camp at night, hills in fog, a beach from above.

use std::f32::consts::FRAC_PI_6;

use super::canvas::{Canvas, Ink, circle, mix, open_line, oval, polygon, rect, shape};

/// The outline of a mountain range: heights from a few octaves of sines, closed at the bottom.
fn range(canvas: &mut Canvas, base: f32, rise: f32, rough: f32, bottom: f32) -> Option<tiny_skia::Path> {
    let phase: Vec<f32> = (0..5).map(|_| canvas.random(0.0, 6.3)).collect();
    let mut points = vec![(-20.0, bottom)];
    for step in 0..=104 {
        let x = -20.0 + step as f32 * 10.0;
        let t = x / 1000.0;
        let mut lift = (t * 4.2 + phase[0]).sin() * 0.5 + (t * 8.7 + phase[1]).sin() * 0.27;
        lift += ((t * 17.0 + phase[2]).sin().abs() - 0.5) * 0.3 * rough + (t * 41.0 + phase[3]).sin() * 0.06 * rough;
        lift += (t * 93.0 + phase[4]).sin() * 0.022 * rough;
        points.push((x, base - rise * lift));
    }
    points.push((1020.0, bottom));
    polygon(&points)
}

fn firs(canvas: &mut Canvas, count: usize, foot: f32, sway: f32, tall: f32, ink: u32) {
    for _ in 0..count {
        let (x, y) = (canvas.random(-20.0, 1020.0), foot + canvas.random(-sway, sway));
        let height = tall * canvas.random(0.55, 1.1);
        for tier in 0..4 {
            let top = y - height + tier as f32 * height * 0.2;
            let half = height * (0.09 + tier as f32 * 0.045);
            canvas.fill(
                &polygon(&[
                    (x, top),
                    (x + half, top + height * 0.36),
                    (x - half, top + height * 0.36),
                ]),
                Ink::Flat(ink),
            );
        }
    }
}

pub(super) fn dusk_lake(canvas: &mut Canvas, variant: u32) {
    let (sky, glow, far, near) = [
        (0xf2b39a, 0xf7c9ae, 0x8a6f9e, 0x33345c),
        (0x8fa9c9, 0xf6d9b8, 0x6f86a8, 0x24405a),
        (0xd98fa0, 0xfad3a8, 0x7c5f8f, 0x3a2a4e),
        (0xa9c3c4, 0xf4e3c3, 0x6d9492, 0x21484a),
    ][variant as usize % 4];
    let height = canvas.height;
    let water = height * 0.62;
    canvas.ground(Ink::Down(sky, 0.0, glow, water));
    canvas.fill(
        &rect(0.0, 0.0, 1000.0, water),
        Ink::Glow(700.0, water - 130.0, 420.0, 0xfff2d0, 0.75),
    );
    canvas.fill(&circle(700.0, water - 190.0, 46.0), Ink::Flat(0xfff6df));
    for layer in 0..4 {
        let depth = layer as f32 / 3.0;
        let tone = mix(mix(far, glow, 0.45), near, depth);
        let ridge = range(
            canvas,
            water - 330.0 + depth * 240.0,
            150.0 - depth * 60.0,
            1.0,
            water + 4.0,
        );
        canvas.fill(
            &ridge,
            Ink::Down(
                tone,
                water - 430.0 + depth * 220.0,
                mix(tone, glow, 0.35 - depth * 0.25),
                water,
            ),
        );
    }
    firs(canvas, 54, water + 4.0, 4.0, 64.0, mix(near, 0x0c0c1c, 0.35));
    canvas.fill(
        &rect(-10.0, water, 1020.0, height),
        Ink::Down(mix(near, glow, 0.58), water, mix(near, sky, 0.18), height),
    );
    for _ in 0..90 {
        let y = canvas.random(water + 6.0, height);
        let share = (y - water) / (height - water);
        let length = canvas.random(30.0, 120.0) * (0.5 + share);
        let x = canvas.random(-100.0, 1000.0);
        canvas.fill(
            &oval(x, y, length, 1.4 + share * 3.4),
            Ink::Veil(mix(glow, 0xffffff, 0.35), 0.2),
        );
    }
    for step in 0..26 {
        let y = water + 14.0 + step as f32 * 15.0;
        let (half, sway) = (30.0 + canvas.random(0.0, 60.0), canvas.random(-16.0, 16.0));
        canvas.fill(
            &oval(700.0 + sway, y, half, 3.6),
            Ink::Veil(0xfff3d6, 0.42 - step as f32 * 0.014),
        );
    }
    let (x, y) = (400.0, water + (height - water) * 0.5);
    let hull = shape(|path| {
        path.move_to(x - 150.0, y - 14.0);
        path.cubic_to(x - 100.0, y + 34.0, x + 100.0, y + 34.0, x + 150.0, y - 14.0);
        path.cubic_to(x + 70.0, y + 8.0, x - 70.0, y + 8.0, x - 150.0, y - 14.0);
        path.close();
    });
    canvas.fill(&oval(x, y + 34.0, 150.0, 12.0), Ink::Veil(0x0d1024, 0.35));
    canvas.fill(&hull, Ink::Flat(mix(near, 0x080814, 0.65)));
    canvas.fill(&oval(x, y - 34.0, 22.0, 40.0), Ink::Flat(0xc2453c));
    canvas.fill(&circle(x, y - 84.0, 17.0), Ink::Flat(0x2a1b22));
    canvas.line(
        &open_line(&[(x - 80.0, y - 76.0), (x + 74.0, y + 24.0)]),
        6.0,
        Ink::Flat(0x2a1b22),
    );
}

pub(super) fn night_camp(canvas: &mut Canvas, variant: u32) {
    let (sky, low, hill) = [
        (0x101736, 0x3d4a86, 0x1a2247),
        (0x0e1f2e, 0x2f6470, 0x122c38),
        (0x221236, 0x6b4a86, 0x2a1a44),
    ][variant as usize % 3];
    let height = canvas.height;
    let shore = height * 0.74;
    canvas.ground(Ink::Down(sky, 0.0, low, shore));
    canvas.clip(&rect(0.0, 0.0, 1000.0, shore));
    for _ in 0..60 {
        let along = canvas.random(0.0, 1.0);
        let (x, y) = (
            along * 1100.0 - 50.0 + canvas.random(-70.0, 70.0),
            shore * (0.75 - along * 0.7) + canvas.random(-60.0, 60.0),
        );
        let size = canvas.random(60.0, 130.0);
        canvas.fill(
            &circle(x, y, size),
            Ink::Glow(x, y, size, mix(low, 0xffffff, 0.5), 0.06),
        );
    }
    for _ in 0..230 {
        let (x, y, size) = (
            canvas.random(0.0, 1000.0),
            canvas.random(0.0, shore * 0.9),
            canvas.random(0.6, 2.6),
        );
        let bright = canvas.random(0.3, 0.95);
        canvas.fill(&circle(x, y, size), Ink::Veil(0xffffff, bright));
    }
    canvas.unclip();
    let (mx, my) = (790.0, shore * 0.2);
    canvas.fill(&circle(mx, my, 220.0), Ink::Glow(mx, my, 220.0, 0xfff4d6, 0.3));
    canvas.fill(&circle(mx, my, 50.0), Ink::Flat(0xfdf3da));
    canvas.fill(&circle(mx + 18.0, my - 12.0, 8.0), Ink::Veil(0xd8c8a4, 0.6));
    canvas.fill(&circle(mx - 14.0, my + 14.0, 12.0), Ink::Veil(0xd8c8a4, 0.5));
    for layer in 0..3 {
        let depth = layer as f32 / 2.0;
        let tone = mix(mix(hill, low, 0.5), mix(hill, 0x05060f, 0.55), depth);
        let ridge = range(
            canvas,
            shore - 190.0 + depth * 130.0,
            150.0 - depth * 60.0,
            0.9,
            shore + 10.0,
        );
        canvas.fill(&ridge, Ink::Down(mix(tone, low, 0.14), shore - 320.0, tone, shore));
    }
    firs(canvas, 40, shore + 14.0, 10.0, 150.0, mix(hill, 0x04050c, 0.7));
    canvas.fill(
        &rect(-10.0, shore, 1020.0, height),
        Ink::Down(mix(hill, 0x05060e, 0.5), shore, 0x05060d, height),
    );
    let (x, foot) = (440.0, shore + (height - shore) * 0.42);
    let all = rect(0.0, 0.0, 1000.0, height);
    canvas.fill(&all, Ink::Glow(x, foot - 60.0, 430.0, 0xff9c3c, 0.5));
    let front = polygon(&[(x - 190.0, foot), (x - 10.0, foot - 210.0), (x + 110.0, foot)]);
    let side = polygon(&[
        (x - 10.0, foot - 210.0),
        (x + 110.0, foot),
        (x + 290.0, foot - 26.0),
        (x + 130.0, foot - 206.0),
    ]);
    canvas.fill(&side, Ink::Across(0xd9782e, x, 0x7d3418, x + 290.0));
    canvas.fill(&front, Ink::Around(x - 20.0, foot - 50.0, 210.0, 0xffe2a0, 0xf0913a));
    let door = polygon(&[(x - 14.0, foot - 200.0), (x - 66.0, foot), (x + 30.0, foot)]);
    canvas.fill(&door, Ink::Down(0xfff0c4, foot - 200.0, 0xffc568, foot));
    canvas.line(
        &open_line(&[(x - 10.0, foot - 210.0), (x - 262.0, foot + 12.0)]),
        3.0,
        Ink::Veil(0xffe0b0, 0.6),
    );
    canvas.line(
        &open_line(&[(x + 130.0, foot - 206.0), (x + 362.0, foot - 6.0)]),
        3.0,
        Ink::Veil(0xffe0b0, 0.4),
    );
}

pub(super) fn fog_hills(canvas: &mut Canvas, variant: u32) {
    let (sky, hill, sun) = [
        (0xdfe5d4, 0x3f6453, 0xfff8e0),
        (0xc9dbdf, 0x2f5a68, 0xffffff),
        (0xefdcc8, 0x7a5a44, 0xfff1d0),
        (0xd8d3e3, 0x4b4470, 0xfff4ea),
    ][variant as usize % 4];
    let height = canvas.height;
    canvas.ground(Ink::Down(
        mix(sky, 0xa8b8b0, 0.25),
        0.0,
        mix(sky, 0xffffff, 0.35),
        height * 0.6,
    ));
    let (x, y) = (620.0, height * 0.2);
    canvas.fill(&circle(x, y, 300.0), Ink::Glow(x, y, 300.0, sun, 0.9));
    canvas.fill(&circle(x, y, 52.0), Ink::Flat(sun));
    for layer in 0..6 {
        let depth = layer as f32 / 5.0;
        let tone = mix(mix(sky, hill, 0.22), hill, depth);
        let base = height * (0.42 + depth * 0.44);
        let ridge = range(canvas, base, 110.0 - depth * 20.0, 0.65, height + 10.0);
        canvas.fill(
            &ridge,
            Ink::Down(
                tone,
                base - 90.0,
                mix(tone, sky, 0.55 - depth * 0.4),
                base + height * 0.15,
            ),
        );
        if layer > 2 {
            let trees = 16 + layer * 9;
            firs(
                canvas,
                trees,
                base + 40.0 + depth * 30.0,
                40.0,
                44.0 + depth * 70.0,
                mix(tone, 0x0f1f1a, 0.22 + depth * 0.15),
            );
        }
        if layer < 5 {
            let mist = oval(300.0 + depth * 500.0, base + 110.0, 700.0, 60.0);
            canvas.shadow(&mist, 0.0, 0.0, 50.0, mix(sky, 0xffffff, 0.5), 0.55);
        }
    }
}

pub(super) fn beach(canvas: &mut Canvas, variant: u32) {
    let (deep, shallow, sand) = [
        (0x0f7f8c, 0x6fd0c6, 0xf0d9ae),
        (0x1b5f96, 0x79c3dc, 0xeedfc4),
        (0x136b6b, 0x86d6bd, 0xe8c79c),
    ][variant as usize % 3];
    let height = canvas.height;
    let shore = height * 0.54;
    let bay = |lift: f32| {
        shape(|path| {
            path.move_to(-20.0, -20.0);
            path.line_to(1020.0, -20.0);
            path.line_to(1020.0, shore - 60.0 + lift);
            path.cubic_to(
                800.0,
                shore + 90.0 + lift,
                640.0,
                shore - 80.0 + lift,
                430.0,
                shore + 30.0 + lift,
            );
            path.cubic_to(
                260.0,
                shore + 120.0 + lift,
                130.0,
                shore + 30.0 + lift,
                -20.0,
                shore + 80.0 + lift,
            );
            path.close();
        })
    };
    canvas.ground(Ink::Down(
        mix(sand, 0xffffff, 0.12),
        shore,
        mix(sand, 0xb98a50, 0.25),
        height,
    ));
    for _ in 0..420 {
        let (x, y, size) = (
            canvas.random(0.0, 1000.0),
            canvas.random(shore, height),
            canvas.random(0.8, 2.6),
        );
        canvas.fill(&circle(x, y, size), Ink::Veil(0x8a6438, 0.28));
    }
    canvas.fill(&bay(62.0), Ink::Veil(0xb98f5c, 0.5));
    canvas.fill(&bay(36.0), Ink::Flat(0xffffff));
    canvas.fill(&bay(14.0), Ink::Down(deep, 0.0, shallow, shore + 60.0));
    canvas.fill(
        &bay(-36.0),
        Ink::Down(deep, 0.0, mix(shallow, deep, 0.15), shore + 40.0),
    );
    canvas.line(&bay(-70.0), 7.0, Ink::Veil(0xffffff, 0.55));
    canvas.line(&bay(-190.0), 4.0, Ink::Veil(0xffffff, 0.22));
    canvas.fill(
        &bay(-150.0),
        Ink::Down(deep, 0.0, mix(deep, shallow, 0.55), shore - 20.0),
    );
    for _ in 0..36 {
        let (x, y) = (canvas.random(0.0, 1000.0), canvas.random(10.0, shore * 0.7));
        let half = canvas.random(14.0, 50.0);
        canvas.fill(&oval(x, y, half, 2.2), Ink::Veil(0xffffff, 0.3));
    }
    let sunshades = [
        (190.0, 0.36, 92.0, 0xd9503f),
        (560.0, 0.3, 80.0, 0x2f66a8),
        (850.0, 0.5, 96.0, 0xe3a23a),
        (420.0, 0.74, 84.0, 0x3f8f74),
    ];
    for (x, share, radius, cloth) in sunshades {
        let y = shore + (height - shore) * (0.2 + share * 0.95);
        let towel = polygon(&[
            (x + radius * 0.6, y + 20.0),
            (x + radius * 1.25, y + 44.0),
            (x + radius * 0.9, y + 190.0),
            (x + radius * 0.25, y + 166.0),
        ]);
        canvas.fill(&towel, Ink::Flat(mix(cloth, 0xffffff, 0.62)));
        let disc = circle(x, y, radius);
        canvas.shadow(&disc, 28.0, 40.0, 20.0, 0x4a3218, 0.5);
        for wedge in 0..12 {
            let (a, b) = (wedge as f32 * FRAC_PI_6, (wedge + 1) as f32 * FRAC_PI_6);
            let points = [
                (x, y),
                (x + a.cos() * radius, y + a.sin() * radius),
                (x + b.cos() * radius, y + b.sin() * radius),
            ];
            canvas.fill(
                &polygon(&points),
                Ink::Flat(if wedge % 2 == 0 { cloth } else { 0xfff6ea }),
            );
        }
        canvas.fill(
            &disc,
            Ink::Glow(x - radius * 0.4, y - radius * 0.4, radius * 1.2, 0xffffff, 0.3),
        );
        canvas.fill(&circle(x, y, 9.0), Ink::Flat(0xfffaf0));
    }
}
