//! What the platform says about a refusal in its own words.
//!
//! Source: developers.facebook.com/docs/graph-api/guides/error-handling. The words are in the language of the account, and
//! what is meant for people (`error_user_title`, `error_user_msg`) is worth showing to them beside our own sentence.
//! Nothing is ever decided on a word.

use std::fmt;

/// What the platform says about a refusal. Shows nothing in `Debug`: the words may repeat the address of a file or a text
/// of a person. What looks like an access token is left out of them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// `error.type`, such as `OAuthException`: used for nearly everything, proves nothing.
    pub kind: Option<String>,
    /// `error.message`: for developers.
    pub message: Option<String>,
    /// `error.error_user_title`: a heading for people.
    pub title: Option<String>,
    /// `error.error_user_msg`: an explanation for people. May have several lines and more than a thousand letters.
    pub text: Option<String>,
}

impl Said {
    /// The words that there are; `None` when there are none.
    pub(crate) fn new(
        kind: Option<String>,
        message: Option<String>,
        title: Option<String>,
        text: Option<String>,
    ) -> Option<Box<Self>> {
        let said = Self {
            kind: kind.map(without_tokens),
            message: message.map(without_tokens),
            title: title.map(without_tokens),
            text: text.map(without_tokens),
        };
        (said != Self::default()).then(|| Box::new(said))
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Said(…)")
    }
}

/// How the tokens of both set-ups begin.
const TOKENS: [&str; 2] = ["IGAA", "EAA"];

/// Some refusals repeat the token that was sent, at times inside an address, where an escape before it (`%3D`) looks like
/// its first letters. So a word ends where a token may begin in it.
pub(crate) fn without_tokens(text: String) -> String {
    let token = |word: &str| TOKENS.iter().filter_map(|start| word.find(start)).min();
    let of_token = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    if !TOKENS.iter().any(|start| text.contains(start)) {
        return text;
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|letter| !of_token(letter)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end.max(first.len_utf8()));
        match token(word) {
            Some(at) => {
                clean.push_str(&word[..at]);
                clean.push('…');
            }
            None => clean.push_str(word),
        }
        rest = behind;
    }
    clean
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use proptest::prelude::*;

    fn message(text: &str) -> Option<String> {
        Said::new(None, Some(text.to_owned()), None, None).unwrap().message
    }

    #[test]
    fn a_token_in_the_words_is_left_out_wherever_it_stands() {
        for (said, kept) in [
            ("Malformed access token IGAAx_1-9", "Malformed access token …"),
            ("token=EAAGx&a=1, \"IGAAy\".", "token=…&a=1, \"…\"."),
            ("IGAA", "…"),
            ("back?access_token%3DIGAAx_1%26b&c=2", "back?access_token%3D…%26b&c=2"),
            ("_IGAAx, xEAAy and éEAAz", "_…, x… and é…"),
            ("EAIGAAxEAAy", "EA…"),
            ("(#100) Não é possível, 送料 🌱", "(#100) Não é possível, 送料 🌱"),
            ("", ""),
        ] {
            assert_eq!(message(said).as_deref(), Some(kept), "{said}");
        }
    }

    #[test]
    fn nothing_said_is_nothing_and_what_is_said_is_not_printed() {
        assert_eq!(Said::new(None, None, None, None), None);
        let said = Said::new(
            Some("OAuthException".to_owned()),
            Some("private words".to_owned()),
            None,
            None,
        );
        assert_eq!(format!("{said:?}"), "Some(Said(…))");
    }

    proptest! {
        #[test]
        fn no_token_outlives_the_reading(before in ".{0,8}", token in "(IGAA|EAA)[a-zA-Z0-9_-]{4,12}") {
            prop_assume!(!TOKENS.iter().any(|start| before.contains(start)));
            let said = message(&format!("{before}{token} x")).unwrap();
            prop_assert!(!said.contains(&token), "{said}");
            prop_assert!(said.starts_with(&before), "{said}");
        }
    }
}
