//! Both logins: business login for Instagram (sheet on login, §1), the consent page a person can click, the redirect with
//! the code, the token calls; and Facebook Login (§2) with its dialog and its token calls.

mod consent;
mod credentials;
mod dialog;
mod facebook;
mod flavour;
mod grant;
mod mint;
mod page;
mod proof;
mod scope;
mod token;

pub(crate) use consent::{Code, authorize, consent, redirect_page};
pub(crate) use credentials::{Credentials, basic, grant_of};
pub(crate) use dialog::{agree, dialog};
pub(crate) use facebook::{ROWS as FACEBOOK_ROWS, permissions};
pub use flavour::Flavour;
pub(crate) use flavour::{BOTH, FACEBOOK, INSTAGRAM};
pub(crate) use grant::{Accounts, Grant, Holder};
pub(crate) use mint::mint;
pub(crate) use proof::check_proof;
pub(crate) use scope::{Scope, Scopes, parse as parse_scopes};
pub(crate) use token::{ROWS as TOKEN_ROWS, code_for_token, is_code_exchange};
