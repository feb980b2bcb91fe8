//! The look of charts apart from colours: font sizes, line widths and spacing.

/// The look of charts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ChartStyle {
    /// Font sizes.
    pub text: TextSizes,
    /// Line widths.
    pub strokes: Strokes,
    /// Distances.
    pub spacing: Spacing,
}

/// Font sizes, as multiples of the label size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextSizes {
    /// Ticks and legends.
    pub small: f32,
    /// Footer lines.
    pub footer: f32,
    /// Chart title.
    pub title: f32,
    /// Chart subtitle.
    pub subtitle: f32,
    /// The number of a key figure.
    pub figure: f32,
}

impl TextSizes {
    /// What applies if the theme sets nothing else.
    pub const BUILT_IN: Self = Self { small: 0.92, footer: 0.8, title: 1.5, subtitle: 1.08, figure: 2.9 };
}

impl Default for TextSizes {
    fn default() -> Self {
        Self::BUILT_IN
    }
}

/// Line widths in units: points on a page, CSS pixels in an image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strokes {
    /// Grid lines and table rules.
    pub grid: f32,
    /// The zero line.
    pub axis: f32,
    /// Separators between touching marks.
    pub parting: f32,
    /// Leader lines from marks to their labels and notes.
    pub leader: f32,
    /// Reference lines.
    pub reference: f32,
    /// Error bars.
    pub whisker: f32,
    /// Patterns in black-and-white print.
    pub pattern: f32,
}

impl Strokes {
    /// What applies if the theme sets nothing else.
    pub const BUILT_IN: Self = Self {
        grid: 0.6,
        axis: 1.0,
        parting: 1.0,
        leader: 0.75,
        reference: 1.0,
        whisker: 1.1,
        pattern: 0.75,
    };
}

impl Default for Strokes {
    fn default() -> Self {
        Self::BUILT_IN
    }
}

/// Distances in charts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spacing {
    /// Gaps between the rows of a chart, as a multiple of the built-in gap.
    pub rows: f32,
    /// Margin around an image, as a multiple of the label size.
    pub margin: f32,
}

impl Spacing {
    /// What applies if the theme sets nothing else.
    pub const BUILT_IN: Self = Self { rows: 1.0, margin: 1.85 };
}

impl Default for Spacing {
    fn default() -> Self {
        Self::BUILT_IN
    }
}
