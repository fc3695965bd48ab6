//! Ids of conversations and messages: long, opaque and without meaning to a client, as the platform's are. Like every id
//! of the world they lead back to an index without being stored.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::world::ids::IdSpace;

/// What stands before the number of a thread, so that it has 39 digits.
const THREAD: &str = "340282366841710300949";
/// What stands before the number of a message, so that it has 35 digits.
const ITEM: &str = "29953728602044058";
/// Messages a conversation can have in this number space.
const MOST_MESSAGES: u64 = 1 << 20;

/// The number spaces behind the ids.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpaqueIds {
    threads: IdSpace,
    items: IdSpace,
}

impl OpaqueIds {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            threads: IdSpace::threads(seed),
            items: IdSpace::items(seed),
        }
    }

    fn thread(&self, conversation: u32) -> String {
        format!("{THREAD}{}", self.threads.id(u64::from(conversation)))
    }

    pub(super) fn conversation(&self, account_id: &str, conversation: u32) -> String {
        write(&format!(
            "ig_dm:1:IGMessageThread:{account_id}:{}",
            self.thread(conversation)
        ))
    }

    pub(super) fn message(&self, account_id: &str, conversation: u32, message: u32) -> String {
        let item = self
            .items
            .id(u64::from(conversation) * MOST_MESSAGES + u64::from(message));
        write(&format!(
            "ig_dm_item:1:IGMessageID:{account_id}:{}:{ITEM}{item}",
            self.thread(conversation)
        ))
    }

    /// The index behind a conversation's id, which may be beyond the last conversation.
    pub(super) fn find_conversation(&self, id: &str) -> Option<u32> {
        let text = read(id)?;
        let rest = text.strip_prefix("ig_dm:1:IGMessageThread:")?;
        let thread = rest.split(':').nth(1)?;
        self.threads
            .index(number(thread, THREAD)?)
            .and_then(|index| u32::try_from(index).ok())
    }

    /// The indexes behind a message's id, which may be beyond the last conversation or message.
    pub(super) fn find_message(&self, id: &str) -> Option<(u32, u32)> {
        let text = read(id)?;
        let rest = text.strip_prefix("ig_dm_item:1:IGMessageID:")?;
        let item = rest.split(':').nth(2)?;
        let index = self.items.index(number(item, ITEM)?)?;
        let conversation = u32::try_from(index / MOST_MESSAGES).ok()?;
        Some((conversation, (index % MOST_MESSAGES) as u32))
    }
}

fn number(digits: &str, prefix: &str) -> Option<u64> {
    digits.strip_prefix(prefix)?.parse().ok()
}

/// Base64 in letters and digits alone: the platform writes `Z` as `ZA`, `+` as `ZB`, `/` as `ZC` and `=` as `ZD`.
fn write(text: &str) -> String {
    let mut id = String::with_capacity(text.len() * 3 / 2);
    for letter in STANDARD.encode(text).chars() {
        match letter {
            'Z' => id.push_str("ZA"),
            '+' => id.push_str("ZB"),
            '/' => id.push_str("ZC"),
            '=' => id.push_str("ZD"),
            plain => id.push(plain),
        }
    }
    id
}

fn read(id: &str) -> Option<String> {
    let mut encoded = String::with_capacity(id.len());
    let mut letters = id.chars();
    while let Some(letter) = letters.next() {
        encoded.push(match letter {
            'Z' => match letters.next()? {
                'A' => 'Z',
                'B' => '+',
                'C' => '/',
                'D' => '=',
                _ => return None,
            },
            plain => plain,
        });
    }
    String::from_utf8(STANDARD.decode(encoded).ok()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const ACCOUNT: &str = "17841400000000001";

    #[test]
    fn ids_lead_back_and_look_like_the_platforms() {
        let ids = OpaqueIds::new(5);
        for (conversation, message) in [(0, 0), (3, 19), (199_999, 1_048_575)] {
            let thread = ids.conversation(ACCOUNT, conversation);
            let item = ids.message(ACCOUNT, conversation, message);
            assert_eq!(ids.find_conversation(&thread), Some(conversation));
            assert_eq!(ids.find_message(&item), Some((conversation, message)));
            assert_eq!(ids.find_message(&thread), None);
            assert_eq!(ids.find_conversation(&item), None);
            for id in [thread, item] {
                assert!(id.starts_with("aWdf") && id.len() > 100, "{id}");
                assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{id}");
            }
        }
    }

    #[test]
    fn strange_ids_lead_nowhere() {
        let ids = OpaqueIds::new(5);
        for strange in ["", "aWdf", "Z", "ZZ", "17841400000000001", "kettleandfern", "é"] {
            assert_eq!(ids.find_conversation(strange), None, "{strange}");
            assert_eq!(ids.find_message(strange), None, "{strange}");
        }
    }
}
