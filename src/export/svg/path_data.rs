//! Path data: the compact notation of the SVG `d` attribute.
//!
//! All positions are whole hundredths of a unit. Steps are written relative to the rounded position before them,
//! so that rounding errors never accumulate along a path.

use std::fmt;

use crate::units::Point;

/// A number with at most two decimals, as hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number(i32);

impl Number {
    /// The nearest number.
    pub(super) fn of(value: f32) -> Self {
        // Far beyond any drawing, and small enough that differences do not overflow an `i32`.
        const LIMIT: f32 = 1e8;
        Self((value * 100.0).round().clamp(-LIMIT, LIMIT) as i32)
    }
}

impl Number {
    /// Appends it in as few characters as possible. Path data is mostly numbers, so this avoids `write!`.
    fn push(self, text: &mut String) {
        if self.0 < 0 {
            text.push('-');
        }
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if whole > 0 || part == 0 {
            push_digits(whole, text);
        }
        if part > 0 {
            text.push('.');
            text.push(digit(part / 10));
            if part % 10 > 0 {
                text.push(digit(part % 10));
            }
        }
    }
}

fn push_digits(value: u32, text: &mut String) {
    let most = value.checked_ilog10().unwrap_or(0);
    (0..=most).rev().for_each(|power| text.push(digit(value / 10_u32.pow(power) % 10)));
}

fn digit(value: u32) -> char {
    char::from(b'0' + value as u8)
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push(&mut text);
        f.write_str(&text)
    }
}

/// A position in hundredths of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct GridPoint {
    x: i32,
    y: i32,
}

impl GridPoint {
    /// The grid point nearest to a point.
    pub(super) fn of(point: Point) -> Self {
        Self { x: Number::of(point.x).0, y: Number::of(point.y).0 }
    }

    /// This point relative to `origin`.
    pub(super) fn relative_to(self, origin: Self) -> Self {
        Self { x: self.x - origin.x, y: self.y - origin.y }
    }

    /// This point moved by `by`.
    pub(super) fn moved(self, by: Self) -> Self {
        Self { x: self.x + by.x, y: self.y + by.y }
    }

    /// Whether the two differ by no more than `slack` hundredths along both axes.
    fn is_near(self, other: Self, slack: u32) -> bool {
        self.x.abs_diff(other.x) <= slack && self.y.abs_diff(other.y) <= slack
    }
}

/// Writes path data.
#[derive(Debug, Default)]
pub(super) struct PathData {
    text: String,
    /// Whether there is a current point.
    started: bool,
    /// The last command, which need not be repeated.
    command: Option<char>,
    /// The current point.
    at: GridPoint,
    /// Start of the contour, which is the current point after closing it.
    start: GridPoint,
    /// The control point of the quadratic curve just written.
    control: Option<GridPoint>,
}

impl PathData {
    /// Continues a contour that the caller has started at `at`.
    pub(super) fn continued(at: GridPoint) -> Self {
        Self { started: true, at, start: at, ..Self::default() }
    }

    /// Start of the last contour.
    pub(super) fn start(&self) -> GridPoint {
        self.start
    }

    /// The path data.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Starts a contour. The first one of a path is absolute.
    pub(super) fn move_to(&mut self, to: GridPoint) {
        if self.started {
            self.write_points('m', &[to]);
        } else {
            self.write('M', &[to.x, to.y]);
        }
        self.started = true;
        // More numbers after a move would draw lines.
        self.command = None;
        self.start = to;
        self.arrive(to, None);
    }

    /// A straight line.
    pub(super) fn line_to(&mut self, to: GridPoint) {
        let by = to.relative_to(self.at);
        match (by.x, by.y) {
            (0, 0) => {}
            (x, 0) => self.write('h', &[x]),
            (0, y) => self.write('v', &[y]),
            (x, y) => self.write('l', &[x, y]),
        }
        self.arrive(to, None);
    }

    /// A quadratic curve. TrueType outlines are chains of these whose control points mirror each other, which SVG
    /// writes with the end point alone.
    pub(super) fn quad_to(&mut self, control: GridPoint, to: GridPoint) {
        // Two hundredths at the control point move the curve by one at most.
        const SLACK: u32 = 2;
        let mirrored = self.control.map_or(self.at, |control| self.at.moved(self.at.relative_to(control)));
        if mirrored.is_near(control, SLACK) {
            self.write_points('t', &[to]);
            self.arrive(to, Some(mirrored));
        } else {
            self.write_points('q', &[control, to]);
            self.arrive(to, Some(control));
        }
    }

    /// A cubic curve.
    pub(super) fn curve_to(&mut self, a: GridPoint, b: GridPoint, to: GridPoint) {
        self.write_points('c', &[a, b, to]);
        self.arrive(to, None);
    }

    /// Closes the contour.
    pub(super) fn close(&mut self) {
        self.text.push('z');
        self.command = None;
        self.arrive(self.start, None);
    }

    /// Appends data that ends at the start of its last contour, `start`.
    pub(super) fn append(&mut self, data: &str, start: GridPoint) {
        self.text.push_str(data);
        self.command = None;
        self.start = start;
        self.arrive(start, None);
    }

    fn arrive(&mut self, at: GridPoint, control: Option<GridPoint>) {
        self.at = at;
        self.control = control;
    }

    fn write_points(&mut self, command: char, points: &[GridPoint]) {
        let mut numbers = [0; 6];
        for (pair, point) in numbers.chunks_exact_mut(2).zip(points) {
            let by = point.relative_to(self.at);
            pair.copy_from_slice(&[by.x, by.y]);
        }
        self.write(command, &numbers[..points.len() * 2]);
    }

    fn write(&mut self, command: char, numbers: &[i32]) {
        if self.command != Some(command) {
            self.text.push(command);
            self.command = Some(command);
        }
        for number in numbers {
            // A minus sign needs no separator.
            if *number >= 0 && self.text.ends_with(|c: char| c.is_ascii_digit()) {
                self.text.push(' ');
            }
            Number(*number).push(&mut self.text);
        }
    }
}
