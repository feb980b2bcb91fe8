//! Alternative texts: plain facts in the document's language, no interpretation.

use super::base::base_of;
use super::data::{ChartData, Row, RowKind};
use super::notes::{Note, Target};
use super::references::ReferenceMark;
use crate::language::{Language, number};
use crate::spec::chart::{ChartSpec, Kind};

/// Up to this many figures, all are listed; beyond that, only the extremes.
const READ_ALL: usize = 18;

/// Describes a chart: its kind, its values (all of a small chart, the extremes of a large one), references, notes
/// and base.
pub fn describe(
    spec: &ChartSpec,
    shown: &ChartData,
    (references, notes): (&[ReferenceMark], &[Note]),
    language: Language,
) -> String {
    let facts = spec.kind.value.facts();
    let mut text = match language {
        Language::German => facts.german,
        Language::English => facts.english,
    }
    .to_owned();
    let count = shown.rows.len() * shown.columns.len();
    if count <= READ_ALL {
        text.push_str(": ");
        let read = if spec.kind.value == Kind::KeyFigures { read_sentence } else { read };
        let rows: Vec<String> = shown.rows.iter().map(|row| read(row, shown, language)).collect();
        text.push_str(&rows.join("; "));
        // An abbreviation such as "k. A." ends in a full stop already.
        if !text.ends_with('.') {
            text.push('.');
        }
    } else {
        text.push_str(&extremes(shown, language));
    }
    for mark in references {
        let from = shown.print(Some(mark.from), language);
        let value =
            if mark.is_line() { from } else { format!("{from}–{}", shown.print(Some(mark.to), language)) };
        let name = if mark.label.is_empty() { language.words().reference } else { &mark.label };
        text.push_str(&format!(" {name}: {value}."));
    }
    for note in notes {
        text.push_str(&format!(
            " {}{}: {}",
            language.words().footnote,
            about(note, shown, language),
            note.text
        ));
        if !text.ends_with(['.', '!', '?', ':']) {
            text.push('.');
        }
    }
    if let Some(base) = shown.sources.iter().find_map(|series| series.base.as_ref()) {
        text.push_str(&format!(" {}: {}.", language.words().base, base_of(base, shown, language)));
    }
    text
}

/// What a note is about: ` (E-Akte, 2021)`.
fn about(note: &Note, shown: &ChartData, language: Language) -> String {
    let row = |at: usize| shown.rows.get(at).map(|row| row.name.clone());
    let column = |at: usize| shown.columns.get(at).map(|column| column.name.clone());
    let names = match note.about {
        Target::Spot { row: at, column: of, value } => {
            let value = value.map(|value| shown.print_at(of.unwrap_or(0), Some(value), language));
            [at.and_then(row), of.and_then(column), value]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ")
        }
        Target::Rows(from, to) => [row(from), row(to)].into_iter().flatten().collect::<Vec<_>>().join("–"),
        Target::Columns(from, to) => {
            [column(from), column(to)].into_iter().flatten().collect::<Vec<_>>().join("–")
        }
    };
    if names.is_empty() { String::new() } else { format!(" ({names})") }
}

/// `E-Rechnung: im Einsatz 20 %, geplant 64 %`, or `erhöhen 54 %`.
fn read(row: &Row, shown: &ChartData, language: Language) -> String {
    let print = |column: usize| {
        let mut cell = shown.print_cell(row, column, language);
        if let Some(p) = row.p_value(column).filter(|_| column == 1) {
            let p = number::p_value(p, language);
            let sign = if p.starts_with('<') { "" } else { "=\u{a0}" };
            cell.push_str(&format!(" (p\u{a0}{sign}{p})"));
        }
        match row.interval(column) {
            Some(_) => format!("{cell} ({})", shown.print_interval(row, column, language)),
            None => cell,
        }
    };
    let note = match row.kind {
        RowKind::Net => format!(" ({})", language.words().net),
        _ => String::new(),
    };
    let texts = shown.table.as_ref().map_or(&[][..], |table| &table.texts);
    let texts = texts.iter().zip(&row.texts).filter(|(_, text)| !text.is_empty());
    let note = texts.fold(note, |note, (heading, text)| format!("{note} ({heading}: {text})"));
    match &shown.columns[..] {
        [only] if only.name.is_empty() => {
            format!("{}{note} {}", row.name, print(0))
        }
        columns => {
            let cells: Vec<String> = columns
                .iter()
                .enumerate()
                .map(|(index, column)| format!("{} {}", column.name, print(index)))
                .collect();
            format!("{}{note}: {}", row.name, cells.join(", "))
        }
    }
}

/// `54 % wollen ihr Budget erhöhen`: the label of a key figure continues from its number.
fn read_sentence(row: &Row, shown: &ChartData, language: Language) -> String {
    let values: Vec<String> = row.values.iter().map(|value| shown.print_in(row, *value, language)).collect();
    format!("{} {}", values.join(", "), row.name)
}

fn extremes(shown: &ChartData, language: Language) -> String {
    let mut sentences = String::new();
    for (index, column) in shown.columns.iter().enumerate() {
        let mut rows: Vec<&Row> = shown.rows.iter().filter(|row| row.values[index].is_some()).collect();
        rows.sort_by(|a, b| b.values[index].unwrap_or(0.0).total_cmp(&a.values[index].unwrap_or(0.0)));
        let name = if column.name.is_empty() { String::new() } else { format!(" {}:", column.name) };
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            if let Some(why) = column.hidden {
                sentences.push_str(&format!(".{name} {}", number::hidden(why, language)));
            }
            continue;
        };
        let (values, highest, lowest) = match language {
            Language::German => ("Werte", "höchster", "niedrigster"),
            Language::English => ("values", "highest", "lowest"),
        };
        sentences.push_str(&format!(
            ".{name} {} {values}, {highest} {} {}, {lowest} {} {}",
            rows.len(),
            first.name,
            shown.print_at(index, first.values[index], language),
            last.name,
            shown.print_at(index, last.values[index], language),
        ));
    }
    sentences.push('.');
    sentences
}
