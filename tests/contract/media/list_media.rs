use instagram::{AccountId, ListMedia, MediaType, Scope};

use crate::office::{NO_OBJECT, in_both, not_permitted, refused};

fn list<'a>(account: &'a AccountId, limit: u32, after: Option<&'a str>) -> ListMedia<'a> {
    ListMedia {
        limit,
        after,
        ..ListMedia::new(account)
    }
}

#[tokio::test]
async fn every_post_comes_once_newest_first_with_its_count_of_comments() {
    in_both(async |office| {
        let account = office.account();
        let mut found = Vec::new();
        let mut after: Option<String> = None;
        let mut pages = 0;
        loop {
            let page = office.call(&list(&account, 7, after.as_deref())).await.unwrap();
            assert!(page.items.len() <= 7);
            found.extend(page.items);
            pages += 1;
            match page.after {
                Some(cursor) => after = Some(cursor),
                None => break,
            }
        }
        let truth = office.posts();
        assert_eq!(pages, truth.len().div_ceil(7));
        let seen: Vec<_> = found
            .iter()
            .map(|media| (media.id.as_str(), media.comments_count))
            .collect();
        let expected: Vec<_> = truth
            .iter()
            .map(|post| (post.id.as_str(), u64::try_from(post.comments_count).ok()))
            .collect();
        assert_eq!(seen, expected);
        assert!(found.is_sorted_by(|newer, older| newer.timestamp >= older.timestamp));
        let album = found.iter().find(|media| media.media_type == MediaType::CarouselAlbum);
        assert!(album.is_some_and(|album| album.children.len() >= 2));
        let single = found.iter().find(|media| media.media_type == MediaType::Image);
        assert!(single.is_some_and(|single| single.children.is_empty() && single.media_url.is_some()));
    })
    .await;
}

#[tokio::test]
async fn an_account_of_others_is_not_there() {
    in_both(async |office| {
        let account = office.account();
        let outcome = office.call_as_stranger(&list(&account, 10, None)).await;
        assert_eq!(refused(outcome), NO_OBJECT);
        let nobody = AccountId::from("17841400000000001");
        assert_eq!(refused(office.call(&list(&nobody, 10, None)).await), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn a_handle_instead_of_an_id_is_refused_as_an_alias() {
    in_both(async |office| {
        let handle = AccountId::from("kettleandfern");
        assert_eq!(refused(office.call(&list(&handle, 10, None)).await), (803, None));
    })
    .await;
}

#[tokio::test]
async fn a_cursor_that_is_none_is_refused() {
    in_both(async |office| {
        let account = office.account();
        assert_eq!(
            refused(office.call(&list(&account, 10, Some("tomorrow"))).await),
            (100, None)
        );
    })
    .await;
}

#[tokio::test]
async fn the_basic_permission_is_needed() {
    in_both(async |office| {
        let account = office.account();
        not_permitted(office.call_without(Scope::Basic, &list(&account, 10, None)).await);
    })
    .await;
}

#[tokio::test]
async fn a_span_of_time_holds_what_was_published_in_it() {
    in_both(async |office| {
        let account = office.account();
        let all = office.call(&list(&account, 100, None)).await.unwrap().items;
        let times: Vec<_> = all.iter().filter_map(|media| media.timestamp).collect();
        let (until, since) = (times[4], times[9]);
        let span = ListMedia {
            since: Some(since),
            until: Some(until),
            ..list(&account, 100, None)
        };
        let page = office.call(&span).await.unwrap();
        let found: Vec<_> = page.items.into_iter().filter_map(|media| media.timestamp).collect();
        assert!(found.iter().all(|time| (since..=until).contains(time)));
        let inside = times.iter().filter(|time| **time > since && **time < until).count();
        assert!(
            inside > 0 && found.len() >= inside,
            "{} of {inside} and the two ends",
            found.len()
        );
    })
    .await;
}

#[tokio::test]
async fn the_reduced_list_has_the_same_posts_with_less_about_them() {
    in_both(async |office| {
        let account = office.account();
        let usual = office.call(&list(&account, 100, None)).await.unwrap().items;
        let reduced = office.call(&list(&account, 100, None).reduced()).await.unwrap().items;
        let ids = |items: &[instagram::Media]| items.iter().map(|media| media.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&usual), ids(&reduced));
        assert!(
            reduced
                .iter()
                .all(|media| media.caption.is_none() && media.children.is_empty())
        );
        assert!(
            reduced
                .iter()
                .all(|media| media.timestamp.is_some() && media.comments_count.is_some())
        );
    })
    .await;
}
