//! Rules on a question and its figures.

use std::collections::BTreeSet;

use super::levels::Report;
use super::{Subject, series_ids, waves};
use crate::diagnostic::Code;
use crate::language::number;
use crate::spec::min_base::MinBase;
use crate::survey::series::{By, Net, QuestionType, Series, Unit};

/// Checks a series that a chart shows.
pub(super) fn check(series: &Series, subject: &Subject<'_>, report: &mut Report) {
    if series.unit == Unit::Percent {
        base(series, subject, report);
        parts(series, report);
    }
    for net in &series.nets {
        net_sum(series, net, report);
    }
    if series.question_type == QuestionType::Multiple {
        multiple(series, report);
    }
    // A number may have been counted or measured instead of asked.
    if series.question.is_none() && series.question_type != QuestionType::Numeric {
        let message = format!("`{}` lacks the wording of its question", series.id);
        let hint = "add `question: …` as it was asked; say so if it is a paraphrase";
        report.add(Code::WordingMissing, &series.allow, series.span.clone(), message, hint);
    }
    weighting(series, report);
    waves::check(series, subject, report);
}

/// An effective base below n shows that answers were weighted: readers must learn how.
fn weighting(series: &Series, report: &mut Report) {
    let Some(base) = series.base.as_ref().filter(|_| series.survey.weighting.is_none()) else { return };
    let whole = base.n.zip(base.n_effective);
    let sizes = base.columns.iter().chain(&base.rows).map(|(_, size)| *size);
    let parts = sizes.filter_map(|size| Some((size.n, size.n_effective?)));
    let Some((n, effective)) =
        whole.into_iter().chain(parts).find(|(n, effective)| *effective < f64::from(*n) - 1e-6)
    else {
        return;
    };
    if effective < f64::from(n) {
        let effective = effective.round();
        let message = format!(
            "`{}` is weighted or clustered (its effective base is {effective} of {n}), but the survey does not say how",
            series.id
        );
        let hint = "add `weighting: …` to `survey`, such as “by age, sex and region to the census of 2022”";
        report.add(Code::WeightingMissing, &series.allow, series.span.clone(), message, hint);
    }
}

fn base(series: &Series, subject: &Subject<'_>, report: &mut Report) {
    let Some(base) = &series.base else {
        let message = format!("`{}` does not say who was asked", series.id);
        let hint = "add `base: {label: all respondents, n: 623}` to the series or to `survey`";
        report.add(Code::BaseMissing, &series.allow, series.span.clone(), message, hint);
        return;
    };
    let least = subject.briefing.and_then(|briefing| briefing.min_base);
    let least = least.map_or(MinBase::DEFAULT, |least| least.n);
    let few = |of: String, n: u32, report: &mut Report| {
        let message = format!("{of} rests on {n} answers, fewer than {least}");
        let hint = "show counts instead (`unit: count`), or allow it with a reason: `allow: {small-base: …}`";
        report.add(Code::SmallBase, &series.allow, series.span.clone(), message, hint);
    };
    // Items have sizes of their own where not all were asked all.
    for (at, category) in series.categories.iter().enumerate() {
        if let Some(n) = series.row_size(at).filter(|n| *n < least) {
            few(format!("`{}` in `{}`", category.name, series.id), n, report);
        }
    }
    for (index, column) in (0..series.width()).map(|index| (index, series.columns.get(index))) {
        // If all columns share a size, one message is enough.
        let own = column.is_some_and(|column| base.columns.iter().any(|(name, _)| name == column));
        if (index > 0 && !own) || series.hidden.iter().any(|(hidden, _)| *hidden == index) {
            continue;
        }
        let Some(n) = series.size(index).filter(|n| *n < least) else { continue };
        let of = match column.filter(|_| own) {
            Some(column) => format!("`{column}` in `{}`", series.id),
            None => format!("`{}`", series.id),
        };
        few(of, n, report);
    }
}

/// Parts that miss 100 by more than rounding hide an answer, unless the series names a remainder.
fn parts(series: &Series, report: &mut Report) {
    if series.remainder.is_some() {
        return;
    }
    let count = if series.by == By::Item { series.width() } else { series.categories.len() };
    // Half a unit of the last decimal for each part.
    let rounding = 0.5 * count as f64 / 10f64.powi(i32::try_from(series.decimals()).unwrap_or(0));
    for line in 0..series.wholes() {
        let Some(sum) = series.whole(line).filter(|sum| *sum < 100.0 - rounding - 1e-9) else { continue };
        let name = match series.by {
            By::Item => series.categories.get(line).map(|category| category.name.as_str()),
            By::Group => series.columns.get(line).map(String::as_str),
        };
        let of =
            name.map_or_else(|| format!("`{}`", series.id), |name| format!("`{name}` in `{}`", series.id));
        let message = format!("the parts of {of} add up to {} instead of 100", plain(sum));
        let hint = "name what is missing with `remainder: not reported`, or correct a figure";
        report.add(Code::PartsNot100, &series.allow, series.span.clone(), message, hint);
        return;
    }
}

/// With multiple response, a respondent may be in several categories: they neither add up to a net nor leave a
/// remainder to 100.
fn multiple(series: &Series, report: &mut Report) {
    for net in series.nets.iter().filter(|net| net.given.is_empty() && net.parts.len() > 1) {
        let message =
            format!("several answers were allowed: the net `{}` counts respondents twice", net.name);
        let hint = "give the published share of those who named at least one: `{parts: […], value: …}`";
        report.add(Code::MultipleAsWhole, &series.allow, net.span.clone(), message, hint);
    }
    if series.remainder.is_some() {
        let message = format!("several answers were allowed: `{}` has no remainder to 100", series.id);
        report.add(Code::MultipleAsWhole, &series.allow, series.span.clone(), message, "remove `remainder`");
    }
}

/// A published net may differ from the sum of its parts by rounding, not by more.
fn net_sum(series: &Series, net: &Net, report: &mut Report) {
    for column in 0..series.width() {
        let (Some(given), Some(sum)) = (net.given(column), series.net_sum(net, column)) else { continue };
        let part = |part: &usize| series.categories[*part].values[column];
        let rounding = 0.5 / 10f64.powi(i32::try_from(series.decimals()).unwrap_or(0));
        let slack = rounding * (net.parts.len() + 1) as f64 + 1e-9;
        // Whether the net is plausible, and the least that it can be.
        let (is_plausible, least) = if series.question_type == QuestionType::Multiple {
            // At least as many respondents as named the most frequent answer, at most the sum of all, named any of
            // them.
            let most = net.parts.iter().filter_map(part).fold(0.0, f64::max);
            ((most - rounding - 1e-9..=sum + slack).contains(&given), most)
        } else {
            ((given - sum).abs() <= slack, sum)
        };
        let what = match is_plausible {
            true => continue,
            false if least < sum => format!("but must lie between {} and {}", plain(least), plain(sum)),
            false => format!("but its parts add up to {}", plain(sum)),
        };
        let of = series.columns.get(column).map_or(String::new(), |column| format!(" in `{column}`"));
        let message = format!("the net `{}` is given as {}{of}, {what}", net.name, plain(given));
        let hint = "correct the net or its parts, or remove `value`";
        let Some(finding) = report.add(Code::NetNotSum, &series.allow, net.span.clone(), message, hint)
        else {
            return;
        };
        let spots = net.parts.iter().map(|part| series.categories[*part].spot(column));
        let seen = spots.filter(|spot| spot.cell.is_none());
        finding.related.extend(seen.map(|spot| (spot.span, "a part".to_owned())));
    }
}

/// Reports series that no chart and no text uses.
pub(super) fn check_unused(subject: &Subject<'_>, report: &mut Report) {
    // A chart that could not be read may be the one that draws it.
    let is_lost = subject.charts.iter().any(|(_, spec)| spec.is_none());
    if !subject.is_single || is_lost || !report.checks(Code::UnusedSeries) {
        return;
    }
    let specs = || subject.charts.iter().filter_map(|(_, spec)| spec.as_deref());
    let drawn = specs().flat_map(series_ids);
    let printed = specs().flat_map(|spec| &spec.named);
    let printed = printed.chain(subject.briefing.iter().flat_map(|briefing| &briefing.named));
    let used: BTreeSet<&str> = drawn.chain(printed.map(String::as_str)).collect();
    for series in subject.catalog.iter() {
        if !used.contains(series.id.as_str()) {
            let message = format!("no chart and no text uses `{}`", series.id);
            report.add(
                Code::UnusedSeries,
                &series.allow,
                series.span.clone(),
                message,
                "use it, or remove it",
            );
        }
    }
}

/// A figure in a message, which is always in English.
fn plain(value: f64) -> String {
    let decimals = usize::from((value - value.round()).abs() > 1e-9);
    number::number(value, decimals, crate::language::Language::English)
}

/// Whether the answers to a question exclude each other.
pub(super) fn exclusive(series: &Series) -> bool {
    matches!(series.question_type, QuestionType::Single | QuestionType::Scale)
}
