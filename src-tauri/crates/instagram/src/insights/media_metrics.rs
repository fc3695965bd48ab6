//! What can be asked about a post, a reel or a story, and what to do when a metric is refused.
//!
//! Source: developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights. One table: metric, products,
//! set-ups, breakdown. Metrics that the platform has withdrawn (`impressions`, `plays`, `video_views`, `engagement`, …) are
//! not in it and cannot be asked for.

use crate::insights::Metric;
use crate::{ApiError, Flavour, ProductType};

/// What kind of media the insights are of. Albums count as posts; their slides have no insights of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InsightProduct {
    /// A post of the feed: a picture or an album.
    Feed,
    /// A reel.
    Reels,
    /// A story, within its 24 hours.
    Story,
}

impl InsightProduct {
    /// Of the product of a media object; `None` for ads, broadcasts and what this crate does not know.
    pub fn of(product: ProductType) -> Option<Self> {
        match product {
            ProductType::Feed => Some(Self::Feed),
            ProductType::Reels => Some(Self::Reels),
            ProductType::Story => Some(Self::Story),
            ProductType::Ad | ProductType::Live | ProductType::Unknown => None,
        }
    }

    const fn in_words(self) -> &'static str {
        match self {
            Self::Feed => "posts",
            Self::Reels => "reels",
            Self::Story => "stories",
        }
    }
}

/// What a figure of a media object can be broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaBreakdown {
    /// `action_type`: what people did on the profile.
    ActionType,
    /// `story_navigation_action_type`: where people went from a story.
    StoryNavigation,
}

impl MediaBreakdown {
    /// The platform's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ActionType => "action_type",
            Self::StoryNavigation => "story_navigation_action_type",
        }
    }
}

/// One row of [`MEDIA_METRICS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaMetricRow {
    /// The metric.
    pub metric: MediaMetric,
    /// The platform's name.
    pub name: &'static str,
    /// What it is counted for.
    pub products: &'static [InsightProduct],
    /// The set-ups that have it.
    pub flavours: &'static [Flavour],
    /// What it can be broken down by.
    pub breakdown: Option<MediaBreakdown>,
    /// Whether it has never been seen to spoil a request for its products. The others fail the whole request where they do
    /// not apply, as `crossposted_views` does on a reel that is not on Facebook.
    pub dependable: bool,
}

macro_rules! metrics {
    ($($(#[$doc:meta])* $metric:ident = $name:literal, $products:expr, $flavours:expr, $breakdown:expr, $dependable:literal;)+) => {
        /// A metric of a media object.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum MediaMetric {
            $($(#[$doc])* $metric,)+
        }

        /// Every metric of media objects: one row each, in the order of [`MediaMetric`].
        pub const MEDIA_METRICS: &[MediaMetricRow] = &[
            $(MediaMetricRow {
                metric: MediaMetric::$metric,
                name: $name,
                products: $products,
                flavours: $flavours,
                breakdown: $breakdown,
                dependable: $dependable,
            },)+
        ];

        impl MediaMetric {
            /// Its row in [`MEDIA_METRICS`].
            pub fn row(self) -> &'static MediaMetricRow {
                &MEDIA_METRICS[self as usize]
            }
        }
    };
}

use InsightProduct::{Feed, Reels, Story};

const EVERY: &[InsightProduct] = &[Feed, Reels, Story];
const FEED_AND_REELS: &[InsightProduct] = &[Feed, Reels];
const FEED_AND_STORY: &[InsightProduct] = &[Feed, Story];
const REELS: &[InsightProduct] = &[Reels];
const STORY: &[InsightProduct] = &[Story];

const BOTH: &[Flavour] = &[Flavour::InstagramLogin, Flavour::FacebookLogin];
const FACEBOOK: &[Flavour] = &[Flavour::FacebookLogin];

metrics! {
    /// Accounts that saw it: an estimate. Never to be summed.
    Reach = "reach", EVERY, BOTH, None, true;
    /// Times it was seen.
    Views = "views", EVERY, BOTH, None, true;
    /// Likes, without those of ads.
    Likes = "likes", FEED_AND_REELS, BOTH, None, true;
    /// Comments, without those of ads.
    Comments = "comments", FEED_AND_REELS, BOTH, None, true;
    /// Times it was saved. For accounts the same is called `saves`.
    Saved = "saved", FEED_AND_REELS, BOTH, None, true;
    /// Times it was shared.
    Shares = "shares", EVERY, BOTH, None, true;
    /// Likes, comments, saves and shares together, less what was taken back.
    TotalInteractions = "total_interactions", EVERY, BOTH, None, true;
    /// Times it was reposted. Since December 2025.
    Reposts = "reposts", EVERY, BOTH, None, false;
    /// People who followed the account from it.
    Follows = "follows", FEED_AND_STORY, BOTH, None, false;
    /// Visits of the profile from it.
    ProfileVisits = "profile_visits", FEED_AND_STORY, BOTH, None, false;
    /// What people did on the profile after it: bio link, call, direction, e-mail, text, other.
    ProfileActivity = "profile_activity", FEED_AND_STORY, BOTH, Some(MediaBreakdown::ActionType), false;
    /// Answers to a story. Always 0 for people in Europe and Japan.
    Replies = "replies", STORY, BOTH, None, false;
    /// Taps and swipes away from a story.
    Navigation = "navigation", STORY, BOTH, Some(MediaBreakdown::StoryNavigation), false;
    /// Taps on the link of a story. Since June 2026.
    LinkClicks = "link_clicks", STORY, FACEBOOK, None, false;
    /// Mean time a reel was watched, in milliseconds.
    AverageWatchTime = "ig_reels_avg_watch_time", REELS, BOTH, None, false;
    /// All the time a reel was watched, replays included, in milliseconds. *In development* by the page.
    TotalWatchTime = "ig_reels_video_view_total_time", REELS, BOTH, None, false;
    /// Share of people who skipped a reel, in percent. *In development* by the page.
    SkipRate = "reels_skip_rate", REELS, BOTH, None, false;
    /// Times it was seen on Instagram and Facebook together.
    CrosspostedViews = "crossposted_views", REELS, BOTH, None, false;
    /// Times it was seen on Facebook.
    FacebookViews = "facebook_views", EVERY, BOTH, None, false;
    /// Likes, with those of ads.
    TotalLikes = "total_likes", FEED_AND_REELS, FACEBOOK, None, false;
    /// Comments, with those of ads.
    TotalComments = "total_comments", FEED_AND_REELS, FACEBOOK, None, false;
    /// Times it was seen, ads included.
    TotalViews = "total_views", EVERY, FACEBOOK, None, false;
}

impl Metric for MediaMetric {
    fn name(self) -> &'static str {
        self.row().name
    }

    fn is_dependable(self) -> bool {
        self.row().dependable
    }
}

impl MediaMetric {
    /// The metric of that name; `None` for names the platform has withdrawn or this crate does not know.
    pub fn from_name(name: &str) -> Option<Self> {
        MEDIA_METRICS.iter().find(|row| row.name == name).map(|row| row.metric)
    }

    /// Every metric of a product in a set-up.
    pub fn of(product: InsightProduct, flavour: Flavour) -> Vec<Self> {
        MEDIA_METRICS
            .iter()
            .filter(|row| row.products.contains(&product) && row.flavours.contains(&flavour))
            .map(|row| row.metric)
            .collect()
    }

    /// Refuses a metric that the product does not have.
    pub(super) fn check(self, product: InsightProduct) -> Result<(), ApiError> {
        let row = self.row();
        if row.products.contains(&product) {
            return Ok(());
        }
        let has: Vec<_> = row.products.iter().map(|product| product.in_words()).collect();
        Err(ApiError::Invalid(format!(
            "Instagram counts {} for {} only.",
            row.name,
            has.join(" and ")
        )))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use std::collections::HashSet;

    /// The table of the page, product by product.
    #[test]
    fn every_product_has_the_metrics_of_the_page() {
        let names = |product, flavour| {
            MediaMetric::of(product, flavour)
                .into_iter()
                .map(Metric::name)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            names(Feed, Flavour::InstagramLogin),
            "reach views likes comments saved shares total_interactions reposts follows profile_visits profile_activity \
             facebook_views"
        );
        assert_eq!(
            names(Reels, Flavour::InstagramLogin),
            "reach views likes comments saved shares total_interactions reposts ig_reels_avg_watch_time \
             ig_reels_video_view_total_time reels_skip_rate crossposted_views facebook_views"
        );
        assert_eq!(
            names(Story, Flavour::InstagramLogin),
            "reach views shares total_interactions reposts follows profile_visits profile_activity replies navigation \
             facebook_views"
        );
        let only_facebook = |product| {
            MediaMetric::of(product, Flavour::FacebookLogin).len()
                - MediaMetric::of(product, Flavour::InstagramLogin).len()
        };
        assert_eq!(
            [only_facebook(Feed), only_facebook(Reels), only_facebook(Story)],
            [3, 3, 2]
        );
    }

    #[test]
    fn every_metric_has_its_own_row_and_name() {
        let names: HashSet<_> = MEDIA_METRICS.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), MEDIA_METRICS.len());
        for row in MEDIA_METRICS {
            assert_eq!(row.metric.row(), row);
            assert_eq!(MediaMetric::from_name(row.name), Some(row.metric));
        }
    }

    #[test]
    fn withdrawn_metrics_cannot_be_named() {
        for withdrawn in [
            "impressions",
            "plays",
            "clips_replays_count",
            "ig_reels_aggregated_all_plays_count",
            "video_views",
            "engagement",
            "carousel_album_reach",
            "exits",
            "taps_forward",
            "taps_back",
        ] {
            assert_eq!(MediaMetric::from_name(withdrawn), None, "{withdrawn}");
        }
    }

    #[test]
    fn a_metric_of_another_product_is_refused_by_name() {
        let error = MediaMetric::Navigation.check(Feed).unwrap_err();
        assert_eq!(
            error,
            ApiError::Invalid("Instagram counts navigation for stories only.".to_owned())
        );
        assert!(MediaMetric::Saved.check(Story).is_err() && MediaMetric::Saved.check(Reels).is_ok());
    }

    #[test]
    fn what_has_no_insights_is_no_product() {
        assert_eq!(InsightProduct::of(ProductType::Reels), Some(Reels));
        for without in [ProductType::Ad, ProductType::Live, ProductType::Unknown] {
            assert_eq!(InsightProduct::of(without), None);
        }
    }
}
