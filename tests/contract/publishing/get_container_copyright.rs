use instagram::{CopyrightStatus, GetContainerCopyright, Scope};
use simulator::{Endpoint, Fault, FaultKind};

use crate::office::in_both;

#[tokio::test]
async fn a_finished_video_is_looked_through_for_the_work_of_others() {
    in_both(async |office| {
        for is_found in [false, true] {
            if is_found {
                office.fault(Fault::once(Endpoint::Container, FaultKind::CopyrightMatch));
            }
            let container = office.finished_reel().await;
            office.pass(std::time::Duration::from_secs(60 * 60));
            let check = GetContainerCopyright { container: &container };
            let found = office.call(&check).await.unwrap();
            assert_eq!(
                (found.status, found.matches_found),
                (Some(CopyrightStatus::Completed), Some(is_found))
            );
            assert!(
                office.publish(&container).await.is_ok(),
                "a match does not keep it back"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_it_is_not_told() {
    in_both(async |office| {
        let container = office.finished_reel().await;
        let check = GetContainerCopyright { container: &container };
        office.only_for_its_owner(Scope::ContentPublish, &check).await;
    })
    .await;
}
