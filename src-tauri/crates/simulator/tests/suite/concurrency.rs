//! Many callers at once: every read of the surface while others write. A read that waits for itself would never end.
#![allow(
    clippy::print_stderr,
    reason = "a simulator that hangs ends the process, and says why"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::common::facebook::Login;
use crate::common::{ACCOUNT, Bench, OTHER, options};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use simulator::{Endpoint, Flavour, SurfaceRow, surface};

/// Readers and writers at the same time.
const READERS: usize = 6;
const WRITERS: usize = 4;
/// How often each row is read by each reader.
const ROUNDS: usize = 12;
/// Real time all of it may take; it takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// One of each kind of object.
struct Objects {
    account: String,
    page: String,
    business: String,
    media: String,
    album: String,
    child: String,
    comment: String,
    container: String,
    hashtag: String,
    audio: String,
    conversation: String,
    message: String,
    person: String,
    mentioning: String,
    mentioning_comment: Value,
    shared: String,
    instagram: String,
    facebook: String,
    page_token: String,
    secret: String,
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

impl Objects {
    async fn of(bench: &Bench) -> Self {
        let login = Login::new(bench);
        let account = login.account.clone();
        let list = bench.ok("me/media?fields=id,media_type,children&limit=100").await;
        let albums = list["data"].as_array().unwrap().iter();
        let album = albums.clone().find(|it| it["media_type"] == "CAROUSEL_ALBUM").unwrap();
        let picture = bench.host_picture("one.jpg").await;
        let mentions: Value = bench
            .http
            .get(bench.address(&format!("_sim/mentions?username={ACCOUNT}")))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let invites = login.ok(&format!("{account}/collaboration_invites")).await;
        let shared = invites["data"][0]["media_id"].as_str().unwrap().to_owned();
        let accepted = format!("{account}/collaboration_invites?media_id={shared}&accept=true");
        assert_eq!(login.send(Method::POST, &accepted).await.0, 200);
        let conversation = bench.open();
        let messages = bench.ok(&format!("{}/messages", conversation.id)).await;
        let sounds = format!("ig_audio?user_id={account}&audio_type=music");
        let found = login.ok(&format!("ig_hashtag_search?user_id={account}&q=coffee")).await;
        Self {
            page: bench.simulator.page_id(ACCOUNT).unwrap(),
            business: id(&login.ok("me/businesses").await["data"][0]),
            media: bench.post_id(),
            album: id(album),
            child: id(&album["children"]["data"][0]),
            comment: bench.comment_id(),
            container: bench.container(json!({ "image_url": picture })).await,
            hashtag: id(&found["data"][0]),
            audio: login.ok(&sounds).await["audio"][0]["audio_id"]
                .as_str()
                .unwrap()
                .to_owned(),
            message: id(&messages["data"][0]),
            conversation: conversation.id,
            person: conversation.person,
            mentioning: mentions["media"][0].as_str().unwrap().to_owned(),
            mentioning_comment: mentions["comments"][0].clone(),
            shared,
            instagram: bench.token.clone(),
            facebook: login.token.clone(),
            page_token: bench.simulator.page_token(ACCOUNT),
            secret: bench.simulator.app_secret().to_owned(),
            account,
        }
    }

    /// A call of a row with everything asked for that has to look something up; panics for a row nobody thought of.
    fn call(&self, row: &SurfaceRow) -> String {
        let of_media = "like_count,comments_count,permalink,comments{id,from,replies{id,text}},children{id,media_url}";
        let of_others = "id,caption,like_count,comments_count,media_url,children{id}";
        match row.path.as_str() {
            "/access_token" => format!(
                "access_token?grant_type=ig_exchange_token&client_secret={}",
                self.secret
            ),
            "/refresh_access_token" => "refresh_access_token?grant_type=ig_refresh_token".to_owned(),
            "/oauth/access_token" => "oauth/access_token?grant_type=client_credentials".to_owned(),
            "/debug_token" => format!("debug_token?input_token={}", self.facebook),
            "/?ids=…" => format!("?ids={},{}", self.account, self.media),
            "/me" => "me?fields=id,name".to_owned(),
            "/{account}?fields=business_discovery.username(…){…}" => format!(
                "{}?fields=business_discovery.username({OTHER}){{username,media{{id,like_count}}}}",
                self.account
            ),
            "/{account}?fields=mentioned_media.media_id(…){…}" => format!(
                "{}?fields=mentioned_media.media_id({}){{{of_others}}}",
                self.account, self.mentioning
            ),
            "/{account}?fields=mentioned_comment.comment_id(…){…}" => format!(
                "{}?fields=mentioned_comment.comment_id({}){{id,text,like_count,media{{{of_others}}}}}",
                self.account,
                id(&self.mentioning_comment)
            ),
            "/{account}?fields=collaborative_media_search.media_id(…){…}" => format!(
                "{}?fields=collaborative_media_search.media_id({}){{{of_others}}}",
                self.account, self.shared
            ),
            "/{account}" => format!("{}?fields=username,media{{{of_media}}},stories{{id}}", self.account),
            "/{account}/tags" | "/{account}/collaborative_media" => {
                let edge = row.path.rsplit('/').next().unwrap();
                format!("{}/{edge}?fields={of_others}", self.account)
            }
            "/{account}/media" => format!("{}/media?limit=5&fields={of_media}", self.account),
            "/{account}/insights" => format!(
                "{}/insights?metric=reach,likes&period=day&metric_type=total_value",
                self.account
            ),
            "/{media}/insights" => format!("{}/insights?metric=reach,likes", self.media),
            "/{child}/insights" => format!("{}/insights?metric=reach", self.child),
            "/{media}/children" => format!("{}/children?fields=id,media_url", self.album),
            "/{media}" => format!("{}?fields={of_media}", self.media),
            "/{comment}" => format!("{}?fields=id,text,from,media,replies{{id,from}}", self.comment),
            "/{page}" => format!("{}?fields=name,instagram_business_account", self.page),
            "/{account}/conversations" => conversations(&self.account),
            "/{page}/conversations" => conversations(&self.page),
            "/{conversation}" => format!("{}?fields=participants,messages{{id,message,from}}", self.conversation),
            "/{message}" => format!("{}?fields=id,message,from,to,attachments", self.message),
            "/{person}" => format!("{}?fields=name,username", self.person),
            "/{hashtag}/recent_media" | "/{hashtag}/top_media" => {
                let edge = row.path.rsplit('/').next().unwrap();
                format!("{}/{edge}?user_id={}&fields=id,caption", self.hashtag, self.account)
            }
            "/ig_hashtag_search" => format!("ig_hashtag_search?user_id={}&q=coffee", self.account),
            "/ig_audio" => format!("ig_audio?user_id={}&audio_type=music", self.account),
            "/instagram_oembed" => "instagram_oembed?url=https%3A%2F%2Fwww.instagram.com%2Fp%2FABC%2F".to_owned(),
            "/{audio}" => format!("{}?user_id={}", self.audio, self.account),
            path => {
                let path = path
                    .replace("{account}", &self.account)
                    .replace("{page}", &self.page)
                    .replace("{business}", &self.business)
                    .replace("{media}", &self.media)
                    .replace("{child}", &self.child)
                    .replace("{comment}", &self.comment)
                    .replace("{container}", &self.container)
                    .replace("{hashtag}", &self.hashtag)
                    .replace("{conversation}", &self.conversation);
                assert!(!path.contains(['{', '?']), "nobody knows how to call {path}");
                path.trim_start_matches('/').to_owned()
            }
        }
    }

    /// The token a row is asked with under a flavour.
    fn token(&self, row: &SurfaceRow, flavour: Flavour) -> &str {
        let messaging = matches!(
            row.endpoint,
            Endpoint::Conversations
                | Endpoint::Conversation
                | Endpoint::Message
                | Endpoint::UserProfile
                | Endpoint::SubscribedApps
        );
        match flavour {
            Flavour::InstagramLogin => &self.instagram,
            Flavour::FacebookLogin if messaging => &self.page_token,
            Flavour::FacebookLogin => &self.facebook,
        }
    }
}

fn conversations(node: &str) -> String {
    format!("{node}/conversations?platform=instagram&fields=id,participants,messages{{id,message}}")
}

/// Rows that are refused as they are called here: a login's own steps, several ids at once, which is over, insights of a
/// slide, which there are none of, and the address of a post that is nobody's.
fn may_be_refused(row: &SurfaceRow) -> bool {
    matches!(
        row.endpoint,
        Endpoint::LongToken | Endpoint::Refresh | Endpoint::FacebookToken | Endpoint::Several | Endpoint::Oembed
    ) || row.path == "/{child}/insights"
}

async fn status(http: &Client, method: Method, address: &str, token: &str) -> (u16, String) {
    let answer = http.request(method, address).bearer_auth(token).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn every_read_ends_while_others_write() {
    let bench = Bench::with(options()).await;
    bench.simulator.set_hourly_allowance(u32::MAX);
    let objects = Objects::of(&bench).await;
    let mut reads = Vec::new();
    for row in surface().iter().filter(|row| row.method == "GET") {
        for flavour in row.flavours {
            let address = bench.address(&format!("v26.0/{}", objects.call(row)));
            let token = objects.token(row, *flavour).to_owned();
            let answered = status(&bench.http, Method::GET, &address, &token);
            let (status, told) = tokio::time::timeout(PATIENCE, answered).await.expect(&address);
            let as_expected = if may_be_refused(row) {
                status < 500
            } else {
                status == 200
            };
            assert!(as_expected, "{address}: {told}");
            reads.push((address, token));
        }
    }
    let writes: Vec<String> = [
        format!("{}?comment_enabled=true", objects.media),
        format!("{}?comment_enabled=false", objects.media),
        format!("{}?hide=true", objects.comment),
        format!("{}?hide=false", objects.comment),
    ]
    .iter()
    .map(|path| bench.address(&format!("v26.0/{path}")))
    .collect();
    let over = Arc::new(AtomicBool::new(false));
    let written = Arc::new(AtomicUsize::new(0));
    let reads = Arc::new(reads);
    let readers: Vec<_> = (0..READERS)
        .map(|reader| {
            let (reads, http) = (Arc::clone(&reads), bench.http.clone());
            tokio::spawn(async move {
                for step in 0..ROUNDS * reads.len() {
                    let (address, token) = &reads[(step + reader * 7) % reads.len()];
                    let (status, told) = status(&http, Method::GET, address, token).await;
                    assert!(status < 500, "{address}: {told}");
                }
            })
        })
        .collect();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (over, written, http) = (Arc::clone(&over), Arc::clone(&written), bench.http.clone());
            let (address, token) = (writes[writer].clone(), objects.instagram.clone());
            tokio::spawn(async move {
                while !over.load(Ordering::SeqCst) {
                    let (status, told) = status(&http, Method::POST, &address, &token).await;
                    assert_eq!(status, 200, "{address}: {told}");
                    written.fetch_add(1, Ordering::SeqCst);
                }
            })
        })
        .collect();
    let all = async {
        for reader in readers {
            reader.await.unwrap();
        }
        over.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.unwrap();
        }
    };
    let ended = tokio::time::timeout(PATIENCE, all).await;
    // A simulator that hangs would hold up the end of the test as well.
    if ended.is_err() {
        eprintln!("a read or a write never ended");
        std::process::exit(1);
    }
    assert!(written.load(Ordering::SeqCst) > 100);
}
