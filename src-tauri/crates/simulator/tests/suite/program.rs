//! The program itself: its switches, what it says, and how soon a big world is there.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use simulator::surface;

struct Program {
    child: Child,
    ready: Value,
    took: Duration,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(switches: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_instagram-simulator"));
    command.args(switches).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Program {
    fn start(switches: &[&str]) -> Self {
        let began = Instant::now();
        let mut child = command(&[&["--port", "0"], switches].concat()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines
            .map(Result::unwrap)
            .find_map(|line| line.strip_prefix("READY ").map(str::to_owned));
        let took = began.elapsed();
        let ready = serde_json::from_str(&ready.expect("the program says that it is up")).unwrap();
        Self { child, ready, took }
    }

    async fn get(&self, token: &str, path: &str) -> Value {
        let address = format!("{}{path}", self.ready["address"].as_str().unwrap());
        let request = reqwest::Client::builder().no_proxy().build().unwrap().get(address);
        let answer = request.bearer_auth(token).send().await.unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    /// A figure of the process in KiB, where the system tells it.
    fn kib(&self, name: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name))?.to_owned();
        line.trim_matches([':', ' ', '\t'])
            .trim_end_matches(" kB")
            .trim()
            .parse()
            .ok()
    }
}

fn refused(switches: &[&str]) -> String {
    let output = command(switches).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn help_documents_every_switch_path_and_endpoint() {
    let output = command(&["--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for switch in [
        "--port",
        "--seed",
        "--size",
        "--accounts",
        "--media",
        "--comments",
        "--conversations",
        "--live",
        "--token",
        "--speed",
        "--allowance",
        "--no-rates",
        "--faults",
        "--language",
        "--clock-start",
        "--clock-speed",
        "--redirect-uri",
    ] {
        assert!(help.contains(&format!("\n      {switch}")), "{switch}");
    }
    for row in surface() {
        assert!(help.contains(row.endpoint.name()), "{row:?}");
    }
    for path in [
        "requests",
        "effects",
        "faults",
        "clock",
        "comments",
        "_host",
        "/redirect",
        "/cdn/",
        "/ig-api-upload/",
        "/ig_messaging_cdn/",
    ] {
        assert!(help.contains(path), "{path}");
    }
    for said in [
        "{calls_per_hour}: what --allowance says from the start, 5,000 without it",
        "(yes, unless --no-rates)",
        "Never sent, though they can be subscribed",
        "{quota_total?, processing_ms?}: 100 and 3,000 from the start",
        "decides the answer",
    ] {
        assert!(help.contains(said), "{said}");
    }
}

#[tokio::test]
async fn the_first_line_for_programs_is_enough_to_make_every_kind_of_call() {
    let program = Program::start(&["--size", "small"]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (account, tokens) = (&program.ready["account"], &program.ready["tokens"]);
    let me = program
        .get(&text(&tokens["instagram"]), "v26.0/me?fields=user_id,username")
        .await;
    assert_eq!(
        (&me["user_id"], &me["username"]),
        (&account["id"], &account["username"])
    );
    assert_eq!(me["id"], account["app_scoped_id"]);
    let page = program.get(&text(&tokens["page"]), "v26.0/me").await;
    assert_eq!(page["id"], account["page_id"]);
    let pages = program.get(&text(&tokens["facebook"]), "v26.0/me/accounts").await;
    assert_eq!(pages["data"][0]["id"], account["page_id"]);
}

#[tokio::test]
async fn tokens_faults_and_sizes_come_from_switches() {
    let file = std::env::temp_dir().join(format!("simulator-faults-{}.json", std::process::id()));
    let faults = json!([{ "endpoint": "media", "kind": "error", "code": 2, "status": 500, "times": 1 }]);
    std::fs::write(&file, faults.to_string()).unwrap();
    let switches = [
        ["--accounts", "1"],
        ["--media", "3"],
        ["--comments", "12"],
        ["--token", "sesame"],
        ["--token", "narrow=instagram_business_basic"],
        ["--faults", file.to_str().unwrap()],
        ["--language", "spanish"],
        ["--speed", "0"],
    ];
    let program = Program::start(&switches.concat());
    std::fs::remove_file(&file).unwrap();
    assert_eq!(program.ready["accounts"].as_array().unwrap().len(), 1);
    let broken = program.get("sesame", "v26.0/me/media").await;
    assert_eq!(broken["error"]["code"], 2);
    let list = program.get("sesame", "v26.0/me/media?fields=comments_count").await;
    let counts: Vec<u64> = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["comments_count"].as_u64().unwrap())
        .collect();
    assert_eq!((counts.len(), counts.iter().sum::<u64>()), (3, 12));
    let refused = program.get("narrow", "v26.0/17850000000000001").await;
    assert_eq!(refused["error"]["error_subcode"], 33);
    assert!(
        refused["error"]["message"].as_str().unwrap().contains("objeto"),
        "{refused}"
    );
    assert_eq!(program.get("sesame", "_sim/publishing").await["processing_ms"], 0);
}

#[tokio::test]
async fn rates_count_in_the_program_unless_they_are_switched_off() {
    let still = ["--size", "small", "--clock-speed", "0", "--token", "sesame"];
    let program = Program::start(&still);
    let list = "v26.0/me/conversations?platform=instagram";
    for _ in 0..2 {
        assert!(program.get("sesame", list).await["data"].is_array());
    }
    assert_eq!(program.get("sesame", list).await["error"]["code"], 80006);
    assert_eq!(program.get("sesame", "_sim/allowance").await["calls_per_hour"], 5_000);
    let program = Program::start(&[&still[..], &["--no-rates", "--allowance", "3"]].concat());
    for _ in 0..4 {
        assert!(program.get("sesame", list).await["data"].is_array());
    }
    for _ in 0..3 {
        assert!(program.get("sesame", "v26.0/me/media").await["data"].is_array());
    }
    assert_eq!(program.get("sesame", "v26.0/me/media").await["error"]["code"], 80002);
}

#[test]
fn wrong_switches_are_refused_with_a_sentence() {
    assert!(refused(&["--accounts", "0"]).contains("--accounts"));
    assert!(refused(&["--speed=-1"]).contains("--speed"));
    assert!(refused(&["--token", "a=instagram_everything"]).contains("instagram_everything is no permission"));
    assert!(refused(&["--token", "narrow="]).contains("names no permission"));
    assert!(refused(&["--faults", "/nowhere/faults.json"]).contains("/nowhere/faults.json"));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let told = refused(&["--size", "small", "--port", &port]);
    assert!(
        told.starts_with(&format!("error: --port {port}: address already in use\n")),
        "{told}"
    );
}

/// Two million comments: there in five seconds, in less than a gigabyte, and quick to read. The figures of an ordinary
/// build are a twentieth of that.
#[tokio::test]
async fn two_million_comments_are_there_in_seconds() {
    let program = Program::start(&["--comments", "2000000"]);
    assert!(program.took < Duration::from_secs(5), "{:?}", program.took);
    let token = program.ready["tokens"]["instagram"].as_str().unwrap().to_owned();
    let began = Instant::now();
    let list = program
        .get(&token, "v26.0/me/media?limit=100&fields=id,comments_count")
        .await;
    let busiest = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .max_by_key(|it| it["comments_count"].as_u64())
        .unwrap();
    let path = format!(
        "v26.0/{}/comments?limit=50&fields=id,text,from,replies{{id,text}}",
        busiest["id"].as_str().unwrap()
    );
    let page = program.get(&token, &path).await;
    assert_eq!(page["data"].as_array().unwrap().len(), 50);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    if let Some(peak) = program.kib("VmHWM") {
        assert!(peak < 1 << 20, "{peak} KiB");
    }
}
