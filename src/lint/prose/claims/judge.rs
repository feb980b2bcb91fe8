//! Compares a claim with the unrounded figures of a series.

use super::claim::{Amount, Claim, End, Kind, Subject};
use super::quantities::Quantity;
use super::read::Sentence;
use super::table::Table;
use crate::language::{Language, number};
use crate::survey::intervals::{least_margin_of_difference, margin_of_difference, significant};
use crate::survey::rounding::shown;
use crate::survey::series::{By, QuestionType};

/// What the figures say about a claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    /// The claim is true of what it may be about.
    Holds,
    /// It is not certain what the claim is about, or its figures are unknown.
    Unknown,
    /// It is true of the figures, but the difference may be chance; in words.
    Chance(String),
    /// It is not true; the figures in words.
    Wrong(String),
}

impl Verdict {
    fn rank(&self) -> usize {
        match self {
            Self::Holds => 0,
            Self::Unknown => 1,
            Self::Chance(_) => 2,
            Self::Wrong(_) => 3,
        }
    }
}

/// The best of several readings: an author is believed to mean what is true.
fn best(readings: impl IntoIterator<Item = Verdict>) -> Verdict {
    readings.into_iter().min_by_key(Verdict::rank).unwrap_or(Verdict::Unknown)
}

/// Compares a claim with a table. `is_own` says that the text belongs to a chart of this series: it is about these
/// figures even where it names none of them.
pub(super) fn judge(claim: &Claim, table: &Table<'_>, is_own: bool) -> Verdict {
    match claim.kind {
        Kind::Share(low, high) => share(claim, table, (low, high), is_own),
        Kind::Figure(value, decimals) => figure(claim, table, value, decimals),
        Kind::Ratio(low, high, amount) => ratio(claim, table, (low, high), amount),
        Kind::Differ => differ(claim, table),
        Kind::Closing => closing(claim, table),
        Kind::Rank { least, most, end, of_groups } => rank(claim, table, (least, most), end, of_groups),
        Kind::Change(low, high, amount) => change(claim, table, (low, high), amount, is_own),
    }
}

/// The shares that a subject may mean, each with its name; empty if one of them is unknown.
fn candidates(subject: &Subject, claim: &Claim, table: &Table<'_>) -> Vec<(f64, String)> {
    let columns = columns(subject, claim, table);
    let rows: Vec<usize> = match subject.rows.is_empty() {
        true => (0..table.categories()).collect(),
        false => subject.rows.clone(),
    };
    let mut found = Vec::new();
    let mut add = |values: Option<Vec<f64>>, name: String| {
        let sum = values.map(|values| values.iter().sum::<f64>());
        found.push((sum.unwrap_or(f64::NAN), name));
    };
    let lines: Vec<Vec<(usize, usize)>> = match table.series.by {
        By::Group => columns.iter().map(|column| rows.iter().map(|row| (*row, *column)).collect()).collect(),
        By::Item => rows.iter().map(|row| columns.iter().map(|column| (*row, *column)).collect()).collect(),
    };
    for line in lines {
        // "Zufrieden" names "sehr zufrieden" and "eher zufrieden": both together, or one that says no more.
        let together = subject.grouped && table.adds_up() && table.series.by == By::Group;
        if together {
            let values = line.iter().take(table.rows.len()).filter(|(row, _)| *row < table.categories());
            let values: Vec<(usize, usize)> = values.copied().collect();
            let names: Vec<String> = values.iter().map(|(row, column)| name(table, *row, *column)).collect();
            add(values.iter().map(|(row, column)| table.value(*row, *column)).collect(), names.join(" + "));
        }
        let plain = |row: usize| row >= table.categories() || table.rows[row].degrees.is_empty();
        for (row, column) in line.iter().filter(|(row, _)| !together || plain(*row)) {
            add(table.value(*row, *column).map(|value| vec![value]), name(table, *row, *column));
        }
        // Neighbours on a scale, or all that share the words, may be meant together.
        if !together && (table.adds_up() || claim.together) {
            for first in 0..line.len() {
                for last in first + 1..line.len().min(first + 4) {
                    let cells = &line[first..=last];
                    let values = cells.iter().map(|(row, column)| table.value(*row, *column)).collect();
                    add(
                        values,
                        cells
                            .iter()
                            .map(|(row, column)| name(table, *row, *column))
                            .collect::<Vec<_>>()
                            .join(" + "),
                    );
                }
            }
        }
    }
    if found.iter().any(|(value, _)| value.is_nan()) { Vec::new() } else { found }
}

/// The name of a figure: of its row, and of its column if there are several.
fn name(table: &Table<'_>, row: usize, column: usize) -> String {
    match table.column_name(column) {
        "" => format!("`{}`", table.row_name(row)),
        column => format!("`{}`, `{column}`", table.row_name(row)),
    }
}

fn print(value: f64) -> String {
    number::number(value, usize::from((value - value.round()).abs() > 1e-9), Language::English)
}

fn share(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64), is_own: bool) -> Verdict {
    if !table.is_shares() {
        return Verdict::Unknown;
    }
    let named =
        !claim.subject.rows.is_empty() || (table.series.by == By::Item && !claim.subject.columns.is_empty());
    // "Every renter deserves …" is a saying unless it names an answer.
    let is_saying = low > 99.0;
    if !named && (!is_own || !claim.of_respondents || is_saying) {
        return Verdict::Unknown;
    }
    let mut values = candidates(&claim.subject, claim, table);
    if !named {
        // The text may be about those who did not give an answer.
        let others: Vec<(f64, String)> =
            values.iter().map(|(value, name)| (100.0 - value, name.clone())).collect();
        values.extend(others);
    }
    let middle = if high >= 100.0 {
        low
    } else if low <= 0.0 {
        high
    } else {
        (low + high) / 2.0
    };
    let nearest =
        values.iter().min_by(|one, other| (one.0 - middle).abs().total_cmp(&(other.0 - middle).abs()));
    match nearest {
        None => Verdict::Unknown,
        Some(_) if values.iter().any(|(value, _)| (low - 1e-9..=high + 1e-9).contains(value)) => {
            Verdict::Holds
        }
        Some(_) if claim.joined && fits_with_another(claim, table, (low, high)) => Verdict::Unknown,
        Some((value, name)) if named => Verdict::Wrong(format!("{name} is {} %", print(*value))),
        Some(_) => Verdict::Wrong(format!("no answer of `{}` has such a share", table.series.id)),
    }
}

/// Whether the sum of a row that is named and one that is not has such a share.
fn fits_with_another(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64)) -> bool {
    let columns = columns(&claim.subject, claim, table);
    let sum = |row: usize, other: usize, column: usize| {
        Some(table.value(row, column)? + table.value(other, column)?)
    };
    table.adds_up()
        && claim.subject.rows.iter().any(|row| {
            let others = (0..table.categories()).filter(|other| other != row);
            let sums =
                others.flat_map(|other| columns.iter().filter_map(move |column| sum(*row, other, *column)));
            sums.into_iter().any(|sum| (low - 1e-9..=high + 1e-9).contains(&sum))
        })
}

/// A typed percentage beside a name: wrong if it is the figure of another row.
fn figure(claim: &Claim, table: &Table<'_>, value: f64, decimals: usize) -> Verdict {
    if !table.is_shares() || claim.subject.rows.is_empty() || claim.together {
        return Verdict::Unknown;
    }
    let columns: Vec<usize> = match claim.subject.columns.is_empty() {
        true => (0..table.series.width()).collect(),
        false => claim.subject.columns.clone(),
    };
    let is_printed = |figure: f64| (shown(figure, decimals) - value).abs() < 1e-9;
    let cell = |row: usize| columns.iter().filter_map(move |column| table.value(row, *column));
    let own =
        Claim { subject: Subject { columns: columns.clone(), ..claim.subject.clone() }, ..claim.clone() };
    if candidates(&own.subject, &own, table).iter().any(|(figure, _)| is_printed(*figure)) {
        return Verdict::Holds;
    }
    let others = (0..table.rows.len()).filter(|row| !claim.subject.rows.contains(row));
    let swapped = others.clone().find(|row| cell(*row).any(is_printed));
    // With groups, the figure of another group beside the name of this one.
    let group = (!claim.subject.columns.is_empty())
        .then(|| (0..table.series.width()).filter(|column| !claim.subject.columns.contains(column)))
        .into_iter()
        .flatten()
        .find(|column| {
            claim.subject.rows.iter().any(|row| table.value(*row, *column).is_some_and(is_printed))
        });
    let owner = swapped
        .map(|row| table.row_name(row).to_owned())
        .or_else(|| group.map(|column| table.column_name(column).to_owned()));
    match (owner, claim.subject.rows.first()) {
        (Some(owner), Some(row)) => {
            let values: Vec<String> = cell(*row).map(print).collect();
            let name = table.row_name(*row);
            Verdict::Wrong(format!(
                "{} % is the figure of `{owner}`; that of `{name}` is {}",
                print(value),
                values.join(" or ")
            ))
        }
        _ => Verdict::Unknown,
    }
}

/// The typed percentages that fit some figure: rounded or bounded ones, sums of answers, and sizes of a change that is
/// stated correctly. Each with its first and last token.
pub(super) fn fitting(sentence: &Sentence<'_>, table: &Table<'_>) -> Vec<(usize, usize)> {
    if !table.is_shares() {
        return Vec::new();
    }
    /// "More than 40 %" is said of figures up to so many points above.
    const BOUND: f64 = 12.0;
    let singles: Vec<f64> = (0..table.rows.len())
        .flat_map(|row| (0..table.series.width()).filter_map(move |column| table.value(row, column)))
        .collect();
    let all = Subject::default();
    let columns: Vec<usize> = (0..table.series.width()).collect();
    let everything = Subject { columns: columns.clone(), ..all };
    let any = Claim::about(everything);
    let values = candidates(&any.subject, &any, table);
    let pairs = pairs_of_answers(table, &columns);
    let fits = |quantity: &&Quantity| match quantity.typed {
        Some((value, decimals)) => {
            let is_sum = |sum: &f64| (shown(*sum, decimals) - value).abs() < 1e-9;
            values.iter().any(|(sum, _)| is_sum(sum)) || pairs.iter().any(is_sum)
        }
        None => {
            let (low, high) = match (quantity.low <= 0.0, quantity.high >= 100.0) {
                (true, _) => (quantity.high - BOUND, quantity.high),
                (_, true) => (quantity.low, quantity.low + BOUND),
                _ => (quantity.low, quantity.high),
            };
            singles.iter().any(|value| (low - 1e-9..=high + 1e-9).contains(value))
        }
    };
    let quantities = sentence.quantities.iter().filter(fits).map(|quantity| (quantity.first, quantity.last));
    let held = sentence.claims().into_iter().filter(|claim| {
        let stated = matches!(claim.kind, Kind::Ratio(_, _, Some(_)) | Kind::Change(_, _, Some(_)));
        stated && matches!(judge(claim, table, true), Verdict::Holds | Verdict::Chance(_))
    });
    let held = held.flat_map(|_| sentence.amounts().into_iter().map(|(_, first, last)| (first, last)));
    quantities.chain(held).collect()
}

/// The sums of any two answers that exclude each other.
fn pairs_of_answers(table: &Table<'_>, columns: &[usize]) -> Vec<f64> {
    /// More answers than this have so many sums that nearly every number is one.
    const MOST: usize = 12;
    let rows = table.categories();
    if !table.adds_up() || table.series.by == By::Item || rows > MOST {
        return Vec::new();
    }
    let pairs = (0..rows).flat_map(|one| (one + 1..rows).map(move |other| (one, other)));
    let of = |column: usize| {
        pairs
            .clone()
            .filter_map(move |(one, other)| Some(table.value(one, column)? + table.value(other, column)?))
    };
    columns.iter().flat_map(|column| of(*column)).collect()
}

/// One side of a comparison: rows whose figures are added, in a column.
type Side = (Vec<usize>, usize);

/// The pairs that a comparison may mean.
fn pairs(claim: &Claim, table: &Table<'_>) -> Vec<[Side; 2]> {
    let Some(other) = &claim.other else { return Vec::new() };
    // "Zufrieden" names two answers: in a question with one answer each, both together.
    let sides = |subject: &Subject| -> Vec<Vec<usize>> {
        let parts: Vec<usize> =
            subject.rows.iter().copied().filter(|row| *row < table.categories()).collect();
        match subject.grouped && table.adds_up() && table.series.by == By::Group && parts.len() > 1 {
            true => vec![parts],
            false => subject.rows.iter().map(|row| vec![*row]).collect(),
        }
    };
    let mut pairs = Vec::new();
    if claim.subject.columns == other.columns {
        for column in columns(&claim.subject, claim, table) {
            for one in sides(&claim.subject) {
                let others = sides(other).into_iter().filter(|other| *other != one);
                pairs.extend(others.map(|other| [(one.clone(), column), (other, column)]));
            }
        }
    } else {
        let rows = match claim.subject.rows.is_empty() {
            // Groups compared without an answer: about the only one there is, if any.
            true if table.categories() == 1 => vec![vec![0]],
            _ => sides(&claim.subject),
        };
        for row in rows {
            for one in &claim.subject.columns {
                let others = other.columns.iter().filter(|other| *other != one);
                pairs.extend(others.map(|other| [(row.clone(), *one), (row.clone(), *other)]));
            }
        }
    }
    pairs
}

/// The columns that a subject names or means.
fn columns(subject: &Subject, claim: &Claim, table: &Table<'_>) -> Vec<usize> {
    match subject.columns.is_empty() {
        true if table.series.by == By::Item => (0..table.series.width()).collect(),
        true => table.default_columns(claim.earlier),
        false => subject.columns.clone(),
    }
}

/// The figure of a side.
fn value_of(table: &Table<'_>, side: &Side) -> Option<f64> {
    side.0.iter().map(|row| table.value(*row, side.1)).sum()
}

fn name_of(table: &Table<'_>, side: &Side) -> String {
    side.0.iter().map(|row| name(table, *row, side.1)).collect::<Vec<_>>().join(" + ")
}

fn ratio(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64), amount: Option<Amount>) -> Verdict {
    let readings = pairs(claim, table).into_iter().map(|[one, other]| {
        let (Some(a), Some(b)) = (value_of(table, &one), value_of(table, &other)) else {
            return Verdict::Unknown;
        };
        if a < 0.0 || b < 0.0 || (a == 0.0 && b == 0.0) {
            return Verdict::Unknown;
        }
        let figures = || {
            format!("{} is {}, {} is {}", name_of(table, &one), print(a), name_of(table, &other), print(b))
        };
        let ratio = if b == 0.0 { f64::INFINITY } else { a / b };
        if !(low..=high).contains(&ratio) {
            return Verdict::Wrong(figures());
        }
        if let Some(why) = amount.and_then(|amount| misstated(amount, a, b)) {
            return Verdict::Wrong(format!("{}: {why}", figures()));
        }
        by_chance(table, (a, one.1), (b, other.1), one.0 == other.0)
            .map_or(Verdict::Holds, |why| Verdict::Chance(format!("{}: {why}", figures())))
    });
    best(readings)
}

fn differ(claim: &Claim, table: &Table<'_>) -> Verdict {
    let readings = pairs(claim, table).into_iter().map(|[one, other]| {
        let (Some(a), Some(b)) = (value_of(table, &one), value_of(table, &other)) else {
            return Verdict::Unknown;
        };
        by_chance(table, (a, one.1), (b, other.1), one.0 == other.0).map_or(Verdict::Holds, |why| {
            let (first, second) = (name_of(table, &one), name_of(table, &other));
            Verdict::Chance(format!("{first} is {}, {second} is {}: {why}", print(a), print(b)))
        })
    });
    best(readings)
}

/// Whether the gap between two answers became smaller from an earlier wave to the latest.
fn closing(claim: &Claim, table: &Table<'_>) -> Verdict {
    let (Some(other), Some((_, last))) = (&claim.other, table.waves.last()) else { return Verdict::Unknown };
    let earlier = &table.waves[..table.waves.len() - 1];
    let rows = claim.subject.rows.iter().flat_map(|one| other.rows.iter().map(move |other| (*one, *other)));
    let readings = rows.flat_map(|(one, other)| {
        let gap = move |column: usize| Some((table.value(one, column)? - table.value(other, column)?).abs());
        earlier.iter().map(move |(_, first)| match (gap(*first), gap(*last)) {
            (Some(before), Some(now)) if now < before => Verdict::Holds,
            (Some(before), Some(now)) => Verdict::Wrong(format!(
                "the gap between `{}` and `{}` went from {} to {} points",
                table.row_name(one),
                table.row_name(other),
                print(before),
                print(now)
            )),
            _ => Verdict::Unknown,
        })
    });
    best(readings)
}

/// Why the difference between two figures, each with its column, may be chance, if it may; `None` also where the
/// sizes are unknown. `same_rows` says that they belong to the same rows.
fn by_chance(
    table: &Table<'_>,
    (a, one): (f64, usize),
    (b, other): (f64, usize),
    same_rows: bool,
) -> Option<String> {
    if !table.is_shares() || table.series.question_type == QuestionType::Numeric {
        return None;
    }
    let gap = (a - b).abs();
    let same_sample = one == other || table.series.by == By::Item;
    if same_sample {
        let n = table.effective(one)?;
        let exclusive = table.adds_up() && (table.series.by == By::Group || same_rows);
        let margin = margin_of_difference(a, b, n, exclusive);
        return (gap < margin)
            .then(|| format!("{} points may be chance, the margin is {}", print(gap), print(margin)));
    }
    // The total contains the group, so they are no two samples.
    if table.total.is_some_and(|total| total == one || total == other) {
        return None;
    }
    let (n, m) = (table.effective(one)?, table.effective(other)?);
    let sizes = || format!("{} points may be chance with n = {} and {}", print(gap), n.round(), m.round());
    significant((a, n), (b, m)).is_none().then(sizes)
}

/// Like [`by_chance`], for a place among many. Where several answers were allowed, their overlap is unknown, and the
/// least possible margin counts: the widest would doubt every list.
fn tie_by_chance(table: &Table<'_>, one: (usize, usize), other: (usize, usize)) -> Option<String> {
    let (a, b) = (table.value(one.0, one.1)?, table.value(other.0, other.1)?);
    if table.adds_up() || one.1 != other.1 {
        return by_chance(table, (a, one.1), (b, other.1), one.0 == other.0);
    }
    let n = table.effective(one.1).filter(|_| table.is_shares())?;
    let gap = (a - b).abs();
    let margin = least_margin_of_difference(a, b, n);
    (gap < margin).then(|| format!("{} points may be chance, the margin is {}", print(gap), print(margin)))
}

/// Why an amount does not state the difference between two figures, if it does not.
fn misstated(amount: Amount, a: f64, b: f64) -> Option<String> {
    let (gap, least) = ((a - b).abs(), a.min(b));
    let slack = if amount.about {
        0.15 * amount.value + 0.5
    } else {
        0.5 * 0.1f64.powi(i32::try_from(amount.decimals).unwrap_or(0)) + 0.5
    };
    let is_points = (gap - amount.value).abs() <= slack + 1e-9;
    let relative =
        |of: f64| of > 0.0 && (100.0 * gap / of - amount.value).abs() <= (0.1 * amount.value).max(1.0);
    let is_percent = relative(b) || relative(least);
    match amount.points {
        true if !is_points => Some(format!("that is {} percentage points", print(gap))),
        false if !is_percent && is_points => Some(format!(
            "that is {} percentage points, and {} percent",
            print(gap),
            (100.0 * gap / b.max(1e-9)).round()
        )),
        false if !is_percent => Some(format!("that is {} percent", (100.0 * gap / b.max(1e-9)).round())),
        _ => None,
    }
}

fn rank(claim: &Claim, table: &Table<'_>, place: (usize, usize), end: End, of_groups: bool) -> Verdict {
    let Subject { rows, columns, .. } = &claim.subject;
    let mut readings = Vec::new();
    // Among the answers of a column.
    let among = self::columns(&claim.subject, claim, table);
    let ranked: Vec<usize> = (0..table.categories()).filter(|row| !table.rows[*row].aside).collect();
    let is_ranked = |row: &&usize| !of_groups && ranked.contains(row) && ranked.len() > 1;
    for row in rows.iter().filter(is_ranked) {
        readings.extend(among.iter().map(|column| {
            let cells: Vec<(usize, usize)> = ranked.iter().map(|row| (*row, *column)).collect();
            placed(table, (*row, *column), &cells, place, end)
        }));
    }
    // Among the columns of an answer.
    let groups: Vec<usize> = (0..table.columns.len())
        .filter(|column| !table.columns[*column].aside && Some(*column) != table.total)
        .collect();
    let of: Vec<usize> = if rows.is_empty() && table.categories() == 1 { vec![0] } else { rows.clone() };
    for column in columns.iter().filter(|column| groups.contains(column) && groups.len() > 1) {
        readings.extend(of.iter().map(|row| {
            let cells: Vec<(usize, usize)> = groups.iter().map(|column| (*row, *column)).collect();
            placed(table, (*row, *column), &cells, place, end)
        }));
    }
    best(readings)
}

/// Whether a cell has a place between these among others.
fn placed(
    table: &Table<'_>,
    own: (usize, usize),
    cells: &[(usize, usize)],
    (least, most): (usize, usize),
    end: End,
) -> Verdict {
    let values: Option<Vec<f64>> = cells.iter().map(|cell| table.value(cell.0, cell.1)).collect();
    let (Some(values), Some(value)) = (values, table.value(own.0, own.1)) else { return Verdict::Unknown };
    let is_ahead = |other: f64| match end {
        End::Top => other > value,
        End::Bottom => other < value,
    };
    let ahead = values.iter().filter(|other| is_ahead(**other)).count();
    let ties = values.iter().filter(|other| **other == value).count();
    if ahead >= most || ahead + ties < least {
        let first = cells.iter().zip(&values).max_by(|one, other| match end {
            End::Top => one.1.total_cmp(other.1),
            End::Bottom => other.1.total_cmp(one.1),
        });
        let of = name(table, own.0, own.1);
        return Verdict::Wrong(first.map_or_else(String::new, |(cell, first)| {
            format!("{of} is {}, {} is {}", print(value), name(table, cell.0, cell.1), print(*first))
        }));
    }
    // The next one may be as frequent in truth.
    let rival = cells.iter().zip(&values).filter(|(cell, other)| **cell != own && !is_ahead(**other));
    let rival = rival.min_by(|one, other| (one.1 - value).abs().total_cmp(&(other.1 - value).abs()));
    let chance = rival.filter(|_| most == 1).and_then(|(cell, other)| {
        let why = tie_by_chance(table, own, *cell)?;
        Some(format!(
            "{} is {}, {} is {}: {why}",
            name(table, own.0, own.1),
            print(value),
            name(table, cell.0, cell.1),
            print(*other)
        ))
    });
    chance.map_or(Verdict::Holds, Verdict::Chance)
}

fn change(
    claim: &Claim,
    table: &Table<'_>,
    range: (f64, f64),
    amount: Option<Amount>,
    is_own: bool,
) -> Verdict {
    if !claim.subject.rows.is_empty() || table.categories() == 1 {
        return change_of(claim, table, range, amount);
    }
    // The text of a chart that names no answer: only points that are called percent are certain, where an answer
    // changed by so many points and none by so many percent.
    let Some(amount) = amount.filter(|amount| is_own && !amount.points && !amount.about) else {
        return Verdict::Unknown;
    };
    let of = |row: usize, amount: Amount| {
        let subject = Subject { rows: vec![row], ..claim.subject.clone() };
        change_of(&Claim { subject, ..claim.clone() }, table, range, Some(amount))
    };
    let is_true = |verdict: &Verdict| matches!(verdict, Verdict::Holds | Verdict::Chance(_));
    let rows = 0..table.categories();
    let as_percent = rows.clone().map(|row| of(row, amount)).any(|verdict| is_true(&verdict));
    let in_points = rows.map(|row| (row, of(row, Amount { points: true, ..amount })));
    let in_points = in_points.filter(|(_, verdict)| is_true(verdict)).map(|(row, _)| row).next();
    match in_points.filter(|_| !as_percent) {
        Some(row) => {
            Verdict::Wrong(format!("`{}` changed by so many percentage points", table.row_name(row)))
        }
        None => Verdict::Unknown,
    }
}

fn change_of(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64), amount: Option<Amount>) -> Verdict {
    let rows: Vec<usize> = match claim.subject.rows.is_empty() {
        true if table.categories() == 1 => vec![0],
        _ => claim.subject.rows.clone(),
    };
    let compare = |from: Option<f64>, to: Option<f64>, name: String, chance: Option<String>| {
        let (Some(from), Some(to)) = (from, to) else { return Verdict::Unknown };
        if from <= 0.0 {
            return Verdict::Unknown;
        }
        let figures = format!("{name} went from {} to {}", print(from), print(to));
        let flat = low < 1.0 && high > 1.0;
        let steady = flat && (to - from).abs() <= 2.0;
        if !steady && !(low..=high).contains(&(to / from)) {
            return Verdict::Wrong(figures);
        }
        if let Some(why) = amount.and_then(|amount| misstated(amount, to, from)) {
            return Verdict::Wrong(format!("{figures}: {why}"));
        }
        match chance.filter(|_| !flat) {
            Some(why) => Verdict::Chance(format!("{figures}: {why}")),
            None => Verdict::Holds,
        }
    };
    let mut readings = Vec::new();
    if let Some(before) = table.before.filter(|_| table.columns.is_empty()) {
        let n = table.effective(0);
        let m = before.base.as_ref().and_then(|base| base.effective(""));
        for row in rows {
            let (to, from) = (table.value(row, 0), table.value_before(row));
            let chance = match (to, from, n, m) {
                (Some(a), Some(b), Some(n), Some(m)) => significant((a, n), (b, m))
                    .is_none()
                    .then(|| format!("{} points may be chance", print((a - b).abs()))),
                _ => None,
            };
            readings.push(compare(from, to, format!("`{}`", table.row_name(row)), chance));
        }
        return best(readings);
    }
    if table.waves.is_empty() {
        return Verdict::Unknown;
    }
    let at = |column: &usize| table.waves.iter().position(|(_, wave)| wave == column);
    let mut named: Vec<usize> = claim.subject.columns.iter().filter_map(at).collect();
    named.sort_unstable();
    let end = table.waves.len() - 1;
    let spans: Vec<(usize, usize)> = match (named.first(), named.last()) {
        (Some(from), Some(to)) if from < to => vec![(*from, *to)],
        (Some(wave), _) if *wave == end => vec![(end - 1, end), (0, end)],
        (Some(wave), _) => vec![(*wave, end)],
        _ => vec![(0, end), (end - 1, end)],
    };
    for row in &rows {
        for (from, to) in &spans {
            let (from, to) = (table.waves[*from].1, table.waves[*to].1);
            let (before, now) = (table.value(*row, from), table.value(*row, to));
            let chance =
                before.zip(now).and_then(|(before, now)| by_chance(table, (now, to), (before, from), true));
            readings.push(compare(before, now, format!("`{}`", table.row_name(*row)), chance));
        }
    }
    // Neighbours on a scale may be meant together.
    if rows.len() > 1 && table.adds_up() {
        for (from, to) in &spans {
            let sum = |wave: usize| {
                rows.iter().map(|row| table.value(*row, table.waves[wave].1)).sum::<Option<f64>>()
            };
            readings.push(compare(sum(*from), sum(*to), "the sum".into(), None));
        }
    }
    best(readings)
}
