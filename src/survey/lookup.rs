//! Looks up a figure by name.

use super::Catalog;
use super::names;
use super::series::{By, Net, Series};

/// A figure with what is needed to print it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure<'a> {
    /// The series it comes from.
    pub series: &'a Series,
    /// The category or net, as named there.
    pub name: &'a str,
    /// The figure; already rounded only with `largest-remainder`.
    pub value: f64,
    /// The figure before any rounding.
    pub exact: f64,
}

/// Why a lookup failed: the unknown word, and the known ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// `series`, `category`, `column` or, if the category exists but its figure does not, `published figure for`.
    pub what: &'static str,
    /// The unknown word; empty if one must be given.
    pub word: String,
    /// The known words.
    pub candidates: Vec<String>,
}

impl Unknown {
    /// Whether the category is known, but its figure was not published or is hidden.
    pub fn is_unpublished(&self) -> bool {
        self.what == UNPUBLISHED
    }
}

/// What is not there of a category whose figure was not published.
const UNPUBLISHED: &str = "published figure for";

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.word.is_empty() {
            write!(f, "a {} must be named here", self.what)
        } else {
            write!(f, "there is no {} `{}`", self.what, self.word)
        }
    }
}

/// The series with this id.
///
/// # Errors
/// [`Unknown`], with all ids as candidates.
pub fn series<'a>(catalog: &'a Catalog, id: &str) -> Result<&'a Series, Unknown> {
    catalog.get(id).ok_or_else(|| Unknown {
        what: "series",
        word: id.into(),
        candidates: catalog.known_ids().map(str::to_owned).collect(),
    })
}

/// The index of a column; 0 in a series without named columns.
///
/// # Errors
/// [`Unknown`] if the column does not exist, or if none is given although the series has several.
pub fn column(series: &Series, name: Option<&str>) -> Result<usize, Unknown> {
    let unknown =
        |word: &str| Unknown { what: "column", word: word.into(), candidates: columns_and_nets(series) };
    match name {
        None if series.columns.is_empty() => Ok(0),
        None => Err(unknown("")),
        Some(name) => series.column(name).ok_or_else(|| unknown(name)),
    }
}

/// A figure by category, net or remainder.
///
/// # Errors
/// [`Unknown`] if no category, net or column has that name, or the figure was not published.
pub fn figure<'a>(series: &'a Series, name: &str, column_name: Option<&str>) -> Result<Figure<'a>, Unknown> {
    if let Some(net) = column_name.and_then(|name| answer_net(series, name)) {
        let Some(item) = series.category(name) else {
            let candidates = series.categories.iter().map(|category| category.name.clone()).collect();
            return Err(Unknown { what: "item", word: name.into(), candidates });
        };
        let value = series.answer_net(net, item).ok_or_else(|| unpublished(name))?;
        return Ok(Figure { series, name: &series.categories[item].name, value, exact: value });
    }
    let column = column(series, column_name)?;
    let unknown = || Unknown {
        what: "category",
        word: name.into(),
        candidates: series
            .categories
            .iter()
            .map(|category| category.name.clone())
            .chain(series.nets.iter().map(|net| net.name.clone()))
            .collect(),
    };
    if let Some(index) = series.category(name) {
        let category = &series.categories[index];
        let value = series.figure(index, column).ok_or_else(|| unpublished(name))?;
        let exact = series.exact(index, column).unwrap_or(value);
        return Ok(Figure { series, name: &category.name, value, exact });
    }
    if let Some(net) = series.nets.iter().find(|net| names::same(&net.name, name)) {
        let value = series.net(net, column).ok_or_else(|| unpublished(name))?;
        return Ok(Figure { series, name: &net.name, value, exact: value });
    }
    match &series.remainder {
        Some(remainder) if remainder == name && series.by == By::Group => {
            let rest = series.missing_to_100(column);
            // If a part was not published, the remainder is unknown.
            let value = rest.or(series.whole(column).map(|_| 0.0)).ok_or_else(|| unpublished(name))?;
            Ok(Figure { series, name: remainder, value, exact: series.rest(column).unwrap_or(value) })
        }
        _ => Err(unknown()),
    }
}

/// A net of the answers that every item has.
fn answer_net<'a>(series: &'a Series, name: &str) -> Option<&'a Net> {
    series.answer_nets.iter().find(|net| names::same(&net.name, name))
}

/// The names that a text can give for a column.
fn columns_and_nets(series: &Series) -> Vec<String> {
    let nets = series.answer_nets.iter().map(|net| &net.name);
    series.columns.iter().chain(nets).cloned().collect()
}

/// The category exists, but its figure was not published or is hidden.
fn unpublished(name: &str) -> Unknown {
    Unknown { what: UNPUBLISHED, word: name.into(), candidates: Vec::new() }
}
