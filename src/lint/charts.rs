//! Rules on what a chart shows of its series.

use std::collections::BTreeSet;

use super::levels::Report;
use super::series::exclusive;
use super::{Subject, waves};
use crate::chart::data::{ChartData, RowKind};
use crate::chart::{likert, resolve, suitability};
use crate::diagnostic::{Code, Diagnostics, nearest};
use crate::spec::chart::axis::Scale;
use crate::spec::chart::{ChartSpec, Kind, SortBy};
use crate::survey::series::{By, QuestionType, Series};

/// Checks a chart. Errors in resolving it are reported when it is drawn.
pub(super) fn check(spec: &ChartSpec, subject: &Subject<'_>, report: &mut Report) {
    let errors = Diagnostics::new();
    let Some(shown) = resolve::resolve(spec, subject.catalog, subject.language, &errors) else { return };
    suitability::check(spec, &shown, &errors);
    if let Some(series) = spec.series.as_ref().and_then(|id| subject.catalog.get(&id.value)) {
        dont_know(spec, series, report);
        scale_order(spec, series, report);
        scale_direction(spec, series, report);
        waves::uneven(spec, series, report);
    }
    truncated_axis(spec, report);
    two_bases(spec, &shown, report);
    // If the kind is refused anyway, its number of parts does not matter.
    if errors.is_empty() {
        too_many_parts(spec, &shown, report);
    }
    super::colors::check_chart(spec, subject, report);
}

/// Omitting "don't know" from a whole makes the other answers look like the whole.
fn dont_know(spec: &ChartSpec, series: &Series, report: &mut Report) {
    let picked = match series.by {
        By::Group => &spec.categories,
        By::Item => &spec.columns,
    };
    let Some(picked) = picked.as_ref().filter(|_| exclusive(series)) else { return };
    for missing in series.missing.iter().filter(|name| !picked.iter().any(|word| word.value == **name)) {
        let span = picked.first().map_or(&spec.span, |word| &word.span).clone();
        let message = format!("`{missing}` is an answer to this question, but is not shown");
        let hint = "show it: it comes last and muted";
        report.add(Code::DontKnowDropped, &spec.allow, span, message, hint);
    }
}

/// Steps of a scale may run either way, but must not be mixed.
fn scale_order(spec: &ChartSpec, series: &Series, report: &mut Report) {
    if series.question_type != QuestionType::Scale {
        return;
    }
    let hint = "write `sort: data`: the order of a scale is part of its meaning";
    let by_value = spec.sort.as_ref().filter(|sort| series.by == By::Group && sort.by == SortBy::Value);
    if let Some(sort) = by_value {
        let message = "the answers are steps of a scale, but are sorted by value";
        report.add(Code::ScaleOrder, &spec.allow, sort.key.clone(), message, hint);
    }
    let names: Vec<&str> = match series.by {
        By::Group => series.categories.iter().map(|category| category.name.as_str()).collect(),
        By::Item => series.columns.iter().map(String::as_str).collect(),
    };
    let listed = match (spec.sort.as_ref().map(|sort| &sort.by), series.by) {
        (Some(SortBy::List(list)), By::Group) => Some(list),
        (_, By::Group) => spec.categories.as_ref(),
        (_, By::Item) => spec.columns.as_ref(),
    };
    let Some(listed) = listed else { return };
    // Non-response and others come last, whichever way the steps run.
    let aside = |name: &&str| series.missing.iter().chain(&series.pin_last).any(|other| other == name);
    let steps: Vec<usize> = listed
        .iter()
        .filter_map(|word| names.iter().position(|name| *name == word.value && !aside(name)))
        .collect();
    if !steps.is_sorted() && !steps.is_sorted_by(|one, next| one >= next) {
        let message = "the answers are steps of a scale, but are listed in another order";
        let hint = match series.by {
            By::Group => hint,
            By::Item => "list them in the order of the scale, from either end: it is part of its meaning",
        };
        let span = listed.first().map_or(&spec.span, |word| &word.span).clone();
        report.add(Code::ScaleOrder, &spec.allow, span, message, hint);
    }
}

/// Where neither the author nor the words say which end of a scale is the positive one, colours and `sort: net` may say
/// the opposite.
fn scale_direction(spec: &ChartSpec, series: &Series, report: &mut Report) {
    let by_side = spec.sort.as_ref().is_some_and(|sort| sort.by == SortBy::Net) && series.nets.is_empty();
    if series.question_type != QuestionType::Scale || !(spec.kind.value == Kind::DivergingBar || by_side) {
        return;
    }
    let answers = likert::answers(series);
    let [first, .., last] = answers[..] else { return };
    if likert::is_positive_first(&answers, series).is_none() {
        let message =
            format!("`{}` does not say which end of its scale is positive: `{first}` or `{last}`", series.id);
        let hint = "add `positive: first` or `positive: last` to the series; without it the last answer counts as positive";
        report.add(Code::ScaleDirection, &spec.allow, spec.kind.span.clone(), message, hint);
    }
}

/// An axis that starts above zero makes differences look larger than they are.
fn truncated_axis(spec: &ChartSpec, report: &mut Report) {
    // A logarithmic scale has no zero.
    if spec.axis.scale != Scale::Linear {
        return;
    }
    if let Some(from) = spec.axis.from.as_ref().filter(|from| from.value > 0.0) {
        let message = format!("the axis starts at {} instead of 0", from.value);
        let hint = "differences look larger than they are: remove `axis`, or tell the reader and allow it";
        report.add(Code::TruncatedAxis, &spec.allow, from.span.clone(), message, hint);
    }
}

/// Figures side by side are compared; the footer names all bases, but not which figure has which.
fn two_bases(spec: &ChartSpec, shown: &ChartData, report: &mut Report) {
    // A table of several questions says at each who was asked.
    if shown.is_banner {
        return;
    }
    let mut bases = shown.sources.iter().filter_map(|series| Some((&series.id, series.base.as_ref()?.who())));
    let Some((first, base)) = bases.next() else { return };
    let Some((second, other)) = bases.find(|(_, other)| *other != base) else { return };
    let message = format!(
        "the chart puts shares of two bases side by side: `{base}` in `{first}`, `{other}` in `{second}`"
    );
    let hint = "make two charts; or say at each figure who was asked, then allow it: `allow: {two-bases: said in the labels}`";
    let figure = spec.figures.iter().find(|figure| figure.series.value == *second);
    let span = figure.map_or(&spec.span, |figure| &figure.series.span).clone();
    report.add(Code::TwoBases, &spec.allow, span, message, hint);
}

/// Only this many unknown ids are matched with known ones: each is compared with all.
const MAX_MISSPELT: usize = 50;

/// Reports charts that no section shows.
pub(super) fn check_unplaced(subject: &Subject<'_>, report: &mut Report) {
    // If a section could not be read, its charts are unknown.
    let Some(briefing) = subject.briefing.filter(|briefing| briefing.sound) else { return };
    let known: BTreeSet<&str> = subject.charts.iter().map(|(id, _)| id.as_str()).collect();
    let mut placed: BTreeSet<&str> = briefing.charts().map(|chart| chart.value.as_str()).collect();
    // A misspelt id is reported elsewhere; the chart that it most likely means counts as placed.
    let misspelt: Vec<&str> = placed.difference(&known).copied().take(MAX_MISSPELT).collect();
    placed.extend(misspelt.into_iter().filter_map(|id| nearest(id, known.iter().copied())));
    for spec in subject.wanted() {
        if !placed.contains(spec.id.as_str()) {
            let message = format!("no section shows `{}`", spec.id);
            let hint = "add `- chart: ` with this id to a section of briefing.yaml";
            report.add(Code::UnplacedChart, &spec.allow, spec.span.clone(), message, hint);
        }
    }
}

/// More parts than these are hard to compare by angle.
fn too_many_parts(spec: &ChartSpec, shown: &ChartData, report: &mut Report) {
    let most = spec.kind.value.facts().comparable;
    let parts = shown.rows.iter().filter(|row| row.kind != RowKind::Net).count();
    if parts > most {
        let message =
            format!("`{}` has {parts} parts; readers can compare up to {most}", spec.kind.value.name());
        let hint = "use `chart: bar` or `chart: stacked-bar`";
        report.add(Code::TooManyParts, &spec.allow, spec.kind.span.clone(), message, hint);
    }
}
