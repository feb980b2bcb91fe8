//! What a first pass over a JSON text finds: the columns of its table.

use std::borrow::Cow;
use std::collections::HashMap;

use super::entries::{Entries, Entry};
use super::scan::{Kind, Name};
use super::{RECORD, wrong_form};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::import::table::MOST_CELLS;
use crate::survey::series::Spot;

/// A mapping may have this many names, which are held so that none comes twice.
const MOST_NAMES: usize = 1_000_000;

/// The names of all columns, or of all entries of a mapping, may have this many bytes together.
const MOST_BYTES: usize = 64 << 20;

/// A table with more than four million cells may have this many for each value.
const MOST_GAPS: u64 = 16;

/// The keys of all entries in the order in which they first appear, each with its place.
#[derive(Default)]
pub(super) struct Columns {
    keys: Vec<Box<str>>,
    pub(super) spots: Vec<Spot>,
    index: HashMap<Box<str>, usize>,
    /// The last entry with each column.
    last: Vec<usize>,
    bytes: usize,
}

/// Why the first pass ended early.
pub(super) struct Failed {
    pub(super) fault: Box<Diagnostic>,
    /// Where in the text the first of two equal names begins, and its length: it is not held any more.
    pub(super) first: Option<(u64, usize)>,
}

impl From<Diagnostic> for Failed {
    fn from(fault: Diagnostic) -> Self {
        Self { fault: fault.into(), first: None }
    }
}

impl Columns {
    /// Reads all entries.
    pub(super) fn read(entries: &mut Entries<'_>) -> Result<Self, Failed> {
        let (mut columns, mut names, mut level) = (Self::default(), Names::default(), None);
        let mut values = 0;
        while let Some(entry) = entries.next()? {
            match entry.name {
                Some(name) => {
                    names.see(entries, name)?;
                    one_level(entries, &entry, name, &mut level)?;
                }
                None if entry.node.kind != Kind::Map => {
                    let place = entries.place(entry.node.start, entry.node.end);
                    return Err(wrong_form(place, entry.node.kind.name(), RECORD).into());
                }
                None => {}
            }
            values += entries.pairs.len() as u64;
            columns.see(entries)?;
        }
        columns.are_filled(entries.count, values)?;
        Ok(columns)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Their names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|key| &**key)
    }

    /// The column of a key that is the `at`th of its entry: most entries have the same keys in the same order.
    pub(super) fn find(&self, key: &str, at: usize) -> Option<usize> {
        match self.keys.get(at) {
            Some(same) if **same == *key => Some(at),
            _ => self.index.get(key).copied(),
        }
    }

    /// Takes the keys of an entry.
    fn see(&mut self, entries: &Entries<'_>) -> Result<(), Diagnostic> {
        for (at, (name, _)) in entries.pairs.iter().enumerate() {
            let key = entries.name(*name);
            let column = match self.find(&key, at) {
                Some(column) => column,
                None => self.add(key, entries, *name)?,
            };
            if self.last[column] == entries.count {
                let key = entries.name(*name);
                let first = entries.pairs.iter().map(|(name, _)| *name).find(|one| entries.name(*one) == key);
                let first = first.map(|first| (entries.place(first.start, first.end), FIRST.to_owned()));
                let mut fault = twice(&key, entries.place(name.start, name.end));
                fault.related.extend(first);
                return Err(fault);
            }
            self.last[column] = entries.count;
        }
        Ok(())
    }

    fn add(&mut self, key: Cow<'_, str>, entries: &Entries<'_>, name: Name) -> Result<usize, Diagnostic> {
        let place = entries.place(name.start, name.end);
        self.bytes += key.len();
        if self.bytes > MOST_BYTES {
            return Err(too_many(place, "64 MiB"));
        }
        let column = self.keys.len();
        self.index.insert(key.as_ref().into(), column);
        self.keys.push(key.as_ref().into());
        self.spots.push(Spot { span: place, cell: None });
        self.last.push(0);
        Ok(column)
    }

    /// Nobody fills a table of which nearly all cells are empty: records with many different keys are no table.
    fn are_filled(&self, entries: usize, values: u64) -> Result<(), Diagnostic> {
        let cells = (self.keys.len() as u64).saturating_mul(entries as u64);
        let Some(spot) =
            self.spots.last().filter(|_| cells > MOST_CELLS.max(values.saturating_mul(MOST_GAPS)))
        else {
            return Ok(());
        };
        let message = format!(
            "this is one of {} columns, most of which are in few of the {entries} entries",
            self.keys.len()
        );
        Err(Diagnostic::error(Code::TooLarge, spot.span.clone(), message)
            .hint("keys are the columns: give the entries the same keys, or save the table as CSV"))
    }
}

/// What a name or key that comes twice is said to be after.
pub(super) const FIRST: &str = "the first one";

/// Which of two figures of one name is meant, nobody knows.
fn twice(name: &str, place: Span) -> Diagnostic {
    Diagnostic::error(Code::RepeatedKey, place, format!("the key `{name}` occurs twice"))
        .hint("remove or rename one of them")
}

fn too_many(place: Span, what: &str) -> Diagnostic {
    Diagnostic::error(Code::TooLarge, place, format!("up to here the names take more than {what}"))
        .hint("write a list of records, in which no name is a key, or save the table as CSV or Parquet")
}

/// The names of a mapping so far, each with where it began.
#[derive(Default)]
struct Names {
    known: HashMap<Box<str>, u64>,
    bytes: usize,
}

impl Names {
    fn see(&mut self, entries: &Entries<'_>, name: Name) -> Result<(), Failed> {
        let (key, offset) = (entries.name(name), entries.offset(name.start));
        let place = || entries.place(name.start, name.end);
        self.bytes += key.len();
        if self.known.len() == MOST_NAMES {
            return Err(too_many(place(), "a million entries").into());
        }
        if self.bytes > MOST_BYTES {
            return Err(too_many(place(), "64 MiB").into());
        }
        match self.known.insert(key.as_ref().into(), offset) {
            None => Ok(()),
            Some(first) => Err(Failed {
                fault: twice(&key, place()).into(),
                first: Some((first, name.end - name.start)),
            }),
        }
    }
}

/// Either all categories have a figure, or all have a mapping of columns to figures: beside each other nobody knows which
/// column a figure without one belongs to. What is `null` has neither.
fn one_level(
    entries: &Entries<'_>,
    Entry { node, .. }: &Entry,
    name: Name,
    level: &mut Option<(bool, Span)>,
) -> Result<(), Diagnostic> {
    if node.kind == Kind::Null {
        return Ok(());
    }
    let is_map = node.kind == Kind::Map;
    let place = || entries.place(node.start, node.end);
    let (first, span) = level.get_or_insert_with(|| (is_map, place()));
    if *first == is_map {
        return Ok(());
    }
    let kind = |is_map: bool| if is_map { "columns" } else { "a figure without a column" };
    let message =
        format!("`{}` has {}, but the first has {}", entries.name(name), kind(is_map), kind(*first));
    Err(Diagnostic::error(Code::WrongType, place(), message)
        .hint(
            "give each category the same columns, as in `{\"yes\": {\"2020\": 54}, \"no\": {\"2020\": 46}}`",
        )
        .related(span.clone(), "the first"))
}
