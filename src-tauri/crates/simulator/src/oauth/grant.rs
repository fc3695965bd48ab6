//! What a token allows: to whom, on which accounts, which scopes, until when.

use super::flavour::Flavour;
use super::scope::{Scope, Scopes};

/// Life of a token from business login: an hour.
pub(crate) const SHORT_MS: i64 = 3_600_000;
/// What exchange and refresh say of a long-lived token's life, in seconds: 60 days less a few seconds.
pub(crate) const LONG_S: i64 = 5_183_944;

/// Most accounts a world has.
const MOST_ACCOUNTS: usize = 256;

/// Whom a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// An Instagram account (Instagram Login).
    Account,
    /// The person who manages the Pages (Facebook Login).
    Person,
    /// A Page (Facebook Login).
    Page,
}

/// A set of accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Accounts([u64; MOST_ACCOUNTS / 64]);

impl Accounts {
    pub(crate) fn one(account: u32) -> Self {
        let mut set = Self::default();
        set.insert(account);
        set
    }

    /// The first so many.
    pub(crate) fn first(count: usize) -> Self {
        let mut set = Self::default();
        (0..count.min(MOST_ACCOUNTS)).for_each(|account| set.insert(account as u32));
        set
    }

    pub(crate) fn insert(&mut self, account: u32) {
        if let Some(word) = self.0.get_mut(account as usize / 64) {
            *word |= 1 << (account % 64);
        }
    }

    pub(crate) fn has(&self, account: u32) -> bool {
        self.0
            .get(account as usize / 64)
            .is_some_and(|word| word & (1 << (account % 64)) != 0)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..MOST_ACCOUNTS as u32).filter(|account| self.has(*account))
    }

    pub(super) fn to_bytes(self) -> [u8; MOST_ACCOUNTS / 8] {
        let mut bytes = [0; MOST_ACCOUNTS / 8];
        for (place, word) in self.0.iter().enumerate() {
            bytes[place * 8..place * 8 + 8].copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }

    pub(super) fn from_bytes(bytes: [u8; MOST_ACCOUNTS / 8]) -> Self {
        let mut set = Self::default();
        for (place, word) in bytes.chunks_exact(8).enumerate() {
            set.0[place] = word.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
        }
        set
    }
}

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) flavour: Flavour,
    pub(crate) holder: Holder,
    /// The account it was issued for; of a person's the first.
    pub(crate) account: u32,
    /// Every account it reaches.
    pub(crate) accounts: Accounts,
    pub(crate) scopes: Scopes,
    pub(crate) long: bool,
    pub(crate) issued_ms: i64,
    /// [`i64::MAX`]: never.
    pub(crate) expires_ms: i64,
    /// Which of the person's logins it comes from; removing the app ends them all.
    pub(crate) login: u32,
}

impl Grant {
    /// An account's token from business login.
    pub(crate) fn short(account: u32, scopes: Scopes, now_ms: i64) -> Self {
        Self {
            flavour: Flavour::InstagramLogin,
            holder: Holder::Account,
            account,
            accounts: Accounts::one(account),
            scopes,
            long: false,
            issued_ms: now_ms,
            expires_ms: now_ms + SHORT_MS,
            login: 0,
        }
    }

    /// An account's token for sixty days.
    pub(crate) fn long(account: u32, scopes: Scopes, now_ms: i64) -> Self {
        Self::short(account, scopes, now_ms).lengthened(now_ms)
    }

    /// A person's token from Facebook Login, on these accounts and their Pages.
    pub(crate) fn person(accounts: Accounts, scopes: Scopes, login: u32, now_ms: i64) -> Self {
        // A person who ticked no Page still has a token; it reaches nothing.
        let account = accounts.iter().next().unwrap_or(0);
        Self {
            flavour: Flavour::FacebookLogin,
            holder: Holder::Person,
            accounts,
            login,
            ..Self::short(account, scopes, now_ms)
        }
    }

    /// The same for sixty days.
    #[must_use]
    pub(crate) fn lengthened(self, now_ms: i64) -> Self {
        Self {
            long: true,
            issued_ms: now_ms,
            expires_ms: now_ms + LONG_S * 1000,
            ..self
        }
    }

    /// The token of a Page this person manages. From a long-lived token it has no end (sheet on login, §2.1).
    #[must_use]
    pub(crate) fn of_page(self, account: u32) -> Self {
        Self {
            holder: Holder::Page,
            account,
            accounts: Accounts::one(account),
            expires_ms: if self.long { i64::MAX } else { self.expires_ms },
            ..self
        }
    }

    pub(crate) fn may(&self, scope: Scope) -> bool {
        self.scopes.has(scope)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn sets_of_accounts_survive_as_bytes() {
        let mut set = Accounts::one(3);
        set.insert(199);
        let back = Accounts::from_bytes(set.to_bytes());
        assert_eq!(back.iter().collect::<Vec<_>>(), [3, 199]);
        assert!(!back.has(4) && !back.has(u32::MAX));
        assert_eq!(Accounts::first(2).iter().collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_page_token_of_a_long_lived_one_never_ends() {
        let person = Grant::person(Accounts::first(2), Scopes::NONE, 0, 5);
        assert_eq!(person.of_page(1).expires_ms, 5 + SHORT_MS);
        let page = person.lengthened(5).of_page(1);
        assert_eq!((page.expires_ms, page.account), (i64::MAX, 1));
        assert!(page.accounts.has(1) && !page.accounts.has(0));
    }
}
