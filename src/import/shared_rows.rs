//! Text tables of respondents that many reports count from, read once: each report then takes only the rows that it counts.
//!
//! A report whose filter asks for an answer under a header, such as a municipality, gets the rows with this answer, in the
//! order of the file and with their line numbers. Beside them it gets the rows in which a word of any column comes for the
//! first time, and the last row, so that it knows of the same answers in the same order as if it had read all rows. Those do
//! not pass its filter, which it applies as always: its figures are the same to the last bit.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::dataset::condition::{Condition, Part};
use super::dataset::plan::Plan;
use super::reader::Reader;
use super::source_spec::SourceSpec;
use super::table::{Cell, Origin, Row, Value};
use super::text_window::Window;
use super::{Beside, Content, csv, ending, misplaced, recognise, shown_name};
use crate::survey::names::folded;

/// A column with more words than this is not known by its words, such as one of weights or names.
const MOST_WORDS: usize = 4_096;

/// A longer text is not kept in memory.
const MOST_BYTES: usize = 1 << 30;

/// The tables that were read, by name; `None` where something in one is unusual.
#[derive(Debug, Default)]
pub struct SharedRows {
    tables: Mutex<BTreeMap<String, Option<Arc<Table>>>>,
}

/// A table whose rows are kept.
#[derive(Debug)]
struct Table {
    name: String,
    delimiter: u8,
    /// The rows, one behind the other.
    text: String,
    /// Where each begins and ends, and its line. The first is the header.
    rows: Vec<(usize, usize, usize)>,
    header: Vec<String>,
    /// Whether a column is known by its words.
    is_known: Vec<bool>,
    /// The rows that every report gets.
    witnesses: Vec<u32>,
    /// Rows by the word under a header, for each header that somebody asked for.
    by_word: Mutex<BTreeMap<usize, Arc<Words>>>,
}

/// The rows of each word.
type Words = BTreeMap<String, Vec<u32>>;

/// The rows of a table that a report gets.
pub(super) struct Picked {
    table: Arc<Table>,
    rows: Vec<u32>,
}

impl SharedRows {
    /// The rows that a plan counts; `None` where the whole table must be read as always.
    pub(super) fn pick(&self, spec: &SourceSpec, plan: &Plan, beside: Beside<'_>) -> Option<Picked> {
        let ending = ending(spec);
        let is_plain = ["csv", "tsv"].contains(&ending.as_str())
            && misplaced(spec, &ending).is_none()
            && plan.design.is_none()
            && spec.header.unwrap_or(1) == 1
            && (spec.range.is_none() && spec.dictionary.is_none() && spec.format.is_none())
            && (spec.pick.is_empty() && spec.column.is_none() && !spec.transpose);
        let asked = asked(plan.filter.as_ref().filter(|_| is_plain)?, plan);
        let first = asked.first()?;
        // The file is opened in any case, so that whoever opens it knows that it was used.
        let mut content = beside.open(&spec.file.value).ok()?;
        let key = format!("{} {:?} {:?}", spec.file.value, spec.encoding, spec.delimiter);
        let table = {
            let mut tables = locked(&self.tables);
            let known = tables.entry(key);
            known
                .or_insert_with(|| Table::read(spec, &mut *content, ending == "tsv").map(Arc::new))
                .clone()?
        };
        let (header, parts) = asked.iter().find(|(header, _)| table.place(header).is_some()).unwrap_or(first);
        let words = table.words(table.place(header)?);
        let mut rows = table.witnesses.clone();
        for word in parts {
            for word in [word.clone(), format!("{word}.0")] {
                rows.extend(words.get(&word).into_iter().flatten());
            }
        }
        rows.sort_unstable();
        rows.dedup();
        Some(Picked { table, rows })
    }
}

/// The headers of which a filter asks for certain words, with these words. Where codes have labels, a word may mean another.
fn asked(filter: &Condition, plan: &Plan) -> Vec<(String, Vec<String>)> {
    let parts = match filter {
        Condition::All(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let word = |part: &Part| match part {
        Part::Word(word) => Some(folded(&word.value).into_owned()),
        Part::Range(_) => None,
    };
    let of = |part: &Condition| match part {
        Condition::Is(header, parts) if plan.labels.iter().all(|(name, _)| *name != header.value) => {
            Some((folded(&header.value).into_owned(), parts.iter().map(word).collect::<Option<_>>()?))
        }
        _ => None,
    };
    parts.iter().filter_map(of).collect()
}

impl Picked {
    /// Hands the rows to a reader; says whether they are enough for what it counts.
    pub(super) fn hand_on(&self, reader: &mut Reader<'_>) -> bool {
        let table = &*self.table;
        let mut enough = true;
        table.each(std::iter::once(0).chain(self.rows.iter().copied()), &mut |at, row| {
            let more = reader.take(&row);
            if at == 0 {
                enough = (0..table.header.len())
                    .all(|column| table.is_known[column] || !reader.needs_words(column));
            }
            more && enough
        });
        enough
    }
}

impl Table {
    /// Reads a table; `None` where a row does not fit, or the table is one that a program exported.
    fn read(spec: &SourceSpec, content: &mut dyn Content, tabs: bool) -> Option<Self> {
        let name = shown_name(spec);
        let mut content = content;
        let mut window = Window::new(&name, &mut content, spec.encoding.unwrap_or_default());
        let usual = if tabs { b'\t' } else { b',' };
        let (export, delimiter) = recognise::text(spec, &mut window, usual).ok()?;
        if export.is_some() {
            return None;
        }
        let (mut text, mut rows, mut header) = (String::new(), Vec::new(), Vec::new());
        let mut seen: Vec<Seen> = Vec::new();
        let mut is_usual = true;
        let read = csv::read(&mut window, delimiter, &mut |row| {
            if row.cells.iter().all(Cell::is_empty) {
                return true;
            }
            let Origin::Lines { text: of_row, line, .. } = &row.origin else { return false };
            let at = rows.len() as u32;
            if rows.is_empty() {
                header = row.cells.iter().map(|cell| cell.name().unwrap_or_default().into_owned()).collect();
                seen = header.iter().map(|_| Seen::default()).collect();
            } else {
                seen.iter_mut().zip(&row.cells).for_each(|(seen, cell)| seen.see(cell, at));
            }
            rows.push((text.len(), text.len() + of_row.len(), *line));
            text.push_str(of_row);
            is_usual = row.fits(header.len()) && text.len() <= MOST_BYTES && at < u32::MAX;
            is_usual
        });
        read.ok()?;
        let mut witnesses: Vec<u32> =
            seen.iter().filter(|seen| seen.is_known()).flat_map(|seen| seen.first.iter().copied()).collect();
        witnesses.extend((rows.len() > 1).then_some(rows.len() as u32 - 1));
        let is_known = seen.iter().map(Seen::is_known).collect();
        drop(window);
        let by_word = Mutex::default();
        (is_usual && !rows.is_empty()).then_some(Self {
            name,
            delimiter,
            text,
            rows,
            header,
            is_known,
            witnesses,
            by_word,
        })
    }

    /// The place of a header, if it is there once.
    fn place(&self, header: &str) -> Option<usize> {
        let mut found = self.header.iter().enumerate().filter(|(_, name)| *name == header);
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at)
    }

    /// The rows by the word in a column.
    fn words(&self, column: usize) -> Arc<Words> {
        let mut known = locked(&self.by_word);
        let index = || {
            let mut words = Words::new();
            self.each(1..self.rows.len() as u32, &mut |at, row| {
                if let Some(word) = row.cells.get(column).and_then(Cell::name) {
                    match words.get_mut(&*word) {
                        Some(rows) => rows.push(at),
                        None => drop(words.insert(word.into_owned(), vec![at])),
                    }
                }
                true
            });
            Arc::new(words)
        };
        known.entry(column).or_insert_with(index).clone()
    }

    /// Divides some rows into cells again, until `take` wants no more.
    fn each(&self, rows: impl Iterator<Item = u32>, take: &mut dyn FnMut(u32, Row<'_>) -> bool) {
        let rows = rows.filter_map(|at| {
            let (start, end, line) = self.rows.get(at as usize)?;
            Some((at, self.text.get(*start..*end)?, *line))
        });
        csv::again(&self.name, self.delimiter, rows, take);
    }
}

/// The words of a column so far, and the rows in which they came first.
#[derive(Default)]
struct Seen {
    words: HashSet<Box<str>>,
    first: Vec<u32>,
    are_many: bool,
}

impl Seen {
    fn see(&mut self, cell: &Cell<'_>, row: u32) {
        let Value::Text(word) = &cell.value else { return };
        if self.are_many || self.words.contains(&**word) {
            return;
        }
        self.words.insert((**word).into());
        self.first.push(row);
        if self.words.len() > MOST_WORDS {
            *self = Self { are_many: true, ..Self::default() };
        }
    }

    fn is_known(&self) -> bool {
        !self.are_many
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
