//! Consistency checks on a series: its figures, its names, its keys for its question type, its dates.

use std::collections::BTreeSet;

use super::rounding;
use super::series::{By, QuestionType, Series, Unit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::fields::Fields;
use crate::spec::values::without_thousands;
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, date};

/// Shares must lie between 0 and 100, and so must their sums if they are parts of a whole.
pub(crate) fn figures(series: &Series, sink: &Diagnostics) {
    if series.unit == Unit::Count {
        return counts(series, sink);
    }
    if series.unit != Unit::Percent {
        return;
    }
    let mut sound = true;
    for category in &series.categories {
        for (column, value) in category.values.iter().enumerate() {
            let Some(value) = value.filter(|value| !rounding::is_share(*value)) else { continue };
            sound = false;
            let message = format!("{value} is not a share: shares lie between 0 and 100");
            let error = category.spot(column).error(Code::ShareOutOfRange, &message);
            sink.push(error.hint("correct the figure, or set `unit: count`, `unit: number` or, for changes in per cent, `unit: change`"));
        }
    }
    for line in 0..if sound { series.wholes() } else { 0 } {
        sink.extend(above_100(series, line));
    }
}

/// Given counts must be whole numbers from 0. Tabulated counts may be fractional: they may be weighted.
fn counts(series: &Series, sink: &Diagnostics) {
    for category in &series.categories {
        for (column, value) in category.values.iter().enumerate() {
            let is_given = category.spots.get(column).is_some_and(Option::is_some);
            let Some(value) = value.filter(|value| is_given && (value.fract() != 0.0 || *value < 0.0)) else {
                continue;
            };
            let message = format!("{value} is not a count: counts are whole numbers, 0 or more");
            let spot = category.spot(column);
            let written =
                spot.span.source.text.get(spot.span.start..spot.span.end).filter(|_| spot.cell.is_none());
            let hint = match written.and_then(without_thousands) {
                Some(whole) => format!("write `{whole}`: no sign between thousands; or set `unit: number`"),
                None => "correct the figure, or set `unit: number`".to_owned(),
            };
            sink.push(spot.error(Code::WrongNumber, &message).hint(hint));
        }
    }
}

/// Reports parts that add up to more than 100. Rounding may account for half a point per part.
fn above_100(series: &Series, line: usize) -> Option<Diagnostic> {
    let cells: Vec<(usize, usize)> = match series.by {
        By::Item => (0..series.width()).map(|column| (line, column)).collect(),
        By::Group => (0..series.categories.len()).map(|category| (category, line)).collect(),
    };
    let sum = series.whole(line).filter(|sum| *sum > 100.0 + 0.5 * cells.len() as f64)?;
    let name = match series.by {
        By::Item => Some(series.categories[line].name.as_str()),
        By::Group => series.columns.get(line).map(String::as_str),
    };
    let of = name.map_or_else(|| format!("`{}`", series.id), |name| format!("`{name}` in `{}`", series.id));
    // Floating noise: 33.4 + 33.3 + 33.3 must not print sixteen digits.
    let sum = (sum * 1e6).round() / 1e6;
    let message = format!("the parts of {of} add up to {sum}, more than 100");
    let mut error = Diagnostic::error(Code::PartsAbove100, series.span.clone(), message)
        .hint("correct a figure, or set `type: multiple` if several answers were allowed");
    for (category, column) in cells {
        let spot = series.categories[category].spot(column);
        if spot.cell.is_none() && series.categories[category].spots.get(column).is_some_and(Option::is_some) {
            error = error.related(spot.span, "a part");
        }
    }
    Some(error)
}

/// Years are columns, or items with their answers across; as answers they come from a table that lies on its side.
pub(crate) fn years(series: &Series, sink: &Diagnostics) {
    let is_year =
        |name: &str| name.len() == 4 && name.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year));
    let years =
        series.categories.len() > 2 && series.categories.iter().all(|category| is_year(&category.name));
    let asked = !matches!(series.question_type, QuestionType::Numeric) && series.by == By::Group;
    if let (true, true, true, Some(first)) =
        (years, asked, series.columns.len() > 1 && series.read_from.is_some(), series.categories.first())
    {
        let message =
            format!("the answers of `{}` are years: each row of the table is a point in time", series.id);
        sink.push(
            Diagnostic::warning(Code::YearsAsAnswers, first.span.clone(), message)
                .hint("declare `transpose: true` in `data`, so that years are columns; or set `by: item` where each row is a whole"),
        );
    }
}

/// The longest name in bytes: twice the longest answers of questionnaires. Anything longer is a text and would not
/// fit.
const LONGEST_NAME: usize = 1_000;

/// Names must fit on one line, and each must have one meaning.
pub(crate) fn names(series: &Series, sink: &Diagnostics) {
    let categories = series.categories.iter().map(|category| (category.name.as_str(), &category.span));
    let nets = series.nets.iter().map(|net| (net.name.as_str(), &net.span));
    let columns = series.columns.iter().map(|column| (column.as_str(), &series.span));
    for (name, span) in categories.clone().chain(nets.clone()).chain(columns) {
        if name.trim().is_empty() || name == "~" {
            let message = format!("an answer or column of `{}` has no name", series.id);
            sink.push(
                Diagnostic::error(Code::MissingName, span.clone(), message)
                    .hint("write its name before the colon"),
            );
        } else if name.len() > LONGEST_NAME {
            let begin: String = name.chars().take(40).collect();
            let message =
                format!("the name `{begin}…` is {} bytes long, more than {LONGEST_NAME}", name.len());
            sink.push(
                Diagnostic::error(Code::UnusableName, span.clone(), message)
                    .hint("use a short name here, and put the full wording into `question` or a text"),
            );
        } else if is_formula(name) {
            let message = format!("a spreadsheet program would take the name `{name}` for a formula");
            sink.push(
                Diagnostic::error(Code::UnusableName, span.clone(), message)
                    .hint("begin the name with a letter or digit: the figures are also written as CSV"),
            );
        } else if let Some(sign) = name.chars().find(|c| c.is_control() || is_invisible(*c)) {
            let message = format!("a name contains the invisible character U+{:04X}", u32::from(sign));
            sink.push(
                Diagnostic::error(Code::UnusableName, span.clone(), message)
                    .hint("write the name on one line, without control characters"),
            );
        }
    }
    if let Some(rest) = &series.remainder {
        let taken = categories.chain(nets).find(|(name, _)| name == rest);
        if let Some((name, span)) = taken {
            let message = format!("`{name}` is also the name of the remainder");
            sink.push(
                Diagnostic::error(Code::RepeatedName, span.clone(), message)
                    .hint("give the remainder a name of its own, such as `not reported`"),
            );
        }
    }
    let names: Vec<&str> = match series.by {
        By::Group => series.categories.iter().map(|category| category.name.as_str()).collect(),
        By::Item => series.columns.iter().map(String::as_str).collect(),
    };
    let missing: BTreeSet<&str> = series.missing.iter().map(String::as_str).collect();
    if !names.is_empty() && names.iter().all(|name| missing.contains(name)) {
        let message = format!("`missing` lists all answers of `{}`: no valid answer is left", series.id);
        sink.push(
            Diagnostic::error(Code::MisplacedKey, series.span.clone(), message)
                .hint("list only non-response, such as `don't know`"),
        );
    }
}

/// Whether a spreadsheet program would evaluate the cell.
fn is_formula(name: &str) -> bool {
    name.starts_with('=') || (name.starts_with(['+', '-', '@']) && name.contains(['(', '|', '!']))
}

/// Characters that have no width or change the direction of the text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Reports keys without effect and names that match nothing: their author expects an effect.
pub(crate) fn keys(fields: &mut Fields<'_>, series: &Series, sink: &Diagnostics) {
    let kind = series.question_type;
    let mut only = |key: &'static str, fits: bool, whose: &str, hint: &str| {
        if fields.declares(key)
            && let Some((key, _)) = fields.entry(key).filter(|_| !fits)
        {
            let message = format!("`{}` applies only to {whose}", key.name);
            sink.push(Diagnostic::error(Code::MisplacedKey, key.span.clone(), message).hint(hint));
        }
    };
    only(
        "max-answers",
        kind == QuestionType::Multiple,
        "questions with several answers",
        "set `type: multiple`, or remove the key",
    );
    for key in ["neutral", "positive"] {
        only(key, kind == QuestionType::Scale, "scales", "set `type: scale`, or remove the key");
    }
    only(
        "remainder",
        series.unit == Unit::Percent && kind != QuestionType::Numeric,
        "shares that are parts of a whole",
        "remove the key",
    );
    let has_columns = !series.columns.is_empty() || series.categories.is_empty();
    let by_item = series.by == By::Item;
    only(
        "by",
        has_columns || !by_item,
        "series with several columns",
        "give each category a figure for each answer, as in `E-invoice: {in use: 20, planned: 64}`",
    );
    if let Some(of) = series.wave_of.as_ref().filter(|of| of.value == series.id) {
        let message = format!("`{}` cannot be another wave of itself", series.id);
        sink.push(
            Diagnostic::error(Code::UnknownSeries, of.span.clone(), message)
                .hint("name the series that asked the same at another time"),
        );
    }
    if let Some(node) = fields.node("base")
        && !series.categories.is_empty()
    {
        for key in sized(node, "columns").filter(|key| series.column(&key.name).is_none()) {
            let message = format!("`base` gives a size for `{}`, but there is no such column", key.name);
            let hint = match (series.columns.is_empty(), series.category(&key.name)) {
                (true, _) => "the figures have no columns: use `n` instead".to_owned(),
                (_, Some(_)) if by_item => "it is an item: write its size below `rows`".to_owned(),
                _ => suggest(&key.name, series.columns.iter().map(String::as_str)),
            };
            sink.push(Diagnostic::error(Code::UnknownColumn, key.span.clone(), message).hint(hint));
        }
        for key in sized(node, "rows") {
            if !by_item {
                let message =
                    "`rows` gives the sizes of items, but the categories are answers to one question";
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message)
                        .hint("set `by: item` where each category is a question of its own, else use `n`"),
                );
                break;
            }
            if series.category(&key.name).is_none() {
                let message = format!("`base` gives a size for `{}`, but there is no such item", key.name);
                let names = series.categories.iter().map(|category| category.name.as_str());
                let hint = suggest(&key.name, names.collect::<Vec<_>>());
                sink.push(Diagnostic::error(Code::UnknownCategory, key.span.clone(), message).hint(hint));
            }
        }
    }
}

/// Numbers that were counted as answers are shares or counts of these, never the numbers themselves.
pub(crate) fn counted_numbers(fields: &mut Fields<'_>, series: &Series, sink: &Diagnostics) {
    let is_counted = series.read_from.as_ref().is_some_and(|read| read.respondents.is_some());
    if series.question_type != QuestionType::Numeric || series.unit != Unit::Number || !is_counted {
        return;
    }
    let place = fields.entry("unit").map_or_else(|| series.span.clone(), |(key, _)| key.span.clone());
    let message = format!(
        "`{}` counts how often each number was answered, but `unit: number` shows these counts as the numbers",
        series.id
    );
    let hint = "for mean, median and quantiles make it a question of a `dataset`; for the distribution write `unit: percent` or `unit: count`";
    sink.push(Diagnostic::error(Code::MisplacedKey, place, message).hint(hint));
}

/// The names to which a base gives sizes.
fn sized<'n>(base: &'n Node, list: &str) -> impl Iterator<Item = &'n Key> {
    let map = |node: &'n Node| match &node.value {
        Value::Map(pairs) => pairs.as_slice(),
        _ => &[],
    };
    let found = map(base).iter().find(|(key, _)| key.name == list);
    found.into_iter().flat_map(move |(_, sizes)| map(sizes)).map(|(key, _)| key)
}

/// A survey cannot be published before its fieldwork begins.
pub(crate) fn dates(
    fieldwork: &Option<Spanned<String>>,
    published: &Option<Spanned<String>>,
    sink: &Diagnostics,
) {
    let field_period = fieldwork.as_ref().and_then(|found| date::period(found, sink));
    let publication = published.as_ref().and_then(|found| date::period(found, sink));
    if let (Some((begun, _)), Some((_, last)), Some(fieldwork), Some(published)) =
        (field_period, publication, fieldwork, published)
        && last < begun
    {
        let message = "the survey is published before its fieldwork begins";
        sink.push(
            Diagnostic::error(Code::WrongDate, published.span.clone(), message)
                .hint("correct one of the two dates")
                .related(fieldwork.span.clone(), "the fieldwork"),
        );
    }
}
