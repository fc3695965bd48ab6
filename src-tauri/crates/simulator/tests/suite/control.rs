//! The simulator's own paths: what they take, what they refuse, and that the platform's are not mixed up with them.

use crate::common::{Bench, code, read};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use simulator::{Endpoint, Fault, FaultKind};

async fn lay(bench: &Bench, fault: Value) -> (StatusCode, Value) {
    let request = bench.http.post(bench.address("_sim/faults")).json(&fault);
    read(request.send().await.unwrap()).await
}

fn error(code: i64) -> FaultKind {
    FaultKind::Error {
        code,
        subcode: None,
        status: None,
        message: None,
    }
}

#[tokio::test]
async fn faults_on_one_endpoint_wait_for_each_other() {
    let bench = Bench::new().await;
    for code in [2, 4, 613] {
        bench.simulator.faults().add(Fault::once(Endpoint::Me, error(code)));
    }
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(code(&bench.get("me").await.1).0);
    }
    assert_eq!(codes, [2, 4, 613, 0]);
}

#[tokio::test]
async fn a_fault_that_makes_no_sense_is_refused() {
    let bench = Bench::new().await;
    for (fault, wrong) in [
        (
            json!({ "endpoint": "me", "kind": "error", "code": 4, "bogus": 3 }),
            "bogus",
        ),
        (json!({ "endpoint": "me", "kind": "html", "ms": 3 }), "ms"),
        (
            json!({ "endpoint": "me", "kind": "html", "probability": 7 }),
            "probability",
        ),
        (
            json!({ "endpoint": "me", "kind": "html", "probability": -0.1 }),
            "probability",
        ),
        (json!({ "endpoint": "me", "kind": "status", "status": 42 }), "status"),
        (json!({ "endpoint": "me", "kind": "error" }), "code"),
        (json!({ "endpoint": "me", "kind": "what" }), "what"),
        (json!({ "endpoint": "nowhere", "kind": "html" }), "nowhere"),
        (json!({ "kind": "html" }), "endpoint"),
    ] {
        let (status, answer) = lay(&bench, fault.clone()).await;
        assert_eq!(status, 400, "{fault}");
        assert!(answer["error"].as_str().unwrap().contains(wrong), "{fault}: {answer}");
    }
    assert!(bench.simulator.faults().list().is_empty());
    let good = json!({ "endpoint": "me", "kind": "html", "probability": 0.5, "times": 3, "skip": 1 });
    assert_eq!(lay(&bench, good).await.0, 200);
}

#[tokio::test]
async fn a_path_the_simulator_does_not_have_is_its_own_refusal() {
    let bench = Bench::new().await;
    for (method, path) in [
        (Method::GET, "_sim/nothing"),
        (Method::POST, "_sim/comments/17"),
        (Method::GET, "_sim"),
        (Method::DELETE, "_sim/"),
    ] {
        let request = bench.http.request(method, bench.address(path));
        let (status, answer) = read(request.send().await.unwrap()).await;
        assert_eq!(status, 404, "{path}");
        assert!(answer["error"].as_str().unwrap().contains("--help"), "{path}: {answer}");
    }
    let (status, _) = read(bench.http.delete(bench.address("_sim/clock")).send().await.unwrap()).await;
    assert_eq!(status, 405);
    assert!(bench.simulator.witness().requests().is_empty());
}

#[tokio::test]
async fn bodies_are_read_as_json_whatever_they_are_called() {
    let bench = Bench::new().await;
    let before = bench.simulator.clock().now_ms();
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded")] {
        let mut request = bench
            .http
            .post(bench.address("_sim/clock"))
            .body(r#"{"advance_ms":1000}"#);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let (status, answer) = read(request.send().await.unwrap()).await;
        assert_eq!(status, 200, "{kind:?}: {answer}");
    }
    assert_eq!(bench.simulator.clock().now_ms() - before, 3_000);
    for body in ["", "{", r#"{"advance":1}"#] {
        let request = bench.http.post(bench.address("_sim/clock")).body(body);
        let (status, answer) = read(request.send().await.unwrap()).await;
        assert_eq!(status, 400, "{body}");
        assert!(answer["error"].is_string(), "{answer}");
    }
    let request = bench
        .http
        .post(bench.address("_sim/seen"))
        .body(r#"{"message":"none"}"#);
    assert_eq!(request.send().await.unwrap().status(), 404);
}
