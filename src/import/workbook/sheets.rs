//! All sheets of a workbook that can be seen, and the names of the others.

use super::Table;
use crate::import::refusal::Unreadable;
use calamine::{Sheet, SheetType, SheetVisible};

/// The sheets of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Sheets {
    /// Those that can be seen, in their order.
    pub(crate) seen: Vec<(String, Result<Table, Unreadable>)>,
    /// The names of the others.
    pub(crate) hidden: Vec<String>,
    names: Vec<String>,
}

impl Sheets {
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let names = |seen: bool| {
            let worksheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
            let wanted = worksheets.filter(move |sheet| (sheet.visible == SheetVisible::Visible) == seen);
            wanted.map(|sheet| sheet.name.clone()).collect::<Vec<_>>()
        };
        Self { seen: Vec::new(), hidden: names(false), names: names(true) }
    }

    pub(super) fn read(mut self, table: &mut dyn FnMut(&str) -> Result<Table, Unreadable>) -> Self {
        for name in std::mem::take(&mut self.names) {
            let found = table(&name);
            self.seen.push((name, found));
        }
        self
    }
}
