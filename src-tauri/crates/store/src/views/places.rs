//! Where each item of a list stands in it.

/// Of each item, by its number, its place in a list.
#[derive(Debug)]
pub(super) struct Places(Vec<u32>);

/// The place of an item that the list does not hold. No list is so long: it has fewer rows than there are numbers.
const NOWHERE: u32 = u32::MAX;

impl Places {
    /// Reads them off a list.
    pub(super) fn of(list: &[u32]) -> Self {
        let last = list.iter().max().map_or(0, |item| *item as usize + 1);
        let mut places = vec![NOWHERE; last];
        for (place, item) in (0..).zip(list) {
            if let Some(known) = places.get_mut(*item as usize) {
                *known = place;
            }
        }
        Self(places)
    }

    /// Those of `items` that the list holds, in its order. The list must be the one they were read off.
    pub(super) fn in_order(&self, items: &[u32], list: &[u32]) -> Vec<u32> {
        let mut places: Vec<u32> = items.iter().filter_map(|item| self.place(*item)).collect();
        places.sort_unstable();
        let item = |place: &u32| list.get(*place as usize).copied();
        places.iter().filter_map(item).collect()
    }

    fn place(&self, item: u32) -> Option<u32> {
        self.0.get(item as usize).copied().filter(|place| *place != NOWHERE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_in_the_order_of_the_list_and_strangers_not_at_all() {
        let list = [70, 3, 9, 1];
        let places = Places::of(&list);
        assert_eq!(places.in_order(&[1, 2, 3, 70, 71, u32::MAX], &list), [70, 3, 1]);
        assert!(Places::of(&[]).in_order(&[0, 1], &[]).is_empty());
    }
}
