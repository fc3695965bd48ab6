//! The account itself.

mod get_me;

pub use get_me::{GetMe, Me};
