//! What is on the screen: the one witness of a start that needs nothing built into the program.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use postroom_tests::Outcome;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_millis(2);

/// What has looked the same for so long is finished.
const STILL: Duration = Duration::from_millis(1_500);

/// Nothing takes longer to start.
const LIMIT: Duration = Duration::from_secs(30);

/// Fewer colours are no letters.
const PLAIN: usize = 12;

/// A pixel that differs by more in brightness, of 765, shows something else.
const OTHER: u32 = 150;

/// A picture of which a larger part differs, in thousandths, is another picture. A tint under letters is none; letters are.
const OTHER_PICTURE: usize = 20;

/// A part of the screen, in pixels.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// Left edge.
    pub x: i16,
    /// Upper edge.
    pub y: i16,
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
}

/// The screen.
pub struct Screen {
    connection: RustConnection,
    root: Window,
}

/// What a start is waited for to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Letters.
    Words,
    /// Anything that was not there before.
    Anything,
}

impl Screen {
    /// Looks at the display that this process runs on.
    ///
    /// # Errors
    /// When there is none.
    pub fn open() -> Outcome<Self> {
        let (connection, number) = x11rb::connect(None)?;
        let root = connection
            .setup()
            .roots
            .get(number)
            .ok_or("the display has no screen")?
            .root;
        Ok(Self { connection, root })
    }

    /// Four bytes a pixel: blue, green, red and nothing.
    fn pixels(&self, area: Area) -> Outcome<Vec<u8>> {
        let Area { x, y, width, height } = area;
        let asked = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, u32::MAX)?;
        Ok(asked.reply()?.data)
    }

    /// When `area` first looked as it does in the end, counted from `begin`.
    ///
    /// # Errors
    /// When it never comes to rest.
    pub async fn painted(&self, area: Area, wanted: Wanted, begin: Instant) -> Outcome<Duration> {
        let mut looks: Vec<(Duration, Vec<u8>)> = Vec::new();
        loop {
            let pixels = self.pixels(area)?;
            let at = begin.elapsed();
            if looks.last().is_none_or(|(_, last)| *last != pixels) {
                looks.push((at, pixels));
            }
            let (changed, last) = looks.last().ok_or("nothing was seen")?;
            let shows = match wanted {
                Wanted::Words => colours(last) > PLAIN,
                Wanted::Anything => looks.first().is_some_and(|(_, first)| !is_like(first, last)),
            };
            if shows && at.saturating_sub(*changed) > STILL {
                break;
            }
            if at > LIMIT {
                return Err(format!("nothing was painted at {area:?} in {} s", LIMIT.as_secs()).into());
            }
            tokio::time::sleep(PAUSE).await;
        }
        let (_, last) = looks.last().ok_or("nothing was seen")?;
        let finished = looks.iter().rev().take_while(|(_, look)| is_like(look, last)).last();
        Ok(finished.ok_or("nothing was seen")?.0)
    }
}

fn colours(pixels: &[u8]) -> usize {
    pixels.chunks(4).collect::<BTreeSet<_>>().len()
}

fn is_like(one: &[u8], other: &[u8]) -> bool {
    let brightness = |pixel: &[u8]| pixel.iter().take(3).map(|part| u32::from(*part)).sum::<u32>();
    let differ = one
        .chunks(4)
        .zip(other.chunks(4))
        .filter(|(one, other)| brightness(one).abs_diff(brightness(other)) > OTHER)
        .count();
    differ * 1_000 <= one.len() / 4 * OTHER_PICTURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_make_another_picture_and_a_tint_does_not() {
        let white = [255, 255, 255, 0].repeat(1_000);
        let tinted = [255, 240, 235, 0].repeat(1_000);
        let mut written = white.clone();
        for place in 0..60 {
            written[place * 4..place * 4 + 3].fill(20);
        }
        assert!(is_like(&white, &tinted));
        assert!(!is_like(&white, &written));
        assert_eq!((colours(&white), colours(&written)), (1, 2));
    }
}
