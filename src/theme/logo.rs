//! A logo: filled paths from an SVG file.

use crate::units::{Color, Point, Size};

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
