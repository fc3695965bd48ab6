//! Pictures of posts and accounts from a size-capped disk cache, keyed by id.
//!
//! Promised: a picture once seen is there offline and after its link expires; only raster pictures are
//! ever served, whatever an answer calls itself; only hosts of the platform are asked. Media that other
//! people sent us never come here: a platform rule keeps them off the disk.

mod cache;
pub mod hosts;
pub mod imaging;
mod pictures;

pub use pictures::{Picture, PictureKey, Pictures};
