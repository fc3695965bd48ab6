//! Links from outside and addresses a person pasted.
//!
//! Held here: whatever comes is parsed or refused, a login has a code and a state that stood in the link, the pasted
//! form accepts no more than the link itself, and nothing that is printed shows either.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postroom_core::accounts::callback::Callback;
use url::Url;

const SCHEME: &str = "postroom";

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    // Links that get past the address are the interesting ones, and seldom found by chance.
    for link in [text.clone().into_owned(), format!("{SCHEME}://oauth/callback?{text}")] {
        let Ok(callback) = Callback::from_link(&link, SCHEME) else {
            continue;
        };
        let url = Url::parse(&link).expect("a login is an address");
        assert_eq!(
            (url.scheme(), url.host_str(), url.path()),
            (SCHEME, Some("oauth"), "/callback")
        );
        let has = |name: &str, value: &str| url.query_pairs().any(|(key, given)| key == name && given == value);
        assert!(!callback.state().is_empty() && has("state", callback.state()));
        if let Callback::Granted { code, .. } = &callback {
            assert!(!code.is_empty() && has("code", code));
            assert!(code.len() < 12 || !format!("{callback:?}").contains(code.as_str()));
        }
        assert_eq!(Callback::parse(&url), Ok(callback));
    }
    let redirect = Url::parse("https://team.example/postroom/").expect("a literal");
    for pasted in [text.clone().into_owned(), format!("{redirect}?{text}")] {
        if Callback::parse_pasted(&pasted, &redirect).is_ok() {
            let url = Url::parse(pasted.trim()).expect("a login is an address");
            assert_eq!((url.host_str(), url.path()), (redirect.host_str(), redirect.path()));
        }
    }
});
