//! Asking for one figure by name.

use super::Catalog;
use super::series::{By, Series};

/// One figure with all that is needed to print it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure<'a> {
    /// The series it comes from.
    pub series: &'a Series,
    /// The category or net, as named there.
    pub name: &'a str,
    /// The figure, unrounded.
    pub value: f64,
}

/// Why a figure was not found: the word that does not fit, and the words that would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// `series`, `category`, `column` or, where the category is there and its figure is not, `published figure for`.
    pub what: &'static str,
    /// The word that does not fit; empty where one is missing.
    pub word: String,
    /// What there is.
    pub candidates: Vec<String>,
}

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.word.is_empty() {
            write!(f, "a {} must be named here", self.what)
        } else {
            write!(f, "there is no {} `{}`", self.what, self.word)
        }
    }
}

/// The series of this id.
///
/// # Errors
/// [`Unknown`] with all ids.
pub fn series<'a>(catalog: &'a Catalog, id: &str) -> Result<&'a Series, Unknown> {
    catalog.get(id).ok_or_else(|| Unknown {
        what: "series",
        word: id.into(),
        candidates: catalog.ids().map(str::to_owned).collect(),
    })
}

/// The index of a column; a series without columns has none to name.
///
/// # Errors
/// [`Unknown`] where the column does not exist, or must be named and is not.
pub fn column(series: &Series, name: Option<&str>) -> Result<usize, Unknown> {
    let unknown =
        |word: &str| Unknown { what: "column", word: word.into(), candidates: series.columns.clone() };
    match name {
        None if series.columns.is_empty() => Ok(0),
        None => Err(unknown("")),
        Some(name) => series.column(name).ok_or_else(|| unknown(name)),
    }
}

/// A figure by category, net or remainder.
///
/// # Errors
/// [`Unknown`] where no category, net or column has that name or the figure was not published.
pub fn figure<'a>(series: &'a Series, name: &str, column_name: Option<&str>) -> Result<Figure<'a>, Unknown> {
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
        return Ok(Figure { series, name: &category.name, value });
    }
    if let Some(net) = series.nets.iter().find(|net| net.name == name) {
        let value = series.net(net, column).ok_or_else(|| unpublished(name))?;
        return Ok(Figure { series, name: &net.name, value });
    }
    match &series.remainder {
        Some(remainder) if remainder == name && series.by == By::Group => {
            let rest = series.missing_to_100(column);
            // Where parts are not published, nobody knows what is missing.
            let value = rest.or(series.whole(column).map(|_| 0.0)).ok_or_else(|| unpublished(name))?;
            Ok(Figure { series, name: remainder, value })
        }
        _ => Err(unknown()),
    }
}

/// The category is there, its figure is not: it was not published, or rests on too few answers.
fn unpublished(name: &str) -> Unknown {
    Unknown { what: "published figure for", word: name.into(), candidates: Vec::new() }
}
