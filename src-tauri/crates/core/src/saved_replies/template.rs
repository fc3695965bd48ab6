//! The words of a saved reply: plain text with variables in braces.
//!
//! `{first_name}` stands for a value, `{first_name|there}` says what to write where there is none. `{{` and `}}` are
//! braces. A mistake is told with its spot; nothing is guessed.

use std::fmt::Write as _;
use std::ops::Range;

/// What a saved reply can fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variable {
    /// What the person is called: the first word of their name, else their handle.
    FirstName,
    /// The person's handle, with `@`.
    Username,
    /// Our account's handle, with `@`.
    Account,
    /// What the post is about: the first sentence of its caption.
    Product,
    /// Who of the team writes.
    Member,
}

impl Variable {
    /// Every variable, in the order people meet them.
    pub const ALL: [Self; 5] = [
        Self::FirstName,
        Self::Username,
        Self::Product,
        Self::Account,
        Self::Member,
    ];

    /// The name between the braces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::Username => "username",
            Self::Account => "account",
            Self::Product => "product",
            Self::Member => "member",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variable| variable.name() == name)
    }
}

/// What is known where a reply is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// The person's name. The platform tells none of people who comment.
    pub name: Option<String>,
    /// The person's handle.
    pub username: Option<String>,
    /// Our account's handle.
    pub account: String,
    /// The caption of the post.
    pub caption: Option<String>,
    /// Who of the team writes.
    pub member: String,
}

impl Values {
    fn of(&self, variable: Variable) -> Option<String> {
        let handle = |name: &str| format!("@{name}");
        match variable {
            Variable::FirstName => {
                let name = self.name.as_deref().and_then(|name| name.split_whitespace().next());
                name.map(str::to_owned)
            }
            Variable::Username => self.username.as_deref().map(handle),
            Variable::Account => Some(handle(&self.account)),
            Variable::Product => title(self.caption.as_deref()?),
            Variable::Member => Some(self.member.clone()),
        }
    }

    /// What stands in for a value nobody knows, where the reply itself names nothing.
    fn instead_of(&self, variable: Variable) -> Option<String> {
        match variable {
            Variable::FirstName => self.of(Variable::Username),
            Variable::Username | Variable::Account | Variable::Product | Variable::Member => None,
        }
    }
}

/// The longest title taken from a caption, in characters.
const LONGEST_TITLE: usize = 60;

/// What a post is called: the first sentence of its caption, if that is short enough to stand in another one.
fn title(caption: &str) -> Option<String> {
    let line = caption.lines().map(str::trim).find(|line| !line.is_empty())?;
    let end = line
        .char_indices()
        .find(|(at, sign)| {
            let rest = &line[at + sign.len_utf8()..];
            match sign {
                '.' | '!' | '?' | '…' => rest.is_empty() || rest.starts_with(char::is_whitespace),
                '。' | '！' | '？' => true,
                _ => false,
            }
        })
        .map_or(line.len(), |(at, _)| at);
    let title = line[..end].trim_end();
    (title.contains(char::is_alphanumeric) && title.chars().count() <= LONGEST_TITLE).then(|| title.to_owned())
}

/// A mistake in the words of a saved reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is, in bytes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: FaultKind,
}

/// What can be wrong with the words of a saved reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// There is no variable with this name.
    Unknown(String),
    /// Nothing stands between the braces.
    Nameless,
    /// A brace is never closed.
    Unclosed,
    /// A brace closes nothing.
    Stray,
}

impl Fault {
    /// A sentence for people, and what to do.
    pub fn words(&self) -> (String, String) {
        match &self.kind {
            FaultKind::Unknown(name) => (
                format!("There is no variable called “{name}”."),
                format!("These can be used: {}.", names()),
            ),
            FaultKind::Nameless => (
                "Nothing stands between these braces.".to_owned(),
                format!("Name a variable: {}.", names()),
            ),
            FaultKind::Unclosed => (
                "This brace is never closed.".to_owned(),
                "Write } behind the name of the variable, or {{ for a plain brace.".to_owned(),
            ),
            FaultKind::Stray => (
                "This brace closes nothing.".to_owned(),
                "Write }} for a plain brace.".to_owned(),
            ),
        }
    }
}

fn names() -> String {
    Variable::ALL
        .map(|variable| format!("{{{}}}", variable.name()))
        .join(", ")
}

/// Words that were read without a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Variable {
        variable: Variable,
        fallback: Option<String>,
    },
}

/// A piece of a reply whose variables were filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled {
    /// As it was written.
    Text(String),
    /// The value of a variable, or what stands in for it.
    Value(String),
    /// Nobody knows the value: the variable is still there, for a person to write over.
    Missing(Variable),
}

impl Template {
    /// Reads the words of a saved reply.
    ///
    /// # Errors
    /// Every mistake, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let (mut pieces, mut faults, mut plain) = (Vec::new(), Vec::new(), String::new());
        let mut at = 0;
        while let Some(sign) = text[at..].chars().next() {
            let rest = &text[at..];
            if let Some(brace) = ["{{", "}}"].into_iter().find(|brace| rest.starts_with(brace)) {
                plain.push_str(&brace[..1]);
                at += brace.len();
            } else if sign == '{' {
                match rest.find(['}', '\n']).filter(|end| rest[*end..].starts_with('}')) {
                    Some(end) => {
                        if !plain.is_empty() {
                            pieces.push(Piece::Text(std::mem::take(&mut plain)));
                        }
                        match variable(&rest[1..end]) {
                            Ok(piece) => pieces.push(piece),
                            Err(kind) => faults.push(Fault {
                                span: at..at + end + 1,
                                kind,
                            }),
                        }
                        at += end + 1;
                    }
                    None => {
                        faults.push(Fault {
                            span: at..at + 1,
                            kind: FaultKind::Unclosed,
                        });
                        at += 1;
                    }
                }
            } else {
                if sign == '}' {
                    faults.push(Fault {
                        span: at..at + 1,
                        kind: FaultKind::Stray,
                    });
                }
                plain.push(sign);
                at += sign.len_utf8();
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        if faults.is_empty() {
            Ok(Self { pieces })
        } else {
            Err(faults)
        }
    }

    /// Fills the variables in.
    pub fn fill(&self, values: &Values) -> Vec<Filled> {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => Filled::Text(text.clone()),
                Piece::Variable { variable, fallback } => values
                    .of(*variable)
                    .or_else(|| fallback.clone())
                    .or_else(|| values.instead_of(*variable))
                    .map_or(Filled::Missing(*variable), Filled::Value),
            })
            .collect()
    }
}

fn variable(inside: &str) -> Result<Piece, FaultKind> {
    let (name, fallback) = match inside.split_once('|') {
        Some((name, fallback)) => (name.trim(), Some(fallback.trim().to_owned())),
        None => (inside.trim(), None),
    };
    if name.is_empty() {
        return Err(FaultKind::Nameless);
    }
    match Variable::named(&name.to_lowercase()) {
        Some(variable) => Ok(Piece::Variable { variable, fallback }),
        None => Err(FaultKind::Unknown(name.to_owned())),
    }
}

/// The whole reply, with a variable nobody knows still in braces.
pub fn joined(pieces: &[Filled]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Filled::Text(words) | Filled::Value(words) => text.push_str(words),
            // Writing to a string cannot fail.
            Filled::Missing(variable) => drop(write!(text, "{{{}}}", variable.name())),
        }
    }
    text
}

/// The first variable in a reply that is still in braces: it must not leave like that.
pub fn unfilled(text: &str) -> Option<Variable> {
    Variable::ALL
        .into_iter()
        .filter_map(|variable| Some((text.find(&format!("{{{}}}", variable.name()))?, variable)))
        .min_by_key(|(at, _)| *at)
        .map(|(_, variable)| variable)
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;
