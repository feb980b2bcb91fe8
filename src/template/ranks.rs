//! Ranks of answers by their unrounded figures. Answers that are printed alike are equal: no reader could see which of them
//! is ahead.

use super::{find, missing, refuse};
use crate::survey::series::Series;
use crate::survey::{Catalog, lookup, rounding};
use minijinja::Error;

/// An answer with its figure.
struct Ranked<'a> {
    name: &'a str,
    exact: f64,
    printed: f64,
}

impl<'a> Ranked<'a> {
    fn new(series: &'a Series, category: usize, column: usize) -> Option<Self> {
        Some(Self {
            name: &series.categories[category].name,
            exact: series.exact(category, column)?,
            printed: rounding::shown(series.figure(category, column)?, series.decimals()),
        })
    }

    /// Whether it is ahead of another, and is seen to be.
    fn is_ahead(&self, other: &Self) -> bool {
        self.exact > other.exact && self.printed > other.printed
    }
}

/// The answers of a column, highest first, without non-response.
fn ranked(series: &Series, column: usize) -> Vec<Ranked<'_>> {
    let answers = series.categories.iter().enumerate();
    let answers = answers.filter(|(_, category)| !series.missing.contains(&category.name));
    let mut ranked: Vec<Ranked<'_>> = answers.filter_map(|(at, _)| Ranked::new(series, at, column)).collect();
    ranked.sort_by(|one, other| other.exact.total_cmp(&one.exact));
    ranked
}

fn column_of(series: &Series, name: Option<&str>) -> Result<usize, Error> {
    lookup::column(series, name).map_err(|unknown| missing(&unknown))
}

/// The rank of a category, counted from 1; equal figures share the better rank.
pub(super) fn rank(
    catalog: &Catalog,
    series: &str,
    category: &str,
    column: Option<&str>,
) -> Result<usize, Error> {
    let series = find(catalog, series)?;
    let at = column_of(series, column)?;
    let found = lookup::figure(series, category, column).map_err(|unknown| missing(&unknown))?;
    let printed = rounding::shown(found.value, series.decimals());
    let own = Ranked { name: found.name, exact: found.exact, printed };
    Ok(1 + ranked(series, at).iter().filter(|other| other.is_ahead(&own)).count())
}

/// The names of the highest figures. A tie at the cut-off is an error: which of them is named would be chance.
pub(super) fn top(
    catalog: &Catalog,
    id: &str,
    count: usize,
    column: Option<&str>,
) -> Result<Vec<String>, Error> {
    let series = find(catalog, id)?;
    let at = column_of(series, column)?;
    let ranked = ranked(series, at);
    if let (true, Some(first)) = (ranked.is_empty(), series.categories.first()) {
        let name = series.columns.get(at).map(String::as_str);
        lookup::figure(series, &first.name, name).map_err(|unknown| missing(&unknown))?;
    }
    if count == 0 || count > ranked.len() {
        let answers = ranked.len();
        let message = format!("`{id}` has {answers} answers; ask `top` for a number from 1 to {answers}");
        return Err(refuse(&message));
    }
    let last = &ranked[count - 1];
    if let Some(next) = ranked.get(count).filter(|next| !last.is_ahead(next)) {
        let how = if last.exact == next.exact { "equally frequent" } else { "printed with the same figure" };
        return Err(refuse(&format!(
            "`{}` and `{}` are {how}; ask for one more or one fewer",
            last.name, next.name
        )));
    }
    Ok(ranked[..count].iter().map(|answer| answer.name.to_owned()).collect())
}
