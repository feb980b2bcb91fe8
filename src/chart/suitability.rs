//! Whether a kind of chart suits its figures; if not, the diagnostic names the kind that does.

use super::data::{ChartData, Row, RowKind};
use super::likert;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::chart::ChartSpec;
use crate::spec::facet::Facet;
use crate::spec::kinds::{Answers, Facts, Whole};
use crate::survey::hidden::Hidden;
use crate::survey::series::{By, QuestionType, Series, Unit};

/// Panels that small multiples can have.
const PANELS: usize = 24;

/// Reports a kind that would mislead or cannot be drawn.
pub fn check(spec: &ChartSpec, shown: &ChartData, sink: &Diagnostics) {
    // What is missing in the spec was said there.
    if !spec.sound && shown.rows.is_empty() {
        return;
    }
    let facts = spec.kind.value.facts();
    let fault = nothing(shown)
        .or_else(|| below_zero(facts, shown))
        .or_else(|| whole(spec, facts, shown))
        .or_else(|| answers(facts, shown))
        .or_else(|| too_few_or_many(facts, shown))
        .or_else(|| undivided(spec, shown));
    if spec.settings.center.is_some() {
        likert::check(shown, &spec.settings, sink);
    }
    let Some((message, hint)) = fault else { return };
    let message = format!("`{}` {message}", facts.name);
    let fault = Diagnostic::error(Code::UnsuitableKind, spec.kind.span.clone(), message).hint(hint);
    sink.push(match shown.sources.first() {
        Some(series) => fault.related(series.span.clone(), "the series is defined here"),
        None => fault,
    });
}

/// What is wrong, to be read behind the kind's name, and what to do.
type Fault = (String, &'static str);

fn nothing(shown: &ChartData) -> Option<Fault> {
    if shown.rows.is_empty() {
        return Some(("has nothing to show".into(), "name at least one category"));
    }
    let least = hidden(shown)?;
    Some((
        format!(
            "has nothing to show: all its figures rest on fewer than {least} answers, or such could be computed from them"
        ),
        "take the chart out, take small groups together, or show them all the same: `min-base` in briefing.yaml hides them",
    ))
}

/// What was asked must be what the kind shows.
fn answers(facts: &Facts, shown: &ChartData) -> Option<Fault> {
    let asked = |question: QuestionType| {
        shown.sources.iter().all(|series| series.question_type == question) && !shown.sources.is_empty()
    };
    match facts.answers {
        Answers::Any => None,
        Answers::Exclusive(hint) => shown
            .multiple()
            .map(|_| ("shows classes of a number, but several answers were allowed".to_owned(), hint)),
        Answers::Scale(hint) => (!asked(QuestionType::Scale))
            .then(|| ("shows the two sides of a scale, but the series is none".to_owned(), hint)),
        Answers::Numbers(hint) => (shown.unit == Unit::Percent && !asked(QuestionType::Numeric))
            .then(|| ("shows how a number is spread, but the figures are shares".to_owned(), hint)),
    }
}

/// What is shown as parts must be parts, and all of them.
fn whole(spec: &ChartSpec, facts: &Facts, shown: &ChartData) -> Option<Fault> {
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
    if shown.unit == Unit::Number {
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
        ("shows parts of 100 %, but the figures are no shares".to_owned(), "use `chart: stacked-bar`")
    })
}

fn below_zero(facts: &Facts, shown: &ChartData) -> Option<Fault> {
    let hint = facts.below_zero?;
    let negative = |row: &Row| row.values.iter().flatten().any(|value| *value < 0.0);
    shown.rows.iter().any(negative).then(|| ("has no room below zero".to_owned(), hint))
}

/// How many columns, categories and marks a kind takes.
fn too_few_or_many(facts: &Facts, shown: &ChartData) -> Option<Fault> {
    let columns = shown.columns.len();
    let rows = shown.rows.iter().filter(|row| row.kind != RowKind::Net).count();
    let per_category = match (facts.columns.least, facts.columns.most) {
        (_, 1) => "shows one figure a category, but the series has".to_owned(),
        (least, most) if least == most => format!("needs {least} columns a category, but the series has"),
        (least, _) => format!("needs {least} or more columns a category, but the series has"),
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

/// Groups part categories: where these are the parts of the bars, no row is left to part.
pub fn check_groups(spec: &ChartSpec, shown: &ChartData, sink: &Diagnostics) {
    let turned = spec.kind.value.facts().whole != Whole::None && !shown.is_by_item();
    let Some(name) = spec.groups.iter().flat_map(|group| &group.names).next().filter(|_| turned) else {
        return;
    };
    let message = "`groups` parts categories, but here they are the parts of the bars";
    sink.push(
        Diagnostic::error(Code::MisplacedKey, name.span.clone(), message)
            .hint("remove it, or use `chart: bar` with a row for each category"),
    );
}

/// A stack of items whose parts are columns needs more than one.
fn undivided(spec: &ChartSpec, shown: &ChartData) -> Option<Fault> {
    let stacked = spec.kind.value.facts().whole == Whole::Sum;
    let by_item = shown.sources.iter().any(|series| series.by == By::Item);
    (stacked && shown.columns.len() == 1 && by_item).then(|| {
        (
            "divides each category by its columns, but only one column is shown".to_owned(),
            "use `chart: bar`, or show all columns",
        )
    })
}

/// Reports references that no figure of the chart could reach: they would press all marks together.
pub fn check_references(spec: &ChartSpec, shown: &ChartData, sink: &Diagnostics) {
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
            sink.push(
                Diagnostic::error(Code::WrongNumber, reference.span.clone(), message)
                    .hint("check its value, or say it in `notes`"),
            );
        }
    }
}

/// Reports small multiples of one panel, or of more than a reader compares.
pub fn check_facet(spec: &ChartSpec, facet: &Spanned<Facet>, panels: usize, sink: &Diagnostics) {
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
    let fault = Diagnostic::error(Code::UnsuitableFacet, facet.span.clone(), message).hint(hint);
    sink.push(fault.related(spec.kind.span.clone(), "the kind of chart is named here"));
}

/// The least number of answers where all columns are hidden.
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
