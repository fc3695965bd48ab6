//! Names that exist here and now: they are offered, and a name that is none of them is a complaint. The tree itself does
//! not depend on them, so that a saved line still reads after a label was renamed.

use super::complaint::{Complaint, ComplaintKind};
use super::grammar::{Body, pieces};
use super::meaning::normal;
use super::vocabulary::{Key, nearest};

/// What can be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The connected accounts.
    pub accounts: Vec<AccountName>,
    /// The labels.
    pub labels: Vec<String>,
    /// The rules.
    pub rules: Vec<String>,
}

/// An account, which answers to its handle and to its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName {
    /// Without `@`.
    pub handle: String,
    /// Two letters.
    pub mark: String,
}

impl Names {
    /// The names a key takes; nothing for a key that takes none of these.
    pub(super) fn of(&self, key: Key) -> Option<Vec<&str>> {
        match key {
            Key::Account => Some(self.accounts.iter().map(|account| account.handle.as_str()).collect()),
            Key::Label => Some(self.labels.iter().map(String::as_str).collect()),
            Key::Rule => Some(self.rules.iter().map(String::as_str).collect()),
            _ => None,
        }
    }

    /// Complains about every name in a line that is none of these.
    pub fn check(&self, text: &str) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        for piece in pieces(text) {
            let Body::Token { key, values, .. } = piece.body else {
                continue;
            };
            let Some((key, known)) = Key::of(&key).and_then(|key| Some((key, self.of(key)?))) else {
                continue;
            };
            for value in values {
                let name = normal(key, &value.text);
                if name.is_empty() || self.knows(key, &known, &name) {
                    continue;
                }
                complaints.push(Complaint {
                    span: value.span,
                    nearest: nearest(&name, known.iter().copied()),
                    accepted: known.iter().map(|name| (*name).to_owned()).collect(),
                    kind: ComplaintKind::UnknownName { key, value: name },
                });
            }
        }
        complaints
    }

    fn knows(&self, key: Key, known: &[&str], name: &str) -> bool {
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        known.iter().any(|known| same(known))
            || (key == Key::Account && self.accounts.iter().any(|account| same(&account.mark)))
    }
}
