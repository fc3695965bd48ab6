//! Whether a body comes from the platform.
//!
//! Source: developers.facebook.com/docs/graph-api/webhooks/getting-started (validating payloads). The header
//! `X-Hub-Signature-256` holds `sha256=` and the HMAC of the raw bytes, in hexadecimal. Texts arrive with `\u` escapes and
//! escaped slashes, so bytes that were parsed and written again have another signature. The older `X-Hub-Signature` is SHA-1 and
//! is not looked at.

use crate::AppSecret;
use crate::webhooks::WebhookError;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

const SCHEME: &str = "sha256=";
const BYTES: usize = 32;

/// Checks `header`, the value of `X-Hub-Signature-256`, over `body` as it came. An app has two secrets, its own and that of its
/// Instagram product, and either was seen to sign: one that fits is enough. Takes as long for a wrong signature as for a right one.
///
/// # Errors
/// [`WebhookError::Unsigned`] for a header of another form, [`WebhookError::Forged`] when no secret fits.
pub fn verify_signature(secrets: &[AppSecret], header: &str, body: &[u8]) -> Result<(), WebhookError> {
    let mut claimed = [0; BYTES];
    let digits = header.strip_prefix(SCHEME).ok_or(WebhookError::Unsigned)?;
    hex::decode_to_slice(digits, &mut claimed).map_err(|_| WebhookError::Unsigned)?;

    let mut fits = Choice::from(0);
    // Anybody can sign with no secret at all.
    for secret in secrets.iter().filter(|secret| !secret.expose().is_empty()) {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).map_err(|_| WebhookError::Forged)?;
        mac.update(body);
        fits |= mac.finalize().into_bytes().ct_eq(&claimed);
    }
    if bool::from(fits) {
        Ok(())
    } else {
        Err(WebhookError::Forged)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;

    // Made with `printf '%s' '{"object":"instagram","entry":[]}' | openssl dgst -sha256 -hmac 0123abcd`.
    const BODY: &[u8] = br#"{"object":"instagram","entry":[]}"#;
    const HEADER: &str = "sha256=9e3888d1613e426d0018430e6242578ebc3389d28176e74ac5c4b8d0a71a9ba9";

    fn secrets(texts: &[&str]) -> Vec<AppSecret> {
        texts.iter().map(|text| AppSecret::new(*text)).collect()
    }

    #[test]
    fn a_signature_by_any_of_the_secrets_is_accepted() {
        assert_eq!(verify_signature(&secrets(&["0123abcd"]), HEADER, BODY), Ok(()));
        assert_eq!(verify_signature(&secrets(&["other", "0123abcd"]), HEADER, BODY), Ok(()));
        assert_eq!(verify_signature(&secrets(&["0123abcd", "other"]), HEADER, BODY), Ok(()));
        let upper = HEADER.to_uppercase().replace("SHA256", "sha256");
        assert_eq!(verify_signature(&secrets(&["0123abcd"]), &upper, BODY), Ok(()));
    }

    #[test]
    fn the_vector_of_rfc_4231_fits() {
        let header = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        let body = b"what do ya want for nothing?";
        assert_eq!(verify_signature(&secrets(&["Jefe"]), header, body), Ok(()));
    }

    #[test]
    fn another_secret_and_no_secret_are_forged() {
        for known in [secrets(&["other"]), secrets(&[]), secrets(&[""])] {
            assert_eq!(verify_signature(&known, HEADER, BODY), Err(WebhookError::Forged));
        }
    }

    #[test]
    fn a_signature_with_an_empty_secret_is_forged_even_if_one_is_configured() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"").unwrap();
        mac.update(BODY);
        let header = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        assert_eq!(
            verify_signature(&secrets(&[""]), &header, BODY),
            Err(WebhookError::Forged)
        );
    }

    #[test]
    fn a_body_that_was_parsed_and_written_again_has_another_signature() {
        let raw = r#"{"text":"rye \ud83c\udf31 a\/b"}"#;
        let mut mac = Hmac::<Sha256>::new_from_slice(b"0123abcd").unwrap();
        mac.update(raw.as_bytes());
        let header = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        assert_eq!(
            verify_signature(&secrets(&["0123abcd"]), &header, raw.as_bytes()),
            Ok(())
        );
        let parsed: serde_json::Value = serde_json::from_str(raw).unwrap();
        let again = serde_json::to_vec(&parsed).unwrap();
        assert_eq!(
            verify_signature(&secrets(&["0123abcd"]), &header, &again),
            Err(WebhookError::Forged)
        );
    }

    #[test]
    fn headers_of_another_form_are_unsigned() {
        let digits = HEADER.strip_prefix("sha256=").unwrap();
        for strange in [
            String::new(),
            digits.to_owned(),
            format!("sha1={digits}"),
            "sha256=".to_owned(),
            format!("sha256={}", &digits[..62]),
            format!("sha256={digits}00"),
            format!("sha256= {}", &digits[1..]),
            format!("sha256={}", "é".repeat(32)),
            format!(" {HEADER}"),
        ] {
            let answer = verify_signature(&secrets(&["0123abcd"]), &strange, BODY);
            assert_eq!(answer, Err(WebhookError::Unsigned), "{strange:?}");
        }
    }

    proptest! {
        #[test]
        fn a_body_with_another_byte_is_forged(at in 0..BODY.len(), other in any::<u8>()) {
            let mut body = BODY.to_vec();
            prop_assume!(body[at] != other);
            body[at] = other;
            prop_assert_eq!(verify_signature(&secrets(&["0123abcd"]), HEADER, &body), Err(WebhookError::Forged));
        }
    }
}
