//! Every switch. Each works alone; what is not given follows from what is.

use std::path::PathBuf;
use std::str::FromStr;
use std::{fs, io};

use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};
use jiff::Timestamp;
use simulator::{Fault, Language, Options, SimClock, WorldSize};

use super::help;

/// An Instagram that runs on this computer: both logins, posts, pictures, comments, direct messages, publishing, insights,
/// hashtags and webhooks, made up from a seed. Only 127.0.0.1 can reach it, and it reaches this computer only.
#[derive(Debug, Parser)]
#[command(name = "instagram-simulator", version, verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// Port on 127.0.0.1; 0 takes any free one.
    #[arg(long, default_value_t = 8380)]
    pub(crate) port: u16,
    /// Same seed, size and clock start: same world.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How big the world is. small: 2 accounts, 40 posts, 600 comments, 16 conversations. demo: 5 accounts, 60 posts, 12,904
    /// comments, 135 conversations.
    #[arg(long, value_enum, default_value_t = Size::Demo)]
    size: Size,
    /// Accounts, 1 to 200, instead of those of the size; the first five are the demo's brands.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=200))]
    accounts: Option<u16>,
    /// Posts over all accounts, at least one an account. When not given: those of the size, and one for every 200
    /// comments where there are more of these.
    #[arg(long, alias = "posts", value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    media: Option<u32>,
    /// Comments and replies over all posts, up to 4,000,000; two million take a second to make. When not given: those of
    /// the size, or 200 a post.
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=4_000_000))]
    comments: Option<u32>,
    /// Conversations over all accounts; 200,000 of them take no memory. When not given: those of the size, or eight an
    /// account.
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    conversations: Option<u32>,
    /// Lets new comments arrive, one every three to twelve simulated seconds, and new messages, one every twenty to
    /// sixty.
    #[arg(long)]
    live: bool,
    /// An access token for the first account: a text of your choice, with every permission or, behind an equals sign,
    /// with those named (instagram_business_basic,…). A text that begins with IGAA is one of Instagram Login, with EAA
    /// one of Facebook Login (a person's, on the first account's Page); any other is what its permissions are, and
    /// without any what the request's Host says (graph.instagram.… or graph.facebook.…), else Instagram Login. It never
    /// ends. An equals sign with nothing behind it is refused; a text may end in two of them. May be given several times.
    #[arg(long, value_name = "TEXT[=SCOPE,…]")]
    pub(crate) token: Vec<Token>,
    /// How fast containers are processed: 1 as the platform does (three simulated seconds and more), 10 ten times as
    /// fast, 0 at once.
    #[arg(long, default_value_t = 1.0, value_parser = speed)]
    pub(crate) speed: f64,
    /// Calls an hour an account may make before it is refused with code 80002, whatever the size of the world. Calls about
    /// messages have rates of their own and do not count.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1..))]
    allowance: u32,
    /// Lets the rates of single endpoints not count. Without this switch an account has two calls of conversations a
    /// second (80006) and 750 private replies an hour (613), in simulated time.
    #[arg(long)]
    no_rates: bool,
    /// Faults from the start: a JSON file with a list of them, written as below.
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    /// Language of the refusals.
    #[arg(long, value_enum, default_value_t = Spoken::English)]
    pub(crate) language: Spoken,
    /// Simulated time at the start, such as 2026-11-19T14:00:00Z; now, when not given.
    #[arg(long)]
    clock_start: Option<Timestamp>,
    /// Simulated seconds per real second; 60 lets a minute pass in a second, 0 holds the clock still.
    #[arg(long, default_value_t = 1.0)]
    clock_speed: f64,
    /// The scheme the redirect page hops to.
    #[arg(long, default_value = "postroom-demo")]
    redirect_scheme: String,
    /// One more redirect URI to accept, byte for byte; may be given several times.
    #[arg(long)]
    pub(crate) redirect_uri: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    Small,
    Demo,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Spoken {
    English,
    Portuguese,
    Spanish,
    Chinese,
}

impl From<Spoken> for Language {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::English => Self::English,
            Spoken::Portuguese => Self::Portuguese,
            Spoken::Spanish => Self::Spanish,
            Spoken::Chinese => Self::Chinese,
        }
    }
}

/// A text that is to be a token, and the permissions named for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    /// Separated by commas; empty for all of them.
    pub(crate) scopes: String,
}

impl FromStr for Token {
    type Err = String;

    /// Tokens may end in two equals signs themselves: what follows the last one is a list of permissions only when it
    /// reads like one. Behind a single one at the end the list was forgotten.
    fn from_str(given: &str) -> Result<Self, String> {
        let reads_like_scopes = |list: &str| {
            !list.is_empty()
                && list
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || b"_,".contains(&byte))
        };
        let (text, scopes) = match given.rsplit_once('=') {
            Some((text, scopes)) if reads_like_scopes(scopes) => (text, scopes),
            _ => (given, ""),
        };
        if text.is_empty() {
            return Err("a token needs a text".to_owned());
        }
        if text.ends_with('=') && !text.ends_with("==") && scopes.is_empty() {
            return Err("the equals sign names no permission; without it the token has every one".to_owned());
        }
        Ok(Self {
            text: text.to_owned(),
            scopes: scopes.to_owned(),
        })
    }
}

fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if speed.is_finite() && speed >= 0.0 => Ok(speed),
        _ => Err("a number from 0 up".to_owned()),
    }
}

impl Arguments {
    /// The switches the program was started with; ends the program for wrong ones and for `--help`.
    pub(crate) fn read() -> Self {
        let matches = Self::command().after_help(help::more()).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|problem| problem.exit())
    }

    pub(crate) fn options(&self) -> Options {
        let start = self.clock_start.unwrap_or_else(|| SimClock::real().now());
        Options {
            seed: self.seed,
            size: self.world(),
            conversations: self.conversations.map(|conversations| conversations as usize),
            live: self.live,
            clock: SimClock::at(start, self.clock_speed),
            port: self.port,
            speed: self.speed,
            rates: !self.no_rates,
            allowance: Some(self.allowance),
            redirect_scheme: self.redirect_scheme.clone(),
        }
    }

    /// The size, with whatever number was given instead.
    fn world(&self) -> WorldSize {
        let named = match self.size {
            Size::Small => WorldSize::Small,
            Size::Demo => WorldSize::Demo,
        };
        let (accounts, media, comments) = (
            self.accounts.map(usize::from),
            self.media.map(|posts| posts as usize),
            self.comments.map(|comments| comments as usize),
        );
        if accounts.is_none() && media.is_none() && comments.is_none() {
            return named;
        }
        let accounts = accounts.unwrap_or_else(|| named.accounts());
        let usual = named.posts() * accounts / named.accounts();
        let posts = media.unwrap_or_else(|| usual.max(comments.unwrap_or_default() / A_POST));
        WorldSize::Custom {
            accounts,
            posts,
            comments: comments.unwrap_or(posts * A_POST),
        }
    }

    /// The faults of `--faults`; the error is a sentence.
    pub(crate) fn read_faults(&self) -> Result<Vec<Fault>, String> {
        let Some(file) = &self.faults else {
            return Ok(Vec::new());
        };
        let told = |problem: String| format!("--faults {}: {problem}", file.display());
        let text = fs::read_to_string(file).map_err(|problem: io::Error| told(problem.to_string()))?;
        serde_json::from_str(&text).map_err(|problem| told(problem.to_string()))
    }
}

/// Comments a post has on average.
const A_POST: usize = 200;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn world(switches: &[&str]) -> (usize, usize, usize) {
        let all = [&["instagram-simulator"], switches].concat();
        let size = Arguments::try_parse_from(all).unwrap().world();
        (size.accounts(), size.posts(), size.comments())
    }

    #[test]
    fn every_number_works_alone() {
        assert_eq!(world(&[]), (5, 60, 12_904));
        assert_eq!(world(&["--size", "small"]), (2, 40, 600));
        assert_eq!(world(&["--comments", "2000000"]), (5, 10_000, 2_000_000));
        assert_eq!(world(&["--comments", "100"]), (5, 60, 100));
        assert_eq!(world(&["--media", "10"]), (5, 10, 2_000));
        assert_eq!(world(&["--posts", "10"]), world(&["--media", "10"]));
        assert_eq!(world(&["--accounts", "1"]), (1, 12, 2_400));
        assert_eq!(
            world(&["--accounts", "1", "--media", "1", "--comments", "0"]),
            (1, 1, 0)
        );
        assert_eq!(world(&["--size", "small", "--comments", "1000"]), (2, 40, 1_000));
    }

    #[test]
    fn tokens_are_told_from_their_permissions() {
        let read = |text: &str| text.parse::<Token>().map(|token| (token.text, token.scopes));
        let pair = |text: &str, scopes: &str| Ok((text.to_owned(), scopes.to_owned()));
        assert_eq!(read("sesame"), pair("sesame", ""));
        assert_eq!(
            read("sesame=instagram_basic,email"),
            pair("sesame", "instagram_basic,email")
        );
        assert_eq!(read("IGAAabc=="), pair("IGAAabc==", ""));
        assert!(read("").is_err());
        assert!(read("sesame=").is_err());
        assert!(read("=email").is_err());
    }

    #[test]
    fn the_switches_are_put_together_well() {
        Arguments::command().debug_assert();
    }
}
