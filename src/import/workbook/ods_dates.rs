//! How much of a date the styles of an OpenDocument file show.

use std::collections::BTreeMap;

use crate::import::date::Precision;
use crate::import::table::Date;

/// Which parts of a date a style shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shows {
    year: bool,
    month: bool,
    day: bool,
    time: bool,
}

impl Shows {
    /// How far a date is seen.
    pub(super) fn of(self, date: Date) -> Precision {
        match (self.year, self.month, self.day, self.time) {
            (_, _, _, true) => date.precision,
            (true, false, false, _) => Precision::Year,
            (true, true, false, _) => Precision::Month,
            (false, true, true, _) => Precision::DayOfYear,
            (true, true, true, _) => Precision::Day,
            _ => date.precision,
        }
    }
}

/// The styles of dates of a file, as its elements come in.
#[derive(Debug, Default)]
pub(super) struct DateStyles {
    styles: BTreeMap<String, Shows>,
    /// The style of the data of each style of cells.
    cells: BTreeMap<String, String>,
    /// The date style whose parts come in.
    open: Option<String>,
    /// The style of cells of each column of the sheet: first, last and name.
    columns: Vec<(u32, u32, String)>,
}

impl DateStyles {
    /// Takes an element that is none of a table.
    pub(super) fn element(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        match name {
            "number:date-style" => {
                self.open = attribute("style:name");
                if let Some(name) = &self.open {
                    self.styles.insert(name.clone(), Shows::default());
                }
            }
            "style:style" => {
                self.open = None;
                if let (Some(name), Some(data)) =
                    (attribute("style:name"), attribute("style:data-style-name"))
                {
                    self.cells.insert(name, data);
                }
            }
            "number:number-style" | "number:percentage-style" | "number:time-style" | "number:text-style" => {
                self.open = None;
            }
            part => {
                let Some(shows) = self.open.as_ref().and_then(|name| self.styles.get_mut(name)) else {
                    return;
                };
                match part {
                    "number:year" => shows.year = true,
                    "number:month" | "number:quarter" => shows.month = true,
                    "number:day" | "number:day-of-week" => shows.day = true,
                    "number:hours" | "number:minutes" => shows.time = true,
                    _ => {}
                }
            }
        }
    }

    /// Another sheet begins.
    pub(super) fn next_sheet(&mut self) {
        self.open = None;
        self.columns.clear();
    }

    /// Takes the style that the cells of some columns have unless they have their own.
    pub(super) fn column(&mut self, style: Option<String>, first: u32, last: u32) {
        self.columns.extend(style.map(|style| (first, last, style)));
    }

    /// What the style of a cell shows of a date: its own, or that of its column.
    pub(super) fn shows(&self, style: Option<&str>, column: u32) -> Option<Shows> {
        let of_column = || {
            let found = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
            found.map(|(_, _, style)| style.as_str())
        };
        self.styles.get(self.cells.get(style.or_else(of_column)?)?).copied()
    }
}
