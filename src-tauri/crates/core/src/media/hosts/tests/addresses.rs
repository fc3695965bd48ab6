//! The addresses that settings lead to, and the settings that lead nowhere.

use jiff::Timestamp;
use proptest::prelude::*;
use secrecy::SecretString;
use url::Url;

use super::s3_server::{KEY_ID, SECRET, clock};
use crate::media::hosts::{Bucket, BucketSettings, HostProblem, MediaHost, Unsupported};

const NAME: &str = "0123456789abcdef0123456789abcdef.jpg";

fn settings() -> BucketSettings {
    BucketSettings {
        endpoint: Url::parse("https://s3.eu-central-1.amazonaws.com").unwrap(),
        region: "eu-central-1".to_owned(),
        bucket: "bluebakery-pictures".to_owned(),
        path_style: false,
        access_key_id: KEY_ID.to_owned(),
        public_base: None,
        prefix: String::new(),
    }
}

fn bucket(settings: BucketSettings) -> Result<Bucket, HostProblem> {
    Bucket::new(settings, SecretString::from(SECRET), clock())
}

async fn url(settings: BucketSettings) -> Url {
    bucket(settings).unwrap().url(NAME).await.unwrap()
}

fn unsupported(settings: &BucketSettings) -> Unsupported {
    match settings.check() {
        Err(HostProblem::Unsupported(what)) => what,
        other => panic!("{settings:?}: {other:?}"),
    }
}

#[tokio::test]
async fn the_bucket_stands_in_front_of_the_host_or_in_the_path() {
    let virtual_hosted = url(settings()).await;
    assert_eq!(
        virtual_hosted.host_str(),
        Some("bluebakery-pictures.s3.eu-central-1.amazonaws.com")
    );
    assert_eq!(virtual_hosted.path(), format!("/{NAME}"));
    let path_style = url(BucketSettings {
        path_style: true,
        prefix: "/postroom/live/".to_owned(),
        endpoint: Url::parse("https://s3.example.com:9000/storage").unwrap(),
        ..settings()
    })
    .await;
    assert_eq!(path_style.host_str(), Some("s3.example.com"));
    assert_eq!(path_style.port(), Some(9000));
    assert_eq!(
        path_style.path(),
        format!("/storage/bluebakery-pictures/postroom/live/{NAME}")
    );
}

#[tokio::test]
async fn a_signed_link_names_the_place_the_key_and_two_days_and_not_the_secret() {
    let before = clock().now();
    let link = url(settings()).await;
    let value = |name: &str| {
        link.query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .unwrap()
    };
    assert_eq!(value("X-Amz-Algorithm"), "AWS4-HMAC-SHA256");
    assert_eq!(value("X-Amz-Expires"), "172800");
    assert_eq!(value("X-Amz-SignedHeaders"), "host");
    let day = before.strftime("%Y%m%d").to_string();
    assert!(value("X-Amz-Credential").starts_with(&format!("{KEY_ID}/{}", &day[..6])));
    assert!(value("X-Amz-Credential").ends_with("/eu-central-1/s3/aws4_request"));
    assert_eq!(value("X-Amz-Signature").len(), 64);
    assert!(!link.as_str().contains("quietsecret"));
    assert!(link.as_str().is_ascii(), "the platform takes US-ASCII addresses only");
}

#[tokio::test]
async fn a_public_address_needs_no_signature() {
    for base in [
        "https://pictures.bluebakery.example/p",
        "https://pictures.bluebakery.example/p/",
    ] {
        let link = url(BucketSettings {
            public_base: Some(Url::parse(base).unwrap()),
            prefix: "live".to_owned(),
            ..settings()
        })
        .await;
        assert_eq!(
            link.as_str(),
            format!("https://pictures.bluebakery.example/p/live/{NAME}")
        );
    }
}

#[test]
fn addresses_that_cannot_be_used_are_refused_with_their_reason() {
    let endpoint = |address: &str| BucketSettings {
        endpoint: Url::parse(address).unwrap(),
        ..settings()
    };
    for (address, reason) in [
        ("http://s3.example.com", Unsupported::NotHttps),
        ("ftp://s3.example.com", Unsupported::Endpoint),
        ("mailto:s3@example.com", Unsupported::Endpoint),
        ("https://user:pw@s3.example.com", Unsupported::Endpoint),
        ("https://s3.example.com/?x=1", Unsupported::Endpoint),
        ("https://s3.example.com/#x", Unsupported::Endpoint),
        (
            "https://bluebakery-pictures.s3.example.com",
            Unsupported::BucketInEndpoint,
        ),
        (
            "https://s3.example.com/bluebakery-pictures/",
            Unsupported::BucketInEndpoint,
        ),
        ("https://203.0.113.7", Unsupported::NeedsPathStyle),
    ] {
        assert_eq!(unsupported(&endpoint(address)), reason, "{address}");
    }
    for (base, reason) in [
        ("http://pictures.example.com", Unsupported::NotHttps),
        ("https://pictures.example.com/?v=1", Unsupported::PublicBase),
        ("data:text/plain,x", Unsupported::PublicBase),
    ] {
        let with_base = BucketSettings {
            public_base: Some(Url::parse(base).unwrap()),
            ..settings()
        };
        assert_eq!(unsupported(&with_base), reason, "{base}");
    }
}

#[test]
fn names_that_cannot_be_used_are_refused_with_their_reason() {
    let named = |bucket: &str, path_style| BucketSettings {
        bucket: bucket.to_owned(),
        path_style,
        ..settings()
    };
    for name in ["", ".", "..", "a/b", "a b", "a?b", "größe"] {
        assert_eq!(unsupported(&named(name, true)), Unsupported::BucketName, "{name:?}");
    }
    for name in ["blue.bakery", "BlueBakery"] {
        assert_eq!(
            unsupported(&named(name, false)),
            Unsupported::NeedsPathStyle,
            "{name:?}"
        );
        assert_eq!(named(name, true).check(), Ok(()), "{name:?}");
    }
    for region in ["", "eu central", "eu/central"] {
        let with_region = BucketSettings {
            region: region.to_owned(),
            ..settings()
        };
        assert_eq!(unsupported(&with_region), Unsupported::Region, "{region:?}");
    }
    for key_id in ["", "AKIA KEY", "AKIA\n"] {
        let with_key = BucketSettings {
            access_key_id: key_id.to_owned(),
            ..settings()
        };
        assert_eq!(unsupported(&with_key), Unsupported::AccessKeyId, "{key_id:?}");
    }
    for prefix in ["a//b", "../up", "a b", "a?b", "./a"] {
        let with_prefix = BucketSettings {
            prefix: prefix.to_owned(),
            ..settings()
        };
        assert_eq!(unsupported(&with_prefix), Unsupported::Prefix, "{prefix:?}");
    }
    let no_secret = Bucket::new(settings(), SecretString::from(" "), clock());
    assert_eq!(no_secret.err(), Some(HostProblem::Unsupported(Unsupported::Secret)));
}

#[tokio::test]
async fn a_key_that_is_a_path_gets_no_address() {
    let bucket = bucket(settings()).unwrap();
    for key in ["", "../other-bucket/x.jpg", "a/b.jpg", "?acl"] {
        let expected = HostProblem::Unsupported(Unsupported::Key);
        assert_eq!(bucket.url(key).await, Err(expected.clone()), "{key:?}");
        assert_eq!(bucket.remove(key).await, Err(expected), "{key:?}");
    }
}

#[test]
fn settings_survive_being_written_down_and_hold_no_secret() {
    let full = BucketSettings {
        public_base: Some(Url::parse("https://pictures.bluebakery.example/").unwrap()),
        prefix: "live".to_owned(),
        ..settings()
    };
    let written = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<BucketSettings>(&written).unwrap(), full);
    let short =
        r#"{"endpoint":"https://s3.example.com/","region":"auto","bucket":"b","path_style":true,"access_key_id":"k"}"#;
    let read: BucketSettings = serde_json::from_str(short).unwrap();
    assert!(read.public_base.is_none() && read.prefix.is_empty());
}

#[test]
fn the_word_of_a_bucket_is_stable_and_the_same_with_and_without_a_slash() {
    let bucket = bucket(settings()).unwrap();
    assert_eq!(
        bucket.word(),
        "bucket:https://s3.eu-central-1.amazonaws.com/bluebakery-pictures"
    );
    let said = format!("{bucket:?}");
    assert!(!said.contains("quietsecret") && !said.contains(KEY_ID), "{said}");
}

#[derive(Debug)]
struct Stopped(Timestamp);

#[async_trait::async_trait]
impl crate::clock::Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }

    fn monotonic(&self) -> std::time::Duration {
        std::time::Duration::ZERO
    }

    async fn sleep(&self, _: std::time::Duration) {}
}

/// The worked example of docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html, whose signature for a link
/// of one day is published; ours is good for two days, so only what does not depend on that is compared.
#[tokio::test]
async fn a_link_is_dated_by_the_clock_it_is_given() {
    let now: Timestamp = "2013-05-24T00:00:00Z".parse().unwrap();
    let example = BucketSettings {
        endpoint: Url::parse("https://s3.amazonaws.com").unwrap(),
        region: "us-east-1".to_owned(),
        bucket: "examplebucket".to_owned(),
        access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
        ..settings()
    };
    let bucket = Bucket::new(
        example,
        SecretString::from("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        std::sync::Arc::new(Stopped(now)),
    )
    .unwrap();
    let link = bucket.url("test.txt").await.unwrap();
    let start = "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20130524T000000Z&X-Amz-Expires=172800&X-Amz-SignedHeaders=host&X-Amz-Signature=";
    assert!(link.as_str().starts_with(start), "{link}");
}

proptest! {
    #[test]
    fn no_key_and_no_folder_lead_out_of_the_bucket(key in ".{0,40}", prefix in ".{0,40}") {
        let path_style = BucketSettings { path_style: true, prefix, ..settings() };
        if let Ok(bucket) = bucket(path_style) {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            if let Ok(link) = runtime.block_on(bucket.url(&key)) {
                prop_assert!(link.path().starts_with("/bluebakery-pictures/"));
                let end = format!("/{key}");
                prop_assert!(link.path().ends_with(&end));
            }
        }
    }
}
