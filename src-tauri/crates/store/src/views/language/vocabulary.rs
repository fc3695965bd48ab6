//! The words of the language.

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item_doc])* $item,)* }

        impl $name {
            /// Every one, in the order they are offered.
            pub const ALL: &[Self] = &[$(Self::$item,)*];

            /// As it is typed and printed.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$item => $word,)* }
            }

            /// The one a word names, whatever the size of its letters.
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.word().eq_ignore_ascii_case(word))
            }
        }
    };
}

vocabulary! {
    /// What stands before the colon of a token.
    Key {
        /// Who wrote it.
        From = "from",
        /// The post it stands under.
        Post = "post",
        /// A state or a kind.
        Is = "is",
        /// What is in it or on it.
        Has = "has",
        /// The rule that flagged it.
        Rule = "rule",
        /// A label on it.
        Label = "label",
        /// The language it is written in.
        Lang = "lang",
        /// The account it reached.
        Account = "account",
        /// Written before a moment.
        Before = "before",
        /// Written at a moment or later.
        After = "after",
        /// Whether we answered.
        Replied = "replied",
    }
}

vocabulary! {
    /// What `is:` takes.
    Is {
        /// Not done, not snoozed.
        Open = "open",
        /// Marked done.
        Done = "done",
        /// Put off until later.
        Snoozed = "snoozed",
        /// Not read by anybody here.
        Unread = "unread",
        /// Hidden from the public.
        Hidden = "hidden",
        /// No longer on Instagram.
        Gone = "gone",
        /// Flagged by a person here.
        Flagged = "flagged",
        /// Muted: a new reply does not open it again.
        Muted = "muted",
        /// Assigned to the member at this machine.
        Mine = "mine",
        /// Assigned to nobody.
        Unassigned = "unassigned",
        /// Asks something.
        Question = "question",
        /// Waits, and words in it call for a person.
        Human = "human",
        /// Waits in a conversation that can be answered for less than a day.
        Closing = "closing",
        /// A top-level comment.
        Comment = "comment",
        /// A reply to a comment.
        Reply = "reply",
        /// A direct message.
        Message = "message",
    }
}

vocabulary! {
    /// What `has:` takes.
    Has {
        /// A web address.
        Link = "link",
        /// A mention of somebody.
        Mention = "mention",
        /// An emoji.
        Emoji = "emoji",
        /// A GIF, sticker or picture instead of words.
        Media = "media",
        /// A note of the team on it.
        Note = "note",
    }
}

impl Key {
    /// Whether it takes one value only: a list of moments or of yes and no means nothing.
    pub(super) const fn takes_one(self) -> bool {
        matches!(self, Self::Before | Self::After | Self::Replied)
    }
}

/// The known word nearest to a mistyped one, if one is near enough to be what was meant.
pub(super) fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let typed = typed.to_lowercase();
    if typed.chars().count() > MOST_LETTERS {
        return None;
    }
    known
        .map(|word| (strsim::damerau_levenshtein(&typed, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= allowed(word) && *distance < word.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word.to_owned())
}

/// Nothing this long is a slip of the fingers, and comparing costs the product of the lengths.
const MOST_LETTERS: usize = 60;

/// A slip in a short word, two in a longer one.
fn allowed(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 1,
        3..=6 => 2,
        _ => 3,
    }
}
