//! Interrupts grid lines behind labels.

use super::obstacles::covered;
use crate::layout::context::{LaidOut, LayoutContext};
use crate::layout::figure::{Leader, Plot};
use crate::layout::geometry::{enlarged, without};
use crate::units::{Point, Rect};

/// Interrupts the grid lines of a layout behind its labels.
pub(crate) fn grid(laid_out: &mut LaidOut, context: &LayoutContext<'_>) {
    let pad = context.scale.small * 0.2;
    let texts: Vec<Rect> = laid_out.labels.iter().map(|run| enlarged(run.bounds(), pad)).collect();
    let lines = match &mut laid_out.plot {
        Plot::Bars(bars) => &mut bars.grid,
        Plot::Points(points) => &mut points.grid,
        Plot::Ring(_) | Plot::Tiles(_) | Plot::Cells(_) | Plot::Panels(_) => return,
    };
    *lines = lines.iter().flat_map(|line| pieces(line, &texts, pad)).collect();
}

/// The pieces of a straight line; a line with corners stays whole.
fn pieces(line: &Leader, texts: &[Rect], min_length: f32) -> Vec<Leader> {
    let [from, to] = line.points[..] else { return vec![line.clone()] };
    let length = (to.x - from.x).hypot(to.y - from.y).max(0.01);
    let at = |share: f32| Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    let covered = texts.iter().filter_map(|text| covered(from, to, *text));
    let left = without((0.0, 1.0), covered, min_length / length);
    left.into_iter()
        .map(|(start, end)| Leader { points: vec![at(start), at(end)], color: line.color })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Leader, Point, Rect, pieces};
    use crate::units::Color;

    #[test]
    fn a_line_has_a_gap_behind_a_text() {
        let line =
            Leader { points: vec![Point::new(10.0, 0.0), Point::new(10.0, 100.0)], color: Color::BLACK };
        let texts = [Rect::new(0.0, 40.0, 30.0, 10.0), Rect::new(50.0, 0.0, 10.0, 100.0)];
        let ends: Vec<(f32, f32)> =
            pieces(&line, &texts, 1.0).iter().map(|piece| (piece.points[0].y, piece.points[1].y)).collect();
        assert_eq!(ends, [(0.0, 40.0), (50.0, 100.0)]);
    }
}
