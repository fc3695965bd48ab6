//! `GET /{container}` (sheet on publishing, §6.5).

use serde_json::{Value, json};

use super::{Caller, Refusal, permitted, read, refused, render};
use crate::world::{CopyrightCheck, State};

pub(super) fn status(caller: &Caller<'_>, container: u32) -> Result<Value, Refusal> {
    permitted(caller)?;
    let fields = read::asked(caller, &["id"])?;
    if let Some(ending) = caller.bent.ending {
        caller.sim.world_mut().end_container(container, ending, caller.as_of);
    }
    let world = caller.sim.world();
    let it = &world.containers[container as usize];
    let (code, text) = told(it.state_at(caller.as_of).ok_or_else(refused::not_found)?);
    render::object(&world.container_id(container), &fields, |field| {
        Ok(match field.name.as_str() {
            "status_code" => Some(json!(code)),
            "status" => Some(json!(text)),
            "copyright_check_status" => it.copyright_check_at(caller.as_of).map(|check| {
                let found = check == CopyrightCheck::Completed && it.made.settings.copyrighted;
                json!({ "status": check_name(check), "matches_found": found })
            }),
            _ => return Err(render::nonexisting(field)),
        })
    })
}

fn check_name(check: CopyrightCheck) -> &'static str {
    match check {
        CopyrightCheck::NotStarted => "not_started",
        CopyrightCheck::InProgress => "in_progress",
        CopyrightCheck::Completed => "completed",
    }
}

/// `status_code` and `status`; the subcode of an error is in the text only.
fn told(state: State) -> (&'static str, String) {
    let (code, text) = match state {
        State::InProgress => ("IN_PROGRESS", "In Progress: Media is still being processed."),
        State::Finished => (
            "FINISHED",
            "Finished: Media has been uploaded and it is ready to be published.",
        ),
        State::Published => ("PUBLISHED", "Published: Media has been published."),
        State::Expired => (
            "EXPIRED",
            "Expired: Media was not published within 24 hours and has expired.",
        ),
        State::Error(subcode) => {
            let text = format!("Error: Media upload has failed with error code {subcode}");
            return ("ERROR", text);
        }
    };
    (code, text.to_owned())
}
