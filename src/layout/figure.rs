//! A decided chart: every size, place and colour is fixed, nothing is drawn yet.

pub use crate::theme::Strokes;
use crate::typeset::text_run::TextRun;
use crate::units::{Color, Point, Rect, Size};

/// A chart with all decisions made.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The widths of its lines.
    pub strokes: Strokes,
    /// Its extent.
    pub size: Size,
    /// The colour behind it; `None` is transparent.
    pub background: Option<Color>,
    /// Title and subtitle.
    pub header: Vec<TextRun>,
    /// The short bar above the title.
    pub flag: Option<(Rect, Color)>,
    /// The colour that lines over marks are parted from them by.
    pub ground: Color,
    /// Ranges behind the marks.
    pub bands: Vec<(Rect, Color)>,
    /// The marks.
    pub plot: Plot,
    /// Reference lines over the marks.
    pub lines: Vec<Leader>,
    /// Lines from notes to what they are about.
    pub pointers: Vec<Pointer>,
    /// Grounds of numbers that stand on marks.
    pub badges: Vec<Badge>,
    /// Words that had to be cut where no word divides.
    pub cut: Vec<String>,
    /// Names, values and legends.
    pub labels: Vec<TextRun>,
    /// Footer lines.
    pub footer: Vec<TextRun>,
    /// The title, for formats that carry one.
    pub title: String,
    /// The alternative text.
    pub alt: String,
    /// Language tag.
    pub lang: String,
}

/// The marks of a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot {
    /// Bars along a value axis.
    Bars(Bars),
    /// A ring.
    Ring(Ring),
    /// Tiles.
    Tiles(Vec<Tile>),
    /// Dots and lines on two axes.
    Points(Points),
    /// Filled cells.
    Cells(Cells),
    /// The marks of several panels.
    Panels(Vec<Plot>),
}

/// Which way bars grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the right.
    Right,
    /// Upwards.
    Up,
}

/// Bars along a value axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Where the axis spans: its length along the bars, the bands across.
    pub frame: Rect,
    /// Which way the bars grow.
    pub direction: Direction,
    /// The values at the ends of the axis.
    pub domain: (f64, f64),
    /// The colour of the thin lines that part neighbours.
    pub ground: Color,
    /// Thin lines behind the bars.
    pub grid: Vec<Leader>,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Whether a line marks zero.
    pub baseline: Option<Color>,
    /// Bars beside the axis, in its unit.
    pub beside: Vec<(Rect, Color)>,
    /// Colour swatches of a legend.
    pub swatches: Vec<(Rect, Color)>,
    /// Thin lines from marks to their labels, and brackets over nets.
    pub leaders: Vec<Leader>,
    /// Error bars.
    pub whiskers: Vec<Whisker>,
    /// Patterns on the bars.
    pub hatches: Vec<Hatch>,
    /// Patterns on the swatches.
    pub swatch_hatches: Vec<Hatch>,
}

impl Bars {
    /// An axis on a frame, with nothing on it yet.
    pub fn empty(frame: Rect, direction: Direction, domain: (f64, f64), ground: Color) -> Self {
        Self {
            frame,
            direction,
            domain,
            ground,
            grid: Vec::new(),
            bars: Vec::new(),
            baseline: None,
            beside: Vec::new(),
            swatches: Vec::new(),
            leaders: Vec::new(),
            whiskers: Vec::new(),
            hatches: Vec::new(),
            swatch_hatches: Vec::new(),
        }
    }

    /// Where a value lies along the axis.
    pub fn along(&self, value: f64) -> f32 {
        let share = ((value - self.domain.0) / (self.domain.1 - self.domain.0)) as f32;
        match self.direction {
            Direction::Right => self.frame.x + self.frame.width * share,
            Direction::Up => self.frame.bottom() - self.frame.height * share,
        }
    }

    /// Where a bar stands on the canvas.
    pub fn rect(&self, bar: &Bar) -> Rect {
        let (from, to) = (self.along(bar.span.0), self.along(bar.span.1));
        let (near, far) = (from.min(to), from.max(to));
        let thick = bar.across.1 - bar.across.0;
        match self.direction {
            Direction::Right => Rect::new(near, self.frame.y + bar.across.0, far - near, thick),
            Direction::Up => Rect::new(self.frame.x + bar.across.0, near, thick, far - near),
        }
    }
}

/// Thin lines of one colour on marks, as pairs of ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Hatch {
    /// The lines.
    pub pieces: Vec<(Point, Point)>,
    /// Their colour.
    pub color: Color,
}

/// An error bar: a line from one end of an interval to the other, with a short line across at each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whisker {
    /// Its place across the value axis, in the coordinates of the marks.
    pub across: f64,
    /// The ends of the interval on the value axis.
    pub span: (f64, f64),
    /// Half the length of the lines across, in units.
    pub cap: f32,
    /// Its colour.
    pub color: Color,
    /// The colour of its edge, so that it is seen on a mark too.
    pub edge: Color,
}

/// One bar or one segment of a stack.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its edges across the axis, in units from the frame's start.
    pub across: (f32, f32),
    /// Its ends on the axis.
    pub span: (f64, f64),
    /// Its colour.
    pub fill: Color,
    /// Whether a thin line in the background colour parts it from the bar before.
    pub parted: bool,
}

/// A thin line through several points.
#[derive(Debug, Clone, PartialEq)]
pub struct Leader {
    /// Its corners.
    pub points: Vec<Point>,
    /// Its colour.
    pub color: Color,
}

/// A straight line from a note to what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pointer {
    /// Where it leaves the note.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// Its colour.
    pub color: Color,
    /// The colour of its edge, so that it is seen on a mark too.
    pub edge: Color,
    /// The length of its head; 0 is a line without one.
    pub head: f32,
}

/// A disc behind a number that stands for a note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Badge {
    /// Its middle.
    pub center: Point,
    /// Its radius.
    pub radius: f32,
    /// Its colour.
    pub fill: Color,
    /// The colour of its edge, which parts it from a mark below it.
    pub edge: Color,
}

/// A ring divided into parts, clockwise from the top.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// The square it fills.
    pub frame: Rect,
    /// Radius of the hole as a share of the ring's radius.
    pub hole: f32,
    /// The parts: share of the circle (0 to 1) and colour.
    pub parts: Vec<(f64, Color)>,
    /// The colour between parts.
    pub gap: Color,
    /// Colour swatches of the list beside it.
    pub swatches: Vec<(Rect, Color)>,
    /// Patterns on the parts and the swatches.
    pub hatches: Vec<Hatch>,
}

/// Dots and lines in the coordinates of two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// Where the axes span.
    pub frame: Rect,
    /// The values at the ends of the horizontal axis, left first.
    pub x: (f64, f64),
    /// The values at the ends of the vertical axis, bottom first.
    pub y: (f64, f64),
    /// Whether the vertical axis is the one of values.
    pub values_up: bool,
    /// Thin lines behind the marks, in units.
    pub grid: Vec<Leader>,
    /// Filled areas, each a closed outline.
    pub areas: Vec<(Vec<(f64, f64)>, Color)>,
    /// Lines through points.
    pub lines: Vec<Polyline>,
    /// Dots.
    pub dots: Vec<Dot>,
    /// Colour swatches of a legend.
    pub swatches: Vec<(Rect, Color)>,
    /// Thin lines from marks to their labels, in units.
    pub leaders: Vec<Leader>,
    /// Error bars along the horizontal axis.
    pub whiskers: Vec<Whisker>,
}

impl Points {
    /// Two axes on a frame, with nothing on them yet.
    pub fn empty(frame: Rect, x: (f64, f64), y: (f64, f64), values_up: bool) -> Self {
        Self {
            frame,
            x,
            y,
            values_up,
            grid: Vec::new(),
            areas: Vec::new(),
            lines: Vec::new(),
            dots: Vec::new(),
            swatches: Vec::new(),
            leaders: Vec::new(),
            whiskers: Vec::new(),
        }
    }

    /// Where a place on both axes lies on the canvas.
    pub fn place(&self, at: (f64, f64)) -> Point {
        let share = |value: f64, ends: (f64, f64)| ((value - ends.0) / (ends.1 - ends.0)) as f32;
        Point::new(
            self.frame.x + self.frame.width * share(at.0, self.x),
            self.frame.bottom() - self.frame.height * share(at.1, self.y),
        )
    }
}

/// A line through points of both axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Polyline {
    /// The points.
    pub points: Vec<(f64, f64)>,
    /// Its colour.
    pub color: Color,
    /// Its width in units.
    pub width: f32,
    /// Whether it ends in an arrow head.
    pub arrow: bool,
}

/// A dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// Its place on both axes.
    pub at: (f64, f64),
    /// Its radius in units.
    pub radius: f32,
    /// Its colour.
    pub fill: Color,
}

/// Filled rectangles in units, back to front.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cells {
    /// The cells.
    pub cells: Vec<(Rect, Color)>,
    /// Thin lines over them.
    pub lines: Vec<Leader>,
    /// Patterns on them.
    pub hatches: Vec<Hatch>,
}

/// The ground of a key figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Its area.
    pub frame: Rect,
    /// The colour of the ground.
    pub fill: Color,
    /// The colour of the bar at its left edge.
    pub edge: Color,
}
