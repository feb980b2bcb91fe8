//! A logo: filled paths from an SVG file.

use crate::units::{Color, Point, Size};
use usvg::tiny_skia_path::PathSegment;

/// A vector picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// Its extent in its own units.
    pub size: Size,
    /// Its shapes from back to front.
    pub shapes: Vec<LogoShape>,
}

/// A filled path of a logo.
#[derive(Debug, Clone, PartialEq)]
pub struct LogoShape {
    /// The colour.
    pub fill: Color,
    /// The path.
    pub steps: Vec<LogoStep>,
}

/// One step of a logo's path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LogoStep {
    /// Starts a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve.
    Curve(Point, Point, Point),
    /// Closes the contour.
    Close,
}

impl Logo {
    /// Reads an SVG file. Strokes, gradients, pictures and live text are refused: outline them first.
    ///
    /// # Errors
    /// A sentence on what cannot be used.
    pub fn from_svg(bytes: &[u8]) -> Result<Self, String> {
        let tree = usvg::Tree::from_data(bytes, &usvg::Options::default())
            .map_err(|error| format!("the logo is not readable SVG: {error}"))?;
        let mut shapes = Vec::new();
        collect(tree.root(), &mut shapes)?;
        if shapes.is_empty() {
            return Err("the logo has no filled shapes".into());
        }
        Ok(Self { size: Size::new(tree.size().width(), tree.size().height()), shapes })
    }
}

fn collect(group: &usvg::Group, shapes: &mut Vec<LogoShape>) -> Result<(), String> {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, shapes)?,
            usvg::Node::Path(path) => shapes.extend(shape(path)?),
            usvg::Node::Image(_) => return Err("the logo holds a pixel picture".into()),
            usvg::Node::Text(_) => return Err("the logo holds live text: turn it into outlines".into()),
        }
    }
    Ok(())
}

fn shape(path: &usvg::Path) -> Result<Option<LogoShape>, String> {
    if path.stroke().is_some() {
        return Err("the logo has strokes: turn them into outlines".into());
    }
    let Some(fill) = path.fill() else { return Ok(None) };
    let usvg::Paint::Color(color) = fill.paint() else {
        return Err("the logo has gradients or patterns: use plain colours".into());
    };
    let data = path.data().clone().transform(path.abs_transform());
    let point = |p: usvg::tiny_skia_path::Point| Point::new(p.x, p.y);
    let mut last = Point::default();
    let mut steps = Vec::new();
    for segment in data.iter().flat_map(|data| data.segments()) {
        steps.push(match segment {
            PathSegment::MoveTo(p) => LogoStep::Move(point(p)),
            PathSegment::LineTo(p) => LogoStep::Line(point(p)),
            PathSegment::QuadTo(c, p) => {
                let (c, p) = (point(c), point(p));
                let third = |a: Point| Point::new((a.x + 2.0 * c.x) / 3.0, (a.y + 2.0 * c.y) / 3.0);
                LogoStep::Curve(third(last), third(p), p)
            }
            PathSegment::CubicTo(a, b, p) => LogoStep::Curve(point(a), point(b), point(p)),
            PathSegment::Close => LogoStep::Close,
        });
        if let PathSegment::MoveTo(p)
        | PathSegment::LineTo(p)
        | PathSegment::QuadTo(_, p)
        | PathSegment::CubicTo(_, _, p) = segment
        {
            last = point(p);
        }
    }
    Ok(Some(LogoShape { fill: Color::new(color.red, color.green, color.blue), steps }))
}
