//! How the figures of a table are written: decimal sign, marks behind them, words for missing ones, hidden cells.

use super::draft::{list, named};
use super::grid::{Grid, Item};
use super::rows::{Role, Row};
use super::tables::Region;

/// How figures are written: decimal sign, marks behind them, words for missing ones, hidden cells.
pub(super) fn writing(
    grid: &Grid,
    region: &Region,
    rows: &[Row],
    scale: bool,
    data: &mut Vec<(&'static str, String)>,
    doubts: &mut Vec<String>,
) {
    let base: Vec<usize> = rows
        .iter()
        .filter(|row| matches!(row.role, Role::Base | Role::OtherBase))
        .map(|row| row.at)
        .collect();
    let (mut marks, mut holes): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut is_text, mut is_odd, mut hidden) = (false, false, false);
    for row in &region.body {
        hidden |= grid.hidden_rows.get(*row).copied().unwrap_or(false);
        for column in &region.columns {
            let slot = grid.slot(*row, *column);
            hidden |= slot.hidden;
            match &slot.item {
                Item::Figure(figure) => {
                    is_text |= figure.is_text;
                    is_odd |= figure.is_text && !figure.is_plain;
                    let mark = figure.mark.iter().filter(|mark| !marks.contains(mark) && !base.contains(row));
                    marks.extend(mark.cloned().collect::<Vec<_>>());
                }
                Item::Hole(text) if !holes.contains(text) => holes.push(text.clone()),
                _ => {}
            }
        }
    }
    let is_typed = grid.text.is_none();
    if (is_typed && is_text) || (!is_typed && is_odd) {
        data.push(("decimal", grid.sign.word().into()));
        if !grid.is_sure {
            doubts.push(format!(
                "the texts do not say which decimal sign is meant: {} is taken",
                grid.sign.word()
            ));
        }
    }
    if !marks.is_empty() {
        marks.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        doubts.push(format!(
            "figures have marks behind them, whose meaning is for you to add: {}",
            named(&marks)
        ));
        data.push(("flags", list(&marks)));
    }
    super::holes::holes(grid, region, rows, &holes, data, doubts);
    if hidden {
        doubts.push("hidden rows, columns or figures are left out".into());
        data.push(("hidden", "skip".into()));
    }
    if scale {
        data.push(("scale", "100".into()));
    }
}
