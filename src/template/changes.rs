//! Changes in texts: how far a share has moved between two waves, and whether two shares differ by more than chance.

use minijinja::Error;

use super::{find, missing, refuse};
use crate::language::{Language, fill, number};
use crate::survey::confidence::Sampling;
use crate::survey::series::{Series, Unit};
use crate::survey::{Catalog, lookup};

/// Two figures of a row.
struct Pair<'c> {
    series: &'c Series,
    /// Their columns.
    columns: (usize, usize),
    /// The figures before any rounding.
    from: f64,
    to: f64,
    /// How probable such a difference is by chance; `None` where chance has no part in it.
    p: Option<f64>,
}

impl Pair<'_> {
    fn is_significant(&self) -> bool {
        self.p.is_none_or(|p| self.series.survey.confidence.is_significant(p))
    }

    fn name(&self, column: usize) -> &str {
        self.series.columns.get(column).map_or("", String::as_str)
    }
}

fn pair<'c>(
    catalog: &'c Catalog,
    series: &str,
    row: &str,
    (from, to): (&str, &str),
) -> Result<Pair<'c>, Error> {
    let series = find(catalog, series)?;
    let figure = |column: &str| {
        let at = lookup::column(series, Some(column)).map_err(|unknown| missing(&unknown))?;
        let found = lookup::figure(series, row, Some(column)).map_err(|unknown| missing(&unknown))?;
        Ok::<_, Error>((at, found.exact))
    };
    let ((one, before), (other, after)) = (figure(from)?, figure(to)?);
    if one == other {
        return Err(refuse(&format!("`{from}` is compared with itself; name two columns")));
    }
    if series.unit != Unit::Percent {
        let message = format!("the figures of `{}` are no shares", series.id);
        return Err(refuse(&format!("{message}; write the two figures side by side")));
    }
    let least = series.survey.confidence.least;
    if let Some(small) =
        [(one, from), (other, to)].into_iter().find(|(at, _)| series.size(*at).is_some_and(|n| n < least))
    {
        let message = format!(
            "`{}` has fewer than {least} respondents, and `confidence` tests no such column",
            small.1
        );
        return Err(refuse(&format!("{message}; write the two figures side by side")));
    }
    let p = match series.survey.sampling {
        // All were asked: each difference is one.
        Some(Sampling::Census) => None,
        Some(Sampling::SelfSelected) => {
            let message = format!(
                "the respondents of `{}` chose themselves, so no test tells chance from change",
                series.id
            );
            return Err(refuse(&format!("{message}; write the two figures side by side")));
        }
        _ => {
            let chance = series.chance(row, (one, before), (other, after));
            Some(chance.ok_or_else(|| {
                let message = format!("whether `{from}` and `{to}` differ by chance cannot be told");
                refuse(&format!("{message}; give the size of each column: `base: {{label: …, columns: {{{from}: 580, {to}: 623}}}}`"))
            })?)
        }
    };
    Ok(Pair { series, columns: (one, other), from: before, to: after, p })
}

/// How far a share has moved: "plus 6 percentage points since 2019", or that it has not beyond the margin of error.
pub(super) fn change(
    catalog: &Catalog,
    series: &str,
    row: &str,
    (from, to): (&str, &str),
    language: Language,
) -> Result<String, Error> {
    if let Some(word) = [from, to].into_iter().find(|name| !is_time(name)) {
        let message = format!("`{word}` is no year and no wave");
        return Err(refuse(&format!("{message}; to compare groups, use `significant`")));
    }
    let pair = pair(catalog, series, row, (from, to))?;
    let words = language.words();
    let is_last = pair.columns.1 + 1 == pair.series.width();
    let when = match is_last {
        true => fill(words.since, &[pair.name(pair.columns.0)]),
        false => fill(words.between, &[pair.name(pair.columns.0), pair.name(pair.columns.1)]),
    };
    let decimals = pair.series.decimals();
    let size = (pair.to - pair.from).abs();
    let shown = number::number(size, decimals, language);
    let is_nothing = number::number(0.0, decimals, language) == shown;
    let what = match (is_nothing, pair.is_significant(), pair.to > pair.from) {
        (true, ..) => words.unchanged.to_owned(),
        (_, false, _) => words.unchanged_by_margin.to_owned(),
        (_, true, up) => {
            let one = number::number(1.0, decimals, language) == shown;
            let phrase = match (up, one) {
                (true, true) => words.plus_point,
                (true, false) => words.plus_points,
                (false, true) => words.minus_point,
                (false, false) => words.minus_points,
            };
            fill(phrase, &[&shown])
        }
    };
    Ok(format!("{what} {when}"))
}

/// Whether the second share differs from the first: "significantly higher", or not.
pub(super) fn significant(
    catalog: &Catalog,
    series: &str,
    row: &str,
    columns: (&str, &str),
    language: Language,
) -> Result<&'static str, Error> {
    let pair = pair(catalog, series, row, columns)?;
    let words = language.words();
    if pair.p.is_none() {
        let message = format!("all were asked in `{}`, so nothing is tested", pair.series.id);
        return Err(refuse(&format!("{message}; write which figure is higher")));
    }
    Ok(match (pair.is_significant(), pair.to > pair.from) {
        (true, true) => words.significantly_higher,
        (true, false) => words.significantly_lower,
        (false, _) => words.not_significant,
    })
}

/// Whether the first of two answers of a column was given more often than the second: "significantly more often", or not.
pub(super) fn compare(
    catalog: &Catalog,
    series: &str,
    (one, other): (&str, &str),
    column: Option<&str>,
    language: Language,
) -> Result<&'static str, Error> {
    let series = find(catalog, series)?;
    let figure = |name: &str| {
        let found = lookup::figure(series, name, column).map_err(|unknown| missing(&unknown))?;
        let row =
            series.row(name).ok_or_else(|| refuse(&format!("`{name}` is no answer of `{}`", series.id)))?;
        Ok::<_, Error>((row, found.exact))
    };
    let (first, second) = (figure(one)?, figure(other)?);
    if first.0 == second.0 {
        return Err(refuse(&format!("`{one}` is compared with itself; name two answers")));
    }
    let at = lookup::column(series, column).map_err(|unknown| missing(&unknown))?;
    if let Some(why) = series.survey.sampling.and_then(Sampling::forbids_margins) {
        return Err(refuse(&format!(
            "nothing is tested in `{}`: {why}; write the two figures side by side",
            series.id
        )));
    }
    let p = series.chance_of_answers(first, second, at).ok_or_else(|| {
        refuse(&format!(
            "whether `{one}` and `{other}` differ by chance cannot be told: count the answers of respondents, so that it is known how many gave both"
        ))
    })?;
    let words = language.words();
    Ok(match (series.survey.confidence.is_significant(p), first.1 > second.1) {
        (true, true) => words.significantly_higher,
        (true, false) => words.significantly_lower,
        (false, _) => words.not_significant,
    })
}

/// Whether a column is a point in time: its name has a year or calls itself a wave.
fn is_time(name: &str) -> bool {
    let mut numbers = name.split(|c: char| !c.is_ascii_digit());
    let is_year = |digits: &str| digits.len() == 4 && (1900..=2100).contains(&digits.parse().unwrap_or(0u32));
    let lower = name.to_lowercase();
    numbers.any(is_year) || ["wave", "welle"].iter().any(|word| lower.contains(word))
}
