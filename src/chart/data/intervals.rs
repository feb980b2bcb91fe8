//! The uncertainty of a chart's figures: confidence intervals and significance marks.

use super::{ChartData, Column, Row, RowKind, Uncertainty};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::language::{Language, fill};
use crate::spec::chart::{ChartSpec, Intervals};
use crate::spec::compared::Compared;
use crate::survey::confidence::{Confidence, Sampling};
use crate::survey::series::{By, QuestionType, Series, Unit};

/// The mark of a figure significantly higher than that of the first column.
pub const HIGHER: &str = "▲";
/// The mark of a figure significantly lower than that of the first column.
pub const LOWER: &str = "▼";

/// The most columns that are compared, each with each: a letter names each of them.
const MOST_COMPARED: usize = 26;

/// Adds the intervals and marks that the spec asks for, or reports why they cannot be computed.
pub(crate) fn add(spec: &ChartSpec, series: &Series, shown: &mut ChartData, sink: &Diagnostics) {
    let before = sink.len();
    check(spec, series, shown, sink);
    if sink.len() > before || (spec.intervals.is_none() && spec.significance.is_none()) {
        return;
    }
    let confidence = series.survey.confidence;
    let of = spec.significance.as_ref().map(|found| found.value);
    let compared = of == Some(Compared::Columns);
    let columns: Vec<String> = shown.columns.iter().map(|column| column.name.clone()).collect();
    for column in shown.columns.iter_mut().filter(|_| compared) {
        column.untested = series
            .base
            .as_ref()
            .and_then(|base| base.size(&column.name))
            .is_some_and(|n| n < confidence.least);
    }
    let pairs = if compared { pairs(&shown.columns) } else { Vec::new() };
    let own: Vec<usize> = columns.iter().map(|name| series.column(name).unwrap_or(0)).collect();
    for row in shown.rows.iter_mut().filter(|row| row.kind != RowKind::Remainder) {
        let sized = |(value, column): (&Option<f64>, &String)| {
            value.filter(|_| size(series, &row.name, column).is_some())
        };
        let shares: Vec<Option<f64>> = row.exact.iter().zip(&columns).map(sized).collect();
        let chance = |one: (usize, f64), other: (usize, f64)| {
            series.chance(&row.name, (own[one.0], one.1), (own[other.0], other.1))
        };
        let tests = tests(&shares, &pairs, &confidence, &chance);
        let interval = |column: usize, share: f64| series.interval(&row.name, &columns[column], share);
        let note = |(column, share): (usize, &Option<f64>)| Uncertainty {
            interval: share.filter(|_| spec.intervals.is_some()).and_then(|share| interval(column, share)),
            mark: mark(column, &shares, &tests, &confidence),
            tests: tests.iter().filter_map(|test| test.against(column)).collect(),
        };
        row.notes = shares.iter().enumerate().map(note).collect();
    }
    if of == Some(Compared::Answers) {
        answers(series, shown, &confidence, &own);
    }
    shown.error_bars = spec.intervals.as_ref().is_some_and(|found| found.value == Intervals::Bars);
    if compared && shown.columns.len() > 2 {
        for (index, column) in shown.columns.iter_mut().enumerate() {
            column.name = format!("{} ({})", column.name, letter(index));
        }
    }
}

/// Tests the answers of each column against each other, which the same respondents gave. The tests of a column are corrected
/// together.
fn answers(series: &Series, shown: &mut ChartData, confidence: &Confidence, own: &[usize]) {
    shown.compares_answers = true;
    let tested: Vec<usize> =
        (0..shown.rows.len()).filter(|row| shown.rows[*row].kind != RowKind::Remainder).collect();
    let places: Vec<Option<usize>> = shown.rows.iter().map(|row| series.row(&row.name)).collect();
    let with = |place: usize| tested[..place].iter().map(move |one| (*one, place));
    let pairs: Vec<(usize, usize)> =
        (0..tested.len()).flat_map(with).map(|(one, place)| (one, tested[place])).collect();
    for (column, of) in own.iter().enumerate() {
        if shown.columns[column].untested {
            continue;
        }
        let shares: Vec<Option<f64>> =
            shown.rows.iter().map(|row| row.exact.get(column).copied().flatten()).collect();
        let chance = |one: (usize, f64), other: (usize, f64)| {
            series.chance_of_answers((places[one.0]?, one.1), (places[other.0]?, other.1), *of)
        };
        let tests = tests(&shares, &pairs, confidence, &chance);
        for (at, row) in shown.rows.iter_mut().enumerate() {
            let found = tests.iter().filter_map(|test| test.against(at)).collect();
            if let Some(note) = row.notes.get_mut(column) {
                note.mark = letters(at, &shares, &tests, confidence);
                note.tests = found;
            }
        }
    }
    for (at, row) in shown.rows.iter_mut().enumerate().filter(|(_, row)| row.kind != RowKind::Remainder) {
        row.name = format!("{} ({})", row.name, letter(at));
    }
}

/// The effective sample size of a cell.
fn size(series: &Series, row: &str, column: &str) -> Option<f64> {
    series.base.as_ref()?.effective_in(row, column).filter(|n| *n > 0.0)
}

/// The pairs of columns that are compared, each by its place in the chart.
fn pairs(columns: &[Column]) -> Vec<(usize, usize)> {
    let tested: Vec<usize> = (0..columns.len()).filter(|at| !columns[*at].untested).collect();
    let with = |place: usize| tested[..place].iter().map(move |one| (*one, place));
    (0..tested.len()).flat_map(with).map(|(one, place)| (one, tested[place])).collect()
}

/// A test of two columns: the first is above the second or not, with its p-value.
struct Test {
    columns: (usize, usize),
    p: f64,
}

impl Test {
    /// What a column is tested against, and the p-value. Of two columns, the second has the mark.
    fn against(&self, column: usize) -> Option<(usize, f64)> {
        match self.columns {
            (one, other) if other == column => Some((one, self.p)),
            (one, other) if one == column => Some((other, self.p)),
            _ => None,
        }
    }
}

/// The tests of a row, corrected together. `chance` gives the p-value of two columns, each with its share.
fn tests(
    shares: &[Option<f64>],
    pairs: &[(usize, usize)],
    confidence: &Confidence,
    chance: &dyn Fn((usize, f64), (usize, f64)) -> Option<f64>,
) -> Vec<Test> {
    let share = |column: usize| Some((column, (*shares.get(column)?)?));
    let test = |columns: &(usize, usize)| {
        let p = chance(share(columns.0)?, share(columns.1)?)?;
        Some(Test { columns: *columns, p })
    };
    let mut tests: Vec<Test> = pairs.iter().filter_map(test).collect();
    let mut values: Vec<f64> = tests.iter().map(|test| test.p).collect();
    confidence.correction.adjust(&mut values);
    tests.iter_mut().zip(values).for_each(|(test, p)| test.p = p);
    tests
}

/// The mark of a share: of two columns, an arrow at the second; of more, the letters of the columns that it exceeds.
fn mark(column: usize, shares: &[Option<f64>], tests: &[Test], confidence: &Confidence) -> String {
    if shares.len() != 2 {
        return letters(column, shares, tests, confidence);
    }
    let Some(own) = shares[column] else { return String::new() };
    let found = tests.iter().filter(|test| confidence.is_significant(test.p));
    let found = found.filter_map(|test| test.against(column));
    let mut found = found.filter_map(|(other, _)| shares[other]);
    match found.next().filter(|_| column == 1) {
        Some(first) if own > first => HIGHER.into(),
        Some(_) => LOWER.into(),
        None => String::new(),
    }
}

/// The letters of those that a share exceeds.
fn letters(at: usize, shares: &[Option<f64>], tests: &[Test], confidence: &Confidence) -> String {
    let Some(own) = shares[at] else { return String::new() };
    let found = tests.iter().filter(|test| confidence.is_significant(test.p));
    let found = found.filter_map(|test| test.against(at));
    let lower = found.filter(|(other, _)| shares[*other].is_some_and(|other| own > other));
    lower.map(|(other, _)| letter(other)).collect()
}

/// The mark of a figure in words; empty without. The letters are replaced by the names of their columns.
pub fn mark_in_words(shown: &ChartData, row: &Row, column: usize, language: Language) -> String {
    let words = language.words();
    let mark = row.notes.get(column).map_or("", |note| note.mark.as_str());
    let name = |index: usize| tested_against(shown, index);
    match mark {
        "" => String::new(),
        HIGHER => fill(words.higher_than, &[name(0)]),
        LOWER => fill(words.lower_than, &[name(0)]),
        letters => {
            let names: Vec<&str> = letters.bytes().map(|c| name(usize::from(c.wrapping_sub(b'A')))).collect();
            fill(words.higher_than, &[&names.join(", ")])
        }
    }
}

/// The name of a row or column without the letter that tests add to it, if they did.
pub fn without_letter(name: &str, has_letter: bool) -> &str {
    let before = || {
        let (before, letter) = name.strip_suffix(')')?.rsplit_once(" (")?;
        (letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(before)
    };
    if has_letter { before().unwrap_or(name) } else { name }
}

/// What a test of a figure is against: another column, or another answer.
pub fn tested_against(shown: &ChartData, index: usize) -> &str {
    match shown.compares_answers {
        true => shown.rows.get(index).map_or("", |row| row.name.as_str()),
        false => shown.columns.get(index).map_or("", |column| column.name.as_str()),
    }
}

/// The letter that names a column or an answer in marks.
pub fn letter(index: usize) -> char {
    char::from(b'A' + (index % MOST_COMPARED) as u8)
}

/// Intervals and marks must suit the kind of chart and the figures, and need base sizes.
fn check(spec: &ChartSpec, series: &Series, shown: &ChartData, sink: &Diagnostics) {
    let kind = spec.kind.value;
    let misplaced = |span: &Span, message: String, hint: &str| {
        sink.push(Diagnostic::error(Code::MisplacedKey, span.clone(), message).hint(hint.to_owned()));
    };
    let significance = spec.significance.as_ref().map(|found| &found.span);
    let asked = [spec.intervals.as_ref().map(|found| &found.span), significance];
    let of_answers = spec.significance.as_ref().is_some_and(|found| found.value == Compared::Answers);
    let shares = series.unit == Unit::Percent && series.question_type != QuestionType::Numeric;
    if let (false, Some(span)) = (shares, asked.into_iter().flatten().next()) {
        misplaced(
            span,
            format!("the figures of `{}` are not shares of respondents", series.id),
            "remove the key",
        );
        return;
    }
    let forbidden = series.survey.sampling.and_then(Sampling::forbids_margins);
    if let (Some(why), Some(span)) = (forbidden, asked.into_iter().flatten().next()) {
        let message = format!("`{}` has no intervals and tests: {why}", series.id);
        misplaced(span, message, "remove the key, or correct `sampling` in `survey`");
        return;
    }
    if let Some(found) = spec.intervals.as_ref().filter(|found| found.value == Intervals::Bars)
        && !kind.facts().error_bars
    {
        let message = format!("`{}` cannot show error bars", kind.name());
        misplaced(&found.span, message, "write `intervals: table`, or use a chart of bars, columns or dots");
    }
    if let Some(span) = significance.filter(|_| of_answers) {
        let rows = shown.rows.iter().filter(|row| row.kind != RowKind::Remainder).count();
        let hint = if !kind.facts().prints_columns || series.by == By::Item || rows < 2 {
            "use `table`, `grouped-bar` or `heatmap` with a row for each answer"
        } else if series.both(0, 1, 0).is_none() {
            "count them from the answers of respondents: nobody knows from shares alone how many gave both of two answers"
        } else if shown.rows.len() > MOST_COMPARED {
            "name at most 26 answers with `categories`"
        } else {
            return;
        };
        misplaced(span, format!("`{}` of `{}` compares no answers", kind.name(), series.id), hint);
        return;
    }
    if let Some(span) = significance
        && (!kind.facts().prints_columns || series.by == By::Item || shown.columns.len() < 2)
    {
        let message = format!("`{}` of `{}` compares no groups or waves", kind.name(), series.id);
        let hint = "use `grouped-bar`, `grouped-column`, `heatmap` or `table` with a column for each group";
        misplaced(span, message, hint);
        return;
    }
    if let Some(span) = significance.filter(|_| shown.columns.len() > MOST_COMPARED) {
        let message = format!("{} columns are compared, more than there are letters", shown.columns.len());
        misplaced(span, message, "name at most 26 columns with `columns`");
        return;
    }
    let sized = |column: &str| match spec.significance {
        // If groups share one size, the size of each is unknown.
        Some(_) => series.base.as_ref().is_some_and(|base| base.own_size(column).is_some()),
        None => shown.rows.iter().all(|row| size(series, &row.name, column).is_some()),
    };
    // Columns that are hidden, or whose size is, get no interval and no mark.
    let asked_of = |column: &&Column| !column.remainder && column.hidden.or(column.hidden_n).is_none();
    let unsized_column = shown.columns.iter().filter(asked_of).find(|column| !sized(&column.name));
    if let (Some(column), Some(span)) = (unsized_column, asked.into_iter().flatten().next()) {
        let (of, hint) = match column.name.as_str() {
            "" => (format!("`{}`", series.id), "add `base: {label: …, n: 623}` to the series".to_owned()),
            name => (
                format!("`{name}` in `{}`", series.id),
                format!("add `base: {{label: …, n: 623, columns: {{{name}: 300, …}}}}` to the series"),
            ),
        };
        let message = format!("the base size of {of} is unknown");
        sink.push(
            Diagnostic::error(Code::UnknownSize, span.clone(), message)
                .hint(hint)
                .related(series.span.clone(), "the series is defined here"),
        );
    }
}

/// Whether any figure of the row has a significance mark.
pub fn is_marked(row: &Row) -> bool {
    row.notes.iter().any(|note| !note.mark.is_empty())
}
