//! The theme file: colour roles, fonts, page and logo, laid over the built-in theme.

use super::Located;
use super::fields::{self, Fields};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::theme::palette::{Look, Roles};
use crate::theme::{ChartStyle, MM, PageStyle};

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
    /// Font files for characters that those four lack.
    pub fallback: Vec<Located<String>>,
    /// An SVG file.
    pub logo: Option<Located<String>>,
}

impl ThemeSpec {
    /// Reads a theme file.
    pub fn read(node: &Node, faults: &mut Vec<Diagnostic>) -> Self {
        let mut theme = Self::default();
        let Some(mut fields) = Fields::open(node, "a theme", faults) else { return theme };
        if let Some(look) = fields.choice("look", &Look::WORDS, faults) {
            theme.roles = look.roles();
        }
        if let Some(node) = fields.node("colors") {
            roles(node, &mut theme.roles, faults);
        }
        if let Some(node) = fields.node("page") {
            page(node, &mut theme.page, faults);
        }
        if let Some(mut inner) =
            fields.node("fonts").and_then(|node| Fields::open(node, "the fonts of a theme", faults))
        {
            theme.fonts = ["regular", "italic", "semibold", "bold"].map(|style| inner.text(style, faults));
            theme.fallback = inner.texts("fallback", faults).unwrap_or_default();
            inner.finish(faults);
        }
        theme.logo = fields.text("logo", faults);
        fields.finish(faults);
        theme
    }
}

fn roles(node: &Node, roles: &mut Roles, faults: &mut Vec<Diagnostic>) {
    let Some(mut fields) = Fields::open(node, "the colours of a theme", faults) else { return };
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
        if let Some(color) = fields.node(name).and_then(|node| fields::color(node, name, faults)) {
            *target = color;
            accent_changed |= name == "accent";
        }
    }
    if let Some(items) = fields.list("palette", faults) {
        let colors: Vec<_> = items.iter().filter_map(|node| fields::color(node, "palette", faults)).collect();
        if !colors.is_empty() {
            roles.palette = colors;
        }
    } else if accent_changed {
        roles.palette[0] = roles.accent;
    }
    fields.finish(faults);
}

fn page(node: &Node, page: &mut PageStyle, faults: &mut Vec<Diagnostic>) {
    let Some(mut fields) = Fields::open(node, "the page of a theme", faults) else { return };
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
                    faults.push(Diagnostic::error("wrong-number", found.place, message));
                }
            }
        }
        inner.finish(faults);
    }
    fields.finish(faults);
}
