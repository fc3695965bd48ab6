use instagram::messages::GetPerson;
use instagram::{GetComment, PersonId, Scope};
use simulator::{Endpoint, Fault, FaultKind};

use super::ACCOUNT;
use crate::office::{NO_OBJECT, Office, in_both, not_permitted, refused};

#[tokio::test]
async fn who_has_written_shows_a_profile() {
    in_both(async |office| {
        let guest = office.guest();
        let person = office.mail(&GetPerson { person: &guest.person }).await.unwrap();
        assert_eq!(
            (person.id, person.username.as_deref()),
            (Some(guest.person), Some(guest.username))
        );
        assert!(person.follower_count.is_some() && person.is_user_follow_business.is_some());
        assert!(person.is_business_follow_user.is_some() && person.is_verified_user.is_some());
    })
    .await;
}

#[tokio::test]
async fn some_people_have_no_name_and_some_no_picture() {
    let office = Office::open().await;
    let (mut nameless, mut faceless) = (0, 0);
    for n in 0..60 {
        let username = format!("visitor{n}");
        office.simulator.message_from(ACCOUNT, &username, "Hello").unwrap();
        let person = office.conversation_that(|known| known.username == username).person;
        let person = office
            .mail(&GetPerson {
                person: &PersonId::from(person),
            })
            .await
            .unwrap();
        assert_eq!(person.username, Some(username));
        nameless += u32::from(person.name.is_none());
        faceless += u32::from(person.profile_pic.is_none());
    }
    assert!(nameless > 0 && faceless > 0, "{nameless} {faceless}");
}

#[tokio::test]
async fn who_only_commented_has_not_agreed() {
    let office = Office::open().await;
    let comment = office.write_on_phone(&office.post(), "shy.visitor", "How much?").await;
    let author = office.call(&GetComment::new(&comment)).await.unwrap().from.unwrap();
    let error = office
        .mail(&GetPerson { person: &author.id })
        .await
        .map(|_| ())
        .unwrap_err();
    assert!(error.is_profile_withheld());
    assert_eq!(refused::<()>(Err(error)), (230, None));
    office.simulator.message_from(ACCOUNT, "shy.visitor", "Hello?").unwrap();
    assert!(
        office.mail(&GetPerson { person: &author.id }).await.is_ok(),
        "they agreed by writing"
    );
}

#[tokio::test]
async fn who_blocked_the_account_or_left_is_nobody() {
    let office = Office::open().await;
    let guest = office.guest();
    office.simulator.block(ACCOUNT, guest.username, true).unwrap();
    let gone = PersonId::from(office.conversation_that(|known| known.gone).person);
    for person in [&guest.person, &gone] {
        let error = office.mail(&GetPerson { person }).await.map(|_| ()).unwrap_err();
        assert!(error.is_profile_withheld());
        assert_eq!(refused::<()>(Err(error)), (9010, None));
    }
}

#[tokio::test]
async fn an_answer_with_nothing_in_it_is_no_error() {
    let office = Office::open().await;
    let guest = office.guest();
    let fields = [
        "name",
        "username",
        "profile_pic",
        "follower_count",
        "is_user_follow_business",
    ];
    let others = ["is_business_follow_user", "is_verified_user"];
    let fields = fields.iter().chain(&others).map(|field| (*field).to_owned()).collect();
    office.fault(Fault::once(Endpoint::UserProfile, FaultKind::StripFields { fields }));
    let person = office.mail(&GetPerson { person: &guest.person }).await.unwrap();
    assert_eq!(
        (person.id, person.name, person.username),
        (Some(guest.person), None, None)
    );
}

#[tokio::test]
async fn strangers_and_missing_permissions_are_refused() {
    let office = Office::open().await;
    let guest = office.guest();
    let get = GetPerson { person: &guest.person };
    assert_eq!(
        refused(office.call_as_stranger(&get).await),
        NO_OBJECT,
        "another account sees another id"
    );
    not_permitted(office.call_without(Scope::Messages, &get).await);
    let unknown = PersonId::from("123456789012345");
    assert_eq!(refused(office.mail(&GetPerson { person: &unknown }).await), NO_OBJECT);
}
