//! The theme file, `theme.yaml`: colour roles, fonts, sizes, lines, page and logo. It overrides the brand, which
//! overrides the built-in theme.

use super::brand::{Brand, BrandType};
use super::fields::Fields;
use super::yaml::Node;
use super::{Spanned, chart_style, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::theme::palette::{Look, MOST_COLORS, Roles};
use crate::theme::{ChartStyle, MM, PageStyle};
use crate::units::Color;

/// `theme.yaml`.
#[derive(Debug, Clone, Default)]
pub struct ThemeSpec {
    /// The colours, with the file's changes applied.
    pub roles: Roles,
    /// The page, with the file's changes applied.
    pub page: PageStyle,
    /// Sizes, lines and distances, with the file's changes applied.
    pub charts: ChartStyle,
    /// Font files in the order regular, italic, semibold, bold; `None` keeps the font of the brand or the built-in
    /// one.
    pub fonts: [Option<Spanned<String>>; 4],
    /// The fonts of the brand, for the styles that `fonts` leaves out.
    pub brand_fonts: BrandType,
    /// Fallback font files for characters that the four fonts lack.
    pub fallback: Vec<Spanned<String>>,
    /// The path of the logo, an SVG file.
    pub logo: Option<Spanned<String>>,
}

/// Where a theme finds its brand: `brand: corporate/_brand.yml`, or `brand: none`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrandPlace {
    /// In `_brand.yml`, if it exists.
    Usual,
    /// In this file.
    File(Spanned<String>),
    /// Nowhere: `_brand.yml` is not read either.
    None,
}

impl ThemeSpec {
    /// Where a theme file finds its brand. Errors are left to [`ThemeSpec::read`], which reports them.
    pub fn brand(node: &Node) -> BrandPlace {
        let discarded = Diagnostics::new();
        let brand = Fields::open(node, THEME, &discarded).and_then(|mut fields| fields.text("brand"));
        match brand {
            Some(name) if name.value == "none" => BrandPlace::None,
            Some(name) => BrandPlace::File(name),
            None => BrandPlace::Usual,
        }
    }

    /// Applies the settings of a brand.
    pub fn apply_brand(&mut self, brand: &Brand, look: Look) {
        brand.colors.apply_to(&mut self.roles, look);
        self.page.text = brand.typography.size.or(self.page.text);
        self.brand_fonts = brand.typography.clone();
        self.logo = brand.logo.pick(look);
    }

    /// Reads a theme file. It overrides the brand, which overrides the built-in look.
    pub fn read(node: &Node, brand: Option<&Brand>, sink: &Diagnostics) -> Self {
        let mut theme = Self::default();
        let Some(mut fields) = Fields::open(node, THEME, sink) else { return theme };
        fields.text("brand");
        let look = fields.choice("look", &Look::WORDS).unwrap_or(Look::Neutral);
        theme.roles = look.roles();
        if let Some(brand) = brand {
            theme.apply_brand(brand, look);
        }
        if let Some(node) = fields.node("colors") {
            roles(node, &mut theme.roles, sink);
        }
        if let Some(node) = fields.node("page") {
            page(node, &mut theme.page, sink);
        }
        if let Some(mut inner) = fields.node("fonts").and_then(|node| Fields::open(node, "`fonts`", sink)) {
            for (slot, style) in theme.fonts.iter_mut().zip(["regular", "italic", "semibold", "bold"]) {
                *slot = inner.text(style);
            }
            theme.fallback = inner.texts("fallback").unwrap_or_default();
            inner.finish();
        }
        chart_style::read(&mut fields, &mut theme.charts, &mut theme.page, sink);
        theme.logo = fields.text("logo").or(theme.logo);
        fields.finish();
        theme
    }
}

/// What messages call the file.
const THEME: &str = "a theme";

fn roles(node: &Node, roles: &mut Roles, sink: &Diagnostics) {
    let Some(mut fields) = Fields::open(node, "`colors`", sink) else { return };
    let targets = [
        ("background", &mut roles.background),
        ("text", &mut roles.text),
        ("quiet", &mut roles.quiet),
        ("accent", &mut roles.accent),
        ("opposite", &mut roles.opposite),
        ("muted", &mut roles.muted),
        ("rest", &mut roles.rest),
        ("grid", &mut roles.grid),
        ("panel", &mut roles.panel),
    ];
    let mut accent_changed = false;
    for (name, target) in targets {
        if let Some(color) = fields.node(name).and_then(|node| values::color(node, name, sink)) {
            *target = color;
            accent_changed |= name == "accent";
        }
    }
    if let Some(colors) = palette("palette", 1, &mut fields, sink) {
        roles.palette = colors;
    } else if accent_changed {
        roles.palette[0] = roles.accent;
    }
    if let Some(colors) = palette("sequential", 2, &mut fields, sink) {
        roles.sequential = colors;
    }
    if let Some(colors) = palette("diverging", 2, &mut fields, sink) {
        roles.diverging = colors;
    }
    fields.finish();
}

/// A list of at least `min` colours.
fn palette(
    name: &'static str,
    min: usize,
    fields: &mut Fields<'_>,
    sink: &Diagnostics,
) -> Option<Vec<Color>> {
    let node = fields.node(name)?;
    let before = sink.len();
    let items = fields.list(name)?;
    sink.extend(values::too_many_colors(items.len(), &node.span));
    let colors: Vec<Color> =
        items.iter().take(MOST_COLORS).filter_map(|item| values::color(item, name, sink)).collect();
    if sink.len() == before && colors.len() < min {
        let message =
            format!("`{name}` needs at least {}", if min == 1 { "one colour" } else { "two colours" });
        sink.push(
            Diagnostic::error(Code::WrongType, node.span.clone(), message)
                .hint("write colours in hexadecimal digits and quotes, such as ['#dbe9ee', '#00647d']"),
        );
    }
    (colors.len() >= min).then_some(colors)
}

fn page(node: &Node, page: &mut PageStyle, sink: &Diagnostics) {
    let Some(mut fields) = Fields::open(node, "`page`", sink) else { return };
    if let Some(size) = fields.choice("size", &PageStyle::SHEETS) {
        page.size = size;
    }
    if let Some(node) = fields.node("margins")
        && let Some(mut inner) = Fields::open(node, "`margins`", sink)
    {
        let sides = [
            ("top", &mut page.top),
            ("right", &mut page.right),
            ("bottom", &mut page.bottom),
            ("left", &mut page.left),
        ];
        for (side, target) in sides {
            if let Some(found) = inner.number(side) {
                if (5.0..=100.0).contains(&found.value) {
                    *target = found.value as f32 * MM;
                } else {
                    let message = format!("`{side}` must be between 5 and 100 millimetres");
                    sink.push(
                        Diagnostic::error(Code::WrongNumber, found.span, message)
                            .hint("write the millimetres without a unit, such as `20`"),
                    );
                }
            }
        }
        inner.finish();
    }
    fields.finish();
}
