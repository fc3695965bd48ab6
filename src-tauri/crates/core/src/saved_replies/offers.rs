//! What can be answered to one comment or message: the saved replies its account may use, filled in, and those its words bring up.

use instagram::AccountId;
use store::{KeywordRule, SavedReply, accounts, comments, conversations, media, members, saved_replies};
use uuid::Uuid;

use super::template::{Filled, Template, Values};
use super::{SavedReplies, keywords::Hit};
use crate::inbox::About;
use crate::problem::Problem;

/// Replies brought up for one rule: more would be a list, and a list is a key away.
const MOST_BROUGHT_UP: usize = 3;

/// Messages among which the newest of the other side is looked for.
const LOOKED_AT: u32 = 50;

/// What can be answered to a comment or in a conversation.
#[derive(Debug, Clone)]
pub struct Offers {
    /// The saved replies of the account and those for every account, in the order to show them.
    pub replies: Vec<Offer>,
    /// What its words ask about, with the replies that answer it.
    pub asked: Vec<Asked>,
    /// The word that says a person has to look. Then nothing is brought up.
    pub needs_human: Option<String>,
}

/// A saved reply with its variables filled in.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The saved reply.
    pub reply: SavedReply,
    /// Its words for this answer.
    pub pieces: Vec<Filled>,
}

/// What words ask about.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The rule.
    pub rule: KeywordRule,
    /// The word of it that stands there.
    pub word: String,
    /// The saved replies that name the rule.
    pub replies: Vec<Uuid>,
}

impl SavedReplies {
    /// What can be answered to a comment, or to the newest message of the other side in a conversation. Nothing of it is
    /// sent.
    ///
    /// # Errors
    /// `NotFound` for an unknown comment or conversation.
    pub async fn offers(&self, about: &About) -> Result<Offers, Problem> {
        let store = &self.context.store;
        let said = self.said(about).await?;
        let account = accounts::get(store, &said.account).await?;
        let values = Values {
            name: said.name,
            username: said.username,
            account: account.map(|account| account.username).unwrap_or_default(),
            caption: said.caption,
            member: members::here(store)
                .await?
                .map(|member| member.name)
                .unwrap_or_default(),
        };
        let replies: Vec<Offer> = saved_replies::for_account(store, &said.account)
            .await?
            .into_iter()
            .map(|reply| Offer {
                pieces: filled(&reply.text, &values),
                reply,
            })
            .collect();
        let hits = self
            .keywords
            .matcher()
            .await?
            .hits(said.text.as_deref().unwrap_or_default());
        let needs_human = hits.iter().find(|hit| hit.rule.needs_human).map(|hit| hit.word.clone());
        let asked = if needs_human.is_some() {
            Vec::new()
        } else {
            hits.into_iter().filter_map(|hit| asked(hit, &replies)).collect()
        };
        Ok(Offers {
            replies,
            asked,
            needs_human,
        })
    }

    async fn said(&self, about: &About) -> Result<Said, Problem> {
        let store = &self.context.store;
        match about {
            About::Comment(comment) => {
                let row = comments::get(store, comment)
                    .await?
                    .ok_or_else(|| Problem::not_found("comment"))?;
                Ok(Said {
                    caption: media::get(store, &row.media).await?.and_then(|post| post.caption),
                    account: row.account,
                    name: None,
                    username: row.username,
                    text: row.text.filter(|_| !row.ours),
                })
            }
            // Nobody can answer one from here.
            About::TaggedPost(_) => Err(Problem::not_found("comment")),
            About::Conversation(conversation) => {
                let row = conversations::get(store, conversation)
                    .await?
                    .ok_or_else(|| Problem::not_found("conversation"))?;
                let newest = conversations::messages(store, row.item, LOOKED_AT).await?;
                let theirs = newest.into_iter().rev().find(|message| !message.ours);
                Ok(Said {
                    account: row.account,
                    name: row.name,
                    username: row.username,
                    caption: None,
                    text: theirs.and_then(|message| message.text),
                })
            }
        }
    }
}

/// What is known of what is answered.
struct Said {
    account: AccountId,
    name: Option<String>,
    username: Option<String>,
    caption: Option<String>,
    text: Option<String>,
}

/// A saved reply is checked before it is kept; one that came from elsewhere with a mistake is shown as it is written.
fn filled(text: &str, values: &Values) -> Vec<Filled> {
    Template::parse(text).map_or_else(
        |_| vec![Filled::Text(text.to_owned())],
        |template| template.fill(values),
    )
}

/// A rule that no reply names brings nothing up.
fn asked(hit: Hit, replies: &[Offer]) -> Option<Asked> {
    let named: Vec<Uuid> = replies
        .iter()
        .filter(|offer| offer.reply.rule == Some(hit.rule.uid))
        .map(|offer| offer.reply.uid)
        .take(MOST_BROUGHT_UP)
        .collect();
    (!named.is_empty()).then_some(Asked {
        rule: hit.rule,
        word: hit.word,
        replies: named,
    })
}
