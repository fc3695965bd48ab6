//! The metrics of accounts: how each is counted, in which periods, along which dimensions (sheet on insights, §5.4).

use crate::world::AccountCount;

/// How a metric comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// One number over the range.
    Total(AccountCount),
    /// Likes, comments, saves, shares and replies together.
    Interactions,
    /// A number over the range or one a day.
    Either(AccountCount),
    /// Told only along its dimension.
    FollowsAndUnfollows,
    /// New followers, one number a day.
    NewFollowers,
    /// Who is there when, one table a day.
    Online,
    /// Who the followers, or those who did something, are.
    Demographics { engaged: bool },
}

/// A metric of an account.
pub(super) struct Metric {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) counted: Counted,
    pub(super) breakdowns: &'static [&'static str],
}

impl Metric {
    pub(super) fn periods(&self) -> &'static [&'static str] {
        match self.counted {
            Counted::Either(_) => &["day", "week", "days_28"],
            Counted::Demographics { .. } => &["lifetime"],
            Counted::Online => &["lifetime", "day"],
            _ => &["day"],
        }
    }

    /// Whether accounts with few followers are told nothing.
    pub(super) fn needs_followers(&self) -> bool {
        matches!(
            self.counted,
            Counted::NewFollowers | Counted::Online | Counted::FollowsAndUnfollows | Counted::Demographics { .. }
        )
    }
}

const fn metric(
    name: &'static str,
    title: &'static str,
    counted: Counted,
    breakdowns: &'static [&'static str],
    description: &'static str,
) -> Metric {
    Metric {
        name,
        title,
        description,
        counted,
        breakdowns,
    }
}

const PRODUCT: &[&str] = &["media_product_type"];
const PRODUCT_FOLLOW: &[&str] = &["media_product_type", "follow_type"];
const PEOPLE: &[&str] = &["age", "city", "country", "gender"];

/// Every metric, in the order the platform lists them.
pub(super) static METRICS: [Metric; 18] = [
    metric(
        "reach",
        "Reach",
        Counted::Either(AccountCount::Reach),
        PRODUCT_FOLLOW,
        "The number of unique accounts that have seen your content at least once. This metric is estimated.",
    ),
    metric(
        "follower_count",
        "Follower count",
        Counted::NewFollowers,
        &[],
        "The number of new followers each day.",
    ),
    metric(
        "website_clicks",
        "Website clicks",
        Counted::Total(AccountCount::WebsiteClicks),
        &[],
        "The number of taps on the website in the profile.",
    ),
    metric(
        "profile_views",
        "Profile views",
        Counted::Total(AccountCount::ProfileViews),
        &[],
        "The number of times the profile was seen.",
    ),
    metric(
        "online_followers",
        "Online followers",
        Counted::Online,
        &[],
        "The number of followers that were online at each hour.",
    ),
    metric(
        "accounts_engaged",
        "Accounts engaged",
        Counted::Total(AccountCount::Engaged),
        &[],
        "The number of accounts that interacted with your content. This metric is estimated.",
    ),
    metric(
        "total_interactions",
        "Interactions",
        Counted::Interactions,
        PRODUCT,
        "The number of interactions with your content.",
    ),
    metric(
        "likes",
        "Likes",
        Counted::Total(AccountCount::Likes),
        PRODUCT,
        "The number of likes on your content.",
    ),
    metric(
        "comments",
        "Comments",
        Counted::Total(AccountCount::Comments),
        PRODUCT,
        "The number of comments on your content.",
    ),
    metric(
        "shares",
        "Shares",
        Counted::Total(AccountCount::Shares),
        PRODUCT,
        "The number of shares of your content.",
    ),
    metric(
        "saves",
        "Saves",
        Counted::Total(AccountCount::Saves),
        PRODUCT,
        "The number of saves of your content.",
    ),
    metric(
        "replies",
        "Replies",
        Counted::Total(AccountCount::Replies),
        &[],
        "The number of replies to your stories.",
    ),
    metric(
        "reposts",
        "Reposts",
        Counted::Total(AccountCount::Reposts),
        &[],
        "The number of reposts of your content.",
    ),
    metric(
        "follows_and_unfollows",
        "Follows and unfollows",
        Counted::FollowsAndUnfollows,
        &["follow_type"],
        "The number of accounts that followed and that left.",
    ),
    metric(
        "profile_links_taps",
        "Profile link taps",
        Counted::Total(AccountCount::LinkTaps),
        &["contact_button_type"],
        "The number of taps on the contact buttons.",
    ),
    metric(
        "views",
        "Views",
        Counted::Total(AccountCount::Views),
        PRODUCT_FOLLOW,
        "The number of times your content was played or displayed.",
    ),
    metric(
        "follower_demographics",
        "Follower demographics",
        Counted::Demographics { engaged: false },
        PEOPLE,
        "Who your followers are.",
    ),
    metric(
        "engaged_audience_demographics",
        "Engaged audience demographics",
        Counted::Demographics { engaged: true },
        PEOPLE,
        "Who interacts with your content.",
    ),
];

/// Metrics that are no more, in no version.
pub(super) const WITHDRAWN: [&str; 10] = [
    "impressions",
    "email_contacts",
    "get_directions_clicks",
    "phone_call_clicks",
    "text_message_clicks",
    "audience_city",
    "audience_country",
    "audience_gender_age",
    "audience_locale",
    "video_views",
];
