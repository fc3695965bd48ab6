use std::time::Duration;

use instagram::{AccessToken, AppSecret, GetMe, LongToken, Scope};

use crate::office::{ACCOUNT, Office, refused};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn short(office: &Office) -> AccessToken {
    let code = office.code(&Scope::ALL).await;
    office.login().exchange_code(&office.app(), &code).await.unwrap().token
}

async fn long(office: &Office) -> LongToken {
    let short = short(office).await;
    office
        .login()
        .exchange_long(&office.app().secret, &short)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_short_token_becomes_one_of_sixty_days_and_a_refresh_adds_sixty() {
    let office = Office::open().await;
    let first = long(&office).await;
    assert!(first.expires_in > 59 * DAY && first.expires_in <= 60 * DAY);
    assert_eq!(office.call_with(&first.token, &GetMe).await.unwrap().username, ACCOUNT);

    office.pass(50 * DAY);
    let second = office.login().refresh(&first.token).await.unwrap();
    office.pass(50 * DAY);
    assert_eq!(refused(office.call_with(&first.token, &GetMe).await), (190, Some(463)));
    assert_eq!(office.call_with(&second.token, &GetMe).await.unwrap().username, ACCOUNT);
}

#[tokio::test]
async fn a_short_token_lives_for_an_hour() {
    let office = Office::open().await;
    let token = short(&office).await;
    office.pass(Duration::from_secs(60 * 60));
    assert_eq!(refused(office.call_with(&token, &GetMe).await), (190, Some(463)));
    let outcome = office.login().exchange_long(&office.app().secret, &token).await;
    assert_eq!(refused(outcome), (190, Some(463)));
}

#[tokio::test]
async fn a_wrong_secret_and_a_long_token_are_not_exchanged() {
    let office = Office::open().await;
    let token = short(&office).await;
    let outcome = office
        .login()
        .exchange_long(&AppSecret::new("0123456789abcdef"), &token)
        .await;
    assert!(outcome.is_err());
    let long = office
        .login()
        .exchange_long(&office.app().secret, &token)
        .await
        .unwrap();
    assert!(
        office
            .login()
            .exchange_long(&office.app().secret, &long.token)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_token_is_refreshed_from_its_second_day_on_until_it_ends() {
    let office = Office::open().await;
    let token = long(&office).await.token;
    office.pass(DAY - Duration::from_secs(1));
    assert_eq!(refused(office.login().refresh(&token).await).0, 100, "too young");
    office.pass(Duration::from_secs(1));
    assert!(office.login().refresh(&token).await.is_ok());
    office.pass(60 * DAY);
    assert_eq!(refused(office.login().refresh(&token).await).0, 190, "dead");
}
