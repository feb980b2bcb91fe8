//! Whether a kind of chart suits its figures; if not, the diagnostic names the kind that does.

use super::shown::{RowKind, Shown};
use crate::data::series::{By, QuestionType, Unit};
use crate::diagnostic::Diagnostic;
use crate::spec::chart::{ChartSpec, Kind};

/// Parts that a ring can show.
const DONUT_PARTS: usize = 4;

/// Reports a kind that would mislead or cannot be drawn.
pub fn check(spec: &ChartSpec, shown: &Shown, faults: &mut Vec<Diagnostic>) {
    let mut refuse = |message: String, hint: &str| {
        let fault =
            Diagnostic::error("unsuitable-kind", spec.kind.place.clone(), message).hint(hint.to_owned());
        faults.push(match shown.sources.first() {
            Some(series) => fault.related(series.place.clone(), "the series is defined here"),
            None => fault,
        });
    };
    let name = spec.kind.value.name();
    let parts_of_whole = matches!(spec.kind.value, Kind::StackedBar(_) | Kind::Donut);
    if parts_of_whole && shown.multiple().is_some() {
        refuse(
            format!("`{name}` shows parts of 100 %, but several answers were allowed"),
            "use `chart: bar`: shares of a multiple-response question do not add up",
        );
        return;
    }
    if parts_of_whole && shown.unit != Unit::Percent {
        refuse(format!("`{name}` shows parts of 100 %, but the figures are no shares"), "use `chart: bar`");
        return;
    }
    if shown.rows.is_empty() {
        refuse(format!("`{name}` has nothing to show"), "name at least one category");
        return;
    }
    let wide = shown.columns.len() > 1;
    let parts = shown.rows.iter().filter(|row| row.kind != RowKind::Net).count();
    match &spec.kind.value {
        Kind::Bar if wide => refuse(
            format!("`bar` shows one figure a category, but the series has {} columns", shown.columns.len()),
            "use `chart: grouped-bar` or `stacked-bar`, or pick one with `columns: […]`",
        ),
        Kind::Donut if wide => {
            refuse("`donut` shows one whole, but the series has several".into(), "use `chart: stacked-bar`");
        }
        Kind::Donut if parts > DONUT_PARTS => refuse(
            format!("`donut` shows up to {DONUT_PARTS} parts, but there are {parts}"),
            "use `chart: stacked-bar` or `chart: bar`",
        ),
        Kind::StackedBar(_) if wide && shown.sources.iter().any(numeric) => {
            refuse(
                "`stacked-bar` shows parts of a whole, but the question asks for a number".into(),
                "use `chart: bar`",
            );
        }
        Kind::StackedBar(_) if !wide && shown.sources.iter().any(|series| series.by == By::Item) => refuse(
            "`stacked-bar` divides each category by its columns, but only one column is shown".into(),
            "use `chart: bar`, or show all columns",
        ),
        _ => {}
    }
}

fn numeric(series: &crate::data::series::Series) -> bool {
    series.question_type == QuestionType::Numeric
}
