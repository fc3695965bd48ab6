//! Posts, reels, albums.

mod get_media;
mod list_media;
mod set_comments_enabled;
