//! The people of the world: handles made of words for things, never of people's names.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Set on the number of somebody who only writes spam.
pub(crate) const SPAMMER: u32 = 1 << 31;

const FIRST: &[&str] = &[
    "oak",
    "paperboat",
    "hollow",
    "kiln",
    "moss",
    "linen",
    "quiet",
    "north",
    "salt",
    "copper",
    "amber",
    "birch",
    "slow",
    "blue",
    "tiny",
    "wild",
    "velvet",
    "cloud",
    "ember",
    "juniper",
    "pebble",
    "rain",
    "lemon",
    "cedar",
    "winter",
    "fable",
    "honey",
    "marlow",
    "pine",
    "river",
    "rust",
    "sage",
    "sol",
    "stone",
    "thistle",
    "tide",
    "plum",
    "willow",
    "wren",
    "yonder",
    "clay",
    "dusk",
    "fern",
    "fig",
    "flint",
    "fox",
    "ginger",
    "hazel",
    "indigo",
    "ivy",
    "lark",
    "lichen",
    "luna",
    "maple",
    "mint",
    "nimbus",
    "ochre",
    "olive",
    "onyx",
    "poppy",
];
const SECOND: &[&str] = &[
    "reed",
    "studio",
    "kettle",
    "trails",
    "bakes",
    "plaza",
    "sombra",
    "paints",
    "rye",
    "stitch",
    "garden",
    "window",
    "table",
    "lantern",
    "harbour",
    "letters",
    "corner",
    "kitchen",
    "market",
    "walks",
    "notes",
    "house",
    "threads",
    "clouds",
    "folk",
    "pages",
    "pots",
    "light",
    "weekend",
    "postcards",
    "and.co",
    "diary",
    "loves",
    "mornings",
    "cabin",
    "shelf",
    "travels",
    "loaf",
    "ridge",
    "field",
    "meadow",
    "spoon",
    "ceramics",
    "wool",
    "paper",
    "hikes",
    "brews",
    "colours",
    "attic",
    "orchard",
    "lane",
    "bicycle",
    "picnic",
    "library",
    "sketches",
    "balcony",
    "dog",
    "cat",
    "toast",
    "film",
];
const SPAM: &[&str] = &[
    "deal.finder",
    "promo.queen",
    "crypto.gains",
    "free.gifts",
    "follow.boost",
    "earn.daily",
    "luxe.replica",
    "brand.scout",
    "win.today",
    "signals.pro",
    "growth.hub",
    "cheap.watches",
];

/// The handle of a person; the same number is always the same handle.
pub(crate) fn username(seed: u64, person: u32) -> String {
    let mut dice = ChaCha8Rng::seed_from_u64(seed ^ 0x9e0b_1e00_0000 ^ u64::from(person));
    if person & SPAMMER != 0 {
        let word = SPAM.choose(&mut dice).copied().unwrap_or_default();
        return format!("{word}.{:04}", person & 0x3fff);
    }
    // The pair of words turns with the number, so the first 3,600 people differ in words and later ones in the figure.
    let (first, second) = (FIRST.len() as u32, SECOND.len() as u32);
    let pair = person.wrapping_mul(2_477).wrapping_add(seed as u32 % 3_600) % (first * second);
    let (a, b) = (FIRST[(pair / second) as usize], SECOND[(pair % second) as usize]);
    let lap = person / (first * second);
    let joint = ["", ".", "_", ".the."][dice.random_range(0..4)];
    match lap {
        0 => format!("{a}{joint}{b}"),
        lap => format!("{a}{joint}{b}{}", lap + 1),
    }
}

/// Longest handle the platform has.
const LONGEST_HANDLE: usize = 30;
/// How handles of private accounts end in the world.
const PRIVATE: &str = ".private";

/// Whether a handle is one of a public account: in the world every handle is that could be one, but those that end in
/// `.private`.
pub(crate) fn is_public(username: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_');
    let fits = (1..=LONGEST_HANDLE).contains(&username.len()) && username.bytes().all(plain);
    fits && !username.ends_with(PRIVATE)
}

/// A number for the Instagram-scoped id of a handle that somebody else chose.
pub(crate) fn number_of(username: &str) -> u64 {
    // FNV-1a: stable across runs and releases, unlike the standard library's hasher.
    let hash = username.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (1 << 33) | (hash & 0xffff_ffff)
}
