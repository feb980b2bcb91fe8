//! Checks the figures of charts that show a distribution: classes of a histogram lie side by side in their order and are
//! equally wide, and the five values of a box do not fall.

use crate::chart::data::ChartData;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::chart::{ChartSpec, Kind};
use crate::survey::series::{Category, Series};

/// A class may be so many times as wide as another: ages from 18 to 34 and from 35 to 49 still compare.
const ALIKE: f64 = 1.25;

/// Reports classes and boxes that would be drawn as something else than they are.
pub(crate) fn check(spec: &ChartSpec, shown: &ChartData, sink: &Diagnostics) {
    let Some(series) = shown.sources.first() else { return };
    match spec.kind.value {
        Kind::Histogram => histogram(spec, shown, series, sink),
        Kind::Box => boxes(spec, shown, series, sink),
        _ => {}
    }
}

/// A class by its ends; open ones have only one.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Class {
    from: Option<f64>,
    to: Option<f64>,
}

fn histogram(spec: &ChartSpec, shown: &ChartData, series: &Series, sink: &Diagnostics) {
    let rows: Vec<&str> =
        shown.rows.iter().filter(|row| !row.is_muted()).map(|row| row.name.as_str()).collect();
    let Some(classes) = rows.iter().map(|name| class(name)).collect::<Option<Vec<Class>>>() else { return };
    let place = |class: &Class| class.from.or(class.to).unwrap_or(0.0);
    let pairs = || classes.iter().zip(classes.iter().skip(1)).zip(rows.iter().zip(rows.iter().skip(1)));
    let report = |message: String, hint: &str| {
        let error = Diagnostic::error(Code::UnsuitableKind, spec.kind.span.clone(), message).hint(hint);
        sink.push(error.related(series.span.clone(), "the series is defined here"));
    };
    if let Some((_, (one, next))) = pairs().find(|((one, next), _)| place(one) > place(next)) {
        return report(
            format!(
                "`histogram` shows classes from the lowest to the highest, but `{next}` comes after `{one}`"
            ),
            "list the classes in their order: in `values`, in `order` of `tabulate`, or with `sort: [first, second]`",
        );
    }
    let widths = widths(&classes);
    let least = widths.iter().copied().map(|(width, _)| width).fold(f64::INFINITY, f64::min);
    if let Some((_, at)) = widths.iter().find(|(width, _)| *width > ALIKE * least) {
        report(
            format!(
                "`histogram` shows classes of equal width, but `{}` is wider than others: its column would look too large",
                rows[*at]
            ),
            "use `chart: bar`, which compares lengths and not areas, or divide the numbers into classes of equal width",
        );
    }
}

/// The width of each class that has one, with its index. Classes of whole numbers, such as 18 to 29 and 30 to 39, reach to
/// the next; numbers by themselves are as wide as the way to the next.
fn widths(classes: &[Class]) -> Vec<(f64, usize)> {
    let width = |(at, class): (usize, &Class)| {
        let next = classes.get(at + 1).and_then(|next| next.from);
        let step = match (class.to, next) {
            (Some(to), Some(next)) if next > to => next - to,
            (Some(_), Some(_)) => 0.0,
            // The last class is closed as the ones before are.
            (Some(_), None) => classes
                .iter()
                .zip(classes.iter().skip(1))
                .find_map(|(one, next)| Some(next.from? - one.to?))
                .unwrap_or(0.0)
                .max(0.0),
            (None, Some(next)) => next - class.from?,
            (None, None) => return None,
        };
        let width = match class.to {
            Some(to) => to - class.from? + step,
            None => step,
        };
        (width > 0.0).then_some((width, at))
    };
    classes.iter().enumerate().filter_map(width).collect()
}

/// The class that a name states: "0–500", "18 bis 29 Jahre", "60 und älter", "under 18", "3.0".
fn class(name: &str) -> Option<Class> {
    let numbers = numbers(name)?;
    let words = name.to_lowercase();
    let has = |list: &[&str]| {
        let mut words = words.split(|sign: char| sign.is_whitespace() || sign.is_ascii_digit());
        words.any(|word| list.contains(&word.trim_matches(|sign: char| !sign.is_alphabetic())))
            || list.iter().any(|sign| !sign.chars().all(char::is_alphabetic) && name.contains(sign))
    };
    match numbers[..] {
        [only]
            if has(&[
                "unter",
                "bis",
                "weniger",
                "höchstens",
                "under",
                "below",
                "less",
                "to",
                "up",
                "most",
                "<",
                "≤",
            ]) =>
        {
            Some(Class { from: None, to: Some(only) })
        }
        [only] => Some(Class { from: Some(only), to: None }),
        [from, to] if from <= to => Some(Class { from: Some(from), to: Some(to) }),
        _ => None,
    }
}

/// The numbers in a name; dots and commas before three digits group thousands. `None` if it has none, or more than two.
fn numbers(name: &str) -> Option<Vec<f64>> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{202f}' | '\u{a0}');
    let pieces =
        name.split(|c: char| !is_part(c)).map(|piece| piece.trim_matches(|c: char| !c.is_ascii_digit()));
    let number = |piece: &str| {
        let groups: Vec<&str> = piece.split(|c: char| !c.is_ascii_digit()).collect();
        let (head, tail) = groups.split_first()?;
        match tail {
            [] => head.parse().ok(),
            _ if tail.iter().all(|group| group.len() == 3) => groups.concat().parse().ok(),
            [decimals] => format!("{head}.{decimals}").parse().ok(),
            _ => None,
        }
    };
    let found: Option<Vec<f64>> = pieces.filter(|piece| !piece.is_empty()).map(number).collect();
    found.filter(|numbers| (1..=2).contains(&numbers.len()))
}

/// The five values of a box must be there and rise.
fn boxes(spec: &ChartSpec, shown: &ChartData, series: &Series, sink: &Diagnostics) {
    if shown.columns.len() != 5 {
        return;
    }
    for row in &shown.rows {
        let Some(category) = series.category(&row.name).and_then(|at| series.categories.get(at)) else {
            continue;
        };
        let missing = row.values.iter().position(Option::is_none);
        if let Some(at) = missing.filter(|_| row.values.iter().any(Option::is_some)) {
            let message = format!(
                "the box of `{}` needs five values, but `{}` is missing",
                row.name, shown.columns[at].name
            );
            let hint = "add the value, or use `chart: table`";
            sink.push(
                spot(category, series, &shown.columns[at].name)
                    .error(Code::UnsuitableKind, &message)
                    .hint(hint),
            );
            continue;
        }
        let values: Vec<f64> = row.values.iter().flatten().copied().collect();
        let Some(at) = (1..values.len()).find(|at| values[*at] < values[at - 1]) else { continue };
        let [before, own] = [&shown.columns[at - 1].name, &shown.columns[at].name];
        let message = format!(
            "the box of `{}` is out of order: `{own}` is {}, less than {} of `{before}`",
            row.name,
            values[at],
            values[at - 1]
        );
        let hint = "correct a figure, or list the columns from the lowest to the highest value";
        let error = spot(category, series, own).error(Code::WrongNumber, &message).hint(hint);
        sink.push(error.related(spec.kind.span.clone(), "the chart"));
    }
}

fn spot(category: &Category, series: &Series, column: &str) -> crate::survey::series::Spot {
    category.spot(series.column(column).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{Class, class, widths};

    #[test]
    fn classes_by_their_names() {
        let closed = |from: f64, to: f64| Some(Class { from: Some(from), to: Some(to) });
        assert_eq!(class("0–500"), closed(0.0, 500.0));
        assert_eq!(class("1,000 to 5,000 €"), closed(1000.0, 5000.0));
        assert_eq!(class("18 bis 29 Jahre"), closed(18.0, 29.0));
        assert_eq!(class("0.5-1.5"), closed(0.5, 1.5));
        assert_eq!(class("60 und älter"), Some(Class { from: Some(60.0), to: None }));
        assert_eq!(class("unter 18"), Some(Class { from: None, to: Some(18.0) }));
        assert_eq!(class("often"), None);
    }

    #[test]
    fn widths_of_classes() {
        let of = |names: &[&str]| {
            let classes: Vec<Class> = names.iter().map(|name| class(name).unwrap()).collect();
            widths(&classes).into_iter().map(|(width, _)| width).collect::<Vec<f64>>()
        };
        assert_eq!(of(&["18–29", "30–39", "40–49", "50+"]), [12.0, 10.0, 10.0]);
        assert_eq!(of(&["0–500", "500–1000", "1000–5000"]), [500.0, 500.0, 4000.0]);
        assert_eq!(of(&["1", "2", "5"]), [1.0, 3.0]);
    }
}
