//! The program's switches, its help and what it says when it is up.

mod greeting;
mod help;
mod switches;

pub(crate) use greeting::greeting;
pub(crate) use switches::Arguments;
