//! Point 1: from the start of the program to the first row on the screen.

use std::time::Duration;

use postroom_tests::Outcome;

use super::screen::{Screen, Wanted};
use super::stage::{self, Kind, Stage};
use crate::measure::median;
use crate::report::{Bar, Quantity, Report, Row};

/// Starts of each window that count; one before them warms the files.
const STARTS: usize = 10;

const NOTE: &str = "\
Cold start: from starting the program to the instant at which the place of the first row looks on the screen as it does in
the end, median of ten; the windows take turns. Files are in the system's cache, pictures of posts in the program's.";

/// Measures.
///
/// # Errors
/// When a window does not come up.
pub async fn measure(stage: &Stage) -> Outcome<Report> {
    let mut places = Vec::new();
    for kind in [Kind::Postroom, Kind::Reference] {
        let held = stage.hold(kind).await?;
        places.push(stage::first_row(&held.window).await?);
        stage.release(held, kind).await?;
    }
    let windows = [
        (Kind::Postroom, places[0], Wanted::Words),
        (Kind::Reference, places[1], Wanted::Words),
        (Kind::Empty, places[1], Wanted::Anything),
    ];
    let screen = Screen::open()?;
    let mut times: [Vec<Duration>; 3] = Default::default();
    for round in 0..=STARTS {
        for ((kind, area, wanted), times) in windows.into_iter().zip(&mut times) {
            let begin = stage.start(kind).await?;
            let took = screen.painted(area, wanted, begin).await?;
            if round > 0 {
                times.push(took);
            }
            stage.end(kind).await?;
        }
    }
    let [ours, reference, empty] = times.map(|times| Quantity::Time(median(times)));
    let second = Bar::UpTo(Quantity::Time(Duration::from_secs(1)));
    Ok(Report {
        note: NOTE.to_owned(),
        rows: vec![
            Row::beside(
                "cold start to the first row",
                ours,
                "reference window",
                reference,
                Bar::RatioUpTo(1.3),
            ),
            Row::beside("cold start to the first row", ours, "empty window", empty, Bar::None),
            Row::alone("cold start to the first row", ours, second),
        ],
    })
}
