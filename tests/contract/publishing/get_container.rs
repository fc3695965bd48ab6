use std::time::Duration;

use instagram::{ContainerId, ContainerStatus, GetContainer, Scope};
use simulator::{Endpoint, Fault, FaultKind};

use crate::office::{Office, in_both};

async fn status(office: &Office, container: &ContainerId) -> (ContainerStatus, Option<i64>) {
    let found = office.call(&GetContainer { container }).await.unwrap();
    (found.status, found.error_subcode)
}

#[tokio::test]
async fn a_container_goes_from_work_to_finished_to_published() {
    in_both(async |office| {
        let image_url = office.host_jpeg("one.jpg", 400, 500).await;
        let container = office.single(&image_url, None).await.unwrap();
        assert_eq!(status(&office, &container).await, (ContainerStatus::InProgress, None));
        office.pass(super::PROCESSING);
        assert_eq!(status(&office, &container).await, (ContainerStatus::Finished, None));
        office.publish(&container).await.unwrap();
        assert_eq!(status(&office, &container).await, (ContainerStatus::Published, None));
        office.pass(Duration::from_secs(25 * 60 * 60));
        assert_eq!(
            status(&office, &container).await.0,
            ContainerStatus::Published,
            "it stays so"
        );
    })
    .await;
}

#[tokio::test]
async fn a_container_that_is_not_published_within_a_day_expires() {
    in_both(async |office| {
        let container = office.finished("late").await;
        office.pass(Duration::from_secs(24 * 60 * 60));
        assert_eq!(status(&office, &container).await, (ContainerStatus::Expired, None));
    })
    .await;
}

#[tokio::test]
async fn a_failure_names_its_reason_inside_a_text() {
    in_both(async |office| {
        let reason = FaultKind::ContainerError { subcode: 2_207_082 };
        office.fault(Fault::once(Endpoint::Container, reason));
        let container = office.finished("it fails").await;
        assert_eq!(
            status(&office, &container).await,
            (ContainerStatus::Error, Some(2_207_082))
        );
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_for_others_there_is_no_container() {
    in_both(async |office| {
        let container = office.finished("mine").await;
        let read = GetContainer { container: &container };
        office.only_for_its_owner(Scope::ContentPublish, &read).await;
    })
    .await;
}
