//! The canvas: size and style that a chart is laid out for.

use crate::spec::variant::Variant;
use crate::theme::{ChartStyle, PageStyle, Spacing, Strokes, TypeScale};

/// CSS pixels per point.
const PIXELS: f32 = 96.0 / 72.0;

/// Size, margins and style that a chart is laid out for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// Width in units.
    pub width: f32,
    /// The height to fill, in units; content that needs more exceeds it. 0 makes the chart as low as possible.
    pub height: f32,
    /// Whether height that the content does not fill is trimmed.
    pub trimmed: bool,
    /// Empty space at each edge, in units.
    pub margin: f32,
    /// The sizes of text.
    pub scale: TypeScale,
    /// The widths of lines.
    pub strokes: Strokes,
    /// Space between elements.
    pub spacing: Spacing,
    /// Whether title and footer are part of the drawing.
    pub framed: bool,
    /// Whether the background is transparent.
    pub transparent: bool,
    /// Whether compared series are hatched, for print in black and white.
    pub hatched: bool,
}

impl Canvas {
    /// The canvas of an image file.
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

    /// The canvas of a figure in a column of a web page, this many CSS pixels wide: as high as its content. The page
    /// sets title and footer as text around it.
    pub fn screen(width: f32, style: &ChartStyle, text: f32) -> Self {
        Self {
            width,
            height: 0.0,
            trimmed: true,
            margin: 0.0,
            scale: TypeScale::new(text, PIXELS, &style.text),
            strokes: style.strokes,
            spacing: style.spacing,
            framed: false,
            transparent: true,
            hatched: false,
        }
    }

    /// The canvas of a figure on a page, with labels of this size: as low as its content, or filled up to `height`
    /// where the kind stretches. The document sets title and footer as text around it.
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
