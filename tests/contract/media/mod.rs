//! Posts, reels, albums, stories.

mod delete_media;
mod get_copyright_check;
mod get_media;
mod list_children;
mod list_live_media;
mod list_media;
mod list_stories;
mod list_tags;
mod set_comments_enabled;
