//! Everything that can be done to the world. Each change notes what was there before, so that lagging reads can show it.

use super::happenings::What;
use super::people;
use super::speech::Speech;
use super::state::{DELETED, HIDDEN, NAMELESS, NO_TEXT, NONE, OURS, Record, World, Written};

/// Why a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeError {
    /// Commenting is switched off under the post.
    CommentsDisabled,
    /// The comment is hidden and must be shown before it can be answered.
    Hidden,
}

/// What a change did: to which object, and whether anything is different now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) comment: u32,
    pub(crate) changed: bool,
}

impl World {
    /// Writes a comment. With `username` it is an outsider's, without it the account's own. A reply to a reply lands
    /// under the top-level comment.
    pub(crate) fn write(
        &mut self,
        now_ms: i64,
        post: u32,
        parent: Option<u32>,
        username: Option<String>,
        text: String,
    ) -> Result<Change, ChangeError> {
        let top = parent.map(|parent| self.top_of(parent));
        if !self.posts[post as usize].enabled {
            return Err(ChangeError::CommentsDisabled);
        }
        if let Some(parent) = parent
            && [Some(parent), top]
                .into_iter()
                .flatten()
                .any(|it| self.comments[it as usize].flags & HIDDEN != 0)
        {
            return Err(ChangeError::Hidden);
        }
        let person = username.as_deref().map_or(NONE, |name| people::number_of(name) as u32);
        let flags = if username.is_none() { OURS } else { 0 };
        let comment = self.append(
            now_ms,
            post,
            top,
            person,
            flags,
            Written {
                created_ms: now_ms,
                text,
                username,
            },
        );
        Ok(Change { comment, changed: true })
    }

    /// Makes a new comment one of a photo or sticker, or one whose author's name is kept back.
    pub(crate) fn mark(&mut self, comment: u32, no_text: bool, nameless: bool) {
        let flags = &mut self.comments[comment as usize].flags;
        *flags |= if no_text { NO_TEXT } else { 0 } | if nameless { NAMELESS } else { 0 };
    }

    /// The top-level comment of a thread.
    pub(crate) fn top_of(&self, comment: u32) -> u32 {
        match self.comments[comment as usize].parent {
            NONE => comment,
            parent => parent,
        }
    }

    pub(super) fn append(
        &mut self,
        now_ms: i64,
        post: u32,
        top: Option<u32>,
        person: u32,
        flags: u8,
        written: Written,
    ) -> u32 {
        let comment = self.comments.len() as u32;
        self.comments.push(Record {
            at: (now_ms / 1000) as u32,
            post,
            parent: top.unwrap_or(NONE),
            first_reply: NONE,
            next: NONE,
            person,
            speech: Speech::Reply,
            flags,
        });
        self.written.insert(comment, written);
        match top {
            None => self.posts[post as usize].tops.push(comment),
            Some(top) => match self.replies(top).last() {
                Some(last) => self.comments[last as usize].next = comment,
                None => self.comments[top as usize].first_reply = comment,
            },
        }
        self.count(now_ms, post, 1);
        self.happened(now_ms, What::Comment { comment });
        comment
    }

    /// Hides or shows a comment. Hiding the account's own comments has no effect.
    pub(crate) fn set_hidden(&mut self, now_ms: i64, comment: u32, hide: bool) -> Change {
        let flags = self.comments[comment as usize].flags;
        let changed = flags & OURS == 0 && (flags & HIDDEN != 0) != hide;
        if changed {
            self.set_flags(now_ms, comment, if hide { flags | HIDDEN } else { flags & !HIDDEN });
        }
        Change { comment, changed }
    }

    /// Deletes a comment, a top-level one with everything under it.
    pub(crate) fn delete(&mut self, now_ms: i64, comment: u32) -> Change {
        let mut gone = vec![comment];
        if self.comments[comment as usize].parent == NONE {
            gone.extend(self.replies(comment));
        }
        let post = self.comments[comment as usize].post;
        let mut deleted = 0;
        for comment in gone {
            let flags = self.comments[comment as usize].flags;
            if flags & DELETED == 0 {
                self.set_flags(now_ms, comment, flags | DELETED);
                deleted += 1;
            }
        }
        self.count(now_ms, post, -deleted);
        Change {
            comment,
            changed: deleted > 0,
        }
    }

    /// Opens or closes commenting under a post; answers whether that is different from before.
    pub(crate) fn set_comments_enabled(&mut self, now_ms: i64, post: u32, enabled: bool) -> bool {
        let post = &mut self.posts[post as usize];
        let before = std::mem::replace(&mut post.enabled, enabled);
        if before != enabled {
            post.switch_changes.push((now_ms, before));
        }
        before != enabled
    }

    /// The owner writes another caption over that of a post.
    pub(crate) fn set_caption(&mut self, post: u32, caption: String) {
        match &mut self.posts[post as usize].published {
            Some(published) => published.settings.caption = caption,
            None => {
                self.recaptioned.insert(post, caption);
            }
        }
    }

    /// Deletes a post with everything under it.
    pub(crate) fn remove_post(&mut self, now_ms: i64, post: u32) {
        self.removed.entry(post).or_insert(now_ms);
    }

    fn set_flags(&mut self, now_ms: i64, comment: u32, flags: u8) {
        let record = &mut self.comments[comment as usize];
        let before = std::mem::replace(&mut record.flags, flags);
        self.flag_changes.entry(comment).or_default().push((now_ms, before));
    }

    fn count(&mut self, now_ms: i64, post: u32, by: i64) {
        let post = &mut self.posts[post as usize];
        post.count += by;
        post.count_changes.push((now_ms, by));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::world::WorldSize;

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn a_lagging_reader_sees_the_state_of_back_then() {
        let mut world = World::new(1, WorldSize::Small, START, false);
        let comment = world.posts[0].tops[0];
        let count = world.count_at(0, START);
        world.delete(START + 1_000, comment);
        assert!(!world.exists_at(comment, START + 1_000));
        assert!(world.exists_at(comment, START + 999));
        assert!(world.count_at(0, START + 1_000) < count);
        assert_eq!(world.count_at(0, START + 999), count);
    }

    #[test]
    fn deleting_a_thread_takes_its_replies_along() {
        let mut world = World::new(1, WorldSize::Small, START, false);
        let top = (0..world.base).find(|c| world.replies(*c).count() > 1).unwrap();
        let post = world.comments[top as usize].post;
        let (count, replies) = (world.count_at(post, START), world.replies(top).count() as i64);
        assert!(world.delete(START, top).changed);
        assert_eq!(world.count_at(post, START), count - 1 - replies);
        assert!(!world.delete(START, top).changed);
    }

    #[test]
    fn worlds_of_one_seed_are_equal_and_meet_their_size() {
        for size in [WorldSize::Small, WorldSize::Demo] {
            let (a, b) = (World::new(5, size, START, false), World::new(5, size, START, false));
            assert_eq!(a.comments, b.comments);
            assert_eq!(a.comments.len(), size.comments());
            assert_eq!(a.posts.iter().filter(|post| !post.is_story()).count(), size.posts());
            let counted: i64 = (0..a.posts.len() as u32).map(|post| a.count_at(post, START)).sum();
            assert_eq!(counted as usize, size.comments());
        }
        let other = World::new(6, WorldSize::Small, START, false);
        assert_ne!(other.comments, World::new(5, WorldSize::Small, START, false).comments);
    }

    #[test]
    fn ages_reach_from_a_minute_to_two_years() {
        let world = World::new(5, WorldSize::Demo, START, false);
        let start = (START / 1000) as u32;
        let ages: Vec<u32> = world.comments.iter().map(|c| start - c.at).collect();
        assert_eq!(ages.iter().min(), Some(&60));
        assert!(*ages.iter().max().unwrap() > 600 * 86_400);
        assert!(ages.iter().filter(|age| **age < 86_400).count() > 100);
    }
}
