//! Business login for Instagram (sheet on login, §1): the consent page a person can click, the redirect with the code,
//! and the three token calls.

mod consent;
mod mint;
mod page;
mod scope;
mod token;

pub(crate) use consent::{Code, authorize, consent, redirect_page};
pub(crate) use mint::{Grant, mint, read as read_token};
pub(crate) use scope::{ALL as ALL_SCOPES, BASIC, COMMENTS, PUBLISH, parse as parse_scopes};
pub(crate) use token::{code_for_token, long_token, refresh};
