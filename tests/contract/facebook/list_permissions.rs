use instagram::{Flavour, ListPermissions, PermissionStatus, Scope};

use crate::office::{Office, not_with_instagram_login};

#[tokio::test]
async fn what_was_granted_is_told_by_scope() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let all = ListPermissions::default();
    let found = office.call(&all).await.unwrap();
    for scope in Scope::FACEBOOK {
        let permission = found.items.iter().find(|permission| permission.scope() == Some(scope));
        assert_eq!(
            permission.map(|permission| &permission.status),
            Some(&PermissionStatus::Granted),
            "{scope:?}"
        );
    }
    let less = office.call_without(Scope::Comments, &all).await.unwrap();
    let granted = |scope| {
        less.items
            .iter()
            .any(|permission| permission.scope() == Some(scope) && permission.status == PermissionStatus::Granted)
    };
    assert!(granted(Scope::Basic) && !granted(Scope::Comments));
}

#[tokio::test]
async fn with_instagram_login_nothing_is_asked() {
    not_with_instagram_login(&ListPermissions::default()).await;
}
