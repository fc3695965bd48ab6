//! Posts as the page gets them.
//!
//! Fractions are plain numbers to the page: the database holds no `NaN`, which JSON could not say.

use postroom_core::publishing::caption::CaptionFacts;
use postroom_core::publishing::preflight::{Finding, Fix, Level};
use postroom_core::publishing::{self, AddedSlides, LadderRung, PostDetail, Preflight, RefusedFile, SlideRung};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{IpcError, count};

/// A post of ours, from draft until it is live.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct PostView {
    /// Its id, a UUID.
    post: String,
    account: String,
    state: PostState,
    caption: String,
    ratio: Ratio,
    /// Counts the saves; a save names the one it builds on.
    revision: u32,
    slides: Vec<SlideView>,
    /// RFC 3339.
    created_at: String,
    /// RFC 3339.
    updated_at: String,
    /// RFC 3339; null for a post that goes out as soon as it is ready.
    due_at: Option<String>,
    /// IANA name.
    zone: Option<String>,
    /// YYYY-MM-DDTHH:MM in that zone.
    wall_time: Option<String>,
    /// Empty for a draft never published.
    ladder: Vec<LadderStepView>,
    /// What keeps it, when something does.
    problem: Option<IpcError>,
    permalink: Option<String>,
    media: Option<String>,
    /// RFC 3339.
    live_at: Option<String>,
    can: PostActions,
}

/// A picture of a post.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SlideView {
    /// Its id, a UUID.
    slide: String,
    file_name: String,
    /// Pixels, upright.
    width: u32,
    /// Pixels, upright.
    height: u32,
    bytes: u32,
    alt_text: String,
    /// 0 to 1 of the upright picture.
    #[specta(type = i32)]
    focus_x: f64,
    /// 0 to 1 of the upright picture.
    #[specta(type = i32)]
    focus_y: f64,
    /// 1 to 4.
    #[specta(type = i32)]
    zoom: f64,
}

/// What can be done with a post now.
#[derive(Debug, Clone, Copy, Serialize, Type)]
pub(crate) struct PostActions {
    /// It is a draft, or can be made one.
    edit: bool,
    /// Back to a draft before publish is called.
    cancel: bool,
    /// Goes on where it failed.
    retry: bool,
    /// Reads back at once.
    check: bool,
    publish_now: bool,
    /// A person decides to publish anew.
    post_again: bool,
    discard: bool,
}

/// How far a step of the ladder has come.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LadderStepView {
    step: LadderStep,
    state: StepState,
    done: u32,
    total: u32,
    /// RFC 3339.
    at: Option<String>,
    /// Empty for publish and live.
    slides: Vec<SlideStepView>,
}

/// How far a slide has come in a step.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SlideStepView {
    slide: String,
    state: StepState,
    problem: Option<IpcError>,
}

/// What became of files that were to be slides.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AddedView {
    post: PostView,
    refused: Vec<RefusedFileView>,
}

/// A file that cannot be a slide.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct RefusedFileView {
    file_name: String,
    problem: IpcError,
}

/// What is counted in a caption.
#[derive(Debug, Clone, Copy, Serialize, Type)]
pub(crate) struct CaptionFactsView {
    /// As the platform counts: Unicode scalar values.
    characters: u32,
    /// As a person counts.
    graphemes: u32,
    hashtags: u32,
    mentions: u32,
    /// Where Instagram folds, in characters; null when it does not.
    fold_at: Option<u32>,
}

/// The preflight of a post, problems first.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct PreflightView {
    findings: Vec<FindingView>,
    /// Whether publishing is refused.
    blocked: bool,
    quota_used: Option<u32>,
    quota_total: Option<u32>,
}

/// One line of the preflight.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct FindingView {
    level: FindingLevel,
    /// Stable word of the rule.
    code: String,
    slide: Option<String>,
    /// One plain sentence.
    message: String,
    detail: Option<String>,
    fix: Option<FindingFix>,
}

/// Declares a word of the wire that mirrors a word of the core.
macro_rules! mirrored {
    ($(#[$doc:meta])* $name:ident of $core:ty { $($(#[$item_doc:meta])* $item:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($(#[$item_doc])* $item,)* }

        impl From<$core> for $name {
            fn from(word: $core) -> Self {
                type Core = $core;
                match word { $(Core::$item => Self::$item,)* }
            }
        }
    };
}

mirrored! {
    /// Where a post stands.
    PostState of store::PostState {
        /// Being written.
        Draft,
        /// Waits for its time.
        Scheduled,
        /// Pictures are converted, uploaded and processed.
        Preparing,
        /// Prepared; waits for its time.
        Ready,
        /// The call that publishes has left.
        Publishing,
        /// The answer was lost; the program finds out.
        Checking,
        /// Stopped before anything was posted.
        Failed,
        /// Only a person can decide how it goes on.
        NeedsYou,
        /// Waits until a person has looked.
        Held,
        /// Its time passed while the program could not publish.
        Missed,
        /// On Instagram.
        Live,
        /// Given up by a person.
        Discarded,
    }
}

mirrored! {
    /// A step of the ladder.
    LadderStep of publishing::LadderStep {
        /// Pictures are converted.
        Prepared,
        /// Pictures lie on the media host.
        Uploaded,
        /// Instagram has been told of them.
        Containers,
        /// Instagram works on them.
        Processing,
        /// The call that publishes.
        Publish,
        /// Seen on Instagram.
        Live,
    }
}

mirrored! {
    /// Where a step stands.
    StepState of store::StepState {
        /// Not begun.
        Waiting,
        /// Under way.
        Running,
        /// Done.
        Done,
        /// Failed.
        Failed,
        /// The answer was lost; the program finds out.
        Checking,
    }
}

mirrored! {
    /// How much a finding weighs.
    FindingLevel of Level {
        /// Keeps the post from being published.
        Blocker,
        /// Worth a look.
        Warning,
        /// In order.
        Passed,
    }
}

mirrored! {
    /// What mends a finding.
    FindingFix of Fix {
        /// Add slides.
        AddSlides,
        /// Write alt text.
        WriteAltText,
        /// Shorten the caption.
        ShortenCaption,
        /// Set the media host up.
        SetUpHost,
        /// Test the media host.
        TestHost,
        /// Log the account in again.
        Reconnect,
        /// Pick another time.
        PickTime,
        /// Remove the slide.
        RemoveSlide,
    }
}

/// The ratio all slides of a post are cropped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ratio {
    /// 4:5.
    Portrait,
    /// 1:1.
    Square,
    /// 1.91:1.
    Landscape,
}

impl From<store::Ratio> for Ratio {
    fn from(ratio: store::Ratio) -> Self {
        match ratio {
            store::Ratio::Portrait => Self::Portrait,
            store::Ratio::Square => Self::Square,
            store::Ratio::Landscape => Self::Landscape,
        }
    }
}

impl From<Ratio> for store::Ratio {
    fn from(ratio: Ratio) -> Self {
        match ratio {
            Ratio::Portrait => Self::Portrait,
            Ratio::Square => Self::Square,
            Ratio::Landscape => Self::Landscape,
        }
    }
}

impl From<PostDetail> for PostView {
    fn from(post: PostDetail) -> Self {
        let row = post.row;
        let live = row.state == store::PostState::Live;
        Self {
            post: row.uid.to_string(),
            account: row.account.to_string(),
            state: row.state.into(),
            caption: row.caption,
            ratio: row.ratio.into(),
            revision: count(row.revision),
            slides: post.slides.into_iter().map(SlideView::from).collect(),
            created_at: row.created_at.to_string(),
            updated_at: row.updated_at.to_string(),
            due_at: row.due_at.filter(|_| row.wall_time.is_some()).map(|at| at.to_string()),
            zone: row.zone,
            wall_time: row.wall_time,
            ladder: post.ladder.into_iter().map(LadderStepView::from).collect(),
            problem: post.problem.map(IpcError::from),
            permalink: row.permalink,
            media: row.media.map(|id| id.to_string()),
            live_at: row.finished_at.filter(|_| live).map(|at| at.to_string()),
            can: post.can.into(),
        }
    }
}

impl From<store::SlideRow> for SlideView {
    fn from(slide: store::SlideRow) -> Self {
        Self {
            slide: slide.uid.to_string(),
            file_name: slide.file_name,
            width: count(slide.width),
            height: count(slide.height),
            bytes: count(slide.bytes),
            alt_text: slide.alt_text,
            focus_x: slide.focus_x,
            focus_y: slide.focus_y,
            zoom: slide.zoom,
        }
    }
}

impl From<publishing::PostActions> for PostActions {
    fn from(can: publishing::PostActions) -> Self {
        Self {
            edit: can.edit,
            cancel: can.cancel,
            retry: can.retry,
            check: can.check,
            publish_now: can.publish_now,
            post_again: can.post_again,
            discard: can.discard,
        }
    }
}

impl From<LadderRung> for LadderStepView {
    fn from(rung: LadderRung) -> Self {
        Self {
            step: rung.step.into(),
            state: rung.state.into(),
            done: count(rung.done),
            total: count(rung.total),
            at: rung.at.map(|at| at.to_string()),
            slides: rung.slides.into_iter().map(SlideStepView::from).collect(),
        }
    }
}

impl From<SlideRung> for SlideStepView {
    fn from(slide: SlideRung) -> Self {
        Self {
            slide: slide.slide.to_string(),
            state: slide.state.into(),
            problem: slide.problem.map(IpcError::from),
        }
    }
}

impl From<(PostDetail, AddedSlides)> for AddedView {
    fn from((post, added): (PostDetail, AddedSlides)) -> Self {
        Self {
            post: post.into(),
            refused: added.refused.into_iter().map(RefusedFileView::from).collect(),
        }
    }
}

impl From<RefusedFile> for RefusedFileView {
    fn from(file: RefusedFile) -> Self {
        Self {
            file_name: file.file_name,
            problem: file.problem.into(),
        }
    }
}

impl From<CaptionFacts> for CaptionFactsView {
    fn from(facts: CaptionFacts) -> Self {
        Self {
            characters: facts.characters,
            graphemes: facts.graphemes,
            hashtags: facts.hashtags,
            mentions: facts.mentions,
            fold_at: facts.fold_at,
        }
    }
}

impl From<Preflight> for PreflightView {
    fn from(preflight: Preflight) -> Self {
        Self {
            blocked: preflight.is_blocked(),
            quota_used: preflight.quota.map(|(used, _)| used),
            quota_total: preflight.quota.map(|(_, total)| total),
            findings: preflight.findings.into_iter().map(FindingView::from).collect(),
        }
    }
}

impl From<Finding> for FindingView {
    fn from(finding: Finding) -> Self {
        Self {
            level: finding.level.into(),
            code: finding.code.as_str().to_owned(),
            slide: finding.slide.map(|slide| slide.to_string()),
            message: finding.message,
            detail: finding.detail,
            fix: finding.fix.map(FindingFix::from),
        }
    }
}
