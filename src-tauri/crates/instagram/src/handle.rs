//! The handle of an account, brought into the platform's own form before it goes anywhere.

use crate::ApiError;

/// The longest handle there is.
const MOST_LETTERS: usize = 30;

/// Trims, drops a leading `@` and lowers the case: `" @Miller.Joe"` is `miller.joe`.
///
/// # Errors
/// [`ApiError::Invalid`] for anything that is no handle, so that nothing but a handle reaches a path or a field list.
pub(crate) fn normalised(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    let handle = text.strip_prefix('@').unwrap_or(text).to_ascii_lowercase();
    let belongs = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.');
    if handle.is_empty() || handle.len() > MOST_LETTERS || !handle.bytes().all(belongs) {
        return Err(ApiError::Invalid(
            "A user name has 1 to 30 letters, digits, full stops and underscores.".to_owned(),
        ));
    }
    Ok(handle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_account_become_one_handle() {
        for spelling in ["miller.joe", "@miller.joe", " @Miller.Joe\n", "MILLER.JOE"] {
            assert_eq!(normalised(spelling).as_deref(), Ok("miller.joe"), "{spelling:?}");
        }
        assert_eq!(normalised(&"a".repeat(30)), Ok("a".repeat(30)));
    }

    #[test]
    fn nothing_but_a_handle_passes() {
        for strange in [
            "",
            "@",
            "@@a",
            "a b",
            "a){id}",
            "a,b",
            "é",
            "a/b",
            "https://x.example",
            &"a".repeat(31),
        ] {
            assert!(
                matches!(normalised(strange), Err(ApiError::Invalid(said)) if said.contains("30")),
                "{strange:?}"
            );
        }
    }
}
