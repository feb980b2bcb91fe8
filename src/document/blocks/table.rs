//! The data of a chart as a tagged table.

use std::ops::Range;
use std::rc::Rc;

use super::table_grid::{Cells, Grid, Lane};
use super::table_plan;
use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::flow::{Flow, Kind};
use crate::document::model::Role;
use crate::document::paginate::NEVER;
use crate::document::paragraph::{Set, TextStyle};
use crate::language::fill;
use crate::story::Table;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// The cost of a page break between two rows of a long table.
pub(super) const ROW: f32 = 1.0;

/// The cost of a page break between two rows of a table that fits well on one page.
const SHORT: f32 = 8.0;

/// Sets a table with its caption, the bases of its figures and links back to those of the charts that it belongs to.
pub fn set<'a>(
    numbered: Numbered<'a>,
    charts: &[Numbered<'a>],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let captions = captions(numbered, width, &context);
    flow.gap(styles.base * 0.7, styles.base * 1.2);
    let anchor = Some(anchors::table(numbered.number));
    flow.bookmark(2, &bookmark(numbered, &context));
    let chart = numbered.chart;
    rows((&chart.table, chart.lang.as_ref()), page.left, captions, anchor, context, flow, builder);
    foot(numbered, charts, context, flow, builder);
    flow.gap(styles.base, 0.0);
}

/// "Tabelle 3" and the title of its chart.
pub(super) fn captions(numbered: Numbered<'_>, width: f32, context: &Context<'_>) -> Vec<Set> {
    let styles = context.styles;
    let name = format!("{} {}", context.words.table, numbered.number);
    let title_style = TextStyle { style: Style::Semibold, ..styles.body };
    vec![
        context.setter.plain(&name, styles.number, width),
        context.setter.plain(&numbered.chart.title, title_style, width),
    ]
}

/// The words of a bookmark to a table.
pub(super) fn bookmark(numbered: Numbered<'_>, context: &Context<'_>) -> String {
    format!("{} {}: {}", context.words.table, numbered.number, numbered.chart.title)
}

/// Places the captions of a table: its number is the label.
pub(super) fn place_captions(captions: &[Set], caption: usize, left: f32, builder: &mut Builder) {
    if captions.is_empty() {
        return;
    }
    let label = builder.element(caption, Role::Label);
    for (set, element) in captions.iter().zip(std::iter::once(label).chain(std::iter::repeat(caption))) {
        set.place_here(builder, element, left);
    }
}

/// Sets the rows of a table under its captions. It may break between rows; each page repeats the head. Where the
/// columns do not fit side by side, they follow one another in panels, which are one table in the structure. The table has
/// the room from `left` to the right margin.
pub fn rows<'a>(
    (table, lang): (&Table, Option<&String>),
    left: f32,
    captions: Vec<Set>,
    anchor: Option<String>,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let (styles, page) = (context.styles, context.theme.page);
    let lane = Lane { left, width: page.left + page.text_width() - left, filled: false };
    let plan = table_plan::plan(table, lane, &context);
    let element = builder.element(Builder::ROOT, Role::Table);
    builder.set_lang(element, lang);
    let caption = (!captions.is_empty()).then(|| builder.element(element, Role::Caption));
    let elements = TableElements::new(element, plan.table.rows.len(), builder);
    anchor.into_iter().for_each(|anchor| flow.anchor(anchor));
    let mut captions = captions;
    let total = plan.table.head.len().saturating_sub(1);
    for panel in &plan.panels {
        let Range { start, end } = panel.columns;
        if start > 0 {
            flow.gap(styles.base * 1.2, styles.base);
            flow.cost(ROW);
        }
        let grid = Rc::new(Grid::new(&plan.table, panel, plan.scale, lane, &context));
        let range = (plan.panels.len() > 1).then(|| {
            let [from, to, of] = [start + 1, end, total].map(|number| number.to_string());
            let text = fill(context.words.table_columns, &[&from, &to, &of]);
            context.setter.plain(&text, styles.small, lane.width)
        });
        let title = (std::mem::take(&mut captions), caption);
        panel_rows(&plan.table, grid, title, range, &elements, context, flow);
    }
}

/// The structure elements of a table's rows, which the cells of all panels belong to.
pub(super) struct TableElements {
    pub(super) head: usize,
    pub(super) rows: Vec<usize>,
}

impl TableElements {
    pub(super) fn new(table: usize, rows: usize, builder: &mut Builder) -> Self {
        let head = builder.element(table, Role::TableHead);
        let body = builder.element(table, Role::TableBody);
        Self {
            head: builder.element(head, Role::TableRow),
            rows: (0..rows).map(|_| builder.element(body, Role::TableRow)).collect(),
        }
    }
}

/// Sets a panel of a table: its captions with their element, the range of columns it shows, its head and rows.
fn panel_rows<'a>(
    table: &Table,
    grid: Rc<Grid>,
    (captions, caption): (Vec<Set>, Option<usize>),
    range: Option<Set>,
    elements: &TableElements,
    context: Context<'a>,
    flow: &mut Flow<'a>,
) {
    let (styles, page) = (context.styles, context.theme.page);
    let set: Vec<Cells> = table.rows.iter().map(|row| grid.row(row, &context)).collect();
    let above: f32 = captions.iter().chain(&range).map(Set::height).sum();
    let above = if above > 0.0 { above + styles.base * 0.4 } else { 0.0 };
    let head_height = grid.height(&grid.head);
    let whole = above + head_height + set.iter().map(|cells| grid.height(cells)).sum::<f32>();
    let between = if whole <= page.text_height() * 0.7 { SHORT } else { ROW };
    let (first, head) = (grid.clone(), elements.head);
    flow.block(Kind::Table, above + head_height, 0.0, move |builder, _| {
        let top = builder.y;
        if let Some(caption) = caption {
            place_captions(&captions, caption, page.left, builder);
        }
        if let Some(range) = range {
            builder.artifact(range.items(Point::new(page.left, builder.y)));
        }
        builder.y = top + above;
        first.place_head(head, &context, builder);
    });
    let count = set.len();
    for (index, (cells, row)) in set.into_iter().zip(elements.rows.iter().copied()).enumerate() {
        let grid = grid.clone();
        // At least two rows stay with the head, and the last row never stays alone.
        let is_edge = index < 2 || index + 1 == count;
        flow.cost(if is_edge { NEVER } else { between });
        flow.block(Kind::Table, grid.height(&cells), head_height, move |builder, begins| {
            if begins {
                grid.repeat_head(&context, builder);
            }
            grid.place_row(&cells, row, &context, builder);
        });
    }
}

/// The base of the figures and the link back to the figure, such as "zu Abbildung 3", on the page where the table ends.
fn foot<'a>(
    numbered: Numbered<'a>,
    charts: &[Numbered<'a>],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let page = context.theme.page;
    let foot = Foot::new(numbered, charts, page.left, page.text_width(), &context, builder);
    flow.gap(foot.gap(), 0.0);
    flow.cost(NEVER);
    flow.block(Kind::Table, foot.height(), 0.0, move |builder, _| foot.place(builder));
}

/// The lines below a table: the bases of its figures, and the links to the figures of which it holds the data.
pub(super) struct Foot {
    /// The bases with their element.
    bases: Vec<(Set, usize)>,
    links: Vec<FigureLink>,
    left: f32,
    width: f32,
}

/// A link such as "zu Abbildung 3".
struct FigureLink {
    set: Set,
    number: usize,
    text: String,
    paragraph: usize,
}

impl Foot {
    pub(super) fn new(
        numbered: Numbered<'_>,
        charts: &[Numbered<'_>],
        left: f32,
        width: f32,
        context: &Context<'_>,
        builder: &mut Builder,
    ) -> Self {
        let small = context.styles.small;
        let bases = numbered.chart.table.bases.iter().map(|base| {
            (context.setter.plain(base, small, width), builder.element(Builder::ROOT, Role::Paragraph))
        });
        let bases = bases.collect();
        let style = TextStyle { color: context.theme.roles.accent, ..small };
        let of = charts.iter().filter(|chart| chart.table == numbered.number);
        let links = of.map(|chart| {
            let name = format!("{}\u{a0}{}", context.words.figure, chart.number);
            let text = fill(context.words.see_figure, &[&name]);
            let set = context.setter.plain(&text, style, width);
            let paragraph = builder.element(Builder::ROOT, Role::Paragraph);
            FigureLink { set, number: chart.number, text, paragraph }
        });
        let links = links.collect();
        Self { bases, links, left, width }
    }

    /// The distance to the last row.
    pub(super) fn gap(&self) -> f32 {
        self.links.first().map_or(0.0, |link| link.set.leading() * 0.4)
    }

    pub(super) fn height(&self) -> f32 {
        let leading = self.links.first().map_or(0.0, |link| link.set.leading());
        let lines = self.places().last().map_or(0.0, |(_, line)| *line as f32 + 1.0);
        self.bases.iter().map(|(set, _)| set.height()).sum::<f32>() + lines * leading
    }

    /// The distance of each link from the left and its line: as many links a line as fit.
    fn places(&self) -> Vec<(f32, usize)> {
        let (mut x, mut line) = (0.0, 0);
        let place = |link: &FigureLink| {
            let width = link.set.width();
            if x > 0.0 && x + width > self.width {
                (x, line) = (0.0, line + 1);
            }
            let place = (x, line);
            x += width + link.set.leading() * 1.2;
            place
        };
        self.links.iter().map(place).collect()
    }

    pub(super) fn place(&self, builder: &mut Builder) {
        for (set, paragraph) in &self.bases {
            set.place_here(builder, *paragraph, self.left);
        }
        let top = builder.y;
        for (FigureLink { set, number, text, paragraph }, (x, line)) in self.links.iter().zip(self.places()) {
            builder.y = top + line as f32 * set.leading();
            let link = builder.element(*paragraph, Role::Link);
            let rect = Rect::new(self.left + x, builder.y, set.width(), set.height());
            set.place_here(builder, link, self.left + x);
            builder.link_to_anchor(link, rect, &anchors::figure(*number), text);
        }
    }
}
