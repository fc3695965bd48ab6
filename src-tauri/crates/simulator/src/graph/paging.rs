//! Cursors, pages and the `paging` object. As on the platform, only `next` means more, and the addresses carry the token
//! in clear.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::fields::{self, Field};
use super::{Caller, Refusal};

/// A cursor's text for a position in a list.
pub(crate) fn cursor(place: u32) -> String {
    // A few fixed bytes make it start with QVFI, as the platform's do.
    let mut bytes = b"AQH".to_vec();
    bytes.extend((place ^ 0x5a5a_1234).to_be_bytes());
    bytes.extend((place.rotate_left(7) ^ 0x0bad_cafe).to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position a cursor stands for.
pub(crate) fn place(cursor: &str) -> Option<u32> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let place = u32::from_be_bytes(bytes.get(3..7)?.try_into().ok()?) ^ 0x5a5a_1234;
    (self::cursor(place) == cursor).then_some(place)
}

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) limit: usize,
    pub(crate) after: Option<u32>,
    pub(crate) before: Option<u32>,
}

impl Window {
    /// The window a call asks for with `limit`, `after` and `before`.
    pub(crate) fn asked(caller: &Caller<'_>, usual: usize, most: usize) -> Result<Self, Refusal> {
        let call = caller.call;
        let limit = match call.get("limit") {
            None => usual,
            Some(text) => match text.parse::<usize>() {
                Ok(limit) if limit > 0 => limit.min(most),
                _ => return Err(Refusal::parameter("(#100) Param limit must be a positive integer")),
            },
        };
        let cursor = |name| match call.get(name).filter(|text| !text.is_empty()) {
            None => Ok(None),
            Some(text) => match place(text) {
                Some(place) => Ok(Some(place)),
                None => Err(Refusal::parameter("(#100) Invalid cursor")),
            },
        };
        Ok(Self {
            limit,
            after: cursor("after")?,
            before: cursor("before")?,
        })
    }

    /// The window of an edge inside another object: `edge.limit(n).after(c)`.
    pub(crate) fn nested(field: &Field, usual: usize, most: usize) -> Self {
        Self {
            limit: field.limit().unwrap_or(usual).clamp(1, most),
            after: field.cursor("after"),
            before: field.cursor("before"),
        }
    }
}

/// A part cut out of a list: its items with their places, and whether there is more on either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) items: Vec<(u32, u32)>,
    pub(crate) more_after: bool,
    pub(crate) more_before: bool,
}

impl Window {
    /// Cuts the window out of a list. `forward` gives what comes after a place (or all of it), `backward` what comes
    /// before a place, the nearest first; both as places and items.
    pub(crate) fn cut<F, B>(&self, forward: impl FnOnce(Option<u32>) -> F, backward: impl FnOnce(u32) -> B) -> Cut
    where
        F: Iterator<Item = (u32, u32)>,
        B: Iterator<Item = (u32, u32)>,
    {
        if let (Some(before), None) = (self.before, self.after) {
            let mut shown = backward(before);
            let mut items: Vec<_> = shown.by_ref().take(self.limit).collect();
            items.reverse();
            return Cut {
                items,
                more_after: true,
                more_before: shown.next().is_some(),
            };
        }
        let mut shown = forward(self.after);
        Cut {
            items: shown.by_ref().take(self.limit).collect(),
            more_after: shown.next().is_some(),
            more_before: self.after.is_some(),
        }
    }

    /// Cuts the window out of a short list whose items are their own places, leaving out what is not `shown`: a cursor may
    /// be that of an item nobody sees any more. A cursor of another list leaves nothing.
    pub(crate) fn cut_of(&self, list: &[u32], shown: impl Fn(u32) -> bool + Copy) -> Cut {
        let place = |item: u32| list.iter().position(|it| *it == item);
        let paired = move |item: &u32| shown(*item).then_some((*item, *item));
        self.cut(
            |after| {
                let from = after.map_or(0, |after| place(after).map_or(list.len(), |place| place + 1));
                list[from..].iter().filter_map(paired)
            },
            |before| {
                list[..place(before).unwrap_or_default()]
                    .iter()
                    .rev()
                    .filter_map(paired)
            },
        )
    }
}

/// A list as an edge of an object: what the addresses of its other pages are made of.
pub(crate) struct Edge<'a> {
    /// The object's id.
    pub(crate) node: String,
    pub(crate) name: &'static str,
    pub(crate) window: Window,
    /// The fields, when the list stands inside another object; its addresses then name them and the length.
    pub(crate) inside: Option<&'a [Field]>,
    /// Which of the platform's shapes a last page takes (list of quirks, 17): 0 both cursors, 1 the first one, 2 none.
    pub(crate) shape: u32,
    /// Whether `next` and `previous` are given at all; the list of tags has cursors only.
    pub(crate) links: bool,
}

impl<'a> Edge<'a> {
    /// A list that is asked for itself.
    pub(crate) fn asked(node: String, name: &'static str, window: Window) -> Self {
        Self {
            node,
            name,
            window,
            inside: None,
            shape: 0,
            links: true,
        }
    }

    /// The same inside another object.
    #[must_use]
    pub(crate) fn inside(self, fields: Option<&'a [Field]>) -> Self {
        Self { inside: fields, ..self }
    }

    /// Puts `data` and `paging` together.
    pub(crate) fn page(&self, caller: &Caller<'_>, cut: &Cut, data: Vec<Value>) -> Value {
        let ends = cut.items.first().zip(cut.items.last());
        let ends = ends.map(|((first, _), (last, _))| (cursor(*first), cursor(*last)));
        self.between(caller, ends, (cut.more_before, cut.more_after), data)
    }

    /// The same with the cursors of the first and the last item, and whether there is more before and after them.
    pub(crate) fn between(
        &self,
        caller: &Caller<'_>,
        ends: Option<(String, String)>,
        more: (bool, bool),
        data: Vec<Value>,
    ) -> Value {
        let mut answer = Map::from_iter([("data".to_owned(), Value::Array(data))]);
        if let Some((before, after)) = ends {
            let mut paging = self.paging(caller, more, &before, &after);
            if paging.get("cursors").is_none_or(Value::is_null) {
                paging.remove("cursors");
            }
            if !paging.is_empty() {
                answer.insert("paging".to_owned(), Value::Object(paging));
            }
        }
        Value::Object(answer)
    }

    fn paging(
        &self,
        caller: &Caller<'_>,
        (more_before, more_after): (bool, bool),
        before: &str,
        after: &str,
    ) -> Map<String, Value> {
        let continued = self.window.after.is_some() || self.window.before.is_some();
        let cursors = match self.shape % 3 {
            _ if more_after => json!({ "before": before, "after": after }),
            0 => json!({ "before": before, "after": after }),
            2 if !continued => Value::Null,
            _ => json!({ "before": before }),
        };
        let mut paging = Map::from_iter([("cursors".to_owned(), cursors)]);
        if more_after && self.links {
            paging.insert("next".to_owned(), json!(self.link(caller, "after", after)));
        }
        if more_before && self.links {
            paging.insert("previous".to_owned(), json!(self.link(caller, "before", before)));
        }
        paging
    }

    /// The address of another page: host and port as asked, the same parameters, another cursor, and the token.
    pub(crate) fn link(&self, caller: &Caller<'_>, side: &str, cursor: &str) -> String {
        let call = caller.call;
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("access_token", caller.token);
        match self.inside {
            Some(fields) => {
                query.append_pair("fields", &fields::write(fields));
                query.append_pair("limit", &self.window.limit.to_string());
            }
            None => {
                let others = call.parameters.iter();
                for (name, value) in
                    others.filter(|(name, _)| !matches!(name.as_str(), "after" | "before" | "access_token"))
                {
                    query.append_pair(name, value);
                }
            }
        }
        query.append_pair(side, cursor);
        let path = format!("/{}/{}/{}", call.version, self.node, self.name);
        format!("{}?{}", caller.address(&path), query.finish())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn cursors_lead_back_and_strange_ones_do_not() {
        for at in [0, 1, 77, u32::MAX] {
            assert_eq!(place(&cursor(at)), Some(at));
        }
        assert!(cursor(5).starts_with("QVFI"));
        for strange in ["", "QVFI", "nonsense!", "QVFIAAAAAAAAAAA"] {
            assert_eq!(place(strange), None);
        }
    }

    fn window(limit: usize, after: Option<u32>, before: Option<u32>) -> Window {
        Window { limit, after, before }
    }

    fn items(cut: &Cut) -> Vec<u32> {
        cut.items.iter().map(|(_, item)| *item).collect()
    }

    #[test]
    fn a_list_is_cut_forward_and_backward() {
        let list = [9, 7, 5, 3, 1];
        let first = window(2, None, None).cut_of(&list, |_| true);
        assert_eq!(
            (items(&first), first.more_after, first.more_before),
            (vec![9, 7], true, false)
        );
        let second = window(2, Some(7), None).cut_of(&list, |_| true);
        assert_eq!(
            (items(&second), second.more_after, second.more_before),
            (vec![5, 3], true, true)
        );
        let last = window(2, Some(3), None).cut_of(&list, |_| true);
        assert_eq!((items(&last), last.more_after), (vec![1], false));
        let back = window(2, None, Some(3)).cut_of(&list, |_| true);
        assert_eq!(
            (items(&back), back.more_after, back.more_before),
            (vec![7, 5], true, true)
        );
        let front = window(4, None, Some(5)).cut_of(&list, |_| true);
        assert_eq!((items(&front), front.more_before), (vec![9, 7], false));
    }

    #[test]
    fn a_walk_goes_on_behind_an_item_nobody_sees_any_more() {
        let list = [9, 7, 5, 3, 1];
        let cut = window(2, Some(7), None).cut_of(&list, |item| item != 7 && item != 5);
        assert_eq!((items(&cut), cut.more_after), (vec![3, 1], false));
    }

    #[test]
    fn a_cursor_of_another_list_leaves_nothing() {
        let list = [9, 7];
        assert!(window(2, Some(8), None).cut_of(&list, |_| true).items.is_empty());
        assert!(window(2, None, Some(8)).cut_of(&list, |_| true).items.is_empty());
    }
}
