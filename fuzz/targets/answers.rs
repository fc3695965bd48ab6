//! The answers of every call, whatever the platform sends: each input is judged as an answer under several statuses and
//! decoded as the answer to every endpoint there is.
//!
//! Held here: nothing panics, no error but a coded refusal shows anything of the answer, and an answer that carries an
//! error is one under every status.
#![no_main]

use std::sync::Once;

use http::HeaderMap;
use instagram::coverage::ENDPOINTS;
use instagram::{ApiError, LongToken, ShortToken, TokenFacts, UserToken};
use libfuzzer_sys::fuzz_target;

#[path = "../decoders.rs"]
mod decoders;

/// Seeds carry this text where a token, a name or a message of a person would stand.
const SECRET: &str = "IGAAsecret";

/// An endpoint that no decoder stands for would never be fuzzed.
fn check_that_all_are_there() {
    let known: Vec<_> = decoders::ALL.iter().map(|(name, _)| *name).collect();
    let missing: Vec<_> = ENDPOINTS
        .iter()
        .filter(|facts| facts.type_name().is_some() && !known.contains(&facts.name))
        .map(|facts| facts.name)
        .collect();
    assert!(missing.is_empty(), "fuzz/decoders.rs lacks {missing:?}");
}

fn shows_nothing(name: &str, error: &ApiError) {
    let is_coded = matches!(error, ApiError::Refused(_));
    let shown = format!("{error} {error:?} {}", error.sentence());
    assert!(is_coded || !shown.contains(SECRET), "{name} shows what an answer held");
}

fuzz_target!(|body: &[u8]| {
    static CHECKED: Once = Once::new();
    CHECKED.call_once(check_that_all_are_there);

    let headers = HeaderMap::new();
    let judged = [200, 400, 403, 500].map(|status| ApiError::in_answer(status, &headers, body));
    for error in judged.iter().flatten() {
        shows_nothing("the envelope", error);
        let _ = (error.recovery(), error.code_pair());
    }
    if judged[0].is_some() {
        assert!(judged.iter().all(Option::is_some), "an error is one under every status");
    }
    for (name, decode) in decoders::ALL {
        if let Err(error) = decode(body) {
            shows_nothing(name, &error);
        }
    }
    let tokens = [
        ShortToken::from_json(body).err(),
        LongToken::from_json(body).err(),
        UserToken::from_json(body).err(),
        TokenFacts::from_json(body).err(),
    ];
    for error in tokens.iter().flatten() {
        shows_nothing("a token", error);
    }
});
