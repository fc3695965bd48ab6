//! Why an action stands where it stands, as people and the log are told.

/// Why an action is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The network could not be reached.
    NotSent,
    /// The platform asked for a pause.
    Throttled,
    /// The answer never came, or made no sense.
    AnswerLost,
    /// The program ended while the request was under way.
    Interrupted,
    /// The login of the account no longer works; it waits for a new one.
    LoginLost,
    /// The platform refused with a code.
    Refused,
    /// The comment or post no longer exists.
    SubjectGone,
    /// Someone changed the same thing since.
    ChangedSince,
    /// A second attempt ended in doubt and had no visible effect.
    SecondDoubt,
    /// Automatic second tries are switched off.
    NoSecondTries,
    /// Reads gave no clear answer for a day.
    Unreadable,
    /// The database was restored, copied or moved.
    Restored,
    /// Our side has answered the person meanwhile.
    AnsweredMeanwhile,
    /// The time to answer the person has passed.
    WindowClosed,
}

impl Reason {
    /// The word stored in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Throttled => "throttled",
            Self::AnswerLost => "answer_lost",
            Self::Interrupted => "interrupted",
            Self::LoginLost => "login_lost",
            Self::Refused => "refused",
            Self::SubjectGone => "subject_gone",
            Self::ChangedSince => "changed_since",
            Self::SecondDoubt => "second_doubt",
            Self::NoSecondTries => "no_second_tries",
            Self::Unreadable => "unreadable",
            Self::Restored => "restored",
            Self::AnsweredMeanwhile => "answered_meanwhile",
            Self::WindowClosed => "window_closed",
        }
    }

    /// The reason behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [
            Self::NotSent,
            Self::Throttled,
            Self::AnswerLost,
            Self::Interrupted,
            Self::LoginLost,
            Self::Refused,
            Self::SubjectGone,
            Self::ChangedSince,
            Self::SecondDoubt,
            Self::NoSecondTries,
            Self::Unreadable,
            Self::Restored,
            Self::AnsweredMeanwhile,
            Self::WindowClosed,
        ]
        .into_iter()
        .find(|reason| reason.as_str() == word)
    }
}
