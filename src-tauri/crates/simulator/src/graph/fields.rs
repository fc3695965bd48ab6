//! The `fields` parameter: names, arguments and nested fields, such as `id,replies.limit(5){id,text}`.

/// One field asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// `limit(n)`, when given.
    pub(crate) limit: Option<usize>,
    /// Cursor given as `after(…)`.
    pub(crate) after: Option<String>,
    /// Nested fields; empty when no braces were given.
    pub(crate) fields: Vec<Field>,
}

impl Field {
    /// A field without arguments.
    pub(crate) fn plain(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            limit: None,
            after: None,
            fields: Vec::new(),
        }
    }
}

/// Writes a list the way [`parse`] reads it; cursors are left out.
pub(crate) fn write(fields: &[Field]) -> String {
    let one = |field: &Field| {
        let limit = field.limit.map(|limit| format!(".limit({limit})")).unwrap_or_default();
        let inner = if field.fields.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", write(&field.fields))
        };
        format!("{}{limit}{inner}", field.name)
    };
    fields.iter().map(one).collect::<Vec<_>>().join(",")
}

/// Parses a whole list. The error is the text from where it stops making sense.
pub(crate) fn parse(text: &str) -> Result<Vec<Field>, String> {
    let mut rest = text.trim();
    let fields = list(&mut rest)?;
    if rest.is_empty() {
        Ok(fields)
    } else {
        Err(rest.to_owned())
    }
}

fn list(rest: &mut &str) -> Result<Vec<Field>, String> {
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
        *rest = tail;
        let mut field = Field::plain(name);
        while let Some(tail) = rest.strip_prefix('.') {
            arguments(tail, rest, &mut field)?;
        }
        if let Some(tail) = rest.strip_prefix('{') {
            *rest = tail;
            field.fields = list(rest)?;
            *rest = rest.strip_prefix('}').ok_or_else(|| (*rest).to_owned())?;
        }
        fields.push(field);
        match rest.trim_start().strip_prefix(',') {
            Some(tail) => *rest = tail,
            None => return Ok(fields),
        }
    }
}

fn arguments<'a>(tail: &'a str, rest: &mut &'a str, field: &mut Field) -> Result<(), String> {
    let stop = || tail.to_owned();
    let (name, tail) = tail.split_once('(').ok_or_else(stop)?;
    let (value, tail) = tail.split_once(')').ok_or_else(stop)?;
    match name {
        "limit" => field.limit = Some(value.parse().map_err(|_| value.to_owned())?),
        "after" => field.after = Some(value.to_owned()),
        // Orders and other modifiers of the platform are taken and have no effect here.
        _ => {}
    }
    *rest = tail;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn nested_fields_with_arguments_are_read() {
        let fields = parse("id, text,replies.limit(5).after(QVFI){id,from},media{id}").unwrap();
        assert_eq!(fields.len(), 4);
        assert_eq!(fields[2].limit, Some(5));
        assert_eq!(fields[2].after.as_deref(), Some("QVFI"));
        assert_eq!(fields[2].fields, [Field::plain("id"), Field::plain("from")]);
    }

    #[test]
    fn a_written_list_reads_back() {
        let text = "id,text,replies.limit(5){id,from},media{id}";
        assert_eq!(write(&parse(text).unwrap()), text);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for text in ["", "id,", "replies{id", "replies.limit(x)", "id}", "replies.limit(5"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
