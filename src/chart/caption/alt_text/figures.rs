//! All figures of a chart, read aloud row by row.

use super::range;
use crate::chart::data::intervals::mark_in_words;
use crate::chart::data::{ChartData, Row, RowKind};
use crate::chart::totals::Total;
use crate::language::{Language, fill, number, voice};
use crate::spec::chart::Kind;

/// A sentence with all figures, or one for each group of rows.
pub(super) fn all(kind: Kind, shown: &ChartData, totals: &[Total], language: Language) -> Vec<String> {
    let mut sentences: Vec<(Option<usize>, Vec<String>)> = Vec::new();
    for (at, row) in shown.rows.iter().enumerate() {
        let said = match kind {
            Kind::KeyFigures => tile(row, shown, language),
            _ => self::row((at, row), shown, totals, language),
        };
        match sentences.last_mut() {
            Some((group, rows)) if *group == row.group => rows.push(said),
            _ => sentences.push((row.group, vec![said])),
        }
    }
    let mut all: Vec<String> = Vec::new();
    for (group, rows) in sentences {
        let heading = group.and_then(|at| shown.groups.get(at)).filter(|heading| !heading.is_empty());
        let rows = rows.join("; ");
        all.push(heading.map_or(rows.clone(), |heading| format!("{heading}: {rows}")));
    }
    if !shown.is_by_item() {
        all.extend(totals.iter().map(|total| {
            let values = total.values.iter().enumerate().map(|(column, value)| {
                let value = shown.speak(None, column, *value, language);
                named(shown.columns.get(column).map_or("", |column| &column.name), &value, language)
            });
            format!("{}: {}", sum_name(total, language), values.collect::<Vec<_>>().join(", "))
        }));
    }
    all
}

/// `E-Rechnung: im Einsatz: 20 %, geplant: 64 %`, or `erhöhen: 54 %`.
fn row((at, row): (usize, &Row), shown: &ChartData, totals: &[Total], language: Language) -> String {
    let mut name = voice::name(&row.name, language);
    let mut asides = Vec::new();
    asides.extend((row.kind == RowKind::Net).then_some(language.words().net));
    let is_marked = row.highlighted && shown.rows.iter().any(|row| !row.highlighted);
    asides.extend(is_marked.then_some(language.voice().highlighted));
    if !asides.is_empty() {
        name.push_str(&format!(" ({})", asides.join(", ")));
    }
    let headings = shown.table.as_ref().map_or(&[][..], |table| &table.texts);
    let mut said: Vec<String> = headings
        .iter()
        .zip(&row.texts)
        .filter(|(_, text)| !text.is_empty())
        .map(|(heading, text)| format!("{heading}: {text}"))
        .collect();
    said.extend((0..row.values.len()).map(|column| cell(row, column, shown, language)));
    if shown.is_by_item() {
        let values = totals.iter().filter_map(|total| Some((total, (*total.values.get(at)?)?)));
        said.extend(values.map(|(total, value)| {
            format!("{}: {}", sum_name(total, language), shown.speak(None, 0, Some(value), language))
        }));
    }
    format!("{name}: {}", said.join(", "))
}

/// A figure after the name of its column, with its interval and what its significance mark says.
fn cell(row: &Row, column: usize, shown: &ChartData, language: Language) -> String {
    let mut value = shown.speak(Some(row), column, row.values.get(column).copied().flatten(), language);
    let mut asides = Vec::new();
    if let Some((low, high)) = row.interval(column) {
        let low = match shown.style_of(None, column) {
            Some(_) => shown.speak(Some(row), column, Some(low), language),
            None => voice::figure(&number::number(low, shown.decimals, language), language),
        };
        let high = shown.speak(Some(row), column, Some(high), language);
        asides.push(fill(language.voice().interval, &[&range(&low, &high, language)]));
    }
    let mark = mark_in_words(shown, row, column, language);
    asides.extend((!mark.is_empty()).then_some(mark));
    // Of two columns, the second has the test; of more, the manifest has all of them.
    if let Some(p) = row.p_value(column).filter(|_| column == 1 && !shown.compares_answers) {
        let p = number::p_value(p, language);
        let sign = if p.starts_with('<') { "" } else { "=\u{a0}" };
        asides.push(format!("p\u{a0}{sign}{p}"));
    }
    if !asides.is_empty() {
        value.push_str(&format!(" ({})", asides.join(", ")));
    }
    named(shown.columns.get(column).map_or("", |column| &column.name), &value, language)
}

/// The name of a sum: where it lists its parts, with a word between them.
pub(super) fn sum_name(total: &Total, language: Language) -> String {
    total.name.replace(" + ", language.words().and)
}

/// A figure after a name, which may be empty.
pub(super) fn named(name: &str, value: &str, language: Language) -> String {
    if name.is_empty() { value.to_owned() } else { format!("{}: {value}", voice::name(name, language)) }
}

/// `54 % wollen ihr Budget erhöhen`: the label of a key figure continues from its number.
fn tile(row: &Row, shown: &ChartData, language: Language) -> String {
    let values: Vec<String> =
        row.values.iter().map(|value| shown.speak(Some(row), 0, *value, language)).collect();
    format!("{} {}", values.join(", "), row.name)
}
