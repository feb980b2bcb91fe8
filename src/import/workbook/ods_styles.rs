//! What the cells of an OpenDocument sheet look like: which are percentages, and which are merged.

use super::hidden::Hidden;
use crate::import::source_spec::cell_range::Area;
use crate::reason::Reason;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Looks of the cells of a sheet.
#[derive(Debug, Default, PartialEq)]
pub(super) struct OdsStyles {
    /// Cells in percent format, in the order of the file.
    percent: Vec<Area>,
    /// Merged cells.
    pub(super) merged: Vec<Area>,
    /// Hidden and filtered rows and columns.
    pub(super) hidden: Hidden,
}

/// Reads the looks of a sheet from `content.xml`.
///
/// # Errors
/// Why the file is no XML.
pub(super) fn looks(content: &[u8], sheet: &str) -> Result<OdsStyles, Reason> {
    let mut reader = Reader::from_reader(content);
    let mut looks = OdsStyles::default();
    let (mut inside, mut row, mut rows, mut column) = (false, 0u32, 1u32, 0u32);
    let mut columns = 0u32;
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| error.to_string())?;
        let (element, empty) = match &event {
            Event::Start(element) => (Some(element), false),
            Event::Empty(element) => (Some(element), true),
            Event::Eof => return Ok(looks),
            _ => (None, false),
        };
        if let Some(element) = element {
            match element.name().as_ref() {
                "table:table" => {
                    inside = text(element, "table:name").as_deref() == Some(sheet);
                    columns = 0;
                }
                "table:table-column" if inside => {
                    let last = columns.saturating_add(number(element, "table:number-columns-repeated"));
                    if is_hidden(element) {
                        looks.hidden.columns.push((columns, last - 1));
                    }
                    columns = last;
                }
                "table:table-row" => {
                    (rows, column) = (number(element, "table:number-rows-repeated"), 0);
                    if inside && is_hidden(element) {
                        looks.hidden.rows.push((row, row.saturating_add(rows - 1)));
                    }
                    row = row.saturating_add(if empty { rows } else { 0 });
                }
                "table:table-cell" | "table:covered-table-cell" if inside => {
                    let repeated = number(element, "table:number-columns-repeated");
                    looks.cell(element, (row, column), (rows, repeated));
                    column = column.saturating_add(repeated);
                }
                _ => {}
            }
        }
        if let Event::End(element) = &event {
            match element.name().as_ref() {
                "table:table-row" => row = row.saturating_add(rows),
                "table:table" => (inside, row) = (false, 0),
                _ => {}
            }
        }
        buffer.clear();
    }
}

impl OdsStyles {
    /// Whether a cell is in percent format. A row that is repeated is a block of rows, and blocks do not overlap.
    pub(super) fn is_percent(&self, row: u32, column: u32) -> bool {
        let above = &self.percent[..self.percent.partition_point(|area| area.first.0 <= row)];
        let Some(block) = above.last() else { return false };
        let block = &above[above.partition_point(|area| area.first.0 < block.first.0)..];
        let at = block.partition_point(|area| area.first.1 <= column);
        at > 0 && block[at - 1].contains(row, column)
    }

    /// Notes a cell that is repeated over some rows and columns.
    fn cell(&mut self, element: &BytesStart<'_>, at: (u32, u32), repeated: (u32, u32)) {
        let over = |(rows, columns): (u32, u32)| Area {
            first: at,
            last: (at.0.saturating_add(rows - 1), at.1.saturating_add(columns - 1)),
        };
        if text(element, "office:value-type").as_deref() == Some("percentage") {
            self.percent.push(over(repeated));
        }
        let spanned =
            (number(element, "table:number-rows-spanned"), number(element, "table:number-columns-spanned"));
        if spanned != (1, 1) {
            self.merged.push(over(spanned));
        }
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(text(element, "table:visibility").as_deref(), Some("collapse" | "filter"))
}

fn text(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// A count of at least 1; where none is written it is 1.
fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    text(element, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::looks;

    #[test]
    fn percent_cells_are_found_by_row_and_column() {
        let cell = |kind: &str, times: u32| {
            format!(
                "<table:table-cell office:value-type=\"{kind}\" table:number-columns-repeated=\"{times}\"/>"
            )
        };
        let row = |times: u32, cells: String| {
            format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
        };
        let rows = [
            row(1, cell("percentage", 1) + &cell("float", 1)),
            row(3, cell("float", 1) + &cell("percentage", 2) + &cell("float", 1) + &cell("percentage", 1)),
            row(1, cell("float", 5)),
            row(1, cell("percentage", 1)),
        ];
        let content = format!("<table:table table:name=\"a\">{}</table:table>", rows.concat());
        let looks = looks(content.as_bytes(), "a").unwrap_or_default();
        let percent: Vec<String> = (0..7)
            .map(|row| (0..6).map(|column| if looks.is_percent(row, column) { '%' } else { '.' }).collect())
            .collect();
        assert_eq!(percent, ["%.....", ".%%.%.", ".%%.%.", ".%%.%.", "......", "%.....", "......"]);
    }
}
