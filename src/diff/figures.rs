//! Which figures of a chart changed, and whether a change is more than chance.

use std::collections::{BTreeMap, BTreeSet};

use super::FigureChange;
use super::edition::{Chart, Figure};
use crate::survey::confidence::Confidence;
use crate::survey::intervals;
use crate::survey::intervals::Samples;

/// The figure of a row and column, and its number among those of the same names.
type Key<'f> = (&'f str, Option<&'f str>, usize);

/// The figures that were changed, added or taken out, in the order of the new chart; those that are gone come last.
pub(super) fn changes(old: &Chart, new: &Chart) -> Vec<FigureChange> {
    let (before, after) = (by_key(old), by_key(new));
    let earlier: BTreeMap<Key<'_>, &Figure> = before.iter().copied().collect();
    let later: BTreeSet<Key<'_>> = after.iter().map(|(key, _)| *key).collect();
    let changed = after.iter().filter_map(|(key, figure)| {
        let earlier = earlier.get(key).copied();
        (!earlier.is_some_and(|earlier| is_same(earlier, figure)))
            .then(|| change((old, earlier), (new, Some(figure))))
    });
    let gone = before.iter().filter(|(key, _)| !later.contains(key));
    changed.chain(gone.map(|(_, figure)| change((old, Some(figure)), (new, None)))).collect()
}

fn by_key(chart: &Chart) -> Vec<(Key<'_>, &Figure)> {
    let mut seen: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let mut keyed = Vec::with_capacity(chart.figures.len());
    for figure in &chart.figures {
        let (row, column) = (figure.row.as_str(), figure.column.as_deref());
        let number = seen.entry((row, column)).or_default();
        *number += 1;
        keyed.push(((row, column, *number), figure));
    }
    keyed
}

/// Where a figure comes from may change; what it says must not.
fn is_same(old: &Figure, new: &Figure) -> bool {
    old.printed == new.printed
        && old.unrounded == new.unrounded
        && old.kind == new.kind
        && old.hidden == new.hidden
}

fn change((before, old): (&Chart, Option<&Figure>), (after, new): (&Chart, Option<&Figure>)) -> FigureChange {
    let named = new.or(old);
    let (earlier, later) =
        (old.and_then(|figure| before.series_of(figure)), new.and_then(|figure| after.series_of(figure)));
    let column = named.and_then(|figure| figure.column.as_deref());
    let is_share = |figure: Option<&Figure>| {
        figure.is_some_and(|one| matches!(one.kind.as_str(), "category" | "net" | "missing" | "remainder"))
    };
    let is_percent = later.or(earlier).is_some_and(|series| series.is_percent);
    let share = |figure: Option<&Figure>| {
        figure.and_then(|one| one.unrounded).filter(|share| (0.0..=100.0).contains(share))
    };
    let sides = [(earlier, old), (later, new)];
    let sizes = sides.map(|(series, figure)| series?.effective_size(figure?).filter(|n| *n > 0.0));
    let [before, after] = sides.map(|(series, figure)| series?.size(figure?));
    let usual = Confidence::default();
    let level = later.or(earlier).and_then(|series| series.level).unwrap_or(usual.level);
    let z = Confidence { level, ..usual }.z();
    let is_within_margin = match (share(old), share(new), sizes) {
        (Some(one), Some(other), [Some(n), Some(m)]) if is_percent && is_share(old) && is_share(new) => {
            Some(intervals::significant((one, n), (other, m), Samples::Apart, z).is_none())
        }
        _ => None,
    };
    FigureChange {
        row: named.map(|figure| figure.row.clone()).unwrap_or_default(),
        column: column.map(str::to_owned),
        old: old.cloned(),
        new: new.cloned(),
        n: (before, after),
        is_percent,
        is_within_margin,
    }
}
