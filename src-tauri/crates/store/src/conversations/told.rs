//! The half of a message that the platform tells, as it is kept.

use instagram::messages::{Attachment, Message};
use jiff::Timestamp;

use super::{AttachmentKind, KeptAttachment, MessageKind, MessageRow};
use crate::AccountRow;

/// What a page says of a message, what it leaves out taken from before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) kind: MessageKind,
    pub(super) ours: bool,
    pub(super) text: Option<String>,
    pub(super) attachments: Vec<KeptAttachment>,
    pub(super) story: Option<String>,
    pub(super) reply_to: Option<String>,
    pub(super) reaction_theirs: Option<String>,
    pub(super) reaction_ours: Option<String>,
    pub(super) written_at: Option<Timestamp>,
}

/// Reads a message. `full`: attachments, stories and reactions were asked for, so where they are missing there are none.
pub(super) fn told(message: &Message, before: Option<&MessageRow>, account: &AccountRow, full: bool) -> Told {
    let is_account = |party: &instagram::messages::Party| party.is_account(&account.id, &account.username);
    let from = message.from.as_ref().map(is_account);
    let to = message.to.as_ref().map(|parties| parties.iter().any(is_account));
    let ours = from
        .or(to.map(|to| !to))
        .unwrap_or_else(|| before.is_some_and(|row| row.ours));
    // SQLite ends a text at a NUL in places.
    let text = message.text.as_ref().map(|text| text.replace('\0', ""));
    let text = text.filter(|text| !text.is_empty());
    let written_at = message.created_time.or_else(|| before.and_then(|row| row.written_at));
    let base = Told {
        kind: MessageKind::Text,
        ours,
        text,
        attachments: Vec::new(),
        story: None,
        reply_to: None,
        reaction_theirs: None,
        reaction_ours: None,
        written_at,
    };
    if !full && let Some(before) = before {
        return Told {
            kind: before.kind,
            attachments: before.attachments.clone(),
            story: before.story.as_ref().map(ToString::to_string),
            reply_to: before.reply_to.as_ref().map(ToString::to_string),
            reaction_theirs: before.reaction_theirs.clone(),
            reaction_ours: before.reaction_ours.clone(),
            ..base
        };
    }
    let story = message.story.as_ref();
    let mention = story.and_then(|story| story.mention.as_ref());
    let answered = story.and_then(|story| story.reply_to.as_ref());
    let attachments: Vec<KeptAttachment> = message.attachments.iter().flatten().map(kept).collect();
    let shares = message.shares.as_ref().is_some_and(|shares| !shares.is_empty());
    let kind = if mention.is_some() {
        MessageKind::StoryMention
    } else if answered.is_some() {
        MessageKind::StoryReply
    } else if message.is_unsupported == Some(true) {
        MessageKind::Unsupported
    } else if !attachments.is_empty() {
        MessageKind::Attachment
    } else if shares {
        MessageKind::Share
    } else if base.text.is_none() && full {
        // Nothing that a program is shown.
        MessageKind::Unsupported
    } else {
        MessageKind::Text
    };
    let reaction = |wanted: bool| {
        let reactions = message.reactions.iter().flatten();
        let by = |reaction: &&instagram::messages::MessageReaction| {
            let mut users = reaction.users.iter().flatten();
            users.any(|user| is_account(user) == wanted)
        };
        reactions.filter(by).map(|reaction| reaction.reaction.clone()).next()
    };
    Told {
        kind,
        attachments,
        story: mention
            .or(answered)
            .and_then(|link| link.id.as_ref())
            .map(ToString::to_string),
        reply_to: message.reply_to.as_ref().map(|answers| answers.mid.to_string()),
        reaction_theirs: reaction(false),
        reaction_ours: reaction(true),
        ..base
    }
}

impl Told {
    /// Whether a row says something else.
    pub(super) fn differs_from(&self, row: &MessageRow) -> bool {
        self.kind != row.kind
            || self.ours != row.ours
            || self.text != row.text
            || self.attachments != row.attachments
            || self.story.as_deref() != row.story.as_ref().map(instagram::MediaId::as_str)
            || self.reply_to.as_deref() != row.reply_to.as_ref().map(instagram::MessageId::as_str)
            || self.reaction_theirs != row.reaction_theirs
            || self.reaction_ours != row.reaction_ours
            || self.written_at.map(Timestamp::as_millisecond) != row.written_at.map(Timestamp::as_millisecond)
            || row.gone_at.is_some()
    }
}

fn kept(attachment: &Attachment) -> KeptAttachment {
    let mime = attachment.mime_type.as_deref().unwrap_or_default();
    let kind = if let Some(image) = &attachment.image_data {
        if image.render_as_sticker == Some(true) {
            AttachmentKind::Sticker
        } else {
            AttachmentKind::Image
        }
    } else if attachment.video_data.is_some() || mime.starts_with("video/") {
        AttachmentKind::Video
    } else if mime.starts_with("image/") {
        AttachmentKind::Image
    } else if mime.starts_with("audio/") {
        AttachmentKind::Audio
    } else if attachment.generic_template.is_some() {
        AttachmentKind::Card
    } else if attachment.file_url.is_some() {
        AttachmentKind::File
    } else {
        AttachmentKind::Other
    };
    KeptAttachment {
        kind,
        id: attachment.id.as_ref().map(ToString::to_string),
    }
}
