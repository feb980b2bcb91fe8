//! Type and unit of a series: what its figures add up to, and what the lines beside them say.

use super::grid::Grid;
use super::lines;
use super::rows::{Role, Row};
use super::tables::Region;
use super::wording::Wording;
use super::words;
use crate::survey::names::means_total;

/// Type and unit of a series, and why.
pub(super) struct Shape {
    pub(super) kind: &'static str,
    pub(super) why: String,
    pub(super) unit: &'static str,
    pub(super) by_item: bool,
    pub(super) scale: bool,
    /// A column that says 100 in each row.
    pub(super) total: Option<usize>,
}

pub(super) fn shape(
    grid: &Grid,
    region: &Region,
    rows: &[Row],
    said: &Wording,
    names: &[Option<String>],
    turns: &[&'static str],
    doubts: &mut Vec<String>,
) -> Shape {
    let at_turn = turns.iter().position(|word| *word == "percent");
    let answers: Vec<&Row> =
        rows.iter().filter(|row| matches!(row.role, Role::Answer | Role::Missing)).collect();
    let lines: Vec<Vec<Option<f64>>> = match at_turn {
        // The shares are in the rows below the names.
        Some(offset) => answers
            .iter()
            .map(|row| {
                let at = region.body.iter().position(|at| *at == row.at).map(|index| index + offset);
                let at = at.and_then(|index| region.body.get(index)).copied();
                let value = |column: &usize| Some(grid.figure(at?, *column)?.shown());
                region.columns.iter().map(value).collect()
            })
            .collect(),
        None => answers.iter().map(|row| row.values.clone()).collect(),
    };
    let answers_only: Vec<&str> =
        answers.iter().filter(|row| row.role == Role::Answer).map(|row| row.name.as_str()).collect();
    let figures = || lines.iter().flatten().flatten().copied();
    let largest = figures().fold(0.0, f64::max);
    let smallest = figures().fold(0.0, f64::min);
    let is_whole = figures().all(|value| value.fract() == 0.0);
    let marked = region.body.iter().any(|row| {
        region.columns.iter().any(|column| grid.figure(*row, *column).is_some_and(|figure| figure.percent))
    });
    let text = format!(
        "{} {} {}",
        said.all,
        names.iter().flatten().cloned().collect::<Vec<_>>().join(" "),
        grid.sheet.as_deref().unwrap_or_default()
    );
    let fractions = !marked && !lines.is_empty() && largest <= 1.0 && !is_whole && !lines::says_means(&text);
    let factor = if fractions { 100.0 } else { 1.0 };
    let sums: Vec<f64> = (0..region.columns.len())
        .map(|column| factor * lines.iter().filter_map(|line| line[column]).sum::<f64>())
        .collect();
    let tolerance = (0.5 * lines.len() as f64).clamp(1.0, 3.0);
    let whole = |sum: f64| (sum - 100.0).abs() <= tolerance;
    let share_of = |test: &dyn Fn(f64) -> bool| {
        let filled: Vec<f64> = sums.iter().copied().filter(|sum| *sum > 0.0).collect();
        !filled.is_empty() && 10 * filled.iter().filter(|sum| test(**sum)).count() >= 8 * filled.len()
    };
    let add_up = share_of(&whole) && lines.len() > 1;
    let total = total_column(&lines, region.columns.len());
    let row_sum = |line: &Vec<Option<f64>>| -> f64 {
        factor
            * line
                .iter()
                .enumerate()
                .filter(|(at, _)| Some(*at) != total)
                .filter_map(|(_, value)| *value)
                .sum::<f64>()
    };
    let width = region.columns.len() - usize::from(total.is_some());
    let by_item = !add_up
        && width > 1
        && lines.len() > 1
        && lines.iter().all(|line| (row_sum(line) - 100.0).abs() <= (0.5 * width as f64).clamp(1.0, 3.0));
    let total = total.filter(|_| by_item).or_else(|| {
        let sum = sum_of_periods(&lines, names)?;
        let name = names[sum].as_deref().unwrap_or_default();
        doubts.push(format!("`{name}` adds up the columns beside it, which are periods: it is left out"));
        Some(sum)
    });
    let means = rows.iter().all(|row| matches!(row.role, Role::Statistic | Role::Base | Role::OtherBase))
        || (lines::says_means(&text) && !marked && !add_up);
    let sized = largest <= 100.0 && smallest >= 0.0;
    let shape =
        |kind, why: &str, unit| Shape { kind, why: why.into(), unit, by_item, scale: fractions, total };
    if means {
        return Shape { scale: false, ..shape("numeric", "the figures are means", "number") };
    }
    let is_percent = sized && (marked || fractions || add_up || by_item || lines::says_percent(&text));
    if !is_percent {
        let base = rows
            .iter()
            .find(|row| row.role == Role::Base)
            .or(rows.iter().find(|row| row.role == Role::Total));
        let sums_to_base = base.is_some_and(|base| {
            base.values.iter().zip(&sums).all(|(n, sum)| n.is_none_or(|n| (n - sum).abs() < 1.5))
        });
        if is_whole && smallest >= 0.0 && (sums_to_base || lines::says_counts(&text)) {
            return match sums_to_base && lines.len() > 1 {
                true => shape("single", "the counts of each column add up to its total", "count"),
                false => shape("multiple", "the figures are counts; they do not add up to a total", "count"),
            };
        }
        if sized && base.is_some() && region.columns.len() > 1 {
            doubts.push(
                "no line says that the figures are shares; a base row and figures up to 100 suggest it"
                    .into(),
            );
        } else {
            doubts.push(
                "no line says what the figures are: set `unit` to `percent` or `count` if they are".into(),
            );
            return shape("numeric", "nothing says that the figures are shares or counts", "number");
        }
    }
    let names: Vec<&str> = names
        .iter()
        .flatten()
        .map(String::as_str)
        .filter(|name| !words::means_missing(name) && !means_total(name))
        .collect();
    if by_item {
        return match words::are_scale(&names) {
            true => shape(
                "scale",
                "the figures of each row add up to 100, and the columns are a scale",
                "percent",
            ),
            false => shape("single", "the figures of each row add up to 100", "percent"),
        };
    }
    let several = lines::says_several(&text);
    if add_up && !several {
        return match words::are_scale(&answers_only) {
            true => shape(
                "scale",
                "the shares of each column add up to 100, and the answers are a scale",
                "percent",
            ),
            false => shape("single", "the shares of each column add up to 100", "percent"),
        };
    }
    if several {
        return shape("multiple", "a line says that several answers were allowed", "percent");
    }
    if share_of(&|sum| sum > 100.0 + tolerance) {
        return shape("multiple", "the shares add up to more than 100", "percent");
    }
    doubts.push(
        "the shares do not add up to 100: several answers may have been allowed, or some are not shown"
            .into(),
    );
    shape("multiple", "the shares add up to less than 100", "percent")
}

/// The column that is the sum of the others, where these are months, quarters or years.
fn sum_of_periods(lines: &[Vec<Option<f64>>], names: &[Option<String>]) -> Option<usize> {
    let at = names.iter().position(|name| name.as_deref().is_some_and(means_total))?;
    let mut others = names.iter().enumerate().filter(|(other, _)| *other != at);
    let are_periods =
        names.len() > 2 && others.all(|(_, name)| name.as_deref().is_some_and(words::means_period));
    let is_sum = |line: &Vec<Option<f64>>| {
        let others = line.iter().enumerate().filter(|(other, _)| *other != at);
        let sum: f64 = others.filter_map(|(_, value)| *value).sum();
        line[at].is_none_or(|value| (value - sum).abs() <= 0.5 * line.len() as f64)
    };
    (are_periods && lines.iter().all(is_sum)).then_some(at)
}

/// The column of a table of items that says 100 in each row.
fn total_column(lines: &[Vec<Option<f64>>], width: usize) -> Option<usize> {
    (width > 2 && lines.len() > 1)
        .then(|| (0..width).find(|column| lines.iter().all(|line| line[*column] == Some(100.0))))
        .flatten()
}
