//! The colours of a brand: a palette with its own names, and the colour for each purpose.

use super::{Keys, light_and_dark, unused};
use crate::diagnostic::{Diagnostics, Span, suggest};
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};
use crate::theme::palette::{Look, MOST_COLORS, Roles, contrast};
use crate::theme::vision::{distance, most_alike};
use crate::units::Color;

/// The purposes that a brand assigns colours to.
const NAMES: [&str; 12] = [
    "foreground",
    "background",
    "primary",
    "secondary",
    "tertiary",
    "success",
    "info",
    "warning",
    "danger",
    "light",
    "dark",
    "link",
];

/// CIEDE2000 distance below which two colours look alike at a glance.
const MIN_DISTANCE: f64 = 12.0;
/// The least contrast of text with its background (WCAG 2.2, 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;
/// The least contrast of a mark with its background.
const MARK_CONTRAST: f64 = 1.6;
/// Length of the palette for compared columns.
const PALETTE_LENGTH: usize = 6;

/// The colours of a brand, for light and for dark backgrounds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrandColors {
    /// The colours by purpose, each for light and for dark backgrounds.
    named: Vec<(&'static str, [Option<Color>; 2])>,
    /// The palette in the order of the file.
    palette: Vec<(String, Color)>,
    /// The keys that set them.
    keys: Vec<(&'static str, Span)>,
}

/// The roles of a theme whose colours come from one key of a brand, with this key.
const ROLES: [(&str, &str); 5] = [
    ("text", "foreground"),
    ("background", "background"),
    ("accent", "primary"),
    ("quiet", "secondary"),
    ("palette", "palette"),
];

/// CSS colour names that brand files commonly use.
const CSS_COLORS: [(&str, Color); 10] = [
    ("black", Color::BLACK),
    ("white", Color::WHITE),
    ("red", Color::new(0xff, 0, 0)),
    ("green", Color::new(0, 0x80, 0)),
    ("blue", Color::new(0, 0, 0xff)),
    ("navy", Color::new(0, 0, 0x80)),
    ("teal", Color::new(0, 0x80, 0x80)),
    ("orange", Color::new(0xff, 0xa5, 0)),
    ("purple", Color::new(0x80, 0, 0x80)),
    ("gray", Color::new(0x80, 0x80, 0x80)),
];

impl BrandColors {
    /// Reads `color` of a brand.
    pub(super) fn read(node: &Node, sink: &Diagnostics) -> Self {
        let mut colors = Self::default();
        let mut keys = Keys::open(node, sink);
        if let Some((key, node)) = keys.entry("palette")
            && let Some(pairs) = values::map(node, "palette", sink)
        {
            colors.keys.push(("palette", key.span.clone()));
            sink.extend(values::too_many_colors(pairs.len(), &node.span));
            for (key, value) in pairs.iter().take(MOST_COLORS) {
                // An entry may refer to an earlier one: `accent: orange`.
                if let Some(found) = colors.color(value, sink) {
                    colors.palette.push((key.name.clone(), found));
                }
            }
        }
        for name in NAMES {
            let Some((key, node)) = keys.entry(name) else { continue };
            colors.keys.push((name, key.span.clone()));
            let both = match &node.value {
                Value::Map(_) => {
                    light_and_dark(node, sink).map(|node| node.and_then(|node| colors.color(node, sink)))
                }
                _ => [colors.color(node, sink); 2],
            };
            colors.named.push((name, both));
        }
        keys.finish("the colours of a brand");
        colors
    }

    /// Resolves a colour: a palette name, hexadecimal digits, another purpose, or a CSS name.
    pub(super) fn color(&self, node: &Node, sink: &Diagnostics) -> Option<Color> {
        if let Value::Map(_) | Value::List(_) = node.value {
            sink.push(values::wrong_type(node, "color", "a colour or the name of one"));
            return None;
        }
        let Spanned { value, span } = values::text(node, "color", sink)?;
        let own = self.palette.iter().find(|(name, _)| *name == value).map(|(_, color)| *color);
        let purpose = || self.get(&value, Look::Neutral);
        let css =
            || CSS_COLORS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&value)).map(|(_, color)| *color);
        let found = own.or_else(|| Color::from_hex(&value)).or_else(purpose).or_else(css);
        if found.is_none() {
            let names = self.palette.iter().map(|(name, _)| name.as_str());
            let known: Vec<&str> = names.chain(self.named.iter().map(|(name, _)| *name)).collect();
            let message = format!("unknown colour `{value}`");
            let hint = match known.is_empty() {
                true => "write it in hexadecimal digits, such as '#0b6e99'".to_owned(),
                false => format!("{} (hexadecimal digits work too)", suggest(&value, known)),
            };
            sink.push(unused(&span, message).hint(hint));
        }
        found
    }

    /// The roles of a theme that it sets, each with the span of its key.
    pub(crate) fn places(&self) -> impl Iterator<Item = (&'static str, &Span)> {
        let place = |name: &str| self.keys.iter().find(|(known, _)| *known == name).map(|(_, span)| span);
        ROLES.iter().filter_map(move |(role, name)| Some((*role, place(name)?)))
    }

    /// The colour for a purpose in a look.
    pub(super) fn get(&self, name: &str, look: Look) -> Option<Color> {
        let (_, [light, dark]) = self.named.iter().find(|(known, _)| *known == name)?;
        if look == Look::Dark { *dark } else { *light }
    }

    /// Overrides the colours of a look. Greys and tints are mixed from background and text, so that they suit
    /// both.
    pub fn apply_to(&self, roles: &mut Roles, look: Look) {
        if self.named.is_empty() && self.palette.is_empty() {
            return;
        }
        let get = |name: &str| self.get(name, look);
        let grounds = (get("background"), get("foreground"));
        roles.background = grounds.0.unwrap_or(roles.background);
        roles.text = grounds.1.unwrap_or(roles.text);
        roles.accent = get("primary").unwrap_or(roles.accent);
        let readable = |color: &Color| contrast(*color, roles.background) >= TEXT_CONTRAST;
        let tint = |share: f32| roles.background.mix(roles.text, share);
        if grounds != (None, None) || get("secondary").is_some() {
            roles.quiet = get("secondary").filter(readable).unwrap_or_else(|| tint(0.72));
        }
        if grounds != (None, None) {
            (roles.muted, roles.rest) = (tint(0.34), tint(0.12));
            (roles.grid, roles.panel) = (tint(0.17), tint(0.05));
        }
        let distinct = |color: &Color| distance(*color, roles.accent, None) >= MIN_DISTANCE * 2.0;
        let opposite = ["danger", "warning", "secondary"].into_iter().filter_map(get).find(distinct);
        roles.opposite =
            opposite.filter(|color| contrast(*color, roles.background) >= 2.0).unwrap_or(roles.opposite);
        roles.palette = self.palette(roles, look);
    }

    /// The palette for compared columns: the accent first, then always the colour that is most distinct from the
    /// one before it, for colour-blind readers too.
    fn palette(&self, roles: &Roles, look: Look) -> Vec<Color> {
        let purposes = ["secondary", "tertiary", "success", "info", "warning", "danger"];
        let own = purposes.into_iter().filter_map(|name| self.get(name, look));
        let built_in = roles.palette.iter().copied();
        let mut free: Vec<Color> = Vec::new();
        let brand: Vec<Color> = own.chain(self.palette.iter().map(|(_, color)| *color)).collect();
        let count = brand.len();
        for (index, color) in brand.into_iter().chain(built_in).enumerate() {
            let visible = contrast(color, roles.background) >= MARK_CONTRAST
                && distance(color, roles.text, None) >= MIN_DISTANCE;
            let new =
                free.iter().chain([&roles.accent]).all(|other| distance(color, *other, None) >= MIN_DISTANCE);
            // Built-in colours only fill up a palette that is too short.
            if visible && new && (index < count || free.len() < PALETTE_LENGTH - 1) {
                free.push(color);
            }
        }
        let mut palette = vec![roles.accent];
        if count == 0 {
            palette.extend(roles.palette.iter().skip(1));
            return palette;
        }
        while let (Some(last), true) = (palette.last().copied(), palette.len() < PALETTE_LENGTH) {
            let on_background = |color: Color| contrast(color, roles.background);
            let separable = |color: Color| {
                contrast(color, last).max(on_background(color)).max(on_background(last)) >= 3.0
            };
            // Marks that touch must be separable, by their contrast or by the line between them: this outweighs
            // distance.
            let score =
                |color: &Color| most_alike(*color, last).1 - if separable(*color) { 0.0 } else { 1000.0 };
            let next = (0..free.len()).max_by(|a, b| {
                // Ties go to the colour that the brand names first.
                score(&free[*a]).total_cmp(&score(&free[*b])).then(b.cmp(a))
            });
            match next {
                Some(at) => palette.push(free.remove(at)),
                None => break,
            }
        }
        palette
    }
}
