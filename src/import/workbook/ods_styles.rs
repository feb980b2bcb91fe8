//! What the cells of OpenDocument sheets look like: what they show, which are percentages, how much of a date is seen,
//! and which are merged or hidden.

use std::collections::BTreeMap;

use super::found::{ChartData, Shown};
use super::hidden::Hidden;
use super::masked;
use super::ods_dates::{DateStyles, Shows};
use crate::import::source_spec::cell_range::Area;
use crate::import::table::{Date, Value};
use crate::reason::Reason;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a cell shows is kept up to so many bytes.
const MOST_SHOWN: usize = 200;

/// Looks of the cells of a sheet.
#[derive(Debug, Default, PartialEq)]
pub(super) struct OdsStyles {
    /// Cells in percent format, in the order of the file.
    percent: Vec<(Area, ())>,
    /// What cells with numbers show, in the order of the file.
    shown: Vec<(Area, String)>,
    /// How much of their date cells show.
    dates: Vec<(Area, Shows)>,
    /// Merged cells.
    pub(super) merged: Vec<Area>,
    /// Hidden and filtered rows and columns.
    pub(super) hidden: Hidden,
}

/// A cell while its text is read.
struct Open {
    area: Area,
    text: String,
    /// Whether it has a paragraph of text, an empty one too.
    has_text: bool,
}

/// Reads the looks of all sheets from `content.xml`.
///
/// # Errors
/// Why the file is no XML.
pub(super) fn looks(content: &[u8]) -> Result<BTreeMap<String, OdsStyles>, Reason> {
    let mut reader = Reader::from_reader(content);
    let mut sheets: BTreeMap<String, OdsStyles> = BTreeMap::new();
    let (mut looks, mut name) = (OdsStyles::default(), None);
    let (mut row, mut rows, mut column) = (0u32, 1u32, 0u32);
    let mut columns = 0u32;
    // Styles of dates, and which columns have which.
    let mut styles = DateStyles::default();
    let mut open: Option<Open> = None;
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| error.to_string())?;
        let (element, empty) = match &event {
            Event::Start(element) => (Some(element), false),
            Event::Empty(element) => (Some(element), true),
            Event::Eof => return Ok(sheets),
            _ => (None, false),
        };
        if let (Some(open), Event::Text(text)) = (&mut open, &event)
            && open.text.len() < MOST_SHOWN
        {
            open.text.push_str(text);
        }
        // A sign such as `<` is written as an entity.
        if let (Some(open), Event::GeneralRef(name)) = (&mut open, &event)
            && open.text.len() < MOST_SHOWN
        {
            match name.resolve_char_ref() {
                Ok(Some(sign)) => open.text.push(sign),
                _ => open
                    .text
                    .push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or("\u{fffd}")),
            }
        }
        if let Some(element) = element {
            match element.name().as_ref() {
                "table:table" => {
                    name = text(element, "table:name");
                    (looks, row, columns) = (OdsStyles::default(), 0, 0);
                    styles.next_sheet();
                }
                "table:table-column" if name.is_some() => {
                    let last = columns.saturating_add(number(element, "table:number-columns-repeated"));
                    if is_hidden(element) {
                        looks.hidden.columns.push((columns, last - 1));
                    }
                    styles.column(text(element, "table:default-cell-style-name"), columns, last - 1);
                    columns = last;
                }
                "table:table-row" => {
                    (rows, column) = (number(element, "table:number-rows-repeated"), 0);
                    if name.is_some() && is_hidden(element) {
                        looks.hidden.rows.push((row, row.saturating_add(rows - 1)));
                    }
                    row = row.saturating_add(if empty { rows } else { 0 });
                }
                "table:table-cell" | "table:covered-table-cell" if name.is_some() => {
                    let repeated = number(element, "table:number-columns-repeated");
                    let area = looks.cell(element, (row, column), (rows, repeated), &styles);
                    open = area.filter(|_| !empty).map(|area| Open {
                        area,
                        text: String::new(),
                        has_text: false,
                    });
                    column = column.saturating_add(repeated);
                }
                "text:p" => {
                    if let Some(open) = &mut open {
                        open.has_text = true;
                    }
                }
                // A comment of a reader is no part of what the cell shows.
                "office:annotation" => open = None,
                other => styles.element(other, &|key| text(element, key)),
            }
        }
        if let Event::End(element) = &event {
            match element.name().as_ref() {
                "table:table-cell" => {
                    // An empty text beside a value shows nothing of it.
                    if let Some(Open { area, text, has_text }) = open.take()
                        && (has_text || !text.trim().is_empty())
                    {
                        looks.shown.push((area, text.trim().to_owned()));
                    }
                }
                "table:table-row" => row = row.saturating_add(rows),
                "table:table" => {
                    if let Some(name) = name.take() {
                        sheets.entry(name).or_insert(std::mem::take(&mut looks));
                    }
                }
                _ => {}
            }
        }
        buffer.clear();
    }
}

/// What is known of a cell. A row that is repeated is a block of rows, and blocks do not overlap.
fn find<T>(list: &[(Area, T)], row: u32, column: u32) -> Option<&T> {
    let above = &list[..list.partition_point(|(area, _)| area.first.0 <= row)];
    let (block, _) = above.last()?;
    let block = &above[above.partition_point(|(area, _)| area.first.0 < block.first.0)..];
    let at = block.partition_point(|(area, _)| area.first.1 <= column);
    let (area, found) = block.get(at.checked_sub(1)?)?;
    area.contains(row, column).then_some(found)
}

impl OdsStyles {
    /// Whether a cell is in percent format.
    pub(super) fn is_percent(&self, row: u32, column: u32) -> bool {
        find(&self.percent, row, column).is_some()
    }

    /// A value with what its cell shows, where that is something else.
    pub(super) fn looking(&self, row: u32, column: u32, value: Value<'static>) -> ChartData {
        let shown = find(&self.shown, row, column).map(|text| Shown { text: text.clone(), is_masked: false });
        match value {
            Value::Number { value: number, .. } => {
                let differs = |shown: &Shown| shown.text.replace(',', ".") != number.to_string();
                // A zero that is shown as a dash, or not at all, is a zero.
                let is_masked = |text: &str| match number == 0.0 {
                    true => masked::is_limit(text),
                    false => !masked::shows(text, number),
                };
                let shown =
                    shown.filter(differs).map(|shown| Shown { is_masked: is_masked(&shown.text), ..shown });
                (value, shown)
            }
            Value::Date(date) => {
                let precision = find(&self.dates, row, column).map_or(date.precision, |shows| shows.of(date));
                (Value::Date(Date { precision, ..date }), shown)
            }
            value => (value, None),
        }
    }

    /// Notes a cell that is repeated over some rows and columns; its place, where what it shows is of interest.
    fn cell(
        &mut self,
        element: &BytesStart<'_>,
        at: (u32, u32),
        repeated: (u32, u32),
        styles: &DateStyles,
    ) -> Option<Area> {
        let over = |(rows, columns): (u32, u32)| Area {
            first: at,
            last: (at.0.saturating_add(rows - 1), at.1.saturating_add(columns - 1)),
        };
        let spanned =
            (number(element, "table:number-rows-spanned"), number(element, "table:number-columns-spanned"));
        if spanned != (1, 1) {
            self.merged.push(over(spanned));
        }
        match text(element, "office:value-type")?.as_str() {
            "percentage" => self.percent.push((over(repeated), ())),
            "date" => {
                let shows = styles.shows(text(element, "table:style-name").as_deref(), at.1);
                self.dates.extend(shows.map(|shows| (over(repeated), shows)));
            }
            "float" | "currency" => {}
            _ => return None,
        }
        Some(over(repeated))
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
    use super::{OdsStyles, Shown, looks};
    use crate::import::date::{Moment, Precision};
    use crate::import::table::{Date, Value};

    fn of(content: &str) -> OdsStyles {
        looks(content.as_bytes()).unwrap_or_default().remove("a").unwrap_or_default()
    }

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
        let looks = of(&format!("<table:table table:name=\"a\">{}</table:table>", rows.concat()));
        let percent: Vec<String> = (0..7)
            .map(|row| (0..6).map(|column| if looks.is_percent(row, column) { '%' } else { '.' }).collect())
            .collect();
        assert_eq!(percent, ["%.....", ".%%.%.", ".%%.%.", ".%%.%.", "......", "%.....", "......"]);
    }

    #[test]
    fn a_cell_says_what_it_shows() {
        let cell = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"0.4\"><text:p>0,4 %</text:p></table:table-cell></table:table-row>";
        let looks = of(&format!("<table:table table:name=\"a\">{cell}</table:table>"));
        let number = Value::Number { value: 0.4, percent: false };
        assert_eq!(
            looks.looking(0, 0, number.clone()),
            (number.clone(), Some(Shown { text: "0,4 %".into(), is_masked: false }))
        );
        assert_eq!(looks.looking(0, 1, number.clone()), (number, None));
    }

    #[test]
    fn a_number_that_a_cell_does_not_show_is_masked() {
        for (text, is_masked) in [
            ("<text:p>(&lt;10)</text:p>", true),
            ("<text:p>n&#60;10</text:p>", true),
            ("<text:p/>", true),
            ("<text:p>k. A.</text:p>", true),
            ("<text:p>7,0</text:p>", false),
        ] {
            let cell = format!(
                "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"7\">{text}</table:table-cell></table:table-row>"
            );
            let looks = of(&format!("<table:table table:name=\"a\">{cell}</table:table>"));
            let (_, shown) = looks.looking(0, 0, Value::Number { value: 7.0, percent: false });
            assert_eq!(shown.is_some_and(|shown| shown.is_masked), is_masked, "{text}");
        }
    }

    #[test]
    fn a_date_is_as_long_as_its_style_shows() {
        let style = "<number:date-style style:name=\"N1\"><number:month/><number:text> </number:text><number:year/></number:date-style><style:style style:name=\"ce1\" style:data-style-name=\"N1\"/>";
        let cell = "<table:table-row><table:table-cell office:value-type=\"date\" table:style-name=\"ce1\"><text:p>Jan 25</text:p></table:table-cell></table:table-row>";
        let looks = of(&format!("<x>{style}<table:table table:name=\"a\">{cell}</table:table></x>"));
        let moment = Moment { year: 2025, month: 1, day: 1, time: [0; 3] };
        let day = Value::Date(Date { moment, precision: Precision::Day });
        let (seen, shown) = looks.looking(0, 0, day);
        assert_eq!(seen, Value::Date(Date { moment, precision: Precision::Month }));
        assert_eq!(shown.map(|shown| shown.text).as_deref(), Some("Jan 25"));
    }
}
