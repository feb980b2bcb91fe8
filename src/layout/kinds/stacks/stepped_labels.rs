//! Labels of one bar with many parts: below their segments where they are no wider than these. Each of the others is on a
//! line of its own, at the end of a line from its segment: later segments end lower, so that no two lines cross.

use crate::chart::data::{ChartData, Row};
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::Point;

/// A part with its label.
struct Label {
    /// Left and right edge of its segment.
    segment: (f32, f32),
    value: Block,
    /// Its name within the width of its segment; `None` where it has no room there.
    below: Option<Block>,
    /// Its name on one line.
    name: Block,
}

/// The labels of the parts of one bar.
pub(super) struct SteppedLabels {
    labels: Vec<Label>,
    /// Height of the labels right below their segments.
    row: f32,
    /// Distance of the lines of the others.
    step: f32,
}

impl SteppedLabels {
    /// Shapes the labels of parts with these segments, and whether each is highlighted; `None` where a label would
    /// extend beyond the left edge, or where two lines would be too close to be told apart.
    pub(super) fn new(
        parts: &[(&Row, bool, (f32, f32))],
        data: &ChartData,
        context: &LayoutContext<'_>,
    ) -> Option<Self> {
        let size = context.scale.label;
        let shape = |(row, highlighted, segment): &(&Row, bool, (f32, f32))| {
            let color = if row.is_muted() { context.roles.quiet } else { context.roles.text };
            let style = if *highlighted { Style::Semibold } else { Style::Regular };
            let text_style = TextStyle { color, style, ..context.label(TextRole::Category) };
            let width = segment.1 - segment.0 - size * 0.5;
            let text = data.print(row.values[0], context.typesetter.language);
            let value = context.typesetter.line(&text, TextStyle { color, ..context.value() });
            let below = context.typesetter.block(&row.name, text_style, width.max(1.0));
            let fits = value.width <= width && below.width <= width && below.is_undivided();
            let name = context.typesetter.line(&row.name, text_style);
            Label { segment: *segment, value, below: (fits && below.lines() <= 2).then_some(below), name }
        };
        let labels: Vec<Label> = parts.iter().map(shape).collect();
        let below = labels.iter().filter_map(|label| Some(label.value.height + label.below.as_ref()?.height));
        let row = below.map(|height| height + size * 0.35).fold(0.0, f32::max);
        let mut before = f32::NEG_INFINITY;
        for label in labels.iter().filter(|label| label.below.is_none()) {
            let x = label.middle();
            if x - label.width(size) < context.area.x || x - before < size * 0.2 {
                return None;
            }
            before = x;
        }
        Some(Self { labels, row, step: size * 1.5 })
    }

    /// The height of all labels with the space above them.
    pub(super) fn height(&self, size: f32) -> f32 {
        let steps = self.labels.iter().filter(|label| label.below.is_none()).count();
        size * 0.5 + self.row + steps as f32 * self.step
    }

    /// Places the labels below the bar, which ends at `bottom`.
    pub(super) fn place(
        &self,
        bottom: f32,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
        leaders: &mut Vec<Leader>,
    ) {
        let size = context.scale.label;
        let color = context.roles.muted.mix(context.roles.text, 0.3);
        let top = bottom + size * 0.5;
        let mut y = top + self.row + self.step * 0.5;
        for label in &self.labels {
            if let Some(name) = &label.below {
                let at = Point::new(label.segment.0 + size * 0.1, top);
                label.value.place(at, Align::Left, labels);
                name.place(Point::new(at.x, top + label.value.height + size * 0.1), Align::Left, labels);
                continue;
            }
            let x = label.middle();
            let points = vec![Point::new(x, bottom), Point::new(x, y), Point::new(x - size * 0.3, y)];
            leaders.push(Leader { points, color });
            let at = Point::new(x - size * 0.5, y);
            label.value.place_middle(at, Align::Right, labels);
            let at = Point::new(at.x - label.value.width - size * 0.5, y);
            label.name.place_middle(at, Align::Right, labels);
            y += self.step;
        }
    }
}

impl Label {
    fn middle(&self) -> f32 {
        f32::midpoint(self.segment.0, self.segment.1)
    }

    /// The width from the left edge of the name to the line.
    fn width(&self, size: f32) -> f32 {
        self.name.width + self.value.width + size
    }
}
