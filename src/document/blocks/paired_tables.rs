//! Narrow tables of the appendix, set in pairs side by side: each alone would leave half the page width empty.

use super::table::{Foot, TableElements, bookmark, captions, place_captions};
use super::table_grid::{Cells, Grid, Lane};
use super::table_plan::{self, natural_width};
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
        table.rows.len() <= ROWS
            && natural_width(table, context) <= lane.width
            && is_lower_than_a_page(**numbered, charts, **lane, context)
    };
    charts.iter().zip(&lanes).take_while(fits).count()
}

/// Whether a table set into one lane, which does not break, has room on a page.
fn is_lower_than_a_page(
    numbered: Numbered<'_>,
    charts: &[Numbered<'_>],
    lane: Lane,
    context: &Context<'_>,
) -> bool {
    let (table, page, styles) = (&numbered.chart.table, context.theme.page.text_height(), context.styles);
    // Rows of one or two lines, with captions and foot, always have room on a sheet of paper.
    if (table.rows.len() + 12) as f32 * styles.base * 2.0 <= page {
        return true;
    }
    let plan = table_plan::plan(table, lane, context);
    let Some(panel) = plan.panels.first() else { return true };
    let grid = Grid::new(&plan.table, panel, plan.scale, lane, context);
    let rows: f32 = plan.table.rows.iter().map(|row| grid.height(&grid.row(row, context))).sum();
    let captions: f32 = captions(numbered, lane.width, context).iter().map(Set::height).sum();
    let line = |text: &str| context.setter.plain(text, styles.small, lane.width).height();
    let bases: f32 = table.bases.iter().map(|base| line(base)).sum();
    let links = charts.iter().filter(|chart| chart.table == numbered.number).count();
    let foot = bases + (links + 1) as f32 * line(context.words.see_figure);
    captions + styles.base * 0.4 + grid.height(&grid.head) + rows + foot <= page
}

/// A table set into one lane.
struct PairedTable {
    lane: Lane,
    captions: Vec<Set>,
    grid: Grid,
    rows: Vec<Cells>,
    foot: Foot,
    /// The structure element of the caption.
    caption: usize,
    elements: TableElements,
}

impl PairedTable {
    fn new(
        numbered: Numbered<'_>,
        charts: &[Numbered<'_>],
        lane: Lane,
        context: &Context<'_>,
        builder: &mut Builder,
    ) -> Option<Self> {
        // It fits its lane as it is, so there is one panel.
        let plan = table_plan::plan(&numbered.chart.table, lane, context);
        let panel = plan.panels.first()?;
        let grid = Grid::new(&plan.table, panel, plan.scale, lane, context);
        let rows = plan.table.rows.iter().map(|row| grid.row(row, context)).collect();
        let element = builder.element(Builder::ROOT, Role::Table);
        builder.set_lang(element, numbered.chart.lang.as_ref());
        let caption = builder.element(element, Role::Caption);
        let elements = TableElements::new(element, plan.table.rows.len(), builder);
        let captions = captions(numbered, lane.width, context);
        let foot = Foot::new(numbered, charts, lane.left, lane.width, context, builder);
        Some(Self { lane, captions, grid, rows, foot, caption, elements })
    }

    fn caption_height(&self) -> f32 {
        self.captions.iter().map(Set::height).sum()
    }

    /// The height below the captions.
    fn height(&self) -> f32 {
        let rows: f32 = self.rows.iter().map(|row| self.grid.height(row)).sum();
        self.grid.height(&self.grid.head) + rows + self.foot.gap() + self.foot.height()
    }

    /// Places the table; its head starts `below` points under the top, level with that of its neighbour.
    fn place(&self, below: f32, context: &Context<'_>, builder: &mut Builder) {
        let top = builder.y;
        place_captions(&self.captions, self.caption, self.lane.left, builder);
        builder.y = top + below;
        self.grid.place_head(self.elements.head, context, builder);
        for (row, element) in self.rows.iter().zip(&self.elements.rows) {
            self.grid.place_row(row, *element, context, builder);
        }
        builder.y += self.foot.gap();
        self.foot.place(builder);
    }
}

/// Sets tables side by side, as one unbreakable block.
pub(super) fn set<'a>(
    tables: &[Numbered<'a>],
    charts: &[Numbered<'a>],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let base = context.styles.base;
    let halves: Vec<PairedTable> = tables
        .iter()
        .zip(lanes(&context))
        .filter_map(|(numbered, lane)| PairedTable::new(*numbered, charts, lane, &context, builder))
        .collect();
    let below = halves.iter().map(PairedTable::caption_height).fold(0.0, f32::max) + base * 0.4;
    let height = below + halves.iter().map(PairedTable::height).fold(0.0, f32::max);
    flow.gap(base * 0.7, base * 1.2);
    for table in tables {
        flow.anchor(anchors::table(table.number));
        flow.bookmark(2, &bookmark(*table, &context));
    }
    flow.block(Kind::Table, height, 0.0, move |builder, _| {
        let top = builder.y;
        for half in &halves {
            builder.y = top;
            half.place(below, &context, builder);
        }
    });
    flow.gap(base, 0.0);
}
