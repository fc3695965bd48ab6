//! Calls with patience over a socket: how often they arrive, and what the budget learns of them.

use crate::server::{Act, Server, nobody};
use futures_util::TryStreamExt;
use instagram::budget::{AppBudget, Budget, Class, Clock, Hashtags, Why};
use instagram::{
    AccessToken, ApiError, Client, CommentId, Doubt, Endpoints, GetComment, ListReplies, Patience, ReplyToComment,
    Steady, Unanswered, pages,
};
use jiff::Timestamp;
use std::sync::Arc;
use std::time::{Duration, Instant};
use url::Url;

const GOOD: &str = r#"{"id":"1","text":"x","timestamp":"2026-08-14T10:01:44+0000"}"#;
const BUSY: &str = r#"{"error":{"code":2,"is_transient":true}}"#;

/// Real time, on a day of its own.
#[derive(Debug)]
struct Since(Instant);

impl Clock for Since {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_786_000_000).unwrap() + self.elapsed()
    }
}

struct Bench {
    client: Client,
    token: AccessToken,
    budget: Budget,
    comment: CommentId,
}

impl Bench {
    fn new(base: &Url) -> Self {
        Self {
            client: Client::new(Endpoints::on_host(base)).unwrap(),
            token: AccessToken::new("IGAAsteady"),
            budget: AppBudget::new(Arc::new(Since(Instant::now()))).account(Hashtags::default()),
            comment: CommentId::from("18050001112223334"),
        }
    }

    fn steady(&self, patience: Patience) -> Steady<'_> {
        Steady::new(&self.client, &self.token, &self.budget, Class::User).with_patience(patience)
    }

    async fn read(&self, patience: Patience) -> Result<(), Unanswered> {
        let endpoint = GetComment::new(&self.comment);
        self.steady(patience).call(&endpoint).await.map(drop)
    }
}

const QUICK: Patience = Patience {
    repeats: 3,
    first_wait: Duration::from_millis(10),
    total: Duration::from_secs(5),
};

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
}

#[tokio::test]
async fn a_read_that_fails_in_passing_is_tried_until_it_is_answered() {
    let server = Server::start(Act::InTurn(vec![
        answer("500 Oops", "", "<html>"),
        answer("400 Bad Request", "", BUSY),
        "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{".to_owned(),
        answer("200 OK", "", GOOD),
    ]))
    .await;
    let bench = Bench::new(server.base());
    bench.read(QUICK).await.unwrap();
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn tries_come_to_an_end() {
    let server = Server::answering("400 Bad Request", "", BUSY).await;
    let bench = Bench::new(server.base());
    let error = bench.read(QUICK).await.unwrap_err();
    assert!(matches!(error, Unanswered::Api(ApiError::Refused(_))), "{error}");
    assert_eq!(server.received().len(), 4, "the first and three more");

    let started = Instant::now();
    let hasty = Patience {
        repeats: 100,
        first_wait: Duration::from_millis(100),
        total: Duration::from_millis(500),
    };
    bench.read(hasty).await.unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_read_that_could_not_be_sent_is_tried_again() {
    let bench = Bench::new(&nobody().await);
    let started = Instant::now();
    let error = bench.read(QUICK).await.unwrap_err();
    assert!(matches!(error, Unanswered::Api(ApiError::NotSent { .. })), "{error}");
    assert!(
        started.elapsed() >= Duration::from_millis(10 + 20 + 40),
        "it waited in between"
    );
}

#[tokio::test]
async fn a_refusal_that_lasts_is_not_tried_again() {
    for body in [
        r#"{"error":{"code":190}}"#,
        r#"{"error":{"code":100,"error_subcode":33}}"#,
        r#"{"error":{"code":4,"error_subcode":2207051}}"#,
        r#"{"error":{"code":368}}"#,
    ] {
        let server = Server::answering("400 Bad Request", "", body).await;
        Bench::new(server.base()).read(QUICK).await.unwrap_err();
        server.only_request();
    }
}

#[tokio::test]
async fn what_writes_is_sent_once_whatever_happens() {
    for act in [
        Act::Cut,
        Act::Send(answer("500 Oops", "", "<html>")),
        Act::Send(answer("400 Bad Request", "", BUSY)),
        Act::Send(answer(
            "400 Bad Request",
            "",
            r#"{"error":{"code":9004,"error_subcode":2207052}}"#,
        )),
    ] {
        let server = Server::start(act).await;
        let bench = Bench::new(server.base());
        let endpoint = ReplyToComment {
            comment: &bench.comment,
            message: "Yes",
        };
        bench.steady(QUICK).call(&endpoint).await.unwrap_err();
        server.only_request();
    }
}

#[tokio::test]
async fn nothing_is_sent_while_the_platform_wants_a_pause() {
    let usage = r#"{"17841400000000123":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":23}]}"#;
    let headers = format!("x-business-use-case-usage: {usage}\r\n");
    for (status, body) in [("400 Bad Request", r#"{"error":{"code":80002}}"#), ("200 OK", GOOD)] {
        let server = Server::answering(status, &headers, body).await;
        let bench = Bench::new(server.base());
        let first = bench.read(QUICK).await;
        assert_eq!(
            first.is_ok(),
            status == "200 OK",
            "a wait of 23 minutes is not waited for"
        );
        let error = bench.read(QUICK).await.unwrap_err();
        let Unanswered::Held(held) = &error else {
            panic!("{error}")
        };
        assert_eq!(held.why, Why::Blocked);
        assert!(held.wait > Duration::from_secs(22 * 60), "{held:?}");
        assert!(error.sentence().contains("pause"), "{}", error.sentence());
        server.only_request();
    }
}

#[tokio::test]
async fn the_figures_of_every_answer_count_whatever_the_answer_says() {
    let usage = r#"{"17841400000000123":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":23}]}"#;
    let headers = format!("x-business-use-case-usage: {usage}\r\n");
    for (status, body) in [
        ("400 Bad Request", r#"{"error":{"code":100,"error_subcode":33}}"#),
        ("400 Bad Request", r#"{"error":{"code":80006}}"#),
        ("500 Oops", "<html>"),
        ("200 OK", "{"),
        ("200 OK", r#"{"id":"1"}"#),
    ] {
        let server = Server::answering(status, &headers, body).await;
        let bench = Bench::new(server.base());
        bench.read(QUICK).await.unwrap_err();
        let error = bench.read(QUICK).await.unwrap_err();
        let Unanswered::Held(held) = &error else {
            panic!("{body}: {error}")
        };
        assert_eq!(held.why, Why::Blocked, "{body}");
        let minutes = held.wait.as_secs_f64() / 60.0;
        assert!((22.0..=23.0).contains(&minutes), "{body}: {held:?}");
        server.only_request();
    }
}

#[tokio::test]
async fn a_read_ends_with_the_patience_and_a_write_is_heard_out() {
    let brief = Patience {
        total: Duration::from_millis(300),
        ..QUICK
    };
    let server = Server::start(Act::Silence).await;
    let bench = Bench::new(server.base());
    let started = Instant::now();
    let error = bench.read(brief).await.unwrap_err();
    assert_eq!(error, Unanswered::Api(ApiError::InDoubt { cause: Doubt::Timeout }));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());

    let late = Act::Late(
        Duration::from_millis(600),
        answer("200 OK", "", r#"{"id":"18050009998887776"}"#),
    );
    let server = Server::start(late).await;
    let bench = Bench::new(server.base());
    let reply = ReplyToComment {
        comment: &bench.comment,
        message: "Yes",
    };
    bench.steady(brief).call(&reply).await.unwrap();
    server.only_request();
}

#[tokio::test]
async fn what_cannot_be_sent_asks_nobody() {
    let bench = Bench::new(&nobody().await);
    let endpoint = ReplyToComment {
        comment: &bench.comment,
        message: " ",
    };
    let error = bench.steady(QUICK).call(&endpoint).await.unwrap_err();
    assert!(matches!(error, Unanswered::Api(ApiError::Invalid(_))), "{error}");
}

#[tokio::test]
async fn a_list_is_walked_with_patience_and_its_token_stays_in_the_header() {
    let page = |next: &str| format!(r#"{{"data":[{GOOD}],"paging":{{"cursors":{{"after":"Qa"}}{next}}}}}"#);
    let linked = page(r#","next":"https://graph.instagram.com/v26.0/1/replies?access_token=IGAAother&after=Qa""#);
    let server = Server::start(Act::InTurn(vec![
        answer("200 OK", "", &linked),
        answer("503 Busy", "", ""),
        answer("200 OK", "", &page("")),
    ]))
    .await;
    let bench = Bench::new(server.base());
    let list = ListReplies {
        limit: 50,
        after: None,
        ..ListReplies::new(&bench.comment)
    };
    let steady = bench.steady(QUICK);
    let items: Vec<_> = pages(&steady, &list).into_items().try_collect().await.unwrap();
    assert_eq!(items.len(), 2);
    let received = server.received();
    assert_eq!(received.len(), 3);
    assert!(
        received[1].contains("after=Qa") && received[2].contains("after=Qa"),
        "{received:#?}"
    );
    assert!(
        received.iter().all(|request| !request.contains("IGAAother")),
        "{received:#?}"
    );
}

#[tokio::test]
async fn a_call_in_doubt_says_so_after_its_last_try() {
    let server = Server::start(Act::Cut).await;
    let error = Bench::new(server.base()).read(QUICK).await.unwrap_err();
    assert_eq!(error, Unanswered::Api(ApiError::InDoubt { cause: Doubt::Cut }));
    assert_eq!(server.received().len(), 4);
}

#[test]
fn calls_with_patience_can_be_awaited_on_any_thread() {
    fn is_send<T: Send>(_: T) {}
    let bench = Bench::new(&Url::parse("http://127.0.0.1:9/").unwrap());
    let endpoint = GetComment::new(&bench.comment);
    is_send(bench.steady(QUICK).call(&endpoint));
}
