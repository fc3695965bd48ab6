//! The keys a person chose instead of the ones a command comes with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{KEYS, Settings, read, write};
use crate::problem::{Problem, ProblemCode};

/// Commands with keys of their own: more than there are commands.
const MOST_COMMANDS: usize = 500;

/// The longest name of a command or its keys, in bytes.
const LONGEST_NAME: usize = 64;

/// The keys a person chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeyMap {
    /// Whether letters, digits and signs do something by themselves, without Control, Alt or Command.
    pub single_letters: bool,
    /// Keys by the id of their command; a command that is not named has the keys it comes with.
    pub own: BTreeMap<String, String>,
}

impl Default for KeyMap {
    fn default() -> Self {
        Self {
            single_letters: true,
            own: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// The keys a person chose.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn key_map(&self) -> Result<KeyMap, Problem> {
        Ok(read(&self.context.store, KEYS).await?)
    }

    /// Stores the keys a person chose over those chosen before. Which keys clash is known where the commands are.
    ///
    /// # Errors
    /// `Precondition` for a map that no key settings page could have made.
    pub async fn set_key_map(&self, map: &KeyMap) -> Result<(), Problem> {
        let is_name = |text: &String| !text.is_empty() && text.len() <= LONGEST_NAME;
        if map.own.len() > MOST_COMMANDS || !map.own.iter().all(|(id, keys)| is_name(id) && is_name(keys)) {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "These keys cannot be stored.",
                "Reset the keys and choose them anew.",
            ));
        }
        Ok(write(&self.context.store, KEYS, map).await?)
    }
}
