//! The bands of a chart with rows: names left of or above the marks, groups with headings, stretched to the
//! height.

use crate::chart::data::{ChartData, Row, RowKind};
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::Point;

/// Largest share of the width for names.
const NAME_SHARE: f32 = 0.42;
/// Names that need more lines than this go above their marks.
const LINES: usize = 3;
/// Space between a name above its mark and the mark, in multiples of the label size.
const NAME_GAP: f32 = 0.2;
/// Steps of the bisection: the remaining error is below a thousandth of a row.
const HALVINGS: usize = 14;

/// The rows of a chart before they are placed.
pub(super) struct RowBands {
    names: Vec<(Block, f32)>,
    /// Whether names are above their marks.
    pub(super) above: bool,
    /// For each row, the start of a group before it.
    heads: Vec<Option<Head>>,
    /// Width of the widest name with its indent; 0 if names are above their marks.
    pub(super) width: f32,
    /// Height of a row's marks.
    mark: f32,
    /// Their least height where rows shrink.
    least_mark: f32,
    /// Gap between rows.
    gap: f32,
    /// The least gap: names of several lines, and names above their marks, would otherwise run into the next row.
    least_gap: f32,
}

/// The start of a group.
struct Head {
    /// Its heading, if it has one.
    heading: Option<Block>,
    /// Whether a line separates it from the group before.
    separated: bool,
}

/// The band of one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    /// Its top edge.
    pub(super) top: f32,
    /// Its height with the gap to its neighbours.
    pub(super) height: f32,
    /// The middle of its marks.
    pub(super) middle: f32,
    /// The height of its marks.
    pub(super) mark: f32,
}

impl RowBands {
    /// Rows with marks of this height and this gap between them. If a name is too long to go beside them, all
    /// names go above.
    pub(super) fn new(data: &ChartData, mark: f32, gap: f32, context: &LayoutContext<'_>) -> Self {
        let beside = Self::beside(data, mark, gap, context);
        let long = |(block, _): &(Block, f32)| block.lines() > LINES;
        if beside.names.iter().any(long) && context.alignment.limit.is_none() {
            Self::above(data, mark, gap, context)
        } else {
            beside
        }
    }

    /// Rows with names above their marks, which then have the whole width.
    pub(super) fn above(data: &ChartData, mark: f32, gap: f32, context: &LayoutContext<'_>) -> Self {
        let names = data.rows.iter().map(|row| name(row, context, context.area.width)).collect();
        // A name is nearer to its own mark than to the one before.
        let least_gap = context.scale.label * 0.6;
        Self {
            names,
            above: true,
            heads: heads(data, context),
            width: 0.0,
            mark,
            least_mark: 0.0,
            gap,
            least_gap,
        }
    }

    /// Rows with names at the left however long they are: in a table they are row headings.
    pub(super) fn beside(data: &ChartData, mark: f32, gap: f32, context: &LayoutContext<'_>) -> Self {
        let limit = context.alignment.limit.unwrap_or(context.area.width * NAME_SHARE);
        let names: Vec<_> = data.rows.iter().map(|row| name(row, context, limit)).collect();
        let widest = names.iter().map(|(block, indent)| block.width + indent).fold(0.0, f32::max);
        let width = if context.alignment.hidden { 0.0 } else { widest };
        // Marks lower than a line of a name save no height.
        let least_mark = mark.min(context.scale.label * 1.1);
        let has_long = names.iter().any(|(block, _)| block.lines() > 1);
        let least_gap = if has_long { context.scale.label * 0.35 } else { 0.0 };
        Self { names, above: false, heads: heads(data, context), width, mark, least_mark, gap, least_gap }
    }

    /// The rows with marks that keep at least this height.
    pub(super) fn with_least_mark(self, least: f32) -> Self {
        Self { least_mark: self.least_mark.max(least), ..self }
    }

    fn gap(&self, factor: f32) -> f32 {
        (self.gap * factor).max(self.least_gap)
    }

    fn mark(&self, factor: f32) -> f32 {
        (self.mark * factor).max(self.least_mark)
    }

    /// The factor, up to `most`, that stretches marks and gaps so that rows and `others`, the height above and
    /// below them, fill the area. It is below 1 only where a height was asked for. Names and headings keep their height, so the factor is found by bisection.
    pub(super) fn stretch(&self, others: f32, most: f32, context: &LayoutContext<'_>) -> f32 {
        let room = context.area.height - others;
        let all = |factor: f32| -> f32 {
            (0..self.names.len()).map(|row| self.head(row, context) + self.height(row, factor, context)).sum()
        };
        let most = most.min(context.stretch.1);
        let least = context.stretch.0.min(most);
        if all(least) >= room {
            return least;
        }
        if all(most) <= room {
            return most;
        }
        // Rows are lower than usual only where they have to be.
        let usual = 1.0f32.clamp(least, most);
        let (mut low, mut high) = if all(usual) <= room { (usual, most) } else { (least, usual) };
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if all(middle) <= room { low = middle } else { high = middle }
        }
        low
    }

    fn head(&self, row: usize, context: &LayoutContext<'_>) -> f32 {
        let size = context.scale.label;
        self.heads[row].as_ref().map_or(0.0, |head| {
            let heading = head.heading.as_ref().map_or(0.0, |block| block.height + size * 0.35);
            heading + if head.separated { size * 0.8 } else { 0.0 }
        })
    }

    /// The height of a row with its gap.
    fn height(&self, row: usize, factor: f32, context: &LayoutContext<'_>) -> f32 {
        let name = self.names[row].0.height;
        let content = if self.above {
            name + context.scale.label * NAME_GAP + self.mark(factor)
        } else {
            name.max(self.mark(factor))
        };
        content + self.gap(factor)
    }

    /// Places the rows from `top` down, with marks and gaps stretched by `factor`, and their names, headings and
    /// the lines between groups.
    pub(super) fn place(
        &self,
        factor: f32,
        top: f32,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
        lines: &mut Vec<Leader>,
    ) -> Vec<Band> {
        let (area, size) = (context.area, context.scale.label);
        let mut y = top;
        let mut bands = Vec::new();
        for (row, (name, indent)) in self.names.iter().enumerate() {
            if let Some(head) = &self.heads[row] {
                if head.separated {
                    let at = y + size * 0.2;
                    let points = vec![Point::new(area.x, at), Point::new(area.right(), at)];
                    lines.push(Leader { points, color: context.roles.grid });
                    y += size * 0.8;
                }
                if let Some(block) = &head.heading {
                    if !context.alignment.hidden {
                        block.place(Point::new(area.x, y), Align::Left, labels);
                    }
                    y += block.height + size * 0.35;
                }
            }
            let height = self.height(row, factor, context);
            let mark = self.mark(factor);
            let middle = if self.above {
                let at = Point::new(area.x + indent, y + self.gap(factor) / 2.0);
                name.place(at, Align::Left, labels);
                at.y + name.height + size * NAME_GAP + mark / 2.0
            } else {
                let middle = y + height / 2.0;
                if !context.alignment.hidden {
                    name.place_middle(Point::new(area.x + indent, middle), Align::Left, labels);
                }
                middle
            };
            bands.push(Band { top: y, height, middle, mark });
            y += height;
        }
        bands
    }
}

/// Where the last row ends.
pub(super) fn bottom(bands: &[Band], top: f32) -> f32 {
    bands.last().map_or(top, |band| band.top + band.height)
}

/// The start of a group before its first row.
fn heads(data: &ChartData, context: &LayoutContext<'_>) -> Vec<Option<Head>> {
    let text_style =
        TextStyle { style: Style::Semibold, color: context.roles.quiet, ..context.small(TextRole::Legend) };
    let mut before = None;
    let head = |(index, row): (usize, &Row)| {
        let begins = index == 0 || before != Some(row.group);
        before = Some(row.group);
        if data.groups.is_empty() || !begins {
            return None;
        }
        let heading = row.group.and_then(|group| data.groups.get(group)).filter(|name| !name.is_empty());
        let heading = heading.map(|name| context.typesetter.block(name, text_style, context.area.width));
        Some(Head { heading, separated: index > 0 })
    };
    data.rows.iter().enumerate().map(head).collect()
}

/// A row's name and its indent: highlighted rows and nets in semibold, parts of a net indented.
fn name(row: &Row, context: &LayoutContext<'_>, limit: f32) -> (Block, f32) {
    let strong = row.highlighted || row.kind == RowKind::Net;
    let indent = if row.part_of.is_some() { context.scale.label } else { 0.0 };
    let text_style = TextStyle {
        style: if strong { Style::Semibold } else { Style::Regular },
        color: if row.is_muted() { context.roles.quiet } else { context.roles.text },
        ..context.label(TextRole::Category)
    };
    (context.typesetter.block(&row.name, text_style, limit - indent), indent)
}
