//! Headings of narrow columns: smaller or staggered where they would need hyphenation.

use crate::chart::data::Column;
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::Point;

/// The headings of columns of equal width.
pub(super) struct ColumnHeadings {
    blocks: Vec<Block>,
    /// Whether every second heading is raised, with a line down to its column.
    pub(super) stepped: bool,
    /// Height of the lower headings.
    lower: f32,
    /// Height of all headings with the space below; 0 without headings.
    pub(super) height: f32,
}

impl ColumnHeadings {
    /// Shapes the headings for columns of this width. Tries the normal size, a smaller size, staggered headings
    /// over the middles of their columns, and hyphenation last.
    pub(super) fn new(columns: &[Column], width: f32, ground: &LayoutContext<'_>) -> Self {
        let scale = ground.scale;
        // A staggered heading may reach to the middles of the neighbouring columns, where their lines run; the
        // last one is limited by the edge.
        let room = |column: usize, stepped: bool| match (stepped, column + 1 == columns.len()) {
            (false, _) => width - scale.small * 0.4,
            (true, true) => width * 1.5 - scale.small * 0.7,
            (true, false) => width * 2.0 - scale.small * 0.7,
        };
        let set = |size: f32, stepped: bool| -> Vec<Block> {
            let kind = TextStyle { style: Style::Semibold, size, ..ground.small(TextRole::Legend) };
            let block = |(at, column): (usize, &Column)| {
                ground.typesetter.block(&column.name, kind, room(at, stepped))
            };
            columns.iter().enumerate().map(block).collect()
        };
        let smaller = (scale.small * 0.84).max(scale.least);
        let may_step = columns.len() > 2;
        let ways = [(scale.small, false), (smaller, false), (scale.small, true), (smaller, true)];
        let found = ways
            .into_iter()
            .filter(|(_, stepped)| !stepped || may_step)
            .map(|(size, stepped)| (set(size, stepped), stepped))
            .find(|(blocks, _)| blocks.iter().all(Block::is_undivided));
        let (blocks, stepped) = found.unwrap_or_else(|| (set(smaller, may_step), may_step));
        let tallest = |odd: bool| {
            let blocks = blocks.iter().enumerate().filter(|(at, _)| !stepped || (at % 2 == 1) == odd);
            blocks.map(|(_, block)| block.height).fold(0.0, f32::max)
        };
        let (lower, upper) = (tallest(false), tallest(true));
        let all = if stepped { lower + scale.small * 0.4 + upper } else { lower };
        let height = if all > scale.label * 0.3 { all + scale.label * 0.55 } else { 0.0 };
        Self { blocks, stepped, lower, height }
    }

    /// The width of a heading.
    pub(super) fn width(&self, column: usize) -> f32 {
        self.blocks[column].width
    }

    /// Places the headings above `bottom`, each at the position and alignment that `at` gives for its column.
    /// Returns the lines down from raised headings, and the headings that are too wide.
    pub(super) fn place(
        &self,
        bottom: f32,
        at: &dyn Fn(usize) -> (f32, Align),
        ground: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<Leader>, Vec<String>) {
        let size = ground.scale.small;
        let (mut lines, mut cut) = (Vec::new(), Vec::new());
        let foot = bottom - ground.scale.label * 0.55;
        for (column, block) in self.blocks.iter().enumerate() {
            let (x, align) = at(column);
            let (column_x, half) = (x, block.width / 2.0);
            let x = match align {
                Align::Center => x.min(ground.area.right() - half).max(ground.area.x + half),
                _ => x,
            };
            if self.stepped && column % 2 == 1 {
                let end = foot - self.lower - size * 0.4;
                let place = block.place(Point::new(x, end - block.height), align, labels);
                let x = if align == Align::Center { column_x } else { place.center().x };
                let points = vec![Point::new(x, end + size * 0.15), Point::new(x, bottom - size * 0.25)];
                lines.push(Leader { points, color: ground.roles.quiet });
            } else {
                block.place(Point::new(x, foot - block.height), align, labels);
            }
            if !block.is_whole() {
                cut.push(block.words());
            }
        }
        (lines, cut)
    }
}
