//! The client reads 100,000 comments page by page.
//!
//! Bar: its own processor time is at most twice that of `serde_json` parsing the same bytes into a `Value`, and its
//! memory does not grow with what it has read.

use std::hint::black_box;
use std::time::Duration;

use instagram::{Client, Direct, Endpoint, GetMe, ListComments, ListMedia, MediaId, pages};

use crate::Failure;
use crate::measure::{cpu, median, peak_memory};
use crate::report::{Bar, Quantity, Report, Row};
use crate::simulated::Simulated;

/// Top-level comments to be read; their replies come with them and are not counted.
const COMMENTS: usize = 100_000;

/// Comments a page.
const PAGE: u32 = 50;

/// Comments after which memory is looked at for the first time.
const EARLY: usize = 20_000;

/// Comments and replies of the post: enough for [`COMMENTS`] at the top level.
const WORLD: usize = 220_000;

/// How often each side is measured; the median counts.
const ROUNDS: usize = 3;

const NOTE: &str = "\
Counted for the client: all processor time of this process, user and system, from building a request over HTTP on
loopback and walking from page to page to typed comments, median of three rounds; the simulator is another process.
Counted for serde_json: from_slice of the same answers, read before, into Value, and dropping it. Memory: the process's peak
after 20,000 and after 100,000.";

/// Runs the bench.
pub fn run() -> Result<Report, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure())
}

/// The platform, and a post with many comments.
struct Site {
    simulated: Simulated,
    client: Client,
    media: MediaId,
}

async fn measure() -> Result<Report, Failure> {
    let site = Site::open().await?;
    let (mut reading, mut memory) = (Vec::new(), None);
    for _ in 0..ROUNDS {
        let before = cpu();
        let peaks = site.read().await?;
        reading.push(cpu() - before);
        // Later rounds hold the same peak whatever they do.
        memory.get_or_insert(peaks);
    }
    let (early, late) = memory.unwrap_or_default();

    let answers = site.record().await?;
    let bytes: usize = answers.iter().map(Vec::len).sum();
    let parsing = median(timed(ROUNDS, || answers.iter().try_for_each(|body| parse(body)))?);
    let decoding = median(timed(ROUNDS, || answers.iter().try_for_each(|body| site.decode(body)))?);
    let peer = format!("serde_json into Value, {:.1} MB", bytes as f64 / 1e6);
    let row = |what: &str, measured, bar| {
        Row::beside(
            what,
            Quantity::Time(measured),
            peer.clone(),
            Quantity::Time(parsing),
            bar,
        )
    };
    Ok(Report {
        note: NOTE.to_owned(),
        rows: vec![
            row("processor time of the client", median(reading), Bar::RatioUpTo(2.0)),
            row("of it: from bytes to comments", decoding, Bar::None),
            Row::beside(
                "peak memory after 100,000 comments",
                Quantity::Bytes(late),
                "after 20,000",
                Quantity::Bytes(early),
                Bar::RatioUpTo(1.1),
            ),
        ],
    })
}

impl Site {
    async fn open() -> Result<Self, Failure> {
        let simulated = Simulated::start(WORLD)?;
        let client = Client::new(simulated.endpoints())?;
        let token = simulated.token();
        let me = client.call(&token, &GetMe).await?.value;
        let newest = ListMedia {
            limit: 1,
            ..ListMedia::new(&me.user_id)
        };
        let posts = client.call(&token, &newest).await?.value.items;
        let media = posts.into_iter().next().map(|media| media.id);
        Ok(Self {
            media: media.ok_or_else(|| Failure::Broken("the account has no post".to_owned()))?,
            simulated,
            client,
        })
    }

    fn page<'a>(&'a self, after: Option<&'a str>) -> ListComments<'a> {
        ListComments {
            limit: PAGE,
            after,
            ..ListComments::new(&self.media)
        }
    }

    /// Reads [`COMMENTS`] comments with the client's own walk through pages and forgets them; answers the memory peaks, early
    /// and at the end.
    async fn read(&self) -> Result<(u64, u64), Failure> {
        let token = self.simulated.token();
        let caller = Direct {
            client: &self.client,
            token: &token,
        };
        let list = self.page(None);
        let mut walk = pages(&caller, &list);
        let (mut read, mut early) = (0, 0);
        while read < COMMENTS {
            let Some(page) = walk.next().await else {
                return Err(Failure::Broken(format!("the post has only {read} comments")));
            };
            let missing = read < EARLY;
            read += page?.value.items.len();
            if missing && read >= EARLY {
                early = peak_memory()?;
            }
        }
        Ok((early, peak_memory()?))
    }

    /// The same answers as they come, read without the client.
    async fn record(&self) -> Result<Vec<Vec<u8>>, Failure> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        let token = self.simulated.token();
        let (mut answers, mut read, mut after) = (Vec::new(), 0, None::<String>);
        while read < COMMENTS {
            let page = self.page(after.as_deref());
            let address = page.request(self.client.endpoints())?.uri().to_string();
            let answer = http.get(address).bearer_auth(token.expose()).send().await?;
            let body = answer.error_for_status()?.bytes().await?;
            let decoded = page.decode(&body)?;
            read += decoded.items.len();
            after = decoded.after;
            answers.push(body.to_vec());
        }
        Ok(answers)
    }

    fn decode(&self, body: &[u8]) -> Result<(), Failure> {
        black_box(self.page(None).decode(body)?);
        Ok(())
    }
}

fn parse(body: &[u8]) -> Result<(), Failure> {
    let value: serde_json::Value =
        serde_json::from_slice(body).map_err(|_| Failure::Broken("an answer is no JSON".to_owned()))?;
    black_box(value);
    Ok(())
}

/// The processor time of each of `rounds` runs.
fn timed(rounds: usize, mut work: impl FnMut() -> Result<(), Failure>) -> Result<Vec<Duration>, Failure> {
    (0..rounds)
        .map(|_| {
            let before = cpu();
            work()?;
            Ok(cpu() - before)
        })
        .collect()
}
