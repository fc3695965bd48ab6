use instagram::{Flavour, GetFacebookMe, ListPages, Scope};

use crate::office::{ACCOUNT, Office, STRANGER, not_with_instagram_login};

const ALL: ListPages<'static> = ListPages {
    limit: 100,
    after: None,
};

#[tokio::test]
async fn the_pages_lead_to_the_accounts_and_bring_their_tokens() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let page = office.call(&ALL).await.unwrap();
    assert_eq!(page.after, None);
    let linked: Vec<_> = page.items.iter().filter_map(|page| page.account.as_ref()).collect();
    let handles: Vec<_> = linked.iter().map(|account| account.username.as_deref()).collect();
    assert_eq!(handles, [Some(ACCOUNT), Some(STRANGER)]);
    assert_eq!(linked[0].id, office.account(), "the key of the account");
    assert!(
        page.items.iter().any(|page| page.account.is_none()),
        "a Page without a linked account lacks the field"
    );
    for found in page.items.iter().filter(|page| page.account.is_some()) {
        let token = found.token.as_ref().unwrap();
        let me = office.call_with(token, &GetFacebookMe).await.unwrap();
        assert_eq!(
            (me.id.as_str(), me.name.as_deref()),
            (found.id.as_str(), found.name.as_deref())
        );
    }
}

#[tokio::test]
async fn the_pages_come_page_by_page() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let whole = office.call(&ALL).await.unwrap();
    let (mut found, mut after) = (Vec::new(), None::<String>);
    loop {
        let one = ListPages {
            limit: 1,
            after: after.as_deref(),
        };
        let page = office.call(&one).await.unwrap();
        found.extend(page.items.into_iter().map(|page| page.id));
        match page.after {
            Some(cursor) => after = Some(cursor),
            None => break,
        }
    }
    let expected: Vec<_> = whole.items.into_iter().map(|page| page.id).collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn without_the_permission_the_list_is_empty_and_not_refused() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let page = office.call_without(Scope::Pages, &ALL).await.unwrap();
    assert!(page.items.is_empty());
    let unread = office.call_without(Scope::Basic, &ALL).await.unwrap();
    assert!(unread.items.iter().all(|page| page.account.is_none()), "stripped");
}

#[tokio::test]
async fn with_instagram_login_there_are_no_pages() {
    not_with_instagram_login(&ALL).await;
}
