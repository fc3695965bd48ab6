//! What the tests of messaging share: conversations of each kind, and the bodies of sends.

use reqwest::StatusCode;
use serde_json::{Value, json};
use simulator::{ConversationInfo, Effect, EffectKind};

use super::{ACCOUNT, Bench, code};

impl Bench {
    pub fn conversations(&self) -> Vec<ConversationInfo> {
        self.simulator.world().conversations(ACCOUNT)
    }

    pub fn conversation(&self, fits: impl Fn(&ConversationInfo) -> bool) -> ConversationInfo {
        self.conversations().into_iter().find(fits).unwrap()
    }

    /// A conversation anything can be sent in.
    pub fn open(&self) -> ConversationInfo {
        let now = self.simulator.clock().now();
        self.conversation(|it| {
            let young = it
                .last_inbound
                .is_some_and(|at| now.as_second() - at.as_second() < 20 * 3_600);
            young && it.listed && !it.other_app && !it.blocked && !it.gone && !it.request
        })
    }

    /// A call of `POST /me/messages`.
    pub async fn message(&self, to: &str, message: Value) -> (StatusCode, Value) {
        self.say("me/messages", json!({ "recipient": { "id": to }, "message": message }))
            .await
    }

    /// Sends a text that must be taken; answers its `mid`.
    pub async fn sent(&self, to: &str, text: &str) -> String {
        let (status, answer) = self.message(to, json!({ "text": text })).await;
        assert_eq!(status, 200, "{answer}");
        answer["message_id"].as_str().unwrap().to_owned()
    }

    /// The code and subcode a message is refused with.
    pub async fn refused(&self, to: &str, message: Value) -> (i64, Option<i64>) {
        let (status, answer) = self.message(to, message).await;
        assert_ne!(status, 200, "{answer}");
        code(&answer)
    }

    pub fn done(&self, kind: EffectKind) -> Vec<Effect> {
        self.simulator.witness().effects_of(kind)
    }

    /// Answers of `GET` on a list, its data alone.
    pub async fn data(&self, path: &str) -> Vec<Value> {
        self.ok(path).await["data"].as_array().unwrap().clone()
    }
}

pub fn ids(list: &[Value]) -> Vec<String> {
    list.iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}
