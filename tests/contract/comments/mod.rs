//! Comments and the replies below them.

mod comment_on_media;
mod delete_comment;
mod get_comment;
mod list_comments;
mod list_replies;
mod reply_to_comment;
mod set_comment_hidden;
