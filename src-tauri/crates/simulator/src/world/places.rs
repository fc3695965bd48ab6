//! Places a post can be located at. On the platform they are Pages with an address (sheet on publishing, §6.3).

use super::ids::IdSpace;
use super::state::{World, number};

/// Names of the places, all made up.
const NAMES: [&str; 6] = [
    "Kettle & Fern, Mill Lane",
    "Harbour Market Hall",
    "Ridge Lookout",
    "Old Station Kitchen",
    "Fern Street Studio",
    "Pier Nine",
];

impl World {
    /// Every place: its id and name.
    pub(crate) fn places(&self) -> Vec<(String, &'static str)> {
        let ids = IdSpace::places(self.seed);
        let place = |(index, name): (usize, &'static str)| (ids.id(index as u64).to_string(), name);
        NAMES.into_iter().enumerate().map(place).collect()
    }

    /// Whether an id is one of a place.
    pub(crate) fn is_place(&self, id: &str) -> bool {
        let index = number(id).and_then(|id| IdSpace::places(self.seed).index(id));
        index.is_some_and(|index| index < NAMES.len() as u64)
    }
}
