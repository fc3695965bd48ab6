//! Saved replies as a file: JSON and CSV, to move them between machines or to write them in a table.
//!
//! A cell of a CSV file that a table program would take for a formula is written behind an apostrophe, which is taken
//! away again when the file is read.

use serde::{Deserialize, Serialize};

use crate::cells::{guarded, unguarded};
use crate::problem::{Problem, ProblemCode};

/// A saved reply as it stands in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portable {
    /// What people see in a list of them.
    pub title: String,
    /// What is typed after `;`.
    #[serde(default)]
    pub shortcut: Option<String>,
    /// The words, with variables in braces.
    pub text: String,
    /// The handle of the account it is for.
    #[serde(default)]
    pub account: Option<String>,
    /// The keyword rule that brings it up: `price`, `availability`, `shipping`, `complaint`, or a name of the team's own.
    #[serde(default)]
    pub keywords: Option<String>,
}

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For machines and for keeping.
    Json,
    /// For a table program.
    Csv,
}

/// A row of a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its line in a CSV file, or its place in a JSON one; from 1.
    pub line: u64,
    /// Why, in a sentence.
    pub reason: String,
}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    saved_replies: Vec<serde_json::Value>,
}

const NAME: &str = "postroom-saved-replies";
const VERSION: u32 = 1;

/// The largest file read, in bytes.
pub const LARGEST: u64 = 5 * 1024 * 1024;

/// Writes a file.
///
/// # Errors
/// `Internal` when a row cannot be written, which no text does.
pub fn write(format: Format, replies: &[Portable]) -> Result<Vec<u8>, Problem> {
    match format {
        Format::Json => json_file(replies).map_err(|error| unwritten(&error)),
        Format::Csv => csv_file(replies).map_err(|error| unwritten(&error)),
    }
}

fn json_file(replies: &[Portable]) -> Result<Vec<u8>, serde_json::Error> {
    let file = File {
        format: NAME.to_owned(),
        version: VERSION,
        saved_replies: replies.iter().map(serde_json::to_value).collect::<Result<_, _>>()?,
    };
    serde_json::to_vec_pretty(&file)
}

fn csv_file(replies: &[Portable]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for reply in replies {
        writer.serialize(reply.each(guarded))?;
    }
    if replies.is_empty() {
        writer.write_record(["title", "shortcut", "text", "account", "keywords"])?;
    }
    Ok(writer.into_inner()?)
}

/// What a file holds: each row with its number.
pub type Rows = Vec<(u64, Result<Portable, Unreadable>)>;

/// Reads a file of either kind, row by row: what cannot be read does not keep the others out.
///
/// # Errors
/// `Precondition` when it is no such file, or was written by a newer program.
pub fn read(bytes: &[u8]) -> Result<Rows, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        not_ours(
            "The file is not text in UTF-8.",
            "Save it as UTF-8, or as JSON from Postroom.",
        )
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        read_json(text)
    } else {
        read_csv(text)
    }
}

fn read_json(text: &str) -> Result<Rows, Problem> {
    let file: File = serde_json::from_str(text).map_err(|error| {
        not_ours("This is no file of saved replies.", "Choose one that Postroom wrote.").with_detail(error.to_string())
    })?;
    if file.format != NAME || file.version > VERSION {
        return Err(not_ours(
            "This file was written by another program or a newer Postroom.",
            "Choose a file of saved replies, or update Postroom.",
        ));
    }
    Ok((1..)
        .zip(file.saved_replies)
        .map(|(line, value)| {
            let reply = serde_json::from_value(value).map_err(|error| unreadable(line, &error));
            (line, reply)
        })
        .collect())
}

fn read_csv(text: &str) -> Result<Rows, Problem> {
    let separator = if text
        .lines()
        .next()
        .is_some_and(|head| head.contains(';') && !head.contains(','))
    {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|_| not_ours("This table cannot be read.", "Save it as CSV in UTF-8."))?;
    if !["title", "text"]
        .iter()
        .all(|name| headers.iter().any(|head| head == *name))
    {
        return Err(not_ours(
            "The table has no columns “title” and “text”.",
            "Name the columns title, shortcut, text, account and keywords in its first line.",
        ));
    }
    let mut rows = Rows::new();
    for record in reader.deserialize::<Portable>() {
        match record {
            Ok(reply) => rows.push((rows.len() as u64 + 2, Ok(reply.each(unguarded)))),
            Err(error) => {
                let line = error.position().map_or(rows.len() as u64 + 2, csv::Position::line);
                rows.push((line, Err(unreadable(line, &error))));
            }
        }
    }
    Ok(rows)
}

impl Portable {
    fn each(&self, change: impl Fn(&str) -> String) -> Self {
        let optional = |cell: &Option<String>| cell.as_deref().filter(|cell| !cell.is_empty()).map(&change);
        Self {
            title: change(&self.title),
            shortcut: optional(&self.shortcut),
            text: change(&self.text),
            account: optional(&self.account),
            keywords: optional(&self.keywords),
        }
    }
}

fn unreadable(line: u64, error: &dyn std::error::Error) -> Unreadable {
    tracing::debug!(%error, line, "A row of a file of saved replies could not be read");
    Unreadable {
        line,
        reason: "This row has not the columns of a saved reply.".to_owned(),
    }
}

fn unwritten(error: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        ProblemCode::Internal,
        "The file could not be written.",
        "Try the other format.",
    )
    .with_detail(error.to_string())
}

fn not_ours(message: &str, fix: &str) -> Problem {
    Problem::new(ProblemCode::Precondition, message, fix)
}

#[cfg(test)]
#[path = "exchange_tests.rs"]
mod tests;
