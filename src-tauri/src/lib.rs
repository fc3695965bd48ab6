//! Postroom's shell.
