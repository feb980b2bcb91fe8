//! What the tables of an OpenDocument file unpack to. Rows, columns and spaces are repeated by number, so a few bytes
//! can ask for any number of cells, and calamine makes them all.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml_limits::too_much;
use super::{MOST_BYTES, too_large, too_many_cells};
use crate::import::magic::damaged;
use crate::import::refusal::Unreadable;
use crate::import::table::MOST_CELLS;

/// Sheets of a workbook; Excel reads some hundreds.
const MOST_TABLES: u32 = 10_000;
/// Columns that calamine makes of a row.
const MOST_COLUMNS: u64 = 16_384;
/// Elements within each other.
const MOST_OPEN: u32 = 1_000;

/// The cells of the sheets, as far as they are read.
#[derive(Default)]
struct Cells {
    tables: u32,
    /// Cells of all sheets, each a rectangle from its first row and column on to its last value.
    rectangles: u64,
    /// Cells that are made of all rows before rows are repeated.
    made: u64,
    /// Bytes of all texts and formulas, as often as they are repeated.
    bytes: u64,
    height: u64,
    width: u64,
    row: u64,
    /// How often this row is repeated.
    rows: u64,
    column: u64,
    /// How often this cell is repeated.
    columns: u64,
    /// Empty cells so far that are made only if a cell follows them in their row.
    pending: u64,
    /// Bytes of this cell, and whether it has a value.
    length: u64,
    is_filled: bool,
}

/// Checks `content.xml`.
///
/// # Errors
/// What it has too much of, or why it is no XML.
pub(super) fn check(content: &[u8]) -> Result<(), Unreadable> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let (mut cells, mut open, mut buffer) = (Cells::default(), 0u32, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(&error.to_string()))? {
            Event::Start(element) => {
                open += 1;
                if open > MOST_OPEN {
                    return Err(too_much(&format!("more than {MOST_OPEN} elements in each other")));
                }
                cells.start(&element);
            }
            Event::End(element) => {
                open = open.saturating_sub(1);
                cells.end(element.name().as_ref());
            }
            Event::Text(text) => cells.length = cells.length.saturating_add(text.len() as u64),
            // calamine would wait for the end of a table for ever.
            Event::Eof if open > 0 => return Err(damaged("it is cut short")),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if cells.tables > MOST_TABLES {
            return Err(too_much(&format!("more than {MOST_TABLES} sheets")));
        }
        let rectangles = cells.rectangles.saturating_add(cells.height.saturating_mul(cells.width));
        if rectangles.max(cells.made) > MOST_CELLS {
            return Err(too_many_cells());
        }
        if cells.bytes.saturating_add(cells.length) > MOST_BYTES {
            return Err(too_large("unpacks to"));
        }
        buffer.clear();
    }
}

impl Cells {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "table:table" => {
                self.tables += 1;
                (self.row, self.height, self.width) = (0, 0, 0);
            }
            "table:table-row" => {
                (self.rows, self.column) = (number(element, "table:number-rows-repeated"), 0);
                self.pending = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.made += std::mem::take(&mut self.pending);
                self.columns = number(element, "table:number-columns-repeated").min(MOST_COLUMNS);
                self.is_filled = element.attributes().with_checks(false).flatten().any(|attribute| {
                    let name = attribute.key.as_ref();
                    name.starts_with("office:") || name.starts_with("calcext:") || name == "table:formula"
                });
                self.length = element.len() as u64;
            }
            "text:s" => self.length = self.length.saturating_add(number(element, "text:c")),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                let times = if self.is_filled { self.columns.saturating_mul(self.rows) } else { 1 };
                self.bytes = self.bytes.saturating_add(self.length.saturating_mul(times));
                self.column = (self.column + self.columns).min(MOST_COLUMNS);
                if self.is_filled {
                    (self.height, self.width) =
                        (self.height.max(self.row + self.rows), self.width.max(self.column));
                    self.made += self.columns;
                } else {
                    self.pending = self.columns;
                }
                self.length = 0;
            }
            "table:table-row" => self.row = self.row.saturating_add(self.rows),
            "table:table" => {
                self.rectangles = self.rectangles.saturating_add(self.height.saturating_mul(self.width));
                (self.height, self.width) = (0, 0);
            }
            _ => {}
        }
    }
}

/// A count of at least 1; where none is written it is 1.
fn number(element: &BytesStart<'_>, name: &str) -> u64 {
    let mut attributes = element.attributes();
    let mut counts =
        attributes.with_checks(false).flatten().filter(|attribute| attribute.key.as_ref() == name);
    counts.find_map(|count| count.value.trim().parse().ok()).unwrap_or(1).max(1)
}
