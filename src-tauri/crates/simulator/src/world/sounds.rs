//! Music and original sounds for reels (sheet on publishing, §6.3): the same in every world, all made up.

use super::ids::IdSpace;
use super::state::number;

/// A sound that can be laid over a reel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sound {
    pub(crate) title: &'static str,
    /// Who made it: an artist for music, a handle for the sound of somebody's reel.
    pub(crate) by: &'static str,
    pub(crate) is_music: bool,
    pub(crate) duration_ms: u32,
}

const fn music(title: &'static str, by: &'static str, duration_ms: u32) -> Sound {
    Sound {
        title,
        by,
        is_music: true,
        duration_ms,
    }
}

const fn original(by: &'static str, duration_ms: u32) -> Sound {
    Sound {
        title: "Original audio",
        by,
        is_music: false,
        duration_ms,
    }
}

/// The most popular first.
const SOUNDS: [Sound; 9] = [
    music("Slow Rise", "The Proving Drawer", 153_760),
    music("Harbour Lights", "Pier Nine Trio", 201_300),
    original("oak.and.kiln", 14_200),
    music("Rain on Mill Lane", "Copper Kettle", 98_500),
    original("paperboat.studio", 31_000),
    music("Slow Train North", "Marlow & Wren", 240_000),
    music("Saltwater", "Ember Choir", 176_040),
    original("hollow.linen", 8_900),
    music("Crumb", "The Proving Drawer", 121_000),
];

/// Every sound with its id.
pub(crate) fn every() -> impl Iterator<Item = (String, Sound)> {
    let id = |index: usize| IdSpace::sounds().id(index as u64).to_string();
    SOUNDS
        .into_iter()
        .enumerate()
        .map(move |(index, sound)| (id(index), sound))
}

/// The number of a sound, by its id.
pub(crate) fn by_id(id: &str) -> Option<u8> {
    let index = IdSpace::sounds().index(number(id)?)?;
    u8::try_from(index)
        .ok()
        .filter(|index| usize::from(*index) < SOUNDS.len())
}

/// A sound and its id, by its number.
pub(crate) fn by_number(sound: u8) -> Option<(String, Sound)> {
    every().nth(usize::from(sound))
}
