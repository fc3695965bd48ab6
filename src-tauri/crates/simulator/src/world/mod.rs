//! The world: accounts, posts, people and comments, made from a seed, and what has been done to them since.
//!
//! Two worlds of the same seed, size and start are equal to the last byte. Comments are records of 32 bytes; their
//! texts are made again from seed and index whenever somebody reads them, so two million of them fit into memory.

mod brands;
mod changes;
mod containers;
mod generate;
mod ids;
mod live;
mod pages;
mod people;
mod phrases;
mod scripts;
mod size;
mod speech;
mod state;

pub(crate) use brands::Motif;
pub(crate) use changes::{Change, ChangeError};
pub(crate) use containers::{ContainerKind, DAY_MS, Ending, NewContainer, Slide, State};
pub(crate) use pages::Reach;
pub use size::WorldSize;
pub(crate) use state::{MediaKind, World};
