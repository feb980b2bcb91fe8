//! The key `skip`: which rows and columns of a table are left out, by name.

use super::keys::SKIP;
use crate::diagnostic::Diagnostics;
use crate::spec::fields::Fields;
use crate::spec::yaml::Value;
use crate::spec::{Spanned, values};
use crate::survey::names::same;

/// Rows and columns to leave out.
#[derive(Debug, Clone, Default)]
pub struct Skip {
    /// Names of rows.
    pub rows: Vec<Spanned<String>>,
    /// Names of columns.
    pub columns: Vec<Spanned<String>>,
    /// Whether the author did not tell rows from columns: then both lists hold all names.
    pub is_list: bool,
}

impl Skip {
    /// `skip: [Total]`, or `skip: {rows: [Total], columns: [n]}`.
    pub(super) fn read(fields: &mut Fields<'_>, sink: &Diagnostics) -> Self {
        let Some(node) = fields.node("skip") else { return Self::default() };
        if !matches!(node.value, Value::Map(_)) {
            let words = values::texts(node, "skip", sink);
            return Self { rows: words.clone(), columns: words, is_list: true };
        }
        let Some(mut told) = Fields::open(node, &SKIP, sink) else { return Self::default() };
        let rows = told.texts("rows").unwrap_or_default();
        let columns = told.texts("columns").unwrap_or_default();
        told.finish();
        Self { rows, columns, is_list: false }
    }

    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty()
    }

    /// The place in the list of the row that is left out by this name.
    pub fn row(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|word| same(&word.value, name))
    }

    /// Whether a column is left out by this name.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|word| same(&word.value, name))
    }
}
