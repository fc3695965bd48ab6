//! `GET /{media}/insights`: how a post, a reel or a story is doing.
//!
//! Source: developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights. Figures come up to 48 hours
//! late and are kept for two years; those of a story only for its 24 hours, and under five viewers not at all (code 10). They
//! leave ads out. Slides of an album and what was posted before the account became professional have none.

use crate::endpoint::{self, Endpoint, Request, offered};
use crate::insights::{InsightProduct, Insights, MediaBreakdown, MediaMetric, Metric};
use crate::{ApiError, Endpoints, MediaId, Scope};

/// `GET /{media}/insights`. One unsuitable metric fails the whole request ([`narrowed`](crate::narrowed)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMediaInsights<'a> {
    /// The post, reel or story; the token must belong to its owner.
    pub media: &'a MediaId,
    /// Which of the three it is.
    pub product: InsightProduct,
    /// The metrics, which all must be counted for that product.
    pub metrics: &'a [MediaMetric],
    /// A breakdown, which all metrics must have.
    pub breakdown: Option<MediaBreakdown>,
}

impl GetMediaInsights<'_> {
    fn check(&self, endpoints: &Endpoints) -> Result<(), ApiError> {
        if self.metrics.is_empty() {
            return Err(ApiError::Invalid("Insights need at least one metric.".to_owned()));
        }
        for metric in self.metrics {
            let row = metric.row();
            offered(row.name, row.flavours, endpoints)?;
            metric.check(self.product)?;
            if let Some(breakdown) = self.breakdown
                && row.breakdown != Some(breakdown)
            {
                return Err(ApiError::Invalid(format!(
                    "Instagram does not break {} down by {}.",
                    row.name,
                    breakdown.as_str()
                )));
            }
        }
        Ok(())
    }
}

impl Endpoint for GetMediaInsights<'_> {
    type Output = Insights;
    const NAME: &'static str = "GET /{media}/insights";
    const SCOPE: Scope = Scope::Insights;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        self.check(endpoints)?;
        let names: Vec<_> = self.metrics.iter().map(|metric| metric.name()).collect();
        let names = names.join(",");
        let mut query = vec![("metric", names.as_str())];
        query.extend(self.breakdown.map(|breakdown| ("breakdown", breakdown.as_str())));
        endpoint::get(endpoints.graph_url(&[self.media.as_str(), "insights"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Insights, ApiError> {
        Insights::decode::<Self>(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Flavour;
    use InsightProduct::{Feed, Reels, Story};

    fn asked(
        product: InsightProduct,
        metrics: &[MediaMetric],
        breakdown: Option<MediaBreakdown>,
        flavour: Flavour,
    ) -> Result<String, ApiError> {
        let media = MediaId::from("17999000000000001");
        let endpoints = Endpoints::platform(flavour);
        let insights = GetMediaInsights {
            media: &media,
            product,
            metrics,
            breakdown,
        };
        insights.request(&endpoints).map(|request| request.uri().to_string())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let base = "https://graph.instagram.com/v26.0/17999000000000001/insights";
        assert_eq!(
            asked(
                Reels,
                &[MediaMetric::Reach, MediaMetric::Views, MediaMetric::TotalInteractions],
                None,
                Flavour::InstagramLogin
            ),
            Ok(format!("{base}?metric=reach%2Cviews%2Ctotal_interactions"))
        );
        assert_eq!(
            asked(
                Story,
                &[MediaMetric::Navigation],
                Some(MediaBreakdown::StoryNavigation),
                Flavour::InstagramLogin
            ),
            Ok(format!(
                "{base}?metric=navigation&breakdown=story_navigation_action_type"
            ))
        );
    }

    #[test]
    fn what_the_product_or_the_set_up_lacks_is_not_asked() {
        assert!(matches!(
            asked(Feed, &[MediaMetric::Reach, MediaMetric::Navigation], None, Flavour::InstagramLogin),
            Err(ApiError::Invalid(said)) if said.contains("navigation")
        ));
        assert_eq!(
            asked(Story, &[MediaMetric::LinkClicks], None, Flavour::InstagramLogin),
            Err(ApiError::NotAvailable {
                endpoint: "link_clicks",
                flavour: Flavour::InstagramLogin
            })
        );
        assert!(asked(Story, &[MediaMetric::LinkClicks], None, Flavour::FacebookLogin).is_ok());
        assert!(matches!(
            asked(Feed, &[], None, Flavour::InstagramLogin),
            Err(ApiError::Invalid(_))
        ));
    }

    #[test]
    fn a_breakdown_must_fit_every_metric() {
        let both = [MediaMetric::Navigation, MediaMetric::Reach];
        let error = asked(
            Story,
            &both,
            Some(MediaBreakdown::StoryNavigation),
            Flavour::InstagramLogin,
        )
        .unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("reach")),
            "{error:?}"
        );
        assert!(
            asked(
                Feed,
                &[MediaMetric::ProfileActivity],
                Some(MediaBreakdown::StoryNavigation),
                Flavour::InstagramLogin
            )
            .is_err()
        );
    }

    #[test]
    fn every_metric_of_a_product_can_be_asked_for_at_once() {
        for flavour in [Flavour::InstagramLogin, Flavour::FacebookLogin] {
            for product in [Feed, Reels, Story] {
                assert!(asked(product, &MediaMetric::of(product, flavour), None, flavour).is_ok());
            }
        }
    }

    #[test]
    fn the_documented_answer_is_read() {
        let media = MediaId::from("1");
        let insights = GetMediaInsights {
            media: &media,
            product: Feed,
            metrics: &[MediaMetric::Reach],
            breakdown: None,
        };
        let body =
            br#"{"data":[{"name":"reach","period":"lifetime","values":[{"value":1342}],"title":"Accounts reached",
            "description":"x","id":"17999000000000001/insights/reach/lifetime"}]}"#;
        assert_eq!(insights.decode(body).unwrap().figure(MediaMetric::Reach), Some(1342.0));
        assert!(matches!(
            insights.decode(b"{}"),
            Err(ApiError::Incomplete {
                endpoint: "GET /{media}/insights",
                ..
            })
        ));
    }
}
