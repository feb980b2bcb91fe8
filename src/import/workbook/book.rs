//! Workbooks that are open. Each is unpacked once a run and each of its sheets read once, however many series take figures
//! from it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use super::found::Found;
use super::ods_styles::{self, OdsStyles};
use super::sheets::Sheets;
use super::xlsx_parts::Parts;
use super::{Bytes, Table, check_size, choose, ods_limits, whole};
use crate::import::Content;
use crate::import::magic::{self, Kind, encrypted};
use crate::import::refusal::Unreadable;
use crate::import::source_spec::cell_range::Area;
use calamine::{Ods, Reader, Sheet, Xls, Xlsx};

/// Sheets with at most so many cells are kept for the next series.
pub(super) const MOST_KEPT: u64 = 200_000;
/// All kept sheets of a run have at most so many cells.
const MOST_KEPT_IN_ALL: u64 = 1_000_000;
/// Workbooks of at most so many bytes are kept; what is larger is data, of which one series is made.
const MOST_BYTES_KEPT: usize = 8 << 20;

/// A workbook that was read before, or why it cannot be read.
type Known = Result<Rc<RefCell<Book>>, Unreadable>;

/// The workbooks of a run, by name.
#[derive(Default)]
pub struct Books {
    books: RefCell<BTreeMap<String, Known>>,
}

impl Books {
    /// A sheet of a workbook, or a range of it.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(crate) fn table(
        &self,
        name: &str,
        content: &mut dyn Content,
        kind: Kind,
        sheet: Option<&str>,
        range: Option<Area>,
    ) -> Result<Table, Unreadable> {
        let known = self.books.borrow().get(name).cloned();
        if let Some(book) = known {
            return book?.borrow_mut().table(sheet, range);
        }
        let bytes: Arc<[u8]> = whole(content)?.into();
        self.opened(name, bytes, kind)?.borrow_mut().table(sheet, range)
    }

    /// All sheets of a workbook that can be seen.
    ///
    /// # Errors
    /// Why the workbook cannot be read at all.
    pub(crate) fn sheets(&self, name: &str, bytes: &Arc<[u8]>, kind: Kind) -> Result<Sheets, Unreadable> {
        let book = self.opened(name, bytes.clone(), kind)?;
        let mut book = book.borrow_mut();
        let sheets = Sheets::of(book.sheets());
        Ok(sheets.read(&mut |name| book.table(Some(name), None)))
    }

    fn opened(&self, name: &str, bytes: Arc<[u8]>, kind: Kind) -> Result<Rc<RefCell<Book>>, Unreadable> {
        let is_kept = bytes.len() <= MOST_BYTES_KEPT;
        let opened = Book::open(bytes, kind).map(|book| Rc::new(RefCell::new(book)));
        if is_kept {
            self.books.borrow_mut().insert(name.to_owned(), opened.clone());
        }
        opened
    }
}

/// A workbook that is open.
struct Book {
    bytes: Arc<[u8]>,
    open: Open,
    kept: BTreeMap<String, Result<Found, Unreadable>>,
    /// How many cells the kept sheets have.
    cells: u64,
}

/// A workbook in the hands of its reader.
enum Open {
    /// With the parts of its sheets.
    Xlsx(Box<Xlsx<Bytes>>, Parts),
    Xls(Box<Xls<Bytes>>),
    /// With the looks of the cells of each sheet.
    Ods(Box<Ods<Bytes>>, BTreeMap<String, OdsStyles>),
}

/// A damaged file must not end the run; calamine reports most faults, but not all.
fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(magic::damaged("it is damaged")))
}

impl Book {
    fn open(bytes: Arc<[u8]>, kind: Kind) -> Result<Self, Unreadable> {
        magic::check(&bytes, kind)?;
        let has = if kind == Kind::Xls { BTreeMap::new() } else { check_size(&bytes)? };
        let open = guarded(|| {
            Ok(match kind {
                Kind::Xlsx => {
                    let parts = Parts::new(&bytes, has, super::MOST_BYTES);
                    Open::Xlsx(Box::new(super::open_xlsx(bytes.clone())?), parts)
                }
                Kind::Xls => Open::Xls(Box::new(super::open_xls(bytes.clone())?)),
                Kind::Ods => open_ods(&bytes)?,
            })
        })?;
        Ok(Self { bytes, open, kept: BTreeMap::new(), cells: 0 })
    }

    fn sheets(&self) -> &[Sheet] {
        match &self.open {
            Open::Xlsx(book, _) => book.sheets_metadata(),
            Open::Xls(book) => book.sheets_metadata(),
            Open::Ods(book, _) => book.sheets_metadata(),
        }
    }

    /// The sheet that is meant, or a range of it.
    fn table(&mut self, sheet: Option<&str>, range: Option<Area>) -> Result<Table, Unreadable> {
        let name = choose(self.sheets(), sheet)?;
        if !self.kept.contains_key(&name) {
            self.keep(&name);
        }
        let (first, rows) = match self.kept.get(&name) {
            Some(found) => found.as_ref().map_err(Clone::clone)?.rows(range, &name)?,
            // A few more rows and columns on each side, to see whether the range leaves figures out.
            None => self.read(&name, range.map(Area::around), super::MOST_CELLS)?.rows(range, &name)?,
        };
        Ok(Table { sheet: name, first, rows })
    }

    /// Reads a sheet as a whole, unless it is too large to be kept.
    fn keep(&mut self, name: &str) {
        if self.bytes.len() > MOST_BYTES_KEPT || self.cells >= MOST_KEPT_IN_ALL {
            return;
        }
        let found = self.read(name, None, MOST_KEPT);
        if found.as_ref().is_err_and(|refusal| refusal.code == crate::diagnostic::Code::TooLarge) {
            return;
        }
        self.cells += found.as_ref().map_or(0, |found| found.values.len() as u64);
        self.kept.insert(name.to_owned(), found);
    }

    fn read(&mut self, name: &str, range: Option<Area>, most: u64) -> Result<Found, Unreadable> {
        let bytes = &self.bytes;
        let open = &mut self.open;
        guarded(|| match open {
            Open::Xlsx(book, parts) => super::xlsx_cells((book, parts), bytes, name, range, most),
            Open::Xls(book) => super::xls_cells(book, bytes, name, range, most),
            Open::Ods(book, looks) => super::ods_cells(book, looks.get(name), name, range, most),
        })
    }
}

/// An OpenDocument workbook with the looks of its cells.
fn open_ods(bytes: &Arc<[u8]>) -> Result<Open, Unreadable> {
    let text = super::content(bytes)?;
    // In a protected file this is no XML.
    ods_limits::check(&text)
        .map_err(|refusal| if super::is_protected(bytes) { encrypted() } else { refusal })?;
    let book = Ods::new(Cursor::new(bytes.clone())).map_err(super::ods_refusal)?;
    let looks = ods_styles::looks(&text).map_err(|error| magic::damaged(&error.to_string()))?;
    Ok(Open::Ods(Box::new(book), looks))
}
