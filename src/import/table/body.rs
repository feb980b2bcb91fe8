//! Which rows of a table of figures are answers: the base row gives sizes, notes and rows left out by name are none.

use std::borrow::Cow;

use super::cell::Reading;
use super::edges::{is_figure, number};
use super::header::Head;
use super::words::{looks_like_note, means_base};
use super::{Row, Value};
use crate::diagnostic::{Code, Diagnostic, some_of, suggest};
use crate::import::date::{range_turned_into_date, typed_before};
use crate::import::source_spec::{Hidden, Turn};
use crate::spec::Spanned;
use crate::survey::names::same;
use crate::survey::series::Spot;

/// So many rows without figures are kept until it is known whether figures follow.
const MOST_PENDING: usize = 1_000;
/// So many of them are named in a warning.
const MOST_NAMED: usize = 3;

/// What a row is.
pub(crate) enum Kind {
    /// An answer, with its name where that is in a row above.
    Answer(Option<String>),
    /// Nothing to be read.
    Other,
}

/// A row without figures.
pub(crate) struct Bare {
    pub(crate) name: String,
    pub(crate) spot: Spot,
    number: Option<u32>,
    is_note: bool,
}

/// Rows that were left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) number: Option<u32>,
    pub(crate) why: &'static str,
}

/// The rows below the header while they are read.
pub(crate) struct Body<'s> {
    reading: Reading<'s>,
    category: usize,
    pending: Vec<Bare>,
    /// Whether an empty row came after the last one that was none.
    pub(crate) after_gap: bool,
    is_first: bool,
    pub(crate) left_out: Vec<LeftOut>,
    /// The base row: its number and the cell of each column.
    pub(crate) base: Option<(Option<u32>, Vec<Option<u32>>)>,
    /// Which names of rows that are left out were met, and which of them are names of columns too.
    skipped: Vec<bool>,
    columns: Vec<bool>,
    turn: usize,
    turn_name: String,
    /// A name that is a date, and whether all are.
    date: Option<(Diagnostic, bool)>,
    names: usize,
}

impl<'s> Body<'s> {
    pub(crate) fn new(reading: Reading<'s>, category: usize, head: &Head) -> Self {
        let spec = reading.spec;
        // Whoever names the columns has not left one out by name.
        let is_list = spec.skip.is_list && spec.columns.is_none() && spec.long.is_none();
        let known = |word: &Spanned<String>| {
            is_list && head.names.iter().flatten().any(|name| same(name, &word.value))
        };
        Self {
            reading,
            category,
            pending: Vec::new(),
            after_gap: false,
            is_first: true,
            left_out: Vec::new(),
            base: None,
            skipped: vec![false; spec.skip.rows.len()],
            columns: spec.skip.rows.iter().map(known).collect(),
            turn: 0,
            turn_name: String::new(),
            date: None,
            names: 0,
        }
    }

    /// Says what a row is. Rows without figures wait: they are notes, unless figures follow.
    pub(crate) fn sort(&mut self, row: &Row<'_>, head: &Head) -> Result<Kind, Diagnostic> {
        let (after_gap, is_first) = (std::mem::take(&mut self.after_gap), std::mem::take(&mut self.is_first));
        // Of a long table there may be a million rows, each with its figure.
        let spec = self.reading.spec;
        let is_plain =
            spec.long.is_some() && spec.skip.is_empty() && !row.hidden && row.cells.len() >= head.width();
        if is_plain && row.cells.iter().filter(|cell| !cell.is_empty()).nth(1).is_some() {
            return Ok(Kind::Answer(None));
        }
        let name = row.cells.get(self.category).and_then(|cell| cell.name());
        if let Some(name) = &name {
            if let Some(at) = self.reading.spec.skip.row(name) {
                self.skipped[at] = true;
                return Ok(self.leave_out(row, "skipped by name"));
            }
            if self.reading.spec.base_row.as_ref().is_some_and(|word| same(&word.value, name)) {
                return self.base_row(row, head);
            }
        }
        if row.hidden
            && let Some(kind) = self.hidden(row, name.as_deref())?
        {
            return Ok(kind);
        }
        let behind = || row.cells.iter().enumerate().filter(|(at, _)| *at != self.category);
        if behind().all(|(_, cell)| cell.is_empty())
            && !row.is_counted()
            && self.reading.spec.turns.is_empty()
        {
            return self.bare(row, name, after_gap);
        }
        let is_below = name.is_none() && !after_gap && !is_first && spec.long.is_none();
        if is_below && spec.turns.is_empty() && are_letters(row, self.reading, head.width().saturating_sub(1))
        {
            return Ok(self.leave_out(row, "letters of significance"));
        }
        // A row that was cut short is not looked at any closer.
        if row.cells.len() < head.width() {
            return Ok(Kind::Answer(None));
        }
        if !row.is_counted() && !row.hidden {
            self.is_another_header(row, head, after_gap, is_first)?;
        }
        if let Some(name) = &name {
            self.is_undeclared_base(row, name)?;
            self.look_at_date(row, name);
        }
        self.names += 1;
        self.take_turn(row, name)
    }

    fn leave_out(&mut self, row: &Row<'_>, why: &'static str) -> Kind {
        self.left_out.push(LeftOut { number: row.number(), why });
        Kind::Other
    }

    /// The sizes that the base row holds.
    fn base_row(&mut self, row: &Row<'_>, head: &Head) -> Result<Kind, Diagnostic> {
        let mut sizes = vec![None; row.cells.len()];
        let spec = self.reading.spec;
        // A column that is not read may say what its rows hold: `n`, `%`.
        let is_read = |at: usize| {
            let name = head.names.get(at).and_then(Option::as_deref).unwrap_or_default();
            match &spec.columns {
                Some(wanted) => wanted.iter().any(|word| same(&word.value, name)),
                None => !spec.skip.has_column(name),
            }
        };
        for (at, cell) in row
            .cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| *at != self.category && !cell.is_empty() && is_read(*at))
        {
            let size = match &cell.value {
                _ if cell.is_masked() && spec.hidden == Some(Hidden::Skip) => continue,
                _ if cell.is_masked() && spec.hidden.is_none() => None,
                Value::Number { value, percent: false } => Some(*value),
                Value::Text(text) => self.reading.size(text),
                _ => None,
            };
            let size = size.filter(|size| size.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(size));
            let Some(size) = size else {
                let message = "this is no number of respondents";
                return Err(row.fault(Code::WrongNumber, at, message).hint(
                    "the base row holds a whole number for each column; declare the signs in it with `decimal` and `thousands`",
                ));
            };
            sizes[at] = Some(size as u32);
        }
        if self.base.is_some() {
            return Err(row
                .fault(Code::RepeatedName, self.category, "the base row occurs twice")
                .hint("name the rows of one table with `range` or `rows`"));
        }
        self.base = Some((row.number(), sizes));
        Ok(Kind::Other)
    }

    fn hidden(&mut self, row: &Row<'_>, name: Option<&str>) -> Result<Option<Kind>, Diagnostic> {
        match self.reading.spec.hidden {
            Some(Hidden::Read) => Ok(None),
            Some(Hidden::Skip) => Ok(Some(self.leave_out(row, "hidden"))),
            None => {
                let message = format!("this row is hidden: `{}`", name.unwrap_or_default());
                Err(row.fault(Code::HiddenCells, self.category, &message).hint(HIDDEN))
            }
        }
    }

    /// A row with a name and nothing else.
    fn bare(
        &mut self,
        row: &Row<'_>,
        name: Option<Cow<'_, str>>,
        after_gap: bool,
    ) -> Result<Kind, Diagnostic> {
        let before = self.pending.last().is_some_and(|bare| bare.is_note);
        let Some(name) = name else { return Ok(Kind::Other) };
        let is_note = before || after_gap || looks_like_note(&name);
        if self.pending.len() == MOST_PENDING {
            return Err(row
                .fault(Code::RowWithoutFigures, 0, &format!("more than {MOST_PENDING} rows have no figures"))
                .hint("name the rows of the table with `range` or `rows`"));
        }
        let spot = row.spot(self.category);
        self.pending.push(Bare { name: name.into_owned(), spot, number: row.number(), is_note });
        Ok(Kind::Other)
    }

    /// Rows without figures that are answers after all, since figures follow.
    pub(crate) fn inside(&mut self) -> Vec<Bare> {
        std::mem::take(&mut self.pending)
    }

    /// What is left at the end: answers without figures, and notes with the warning about them.
    pub(crate) fn below(&mut self) -> (Vec<Bare>, Option<Diagnostic>) {
        let mut bare = std::mem::take(&mut self.pending);
        let notes = bare.split_off(bare.iter().position(|bare| bare.is_note).unwrap_or(bare.len()));
        let left = |bare: &Bare| LeftOut { number: bare.number, why: "notes" };
        self.left_out.extend(notes.iter().map(left));
        let warning = notes.first().map(|first| {
            let named = notes.iter().map(|bare| format!("`{}`", short(&bare.name)));
            let message = format!("notes below the table are left out: {}", some_of(named, MOST_NAMED));
            warning(Code::NotesBelow, &first.spot, &message).hint(
                "end the table above them with `range` or `rows`; if one is an answer without a figure, write a word into its cell and declare it with `empty`",
            )
        });
        (bare, warning)
    }

    /// The words that the author left out by name and that are nowhere, not even beside the range, and a base row that is not there.
    pub(crate) fn unmet<'n>(
        &self,
        names: impl Iterator<Item = &'n str> + Clone,
        beside: &[&str],
    ) -> Vec<Diagnostic> {
        let is_met = |at: usize| self.skipped[at] || self.columns[at];
        let words = || self.reading.spec.skip.rows.iter().enumerate();
        let skipped = words()
            .filter(|(at, word)| !is_met(*at) && !beside.iter().any(|name| same(name, &word.value)))
            .map(|(_, word)| word);
        let twice = words().filter(|(at, _)| self.skipped[*at] && self.columns[*at]).map(|(_, word)| {
            let name = &word.value;
            let message = format!("`{name}` is a row and a column: `skip` would leave out both");
            Diagnostic::error(Code::RepeatedName, word.span.clone(), message).hint(format!(
                "say which one is meant, as in `skip: {{rows: ['{name}']}}`, or both with `skip: {{rows: ['{name}'], columns: ['{name}']}}`"
            ))
        });
        let base = self.reading.spec.base_row.iter().filter(|_| self.base.is_none());
        let fault = |word: &Spanned<String>| {
            let message = format!("no row is called `{}`", word.value);
            Diagnostic::error(Code::UnknownCategory, word.span.clone(), message)
                .hint(suggest(&word.value, names.clone()))
        };
        skipped.chain(base).map(fault).chain(twice).collect()
    }

    /// A header that goes on, or that of another table.
    fn is_another_header(
        &self,
        row: &Row<'_>,
        head: &Head,
        after_gap: bool,
        is_first: bool,
    ) -> Result<(), Diagnostic> {
        let behind = || row.cells.iter().zip(&head.names).enumerate().filter(|(at, _)| *at != self.category);
        let repeats = |(_, (cell, name)): (usize, (&super::Cell<'_>, &Option<String>))| {
            cell.name().as_deref() == name.as_deref()
        };
        let is_word = |(_, (cell, _)): (usize, (&super::Cell<'_>, &Option<String>))| match &cell.value {
            Value::Text(text) => {
                let text = text.trim();
                text.is_empty()
                    || !(is_figure(cell, self.reading.spec)
                        || self.reading.is_missing(text)
                        || self.reading.is_zero(text)
                        || text.contains(|sign: char| sign.is_ascii_digit()))
            }
            Value::Empty => true,
            _ => false,
        };
        let filled = behind().filter(|(_, (cell, _))| !cell.is_empty()).count();
        let begins_alike = row.cells[self.category].name().as_deref() == head.names[self.category].as_deref();
        if filled > 0
            && (begins_alike && behind().all(repeats) || after_gap && filled > 1 && behind().all(is_word))
        {
            return Err(row
                .fault(Code::SeveralTables, self.category, "another table begins here")
                .hint("name the rows or cells of one table, as in `rows: '3:12'` or `range: A3:C12`"));
        }
        let header = self.reading.spec.header;
        if is_first
            && header.is_none()
            && filled > 1
            && behind().all(is_word)
            && self.reading.spec.long.is_none()
        {
            return Err(row.fault(Code::HeaderRows, self.category, "this row has words where figures are due: the header goes on here").hint(
                "declare `header: 2`: the rows are joined, as in `Wohnort / Stadt`; words for missing figures are declared with `empty`",
            ));
        }
        Ok(())
    }

    /// A row of sizes that would be drawn as an answer.
    fn is_undeclared_base(&self, row: &Row<'_>, name: &str) -> Result<(), Diagnostic> {
        let behind =
            || row.cells.iter().enumerate().filter(|(at, cell)| *at != self.category && !cell.is_empty());
        let is_whole = behind()
            .all(|(_, cell)| number(cell, self.reading.spec).is_some_and(|value| value.fract() == 0.0));
        if !is_whole || !means_base(name) || self.reading.spec.long.is_some() {
            return Ok(());
        }
        Err(row.fault(Code::UndeclaredBaseRow, self.category, &format!("`{name}` says how many answered and is no answer")).hint(
            format!("declare `base-row: '{name}'`: n of each column is taken from it; or leave it out with `skip: ['{name}']`"),
        ))
    }

    /// A range such as 6-9 becomes a date when it is typed; waves are dates too, but then all names are.
    fn look_at_date(&mut self, row: &Row<'_>, name: &str) {
        let cell = &row.cells[self.category];
        let typed = match &cell.value {
            Value::Date(date) => {
                typed_before(date.moment, date.precision).map_or(Some(None), |typed| Some(Some(typed)))
            }
            Value::Text(text) => range_turned_into_date(text).map(Some),
            _ => None,
        };
        if let Some((_, all)) = &mut self.date {
            *all &= typed.is_some();
        }
        let Some(typed) = typed.filter(|_| self.date.is_none() && self.reading.labels.find(name).is_none())
        else {
            return;
        };
        let shown = cell.shown().map_or(String::new(), |shown| format!(", shown as `{shown}`"));
        let probably =
            typed.as_ref().map_or(String::new(), |typed| format!("; probably `{typed}` was typed"));
        let message = match &cell.value {
            Value::Text(_) => format!("the name `{name}` was turned into a date{probably}"),
            _ => format!("the name is a date cell, `{name}`{shown}{probably}"),
        };
        let hint = format!(
            "store the name as text, or name it here: `labels: {{'{name}': '{}'}}`",
            typed.as_deref().unwrap_or("…")
        );
        let fault = row.fault(Code::NameIsDate, self.category, &message).hint(hint);
        self.date = Some((fault, self.names == 0));
    }

    /// The fault about a name that is a date, where others are none.
    pub(crate) fn date_fault(&mut self) -> Option<Diagnostic> {
        self.date.take().filter(|(_, all)| !all).map(|(fault, _)| fault)
    }

    /// Counts and shares of an answer in rows below each other: one of them is read.
    fn take_turn(&mut self, row: &Row<'_>, name: Option<Cow<'_, str>>) -> Result<Kind, Diagnostic> {
        let turns = &self.reading.spec.turns;
        if turns.is_empty() {
            return Ok(Kind::Answer(None));
        }
        let at = self.turn % turns.len();
        self.turn += 1;
        match (at, name) {
            (0, Some(name)) => self.turn_name = name.into_owned(),
            (0, None) => {
                return Err(row.fault(Code::WrongTurns, self.category, "an answer is due here, but the row has no name").hint(
                    "`turns` names what each row of an answer holds, in the order of the rows: `turns: [count, percent]`",
                ));
            }
            (_, Some(name)) if *name != self.turn_name => {
                let message = format!(
                    "`{name}` begins here, but `{}` has only {at} of {} rows",
                    self.turn_name,
                    turns.len()
                );
                return Err(row.fault(Code::WrongTurns, self.category, &message).hint(
                    "`turns` names what each row of an answer holds, in the order of the rows: `turns: [count, percent]`",
                ));
            }
            _ => {}
        }
        let wanted = if self.reading.percent { Turn::Percent } else { Turn::Count };
        match turns[at] == wanted {
            true => Ok(Kind::Answer(Some(self.turn_name.clone()))),
            false => Ok(Kind::Other),
        }
    }

    /// The fault about an answer that lacks rows at the end.
    pub(crate) fn open_turn(&self) -> Option<Diagnostic> {
        let turns = self.reading.spec.turns.len();
        let missing = turns > 0 && !self.turn.is_multiple_of(turns);
        missing.then(|| {
            let message = format!("`{}` has {} of {turns} rows", self.turn_name, self.turn % turns);
            Diagnostic::error(Code::WrongTurns, self.reading.spec.file.span.clone(), message).hint(
                "let the range end with a whole answer; `turns` names what each of its rows holds: `turns: [count, percent]`",
            )
        })
    }
}

/// Whether a row holds letters that name columns, of which there are so many, as tests of significance do below the figures:
/// `B`, `A, C`.
fn are_letters(row: &Row<'_>, reading: Reading<'_>, columns: usize) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty()).peekable();
    let is_letter = |cell: &super::Cell<'_>| {
        let Value::Text(text) = &cell.value else { return false };
        if reading.is_missing(text) || reading.is_zero(text) {
            return false;
        }
        let names_column = |sign: char| sign.is_ascii_uppercase() && usize::from(sign as u8 - b'A') < columns;
        let mut parts = text.split([',', ' ', '/']).filter(|part| !part.is_empty()).peekable();
        parts.peek().is_some() && parts.all(|part| part.len() <= 8 && part.chars().all(names_column))
    };
    filled.peek().is_some() && filled.all(is_letter)
}

/// What to do about hidden cells.
pub(crate) const HIDDEN: &str =
    "declare `hidden: skip` to leave hidden rows and columns out, or `hidden: read` to read them";

/// A warning at a cell.
pub(crate) fn warning(code: Code, spot: &Spot, message: &str) -> Diagnostic {
    let fault = spot.clone().error(code, message);
    Diagnostic::warning(code, fault.span, fault.message)
}

fn short(name: &str) -> String {
    match name.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &name[..at]),
        None => name.to_owned(),
    }
}
