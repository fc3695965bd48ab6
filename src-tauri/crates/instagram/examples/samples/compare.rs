//! What was found against what should be there.

use serde_json::Value;

/// Facts that the folder's reader leaves out where a file writes an instant as a text; this crate reads those too.
const INSTANTS: [&str; 2] = ["time_ms", "entry_time_ms"];

/// One line for every expected fact that was not found. Facts nobody expects are not looked at.
pub fn differences(found: &Value, expected: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    compare("", found, expected, &mut lines);
    lines
}

fn compare(place: &str, found: &Value, expected: &Value, lines: &mut Vec<String>) {
    match (found, expected) {
        (_, Value::Object(facts)) if found.is_object() => {
            for (name, fact) in facts {
                if INSTANTS.contains(&name.as_str()) && fact.is_null() {
                    continue;
                }
                // `name: null` and no name at all are the same fact.
                compare(&format!("{place}/{name}"), &found[name.as_str()], fact, lines);
            }
        }
        (Value::Array(items), Value::Array(facts)) if items.len() == facts.len() => {
            for (at, (item, fact)) in items.iter().zip(facts).enumerate() {
                compare(&format!("{place}/{at}"), item, fact, lines);
            }
        }
        (_, Value::Null) if place.is_empty() => {}
        _ if found == expected => {}
        _ => lines.push(format!("{place} is {found}, expected {expected}")),
    }
}
