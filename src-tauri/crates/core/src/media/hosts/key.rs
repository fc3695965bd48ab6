//! The names of hosted files.

use rand::CryptoRng;

use super::problem::{HostProblem, Unsupported};

/// A new key: 32 hexadecimal digits and `.jpg`. Random, because whoever knows the address of a file can read it. Once
/// written down for a slide it stays, so that putting the file again leaves one file.
pub fn new_key(random: &mut impl CryptoRng) -> String {
    let mut bytes = [0; 16];
    random.fill_bytes(&mut bytes);
    format!("{:032x}.jpg", u128::from_be_bytes(bytes))
}

/// Keys become paths of addresses: one segment of letters, digits, `-`, `_` and `.`, not beginning with a dot.
pub(super) fn check(key: &str) -> Result<&str, HostProblem> {
    if is_plain_segment(key) && key.len() <= 128 {
        Ok(key)
    } else {
        Err(HostProblem::Unsupported(Unsupported::Key))
    }
}

/// Whether a piece of a path means the same everywhere, with and without percent signs.
pub(super) fn is_plain_segment(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with('.')
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    #[test]
    fn keys_are_32_digits_that_differ() {
        let mut random = StdRng::seed_from_u64(7);
        let keys: Vec<String> = (0..100).map(|_| new_key(&mut random)).collect();
        for key in &keys {
            let digits = key.strip_suffix(".jpg").unwrap_or_default();
            assert!(
                digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{key}"
            );
            assert!(check(key).is_ok(), "{key}");
        }
        let distinct: std::collections::HashSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn a_key_that_is_a_path_is_refused() {
        for key in [
            "", ".", "..", "a/b.jpg", "../x", "%2e%2e", "a b", "ä.jpg", ".hidden", "a?b", "a\\b",
        ] {
            assert_eq!(check(key), Err(HostProblem::Unsupported(Unsupported::Key)), "{key:?}");
        }
        assert!(check(&"a".repeat(129)).is_err());
    }
}
