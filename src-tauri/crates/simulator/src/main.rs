//! The simulator as a program: starts one, says how to reach it, runs until it is interrupted.
#![allow(
    clippy::print_stdout,
    reason = "what a person needs to use the program is its output"
)]

use std::io;

use clap::{Parser, ValueEnum};
use jiff::Timestamp;
use simulator::{Options, SimClock, Simulator, WorldSize};

/// An Instagram that runs on this computer: login pages, posts, pictures, comments, replies, hiding and deleting, made
/// up from a seed, publishing of pictures, reels, stories and carousels, insights, hashtags and other businesses, direct
/// messages and webhooks. Only 127.0.0.1 can reach it, and it reaches this computer only.
///
/// What is under /_sim belongs to the simulator, not to the platform: GET requests, GET effects (what was asked and
/// what it did), GET/POST/DELETE faults, GET/POST clock, POST comments {media, username, text, parent?} (somebody
/// writes), POST hide {comment, hide}, POST delete {comment}, POST comment_switch {media, enabled}, GET/POST allowance,
/// POST posts {username, caption} (the owner posts on the phone), GET published (what came through the API), GET/POST
/// publishing {quota_total, processing_ms}, POST followers {username, followers}, GET places (ids for location_id), GET
/// host (keys of the web space). Handles that end in .private are private accounts, which nobody can tag.
///
/// Messages under /_sim: GET conversations?account=NAME, GET messages?conversation=ID, POST messages {account, person,
/// text?, kind?, ours?, reply_to?} (somebody writes; kinds: text, photos {count}, video, voice, heart, post {media},
/// story_reply, story_mention, unsupported, quick_reply {payload}, postback {payload}), POST react {message, reaction?},
/// POST unsend {message}, POST edit {message, text}, POST seen {message}, POST block {account, person, blocked}, POST
/// hand_over {account, person, other_app}, POST private_reply {comment, text}, GET/POST messaging {rates, human_agent,
/// account, message_access}.
///
/// Webhooks under /_sim: GET webhooks (every delivery), GET webhooks/settings, POST webhooks {callback_url, verify_token,
/// fields, batch, duplicates, disorder, flat_changes, comment_id_key, edit_first}, POST webhooks/flush.
///
/// /_host/KEY is a web space in memory for pictures and videos that are to be published: PUT, GET, HEAD, DELETE, 64 MiB
/// a file. What is put there as robots.txt is its /robots.txt.
///
/// A fault is {"endpoint": E, "kind": K, …, "times": n} or with "probability": p; "skip": n lets n requests pass first.
/// Endpoints: me, media, comments, comment, replies, reply, hide, unhide, delete, comment_switch, token, long_token,
/// refresh, container, container_status, upload, publish, publishing_limit, stories, media_insights, account_insights,
/// hashtag_search, hashtag, recent_media, top_media, recently_searched_hashtags, business_discovery, oembed,
/// conversations, conversation, message, user_profile, send, private_reply, reaction, sender_action, message_attachment,
/// subscribed_apps, any (all of these), host (the web space). Kinds:
/// error {code, subcode, status, message}, error_after (the same after the effect), status {status, after_effect}, html,
/// truncated, slow {ms}, slow_answer {ms}, cut_before, cut_after, lag_reads {ms}, rate_limit, expired_token,
/// missing_scope, strip_fields {fields}, documented_shape, container_error {subcode}, container_expired,
/// slow_processing {ms}, late_fetch, copyright_match.
#[derive(Debug, Parser)]
#[command(version, verbatim_doc_comment)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes any free one.
    #[arg(long, default_value_t = 8380)]
    port: u16,
    /// Same seed, size and clock start: same world.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How big the world is. small: 2 accounts, 40 posts, 600 comments, 16
    /// conversations. demo: 5 accounts, 60 posts, 12,904 comments, 135
    /// conversations.
    #[arg(long, value_enum, default_value_t = Size::Demo, conflicts_with_all = ["accounts", "posts", "comments"])]
    size: Size,
    /// Accounts of a world of another size (1 to 200).
    #[arg(long, requires = "comments")]
    accounts: Option<usize>,
    /// Posts of a world of another size, over all accounts.
    #[arg(long, requires = "comments")]
    posts: Option<usize>,
    /// Comments of a world of another size, over all posts; two million fit into memory.
    #[arg(long)]
    comments: Option<usize>,
    /// Conversations, over all accounts; 200,000 of them take no memory. As many as the size has, when not given.
    #[arg(long)]
    conversations: Option<usize>,
    /// Lets new comments arrive, one every three to twelve simulated seconds, and new messages, one every twenty to
    /// sixty.
    #[arg(long)]
    live: bool,
    /// Simulated time at the start, such as 2026-11-19T14:00:00Z; now, when not given.
    #[arg(long)]
    clock_start: Option<Timestamp>,
    /// Simulated seconds per real second; 60 lets a minute pass in a second, 0 holds the clock still.
    #[arg(long, default_value_t = 1.0)]
    clock_speed: f64,
    /// How many times as fast as usual containers are processed.
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// The scheme the redirect page hops to.
    #[arg(long, default_value = "postroom-demo")]
    redirect_scheme: String,
    /// One more redirect URI to accept, byte for byte; may be given several times.
    #[arg(long)]
    redirect_uri: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    Small,
    Demo,
}

impl Arguments {
    fn options(&self) -> Options {
        let size = match (self.comments, self.size) {
            (Some(comments), _) => WorldSize::Custom {
                accounts: self.accounts.unwrap_or(5),
                posts: self.posts.unwrap_or(comments / 200),
                comments,
            },
            (None, Size::Small) => WorldSize::Small,
            (None, Size::Demo) => WorldSize::Demo,
        };
        Options {
            seed: self.seed,
            size,
            conversations: self.conversations,
            live: self.live,
            clock: SimClock::at(
                self.clock_start.unwrap_or_else(|| SimClock::real().now()),
                self.clock_speed,
            ),
            port: self.port,
            speed: self.speed,
            redirect_scheme: self.redirect_scheme.clone(),
        }
    }
}

#[tokio::main]
async fn main() -> io::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .init();
    let arguments = Arguments::parse();
    let simulator = Simulator::start(arguments.options()).await?;
    for uri in &arguments.redirect_uri {
        simulator.register_redirect_uri(uri);
    }
    println!("Address       {}", simulator.base_url());
    println!("App id        {}", simulator.app_id());
    println!("App secret    {}", simulator.app_secret());
    println!("Redirect URI  {}", simulator.redirect_uri());
    for account in simulator.world().accounts() {
        println!("Account       {}  ({}, {})", account.username, account.name, account.id);
    }
    println!("Stop with Ctrl+C.");
    tokio::signal::ctrl_c().await?;
    simulator.stop().await;
    Ok(())
}
