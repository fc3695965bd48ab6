//! Cells of a table that other programs open: what they would take for a formula stands behind an apostrophe.

/// Signs that make a table program take a cell for a formula, in the widths it knows them in.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell as it is written.
pub(crate) fn guarded(cell: &str) -> String {
    // An apostrophe before such a sign is guarded too, or reading the file back would take it away.
    let risky = cell.trim_start_matches('\'').starts_with(FORMULA);
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

/// What was guarded.
pub(crate) fn unguarded(cell: &str) -> String {
    let guarded = cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(FORMULA);
    if guarded { cell[1..].to_owned() } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_start_of_a_formula_is_guarded_and_read_back() {
        for start in FORMULA {
            let cell = format!("{start}HYPERLINK(\"http://example.com\")");
            assert_eq!(guarded(&cell), format!("'{cell}"));
            assert_eq!(unguarded(&guarded(&cell)), cell);
        }
        for plain in ["", "1+1", "'tis", "\u{202e}=1", " =1", "a\n=1"] {
            assert_eq!(guarded(plain), plain);
        }
        assert_eq!(unguarded(&guarded("'=1")), "'=1");
    }
}
