//! All pages of a list, one after the other.
//!
//! Promised: a page is followed only while the platform says that there is another ([`Page::after`]); every list ends. One
//! whose cursors repeat ends with an error after the last new page, because nobody knows what was left out; two empty pages
//! in a row end it as its end does. The token that stands in the platform's links never gets this far.
//!
//! Source: developers.facebook.com/docs/graph-api/results (cursor paging)

use crate::answer::unreadable;
use crate::caller::Caller;
use crate::{Answer, ApiError, Doubt, Endpoint, Page};
use futures_util::{Stream, TryStreamExt, stream};
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// A list ends after this many empty pages in a row: one may have lost its items to the platform's filters, two have none.
const EMPTY_PAGES: u32 = 2;

/// No list of the platform comes near this many pages: 10,000 posts, or two million comments at fifty a page.
const MOST_PAGES: u32 = 100_000;

/// An endpoint that answers with one page of a list and takes a cursor.
pub trait Paged: Endpoint {
    /// What is listed.
    type Item: Send;
    /// The same endpoint at another page.
    type At<'c>: Endpoint<Output = Page<Self::Item>> + Send
    where
        Self: 'c;

    /// The endpoint at the page of a cursor; without one, at the page it asks for itself.
    fn at<'c>(&'c self, after: Option<&'c str>) -> Self::At<'c>;
}

/// Makes an endpoint [`Paged`] whose cursor is its field `after`.
macro_rules! paged {
    ($endpoint:ident, $item:ty) => {
        impl $crate::Paged for $endpoint<'_> {
            type Item = $item;
            type At<'c>
                = $endpoint<'c>
            where
                Self: 'c;

            fn at<'c>(&'c self, after: Option<&'c str>) -> $endpoint<'c> {
                $endpoint {
                    after: after.or(self.after),
                    ..*self
                }
            }
        }
    };
}
pub(crate) use paged;

/// A walk through the pages of a list.
///
/// Holds one cursor and eight bytes for every page it has seen, never a page.
pub struct Pages<'a, C, E> {
    caller: &'a C,
    endpoint: &'a E,
    place: Place,
    seen: HashSet<u64>,
    hasher: RandomState,
    empty: u32,
    left: u32,
    deadline: Option<Instant>,
}

enum Place {
    First,
    After(String),
    /// The last page led back to one that was read.
    Circle,
    End,
}

/// Walks through the pages of `endpoint`, from the page it asks for to the last.
pub fn pages<'a, C: Caller, E: Paged>(caller: &'a C, endpoint: &'a E) -> Pages<'a, C, E> {
    Pages {
        caller,
        endpoint,
        place: Place::First,
        seen: HashSet::new(),
        hasher: RandomState::new(),
        empty: 0,
        left: MOST_PAGES,
        deadline: None,
    }
}

impl<'a, C: Caller, E: Paged> Pages<'a, C, E> {
    /// Reads at most this many pages. The walk ends there as a list does.
    #[must_use]
    pub fn at_most(self, pages: u32) -> Self {
        Self {
            left: pages.min(MOST_PAGES),
            ..self
        }
    }

    /// Takes at most this long for all pages together; then [`Pages::next`] brings [`Doubt::Timeout`].
    #[must_use]
    pub fn within(self, time: Duration) -> Self {
        Self {
            deadline: Instant::now().checked_add(time),
            ..self
        }
    }

    /// The next page; `None` after the last one. After an error of the call the walk stands where it stood.
    pub async fn next(&mut self) -> Option<Result<Answer<Page<E::Item>>, C::Error>> {
        if self.left == 0 {
            self.place = Place::End;
        }
        let cursor = match &self.place {
            Place::First => None,
            Place::After(cursor) => Some(cursor.as_str()),
            Place::Circle => {
                self.place = Place::End;
                return Some(Err(unreadable(
                    "the pages of the list lead round in a circle".to_owned(),
                )
                .into()));
            }
            Place::End => return None,
        };
        let endpoint = self.endpoint.at(cursor);
        let call = self.caller.call(&endpoint);
        let answered = match self.deadline {
            None => call.await,
            Some(deadline) => match timeout_at(deadline, call).await {
                Ok(answered) => answered,
                Err(_) => Err(ApiError::InDoubt { cause: Doubt::Timeout }.into()),
            },
        };
        drop(endpoint);
        if let Ok(answer) = &answered {
            self.left -= 1;
            self.place = self.place_after(&answer.value);
        }
        Some(answered)
    }

    fn place_after(&mut self, page: &Page<E::Item>) -> Place {
        self.empty = if page.items.is_empty() { self.empty + 1 } else { 0 };
        match &page.after {
            None => Place::End,
            Some(_) if self.empty >= EMPTY_PAGES => Place::End,
            Some(cursor) if self.seen.insert(self.hasher.hash_one(cursor)) => Place::After(cursor.clone()),
            Some(_) => Place::Circle,
        }
    }

    /// The pages as a stream, which ends after the first error.
    pub fn into_stream(self) -> impl Stream<Item = Result<Answer<Page<E::Item>>, C::Error>> + Send + 'a {
        stream::try_unfold(self, |mut pages| async move {
            match pages.next().await {
                None => Ok(None),
                Some(page) => page.map(|page| Some((page, pages))),
            }
        })
    }

    /// The items of all pages as a stream, which ends after the first error.
    pub fn into_items(self) -> impl Stream<Item = Result<E::Item, C::Error>> + Send + 'a {
        self.into_stream()
            .map_ok(|page| stream::iter(page.value.items.into_iter().map(Ok)))
            .try_flatten()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{CommentId, Endpoints, ListReplies, Usage};
    use proptest::prelude::*;
    use std::sync::Mutex;
    use url::Url;

    /// A list as the platform might serve it: for each cursor the ids of a page and the cursor behind it. The first page is
    /// at the cursor `0`.
    struct Served<F> {
        page: F,
        asked: Mutex<Vec<String>>,
    }

    impl<F: Fn(&str) -> Result<(Vec<u32>, Option<String>), ApiError> + Sync> Served<F> {
        fn new(page: F) -> Self {
            Self {
                page,
                asked: Mutex::default(),
            }
        }

        fn asked(&self) -> Vec<String> {
            self.asked.lock().unwrap().clone()
        }
    }

    impl<F: Fn(&str) -> Result<(Vec<u32>, Option<String>), ApiError> + Sync> Caller for Served<F> {
        type Error = ApiError;

        async fn call<E: Endpoint>(&self, endpoint: &E) -> Result<Answer<E::Output>, ApiError> {
            let request = endpoint.request(&Endpoints::instagram())?;
            let url = Url::parse(&request.uri().to_string()).unwrap();
            let cursor = url.query_pairs().find(|(key, _)| key == "after");
            let cursor = cursor.map_or_else(|| "0".to_owned(), |(_, cursor)| cursor.into_owned());
            self.asked.lock().unwrap().push(cursor.clone());
            let (ids, next) = (self.page)(&cursor)?;
            let items: Vec<_> = ids
                .iter()
                .map(|id| serde_json::json!({"id": id.to_string(), "text": "x", "timestamp": "2026-08-14T10:01:44+0000"}))
                .collect();
            let mut body = serde_json::json!({"data": items});
            if let Some(next) = next {
                body["paging"] =
                    serde_json::json!({"next": format!("https://x.example/?access_token=IGAAx&after={next}")});
            }
            Ok(Answer {
                value: endpoint.decode(body.to_string().as_bytes())?,
                usage: Usage::default(),
                server_date: None,
            })
        }
    }

    fn list(comment: &CommentId) -> ListReplies<'_> {
        ListReplies {
            limit: 50,
            after: None,
            ..ListReplies::new(comment)
        }
    }

    fn next(cursor: &str) -> Option<String> {
        Some((cursor.parse::<u32>().unwrap() + 1).to_string())
    }

    async fn walk<C: Caller<Error = ApiError>>(caller: &C) -> (Vec<String>, Option<ApiError>) {
        let comment = CommentId::from("1");
        let list = list(&comment);
        let mut items = Box::pin(pages(caller, &list).into_items());
        let mut ids = Vec::new();
        loop {
            match items.try_next().await {
                Ok(Some(item)) => ids.push(item.id.to_string()),
                Ok(None) => return (ids, None),
                Err(error) => return (ids, Some(error)),
            }
        }
    }

    #[tokio::test]
    async fn every_page_is_read_once_and_only_a_link_means_more() {
        let served = Served::new(|cursor| {
            let page: u32 = cursor.parse().unwrap();
            Ok((vec![page * 2, page * 2 + 1], if page < 2 { next(cursor) } else { None }))
        });
        let (ids, error) = walk(&served).await;
        assert_eq!((ids.len(), error), (6, None));
        assert_eq!(ids, ["0", "1", "2", "3", "4", "5"]);
        assert_eq!(served.asked(), ["0", "1", "2"]);
    }

    #[tokio::test]
    async fn a_walk_begins_at_the_page_the_endpoint_asks_for() {
        let served = Served::new(|_| Ok((vec![7], None)));
        let comment = CommentId::from("1");
        let list = ListReplies {
            after: Some("41"),
            ..list(&comment)
        };
        let page = pages(&served, &list).next().await.unwrap().unwrap();
        assert_eq!((page.value.items.len(), served.asked()), (1, vec!["41".to_owned()]));
    }

    #[tokio::test]
    async fn pages_in_a_circle_end_with_an_error_after_the_last_new_one() {
        let served = Served::new(|cursor| {
            let page: u32 = cursor.parse().unwrap();
            Ok((vec![page], Some(if page < 3 { page + 1 } else { 2 }.to_string())))
        });
        let (ids, error) = walk(&served).await;
        assert_eq!(ids, ["0", "1", "2", "3"]);
        assert!(
            matches!(error, Some(ApiError::InDoubt { .. })),
            "nobody knows what was left out"
        );
        assert_eq!(served.asked().len(), 4);
    }

    #[tokio::test]
    async fn one_empty_page_is_passed_and_a_second_ends_the_list() {
        let served = Served::new(|cursor| {
            let page: u32 = cursor.parse().unwrap();
            Ok((
                if [1, 3, 4].contains(&page) { vec![] } else { vec![page] },
                next(cursor),
            ))
        });
        let (ids, error) = walk(&served).await;
        assert_eq!((ids, error), (vec!["0".to_owned(), "2".to_owned()], None));
        assert_eq!(served.asked().len(), 5);
    }

    #[tokio::test]
    async fn an_error_ends_the_stream_and_leaves_the_walk_where_it_was() {
        let failures = Mutex::new(1);
        let served = Served::new(|cursor| {
            let mut left = failures.lock().unwrap();
            if cursor == "1" && *left > 0 {
                *left -= 1;
                return Err(ApiError::InDoubt { cause: Doubt::Cut });
            }
            Ok((vec![0], if cursor == "1" { None } else { next(cursor) }))
        });
        let comment = CommentId::from("1");
        let list = list(&comment);
        let mut walk = pages(&served, &list);
        assert!(walk.next().await.unwrap().is_ok());
        assert!(walk.next().await.unwrap().is_err());
        assert!(walk.next().await.unwrap().is_ok(), "the same page again");
        assert!(walk.next().await.is_none());
        assert_eq!(served.asked(), ["0", "1", "1"]);

        *failures.lock().unwrap() = 1;
        let mut stream = Box::pin(pages(&served, &list).into_stream());
        assert!(stream.try_next().await.is_ok());
        assert!(stream.try_next().await.is_err());
        assert!(stream.try_next().await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_walk_ends_at_its_number_of_pages_and_with_its_time() {
        let endless = Served::new(|cursor| Ok((vec![0], next(cursor))));
        let comment = CommentId::from("1");
        let list = list(&comment);
        let mut three = pages(&endless, &list).at_most(3);
        while let Some(page) = three.next().await {
            page.unwrap();
        }
        assert_eq!(endless.asked().len(), 3);

        struct Silent;
        impl Caller for Silent {
            type Error = ApiError;
            async fn call<E: Endpoint>(&self, _: &E) -> Result<Answer<E::Output>, ApiError> {
                std::future::pending().await
            }
        }
        let mut brief = pages(&Silent, &list).within(Duration::from_millis(50));
        let error = brief.next().await.unwrap().unwrap_err();
        assert_eq!(error, ApiError::InDoubt { cause: Doubt::Timeout });
    }

    #[test]
    fn a_walk_can_be_awaited_on_any_thread() {
        fn is_send<T: Send>(_: T) {}
        let served = Served::new(|_| Ok((vec![], None)));
        let comment = CommentId::from("1");
        let list = list(&comment);
        is_send(pages(&served, &list).into_stream());
        is_send(pages(&served, &list).into_items());
    }

    proptest! {
        /// Whatever the links of a list lead to, its walk ends and asks for no page twice.
        #[test]
        fn every_list_ends(links in proptest::collection::vec((0usize..3, proptest::option::of(0usize..12)), 12)) {
            let served = Served::new(|cursor| {
                let (items, next) = links[cursor.parse::<usize>().unwrap()];
                Ok((vec![1; items], next.map(|next| next.to_string())))
            });
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let (_, error) = runtime.block_on(walk(&served));
            let asked = served.asked();
            let once: HashSet<_> = asked.iter().skip(1).collect();
            prop_assert_eq!(once.len(), asked.len() - 1, "{:?}", asked);
            prop_assert!(asked.len() <= links.len() + 1);
            let is_known_end = matches!(error, None | Some(ApiError::InDoubt { .. }));
            prop_assert!(is_known_end);
        }
    }
}
