//! Rules on series as tables: what a table has more or less than its neighbour, and sums among its answers.

use std::collections::BTreeSet;

use super::Subject;
use super::levels::Report;
use crate::diagnostic::{Code, Diagnostic, some_of};
use crate::survey::names::{folded, means_net};
use crate::survey::series::{By, Series};
use crate::survey::sums;

/// A message names so many rows.
const MOST_NAMED: usize = 5;
/// Rows of a table among which sums are looked for.
const MOST_ROWS: usize = 200;

/// A net is drawn beside its parts where nobody declared it.
pub(super) fn check_nets(series: &Series, report: &mut Report) {
    let columns: Vec<Vec<Option<f64>>>;
    let (names, lines): (Vec<&str>, Vec<sums::Line<'_>>) = match series.by {
        By::Group => series
            .categories
            .iter()
            .map(|category| (category.name.as_str(), category.values.as_slice()))
            .unzip(),
        By::Item => {
            columns = (0..series.columns.len())
                .map(|column| series.categories.iter().map(|item| item.values[column]).collect())
                .collect();
            (series.columns.iter().map(String::as_str).collect(), columns.iter().map(Vec::as_slice).collect())
        }
    };
    if names.len() > MOST_ROWS {
        return;
    }
    for (at, name) in names.iter().enumerate().filter(|(_, name)| means_net(name)) {
        let rows: Vec<usize> = (0..names.len()).filter(|row| *row == at || !means_net(names[*row])).collect();
        let index = rows.partition_point(|row| *row < at);
        let Some(parts) = parts(&lines, &rows, index) else { continue };
        let parts: Vec<&str> = parts.iter().map(|part| names[*part]).collect();
        let message = format!(
            "`{name}` in `{}` is the sum of {} and is shown beside them as an answer of its own",
            series.id,
            quoted(&parts)
        );
        let list: Vec<String> = parts.iter().map(|name| format!("'{}'", name.replace('\'', "''"))).collect();
        let leave_out = match series.read_from {
            Some(_) => format!("leave it out with `skip: ['{name}']` in `data`"),
            None => "take it out of `values`".to_owned(),
        };
        let hint = format!("{leave_out}, and add it with `nets: {{'{name}': [{}]}}`", list.join(", "));
        report.add(Code::NetAsAnswer, &series.allow, series.span.clone(), message, hint);
    }
}

/// The answers that a net is the sum of: those beside it, or else those at its side of the scale.
fn parts(lines: &[sums::Line<'_>], rows: &[usize], index: usize) -> Option<Vec<usize>> {
    if rows.len() < 4 {
        return None;
    }
    sums::parts_of(lines, rows, index).or_else(|| {
        let net = rows[index];
        let others: Vec<usize> = rows.iter().copied().filter(|row| *row != net).collect();
        sums::run_of(lines, &others, net)
    })
}

/// Tables of one sheet that hold the same answers, but for some that one of them lacks: a range that is a row too short
/// reads no error anywhere.
pub(super) fn check_neighbours(subject: &Subject<'_>, report: &mut Report) {
    let shown: BTreeSet<&str> = subject.shown_series().map(|series| series.id.as_str()).collect();
    let mut tables: Vec<(&str, (u32, u32), &Series)> = subject
        .catalog
        .iter()
        .filter_map(|series| {
            let read = series.read_from.as_ref()?;
            // Rows that are counted are made by the program.
            read.respondents.is_none().then_some((read.file.as_str(), read.rows?, series))
        })
        .collect();
    tables.sort_by(|one, other| (one.0, one.1, &one.2.id).cmp(&(other.0, other.1, &other.2.id)));
    for pair in tables.windows(2) {
        let [(file, _, one), (other_file, _, other)] = pair else { continue };
        if file == other_file && [one, other].iter().any(|series| shown.contains(series.id.as_str())) {
            check_pair(one, other, report);
        }
    }
}

fn check_pair(one: &Series, other: &Series, report: &mut Report) {
    let (first, second) = (names(one), names(other));
    let (short, long, is_first) = match first.len() < second.len() {
        true => (&first, &second, true),
        false => (&second, &first, false),
    };
    let is_near = |missing: usize| missing > 0 && missing <= (short.len() / 2).max(1);
    if short.len() < 2 || !short.is_subset(long) || !is_near(long.len() - short.len()) {
        return;
    }
    let (shorter, longer) = if is_first { (one, other) } else { (other, one) };
    let missing: Vec<&str> = long.difference(short).map(|name| &**name).collect();
    if is_left_out(shorter, missing.len()) {
        return;
    }
    let message = format!(
        "`{}` has no row {}, but its neighbour `{}` in the same file has",
        shorter.id,
        quoted(&missing),
        longer.id
    );
    let hint = "let `range` or `rows` of both hold the same rows; if the question has fewer answers, say so: `allow: {rows-differ: …}`";
    if let Some(finding) = report.add(Code::RowsDiffer, &shorter.allow, shorter.span.clone(), message, hint) {
        relate(finding, longer);
    }
}

fn relate(finding: &mut Diagnostic, longer: &Series) {
    finding.related.push((longer.span.clone(), "the neighbour".into()));
}

/// Whether the author left out as many rows by name.
fn is_left_out(series: &Series, missing: usize) -> bool {
    let left_out = series.read_from.iter().flat_map(|read| &read.left_out);
    let by_name = left_out.filter(|(.., why)| why == "skipped by name" || why == "hidden");
    by_name.map(|(first, last, _)| (last - first + 1) as usize).sum::<usize>() >= missing
}

/// The names of all rows.
fn names(series: &Series) -> BTreeSet<std::borrow::Cow<'_, str>> {
    series.categories.iter().map(|category| folded(&category.name)).collect()
}

fn quoted(names: &[&str]) -> String {
    some_of(names.iter().map(|name| format!("`{name}`")), MOST_NAMED)
}
