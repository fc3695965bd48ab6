//! Cards and buttons: the generic and the button template.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api/generic-template
//! and …/button-template.

use crate::endpoints::{fetchable, openable};
use crate::{ApiError, Endpoints};
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

/// How many cards a message may have.
pub const MAX_ELEMENTS: usize = 10;

/// How many characters the title and the subtitle of a card may have.
pub const MAX_ELEMENT_TEXT: usize = 80;

/// How many buttons a card or a text may have.
pub const MAX_BUTTONS: usize = 3;

/// How many characters the text above buttons may have.
pub const MAX_BUTTON_TEMPLATE_TEXT: usize = 640;

/// A card. No `Debug`: it holds texts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its heading: at most [`MAX_ELEMENT_TEXT`] characters.
    pub title: &'a str,
    /// What stands below: at most [`MAX_ELEMENT_TEXT`] characters.
    pub subtitle: Option<&'a str>,
    /// Public https address of its picture, which the platform fetches itself.
    pub image_url: Option<&'a Url>,
    /// The http or https page that a tap on the card opens.
    pub link: Option<&'a Url>,
    /// At most [`MAX_BUTTONS`].
    pub buttons: &'a [Button<'a>],
}

/// A button. No `Debug`: it holds a text.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Button<'a> {
    /// Opens a page.
    WebUrl {
        /// What stands on it.
        title: &'a str,
        /// The page, over http or https.
        url: &'a Url,
    },
    /// Tells the account that it was tapped.
    Postback {
        /// What stands on it.
        title: &'a str,
        /// What comes back.
        payload: &'a str,
    },
}

/// The message with a row of cards.
pub(super) fn cards(elements: &[Element<'_>], endpoints: &Endpoints) -> Result<Value, ApiError> {
    if elements.is_empty() || elements.len() > MAX_ELEMENTS {
        return Err(ApiError::Invalid(format!(
            "A message has one to {MAX_ELEMENTS} cards; this one has {}.",
            elements.len()
        )));
    }
    let elements = elements
        .iter()
        .map(|card| element(card, endpoints))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(template(json!({ "template_type": "generic", "elements": elements })))
}

/// The message with buttons under a text.
pub(super) fn buttons(text: &str, buttons: &[Button<'_>]) -> Result<Value, ApiError> {
    if text.trim().is_empty() {
        return Err(ApiError::Invalid("Buttons need a text above them.".to_owned()));
    }
    if text.chars().count() > MAX_BUTTON_TEMPLATE_TEXT {
        return Err(ApiError::Invalid(format!(
            "The text above buttons may have {MAX_BUTTON_TEMPLATE_TEXT} characters; this one has {}.",
            text.chars().count()
        )));
    }
    if buttons.is_empty() {
        return Err(ApiError::Invalid(format!(
            "A text with buttons has one to {MAX_BUTTONS} of them."
        )));
    }
    check_buttons(buttons)?;
    Ok(template(
        json!({ "template_type": "button", "text": text, "buttons": buttons }),
    ))
}

fn template(payload: Value) -> Value {
    json!({ "attachment": { "type": "template", "payload": payload } })
}

fn element(element: &Element<'_>, endpoints: &Endpoints) -> Result<Value, ApiError> {
    if element.title.trim().is_empty() {
        return Err(ApiError::Invalid("A card needs a title.".to_owned()));
    }
    for text in [Some(element.title), element.subtitle].into_iter().flatten() {
        if text.chars().count() > MAX_ELEMENT_TEXT {
            return Err(ApiError::Invalid(format!(
                "The title and the subtitle of a card may have {MAX_ELEMENT_TEXT} characters each."
            )));
        }
    }
    check_buttons(element.buttons)?;
    let mut wire = json!({ "title": element.title });
    if let Some(subtitle) = element.subtitle.filter(|subtitle| !subtitle.trim().is_empty()) {
        wire["subtitle"] = json!(subtitle);
    }
    if let Some(image_url) = element.image_url {
        wire["image_url"] = json!(fetchable(image_url, endpoints)?);
    }
    if let Some(link) = element.link {
        wire["default_action"] = json!({ "type": "web_url", "url": openable(link)? });
    }
    if !element.buttons.is_empty() {
        wire["buttons"] = json!(element.buttons);
    }
    Ok(wire)
}

fn check_buttons(buttons: &[Button<'_>]) -> Result<(), ApiError> {
    if buttons.len() > MAX_BUTTONS {
        return Err(ApiError::Invalid(format!(
            "There can be {MAX_BUTTONS} buttons; here are {}.",
            buttons.len()
        )));
    }
    let is_empty = |button: &Button<'_>| match button {
        Button::WebUrl { title, .. } => title.trim().is_empty(),
        Button::Postback { title, payload } => title.trim().is_empty() || payload.is_empty(),
    };
    if buttons.iter().any(is_empty) {
        return Err(ApiError::Invalid(
            "A button needs a title, and a payload where it tells the account.".to_owned(),
        ));
    }
    for button in buttons {
        if let Button::WebUrl { url, .. } = button {
            openable(url)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn sentence(message: Result<Value, ApiError>) -> String {
        match message {
            Err(ApiError::Invalid(sentence)) => sentence,
            other => panic!("{other:?}"),
        }
    }

    fn row(elements: &[Element<'_>]) -> Result<Value, ApiError> {
        cards(elements, &Endpoints::instagram())
    }

    const REMIND: Button<'static> = Button::Postback {
        title: "Remind me",
        payload: "REMIND_RYE",
    };

    const CARD: Element<'static> = Element {
        title: "Rye",
        subtitle: None,
        image_url: None,
        link: None,
        buttons: &[],
    };

    #[test]
    fn cards_are_written_as_documented() {
        let image_url = Url::parse("https://cdn.example/a.jpg").unwrap();
        let link = Url::parse("https://shop.example/rye").unwrap();
        let buttons = [
            Button::WebUrl {
                title: "Look",
                url: &link,
            },
            REMIND,
        ];
        let card = Element {
            subtitle: Some("Back on Monday"),
            image_url: Some(&image_url),
            link: Some(&link),
            buttons: &buttons,
            ..CARD
        };
        let documented: Value = serde_json::from_str(
            r#"{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[
                {"title":"Rye","subtitle":"Back on Monday","image_url":"https://cdn.example/a.jpg",
                 "default_action":{"type":"web_url","url":"https://shop.example/rye"},
                 "buttons":[{"type":"web_url","title":"Look","url":"https://shop.example/rye"},
                    {"type":"postback","title":"Remind me","payload":"REMIND_RYE"}]},
                {"title":"Rye"}]}}}"#,
        )
        .unwrap();
        assert_eq!(row(&[card, CARD]).unwrap(), documented);
    }

    #[test]
    fn buttons_under_a_text_are_written_as_documented() {
        let documented: Value = serde_json::from_str(
            r#"{"attachment":{"type":"template","payload":{"template_type":"button","text":"Rye is back.",
                "buttons":[{"type":"postback","title":"Remind me","payload":"REMIND_RYE"}]}}}"#,
        )
        .unwrap();
        assert_eq!(buttons("Rye is back.", &[REMIND]).unwrap(), documented);
    }

    #[test]
    fn what_the_platform_refuses_is_refused_with_the_limit() {
        assert!(sentence(row(&[])).contains("one to 10"));
        assert!(sentence(row(&[CARD; 11])).contains("one to 10"));
        assert!(row(&[CARD; 10]).is_ok());
        let long = "é".repeat(81);
        let fits = "é".repeat(80);
        assert!(sentence(row(&[Element { title: &long, ..CARD }])).contains("80"));
        let subtitled = |subtitle| Element {
            subtitle: Some(subtitle),
            ..CARD
        };
        assert!(sentence(row(&[subtitled(&long)])).contains("80"));
        assert!(row(&[subtitled(&fits)]).is_ok());
        assert!(sentence(row(&[Element { title: " ", ..CARD }])).contains("title"));
        let four = [REMIND; 4];
        assert!(sentence(row(&[Element { buttons: &four, ..CARD }])).contains('3'));
        assert!(sentence(buttons("Rye", &four)).contains('3'));
        assert!(sentence(buttons("Rye", &[])).contains("one to 3"));
        assert!(sentence(buttons(&"é".repeat(641), &[REMIND])).contains("640"));
        assert!(buttons(&"é".repeat(640), &[REMIND]).is_ok());
        assert!(sentence(buttons(" ", &[REMIND])).contains("text"));
        let mute = Button::Postback {
            title: "Remind me",
            payload: "",
        };
        assert!(sentence(buttons("Rye", &[mute])).contains("payload"));
    }

    #[test]
    fn pictures_are_fetched_from_public_addresses_and_taps_open_pages() {
        let strange = [
            "javascript:alert(1)",
            "data:image/png;base64,AAAA",
            "file:///home/a.jpg",
        ];
        for strange in strange.map(|url| Url::parse(url).unwrap()) {
            let picture = Element {
                image_url: Some(&strange),
                ..CARD
            };
            assert!(sentence(row(&[picture])).contains("https"));
            let linked = Element {
                link: Some(&strange),
                ..CARD
            };
            assert!(sentence(row(&[linked])).contains("http"));
            let button = [Button::WebUrl {
                title: "Look",
                url: &strange,
            }];
            assert!(sentence(buttons("Rye", &button)).contains("http"));
            assert!(
                sentence(row(&[Element {
                    buttons: &button,
                    ..CARD
                }]))
                .contains("http")
            );
        }
    }
}
