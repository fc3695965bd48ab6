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
        /// What needs a reply in conversations that can be answered for less than a day.
        WindowClosing = 10,
        /// Somebody mentioned the account in a story, or tagged it in a post.
        Mentions = 11,
    }
}

small_int! {
    /// The order of a list. Equal instants by account, then by local number.
    Order, "saved_views.sort" {
        /// What has waited longest first: by the oldest open entry where the view is about open ones, by the instant of
        /// waking where it is about snoozed items, by the end of the window where it is about that, else by the newest entry.
        OldestFirst = 1,
        /// By the newest entry, newest first; snoozed items by the instant of waking, closing windows by their end, the last
        /// first.
        NewestFirst = 2,
        /// By post, the newest post first; within one what has waited longest first. See [`super::grouping`].
        Post = 3,
        /// By author; within one what has waited longest first. See [`super::grouping`].
        Author = 4,
    }
}

impl Order {
    /// The order of time that a list is taken in before anything is brought together.
    pub const fn of_time(self) -> Self {
        match self {
            Self::OldestFirst | Self::Post | Self::Author => Self::OldestFirst,
            Self::NewestFirst => Self::NewestFirst,
        }
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
    /// The newest mention in a story.
    NewestMention,
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
                               AND traits & 1
                             UNION ALL
                             SELECT item FROM messages INDEXED BY messages_open_questions
                             WHERE ours = 0 AND gone_at IS NULL AND done_at IS NULL AND answered = 0 AND traits & 1)"
            ),
            Self::WindowClosing => waits!(" AND closes_at IS NOT NULL"),
            Self::Mentions => {
                "newest_at IS NOT NULL
                 AND id IN (SELECT item FROM messages INDEXED BY messages_mentions WHERE kind = 5 AND gone_at IS NULL
                            UNION ALL
                            SELECT item FROM tagged_posts INDEXED BY tagged_posts_shown WHERE gone_at IS NULL)"
            }
            Self::Snoozed => "snoozed_until IS NOT NULL",
            Self::Hidden => "hidden > 0",
            Self::Done => "open = 0 AND done > 0",
            Self::All => "newest_at IS NOT NULL",
        }
    }

    /// The partial index that serves the view in an order. `INDEXED BY` makes a statement fail rather than scan the
    /// table without it.
    pub(super) const fn index(self, order: Order) -> &'static str {
        match (self, order.of_time()) {
            (Self::NeedsReply | Self::Unassigned | Self::Questions, Order::OldestFirst) => "items_needs_reply",
            (Self::NeedsReply | Self::Unassigned | Self::Questions, _) => "items_needs_reply_newest",
            (Self::Mine, Order::OldestFirst) => "items_mine",
            (Self::Mine, _) => "items_mine_newest",
            (Self::WindowClosing, _) => "items_closing",
            (Self::Unread, _) => "items_unread",
            (Self::Snoozed, _) => "items_snoozed",
            (Self::Hidden, _) => "items_hidden",
            (Self::Done, _) => "items_done",
            (Self::All | Self::Mentions, _) => "items_all",
        }
    }
}

impl Filter {
    /// Which entry of an item its row shows in this list.
    pub const fn face(&self) -> Face {
        match (self.view, self.order.of_time()) {
            (
                View::NeedsReply | View::Mine | View::Unassigned | View::Questions | View::WindowClosing,
                Order::OldestFirst,
            ) => Face::OldestOpen,
            (View::NeedsReply | View::Mine | View::Unassigned | View::Questions | View::WindowClosing, _) => {
                Face::NewestOpen
            }
            (View::Unread, _) => Face::OldestUnread,
            (View::Hidden, _) => Face::NewestHidden,
            (View::Mentions, _) => Face::NewestMention,
            (View::Snoozed | View::Done | View::All, _) => Face::Newest,
        }
    }

    /// Whether both ask for the same list, be it at another moment.
    pub fn asks_as(&self, other: &Self) -> bool {
        let typed = match (&self.typed, &other.typed) {
            (Some(typed), Some(others)) => typed.asks_as(others),
            (None, None) => true,
            _ => false,
        };
        typed && self.view == other.view && self.accounts == other.accounts && self.order == other.order
    }

    /// Adds what is typed above the list.
    pub(super) fn push_typed(&self, query: &mut QueryBuilder<'static, Sqlite>, scope: &Scope) {
        if let Some(typed) = &self.typed {
            typed.push(query, scope);
        }
    }

    pub(super) const fn order_clause(&self) -> &'static str {
        match (self.view, self.order.of_time()) {
            (View::NeedsReply | View::Mine | View::Unassigned | View::Questions, Order::OldestFirst) => {
                " ORDER BY waiting_at, account, id"
            }
            (View::WindowClosing, Order::OldestFirst) => " ORDER BY closes_at, account, id",
            (View::WindowClosing, Order::NewestFirst) => " ORDER BY closes_at DESC, account DESC, id DESC",
            (View::Snoozed, Order::OldestFirst) => " ORDER BY snoozed_until, account, id",
            (View::Snoozed, _) => " ORDER BY snoozed_until DESC, account DESC, id DESC",
            (_, Order::OldestFirst) => " ORDER BY newest_at, account, id",
            (_, _) => " ORDER BY newest_at DESC, account DESC, id DESC",
        }
    }

    /// The column of the instant that the list is ordered by.
    pub(super) const fn time_column(&self) -> &'static str {
        match (self.view, self.order.of_time()) {
            (View::NeedsReply | View::Mine | View::Unassigned | View::Questions, Order::OldestFirst) => "waiting_at",
            (View::WindowClosing, _) => "closes_at",
            (View::Snoozed, _) => "snoozed_until",
            (_, _) => "newest_at",
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
            Self::NewestMention => 6,
        }
    }
}
