//! Colour roles, palettes, type scale, page and fonts: how things look, whatever they are. Knows no specs.

pub mod fonts;
pub mod logo;
pub mod palette;
pub mod style;
pub mod vision;

use crate::units::{Color, Size};
use fonts::FontFiles;
use logo::Logo;
use palette::Roles;
pub use style::{ChartStyle, Spacing, Strokes, TextSizes};

/// Everything that decides the look of a run.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// Colours by what they are for.
    pub roles: Roles,
    /// The page.
    pub page: PageStyle,
    /// Sizes, lines and distances of charts.
    pub charts: ChartStyle,
    /// The font files.
    pub fonts: FontFiles,
    /// A picture for the cover and the running header.
    pub logo: Option<Logo>,
}

/// Size and margins of a page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageStyle {
    /// The sheet.
    pub size: Size,
    /// Above the text.
    pub top: f32,
    /// Right of it.
    pub right: f32,
    /// Below it.
    pub bottom: f32,
    /// Left of it.
    pub left: f32,
    /// The size of labels and running text, where it is not left to the sheet.
    pub text: Option<f32>,
}

/// Points a millimetre.
pub const MM: f32 = 72.0 / 25.4;

impl PageStyle {
    /// The sheets by name.
    pub const SHEETS: [(&'static str, Size); 4] = [
        ("a4", Size::new(210.0 * MM, 297.0 * MM)),
        ("a4-landscape", Size::new(297.0 * MM, 210.0 * MM)),
        ("16:9", Size::new(960.0, 540.0)),
        ("us-letter", Size::new(612.0, 792.0)),
    ];

    /// The width that text and charts fill.
    pub fn text_width(&self) -> f32 {
        self.size.width - self.left - self.right
    }

    /// The base size of type in points: larger on a sheet that is shown on a wall.
    pub fn base(&self) -> f32 {
        self.text.unwrap_or(if self.is_slide() { 14.0 } else { 9.5 })
    }

    /// Whether the sheet is a slide.
    pub fn is_slide(&self) -> bool {
        self.size == Self::SHEETS[2].1
    }

    /// The height that text and charts fill.
    pub fn text_height(&self) -> f32 {
        self.size.height - self.top - self.bottom
    }
}

impl Default for PageStyle {
    fn default() -> Self {
        let (_, size) = Self::SHEETS[0];
        Self { size, top: 25.0 * MM, right: 22.0 * MM, bottom: 24.0 * MM, left: 22.0 * MM, text: None }
    }
}

/// The sizes of text, all from one base size in units: 9.5 on a page, 15 in an image.
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
    /// What no text is smaller than.
    pub least: f32,
}

/// The smallest type that print is read in, in points.
pub const LEAST_TYPE: f32 = 7.0;

impl TypeScale {
    /// The scale on this base size, in units of which so many are a point.
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
}

/// The colour of text that stands on `fill`: the darker or lighter of the two, whichever reads better.
pub fn text_on(fill: Color, roles: &Roles) -> Color {
    let (dark, light) = (roles.text, roles.background);
    if palette::contrast(dark, fill) >= palette::contrast(light, fill) { dark } else { light }
}
