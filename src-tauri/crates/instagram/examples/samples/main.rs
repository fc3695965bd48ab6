//! Reads a folder of recorded answers with this crate's types and compares what is found with what the folder says is in
//! them. `cargo xtask samples FOLDER` starts it.
//!
//! `INDEX.tsv` lists the files: name, kind, HTTP status, provenance, origin, the call it answers, remarks. `EXPECTED.json`
//! is `{"expected": {"kind/file.json": {…facts…}}}`, the facts of an independent reader: ids as strings, times in
//! milliseconds, `null` for what is absent. A file without facts only has to be read. Each difference is one line; the last
//! line is `N passed, N failed`, and the program ends with status 1 when a file failed.
#![allow(clippy::print_stdout, reason = "a program for people")]

mod compare;
mod errors;
mod graph;
mod insights;
mod kinds;
mod messages;
mod tokens;
mod webhooks;

use serde_json::{Map, Value};
use std::path::Path;
use std::process::ExitCode;

/// One line of the index.
struct Sample {
    /// The file, below the folder.
    file: String,
    /// What kind of answer it is.
    kind: String,
    /// The HTTP status it came under.
    status: u16,
    /// The call it answers.
    endpoint: String,
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        println!("usage: samples FOLDER");
        return ExitCode::FAILURE;
    };
    match run(Path::new(&folder)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads every file of the index; answers how many failed.
fn run(folder: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let read = |name: &str| std::fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    let samples = index(&String::from_utf8(read("INDEX.tsv")?)?)?;
    let mut expected: Value = serde_json::from_slice(&read("EXPECTED.json")?)?;
    let mut expected: Map<String, Value> = serde_json::from_value(expected["expected"].take())?;

    let (mut passed, mut failed) = (0, 0);
    for sample in &samples {
        let differences = match kinds::facts(sample, &read(&sample.file)?) {
            Ok(facts) => {
                let expected = expected.remove(&sample.file).unwrap_or(Value::Null);
                compare::differences(&facts, &expected)
            }
            Err(problem) => vec![problem],
        };
        for difference in &differences {
            println!("{}: {difference}", sample.file);
        }
        if differences.is_empty() {
            passed += 1;
        } else {
            failed += 1;
        }
    }
    for file in expected.keys() {
        println!("{file}: has facts and is not in the index");
        failed += 1;
    }
    println!("{passed} passed, {failed} failed");
    Ok(failed)
}

/// The lines below the head, which names the columns.
fn index(text: &str) -> Result<Vec<Sample>, String> {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| head.iter().position(|column| *column == name);
    let columns = ["file", "kind", "http_status", "endpoint"].map(column);
    let [Some(file), Some(kind), Some(status), Some(endpoint)] = columns else {
        return Err("INDEX.tsv lacks a column".to_owned());
    };
    let read = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: usize| cells.get(at).map(|cell| cell.trim_matches('"').to_owned());
        // Some say `400 (also under 200)`.
        let status = cell(status)?.split_whitespace().next()?.parse().ok()?;
        Some(Sample {
            file: cell(file)?,
            kind: cell(kind)?,
            status,
            endpoint: cell(endpoint)?,
        })
    };
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| read(line).ok_or_else(|| format!("INDEX.tsv: `{line}` cannot be read")))
        .collect()
}
