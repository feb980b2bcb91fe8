//! The theme file, `theme.yaml`: colour roles, fonts, sizes, lines, page and logo. It overrides the brand, which
//! overrides the built-in theme.

use std::collections::BTreeMap;

use super::brand::{Brand, BrandType};
use super::fields::Fields;
use super::keys::{Form, Key, Preset, Shape, TEXTS, optional, words};
use super::slides::SlidesSpec;
use super::yaml::Node;
use super::{Spanned, chart_style, slides, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::theme::palette::{Look, MOST_COLORS, Roles};
use crate::theme::{ChartStyle, Design, MM, PageStyle};
use crate::units::Color;

/// `theme.yaml`.
#[derive(Debug, Clone, Default)]
pub struct ThemeSpec {
    /// The colours, with the file's changes applied.
    pub roles: Roles,
    /// What pages look like apart from colours.
    pub design: Design,
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
    /// The slides of a presentation.
    pub slides: SlidesSpec,
    /// The keys of the theme or the brand that set colours, by the role or palette.
    pub places: BTreeMap<&'static str, Span>,
}

/// Where the colours of a theme are set.
#[derive(Debug, Clone, Default)]
pub struct ColorPlaces {
    /// The theme file and the brand file, where they exist.
    pub files: Vec<Span>,
    /// The keys that set colours, by the role or palette.
    pub keys: BTreeMap<&'static str, Span>,
}

impl ColorPlaces {
    /// Where a role or palette is set, or else the file in which it can be.
    pub fn of(&self, role: &str) -> Span {
        let place = self.keys.get(role).or(self.files.first());
        place.cloned().unwrap_or_else(|| Span::unread("theme.yaml"))
    }
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
        let brand = Fields::open(node, &THEME, &discarded).and_then(|mut fields| fields.text("brand"));
        match brand {
            Some(name) if name.value == "none" => BrandPlace::None,
            Some(name) => BrandPlace::File(name),
            None => BrandPlace::Usual,
        }
    }

    /// Applies the settings of a brand.
    pub fn apply_brand(&mut self, brand: &Brand, look: Look) {
        brand.colors.apply_to(&mut self.roles, look);
        self.places.extend(brand.colors.places().map(|(role, span)| (role, span.clone())));
        self.page.text = brand.typography.size.or(self.page.text);
        self.brand_fonts = brand.typography.clone();
        self.logo = brand.logo.pick(look);
    }

    /// Reads a theme file. It overrides the brand, which overrides the built-in look.
    pub fn read(node: &Node, brand: Option<&Brand>, sink: &Diagnostics) -> Self {
        let mut theme = Self::default();
        let Some(mut fields) = Fields::open(node, &THEME, sink) else { return theme };
        fields.text("brand");
        let look = fields.choice_or_default("look", &Look::WORDS);
        theme.roles = look.roles();
        theme.design = fields.choice_or_default("design", &Design::WORDS);
        if let Some(brand) = brand {
            theme.apply_brand(brand, look);
        }
        if let Some(node) = fields.node("colors") {
            colors(node, &mut theme, sink);
        }
        if let Some(node) = fields.node("page") {
            page(node, &mut theme.page, sink);
        }
        if let Some(mut inner) = fields.node("fonts").and_then(|node| Fields::open(node, &FONTS, sink)) {
            for (slot, style) in theme.fonts.iter_mut().zip(["regular", "italic", "semibold", "bold"]) {
                *slot = inner.text(style);
            }
            theme.fallback = inner.texts("fallback").unwrap_or_default();
            inner.finish();
        }
        chart_style::read(&mut fields, &mut theme.charts, &mut theme.page, sink);
        theme.logo = fields.text("logo").or(theme.logo);
        if let Some(node) = fields.node("slides") {
            theme.slides = slides::read(node, sink);
        }
        fields.finish();
        theme
    }
}

/// `theme.yaml`.
pub const THEME: Shape = Shape {
    name: "theme",
    what: "a theme",
    about: "Colours, fonts, page and logo. What is not set keeps the built-in theme.",
    keys: &[
        optional("look", Form::Words(&words(&Look::WORDS)), "The colours to start from.")
            .or(Preset::Word(Look::WORDS[0].0)),
        optional("design", Form::Words(&words(&Design::WORDS)), "What the pages of the PDF look like apart from colours.")
            .or(Preset::Word(Design::WORDS[0].0)),
        optional("colors", Form::Shape(&COLORS), "Colours by purpose."),
        optional(
            "brand",
            Form::Text,
            "A brand file in the specs folder, in the format of `_brand.yml`, or `none`. The theme overrides the brand.",
        )
        .or(Preset::Described("`_brand.yml` if it exists"))
        .like("corporate/_brand.yml"),
        optional("type", Form::Shape(&chart_style::TYPE), "Font sizes."),
        optional("strokes", Form::Shape(&chart_style::STROKES), "Line widths in charts."),
        optional("spacing", Form::Shape(&chart_style::SPACING), "Distances in charts."),
        optional("page", Form::Shape(&PAGE), "The page of the PDF."),
        optional("fonts", Form::Shape(&FONTS), "TrueType font files in the specs folder."),
        optional(
            "logo",
            Form::Text,
            "An SVG file with filled shapes in the specs folder, for the cover and the running header.",
        )
        .or(Preset::Described("the logo of the brand, if it has one"))
        .like("logo.svg"),
        optional("slides", Form::Shape(&slides::SLIDES), "The slides of a presentation: template, layouts and colours."),
    ],
};

const COLORS: Shape = Shape {
    name: "colors",
    what: "`colors`",
    about: "Colours in six hexadecimal digits and in quotes. The default of each is the colour of the brand, or else of the look.",
    keys: &[
        optional("background", Form::Color, "The page or image background."),
        optional("text", Form::Color, "Text."),
        optional("quiet", Form::Color, "Secondary text: footers, ticks, captions."),
        optional("accent", Form::Color, "The highlighted marks."),
        optional(
            "opposite",
            Form::Color,
            "The negative side of a scale; the positive side has the accent colour.",
        ),
        optional("muted", Form::Color, "Marks that are not highlighted."),
        optional("rest", Form::Color, "Remainder and non-response."),
        optional("grid", Form::Color, "Grid lines, rules and borders."),
        optional("panel", Form::Color, "The background of tiles and table headers."),
        optional("palette", Form::List(&Form::Color), "Colours of compared columns, in order.")
            .like("['#00647d', '#e69f00', '#8c3b6f']"),
        optional(
            "sequential",
            Form::List(&Form::Color),
            "Two or more colours from low to high: shades of a heat map, parts of an ordered whole.",
        )
        .or(Preset::Described("tints of the accent colour"))
        .like("['#dbe9ee', '#00647d']"),
        optional(
            "diverging",
            Form::List(&Form::Color),
            "Two or more colours from one end of a scale through its middle to the other end.",
        )
        .or(Preset::Described("from the opposite colour to the accent colour"))
        .like("['#b35a00', '#f1f5f7', '#00647d']"),
    ],
};

const PAGE: Shape = Shape {
    name: "page",
    what: "`page`",
    about: "Page size and margins.",
    keys: &[
        optional("size", Form::Words(&words(&PageStyle::SHEETS)), "The page size.")
            .or(Preset::Word(PageStyle::SHEETS[0].0)),
        optional("margins", Form::Shape(&MARGINS), "Margins in millimetres."),
    ],
};

const MARGINS: Shape = Shape {
    name: "margins",
    what: "`margins`",
    about: "Margins in millimetres.",
    keys: &[
        margin("top", "Above the text.", PageStyle::MARGINS[0]),
        margin("right", "Right of the text.", PageStyle::MARGINS[1]),
        margin("bottom", "Below the text.", PageStyle::MARGINS[2]),
        margin("left", "Left of the text.", PageStyle::MARGINS[3]),
    ],
};

const fn margin(name: &'static str, about: &'static str, default: f32) -> Key {
    optional(name, Form::between(5.0, 100.0, "millimetres"), about).or(Preset::Number(default))
}

const FONTS: Shape = Shape {
    name: "fonts",
    what: "`fonts`",
    about: "TrueType font files in the specs folder whose licence bits allow embedding. The default of each is the font of the brand, or else the built-in one.",
    keys: &[
        optional("regular", Form::Text, "Running text.").like("fonts/Regular.ttf"),
        optional("italic", Form::Text, "Emphasis."),
        optional("semibold", Form::Text, "Headings and labels."),
        optional("bold", Form::Text, "Strong emphasis and large numbers."),
        optional("fallback", TEXTS, "Fonts for characters that the others lack."),
    ],
};

fn colors(node: &Node, theme: &mut ThemeSpec, sink: &Diagnostics) {
    let Some(mut fields) = Fields::open(node, &COLORS, sink) else { return };
    let ThemeSpec { roles, places, .. } = theme;
    let mut note = |name: &'static str, fields: &mut Fields<'_>| {
        places.extend(fields.entry(name).map(|(key, _)| (name, key.span.clone())));
    };
    let mut accent_changed = false;
    for name in Roles::NAMES {
        note(name, &mut fields);
        if let Some((color, target)) = fields.color(name).zip(roles.slot(name)) {
            *target = color;
            accent_changed |= name == "accent";
        }
    }
    for name in ["palette", "sequential", "diverging"] {
        note(name, &mut fields);
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
    let Some(mut fields) = Fields::open(node, &PAGE, sink) else { return };
    if let Some(size) = fields.choice("size", &PageStyle::SHEETS) {
        page.size = size;
        if page.is_slide() {
            *page = PageStyle { text: page.text, ..PageStyle::SLIDE };
        }
    }
    if let Some(node) = fields.node("margins")
        && let Some(mut inner) = Fields::open(node, &MARGINS, sink)
    {
        let sides = [
            ("top", &mut page.top),
            ("right", &mut page.right),
            ("bottom", &mut page.bottom),
            ("left", &mut page.left),
        ];
        for (side, target) in sides {
            if let Some(found) = inner.number(side) {
                *target = found.value as f32 * MM;
            }
        }
        inner.finish();
    }
    fields.finish();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::ThemeSpec;
    use crate::diagnostic::{Diagnostics, Source};
    use crate::spec::brand::Brand;
    use crate::spec::yaml::{Node, parse};

    fn node(name: &str, text: &str) -> Node {
        parse(&Arc::new(Source::new(name, text))).unwrap_or_else(|error| unreachable!("{error:?}"))
    }

    /// A comment, a longer word and a colour of the palette look like the keys, and are not.
    #[test]
    fn the_place_of_a_colour_is_the_key_that_sets_it() {
        let sink = Diagnostics::new();
        let brand = "# primary: blue\ncolor:\n  palette: {primary-blue: '#0044aa'}\n  foreground: '#101010'\n  primary: primary-blue\n";
        let brand = Brand::read(&node("_brand.yml", brand), "", &sink);
        let theme = "# text: black\ncolors:\n  text: '#000000'\n  palette: ['#0044aa']\n";
        let theme = ThemeSpec::read(&node("theme.yaml", theme), Some(&brand), &sink);
        assert!(sink.is_empty(), "{sink:?}");
        let places = ["text", "accent", "palette", "quiet"].map(|role| {
            theme.places.get(role).map(|span| (span.source.name.clone(), span.line(), span.column()))
        });
        let wanted = [("theme.yaml", 3, 3), ("_brand.yml", 5, 3), ("theme.yaml", 4, 3)];
        let wanted = wanted.map(|(file, line, column)| Some((file.to_owned(), line, column)));
        assert_eq!(places[..3], wanted);
        assert_eq!(places[3], None);
    }
}
