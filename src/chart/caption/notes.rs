//! Notes on a chart: resolves their targets. The layout puts each into free space near its target, or else a
//! number there and the text below the marks.

use crate::chart::data::ChartData;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::Spanned;
use crate::spec::chart::ChartSpec;
use crate::spec::chart::annotation::{About, Annotation};
use crate::survey::names::same;

/// A note with its text filled in and its names looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The text.
    pub text: String,
    /// What it is about.
    pub about: Target,
    /// Whether its leader line ends in an arrow.
    pub arrow: bool,
}

/// What a note is about, by indices of rows and columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// A figure, all figures of a row or column, or a value in one.
    Spot {
        /// The row.
        row: Option<usize>,
        /// The column.
        column: Option<usize>,
        /// The value, if it is not the figure's own.
        value: Option<f64>,
    },
    /// All rows from one to another.
    Rows(usize, usize),
    /// All columns from one to another.
    Columns(usize, usize),
}

impl Note {
    /// Resolves the target of a note, or reports what does not exist.
    pub fn new(
        written: &Annotation,
        text: String,
        spec: &ChartSpec,
        shown: &ChartData,
        sink: &Diagnostics,
    ) -> Option<Self> {
        let about = match &written.about {
            About::Spot { category, column, value } => {
                let row = category.as_ref().map(|name| row(name, shown, sink));
                let column = column.as_ref().map(|name| self::column(name, shown, sink));
                if row == Some(None) || column == Some(None) {
                    return None;
                }
                let (row, column) = (row.flatten(), column.flatten());
                if let Some(value) = value
                    && !spec.kind.value.facts().axis.is_marked()
                {
                    let message = format!("`{}` has no value axis", spec.kind.value.name());
                    sink.push(
                        Diagnostic::error(Code::MisplacedKey, value.span.clone(), message)
                            .hint("name a `category`, and a `column` if there are several"),
                    );
                    return None;
                }
                Target::Spot { row, column, value: value.as_ref().map(|value| value.value) }
            }
            About::Range(from, to) => range(from, to, spec, shown, sink)?,
        };
        if is_empty(&about, shown) {
            let message = "there is no mark for this note: the figure was not published";
            sink.push(
                Diagnostic::error(Code::NoMark, written.span.clone(), message)
                    .hint("remove the note, or give it a `value` of its own"),
            );
            return None;
        }
        Some(Self { text, about, arrow: written.arrow })
    }
}

/// Whether the target has no figure, so that it has no mark.
fn is_empty(about: &Target, shown: &ChartData) -> bool {
    let Target::Spot { row, column, value: None } = about else { return false };
    let rows = shown.rows.iter().enumerate().filter(|(at, _)| row.is_none_or(|row| row == *at));
    let mut values = rows.flat_map(|(_, row)| row.values.iter().enumerate());
    !values.any(|(at, value)| column.is_none_or(|column| column == at) && value.is_some())
}

fn row(name: &Spanned<String>, shown: &ChartData, sink: &Diagnostics) -> Option<usize> {
    let names = || shown.rows.iter().map(|row| row.name.as_str());
    look_up(name, names().collect(), (Code::UnknownCategory, "category"), sink)
}

fn column(name: &Spanned<String>, shown: &ChartData, sink: &Diagnostics) -> Option<usize> {
    let names = || shown.columns.iter().map(|column| column.name.as_str());
    look_up(name, names().collect(), (Code::UnknownColumn, "column"), sink)
}

fn look_up(
    name: &Spanned<String>,
    names: Vec<&str>,
    (code, what): (Code, &str),
    sink: &Diagnostics,
) -> Option<usize> {
    let found = names.iter().position(|known| same(known, &name.value));
    if found.is_none() {
        let message = format!("this chart shows no {what} `{}`", name.value);
        sink.push(Diagnostic::error(code, name.span.clone(), message).hint(suggest(&name.value, names)));
    }
    found
}

/// A range of columns along an axis, or of categories.
fn range(
    from: &Spanned<String>,
    to: &Spanned<String>,
    spec: &ChartSpec,
    shown: &ChartData,
    sink: &Diagnostics,
) -> Option<Target> {
    let facts = spec.kind.value.facts();
    if !facts.spans {
        let message = format!("`{}` cannot mark a range", facts.name);
        sink.push(
            Diagnostic::error(Code::MisplacedKey, from.span.clone(), message)
                .hint("attach the note to one `category`, or put it into `notes`"),
        );
        return None;
    }
    let is_value = |name: &Spanned<String>| name.value.parse::<f64>().is_ok();
    let of_rows = shown.rows.iter().any(|row| same(&row.name, &from.value));
    if is_value(from) && is_value(to) && facts.axis.is_marked() && !facts.waves && !of_rows {
        let message = "this is a range of values, not of categories";
        sink.push(
            Diagnostic::error(Code::MisplacedKey, from.span.clone(), message)
                .hint("write it as `references: {from: …, to: …, label: …}`"),
        );
        return None;
    }
    let find = if facts.waves { column } else { row };
    let (first, last) = (find(from, shown, sink), find(to, shown, sink));
    let (first, last) = (first?, last?);
    let ends = (first.min(last), first.max(last));
    Some(if facts.waves { Target::Columns(ends.0, ends.1) } else { Target::Rows(ends.0, ends.1) })
}
