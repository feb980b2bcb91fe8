//! Where each figure of a chart is drawn, for pages that point at it. Layouts say so, and notes are placed by the same boxes.

use super::context::MarkBox;
use super::figure::Figure;
use crate::chart::data::ChartData;
use crate::units::Rect;

/// The least width and height of a spot, so that a pointer finds thin marks.
const LEAST: f32 = 12.0;

/// Where a mark is, and the row and column of the figure that it shows.
pub type Spot = (Rect, (usize, usize));

/// The spots of a figure, in the order in which its marks are drawn. What has no value has none.
pub fn spots(figure: &Figure, shown: &ChartData) -> Vec<Spot> {
    let has_value = |found: &&MarkBox| {
        shown.rows.get(found.row).is_some_and(|row| row.values.get(found.column).copied().flatten().is_some())
    };
    let spot = |found: &MarkBox| {
        let area = reachable(found.rect);
        let area = if figure.mirrored { area.mirrored(figure.size.width) } else { area };
        (area, (found.row, found.column))
    };
    figure.mark_boxes.iter().filter(has_value).map(spot).collect()
}

/// The area around a mark that is large enough to be pointed at.
fn reachable(rect: Rect) -> Rect {
    let grow = |length: f32| (LEAST - length).max(0.0) / 2.0;
    let (x, y) = (grow(rect.width), grow(rect.height));
    Rect::new(rect.x - x, rect.y - y, rect.width + 2.0 * x, rect.height + 2.0 * y)
}

#[cfg(test)]
mod tests {
    use super::reachable;
    use crate::units::Rect;

    #[test]
    fn a_thin_mark_has_a_spot_that_can_be_pointed_at() {
        assert_eq!(reachable(Rect::new(10.0, 10.0, 2.0, 40.0)), Rect::new(5.0, 10.0, 12.0, 40.0));
    }
}
