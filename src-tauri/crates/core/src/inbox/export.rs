//! An open list as a table for other programs: one row an item, in the order of the list.
//!
//! People's words are written as they are, but what a table program would take for a formula stands behind an apostrophe.

use std::collections::HashMap;
use std::io::Write;

use instagram::{AccountId, MediaId};
use store::media::MediaRow;
use store::views::{ItemFace, ItemRow};
use store::{MessageKind, accounts, media, views};

use super::people::UNKNOWN_PERSON;
use super::{Inbox, SnapshotId};
use crate::cells::guarded;
use crate::problem::{Problem, ProblemCode};

/// Rows read and written at a time.
const PAGE: usize = 500;

/// A table program takes a file for UTF-8 by this.
const UTF_8: &[u8] = "\u{feff}".as_bytes();

const COLUMNS: [&str; 16] = [
    "account",
    "kind",
    "author",
    "text",
    "written_at",
    "open",
    "unread",
    "state",
    "hidden",
    "gone",
    "answered",
    "flagged",
    "assignee",
    "labels",
    "post",
    "link",
];

/// What the rows of a table are told besides themselves.
struct Around {
    handles: HashMap<AccountId, String>,
    posts: HashMap<MediaId, Option<MediaRow>>,
}

impl Inbox {
    /// Writes every item of a snapshot, as it stands now, into a table of comma-separated values. Returns how many.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out; `Internal` when the file cannot be written; when the database
    /// refuses. Part of the table may have been written then.
    pub async fn export(&self, snapshot: SnapshotId, mut file: impl Write + Send) -> Result<usize, Problem> {
        let known = accounts::list(&self.context.store).await?;
        let mut around = Around {
            handles: known.into_iter().map(|row| (row.id, row.username)).collect(),
            posts: HashMap::new(),
        };
        file.write_all(UTF_8).map_err(|error| unwritten(&error))?;
        let mut table = csv::Writer::from_writer(file);
        table.write_record(COLUMNS).map_err(|error| unwritten(&error))?;
        // Taken at once: what leaves the list meanwhile moves no row of the table.
        let shown = self.snapshots.slice(snapshot, 0, usize::MAX).await?;
        let mut written = 0;
        for page in shown.items.chunks(PAGE) {
            for item in views::rows(&self.context.store, page, shown.face, shown.hits()).await? {
                if let Some(id) = post_of(&item) {
                    self.learn_post(&mut around, id).await?;
                }
                let cells = cells(&item, &around).map(|cell| guarded(&cell));
                table.write_record(&cells).map_err(|error| unwritten(&error))?;
                written += 1;
            }
        }
        table.flush().map_err(|error| unwritten(&error))?;
        Ok(written)
    }

    async fn learn_post(&self, around: &mut Around, id: &MediaId) -> Result<(), Problem> {
        if !around.posts.contains_key(id) {
            let post = media::get(&self.context.store, id).await?;
            around.posts.insert(id.clone(), post);
        }
        Ok(())
    }
}

/// The post or story that a row is about.
fn post_of(item: &ItemRow) -> Option<&MediaId> {
    match &item.face {
        ItemFace::Comment(face) => Some(&face.media),
        ItemFace::Message(face) => face.story.as_ref(),
        // It is itself the post, and none of ours.
        ItemFace::TaggedPost(_) => None,
    }
}

/// What a row is.
fn kind_of(face: &ItemFace) -> &'static str {
    match face {
        ItemFace::Comment(face) if face.parent.is_some() => "reply",
        ItemFace::Comment(_) => "comment",
        ItemFace::Message(face) => match face.kind {
            MessageKind::StoryReply => "story reply",
            MessageKind::StoryMention => "story mention",
            _ => "message",
        },
        ItemFace::TaggedPost(_) => "tagged post",
    }
}

/// The cells of a row, side by side with [`COLUMNS`].
fn cells(item: &ItemRow, around: &Around) -> [String; COLUMNS.len()] {
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let post = post_of(item)
        .and_then(|id| around.posts.get(id))
        .and_then(Option::as_ref);
    let face = &item.face;
    let (written_at, hidden) = match face {
        ItemFace::Comment(face) => (face.written_at, face.hidden),
        ItemFace::Message(face) => (Some(face.at), false),
        ItemFace::TaggedPost(face) => (face.written_at, false),
    };
    let state = if item.snoozed_until.is_some() {
        "snoozed"
    } else if item.muted {
        "muted"
    } else if item.done {
        "done"
    } else {
        "open"
    };
    let labels: Vec<&str> = item.labels.iter().map(|label| label.name.as_str()).collect();
    [
        around.handles.get(&item.account).cloned().unwrap_or_default(),
        kind_of(face).to_owned(),
        face.username().unwrap_or(UNKNOWN_PERSON).to_owned(),
        face.text().unwrap_or_default().to_owned(),
        written_at.map(|at| at.to_string()).unwrap_or_default(),
        item.open.to_string(),
        yes(item.unread),
        state.to_owned(),
        yes(hidden),
        yes(face.is_gone()),
        yes(face.is_answered()),
        yes(item.flagged),
        item.assignee
            .as_ref()
            .map(|member| member.name.clone())
            .unwrap_or_default(),
        labels.join(", "),
        post.and_then(|post| post.caption.clone()).unwrap_or_default(),
        post.and_then(|post| post.permalink.clone())
            .or_else(|| face.tagged_post()?.permalink.clone())
            .unwrap_or_default(),
    ]
}

fn unwritten(error: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        ProblemCode::Internal,
        "The file could not be written.",
        "Check that there is room on the disk and that the folder can be written.",
    )
    .with_detail(error.to_string())
}
