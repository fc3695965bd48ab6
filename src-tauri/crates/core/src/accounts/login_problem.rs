//! What can go wrong with a login, in words.

use instagram::{AccountId, ApiError, Me};

use super::callback::LinkRefusal;
use crate::context::Shared;
use crate::problem::{Problem, ProblemCode};

/// A refused link as a problem; the link itself is not kept.
pub fn refused(refusal: LinkRefusal) -> Problem {
    let fix = match refusal {
        LinkRefusal::NoLogin | LinkRefusal::UnknownState => "Start the login in Postroom and use the link it ends on.",
        LinkRefusal::NoAddress | LinkRefusal::Elsewhere => "Copy the whole address of the page the browser ended on.",
        LinkRefusal::TooLong | LinkRefusal::NoState | LinkRefusal::NoCode | LinkRefusal::Ambiguous => {
            "Start the login again."
        }
    };
    Problem::new(
        ProblemCode::LinkRefused,
        format!("A login link was not accepted: {refusal}."),
        fix,
    )
}

/// Why the platform did not finish a login, in words: trying again starts a new one.
pub(super) fn login_failed(error: &ApiError) -> Problem {
    let mut problem = Problem::from(error);
    let fix = match problem.code {
        ProblemCode::Offline => "Check the internet connection, then start the login again; nothing was stored.",
        ProblemCode::RateLimited => "Start the login again later; nothing was stored.",
        _ => {
            problem.code = ProblemCode::LoginRefused;
            "Start the login again; nothing was stored."
        }
    };
    problem.fix = Some(fix.to_owned());
    problem
}

/// The login belongs to another account than the one to be renewed.
pub(super) async fn another_account(context: &Shared, wanted: &AccountId, me: &Me) -> Result<Problem, Problem> {
    let expected = store::accounts::get(&context.store, wanted)
        .await?
        .map(|row| row.username)
        .unwrap_or_default();
    Ok(Problem::new(
        ProblemCode::LoginRefused,
        format!(
            "The browser logged in as {}, but {expected} was to be renewed.",
            me.username
        ),
        "Log out of Instagram in the browser, or choose the right account there, then start again. Nothing was stored.",
    ))
}
