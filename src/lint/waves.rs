//! Rules on waves: whether the same was asked of the same, and whether time is drawn as it went by.

use super::Subject;
use super::levels::Report;
use crate::chart::time::{self, Times};
use crate::diagnostic::{Code, Diagnostic, some_of, suggest};
use crate::spec::chart::ChartSpec;
use crate::survey::base::Base;
use crate::survey::series::Series;
use crate::survey::waves::{Differs, Wave};

/// Distances between waves that differ by less than this are even.
const EVEN: f64 = 1.5;

/// A message names so many answers.
const MOST_NAMED: usize = 5;

/// Checks the waves of a series.
pub(super) fn check(series: &Series, subject: &Subject<'_>, report: &mut Report) {
    wave_of(series, subject, report);
    for (rule, what) in [
        (Code::WordingChanged, Differs::Wording),
        (Code::BaseChanged, Differs::Filter),
        (Code::AnswersChanged, Differs::Answers),
    ] {
        let Some((one, two)) = series.waves_differ(what) else { continue };
        let how = match what {
            Differs::Wording => "worded the question differently".to_owned(),
            Differs::Filter => format!(
                "did not ask the same respondents: {} and {}",
                said(one.filter.as_ref()),
                said(two.filter.as_ref())
            ),
            Differs::Answers => format!("offered different answers: {}", only(one, two)),
        };
        let message = format!("the waves `{}` and `{}` of `{}` {how}", one.name, two.name, series.id);
        let hint = match what {
            Differs::Answers => {
                "give the same answers the same name in both waves, or put them together with `groups`; else tell the reader, and allow it: `allow: {answers-changed: said in the notes}`".to_owned()
            }
            _ => format!("tell the reader, then allow it: `allow: {{{rule}: said in the notes}}`"),
        };
        report.add(rule, &series.allow, series.span.clone(), message, hint);
    }
}

fn said(filter: Option<&String>) -> String {
    filter.map_or_else(|| "all".to_owned(), |filter| format!("“{filter}”"))
}

/// The answers that only one of two waves has.
fn only(one: &Wave, two: &Wave) -> String {
    let of = |one: &Wave, two: &Wave| {
        let lacking = one.only(two);
        let named = some_of(lacking.iter().map(|answer| format!("`{answer}`")), MOST_NAMED);
        (!lacking.is_empty()).then(|| format!("{named} only in `{}`", one.name))
    };
    of(one, two).into_iter().chain(of(two, one)).collect::<Vec<_>>().join(", ")
}

/// A line through waves that are not equally far apart, whose names are no points in time: it draws them as if they were.
pub(super) fn uneven(spec: &ChartSpec, series: &Series, report: &mut Report) {
    let names = || series.waves.iter().map(|wave| wave.name.as_str());
    if !spec.kind.value.facts().waves || Times::of(names()).is_some() {
        return;
    }
    let at: Option<Vec<f64>> = series.waves.iter().map(|wave| begun(wave.fieldwork.as_deref()?)).collect();
    let Some(at) = at.filter(|at| at.len() > 2) else { return };
    let steps = at.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let (least, most) =
        steps.fold((f64::INFINITY, 0.0f64), |(least, most), step| (least.min(step), most.max(step)));
    if most <= least * EVEN {
        return;
    }
    let message = format!(
        "the waves of `{}` are {least:.1} to {most:.1} years apart, but the chart draws them evenly",
        series.id
    );
    let hint = "name the waves by their time, such as `2019` or `2024-05`, so that the axis is in proportion; or allow it: `allow: {uneven-waves: said in the notes}`";
    report.add(Code::UnevenWaves, &spec.allow, spec.kind.span.clone(), message, hint);
}

/// When a period begins, in years; `None` where it is no date.
fn begun(fieldwork: &str) -> Option<f64> {
    time::read(fieldwork.split('/').next()?).map(|(at, _)| at)
}

/// The same question in another wave should have the same wording and base.
fn wave_of(series: &Series, subject: &Subject<'_>, report: &mut Report) {
    let Some(of) = &series.wave_of else { return };
    let Some(first) = subject.catalog.get(&of.value) else {
        if subject.catalog.is_faulty(&of.value) {
            return;
        }
        let ids: Vec<&str> = subject.catalog.ids().collect();
        report.diagnostics.push(
            Diagnostic::error(
                Code::UnknownSeries,
                of.span.clone(),
                format!("there is no series `{}`", of.value),
            )
            .hint(suggest(&of.value, ids)),
        );
        return;
    };
    let label = |series: &Series| series.base.as_ref().map(Base::who);
    let changed = [
        (Code::WordingChanged, series.question != first.question, "the question is worded differently"),
        (Code::BaseChanged, label(series) != label(first), "the base is different"),
    ];
    for (rule, _, what) in changed.into_iter().filter(|(_, changed, _)| *changed) {
        let message = format!("`{}` is a wave of `{}`, but {what}", series.id, first.id);
        let hint = format!("tell the reader, then allow it: `allow: {{{rule}: said in the notes}}`");
        if let Some(finding) = report.add(rule, &series.allow, of.span.clone(), message, hint) {
            finding.related.push((first.span.clone(), "the other wave".into()));
        }
    }
}
