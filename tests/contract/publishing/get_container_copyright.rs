use instagram::{ContainerId, CopyrightStatus, CreateReelContainer, GetContainerCopyright, ReelOptions, Scope};
use simulator::{Endpoint, Fault, FaultKind};

use super::video::Clip;
use crate::office::{NO_OBJECT, Office, in_both, not_permitted, refused};

async fn finished_reel(office: &Office) -> ContainerId {
    let account = office.account();
    let video_url = office.host_clip("song.mp4", &Clip::default()).await;
    let reel = CreateReelContainer {
        account: &account,
        video_url: &video_url,
        options: ReelOptions::default(),
    };
    let container = office.call(&reel).await.unwrap();
    office.end_of(&container).await;
    container
}

#[tokio::test]
async fn a_finished_video_is_looked_through_for_the_work_of_others() {
    in_both(async |office| {
        for is_found in [false, true] {
            if is_found {
                office.fault(Fault::once(Endpoint::Container, FaultKind::CopyrightMatch));
            }
            let container = finished_reel(&office).await;
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
        let container = finished_reel(&office).await;
        let check = GetContainerCopyright { container: &container };
        not_permitted(office.call_without(Scope::ContentPublish, &check).await);
        assert_eq!(refused(office.call_as_stranger(&check).await), NO_OBJECT);
    })
    .await;
}
