//! The table of a bench.

use std::fmt;
use std::time::Duration;

/// What a bench found.
pub struct Report {
    /// What is counted and what is not, for people.
    pub note: String,
    /// The rows of the table.
    pub rows: Vec<Row>,
}

/// One comparison.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// How much of it.
    pub measured: Quantity,
    /// What it is compared with.
    pub peer: String,
    /// How much of that, in the same unit.
    pub against: Quantity,
    /// The highest ratio allowed; `None` for a row that only informs.
    pub bar: Option<f64>,
}

/// A measured quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// Time, of the wall or of the processor.
    Time(Duration),
    /// Memory.
    Bytes(u64),
}

impl Quantity {
    fn number(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            Self::Bytes(bytes) => bytes as f64,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Time(time) => format!("{:.0} ms", time.as_secs_f64() * 1e3),
            Self::Bytes(bytes) => format!("{:.1} MiB", *bytes as f64 / f64::from(1 << 20)),
        };
        f.pad(&text)
    }
}

impl Row {
    /// The measured quantity over that of the peer.
    pub fn ratio(&self) -> f64 {
        self.measured.number() / self.against.number()
    }

    /// Whether the bar is kept. A ratio that is no number keeps none.
    fn is_kept(&self) -> bool {
        self.bar.is_none_or(|bar| self.ratio() <= bar)
    }
}

impl Report {
    /// Whether every bar is kept.
    pub fn is_kept(&self) -> bool {
        self.rows.iter().all(Row::is_kept)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |text: fn(&Row) -> &str| self.rows.iter().map(|row| text(row).chars().count()).max();
        let (what, peer) = (width(|row| &row.what).unwrap_or(0), width(|row| &row.peer).unwrap_or(0));
        writeln!(
            f,
            "  {:<what$}  {:>10}  {:<peer$}  {:>10}  {:>6}  {:>6}",
            "measured", "", "against", "", "ratio", "bar"
        )?;
        for row in &self.rows {
            let bar = row.bar.map_or_else(String::new, |bar| format!("{bar:.2}"));
            let verdict = if row.is_kept() { "" } else { "  MISSED" };
            writeln!(
                f,
                "  {:<what$}  {:>10}  {:<peer$}  {:>10}  {:>6.2}  {bar:>6}{verdict}",
                row.what,
                row.measured,
                row.peer,
                row.against,
                row.ratio()
            )?;
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

    fn row(measured_ms: u64, bar: Option<f64>) -> Row {
        Row {
            what: "reading".to_owned(),
            measured: Quantity::Time(Duration::from_millis(measured_ms)),
            peer: "parsing".to_owned(),
            against: Quantity::Time(Duration::from_millis(100)),
            bar,
        }
    }

    fn report(rows: Vec<Row>) -> Report {
        Report {
            note: "One line.\nAnother.".to_owned(),
            rows,
        }
    }

    #[test]
    fn a_bar_is_kept_up_to_its_ratio_and_missed_above() {
        assert!(report(vec![row(200, Some(2.0)), row(900, None)]).is_kept());
        let missed = report(vec![row(201, Some(2.0))]);
        assert!(!missed.is_kept());
        assert!(missed.to_string().contains("MISSED"));
    }

    #[test]
    fn a_peer_that_took_no_time_keeps_no_bar() {
        let mut row = row(10, Some(2.0));
        row.against = Quantity::Time(Duration::ZERO);
        assert!(!report(vec![row]).is_kept());
    }

    #[test]
    fn the_table_shows_both_quantities_the_ratio_and_the_note() {
        let text = report(vec![row(150, Some(2.0))]).to_string();
        for part in ["reading", "150 ms", "parsing", "100 ms", "1.50", "2.00", "Another."] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }
}
