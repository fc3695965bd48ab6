//! The metrics of media: which product types have them (sheet on insights, §5.2), and those that were withdrawn (§5.3).

use serde_json::{Value, json};

use crate::world::PostFigures;

/// What a post is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    Feed,
    Reels,
    Story,
    /// The sheet gives broadcasts no column: they have what every other product has.
    Live,
}

/// A metric of media.
pub(super) struct Metric {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) products: &'static [Product],
    pub(super) facebook_only: bool,
    /// The one dimension it can be broken down along.
    pub(super) breakdown: Option<&'static str>,
    /// Its number; `None` where the platform throws.
    pub(super) value: fn(&PostFigures) -> Option<Value>,
}

const REELS: &[Product] = &[Product::Reels];
const STORY: &[Product] = &[Product::Story];
const POSTS: &[Product] = &[Product::Feed, Product::Reels];
const FEED_STORY: &[Product] = &[Product::Feed, Product::Story];
const ALL: &[Product] = &[Product::Feed, Product::Reels, Product::Story, Product::Live];

const fn metric(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    products: &'static [Product],
    value: fn(&PostFigures) -> Option<Value>,
) -> Metric {
    Metric {
        name,
        title,
        description,
        products,
        facebook_only: false,
        breakdown: None,
        value,
    }
}

const fn facebook(metric: Metric) -> Metric {
    Metric {
        facebook_only: true,
        ..metric
    }
}

const fn broken_down(metric: Metric, along: &'static str) -> Metric {
    Metric {
        breakdown: Some(along),
        ..metric
    }
}

/// Every metric, in the order the platform lists them.
pub(super) static METRICS: [Metric; 22] = [
    metric(
        "reach",
        "Accounts reached",
        "The number of unique accounts that have seen this at least once. This metric is estimated.",
        ALL,
        |it| Some(json!(it.reach)),
    ),
    metric(
        "views",
        "Views",
        "The number of times this was played or displayed.",
        ALL,
        |it| Some(json!(it.views)),
    ),
    metric("likes", "Likes", "The number of likes.", POSTS, |it| {
        Some(json!(it.likes))
    }),
    metric("comments", "Comments", "The number of comments.", POSTS, |it| {
        Some(json!(it.comments))
    }),
    metric("saved", "Saved", "The number of times this was saved.", POSTS, |it| {
        Some(json!(it.saved))
    }),
    metric("shares", "Shares", "The number of shares.", ALL, |it| {
        Some(json!(it.shares))
    }),
    metric(
        "total_interactions",
        "Interactions",
        "Likes, saves, comments, shares and replies, less those taken back.",
        ALL,
        |it| Some(json!(it.interactions())),
    ),
    metric(
        "reposts",
        "Reposts",
        "The number of times this was reposted.",
        ALL,
        |it| Some(json!(it.reposts)),
    ),
    metric(
        "follows",
        "Follows",
        "The number of accounts that began to follow from here.",
        FEED_STORY,
        |it| Some(json!(it.follows)),
    ),
    metric(
        "profile_visits",
        "Profile visits",
        "The number of times the profile was visited from here.",
        FEED_STORY,
        |it| Some(json!(it.profile_visits)),
    ),
    broken_down(
        metric(
            "profile_activity",
            "Profile activity",
            "What people did on the profile after they came from here.",
            FEED_STORY,
            |it| Some(json!(it.actions.iter().sum::<u64>())),
        ),
        "action_type",
    ),
    metric(
        "replies",
        "Replies",
        "The number of replies to this story.",
        STORY,
        |it| Some(json!(it.replies)),
    ),
    broken_down(
        metric(
            "navigation",
            "Navigation",
            "The number of actions taken from this story, such as forward, back and exit.",
            STORY,
            |it| Some(json!(it.navigation.iter().sum::<u64>())),
        ),
        "story_navigation_action_type",
    ),
    facebook(metric(
        "link_clicks",
        "Link clicks",
        "The number of taps on links of this story.",
        STORY,
        |it| Some(json!(it.link_clicks)),
    )),
    metric(
        "ig_reels_avg_watch_time",
        "Average watch time",
        "The average time spent with this reel, in milliseconds.",
        REELS,
        |it| Some(json!(it.watch_ms)),
    ),
    metric(
        "ig_reels_video_view_total_time",
        "Watch time",
        "The time spent with this reel, replays included, in milliseconds. This metric is in development.",
        REELS,
        |it| Some(json!(it.watch_ms * it.views)),
    ),
    metric(
        "reels_skip_rate",
        "Skip rate",
        "The percentage of views that ended within the first seconds. This metric is in development.",
        REELS,
        |it| Some(json!(it.skip_rate)),
    ),
    metric(
        "crossposted_views",
        "Views on both",
        "The number of views on Instagram and Facebook.",
        REELS,
        |it| it.facebook_views.map(|views| json!(it.views + views)),
    ),
    metric(
        "facebook_views",
        "Views on Facebook",
        "The number of views on Facebook.",
        ALL,
        |it| it.facebook_views.map(|views| json!(views)),
    ),
    facebook(metric(
        "total_likes",
        "All likes",
        "Likes with those of promoted copies.",
        POSTS,
        |it| Some(json!(it.all_likes())),
    )),
    facebook(metric(
        "total_comments",
        "All comments",
        "Comments with those of promoted copies.",
        POSTS,
        |it| Some(json!(it.all_comments())),
    )),
    facebook(metric(
        "total_views",
        "All views",
        "Views with those of promoted copies.",
        ALL,
        |it| Some(json!(it.all_views())),
    )),
];

/// Metrics that are no more, in no version.
pub(super) const WITHDRAWN: [&str; 13] = [
    "plays",
    "clips_replays_count",
    "ig_reels_aggregated_all_plays_count",
    "video_views",
    "engagement",
    "carousel_album_engagement",
    "carousel_album_impressions",
    "carousel_album_reach",
    "carousel_album_saved",
    "carousel_album_video_views",
    "exits",
    "taps_forward",
    "taps_back",
];
