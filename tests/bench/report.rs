//! The table of a bench: for the terminal, and for a page of the documentation.

use std::fmt;
use std::time::Duration;

/// What a bench found.
#[derive(Default)]
pub struct Report {
    /// What is counted and what is not, for people.
    pub note: String,
    /// The rows of the table.
    pub rows: Vec<Row>,
}

/// One measurement.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// How much of it.
    pub measured: Quantity,
    /// What it is compared with, and how much of that in the same unit.
    pub against: Option<(String, Quantity)>,
    /// What is asked of it.
    pub bar: Bar,
}

/// What is asked of a measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bar {
    /// Nothing: the row informs.
    None,
    /// The ratio to what it is compared with is this at most.
    RatioUpTo(f64),
    /// The ratio to what it is compared with is this at least.
    RatioFrom(f64),
    /// It is this at most.
    UpTo(Quantity),
    /// It is this at least.
    From(Quantity),
}

/// A measured quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// Time, of the wall or of the processor.
    Time(Duration),
    /// Memory.
    Bytes(u64),
    /// A number of things.
    Count(u64),
    /// Things a second.
    PerSecond(f64),
    /// Things a minute.
    PerMinute(f64),
}

impl Quantity {
    fn number(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            Self::Bytes(bytes) => bytes as f64,
            Self::Count(count) => count as f64,
            Self::PerSecond(rate) | Self::PerMinute(rate) => rate,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Time(time) if *time < Duration::from_millis(1) => format!("{:.2} ms", time.as_secs_f64() * 1e3),
            Self::Time(time) if *time < Duration::from_millis(20) => format!("{:.1} ms", time.as_secs_f64() * 1e3),
            Self::Time(time) if *time < Duration::from_secs(20) => format!("{:.0} ms", time.as_secs_f64() * 1e3),
            Self::Time(time) => format!("{:.0} s", time.as_secs_f64()),
            Self::Bytes(bytes) => format!("{:.1} MiB", *bytes as f64 / f64::from(1 << 20)),
            Self::Count(count) => count.to_string(),
            Self::PerSecond(rate) => format!("{rate:.0}/s"),
            Self::PerMinute(rate) => format!("{rate:.0}/min"),
        };
        f.pad(&text)
    }
}

impl Row {
    /// A measurement that stands for itself.
    pub fn alone(what: impl Into<String>, measured: Quantity, bar: Bar) -> Self {
        Self {
            what: what.into(),
            measured,
            against: None,
            bar,
        }
    }

    /// A measurement beside that of a peer.
    pub fn beside(
        what: impl Into<String>,
        measured: Quantity,
        peer: impl Into<String>,
        against: Quantity,
        bar: Bar,
    ) -> Self {
        Self {
            what: what.into(),
            measured,
            against: Some((peer.into(), against)),
            bar,
        }
    }

    /// The measured quantity over that of the peer.
    pub fn ratio(&self) -> Option<f64> {
        let (_, against) = self.against.as_ref()?;
        Some(self.measured.number() / against.number())
    }

    /// Whether the bar is kept. A ratio that is no number keeps none.
    fn is_kept(&self) -> bool {
        let ratio = self.ratio().unwrap_or(f64::NAN);
        match self.bar {
            Bar::None => true,
            Bar::RatioUpTo(most) => ratio <= most,
            Bar::RatioFrom(least) => ratio >= least && ratio.is_finite(),
            Bar::UpTo(most) => self.measured.number() <= most.number(),
            Bar::From(least) => self.measured.number() >= least.number(),
        }
    }

    /// The row's cells: what, measured, peer, against, ratio, bar, verdict.
    fn cells(&self) -> [String; 7] {
        let (peer, against) = match &self.against {
            Some((peer, against)) => (peer.clone(), against.to_string()),
            None => (String::new(), String::new()),
        };
        let bar = match self.bar {
            Bar::None => String::new(),
            Bar::RatioUpTo(most) => format!("≤ {most:.2}"),
            Bar::RatioFrom(least) => format!("≥ {least:.2}"),
            Bar::UpTo(most) => format!("≤ {most}"),
            Bar::From(least) => format!("≥ {least}"),
        };
        let verdict = match self.bar {
            Bar::None => "",
            _ if self.is_kept() => "kept",
            _ => "MISSED",
        };
        let ratio = self.ratio().map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        [
            self.what.clone(),
            self.measured.to_string(),
            peer,
            against,
            ratio,
            bar,
            verdict.to_owned(),
        ]
    }
}

const HEAD: [&str; 7] = ["measured", "", "against", "", "ratio", "bar", ""];

impl Report {
    /// Whether every bar is kept.
    pub fn is_kept(&self) -> bool {
        self.rows.iter().all(Row::is_kept)
    }

    /// Adds the rows and the note of another part.
    pub fn add(&mut self, part: Self) {
        self.rows.extend(part.rows);
        if !self.note.is_empty() && !part.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(&part.note);
    }

    /// The table as Markdown, the note below it.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut text = line(&HEAD.map(str::to_owned));
        text.push_str("|---|--:|---|--:|--:|--:|---|\n");
        for row in &self.rows {
            text.push_str(&line(&row.cells()));
        }
        if !self.note.is_empty() {
            text.push('\n');
            text.push_str(&self.note);
            text.push('\n');
        }
        text
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![HEAD.map(str::to_owned)];
        lines.extend(self.rows.iter().map(Row::cells));
        let width = |column: usize| {
            lines
                .iter()
                .map(|cells| cells[column].chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: [usize; 7] = std::array::from_fn(width);
        for cells in &lines {
            let [what, measured, peer, against, ratio, bar, verdict] = cells;
            let [a, b, c, d, e, g, _] = widths;
            let line =
                format!("  {what:<a$}  {measured:>b$}  {peer:<c$}  {against:>d$}  {ratio:>e$}  {bar:>g$}  {verdict}");
            writeln!(f, "{}", line.trim_end())?;
        }
        for line in self.note.lines() {
            writeln!(f, "  {line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(measured_ms: u64, bar: Bar) -> Row {
        let time = |ms| Quantity::Time(Duration::from_millis(ms));
        Row::beside("reading", time(measured_ms), "parsing", time(100), bar)
    }

    fn report(rows: Vec<Row>) -> Report {
        Report {
            note: "One line.\nAnother.".to_owned(),
            rows,
        }
    }

    #[test]
    fn a_bar_is_kept_up_to_its_ratio_and_missed_above() {
        assert!(report(vec![row(200, Bar::RatioUpTo(2.0)), row(900, Bar::None)]).is_kept());
        let missed = report(vec![row(201, Bar::RatioUpTo(2.0))]);
        assert!(!missed.is_kept());
        assert!(missed.to_string().contains("MISSED"));
    }

    #[test]
    fn a_bar_from_below_is_missed_below() {
        assert!(report(vec![row(50, Bar::RatioFrom(0.5))]).is_kept());
        assert!(!report(vec![row(49, Bar::RatioFrom(0.5))]).is_kept());
    }

    #[test]
    fn a_limit_needs_no_peer() {
        let limit = Bar::UpTo(Quantity::Time(Duration::from_millis(60)));
        let alone = |ms| Row::alone("opening", Quantity::Time(Duration::from_millis(ms)), limit);
        assert!(report(vec![alone(60)]).is_kept());
        assert!(!report(vec![alone(61)]).is_kept());
        let busy = Bar::From(Quantity::PerMinute(60.0));
        assert!(!report(vec![Row::alone("triage", Quantity::PerMinute(59.0), busy)]).is_kept());
    }

    #[test]
    fn a_peer_that_took_no_time_keeps_no_bar() {
        for bar in [Bar::RatioUpTo(2.0), Bar::RatioFrom(0.5)] {
            let mut row = row(10, bar);
            row.against = Some(("nothing".to_owned(), Quantity::Time(Duration::ZERO)));
            assert!(!report(vec![row]).is_kept());
        }
    }

    #[test]
    fn the_table_shows_both_quantities_the_ratio_and_the_note() {
        let report = report(vec![row(150, Bar::RatioUpTo(2.0))]);
        for text in [report.to_string(), report.markdown()] {
            for part in [
                "reading", "150 ms", "parsing", "100 ms", "1.50", "2.00", "kept", "Another.",
            ] {
                assert!(text.contains(part), "{part} is not in\n{text}");
            }
        }
    }

    #[test]
    fn parts_make_one_table() {
        let mut whole = Report::default();
        whole.add(report(vec![row(1, Bar::None)]));
        whole.add(report(vec![row(2, Bar::None)]));
        assert_eq!(whole.rows.len(), 2);
        assert_eq!(whole.note.lines().count(), 4);
    }
}
