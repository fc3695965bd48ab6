use std::time::Duration;

use instagram::{ApiError, AppCredentials, AppSecret, GetMe, Scope, ShortToken};
use simulator::{Endpoint, Fault, FaultKind};
use url::Url;

use crate::office::{ACCOUNT, Office};

async fn exchange(office: &Office, app: &AppCredentials, code: &str) -> Result<ShortToken, ApiError> {
    office.login().exchange_code(app, code).await
}

#[tokio::test]
async fn a_code_becomes_a_token_in_both_shapes_of_the_answer() {
    let office = Office::open().await;
    for documented in [false, true] {
        if documented {
            office.fault(Fault::once(Endpoint::Token, FaultKind::DocumentedShape));
        }
        let code = office.code(&Scope::ALL).await;
        let short = exchange(&office, &office.app(), &code).await.unwrap();
        let mut granted: Vec<_> = short
            .permissions
            .iter()
            .filter_map(|name| Scope::from_name(name))
            .collect();
        granted.sort_unstable();
        assert_eq!(granted, Scope::ALL);
        let me = office.call_with(&short.token, &GetMe).await.unwrap();
        assert_eq!(me.username, ACCOUNT);
        assert_eq!(
            short.app_scoped_id.as_deref(),
            Some(me.id.as_str()),
            "and not the key of the account"
        );
    }
}

#[tokio::test]
async fn what_a_person_unticked_is_not_granted() {
    let office = Office::open().await;
    let code = office.code(&[Scope::Basic, Scope::Comments]).await;
    let short = exchange(&office, &office.app(), &code).await.unwrap();
    let names = [Scope::Basic.as_str(), Scope::Comments.as_str()];
    assert_eq!(short.permissions, names);
}

#[tokio::test]
async fn a_code_works_once_and_for_an_hour() {
    let office = Office::open().await;
    let (app, code) = (office.app(), office.code(&Scope::ALL).await);
    exchange(&office, &app, &code).await.unwrap();
    let late = office.code(&Scope::ALL).await;
    office.pass(Duration::from_secs(60 * 60));
    for dead in [code.as_str(), late.as_str(), "AQBnonsense"] {
        let outcome = exchange(&office, &app, dead).await;
        assert!(
            matches!(&outcome, Err(ApiError::Login(refusal)) if refusal.code == Some(400)),
            "{outcome:?}"
        );
        assert!(!format!("{outcome:?}").contains(dead));
    }
}

#[tokio::test]
async fn another_app_another_secret_and_another_redirect_are_refused() {
    let office = Office::open().await;
    let good = office.app();
    let wrong = [
        AppCredentials {
            client_id: "1290477053441187".to_owned(),
            ..good.clone()
        },
        AppCredentials {
            secret: AppSecret::new("0123456789abcdef"),
            ..good.clone()
        },
        AppCredentials {
            redirect_uri: Url::parse("https://elsewhere.example/callback").unwrap(),
            ..good.clone()
        },
    ];
    let code = office.code(&Scope::ALL).await;
    for app in &wrong {
        let outcome = exchange(&office, app, &code).await;
        assert!(matches!(outcome, Err(ApiError::Login(_))), "{outcome:?}");
    }
    assert!(
        exchange(&office, &good, &code).await.is_ok(),
        "none of them used the code up"
    );
}
