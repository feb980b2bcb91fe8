//! A chart after layout: every size, position and colour is fixed, nothing is drawn yet.
//!
//! Lengths and positions are in units from the top left corner of the canvas, unless documented otherwise.

use super::context::MarkBox;
pub use crate::theme::Strokes;
use crate::typeset::text_run::TextRun;
use crate::units::{Color, Point, Rect, Size};

/// A laid-out chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its line widths.
    pub strokes: Strokes,
    /// Its size.
    pub size: Size,
    /// The colour behind it; `None` is transparent.
    pub background: Option<Color>,
    /// Title and subtitle.
    pub header: Vec<TextRun>,
    /// The short bar above the title.
    pub accent_bar: Option<(Rect, Color)>,
    /// Halo colour of lines that cross marks.
    pub halo: Color,
    /// Ranges behind the marks.
    pub bands: Vec<(Rect, Color)>,
    /// The marks.
    pub plot: Plot,
    /// Reference lines over the marks.
    pub lines: Vec<Leader>,
    /// Lines from notes to their targets.
    pub pointers: Vec<Pointer>,
    /// Discs behind the numbers of notes.
    pub badges: Vec<Badge>,
    /// Texts too wide for their place, such as words broken where hyphenation does not allow it.
    pub too_wide: Vec<String>,
    /// Labels of rows, values, axes, legends and annotations.
    pub labels: Vec<TextRun>,
    /// Whether its marks are the cells of a table.
    pub is_table: bool,
    /// Footer lines.
    pub footer: Vec<TextRun>,
    /// The title as plain text, for metadata.
    pub title: String,
    /// The alternative text.
    pub alt: String,
    /// BCP 47 language tag, such as `de`.
    pub lang: String,
    /// Where each of its figures is drawn, before it is mirrored.
    pub mark_boxes: Vec<MarkBox>,
    /// Whether it is drawn mirrored, to be read from right to left.
    pub mirrored: bool,
}

/// The marks of a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot {
    /// Bars along a value axis.
    Bars(Bars),
    /// A donut or pie.
    Ring(Ring),
    /// Tiles of key figures.
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
    /// The plot area: the value axis runs along the bars, the bands lie across.
    pub frame: Rect,
    /// Which way the bars grow.
    pub direction: Direction,
    /// The values at the ends of the axis.
    pub domain: (f64, f64),
    /// Colour of the thin lines that separate neighbouring bars.
    pub separator: Color,
    /// Grid lines and lines between groups, behind the bars.
    pub grid: Vec<Leader>,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Colour of the line at zero; `None` draws none.
    pub baseline: Option<Color>,
    /// Bars of off-scale answers right of the axis, drawn to its scale.
    pub off_scale: Vec<(Rect, Color)>,
    /// Colour swatches of a legend.
    pub swatches: Vec<(Rect, Color)>,
    /// Thin lines from marks to their labels, and brackets over nets.
    pub leaders: Vec<Leader>,
    /// Error bars.
    pub whiskers: Vec<Whisker>,
    /// Hatching on the bars.
    pub hatches: Vec<Hatch>,
    /// Hatching on the swatches.
    pub swatch_hatches: Vec<Hatch>,
}

impl Bars {
    /// An empty plot area with a value axis.
    pub fn empty(frame: Rect, direction: Direction, domain: (f64, f64), separator: Color) -> Self {
        Self {
            frame,
            direction,
            domain,
            separator,
            grid: Vec::new(),
            bars: Vec::new(),
            baseline: None,
            off_scale: Vec::new(),
            swatches: Vec::new(),
            leaders: Vec::new(),
            whiskers: Vec::new(),
            hatches: Vec::new(),
            swatch_hatches: Vec::new(),
        }
    }

    /// The position of a value on the canvas, along the axis.
    pub fn along(&self, value: f64) -> f32 {
        let share = ((value - self.domain.0) / (self.domain.1 - self.domain.0)) as f32;
        match self.direction {
            Direction::Right => self.frame.x + self.frame.width * share,
            Direction::Up => self.frame.bottom() - self.frame.height * share,
        }
    }

    /// The rectangle of a bar on the canvas.
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

/// Hatching: thin lines of one colour on marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Hatch {
    /// Start and end of each line.
    pub pieces: Vec<(Point, Point)>,
    /// Their colour.
    pub color: Color,
}

/// An error bar: a line over an interval with a cap at each end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whisker {
    /// Its position across the value axis, in the coordinates of the marks.
    pub across: f64,
    /// The ends of the interval on the value axis.
    pub span: (f64, f64),
    /// Half the length of a cap, in units.
    pub cap: f32,
    /// Its colour.
    pub color: Color,
    /// Halo colour, which keeps it visible on a mark.
    pub halo: Color,
}

/// One bar or one segment of a stack.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its edges across the axis, in units from the frame's start.
    pub across: (f32, f32),
    /// Its start and end on the value axis.
    pub span: (f64, f64),
    /// Its colour.
    pub fill: Color,
    /// Whether a thin line in the background colour separates it from the bar before.
    pub separated: bool,
}

/// A thin line through several points.
#[derive(Debug, Clone, PartialEq)]
pub struct Leader {
    /// Its corners.
    pub points: Vec<Point>,
    /// Its colour.
    pub color: Color,
}

/// A straight line from a note to its target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pointer {
    /// Where it leaves the note.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// Its colour.
    pub color: Color,
    /// Halo colour, which keeps it visible on a mark.
    pub halo: Color,
    /// Length of its arrowhead; 0 for none.
    pub head: f32,
}

/// A disc behind the number of a note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Badge {
    /// Its centre.
    pub center: Point,
    /// Its radius.
    pub radius: f32,
    /// Its colour.
    pub fill: Color,
    /// Colour of its outline, which sets it off from a mark below it.
    pub edge: Color,
}

/// A donut or pie; its parts run clockwise from the top.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// The square it fills.
    pub frame: Rect,
    /// Radius of the hole as a share of the ring's radius.
    pub hole: f32,
    /// The parts: share of the circle (0 to 1) and colour.
    pub parts: Vec<(f64, Color)>,
    /// Colour of the lines between parts.
    pub gap: Color,
    /// Colour swatches of the list of parts.
    pub swatches: Vec<(Rect, Color)>,
    /// Lines from the parts to their labels.
    pub leaders: Vec<Leader>,
    /// Hatching on the parts and swatches.
    pub hatches: Vec<Hatch>,
}

/// Dots and lines in the coordinates of two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// The plot area.
    pub frame: Rect,
    /// The values at the ends of the horizontal axis, left first.
    pub x: (f64, f64),
    /// The values at the ends of the vertical axis, bottom first.
    pub y: (f64, f64),
    /// Whether the horizontal and the vertical axis are logarithmic.
    pub log: (bool, bool),
    /// Whether the vertical axis is the value axis.
    pub values_up: bool,
    /// Grid lines behind the marks, in units.
    pub grid: Vec<Leader>,
    /// Filled areas, each a closed outline in axis coordinates.
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
    /// An empty plot area with two axes.
    pub fn empty(frame: Rect, x: (f64, f64), y: (f64, f64), values_up: bool) -> Self {
        Self {
            frame,
            x,
            y,
            log: (false, false),
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

    /// The position on the canvas of a point in axis coordinates.
    pub fn position(&self, at: (f64, f64)) -> Point {
        Point::new(
            self.frame.x + self.frame.width * along(at.0, self.x, self.log.0),
            self.frame.bottom() - self.frame.height * along(at.1, self.y, self.log.1),
        )
    }

    /// A point in coordinates that are in proportion to lengths: logarithms on a logarithmic axis.
    pub fn in_proportion(&self, at: (f64, f64)) -> (f64, f64) {
        (in_proportion(at.0, self.log.0), in_proportion(at.1, self.log.1))
    }
}

/// The position of a value between the ends of an axis, as a share of its length.
pub(crate) fn along(value: f64, ends: (f64, f64), log: bool) -> f32 {
    let [value, from, to] = [value, ends.0, ends.1].map(|value| in_proportion(value, log));
    ((value - from) / (to - from)) as f32
}

fn in_proportion(value: f64, log: bool) -> f64 {
    // Nothing at or below zero gets here; the limit keeps the result finite.
    if log { value.max(1e-300).log10() } else { value }
}

/// A line through points in axis coordinates.
#[derive(Debug, Clone, PartialEq)]
pub struct Polyline {
    /// The points.
    pub points: Vec<(f64, f64)>,
    /// Its colour.
    pub color: Color,
    /// Its width in units.
    pub width: f32,
    /// Whether it ends in an arrowhead.
    pub arrow: bool,
    /// Length of dashes and of the gaps between them, in units; `None` is a solid line.
    pub dash: Option<(f32, f32)>,
    /// Whether it is drawn over the marks that are not.
    pub front: bool,
}

/// A dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// Its position in axis coordinates.
    pub at: (f64, f64),
    /// Its radius in units.
    pub radius: f32,
    /// Its colour.
    pub fill: Color,
    /// Whether it is drawn over the marks that are not.
    pub front: bool,
}

/// Filled rectangles in units, back to front.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cells {
    /// The cells.
    pub cells: Vec<(Rect, Color)>,
    /// Thin lines over them.
    pub lines: Vec<Leader>,
    /// Hatching on them.
    pub hatches: Vec<Hatch>,
    /// Small lines in them.
    pub sparks: Vec<Spark>,
}

/// A small line in a cell, with a dot at its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Spark {
    /// Its points, in units.
    pub points: Vec<Point>,
    /// Its colour.
    pub color: Color,
    /// Its width in units.
    pub width: f32,
    /// The radius of the dot; 0 for none.
    pub end: f32,
}

/// The background of a key figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Its area.
    pub frame: Rect,
    /// Its background colour.
    pub fill: Color,
    /// The colour of the bar at its left edge.
    pub edge: Color,
}
