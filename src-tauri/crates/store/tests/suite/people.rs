use crate::support::*;
use crate::talk::*;
use instagram::{Author, Comment};
use store::{NoteOn, PersonRef, Store, conversations, labels, members, notes, people};
use uuid::Uuid;

async fn card(store: &Store, who: &PersonRef) -> Option<Uuid> {
    let mut tx = store.write().await.unwrap();
    let card = people::card_in(&mut tx, who, at(5)).await.unwrap();
    tx.commit().await.unwrap();
    card
}

fn person(name: &str, id: Option<&str>, username: Option<&str>) -> PersonRef {
    PersonRef {
        account: account(name),
        person: id.map(Into::into),
        username: username.map(str::to_owned),
    }
}

#[tokio::test]
async fn a_person_is_one_card_whatever_their_handle_and_another_one_for_each_account() {
    let world = world().await;
    let ines = card(&world, &person("bakery", Some("1"), Some("ines"))).await;
    assert_eq!(card(&world, &person("bakery", Some("1"), Some("ines.new"))).await, ines);
    assert_ne!(card(&world, &person("florist", Some("1"), Some("ines"))).await, ines);
    assert_ne!(
        card(&world, &person("bakery", Some("2"), Some("ines"))).await,
        ines,
        "somebody else took the handle"
    );
    let read = people::card(&world, &person("bakery", Some("1"), None)).await.unwrap();
    assert_eq!(read, ines);
    assert_eq!(
        people::card(&world, &person("bakery", Some("9"), None)).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_handle_is_the_same_person_once_the_id_is_known() {
    let world = world().await;
    let by_handle = card(&world, &person("bakery", None, Some("ines"))).await;
    assert!(by_handle.is_some());
    assert_eq!(
        card(&world, &person("bakery", Some("1"), Some("ines"))).await,
        by_handle
    );
    assert_eq!(
        card(&world, &person("bakery", Some("1"), None)).await,
        by_handle,
        "the id is known now"
    );
}

#[tokio::test]
async fn nothing_can_be_written_down_about_nobody() {
    let world = world().await;
    let nobody = person("bakery", None, None);
    assert_eq!(card(&world, &nobody).await, None);
    assert_eq!(people::card(&world, &nobody).await.unwrap(), None);
}

#[tokio::test]
async fn labels_and_notes_on_a_person_are_theirs_in_every_thread() {
    let world = world().await;
    let wrote = |name: &str, at: i64| Comment {
        from: Some(Author {
            id: "ines".into(),
            username: None,
        }),
        ..comment(name, at)
    };
    sync(&world, &[wrote("a", 1), wrote("b", 2)]).await;
    let mut tx = world.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    let customer = labels::create(&mut tx, "Customer", 5, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    let one = card(&world, &row(&world, "a").await.author()).await.unwrap();
    let mut tx = world.write().await.unwrap();
    assert!(people::set_label(&mut tx, one, customer.uid, true).await.unwrap());
    assert!(!people::set_label(&mut tx, one, customer.uid, true).await.unwrap());
    notes::write(&mut tx, NoteOn::Person(one), "Bought twice", at(9))
        .await
        .unwrap();
    assert_eq!(people::account_in(&mut tx, one).await.unwrap(), account("bakery"));
    tx.commit().await.unwrap();

    let other = row(&world, "b").await.author();
    let found = people::card(&world, &other).await.unwrap().unwrap();
    assert_eq!(
        people::labels(&world, found).await.unwrap(),
        std::slice::from_ref(&customer)
    );
    assert_eq!(notes::of_person(&world, found).await.unwrap()[0].text, "Bought twice");
    let mut tx = world.write().await.unwrap();
    assert!(people::set_label(&mut tx, found, customer.uid, false).await.unwrap());
    assert!(!people::set_label(&mut tx, found, customer.uid, false).await.unwrap());
}

#[tokio::test]
async fn an_empty_name_names_nobody() {
    let world = world().await;
    let nameless = Comment {
        username: Some(String::new()),
        from: Some(Author {
            id: "person-7".into(),
            username: Some(" ".to_owned()),
        }),
        ..comment("a", 10)
    };
    sync(&world, &[nameless]).await;
    assert_eq!(row(&world, "a").await.username, None);

    list(&world, 20).await;
    let partner = async || {
        let row = conversations::get(&world, &talk()).await.unwrap().unwrap();
        (row.username, row.name)
    };
    let before = partner().await;
    let mut tx = world.write().await.unwrap();
    conversations::set_profile(&mut tx, &talk(), Some(""), Some(" "), at(30))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(partner().await, before, "what is known stays");
    assert_eq!(before, (Some("crumb".to_owned()), None));
}
