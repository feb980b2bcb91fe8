//! The canvas: size and style that a chart is laid out for.

use crate::spec::variant::Variant;
use crate::theme::{ChartStyle, PageStyle, Spacing, Strokes, TypeScale};

/// CSS pixels per point.
const PIXELS: f32 = 96.0 / 72.0;

/// How far rows and marks may shrink where a height was asked for, as a share of their usual size.
pub const TIGHTEST: f32 = 0.5;
/// The smallest type of an image that is made to fit, as a share of its labels: 11 pixels on a slide.
const SMALLEST: f32 = 0.735;
/// The same of an image for a phone, where it is shown at two thirds of its size.
const SMALLEST_ON_PHONE: f32 = 0.8;
/// Images narrower than this, in multiples of their label size, are seen on a phone: a square is, a slide is not.
const PHONE: f32 = 45.0;

/// The space at the top and bottom edge of an image with much to show, as a share of the usual one.
const LOW_EDGE: f32 = 0.62;

/// How an image is made to fit the height that was asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitting {
    /// The size of all text, as a share of the usual one.
    text: f32,
    /// In how many columns the rows of a chart are set.
    row_columns: usize,
}

impl Fitting {
    /// The ways to fit an image, the best first. A second column is better than small type.
    const ALL: [Self; 10] = [
        Self::new(1.0, 1),
        Self::new(0.93, 1),
        Self::new(0.86, 1),
        Self::new(1.0, 2),
        Self::new(0.93, 2),
        Self::new(0.86, 2),
        Self::new(0.8, 1),
        Self::new(0.8, 2),
        Self::new(SMALLEST, 1),
        Self::new(SMALLEST, 2),
    ];

    const fn new(text: f32, row_columns: usize) -> Self {
        Self { text, row_columns }
    }
}

/// Size, margins and style that a chart is laid out for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// Width in units.
    pub width: f32,
    /// The height to fill, in units; content that needs more exceeds it. 0 makes the chart as low as possible.
    pub height: f32,
    /// How far rows and marks may shrink to fit the height, as a share of their usual size; 1 is not at all.
    pub tightest: f32,
    /// In how many columns the rows of a chart are set.
    pub row_columns: usize,
    /// Whether its type is as small as it may become, so that nothing but a second column of rows saves height.
    pub is_smallest: bool,
    /// How small its type may become to fit the height, as a share of the usual one.
    pub smallest: f32,
    /// Whether height that the content does not fill is trimmed.
    pub trimmed: bool,
    /// Empty space at the left and right edge, in units.
    pub margin: f32,
    /// Empty space at the top and bottom edge: less where there is much to show.
    pub edge: f32,
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
        let smallest = if variant.width < variant.text * PHONE { SMALLEST_ON_PHONE } else { SMALLEST };
        let margin = if variant.plain { variant.text * 0.6 } else { variant.text * style.spacing.margin };
        let mut scale = TypeScale::new(variant.text, PIXELS, &style.text);
        if variant.height > 0.0 {
            // Images of a fixed size are seen from afar or on a phone, where type for paper cannot be read.
            scale.least = scale.least.max((scale.label * smallest).min(scale.footer));
        }
        Self {
            width: variant.width,
            height: variant.height,
            tightest: if variant.height > 0.0 { TIGHTEST } else { 1.0 },
            row_columns: 1,
            is_smallest: false,
            smallest,
            trimmed: false,
            margin,
            edge: margin,
            scale,
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
            tightest: 1.0,
            row_columns: 1,
            is_smallest: false,
            smallest: 1.0,
            trimmed: true,
            margin: 0.0,
            edge: 0.0,
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
            tightest: 1.0,
            row_columns: 1,
            is_smallest: false,
            smallest: 1.0,
            trimmed: true,
            margin: 0.0,
            edge: 0.0,
            scale: TypeScale::new(text, 1.0, &style.text),
            strokes: style.strokes,
            spacing: style.spacing,
            framed: false,
            transparent: true,
            hatched: false,
        }
    }

    /// The ways to fit its height, the best first.
    pub fn fittings(&self) -> impl Iterator<Item = Fitting> + use<> {
        let smallest = self.smallest;
        Fitting::ALL.into_iter().filter(move |fitting| fitting.text >= smallest)
    }

    /// The ways that have room for most.
    pub fn tightest_fittings(&self) -> [Fitting; 2] {
        [Fitting::new(self.smallest, 1), Fitting::new(self.smallest, 2)]
    }

    /// The canvas with this way to fit its height.
    #[must_use]
    pub fn fitted(self, fitting: Fitting) -> Self {
        let floor = (self.scale.label * self.smallest).max(self.scale.least);
        let scale = self.scale.smaller(fitting.text, floor);
        let is_smallest = fitting.text <= self.smallest;
        let edge = if fitting.text < 1.0 { self.edge * LOW_EDGE } else { self.edge };
        Self { scale, edge, row_columns: fitting.row_columns, is_smallest, ..self }
    }

    /// Whether a figure of this height has the height that was asked for, if any was.
    pub fn has_room_for(&self, height: f32) -> bool {
        self.trimmed || self.height <= 0.0 || height <= self.height.ceil()
    }
}
