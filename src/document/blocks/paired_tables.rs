//! Narrow tables of the appendix, set in pairs side by side: each alone would leave half the page width empty.

use super::table::{BackLink, captions};
use super::table_grid::{Cells, Grid, Lane, natural_width};
use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::flow::{Flow, Kind};
use crate::document::model::Role;
use crate::document::paragraph::Set;

/// A table with more rows is set alone, so that it can break across pages.
const ROWS: usize = 16;

/// The left and the right column of a page.
fn lanes(context: &Context<'_>) -> [Lane; 2] {
    let page = context.theme.page;
    let gutter = context.styles.base * 2.4;
    let width = (page.text_width() - gutter) / 2.0;
    [page.left, page.left + width + gutter].map(|left| Lane { left, width, filled: true })
}

/// How many of the next tables fit side by side: 0 if the first is too wide or too long.
pub(super) fn fitting(charts: &[Numbered<'_>], context: &Context<'_>) -> usize {
    let lanes = lanes(context);
    let fits = |(numbered, lane): &(&Numbered<'_>, &Lane)| {
        let table = &numbered.chart.table;
        table.rows.len() <= ROWS && natural_width(table, context) <= lane.width
    };
    charts.iter().zip(&lanes).take_while(fits).count()
}

/// A table set into one lane.
struct PairedTable {
    lane: Lane,
    captions: Vec<Set>,
    grid: Grid,
    rows: Vec<Cells>,
    link: BackLink,
    /// The structure elements of caption, head and body.
    elements: [usize; 3],
}

impl PairedTable {
    fn new(numbered: Numbered<'_>, lane: Lane, context: &Context<'_>, builder: &mut Builder) -> Self {
        let table = &numbered.chart.table;
        let grid = Grid::new(table, lane, context);
        let rows = table.rows.iter().map(|row| grid.row(row, context)).collect();
        let element = builder.element(Builder::ROOT, Role::Table);
        let elements =
            [Role::Caption, Role::TableHead, Role::TableBody].map(|role| builder.element(element, role));
        let captions = captions(numbered, lane.width, context);
        let link = BackLink::new(numbered.number, lane.left, lane.width, context, builder);
        Self { lane, captions, grid, rows, link, elements }
    }

    fn caption_height(&self) -> f32 {
        self.captions.iter().map(Set::height).sum()
    }

    /// The height below the captions.
    fn height(&self) -> f32 {
        let rows: f32 = self.rows.iter().map(|row| self.grid.height(row)).sum();
        self.grid.height(&self.grid.head) + rows + self.link.set.leading() * 0.4 + self.link.set.height()
    }

    /// Places the table; its head starts `below` points under the top, level with that of its neighbour.
    fn place(&self, below: f32, context: &Context<'_>, builder: &mut Builder) {
        let [caption, head, body] = self.elements;
        let top = builder.y;
        for set in &self.captions {
            set.place_here(builder, caption, self.lane.left);
        }
        builder.y = top + below;
        self.grid.place_head(head, context, builder);
        for row in &self.rows {
            self.grid.place_row(row, body, context, builder);
        }
        builder.y += self.link.set.leading() * 0.4;
        self.link.place(builder);
    }
}

/// Sets tables side by side, as one unbreakable block.
pub(super) fn set<'a>(
    tables: &[Numbered<'a>],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let base = context.styles.base;
    let halves: Vec<PairedTable> = tables
        .iter()
        .zip(lanes(&context))
        .map(|(numbered, lane)| PairedTable::new(*numbered, lane, &context, builder))
        .collect();
    let below = halves.iter().map(PairedTable::caption_height).fold(0.0, f32::max) + base * 0.4;
    let height = below + halves.iter().map(PairedTable::height).fold(0.0, f32::max);
    flow.gap(base * 0.9, base * 1.2);
    tables.iter().for_each(|table| flow.anchor(anchors::table(table.number)));
    flow.block(Kind::Table, height, 0.0, move |builder, _| {
        let top = builder.y;
        for half in &halves {
            builder.y = top;
            half.place(below, &context, builder);
        }
    });
    flow.gap(base * 1.2, 0.0);
}
