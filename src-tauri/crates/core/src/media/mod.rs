//! Pictures: those of the platform from a size-capped disk cache, keyed by id; ours on their way to a post ([`imaging`])
//! and to the place where Instagram fetches them ([`hosts`]).
//!
//! Promised: a picture once seen is there offline and after its link expires; only raster pictures are
//! ever served, whatever an answer calls itself; only hosts of the platform are asked. Media that other
//! people sent us never come here: a platform rule keeps them off the disk.

mod cache;
mod host_setup;
pub mod hosts;
pub mod imaging;
mod pictures;

pub use host_setup::{HostKind, HostSetup, HostState};
pub use pictures::{Picture, PictureKey, Pictures};
