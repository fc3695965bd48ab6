//! Breakdowns: a number in parts. The parts are estimates of their own and do not add up to the number.

use serde_json::{Value, json};

/// What the platform tells apart in a dimension, and the part of each.
type Parts = &'static [(&'static str, f64)];

/// Live values, which differ from the documented ones (`POST` and `REEL` for `FEED` and `REELS`).
const MEDIA_PRODUCT_TYPE: Parts = &[
    ("POST", 0.31),
    ("CAROUSEL_CONTAINER", 0.12),
    ("REEL", 0.39),
    ("STORY", 0.11),
    ("AD", 0.05),
];
const FOLLOW_TYPE: Parts = &[("FOLLOWER", 0.58), ("NON_FOLLOWER", 0.38), ("UNKNOWN", 0.02)];
const CONTACT_BUTTON_TYPE: Parts = &[
    ("CALL", 0.22),
    ("DIRECTION", 0.31),
    ("EMAIL", 0.24),
    ("TEXT", 0.12),
    ("BOOK_NOW", 0.05),
    ("UNDEFINED", 0.02),
];
const AGE: Parts = &[
    ("13-17", 0.03),
    ("18-24", 0.19),
    ("25-34", 0.36),
    ("35-44", 0.22),
    ("45-54", 0.11),
    ("55-64", 0.05),
    ("65+", 0.03),
];
const GENDER: Parts = &[("F", 0.57), ("M", 0.38), ("U", 0.04)];
const COUNTRY: Parts = &[
    ("DE", 0.29),
    ("US", 0.16),
    ("AT", 0.09),
    ("GB", 0.08),
    ("NL", 0.06),
    ("DK", 0.05),
    ("FR", 0.05),
    ("BR", 0.04),
    ("JP", 0.03),
];
const CITY: Parts = &[
    ("Berlin, Berlin", 0.09),
    ("Hamburg, Hamburg", 0.07),
    ("Vienna, Vienna", 0.05),
    ("London, England", 0.05),
    ("Copenhagen, Hovedstaden", 0.04),
    ("Amsterdam, North Holland", 0.03),
    ("São Paulo, São Paulo (state)", 0.02),
];

/// The parts of a dimension; `None` for one the platform does not know.
pub(super) fn parts(dimension: &str) -> Option<Parts> {
    Some(match dimension {
        "media_product_type" => MEDIA_PRODUCT_TYPE,
        "follow_type" => FOLLOW_TYPE,
        "contact_button_type" => CONTACT_BUTTON_TYPE,
        "age" => AGE,
        "gender" => GENDER,
        "country" => COUNTRY,
        "city" => CITY,
        _ => return None,
    })
}

/// A number broken down along dimensions, in every combination of theirs.
pub(super) fn along(number: u64, dimensions: &[&str]) -> Value {
    let mut results: Vec<(Vec<&str>, f64)> = vec![(Vec::new(), number as f64)];
    for dimension in dimensions {
        let parts = parts(dimension).unwrap_or_default();
        results = results
            .into_iter()
            .flat_map(|(values, number)| {
                parts.iter().map(move |(value, part)| {
                    let mut values = values.clone();
                    values.push(*value);
                    (values, number * part)
                })
            })
            .collect();
    }
    let results = results.into_iter().map(|(values, number)| (values, number as u64));
    table(dimensions, results)
}

/// A breakdown from its rows; rows of nobody are left out.
pub(super) fn table<'a>(dimensions: &[&str], rows: impl Iterator<Item = (Vec<&'a str>, u64)>) -> Value {
    let results: Vec<Value> = rows
        .filter(|(_, number)| *number > 0)
        .map(|(values, number)| json!({ "dimension_values": values, "value": number }))
        .collect();
    json!([{ "dimension_keys": dimensions, "results": results }])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn parts_come_near_the_number_and_do_not_add_up_to_it() {
        let broken = along(10_000, &["media_product_type"]);
        let results = broken[0]["results"].as_array().unwrap();
        let sum: u64 = results.iter().map(|row| row["value"].as_u64().unwrap()).sum();
        assert!((9_000..10_000).contains(&sum), "{sum}");
    }

    #[test]
    fn two_dimensions_have_every_combination() {
        let broken = along(10_000, &["media_product_type", "follow_type"]);
        assert_eq!(
            broken[0]["dimension_keys"],
            json!(["media_product_type", "follow_type"])
        );
        assert_eq!(broken[0]["results"].as_array().unwrap().len(), 15);
        assert_eq!(broken[0]["results"][0]["dimension_values"], json!(["POST", "FOLLOWER"]));
    }

    #[test]
    fn rows_of_nobody_are_left_out() {
        assert_eq!(along(0, &["gender"])[0]["results"], json!([]));
    }
}
