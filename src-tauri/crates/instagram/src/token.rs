//! Secrets that cannot be printed.
//!
//! Neither type implements `Display` or serde's `Serialize`, and `Debug` shows only the type's name. The text is wiped
//! from memory when the value is dropped.
//!
//! ```compile_fail,E0277
//! let token = instagram::AccessToken::new("IGAAx");
//! serde_json::to_string(&token).unwrap();
//! ```
//! ```compile_fail,E0277
//! let secret = instagram::AppSecret::new("0123abcd");
//! serde_json::to_string(&secret).unwrap();
//! ```
//! ```compile_fail,E0277
//! let token = instagram::AccessToken::new("IGAAx");
//! println!("{token}");
//! ```
//! ```compile_fail,E0277
//! let secret = instagram::AppSecret::new("0123abcd");
//! println!("{secret}");
//! ```

use secrecy::{ExposeSecret, SecretString};
use std::fmt;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SecretString);

        impl $name {
            /// Takes the secret text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(SecretString::from(text.into()))
            }

            /// The secret itself. Only for the keychain and for the wire: never format, log or store what this returns.
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl From<SecretString> for $name {
            fn from(text: SecretString) -> Self {
                Self(text)
            }
        }
    };
}

secret! {
    /// An access token of one account: short-lived (1 hour) or long-lived (60 days).
    AccessToken
}
secret! {
    /// The secret of the team's Meta app.
    AppSecret
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_name_and_nothing_of_the_secret() {
        assert_eq!(format!("{:?}", AccessToken::new("IGAAsecret")), "AccessToken(…)");
        assert_eq!(
            format!("{:#?}", Some(AppSecret::new("0123abcd"))),
            "Some(\n    AppSecret(…),\n)"
        );
    }
}
