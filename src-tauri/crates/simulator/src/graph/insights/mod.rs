//! Insights of media and of accounts (sheet on insights, §5; list of quirks, 18): one unsuitable metric fails the whole
//! call, what has no number is left out, and shapes differ by metric.

mod account;
mod account_metrics;
mod breakdown;
mod media;
mod media_metrics;
mod range;

pub(super) use account::of_account;
pub(super) use media::of_media;

use serde_json::{Value, json};

use super::call::{Call, list};
use super::fields::Field;
use super::surface::Row;
use super::{Caller, On, Refusal, render};
use crate::fault::Endpoint;
use crate::oauth::Scope;

pub(super) const ROWS: &[Row] = &[
    Row::get(On::Account(account::account), "insights", Endpoint::AccountInsights),
    Row::get(On::Post(media::media), "insights", Endpoint::MediaInsights),
    Row::get(On::Slide(media::slide), "insights", Endpoint::MediaInsights),
];

/// Where a call's parameters are: in the call, or behind a field, as in `insights.metric(reach,views)`.
#[derive(Clone, Copy)]
pub(super) enum Parameters<'a> {
    Call(&'a Call),
    Field(&'a Field),
}

impl<'a> Parameters<'a> {
    /// A parameter with something in it.
    fn get(self, name: &str) -> Option<&'a str> {
        let given = match self {
            Self::Call(call) => call.get(name),
            Self::Field(field) => field.argument(name),
        };
        given.map(str::trim).filter(|text| !text.is_empty())
    }

    /// A list, as JSON or separated by commas.
    fn list(self, name: &str) -> Vec<String> {
        self.get(name).map(list).unwrap_or_default()
    }
}

/// Reading numbers needs the scope.
fn permitted(caller: &Caller<'_>) -> Result<(), Refusal> {
    caller.needs(Scope::Insights)
}

/// The metrics asked for, none of them twice.
fn metrics(parameters: Parameters<'_>) -> Result<Vec<String>, Refusal> {
    let mut metrics = Vec::new();
    for metric in parameters.list("metric") {
        if !metrics.contains(&metric) {
            metrics.push(metric);
        }
    }
    if metrics.is_empty() {
        Err(Refusal::parameter("(#100) The parameter metric is required"))
    } else {
        Ok(metrics)
    }
}

/// A metric that is none, or none of this kind of object, with the list a client can choose from.
fn not_accepted(place: usize, accepted: &[&str]) -> Refusal {
    Refusal::parameter(format!(
        "(#100) metric[{place}] must be one of the following values: {}",
        accepted.join(", ")
    ))
}

/// What the platform says when it does not know why it cannot answer: an odd breakdown, mostly.
fn unknown_error() -> Refusal {
    Refusal::new(500, 1, "An unknown error has occurred.")
}

/// One item of an answer.
struct Item {
    name: &'static str,
    period: &'static str,
    title: &'static str,
    description: &'static str,
    values: Option<Value>,
    total_value: Option<Value>,
}

impl Item {
    /// As JSON, with these fields of it; all when none are named.
    fn render(&self, object: &str, fields: &[Field]) -> Result<Value, Refusal> {
        let id = format!("{object}/insights/{}/{}", self.name, self.period);
        let every = ["name", "period", "values", "title", "description", "total_value"].map(Field::plain);
        let fields = if fields.is_empty() { &every[..] } else { fields };
        render::object(&id, fields, |field| {
            Ok(match field.name.as_str() {
                "name" => Some(json!(self.name)),
                "period" => Some(json!(self.period)),
                "title" => Some(json!(self.title)),
                "description" => Some(json!(self.description)),
                "values" => self.values.clone(),
                "total_value" => self.total_value.clone(),
                _ => return Err(render::nonexisting(field)),
            })
        })
    }
}
