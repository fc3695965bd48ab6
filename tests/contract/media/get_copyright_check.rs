use instagram::{CopyrightStatus, GetCopyrightCheck, MediaId, Scope};

use crate::office::{NO_OBJECT, in_both, not_permitted, refused};

#[tokio::test]
async fn a_check_without_findings_is_read() {
    in_both(async |office| {
        let media = office.post();
        let check = office.call(&GetCopyrightCheck { media: &media }).await.unwrap();
        assert_eq!(
            (check.status, check.matches_found),
            (CopyrightStatus::Completed, Some(false))
        );
        assert!(check.matches.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_check_of_a_post_of_others_is_not_there() {
    in_both(async |office| {
        let media = office.post();
        let get = GetCopyrightCheck { media: &media };
        assert_eq!(refused(office.call_as_stranger(&get).await), NO_OBJECT);
        not_permitted(office.call_without(Scope::Basic, &get).await);
        let gone = MediaId::from("18000000000000001");
        assert_eq!(
            refused(office.call(&GetCopyrightCheck { media: &gone }).await),
            NO_OBJECT
        );
    })
    .await;
}
