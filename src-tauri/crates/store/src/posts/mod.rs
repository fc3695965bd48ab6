//! Posts of ours, from draft until live: the post, its slides, the steps of its ladder and the files it has on a media
//! host. Which step follows which is `core`'s rule.
//!
//! A post is *open* until it is live or was discarded; then it has *ended*, and no write brings it back. Everything a
//! post consists of goes with it when it is deleted, except for its files on a media host: their rows stay, due for
//! removal at once, until [`set_removed`] says that the file is gone.

mod hosted;
mod queries;
mod slides;
mod steps;

pub use hosted::{HostedFile, host_file, hosted, removable, set_removable, set_removed};
pub use queries::{
    NewPost, PostCounts, PostRow, PostState, Ratio, count_needing, create, delete_post, get, get_by_id, get_by_id_in,
    get_in, list, moving, save,
};
pub use slides::{
    NewSlide, SlideRow, SlideSettings, add_slide, arrange, delete_slide, kept_slides, kept_slides_of, removed_slides,
    slide, slides, slides_in,
};
pub use steps::{StepKind, StepRow, StepState, begin_steps, delete_steps, save_step, steps, steps_in};
