//! Calls with patience and the budget they keep: what the platform sees of them.

use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use instagram::budget::{AppBudget, Budget, Class, Clock, Hashtags, Why};
use instagram::{
    AccessToken, ApiError, Client, CommentId, GetMedia, ListComments, MediaId, Patience, Recovery, ReplyToComment,
    Steady, Unanswered, pages,
};
use jiff::Timestamp;
use simulator::{EffectKind, Endpoint, Fault, FaultKind, SimClock};

use crate::office::{Office, in_both};

/// The platform's clock, as the office's.
#[derive(Debug)]
struct OverThere {
    clock: SimClock,
    began: Timestamp,
}

impl Clock for OverThere {
    fn elapsed(&self) -> Duration {
        Duration::try_from(self.clock.now().duration_since(self.began)).unwrap()
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// Tries again at once, and not for long.
const QUICK: Patience = Patience {
    repeats: 4,
    first_wait: Duration::from_millis(1),
    total: Duration::from_secs(2),
};

/// An office that keeps a budget.
struct Desk {
    client: Client,
    token: AccessToken,
    budget: Budget,
    media: MediaId,
    comment: CommentId,
}

impl Desk {
    fn of(office: &Office) -> Self {
        let clock = office.simulator.clock().clone();
        let began = clock.now();
        Self {
            client: office.client(),
            token: office.token(office.scopes()),
            budget: AppBudget::new(Arc::new(OverThere { clock, began })).account(Hashtags::default()),
            media: office.post(),
            comment: office.comment(),
        }
    }

    fn steady(&self, class: Class) -> Steady<'_> {
        Steady::new(&self.client, &self.token, &self.budget, class).with_patience(QUICK)
    }

    async fn read(&self, class: Class) -> Result<(), Unanswered> {
        self.steady(class).call(&GetMedia::new(&self.media)).await.map(drop)
    }
}

fn requests(office: &Office) -> usize {
    office.simulator.witness().requests().len()
}

#[tokio::test]
async fn every_comment_comes_once_through_a_list_that_fails_on_the_way() {
    in_both(async |office| {
        let desk = Desk::of(&office);
        for (page, kind) in [
            (1, FaultKind::Truncated),
            (3, FaultKind::CutBefore),
            (5, FaultKind::CutAfter),
            (7, FaultKind::Html),
        ] {
            office.fault(Fault::once(Endpoint::Comments, kind).skipping(page));
        }
        let truth = office
            .comments(&desk.media)
            .into_iter()
            .filter(|comment| comment.parent.is_none());
        let expected: Vec<_> = truth.map(|comment| comment.id).collect();
        let list = ListComments {
            limit: 2,
            after: None,
            ..ListComments::new(&desk.media)
        };
        let steady = desk.steady(Class::Fresh);
        let found: Vec<_> = pages(&steady, &list).into_items().try_collect().await.unwrap();
        let ids: Vec<_> = found.iter().map(|comment| comment.id.to_string()).collect();
        assert_eq!(ids, expected);
        assert!(
            requests(&office) > expected.len().div_ceil(2),
            "some pages were asked for twice"
        );
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_never_comes_out_right_is_asked_for_so_often_and_no_more() {
    in_both(async |office| {
        let desk = Desk::of(&office);
        office.fault(Fault::always(Endpoint::Any, FaultKind::Truncated));
        let error = desk.read(Class::User).await.unwrap_err();
        assert!(matches!(error, Unanswered::Api(ApiError::InDoubt { .. })), "{error}");
        assert_eq!(requests(&office), 1 + QUICK.repeats);
    })
    .await;
}

#[tokio::test]
async fn a_reply_whose_answer_is_lost_is_not_sent_again() {
    in_both(async |office| {
        let desk = Desk::of(&office);
        office.fault(Fault::always(Endpoint::Any, FaultKind::CutAfter));
        let reply = ReplyToComment {
            comment: &desk.comment,
            message: "Yes, from Monday",
        };
        let error = desk.steady(Class::User).call(&reply).await.unwrap_err();
        assert!(matches!(error, Unanswered::Api(ApiError::InDoubt { .. })), "{error}");
        assert_eq!(office.effects(EffectKind::Reply).len(), 1);
        assert_eq!(requests(&office), 1);
    })
    .await;
}

#[tokio::test]
async fn an_allowance_is_left_to_people_and_never_overdrawn() {
    in_both(async |office| {
        office.simulator.set_hourly_allowance(20);
        let desk = Desk::of(&office);
        let mut went = Vec::new();
        for class in [Class::Background, Class::Fresh, Class::User] {
            let mut calls = 0;
            let held = loop {
                match desk.read(class).await {
                    Ok(()) => calls += 1,
                    Err(Unanswered::Held(held)) => break held,
                    Err(Unanswered::Api(error)) => panic!("the platform had to say no: {error}"),
                }
            };
            let expected = if class == Class::User {
                Why::Blocked
            } else {
                Why::Used(75)
            };
            let is_expected = matches!(
                (held.why, expected),
                (Why::Blocked, Why::Blocked) | (Why::Used(_), Why::Used(_))
            );
            assert!(is_expected, "{class:?}: {held}");
            went.push(calls);
        }
        assert_eq!(went, [15, 3, 2], "75, 90 and 100 of 100");
        assert_eq!(requests(&office), 20);

        let gauge = desk.budget.gauge();
        let line = gauge.lines.iter().find(|line| line.used_percent == Some(100)).unwrap();
        assert_eq!(line.admits, None);
        office.pass(Duration::from_secs(61 * 60));
        desk.read(Class::Background).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_throttled_account_is_not_called_until_its_time_is_up() {
    in_both(async |office| {
        let desk = Desk::of(&office);
        office.fault(Fault::once(Endpoint::Any, FaultKind::RateLimit));
        let error = desk.read(Class::User).await.unwrap_err();
        let Unanswered::Api(refused) = &error else {
            panic!("{error}")
        };
        let Recovery::RetryAfter(Some(wait)) = refused.recovery() else {
            panic!("{refused}")
        };
        for class in Class::ALL {
            let Unanswered::Held(held) = desk.read(class).await.unwrap_err() else {
                panic!("it was called")
            };
            assert!(held.why == Why::Blocked && held.wait >= wait, "{held}");
        }
        assert_eq!(requests(&office), 1);
        office.pass(wait + wait / 10 + Duration::from_secs(1));
        desk.read(Class::Background).await.unwrap();
        assert_eq!(requests(&office), 2);
    })
    .await;
}
