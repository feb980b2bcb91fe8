//! Transposes a chart of one category with several columns: each column is labelled next to its own mark, which
//! reads faster than a legend.

use super::context::{LaidOut, LayoutContext};
use crate::chart::data::{ChartData, Column, Row, RowKind};

/// Lays out the columns of a single category as rows under its name, and other charts as they are.
pub(super) fn lay_out(
    data: &ChartData,
    context: &LayoutContext<'_>,
    marks: impl Fn(&ChartData) -> LaidOut,
) -> LaidOut {
    match transposed(data).filter(|_| is_transposed(data, context)) {
        None => marks(data),
        Some(transposed) => {
            let mut laid_out = marks(&transposed);
            for mark_box in &mut laid_out.mark_boxes {
                (mark_box.row, mark_box.column) = (mark_box.column, mark_box.row);
            }
            laid_out
        }
    }
}

/// Whether a chart is transposed. Panels are not: they share a legend.
pub(super) fn is_transposed(data: &ChartData, context: &LayoutContext<'_>) -> bool {
    let is_hidden = data.columns.iter().any(|column| column.hidden.is_some());
    data.rows.len() == 1 && data.columns.len() > 1 && context.legend && !is_hidden
}

fn transposed(data: &ChartData) -> Option<ChartData> {
    let only = data.rows.first()?;
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
            exact: vec![only.exact.get(index).copied().flatten()],
            notes: only.notes.get(index).cloned().into_iter().collect(),
            ..Row::new(column.name.clone(), vec![only.values.get(index).copied().flatten()], kind)
        }
    };
    let rows = data.columns.iter().enumerate().map(row).collect();
    let column = Column { name: String::new(), highlighted: false, ..data.columns.first()?.clone() };
    Some(ChartData { rows, columns: vec![column], groups: vec![only.name.clone()], ..data.clone() })
}
