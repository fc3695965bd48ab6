//! What to ask when a set of metrics is refused: one unsuitable metric fails the whole request.
//!
//! Source: developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights. The decision stays on the
//! code: 100 is an unsuitable metric, 1 is what some of them were seen to cause. The text of a refusal may name the metrics
//! that the platform would take, or the one it would not; that is a hint which set to try next, and nothing depends on it.

use crate::insights::{MEDIA_METRICS, TOTAL_METRICS};
use crate::{ApiError, Doubt, Refusal};

/// A metric that can be asked for together with others.
pub trait Metric: Copy {
    /// The platform's name.
    fn name(self) -> &'static str;

    /// Whether it has never been seen to spoil a request in which it may stand.
    fn is_dependable(self) -> bool;
}

/// The sets to ask for instead, each in a request of its own; empty when the refusal was not about the metrics, or nothing
/// smaller is left to ask for.
///
/// After code 100: the metrics that the refusal says are fine, if that is fewer; else the dependable ones among those asked
/// for; else one by one. After code 1, which a failure of the server may be: one by one, so try the whole set again first.
pub fn narrowed<M: Metric>(asked: &[M], error: &ApiError) -> Vec<Vec<M>> {
    let refusal = match error {
        ApiError::Refused(refusal) => refusal,
        // Code 1 under a status of 500 proves nothing, so it ends as a failure of the server.
        ApiError::InDoubt {
            cause: Doubt::ServerError(_),
        } => return one_by_one(asked),
        _ => return Vec::new(),
    };
    match (refusal.code, refusal.subcode) {
        // Without a subcode, or with 0: a known one says that something else is wrong, such as 33 (gone) or 2108006 (older
        // than the professional account).
        (100, None | Some(0)) => {
            let fewer = |set: Vec<M>| (!set.is_empty() && set.len() < asked.len()).then(|| vec![set]);
            fewer(hinted(asked, refusal))
                .or_else(|| fewer(dependable(asked)))
                .unwrap_or_else(|| one_by_one(asked))
        }
        (1, _) => one_by_one(asked),
        _ => Vec::new(),
    }
}

/// Those of `asked` that the refusal leaves, by the names in its text.
fn hinted<M: Metric>(asked: &[M], refusal: &Refusal) -> Vec<M> {
    let Some(hint) = &refusal.metric_hint else {
        return Vec::new();
    };
    asked
        .iter()
        .copied()
        .filter(|metric| hint.leaves(metric.name()))
        .collect()
}

fn dependable<M: Metric>(asked: &[M]) -> Vec<M> {
    asked.iter().copied().filter(|metric| metric.is_dependable()).collect()
}

fn one_by_one<M: Metric>(asked: &[M]) -> Vec<Vec<M>> {
    if asked.len() < 2 {
        return Vec::new();
    }
    asked.iter().map(|metric| vec![*metric]).collect()
}

/// What the text of a refusal says about metrics. Holds names of our own tables only, nothing of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricHint {
    /// `… must be one of the following values: reach, views`
    Accepted(Vec<&'static str>),
    /// `… does not support the navigation metric`
    Unsupported(Vec<&'static str>),
}

impl MetricHint {
    /// Reads the text of an error with code 100. `None` for other texts, and for those in other languages.
    pub(crate) fn in_text(text: &str) -> Option<Self> {
        if let Some((_, list)) = text.split_once("must be one of the following values:") {
            let accepted = named(list);
            return (!accepted.is_empty()).then_some(Self::Accepted(accepted));
        }
        let (_, list) = text.split_once("does not support the ")?;
        let (list, _) = list.split_once(" metric")?;
        let unsupported = named(list);
        (!unsupported.is_empty()).then_some(Self::Unsupported(unsupported))
    }

    fn leaves(&self, name: &str) -> bool {
        match self {
            Self::Accepted(accepted) => accepted.contains(&name),
            Self::Unsupported(unsupported) => !unsupported.contains(&name),
        }
    }
}

/// The metrics of our tables that stand in a list.
fn named(list: &str) -> Vec<&'static str> {
    let known = |name: &str| {
        let mut names = MEDIA_METRICS
            .iter()
            .map(|row| row.name)
            .chain(TOTAL_METRICS.iter().map(|row| row.name));
        names.find(|known| *known == name)
    };
    list.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter_map(known)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::insights::MediaMetric::{self, CrosspostedViews, Navigation, Reach, Replies, Reposts, Views};
    use crate::insights::TotalMetric;
    use http::HeaderMap;

    fn refused(code: i64, subcode: Option<i64>, text: &str) -> ApiError {
        let body = serde_json::json!({"error": {"message": text, "type": "OAuthException", "code": code,
            "error_subcode": subcode}});
        ApiError::in_answer(400, &HeaderMap::new(), body.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn the_accepted_names_are_intersected_with_what_was_asked() {
        let error = refused(
            100,
            None,
            "(#100) metric[1] must be one of the following values: reach, impressions, views, saved",
        );
        assert_eq!(narrowed(&[Reach, CrosspostedViews, Views], &error), [[Reach, Views]]);
    }

    #[test]
    fn the_unsupported_names_are_taken_away() {
        let error = refused(
            100,
            None,
            "(#100) The Media Insights API does not support the navigation, replies metric for this media product type.",
        );
        assert_eq!(narrowed(&[Reach, Navigation, Replies, Views], &error), [[Reach, Views]]);
    }

    #[test]
    fn without_a_useful_hint_the_dependable_ones_are_left_and_then_each_alone() {
        for text in [
            "(#100) O valor deve ser uma métrica válida",
            "(#100) metric[0] must be one of the following values: reach, views, reposts",
            "(#100) metric[0] must be one of the following values: plays",
            "",
        ] {
            let error = refused(100, None, text);
            assert_eq!(narrowed(&[Reach, Views, Reposts], &error), [[Reach, Views]], "{text}");
            assert_eq!(
                narrowed(&[Reach, Views], &refused(100, None, "(#100) x")),
                [[Reach], [Views]]
            );
        }
        let error = refused(100, Some(0), "");
        assert_eq!(narrowed(&[Reposts, Navigation], &error), [[Reposts], [Navigation]]);
        assert!(narrowed(&[Reach], &error).is_empty(), "nothing smaller is left");
        assert!(narrowed::<MediaMetric>(&[], &error).is_empty());
    }

    #[test]
    fn the_totals_of_an_account_are_narrowed_in_the_same_way() {
        let error = refused(
            100,
            None,
            "(#100) metric[1] must be one of the following values: accounts_engaged, reach",
        );
        let asked = [TotalMetric::Reach, TotalMetric::WebsiteClicks];
        assert_eq!(narrowed(&asked, &error), [[TotalMetric::Reach]]);
        assert_eq!(narrowed(&asked, &refused(100, None, "")), [[TotalMetric::Reach]]);
    }

    #[test]
    fn an_unknown_error_is_looked_for_metric_by_metric() {
        let error = refused(1, Some(99), "An unknown error has occurred.");
        assert_eq!(narrowed(&[Reach, Views], &error), [[Reach], [Views]]);
        let body = br#"{"error":{"message":"An unknown error has occurred.","code":1}}"#;
        let under_500 = ApiError::in_answer(500, &HeaderMap::new(), body).unwrap();
        assert_eq!(narrowed(&[Reach, Views], &under_500), [[Reach], [Views]]);
    }

    #[test]
    fn other_refusals_are_not_about_the_metrics_whatever_their_text_says() {
        let text = "(#100) metric[1] must be one of the following values: reach";
        for (code, subcode) in [
            (100, Some(33)),
            (100, Some(2_108_006)),
            (10, None),
            (190, None),
            (80_002, None),
        ] {
            let error = refused(code, subcode, text);
            assert!(narrowed(&[Reach, Views], &error).is_empty(), "{code}/{subcode:?}");
        }
        let not_sent = ApiError::NotSent { cause: String::new() };
        assert!(narrowed(&[Reach, Views], &not_sent).is_empty());
    }

    #[test]
    fn a_hint_holds_nothing_of_the_text() {
        let error = refused(
            100,
            None,
            "must be one of the following values: reach, somebody's words",
        );
        assert!(!format!("{error} {error:?}").contains("somebody"));
    }
}
