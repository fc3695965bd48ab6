//! Ids that look like the platform's and cost no memory: each kind of object has its own number space, and an object's
//! id is its index pushed through a bijection of that space, so ids jump about yet lead straight back to the index.

/// One number space: `base + (index · STEP + offset) mod modulus`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IdSpace {
    base: u64,
    modulus: u64,
    offset: u64,
    inverse: u64,
}

/// Coprime to every modulus used here (powers of ten, times 2 or 999).
const STEP: u64 = 7_368_787_213;

impl IdSpace {
    fn new(base: u64, modulus: u64, seed: u64) -> Self {
        let inverse = inverse_of(STEP % modulus, modulus);
        Self {
            base,
            modulus,
            offset: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) % modulus,
            inverse,
        }
    }

    /// Comments: 17 digits, 1785….
    pub(crate) fn comments(seed: u64) -> Self {
        Self::new(17_850_000_000_000_000, 10_000_000_000_000, seed ^ 1)
    }

    /// Containers: 17 digits, 1788….
    pub(crate) fn containers(seed: u64) -> Self {
        Self::new(17_880_000_000_000_000, 10_000_000_000_000, seed ^ 7)
    }

    /// Posts: 17 digits, 179… and 180….
    pub(crate) fn media(seed: u64) -> Self {
        Self::new(17_900_000_000_000_000, 200_000_000_000_000, seed ^ 2)
    }

    /// Slides of albums: 17 digits, 181….
    pub(crate) fn slides(seed: u64) -> Self {
        Self::new(18_100_000_000_000_000, 100_000_000_000_000, seed ^ 3)
    }

    /// Professional accounts: 17 digits, 17841….
    pub(crate) fn accounts(seed: u64) -> Self {
        Self::new(17_841_000_000_000_000, 1_000_000_000_000, seed ^ 4)
    }

    /// Hashtags, the same in every world: 17 digits, 17843….
    pub(crate) fn hashtags() -> Self {
        Self::new(17_843_000_000_000_000, 1_000_000_000_000, 0x7a65)
    }

    /// Sounds for reels, the same in every world: 15 digits, 58….
    pub(crate) fn sounds() -> Self {
        Self::new(580_000_000_000_000, 10_000_000_000_000, 0x50a0)
    }

    /// Places, which are Pages: 15 digits, 10….
    pub(crate) fn places(seed: u64) -> Self {
        Self::new(100_000_000_000_000, 10_000_000_000_000, seed ^ 8)
    }

    /// Posts of accounts that are none of the world's: 17 digits, 182….
    pub(crate) fn finds() -> Self {
        Self::new(18_200_000_000_000_000, 100_000_000_000_000, 0xf1d5)
    }

    /// App-scoped ids of accounts: 17 digits, 27…, beyond 2^53.
    pub(crate) fn app_scoped(seed: u64) -> Self {
        Self::new(27_000_000_000_000_000, 1_000_000_000_000_000, seed ^ 5)
    }

    /// Instagram-scoped ids of people: 15 to 17 digits.
    pub(crate) fn people(seed: u64) -> Self {
        Self::new(100_000_000_000_000, 99_900_000_000_000_000, seed ^ 6)
    }

    /// Posts of others that have to do with an account: 17 digits, 183….
    pub(crate) fn others(seed: u64) -> Self {
        Self::new(18_300_000_000_000_000, 100_000_000_000_000, seed ^ 24)
    }

    /// Comments under others' posts: 17 digits, 1787….
    pub(crate) fn others_comments(seed: u64) -> Self {
        Self::new(17_870_000_000_000_000, 10_000_000_000_000, seed ^ 25)
    }

    /// Broadcasts: 14 digits, 9001….
    pub(crate) fn broadcasts(seed: u64) -> Self {
        Self::new(90_010_000_000_000, 1_000_000_000, seed ^ 26)
    }

    /// Pages: 15 digits, 11….
    pub(crate) fn pages(seed: u64) -> Self {
        Self::new(110_000_000_000_000, 1_000_000_000_000, seed ^ 21)
    }

    /// People on Facebook, as an app knows them: 15 digits, 122….
    pub(crate) fn facebook_people(seed: u64) -> Self {
        Self::new(122_000_000_000_000, 1_000_000_000_000, seed ^ 22)
    }

    /// Businesses: 15 digits, 203….
    pub(crate) fn businesses(seed: u64) -> Self {
        Self::new(203_000_000_000_000, 1_000_000_000_000, seed ^ 23)
    }

    /// Attachments of messages, and stories that messages are about: 17 digits, 183….
    pub(crate) fn assets(seed: u64) -> Self {
        Self::new(18_300_000_000_000_000, 100_000_000_000_000, seed ^ 11)
    }

    /// Numbers inside the ids of conversations: 18 digits.
    pub(crate) fn threads(seed: u64) -> Self {
        Self::new(100_000_000_000_000_000, 100_000_000_000_000_000, seed ^ 12)
    }

    /// Numbers inside the ids of messages: 18 digits.
    pub(crate) fn items(seed: u64) -> Self {
        Self::new(100_000_000_000_000_000, 100_000_000_000_000_000, seed ^ 13)
    }

    /// The id at an index.
    pub(crate) fn id(&self, index: u64) -> u64 {
        self.base + add_mul(index, STEP, self.offset, self.modulus)
    }

    /// The index behind an id; `None` when the id is not of this space. It may still be beyond the last object.
    pub(crate) fn index(&self, id: u64) -> Option<u64> {
        let place = id.checked_sub(self.base).filter(|place| *place < self.modulus)?;
        let moved = (place + self.modulus - self.offset) % self.modulus;
        Some(add_mul(moved, self.inverse, 0, self.modulus))
    }
}

fn add_mul(a: u64, b: u64, plus: u64, modulus: u64) -> u64 {
    let wide = (u128::from(a) * u128::from(b) + u128::from(plus)) % u128::from(modulus);
    wide as u64
}

/// The inverse of `a` modulo `m` (extended Euclid); `a` and `m` are coprime.
fn inverse_of(a: u64, m: u64) -> u64 {
    let (mut old_r, mut r) = (i128::from(a), i128::from(m));
    let (mut old_s, mut s) = (1_i128, 0_i128);
    while r != 0 {
        let quotient = old_r / r;
        (old_r, r) = (r, old_r - quotient * r);
        (old_s, s) = (s, old_s - quotient * s);
    }
    old_s.rem_euclid(i128::from(m)) as u64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn every_id_leads_back_to_its_index() {
        for seed in [0, 7, u64::MAX] {
            for space in [
                IdSpace::comments(seed),
                IdSpace::media(seed),
                IdSpace::slides(seed),
                IdSpace::accounts(seed),
                IdSpace::app_scoped(seed),
                IdSpace::people(seed),
                IdSpace::containers(seed),
                IdSpace::others(seed),
                IdSpace::others_comments(seed),
                IdSpace::broadcasts(seed),
                IdSpace::pages(seed),
                IdSpace::facebook_people(seed),
                IdSpace::businesses(seed),
                IdSpace::places(seed),
                IdSpace::hashtags(),
                IdSpace::sounds(),
                IdSpace::finds(),
                IdSpace::assets(seed),
                IdSpace::threads(seed),
                IdSpace::items(seed),
            ] {
                for index in [0, 1, 2, 999, 2_000_000] {
                    assert_eq!(space.index(space.id(index)), Some(index));
                }
            }
        }
    }

    #[test]
    fn ids_have_the_platforms_shape() {
        assert!(IdSpace::comments(3).id(5).to_string().starts_with("1785"));
        assert!(IdSpace::containers(3).id(5).to_string().starts_with("1788"));
        assert!(IdSpace::accounts(3).id(1).to_string().starts_with("17841"));
        assert!(IdSpace::app_scoped(3).id(1) > 1 << 53);
        let post = IdSpace::media(3).id(8).to_string();
        assert!(post.starts_with("179") || post.starts_with("180"), "{post}");
        assert!((15..=17).contains(&IdSpace::people(3).id(77).to_string().len()));
    }
}
