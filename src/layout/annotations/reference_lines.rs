//! Reference lines and ranges. A strip for their labels is reserved before the marks are laid out; the lines are
//! interrupted behind labels.

use super::obstacles::Obstacles;
use crate::chart::caption::references::ReferenceMark;
use crate::layout::context::{LaidOut, LayoutContext, Overlays};
use crate::layout::figure::{Direction, Leader, Plot, along};
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// Lays out marks with their reference lines. In an upright chart each label is placed at its line if all labels
/// have room there, otherwise beside the chart.
pub(crate) fn lay_out(
    marks: &[ReferenceMark],
    below: bool,
    context: &LayoutContext<'_>,
    marks_on: &dyn Fn(&LayoutContext<'_>) -> LaidOut,
) -> (LaidOut, Overlays) {
    let labels = ReferenceLabels::new(marks, below, context);
    if !below {
        let mut laid_out = marks_on(context);
        if let Some(overlays) = labels.place_inside(&mut laid_out, context) {
            return (laid_out, overlays);
        }
        let at_ends = matches!(&laid_out.plot, Plot::Points(points) if points.values_up);
        if at_ends && marks.iter().all(ReferenceMark::is_line) {
            let laid_out = marks_on(&LayoutContext { names_references: true, ..*context });
            let overlays = labels.lines(&laid_out, context);
            return (laid_out, overlays);
        }
    }
    let mut laid_out = marks_on(&labels.remaining(context));
    let overlays = labels.place(&mut laid_out, context);
    (laid_out, overlays)
}

/// The labels of reference lines, shaped before the marks are laid out.
struct ReferenceLabels<'a> {
    marks: &'a [ReferenceMark],
    labels: Vec<Block>,
    /// Whether the value axis is horizontal, with labels below it.
    below: bool,
}

/// Largest share of the width for labels beside the marks.
const MAX_LABEL_SHARE: f32 = 0.22;

impl<'a> ReferenceLabels<'a> {
    /// Shapes the labels.
    fn new(marks: &'a [ReferenceMark], below: bool, context: &LayoutContext<'_>) -> Self {
        let text_style = TextStyle { color: context.roles.quiet, ..context.small(TextRole::Tick) };
        let width = context.area.width * if below { 0.5 } else { MAX_LABEL_SHARE };
        let labels =
            marks.iter().map(|mark| context.typesetter.block(&mark.label, text_style, width)).collect();
        Self { marks, labels, below }
    }

    /// The context with the area that remains for the marks.
    fn remaining<'g>(&self, context: &LayoutContext<'g>) -> LayoutContext<'g> {
        let mut area = context.area;
        if self.below {
            area.height = (area.height - self.strip(context)).max(0.0);
        } else {
            area.width -= self.strip(context);
        }
        LayoutContext { area, ..*context }
    }

    fn strip(&self, context: &LayoutContext<'_>) -> f32 {
        let named = || self.labels.iter().zip(self.marks).filter(|(_, mark)| !mark.label.is_empty());
        let gap = context.scale.small * 0.7;
        if named().next().is_none() {
            return 0.0;
        }
        match self.below {
            // Labels go below each other, since neighbours may be close on the axis.
            true => named().map(|(block, _)| block.height + gap * 0.5).sum::<f32>() + gap,
            false => named().map(|(block, _)| block.width).fold(0.0, f32::max) + gap,
        }
    }

    /// Adds labels at their lines and in their ranges; `None` if one of them has no free space there.
    fn place_inside(&self, laid_out: &mut LaidOut, context: &LayoutContext<'_>) -> Option<Overlays> {
        let scale = AxisScale::of(&laid_out.plot)?;
        let size = context.scale.small;
        let mut obstacles = Obstacles::of(laid_out, context);
        for mark in self.marks {
            let edges = if mark.is_line() { vec![mark.from] } else { vec![mark.from, mark.to] };
            for y in edges.into_iter().map(|value| scale.at(value)) {
                obstacles.add_line(Point::new(scale.frame.x, y), Point::new(scale.frame.right(), y));
            }
        }
        let mut places = Vec::new();
        for mark in self.marks {
            if mark.label.is_empty() {
                places.push(None);
                continue;
            }
            let text_style = TextStyle { color: context.roles.quiet, ..context.small(TextRole::Tick) };
            let shape =
                |share: f32| context.typesetter.block(&mark.label, text_style, scale.frame.width * share);
            let place = |block: Block| {
                scale
                    .candidates(mark, &block, size)
                    .find(|rect| obstacles.is_free(*rect))
                    .map(|rect| (block, rect))
            };
            let found = [0.95, 0.6, 0.4].into_iter().map(shape).find_map(place)?;
            obstacles.add_text(found.1);
            places.push(Some(found));
        }
        for (block, rect) in places.iter().flatten() {
            block.place(Point::new(rect.x, rect.y), Align::Left, &mut laid_out.labels);
        }
        Some(self.lines(laid_out, context))
    }

    /// The lines and ranges of a chart that has their labels.
    fn lines(&self, laid_out: &LaidOut, context: &LayoutContext<'_>) -> Overlays {
        let mut overlays = Overlays::default();
        let Some(scale) = AxisScale::of(&laid_out.plot) else { return overlays };
        let size = context.scale.small;
        let boxes: Vec<Rect> = laid_out.labels.iter().map(TextRun::bounds).collect();
        for mark in self.marks {
            let (from, to) = (scale.at(mark.from), scale.at(mark.to));
            if mark.is_line() {
                let gap = size * 0.3;
                overlays.lines.extend(scale.line(from, scale.end, &boxes, gap, context.roles.text));
            } else {
                overlays.bands.push((scale.band(from, to), context.roles.band()));
            }
        }
        overlays
    }

    /// Adds labels below or beside the marks; returns the ranges to draw behind the marks and the lines to draw
    /// over them.
    fn place(&self, laid_out: &mut LaidOut, context: &LayoutContext<'_>) -> Overlays {
        let mut overlays = Overlays::default();
        let Some(scale) = AxisScale::of(&laid_out.plot) else { return overlays };
        let mut y = laid_out.height + context.scale.small * 0.7;
        let mut taken = context.area.y;
        let mut bottom = 0.0f32;
        let mut order: Vec<usize> = (0..self.marks.len()).collect();
        // On a vertical axis from the top down, so that labels can be moved apart.
        order.sort_by(|a, b| self.marks[*b].middle().total_cmp(&self.marks[*a].middle()));
        let mut labels = Vec::new();
        for index in order {
            let (mark, block) = (&self.marks[index], &self.labels[index]);
            let (from, to) = (scale.at(mark.from), scale.at(mark.to));
            let middle = f32::midpoint(from, to);
            if !mark.is_line() {
                overlays.bands.push((scale.band(from, to), context.roles.band()));
            }
            let mut end = scale.end;
            if !mark.label.is_empty() {
                if self.below {
                    let left = context.area.x + block.width / 2.0;
                    let right = context.area.right() - block.width / 2.0;
                    let x = middle.min(right).max(left);
                    block.place(Point::new(x, context.area.y + y), Align::Center, &mut labels);
                    end = context.area.y + y - context.scale.small * 0.25;
                    y += block.height + context.scale.small * 0.35;
                } else {
                    let at = middle.max(taken + block.height / 2.0);
                    bottom = bottom.max(at + block.height / 2.0);
                    taken = at + block.height / 2.0 + context.scale.small * 0.6;
                    // Right of the names at the ends of lines.
                    let x = context.area.right() - self.strip(context) + context.scale.small * 0.5;
                    block.place_middle(Point::new(x, at), Align::Left, &mut labels);
                    // The line runs up to its label, unless that had to move.
                    if (at - middle).abs() < 0.5 {
                        end = end.max(x - context.scale.small * 0.25);
                    }
                }
            }
            if mark.is_line() {
                let boxes: Vec<Rect> = laid_out.labels.iter().chain(&labels).map(TextRun::bounds).collect();
                let color = context.roles.text;
                overlays.lines.extend(scale.line(from, end, &boxes, context.scale.small * 0.3, color));
            }
        }
        if self.below {
            laid_out.height = laid_out.height.max(y);
        } else {
            laid_out.height = laid_out.height.max(bottom - context.area.y);
        }
        laid_out.labels.append(&mut labels);
        overlays
    }
}

/// Maps the values of a plot to the canvas.
struct AxisScale {
    frame: Rect,
    domain: (f64, f64),
    log: bool,
    /// Whether the value axis is horizontal.
    across: bool,
    /// Where reference lines end: at the bottom of the frame, or at its right edge.
    end: f32,
}

impl AxisScale {
    fn of(plot: &Plot) -> Option<Self> {
        let (frame, domain, log, across) = match plot {
            Plot::Bars(bars) => (bars.frame, bars.domain, false, bars.direction == Direction::Right),
            Plot::Points(points) if points.values_up => (points.frame, points.y, points.log.1, false),
            Plot::Points(points) => (points.frame, points.x, points.log.0, true),
            Plot::Ring(_) | Plot::Tiles(_) | Plot::Cells(_) | Plot::Panels(_) => return None,
        };
        Some(Self { frame, domain, log, across, end: if across { frame.bottom() } else { frame.right() } })
    }

    fn at(&self, value: f64) -> f32 {
        let share = along(value, self.domain, self.log);
        let frame = self.frame;
        if self.across { frame.x + frame.width * share } else { frame.bottom() - frame.height * share }
    }

    fn band(&self, from: f32, to: f32) -> Rect {
        let frame = self.frame;
        if self.across {
            Rect::new(from, frame.y, to - from, frame.height)
        } else {
            Rect::new(frame.x, to, frame.width, from - to)
        }
    }

    /// Candidate positions of a label in an upright chart: above or below its line, inside or above its range,
    /// from left to right.
    fn candidates(
        &self,
        mark: &ReferenceMark,
        block: &Block,
        size: f32,
    ) -> impl Iterator<Item = Rect> + use<> {
        let (width, height, frame) = (block.width, block.height, self.frame);
        let (low, high) = (self.at(mark.from), self.at(mark.to));
        let above = |y: f32| y - size * 0.35 - height;
        let heights = match mark.is_line() {
            true => [above(low), low + size * 0.35],
            false => [high + size * 0.35, above(high)],
        };
        let steps = ((frame.width - width) / size).max(0.0) as usize;
        let left = frame.x + size * 0.5;
        let tried = heights.into_iter().flat_map(move |y| (0..=steps).map(move |step| (step as f32, y)));
        let boxes = tried.map(move |(step, y)| Rect::new(left + size * step, y, width, height));
        boxes.filter(move |rect| frame.contains(*rect, 0.5))
    }

    /// The line at a position on the axis, interrupted behind labels.
    fn line(&self, place: f32, end: f32, boxes: &[Rect], gap: f32, color: Color) -> Vec<Leader> {
        let start = if self.across { self.frame.y } else { self.frame.x };
        let mut blocked: Vec<(f32, f32)> = boxes
            .iter()
            .filter_map(|text| {
                let (near, far, from, to) = match self.across {
                    true => (text.x, text.right(), text.y, text.bottom()),
                    false => (text.y, text.bottom(), text.x, text.right()),
                };
                (near - gap < place && place < far + gap).then_some((from - gap, to + gap))
            })
            .collect();
        blocked.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut pieces = Vec::new();
        let mut from = start;
        for (block_start, block_end) in blocked {
            if block_start > from {
                pieces.push((from, block_start.min(end)));
            }
            from = from.max(block_end);
        }
        pieces.push((from, end));
        let point = |along: f32| match self.across {
            true => Point::new(place, along),
            false => Point::new(along, place),
        };
        let pieces = pieces.into_iter().filter(|(from, to)| to - from > gap);
        pieces.map(|(from, to)| Leader { points: vec![point(from), point(to)], color }).collect()
    }
}
