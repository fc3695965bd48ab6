//! Postroom's program.
fn main() {}
