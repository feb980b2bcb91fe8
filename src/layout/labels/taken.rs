//! The parts of the canvas that are taken, in a grid of cells, so that a free place is found without looking at
//! everything.

use std::collections::BTreeMap;

use crate::layout::geometry::{crosses, enlarged, meet};
use crate::units::{Point, Rect};

/// Rectangles and lines that a label must not touch.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// Side of a cell.
    cell: f32,
    rects: BTreeMap<(i32, i32), Vec<Rect>>,
    lines: BTreeMap<(i32, i32), Vec<(Point, Point)>>,
}

impl Taken {
    /// Nothing is taken; a cell is about as large as a label.
    pub(crate) fn new(cell: f32) -> Self {
        Self { cell: cell.max(1.0), rects: BTreeMap::new(), lines: BTreeMap::new() }
    }

    /// Takes a rectangle.
    pub(crate) fn add(&mut self, rect: Rect) {
        for cell in cells(rect, self.cell) {
            self.rects.entry(cell).or_default().push(rect);
        }
    }

    /// Takes a line.
    pub(crate) fn add_line(&mut self, from: Point, to: Point) {
        for piece in self.pieces(from, to) {
            for cell in cells(bounds(piece), self.cell) {
                self.lines.entry(cell).or_default().push(piece);
            }
        }
    }

    /// Whether nothing is taken here.
    pub(crate) fn is_free(&self, rect: Rect) -> bool {
        cells(rect, self.cell).all(|cell| {
            let rects = self.rects.get(&cell).into_iter().flatten();
            let lines = self.lines.get(&cell).into_iter().flatten();
            rects.into_iter().all(|other| !rect.overlaps(*other, 0.0))
                && lines.into_iter().all(|(from, to)| !crosses(*from, *to, rect))
        })
    }

    /// Whether a line between two points touches nothing but what lies within `except`, its own mark.
    pub(crate) fn is_clear(&self, from: Point, to: Point, except: Rect) -> bool {
        let own = enlarged(except, 0.1);
        self.pieces(from, to).all(|piece| {
            cells(bounds(piece), self.cell).all(|cell| {
                let rects = self.rects.get(&cell).into_iter().flatten();
                let mut rects = rects.into_iter().filter(|rect| !own.contains(**rect, 0.0));
                let mut lines = self.lines.get(&cell).into_iter().flatten();
                rects.all(|rect| !crosses(piece.0, piece.1, *rect)) && lines.all(|line| !meet(piece, *line))
            })
        })
    }

    /// A line in pieces no longer than a cell.
    fn pieces(&self, from: Point, to: Point) -> impl Iterator<Item = (Point, Point)> + use<> {
        let length = (to.x - from.x).hypot(to.y - from.y);
        let count = (length / self.cell).ceil().clamp(1.0, 10_000.0) as usize;
        let at = move |step: usize| {
            let share = step as f32 / count as f32;
            Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
        };
        (0..count).map(move |step| (at(step), at(step + 1)))
    }
}

/// The most cells that a rectangle covers in each direction: a larger one is an error elsewhere.
const MOST_CELLS: i32 = 4_000;

fn cells(rect: Rect, side: f32) -> impl Iterator<Item = (i32, i32)> {
    let index = |at: f32| (at / side).floor().clamp(-1e6, 1e6) as i32;
    let (left, top) = (index(rect.x), index(rect.y));
    let right = index(rect.right()).min(left + MOST_CELLS);
    let bottom = index(rect.bottom()).min(top + MOST_CELLS);
    (top..=bottom).flat_map(move |row| (left..=right).map(move |column| (row, column)))
}

fn bounds((from, to): (Point, Point)) -> Rect {
    let (left, top) = (from.x.min(to.x), from.y.min(to.y));
    Rect::new(left, top, (to.x - from.x).abs(), (to.y - from.y).abs())
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, Taken};

    #[test]
    fn what_is_taken_is_found_whatever_its_size() {
        let mut taken = Taken::new(10.0);
        taken.add(Rect::new(5.0, 5.0, 200.0, 3.0));
        taken.add_line(Point::new(0.0, 100.0), Point::new(300.0, 130.0));
        assert!(!taken.is_free(Rect::new(150.0, 0.0, 10.0, 10.0)));
        assert!(taken.is_free(Rect::new(150.0, 9.0, 10.0, 10.0)));
        assert!(!taken.is_free(Rect::new(145.0, 110.0, 10.0, 10.0)), "the line passes at 115");
        assert!(taken.is_free(Rect::new(145.0, 120.0, 10.0, 10.0)));
        let none = Rect::new(-9.0, -9.0, 0.0, 0.0);
        assert!(!taken.is_clear(Point::new(150.0, 50.0), Point::new(150.0, 200.0), none));
        assert!(taken.is_clear(Point::new(150.0, 50.0), Point::new(150.0, 100.0), none));
    }
}
