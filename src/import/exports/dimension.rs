//! A dimension of figures as an author uses it, and what is said where it is not there or left open.

use std::collections::BTreeSet;

use super::super::source_spec::SourceSpec;
use super::super::source_spec::format::Format;
use super::layout::{Label, Layout};
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::spec::Spanned;

/// So many values of a dimension are kept for messages.
const MOST_SEEN: usize = 40;

/// A dimension as the author uses it.
pub(super) struct Dimension<'s> {
    /// Its first name.
    pub(super) name: String,
    /// What is picked of it, if anything is; each with the name of the value, once it was found.
    pub(super) picked: Vec<(&'s Spanned<String>, Option<String>)>,
    /// Whether any value of it will do: `pick: {decimals: '*'}`.
    pub(super) any: bool,
    /// The values in rows that are taken, and if there are none, in all.
    pub(super) seen: BTreeSet<String>,
}

pub(super) fn named<'s>(names: &[String]) -> Dimension<'s> {
    let name = names.first().cloned().unwrap_or_default();
    Dimension { name, picked: Vec::new(), any: false, seen: BTreeSet::new() }
}

pub(super) fn remember(seen: &mut BTreeSet<String>, label: &Label) {
    if seen.len() < MOST_SEEN && !seen.contains(&label.name) {
        seen.insert(label.name.clone());
    }
}

pub(super) fn listed(seen: &BTreeSet<String>) -> String {
    let names: Vec<String> = seen.iter().take(12).map(|name| format!("`{name}`")).collect();
    match seen.len() {
        0..=12 => names.join(", "),
        MOST_SEEN.. => format!("{} and many more", names.join(", ")),
        more => format!("{} and {} more", names.join(", "), more - 12),
    }
}

/// The dimensions of a table that has one down its rows, and one across or several that do not vary.
pub(super) fn own_dimensions(format: Format, layout: &Layout) -> Option<(usize, Option<usize>)> {
    let across = layout.values.first()?.labels.len();
    let down = layout.dimensions.len() - across;
    if format != Format::GenesisTable || down != 1 {
        return None;
    }
    let varies = |tier: &usize| {
        layout.values.iter().any(|column| column.labels[*tier] != layout.values[0].labels[*tier])
    };
    let varying: Vec<usize> = (0..across).filter(varies).collect();
    Some((0, varying.first().filter(|_| varying.len() == 1).map(|tier| down + tier)))
}

fn names(layout: &Layout) -> Vec<&str> {
    layout.dimensions.iter().filter_map(|names| names.first()).map(String::as_str).collect()
}

pub(super) fn unknown_dimension(spec: &SourceSpec, layout: &Layout, word: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` has no dimension `{}`", spec.file.value, word.value);
    Diagnostic::error(Code::UnknownHeader, word.span.clone(), message)
        .hint(suggest(&word.value, names(layout)))
}

pub(super) fn no_category(spec: &SourceSpec, format: Format, layout: &Layout) -> Diagnostic {
    let names: Vec<String> = names(layout).iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "`{}` is {} with the dimensions {}: which one are the categories?",
        spec.file.value,
        format.name(),
        names.join(", ")
    );
    Diagnostic::error(Code::MissingKey, spec.file.span.clone(), message).hint(
        "name the dimensions, as in `category: geo`, `column: TIME_PERIOD`, and one value of each other one with `pick`",
    )
}

/// A value that was picked and is in no row.
pub(super) fn not_there(dimension: &Dimension<'_>) -> Option<Diagnostic> {
    let (word, _) = dimension.picked.iter().find(|(_, found)| found.is_none())?;
    let message = format!("`{}` has no value `{}`", dimension.name, word.value);
    let candidates = dimension.seen.iter().map(String::as_str).collect::<Vec<_>>();
    Some(
        Diagnostic::error(Code::UnknownCategory, word.span.clone(), message)
            .hint(suggest(&word.value, candidates)),
    )
}
