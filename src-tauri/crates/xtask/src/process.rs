//! Starting other programs: prints what is started, inherits the terminal, turns a bad end into a [`Failure`].

use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Why a command ended early: one sentence for people.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure that says `sentence`.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A file operation that failed, with the path it was about.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What every command returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Runs `command` to its end with the terminal's own input and output.
///
/// # Errors
/// When the program cannot be started or ends with a non-zero status.
pub fn run(command: &mut Command) -> Outcome {
    let line = line(command);
    println!("  $ {line}");
    let status = command
        .status()
        .map_err(|error| not_started(command.get_program(), &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{line}` ended with {status}")))
    }
}

/// Runs `command` to its end beside another one, and prints what it wrote once it has ended.
///
/// # Errors
/// As [`run`].
pub fn run_aside(command: &mut Command) -> Outcome {
    let line = line(command);
    let answer = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command.get_program(), &error))?;
    println!(
        "  $ {line}\n{}{}",
        String::from_utf8_lossy(&answer.stdout),
        String::from_utf8_lossy(&answer.stderr)
    );
    if answer.status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{line}` ended with {}", answer.status)))
    }
}

/// Runs `command` silently and returns what it wrote to its output, without the final line break.
///
/// # Errors
/// When the program cannot be started, ends with a non-zero status or writes something that is not UTF-8.
pub fn read(command: &mut Command) -> Outcome<String> {
    let answer = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| not_started(command.get_program(), &error))?;
    if !answer.status.success() {
        return Err(Failure::new(format!(
            "`{}` ended with {}",
            line(command),
            answer.status
        )));
    }
    let text = String::from_utf8(answer.stdout)
        .map_err(|_| Failure::new(format!("`{}` wrote something that is not UTF-8", line(command))))?;
    Ok(text.trim_end().to_owned())
}

/// Whether `program` is found in the search path.
pub fn is_installed(program: &str) -> bool {
    find(program).is_some()
}

/// Where `program` lies in the search path.
pub fn find(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Whether this runs unattended, as CI services announce by the variable `CI`.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// npm, by the name its platform starts it under.
pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// The cargo that started this program.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn not_started(program: &OsStr, error: &io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}", program.to_string_lossy()))
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| {
            let word = word.to_string_lossy();
            if word.is_empty() || word.contains(char::is_whitespace) {
                format!("'{word}'")
            } else {
                word.into_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_shown_command_keeps_words_with_spaces_together() {
        let mut command = Command::new("/usr/bin/xvfb-run");
        command.args(["-s", "-screen 0 1440x900x24", "true"]);
        assert_eq!(line(&command), "xvfb-run -s '-screen 0 1440x900x24' true");
    }

    #[cfg(unix)]
    #[test]
    fn a_bad_end_is_a_failure_that_names_the_program() {
        let failure = run(Command::new("false").arg("argument")).expect_err("`false` ends with status 1");
        assert!(
            failure.to_string().starts_with("`false argument` ended with"),
            "{failure}"
        );
    }

    #[test]
    fn a_missing_program_is_a_failure_that_names_it() {
        let failure = read(&mut Command::new("no-such-program")).expect_err("the program does not exist");
        assert!(failure.to_string().contains("no-such-program"), "{failure}");
        assert!(!is_installed("no-such-program"));
    }
}
