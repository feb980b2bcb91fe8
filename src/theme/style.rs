//! What decides the look of charts beside colours: sizes of text, widths of lines, and how far things stand apart.

/// The look of charts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ChartStyle {
    /// Sizes of text.
    pub text: TextSizes,
    /// Widths of lines.
    pub strokes: Strokes,
    /// How far things stand apart.
    pub spacing: Spacing,
}

/// The sizes of texts, as multiples of the size of labels.
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

impl Default for TextSizes {
    fn default() -> Self {
        Self { small: 0.92, footer: 0.8, title: 1.5, subtitle: 1.08, figure: 2.9 }
    }
}

/// The widths of lines in units: points on a page, CSS pixels in an image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strokes {
    /// Grid lines and the lines of tables.
    pub grid: f32,
    /// The line at zero.
    pub axis: f32,
    /// What parts neighbouring marks.
    pub parting: f32,
    /// From marks to their labels and notes.
    pub leader: f32,
    /// Reference lines.
    pub reference: f32,
    /// Error bars.
    pub whisker: f32,
    /// Patterns in black and white.
    pub pattern: f32,
}

impl Default for Strokes {
    fn default() -> Self {
        Self { grid: 0.6, axis: 1.0, parting: 1.0, leader: 0.75, reference: 1.0, whisker: 1.1, pattern: 0.75 }
    }
}

/// How far things stand apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spacing {
    /// Gaps between the rows of a chart, as a multiple of their own.
    pub rows: f32,
    /// Space around an image, as a multiple of the size of labels.
    pub margin: f32,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { rows: 1.0, margin: 1.85 }
    }
}
