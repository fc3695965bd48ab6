//! Mentions of the account in captions and comments of others.

mod answer_mention;
mod get_mentioned_comment;
mod get_mentioned_media;

use instagram::{CommentId, MediaId};
use serde_json::Value;

use crate::office::{ACCOUNT, Office};

/// What a webhook would tell of a mention.
struct Mentions {
    /// Posts whose caption mentions the account.
    posts: Vec<MediaId>,
    /// Comments that do, each with the post it stands under.
    comments: Vec<(CommentId, MediaId)>,
}

impl Office {
    async fn mentions(&self) -> Mentions {
        let told = self.look(&format!("_sim/mentions?username={ACCOUNT}")).await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = |name: &str| told[name].as_array().unwrap().clone();
        Mentions {
            posts: list("media").iter().map(|id| MediaId::from(text(id))).collect(),
            comments: list("comments")
                .iter()
                .map(|comment| {
                    (
                        CommentId::from(text(&comment["id"])),
                        MediaId::from(text(&comment["media"])),
                    )
                })
                .collect(),
        }
    }
}
