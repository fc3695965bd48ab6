use instagram::messages::{AttachmentKind, MediaContent, MediaSource, MessagingNode, SendMedia, UploadAttachment};
use instagram::{AccessToken, ApiError, AttachmentId, Flavour, PageId, PersonId};
use simulator::EffectKind;
use url::Url;

use super::{DAY, NO_PAGE};
use crate::office::{Office, refused};

/// No file is kept under this id.
const UNKNOWN_ID: (i64, Option<i64>) = (100, Some(2_018_074));

async fn send(office: &Office, person: &PersonId, id: &AttachmentId) -> Result<(), ApiError> {
    let source = [MediaSource::Attachment(id)];
    let send = SendMedia {
        node: MessagingNode::Me,
        person,
        content: MediaContent::Pictures(&source),
        reply_to: None,
        human_agent: None,
    };
    office.mail(&send).await.map(|_| ())
}

fn upload<'a>(page: &'a PageId, url: &'a Url) -> UploadAttachment<'a> {
    UploadAttachment {
        page,
        kind: AttachmentKind::Image,
        url,
    }
}

#[tokio::test]
async fn a_file_is_handed_over_once_and_sent_for_ninety_days() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (guest, page) = (office.guest(), office.page().await);
    let picture = office.host_jpeg("a.jpg", 300, 200).await;
    let id = office.mail(&upload(&page, &picture)).await.unwrap();
    assert_eq!(office.effects(EffectKind::AttachmentUploaded)[0].id, id.as_str());
    for _ in 0..2 {
        assert_eq!(send(&office, &guest.person, &id).await, Ok(()));
    }
    let newest = office.newest(&guest).await;
    assert_eq!(
        newest[0].attachments.as_ref().unwrap()[0]
            .image_data
            .as_ref()
            .unwrap()
            .width,
        Some(300)
    );
    assert_eq!(
        refused(send(&office, &guest.person, &AttachmentId::from("77")).await),
        UNKNOWN_ID
    );
    office.pass(91 * DAY);
    office.writes_again(&guest, "Still there?");
    assert_eq!(refused(send(&office, &guest.person, &id).await), UNKNOWN_ID);
}

#[tokio::test]
async fn what_cannot_be_fetched_and_a_persons_token_are_refused() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let page = office.page().await;
    let nowhere = office.simulator.base_url().join("_host/missing.jpg").unwrap();
    assert_eq!(
        refused(office.mail(&upload(&page, &nowhere)).await),
        (100, Some(2_018_008))
    );
    let picture = office.host_jpeg("a.jpg", 300, 200).await;
    let person = AccessToken::new(office.simulator.facebook_token());
    assert_eq!(
        refused(office.call_with(&person, &upload(&page, &picture)).await),
        NO_PAGE
    );
    assert_eq!(office.effects(EffectKind::AttachmentUploaded), []);
}

#[tokio::test]
async fn with_instagram_login_there_is_no_such_call() {
    let office = Office::open().await;
    let (page, url) = (
        PageId::from("104400000000001"),
        Url::parse("https://cdn.example/a.jpg").unwrap(),
    );
    let outcome = office.call(&upload(&page, &url)).await;
    assert!(matches!(outcome, Err(ApiError::NotAvailable { .. })));
    assert_eq!(office.simulator.witness().requests(), []);
}
