//! What can be asked about an account.
//!
//! Source: developers.facebook.com/docs/instagram-platform/api-reference/instagram-user/insights. Metrics that the platform
//! has withdrawn (`impressions`, `audience_city`, the daily series of `profile_views`, …) cannot be asked for.

use crate::ApiError;
use crate::insights::Metric;

/// What a figure of an account can be broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountBreakdown {
    /// `media_product_type`: posts, reels, stories, ads.
    MediaProduct,
    /// `follow_type`: followers and others. One row of the page spells it `follower_type`.
    FollowType,
    /// `contact_button_type`: the buttons and links of the profile.
    ContactButton,
}

impl AccountBreakdown {
    /// The platform's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MediaProduct => "media_product_type",
            Self::FollowType => "follow_type",
            Self::ContactButton => "contact_button_type",
        }
    }
}

/// One row of [`TOTAL_METRICS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalMetricRow {
    /// The metric.
    pub metric: TotalMetric,
    /// The platform's name.
    pub name: &'static str,
    /// What it can be broken down by.
    pub breakdowns: &'static [AccountBreakdown],
    /// Whether the page lists it. The others work and may stop working any day.
    pub dependable: bool,
}

macro_rules! totals {
    ($($(#[$doc:meta])* $metric:ident = $name:literal, $breakdowns:expr, $dependable:literal;)+) => {
        /// A figure of an account over a range of time (`period=day`, `metric_type=total_value`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum TotalMetric {
            $($(#[$doc])* $metric,)+
        }

        /// Every figure over a range of time: one row each, in the order of [`TotalMetric`].
        pub const TOTAL_METRICS: &[TotalMetricRow] = &[
            $(TotalMetricRow {
                metric: TotalMetric::$metric,
                name: $name,
                breakdowns: $breakdowns,
                dependable: $dependable,
            },)+
        ];

        impl TotalMetric {
            /// Its row in [`TOTAL_METRICS`].
            pub fn row(self) -> &'static TotalMetricRow {
                &TOTAL_METRICS[self as usize]
            }
        }
    };
}

use AccountBreakdown::{ContactButton, FollowType, MediaProduct};

totals! {
    /// Accounts that saw anything: an estimate. Never to be summed.
    Reach = "reach", &[MediaProduct, FollowType], true;
    /// Times anything was seen.
    Views = "views", &[MediaProduct, FollowType], true;
    /// Accounts that did anything. Never to be summed.
    AccountsEngaged = "accounts_engaged", &[], true;
    /// Likes, comments, saves, shares and answers together, less what was taken back.
    TotalInteractions = "total_interactions", &[MediaProduct], true;
    /// Likes.
    Likes = "likes", &[MediaProduct], true;
    /// Comments.
    Comments = "comments", &[MediaProduct], true;
    /// Times anything was saved. For media the same is called `saved`.
    Saves = "saves", &[MediaProduct], true;
    /// Times anything was shared.
    Shares = "shares", &[MediaProduct], true;
    /// Answers to stories.
    Replies = "replies", &[], true;
    /// Reposts.
    Reposts = "reposts", &[], true;
    /// People who followed and people who left. No figure at all without its breakdown, and none under 100 followers.
    FollowsAndUnfollows = "follows_and_unfollows", &[FollowType], true;
    /// Taps on the buttons and links of the profile.
    ProfileLinkTaps = "profile_links_taps", &[ContactButton], true;
    /// Visits of the profile. On no page, and among the accepted names of an error in October 2026.
    ProfileViews = "profile_views", &[], false;
    /// Taps on the website of the profile. On no page, as above.
    WebsiteClicks = "website_clicks", &[], false;
}

impl Metric for TotalMetric {
    fn name(self) -> &'static str {
        self.row().name
    }

    fn is_dependable(self) -> bool {
        self.row().dependable
    }
}

impl TotalMetric {
    /// The metric of that name; `None` for names the platform has withdrawn or this crate does not know.
    pub fn from_name(name: &str) -> Option<Self> {
        TOTAL_METRICS.iter().find(|row| row.name == name).map(|row| row.metric)
    }

    /// Refuses a breakdown that the metric does not have: it would fail the whole request.
    pub(super) fn check(self, breakdown: AccountBreakdown) -> Result<(), ApiError> {
        let row = self.row();
        if row.breakdowns.contains(&breakdown) {
            return Ok(());
        }
        Err(ApiError::Invalid(format!(
            "Instagram does not break {} down by {}.",
            row.name,
            breakdown.as_str()
        )))
    }
}

/// A figure about the people around an account (`period=lifetime`). The platform gives the 45 largest groups, and nothing
/// under 100 followers or engagements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DemographicMetric {
    /// The followers.
    Followers,
    /// The people who did something.
    Engaged,
}

impl DemographicMetric {
    /// The platform's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Followers => "follower_demographics",
            Self::Engaged => "engaged_audience_demographics",
        }
    }
}

/// What people are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Demographic {
    /// Groups of ages, such as `25-34`.
    Age,
    /// Cities.
    City,
    /// Countries, by their two letters.
    Country,
    /// `F`, `M`, `U`.
    Gender,
}

impl Demographic {
    /// The platform's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::City => "city",
            Self::Country => "country",
            Self::Gender => "gender",
        }
    }
}

/// Which people count. Longer and older times are withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timeframe {
    /// Those of this week.
    ThisWeek,
    /// Those of this month.
    ThisMonth,
}

impl Timeframe {
    /// The platform's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ThisWeek => "this_week",
            Self::ThisMonth => "this_month",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use std::collections::HashSet;

    /// The table of the page.
    #[test]
    fn every_figure_has_the_breakdowns_of_the_page() {
        let table: Vec<_> = TOTAL_METRICS
            .iter()
            .map(|row| {
                let breakdowns: Vec<_> = row.breakdowns.iter().map(|breakdown| breakdown.as_str()).collect();
                format!("{}: {}", row.name, breakdowns.join(" "))
            })
            .collect();
        assert_eq!(
            table,
            [
                "reach: media_product_type follow_type",
                "views: media_product_type follow_type",
                "accounts_engaged: ",
                "total_interactions: media_product_type",
                "likes: media_product_type",
                "comments: media_product_type",
                "saves: media_product_type",
                "shares: media_product_type",
                "replies: ",
                "reposts: ",
                "follows_and_unfollows: follow_type",
                "profile_links_taps: contact_button_type",
                "profile_views: ",
                "website_clicks: ",
            ]
        );
    }

    #[test]
    fn every_figure_has_its_own_row_and_name() {
        let names: HashSet<_> = TOTAL_METRICS.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), TOTAL_METRICS.len());
        for row in TOTAL_METRICS {
            assert_eq!(row.metric.row(), row);
            assert_eq!(TotalMetric::from_name(row.name), Some(row.metric));
        }
    }

    #[test]
    fn withdrawn_figures_cannot_be_named() {
        for withdrawn in [
            "impressions",
            "email_contacts",
            "get_directions_clicks",
            "phone_call_clicks",
            "text_message_clicks",
            "audience_city",
            "audience_country",
            "audience_gender_age",
            "audience_locale",
        ] {
            assert_eq!(TotalMetric::from_name(withdrawn), None, "{withdrawn}");
        }
    }

    #[test]
    fn a_breakdown_that_a_figure_does_not_have_is_refused_by_name() {
        assert_eq!(
            TotalMetric::Likes.check(FollowType),
            Err(ApiError::Invalid(
                "Instagram does not break likes down by follow_type.".to_owned()
            ))
        );
        assert_eq!(TotalMetric::Reach.check(FollowType), Ok(()));
    }
}
