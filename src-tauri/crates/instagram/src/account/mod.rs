//! The account itself.

mod get_account;
mod get_me;

pub use get_account::{Account, GetAccount};
pub use get_me::{GetMe, Me};
