//! Occupied parts of the canvas, for finding free space for texts.

use crate::layout::context::{LaidOut, LayoutContext};
use crate::layout::figure::{Plot, Points};
use crate::layout::geometry::{clip, crosses, enlarged};
use crate::typeset::text_run::TextRun;
use crate::units::{Point, Rect};

/// Distance between a text and marks, in multiples of the small text size.
const PAD: f32 = 0.25;

/// The texts, marks and lines of a layout.
#[derive(Debug, Clone, Default)]
pub(super) struct Obstacles {
    texts: Vec<Rect>,
    marks: Vec<Rect>,
    /// Lines, and the edges of marks that are drawn as lines.
    lines: Vec<(Point, Point)>,
    /// Lines between names and their marks.
    leaders: Vec<(Point, Point)>,
    pad: f32,
}

impl Obstacles {
    /// The obstacles of a layout.
    pub(super) fn of(laid_out: &LaidOut, context: &LayoutContext<'_>) -> Self {
        let texts = laid_out.labels.iter().map(TextRun::bounds).collect();
        let mut obstacles = Self { texts, pad: context.scale.small * PAD, ..Self::default() };
        obstacles.add_plot(&laid_out.plot);
        obstacles
    }

    fn add_plot(&mut self, plot: &Plot) {
        match plot {
            Plot::Bars(bars) => {
                self.marks.extend(bars.bars.iter().map(|bar| bars.rect(bar)));
                self.marks.extend(bars.off_scale.iter().chain(&bars.swatches).map(|(rect, _)| *rect));
                self.add_leaders(bars.leaders.iter().map(|leader| &leader.points[..]));
                for whisker in &bars.whiskers {
                    let (low, high) = (bars.along(whisker.span.0), bars.along(whisker.span.1));
                    let across = whisker.across as f32;
                    let ends = match bars.direction {
                        crate::layout::figure::Direction::Right => {
                            let y = bars.frame.y + across;
                            (Point::new(low, y), Point::new(high, y))
                        }
                        crate::layout::figure::Direction::Up => {
                            let x = bars.frame.x + across;
                            (Point::new(x, low), Point::new(x, high))
                        }
                    };
                    self.lines.push(ends);
                }
            }
            Plot::Points(points) => self.add_points(points),
            Plot::Cells(cells) => self.marks.extend(cells.cells.iter().map(|(rect, _)| *rect)),
            Plot::Ring(ring) => {
                self.marks.push(ring.frame);
                self.add_leaders(ring.leaders.iter().map(|leader| &leader.points[..]));
                self.marks.extend(ring.swatches.iter().map(|(rect, _)| *rect));
            }
            Plot::Tiles(tiles) => self.marks.extend(tiles.iter().map(|tile| tile.frame)),
            Plot::Panels(plots) => plots.iter().for_each(|plot| self.add_plot(plot)),
        }
    }

    fn add_points(&mut self, points: &Points) {
        for dot in &points.dots {
            let at = points.position(dot.at);
            let side = dot.radius * 2.0;
            self.marks.push(Rect::new(at.x - dot.radius, at.y - dot.radius, side, side));
        }
        for line in &points.lines {
            let ends: Vec<Point> = line.points.iter().map(|at| points.position(*at)).collect();
            self.add_lines(std::iter::once(&ends[..]));
        }
        // A note on a filled area would look like part of it.
        for (outline, _) in &points.areas {
            for pair in outline.windows(2) {
                let (from, to) = (points.position(pair[0]), points.position(pair[1]));
                let top = from.y.min(to.y);
                let left = from.x.min(to.x);
                let bottom = outline.iter().map(|at| points.position(*at).y).fold(top, f32::max);
                self.marks.push(Rect::new(left, top, (to.x - from.x).abs(), bottom - top));
            }
        }
        for whisker in &points.whiskers {
            let end = |value: f64| points.position((value, whisker.across));
            self.lines.push((end(whisker.span.0), end(whisker.span.1)));
        }
        self.marks.extend(points.swatches.iter().map(|(rect, _)| *rect));
        self.add_leaders(points.leaders.iter().map(|leader| &leader.points[..]));
    }

    fn add_leaders<'p>(&mut self, leaders: impl Iterator<Item = &'p [Point]>) {
        let before = self.lines.len();
        self.add_lines(leaders);
        self.leaders.extend_from_slice(&self.lines[before..]);
    }

    fn add_lines<'p>(&mut self, lines: impl Iterator<Item = &'p [Point]>) {
        for points in lines {
            self.lines.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
        }
    }

    /// Adds a text.
    pub(super) fn add_text(&mut self, text: Rect) {
        self.texts.push(text);
    }

    /// Adds a line.
    pub(super) fn add_line(&mut self, from: Point, to: Point) {
        self.lines.push((from, to));
    }

    /// Adds the line of a note to what it is about.
    pub(super) fn add_pointer(&mut self, from: Point, to: Point) {
        self.add_leaders(std::iter::once(&[from, to][..]));
    }

    /// Whether a text fits here, clear of texts, marks and lines.
    pub(super) fn is_free(&self, text: Rect) -> bool {
        let around = enlarged(text, self.pad);
        // Texts on one line need more space between them than lines above each other.
        let apart =
            Rect::new(text.x - self.pad * 3.0, text.y - self.pad, text.width + self.pad * 6.0, around.height);
        self.texts.iter().all(|other| !apart.overlaps(*other, 0.0))
            && self.marks.iter().all(|mark| !around.overlaps(*mark, 0.0))
            && self.lines.iter().all(|(from, to)| !crosses(*from, *to, around))
    }

    /// Whether a text fits here, clear of other texts; it may lie on a mark.
    pub(super) fn is_clear_of_texts(&self, text: Rect) -> bool {
        self.texts.iter().all(|other| !text.overlaps(*other, 0.0))
    }

    /// Whether a line between two points would cross the leader of a name: nobody could tell which leads where.
    pub(super) fn crosses_leader(&self, from: Point, to: Point) -> bool {
        self.leaders.iter().any(|leader| meet((from, to), *leader))
    }

    /// How many texts, and how many marks and lines, a line between two points would cross, not counting its
    /// target.
    pub(super) fn count_crossed(&self, from: Point, to: Point, target: Rect) -> (usize, usize) {
        let apart = |rect: &&Rect| !enlarged(target, 0.5).contains(**rect, 0.0);
        let hit = |rect: &&Rect| crosses(from, to, **rect);
        let texts = self.texts.iter().filter(apart).filter(hit).count();
        let marks = self.marks.iter().filter(apart).filter(hit).count();
        let inner = enlarged(target, self.pad);
        let lines = self.lines.iter().filter(|(one, other)| {
            let inside = |at: &Point| inner.contains(Rect::new(at.x, at.y, 0.0, 0.0), 0.0);
            !inside(one) && !inside(other) && meet((from, to), (*one, *other))
        });
        (texts, marks + lines.count())
    }
}

/// Whether two line segments cross.
fn meet(one: (Point, Point), other: (Point, Point)) -> bool {
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let apart = |line: (Point, Point), by: (Point, Point)| {
        turn(line.0, line.1, by.0) * turn(line.0, line.1, by.1) < 0.0
    };
    apart(one, other) && apart(other, one)
}

/// The stretch of the line from `from` to `to` that lies in a box, as shares of its length.
pub(super) fn covered(from: Point, to: Point, text: Rect) -> Option<(f32, f32)> {
    let stretch = clip((from.x, from.y), (to.x - from.x, to.y - from.y), text)?;
    (stretch.0 < 1.0 && stretch.1 > 0.0).then_some(stretch)
}
