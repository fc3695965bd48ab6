//! The people behind conversations: handles, Instagram-scoped ids, and who is known to an account.

use crate::world::people;
use crate::world::state::{self, Record, World};

impl World {
    /// The handle of a person.
    pub(crate) fn handle(&self, person: u64) -> String {
        match self.inbox.names.get(&person) {
            Some(name) => name.clone(),
            None => people::username(self.seed, person as u32),
        }
    }

    /// The Instagram-scoped id of a person.
    pub(crate) fn person_id(&self, person: u64) -> String {
        self.people_ids.id(person).to_string()
    }

    /// The number of a person behind an Instagram-scoped id, whether or not anybody of this number exists.
    pub(crate) fn person_by_id(&self, id: &str) -> Option<u64> {
        let person = self.people_ids.index(state::number(id)?)?;
        // People of the seed have numbers of 32 bits, people named by hand a bit of their own before such a number.
        let possible = person <= u64::from(u32::MAX) || person >> 32 == 2;
        possible.then_some(person)
    }

    /// Whether somebody of this number has written under a post of the account.
    pub(crate) fn has_commented(&self, account: u32, person: u64) -> bool {
        let number = self.person_id(person);
        let theirs = |(place, record): (usize, &Record)| {
            u64::from(record.person) == person & u64::from(u32::MAX)
                && self.owner_of_post(record.post) == account
                && self.comment(place as u32, i64::MAX).person == number
        };
        self.comments.iter().enumerate().any(theirs)
    }

    /// The person of a handle, as an account knows them: somebody it has talked to, one of its commenters, or somebody
    /// new.
    pub(crate) fn person_by_name(&mut self, account: u32, username: &str) -> u64 {
        let named = |(person, name): &(&u64, &String)| **person >> 32 == 2 && *name == username;
        let known = self.inbox.names.iter().find(named);
        if let Some((person, _)) = known {
            return *person;
        }
        let crowd = account * 613..account * 613 + 4_096;
        let regular = crowd.map(u64::from).find(|person| self.handle(*person) == username);
        let talked = || {
            let people = self.inbox.ranges[account as usize].clone().skip(613);
            people
                .map(|conversation| self.thread_person(account, conversation))
                .find(|person| self.handle(*person) == username)
        };
        if let Some(person) = regular.or_else(talked) {
            return person;
        }
        let person = people::number_of(username);
        self.inbox.names.insert(person, username.to_owned());
        person
    }

    fn thread_person(&self, account: u32, conversation: u32) -> u64 {
        let rank = conversation - self.inbox.ranges[account as usize].start;
        self.plan(account, rank).person
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use crate::world::{World, WorldSize};

    const START: i64 = 1_795_096_800_000;

    #[test]
    fn a_person_is_found_again_by_name_and_by_id() {
        let mut world = World::new(11, WorldSize::Small, START, false);
        let conversation = world.conversations_of(1)[3];
        let person = world.thread(conversation).person;
        let handle = world.handle(person);
        assert_eq!(world.person_by_name(1, &handle), person);
        assert_eq!(world.conversation_with(1, person), Some(conversation));
        assert_eq!(world.person_by_id(&world.person_id(person)), Some(person));
        let new = world.person_by_name(1, "somebody.new");
        assert_eq!(world.handle(new), "somebody.new");
        assert_eq!(world.person_by_id(&world.person_id(new)), Some(new));
        assert_eq!(world.conversation_with(1, new), None);
    }
}
