//! People of whom Instagram tells neither handle nor name: their words are here, and a placeholder stands wherever a name would.

use postroom_core::inbox::{About, ListedItem, Typed};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};
use store::views::{Filter, Order, View};

/// How the platform keeps a profile back: no consent, no such person, and an answer with nothing in it.
fn withheld() -> [FaultKind; 3] {
    let refused = |code| FaultKind::Error {
        code,
        subcode: None,
        status: None,
        message: None,
    };
    let fields = ["name", "username", "id"].map(ToOwned::to_owned).to_vec();
    [refused(230), refused(9010), FaultKind::StripFields { fields }]
}

/// An office that is told of no partner what they are called.
async fn office(profile: FaultKind) -> Office {
    let office = Office::connected().await.unwrap();
    let faults = office.simulator.faults();
    faults.add(Fault::always(Endpoint::UserProfile, profile));
    let nameless = FaultKind::StripFields {
        fields: vec!["username".to_owned()],
    };
    faults.add(Fault::always(Endpoint::Conversations, nameless));
    office.read_messages().await.unwrap();
    office
}

/// The author column of a list's table, by the text of the row.
async fn authors(office: &Office, view: View) -> Vec<(String, String)> {
    let inbox = office.app.inbox();
    let filter = Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    };
    let (snapshot, _) = inbox.open(filter, Typed::default()).await.unwrap();
    let mut bytes = Vec::new();
    inbox.export(snapshot, &mut bytes).await.unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = table.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows = table.records().map(Result::unwrap);
    rows.map(|row| (row[column("text")].to_owned(), row[column("author")].to_owned()))
        .collect()
}

#[tokio::test]
async fn who_shows_no_profile_goes_by_a_placeholder_and_their_words_stay() {
    for profile in withheld() {
        let office = office(profile.clone()).await;
        let inbox = office.app.inbox();
        let asked = office.simulator.witness().requests_to("user_profile").len();
        assert!(asked > 0, "{profile:?}");
        let all = office.view(View::All).await.unwrap();
        let faces: Vec<_> = all.iter().filter_map(|row| row.item.face.message()).collect();
        let mut there = office.simulator.world().conversations(&office.username(0));
        there.retain(|info| info.listed && info.messages > 0);
        assert_eq!(faces.len(), there.len(), "{profile:?}");
        for face in &faces {
            assert_eq!((&face.username, &face.name), (&None, &None), "{profile:?}");
            let conversation = inbox.conversation(&face.conversation).await.unwrap();
            assert_eq!((conversation.row.username, conversation.row.name), (None, None));
            assert_eq!(conversation.person.username, None);
            let about = About::Conversation(face.conversation.clone());
            let card = inbox.author_card(&about).await.unwrap();
            assert_eq!(card.username, None);
            assert!(
                card.known,
                "their id is told, so what is written about them finds them again"
            );
        }
        let table = authors(&office, View::All).await;
        let unknown = table.iter().filter(|(_, author)| author == "Unknown person").count();
        assert_eq!(unknown, faces.len(), "{profile:?}");
        assert!(table.iter().all(|(_, author)| !author.is_empty()), "{profile:?}");
    }
}

#[tokio::test]
async fn a_comment_of_nobody_has_a_thread_and_a_card_that_is_nobodys() {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    let media = office.simulator.world().comment(target.as_str()).unwrap().media;
    for text in ["Who am I?", "And who am I?"] {
        let comment = json!({ "media": media, "username": "hidden.from.us", "text": text, "nameless": true });
        office.outside("comments", comment).await.unwrap();
    }
    let row = poll::until("the comments to be read", LIMIT, async || {
        office.sync().await?;
        let rows = office.view(View::All).await?;
        let said = |text: &str| rows.iter().any(|row| row.item.face.text() == Some(text));
        let here = said("Who am I?") && said("And who am I?");
        let row = rows.into_iter().find(|row| row.item.face.text() == Some("Who am I?"));
        Ok(row.filter(|_| here))
    })
    .await
    .unwrap();
    let ListedItem { item, .. } = row;
    assert_eq!(item.face.username(), None);
    let comment = item.face.comment().unwrap().id.clone();
    let thread = office.app.inbox().thread(&comment).await.unwrap();
    assert_eq!((thread.author.username, thread.author.facts.comments), (None, 0));
    let card = office.app.inbox().author_card(&About::Comment(comment)).await.unwrap();
    assert!(
        !card.known && card.threads.is_empty(),
        "the other one without a name may be somebody else"
    );
    let table = authors(&office, View::All).await;
    for text in ["Who am I?", "And who am I?"] {
        assert!(
            table.contains(&(text.to_owned(), "Unknown person".to_owned())),
            "{table:?}"
        );
    }
}
