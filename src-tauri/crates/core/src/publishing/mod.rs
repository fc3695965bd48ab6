//! From picture files to a published post, exactly once.
//!
//! Promised: a draft is kept as it is typed; every picture is converted or refused with a reason before anything leaves;
//! every step is a row before it is done, so that a restart goes on where it was; the publish call is made once, and again
//! only with the same container and only when it had no effect for sure ([`ladder`]); nothing goes out late by itself.

mod asked;
pub mod caption;
mod checks;
mod drafts;
mod files;
pub mod ladder;
#[cfg(test)]
mod model;
#[cfg(test)]
mod model_test;
mod moves;
mod people;
pub mod preflight;
mod quota;
mod read_back;
mod reason;
mod record;
mod rows;
mod settling;
mod words;
mod work;
mod worker;

use store::posts::{Ratio, SlideRow};

pub use checks::Preflight;
pub use drafts::{AddedSlides, DraftForm, RefusedFile};
pub(crate) use drafts::{remove_files_of, take_back_all};
pub(crate) use files::SlideFiles;
pub use people::{Publishing, When};
pub use reason::Reason;
pub(crate) use record::step_word;
pub use rows::{LadderRung, LadderStep, PostActions, PostDetail, SlideRung};
pub(crate) use worker::Worker;

use crate::media::imaging::{Frame, FrameRatio};

/// What of a slide is shown.
pub(crate) fn frame_of(ratio: Ratio, slide: &SlideRow) -> Frame {
    Frame {
        ratio: match ratio {
            Ratio::Portrait => FrameRatio::Portrait,
            Ratio::Square => FrameRatio::Square,
            Ratio::Landscape => FrameRatio::Landscape,
        },
        focus_x: slide.focus_x,
        focus_y: slide.focus_y,
        zoom: slide.zoom,
    }
}
