//! Webhooks: subscriptions, and what the platform then tells by itself.

mod comments;
mod payload;
mod subscriptions;

use instagram::webhooks::{Event, Payload, Subscribe, Subscriber, WebhookField};
use instagram::{AppSecret, Flavour, PageId};
use simulator::{WebhookInfo, WebhookSettings};

use crate::office::{ACCOUNT, Office};

const FIELDS: [WebhookField; 7] = [
    WebhookField::Comments,
    WebhookField::LiveComments,
    WebhookField::Messages,
    WebhookField::MessageReactions,
    WebhookField::Postbacks,
    WebhookField::Seen,
    WebhookField::Handover,
];

impl Office {
    /// An office that is told what happens, in this way.
    async fn told(settings: WebhookSettings) -> Self {
        let office = Self::open().await;
        office.simulator.set_webhooks(settings).await.unwrap();
        office.subscribe().await;
        office
    }

    /// Subscribes the account, or its Page.
    async fn subscribe(&self) {
        let (account, page) = (self.account(), PageId::from(self.simulator.page_id(ACCOUNT).unwrap()));
        let (subscriber, fields) = match self.flavour {
            Flavour::InstagramLogin => (Subscriber::Account(&account), &FIELDS[..]),
            Flavour::FacebookLogin => (Subscriber::Page(&page), &[WebhookField::Feed][..]),
        };
        self.call(&Subscribe { subscriber, fields }).await.unwrap();
    }

    /// Everything that was told so far, its signatures checked.
    fn payloads(&self) -> Vec<Payload> {
        self.simulator.flush_webhooks();
        let secrets = [AppSecret::new("another"), AppSecret::new(self.simulator.app_secret())];
        let read = |told: WebhookInfo| Payload::receive(&secrets, &told.signature, told.body.as_bytes());
        self.simulator
            .webhooks()
            .into_iter()
            .map(|told| read(told).unwrap())
            .collect()
    }

    fn events(&self) -> Vec<Event> {
        self.payloads().into_iter().flat_map(|payload| payload.events).collect()
    }

    fn last_event(&self) -> Event {
        self.events().pop().unwrap()
    }
}
