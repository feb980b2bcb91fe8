//! Rectangles and paths.

use printpdf::{
    Line, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode, Polygon, PolygonRing, Rect as PdfRect,
    WindingOrder,
};

use super::ops::{Painter, at, on_grid, rgb, steps};
use crate::scene::item::{PathStep, Stroke};
use crate::units::{Color, Point, Rect};

impl Painter<'_> {
    /// Rounds the edges, not the extent: bars that touch go on touching. What is drawn at all stays visible.
    pub(super) fn rect(&mut self, rect: Rect, fill: Color) {
        if rect.width <= 0.0 || rect.height <= 0.0 {
            return;
        }
        self.end_text();
        self.set_fill(fill);
        let (left, bottom) = self.place(Point::new(rect.x, rect.bottom()));
        let (right, top) = self.place(Point::new(rect.right(), rect.y));
        self.ops.push(Op::DrawRectangle {
            rectangle: PdfRect {
                x: on_grid(left),
                y: on_grid(bottom),
                width: on_grid((right - left).max(1)),
                height: on_grid((top - bottom).max(1)),
                mode: Some(PaintMode::Fill),
                winding_order: None,
            },
        });
    }

    pub(super) fn path(&mut self, steps: &[PathStep], fill: Option<Color>, stroke: Option<&Stroke>) {
        let stroke = stroke.filter(|stroke| stroke.width > 0.0);
        let contours = self.contours(steps);
        if contours.is_empty() {
            return;
        }
        self.end_text();
        if let Some(color) = fill {
            self.set_fill(color);
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
        }
        match (fill, stroke) {
            // printpdf closes what it fills and strokes at once.
            (Some(_), Some(_)) if matches!(contours.as_slice(), [Line { is_closed: true, .. }]) => {
                self.polygon(contours, PaintMode::FillStroke);
            }
            (Some(_), Some(_)) => {
                self.polygon(contours.clone(), PaintMode::Fill);
                self.lines(contours);
            }
            (Some(_), None) => self.polygon(contours, PaintMode::Fill),
            (None, Some(_)) => self.lines(contours),
            (None, None) => {}
        }
    }

    fn polygon(&mut self, contours: Vec<Line>, mode: PaintMode) {
        let rings = contours.into_iter().map(|contour| PolygonRing { points: contour.points }).collect();
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn lines(&mut self, contours: Vec<Line>) {
        self.ops.extend(contours.into_iter().map(|line| Op::DrawLine { line }));
    }

    fn contours(&self, steps: &[PathStep]) -> Vec<Line> {
        let mut contours: Vec<Line> = Vec::new();
        for step in steps {
            let (points, closed): (&[Point], bool) = match step {
                PathStep::Move(p) => {
                    contours.push(Line { points: vec![self.knot(*p, false)], is_closed: false });
                    continue;
                }
                PathStep::Line(p) => (&[*p], false),
                PathStep::Curve(a, b, p) => (&[*a, *b, *p], false),
                PathStep::Close => (&[], true),
            };
            let Some(contour) = goes_on(&mut contours) else { continue };
            contour.is_closed |= closed;
            let last = points.len().saturating_sub(1);
            contour.points.extend(points.iter().enumerate().map(|(i, p)| self.knot(*p, i != last)));
        }
        contours.retain(|contour| contour.points.len() > 1);
        contours
    }

    fn knot(&self, point: Point, control: bool) -> LinePoint {
        LinePoint { p: at(self.place(point)), bezier: control }
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        if self.line.is_none() {
            // The first line of the page. Corners are round, as they are in the other formats.
            self.ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
        }
        if self.line.replace(stroke.color) != Some(stroke.color) {
            self.ops.push(Op::SetOutlineColor { col: rgb(stroke.color) });
        }
        let width = steps(stroke.width).max(1);
        if self.width.replace(width) != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: on_grid(width) });
        }
        let dash = stroke.dash.map(|(dash, gap)| (steps(dash).max(0), steps(gap).max(0)));
        // Dashes and gaps without length are no pattern that a reader could draw.
        let dash = dash.filter(|(dash, gap)| dash + gap > 0);
        if self.dash != dash {
            self.dash = dash;
            let pattern = dash.map(|(dash, gap)| [on_grid(dash).0, on_grid(gap).0]);
            let pattern = pattern.as_ref().map_or(&[][..], |pattern| pattern);
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, pattern) });
        }
    }
}

/// The contour that the next step belongs to: after a close, a new one from the same start.
fn goes_on(contours: &mut Vec<Line>) -> Option<&mut Line> {
    let last = contours.last()?;
    if last.is_closed {
        let start = last.points.first()?.clone();
        contours.push(Line { points: vec![start], is_closed: false });
    }
    contours.last_mut()
}
