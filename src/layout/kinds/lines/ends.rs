//! Labels at the ends of lines: names and last values at the right, first values of a slope at the left, and the
//! labels of lines that end early at their last point.

use super::Look;
use crate::chart::data::{ChartData, Row};
use crate::language::{fill, number};
use crate::layout::axes::waves::Waves;
use crate::layout::context::LayoutContext;
use crate::layout::figure::{Leader, Points};
use crate::layout::labels::along::{Line, Wish};
use crate::layout::labels::taken::Taken;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// How large labels are, as a share of the usual size, and how far each may be from the end of its line, in multiples of
/// its height, where others are highlighted. Smaller labels are better than bundles.
pub(super) const SIZES: [(f32, f32); 3] = [(1.0, 1.6), (0.87, 2.6), (0.76, 3.6)];

/// Where a label goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// At the first wave.
    Left,
    /// At the last point of its line.
    Point,
    /// Right of the last wave.
    Right,
}

/// The label at an end of a line.
#[derive(Debug, Clone)]
struct End {
    side: Side,
    block: Block,
    /// The point that it is about: wave and value.
    at: (f64, f64),
    color: Color,
    kept: bool,
}

/// The labels at the ends of all lines.
pub(super) struct Ends<'a> {
    ends: Vec<End>,
    data: &'a ChartData,
    /// How far a label may be from the end of its line, in multiples of its height; without a highlighted line, any
    /// distance is better than a bundle.
    most_away: f32,
    /// Whether one of the lines is highlighted.
    any: bool,
    line_height: f32,
    /// Width of the widest bundle.
    bundle_width: f32,
}

impl<'a> Ends<'a> {
    /// Shapes the labels; `early` says where those of lines go that end before the last wave.
    pub(super) fn new(
        data: &'a ChartData,
        colors: &[Color],
        waves: &Waves,
        look: Look,
        early: Side,
        most_away: f32,
        context: &LayoutContext<'_>,
    ) -> Self {
        let any = data.rows.iter().any(|row| row.highlighted);
        let is_slope = look == Look::Slope;
        let mut ends = Vec::new();
        for (row, color) in data.rows.iter().zip(colors).filter(|(row, _)| !row.is_behind) {
            let value = |column: &usize| row.values.get(*column).copied().flatten();
            let found = |column: &usize| Some((*column, value(column)?));
            let (first, last) =
                (waves.order.iter().find_map(found), waves.order.iter().rev().find_map(found));
            let (Some(first), Some(last)) = (first, last) else { continue };
            let is_last = waves.order.last() == Some(&last.0);
            let color =
                if any && !row.highlighted { context.roles.text } else { context.label_color(*color) };
            let mut add = |side: Side, (column, value): (usize, f64), block: Block| {
                let (at, kept) = ((waves.at[column], value), row.highlighted);
                ends.push(End { side, block: block.colored(color), at, color, kept });
            };
            if is_slope && waves.order.first() == Some(&first.0) {
                let block = if is_last {
                    value_label(row, first.1, data, context)
                } else {
                    label(row, None, first.1, data, context)
                };
                add(Side::Left, first, block);
            }
            match (is_last, early) {
                (true, _) => add(Side::Right, last, label(row, None, last.1, data, context)),
                (false, _) if is_slope => {}
                (false, Side::Right) => {
                    let wave = Some(data.columns[last.0].name.as_str());
                    add(Side::Right, last, label(row, wave, last.1, data, context));
                }
                (false, _) => add(Side::Point, last, label(row, None, last.1, data, context)),
            }
        }
        if context.names_references
            && let Some(last) = waves.order.last()
        {
            let style = TextStyle { color: context.roles.quiet, ..plain_style(context) };
            let limit = context.area.width * 0.3;
            for mark in context.references.iter().filter(|mark| !mark.label.is_empty()) {
                let block = context.typesetter.block(&mark.label, style, limit);
                let (at, color) = ((waves.at[*last], mark.from), context.roles.quiet);
                ends.push(End { side: Side::Right, block, at, color, kept: true });
            }
        }
        let line_height = context.typesetter.line("0", plain_style(context)).height;
        let widest = || {
            let values = data.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
            let ends = values.fold((f64::INFINITY, f64::NEG_INFINITY), |ends, value| {
                (ends.0.min(value), ends.1.max(value))
            });
            bundle(data.rows.len(), ends, data, context).width
        };
        let named = data.rows.iter().filter(|row| !row.is_behind).count();
        let bundle_width = if named > 3 { widest() } else { 0.0 };
        let most_away = if any { most_away } else { f32::INFINITY };
        Self { ends, data, most_away, any, line_height, bundle_width }
    }

    fn on(&self, side: Side) -> impl Iterator<Item = &End> {
        self.ends.iter().filter(move |end| end.side == side)
    }

    fn width(&self, side: Side) -> f32 {
        let widest = self.on(side).map(|end| end.block.width).fold(0.0, f32::max);
        // A bundle is seldom wider than the labels that it replaces.
        if self.may_bundle(side) { widest.max(self.bundle_width) } else { widest }
    }

    /// Whether there may be too many labels for the least height of a chart, or too many near each other.
    fn may_bundle(&self, side: Side) -> bool {
        self.on(side).count() > if self.any { 5 } else { 9 }
    }

    /// Width of the labels at the right.
    pub(super) fn right_width(&self) -> f32 {
        self.width(Side::Right)
    }

    /// Width of the labels at the left.
    pub(super) fn left_width(&self) -> f32 {
        self.width(Side::Left)
    }

    /// The height in which no label needs to be bundled.
    pub(super) fn whole_height(&self) -> f32 {
        let of = |side| self.on(side).map(|end| end.block.height + self.gap()).sum::<f32>();
        of(Side::Right).max(of(Side::Left))
    }

    fn gap(&self) -> f32 {
        self.line_height * 0.2
    }

    /// The height of the frame: this one, or more if labels have no room even in bundles.
    pub(super) fn height(&self, wanted: f32) -> f32 {
        let fits = [Side::Left, Side::Right].into_iter().all(|side| {
            let wishes: Vec<Wish> =
                self.on(side).map(|end| Wish { at: wanted / 2.0, extent: end.block.height }).collect();
            let kept: Vec<bool> = self.on(side).map(|end| end.kept).collect();
            let bounds = (-self.line_height * 0.3, wanted + self.line_height * 0.3);
            Line { wishes: &wishes, gap: self.gap(), bounds }
                .arrange(&kept, self.line_height, f32::INFINITY)
                .is_some()
        });
        if fits { wanted } else { self.whole_height().max(wanted) }
    }

    /// Places the labels; whether some are bundled. `None` where those of lines that end early have no room at their
    /// last point.
    pub(super) fn place(
        &self,
        plot: &mut Points,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> Option<bool> {
        let right = self.place_side(Side::Right, plot, context, labels);
        let left = self.place_side(Side::Left, plot, context, labels);
        self.place_points(plot, context, labels).then_some(right || left)
    }

    fn place_side(
        &self,
        side: Side,
        plot: &mut Points,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> bool {
        let (frame, size) = (plot.frame, context.scale.label);
        let mut ends: Vec<(f32, &End)> = self.on(side).map(|end| (plot.position(end.at).y, end)).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wishes: Vec<Wish> =
            ends.iter().map(|(at, end)| Wish { at: *at, extent: end.block.height }).collect();
        let kept: Vec<bool> = ends.iter().map(|(_, end)| end.kept).collect();
        let bounds = (frame.y - self.line_height * 0.3, frame.bottom() + self.line_height * 0.3);
        let line = Line { wishes: &wishes, gap: self.gap(), bounds };
        let most = self.line_height * self.most_away;
        // Without room even in bundles, labels beyond the frame make the chart an error, and none is dropped.
        let beyond = Line { bounds: (f32::NEG_INFINITY, f32::INFINITY), ..line };
        let places = line
            .arrange(&kept, self.line_height, most)
            .or_else(|| beyond.arrange(&kept, self.line_height, f32::INFINITY))
            .unwrap_or_default();
        let (out, align) = if side == Side::Left { (-1.0, Align::Right) } else { (1.0, Align::Left) };
        let edge = if side == Side::Left { frame.x } else { frame.right() };
        let x = edge + out * size * 0.9;
        let has_bundle = places.iter().any(|place| place.of.len() > 1);
        for place in places {
            let of = &ends[place.of.clone()];
            let near = edge + out * size * 0.3;
            if let [(wanted, end)] = of {
                let point = plot.position(end.at).x;
                let is_early = side == Side::Right && point < frame.right() - 0.5;
                if (place.at - wanted).abs() > size * 0.3 || is_early {
                    // The leader of a line that ends early is level up to the edge, so that it crosses no other.
                    let early = is_early.then(|| Point::new(point + size * 0.3, *wanted));
                    let ends = [Point::new(near, *wanted), Point::new(x - out * size * 0.15, place.at)];
                    let points = early.into_iter().chain(ends).collect();
                    plot.leaders.push(Leader { points, color: end.color });
                }
                end.block.place_middle(Point::new(x, place.at), align, labels);
                continue;
            }
            let (top, bottom) = (of[0].0, of[of.len() - 1].0);
            let color = context.roles.quiet;
            let span = [top - size * 0.15, bottom + size * 0.15].map(|y| Point::new(near, y));
            plot.leaders.push(Leader { points: span.to_vec(), color });
            let at = Point::new(near, place.at.clamp(top, bottom.max(top)));
            if (at.y - place.at).abs() > 0.5 || side == Side::Right {
                let points = vec![at, Point::new(x - out * size * 0.15, place.at)];
                plot.leaders.push(Leader { points, color });
            }
            let values = of.iter().map(|(_, end)| end.at.1);
            let reach = values.fold((f64::INFINITY, f64::NEG_INFINITY), |reach, value| {
                (reach.0.min(value), reach.1.max(value))
            });
            let block = bundle(of.len(), reach, self.data, context);
            block.place_middle(Point::new(x, place.at), align, labels);
        }
        has_bundle
    }

    /// Places the labels of lines that end early right of their last point, above it or below it.
    fn place_points(&self, plot: &Points, context: &LayoutContext<'_>, labels: &mut Vec<TextRun>) -> bool {
        if self.on(Side::Point).next().is_none() {
            return true;
        }
        let size = context.scale.label;
        let mut taken = Taken::new(size * 2.0);
        labels.iter().for_each(|run| taken.add(run.bounds()));
        for line in &plot.lines {
            for pair in line.points.windows(2) {
                taken.add_line(plot.position(pair[0]), plot.position(pair[1]));
            }
        }
        for dot in &plot.dots {
            let at = plot.position(dot.at);
            let side = dot.radius * 2.0;
            taken.add(Rect::new(at.x - dot.radius, at.y - dot.radius, side, side));
        }
        for end in self.on(Side::Point) {
            let (at, block) = (plot.position(end.at), &end.block);
            let (width, height) = (block.width, block.height);
            let places = [
                Rect::new(at.x + size * 0.5, at.y - height / 2.0, width, height),
                Rect::new(at.x + size * 0.3, at.y - size * 0.3 - height, width, height),
                Rect::new(at.x + size * 0.3, at.y + size * 0.3, width, height),
                Rect::new(at.x - width / 2.0, at.y - size * 0.4 - height, width, height),
                Rect::new(at.x - width / 2.0, at.y + size * 0.4, width, height),
            ];
            let inside = Rect { x: plot.frame.x, width: context.area.right() - plot.frame.x, ..plot.frame };
            let is_free = |rect: &&Rect| inside.contains(**rect, 0.5) && taken.is_free(**rect);
            let Some(rect) = places.iter().find(is_free) else { return false };
            taken.add(*rect);
            block.place(Point::new(rect.x, rect.y), Align::Left, labels);
        }
        true
    }
}

/// The name of a line and a value. The value stays with the last word of the name; where both are too wide for a
/// line, it gets a line of its own.
fn label(row: &Row, wave: Option<&str>, value: f64, data: &ChartData, context: &LayoutContext<'_>) -> Block {
    let value = data.print(Some(value), context.typesetter.language);
    let text_style = end_style(row, context);
    let name = match wave {
        Some(wave) => format!("{} ({wave})", row.name).trim_start().to_owned(),
        None if context.line_said => String::new(),
        None => row.name.clone(),
    };
    // A panel with a single line has the name as its title.
    if name.is_empty() {
        return context.typesetter.line(&value, text_style);
    }
    let limit = context.area.width * 0.3;
    let last_word = name.split(' ').next_back().unwrap_or_default();
    let ends = [format!("{last_word}\u{a0}\u{a0}{value}"), value.clone()];
    let [joined, alone] = ends.map(|text| context.typesetter.line(&text, text_style).width);
    let gap = if joined > limit { "\n" } else { "\u{a0}\u{a0}" };
    context.typesetter.block(&format!("{name}{gap}{value}"), text_style, limit.max(alone))
}

/// A value alone, in the weight of the label at the other end of its line.
fn value_label(row: &Row, value: f64, data: &ChartData, context: &LayoutContext<'_>) -> Block {
    let text = data.print(Some(value), context.typesetter.language);
    context.typesetter.line(&text, end_style(row, context))
}

/// The label of a bundle: how many lines, and between which values they end.
fn bundle(count: usize, reach: (f64, f64), data: &ChartData, context: &LayoutContext<'_>) -> Block {
    let language = context.typesetter.language;
    let low = number::number(reach.0, data.decimals, language);
    let values = [count.to_string(), low, data.print(Some(reach.1), language)];
    let text = fill(language.words().bundle, &[&values[0], &values[1], &values[2]]);
    let style = TextStyle { color: context.roles.quiet, ..plain_style(context) };
    context.typesetter.line(&text, style)
}

fn plain_style(context: &LayoutContext<'_>) -> TextStyle {
    TextStyle { size: context.scale.small, ..context.label(TextRole::Value) }
}

/// Text style of labels at the ends of a line.
fn end_style(row: &Row, context: &LayoutContext<'_>) -> TextStyle {
    let style = if row.highlighted { Style::Semibold } else { Style::Regular };
    TextStyle { style, ..plain_style(context) }
}
