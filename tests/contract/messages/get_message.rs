use instagram::messages::{GetMessage, Message, MessageFields};
use instagram::{MessageId, Scope};
use simulator::Sent;

use super::{ACCOUNT, DAY, Guest};
use crate::office::{NO_OBJECT, Office, in_both, not_permitted, refused};

fn get(message: &MessageId) -> GetMessage<'_> {
    GetMessage {
        message,
        fields: MessageFields::Full,
    }
}

impl Office {
    /// What the account reads of something the person sends.
    async fn received(&self, guest: &Guest, text: &str, sent: Sent) -> Message {
        let id = self.simulator.send_from(ACCOUNT, guest.username, text, sent).unwrap();
        self.mail(&get(&MessageId::from(id))).await.unwrap()
    }
}

#[tokio::test]
async fn a_text_is_read_with_who_when_and_the_reactions_on_it() {
    in_both(async |office| {
        let guest = office.guest();
        let text = office.writes_again(&guest, "Größe 38? 送料は？ 🔥");
        office.simulator.react_from(text.as_str(), Some("love")).unwrap();
        let message = office.mail(&get(&text)).await.unwrap();
        assert_eq!(
            (&message.id, message.text.as_deref()),
            (&text, Some("Größe 38? 送料は？ 🔥"))
        );
        let from = message.from.unwrap();
        assert_eq!(
            (from.id, from.username.as_deref()),
            (Some(guest.person.clone()), Some(guest.username))
        );
        assert_eq!(message.to.unwrap()[0].username.as_deref(), Some(ACCOUNT));
        assert_eq!(message.created_time, Some(office.simulator.clock().now()));
        let reactions = message.reactions.unwrap();
        assert_eq!(reactions[0].reaction, "love");
        assert_eq!(reactions[0].users.as_ref().unwrap()[0].id, Some(guest.person));
        assert!(message.attachments.is_none() && message.shares.is_none() && message.story.is_none());
        assert_eq!(message.is_unsupported, Some(false));
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_attachment_is_told_apart() {
    let office = Office::open().await;
    let guest = office.guest();
    let photos = office.received(&guest, "", Sent::Photos { count: 2 }).await;
    let pictures = photos.attachments.unwrap();
    assert_eq!((photos.text.as_deref(), pictures.len()), (Some(""), 2));
    assert!(
        pictures
            .iter()
            .all(|picture| picture.image_data.as_ref().unwrap().url.is_some())
    );
    let video = office.received(&guest, "", Sent::Video).await.attachments.unwrap();
    assert!(video[0].video_data.as_ref().unwrap().preview_url.is_some());
    let voice = office.received(&guest, "", Sent::Voice).await.attachments.unwrap();
    assert!(voice[0].file_url.is_some());
    let heart = office.received(&guest, "", Sent::Heart).await.attachments.unwrap();
    assert_eq!(heart[0].image_data.as_ref().unwrap().render_as_sticker, Some(true));
    let media = office.post().to_string();
    let post = office.received(&guest, "", Sent::Post { media }).await;
    assert!(post.shares.unwrap()[0].link.is_some());
    let unsupported = office.received(&guest, "", Sent::Unsupported).await;
    assert_eq!(unsupported.is_unsupported, Some(true));
}

#[tokio::test]
async fn the_link_to_a_story_ends_with_the_story() {
    let office = Office::open().await;
    let guest = office.guest();
    let reply = office.received(&guest, "where is this?", Sent::StoryReply).await;
    let answered = reply.story.unwrap().reply_to.unwrap();
    assert!(answered.id.is_some() && answered.link.is_some());
    let mention = office.received(&guest, "", Sent::StoryMention).await;
    assert!(mention.story.unwrap().mention.unwrap().link.is_some());
    office.pass(DAY);
    let later = office.mail(&get(&mention.id)).await.unwrap();
    let story = later.story.unwrap().mention.unwrap();
    assert!(story.id.is_some() && story.link.is_none());
}

#[tokio::test]
async fn a_reply_names_the_message_it_answers() {
    let office = Office::open().await;
    let guest = office.guest();
    let reply = office
        .simulator
        .reply_from(ACCOUNT, guest.username, "this one", guest.message.as_str());
    let message = office.mail(&get(&MessageId::from(reply.unwrap()))).await.unwrap();
    let reply = message.reply_to.unwrap();
    assert_eq!((reply.mid, reply.is_self_reply), (guest.message, Some(true)));
}

#[tokio::test]
async fn a_message_that_was_taken_back_and_one_older_than_twenty_answer_alike() {
    let office = Office::open().await;
    let guest = office.guest();
    let taken_back = office.writes_again(&guest, "Never mind");
    office.simulator.unsend(taken_back.as_str()).unwrap();
    let error = office.mail(&get(&taken_back)).await.map(|_| ()).unwrap_err();
    assert!(error.is_unreadable_message());
    assert_eq!(refused::<()>(Err(error)), (9_000_001, None));

    assert!(office.mail(&get(&guest.message)).await.is_ok());
    for n in 0..20 {
        office.writes_again(&guest, &format!("Message {n}"));
    }
    let error = office.mail(&get(&guest.message)).await.map(|_| ()).unwrap_err();
    assert!(error.is_unreadable_message() && !error.is_missing_object());
}

#[tokio::test]
async fn unknown_messages_those_of_others_and_those_without_permission_are_refused() {
    let office = Office::open().await;
    let guest = office.guest();
    let unknown = MessageId::from("aWdfbWlkOjAwMDI");
    assert_eq!(refused(office.mail(&get(&unknown)).await), NO_OBJECT);
    assert_eq!(refused(office.call_as_stranger(&get(&guest.message)).await), NO_OBJECT);
    let outcome = office.call_without(Scope::Messages, &get(&guest.message)).await;
    not_permitted(outcome);
}
