//! CSV files (RFC 4180): UTF-8, commas, line feeds, quotes where needed. Excel in German reads them as text, so that
//! there is a second form for it.

/// The form of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Commas between cells, points in figures.
    #[default]
    Comma,
    /// For Excel in German: a byte order mark, semicolons between cells, commas in figures.
    ExcelGerman,
}

/// The text of a CSV file; the first row is the header, figures start at column `first`. Cells that a spreadsheet
/// would evaluate as a formula are prefixed with an apostrophe.
pub fn csv(rows: &[Vec<String>], first: usize, dialect: Dialect) -> String {
    let (mut text, between) = match dialect {
        Dialect::Comma => (String::new(), ","),
        Dialect::ExcelGerman => ("\u{feff}".to_owned(), ";"),
    };
    for (line, row) in rows.iter().enumerate() {
        let cell = |(column, cell): (usize, &String)| {
            let is_figure = line > 0 && column >= first && cell.parse::<f64>().is_ok();
            match dialect {
                Dialect::ExcelGerman if is_figure => cell.replace('.', ","),
                _ if is_figure => cell.clone(),
                _ => quoted(cell),
            }
        };
        text.push_str(&row.iter().enumerate().map(cell).collect::<Vec<_>>().join(between));
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
    use super::{Dialect, csv};

    #[test]
    fn commas_and_quotes_are_kept() {
        let row = vec!["a, \"b\"".to_owned(), "54".to_owned()];
        assert_eq!(csv(&[row], 1, Dialect::Comma), "\"a, \"\"b\"\"\",54\n");
    }

    #[test]
    fn a_formula_stays_text() {
        assert_eq!(csv(&[vec!["=1+1".into(), "-5".into()]], 1, Dialect::Comma), "'=1+1,-5\n");
    }

    #[test]
    fn excel_in_german_reads_semicolons_and_decimal_commas() {
        let rows = [vec!["Antwort".to_owned(), "2.5".into()], vec!["1.5".into(), "-5.4".into()]];
        assert_eq!(csv(&rows, 1, Dialect::ExcelGerman), "\u{feff}Antwort;2.5\n1.5;-5,4\n");
    }
}
