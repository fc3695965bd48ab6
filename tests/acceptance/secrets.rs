//! Tokens, codes and the app secret appear nowhere but in the keychain.

use std::fs;
use std::io::Write;
use std::sync::{Arc, Mutex};

use instagram::{AccessToken, AppSecret};
use postroom_core::outbox::QuitChoice;
use postroom_tests::desktop::files_below;
use postroom_tests::office::Office;
use postroom_tests::simulated::Consent;
use simulator::{Endpoint, Fault, FaultKind};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Everything the program would log at the finest level, its own crates and its libraries alike.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What must be found nowhere, with its name for the report.
struct Secret {
    name: &'static str,
    value: String,
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[tokio::test]
async fn a_whole_login_leaves_no_secret_in_files_logs_or_messages() {
    let log = Log::default();
    let writer = log.clone();
    // The simulator is the other side: what it writes about itself is not ours.
    let filter = tracing_subscriber::EnvFilter::new("trace,simulator=off");
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(move || writer.clone());
    let _guard = tracing_subscriber::registry().with(filter).with(layer).set_default();

    let office = Office::open().await.unwrap();
    let mut told = Vec::new();
    let username = office.username(0);
    let mut secrets = vec![Secret {
        name: "the app secret",
        value: office.simulator.app_secret().to_owned(),
    }];

    // A login that fails at each of its calls, then one that works.
    for (endpoint, fault) in [
        (Endpoint::Token, FaultKind::Html),
        (Endpoint::Token, FaultKind::Truncated),
        (Endpoint::LongToken, FaultKind::Truncated),
        (Endpoint::LongToken, FaultKind::CutAfter),
        (Endpoint::Me, FaultKind::Html),
    ] {
        office.simulator.faults().add(Fault::once(endpoint, fault));
        let link = office.log_in(Consent::Allow(&username), None).await.unwrap();
        secrets.push(Secret {
            name: "a code",
            value: parameter(&link, "code"),
        });
        secrets.push(Secret {
            name: "a state",
            value: parameter(&link, "state"),
        });
        office.take_link(&link).await.unwrap();
        told.push(format!("{:?}", office.app.accounts().login().phase()));
        office.simulator.faults().clear();
    }
    let link = office.log_in(Consent::Allow(&username), None).await.unwrap();
    secrets.push(Secret {
        name: "the code",
        value: parameter(&link, "code"),
    });
    let mut wrong = link.clone();
    wrong.set_query(Some(&format!("code={}&state=x&state=y", parameter(&link, "code"))));
    told.push(format!("{:?}", office.take_link(&wrong).await.unwrap_err()));
    office.take_link(&link).await.unwrap();
    told.push(format!("{:?}", office.app.accounts().login().phase()));
    office.app.accounts().login().confirm(true).await.unwrap();
    let account = office.app.accounts().list().await.unwrap().remove(0).row.id;
    secrets.push(Secret {
        name: "the token",
        value: office.token(&account).await.unwrap(),
    });

    // Reading and acting, with answers that go wrong.
    office.all_read().await.unwrap();
    let targets = office.targets();
    for fault in [FaultKind::Html, FaultKind::Truncated, FaultKind::ExpiredToken] {
        office.simulator.faults().add(Fault::always(Endpoint::Media, fault));
        office.sync().await.unwrap();
        told.push(format!("{:?}", office.app.accounts().list().await.unwrap()));
        office.simulator.faults().clear();
    }
    // The login ran out on the way; it is renewed before anything is sent.
    let link = office
        .log_in(Consent::Allow(&username), Some(account.clone()))
        .await
        .unwrap();
    secrets.push(Secret {
        name: "the second code",
        value: parameter(&link, "code"),
    });
    office.take_link(&link).await.unwrap();
    secrets.push(Secret {
        name: "the second token",
        value: office.token(&account).await.unwrap(),
    });
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Hide, FaultKind::CutAfter));
    office.app.inbox().reply(&targets[0], "Thank you!").await.unwrap();
    office.app.inbox().set_hidden(&targets[1..2], true).await.unwrap();
    office.app.inbox().delete(&targets[2..3]).await.unwrap();
    office.settle().await.unwrap();
    told.push(format!("{:?}", office.app.outbox().sections().await.unwrap()));
    told.push(format!("{:?}", office.app.state().await.unwrap()));

    // While it runs (the write-ahead log is there), and after it ended.
    let folder = office.machine.clone();
    let mut files = read(&folder);
    assert!(
        files.iter().any(|(name, _)| name.ends_with("postroom.db-wal")),
        "the write-ahead log is looked at, too"
    );
    let Office {
        simulator: _,
        machine: _,
        vault: _,
        app,
    } = office;
    app.shut_down(QuitChoice::Keep).await.unwrap();
    files.extend(read(&folder));

    let log = log.0.lock().unwrap().clone();
    assert!(
        contains(&log, "reqwest") || contains(&log, "hyper"),
        "libraries are heard, too"
    );
    for secret in &secrets {
        assert!(
            secret.value.len() >= 16,
            "{} is long enough to be told apart",
            secret.name
        );
        for (name, bytes) in &files {
            assert!(!contains(bytes, &secret.value), "{} is in {name}", secret.name);
        }
        assert!(
            !contains(&log, &secret.value),
            "{} is in the log: {}",
            secret.name,
            line_with(&log, &secret.value)
        );
        for text in &told {
            assert!(!text.contains(&secret.value), "{} is in {text}", secret.name);
        }
    }
}

#[test]
fn secrets_do_not_print() {
    let shown = format!(
        "{:?} {:?}",
        AccessToken::new("IGAAverysecret"),
        AppSecret::new("hush0123456789ab")
    );
    assert!(!shown.contains("verysecret") && !shown.contains("hush"), "{shown}");
}

fn parameter(link: &url::Url, name: &str) -> String {
    link.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
}

fn read(machine: &postroom_tests::office::Machine) -> Vec<(String, Vec<u8>)> {
    let files = files_below(machine.folder()).unwrap();
    files
        .into_iter()
        .map(|path| (path.to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

/// The place of a find, with the secret itself struck out.
fn line_with(log: &[u8], secret: &str) -> String {
    let text = String::from_utf8_lossy(log);
    text.lines()
        .find(|line| line.contains(secret))
        .unwrap_or_default()
        .replace(secret, "…")
}
