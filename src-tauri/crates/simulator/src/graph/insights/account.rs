//! `GET /{account}/insights` (sheet on insights, §5.4).

use serde_json::{Map, Value, json};

use super::account_metrics::{Counted, METRICS, Metric, WITHDRAWN};
use super::range::Range;
use super::{Caller, Item, Parameters, Refusal, breakdown, metrics, not_accepted, permitted, unknown_error};
use crate::graph::fields::Field;
use crate::graph::{read, render};
use crate::world::{AccountCount, Day, World};

const DAY_MS: i64 = 24 * 3_600_000;
/// With fewer followers an account is not told who they are.
const FEWEST_FOLLOWERS: u64 = 100;
/// With fewer followers online there are no tables.
const FEWEST_ONLINE: u64 = 200;
/// How far new followers reach back.
const NEW_FOLLOWERS_MS: i64 = 30 * DAY_MS;
/// Tables of who is online come so late.
const ONLINE_DELAY_MS: i64 = 2 * DAY_MS;
/// Likes, comments, saves, shares and replies make an interaction.
const INTERACTIONS: [AccountCount; 5] = [
    AccountCount::Likes,
    AccountCount::Comments,
    AccountCount::Saves,
    AccountCount::Shares,
    AccountCount::Replies,
];
const TIMEFRAMES: [&str; 2] = ["this_week", "this_month"];

/// Whether one number is wanted or one a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Total,
    Series,
}

/// A call that makes sense.
struct Asked<'a> {
    parameters: Parameters<'a>,
    metrics: Vec<&'static Metric>,
    period: &'static str,
    shape: Option<Shape>,
    dimensions: Vec<&'static str>,
    timeframe: Option<&'static str>,
}

pub(super) fn account(caller: &Caller<'_>, account: u32) -> Result<Value, Refusal> {
    permitted(caller)?;
    let fields = read::asked(caller, &[])?;
    let asked = Asked::read(Parameters::Call(caller.call))?;
    let series = asked.metrics.iter().any(|metric| asked.is_series(metric));
    let range = Range::read(asked.parameters, caller.as_of, if series { 2 } else { 1 })?;
    let world = caller.sim.world();
    let data = asked.data(caller, &world, account, range, &fields)?;
    let mut answer = json!({ "data": data });
    if asked.period != "lifetime" && !data_is_empty(&answer) {
        answer["paging"] = range.paging(caller, &world.account_id(account));
    }
    Ok(answer)
}

/// The insights of an account as a field of it: `insights.metric(reach).period(day)`.
pub(in crate::graph) fn of_account(
    caller: &Caller<'_>,
    world: &World,
    account: u32,
    field: &Field,
) -> Result<Value, Refusal> {
    permitted(caller)?;
    let asked = Asked::read(Parameters::Field(field))?;
    let series = asked.metrics.iter().any(|metric| asked.is_series(metric));
    let range = Range::read(asked.parameters, caller.as_of, if series { 2 } else { 1 })?;
    let data = asked.data(caller, world, account, range, &field.fields)?;
    Ok(json!({ "data": data }))
}

fn data_is_empty(answer: &Value) -> bool {
    answer["data"].as_array().is_none_or(Vec::is_empty)
}

impl<'a> Asked<'a> {
    fn read(parameters: Parameters<'a>) -> Result<Self, Refusal> {
        let metrics = known(metrics(parameters)?)?;
        let period = period(parameters, &metrics)?;
        let shape = match parameters.get("metric_type") {
            None => None,
            Some("total_value") => Some(Shape::Total),
            Some("time_series") => Some(Shape::Series),
            Some(_) => {
                return Err(Refusal::parameter(
                    "(#100) metric_type must be one of the following values: time_series, total_value",
                ));
            }
        };
        let asked = Self {
            parameters,
            period,
            shape,
            dimensions: dimensions(parameters, &metrics)?,
            timeframe: timeframe(parameters, &metrics)?,
            metrics,
        };
        asked.check_shape()?;
        Ok(asked)
    }

    /// Whether a metric is told day by day.
    fn is_series(&self, metric: &Metric) -> bool {
        match metric.counted {
            Counted::NewFollowers | Counted::Online => true,
            Counted::Either(_) => self.shape != Some(Shape::Total),
            _ => false,
        }
    }

    fn check_shape(&self) -> Result<(), Refusal> {
        let total_only = |metric: &&&Metric| {
            !matches!(
                metric.counted,
                Counted::Either(_) | Counted::NewFollowers | Counted::Online
            )
        };
        if self.shape != Some(Shape::Total)
            && let Some(metric) = self.metrics.iter().find(total_only)
        {
            return Err(Refusal::parameter(format!(
                "(#100) The following metrics ({}) should be specified with parameter metric_type=total_value",
                metric.name
            )));
        }
        let series_only = |metric: &&&Metric| matches!(metric.counted, Counted::NewFollowers | Counted::Online);
        if self.shape == Some(Shape::Total)
            && let Some(metric) = self.metrics.iter().find(series_only)
        {
            return Err(Refusal::parameter(format!(
                "(#100) The following metrics ({}) cannot be specified with parameter metric_type=total_value",
                metric.name
            )));
        }
        if !self.dimensions.is_empty() && self.shape != Some(Shape::Total) {
            return Err(Refusal::parameter(
                "(#100) Param breakdown can be used with metric_type=total_value only",
            ));
        }
        Ok(())
    }

    fn data(
        &self,
        caller: &Caller<'_>,
        world: &World,
        account: u32,
        range: Range,
        fields: &[Field],
    ) -> Result<Vec<Value>, Refusal> {
        let id = world.account_id(account);
        let few = world.accounts[account as usize].followers < FEWEST_FOLLOWERS;
        let told = self.metrics.iter().filter(|metric| !(few && metric.needs_followers()));
        let count = Count {
            world,
            account,
            range,
            now_ms: caller.as_of,
        };
        told.filter_map(|metric| self.item(&count, metric))
            .map(|item| item.render(&id, fields))
            .collect()
    }

    /// A metric's item; `None` where there is no number, which the platform leaves out.
    fn item(&self, count: &Count<'_>, metric: &Metric) -> Option<Item> {
        let mut item = Item {
            name: metric.name,
            period: self.period,
            title: metric.title,
            description: metric.description,
            values: None,
            total_value: None,
        };
        match metric.counted {
            Counted::Either(what) if self.is_series(metric) => item.values = Some(count.series(what, self.span_ms())?),
            Counted::Either(what) | Counted::Total(what) => item.total_value = Some(self.total(count.sum(&[what]))?),
            Counted::Interactions => item.total_value = Some(self.total(count.sum(&INTERACTIONS))?),
            Counted::FollowsAndUnfollows if self.dimensions.is_empty() => {}
            Counted::FollowsAndUnfollows => item.total_value = Some(count.follows()),
            Counted::NewFollowers => item.values = Some(count.new_followers()?),
            Counted::Online => item.values = Some(count.online()?),
            Counted::Demographics { engaged } => item.total_value = self.demographics(count, engaged),
        }
        Some(item)
    }

    /// How much time a bucket looks back on: a day, or more for the periods of old.
    fn span_ms(&self) -> i64 {
        match self.period {
            "week" => 7 * DAY_MS,
            "days_28" => 28 * DAY_MS,
            _ => DAY_MS,
        }
    }

    fn total(&self, number: u64) -> Option<Value> {
        let mut total = Map::from_iter([("value".to_owned(), json!(number))]);
        if !self.dimensions.is_empty() {
            total.insert("breakdowns".to_owned(), breakdown::along(number, &self.dimensions));
        }
        (number > 0).then_some(Value::Object(total))
    }

    fn demographics(&self, count: &Count<'_>, engaged: bool) -> Option<Value> {
        let (dimension, timeframe) = (self.dimensions.first()?, self.timeframe?);
        let followers = count.world.accounts[count.account as usize].followers;
        let people = if engaged { followers / 7 } else { followers };
        let timeframe = timeframe.to_ascii_uppercase();
        let parts = breakdown::parts(dimension).unwrap_or_default().iter();
        let rows = parts.map(|(value, part)| (vec![timeframe.as_str(), *value], (people as f64 * part) as u64));
        Some(json!({ "breakdowns": breakdown::table(&["timeframe", dimension], rows) }))
    }
}

/// The numbers of an account over a range.
struct Count<'a> {
    world: &'a World,
    account: u32,
    range: Range,
    now_ms: i64,
}

impl Count<'_> {
    fn sum(&self, counts: &[AccountCount]) -> u64 {
        let Range { from_ms, to_ms } = self.range;
        let one = |count: &AccountCount| {
            self.world
                .figure_between(self.account, *count, from_ms, to_ms, self.now_ms)
        };
        counts.iter().map(one).sum()
    }

    /// The days that end within the range, and the one that is not over yet.
    fn days(&self) -> Vec<Day> {
        let Range { from_ms, to_ms } = self.range;
        self.world.kept_days(from_ms, to_ms, self.now_ms)
    }

    fn series(&self, count: AccountCount, span_ms: i64) -> Option<Value> {
        let value = |day: &Day| {
            let number = if span_ms > DAY_MS {
                let from_ms = day.end_ms - span_ms;
                self.world
                    .figure_between(self.account, count, from_ms, day.end_ms, self.now_ms)
            } else {
                self.world.day_figure(self.account, count, *day, self.now_ms)
            };
            bucket(json!(number), day)
        };
        filled(self.days().iter().map(value).collect())
    }

    fn new_followers(&self) -> Option<Value> {
        let value = |day: &Day| {
            let number = self
                .world
                .day_figure(self.account, AccountCount::Follows, *day, self.now_ms);
            bucket(json!(number), day)
        };
        let days = self.days();
        let recent = days.iter().filter(|day| day.end_ms > self.now_ms - NEW_FOLLOWERS_MS);
        filled(recent.map(value).collect())
    }

    /// Tables by the hour; empty ones where the platform has not counted yet, and 0 for accounts where nothing goes on.
    fn online(&self) -> Option<Value> {
        let quiet = self.world.accounts[self.account as usize].followers < FEWEST_ONLINE;
        let value = |day: &Day| {
            if quiet {
                return bucket(json!(0), day);
            }
            let counted = day.end_ms <= self.now_ms - ONLINE_DELAY_MS;
            let hours = self.world.online_followers(self.account, day.number);
            let hours = hours.iter().enumerate().filter(|_| counted);
            let table: Map<String, Value> = hours.map(|(hour, people)| (hour.to_string(), json!(people))).collect();
            bucket(Value::Object(table), day)
        };
        filled(self.days().iter().map(value).collect())
    }

    fn follows(&self) -> Value {
        let followed = self.sum(&[AccountCount::Follows]);
        let left = self.sum(&[AccountCount::Unfollows]);
        let rows = [(vec!["FOLLOWER"], followed), (vec!["NON_FOLLOWER"], left)];
        json!({ "breakdowns": breakdown::table(&["follow_type"], rows.into_iter()) })
    }
}

fn bucket(value: Value, day: &Day) -> Value {
    json!({ "value": value, "end_time": render::instant((day.end_ms / 1000) as u32) })
}

fn filled(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::Array(values))
}

fn known(names: Vec<String>) -> Result<Vec<&'static Metric>, Refusal> {
    let accepted: Vec<&str> = METRICS.iter().map(|metric| metric.name).collect();
    let one = |(place, name): (usize, String)| {
        let metric = METRICS.iter().find(|metric| metric.name == name);
        metric.ok_or_else(|| {
            if WITHDRAWN.contains(&name.as_str()) {
                withdrawn(&name)
            } else {
                not_accepted(place, &accepted)
            }
        })
    };
    names.into_iter().enumerate().map(one).collect()
}

fn withdrawn(name: &str) -> Refusal {
    Refusal::parameter(format!(
        "(#100) Starting from version 22 and above, the {name} metric is no longer supported for the queried user."
    ))
}

/// The period, which every metric must have.
fn period(parameters: Parameters<'_>, metrics: &[&Metric]) -> Result<&'static str, Refusal> {
    let Some(given) = parameters.get("period") else {
        return Err(Refusal::parameter("(#100) The parameter period is required"));
    };
    let mut period = None;
    for metric in metrics {
        let own = metric.periods().iter().find(|period| **period == given);
        period = own.copied();
        if period.is_none() {
            return Err(Refusal::parameter(format!(
                "(#100) Incompatible metrics ({}) with period ({given})",
                metric.name
            )));
        }
    }
    period.ok_or_else(unknown_error)
}

/// The dimensions to break down along, which every metric must have: others are an unknown error.
fn dimensions(parameters: Parameters<'_>, metrics: &[&Metric]) -> Result<Vec<&'static str>, Refusal> {
    let mut dimensions = Vec::new();
    for given in parameters.list("breakdown") {
        for metric in metrics {
            let own = metric.breakdowns.iter().find(|own| **own == given);
            let own = own.copied().ok_or_else(unknown_error)?;
            if !dimensions.contains(&own) {
                dimensions.push(own);
            }
        }
    }
    Ok(dimensions)
}

/// The timeframe that demographics need.
fn timeframe(parameters: Parameters<'_>, metrics: &[&Metric]) -> Result<Option<&'static str>, Refusal> {
    let needed = metrics
        .iter()
        .any(|metric| matches!(metric.counted, Counted::Demographics { .. }));
    let given = parameters.get("timeframe");
    let own = given.and_then(|given| TIMEFRAMES.into_iter().find(|own| *own == given));
    match (needed, given, own) {
        (true, None, _) => Err(Refusal::parameter("(#100) The parameter timeframe is required")),
        (_, Some(_), None) => Err(Refusal::parameter(
            "(#100) timeframe must be one of the following values: this_week, this_month",
        )),
        (_, _, own) => Ok(own),
    }
}
