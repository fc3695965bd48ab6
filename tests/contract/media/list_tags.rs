use instagram::{AccountId, ListTags, Scope};

use crate::office::{ACCOUNT, NO_OBJECT, in_both, not_permitted, refused};

fn tags<'a>(account: &'a AccountId, limit: u32, after: Option<&'a str>) -> ListTags<'a> {
    ListTags { account, limit, after }
}

#[tokio::test]
async fn every_post_that_tags_the_account_comes_once_though_no_page_has_a_link() {
    in_both(async |office| {
        let account = office.account();
        let whole = office.call(&tags(&account, 100, None)).await.unwrap().items;
        assert!(whole.len() > 5);
        let (mut found, mut after, mut pages) = (Vec::new(), None::<String>, 0);
        loop {
            let page = office.call(&tags(&account, 4, after.as_deref())).await.unwrap();
            found.extend(page.items);
            pages += 1;
            match page.after {
                Some(cursor) => after = Some(cursor),
                None => break,
            }
        }
        assert!(pages >= whole.len().div_ceil(4));
        assert_eq!(
            found.iter().map(|media| &media.id).collect::<Vec<_>>(),
            whole.iter().map(|media| &media.id).collect::<Vec<_>>()
        );
        assert!(found.iter().all(|media| media.username.as_deref() != Some(ACCOUNT)));
        assert!(
            found
                .iter()
                .all(|media| media.timestamp.is_some() && media.permalink.is_some())
        );
        assert!(
            found.iter().any(|media| media.like_count.is_none()),
            "some hide their likes"
        );
    })
    .await;
}

#[tokio::test]
async fn the_tags_of_others_are_not_there_and_both_permissions_are_needed() {
    in_both(async |office| {
        let account = office.account();
        let list = tags(&account, 10, None);
        assert_eq!(refused(office.call_as_stranger(&list).await), NO_OBJECT);
        not_permitted(office.call_without(Scope::Comments, &list).await);
        not_permitted(office.call_without(Scope::Basic, &list).await);
    })
    .await;
}
