//! Where the parts of a slide are and how large its text is, in points.

use crate::theme::PageStyle;
use crate::units::{Rect, Size};

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

/// The size of text beside charts, and of subtitles.
pub const BODY: f32 = 20.0;

/// The sizes of a text that has a slide, or most of one, to itself: the largest that has room.
pub const TEXTS: [f32; 3] = [28.0, 24.0, BODY];

/// The size of footers, which is that of the smallest labels of charts.
pub const LABEL: f32 = 14.0;

/// The size of titles, smaller where they are long.
pub const TITLES: [f32; 3] = [28.0, 24.0, 20.0];

/// The distance between the baselines of text, as a multiple of its size.
pub const LEADING: f32 = 1.3;

/// The distance between a text and a chart, or two charts.
pub const GUTTER: f32 = 28.0;

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
    /// The text on the slide that opens a section.
    pub opening: Rect,
    /// The panel on that slide, with its title.
    pub panel: Rect,
    /// Whether a section may open with a chart.
    pub opens_with_chart: bool,
}

impl Frame {
    /// The places on a slide of these proportions.
    pub fn new(proportions: Proportions) -> Self {
        Self::within(&PageStyle { size: proportions.size(), ..PageStyle::SLIDE })
    }

    /// The places within the margins of a page.
    pub fn within(page: &PageStyle) -> Self {
        let (x, width, size) = (page.left, page.text_width(), page.size);
        let (top, bottom) = (page.top - 18.0, size.height - page.bottom);
        let opens = panel(size).right() + GUTTER * 1.4;
        Self {
            size,
            title: Rect::new(x, top, width, 72.0),
            subtitle: Rect::new(x, top + 74.0, width, 30.0),
            content: Rect::new(x, top + 110.0, width, bottom - 28.0 - top - 110.0),
            footer: Rect::new(x, bottom - 24.0, width - 60.0, 46.0),
            number: Rect::new(x + width - 50.0, bottom - 2.0, 50.0, 24.0),
            opening: Rect::new(opens, top + 30.0, x + width - opens, bottom - 28.0 - top - 30.0),
            panel: panel(size),
            opens_with_chart: true,
        }
    }

    /// The same places on a slide that is read from right to left.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let width = self.size.width;
        Self {
            title: self.title.mirrored(width),
            subtitle: self.subtitle.mirrored(width),
            content: self.content.mirrored(width),
            footer: self.footer.mirrored(width),
            number: self.number.mirrored(width),
            opening: self.opening.mirrored(width),
            panel: self.panel.mirrored(width),
            ..self
        }
    }
}

fn panel(size: Size) -> Rect {
    Rect::new(0.0, 0.0, (size.width * 0.34).round(), size.height)
}
