//! Access tokens. A token carries its own grant, sealed with the world's seed: a restarted simulator of the same seed
//! still knows the tokens it gave out, and one of another seed does not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

use super::flavour::Flavour;
use super::grant::{Accounts, Grant, Holder};
use super::scope::Scopes;
use crate::world::World;

const NONCE: usize = 24;
const PAYLOAD: usize = 76;
const SEAL: usize = 16;

/// Makes the token of a grant; `salt` tells tokens of equal grants apart.
pub(crate) fn mint(seed: u64, salt: u64, grant: &Grant) -> String {
    let mut dice = ChaCha8Rng::seed_from_u64(seed ^ salt.rotate_left(32) ^ grant.issued_ms as u64);
    let mut nonce = [0_u8; NONCE];
    dice.fill_bytes(&mut nonce);
    let mut payload = [0_u8; PAYLOAD];
    dice.fill_bytes(&mut payload);
    write(grant, &mut payload);
    cover(seed, &nonce, &mut payload);
    let mut bytes = nonce.to_vec();
    bytes.extend(payload);
    let seal = seal(seed, &bytes);
    bytes.extend(seal);
    format!("{}{}", grant.flavour.prefix(), URL_SAFE_NO_PAD.encode(bytes))
}

/// The grant inside a token; `None` when it was not minted by this world.
pub(crate) fn read(seed: u64, token: &str, world: &World) -> Option<Grant> {
    let flavour = Flavour::of_token(token)?;
    let bytes = URL_SAFE_NO_PAD.decode(token.strip_prefix(flavour.prefix())?).ok()?;
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
    let grant = written(flavour, &payload)?;
    ((grant.account as usize) < world.accounts.len()).then_some(grant)
}

fn write(grant: &Grant, payload: &mut [u8; PAYLOAD]) {
    payload[0..4].copy_from_slice(&grant.account.to_le_bytes());
    payload[4..8].copy_from_slice(&grant.scopes.bits().to_le_bytes());
    payload[8] = u8::from(grant.long);
    payload[9] = match grant.holder {
        Holder::Account => 0,
        Holder::Person => 1,
        Holder::Page => 2,
    };
    payload[10..18].copy_from_slice(&grant.issued_ms.to_le_bytes());
    payload[18..26].copy_from_slice(&grant.expires_ms.to_le_bytes());
    payload[26..30].copy_from_slice(&grant.login.to_le_bytes());
    payload[30..62].copy_from_slice(&grant.accounts.to_bytes());
}

fn written(flavour: Flavour, payload: &[u8; PAYLOAD]) -> Option<Grant> {
    let holder = match (flavour, payload[9]) {
        (Flavour::InstagramLogin, 0) => Holder::Account,
        (Flavour::FacebookLogin, 1) => Holder::Person,
        (Flavour::FacebookLogin, 2) => Holder::Page,
        // The letters in front were exchanged.
        _ => return None,
    };
    Some(Grant {
        flavour,
        holder,
        account: u32::from_le_bytes(payload[0..4].try_into().ok()?),
        accounts: Accounts::from_bytes(payload[30..62].try_into().ok()?),
        scopes: Scopes::from_bits(u32::from_le_bytes(payload[4..8].try_into().ok()?)),
        long: payload[8] == 1,
        issued_ms: i64::from_le_bytes(payload[10..18].try_into().ok()?),
        expires_ms: i64::from_le_bytes(payload[18..26].try_into().ok()?),
        login: u32::from_le_bytes(payload[26..30].try_into().ok()?),
    })
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

    const NOW: i64 = 1_795_096_800_000;

    #[test]
    fn a_token_carries_its_grant_and_no_other_world_takes_it() {
        let world = World::new(4, WorldSize::Small, NOW, false);
        let grant = Grant::short(1, Scopes::from_bits(5), NOW);
        let token = mint(4, 1, &grant);
        assert!(token.starts_with("IGAA") && token.len() > 140, "{}", token.len());
        assert_eq!(read(4, &token, &world), Some(grant));
        assert_eq!(read(5, &token, &world), None);
        assert_ne!(token, mint(4, 2, &grant));
        let mut forged = token.into_bytes();
        forged[60] = if forged[60] == b'A' { b'B' } else { b'A' };
        assert_eq!(read(4, &String::from_utf8(forged).unwrap(), &world), None);
    }

    #[test]
    fn a_persons_and_a_pages_token_carry_their_grants() {
        let world = World::new(4, WorldSize::Small, NOW, false);
        let person = Grant::person(Accounts::first(2), Scopes::all(Flavour::FacebookLogin), 3, NOW);
        for grant in [person, person.lengthened(NOW).of_page(1)] {
            let token = mint(4, 1, &grant);
            assert!(token.starts_with("EAA"), "{token}");
            assert_eq!(read(4, &token, &world), Some(grant));
            let other_kind = token.replacen("EAA", "IGAA", 1);
            assert_eq!(read(4, &other_kind, &world), None);
        }
    }
}
