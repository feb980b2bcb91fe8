//! From figures by dimensions to the categories and columns of a series: one dimension down, one across, one value of
//! each of the others.
//!
//! Rows are read one by one. What is kept are the figures that are asked for and some values of each dimension,
//! to be named where the author left one open.

use std::collections::BTreeMap;

use super::super::source_spec::decimal::Decimal;
use super::super::source_spec::format::Format;
use super::super::table::Row;
use super::super::table::cell::{Reading, too_many};
use super::super::table::imported::Figures;
use super::columns::Export;
use super::dimension::{
    Dimension, listed, named, no_category, not_there, own_dimensions, remember, unknown_dimension,
};
use super::flags::Flags;
use super::layout::{Label, Layout, Written, divide, stored};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::labels::Labels;
use crate::spec::Spanned;
use crate::survey::read_from::ReadFrom;
use crate::survey::series::{Category, MOST_CATEGORIES, MOST_CELLS, MOST_COLUMNS};

/// A series may have this many figures.
const MOST_FIGURES: usize = 100_000;

/// Figures while they are read.
pub(crate) struct Cube<'s> {
    reading: Reading<'s>,
    format: Format,
    layout: Layout,
    decimal: Decimal,
    dimensions: Vec<Dimension<'s>>,
    category: usize,
    column: Option<usize>,
    fixed_columns: bool,
    categories: Names<Category>,
    columns: Names<()>,
    count: usize,
    flags: Flags,
    over: bool,
    /// Which of the declared names were met.
    renamed: Vec<bool>,
    /// What the file was recognised as, and which rows were left out.
    read: ReadFrom,
}

/// Things by their names, in the order in which they came.
struct Names<T> {
    list: Vec<(String, T)>,
    index: BTreeMap<String, usize>,
}

impl<T> Names<T> {
    fn new() -> Self {
        Self { list: Vec::new(), index: BTreeMap::new() }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    fn add(&mut self, name: &str, what: T) -> usize {
        self.index.insert(name.to_owned(), self.list.len());
        self.list.push((name.to_owned(), what));
        self.list.len() - 1
    }
}

impl<'s> Cube<'s> {
    /// Finds the dimensions that the author names; the faults say which are not there.
    pub(crate) fn new(reading: Reading<'s>, export: &Export, sink: &Diagnostics) -> Option<Self> {
        let spec = reading.spec;
        let layout = export.layout.clone()?;
        let before = sink.len();
        let mut find = |word: &Spanned<String>| {
            let found = layout.dimensions.iter().position(|names| names.contains(&word.value));
            if found.is_none() {
                sink.push(unknown_dimension(spec, &layout, word));
            }
            found
        };
        let category = spec.category.as_ref().map(&mut find);
        let column = spec.column.as_ref().map(&mut find);
        let picked: Vec<_> =
            spec.pick.iter().filter_map(|(word, values)| Some((find(word)?, values))).collect();
        let own = own_dimensions(export.format, &layout);
        let column = column.unwrap_or_else(|| own.and_then(|(_, across)| across));
        let Some(category) = category.unwrap_or_else(|| own.map(|(down, _)| down)) else {
            if sink.len() == before {
                sink.push(no_category(spec, export.format, &layout));
            }
            return None;
        };
        let mut dimensions: Vec<Dimension<'s>> = layout.dimensions.iter().map(|names| named(names)).collect();
        for (at, values) in picked {
            dimensions[at].any = values.iter().any(|value| value.value == "*");
            dimensions[at].picked = match dimensions[at].any {
                true => Vec::new(),
                false => values.iter().map(|value| (value, None)).collect(),
            };
        }
        let comma = matches!(export.format, Format::GenesisFlat | Format::GenesisTable);
        let decimal = match spec.decimal.declared {
            true => spec.decimal,
            false => Decimal { sign: if comma { b',' } else { b'.' }, ..spec.decimal },
        };
        let mut cube = Self {
            reading,
            format: export.format,
            layout,
            decimal,
            dimensions,
            category,
            column,
            fixed_columns: spec.columns.is_some(),
            categories: Names::new(),
            columns: Names::new(),
            count: 0,
            flags: Flags::default(),
            over: false,
            renamed: vec![false; reading.labels.pairs.len()],
            read: ReadFrom { recognised: export.note(), ..ReadFrom::default() },
        };
        for word in spec.columns.iter().flatten() {
            let (met, name) = called(reading.labels, &word.value, None);
            cube.meet(met);
            cube.columns.add(name, ());
        }
        (sink.len() == before).then_some(cube)
    }

    /// Notes that a declared name was met.
    fn meet(&mut self, at: Option<usize>) {
        if let Some(at) = at {
            self.renamed[at] = true;
        }
    }

    /// Takes the figures of a row; says whether it holds any.
    pub(crate) fn row(&mut self, row: &Row<'_>) -> Result<bool, Diagnostic> {
        let first = row.cells.first().and_then(|cell| cell.name()).unwrap_or_default();
        // Below a line of underscores stand notes.
        self.over |= self.format == Format::GenesisTable && first.starts_with("____");
        if self.over {
            if let Some(number) = row.number() {
                self.read.leave_out(number, "notes");
            }
            return Ok(false);
        }
        if !row.fits(self.layout.width) {
            let message = format!("this row has {} cells, the header {}", row.cells.len(), self.layout.width);
            return Err(row
                .fault(Code::RaggedRow, 0, &message)
                .hint("download the file again: it is not whole"));
        }
        let Some(keys) = self.layout.keys(&row.cells) else {
            let wanted = self.layout.dimensions.len() - 1;
            let message = format!("this row begins with other than {wanted} codes with commas between them");
            return Err(row
                .fault(Code::RaggedRow, 0, &message)
                .hint("download the file again: it is not whole"));
        };
        let values = std::mem::take(&mut self.layout.values);
        if self.format == Format::GenesisTable && values.iter().all(|column| row.cells[column.at].is_empty())
        {
            self.layout.values = values;
            return Err(row
                .fault(Code::OpenDimension, 0, "a heading between the rows divides them by another dimension")
                .hint("download the table as a flat file (`ffcsv`), where each figure has all of its dimensions"));
        }
        let taken = values.iter().try_for_each(|column| {
            let labels: Vec<&Label> = keys.iter().chain(&column.labels).collect();
            self.figure(row, column.at, &labels)
        });
        self.layout.values = values;
        taken.map(|()| true)
    }

    fn figure(&mut self, row: &Row<'_>, at: usize, labels: &[&Label]) -> Result<(), Diagnostic> {
        let labelled = self.reading.labels;
        let mut is_wanted = true;
        for (dimension, label) in self.dimensions.iter_mut().zip(labels) {
            if dimension.picked.is_empty() {
                continue;
            }
            remember(&mut dimension.seen, label);
            match dimension.picked.iter_mut().find(|(word, _)| label.is(&word.value)) {
                Some((_, Some(_))) => {}
                Some((_, found)) => {
                    *found = Some(called(labelled, &label.name, label.code.as_deref()).1.to_owned());
                }
                None => is_wanted = false,
            }
        }
        if !is_wanted {
            return Ok(());
        }
        for (index, (dimension, label)) in self.dimensions.iter_mut().zip(labels).enumerate() {
            let is_shown = index == self.category || Some(index) == self.column;
            if dimension.picked.is_empty() && !dimension.any && !is_shown {
                remember(&mut dimension.seen, label);
            }
        }
        let across = match self.column {
            Some(column) => {
                let Label { name, code } = labels[column];
                let (met, name) = called(labelled, name, code.as_deref());
                self.meet(met);
                match self.columns.find(name) {
                    Some(at) => at,
                    None if self.fixed_columns => return Ok(()),
                    None if self.columns.list.len() == MOST_COLUMNS => {
                        return Err(too_many(row.spot(at), "columns", MOST_COLUMNS));
                    }
                    None => self.columns.add(name, ()),
                }
            }
            None => 0,
        };
        let Label { name, code } = labels[self.category];
        let (met, name) = called(labelled, name, code.as_deref());
        self.meet(met);
        let down = match self.categories.find(name) {
            Some(at) => at,
            None if self.categories.list.len() == MOST_CATEGORIES => {
                return Err(too_many(row.spot(at), "categories", MOST_CATEGORIES));
            }
            None => {
                let category = Category {
                    name: name.to_owned(),
                    span: row.spot(0).span,
                    values: Vec::new(),
                    spots: Vec::new(),
                };
                self.categories.add(name, category)
            }
        };
        let Some(value) = self.value(row, at, down, across)? else { return Ok(()) };
        self.put(row, at, down, across, value)
    }

    /// The figure of a cell; its flags are noted.
    fn value(
        &mut self,
        row: &Row<'_>,
        at: usize,
        down: usize,
        across: usize,
    ) -> Result<Option<f64>, Diagnostic> {
        let cell = &row.cells[at];
        let text = cell.name().unwrap_or_default();
        let (written, flags) = divide(self.format, &text);
        let value = match (written, stored(cell)) {
            (_, Some(value)) => value,
            (Written::Nothing, _) => return Ok(None),
            (Written::Zero, _) => 0.0,
            (Written::Digits(digits), _) if self.reading.is_missing(digits) => return Ok(None),
            (Written::Digits(digits), _) => self.decimal.parse(digits).ok_or_else(|| {
                row.fault(Code::NotANumber, at, &format!("`{text}` is no number")).hint(format!(
                    "{} writes `{}` before decimals; `decimal` declares another sign",
                    self.format.name(),
                    char::from(self.decimal.sign)
                ))
            })?,
        };
        let beside = self.layout.flag.and_then(|flag| row.cells.get(flag)?.name());
        let flags = beside.as_deref().unwrap_or(flags).to_owned();
        if !flags.is_empty() {
            let column = self.columns.list.get(across).map(|(column, ())| column.as_str());
            self.flags.add(&flags, &self.categories.list[down].0, column);
        }
        self.reading.given(value, row, at).map(Some)
    }

    fn put(
        &mut self,
        row: &Row<'_>,
        at: usize,
        down: usize,
        across: usize,
        value: f64,
    ) -> Result<(), Diagnostic> {
        let spot = row.spot(at);
        self.count += 1;
        if self.count > MOST_FIGURES {
            return Err(too_many(spot, "figures", MOST_FIGURES));
        }
        if self.categories.list.len() * self.columns.list.len() > MOST_CELLS {
            return Err(too_many(spot, "figures", MOST_CELLS));
        }
        if self.has(down, across) {
            // Where another dimension is left open, `finish` lists its values.
            if self.is_any_open() {
                return Ok(());
            }
            let message = format!("`{}` has a figure in this column already", self.categories.list[down].0);
            return Err(row
                .fault(Code::RepeatedFigure, at, &message)
                .hint("pick one value of each dimension that is not shown with `pick: {dimension: value}`"));
        }
        let Category { values, spots, .. } = &mut self.categories.list[down].1;
        if values.len() <= across {
            values.resize(across + 1, None);
            spots.resize(across + 1, None);
        }
        values[across] = Some(value);
        spots[across] = Some(spot);
        Ok(())
    }

    fn has(&self, down: usize, across: usize) -> bool {
        self.categories.list[down].1.values.get(across).copied().flatten().is_some()
    }

    /// Whether a dimension that is not shown has several values.
    fn is_any_open(&self) -> bool {
        self.dimensions.iter().enumerate().any(|(at, dimension)| self.is_open(at, dimension))
    }

    fn is_open(&self, at: usize, dimension: &Dimension<'_>) -> bool {
        let is_shown = at == self.category || Some(at) == self.column;
        let several = match dimension.picked.is_empty() {
            true => dimension.seen.len() > 1,
            false => dimension.picked.iter().filter(|(_, found)| found.is_some()).count() > 1,
        };
        !is_shown && !dimension.any && several
    }

    /// The figures, or why there are none.
    pub(crate) fn finish(mut self) -> Result<Figures, Diagnostic> {
        let spec = self.reading.spec;
        if let Some(fault) = self.dimensions.iter().find_map(not_there) {
            return Err(fault);
        }
        let open: Vec<&Dimension<'_>> = self
            .dimensions
            .iter()
            .enumerate()
            .filter(|(at, dimension)| self.is_open(*at, dimension))
            .map(|(_, dimension)| dimension)
            .collect();
        if let Some(first) = open.first() {
            let list: Vec<String> =
                open.iter().map(|one| format!("`{}` has {}", one.name, listed(&one.seen))).collect();
            let one = first.seen.first().map_or("", String::as_str);
            let message = format!("`{}`: several values are left: {}", spec.file.value, list.join("; "));
            return Err(Diagnostic::error(Code::OpenDimension, spec.file.span.clone(), message).hint(format!(
                "pick one of each, as in `pick: {{{}: '{one}'}}`; a dimension can also be `category` or `column`",
                first.name
            )));
        }
        if self.categories.list.is_empty() {
            return Err(self.reading.nothing("no row has what `pick` asks for"));
        }
        let missing = spec.columns.iter().flatten().find(|word| {
            let (_, name) = called(self.reading.labels, &word.value, None);
            let at = self.columns.find(name).unwrap_or(0);
            self.categories.list.iter().all(|(_, one)| one.values.get(at).copied().flatten().is_none())
        });
        if let Some(word) = missing {
            let message = format!("no figure is in a column `{}`", word.value);
            return Err(Diagnostic::error(Code::UnknownColumn, word.span.clone(), message)
                .hint("name the values of the dimension `column` letter by letter"));
        }
        let names = self.categories.list.iter().map(|(name, _)| name.as_str());
        let columns = self.columns.list.iter().map(|(name, ())| name.as_str());
        if let Some(fault) = self.reading.labels.unmet(&self.renamed, names.chain(columns)) {
            return Err(fault);
        }
        let width = self.columns.list.len().max(1);
        self.in_picked_order();
        let mut categories: Vec<Category> = self.categories.list.into_iter().map(|(_, one)| one).collect();
        for category in &mut categories {
            category.values.resize(width, None);
            category.spots.resize(width, None);
        }
        let columns = self.columns.list.into_iter().map(|(name, ())| name).collect();
        let notes = self.flags.note(&spec.flags);
        let read = Some(self.read);
        Ok(Figures { columns, categories, notes, read, ..Figures::default() })
    }

    /// Categories that are picked keep the order in which they were picked.
    fn in_picked_order(&mut self) {
        let picked = &self.dimensions[self.category].picked;
        let rank = |name: &str| {
            picked.iter().position(|(_, found)| found.as_deref() == Some(name)).unwrap_or(usize::MAX)
        };
        if !picked.is_empty() {
            self.categories.list.sort_by_key(|(name, _)| rank(name));
        }
    }
}

/// What a value is called: by its label, if the author gives one to its name or code, or as the office calls it.
fn called<'n>(labels: &'n Labels, name: &'n str, code: Option<&str>) -> (Option<usize>, &'n str) {
    let found = labels.find(name).or_else(|| labels.find(code?));
    found.map_or((None, name), |(at, label)| (Some(at), label))
}
