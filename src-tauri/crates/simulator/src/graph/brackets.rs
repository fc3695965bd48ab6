//! Arrays and maps as PHP's and axios's forms write them: `children[0]=A&children[1]=B`, `fields[]=id&fields[]=username`,
//! `recipient[id]=17…`. Each becomes one parameter of JSON text, as it comes from every other client.

use serde_json::{Map, Value};

/// How deep brackets are read.
const DEEPEST: usize = 8;

/// A parameter's parts so far; `Text` is its end.
enum Part {
    Text(String),
    /// In the order they came.
    Inner(Vec<(String, Part)>),
}

/// Replaces parameters in brackets by one each, behind the plain ones.
pub(super) fn fold(parameters: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut plain = Vec::with_capacity(parameters.len());
    let mut folded: Vec<(String, Part)> = Vec::new();
    for (name, text) in parameters {
        match path(&name) {
            Some((base, keys)) => put(&mut folded, base, &keys, text),
            None => plain.push((name, text)),
        }
    }
    let folded = folded.into_iter().map(|(name, part)| (name, value(part).to_string()));
    plain.extend(folded);
    plain
}

/// `a[b][]` as `a` and its keys `b` and nothing; `None` for a name that is not written so.
fn path(name: &str) -> Option<(&str, Vec<&str>)> {
    let (base, keys) = name.strip_suffix(']')?.split_once('[')?;
    let keys: Vec<&str> = keys.split("][").collect();
    let odd = |key: &&str| key.contains(['[', ']']);
    (!base.is_empty() && keys.len() <= DEEPEST && !keys.iter().any(odd)).then_some((base, keys))
}

/// Puts a text at the end of its keys. A key that is left empty counts on.
fn put(parts: &mut Vec<(String, Part)>, key: &str, keys: &[&str], text: String) {
    let key = if key.is_empty() {
        parts.len().to_string()
    } else {
        key.to_owned()
    };
    let Some((next, rest)) = keys.split_first() else {
        parts.push((key, Part::Text(text)));
        return;
    };
    let found = parts.iter().position(|(given, _)| *given == key);
    let place = found.unwrap_or_else(|| {
        parts.push((key, Part::Inner(Vec::new())));
        parts.len() - 1
    });
    if let Part::Inner(inner) = &mut parts[place].1 {
        put(inner, next, rest, text);
    }
}

/// Numbers alone make a list, in their order.
fn value(part: Part) -> Value {
    let mut inner = match part {
        Part::Text(text) => return Value::String(text),
        Part::Inner(inner) => inner,
    };
    let places: Option<Vec<u32>> = inner.iter().map(|(key, _)| key.parse().ok()).collect();
    if places.is_some() {
        inner.sort_by_key(|(key, _)| key.parse::<u32>().unwrap_or_default());
        Value::Array(inner.into_iter().map(|(_, part)| value(part)).collect())
    } else {
        Value::Object(
            inner
                .into_iter()
                .map(|(key, part)| (key, value(part)))
                .collect::<Map<_, _>>(),
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn folded(query: &str) -> Vec<(String, String)> {
        fold(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    #[test]
    fn brackets_become_lists_and_maps() {
        for (query, name, text) in [
            ("children[0]=A&children[1]=B", "children", r#"["A","B"]"#),
            ("children[]=A&children[]=B", "children", r#"["A","B"]"#),
            ("children[10]=C&children[2]=B", "children", r#"["B","C"]"#),
            ("recipient[id]=17", "recipient", r#"{"id":"17"}"#),
            (
                "user_tags[0][username]=joe&user_tags[0][x]=0.5",
                "user_tags",
                r#"[{"username":"joe","x":"0.5"}]"#,
            ),
        ] {
            assert_eq!(folded(query), [(name.to_owned(), text.to_owned())], "{query}");
        }
    }

    #[test]
    fn other_names_stay_as_they_are() {
        let deep = format!("a{}", "[b]".repeat(9));
        for name in ["fields", "a]", "[0]", "a[0", "a[0]b", "a[[0]]", deep.as_str()] {
            let given = vec![(name.to_owned(), "1".to_owned())];
            assert_eq!(fold(given.clone()), given, "{name}");
        }
    }

    #[test]
    fn a_text_and_a_list_of_one_name_do_not_mix() {
        assert_eq!(
            folded("a[b]=1&a[b][c]=2"),
            [("a".to_owned(), r#"{"b":"1"}"#.to_owned())]
        );
    }
}
