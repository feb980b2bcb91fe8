//! Whether a kind of chart suits its figures; if not, the diagnostic names the kind that does.

use super::crowding::Crowded;
use super::shown::{RowKind, Shown};
use crate::data::series::{By, Series, Unit};
use crate::diagnostic::Diagnostic;
use crate::spec::Located;
use crate::spec::chart::{ChartSpec, Kind};
use crate::spec::facet::Facet;

/// Parts that a ring can show.
const DONUT_PARTS: usize = 4;
/// Upright columns whose values stand beside each other.
const COLUMNS: usize = 15;
/// Panels that small multiples can have.
const PANELS: usize = 24;
/// Parts that a disc can show.
const PIE_PARTS: usize = 5;

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
    let kind = &spec.kind.value;
    if shown.rows.is_empty() {
        refuse(format!("`{name}` has nothing to show"), "name at least one category");
        return;
    }
    if let Some(least) = hidden(shown) {
        refuse(
            format!("`{name}` has nothing to show: all its figures rest on fewer than {least} answers"),
            "take the chart out, or show them all the same: `min-base` in briefing.yaml hides them",
        );
        return;
    }
    let whole = matches!(
        kind,
        Kind::StackedBar(_)
            | Kind::StackedColumn(_)
            | Kind::DivergingBar
            | Kind::Donut
            | Kind::Pie
            | Kind::Waffle
    );
    if whole && shown.multiple().is_some() {
        refuse(
            format!("`{name}` shows parts of 100 %, but several answers were allowed"),
            "use `chart: bar`: shares of a multiple-response question do not add up",
        );
        return;
    }
    if whole && shown.unit == Unit::Number {
        let message =
            format!("`{name}` shows parts of a whole, but the figures are neither shares nor counts");
        refuse(message, "use `chart: bar`");
        return;
    }
    if whole && left_out(spec, shown) {
        refuse(
            format!("`{name}` shows a whole, but `categories` leaves out a part of it"),
            "show all categories, or use `chart: bar`",
        );
        return;
    }
    let round = matches!(kind, Kind::Donut | Kind::Pie | Kind::Waffle | Kind::DivergingBar);
    if round && shown.unit != Unit::Percent {
        refuse(
            format!("`{name}` shows parts of 100 %, but the figures are no shares"),
            "use `chart: stacked-bar`",
        );
        return;
    }
    let off_scale = shown.rows.iter().filter(|row| row.is_muted()).count()
        + shown.columns.iter().filter(|column| column.remainder).count();
    if matches!(kind, Kind::DivergingBar) && off_scale > 1 {
        refuse(
            format!("`{name}` has room for one part beside the scale, but there are {off_scale}"),
            "use `chart: stacked-bar`, or leave out one of `missing` and `remainder`",
        );
        return;
    }
    let below_zero = shown.rows.iter().any(|row| row.values.iter().flatten().any(|value| *value < 0.0));
    if whole && below_zero {
        refuse(format!("`{name}` cannot show a negative part"), "use `chart: dot` or `chart: table`");
        return;
    }
    let upright = matches!(kind, Kind::Column | Kind::GroupedColumn | Kind::Histogram);
    if upright && below_zero {
        refuse(format!("`{name}` has no room below zero"), "use `chart: bar` or `chart: grouped-bar`");
        return;
    }
    if let Some((message, hint)) = by_columns(kind, shown).or_else(|| by_parts(kind, shown)) {
        refuse(message, hint);
    }
}

/// Reports references that no figure of the chart could reach: they would press all marks together.
pub fn check_references(spec: &ChartSpec, shown: &Shown, faults: &mut Vec<Diagnostic>) {
    let (least, most) = match shown.unit {
        Unit::Percent => (0.0, 100.0),
        // The axis may grow to ten times what the figures need.
        Unit::Count | Unit::Number => {
            let reach = shown.min().abs().max(shown.max()) * 10.0;
            (-reach, reach)
        }
    };
    for reference in &spec.references {
        if reference.from < least || reference.to > most {
            let message = format!("the reference lies outside of {least} to {most}, where the figures are");
            faults.push(
                Diagnostic::error("wrong-number", reference.place.clone(), message)
                    .hint("check its value, or say it in `notes`"),
            );
        }
    }
}

/// Reports small multiples of one panel, or of more than a reader compares.
pub fn check_facet(spec: &ChartSpec, facet: &Located<Facet>, panels: usize, faults: &mut Vec<Diagnostic>) {
    if (2..=PANELS).contains(&panels) {
        return;
    }
    let what = if facet.value == Facet::Columns { "columns" } else { "categories" };
    let (message, hint) = match panels {
        0 | 1 => (format!("`facet: {what}` has nothing to divide: there is one panel"), "remove it"),
        _ => (
            format!("`facet: {what}` makes {panels} panels; a reader compares up to {PANELS}"),
            "pick some with `columns: […]` or `categories: […]`, or use `chart: heatmap`",
        ),
    };
    let fault = Diagnostic::error("unsuitable-facet", facet.place.clone(), message).hint(hint);
    faults.push(fault.related(spec.kind.place.clone(), "the kind of chart is named here"));
}

/// A chart whose texts have no room where it is to stand.
pub fn crowded(spec: &ChartSpec, crowded: &Crowded, place: &str) -> Diagnostic {
    let what = match crowded {
        Crowded::Over(one, other) => format!("“{one}” and “{other}” would stand over each other"),
        Crowded::Beyond(one) => format!("“{one}” would be cut off"),
    };
    let message = format!("`{}` has no room for its texts {place}: {what}", spec.kind.value.name());
    let hint = match &spec.kind.value {
        Kind::Column | Kind::Histogram => "use `chart: bar`, which grows with the number of categories",
        Kind::GroupedColumn => "use `chart: grouped-bar`, which grows with the number of categories",
        Kind::StackedColumn(_) => "use `chart: stacked-bar`, which grows with the number of rows",
        Kind::Table | Kind::Heatmap => "show fewer columns with `columns: […]`",
        Kind::Line | Kind::Area | Kind::Slope => "use `chart: table`, or name the lines more shortly",
        _ => "shorten its names, or show fewer columns",
    };
    let hint = format!("{hint}; a wider variant has more room");
    Diagnostic::error("crowded", spec.kind.place.clone(), message).hint(hint)
}

/// The least number of answers where all columns have fewer and are hidden.
fn hidden(shown: &Shown) -> Option<u32> {
    shown.columns.iter().map(|column| column.small).collect::<Option<Vec<u32>>>()?.first().copied()
}

/// Whether `categories` leaves a gap in a whole of shares.
fn left_out(spec: &ChartSpec, shown: &Shown) -> bool {
    let Some(picked) = &spec.categories else { return false };
    let gap = |series: &Series| {
        series.by == By::Group && series.unit == Unit::Percent && picked.len() < series.categories.len()
    };
    shown.sources.iter().any(gap)
}

/// How many columns a kind takes.
fn by_columns(kind: &Kind, shown: &Shown) -> Option<(String, &'static str)> {
    let (name, count) = (kind.name(), shown.columns.len());
    let one = |hint| {
        Some((format!("`{name}` shows one figure a category, but the series has {count} columns"), hint))
    };
    let need = |wanted: &str, hint| {
        Some((format!("`{name}` needs {wanted} columns a category, but the series has {count}"), hint))
    };
    match kind {
        Kind::Bar if count > 1 => {
            one("use `chart: grouped-bar` or `stacked-bar`, or pick one with `columns: […]`")
        }
        Kind::Column | Kind::Histogram if count > 1 => {
            one("use `chart: grouped-column`, or pick one with `columns: […]`")
        }
        Kind::Column | Kind::GroupedColumn if count * shown.rows.len() > COLUMNS => Some((
            format!("`{name}` has room for {COLUMNS} columns, but there are {}", count * shown.rows.len()),
            "use `chart: bar` or `chart: grouped-bar`: they grow with the number of categories",
        )),
        Kind::Lollipop if count > 1 => one("use `chart: dot`, or pick one with `columns: […]`"),
        Kind::Donut | Kind::Pie | Kind::Waffle if count > 1 => Some((
            format!("`{name}` shows one whole, but the series has several"),
            "use `chart: stacked-bar`",
        )),
        Kind::Dumbbell | Kind::Arrow | Kind::Slope if count != 2 => {
            need("two", "pick two with `columns: […]`, or use `chart: dot` or `chart: line`")
        }
        Kind::Line | Kind::Area if count < 2 => need("two or more", "use `chart: bar` for a single wave"),
        Kind::Area if shown.rows.len() > 1 => {
            Some((format!("`{name}` shows one category: areas would hide each other"), "use `chart: line`"))
        }
        Kind::Scatter if count != 2 => need("two", "the first is drawn across, the second up"),
        Kind::Box if count != super::kinds::boxes::COLUMNS => {
            need("five", "lowest, first quartile, median, third quartile, highest")
        }
        Kind::StackedBar(_) if count == 1 && shown.sources.iter().any(|series| series.by == By::Item) => {
            Some((
                format!("`{name}` divides each category by its columns, but only one column is shown"),
                "use `chart: bar`, or show all columns",
            ))
        }
        _ => None,
    }
}

/// How many parts a kind takes.
fn by_parts(kind: &Kind, shown: &Shown) -> Option<(String, &'static str)> {
    let parts = shown.rows.iter().filter(|row| row.kind != RowKind::Net).count();
    let most = match kind {
        Kind::Donut | Kind::Waffle => DONUT_PARTS,
        Kind::Pie => PIE_PARTS,
        _ => return None,
    };
    (parts > most).then(|| {
        (
            format!("`{}` shows up to {most} parts, but there are {parts}", kind.name()),
            "use `chart: stacked-bar` or `chart: bar`",
        )
    })
}
