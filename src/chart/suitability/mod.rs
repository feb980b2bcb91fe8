//! Checks whether a kind of chart suits its figures; if not, the hint names a kind that does.

pub(super) mod distribution;

use crate::chart::data::{ChartData, Row, RowKind};
use crate::chart::{laender, likert};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::chart::ChartSpec;
use crate::spec::chart::facet::Facet;
use crate::spec::kinds::{Answers, Facts, Kind, Whole};
use crate::survey::hidden::Hidden;
use crate::survey::series::{By, QuestionType, Series, Unit};

/// The most panels of small multiples.
const MAX_PANELS: usize = 24;

/// Reports a kind that would mislead or cannot be drawn.
pub fn check(spec: &ChartSpec, shown: &ChartData, sink: &Diagnostics) {
    // Errors in the spec itself were reported before.
    if !spec.sound && shown.rows.is_empty() {
        return;
    }
    let facts = spec.kind.value.facts();
    let problem = nothing(shown)
        .or_else(|| below_zero(facts, shown))
        .or_else(|| log_of_zero(spec, shown))
        .or_else(|| whole(spec, facts, shown))
        .or_else(|| answers(facts, shown))
        .or_else(|| too_few_or_many(facts, shown))
        .or_else(|| unsplit(spec, shown))
        .or_else(|| gaps(facts, shown))
        .or_else(|| seats(facts, shown))
        .or_else(|| strangers(spec, shown));
    if spec.settings.center.is_some() {
        likert::check(shown, &spec.settings, sink);
    }
    let Some((message, hint)) = problem else { return distribution::check(spec, shown, sink) };
    let message = format!("`{}` {message}", facts.name);
    let error = Diagnostic::error(Code::UnsuitableKind, spec.kind.span.clone(), message).hint(hint);
    sink.push(match shown.sources.first() {
        Some(series) => error.related(series.span.clone(), "the series is defined here"),
        None => error,
    });
}

/// A message that continues from the kind's name, and a hint.
type Problem = (String, &'static str);

fn nothing(shown: &ChartData) -> Option<Problem> {
    if shown.rows.is_empty() {
        return Some(("has nothing to show".into(), "name at least one category"));
    }
    let least = hidden(shown)?;
    Some((
        format!(
            "has nothing to show: all its figures rest on fewer than {least} answers, or would reveal figures that do"
        ),
        "remove the chart, combine small groups, or lower `min-base` in briefing.yaml, which hides them",
    ))
}

/// The answer format must be one that the kind can show.
fn answers(facts: &Facts, shown: &ChartData) -> Option<Problem> {
    let asked = |question: QuestionType| {
        shown.sources.iter().all(|series| series.question_type == question) && !shown.sources.is_empty()
    };
    match facts.answers {
        Answers::Any => None,
        Answers::Exclusive(hint) => shown
            .multiple()
            .map(|_| ("shows classes of a number, but several answers were allowed".to_owned(), hint)),
        Answers::Scale(hint) => (!asked(QuestionType::Scale))
            .then(|| ("shows the two sides of a scale, but the series is not a scale".to_owned(), hint)),
        Answers::Numbers(hint) => (shown.unit == Unit::Percent && !asked(QuestionType::Numeric))
            .then(|| ("shows the distribution of a number, but the figures are shares".to_owned(), hint)),
    }
}

/// Parts of a whole must add up to it, and none may be left out.
fn whole(spec: &ChartSpec, facts: &Facts, shown: &ChartData) -> Option<Problem> {
    if facts.whole == Whole::None {
        return None;
    }
    if shown.multiple().is_some() {
        return Some((
            "shows parts of 100 %, but several answers were allowed".into(),
            match shown.columns.len() {
                1 => "use `chart: bar`: shares of a multiple-response question do not add up",
                _ => "use `chart: grouped-bar`: shares of a multiple-response question do not add up",
            },
        ));
    }
    if !shown.unit.counts() && facts.whole != Whole::Amounts {
        return Some((
            "shows parts of a whole, but the figures are neither shares nor counts".into(),
            "use `chart: bar` or `chart: table`",
        ));
    }
    if left_out(spec, shown) {
        return Some((
            "shows a whole, but `categories` leaves out a part of it".into(),
            "show all categories, or use `chart: bar`",
        ));
    }
    (facts.whole == Whole::Shares && shown.unit != Unit::Percent).then(|| {
        ("shows parts of 100 %, but the figures are not shares".to_owned(), "use `chart: stacked-bar`")
    })
}

fn below_zero(facts: &Facts, shown: &ChartData) -> Option<Problem> {
    let hint = facts.below_zero?;
    let negative = |row: &Row| row.values.iter().flatten().any(|value| *value < 0.0);
    shown.rows.iter().any(negative).then(|| ("cannot show values below zero".to_owned(), hint))
}

/// A logarithmic scale has neither zero nor negative figures.
fn log_of_zero(spec: &ChartSpec, shown: &ChartData) -> Option<Problem> {
    let (across, up) = spec.axis.scale.is_log();
    // The first column of a scatter plot goes across, the second one up; elsewhere all go along the one axis.
    let is_log = |column: usize| match spec.kind.value {
        Kind::Scatter => {
            if column == 0 {
                across
            } else {
                up
            }
        }
        _ => across || up,
    };
    let figure = |row: &Row, column: usize| {
        let low = row.interval(column).filter(|_| shown.error_bars).map(|(low, _)| low);
        let least = [row.values[column], low].into_iter().flatten().fold(f64::INFINITY, f64::min);
        (least <= 0.0 && is_log(column) && !shown.columns[column].is_change)
            .then(|| (row.name.clone(), least))
    };
    let of_row = |row: &Row| (0..row.values.len()).find_map(|column| figure(row, column));
    let (name, least) = shown.rows.iter().find_map(of_row)?;
    Some((
        format!("cannot show {least} of `{name}`: a logarithmic scale has neither zero nor negative figures"),
        "remove `scale` from `axis`, or show only figures above zero with `categories` or `columns`",
    ))
}

/// The number of columns, categories and marks must be within the limits of the kind.
fn too_few_or_many(facts: &Facts, shown: &ChartData) -> Option<Problem> {
    let columns = shown.compared();
    let rows = shown.rows.iter().filter(|row| row.kind != RowKind::Net).count();
    let per_category = match (facts.columns.least, facts.columns.most) {
        (_, 1) => "shows one figure per category, but the series has".to_owned(),
        (least, most) if least == most => format!("needs {least} columns per category, but the series has"),
        (least, _) => format!("needs {least} or more columns per category, but the series has"),
    };
    let counted = [
        (facts.columns, columns, per_category, "columns"),
        (facts.rows, rows, format!("shows up to {} at once, but there are", facts.rows.most), "categories"),
        (
            facts.marks,
            columns * rows,
            format!("has room for {} columns, but there are", facts.marks.most),
            "",
        ),
    ];
    counted.into_iter().find_map(|(limit, count, message, what)| {
        let hint = match count {
            few if few < limit.least => limit.few,
            many if many > limit.most => limit.many,
            _ => return None,
        };
        let what = match (count, what) {
            (1, "columns") => "column",
            (1, "categories") => "category",
            _ => what,
        };
        Some((format!("{message} {count} {what}").trim_end().to_owned(), hint))
    })
}

/// Reports groups of categories where the categories are not rows, but parts of the bars.
pub fn check_groups(spec: &ChartSpec, shown: &ChartData, sink: &Diagnostics) {
    let turned = spec.kind.value.facts().whole != Whole::None && !shown.is_by_item();
    let Some(name) = spec.groups.iter().flat_map(|group| &group.names).next().filter(|_| turned) else {
        return;
    };
    let message = "`groups` needs a row for each category, but here categories are parts of the bars";
    sink.push(
        Diagnostic::error(Code::MisplacedKey, name.span.clone(), message)
            .hint("remove it, or use `chart: bar` with a row for each category"),
    );
}

/// Areas on top of each other cannot have gaps: the total would be wrong there.
fn gaps(facts: &Facts, shown: &ChartData) -> Option<Problem> {
    let has_gap = || shown.rows.iter().any(|row| row.values.iter().any(Option::is_none));
    (facts.whole == Whole::Amounts && has_gap()).then(|| {
        (
            "needs a figure of each part at each point in time, but some are missing".to_owned(),
            "use `chart: line`, or leave out these `columns`",
        )
    })
}

/// The most seats of a parliament: more dots than that are too small to see.
const MOST_SEATS: f64 = 1000.0;

/// Seats are whole, and not too many to be seen.
fn seats(facts: &Facts, shown: &ChartData) -> Option<Problem> {
    if facts.whole != Whole::Seats {
        return None;
    }
    if shown.unit != Unit::Count {
        return Some((
            "shows seats, but the figures are not counts".to_owned(),
            "set `unit: count` in the series if these are seats, or use `chart: stacked-bar` or `chart: bar`",
        ));
    }
    let all: f64 = shown.rows.iter().filter_map(|row| *row.values.first()?).sum();
    match all {
        none if none < 1.0 => Some(("has no seats to show".to_owned(), "use `chart: table`")),
        many if many > MOST_SEATS => Some((
            format!("shows up to {MOST_SEATS} seats, but there are {many}"),
            "use `chart: stacked-bar` or `chart: bar`",
        )),
        _ => None,
    }
}

/// A map of the Länder has a place for nothing else, and one for each.
fn strangers(spec: &ChartSpec, shown: &ChartData) -> Option<Problem> {
    if spec.kind.value != Kind::TileMap {
        return None;
    }
    let hint = "leave it out with `categories: […]`, or use `chart: bar`";
    let mut seen = Vec::new();
    for row in &shown.rows {
        match laender::named(&row.name) {
            None => return Some((format!("has no place for `{}`, which is no German Land", row.name), hint)),
            Some(land) if seen.contains(&land.code) => {
                return Some((format!("has one place for {}, but two categories", land.names[0]), hint));
            }
            Some(land) => seen.push(land.code),
        }
    }
    None
}

/// A stacked chart of items needs more than one column to split them into.
fn unsplit(spec: &ChartSpec, shown: &ChartData) -> Option<Problem> {
    let stacked = spec.kind.value.facts().whole == Whole::Sum;
    let by_item = shown.sources.iter().any(|series| series.by == By::Item);
    (stacked && shown.columns.len() == 1 && by_item).then(|| {
        (
            "splits each category into its columns, but only one column is shown".to_owned(),
            "use `chart: bar`, or show all columns",
        )
    })
}

/// Reports references far outside the range of the figures: an axis that includes them would squeeze all marks.
pub fn check_references(spec: &ChartSpec, shown: &ChartData, sink: &Diagnostics) {
    let (least, most) = match shown.unit {
        Unit::Percent => (0.0, 100.0),
        // The axis may grow to ten times what the figures need.
        Unit::Count | Unit::Number | Unit::Change => {
            let reach = shown.min().abs().max(shown.max()) * 10.0;
            (-reach, reach)
        }
    };
    let (across, up) = spec.axis.scale.is_log();
    for reference in &spec.references {
        if (across || up) && reference.from <= 0.0 {
            let message = format!("a logarithmic scale has no place for a reference at {}", reference.from);
            sink.push(
                Diagnostic::error(Code::WrongNumber, reference.span.clone(), message)
                    .hint("write a value above zero, or remove `scale` from `axis`"),
            );
            continue;
        }
        if reference.from < least || reference.to > most {
            let message = format!("the reference lies outside the range of the figures, {least} to {most}");
            sink.push(
                Diagnostic::error(Code::WrongNumber, reference.span.clone(), message)
                    .hint("check its value, or mention it in `notes`"),
            );
        }
    }
}

/// Reports small multiples with a single panel, or with more panels than a reader can compare.
pub fn check_facet(spec: &ChartSpec, facet: &Spanned<Facet>, panels: usize, sink: &Diagnostics) {
    if (2..=MAX_PANELS).contains(&panels) {
        return;
    }
    let what = if facet.value == Facet::Columns { "columns" } else { "categories" };
    let (message, hint) = match panels {
        0 | 1 => (format!("`facet: {what}` makes only one panel"), "remove `facet`"),
        _ => (
            format!("`facet: {what}` makes {panels} panels; readers can compare up to {MAX_PANELS}"),
            "select some with `columns: […]` or `categories: […]`, or use `chart: heatmap`",
        ),
    };
    let error = Diagnostic::error(Code::UnsuitableFacet, facet.span.clone(), message).hint(hint);
    sink.push(error.related(spec.kind.span.clone(), "the kind of chart is named here"));
}

/// The minimum base, if all columns are hidden.
fn hidden(shown: &ChartData) -> Option<u32> {
    let small = shown.sources.iter().flat_map(|series| &series.hidden).find_map(|(_, why)| match why {
        Hidden::Small(least) => Some(*least),
        Hidden::Linked => None,
    });
    small.filter(|_| shown.columns.iter().all(|column| column.hidden.is_some()))
}

/// Whether `categories` leaves a gap in a whole of shares.
fn left_out(spec: &ChartSpec, shown: &ChartData) -> bool {
    let Some(picked) = &spec.categories else { return false };
    let gap = |series: &Series| {
        series.by == By::Group && series.unit == Unit::Percent && picked.len() < series.categories.len()
    };
    shown.sources.iter().any(|series| gap(series))
}
