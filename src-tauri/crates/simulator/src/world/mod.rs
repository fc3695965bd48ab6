//! The world: accounts, posts, people, comments and conversations, made from a seed, and what has been done to them
//! since.
//!
//! Two worlds of the same seed, size and start are equal to the last byte. Comments are records of 32 bytes; their
//! texts are made again from seed and index whenever somebody reads them, so two million of them fit into memory.

mod brands;
mod broadcasts;
mod changes;
mod containers;
mod days;
mod figures;
mod generate;
mod happenings;
mod hashtags;
mod ids;
mod inbox;
mod live;
mod mentions;
mod others;
mod pages;
mod people;
mod phrases;
mod places;
mod publications;
mod schedule;
mod scripts;
mod size;
pub(crate) mod sounds;
mod speech;
mod state;
mod tags;

pub(crate) use brands::Motif;
pub(crate) use changes::{Change, ChangeError};
pub(crate) use containers::{
    ContainerKind, CopyrightCheck, DAY_MS, Ending, LaidOver, Media, Medium, NewContainer, Settings, Slide, State,
    UserTag,
};
pub(crate) use days::Day;
pub(crate) use figures::{AccountCount, PostFigures};
pub(crate) use happenings::{Happening, What};
pub(crate) use hashtags::Find;
pub(crate) use inbox::{
    Attachment, AttachmentKind, Content, File, Message, Part, Place, PrivateReplyError, Story, Tapped, Thread,
};
pub(crate) use others::{OthersComment, OthersPost};
pub(crate) use pages::Reach;
pub(crate) use people::is_public;
pub use size::WorldSize;
pub(crate) use sounds::Sound;
pub(crate) use state::{MediaKind, Post, World};
