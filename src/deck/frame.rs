//! Where the parts of a slide are, in points.

use crate::units::{Rect, Size};

/// English metric units in a point.
const EMU: f32 = 12_700.0;

/// The proportions of a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proportions {
    /// 16:9.
    Wide,
    /// 4:3.
    Standard,
}

impl Proportions {
    /// Those that are nearest to a page: 4:3 for a page that is less wide than a slide of 16:9, such as A4 on its side.
    pub fn of(page: Size) -> Self {
        let ratio = page.width / page.height.max(1.0);
        if (1.0..1.5).contains(&ratio) { Self::Standard } else { Self::Wide }
    }

    /// The size of a slide in points.
    pub fn size(self) -> Size {
        match self {
            Self::Wide => Size::new(960.0, 540.0),
            Self::Standard => Size::new(720.0, 540.0),
        }
    }
}

/// The places on a slide with a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The slide.
    pub size: Size,
    /// The title.
    pub title: Rect,
    /// What is measured.
    pub subtitle: Rect,
    /// The chart, table or text.
    pub content: Rect,
    /// Base and source.
    pub footer: Rect,
    /// The number of the slide.
    pub number: Rect,
}

/// The margin at the sides of a slide.
const MARGIN: f32 = 40.0;

impl Frame {
    /// The places on a slide of these proportions.
    pub fn new(proportions: Proportions) -> Self {
        let size = proportions.size();
        let width = size.width - 2.0 * MARGIN;
        Self {
            size,
            title: Rect::new(MARGIN, 22.0, width, 72.0),
            subtitle: Rect::new(MARGIN, 96.0, width, 30.0),
            content: Rect::new(MARGIN, 132.0, width, 340.0),
            footer: Rect::new(MARGIN, 476.0, width - 60.0, 46.0),
            number: Rect::new(size.width - MARGIN - 50.0, 498.0, 50.0, 24.0),
        }
    }
}

/// A length in English metric units.
pub fn emu(points: f32) -> i64 {
    (points * EMU).round() as i64
}

/// Offset and extent of a rectangle, as `a:xfrm` and `p:xfrm` hold them.
pub(crate) fn xfrm(name: &str, rect: Rect) -> String {
    format!(
        "<{name}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{name}>",
        emu(rect.x),
        emu(rect.y),
        emu(rect.width),
        emu(rect.height)
    )
}
