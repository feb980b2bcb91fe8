//! A hundred squares, filled by the shares of the parts.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Cells, Plot};
use crate::layout::kinds::part_list::Parts;
use crate::units::{Color, Rect};

/// Squares along an edge.
const SIDE: usize = 10;

/// Lays out `waffle`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let parts = Parts::new(data, overrides, context);
    let mut labels = Vec::new();
    let list = parts.arrange(data, context, &mut labels);
    let frame = list.frame;
    let counts = apportion(&parts.values, parts.whole);
    let step = frame.width / SIDE as f32;
    let gap = step * 0.12;
    // From the bottom left, row by row upwards, like a fill level.
    let square = |index: usize| {
        let (x, y) = ((index % SIDE) as f32, (SIDE - 1 - index / SIDE) as f32);
        Rect::new(frame.x + x * step, frame.y + y * step, step - gap, step - gap)
    };
    let mut fills =
        counts.iter().zip(&parts.colors).flat_map(|(count, color)| std::iter::repeat_n(*color, *count));
    let mut cells = Cells::default();
    for index in 0..SIDE * SIDE {
        let fill: Color = fills.next().unwrap_or(context.roles.rest);
        cells.cells.push((square(index), fill));
    }
    cells.cells.extend(list.swatches);
    let mut from = 0;
    let mark_box = |(row, count): (&usize, &usize)| {
        // The square in the middle of a part.
        let rect = square((from + count / 2).min(SIDE * SIDE - 1));
        from += count;
        MarkBox { row: *row, column: 0, rect }
    };
    let mark_boxes = parts.rows.iter().zip(&counts).map(mark_box).collect();
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Cells(cells), labels, list.height) }
}

/// Apportions whole squares to shares by the largest-remainder method, so that their sum is the rounded sum of the
/// shares.
fn apportion(values: &[f64], whole: f64) -> Vec<usize> {
    let exact: Vec<f64> = values.iter().map(|value| value / whole * (SIDE * SIDE) as f64).collect();
    let total = exact.iter().sum::<f64>().round() as usize;
    let mut counts: Vec<usize> = exact.iter().map(|share| share.floor() as usize).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|a, b| (exact[*b] - exact[*b].floor()).total_cmp(&(exact[*a] - exact[*a].floor())));
    let missing = total.saturating_sub(counts.iter().sum());
    for index in order.into_iter().take(missing) {
        counts[index] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::apportion;

    #[test]
    fn squares_add_up() {
        assert_eq!(apportion(&[33.4, 33.3, 33.3], 100.0), [34, 33, 33]);
        assert_eq!(apportion(&[88.0], 100.0), [88]);
    }
}
