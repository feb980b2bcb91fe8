//! The ground a chart is laid out on.

use crate::spec::variant::Variant;
use crate::theme::{ChartStyle, PageStyle, Spacing, Strokes, TypeScale};

/// CSS pixels a point.
const PIXELS: f32 = 96.0 / 72.0;

/// Width, height and type size that a chart is laid out for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// Width in units.
    pub width: f32,
    /// The height to fill; the chart grows beyond it where its content needs more. 0 is as little as possible.
    pub height: f32,
    /// Whether the drawing ends with its content where that does not fill the height.
    pub trimmed: bool,
    /// Empty space at each edge.
    pub margin: f32,
    /// The sizes of text.
    pub scale: TypeScale,
    /// The widths of lines.
    pub strokes: Strokes,
    /// How far things stand apart.
    pub spacing: Spacing,
    /// Whether title and footer are part of the drawing.
    pub framed: bool,
    /// Whether nothing is drawn behind the chart.
    pub transparent: bool,
    /// Whether compared things have patterns, since colours do not tell them apart.
    pub hatched: bool,
}

impl Canvas {
    /// A picture by itself.
    pub fn image(variant: &Variant, style: &ChartStyle, transparent: bool) -> Self {
        Self {
            width: variant.width,
            height: variant.height,
            trimmed: false,
            margin: if variant.plain { variant.text * 0.6 } else { variant.text * style.spacing.margin },
            scale: TypeScale::new(variant.text, PIXELS, &style.text),
            strokes: style.strokes,
            spacing: style.spacing,
            framed: !variant.plain,
            transparent,
            hatched: variant.grey,
        }
    }

    /// A figure on a page in type of this size, as high as it needs to be, or up to this height; title and footer are set
    /// as text around it.
    pub fn page(page: &PageStyle, style: &ChartStyle, text: f32, height: f32) -> Self {
        Self {
            width: page.text_width(),
            height,
            trimmed: true,
            margin: 0.0,
            scale: TypeScale::new(text, 1.0, &style.text),
            strokes: style.strokes,
            spacing: style.spacing,
            framed: false,
            transparent: true,
            hatched: false,
        }
    }
}
