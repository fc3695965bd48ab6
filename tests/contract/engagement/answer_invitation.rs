use instagram::{AnswerInvitation, Flavour, MediaId, Scope};
use simulator::EffectKind;

use crate::office::{NO_OBJECT, Office, not_permitted, not_with_instagram_login, refused};

#[tokio::test]
async fn an_invitation_is_accepted_or_declined_once() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let account = office.account();
    let invited = office.invited().await;
    let answer = |media, accept| AnswerInvitation {
        account: &account,
        media,
        accept,
    };
    let (first, second) = (&invited[0].media, &invited[1].media);
    office.call(&answer(first, true)).await.unwrap();
    office.call(&answer(second, false)).await.unwrap();
    assert_eq!(office.effects(EffectKind::AcceptInvite)[0].id, first.as_str());
    assert_eq!(office.effects(EffectKind::DeclineInvite)[0].id, second.as_str());
    assert_eq!(office.invited().await.len(), invited.len() - 2);
    assert_eq!(refused(office.call(&answer(first, false)).await), NO_OBJECT);
    assert_eq!(office.simulator.witness().effects().len(), 2);
}

#[tokio::test]
async fn what_was_no_invitation_and_what_is_not_permitted_is_not_answered() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (account, own) = (office.account(), office.post());
    let invited = office.invited().await;
    let answer = |media| AnswerInvitation {
        account: &account,
        media,
        accept: true,
    };
    assert_eq!(refused(office.call(&answer(&own)).await), NO_OBJECT);
    let nothing = MediaId::from("17850000000000001");
    assert_eq!(refused(office.call(&answer(&nothing)).await), NO_OBJECT);
    let endpoint = answer(&invited[0].media);
    not_permitted(office.call_without(Scope::Basic, &endpoint).await);
    not_with_instagram_login(&endpoint).await;
    office.nothing_happened();
}
