//! Webhooks as bytes (sheet on webhooks, §4.4; list of quirks, 20): JSON whose non-ASCII letters are `\u`-escaped in
//! lower-case hex and whose slashes are escaped, signed over exactly these bytes.

use hmac::{Hmac, Mac};
use serde_json::Value;
use sha1::Sha1;
use sha2::Sha256;

/// A payload as the platform writes it.
pub(super) fn write(payload: &Value) -> String {
    let plain = payload.to_string();
    let mut wire = String::with_capacity(plain.len() + plain.len() / 8);
    let mut units = [0_u16; 2];
    for letter in plain.chars() {
        match letter {
            '/' => wire.push_str("\\/"),
            ascii if ascii.is_ascii() => wire.push(ascii),
            other => {
                for unit in other.encode_utf16(&mut units) {
                    wire.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    wire
}

/// The value of `X-Hub-Signature-256`.
pub(super) fn signature(secret: &str, body: &[u8]) -> String {
    // HMAC takes keys of any length.
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map(|mac| mac.chain_update(body).finalize());
    mac.map(|mac| format!("sha256={}", hex::encode(mac.into_bytes())))
        .unwrap_or_default()
}

/// The value of the legacy `X-Hub-Signature`.
pub(super) fn legacy_signature(secret: &str, body: &[u8]) -> String {
    let mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).map(|mac| mac.chain_update(body).finalize());
    mac.map(|mac| format!("sha1={}", hex::encode(mac.into_bytes())))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn letters_and_slashes_are_escaped_and_read_back() {
        let payload = json!({ "text": "Größe 38 / 送料 🔥 \"ok\"\n", "url": "https://h.example/a" });
        let wire = write(&payload);
        assert!(wire.is_ascii());
        assert!(
            wire.contains("Gr\\u00f6\\u00dfe 38 \\/ \\u9001\\u6599 \\ud83d\\udd25 \\\"ok\\\"\\n"),
            "{wire}"
        );
        assert!(wire.contains("https:\\/\\/h.example\\/a"));
        assert_eq!(serde_json::from_str::<Value>(&wire).unwrap(), payload);
    }

    #[test]
    fn signatures_are_those_of_the_standard() {
        // RFC 4231, test case 2, and RFC 2202, test case 2.
        let body = b"what do ya want for nothing?";
        assert_eq!(
            signature("Jefe", body),
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            legacy_signature("Jefe", body),
            "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        );
    }
}
