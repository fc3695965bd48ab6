//! Reading one thread again, because a person is about to answer in it.

use instagram::budget::Class;
use instagram::{CommentId, ListReplies, MediaId};
use store::UpsertCounts;
use store::accounts::AccountRow;
use store::comments;

use super::reader::Reader;
use crate::context::Context;
use crate::gateway::CallError;
use crate::stale::Tag;

/// Replies a page.
const A_PAGE: u32 = 50;

/// Pages that are read: a thread with more replies is not held up for the rest of them.
const PAGES: usize = 4;

/// Reads the replies to a top-level comment and stores them.
///
/// # Errors
/// See [`crate::gateway::Gateway::call`].
pub(crate) async fn read_again(
    context: &Context,
    account: &AccountRow,
    media: &MediaId,
    top: &CommentId,
) -> Result<(), CallError> {
    let reader = Reader::new(context, &account.id, Class::User);
    let mut after: Option<String> = None;
    for _ in 0..PAGES {
        let request = ListReplies {
            limit: A_PAGE,
            after: after.as_deref(),
            ..ListReplies::new(top)
        };
        let page = reader.call(&request).await?;
        let replies: Vec<_> = page
            .items
            .into_iter()
            .map(|mut reply| {
                reply.parent_id = Some(top.clone());
                reply
            })
            .collect();
        let mut tx = context.store.write().await?;
        let counts = comments::upsert_batch(&mut tx, &account.id, media, &replies, context.clock.now()).await?;
        tx.commit().await?;
        if counts != UpsertCounts::default() {
            context
                .stale
                .spoil_all([Tag::Comments(media.clone()), Tag::InboxCounts]);
        }
        match page.after {
            Some(next) if after.as_ref() != Some(&next) => after = Some(next),
            _ => break,
        }
    }
    Ok(())
}
