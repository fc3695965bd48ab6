//! Facebook Login: the dialog, the exchanges and what a token is worth.
//!
//! Sources: developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow (dialog and exchanges),
//! developers.facebook.com/docs/instagram-platform/instagram-graph-api/business-login-for-instagram (onboarding) and
//! developers.facebook.com/docs/graph-api/reference/debug_token.
//!
//! A person's token lives an hour or two, then about sixty days after [`LoginClient::exchange_user_token`]; there is no
//! refresh. The token of a Page that a long-lived token lists never expires by date: it dies with the password, the role
//! or the app.
//!
//! [`LoginClient::exchange_user_token`]: crate::LoginClient::exchange_user_token

mod dialog;
mod exchanges;
mod onboarding;
mod token_facts;

pub use dialog::{Consent, FacebookDialog, authorize_facebook};
pub use onboarding::OnboardingAnswer;
pub use token_facts::{Expiry, GranularScope, TokenFacts, TokenKind};
