//! Saved replies and keyword rules as the page shows them.

use postroom_core::saved_replies::{Asked, Fault, Filled, Imported, Offer, Offers};
use serde::Serialize;
use specta::Type;
use store::{KeywordRule, SavedReply};

use super::count;

/// A saved reply.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SavedReplyView {
    /// Its id.
    reply: String,
    title: String,
    /// What is typed after `;`.
    shortcut: Option<String>,
    /// With variables in braces.
    text: String,
    /// None given: every account.
    account: Option<String>,
    /// Id of the keyword rule that brings it up.
    rule: Option<String>,
    /// How many replies that were not taken back began as this one.
    uses: u32,
}

/// A mistake in the words of a saved reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub(crate) struct FaultView {
    /// Where it begins, in UTF-16 units, as the page counts text.
    start: u32,
    /// Where it ends.
    end: u32,
    message: String,
    fix: String,
}

/// What can be answered to a comment or in a conversation.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct OffersView {
    replies: Vec<OfferView>,
    asked: Vec<AskedView>,
    /// The word that says a person has to look.
    needs_human: Option<String>,
}

/// A saved reply, filled in for what is answered.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct OfferView {
    /// Its id.
    reply: String,
    title: String,
    shortcut: Option<String>,
    /// Whether it is for this account only.
    own: bool,
    uses: u32,
    pieces: Vec<PieceView>,
}

/// A piece of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub(crate) struct PieceView {
    kind: PieceKind,
    /// The words; of a missing value the variable in braces.
    text: String,
}

/// Where a piece of a reply comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PieceKind {
    /// As it was written.
    Text,
    /// The value of a variable.
    Value,
    /// Nobody knows the value: a person has to write it.
    Missing,
}

/// What words ask about.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AskedView {
    topic: Option<Topic>,
    /// The name of a rule of the team's own.
    name: String,
    /// The word that stands in the comment.
    word: String,
    /// Ids of the saved replies that answer it.
    replies: Vec<String>,
}

/// A built-in keyword rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Topic {
    /// What something costs.
    Price,
    /// Whether something can be had.
    Availability,
    /// Whether and how something is sent.
    Shipping,
    /// Something went wrong.
    Complaint,
}

/// A keyword rule.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct KeywordRuleView {
    /// Its id.
    rule: String,
    topic: Option<Topic>,
    name: String,
    words: Vec<String>,
    needs_human: bool,
    active: bool,
}

/// What came out of a file.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ImportedView {
    added: u32,
    changed: u32,
    same: u32,
    left_out: Vec<LeftOutView>,
}

/// A row of a file that was left out.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LeftOutView {
    line: u32,
    reason: String,
}

/// A mistake with its spot as the page counts text.
pub(super) fn fault_view(text: &str, fault: &Fault) -> FaultView {
    let units = |end: usize| count(text.get(..end).map_or(0, |start| start.encode_utf16().count()));
    let (message, fix) = fault.words();
    FaultView {
        start: units(fault.span.start),
        end: units(fault.span.end),
        message,
        fix,
    }
}

impl From<SavedReply> for SavedReplyView {
    fn from(reply: SavedReply) -> Self {
        Self {
            reply: reply.uid.to_string(),
            title: reply.title,
            shortcut: reply.shortcut,
            text: reply.text,
            account: reply.account.map(|account| account.to_string()),
            rule: reply.rule.map(|rule| rule.to_string()),
            uses: count(reply.uses),
        }
    }
}

impl From<Filled> for PieceView {
    fn from(piece: Filled) -> Self {
        match piece {
            Filled::Text(text) => Self {
                kind: PieceKind::Text,
                text,
            },
            Filled::Value(text) => Self {
                kind: PieceKind::Value,
                text,
            },
            Filled::Missing(variable) => Self {
                kind: PieceKind::Missing,
                text: format!("{{{}}}", variable.name()),
            },
        }
    }
}

impl From<Offer> for OfferView {
    fn from(offer: Offer) -> Self {
        Self {
            reply: offer.reply.uid.to_string(),
            title: offer.reply.title,
            shortcut: offer.reply.shortcut,
            own: offer.reply.account.is_some(),
            uses: count(offer.reply.uses),
            pieces: offer.pieces.into_iter().map(PieceView::from).collect(),
        }
    }
}

impl From<Asked> for AskedView {
    fn from(asked: Asked) -> Self {
        Self {
            topic: asked.rule.topic.map(Topic::from),
            name: asked.rule.name,
            word: asked.word,
            replies: asked.replies.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<Offers> for OffersView {
    fn from(offers: Offers) -> Self {
        Self {
            replies: offers.replies.into_iter().map(OfferView::from).collect(),
            asked: offers.asked.into_iter().map(AskedView::from).collect(),
            needs_human: offers.needs_human,
        }
    }
}

impl From<store::Topic> for Topic {
    fn from(topic: store::Topic) -> Self {
        match topic {
            store::Topic::Price => Self::Price,
            store::Topic::Availability => Self::Availability,
            store::Topic::Shipping => Self::Shipping,
            store::Topic::Complaint => Self::Complaint,
        }
    }
}

impl From<KeywordRule> for KeywordRuleView {
    fn from(rule: KeywordRule) -> Self {
        Self {
            rule: rule.uid.to_string(),
            topic: rule.topic.map(Topic::from),
            name: rule.name,
            words: rule.words,
            needs_human: rule.needs_human,
            active: rule.active,
        }
    }
}

impl From<Imported> for ImportedView {
    fn from(imported: Imported) -> Self {
        let left_out = imported.left_out.into_iter().map(|row| LeftOutView {
            line: count(row.line),
            reason: row.reason,
        });
        Self {
            added: count(imported.added),
            changed: count(imported.changed),
            same: count(imported.same),
            left_out: left_out.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use postroom_core::saved_replies::Template;

    use super::*;

    #[test]
    fn the_spot_of_a_mistake_is_counted_as_the_page_counts_text() {
        let text = "🥶 Hi {nam}";
        let faults = Template::parse(text).unwrap_err();
        let fault = fault_view(text, &faults[0]);
        assert_eq!((fault.start, fault.end), (6, 11), "the picture takes two units");
        assert_eq!(fault.message, "There is no variable called “nam”.");
    }
}
