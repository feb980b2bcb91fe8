//! The colours of a brand: a palette of its own names, and what each colour is for.

use super::{Keys, light_and_dark, unused};
use crate::diagnostic::{Diagnostics, suggest};
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};
use crate::theme::palette::{Look, Roles, contrast};
use crate::theme::vision::{distance, most_alike};
use crate::units::Color;

/// The names of colours by what they are for.
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

/// Colours that are not told apart at a glance, in steps of CIEDE2000.
const ALIKE: f64 = 12.0;
/// Text against its ground (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// The least contrast of a mark with its ground.
const MARK: f64 = 1.6;
/// So many colours are compared at once.
const COMPARED: usize = 6;

/// The colours of a brand, on light and on dark ground.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrandColors {
    /// By what they are for.
    named: Vec<(&'static str, [Option<Color>; 2])>,
    /// The palette in the order of the file.
    palette: Vec<(String, Color)>,
}

/// The colours that style sheets know by name and brands are written with.
const WORDS: [(&str, Color); 10] = [
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
        if let Some(node) = keys.node("palette")
            && let Some(pairs) = values::map(node, "palette", sink)
        {
            for (key, value) in pairs {
                // A palette may name a colour twice: `accent: orange`.
                if let Some(found) = colors.color(value, sink) {
                    colors.palette.push((key.name.clone(), found));
                }
            }
        }
        for name in NAMES {
            let Some(node) = keys.node(name) else { continue };
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

    /// A colour in digits, of the palette, or of another purpose.
    pub(super) fn color(&self, node: &Node, sink: &Diagnostics) -> Option<Color> {
        if let Value::Map(_) | Value::List(_) = node.value {
            sink.push(values::wrong_type(node, "color", "a colour or the name of one"));
            return None;
        }
        let Spanned { value, span: place } = values::text(node, "color", sink)?;
        let own = self.palette.iter().find(|(name, _)| *name == value).map(|(_, color)| *color);
        let purpose = || self.get(&value, Look::Neutral);
        let word =
            || WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&value)).map(|(_, color)| *color);
        let found = own.or_else(|| Color::from_hex(&value)).or_else(purpose).or_else(word);
        if found.is_none() {
            let names = self.palette.iter().map(|(name, _)| name.as_str());
            let known: Vec<&str> = names.chain(self.named.iter().map(|(name, _)| *name)).collect();
            let message = format!("the colour `{value}` is not known here");
            let hint = match known.is_empty() {
                true => "write it in hexadecimal digits, such as '#0b6e99'".to_owned(),
                false => format!("{} (hexadecimal digits are known too)", suggest(&value, known)),
            };
            sink.push(unused(&place, message).hint(hint));
        }
        found
    }

    /// The colour for a purpose on a ground.
    pub(super) fn get(&self, name: &str, look: Look) -> Option<Color> {
        let (_, [light, dark]) = self.named.iter().find(|(known, _)| *known == name)?;
        if look == Look::Dark { *dark } else { *light }
    }

    /// Lays the colours over those of a look. Greys and tints follow from ground and text, so that they suit both.
    pub fn lay_over(&self, roles: &mut Roles, look: Look) {
        if self.named.is_empty() && self.palette.is_empty() {
            return;
        }
        let get = |name: &str| self.get(name, look);
        let grounds = (get("background"), get("foreground"));
        roles.background = grounds.0.unwrap_or(roles.background);
        roles.text = grounds.1.unwrap_or(roles.text);
        roles.accent = get("primary").unwrap_or(roles.accent);
        let readable = |color: &Color| contrast(*color, roles.background) >= TEXT;
        let tint = |share: f32| roles.background.mix(roles.text, share);
        if grounds != (None, None) || get("secondary").is_some() {
            roles.quiet = get("secondary").filter(readable).unwrap_or_else(|| tint(0.72));
        }
        if grounds != (None, None) {
            (roles.muted, roles.rest) = (tint(0.34), tint(0.12));
            (roles.grid, roles.panel) = (tint(0.17), tint(0.05));
        }
        let apart = |color: &Color| distance(*color, roles.accent, None) >= ALIKE * 2.0;
        let against = ["danger", "warning", "secondary"].into_iter().filter_map(get).find(apart);
        roles.opposite =
            against.filter(|color| contrast(*color, roles.background) >= 2.0).unwrap_or(roles.opposite);
        roles.palette = self.compared(roles, look);
    }

    /// The colours for what is compared: the first is the accent, each next one as far from the last as can be, for
    /// colour-blind readers too.
    fn compared(&self, roles: &Roles, look: Look) -> Vec<Color> {
        let purposes = ["secondary", "tertiary", "success", "info", "warning", "danger"];
        let own = purposes.into_iter().filter_map(|name| self.get(name, look));
        let built_in = roles.palette.iter().copied();
        let mut free: Vec<Color> = Vec::new();
        let brand: Vec<Color> = own.chain(self.palette.iter().map(|(_, color)| *color)).collect();
        let count = brand.len();
        for (index, color) in brand.into_iter().chain(built_in).enumerate() {
            let seen =
                contrast(color, roles.background) >= MARK && distance(color, roles.text, None) >= ALIKE;
            let new = free.iter().chain([&roles.accent]).all(|other| distance(color, *other, None) >= ALIKE);
            // Colours that are not the brand's only fill up.
            if seen && new && (index < count || free.len() < COMPARED - 1) {
                free.push(color);
            }
        }
        let mut palette = vec![roles.accent];
        if count == 0 {
            palette.extend(roles.palette.iter().skip(1));
            return palette;
        }
        while let (Some(last), true) = (palette.last().copied(), palette.len() < COMPARED) {
            let ground = |color: Color| contrast(color, roles.background);
            let parted = |color: Color| contrast(color, last).max(ground(color)).max(ground(last)) >= 3.0;
            // Marks that touch need the line between them to be seen, whatever else.
            let apart =
                |color: &Color| most_alike(*color, last).1 - if parted(*color) { 0.0 } else { 1000.0 };
            let next = (0..free.len()).max_by(|a, b| {
                // Of two that are as far, the one that the brand names first.
                apart(&free[*a]).total_cmp(&apart(&free[*b])).then(b.cmp(a))
            });
            match next {
                Some(at) => palette.push(free.remove(at)),
                None => break,
            }
        }
        palette
    }
}
