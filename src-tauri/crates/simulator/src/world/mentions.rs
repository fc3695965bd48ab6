//! Who mentions an account: posts of others whose caption does, and comments under posts of others. Some are there from
//! the start and follow from the seed; the others come since.

use rand::Rng;
use rand::distr::Alphanumeric;
use rand::seq::IndexedRandom;

use super::happenings::What;
use super::ids::IdSpace;
use super::others::{COMMENTED, MENTIONING, OthersComment, OthersPost, PLACES};
use super::people;
use super::state::{MediaKind, World, number};

const COMMENTS: [&str; 4] = [
    "@{handle} this is the one I told you about",
    "have you seen this @{handle}?",
    "@{handle} please come to our town",
    "looks like the glaze of @{handle} 😍",
];
/// Set on places of posts that came with a mention since the start.
const SINCE_START: u32 = 1 << 30;

/// A mention that came since the start.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    account: u32,
    /// Seconds since 1970.
    at: u32,
    /// Who wrote the caption or the comment.
    username: String,
    text: String,
    in_comment: bool,
}

impl World {
    /// Somebody mentions an account in the caption of a post of theirs or in a comment under somebody else's; answers the
    /// post and the comment.
    pub(crate) fn mention(
        &mut self,
        now_ms: i64,
        account: u32,
        username: String,
        text: String,
        in_comment: bool,
    ) -> (OthersPost, Option<OthersComment>) {
        let place = SINCE_START | self.mentions.len() as u32;
        self.mentions.push(Mention {
            account,
            at: (now_ms / 1000) as u32,
            username,
            text,
            in_comment,
        });
        self.happened(now_ms, What::Mention { account, place });
        self.mention_at(place)
    }

    /// The post of a place, and the comment when it is that which mentions an account.
    pub(crate) fn mention_at(&self, place: u32) -> (OthersPost, Option<OthersComment>) {
        let in_comment = self.mentioned_at(place, true).is_some();
        (self.others_post(place), in_comment.then(|| self.others_comment(place)))
    }

    /// A post whose caption mentions an account, by its id.
    pub(crate) fn mentioning_post(&self, account: u32, id: &str) -> Option<OthersPost> {
        let place = self.others_place(id)?;
        (self.mentioned_at(place, false) == Some(account)).then(|| self.others_post(place))
    }

    /// A comment that mentions an account, by its id.
    pub(crate) fn mentioning_comment(&self, account: u32, id: &str) -> Option<OthersComment> {
        let place = IdSpace::others_comments(self.seed).index(number(id)?)?;
        let place = u32::try_from(place).ok()?;
        (self.mentioned_at(place, true) == Some(account)).then(|| self.others_comment(place))
    }

    /// Ids of the posts whose caption mentions an account, and of the comments that do, newest first.
    pub(crate) fn mentions_of(&self, account: u32) -> (Vec<String>, Vec<String>) {
        let new = |in_comment: bool| {
            let places = (0..self.mentions.len() as u32).rev().map(|index| SINCE_START | index);
            places.filter(move |place| self.mentioned_at(*place, in_comment) == Some(account))
        };
        let posts = new(false).chain(MENTIONING.map(|place| account * PLACES + place));
        let comments = new(true).chain(COMMENTED.map(|place| account * PLACES + place));
        (
            posts.map(|place| self.others_id(place)).collect(),
            comments.map(|place| self.others_comment_id(place)).collect(),
        )
    }

    /// Whom the post of a place mentions: in its caption, or in a comment under it.
    fn mentioned_at(&self, place: u32, in_comment: bool) -> Option<u32> {
        if let Some(mention) = self.new_mention(place) {
            return (mention.in_comment == in_comment).then_some(mention.account);
        }
        let places = if in_comment { COMMENTED } else { MENTIONING };
        let account = place / PLACES;
        let from_start = (account as usize) < self.accounts.len() && places.contains(&(place % PLACES));
        from_start.then_some(account)
    }

    pub(super) fn new_mention(&self, place: u32) -> Option<&Mention> {
        let index = (place & SINCE_START != 0).then_some(place & !SINCE_START)?;
        self.mentions.get(index as usize)
    }

    /// The post a new mention is in, or under.
    pub(super) fn mentioning(&self, place: u32, mention: &Mention) -> OthersPost {
        let dice = &mut self.dice_of(place, 0x3e57);
        let somebody = people::username(self.seed, dice.random_range(0..3_600));
        let letters: String = dice.sample_iter(Alphanumeric).take(10).map(char::from).collect();
        let (username, caption) = if mention.in_comment {
            (somebody, "Saturday, finally")
        } else {
            (mention.username.clone(), mention.text.as_str())
        };
        OthersPost {
            id: self.others_id(place),
            at: mention.at,
            username,
            kind: MediaKind::Image,
            caption: caption.to_owned(),
            likes: Some(0),
            comments: u64::from(mention.in_comment),
            comments_enabled: true,
            permalink: format!("https://www.instagram.com/p/C{letters}/"),
        }
    }

    fn others_comment(&self, place: u32) -> OthersComment {
        let post = self.others_post(place);
        let id = self.others_comment_id(place);
        if let Some(mention) = self.new_mention(place) {
            return OthersComment {
                id,
                at: mention.at,
                person: people::number_of(&mention.username),
                username: mention.username.clone(),
                text: mention.text.clone(),
                likes: 0,
                post,
            };
        }
        let dice = &mut self.dice_of(place, 0xc077);
        let (later, person) = (dice.random_range(60..5_000), dice.random_range(0..3_600));
        OthersComment {
            id,
            at: post.at + later,
            person: u64::from(person),
            username: people::username(self.seed, person),
            text: self.about(place / PLACES, COMMENTS.choose(dice).copied()),
            likes: dice.random_range(0..12),
            post,
        }
    }

    fn others_comment_id(&self, place: u32) -> String {
        IdSpace::others_comments(self.seed).id(u64::from(place)).to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    fn world() -> World {
        World::new(3, WorldSize::Small, START, false)
    }

    #[test]
    fn mentions_are_known_to_the_account_they_mention_only() {
        let world = world();
        let (posts, comments) = world.mentions_of(0);
        assert!(world.mentioning_post(0, &posts[0]).is_some());
        assert_eq!(world.mentioning_post(1, &posts[0]), None);
        let comment = world.mentioning_comment(0, &comments[1]).unwrap();
        assert!(comment.text.contains("@kettleandfern"), "{}", comment.text);
        assert_eq!(world.mentioning_comment(0, &posts[0]), None);
    }

    #[test]
    fn new_mentions_come_first_and_are_one_of_the_two() {
        let mut world = world();
        let before = world.mentions_of(1);
        for n in 0..5 {
            let text = format!("@solvej.ceramics {n}");
            let (post, comment) = world.mention(START, 1, "mira".to_owned(), text.clone(), n % 2 == 1);
            let (posts, comments) = world.mentions_of(1);
            assert!(world.is_others(&post.id, true));
            match comment {
                None => {
                    assert_eq!((&posts[0], &post.caption), (&post.id, &text));
                    assert_eq!(post.username, "mira");
                    assert_eq!(world.mentioning_post(1, &post.id), Some(post));
                }
                Some(comment) => {
                    assert_eq!((&comments[0], &comment.text), (&comment.id, &text));
                    assert_eq!(comment.username, "mira");
                    assert_eq!(world.mentioning_post(1, &post.id), None);
                    assert_eq!(world.mentioning_comment(1, &comment.id), Some(comment));
                }
            }
        }
        let after = world.mentions_of(1);
        assert_eq!((after.0.len(), after.1.len()), (before.0.len() + 3, before.1.len() + 2));
        assert_eq!(world.mentions_of(0), self::world().mentions_of(0));
        assert_eq!(world.take_happenings().len(), 5);
    }
}
