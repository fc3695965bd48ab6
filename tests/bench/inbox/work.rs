//! Points 3 and 6: a key, and an hour's work, in the real window.

use std::time::Duration;

use postroom_tests::webdriver::Window;
use postroom_tests::{Outcome, poll, triage, walk};
use serde_json::json;

use super::stage::{Kind, Stage};
use crate::measure::{cpu, part};
use crate::report::{Bar, Quantity, Report, Row};

/// Presses of each key.
const PRESSES: usize = 100;

/// How long a start may read.
const READ: Duration = Duration::from_secs(120);

/// The processor time that the platform may take in a second and still rest.
const RESTS: Duration = Duration::from_millis(100);

/// Items that are handled.
const ITEMS: usize = 300;

const NOTE: &str = "\
Key to next item: from the key's event to the end of the frame in which both the row and the thread beside it are those of the
next item, once what a start reads has been read. Triage: done, hide, a saved reply and next by keyboard in turns, each key's
effect waited for.";

/// Notes for each j and e how long it took until the next item was painted.
const WATCH: &str = "
window.benchTimes = [];
const row = () => document.querySelector('[role=option][aria-selected=true]');
const mark = (each) => each && each.id + each.getAttribute('aria-setsize') + each.textContent;
addEventListener('keydown', (event) => {
  if (event.key !== 'j' && event.key !== 'e') return;
  const before = mark(row());
  const began = event.timeStamp;
  const look = () => {
    const now = row();
    const name = now?.querySelector('bdi')?.textContent;
    const detail = [...document.querySelectorAll('section[data-pane]')].at(-1);
    const shown = name && mark(now) !== before && detail && detail.textContent.includes(name);
    if (!shown) {
      if (performance.now() - began < 3000) requestAnimationFrame(look);
      return;
    }
    // The web view begins no frame and delivers no message before the last frame is painted.
    const { port1, port2 } = new MessageChannel();
    let noted = false;
    const painted = () => {
      if (!noted) window.benchTimes.push(performance.now() - began);
      noted = true;
      port1.close();
    };
    port1.onmessage = painted;
    port2.postMessage(0);
    requestAnimationFrame(painted);
  };
  requestAnimationFrame(look);
}, true);
return true;";

/// Waits for the time of one more key.
const NEXT: &str = "
const [count, done] = arguments;
const end = performance.now() + 4000;
const look = () => window.benchTimes.length > count ? done(window.benchTimes[count]) : performance.now() > end ? done(null) : setTimeout(look, 5);
look();";

/// Measures.
///
/// # Errors
/// When a key has no effect.
pub async fn measure(stage: &Stage) -> Outcome<Report> {
    let held = stage.hold(Kind::Postroom).await?;
    let window = &held.window;
    walk::whole(window).await?;
    platform_rests().await?;
    window
        .script("document.querySelector('[role=listbox]').focus(); return true", &[])
        .await?;
    window.script(WATCH, &[]).await?;
    let moves = press(window, "j", 0).await?;
    let done = press(window, "e", PRESSES).await?;
    let triaged = triage::triage(window, ITEMS).await?;
    stage.release(held, Kind::Postroom).await?;

    let limit = Bar::UpTo(Quantity::Time(Duration::from_millis(50)));
    let p95 = |times| Quantity::Time(part(times, 95));
    let rate = triaged.items() as f64 * 60.0 / triaged.took.as_secs_f64();
    Ok(Report {
        note: NOTE.to_owned(),
        rows: vec![
            Row::alone("key j to next item painted, p95", p95(moves), limit),
            Row::alone("key e to next item painted, p95", p95(done), limit),
            Row::alone(
                format!("triage of {} items, no key dropped", triaged.items()),
                Quantity::PerMinute(rate),
                Bar::From(Quantity::PerMinute(60.0)),
            ),
        ],
    })
}

/// Waits until what a start reads has been read: the simulator that answers it is in this process, on the processors that
/// the window needs.
async fn platform_rests() -> Outcome {
    let mut before = cpu();
    poll::until("the reading of the start to end", READ, async || {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let now = cpu();
        let busy = now.saturating_sub(before);
        before = now;
        Ok((busy < RESTS).then_some(()))
    })
    .await
}

/// Presses a key again and again, as soon as the item before is there; `before` keys were noted already.
async fn press(window: &Window, key: &str, before: usize) -> Outcome<Vec<Duration>> {
    let mut times = Vec::new();
    for count in 0..PRESSES {
        window.keys(&[key]).await?;
        let took = window.script_async(NEXT, &[json!(before + count)]).await?;
        let took = took
            .as_f64()
            .ok_or_else(|| format!("the key {key} brought no next item"))?;
        times.push(Duration::from_secs_f64(took / 1e3));
    }
    Ok(times)
}
