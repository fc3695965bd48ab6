use instagram::{
    AccessToken, ApiError, ContainerStatus, Doubt, Flavour, ReelOptions, StartUpload, UploadError, UploadSession, Video,
};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

use super::video::Clip;
use crate::office::Office;

/// An office with Facebook Login, and a session for a reel.
async fn opened() -> (Office, UploadSession) {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let start = StartUpload {
        account: &account,
        video: Video::Reel(ReelOptions {
            caption: Some("30 s knead"),
            ..ReelOptions::default()
        }),
    };
    let session = office.call(&start).await.unwrap();
    (office, session)
}

async fn upload(
    office: &Office,
    token: &AccessToken,
    session: &UploadSession,
    bytes: Vec<u8>,
) -> Result<(), UploadError> {
    let size = bytes.len() as u64;
    let bytes = std::io::Cursor::new(bytes);
    let answer = office.client().upload(token, session, size, bytes).await;
    answer.map(|answer| answer.value)
}

fn refused(outcome: Result<(), UploadError>) -> Option<String> {
    match outcome {
        Err(UploadError::Refused(refusal)) => refusal.kind,
        other => panic!("not refused by the upload host: {other:?}"),
    }
}

#[tokio::test]
async fn the_bytes_of_a_video_become_a_reel() {
    let (office, session) = opened().await;
    let token = office.token(office.scopes());
    upload(&office, &token, &session, Clip::default().mp4()).await.unwrap();
    let uploads = office.effects(EffectKind::Upload);
    assert_eq!(uploads.len(), 1);
    assert_eq!(uploads[0].id, session.container.as_str());

    let end = office.end_of(&session.container).await;
    assert_eq!(end.status, ContainerStatus::Finished);
    office.publish(&session.container).await.unwrap();
    let published = office.simulator.world().published().remove(0);
    assert_eq!(
        (published.product_type.as_str(), published.caption.as_str()),
        ("REELS", "30 s knead")
    );
    assert_eq!(published.children[0].duration_ms, Some(10_000));
}

#[tokio::test]
async fn the_host_fetches_a_video_from_where_it_stands() {
    let (office, session) = opened().await;
    let token = office.token(office.scopes());
    let video = office.host_clip("knead.mp4", &Clip::default()).await;
    let client = office.client();
    client.upload_from(&token, &session, &video).await.unwrap();
    assert_eq!(office.effects(EffectKind::Upload).len(), 1);
    assert_eq!(
        office.end_of(&session.container).await.status,
        ContainerStatus::Finished
    );

    let (office, session) = opened().await;
    let token = office.token(office.scopes());
    let nothing = office.simulator.base_url().join("_host/none.mp4").unwrap();
    let outcome = office.client().upload_from(&token, &session, &nothing).await;
    let outcome = outcome.map(|answer| answer.value);
    assert_eq!(refused(outcome).as_deref(), Some("ProcessingFailedError"));
}

#[tokio::test]
async fn a_container_waits_for_its_bytes() {
    let (office, session) = opened().await;
    office.pass(std::time::Duration::from_secs(60 * 60));
    let waiting = instagram::GetContainer {
        container: &session.container,
    };
    assert_eq!(office.call(&waiting).await.unwrap().status, ContainerStatus::InProgress);
}

#[tokio::test]
async fn what_is_no_video_is_refused_and_the_container_is_lost() {
    let (office, session) = opened().await;
    let token = office.token(office.scopes());
    let outcome = upload(&office, &token, &session, b"no video at all".to_vec()).await;
    assert_eq!(refused(outcome).as_deref(), Some("ProcessingFailedError"));
    let end = office.end_of(&session.container).await;
    assert_eq!(
        (end.status, end.error_subcode),
        (ContainerStatus::Error, Some(2_207_026))
    );
    let again = upload(&office, &token, &session, Clip::default().mp4()).await;
    assert!(refused(again).is_some(), "another try takes a new container");
    assert_eq!(office.effects(EffectKind::Upload), []);
}

#[tokio::test]
async fn tokens_of_others_and_dead_ones_are_refused_in_the_shape_of_the_host() {
    let (office, session) = opened().await;
    let clip = Clip::default().mp4();
    let outcome = upload(&office, &AccessToken::new("EAAnobody"), &session, clip.clone()).await;
    assert_eq!(refused(outcome).as_deref(), Some("NotAuthorizedError"));
    let outcome = upload(&office, &office.strangers_token(), &session, clip.clone()).await;
    assert_eq!(refused(outcome).as_deref(), Some("ProcessingFailedError"));
    let token = office.token(office.scopes());
    upload(&office, &token, &session, clip).await.unwrap();
}

#[tokio::test]
async fn a_lost_answer_is_a_doubt_that_the_container_settles() {
    let (office, session) = opened().await;
    office.fault(Fault::once(Endpoint::Upload, FaultKind::CutAfter));
    let token = office.token(office.scopes());
    let outcome = upload(&office, &token, &session, Clip::default().mp4()).await;
    assert_eq!(outcome, Err(UploadError::Api(ApiError::InDoubt { cause: Doubt::Cut })));
    assert_eq!(office.simulator.witness().requests_to("upload").len(), 1);
    assert_eq!(
        office.end_of(&session.container).await.status,
        ContainerStatus::Finished
    );
}
