//! What is told to a person who does not look at the window.
//!
//! Promised: what came in is told at most once, also over restarts, because the mark is written down before anything is
//! shown; news is bundled, one notification in five minutes; of other people's words at most those of a single comment
//! or message are shown, of several only how many; nothing is told in quiet hours, and one summary after them. A post that needs a
//! person and a login that has ended are told whatever the rules for items say, each once.
//!
//! What a notification says also stands in the tray menu, by [`Notifications::told`]. How it is shown is the shell's.

mod rules;
mod words;

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use instagram::AccountId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::arrivals::{self, Arrival, Arrived, Mark};
use store::posts::{self, PostState};
use store::views::View;
use store::{StoreError, accounts, comments, conversations, tagged_posts};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub use rules::{NotificationRules, QuietHours, TellingView, Verdict, verdict};
use words::Said;
pub use words::{LONGEST_LINE, plain_line};

use crate::clock::LONGEST_SLEEP;
use crate::context::Shared;
use crate::gateway::LOGIN_LOST;
use crate::problem::Problem;
use crate::settings;
use crate::stale::{Tag, heard};

/// Under which name it is written down how far telling has come.
const TOLD: &str = "notifications_told";

/// A reading brings what is new in several transactions: news is told once nothing came for this long.
const GATHER: Duration = Duration::from_secs(5);

/// How often telling is put off because more came meanwhile.
const MOST_GATHERINGS: usize = 6;

/// Arrivals counted one by one; more are "many".
const MOST_COUNTED: u32 = 1_000;

/// Notifications that stay in the tray menu.
const MOST_KEPT: usize = 5;

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// What it is about, one line.
    pub title: String,
    /// What is said about it, one line; other people's words are plain text without control characters.
    pub body: String,
    /// What a click opens.
    pub target: Target,
}

/// What a notification leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One item of the inbox.
    Item {
        /// Local number of the item.
        item: u32,
        /// The view it came into.
        view: View,
    },
    /// A view of the inbox.
    View(View),
    /// A post in the outbox.
    Post(Uuid),
    /// An account whose login has ended.
    Account(AccountId),
}

/// How far telling has come; written down before anything is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    /// Mark of the last arrivals that were told or passed over.
    through: Mark,
    /// When news was told last.
    at: Option<Timestamp>,
    /// The troubles that were told and are not over.
    troubles: BTreeSet<String>,
}

/// What is told, and what was.
pub struct Notifications {
    context: Shared,
    sender: broadcast::Sender<Notification>,
    kept: Mutex<VecDeque<Notification>>,
}

impl Notifications {
    pub(crate) fn new(context: Shared) -> Self {
        Self {
            context,
            sender: broadcast::channel(16).0,
            kept: Mutex::default(),
        }
    }

    /// Listens for notifications from here on.
    pub fn listen(&self) -> broadcast::Receiver<Notification> {
        self.sender.subscribe()
    }

    /// What was told since a person looked at the window last, newest first, at most five: it stands in the tray menu.
    pub fn told(&self) -> Vec<Notification> {
        self.kept().iter().cloned().collect()
    }

    /// A person looks at the window: what was told leaves the tray menu. Answers whether anything did.
    pub fn seen(&self) -> bool {
        let mut kept = self.kept();
        let any = !kept.is_empty();
        kept.clear();
        any
    }

    /// What is told and when.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rules(&self) -> Result<NotificationRules, Problem> {
        Ok(settings::read(&self.context.store, settings::NOTIFICATIONS).await?)
    }

    /// Says what is told and when.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_rules(&self, rules: &NotificationRules) -> Result<(), Problem> {
        Ok(settings::write(&self.context.store, settings::NOTIFICATIONS, rules).await?)
    }

    /// Tells what is new until `stop`.
    pub(crate) async fn run(&self, stop: CancellationToken) {
        let mut stale = self.context.stale.listen();
        loop {
            if let Err(error) = self.look().await {
                tracing::error!(%error, "What is new could not be told");
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = heard(&mut stale, is_news) => {}
                () = self.context.clock.sleep(LONGEST_SLEEP) => continue,
            }
            for _ in 0..MOST_GATHERINGS {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = self.context.clock.sleep(GATHER) => break,
                    () = heard(&mut stale, is_news) => {}
                }
            }
        }
    }

    /// Tells what there is to tell now, if anything may be told now.
    async fn look(&self) -> Result<(), StoreError> {
        let store = &self.context.store;
        let now = self.context.clock.now();
        let rules: NotificationRules = settings::read(store, settings::NOTIFICATIONS).await?;
        let Some(told) = settings::read::<Option<Told>>(store, TOLD).await? else {
            // What is here before the first look is no news.
            let told = Told {
                through: arrivals::newest(store).await?,
                at: None,
                troubles: self.troubles().await?.into_iter().map(|trouble| trouble.key).collect(),
            };
            return settings::write(store, TOLD, &told).await;
        };
        let verdict = verdict(&rules, told.at, now, &TimeZone::system());
        if verdict == Verdict::Quiet {
            return Ok(());
        }
        let mut next = told.clone();
        let mut say = Vec::new();
        let troubles = self.troubles().await?;
        next.troubles = troubles.iter().map(|trouble| trouble.key.clone()).collect();
        say.extend(
            troubles
                .into_iter()
                .filter(|trouble| !told.troubles.contains(&trouble.key))
                .map(|trouble| trouble.notification),
        );
        if verdict == Verdict::Tell {
            next.through = arrivals::newest(store).await?;
            let all = if next.through != told.through {
                arrivals::since(store, told.through, MOST_COUNTED).await?
            } else {
                Vec::new()
            };
            // What came in between the two reads is told next time.
            let wanted: Vec<_> = all
                .into_iter()
                .filter(|arrival| next.through.covers(arrival) && rules.wants(arrival))
                .collect();
            if let Some(newest) = wanted.last() {
                let said = self.said(newest).await?;
                say.extend(words::news(&rules, &wanted, said.as_ref()));
                next.at = Some(now);
            }
        }
        if next != told {
            settings::write(store, TOLD, &next).await?;
        }
        for notification in say {
            self.tell(notification);
        }
        Ok(())
    }

    /// What an arrival says; `None`: it has gone meanwhile.
    async fn said(&self, arrival: &Arrival) -> Result<Option<Said>, StoreError> {
        let store = &self.context.store;
        match &arrival.what {
            Arrived::TaggedPost => Ok(tagged_posts::get(store, arrival.item).await?.map(|row| Said {
                name: row.username.map(|username| format!("@{username}")),
                text: row.text,
            })),
            Arrived::Comment(comment) => Ok(comments::get(store, comment).await?.map(|row| Said {
                name: row.username.map(|username| format!("@{username}")),
                text: row.text,
            })),
            Arrived::Message(conversation) => {
                let Some(row) = conversations::get(store, conversation).await? else {
                    return Ok(None);
                };
                let message = conversations::message(store, arrival.row).await?;
                Ok(message.map(|message| Said {
                    name: row.username.map(|username| format!("@{username}")).or(row.name),
                    text: message.text,
                }))
            }
        }
    }

    fn tell(&self, notification: Notification) {
        let mut kept = self.kept();
        kept.push_front(notification.clone());
        kept.truncate(MOST_KEPT);
        drop(kept);
        // Without a shell nobody listens.
        let _ = self.sender.send(notification);
    }

    /// What keeps posts and accounts from going on and only a person can mend.
    async fn troubles(&self) -> Result<Vec<Trouble>, StoreError> {
        let store = &self.context.store;
        let known = accounts::list(store).await?;
        let mut troubles: Vec<Trouble> = known
            .iter()
            .filter(|account| account.sync_error_code.as_deref() == Some(LOGIN_LOST))
            .map(|account| Trouble {
                key: format!("login:{}", account.id),
                notification: words::login_lost(account),
            })
            .collect();
        for post in posts::list(store, self.context.clock.now()).await? {
            if matches!(post.state, PostState::Failed | PostState::NeedsYou | PostState::Missed) {
                let account = known.iter().find(|account| account.id == post.account);
                troubles.push(Trouble {
                    key: format!("post:{}:{}", post.uid, post.state.code()),
                    notification: words::post_in_trouble(&post, account),
                });
            }
        }
        Ok(troubles)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<Notification>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that is told once as long as it lasts.
struct Trouble {
    key: String,
    notification: Notification,
}

/// Whether something may have happened that has to be told.
fn is_news(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::InboxCounts | Tag::Posts | Tag::Accounts | Tag::Comments(_) | Tag::Conversation(_) | Tag::TaggedPosts
    )
}
