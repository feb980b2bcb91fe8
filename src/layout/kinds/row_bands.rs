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
/// Steps of the bisection: the remaining error is below a thousandth of a row.
const HALVINGS: usize = 14;

/// The rows of a chart before they are placed.
pub(super) struct RowBands {
    names: Vec<(Block, f32)>,
    /// Whether names are above their marks.
    above: bool,
    /// For each row, the start of a group before it.
    heads: Vec<Option<Head>>,
    /// Width of the widest name with its indent; 0 if names are above their marks.
    pub(super) width: f32,
    /// Height of a row's marks.
    mark: f32,
    /// Gap between rows.
    gap: f32,
}

/// The start of a group.
struct Head {
    /// Its heading, if it has one.
    heading: Option<Block>,
    /// Whether a line separates it from the group before.
    parted: bool,
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
    pub(super) fn new(shown: &ChartData, mark: f32, gap: f32, ground: &LayoutContext<'_>) -> Self {
        let beside = Self::beside(shown, mark, gap, ground);
        let long = |(block, _): &(Block, f32)| block.lines() > LINES;
        if beside.names.iter().any(long) && ground.side.limit.is_none() {
            Self::above(shown, mark, gap, ground)
        } else {
            beside
        }
    }

    /// Rows with names above their marks, which then have the whole width.
    pub(super) fn above(shown: &ChartData, mark: f32, gap: f32, ground: &LayoutContext<'_>) -> Self {
        let names = shown.rows.iter().map(|row| name(row, ground, ground.area.width)).collect();
        Self { names, above: true, heads: heads(shown, ground), width: 0.0, mark, gap }
    }

    /// Rows with names at the left however long they are: in a table they are row headings.
    pub(super) fn beside(shown: &ChartData, mark: f32, gap: f32, ground: &LayoutContext<'_>) -> Self {
        let limit = ground.side.limit.unwrap_or(ground.area.width * NAME_SHARE);
        let names: Vec<_> = shown.rows.iter().map(|row| name(row, ground, limit)).collect();
        let widest = names.iter().map(|(block, indent)| block.width + indent).fold(0.0, f32::max);
        let width = if ground.side.hidden { 0.0 } else { widest };
        Self { names, above: false, heads: heads(shown, ground), width, mark, gap }
    }

    /// The factor, 1 to `most`, that stretches marks and gaps so that rows and `others`, the height above and
    /// below them, fill the area. Names and headings keep their height, so the factor is found by bisection.
    pub(super) fn stretch(&self, others: f32, most: f32, ground: &LayoutContext<'_>) -> f32 {
        let room = ground.area.height - others;
        let all = |factor: f32| -> f32 {
            (0..self.names.len()).map(|row| self.head(row, ground) + self.height(row, factor, ground)).sum()
        };
        if all(1.0) >= room {
            return 1.0;
        }
        if all(most) <= room {
            return most;
        }
        let (mut low, mut high) = (1.0f32, most);
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if all(middle) <= room { low = middle } else { high = middle }
        }
        low
    }

    fn head(&self, row: usize, ground: &LayoutContext<'_>) -> f32 {
        let size = ground.scale.label;
        self.heads[row].as_ref().map_or(0.0, |head| {
            let heading = head.heading.as_ref().map_or(0.0, |block| block.height + size * 0.35);
            heading + if head.parted { size * 0.8 } else { 0.0 }
        })
    }

    /// The height of a row with its gap.
    fn height(&self, row: usize, factor: f32, ground: &LayoutContext<'_>) -> f32 {
        let name = self.names[row].0.height;
        let content = if self.above {
            name + ground.scale.label * 0.3 + self.mark * factor
        } else {
            name.max(self.mark * factor)
        };
        content + self.gap * factor
    }

    /// Places the rows from `top` down, with marks and gaps stretched by `factor`, and their names, headings and
    /// the lines between groups.
    pub(super) fn place(
        &self,
        factor: f32,
        top: f32,
        ground: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
        lines: &mut Vec<Leader>,
    ) -> Vec<Band> {
        let (area, size) = (ground.area, ground.scale.label);
        let mut y = top;
        let mut bands = Vec::new();
        for (row, (name, indent)) in self.names.iter().enumerate() {
            if let Some(head) = &self.heads[row] {
                if head.parted {
                    let at = y + size * 0.2;
                    let points = vec![Point::new(area.x, at), Point::new(area.right(), at)];
                    lines.push(Leader { points, color: ground.roles.grid });
                    y += size * 0.8;
                }
                if let Some(block) = &head.heading {
                    if !ground.side.hidden {
                        block.place(Point::new(area.x, y), Align::Left, labels);
                    }
                    y += block.height + size * 0.35;
                }
            }
            let height = self.height(row, factor, ground);
            let mark = self.mark * factor;
            let middle = if self.above {
                let at = Point::new(area.x + indent, y + self.gap * factor / 2.0);
                name.place(at, Align::Left, labels);
                at.y + name.height + size * 0.3 + mark / 2.0
            } else {
                let middle = y + height / 2.0;
                if !ground.side.hidden {
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
fn heads(shown: &ChartData, ground: &LayoutContext<'_>) -> Vec<Option<Head>> {
    let kind =
        TextStyle { style: Style::Semibold, color: ground.roles.quiet, ..ground.small(TextRole::Legend) };
    let mut before = None;
    let head = |(index, row): (usize, &Row)| {
        let begins = index == 0 || before != Some(row.group);
        before = Some(row.group);
        if shown.groups.is_empty() || !begins {
            return None;
        }
        let heading = row.group.and_then(|group| shown.groups.get(group)).filter(|name| !name.is_empty());
        let heading = heading.map(|name| ground.typesetter.block(name, kind, ground.area.width));
        Some(Head { heading, parted: index > 0 })
    };
    shown.rows.iter().enumerate().map(head).collect()
}

/// A row's name and its indent: highlighted rows and nets in semibold, parts of a net indented.
fn name(row: &Row, ground: &LayoutContext<'_>, limit: f32) -> (Block, f32) {
    let strong = row.highlighted || row.kind == RowKind::Net;
    let indent = if row.part_of.is_some() { ground.scale.label } else { 0.0 };
    let kind = TextStyle {
        style: if strong { Style::Semibold } else { Style::Regular },
        color: if row.is_muted() { ground.roles.quiet } else { ground.roles.text },
        ..ground.label(TextRole::Category)
    };
    (ground.typesetter.block(&row.name, kind, limit - indent), indent)
}
