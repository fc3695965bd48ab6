//! One page of a list, and whether there is another.
//!
//! Only a `next` link means more: the last page may still carry cursors, an empty page may be followed by others. The
//! link holds the access token in clear, so nothing but its `after` parameter outlives the reading of the answer.
//!
//! Source: developers.facebook.com/docs/graph-api/results (cursor paging)

use crate::lenient::{self, Lenient};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use url::form_urlencoded;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in the platform's order. May be fewer than asked for, even none, on any page.
    pub items: Vec<T>,
    /// Cursor of the following page; `Some` only when the platform says that there is one. Valid for minutes to hours,
    /// not for days.
    pub after: Option<String>,
    /// The ends of this page.
    pub cursors: Cursors,
}

/// The marks of both ends of a page as they came. They do not say that there is more: that is [`Page::after`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursors {
    /// Before its first item.
    pub before: Option<String>,
    /// Behind its last item.
    pub after: Option<String>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        let paging = wire.paging.unwrap_or_default();
        let cursors = paging.cursors.unwrap_or_default().cursors();
        let after = match paging.next {
            Some(next) => {
                let cursor = cursors.after.clone().or(next.after);
                Some(cursor.ok_or_else(|| de::Error::custom("a next page without a cursor"))?)
            }
            None => None,
        };
        Ok(Self {
            items: wire.data,
            after,
            cursors,
        })
    }
}

/// A page of a list whose answers have cursors and no links (`/tags`, what stands below a business discovery): there is more
/// as long as a page has items and a cursor behind them.
pub(crate) struct WithoutLinks<T>(pub(crate) Page<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for WithoutLinks<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        let paging = wire.paging.unwrap_or_default();
        let marks = paging.cursors.unwrap_or_default();
        let is_strange = matches!(marks.after, Some(Lenient(None)));
        let cursors = marks.cursors();
        let of_link = paging.next.and_then(|next| next.after);
        let after = match cursors.after.clone().or(of_link) {
            _ if wire.data.is_empty() => None,
            None if is_strange => return Err(de::Error::custom("a cursor of another kind")),
            after => after,
        };
        Ok(Self(Page {
            items: wire.data,
            after,
            cursors,
        }))
    }
}

#[derive(Deserialize)]
struct Wire<T> {
    data: Vec<T>,
    #[serde(default)]
    paging: Option<Paging>,
}

#[derive(Default, Deserialize)]
struct Paging {
    #[serde(default)]
    cursors: Option<Marks>,
    #[serde(default)]
    next: Option<Next>,
}

/// The cursors as they came. One of another kind spoils no page that can do without it.
#[derive(Default, Deserialize)]
struct Marks {
    #[serde(default, deserialize_with = "lenient::text")]
    before: Option<String>,
    #[serde(default)]
    after: Option<Lenient<String>>,
}

impl Marks {
    fn cursors(self) -> Cursors {
        Cursors {
            before: self.before,
            after: self.after.and_then(|after| after.0),
        }
    }
}

/// What is kept of the `next` link.
struct Next {
    after: Option<String>,
}

impl<'de> Deserialize<'de> for Next {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Link;
        impl Visitor<'_> for Link {
            type Value = Next;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a link")
            }

            fn visit_str<E: de::Error>(self, link: &str) -> Result<Next, E> {
                let query = link.split_once('?').map_or("", |(_, query)| query);
                let query = query.split('#').next().unwrap_or_default();
                let after = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "after");
                Ok(Next {
                    after: after.map(|(_, cursor)| cursor.into_owned()),
                })
            }
        }
        deserializer.deserialize_str(Link)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::MediaId;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Item {
        id: MediaId,
    }

    fn page(json: &str) -> Result<Page<Item>, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn a_next_link_means_more_and_gives_up_only_the_cursor() {
        let page = page(
            r#"{"data":[{"id":"1"}],"paging":{"cursors":{"before":"Qb","after":"Qa"},
                "next":"https://graph.instagram.com/v26.0/1/media?access_token=IGAAsecret&after=Qa"}}"#,
        )
        .unwrap();
        assert_eq!(page.after.as_deref(), Some("Qa"));
        assert!(!format!("{page:?}").contains("IGAAsecret"));
    }

    #[test]
    fn cursors_without_a_next_link_are_the_end() {
        for last in [
            r#"{"data":[],"paging":{"cursors":{"before":"Qb","after":"Qa"}}}"#,
            r#"{"data":[],"paging":{"cursors":{"before":"Qb"}}}"#,
            r#"{"data":[],"paging":{"cursors":{"after":"Qa"},"next":null}}"#,
            r#"{"data":[],"paging":{}}"#,
            r#"{"data":[],"paging":null}"#,
            r#"{"data":[]}"#,
        ] {
            assert_eq!(page(last).unwrap().after, None, "{last}");
        }
    }

    #[test]
    fn the_cursors_are_kept_as_they_came_on_the_last_page_too() {
        let last = page(r#"{"data":[],"paging":{"cursors":{"before":"Qb","after":"Qa"}}}"#).unwrap();
        assert_eq!(
            (last.cursors.before.as_deref(), last.cursors.after.as_deref()),
            (Some("Qb"), Some("Qa"))
        );
        for strange in [
            r#""before":7"#,
            r#""after":7"#,
            r#""after":null"#,
            r#""before":[],"after":{"x":1}"#,
        ] {
            let last = page(&format!(
                r#"{{"data":[{{"id":"1"}}],"paging":{{"cursors":{{{strange}}}}}}}"#
            ))
            .unwrap();
            assert_eq!((last.cursors, last.after), (Cursors::default(), None), "{strange}");
            assert_eq!(last.items.len(), 1);
        }
    }

    #[test]
    fn a_cursor_that_is_none_loses_no_page_behind_it() {
        let strange = r#"{"data":[{"id":"1"}],"paging":{"cursors":{"after":7}NEXT}}"#;
        let linked = strange.replace("NEXT", r#","next":"https://x.example/?after=Qn""#);
        assert_eq!(page(&linked).unwrap().after.as_deref(), Some("Qn"));
        let lost = strange.replace("NEXT", r#","next":"https://x.example/""#);
        assert!(page(&lost).is_err(), "the rest would be lost");
        let without_links = |json: &str| serde_json::from_str::<WithoutLinks<Item>>(json).map(|page| page.0.after);
        assert!(
            without_links(&strange.replace("NEXT", "")).is_err(),
            "the rest would be lost"
        );
        assert_eq!(without_links(&linked).unwrap().as_deref(), Some("Qn"));
        assert_eq!(
            without_links(r#"{"data":[],"paging":{"cursors":{"after":7}}}"#).unwrap(),
            None,
            "an empty page is the last"
        );
    }

    #[test]
    fn an_empty_page_can_be_followed_by_another() {
        let page =
            page(r#"{"data":[],"paging":{"cursors":{"after":"Qa"},"next":"https://x.example/?after=Qa"}}"#).unwrap();
        assert_eq!(page.after.as_deref(), Some("Qa"));
    }

    #[test]
    fn the_cursor_may_stand_in_the_link_alone_but_must_stand_somewhere() {
        let in_link = page(r#"{"data":[],"paging":{"next":"https://x.example/?limit=2&after=Q%3D%3D"}}"#).unwrap();
        assert_eq!(in_link.after.as_deref(), Some("Q=="));
        assert!(
            page(r#"{"data":[],"paging":{"next":"https://x.example/?limit=2"}}"#).is_err(),
            "the rest would be lost"
        );
    }

    #[test]
    fn a_list_without_links_goes_on_while_a_page_has_items_and_a_cursor() {
        let after = |json: &str| serde_json::from_str::<WithoutLinks<Item>>(json).unwrap().0.after;
        let more = r#"{"data":[{"id":"1"}],"paging":{"cursors":{"before":"Qb","after":"Qa"}}}"#;
        assert_eq!(after(more).as_deref(), Some("Qa"));
        let linked = r#"{"data":[{"id":"1"}],"paging":{"next":"https://x.example/?access_token=IGAAx&after=Qn#x"}}"#;
        assert_eq!(after(linked).as_deref(), Some("Qn"));
        for last in [
            r#"{"data":[],"paging":{"cursors":{"before":"Qb","after":"Qa"}}}"#,
            r#"{"data":[{"id":"1"}],"paging":{"cursors":{"before":"Qb"}}}"#,
            r#"{"data":[{"id":"1"}]}"#,
        ] {
            assert_eq!(after(last), None, "{last}");
        }
        assert!(serde_json::from_str::<WithoutLinks<Item>>("{}").is_err());
    }

    #[test]
    fn a_list_without_data_is_an_error() {
        for half in ["{}", r#"{"data":null}"#, r#"{"paging":{}}"#, "[]"] {
            assert!(page(half).is_err(), "{half} is not an empty list");
        }
    }
}
