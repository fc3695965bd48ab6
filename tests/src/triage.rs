//! A person at work on the inbox of the real window, by keyboard alone: done, hide, a saved reply, next. The bench and a
//! window test share it.
//!
//! Every key is pressed once and its effect waited for, so a key that is dropped ends the journey.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use store::Store;
use store::saved_replies::{self, NewSavedReply};
use tokio::time::Instant;

use crate::webdriver::{Window, key};
use crate::{Failure, Outcome};

/// What is answered: a saved reply, and what finds it.
const ANSWER: &str = "Thank you! We have sent you the details.";
const SHORTCUT: &str = "details";

/// What a person did, and how long it took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Triaged {
    /// Items marked as done.
    pub done: usize,
    /// Comments hidden.
    pub hidden: usize,
    /// Comments answered.
    pub answered: usize,
    /// Time for all of them.
    pub took: Duration,
}

impl Triaged {
    /// Items that were handled.
    pub const fn items(&self) -> usize {
        self.done + self.hidden + self.answered
    }
}

/// What the list shows: how many rows, which of them is active, and whether an action of it is under way.
const LIST: &str = "
const row = document.querySelector('[role=option][aria-selected=true]');
return row && { rows: Number(row.getAttribute('aria-setsize')), at: Number(row.getAttribute('aria-posinset')),
                text: row.textContent };";

/// Writes the saved reply that comments are answered with. A program that already runs may not offer it.
///
/// # Errors
/// When the database refuses.
pub async fn save_reply(store: &Store, now: Timestamp) -> Outcome {
    let reply = NewSavedReply {
        title: "Details".to_owned(),
        shortcut: Some(SHORTCUT.to_owned()),
        text: ANSWER.to_owned(),
        account: None,
        rule: None,
    };
    let mut tx = store.write().await?;
    saved_replies::create(&mut tx, &reply, now).await?;
    Ok(tx.commit().await?)
}

/// Handles `items` items of the view on screen, whose list has the focus.
///
/// # Errors
/// When a key has no effect.
pub async fn triage(window: &Window, items: usize) -> Outcome<Triaged> {
    let mut triaged = Triaged::default();
    let begin = Instant::now();
    for item in 0..items {
        match item % 3 {
            0 => {
                mark_done(window).await?;
                triaged.done += 1;
            }
            1 => {
                hide(window).await?;
                triaged.hidden += 1;
                next(window).await?;
            }
            _ => {
                reply(window).await?;
                triaged.answered += 1;
                next(window).await?;
            }
        }
    }
    triaged.took = begin.elapsed();
    Ok(triaged)
}

/// `e`: the item leaves, and the next one is at hand.
async fn mark_done(window: &Window) -> Outcome {
    let before = list(window).await?;
    window.keys(&["e"]).await?;
    let left = "const row = document.querySelector('[role=option][aria-selected=true]');
                return row && (row.textContent !== before.text
                               || Number(row.getAttribute('aria-setsize')) === before.rows - 1);";
    see(window, "e", left, &before).await
}

/// `h`: the row says that the comment is being hidden.
async fn hide(window: &Window) -> Outcome {
    to_comment(window).await?;
    let before = list(window).await?;
    window.keys(&["h"]).await?;
    let said = "const row = document.querySelector('[role=option][aria-selected=true]');
                return row && row.textContent !== before.text;";
    see(window, "h", said, &before).await
}

/// `r`, `;` and the shortcut, `Enter`, `Ctrl Enter`, `Esc`: the field is empty again and the list has the focus.
async fn reply(window: &Window) -> Outcome {
    to_comment(window).await?;
    window.keys(&["r"]).await?;
    let ready = "return document.activeElement?.tagName === 'TEXTAREA'";
    see(window, "r", ready, &Value::Null).await?;
    let field = window.css("textarea:focus").await?;
    window.type_into(&field, &format!(";{SHORTCUT}")).await?;
    let offered = "return document.querySelector('[data-floats] [role=option][aria-selected=true]') !== null";
    see(window, ";", offered, &Value::Null).await?;
    window.keys(&[key::ENTER]).await?;
    let written = "return document.querySelector('textarea:focus')?.value.trim() === before";
    see(window, "Enter", written, &json!(ANSWER)).await?;
    window.keys(&[key::CONTROL, key::ENTER]).await?;
    see(
        window,
        "Ctrl Enter",
        "return document.querySelector('textarea')?.value === ''",
        &Value::Null,
    )
    .await?;
    window.keys(&[key::ESCAPE]).await?;
    let back = "return document.activeElement?.getAttribute('role') === 'listbox'";
    see(window, "Esc", back, &Value::Null).await
}

/// Passes conversations, which cannot be hidden and are answered in another way.
async fn to_comment(window: &Window) -> Outcome {
    let is_comment = "return document.querySelector('[role=option][aria-selected=true]')?.dataset.face === 'comment'";
    while window.script(is_comment, &[]).await? != true {
        next(window).await?;
    }
    Ok(())
}

/// `j`: the next row is at hand.
async fn next(window: &Window) -> Outcome {
    let before = list(window).await?;
    window.keys(&["j"]).await?;
    let moved = "const row = document.querySelector('[role=option][aria-selected=true]');
                 return row && Number(row.getAttribute('aria-posinset')) === before.at + 1;";
    see(window, "j", moved, &before).await
}

async fn list(window: &Window) -> Outcome<Value> {
    let list = window.script(LIST, &[]).await?;
    if list.is_null() {
        return Err(Failure::from("no row is at hand"));
    }
    Ok(list)
}

/// Looks in every frame until `condition` holds, for ten seconds at most: a busy machine is slow, a dropped key stays
/// dropped.
async fn see(window: &Window, pressed: &str, condition: &str, before: &Value) -> Outcome {
    let script = format!(
        "const [before, done] = arguments;
         const holds = () => {{ {condition} }};
         const end = performance.now() + 10000;
         const look = () => holds() ? done(true) : performance.now() > end ? done(false) : requestAnimationFrame(look);
         look();"
    );
    if window.script_async(&script, std::slice::from_ref(before)).await? == true {
        return Ok(());
    }
    Err(format!("the key {pressed} had no effect on {before}").into())
}
