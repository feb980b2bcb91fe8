//! The ground a chart is laid out on.

use crate::theme::{PageStyle, TypeScale};

/// Width, height and type size that a chart is laid out for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// Width in units.
    pub width: f32,
    /// The height to fill; the chart grows beyond it where its content needs more. 0 is as little as possible.
    pub height: f32,
    /// Empty space at each edge.
    pub margin: f32,
    /// The sizes of text.
    pub scale: TypeScale,
    /// Whether title and footer are part of the drawing.
    pub framed: bool,
}

impl Canvas {
    /// A picture by itself: 800 by 450 CSS pixels with title and footer.
    pub fn image() -> Self {
        Self { width: 800.0, height: 450.0, margin: 28.0, scale: TypeScale::new(15.0), framed: true }
    }

    /// A figure on a page, which sets title and footer as text around it.
    pub fn page(page: &PageStyle) -> Self {
        Self {
            width: page.text_width(),
            height: 0.0,
            margin: 0.0,
            scale: TypeScale::new(page.base()),
            framed: false,
        }
    }
}
