//! The body of a webhook request: what is in it, form by form.

use crate::webhooks::event::Entry;
use crate::webhooks::{Event, Form, WebhookError, verify_signature};
use crate::{AppSecret, optional};
use serde_json::{Map, Value};

/// The longest body that is looked at, in bytes. A thousand messages with ten attachments each, all in escapes, are about as long.
pub const MAX_PAYLOAD_BYTES: usize = 8 * 1024 * 1024;

/// The most events one body may hold. The platform promises at most 1,000.
pub const MAX_EVENTS: usize = 4000;

/// What a webhook request tells. No text of people in its `Debug`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// What it is about: `instagram`, or `page` for the Page of an account.
    pub object: Option<String>,
    /// The events, in the order they came in, which is not the order they happened in.
    pub events: Vec<Event>,
}

impl Payload {
    /// Reads a request: `signature` is the value of its `X-Hub-Signature-256` header, `body` its bytes as they came.
    ///
    /// # Errors
    /// As [`verify_signature`] and [`Payload::read`]; nothing of the body is looked at before its signature is known to be right.
    pub fn receive(secrets: &[AppSecret], signature: &str, body: &[u8]) -> Result<Self, WebhookError> {
        if body.len() > MAX_PAYLOAD_BYTES {
            return Err(WebhookError::TooLong);
        }
        verify_signature(secrets, signature, body)?;
        Self::read(body)
    }

    /// Reads a body whose signature was checked before, or that needs none.
    ///
    /// # Errors
    /// [`WebhookError::TooLong`] and [`WebhookError::TooMany`] beyond the limits, [`WebhookError::NotJson`], and [`WebhookError::NotEvents`] for JSON of another kind. A single event that makes no sense
    /// is [`EventContent::Unknown`](crate::webhooks::EventContent::Unknown).
    pub fn read(body: &[u8]) -> Result<Self, WebhookError> {
        if body.len() > MAX_PAYLOAD_BYTES {
            return Err(WebhookError::TooLong);
        }
        let payloads = match serde_json::from_slice(body).map_err(|_| WebhookError::NotJson)? {
            Value::Array(payloads) => payloads,
            payload @ Value::Object(_) => vec![payload],
            _ => return Err(WebhookError::NotEvents),
        };
        if !payloads.is_empty() && !payloads.iter().any(holds_entries) {
            return Err(WebhookError::NotEvents);
        }
        let mut payload = Self {
            object: None,
            events: Vec::new(),
        };
        for item in payloads {
            payload.add(item)?;
        }
        Ok(payload)
    }

    /// Adds a payload of its own, or whatever stands where one should: an entry, or something that nobody knows, which must
    /// not take the rest of a signed batch with it.
    fn add(&mut self, item: Value) -> Result<(), WebhookError> {
        let Value::Object(mut item) = item else {
            return self.add_entry(item);
        };
        let object = item.remove("object");
        let object = object.as_ref().and_then(Value::as_str);
        self.object = self.object.take().or_else(|| object.map(str::to_owned));
        match item.remove("entry") {
            Some(Value::Array(entries)) => entries.into_iter().try_for_each(|entry| self.add_entry(entry)),
            Some(entry) => self.add_entry(entry),
            None => self.add_entry(Value::Object(item)),
        }
    }

    fn add_entry(&mut self, entry: Value) -> Result<(), WebhookError> {
        let Value::Object(mut fields) = entry else {
            return self.push(Event::unknown(&Entry::default(), Form::Changes, String::new()));
        };
        let entry = Entry {
            account: fields.remove("id").and_then(|id| serde_json::from_value(id).ok()),
            time: fields.remove("time").as_ref().and_then(optional::instant_in),
        };
        let before = self.events.len();
        for (list, form) in [("messaging", Form::Messaging), ("standby", Form::Standby)] {
            for event in items(&mut fields, list) {
                self.push(Event::of_conversation(&entry, form, event))?;
            }
        }
        for change in items(&mut fields, "changes") {
            self.push(Event::of_change(&entry, change))?;
        }
        if fields.contains_key("field") {
            self.push(Event::of_change(&entry, Value::Object(fields)))
        } else if self.events.len() == before && !fields.is_empty() {
            let name = fields.keys().next().cloned().unwrap_or_default();
            self.push(Event::unknown(&entry, Form::Changes, name))
        } else {
            Ok(())
        }
    }

    fn push(&mut self, event: Event) -> Result<(), WebhookError> {
        if self.events.len() == MAX_EVENTS {
            return Err(WebhookError::TooMany);
        }
        self.events.push(event);
        Ok(())
    }
}

/// Whether something is a payload, or an entry in its place.
fn holds_entries(item: &Value) -> bool {
    ["entry", "messaging", "standby", "changes", "field"]
        .into_iter()
        .any(|key| item.get(key).is_some())
}

/// The items of a list, or the one that stands in its place.
fn items(fields: &mut Map<String, Value>, list: &str) -> Vec<Value> {
    match fields.remove(list) {
        Some(Value::Array(items)) => items,
        Some(item @ Value::Object(_)) => vec![item],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::webhooks::EventContent;
    use hmac::{Hmac, Mac};
    use proptest::prelude::*;
    use sha2::Sha256;

    const MESSAGE: &str = r#"{"sender":{"id":"912345678901234"},"recipient":{"id":"17841400000000123"},
        "timestamp":1777885961301,"message":{"mid":"aWdfbWlkOjAwMDI","text":"Is the rye back?"}}"#;
    const COMMENT: &str = r#"{"field":"comments","value":{"id":"17900000000000001","text":"Price?"}}"#;

    fn read(json: &str) -> Payload {
        Payload::read(json.as_bytes()).unwrap()
    }

    fn names(payload: &Payload) -> Vec<&str> {
        payload.events.iter().map(|event| event.name.as_str()).collect()
    }

    #[test]
    fn both_forms_and_standby_are_read_from_all_entries() {
        let payload = read(&format!(
            r#"{{"object":"instagram","entry":[
                {{"id":"17841400000000123","time":1777885961417,"messaging":[{MESSAGE},{MESSAGE}],"standby":[{MESSAGE}]}},
                {{"id":"17841400000000124","time":1777885961,"changes":[{COMMENT},{COMMENT}]}},
                {{"id":"17841400000000125","time":1777885961,"field":"comments","value":{{"comment_id":"2"}}}}]}}"#
        ));
        assert_eq!(payload.object.as_deref(), Some("instagram"));
        assert_eq!(
            names(&payload),
            ["message", "message", "message", "comments", "comments", "comments"]
        );
        assert_eq!(payload.events[2].form, Form::Standby);
        let at = |n: usize| payload.events[n].entry_time.unwrap().as_millisecond();
        assert_eq!(
            (at(0), at(3)),
            (1_777_885_961_417, 1_777_885_961_000),
            "milliseconds and seconds"
        );
        assert_eq!(
            payload.events[5].account.as_ref().unwrap().as_str(),
            "17841400000000125"
        );
        assert!(matches!(&payload.events[5].content, EventContent::Comment(comment) if comment.id.as_str() == "2"));
    }

    #[test]
    fn a_body_may_be_a_list_of_payloads_or_of_entries_and_an_entry_may_stand_alone() {
        let payload = format!(r#"{{"object":"instagram","entry":[{{"id":"1","time":1,"changes":[{COMMENT}]}}]}}"#);
        let entry = format!(r#"{{"id":"1","time":1,"changes":[{COMMENT}]}}"#);
        assert_eq!(names(&read(&format!("[{payload},{entry},{payload}]"))), ["comments"; 3]);
        assert_eq!(names(&read(&entry)), ["comments"]);
        let single = format!(r#"{{"object":"instagram","entry":{{"id":"1","changes":{COMMENT}}}}}"#);
        assert_eq!(names(&read(&single)), ["comments"]);
        assert!(read("[]").events.is_empty());
        assert!(read(r#"{"object":"instagram","entry":[]}"#).events.is_empty());
    }

    #[test]
    fn what_the_test_button_of_the_dashboard_sends_is_a_message() {
        let payload = read(
            r#"{"object":"instagram","entry":[{"id":"0","time":"2026-05-04T09:12:41+0000","changes":[{"field":"messages","value":{
                "sender":{"id":"12334"},"recipient":{"id":"23245"},"timestamp":"1527459824",
                "message":{"mid":"random_mid","text":"random_text"}}}]}]}"#,
        );
        let [event] = payload.events.as_slice() else {
            panic!("one event");
        };
        assert_eq!(
            (event.name.as_str(), event.form, event.is_test()),
            ("messages", Form::Changes, true)
        );
        assert!(matches!(&event.content, EventContent::Message(message) if message.mid.as_str() == "random_mid"));
        assert_eq!(event.timestamp.unwrap().as_second(), 1_527_459_824);
        assert_eq!(event.person().unwrap().as_str(), "12334");
    }

    #[test]
    fn nothing_that_nobody_knows_is_an_error() {
        let payload = read(
            r#"{"object":"instagram","entry":[7,{"id":"1","news":[]},{"id":1.5,"time":"soon","messaging":[5,{},{"sender":7,"hologram":{}},
                {"message":{"text":"no mid"}},{"message":7}],"changes":[5,{},{"field":"likes","value":7},{"field":"comments","value":{}},
                {"field":"mentions","value":[]},{"field":9,"value":{}}]},{}]}"#,
        );
        assert!(
            payload
                .events
                .iter()
                .all(|event| event.content == EventContent::Unknown)
        );
        assert_eq!(
            names(&payload),
            [
                "", "news", "", "", "hologram", "message", "message", "", "", "likes", "comments", "mentions", ""
            ]
        );
        assert!(payload.events.iter().all(|event| event.key().is_none()));
    }

    #[test]
    fn an_item_that_makes_no_sense_spoils_nothing_of_the_batch() {
        let payload = format!(r#"{{"object":"instagram","entry":[{{"id":"1","time":1,"changes":[{COMMENT}]}}]}}"#);
        let batch = read(&format!(
            r#"[7,{payload},{{}},{{"object":"instagram","hologram":{{}}}},null,[{payload}],{payload}]"#
        ));
        assert_eq!(names(&batch), ["", "comments", "hologram", "", "", "comments"]);
        let unknown = batch
            .events
            .iter()
            .filter(|event| event.content == EventContent::Unknown);
        assert_eq!(unknown.count(), 4);
        assert_eq!(batch.object.as_deref(), Some("instagram"));
    }

    #[test]
    fn what_is_no_payload_is_an_error() {
        for (body, error) in [
            ("", WebhookError::NotJson),
            ("<html>", WebhookError::NotJson),
            (r#"{"object":"instagram","entry":["#, WebhookError::NotJson),
            ("7", WebhookError::NotEvents),
            ("{}", WebhookError::NotEvents),
            (r#"{"object":"instagram"}"#, WebhookError::NotEvents),
            ("[7]", WebhookError::NotEvents),
            (r#"[7,{},{"object":"instagram"}]"#, WebhookError::NotEvents),
        ] {
            assert_eq!(Payload::read(body.as_bytes()), Err(error), "{body}");
        }
    }

    #[test]
    fn length_nesting_and_number_of_events_have_limits() {
        assert_eq!(
            Payload::read(&vec![b' '; MAX_PAYLOAD_BYTES + 1]),
            Err(WebhookError::TooLong)
        );
        let deep = "[".repeat(1000) + &"]".repeat(1000);
        assert_eq!(Payload::read(deep.as_bytes()), Err(WebhookError::NotJson));
        let many = |count: usize| {
            let events = vec!["{}"; count].join(",");
            format!(r#"{{"object":"instagram","entry":[{{"id":"1","messaging":[{events}]}}]}}"#)
        };
        assert_eq!(read(&many(MAX_EVENTS)).events.len(), MAX_EVENTS);
        assert_eq!(
            Payload::read(many(MAX_EVENTS + 1).as_bytes()),
            Err(WebhookError::TooMany)
        );
    }

    #[test]
    fn nothing_is_read_before_the_signature_is_known_to_be_right() {
        let secrets = [AppSecret::new("0123abcd")];
        let body = format!(r#"{{"object":"instagram","entry":[{{"id":"1","changes":[{COMMENT}]}}]}}"#);
        let mut mac = Hmac::<Sha256>::new_from_slice(b"0123abcd").unwrap();
        mac.update(body.as_bytes());
        let signature = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        let received = Payload::receive(&secrets, &signature, body.as_bytes()).unwrap();
        assert_eq!(names(&received), ["comments"]);
        let forged = Payload::receive(&secrets, &signature, b"not even JSON");
        assert_eq!(forged, Err(WebhookError::Forged));
        assert_eq!(
            Payload::receive(&secrets, "", body.as_bytes()),
            Err(WebhookError::Unsigned)
        );
    }

    #[test]
    fn no_text_of_a_person_is_printed() {
        let payload = read(&format!(
            r#"{{"object":"instagram","entry":[{{"id":"1","messaging":[{MESSAGE}],"changes":[{COMMENT}]}}]}}"#
        ));
        let printed = format!("{payload:?}");
        assert!(!printed.contains("rye") && !printed.contains("Price"), "{printed}");
        assert!(printed.contains("message") && printed.contains("comments"), "{printed}");
    }

    fn json() -> impl Strategy<Value = Value> {
        let name = prop_oneof![
            Just("id".to_owned()),
            Just("mid".to_owned()),
            Just("field".to_owned()),
            Just("value".to_owned()),
            Just("time".to_owned()),
            Just("timestamp".to_owned()),
            Just("sender".to_owned()),
            Just("message".to_owned()),
            Just("message_edit".to_owned()),
            Just("read".to_owned()),
            Just("attachments".to_owned()),
            Just("changes".to_owned()),
            Just("messaging".to_owned()),
            Just("entry".to_owned()),
            "[a-z]{0,4}",
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            Just(Value::from("comments")),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(7, 60, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::vec((name.clone(), inner), 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_bytes_do_more_than_be_refused(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Payload::read(&body);
        }

        #[test]
        fn no_shape_of_an_entry_is_refused(entries in proptest::collection::vec(json(), 0..4)) {
            let body = serde_json::json!({ "object": "instagram", "entry": entries });
            let payload = Payload::read(body.to_string().as_bytes());
            prop_assert!(payload.is_ok());
            for event in payload.unwrap().events {
                let _ = (event.key(), event.at(), event.person(), event.opens_window_at(), format!("{event:?}"));
            }
        }
    }
}
