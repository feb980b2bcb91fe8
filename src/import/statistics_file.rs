//! Files of statistics programs, which know their variables: read like tables whose columns have labels.

use super::binary::Broken;
use super::dta::Dta;
use super::exports::columns::{Column, Export, Question};
use super::reader::Reader;
use super::refusal::Unreadable;
use super::sav::Sav;
use super::source_spec::SourceSpec;
use super::source_spec::format::Format;
use super::table::{At, Cell, Origin, Row, Value};
use super::variables::{Variable, Variables};
use super::{Content, dta, sav};
use crate::diagnostic::{Code, Diagnostic};
use crate::survey::names::folded;

/// The variables of a file of SPSS or Stata, by the ending of its name.
///
/// # Errors
/// Where the file cannot be read, or is of another kind.
pub fn variables(name: &str, content: &mut dyn Content) -> Result<Variables, Unreadable> {
    match ending(name).as_str() {
        "sav" | "zsav" => sav::variables(content).map_err(Broken::refusal),
        "dta" => dta::variables(content).map_err(Broken::refusal),
        _ => Err(Unreadable::new(
            Code::UnknownFormat,
            "files of this kind say nothing of their variables",
            "`.sav`, `.zsav` and `.dta` do",
        )),
    }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// A file of a statistics program that is open.
enum File<'c> {
    Spss(Box<Sav<'c>>),
    Stata(Box<Dta<'c>>),
}

impl<'c> File<'c> {
    fn open(name: &str, content: &'c mut dyn Content) -> Result<Self, Broken> {
        Ok(match ending(name).as_str() {
            "dta" => Self::Stata(Box::new(Dta::open(content)?)),
            _ => Self::Spss(Box::new(Sav::open(content)?)),
        })
    }

    fn variables(&self) -> &Variables {
        match self {
            Self::Spss(file) => file.variables(),
            Self::Stata(file) => file.variables(),
        }
    }

    /// Steps to the next respondent; says whether there is one.
    fn step(&mut self) -> Result<bool, Broken> {
        match self {
            Self::Spss(file) => file.step(),
            Self::Stata(file) => file.step(),
        }
    }

    fn cell(&self, variable: usize) -> Value<'_> {
        match self {
            Self::Spss(file) => file.cell(variable),
            Self::Stata(file) => file.cell(variable),
        }
    }
}

/// Reads a file: its variables are columns, its respondents are rows.
pub(super) fn read(
    content: &mut dyn Content,
    spec: &SourceSpec,
    reader: &mut Reader<'_>,
) -> Result<(), Unreadable> {
    let mut file = File::open(&spec.file.value, content).map_err(Broken::refusal)?;
    let variables = file.variables().clone();
    let (name, named) = (spec.file.value.as_str(), &spec.file.span);
    let all: Vec<usize> = (0..variables.list.len()).collect();
    let names = names(&variables, &all);
    let is_counted = spec.tabulate.is_some();
    describe(&variables, &all, is_counted, reader);
    if let Some(weight) = variables.weight.as_deref().filter(|_| reader.is_weight_open()) {
        reader.warn(unused_weight(weight, spec));
    }
    let origin = Origin::Columns { file: name, names: &names, named };
    if !reader.take(&Row { cells: head(&names), origin, hidden: false }) {
        return Ok(());
    }
    // Only what is asked for becomes cells: a survey has hundreds of variables, a series two.
    let wanted: Vec<usize> = all.into_iter().filter(|at| reader.wants(*at)).collect();
    let names = self::names(&variables, &wanted);
    reader.begin_again();
    describe(&variables, &wanted, is_counted, reader);
    let origin = Origin::Columns { file: name, names: &names, named };
    if !reader.take(&Row { cells: head(&names), origin, hidden: false }) {
        return Ok(());
    }
    let mut number = 0u32;
    while file.step().map_err(Broken::refusal)? {
        number = number.saturating_add(1);
        let cell = |(at, column): (&usize, u32)| {
            let mut cell = Cell::new(file.cell(*at), At::Cell(number, column));
            // Answers that are missing are sorted out where they are counted.
            let is_missing = |word: &str| variables.list[*at].missing.iter().any(|missing| missing.has(word));
            if !is_counted && cell.name().is_some_and(|word| is_missing(&word)) {
                cell.value = Value::Empty;
            }
            cell
        };
        let cells = wanted.iter().zip(0..).map(cell).collect();
        let origin = Origin::Columns { file: name, names: &names, named };
        if !reader.take(&Row { cells, origin, hidden: false }) {
            return Ok(());
        }
    }
    Ok(())
}

/// A warning where the file is weighted, and nobody says whether its answers are to be counted so.
fn unused_weight(weight: &str, spec: &SourceSpec) -> Diagnostic {
    let message = format!(
        "`{}` is weighted by `{weight}`, but its answers are counted without weights",
        spec.file.value
    );
    Diagnostic::warning(Code::UnusedWeight, spec.file.span.clone(), message)
        .hint(format!("add `weight: {weight}`, or `weight: none` if all respondents count alike"))
}

fn names(variables: &Variables, wanted: &[usize]) -> Vec<String> {
    wanted.iter().filter_map(|at| variables.list.get(*at)).map(|variable| variable.name.clone()).collect()
}

/// The names of columns as a header.
fn head(names: &[String]) -> Vec<Cell<'_>> {
    let cell = |(name, column): (&String, u32)| {
        Cell::new(Value::Text(name.as_str().to_owned().into()), At::Cell(0, column))
    };
    names.iter().zip(0..).map(cell).collect()
}

/// Tells the reader what the file says of some of its variables.
fn describe(variables: &Variables, wanted: &[usize], is_counted: bool, reader: &mut Reader<'_>) {
    let columns = wanted.iter().filter_map(|at| variables.list.get(*at));
    let column = |variable: &Variable| Column { name: variable.name.clone(), ..Column::default() };
    let mut export = Export::new(Format::Plain, 1, columns.clone().map(column).collect());
    export.sets.clone_from(&variables.sets);
    let of = |variable: &Variable| (folded(&variable.name).into_owned(), question(variable, is_counted));
    reader.describe(columns.map(of).collect());
    reader.expect(Some(export));
}

/// A variable as a question: the labels of its answers, and the values that are none. Where these are sorted out already,
/// they have no labels either.
fn question(variable: &Variable, is_counted: bool) -> Question {
    let Variable { label, mut values, missing, .. } = variable.clone();
    values.retain(|(code, _)| is_counted || !missing.iter().any(|missing| missing.has(code)));
    Question { wording: label, labels: values, missing }
}
