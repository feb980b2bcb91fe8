//! Templates that rank: `top()` and `rank()` whose order may be chance.

use super::super::levels::Report;
use crate::diagnostic::Code;
use crate::language::{Language, number};
use crate::spec::{Allowed, Spanned};
use crate::survey::intervals::{least_margin_of_difference, margin_of_difference};
use crate::survey::series::{By, QuestionType, Series, Unit};
use crate::survey::{Catalog, lookup};

/// A call in a text: its function and its arguments, without quotes.
struct Call<'t> {
    name: &'static str,
    arguments: Vec<&'t str>,
    /// The call as it is written.
    words: &'t str,
}

/// Reports calls of `top` and `rank` that decide between figures whose difference may be chance.
pub(super) fn check(text: &Spanned<String>, allowed: &Allowed, catalog: &Catalog, report: &mut Report) {
    for call in calls(&text.value) {
        let Some((one, other)) = rivals(&call, catalog) else { continue };
        let print = |value: f64| {
            number::number(value, usize::from((value - value.round()).abs() > 1e-9), Language::English)
        };
        let message = format!(
            "`{}` decides between `{}` ({}) and `{}` ({}), but the difference may be chance",
            call.name,
            one.0,
            print(one.1),
            other.0,
            print(other.1)
        );
        let hint = "name both, or allow it if everybody was asked: `allow: {within-margin: census}`";
        report.add(Code::WithinMargin, allowed, super::span_in(text, call.words), message, hint);
    }
}

/// The calls of `top` and `rank` in the expressions of a text.
fn calls(text: &str) -> Vec<Call<'_>> {
    let mut calls = Vec::new();
    for expression in text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()) {
        for name in ["top", "rank"] {
            let word = expression.trim_start_matches(['-', ' ', '(']);
            let Some(inner) = word.strip_prefix(name).and_then(|rest| rest.trim_start().strip_prefix('('))
            else {
                continue;
            };
            let Some(arguments) = arguments(inner) else { continue };
            calls.push(Call { name, arguments, words: expression.trim() });
        }
    }
    calls
}

/// The arguments up to the closing bracket; commas and brackets within quotes are part of a name.
fn arguments(text: &str) -> Option<Vec<&str>> {
    let (mut all, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), sign) if sign == open => quote = None,
            (None, ',' | ')') => {
                all.push(text[start..at].trim().trim_matches(['"', '\'']));
                start = at + 1;
                if sign == ')' {
                    return Some(all);
                }
            }
            _ => {}
        }
    }
    None
}

type Named<'a> = (&'a str, f64);

/// The two answers between which a call decides, if their difference may be chance.
fn rivals<'a>(call: &Call<'_>, catalog: &'a Catalog) -> Option<(Named<'a>, Named<'a>)> {
    let series = catalog.get(call.arguments.first()?)?;
    let column = lookup::column(series, call.arguments.get(2).copied()).ok()?;
    if series.unit != Unit::Percent || series.by != By::Group {
        return None;
    }
    let answers = series.categories.iter().filter(|category| !series.missing.contains(&category.name));
    let mut ranked: Vec<Named<'a>> =
        answers.filter_map(|category| Some((category.name.as_str(), category.values[column]?))).collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
    let at = match call.name {
        "top" => call.arguments.get(1).map_or(Some(1), |count| count.parse().ok())?,
        _ => {
            let wanted = call.arguments.get(1)?;
            1 + ranked.iter().position(|(name, _)| name == wanted)?
        }
    };
    let own = *ranked.get(at.checked_sub(1)?)?;
    let before = (call.name == "rank").then(|| at.checked_sub(2).and_then(|at| ranked.get(at))).flatten();
    let rival = [before, ranked.get(at)]
        .into_iter()
        .flatten()
        .find(|rival| is_chance(series, column, own, **rival))?;
    Some((own, *rival))
}

/// Whether the difference between two answers of a column is below the margin of error. Where several answers were
/// allowed, their overlap is unknown, and the least possible margin counts.
fn is_chance(series: &Series, column: usize, one: Named<'_>, other: Named<'_>) -> bool {
    let name = series.columns.get(column).map_or("", String::as_str);
    let n = series.base.as_ref().and_then(|base| base.effective(name)).filter(|n| *n > 0.0);
    let z = series.survey.confidence.z();
    n.is_some_and(|n| {
        let margin = match series.question_type {
            QuestionType::Single | QuestionType::Scale => margin_of_difference(one.1, other.1, n, true, z),
            _ => least_margin_of_difference(one.1, other.1, n, z),
        };
        (one.1 - other.1).abs() < margin
    })
}

#[cfg(test)]
mod tests {
    use super::calls;

    #[test]
    fn calls_of_a_text() {
        let text =
            "A {{ top(\"s\", 2) }} b {{ rank('s', 'one, two') }} {{ pct(\"s\", \"top(\") }} {{ top(\"s\"";
        let found: Vec<_> = calls(text).into_iter().map(|call| (call.name, call.arguments)).collect();
        assert_eq!(found, [("top", vec!["s", "2"]), ("rank", vec!["s", "one, two"])]);
    }
}
