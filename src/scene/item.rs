//! The items of a scene.

pub use crate::typeset::text_run::{Join, TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// One drawn item, in the scene's units.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A filled rectangle.
    Rect {
        /// Position and size.
        rect: Rect,
        /// Fill colour.
        fill: Color,
    },
    /// An open or closed path.
    Path {
        /// The steps; the first is a move.
        steps: Vec<PathStep>,
        /// Fill colour, if it is filled (nonzero winding rule).
        fill: Option<Color>,
        /// Stroke, if it is stroked.
        stroke: Option<Stroke>,
    },
    /// A run of text on one baseline.
    Text(TextRun),
}

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PathStep {
    /// Starts a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end point.
    Curve(Point, Point, Point),
    /// Closes the contour.
    Close,
}

/// How a path is stroked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in units.
    pub width: f32,
    /// Length of dashes and of the gaps between them, in units; `None` is a solid line.
    pub dash: Option<(f32, f32)>,
}

impl Item {
    /// This item moved by `by`.
    #[must_use]
    pub fn moved(&self, by: Point) -> Self {
        match self {
            Self::Rect { rect, fill } => Self::Rect { rect: rect.moved(by), fill: *fill },
            Self::Path { steps, fill, stroke } => Self::Path {
                steps: steps.iter().map(|step| step.moved(by)).collect(),
                fill: *fill,
                stroke: *stroke,
            },
            Self::Text(run) => Self::Text(TextRun { at: run.at.moved(by), ..run.clone() }),
        }
    }

    /// This item on a sheet of this width that is read from right to left. Letters keep their form.
    #[must_use]
    pub fn mirrored(self, width: f32) -> Self {
        match self {
            Self::Rect { rect, fill } => Self::Rect { rect: rect.mirrored(width), fill },
            Self::Path { steps, fill, stroke } => Self::Path {
                steps: steps.into_iter().map(|step| step.mirrored(width)).collect(),
                fill,
                stroke,
            },
            Self::Text(run) => {
                let at = Point::new(width - run.at.x - run.width(), run.at.y);
                Self::Text(TextRun { at, ..run })
            }
        }
    }
}

impl PathStep {
    /// Where the pen is after it; `None` where it closes a contour.
    pub fn end(&self) -> Option<Point> {
        match self {
            Self::Move(p) | Self::Line(p) | Self::Curve(_, _, p) => Some(*p),
            Self::Close => None,
        }
    }

    /// This step moved by `by`.
    #[must_use]
    pub fn moved(self, by: Point) -> Self {
        match self {
            Self::Move(p) => Self::Move(p.moved(by)),
            Self::Line(p) => Self::Line(p.moved(by)),
            Self::Curve(a, b, p) => Self::Curve(a.moved(by), b.moved(by), p.moved(by)),
            Self::Close => Self::Close,
        }
    }

    fn mirrored(self, width: f32) -> Self {
        let other = |p: Point| Point::new(width - p.x, p.y);
        match self {
            Self::Move(p) => Self::Move(other(p)),
            Self::Line(p) => Self::Line(other(p)),
            Self::Curve(a, b, p) => Self::Curve(other(a), other(b), other(p)),
            Self::Close => Self::Close,
        }
    }
}
