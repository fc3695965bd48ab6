use instagram::{CopyrightStatus, GetCopyrightCheck, MediaId, Scope};
use simulator::{Endpoint, Fault, FaultKind};

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
async fn what_a_published_video_takes_from_others_is_told() {
    in_both(async |office| {
        office.fault(Fault::once(Endpoint::Container, FaultKind::CopyrightMatch));
        let container = office.finished_reel().await;
        let media = office.publish(&container).await.unwrap();
        let check = office.call(&GetCopyrightCheck { media: &media }).await.unwrap();
        assert_eq!(
            (check.status, check.matches_found),
            (CopyrightStatus::Completed, Some(true))
        );
        let found = &check.matches[0];
        assert_eq!(
            (found.content_title.as_deref(), found.owner()),
            (Some("A song"), Some("A label"))
        );
        assert_eq!(found.actions()[0].geos, ["Norway", "Sweden"]);
        assert!(found.actions()[1].geos.is_empty(), "everywhere");
        assert_eq!(found.matched_segments[0].start_time_in_seconds, Some(0.5));
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
