//! Subscriptions to webhooks: with Instagram Login the account subscribes, with Facebook Login its Page.

mod list_subscriptions;
mod subscribe;
mod unsubscribe;

use instagram::{AccountId, Flavour, PageId, Subscriber};

use crate::office::{ACCOUNT, Office};

/// The account and its Page.
struct Subscribers {
    account: AccountId,
    page: PageId,
    flavour: Flavour,
}

impl Subscribers {
    fn of(office: &Office) -> Self {
        Self {
            account: office.account(),
            page: PageId::from(office.simulator.page_id(ACCOUNT).unwrap()),
            flavour: office.flavour,
        }
    }

    /// Who subscribes in the office's set-up.
    fn usual(&self) -> Subscriber<'_> {
        match self.flavour {
            Flavour::InstagramLogin => Subscriber::Account(&self.account),
            Flavour::FacebookLogin => Subscriber::Page(&self.page),
        }
    }

    /// Who subscribes in the other one.
    fn other(&self) -> Subscriber<'_> {
        match self.flavour {
            Flavour::InstagramLogin => Subscriber::Page(&self.page),
            Flavour::FacebookLogin => Subscriber::Account(&self.account),
        }
    }
}
