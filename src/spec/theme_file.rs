//! The theme file: colour roles, fonts, sizes, lines, page and logo, laid over a brand and the built-in theme.

use super::brand::{Brand, BrandType};
use super::fields::Fields;
use super::yaml::Node;
use super::{Located, chart_style, values};
use crate::diagnostic::Diagnostic;
use crate::theme::palette::{Look, Roles};
use crate::theme::{ChartStyle, MM, PageStyle};
use crate::units::Color;

/// `theme.yaml`.
#[derive(Debug, Clone, Default)]
pub struct ThemeSpec {
    /// The colours after what the file changes.
    pub roles: Roles,
    /// The page after what the file changes.
    pub page: PageStyle,
    /// Sizes, lines and distances after what the file changes.
    pub charts: ChartStyle,
    /// Font files in the order regular, italic, semibold, bold, then fallbacks; `None` keeps the built-in one.
    pub fonts: [Option<Located<String>>; 4],
    /// The fonts of a brand, for what those do not name.
    pub brand_fonts: BrandType,
    /// Font files for characters that those four lack.
    pub fallback: Vec<Located<String>>,
    /// An SVG file.
    pub logo: Option<Located<String>>,
}

/// Where a theme says that its brand stands: `brand: corporate/_brand.yml`, or `brand: none`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrandPlace {
    /// In `_brand.yml`, where that is there.
    Usual,
    /// In this file.
    File(Located<String>),
    /// Nowhere: the usual file is not read either.
    None,
}

impl ThemeSpec {
    /// Where the brand of a theme file stands. Its faults are those of [`ThemeSpec::read`].
    pub fn brand(node: &Node) -> BrandPlace {
        let unheard = &mut Vec::new();
        let brand = Fields::open(node, THEME, unheard).and_then(|mut fields| fields.text("brand", unheard));
        match brand {
            Some(name) if name.value == "none" => BrandPlace::None,
            Some(name) => BrandPlace::File(name),
            None => BrandPlace::Usual,
        }
    }

    /// Takes over what a brand says.
    pub fn take_over(&mut self, brand: &Brand, look: Look) {
        brand.colors.lay_over(&mut self.roles, look);
        self.page.text = brand.typography.size.or(self.page.text);
        self.brand_fonts = brand.typography.clone();
        self.logo = brand.logo.pick(look);
    }

    /// Reads a theme file over a brand, which is laid over the built-in look.
    pub fn read(node: &Node, brand: Option<&Brand>, faults: &mut Vec<Diagnostic>) -> Self {
        let mut theme = Self::default();
        let Some(mut fields) = Fields::open(node, THEME, faults) else { return theme };
        fields.text("brand", faults);
        let look = fields.choice("look", &Look::WORDS, faults).unwrap_or(Look::Neutral);
        theme.roles = look.roles();
        if let Some(brand) = brand {
            theme.take_over(brand, look);
        }
        if let Some(node) = fields.node("colors") {
            roles(node, &mut theme.roles, faults);
        }
        if let Some(node) = fields.node("page") {
            page(node, &mut theme.page, faults);
        }
        if let Some(mut inner) = fields.node("fonts").and_then(|node| Fields::open(node, "`fonts`", faults)) {
            for (slot, style) in theme.fonts.iter_mut().zip(["regular", "italic", "semibold", "bold"]) {
                *slot = inner.text(style, faults);
            }
            theme.fallback = inner.texts("fallback", faults).unwrap_or_default();
            inner.finish(faults);
        }
        chart_style::read(&mut fields, &mut theme.charts, &mut theme.page, faults);
        theme.logo = fields.text("logo", faults).or(theme.logo);
        fields.finish(faults);
        theme
    }
}

/// What messages call the file.
const THEME: &str = "a theme";

fn roles(node: &Node, roles: &mut Roles, faults: &mut Vec<Diagnostic>) {
    let Some(mut fields) = Fields::open(node, "`colors`", faults) else { return };
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
        if let Some(color) = fields.node(name).and_then(|node| values::color(node, name, faults)) {
            *target = color;
            accent_changed |= name == "accent";
        }
    }
    if let Some(colors) = palette("palette", 1, &mut fields, faults) {
        roles.palette = colors;
    } else if accent_changed {
        roles.palette[0] = roles.accent;
    }
    if let Some(colors) = palette("sequential", 2, &mut fields, faults) {
        roles.sequential = colors;
    }
    if let Some(colors) = palette("diverging", 2, &mut fields, faults) {
        roles.diverging = colors;
    }
    fields.finish(faults);
}

/// A list of at least so many colours.
fn palette(
    name: &'static str,
    least: usize,
    fields: &mut Fields<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Vec<Color>> {
    let node = fields.node(name)?;
    let before = faults.len();
    let items = fields.list(name, faults)?;
    let colors: Vec<Color> = items.iter().filter_map(|item| values::color(item, name, faults)).collect();
    if faults.len() == before && colors.len() < least {
        let message = format!("`{name}` needs {least} colours or more");
        faults.push(
            Diagnostic::error("wrong-type", node.place.clone(), message)
                .hint("write hexadecimal digits in quotes, such as ['#dbe9ee', '#00647d']"),
        );
    }
    (colors.len() >= least).then_some(colors)
}

fn page(node: &Node, page: &mut PageStyle, faults: &mut Vec<Diagnostic>) {
    let Some(mut fields) = Fields::open(node, "`page`", faults) else { return };
    if let Some(size) = fields.choice("size", &PageStyle::SHEETS, faults) {
        page.size = size;
    }
    if let Some(node) = fields.node("margins")
        && let Some(mut inner) = Fields::open(node, "`margins`", faults)
    {
        let sides = [
            ("top", &mut page.top),
            ("right", &mut page.right),
            ("bottom", &mut page.bottom),
            ("left", &mut page.left),
        ];
        for (side, target) in sides {
            if let Some(found) = inner.number(side, faults) {
                if (5.0..=100.0).contains(&found.value) {
                    *target = found.value as f32 * MM;
                } else {
                    let message = format!("`{side}` must be 5 to 100 millimetres");
                    faults.push(
                        Diagnostic::error("wrong-number", found.place, message)
                            .hint("write a number of millimetres without a unit, such as `20`"),
                    );
                }
            }
        }
        inner.finish(faults);
    }
    fields.finish(faults);
}
