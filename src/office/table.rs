//! Tables in sheets: ranges that programs and screen readers know as one table with headers.

use super::xml::escape;

/// The namespace of SpreadsheetML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The table of the sheet with this name, in this range of cells; `None` where its headers are not texts that differ,
/// which a table must have. Each table has another number.
pub(super) fn xml(number: usize, sheet: &str, range: &str, heads: &[&str]) -> Option<String> {
    let mut folded: Vec<String> = heads.iter().map(|name| name.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    if folded.len() < heads.len() || heads.iter().any(|name| name.is_empty() || name.contains('\n')) {
        return None;
    }
    let columns: String = (1..)
        .zip(heads)
        .map(|(id, name)| format!("<tableColumn id=\"{id}\" name=\"{}\"/>", escape(name)))
        .collect();
    let title: String = sheet.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    // A name must not look like a cell, and each is there once.
    let name = format!("table_{number}_{title}");
    Some(format!(
        "<table xmlns=\"{MAIN}\" id=\"{number}\" name=\"{name}\" displayName=\"{name}\" ref=\"{range}\" totalsRowShown=\"0\"><tableColumns count=\"{}\">{columns}</tableColumns><tableStyleInfo name=\"TableStyleLight1\" showFirstColumn=\"0\" showLastColumn=\"0\" showRowStripes=\"0\" showColumnStripes=\"0\"/></table>",
        heads.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn a_table_has_the_headers_of_its_first_row() {
        let made = xml(3, "a-b", "A1:B2", &["Answer", "2019"]).unwrap();
        assert!(made.contains("ref=\"A1:B2\""));
        assert!(made.contains("displayName=\"table_3_a_b\""));
        assert!(made.contains("<tableColumn id=\"2\" name=\"2019\"/>"));
    }

    #[test]
    fn headers_that_are_alike_or_missing_make_no_table() {
        assert_eq!(xml(1, "a", "A1:B2", &["Answer", "answer"]), None);
        assert_eq!(xml(1, "a", "A1:B2", &["Answer", ""]), None);
    }
}
