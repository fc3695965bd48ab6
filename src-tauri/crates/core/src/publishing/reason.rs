//! Why a post or one of its steps stands where it stands, as people and the log are told.

/// Why something did not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The network could not be reached.
    NotSent,
    /// The platform asked for a pause.
    Throttled,
    /// The login of the account no longer works; it waits for a new one.
    LoginLost,
    /// The answer never came, or made no sense.
    AnswerLost,
    /// The program ended while it was at it.
    Interrupted,
    /// The platform refused with a code.
    Refused,
    /// Instagram says that the container is not ready although it said so before.
    NotReady,
    /// Instagram suspects spam; the post may be live all the same.
    Blocked,
    /// Instagram no longer knows the container, or it ran out.
    ContainerLost,
    /// Instagram worked on the picture longer than it ever should.
    Stuck,
    /// The database was restored, copied or moved.
    Restored,
    /// The publish call was made several times and never had a visible effect.
    SecondDoubt,
    /// Automatic second tries are switched off.
    NoSecondTries,
    /// Reads gave no clear answer for a day.
    Unreadable,
    /// The due time passed by more than the tolerance while nothing could be sent.
    Missed,
    /// The kept copy of the picture is no longer there.
    FileGone,
    /// The picture cannot be converted.
    PictureUnusable,
    /// No media host is set up, or its secret is missing.
    HostMissing,
    /// The media host refused the file.
    HostRefused,
    /// The media host took the file and does not hand it out as a picture.
    HostServesOther,
    /// The media host could not take the file just now.
    HostBusy,
    /// The disk of this computer refused.
    DiskRefuses,
    /// The settings of the media host, or this computer's clock, make no request it could accept.
    HostUnusable,
}

const WORDS: [(Reason, &str); 23] = [
    (Reason::NotSent, "not_sent"),
    (Reason::Throttled, "throttled"),
    (Reason::LoginLost, "login_lost"),
    (Reason::AnswerLost, "answer_lost"),
    (Reason::Interrupted, "interrupted"),
    (Reason::Refused, "refused"),
    (Reason::NotReady, "not_ready"),
    (Reason::Blocked, "blocked"),
    (Reason::ContainerLost, "container_lost"),
    (Reason::Stuck, "stuck"),
    (Reason::Restored, "restored"),
    (Reason::SecondDoubt, "second_doubt"),
    (Reason::NoSecondTries, "no_second_tries"),
    (Reason::Unreadable, "unreadable"),
    (Reason::Missed, "missed"),
    (Reason::FileGone, "file_gone"),
    (Reason::PictureUnusable, "picture_unusable"),
    (Reason::HostMissing, "host_missing"),
    (Reason::HostRefused, "host_refused"),
    (Reason::HostServesOther, "host_serves_other"),
    (Reason::HostBusy, "host_busy"),
    (Reason::DiskRefuses, "disk_refuses"),
    (Reason::HostUnusable, "host_unusable"),
];

impl Reason {
    /// The word stored in the database.
    pub fn as_str(self) -> &'static str {
        WORDS
            .iter()
            .find(|(reason, _)| *reason == self)
            .map_or("refused", |(_, word)| word)
    }

    /// The reason behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(reason, _)| *reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_reason() {
        for (reason, word) in WORDS {
            assert_eq!(reason.as_str(), word);
            assert_eq!(Reason::parse(word), Some(reason));
        }
        assert_eq!(Reason::parse("unheard of"), None);
    }
}
