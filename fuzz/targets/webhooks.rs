//! What a receiver of webhooks is sent: signature and body, subscription requests.
//!
//! Held here: a body is read the same with a right signature and without looking at one, and not at all with a wrong one;
//! nothing that is printed shows a text of a person.
#![no_main]

use hmac::{Hmac, Mac};
use instagram::AppSecret;
use instagram::webhooks::{Payload, VerificationRequest, WebhookError, verify_signature};
use libfuzzer_sys::fuzz_target;
use secrecy::SecretString;
use sha2::Sha256;

/// Seeds carry this text where a message of a person would stand.
const SECRET: &str = "IGAAsecret";

/// The key both sides know.
const KEY: &str = "0123456789abcdef0123456789abcdef";

fn signature(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("any length is a key");
    mac.update(body);
    let digits: String = mac
        .finalize()
        .into_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256={digits}")
}

fuzz_target!(|data: &[u8]| {
    // The first line is a signature somebody made up, the rest the body.
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (made_up, body) = data.split_at(end);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let secrets = [AppSecret::new("another"), AppSecret::new(KEY)];

    let right = signature(body);
    let made_up = String::from_utf8_lossy(made_up);
    if !made_up.eq_ignore_ascii_case(&right) {
        let refused = Payload::receive(&secrets, &made_up, body).map(|_| ());
        assert!(matches!(
            refused,
            Err(WebhookError::Unsigned | WebhookError::Forged | WebhookError::TooLong)
        ));
    }
    assert_eq!(verify_signature(&secrets[..1], &right, body), Err(WebhookError::Forged));

    if let Ok(request) = VerificationRequest::from_query(&String::from_utf8_lossy(body)) {
        assert!(
            request.answer(&SecretString::from("")).is_err(),
            "no verify token is no yes"
        );
    }

    let read = Payload::read(body);
    assert!(
        Payload::receive(&secrets, &right, body) == read,
        "the signature changes nothing"
    );
    let Ok(payload) = read else { return };
    for event in &payload.events {
        let shown = format!("{event:?}");
        let is_name =
            event.name.contains(SECRET) || event.account.as_ref().is_some_and(|id| id.as_str().contains(SECRET));
        assert!(is_name || !shown.contains(SECRET), "an event shows what it holds");
        let _ = (
            event.at(),
            event.person(),
            event.key(),
            event.opens_window_at(),
            event.is_test(),
        );
    }
});
