//! Access tokens. A token carries its own grant, sealed with the world's seed: a restarted simulator of the same seed
//! still knows the tokens it gave out, and one of another seed does not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

use crate::world::World;

/// Life of a token from business login: an hour.
pub(crate) const SHORT_MS: i64 = 3_600_000;
/// What exchange and refresh say of a long-lived token's life, in seconds: 60 days less a few seconds.
pub(crate) const LONG_S: i64 = 5_183_944;

const PREFIX: &str = "IGAA";
const NONCE: usize = 24;
const PAYLOAD: usize = 76;
const SEAL: usize = 16;

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) account: u32,
    pub(crate) scopes: u8,
    pub(crate) long: bool,
    pub(crate) issued_ms: i64,
    pub(crate) expires_ms: i64,
}

impl Grant {
    pub(crate) fn short(account: u32, scopes: u8, now_ms: i64) -> Self {
        Self {
            account,
            scopes,
            long: false,
            issued_ms: now_ms,
            expires_ms: now_ms + SHORT_MS,
        }
    }

    pub(crate) fn long(account: u32, scopes: u8, now_ms: i64) -> Self {
        Self {
            account,
            scopes,
            long: true,
            issued_ms: now_ms,
            expires_ms: now_ms + LONG_S * 1000,
        }
    }
}

/// Makes the token of a grant; `salt` tells tokens of equal grants apart.
pub(crate) fn mint(seed: u64, salt: u64, grant: &Grant) -> String {
    let mut dice = ChaCha8Rng::seed_from_u64(seed ^ salt.rotate_left(32) ^ grant.issued_ms as u64);
    let mut nonce = [0_u8; NONCE];
    dice.fill_bytes(&mut nonce);
    let mut payload = [0_u8; PAYLOAD];
    dice.fill_bytes(&mut payload);
    payload[0..4].copy_from_slice(&grant.account.to_le_bytes());
    payload[4] = grant.scopes;
    payload[5] = u8::from(grant.long);
    payload[6..14].copy_from_slice(&grant.issued_ms.to_le_bytes());
    payload[14..22].copy_from_slice(&grant.expires_ms.to_le_bytes());
    cover(seed, &nonce, &mut payload);
    let mut bytes = nonce.to_vec();
    bytes.extend(payload);
    let seal = seal(seed, &bytes);
    bytes.extend(seal);
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The grant inside a token; `None` when it was not minted by this world.
pub(crate) fn read(seed: u64, token: &str, world: &World) -> Option<Grant> {
    let bytes = URL_SAFE_NO_PAD.decode(token.strip_prefix(PREFIX)?).ok()?;
    if bytes.len() != NONCE + PAYLOAD + SEAL {
        return None;
    }
    let (sealed, given) = bytes.split_at(NONCE + PAYLOAD);
    if seal(seed, sealed) != given {
        return None;
    }
    let (nonce, covered) = sealed.split_at(NONCE);
    let mut payload: [u8; PAYLOAD] = covered.try_into().ok()?;
    cover(seed, nonce, &mut payload);
    let account = u32::from_le_bytes(payload[0..4].try_into().ok()?);
    let grant = Grant {
        account,
        scopes: payload[4],
        long: payload[5] == 1,
        issued_ms: i64::from_le_bytes(payload[6..14].try_into().ok()?),
        expires_ms: i64::from_le_bytes(payload[14..22].try_into().ok()?),
    };
    ((account as usize) < world.accounts.len()).then_some(grant)
}

fn cover(seed: u64, nonce: &[u8], payload: &mut [u8; PAYLOAD]) {
    let key: [u8; 32] = Sha256::new()
        .chain_update(seed.to_le_bytes())
        .chain_update(nonce)
        .finalize()
        .into();
    let mut stream = [0_u8; PAYLOAD];
    ChaCha8Rng::from_seed(key).fill_bytes(&mut stream);
    payload.iter_mut().zip(stream).for_each(|(byte, mask)| *byte ^= mask);
}

fn seal(seed: u64, bytes: &[u8]) -> [u8; SEAL] {
    let hash = Sha256::new()
        .chain_update(b"seal")
        .chain_update(seed.to_le_bytes())
        .chain_update(bytes)
        .finalize();
    let mut seal = [0; SEAL];
    seal.copy_from_slice(&hash[..SEAL]);
    seal
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    #[test]
    fn a_token_carries_its_grant_and_no_other_world_takes_it() {
        let world = World::new(4, WorldSize::Small, 1_795_096_800_000, false);
        let grant = Grant::short(1, 5, 1_795_096_800_000);
        let token = mint(4, 1, &grant);
        assert!(token.starts_with("IGAA") && token.len() > 140, "{}", token.len());
        assert_eq!(read(4, &token, &world), Some(grant));
        assert_eq!(read(5, &token, &world), None);
        assert_ne!(token, mint(4, 2, &grant));
        let mut forged = token.into_bytes();
        forged[60] = if forged[60] == b'A' { b'B' } else { b'A' };
        assert_eq!(read(4, &String::from_utf8(forged).unwrap(), &world), None);
    }
}
