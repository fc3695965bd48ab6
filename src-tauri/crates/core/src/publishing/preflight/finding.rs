//! A line of the preflight list.

use uuid::Uuid;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The post cannot go out like this.
    Blocker,
    /// It can, and a person should have looked.
    Warning,
    /// In order.
    Passed,
}

impl Level {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::Warning => "warning",
            Self::Passed => "passed",
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$item_doc])* $item,)* }

        impl $name {
            /// The stable word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$item => $word,)* }
            }
        }
    };
}

words! {
    /// Which rule speaks.
    FindingCode {
        /// No slide yet.
        NoSlides = "no_slides",
        /// More slides than a carousel holds.
        TooManySlides = "too_many_slides",
        /// Our copy of a slide's file is gone.
        FileGone = "file_gone",
        /// The part a slide shows is narrower than Instagram takes.
        SlideTooSmall = "slide_too_small",
        /// The part a slide shows is narrower than phones show it.
        LowResolution = "low_resolution",
        /// Two slides are the same picture.
        SamePicture = "same_picture",
        /// The slides are in order.
        Slides = "slides",
        /// A slide has no alt text.
        AltTextMissing = "alt_text_missing",
        /// An alt text is longer than Instagram takes.
        AltTextTooLong = "alt_text_too_long",
        /// The alt texts are in order.
        AltText = "alt_text",
        /// The caption is longer than Instagram takes.
        CaptionTooLong = "caption_too_long",
        /// More hashtags than the API takes.
        TooManyHashtags = "too_many_hashtags",
        /// More hashtags than Instagram shows.
        ManyHashtags = "many_hashtags",
        /// More mentions than Instagram takes.
        TooManyMentions = "too_many_mentions",
        /// The caption is in order.
        Caption = "caption",
        /// The account is not one of ours.
        AccountMissing = "account_missing",
        /// The login of the account no longer works.
        LoginLost = "login_lost",
        /// The login lacks the permission to publish.
        PublishPermissionMissing = "publish_permission_missing",
        /// What we do for the account is stopped.
        AccountPaused = "account_paused",
        /// The account is in order.
        Account = "account",
        /// No media host is chosen.
        NoMediaHost = "no_media_host",
        /// The secret of the media host is missing.
        MediaHostSecretMissing = "media_host_secret_missing",
        /// The media host failed its last test.
        MediaHostFailed = "media_host_failed",
        /// The media host was never tested.
        MediaHostUntested = "media_host_untested",
        /// The media host is in order.
        MediaHost = "media_host",
        /// The chosen time has passed.
        DueInThePast = "due_in_the_past",
        /// This machine's clock is wrong.
        ClockWrong = "clock_wrong",
        /// The account has published all it may for now.
        QuotaUsedUp = "quota_used_up",
        /// Instagram did not say how many posts are left.
        QuotaUnknown = "quota_unknown",
        /// Posts are left.
        Quota = "quota",
    }
}

words! {
    /// What a button beside a finding does.
    Fix {
        /// Add pictures.
        AddSlides = "add_slides",
        /// Write, or shorten, the alt text of the slide.
        WriteAltText = "write_alt_text",
        /// Shorten the caption, or take tags out of it.
        ShortenCaption = "shorten_caption",
        /// Open the settings of the media host.
        SetUpHost = "set_up_host",
        /// Test the media host.
        TestHost = "test_host",
        /// Connect the account again.
        Reconnect = "reconnect",
        /// Choose another time.
        PickTime = "pick_time",
        /// Remove the slide.
        RemoveSlide = "remove_slide",
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub level: Level,
    /// Which rule speaks.
    pub code: FindingCode,
    /// The slide it is about.
    pub slide: Option<Uuid>,
    /// What was found, one plain sentence.
    pub message: String,
    /// Why, or by how much.
    pub detail: Option<String>,
    /// What a button can do about it.
    pub fix: Option<Fix>,
}

impl Finding {
    pub(super) fn new(level: Level, code: FindingCode, message: impl Into<String>) -> Self {
        Self {
            level,
            code,
            slide: None,
            message: message.into(),
            detail: None,
            fix: None,
        }
    }

    pub(super) fn blocker(code: FindingCode, message: impl Into<String>) -> Self {
        Self::new(Level::Blocker, code, message)
    }

    pub(super) fn warning(code: FindingCode, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, code, message)
    }

    pub(super) fn passed(code: FindingCode, message: impl Into<String>) -> Self {
        Self::new(Level::Passed, code, message)
    }

    pub(super) fn of(self, slide: Uuid) -> Self {
        Self {
            slide: Some(slide),
            ..self
        }
    }

    pub(super) fn because(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    pub(super) fn mended_by(self, fix: Fix) -> Self {
        Self { fix: Some(fix), ..self }
    }
}
