//! The account itself.

mod get_account;
mod get_me;
