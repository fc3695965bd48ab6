//! `GET /{person}` by an Instagram-scoped id (sheet on messaging, §1.6). Somebody who has not written has not consented:
//! nothing may be read of them.

use serde_json::{Value, json};

use super::{Caller, Outcome, admitted, refused};
use crate::graph::missing;
use crate::graph::read::asked;
use crate::graph::render::{nonexisting, object};
use crate::oauth::Scope;

/// How long the address of a profile picture works: three days.
const PICTURE_MS: i64 = 3 * 24 * 3_600_000;

pub(super) fn read(caller: &Caller<'_>, person: u64) -> Outcome {
    let account = caller.grant.account;
    admitted(caller, account, Scope::Messages)?;
    let fields = asked(caller, &["name", "id"])?;
    let world = caller.sim.world();
    let Some(conversation) = world.conversation_with(account, person) else {
        return Err(if world.has_commented(account, person) {
            refused::no_consent()
        } else {
            missing(caller.call)
        });
    };
    let thread = world.thread(conversation);
    if thread.gone || thread.blocked {
        return Err(refused::no_profile());
    }
    if thread.last_inbound(caller.as_of).is_none() {
        return Err(refused::no_consent());
    }
    let username = world.handle(person);
    let id = world.person_id(person);
    // Stable and without meaning, a little different for everybody.
    let dice = person.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    object(&id, &fields, |field| {
        Ok(match field.name.as_str() {
            // Both can be null.
            "name" if dice % 17 == 3 => Some(Value::Null),
            "name" => Some(json!(name(&username))),
            "username" => Some(json!(username)),
            "profile_pic" if dice % 13 == 4 => Some(Value::Null),
            "profile_pic" => {
                let expires = (caller.now_ms + PICTURE_MS) / 1000;
                Some(json!(
                    caller.address(&format!("/cdn/{id}.jpg?stp=dst-jpg&oe={expires:X}"))
                ))
            }
            "follower_count" => Some(json!(dice % 900 + dice % 7 * 1_300)),
            "is_user_follow_business" => Some(json!(thread.follows)),
            "is_business_follow_user" => Some(json!(thread.follows && dice % 4 == 1)),
            "is_verified_user" => Some(json!(dice % 41 == 5)),
            _ => return Err(nonexisting(field)),
        })
    })
}

/// The handle's words with capital letters.
fn name(username: &str) -> String {
    let words = username.split(['.', '_']).filter(|word| !word.is_empty());
    let words: Vec<String> = words
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect()
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn names_are_made_of_the_handles_words() {
        assert_eq!(name("oak.the.reed"), "Oak The Reed");
        assert_eq!(name("paperboat_studio2"), "Paperboat Studio2");
    }
}
