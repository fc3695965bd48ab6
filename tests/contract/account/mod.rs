//! The account itself.

mod get_me;
