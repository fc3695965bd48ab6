//! `POST /{page}/message_attachments`: a file for later messages (sheet on messaging, §2.2). Facebook Login only. The
//! upload of local bytes is described for Messenger alone and is refused here.

use serde_json::{Value, json};

use super::outgoing::{self, Source, object};
use super::{Caller, Outcome, Refusal, admitted, files, refused};
use crate::oauth::Scope;
use crate::witness::{Effect, EffectKind, Origin};

pub(super) async fn upload(caller: &Caller<'_>, account: u32) -> Outcome {
    admitted(caller, account, Scope::Messages)?;
    if !caller
        .call
        .get("platform")
        .is_some_and(|platform| platform.eq_ignore_ascii_case("instagram"))
    {
        return Err(Refusal::parameter("(#100) Param platform must be instagram"));
    }
    let message = object(caller.call, "message")?;
    let attachment = message
        .as_ref()
        .and_then(|message| message.get("attachment"))
        .and_then(Value::as_object);
    let Some(attachment) = attachment else {
        return Err(Refusal::parameter("(#100) Param message[attachment] is required."));
    };
    let kind = outgoing::text_of(attachment, "type").unwrap_or_default();
    let payload = attachment.get("payload").and_then(Value::as_object);
    if payload.and_then(|payload| payload.get("is_reusable")) != Some(&json!(true)) {
        return Err(Refusal::parameter("(#100) Param is_reusable must be true"));
    }
    let (kind, source) = outgoing::file((kind, payload))?;
    if matches!(source, Source::Uploaded(_)) {
        return Err(refused::invalid("(#100) An upload needs an url"));
    }
    let file = files::take(caller, account, kind, &source).await?;
    let sim = caller.sim;
    let id = sim.messaging.uploaded(account, sim.clock.now_ms(), file);
    sim.witness.effect(Effect {
        id: id.clone(),
        ..Effect::bare(sim.clock.now(), EffectKind::AttachmentUploaded, Origin::Api)
    });
    Ok(json!({ "attachment_id": id }))
}
