//! The `fields` parameter: names, arguments and nested fields, such as `id,replies.limit(5){id,text}`.

use super::paging;

/// One field asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// Arguments such as `limit(5)` and `media_id(17…)`, in their order.
    pub(crate) arguments: Vec<(String, String)>,
    /// Nested fields; empty when no braces were given.
    pub(crate) fields: Vec<Field>,
}

impl Field {
    /// A field without arguments.
    pub(crate) fn plain(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            arguments: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The last value of an argument.
    pub(crate) fn argument(&self, name: &str) -> Option<&str> {
        let given = self.arguments.iter().rev().find(|(given, _)| given == name);
        given.map(|(_, value)| value.as_str())
    }

    /// `limit(n)`, when given.
    pub(crate) fn limit(&self) -> Option<usize> {
        self.argument("limit").and_then(|value| value.parse().ok())
    }

    /// The place a cursor given as `after(…)` or `before(…)` stands for.
    pub(crate) fn cursor(&self, side: &str) -> Option<u32> {
        self.argument(side).and_then(paging::place)
    }

    /// What the field is called in the answer: its name, or what `as(…)` says.
    pub(crate) fn key(&self) -> &str {
        self.argument("as").unwrap_or(&self.name)
    }
}

/// Writes a list the way [`parse`] reads it; cursors are left out.
pub(crate) fn write(fields: &[Field]) -> String {
    let one = |field: &Field| {
        let arguments = field.arguments.iter();
        let arguments: String = arguments
            .filter(|(name, _)| name != "after" && name != "before")
            .map(|(name, value)| format!(".{name}({value})"))
            .collect();
        let inner = if field.fields.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", write(&field.fields))
        };
        format!("{}{arguments}{inner}", field.name)
    };
    fields.iter().map(one).collect::<Vec<_>>().join(",")
}

/// Parses a whole list, as text or as a JSON list of texts. The error is the text from where it stops making sense.
pub(crate) fn parse(text: &str) -> Result<Vec<Field>, String> {
    let text = text.trim();
    let joined = text
        .starts_with('[')
        .then(|| serde_json::from_str::<Vec<String>>(text))
        .and_then(Result::ok)
        .map(|names| names.join(","));
    let mut rest = joined.as_deref().unwrap_or(text);
    let fields = list(&mut rest)?;
    if rest.is_empty() {
        Ok(fields)
    } else {
        Err(rest.to_owned())
    }
}

/// How deep fields may be nested; what lies deeper makes no sense to the platform.
const DEEPEST: usize = 8;

fn list(rest: &mut &str) -> Result<Vec<Field>, String> {
    within(rest, DEEPEST)
}

fn within(rest: &mut &str, depth: usize) -> Result<Vec<Field>, String> {
    let mut fields = Vec::new();
    loop {
        *rest = rest.trim_start();
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        if length == 0 {
            return Err((*rest).to_owned());
        }
        let (name, tail) = rest.split_at(length);
        *rest = tail.trim_start();
        let mut field = Field::plain(name);
        while let Some(tail) = rest.strip_prefix('.') {
            argument(tail, rest, &mut field)?;
        }
        if let Some(tail) = rest.strip_prefix('{') {
            let deeper = depth.checked_sub(1).ok_or_else(|| (*rest).to_owned())?;
            *rest = tail;
            field.fields = within(rest, deeper)?;
            *rest = rest.strip_prefix('}').ok_or_else(|| (*rest).to_owned())?.trim_start();
        }
        fields.push(field);
        match rest.strip_prefix(',') {
            Some(tail) => *rest = tail,
            None => return Ok(fields),
        }
    }
}

fn argument<'a>(tail: &'a str, rest: &mut &'a str, field: &mut Field) -> Result<(), String> {
    let stop = || tail.to_owned();
    let (name, tail) = tail.split_once('(').ok_or_else(stop)?;
    let (value, tail) = tail.split_once(')').ok_or_else(stop)?;
    let (name, value) = (name.trim(), value.trim());
    if name == "limit" && !value.parse::<usize>().is_ok_and(|limit| limit > 0) {
        return Err(value.to_owned());
    }
    // Orders and other modifiers of the platform are taken and have no effect unless somebody asks for them.
    field.arguments.push((name.to_owned(), value.to_owned()));
    *rest = tail.trim_start();
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn nested_fields_with_arguments_are_read() {
        let cursor = paging::cursor(7);
        let fields = parse(&format!(
            "id, text,replies.limit(5).after({cursor}){{id,from}},media{{id}}"
        ))
        .unwrap();
        assert_eq!(fields.len(), 4);
        assert_eq!(fields[2].limit(), Some(5));
        assert_eq!(fields[2].cursor("after"), Some(7));
        assert_eq!(fields[2].fields, [Field::plain("id"), Field::plain("from")]);
    }

    #[test]
    fn blanks_and_lists_as_json_make_no_difference() {
        let plain = parse("id,replies.limit(5){id,from{id}},media{id}").unwrap();
        assert_eq!(
            parse(" id ,\n replies . limit( 5 ) { id , from { id } } , media{ id } ").unwrap(),
            plain
        );
        assert_eq!(
            parse(r#"["id","replies.limit(5){id,from{id}}","media{id}"]"#).unwrap(),
            plain
        );
    }

    #[test]
    fn a_written_list_reads_back_without_its_cursors() {
        let text = "id,text,replies.limit(5){id,from},media{id},mentioned_media.media_id(17){id}";
        assert_eq!(write(&parse(text).unwrap()), text);
        assert_eq!(
            write(&parse("replies.after(QVFI).limit(2){id}").unwrap()),
            "replies.limit(2){id}"
        );
    }

    #[test]
    fn an_alias_is_what_the_answer_calls_a_field() {
        let fields = parse("media.limit(1).as(newest){id},name").unwrap();
        assert_eq!((fields[0].key(), fields[1].key()), ("newest", "name"));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let deep = format!("a{}{}", "{a".repeat(40), "}".repeat(40));
        for text in [
            "",
            "id,",
            "replies{id",
            "replies.limit(x)",
            "replies.limit(0)",
            "id}",
            "replies.limit(5",
            "[\"id\"",
            deep.as_str(),
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
