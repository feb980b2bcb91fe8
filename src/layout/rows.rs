//! The rows of a chart in their order: ranked or as in the data, nets before their parts, what is missing to 100 last.

use super::shown::{Column, Row, RowKind};
use crate::data::series::{By, QuestionType, Series};
use crate::diagnostic::{Diagnostic, suggest};
use crate::spec::chart::{ChartSpec, Kind, Sort};

/// Ranked bars stand by value unless the author says otherwise or the answers are a scale.
pub(super) fn order(
    spec: &ChartSpec,
    series: &Series,
    columns: &[usize],
    picked: &mut [usize],
    faults: &mut Vec<Diagnostic>,
) {
    let ranked = matches!(
        spec.kind.value,
        Kind::Bar
            | Kind::GroupedBar
            | Kind::Lollipop
            | Kind::Dot
            | Kind::Dumbbell
            | Kind::Arrow
            | Kind::Table
    );
    let by_value = match &spec.sort {
        Some(Sort::Value) => true,
        Some(Sort::Data) => false,
        Some(Sort::List(names)) => {
            let rank = |at: &usize| {
                let name = &series.categories[*at].name;
                names.iter().position(|wanted| wanted.value == *name).unwrap_or(usize::MAX)
            };
            for name in names {
                if series.category(&name.value).is_none() {
                    let message = format!("there is no category `{}`", name.value);
                    let hint =
                        suggest(&name.value, series.categories.iter().map(|category| category.name.as_str()));
                    faults
                        .push(Diagnostic::error("unknown-category", name.place.clone(), message).hint(hint));
                }
            }
            picked.sort_by_key(rank);
            false
        }
        None => {
            ranked
                && spec.categories.is_none()
                && series.question_type != QuestionType::Scale
                && series.nets.is_empty()
        }
    };
    if by_value {
        let first = columns.first().copied().unwrap_or(0);
        let value = |at: &usize| series.categories[*at].values[first].unwrap_or(f64::NEG_INFINITY);
        picked.sort_by(|a, b| value(b).total_cmp(&value(a)));
    }
}

/// Puts each net before the first of its parts.
pub(super) fn insert_nets(
    series: &Series,
    picked: &[usize],
    columns: &[usize],
    lit: &dyn Fn(&str) -> bool,
    rows: &mut Vec<Row>,
) {
    for net in &series.nets {
        let positions: Vec<usize> = net
            .parts
            .iter()
            .filter_map(|part| {
                let name = &series.categories[*picked.iter().find(|at| *at == part)?].name;
                rows.iter().position(|row| row.name == *name && row.kind == RowKind::Category)
            })
            .collect();
        let Some(first) = positions.iter().copied().min() else { continue };
        for row in rows.iter_mut() {
            row.part_of = row.part_of.map(|at| if at >= first { at + 1 } else { at });
        }
        for at in positions {
            rows[at].part_of = Some(first);
        }
        rows.insert(
            first,
            Row {
                name: net.name.clone(),
                values: columns.iter().map(|column| series.net(net, *column)).collect(),
                kind: RowKind::Net,
                highlighted: lit(&net.name),
                part_of: None,
                own: None,
                notes: Vec::new(),
            },
        );
    }
}

/// The remainder is a column where each row is a whole, else a row.
pub(super) fn add_remainder(
    series: &Series,
    name: &str,
    picked: &[usize],
    picked_columns: &[usize],
    columns: &mut Vec<Column>,
    rows: &mut Vec<Row>,
) {
    match series.by {
        By::Item => {
            let rest: Vec<Option<f64>> = picked.iter().map(|at| series.missing_to_100(*at)).collect();
            if rest.iter().any(Option::is_some) {
                columns.push(Column {
                    name: name.into(),
                    highlighted: false,
                    remainder: true,
                    missing: false,
                    small: None,
                    n: None,
                });
                for (row, value) in rows.iter_mut().zip(rest) {
                    row.values.push(value);
                }
            }
        }
        By::Group => {
            let rest: Vec<Option<f64>> = picked_columns.iter().map(|at| series.missing_to_100(*at)).collect();
            if rest.iter().any(Option::is_some) {
                rows.push(Row {
                    name: name.into(),
                    values: rest,
                    kind: RowKind::Remainder,
                    highlighted: false,
                    part_of: None,
                    own: None,
                    notes: Vec::new(),
                });
            }
        }
    }
}

/// Moves what the series pins, then what is no answer, to the end; whatever else stays in its order.
pub(super) fn pin_last(series: &Series, names: &[String], picked: &mut [usize]) {
    let rank = |at: &usize| {
        let name = names.get(*at);
        let among = |list: &[String]| name.is_some_and(|name| list.contains(name));
        if among(&series.missing) { 2 } else { u8::from(among(&series.pin_last)) }
    };
    picked.sort_by_key(rank);
}
