//! Point 2: what a window holds after its list was scrolled from end to end.

use std::time::Duration;

use postroom_tests::Outcome;
use postroom_tests::webdriver::Window;
use serde_json::json;

use super::stage::{Kind, Stage};
use crate::report::{Bar, Quantity, Report, Row};

/// How long a window is left alone before it counts.
const IDLE: Duration = Duration::from_secs(15);

const NOTE: &str = "\
Memory: proportional set size of the window with all its processes, fifteen seconds after its list was scrolled from end to end,
down and up in turns, standing still at thirty places each time so that rows are read there. Postroom shows the view All.";

/// Scrolls the list on by a part of its length, frame by frame, and stands still there for a moment.
const SCROLL: &str = "
const [part, parts, down, done] = arguments;
const list = document.querySelector('[role=listbox]');
const most = list.scrollHeight - list.clientHeight;
const steps = 10;
let step = 0;
const go = () => {
  step += 1;
  const share = (part + step / steps) / parts;
  list.scrollTop = most * (down ? share : 1 - share);
  if (step === steps) setTimeout(() => done(true), 150);
  else requestAnimationFrame(go);
};
go();";

/// Parts of a list that is scrolled from one end to the other.
const PARTS: u32 = 30;

/// Measures.
///
/// # Errors
/// When a window does not scroll.
pub async fn measure(stage: &Stage) -> Outcome<Report> {
    let (reference, _) = scrolled(stage, Kind::Reference).await?;
    let (second, fifth) = scrolled(stage, Kind::Postroom).await?;
    let bytes = Quantity::Bytes;
    Ok(Report {
        note: NOTE.to_owned(),
        rows: vec![
            Row::beside(
                "memory after the second scroll",
                bytes(second),
                "reference window",
                bytes(reference),
                Bar::RatioUpTo(1.25),
            ),
            Row::beside(
                "memory after the fifth scroll",
                bytes(fifth),
                "after the second",
                bytes(second),
                Bar::RatioUpTo(1.05),
            ),
        ],
    })
}

/// Memory after the second and after the fifth scroll.
async fn scrolled(stage: &Stage, kind: Kind) -> Outcome<(u64, u64)> {
    let held = stage.hold(kind).await?;
    if kind == Kind::Postroom {
        held.window.press("button", "All").await?;
        held.window
            .wait_for(
                "the view All",
                "const row = document.querySelector('[role=option]'); return row && location.hash && \
                 document.querySelector('[role=option]:not([aria-busy]) bdi') && Number(row.getAttribute('aria-setsize')) > 1000",
            )
            .await?;
    }
    let mut second = 0;
    for pass in 1..=5 {
        scroll(&held.window, pass % 2 == 1).await?;
        if pass == 2 {
            tokio::time::sleep(IDLE).await;
            second = stage.memory(kind)?;
        }
    }
    tokio::time::sleep(IDLE).await;
    let fifth = stage.memory(kind)?;
    stage.release(held, kind).await?;
    Ok((second, fifth))
}

async fn scroll(window: &Window, down: bool) -> Outcome {
    for part in 0..PARTS {
        window
            .script_async(SCROLL, &[json!(part), json!(PARTS), json!(down)])
            .await?;
    }
    Ok(())
}
