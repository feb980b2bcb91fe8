//! The bands of an upright chart, side by side: names below the marks, group headings below the names.

use crate::chart::data::{ChartData, Row};
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::Point;

/// The bands of the categories of an upright chart.
pub(super) struct ColumnBands {
    /// Middle of each band.
    pub(super) middles: Vec<f32>,
    /// Width of each band.
    pub(super) width: f32,
    /// Height of names and headings with the space above them.
    pub(super) foot: f32,
    names: Vec<Block>,
    headings: Vec<(Block, f32, f32)>,
    names_height: f32,
}

impl ColumnBands {
    /// Divides the width evenly among the rows, with a gap between groups.
    pub(super) fn new(data: &ChartData, context: &LayoutContext<'_>) -> Self {
        let (area, size) = (context.area, context.scale.label);
        let starts: Vec<usize> = match data.groups.is_empty() {
            true => Vec::new(),
            false => {
                (1..data.rows.len()).filter(|at| data.rows[*at].group != data.rows[*at - 1].group).collect()
            }
        };
        let apart = size * 1.2;
        let width = (area.width - apart * starts.len() as f32) / data.rows.len().max(1) as f32;
        let middle = |at: usize| {
            let before = starts.iter().filter(|start| **start <= at).count();
            area.x + apart * before as f32 + width * (at as f32 + 0.5)
        };
        let names = names(&data.rows, width, context);
        let names_height = names.iter().map(|block| block.height).fold(0.0, f32::max);
        let middles: Vec<f32> = (0..data.rows.len()).map(middle).collect();
        let headings = headings(data, &starts, &middles, width, context);
        let tallest = headings.iter().map(|(block, ..)| block.height).fold(0.0, f32::max);
        let below = if headings.is_empty() { 0.0 } else { tallest + size * 0.8 };
        Self { middles, width, foot: names_height + size * 0.6 + below, names, headings, names_height }
    }

    /// Places names and headings below `bottom`; returns the lines above headings, and the names that are too
    /// wide.
    pub(super) fn place(
        &self,
        bottom: f32,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<Leader>, Vec<String>) {
        let size = context.scale.label;
        let mut too_wide = Vec::new();
        for (block, middle) in self.names.iter().zip(&self.middles) {
            block.place(Point::new(*middle, bottom + size * 0.5), Align::Center, labels);
            if !block.is_whole() {
                too_wide.push(block.words());
            }
        }
        let y = bottom + size * 0.8 + self.names_height;
        let mut lines = Vec::new();
        for (block, left, right) in &self.headings {
            let points = vec![Point::new(*left, y), Point::new(*right, y)];
            lines.push(Leader { points, color: context.roles.quiet });
            let at = Point::new((left + right) / 2.0, y + size * 0.3);
            block.place(at, Align::Center, labels);
        }
        (lines, too_wide)
    }
}

/// The names in one size: the label size, or a smaller one if that avoids hyphenation.
fn names(rows: &[Row], width: f32, context: &LayoutContext<'_>) -> Vec<Block> {
    let scale = context.scale;
    let shape = |size: f32| -> Vec<Block> {
        let limit = width - size * 0.35;
        rows.iter().map(|row| name(row, size, limit, context)).collect()
    };
    let full = shape(scale.label);
    if full.iter().all(Block::is_undivided) {
        return full;
    }
    let smaller = shape((scale.label * 0.84).max(scale.least));
    if smaller.iter().all(Block::is_undivided) { smaller } else { full }
}

fn name(row: &Row, size: f32, width: f32, context: &LayoutContext<'_>) -> Block {
    let text_style = TextStyle {
        style: if row.highlighted { Style::Semibold } else { Style::Regular },
        color: if row.is_muted() { context.roles.quiet } else { context.roles.text },
        size,
        ..context.label(TextRole::Category)
    };
    context.typesetter.block(&row.name, text_style, width)
}

/// The group headings, with the left and right edge of their group.
fn headings(
    data: &ChartData,
    starts: &[usize],
    middles: &[f32],
    width: f32,
    context: &LayoutContext<'_>,
) -> Vec<(Block, f32, f32)> {
    let text_style =
        TextStyle { style: Style::Semibold, color: context.roles.quiet, ..context.small(TextRole::Legend) };
    let firsts = std::iter::once(0).chain(starts.iter().copied());
    let ends = starts.iter().copied().chain(std::iter::once(middles.len()));
    firsts
        .zip(ends)
        .filter_map(|(first, end)| {
            let name = data.groups.get(data.rows.get(first)?.group?)?;
            let (left, right) = (middles[first] - width * 0.42, middles[end - 1] + width * 0.42);
            let block = context.typesetter.block(name, text_style, right - left);
            (!name.is_empty()).then_some((block, left, right))
        })
        .collect()
}
