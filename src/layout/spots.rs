//! Which mark shows which figure, for pages that point at it.
//!
//! Layouts do not say so. It is found from the marks themselves, and only where there is no doubt: the lengths or positions of
//! all marks must be the figures of the chart, one by one in their order. A chart of which that is not true has no spots.

use super::figure::{Bars, Cells, Figure, Plot, Points, Ring};
use crate::chart::data::ChartData;
use crate::units::{Point, Rect};

/// Half the size of the spot of a point.
const REACH: f32 = 7.0;

/// Where a mark is, and the row and column of the figure that it shows.
pub type Spot = (Rect, (usize, usize));

/// A mark: where it is, and what it shows if that can be read from it.
type Mark = (Rect, Option<f64>);

/// A figure's place in the data, and the figure.
type Cell = ((usize, usize), f64);

/// The spots of a figure; none where it is not certain which mark is which.
pub fn spots(figure: &Figure, shown: &ChartData) -> Vec<Spot> {
    let candidates = match &figure.plot {
        Plot::Bars(bars) => vec![of_bars(bars)],
        Plot::Ring(ring) => vec![of_ring(ring, shown)],
        Plot::Tiles(tiles) => vec![tiles.iter().map(|tile| (tile.frame, None)).collect()],
        Plot::Points(points) => vec![of_dots(points), of_lines(points)],
        Plot::Cells(cells) => vec![of_grid(cells, shown)],
        Plot::Panels(_) => Vec::new(),
    };
    let found = candidates.iter().find_map(|marks| {
        // Marks that show nothing that can be read are in the order of the rows.
        let most = if marks.iter().any(|(_, shows)| shows.is_none()) { 1 } else { usize::MAX };
        let mut orders = orders(shown).into_iter().take(most).filter(|cells| agree(marks, cells));
        let first = orders.next()?;
        // Where two orders agree with the marks, nobody knows which is right.
        orders.all(|other| same_places(&first, &other)).then_some((marks, first))
    });
    let Some((marks, cells)) = found else { return Vec::new() };
    let width = figure.size.width;
    let drawn = |area: &Rect| if figure.mirrored { area.mirrored(width) } else { *area };
    marks.iter().zip(&cells).map(|((area, _), (place, _))| (drawn(area), *place)).collect()
}

/// The figures in the orders in which layouts draw them: row by row or column by column, with and without what is muted.
fn orders(shown: &ChartData) -> Vec<Vec<Cell>> {
    let by_rows = |muted: bool| -> Vec<Cell> {
        let rows = shown.rows.iter().enumerate().filter(|(_, row)| muted || !row.is_muted());
        rows.flat_map(|(row, figures)| {
            let values = figures.values.iter().enumerate();
            let values = values.filter(move |(at, _)| {
                muted || !shown.columns.get(*at).is_some_and(|column| column.remainder)
            });
            values.filter_map(move |(column, value)| Some(((row, column), (*value)?)))
        })
        .collect()
    };
    let mut all = Vec::new();
    for cells in [by_rows(true), by_rows(false)] {
        let mut by_columns = cells.clone();
        by_columns.sort_by_key(|((row, column), _)| (*column, *row));
        all.extend([cells, by_columns]);
    }
    all
}

fn agree(marks: &[Mark], cells: &[Cell]) -> bool {
    let is_same = |(_, shows): &Mark, (_, value): &Cell| {
        shows.is_none_or(|shows| (shows - value.abs()).abs() <= 1e-6 * value.abs().max(1.0))
    };
    !marks.is_empty()
        && marks.len() == cells.len()
        && marks.iter().zip(cells).all(|(mark, cell)| is_same(mark, cell))
}

fn same_places(a: &[Cell], b: &[Cell]) -> bool {
    a.iter().map(|(place, _)| place).eq(b.iter().map(|(place, _)| place))
}

/// Bars show their length.
fn of_bars(bars: &Bars) -> Vec<Mark> {
    bars.bars.iter().map(|bar| (bars.rect(bar), Some((bar.span.1 - bar.span.0).abs()))).collect()
}

/// Dots show their position along the value axis.
fn of_dots(points: &Points) -> Vec<Mark> {
    points.dots.iter().map(|dot| of_point(points, dot.at)).collect()
}

/// Lines show the positions of their points. Dashes only bridge what is missing.
fn of_lines(points: &Points) -> Vec<Mark> {
    let lines = points.lines.iter().filter(|line| line.dash.is_none());
    lines.flat_map(|line| &line.points).map(|at| of_point(points, *at)).collect()
}

fn of_point(points: &Points, at: (f64, f64)) -> Mark {
    let Point { x, y } = points.position(at);
    let value = if points.values_up { at.1 } else { at.0 };
    (Rect::new(x - REACH, y - REACH, 2.0 * REACH, 2.0 * REACH), Some(value.abs()))
}

/// Parts of a ring show their share; a spot is in the middle of the part.
fn of_ring(ring: &Ring, shown: &ChartData) -> Vec<Mark> {
    let total: f64 = shown.rows.iter().filter_map(|row| row.values.first().copied().flatten()).sum();
    let radius = ring.frame.width / 2.0;
    let middle = radius * (1.0 + ring.hole) / 2.0;
    let mut before = 0.0;
    ring.parts
        .iter()
        .map(|(share, _)| {
            let angle = ((before + share / 2.0) * std::f64::consts::TAU) as f32;
            before += share;
            let (x, y) =
                (ring.frame.x + radius + middle * angle.sin(), ring.frame.y + radius - middle * angle.cos());
            (Rect::new(x - REACH, y - REACH, 2.0 * REACH, 2.0 * REACH), Some(share * total))
        })
        .collect()
}

/// Cells show their figure by a shade, which cannot be read back: their places must be those of a grid, row by row.
fn of_grid(cells: &Cells, shown: &ChartData) -> Vec<Mark> {
    let columns = shown.columns.len().max(1);
    let rows: Vec<_> = cells.cells.chunks(columns).collect();
    let is_grid = rows.len() == shown.rows.len()
        && rows.iter().all(|row| row.len() == columns)
        && rows
            .iter()
            .all(|row| row.windows(2).all(|pair| pair[0].0.x < pair[1].0.x && pair[0].0.y == pair[1].0.y))
        && rows.windows(2).all(|pair| pair[0][0].0.y < pair[1][0].0.y && pair[0][0].0.x == pair[1][0].0.x);
    match is_grid && columns > 1 {
        true => cells.cells.iter().map(|(area, _)| (*area, None)).collect(),
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Mark, agree};
    use crate::units::Rect;

    fn marks(shown: &[f64]) -> Vec<Mark> {
        shown.iter().map(|value| (Rect::default(), Some(*value))).collect()
    }

    #[test]
    fn marks_must_show_the_figures_one_by_one() {
        let cells: [Cell; 2] = [((0, 0), 62.0), ((1, 0), -48.0)];
        assert!(agree(&marks(&[62.0, 48.0]), &cells));
        assert!(!agree(&marks(&[48.0, 62.0]), &cells));
        assert!(!agree(&marks(&[62.0]), &cells));
        assert!(!agree(&[], &[]));
    }
}
