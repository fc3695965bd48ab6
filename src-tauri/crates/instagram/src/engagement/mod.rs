//! Likes, and posts that several accounts share. Facebook Login only.
//!
//! Sources: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/user-likes and
//! developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/collaboration.

mod answer_invitation;
mod get_collaborative_media;
mod like;
mod list_collaborative_media;
mod list_collaborators;
mod list_invitations;
mod unlike;

use crate::{CommentId, MediaId};

pub use answer_invitation::AnswerInvitation;
pub use get_collaborative_media::GetCollaborativeMedia;
pub use like::Like;
pub use list_collaborative_media::ListCollaborativeMedia;
pub use list_collaborators::ListCollaborators;
pub use list_invitations::{Invitation, ListInvitations};
pub use unlike::Unlike;

/// What is liked: exactly one of the two. Not stories, and nothing of private accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeable<'a> {
    /// A post, reel or album.
    Media(&'a MediaId),
    /// A comment or a reply.
    Comment(&'a CommentId),
}

impl<'a> Likeable<'a> {
    fn parameter(self) -> (&'static str, &'a str) {
        match self {
            Likeable::Media(media) => ("media_id", media.as_str()),
            Likeable::Comment(comment) => ("comment_id", comment.as_str()),
        }
    }
}

/// What can be read of media that another account owns and this one shares.
const SHARED_FIELDS: &str = "id,caption,comments_count,like_count,media_product_type,media_type,media_url,permalink,\
     thumbnail_url,username,timestamp,total_like_count,total_comments_count,reposts_count,saved_count,shares_count,\
     total_views_count";
