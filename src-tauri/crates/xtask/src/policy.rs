//! What the pages may load and do, as tests: the program's content security policy and the redirect page's.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::repo;

/// The program's policy. It names no outside host: pictures come through `media:`, commands through `ipc:`.
/// Windows web views reach custom schemes as `http://{scheme}.localhost`.
const PROGRAM: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; \
    img-src 'self' media: http://media.localhost blob: data:; media-src 'self' media: http://media.localhost blob:; \
    connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'";

#[test]
fn the_program_s_policy_is_the_designed_one() {
    let configuration = fs::read_to_string(repo::root().join("tauri.conf.json")).expect("readable");
    let configuration: Value = serde_json::from_str(&configuration).expect("JSON");
    let security = &configuration["app"]["security"];
    let directives: BTreeMap<String, String> = match &security["csp"] {
        Value::String(policy) => directives(policy),
        Value::Object(policy) => policy
            .iter()
            .map(|(name, sources)| {
                (
                    name.clone(),
                    sources.as_str().expect("sources as one string").to_owned(),
                )
            })
            .collect(),
        other => panic!("the policy is missing: {other}"),
    };
    assert_eq!(directives, self::directives(PROGRAM));
    assert_eq!(
        security.get("dangerousDisableAssetCspModification"),
        None,
        "the policy's hashes of the embedded pages stay on"
    );
}

#[test]
fn the_entry_page_holds_no_inline_style_or_script() {
    let page = fs::read_to_string(repo::ui().join("index.html")).expect("readable");
    assert!(
        !page.contains("<style"),
        "an inline style adds a nonce to the policy, which switches 'unsafe-inline' off"
    );
    assert!(!page.contains("style=\""), "no inline style in the entry page");
    assert_eq!(
        between(&page, "<script type=\"module\" src=", "</script>").len(),
        page.matches("<script").count()
    );
}

#[test]
fn the_redirect_page_runs_nothing_but_its_own_script_and_loads_nothing() {
    let page = fs::read_to_string(repo::ui().join("redirect/index.html")).expect("readable");
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let style = between(&page, "<style>", "</style>");
    let script = between(&page, "<script>", "</script>");
    assert_eq!(
        (policy.len(), style.len(), script.len()),
        (1, 1, 1),
        "one policy, one style, one script"
    );
    let expected = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        source_hash(style[0]),
        source_hash(script[0])
    );
    assert_eq!(
        directives(policy[0]),
        directives(&expected),
        "write these hashes into the page after editing it"
    );
    for loader in [
        "src=\"",
        "url(",
        "@import",
        "<link",
        "<iframe",
        "<form",
        "fetch(",
        "XMLHttpRequest",
        "import(",
    ] {
        assert!(!page.contains(loader), "the page loads nothing, yet holds `{loader}`");
    }
    for sink in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
    ] {
        assert!(
            !page.contains(sink),
            "what arrives is only ever text, yet the page holds `{sink}`"
        );
    }
    assert!(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"));
    assert!(
        page.contains("<html lang=\"en\" data-scheme=\"postroom\">"),
        "the simulator swaps the scheme here"
    );
}

#[test]
fn a_source_hash_is_base64_of_sha_256() {
    // The digest of nothing, <https://www.rfc-editor.org/rfc/rfc6234>.
    assert_eq!(source_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

fn directives(policy: &str) -> BTreeMap<String, String> {
    policy
        .split(';')
        .map(|directive| directive.split_whitespace().collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .map(|words| (words[0].to_owned(), words[1..].join(" ")))
        .collect()
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start)
        .skip(1)
        .filter_map(|rest| rest.split_once(end).map(|(inside, _)| inside))
        .collect()
}

fn source_hash(content: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(content.as_bytes());
    let mut text = String::from("sha256-");
    for chunk in digest.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place)) as usize & 63;
            text.push(if place <= chunk.len() {
                char::from(ALPHABET[index])
            } else {
                '='
            });
        }
    }
    text
}
