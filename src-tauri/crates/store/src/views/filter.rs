//! The syntax tree of a filter and the fixed pieces of SQL it stands for.

use instagram::AccountId;
use sqlx::{Sqlite, query_builder::QueryBuilder};

use super::Conditions;

use crate::values::small_int;
use crate::{Store, StoreError};

small_int! {
    /// A fixed view of the inbox. Only entries of other people make an item; what *open* means is told in [`crate::items`].
    View, "saved_views.view" {
        /// Something is open; neither snoozed nor muted.
        NeedsReply = 1,
        /// Something is not read; neither snoozed nor muted.
        Unread = 2,
        /// What needs a reply and is assigned to the person at this machine.
        Mine = 3,
        /// What needs a reply and is assigned to nobody.
        Unassigned = 4,
        /// Something that needs a reply asks something.
        Questions = 5,
        /// Put off until an instant.
        Snoozed = 6,
        /// Something in it is hidden and not gone.
        Hidden = 7,
        /// Nothing is open and something was marked done.
        Done = 8,
        /// Everything, gone comments included.
        All = 9,
    }
}

small_int! {
    /// The order of a list. Equal instants by account, then by local number.
    Order, "saved_views.sort" {
        /// What has waited longest first: by the oldest open entry where the view is about open ones, by the instant of
        /// waking where it is about snoozed items, else by the newest entry.
        OldestFirst = 1,
        /// By the newest entry, newest first; snoozed items by the instant of waking, the last first.
        NewestFirst = 2,
    }
}

/// Which entry of an item its row shows. Where there is none of that kind (any more) it is the newest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// The open entry that waits longest.
    OldestOpen,
    /// The newest open entry.
    NewestOpen,
    /// The entry that is unread longest.
    OldestUnread,
    /// The newest hidden entry.
    NewestHidden,
    /// The newest entry.
    Newest,
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
    /// What is typed above the list.
    pub typed: Option<Conditions>,
}

/// The condition of the partial indexes of what waits, and of every view that shows a part of it.
macro_rules! waits {
    ($more:literal) => {
        concat!("open > 0 AND snoozed_until IS NULL AND muted_at IS NULL", $more)
    };
}

impl View {
    /// The condition of the view. Word for word that of its partial index, or SQLite could not use it.
    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::NeedsReply => waits!(""),
            Self::Unread => "unread > 0 AND snoozed_until IS NULL AND muted_at IS NULL",
            Self::Mine => waits!(" AND assignee = (SELECT id FROM members WHERE here = 1)"),
            Self::Unassigned => waits!(" AND assignee IS NULL"),
            Self::Questions => waits!(
                " AND id IN (SELECT item FROM comments INDEXED BY comments_open_questions
                             WHERE ours = 0 AND gone_at IS NULL AND hidden = 0 AND done_at IS NULL AND answered = 0
                               AND traits & 1)"
            ),
            Self::Snoozed => "snoozed_until IS NOT NULL",
            Self::Hidden => "hidden > 0",
            Self::Done => "open = 0 AND done > 0",
            Self::All => "newest_at IS NOT NULL",
        }
    }

    /// The partial index that serves the view in an order. `INDEXED BY` makes a statement fail rather than scan the
    /// table without it.
    pub(super) const fn index(self, order: Order) -> &'static str {
        match (self, order) {
            (Self::NeedsReply | Self::Unassigned | Self::Questions, Order::OldestFirst) => "items_needs_reply",
            (Self::NeedsReply | Self::Unassigned | Self::Questions, Order::NewestFirst) => "items_needs_reply_newest",
            (Self::Mine, Order::OldestFirst) => "items_mine",
            (Self::Mine, Order::NewestFirst) => "items_mine_newest",
            (Self::Unread, _) => "items_unread",
            (Self::Snoozed, _) => "items_snoozed",
            (Self::Hidden, _) => "items_hidden",
            (Self::Done, _) => "items_done",
            (Self::All, _) => "items_all",
        }
    }
}

impl Filter {
    /// Which entry of an item its row shows in this list.
    pub const fn face(&self) -> Face {
        match (self.view, self.order) {
            (View::NeedsReply | View::Mine | View::Unassigned | View::Questions, Order::OldestFirst) => {
                Face::OldestOpen
            }
            (View::NeedsReply | View::Mine | View::Unassigned | View::Questions, Order::NewestFirst) => {
                Face::NewestOpen
            }
            (View::Unread, _) => Face::OldestUnread,
            (View::Hidden, _) => Face::NewestHidden,
            (View::Snoozed | View::Done | View::All, _) => Face::Newest,
        }
    }

    /// Adds what is typed above the list.
    pub(super) fn push_typed(&self, query: &mut QueryBuilder<'static, Sqlite>, scope: &Scope) {
        if let Some(typed) = &self.typed {
            typed.push(query, scope);
        }
    }

    pub(super) const fn order_clause(&self) -> &'static str {
        match (self.view, self.order) {
            (View::NeedsReply | View::Mine | View::Unassigned | View::Questions, Order::OldestFirst) => {
                " ORDER BY waiting_at, account, id"
            }
            (View::Snoozed, Order::OldestFirst) => " ORDER BY snoozed_until, account, id",
            (View::Snoozed, Order::NewestFirst) => " ORDER BY snoozed_until DESC, account DESC, id DESC",
            (_, Order::OldestFirst) => " ORDER BY newest_at, account, id",
            (_, Order::NewestFirst) => " ORDER BY newest_at DESC, account DESC, id DESC",
        }
    }
}

/// Which rows of `accounts` a list is over, as its statement says it. A set that SQLite would have to look every row up
/// in takes several times as long over a million rows as these comparisons do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scope {
    /// All that are in the database.
    Everything,
    /// These numbers.
    Only(Vec<i64>),
}

impl Scope {
    /// The connected accounts among those named, or all that are connected.
    pub(super) async fn of(store: &Store, named: &[AccountId]) -> Result<Self, StoreError> {
        let known = sqlx::query!(r#"SELECT id AS "id!", user_id, disconnected_at FROM accounts"#)
            .fetch_all(store.reader())
            .await?;
        let count = known.len();
        let shown: Vec<i64> = known
            .into_iter()
            .filter(|row| row.disconnected_at.is_none())
            .filter(|row| named.is_empty() || named.iter().any(|id| id.as_str() == row.user_id))
            .map(|row| row.id)
            .collect();
        Ok(if shown.len() == count {
            Self::Everything
        } else {
            Self::Only(shown)
        })
    }

    /// Adds the condition. The signs keep the columns out of the planner's hands: it would look each row up in a set
    /// made of the numbers, or, knowing nothing of the rows but the index they lie in, sort them once more.
    pub(super) fn push(&self, query: &mut QueryBuilder<'static, Sqlite>) {
        let Self::Only(accounts) = self else {
            query.push(" AND +account > 0");
            return;
        };
        // No row has the number -1: a list over no account at all needs a condition, too.
        query.push(" AND (+account = -1");
        for account in accounts {
            query.push(" OR +account = ").push_bind(*account);
        }
        query.push(")");
    }
}

impl Face {
    /// How [`super::rows`] names it to its statement.
    pub(super) const fn code(self) -> i64 {
        match self {
            Self::OldestOpen => 1,
            Self::NewestOpen => 2,
            Self::OldestUnread => 3,
            Self::NewestHidden => 4,
            Self::Newest => 5,
        }
    }
}
