//! The theme: colour roles, palettes, type scale, page and fonts. Does not depend on specs.

mod design;
mod font_limits;
pub mod fonts;
pub mod logo;
pub mod palette;
pub mod style;
pub mod vision;

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::units::{Color, Size};
pub use design::Design;
use fonts::FontFiles;
use logo::Logo;
use palette::Roles;
pub use style::{ChartStyle, Spacing, Strokes, TextSizes};

/// The look of all output of a build.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// Colours by purpose.
    pub roles: Roles,
    /// What pages look like apart from colours.
    pub design: Design,
    /// Page size and margins.
    pub page: PageStyle,
    /// Font sizes, line widths and distances of charts.
    pub charts: ChartStyle,
    /// The font files.
    pub fonts: FontFiles,
    /// The logo on the cover and in the running header.
    pub logo: Option<Logo>,
    /// What slides look like.
    pub slides: SlideStyle,
}

/// What the slides of a presentation look like.
#[derive(Debug, Clone, Default)]
pub struct SlideStyle {
    /// The presentation whose masters and layouts they take over.
    pub template: Option<SlidesFile>,
    /// The names of its layouts: for the first slide, for sections, for charts and for text.
    pub layouts: [Option<String>; 4],
    /// Colours by purpose, as the template names them.
    pub colors: Vec<SlideColor>,
}

/// A presentation that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlidesFile {
    /// Its name, for messages.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Where it is named.
    pub place: Span,
}

/// A purpose, and the colours of a template that serve it: one, or several of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlideColor {
    /// The purpose, as theme.yaml calls it.
    pub role: &'static str,
    /// The colours, as templates call them.
    pub names: Vec<&'static str>,
}

/// Size and margins of a page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageStyle {
    /// The page size.
    pub size: Size,
    /// The top margin.
    pub top: f32,
    /// The right margin.
    pub right: f32,
    /// The bottom margin.
    pub bottom: f32,
    /// The left margin.
    pub left: f32,
    /// The font size of labels and running text; `None` leaves it to the page size.
    pub text: Option<f32>,
}

/// Points per millimetre.
pub const MM: f32 = 72.0 / 25.4;

impl PageStyle {
    /// The page sizes by name, in points, each with a remark.
    pub const SHEETS: [(&'static str, Size, &'static str); 5] = [
        ("a4", Size::new(210.0 * MM, 297.0 * MM), ""),
        ("a4-landscape", Size::new(297.0 * MM, 210.0 * MM), ""),
        ("16:9", Size::new(960.0, 540.0), "a slide"),
        ("us-letter", Size::new(612.0, 792.0), ""),
        ("a5", Size::new(148.0 * MM, 210.0 * MM), ""),
    ];

    /// The page of a slide, with the margins that it has unless a theme sets others.
    pub const SLIDE: Self =
        Self { size: Self::SHEETS[2].1, top: 40.0, right: 40.0, bottom: 40.0, left: 40.0, text: None };

    /// The built-in margins in millimetres: top, right, bottom, left.
    pub const MARGINS: [f32; 4] = [25.0, 22.0, 24.0, 22.0];

    /// The built-in font size of running text and labels in points: on a page and on a slide.
    pub const TEXT: [f32; 2] = [9.5, 15.5];

    /// The width between the side margins, in points.
    pub fn text_width(&self) -> f32 {
        self.size.width - self.left - self.right
    }

    /// The base font size in points: larger on slides.
    pub fn base(&self) -> f32 {
        self.text.unwrap_or(Self::TEXT[usize::from(self.is_slide())])
    }

    /// Whether the page is a slide.
    pub fn is_slide(&self) -> bool {
        self.size == Self::SHEETS[2].1
    }

    /// The height between the top and bottom margins, in points.
    pub fn text_height(&self) -> f32 {
        self.size.height - self.top - self.bottom
    }
}

impl Default for PageStyle {
    fn default() -> Self {
        let (_, size, _) = Self::SHEETS[0];
        let [top, right, bottom, left] = Self::MARGINS.map(|side| side * MM);
        Self { size, top, right, bottom, left, text: None }
    }
}

/// The font sizes in units, all derived from one base size, such as 9.5 on a page and 15 in an image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypeScale {
    /// Labels and values.
    pub label: f32,
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
    /// The minimum font size.
    pub least: f32,
}

/// The smallest legible font size in print, in points.
pub const LEAST_TYPE: f32 = 7.0;

impl TypeScale {
    /// The scale for a base size in units; `point` is the number of units per point.
    pub fn new(base: f32, point: f32, sizes: &TextSizes) -> Self {
        let least = LEAST_TYPE * point;
        let size = |times: f32| (base * times).max(least);
        Self {
            least,
            label: size(1.0),
            small: size(sizes.small),
            footer: size(sizes.footer),
            title: size(sizes.title),
            subtitle: size(sizes.subtitle),
            figure: size(sizes.figure),
        }
    }

    /// All sizes by this share smaller, but no text smaller than `floor` that was larger before. Titles shrink by half
    /// as much: beside other charts, they are seen first.
    #[must_use]
    pub fn smaller(self, share: f32, floor: f32) -> Self {
        if share >= 1.0 {
            return self;
        }
        let size = |size: f32| (size * share).max(floor).min(size);
        let title = |size: f32| size * f32::midpoint(share, 1.0);
        Self {
            least: self.least.max(floor.min(self.footer)),
            label: size(self.label),
            small: size(self.small),
            footer: size(self.footer),
            title: title(self.title),
            subtitle: title(self.subtitle).max(floor).min(self.subtitle),
            figure: size(self.figure),
        }
    }
}

/// The colour of text on `fill`: text or background colour, whichever has more contrast.
pub fn text_on(fill: Color, roles: &Roles) -> Color {
    let (dark, light) = (roles.text, roles.background);
    if palette::contrast(dark, fill) >= palette::contrast(light, fill) { dark } else { light }
}
