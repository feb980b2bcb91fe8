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
    pub(super) fn new(shown: &ChartData, ground: &LayoutContext<'_>) -> Self {
        let (area, size) = (ground.area, ground.scale.label);
        let starts: Vec<usize> = match shown.groups.is_empty() {
            true => Vec::new(),
            false => (1..shown.rows.len())
                .filter(|at| shown.rows[*at].group != shown.rows[*at - 1].group)
                .collect(),
        };
        let apart = size * 1.2;
        let width = (area.width - apart * starts.len() as f32) / shown.rows.len().max(1) as f32;
        let middle = |at: usize| {
            let before = starts.iter().filter(|start| **start <= at).count();
            area.x + apart * before as f32 + width * (at as f32 + 0.5)
        };
        let names = names(&shown.rows, width, ground);
        let names_height = names.iter().map(|block| block.height).fold(0.0, f32::max);
        let middles: Vec<f32> = (0..shown.rows.len()).map(middle).collect();
        let headings = headings(shown, &starts, &middles, width, ground);
        let tallest = headings.iter().map(|(block, ..)| block.height).fold(0.0, f32::max);
        let below = if headings.is_empty() { 0.0 } else { tallest + size * 0.8 };
        Self { middles, width, foot: names_height + size * 0.6 + below, names, headings, names_height }
    }

    /// Places names and headings below `bottom`; returns the lines above headings, and the names that are too
    /// wide.
    pub(super) fn place(
        &self,
        bottom: f32,
        ground: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<Leader>, Vec<String>) {
        let size = ground.scale.label;
        let mut cut = Vec::new();
        for (block, middle) in self.names.iter().zip(&self.middles) {
            block.place(Point::new(*middle, bottom + size * 0.5), Align::Center, labels);
            if !block.is_whole() {
                cut.push(block.words());
            }
        }
        let y = bottom + size * 0.8 + self.names_height;
        let mut lines = Vec::new();
        for (block, left, right) in &self.headings {
            let points = vec![Point::new(*left, y), Point::new(*right, y)];
            lines.push(Leader { points, color: ground.roles.quiet });
            let at = Point::new((left + right) / 2.0, y + size * 0.3);
            block.place(at, Align::Center, labels);
        }
        (lines, cut)
    }
}

/// The names in one size: the label size, or a smaller one if that avoids hyphenation.
fn names(rows: &[Row], width: f32, ground: &LayoutContext<'_>) -> Vec<Block> {
    let scale = ground.scale;
    let set = |size: f32| -> Vec<Block> {
        let limit = width - size * 0.35;
        rows.iter().map(|row| name(row, size, limit, ground)).collect()
    };
    let full = set(scale.label);
    if full.iter().all(Block::is_undivided) {
        return full;
    }
    let smaller = set((scale.label * 0.84).max(scale.least));
    if smaller.iter().all(Block::is_undivided) { smaller } else { full }
}

fn name(row: &Row, size: f32, width: f32, ground: &LayoutContext<'_>) -> Block {
    let kind = TextStyle {
        style: if row.highlighted { Style::Semibold } else { Style::Regular },
        color: if row.is_muted() { ground.roles.quiet } else { ground.roles.text },
        size,
        ..ground.label(TextRole::Category)
    };
    ground.typesetter.block(&row.name, kind, width)
}

/// The group headings, with the left and right edge of their group.
fn headings(
    shown: &ChartData,
    starts: &[usize],
    middles: &[f32],
    width: f32,
    ground: &LayoutContext<'_>,
) -> Vec<(Block, f32, f32)> {
    let kind =
        TextStyle { style: Style::Semibold, color: ground.roles.quiet, ..ground.small(TextRole::Legend) };
    let firsts = std::iter::once(0).chain(starts.iter().copied());
    let ends = starts.iter().copied().chain(std::iter::once(middles.len()));
    firsts
        .zip(ends)
        .filter_map(|(first, end)| {
            let name = shown.groups.get(shown.rows.get(first)?.group?)?;
            let (left, right) = (middles[first] - width * 0.42, middles[end - 1] + width * 0.42);
            let block = ground.typesetter.block(name, kind, right - left);
            (!name.is_empty()).then_some((block, left, right))
        })
        .collect()
}
