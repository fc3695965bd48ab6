//! A login through the browser, and every way it can go wrong.

use std::time::Duration;

use postroom_core::ProblemCode;
use postroom_core::accounts::{LOGIN_LIFE, LoginPhase};
use postroom_tests::office::{Office, SCHEME};
use postroom_tests::simulated::{Consent, consent, deep_link};
use simulator::{Endpoint, Fault, FaultKind};
use url::Url;

/// The account a login is about to connect.
fn shown(phase: LoginPhase) -> String {
    match phase {
        LoginPhase::Confirm { profile } => profile.username,
        other => panic!("the login stands at {other:?}"),
    }
}

fn failure(phase: LoginPhase) -> postroom_core::Problem {
    match phase {
        LoginPhase::Failed(problem) => problem,
        other => panic!("the login stands at {other:?}"),
    }
}

async fn connected_accounts(office: &Office) -> usize {
    office.app.accounts().list().await.unwrap().len()
}

#[tokio::test]
async fn an_allowed_login_shows_its_handle_and_connects_on_a_yes() {
    let office = Office::open().await.unwrap();
    let username = office.username(0);
    let link = office.log_in(Consent::Allow(&username), None).await.unwrap();
    office.take_link(&link).await.unwrap();
    let login = office.app.accounts().login();
    assert_eq!(shown(login.phase()), username);
    assert_eq!(connected_accounts(&office).await, 0, "nothing is stored before the yes");

    login.confirm(true).await.unwrap();
    let account = office.app.accounts().list().await.unwrap().remove(0);
    assert_eq!(login.phase(), LoginPhase::Connected(account.row.id.clone()));
    assert_eq!(account.row.username, username);
    assert_eq!(account.row.permissions.len(), 5, "{:?}", account.row.permissions);
    assert!(
        account.days_left.is_some_and(|days| (58..=60).contains(&days)),
        "{:?}",
        account.days_left
    );
    office.all_read().await.unwrap();
}

#[tokio::test]
async fn the_documented_shape_of_the_short_token_is_understood() {
    let office = Office::open().await.unwrap();
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Token, FaultKind::DocumentedShape));
    let username = office.username(1);
    let link = office.log_in(Consent::Allow(&username), None).await.unwrap();
    office.take_link(&link).await.unwrap();
    let login = office.app.accounts().login();
    assert_eq!(shown(login.phase()), username);
    login.confirm(true).await.unwrap();
    assert_eq!(office.app.accounts().list().await.unwrap()[0].row.permissions.len(), 5);
}

#[tokio::test]
async fn a_no_to_the_handle_stores_nothing() {
    let office = Office::open().await.unwrap();
    let link = office.log_in(Consent::Allow(&office.username(0)), None).await.unwrap();
    office.take_link(&link).await.unwrap();
    office.app.accounts().login().confirm(false).await.unwrap();
    assert_eq!(office.app.accounts().login().phase(), LoginPhase::Idle);
    assert_eq!(connected_accounts(&office).await, 0);
    let account = office.simulator.world().accounts()[0].id.as_str().into();
    assert!(office.token(&account).await.is_err(), "the keychain stays empty");
}

#[tokio::test]
async fn a_denied_login_says_so() {
    let office = Office::open().await.unwrap();
    let link = office.log_in(Consent::Deny, None).await.unwrap();
    office.take_link(&link).await.unwrap();
    assert_eq!(office.app.accounts().login().phase(), LoginPhase::Denied);
    assert_eq!(connected_accounts(&office).await, 0);
}

#[tokio::test]
async fn a_strange_link_neither_ends_nor_burns_the_login() {
    let office = Office::open().await.unwrap();
    let username = office.username(0);
    let good = office.log_in(Consent::Allow(&username), None).await.unwrap();
    let parameter = |name: &str| good.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    let (code, state) = (parameter("code"), parameter("state"));
    let huge = "x".repeat(1 << 20);
    for (what, query) in [
        ("a wrong state", format!("code={code}&state=AAAA{}", &state[4..])),
        ("no state", format!("code={code}")),
        ("an empty state", format!("code={code}&state=")),
        ("a state twice", format!("code={code}&state={state}&state={state}")),
        ("two codes", format!("code={code}&code=other&state={state}")),
        (
            "a code and an error",
            format!("code={code}&error=access_denied&state={state}"),
        ),
        ("a query of a megabyte", format!("code={huge}&state={state}")),
        (
            "a denial of somebody else's",
            "error=access_denied&state=other".to_owned(),
        ),
    ] {
        let mut link = good.clone();
        link.set_query(Some(&query));
        let problem = office.take_link(&link).await.expect_err(what);
        assert_eq!(problem.code, ProblemCode::LinkRefused, "{what}");
        assert!(
            !problem.message.contains(&state) && !problem.message.contains(&code),
            "{what}: {}",
            problem.message
        );
        assert!(
            matches!(office.app.accounts().login().phase(), LoginPhase::Waiting { .. }),
            "{what}"
        );
    }
    assert!(
        office.simulator.witness().requests_to("token").is_empty(),
        "no code was sent anywhere"
    );
    office.take_link(&good).await.unwrap();
    assert_eq!(shown(office.app.accounts().login().phase()), username);
}

#[tokio::test]
async fn a_link_works_once() {
    let office = Office::open().await.unwrap();
    let link = office.log_in(Consent::Allow(&office.username(0)), None).await.unwrap();
    office.take_link(&link).await.unwrap();
    office.app.accounts().login().confirm(true).await.unwrap();
    let problem = office.take_link(&link).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::LinkRefused);
    assert_eq!(office.simulator.witness().requests_to("token").len(), 1);
    assert!(
        matches!(office.app.accounts().login().phase(), LoginPhase::Connected(_)),
        "the login stays as it was"
    );
}

#[tokio::test]
async fn a_link_without_a_login_is_refused() {
    let office = Office::open().await.unwrap();
    let link = Url::parse("postroom-demo://oauth/callback?code=AQBx&state=abc").unwrap();
    assert_eq!(
        office.take_link(&link).await.unwrap_err().code,
        ProblemCode::LinkRefused
    );
    assert_eq!(office.app.accounts().login().phase(), LoginPhase::Idle);
}

#[tokio::test]
async fn a_link_after_ten_minutes_is_refused() {
    let office = Office::open().await.unwrap();
    let link = office.log_in(Consent::Allow(&office.username(0)), None).await.unwrap();
    office.simulator.clock().advance(LOGIN_LIFE + Duration::from_secs(1));
    assert_eq!(
        office.take_link(&link).await.unwrap_err().code,
        ProblemCode::LinkRefused
    );
    assert_eq!(
        failure(office.app.accounts().login().phase()).code,
        ProblemCode::LoginRefused
    );
    assert_eq!(connected_accounts(&office).await, 0);
}

#[tokio::test]
async fn a_link_that_starts_the_program_finds_its_login() {
    let office = Office::open().await.unwrap();
    let username = office.username(0);
    let link = office.log_in(Consent::Allow(&username), None).await.unwrap();
    let office = office.restart().await.unwrap();
    office.take_link(&link).await.unwrap();
    assert_eq!(shown(office.app.accounts().login().phase()), username);
}

#[tokio::test]
async fn a_pasted_address_connects_too() {
    let office = Office::open().await.unwrap();
    let username = office.username(0);
    let authorize = office.begin_login(None).await.unwrap();
    let address = consent(&authorize, Consent::Allow(&username)).await.unwrap();
    let login = office.app.accounts().login();
    let elsewhere = deep_link(SCHEME, &address).unwrap();
    assert_eq!(
        login.paste(elsewhere.as_str()).await.unwrap_err().code,
        ProblemCode::LinkRefused
    );
    assert_eq!(
        login.paste("good morning").await.unwrap_err().code,
        ProblemCode::LinkRefused
    );
    login.paste(&format!("  {address}\n")).await.unwrap();
    assert_eq!(shown(login.phase()), username);
}

#[tokio::test]
async fn another_account_than_the_one_to_renew_is_refused_before_anything_is_stored() {
    let office = Office::connected().await.unwrap();
    let account = office.app.accounts().list().await.unwrap().remove(0);
    let token = office.token(&account.row.id).await.unwrap();
    let other = office.username(1);

    let link = office
        .log_in(Consent::Allow(&other), Some(account.row.id.clone()))
        .await
        .unwrap();
    office.take_link(&link).await.unwrap();
    let problem = failure(office.app.accounts().login().phase());
    assert_eq!(problem.code, ProblemCode::LoginRefused);
    assert!(
        problem.message.contains(&other) && problem.message.contains(&account.row.username),
        "{}",
        problem.message
    );
    assert_eq!(connected_accounts(&office).await, 1);
    assert_eq!(
        office.token(&account.row.id).await.unwrap(),
        token,
        "the old login stays"
    );

    let link = office
        .log_in(Consent::Allow(&account.row.username), Some(account.row.id.clone()))
        .await
        .unwrap();
    office.take_link(&link).await.unwrap();
    assert_eq!(
        office.app.accounts().login().phase(),
        LoginPhase::Connected(account.row.id.clone())
    );
    assert_ne!(
        office.token(&account.row.id).await.unwrap(),
        token,
        "the login is renewed"
    );
}

#[tokio::test]
async fn a_bad_answer_of_the_token_host_ends_the_login_and_stores_nothing() {
    for (endpoint, fault) in [
        (Endpoint::Token, FaultKind::Html),
        (Endpoint::Token, FaultKind::Truncated),
        (
            Endpoint::Token,
            FaultKind::Status {
                status: 502,
                after_effect: false,
            },
        ),
        (Endpoint::Token, FaultKind::CutAfter),
        (Endpoint::LongToken, FaultKind::Html),
        (
            Endpoint::LongToken,
            FaultKind::Error {
                code: 190,
                subcode: None,
                status: None,
                message: None,
            },
        ),
        (Endpoint::Me, FaultKind::Truncated),
        (
            Endpoint::Me,
            FaultKind::StripFields {
                fields: vec!["user_id".to_owned()],
            },
        ),
    ] {
        let office = Office::open().await.unwrap();
        office.simulator.faults().add(Fault::always(endpoint, fault.clone()));
        let link = office.log_in(Consent::Allow(&office.username(0)), None).await.unwrap();
        office.take_link(&link).await.unwrap();
        let problem = failure(office.app.accounts().login().phase());
        assert!(
            !problem.message.is_empty() && problem.fix.is_some(),
            "{endpoint:?} {fault:?}"
        );
        assert_eq!(connected_accounts(&office).await, 0, "{endpoint:?} {fault:?}");
    }
}

#[tokio::test]
async fn a_login_that_cannot_work_is_refused_before_the_browser_opens() {
    let office = Office::open().await.unwrap();
    let login = office.app.accounts().login();
    let request = office.login_request(None);
    let no_secret = login.begin(request.clone()).await.unwrap_err();
    assert_eq!(no_secret.code, ProblemCode::Precondition, "the app secret is missing");
    let mut no_number = request.clone();
    no_number.client_id = "my app".to_owned();
    assert_eq!(
        login.begin(no_number).await.unwrap_err().code,
        ProblemCode::Precondition
    );
    let mut no_https = request;
    no_https.redirect_uri = Url::parse("http://team.example/redirect").unwrap();
    assert_eq!(login.begin(no_https).await.unwrap_err().code, ProblemCode::Precondition);
    assert_eq!(login.phase(), LoginPhase::Idle);
}
