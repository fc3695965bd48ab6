//! The conversations a world starts with. Nothing of them is stored: who it is with, when it was last active and every
//! message follow from the seed and the conversation's place, so 200,000 of them cost no memory.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::dialogues::{self, Dialogue, Line};
use super::messages::{Attachment, AttachmentKind, Content, Message, Story};
use crate::world::brands::Brand;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 24 * 60 * MINUTE;
/// The age of the newest conversation and, about, of the oldest.
const NEWEST: i64 = 4 * MINUTE;
const OLDEST: f64 = 480.0 * DAY as f64;
/// Conversations of an account whose person is one of its commenters.
const REGULARS: u32 = 613;
/// Numbers of the people behind later conversations.
const STRANGERS: u64 = 1_000_000;
/// Turns the ranks of the first conversations into regulars, and back: inverse to each other modulo [`REGULARS`].
const TURN: u32 = 37;
const TURN_BACK: u32 = 116;
const SHIFT: u32 = 5;
/// Messages a long conversation has at least: more than can be read.
const LONG: usize = 27;

/// What is particular about a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Usual,
    /// Somebody who is not followed wrote first and was never answered.
    Request,
    /// More messages than the API lets anybody read.
    Long,
    /// Another app answers here.
    OtherApp,
    /// The person has blocked the account.
    Blocked,
    /// The person's account is gone.
    Gone,
}

/// A conversation before its messages are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) conversation: u32,
    /// Number of the person in the people's number space.
    pub(super) person: u64,
    /// When it was last active.
    pub(super) updated_ms: i64,
    pub(super) role: Role,
    /// How old it was at the start of the world.
    age_ms: i64,
    dice: u64,
}

/// A number that seems random and depends on seed and conversation alone (SplitMix64).
fn mix(seed: u64, conversation: u32) -> u64 {
    let mut z = seed
        .rotate_left(29)
        .wrapping_add(u64::from(conversation).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Plan {
    /// The conversation at a rank of an account that starts with `of` of them; the newest has rank 0.
    pub(super) fn new(seed: u64, start_ms: i64, account: u32, first: u32, rank: u32, of: u32) -> Self {
        let conversation = first + rank;
        let dice = mix(seed, conversation);
        // Within the middle half of its share, so that a later rank is always older.
        let jitter = 0.25 + (dice >> 40) as f64 / f64::from(1_u32 << 24) * 0.5;
        let along = (f64::from(rank) + jitter) / f64::from(of.max(1));
        let age_ms = NEWEST + (OLDEST * along.powi(4)) as i64 + i64::from(rank) * 137;
        Self {
            conversation,
            person: person(account, rank, conversation),
            updated_ms: start_ms - age_ms,
            role: role(account, rank, dice),
            age_ms,
            dice,
        }
    }

    /// Whether the person follows the account; people in the requests folder do not.
    pub(super) fn follows(&self) -> bool {
        self.role != Role::Request && !self.dice.is_multiple_of(5)
    }

    /// Its messages, oldest first; `share` picks a post of the account.
    pub(super) fn messages(&self, seed: u64, brand: &Brand, brand_index: usize, posts: &[u32]) -> Vec<Message> {
        let mut dice = ChaCha8Rng::seed_from_u64(seed ^ self.dice.rotate_left(11));
        let steps = self.steps(&mut dice, brand_index);
        let order = dice.random_range(10_400..98_000_u32).to_string();
        let thing = brand.things.choose(&mut dice).copied().unwrap_or_default();
        let mut scene = Scene {
            posts,
            fill: |text: &str| text.replace("{order}", &order).replace("{thing}", thing),
        };
        // Back from the last message, which is the last activity.
        let last = steps
            .iter()
            .rposition(|step| step.line.is_message())
            .unwrap_or_default();
        let later: i64 = steps[..=last].iter().map(|step| step.after_ms).sum();
        let mut at = self.updated_ms - later;
        let mut messages = Vec::with_capacity(steps.len());
        for step in &steps {
            at += step.after_ms;
            scene.play(&mut dice, step.line, at, self.updated_ms, &mut messages);
        }
        messages
    }

    /// What happens in it, with the time after the step before.
    fn steps(&self, dice: &mut ChaCha8Rng, brand: usize) -> Vec<Step> {
        let foreign = self.dice.is_multiple_of(6);
        let wanted = match self.role {
            Role::Long => LONG,
            Role::Request => 1,
            _ => [1, 1, 1, 4, 9][dice.random_range(0..5)],
        };
        let mut steps: Vec<Step> = Vec::new();
        while steps.iter().filter(|step| step.line.is_message()).count() < wanted {
            let from: &[Dialogue] = match dice.random_range(0..10) {
                _ if foreign => dialogues::FOREIGN,
                0..6 => dialogues::OF_BRAND[brand],
                _ => dialogues::COMMON,
            };
            let dialogue = from.choose(dice).copied().unwrap_or_default();
            let pause = if steps.is_empty() {
                0
            } else {
                dice.random_range(2 * DAY..70 * DAY)
            };
            sit(dice, dialogue, pause, &mut steps);
        }
        if self.role == Role::Request {
            let answered = steps.iter().position(|step| step.line.is_ours()).unwrap_or(steps.len());
            // Somebody who only shows something is no request.
            steps.truncate(answered.max(1));
        } else if dice.random_bool(self.chance_of_waiting()) {
            let last = steps.iter().rposition(|step| step.line.is_ours());
            // Nobody waits who was answered with a heart alone, and one message stays.
            if let Some(last) = last.filter(|last| *last > 0) {
                steps.truncate(last);
            }
        }
        steps
    }

    /// How likely the person still waits for an answer.
    fn chance_of_waiting(&self) -> f64 {
        match self.age_ms {
            age if age < DAY => 0.7,
            age if age < 7 * DAY => 0.3,
            _ => 0.06,
        }
    }
}

/// Person behind a rank: the first are commenters of the account, too.
fn person(account: u32, rank: u32, conversation: u32) -> u64 {
    if rank < REGULARS {
        u64::from(account * REGULARS + (rank * TURN + SHIFT) % REGULARS)
    } else {
        STRANGERS + u64::from(conversation)
    }
}

/// The rank of a person's conversation with an account, if it started with one.
pub(super) fn rank_of(account: u32, first: u32, of: u32, person: u64) -> Option<u32> {
    let regular = person
        .checked_sub(u64::from(account * REGULARS))
        .filter(|place| *place < u64::from(REGULARS));
    let rank = match regular {
        Some(place) => (place as u32 + REGULARS - SHIFT) * TURN_BACK % REGULARS,
        None => u32::try_from(person.checked_sub(STRANGERS)?)
            .ok()?
            .checked_sub(first)
            .filter(|rank| *rank >= REGULARS)?,
    };
    (rank < of).then_some(rank)
}

/// The first ranks show one case each; later ones follow the dice.
fn role(account: u32, rank: u32, dice: u64) -> Role {
    match rank {
        0 | 1 => Role::Usual,
        2 | 7 => Role::Request,
        3 => Role::Long,
        4 if account == 0 => Role::OtherApp,
        5 if account < 2 => Role::Blocked,
        6 => Role::Gone,
        _ if dice.is_multiple_of(14) => Role::Request,
        _ if dice % 11 == 1 => Role::Long,
        _ => Role::Usual,
    }
}

/// A line and the time after the one before.
struct Step {
    line: Line,
    after_ms: i64,
}

/// Adds a sitting.
fn sit(dice: &mut ChaCha8Rng, dialogue: Dialogue, pause: i64, steps: &mut Vec<Step>) {
    let mut before: Option<bool> = None;
    for line in dialogue {
        let ours = line.is_ours();
        let after_ms = match before {
            None => pause,
            Some(same) if same == ours => dice.random_range(15 * SECOND..90 * SECOND),
            // Mostly within minutes, sometimes after hours.
            Some(_) => {
                let along: f64 = dice.random_range(0.0..1.0);
                2 * MINUTE + (along.powi(3) * 150.0 * MINUTE as f64) as i64
            }
        };
        before = Some(ours);
        steps.push(Step { line: *line, after_ms });
    }
}

impl Line {
    fn is_ours(&self) -> bool {
        matches!(self, Self::Us(_) | Self::OurPhoto | Self::OurHeart | Self::WeReact(_))
    }

    fn is_message(&self) -> bool {
        !matches!(self, Self::WeReact(_) | Self::TheyReact(_))
    }

    /// What the message of this line holds; `None` for a reaction.
    pub(super) fn content(self, posts: &[u32], pick: usize, fill: impl Fn(&str) -> String) -> Option<Content> {
        let drawn = |kind: AttachmentKind, count: u8| {
            Content::attached((0..count).map(|_| Attachment::drawn(kind.clone())).collect())
        };
        Some(match self {
            Self::Write(text) | Self::Us(text) => Content::text(fill(text)),
            Self::Photo | Self::OurPhoto => drawn(AttachmentKind::Image, 1),
            Self::Photos(count) => drawn(AttachmentKind::Image, count),
            Self::Video => drawn(AttachmentKind::Video, 1),
            Self::Voice => drawn(AttachmentKind::Audio, 1),
            Self::Heart | Self::OurHeart => drawn(AttachmentKind::Heart, 1),
            Self::SharedPost => Content {
                share: posts.get(pick % posts.len().max(1)).copied(),
                unsupported: posts.is_empty(),
                ..Content::default()
            },
            Self::StoryReply(text) => Content {
                story: Some(Story::Reply),
                ..Content::text(fill(text))
            },
            Self::Mention => Content {
                story: Some(Story::Mention),
                ..Content::default()
            },
            Self::Unsupported => Content {
                unsupported: true,
                ..Content::default()
            },
            Self::WeReact(_) | Self::TheyReact(_) => return None,
        })
    }
}

/// Where the lines of a conversation become messages.
struct Scene<'a, F> {
    posts: &'a [u32],
    fill: F,
}

impl<F: Fn(&str) -> String> Scene<'_, F> {
    fn play(&mut self, dice: &mut ChaCha8Rng, line: Line, at: i64, end: i64, messages: &mut Vec<Message>) {
        let pick = dice.random_range(0..12);
        let quotes = dice.random_bool(0.12);
        let Some(content) = line.content(self.posts, pick, &self.fill) else {
            if let (Line::WeReact(reaction) | Line::TheyReact(reaction), Some(last)) = (line, messages.last_mut()) {
                last.react(at.min(end), line.is_ours(), Some(reaction));
            }
            return;
        };
        // Somebody answers with a quote now and then.
        let before = messages.len().checked_sub(1).map(|place| place as u32);
        let reply_to = before.filter(|_| quotes && content.kind() == "text");
        messages.push(Message::new(at, line.is_ours(), content, reply_to));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::brands::BRANDS;

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn a_person_leads_back_to_the_rank() {
        for (account, first, of) in [(0, 0, 40_000), (3, 120_000, 40_000), (1, 8, 8)] {
            for rank in [0, 1, 5, 7, 612, 613, 614, 39_999]
                .into_iter()
                .filter(|rank| *rank < of)
            {
                let person = person(account, rank, first + rank);
                assert_eq!(rank_of(account, first, of, person), Some(rank), "{account} {rank}");
            }
        }
        assert_eq!(rank_of(0, 0, 8, 3_000_000), None);
    }

    #[test]
    fn later_ranks_are_older_and_the_first_ages_cover_every_window() {
        let plans: Vec<Plan> = (0..8).map(|rank| Plan::new(11, START, 0, 0, rank, 8)).collect();
        assert!(plans.windows(2).all(|pair| pair[0].updated_ms > pair[1].updated_ms));
        let ages: Vec<i64> = plans.iter().map(|plan| plan.age_ms / DAY).collect();
        assert!(ages[0] == 0 && (1..7).contains(&ages[2]) && ages[3] >= 7, "{ages:?}");
        assert!(ages[7] > 100, "{ages:?}");
        let many: Vec<i64> = (0..40_000)
            .map(|rank| Plan::new(11, START, 0, 0, rank, 40_000).updated_ms)
            .collect();
        assert!(many.windows(2).all(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn messages_are_in_order_and_end_when_the_conversation_was_last_active() {
        for rank in 0..400 {
            let plan = Plan::new(11, START, 0, 0, rank, 400);
            let messages = plan.messages(11, &BRANDS[0], 0, &[1, 2, 3]);
            assert!(!messages.is_empty(), "{rank}");
            assert!(messages.windows(2).all(|pair| pair[0].created_ms < pair[1].created_ms));
            let last = messages.last().unwrap();
            assert_eq!(last.created_ms, plan.updated_ms);
            assert!(messages.iter().any(|message| !message.ours), "{rank}: nobody wrote");
            for message in &messages {
                assert!(!message.content.text.contains('{'), "{}", message.content.text);
                assert!(message.content.text.len() <= 1000);
            }
            match plan.role {
                Role::Long => assert!(messages.len() > 20),
                Role::Request => assert!(messages.iter().all(|message| !message.ours)),
                _ => {}
            }
        }
    }
}
