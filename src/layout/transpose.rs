//! Transposes a chart of one category with several columns: each column is labelled next to its own mark, which
//! reads faster than a legend.

use super::context::{LaidOut, LayoutContext};
use crate::chart::data::{ChartData, Column, Row, RowKind};

/// Lays out the columns of a single category as rows under its name, and other charts as they are.
pub(super) fn lay(
    shown: &ChartData,
    ground: &LayoutContext<'_>,
    marks: impl Fn(&ChartData) -> LaidOut,
) -> LaidOut {
    match turn(shown).filter(|_| is_turned(shown, ground)) {
        None => marks(shown),
        Some(turned) => {
            let mut laid = marks(&turned);
            for spot in &mut laid.mark_boxes {
                (spot.row, spot.column) = (spot.column, spot.row);
            }
            laid
        }
    }
}

/// Whether a chart is transposed. Panels are not: they share a legend.
pub(super) fn is_turned(shown: &ChartData, ground: &LayoutContext<'_>) -> bool {
    let is_hidden = shown.columns.iter().any(|column| column.hidden.is_some());
    shown.rows.len() == 1 && shown.columns.len() > 1 && ground.legend && !is_hidden
}

fn turn(shown: &ChartData) -> Option<ChartData> {
    let only = shown.rows.first()?;
    let row = |(index, column): (usize, &Column)| {
        let kind = match column {
            Column { missing: true, .. } => RowKind::Missing,
            Column { remainder: true, .. } => RowKind::Remainder,
            _ => only.kind,
        };
        Row {
            highlighted: column.highlighted,
            group: Some(0),
            own: only.own,
            notes: only.notes.get(index).cloned().into_iter().collect(),
            ..Row::new(column.name.clone(), vec![only.values.get(index).copied().flatten()], kind)
        }
    };
    let rows = shown.columns.iter().enumerate().map(row).collect();
    let column = Column { name: String::new(), highlighted: false, ..shown.columns.first()?.clone() };
    Some(ChartData { rows, columns: vec![column], groups: vec![only.name.clone()], ..shown.clone() })
}
