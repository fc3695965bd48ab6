//! The syntax tree of a filter and the fixed pieces of SQL it stands for.

use instagram::AccountId;
use sqlx::{Sqlite, query_builder::QueryBuilder};

/// A fixed view of the inbox. Our own comments are in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Not gone, not hidden, not done, not answered.
    NeedsReply,
    /// Not gone, not hidden, not done, not read.
    Unread,
    /// Hidden and not gone.
    Hidden,
    /// Done and not gone.
    Done,
    /// Everything, gone comments included.
    All,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// By the instant of writing; equal instants by account, then by local number.
    OldestFirst,
    /// The same, backwards.
    NewestFirst,
}

/// What a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The view.
    pub view: View,
    /// The accounts; none given: all that are connected.
    pub accounts: Vec<AccountId>,
    /// The order.
    pub order: Order,
}

impl View {
    /// Every view, in the order of [`crate::ViewCounts`].
    pub const ALL: [Self; 5] = [Self::NeedsReply, Self::Unread, Self::Hidden, Self::Done, Self::All];

    /// The condition of the view. Word for word that of its partial index, or SQLite could not use it.
    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::NeedsReply => "ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0",
            Self::Unread => "ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND read_at IS NULL",
            Self::Hidden => "ours = 0 AND gone_at IS NULL AND hidden = 1",
            Self::Done => "ours = 0 AND gone_at IS NULL AND done_at IS NOT NULL",
            Self::All => "ours = 0",
        }
    }

    /// The partial index of the view. `INDEXED BY` makes a statement fail rather than scan the table without it.
    pub(super) const fn index(self) -> &'static str {
        match self {
            Self::NeedsReply => "comments_needs_reply",
            Self::Unread => "comments_unread",
            Self::Hidden => "comments_hidden",
            Self::Done => "comments_done",
            Self::All => "comments_all",
        }
    }
}

impl Order {
    pub(super) const fn clause(self) -> &'static str {
        match self {
            Self::OldestFirst => " ORDER BY sort_at, account, id",
            Self::NewestFirst => " ORDER BY sort_at DESC, account DESC, id DESC",
        }
    }
}

impl Filter {
    /// Adds the condition on accounts. A disconnected account is never shown.
    pub(super) fn push_accounts(&self, query: &mut QueryBuilder<'static, Sqlite>) {
        query.push(" AND account IN (SELECT id FROM accounts WHERE disconnected_at IS NULL");
        if !self.accounts.is_empty() {
            query.push(" AND user_id IN (");
            let mut list = query.separated(", ");
            for account in &self.accounts {
                list.push_bind(account.as_str().to_owned());
            }
            query.push(")");
        }
        query.push(")");
    }
}
