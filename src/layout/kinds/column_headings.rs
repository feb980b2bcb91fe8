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
    pub(super) staggered: bool,
    /// Height of the lower headings.
    lower: f32,
    /// Height of all headings with the space below; 0 without headings.
    pub(super) height: f32,
}

impl ColumnHeadings {
    /// Shapes the headings for columns of this width. Tries the normal size, a smaller size, staggered headings
    /// over the middles of their columns, and hyphenation last.
    pub(super) fn new(columns: &[Column], width: f32, context: &LayoutContext<'_>) -> Self {
        let scale = context.scale;
        // A staggered heading may reach to the middles of the neighbouring columns, where their lines run; the
        // last one is limited by the edge.
        let room = |column: usize, staggered: bool| match (staggered, column + 1 == columns.len()) {
            (false, _) => width - scale.small * 0.4,
            (true, true) => width * 1.5 - scale.small * 0.7,
            (true, false) => width * 2.0 - scale.small * 0.7,
        };
        let shape = |size: f32, staggered: bool| -> Vec<Block> {
            let text_style = TextStyle { style: Style::Semibold, size, ..context.small(TextRole::Legend) };
            let block = |(at, column): (usize, &Column)| {
                context.typesetter.block(&column.name, text_style, room(at, staggered))
            };
            columns.iter().enumerate().map(block).collect()
        };
        let smaller = (scale.small * 0.84).max(scale.least);
        let may_stagger = columns.len() > 2;
        let attempts = [(scale.small, false), (smaller, false), (scale.small, true), (smaller, true)];
        let found = attempts
            .into_iter()
            .filter(|(_, staggered)| !staggered || may_stagger)
            .map(|(size, staggered)| (shape(size, staggered), staggered))
            .find(|(blocks, _)| blocks.iter().all(Block::is_undivided));
        let (blocks, staggered) = found.unwrap_or_else(|| (shape(smaller, may_stagger), may_stagger));
        let tallest = |odd: bool| {
            let blocks = blocks.iter().enumerate().filter(|(at, _)| !staggered || (at % 2 == 1) == odd);
            blocks.map(|(_, block)| block.height).fold(0.0, f32::max)
        };
        let (lower, upper) = (tallest(false), tallest(true));
        let all = if staggered { lower + scale.small * 0.4 + upper } else { lower };
        let height = if all > scale.label * 0.3 { all + scale.label * 0.55 } else { 0.0 };
        Self { blocks, staggered, lower, height }
    }

    /// Places the headings above `bottom`, each at the position and alignment that `at` gives for its column.
    /// Returns the lines down from raised headings, and the headings that are too wide.
    pub(super) fn place(
        &self,
        bottom: f32,
        at: &dyn Fn(usize) -> (f32, Align),
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<Leader>, Vec<String>) {
        let size = context.scale.small;
        let (mut lines, mut too_wide) = (Vec::new(), Vec::new());
        let foot = bottom - context.scale.label * 0.55;
        for (column, block) in self.blocks.iter().enumerate() {
            let (x, align) = at(column);
            let (column_x, half) = (x, block.width / 2.0);
            let x = match align {
                Align::Center => x.min(context.area.right() - half).max(context.area.x + half),
                _ => x,
            };
            if self.staggered && column % 2 == 1 {
                let end = foot - self.lower - size * 0.4;
                let place = block.place(Point::new(x, end - block.height), align, labels);
                let x = if align == Align::Center { column_x } else { place.center().x };
                let points = vec![Point::new(x, end + size * 0.15), Point::new(x, bottom - size * 0.25)];
                lines.push(Leader { points, color: context.roles.quiet });
            } else {
                block.place(Point::new(x, foot - block.height), align, labels);
            }
            if !block.is_whole() {
                too_wide.push(block.words());
            }
        }
        (lines, too_wide)
    }
}
