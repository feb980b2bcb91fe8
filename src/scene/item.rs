//! The items a scene is made of.

use std::sync::Arc;

use crate::text::shape::Shaped;
use crate::units::{Color, Point, Rect};

/// One drawn thing, in the scene's units.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A filled rectangle.
    Rect {
        /// Where.
        rect: Rect,
        /// Its colour.
        fill: Color,
    },
    /// An open or closed path.
    Path {
        /// The steps, the first a move.
        steps: Vec<PathStep>,
        /// The colour inside, if it is filled (non-zero winding).
        fill: Option<Color>,
        /// The line, if it is stroked.
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
    /// A cubic curve: two control points, end.
    Curve(Point, Point, Point),
    /// Closes the contour.
    Close,
}

/// A line's look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in units.
    pub width: f32,
    /// Length of dashes and of the gaps between them; `None` is a solid line.
    pub dash: Option<(f32, f32)>,
}

/// What stands in the text between a run and the run after it, so that copied text reads as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// A space: the next run is another word, line or label.
    Space,
    /// Nothing: the next run goes on in the same word or line.
    Nothing,
    /// The run ends with a hyphen that is only drawn: a word was divided at the line's end.
    SoftHyphen,
}

/// What a piece of text is in its chart, so that tests can ask for it and nothing else has to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// Chart title.
    Title,
    /// Chart subtitle.
    Subtitle,
    /// A category's name.
    Category,
    /// A value at or in its mark.
    Value,
    /// A label on an axis.
    Tick,
    /// A legend entry.
    Legend,
    /// A footer line.
    Footer,
    /// Anything else, such as text on a page.
    Body,
}

/// A string in one style and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// The glyphs.
    pub shaped: Arc<Shaped>,
    /// The start of the baseline.
    pub at: Point,
    /// Font size in units.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// What it is.
    pub role: TextRole,
    /// What follows it in reading.
    pub join: Join,
}

impl TextRun {
    /// The run's width in units.
    pub fn width(&self) -> f32 {
        self.shaped.width * self.size
    }

    /// The box that the letters can fill: from 0.75 em above the baseline to 0.22 em below it.
    pub fn bounds(&self) -> Rect {
        Rect::new(self.at.x, self.at.y - 0.75 * self.size, self.width(), 0.97 * self.size)
    }
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
}

impl PathStep {
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
}
