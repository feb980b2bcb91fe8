//! CSV files (RFC 4180): UTF-8, commas, line feeds, quotes where needed.

/// The text of a CSV file; the first row is the header. Cells that a spreadsheet would evaluate as a formula are
/// prefixed with an apostrophe.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn quoted(cell: &str) -> String {
    // A spreadsheet would evaluate a cell that starts like a formula.
    let risky =
        cell.starts_with(['=', '@']) || (cell.starts_with(['+', '-']) && cell.parse::<f64>().is_err());
    let cell = if risky { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn commas_and_quotes_are_kept() {
        let row = vec!["a, \"b\"".to_owned(), "54".to_owned()];
        assert_eq!(csv(&[row]), "\"a, \"\"b\"\"\",54\n");
    }

    #[test]
    fn a_formula_stays_text() {
        assert_eq!(csv(&[vec!["=1+1".into(), "-5".into()]]), "'=1+1,-5\n");
    }
}
