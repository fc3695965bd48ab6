//! `appsecret_proof`: that a call comes from the app and not from whoever found its token. Optional; a wrong one is
//! refused (sheet on errors, §7.2, code 104).

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::answer::Refusal;
use crate::server::APP_SECRET;

/// Checks the proof a call brings along for its token.
pub(crate) fn check_proof(token: &str, proof: Option<&str>) -> Result<(), Refusal> {
    let Some(proof) = proof else {
        return Ok(());
    };
    // HMAC takes keys of any length.
    let mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).map(|mac| mac.chain_update(token));
    let given = hex::decode(proof).unwrap_or_default();
    match mac.map(|mac| mac.verify_slice(&given)) {
        Ok(Ok(())) => Ok(()),
        _ => Err(Refusal::new(
            400,
            104,
            "Invalid appsecret_proof provided in the API argument",
        )),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_proof_fits_its_token_only() {
        let mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).unwrap();
        let proof = hex::encode(mac.chain_update("EAAone").finalize().into_bytes());
        assert_eq!(check_proof("EAAone", None), Ok(()));
        assert_eq!(check_proof("EAAone", Some(&proof)), Ok(()));
        for (token, proof) in [("EAAtwo", proof.as_str()), ("EAAone", "00"), ("EAAone", "strange")] {
            assert_eq!(check_proof(token, Some(proof)).unwrap_err().code, 104);
        }
    }
}
