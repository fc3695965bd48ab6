use instagram::messages::{MediaContent, MediaSource, MessagingNode, SendMedia};
use instagram::{ApiError, PersonId, Scope};
use simulator::EffectKind;
use url::Url;

use super::{DAY, OUTSIDE_WINDOW, SECOND};
use crate::office::{Office, in_both, not_permitted, refused};

/// The platform could not fetch the file.
const NOT_FETCHED: (i64, Option<i64>) = (100, Some(2_018_008));
/// The file is of a kind that is not taken.
const WRONG_KIND: (i64, Option<i64>) = (100, Some(2_018_047));

fn send<'a>(person: &'a PersonId, content: MediaContent<'a>) -> SendMedia<'a> {
    SendMedia {
        node: MessagingNode::Me,
        person,
        content,
        reply_to: None,
        human_agent: None,
    }
}

impl Office {
    async fn host_pdf(&self) -> Url {
        self.host("order.pdf", "application/pdf", b"%PDF-1.7 ...".to_vec())
            .await
    }
}

#[tokio::test]
async fn a_picture_several_pictures_and_a_file_arrive() {
    in_both(async |office| {
        let guest = office.guest();
        let (picture, pdf) = (office.host_jpeg("a.jpg", 300, 200).await, office.host_pdf().await);
        let (one, three) = ([MediaSource::Url(&picture)], [MediaSource::Url(&picture); 3]);
        for (content, arrives, count) in [
            (MediaContent::Pictures(&one), "image", 1),
            (MediaContent::Pictures(&three), "image", 3),
            (MediaContent::File(MediaSource::Url(&pdf)), "file", 1),
        ] {
            let sent = office.mail(&send(&guest.person, content)).await.unwrap();
            let info = office.simulator.world().message(sent.message_id.as_str()).unwrap();
            assert_eq!(
                (info.content.as_str(), info.attachments, info.ours),
                (arrives, count, true)
            );
        }
        let newest = office.newest(&guest).await;
        let attachments = newest[1].attachments.as_ref().unwrap();
        let image = attachments[0].image_data.as_ref().unwrap();
        assert_eq!(
            (attachments.len(), image.width, image.height),
            (3, Some(300), Some(200))
        );
    })
    .await;
}

#[tokio::test]
async fn a_voice_message_and_a_video_arrive() {
    let office = Office::open().await;
    let guest = office.guest();
    let wav = office
        .host("a.wav", "audio/wav", b"RIFF\x04\0\0\0WAVEfmt ".to_vec())
        .await;
    let mp4 = office
        .host("a.mp4", "video/mp4", b"\0\0\0\x18ftypisom\0\0\x02\0isommp42".to_vec())
        .await;
    for (content, arrives) in [
        (MediaContent::Audio(MediaSource::Url(&wav)), "audio"),
        (MediaContent::Video(MediaSource::Url(&mp4)), "video"),
    ] {
        let sent = office.mail(&send(&guest.person, content)).await.unwrap();
        let info = office.simulator.world().message(sent.message_id.as_str()).unwrap();
        assert_eq!(info.content, arrives);
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_or_of_another_kind_is_refused() {
    let office = Office::open().await;
    let guest = office.guest();
    let nowhere = office.simulator.base_url().join("_host/missing.jpg").unwrap();
    let missing = [MediaSource::Url(&nowhere)];
    let outcome = office
        .mail(&send(&guest.person, MediaContent::Pictures(&missing)))
        .await;
    assert_eq!(refused(outcome), NOT_FETCHED);
    let pdf = office.host_pdf().await;
    let disguised = [MediaSource::Url(&pdf)];
    let outcome = office
        .mail(&send(&guest.person, MediaContent::Pictures(&disguised)))
        .await;
    assert_eq!(refused(outcome), WRONG_KIND);
    let outcome = office
        .mail(&send(&guest.person, MediaContent::Video(MediaSource::Url(&pdf))))
        .await;
    assert_eq!(refused(outcome), WRONG_KIND);
    assert!(
        office
            .newest(&guest)
            .await
            .iter()
            .all(|message| message.attachments.is_none())
    );
}

#[tokio::test]
async fn eleven_pictures_and_addresses_elsewhere_without_encryption_are_not_sent() {
    let office = Office::open().await;
    let guest = office.guest();
    let picture = office.host_jpeg("a.jpg", 300, 200).await;
    let eleven = [MediaSource::Url(&picture); 11];
    let elsewhere = Url::parse("http://cdn.example/a.jpg").unwrap();
    let plain = [MediaSource::Url(&elsewhere)];
    office.simulator.witness().clear();
    for pictures in [&eleven[..], &plain, &[]] {
        let outcome = office
            .mail(&send(&guest.person, MediaContent::Pictures(pictures)))
            .await;
        assert!(matches!(outcome, Err(ApiError::Invalid(_))), "{outcome:?}");
    }
    assert_eq!(office.simulator.witness().requests(), []);
    let ten = send(&guest.person, MediaContent::Pictures(&eleven[..10]));
    assert!(office.mail(&ten).await.is_ok());
}

#[tokio::test]
async fn a_closed_window_and_a_missing_permission_hold_for_files_too() {
    let office = Office::open().await;
    let guest = office.guest();
    let pdf = office.host_pdf().await;
    let send = send(&guest.person, MediaContent::File(MediaSource::Url(&pdf)));
    office.simulator.witness().clear();
    not_permitted(office.call_without(Scope::Messages, &send).await);
    office.pass(DAY + SECOND);
    assert_eq!(refused(office.mail(&send).await), OUTSIDE_WINDOW);
    assert_eq!(office.effects(EffectKind::Message), []);
}
