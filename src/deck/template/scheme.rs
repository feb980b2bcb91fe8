//! The colours of a template's theme, by the names that slides give them.

use crate::office::opened::Opened;
use crate::reason::Reason;
use crate::theme::SlideColor;
use crate::theme::palette::{Look, Roles, contrast};
use crate::units::Color;

/// The names of colours, as slides give them.
const NAMES: [&str; 10] =
    ["tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];

/// The least contrast between a mark and its background.
const LEAST_MARK: f64 = 3.0;
/// The least contrast between a text and its background.
const LEAST_TEXT: f64 = 4.5;

/// The colours of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme(Vec<(&'static str, Color)>);

impl Scheme {
    /// Reads the theme of a master, with the names that the master gives its colours.
    ///
    /// # Errors
    /// A sentence where the theme is missing.
    pub(super) fn read(opened: &Opened, master: &str) -> Result<Self, Reason> {
        let theme = opened.relations(master)?.into_iter().find(|one| one.kind == "theme");
        let theme = theme.and_then(|one| one.target).ok_or("has a master without a theme")?;
        let document = opened.document(&theme)?;
        let scheme = document.descendants().find(|node| node.tag_name().name() == "clrScheme");
        let scheme = scheme.ok_or("has a theme without colours")?;
        let color = |name: &str| {
            let entry = scheme.children().find(|node| node.tag_name().name() == name)?;
            let value = entry.children().find(|node| node.is_element())?;
            Color::from_hex(&format!("#{}", value.attribute("lastClr").or(value.attribute("val"))?))
        };
        let master = opened.document(master)?;
        let map = master.descendants().find(|node| node.tag_name().name() == "clrMap");
        let usual = |name: &str| match name {
            "tx1" => "dk1".to_owned(),
            "bg1" => "lt1".to_owned(),
            "tx2" => "dk2".to_owned(),
            "bg2" => "lt2".to_owned(),
            other => other.to_owned(),
        };
        let mapped =
            |name: &str| map.and_then(|map| map.attribute(name)).map_or_else(|| usual(name), str::to_owned);
        Ok(Self(NAMES.into_iter().filter_map(|name| Some((name, color(&mapped(name))?))).collect()))
    }

    fn get(&self, name: &str) -> Option<Color> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, color)| *color)
    }

    /// The colours with their names.
    pub fn names(&self) -> Vec<(Color, &'static str)> {
        self.0.iter().map(|(name, color)| (*color, *name)).collect()
    }

    /// The roles of a theme in the colours of the template: those that `chosen` names, and text, background and accent
    /// where they have enough contrast.
    pub fn roles(&self, own: &Roles, chosen: &[SlideColor]) -> Roles {
        let mut roles = own.clone();
        let named = |role: &str| {
            chosen.iter().find(|one| one.role == role).and_then(|one| self.get(one.names.first()?))
        };
        let background = named("background").or(self.get("bg1")).unwrap_or(own.background);
        let is_dark = |color: Color| contrast(color, Color::WHITE) > contrast(color, Color::BLACK);
        if is_dark(background) != is_dark(own.background) {
            // What the template does not say suits its ground.
            roles = own.after_dark().unwrap_or_else(|| Look::Neutral.roles());
        }
        let first = roles.accent;
        for (role, usual, least) in [
            ("background", Some("bg1"), 1.0),
            ("text", Some("tx1"), LEAST_TEXT),
            ("quiet", Some("tx2"), LEAST_TEXT),
            ("panel", None, 1.0),
            ("accent", Some("accent1"), LEAST_MARK),
            ("opposite", None, LEAST_MARK),
            ("muted", None, 1.0),
            ("rest", None, 1.0),
            ("grid", None, 1.0),
        ] {
            let fits = |color: &Color| contrast(*color, background) >= least;
            let color = named(role).or(usual.and_then(|name| self.get(name)).filter(fits));
            if let Some((color, slot)) = color.zip(roles.slot(role)) {
                *slot = color;
            }
        }
        if roles.palette.first() == Some(&first) {
            roles.palette[0] = roles.accent;
        }
        let palette = chosen.iter().find(|one| one.role == "palette");
        let palette: Vec<Color> =
            palette.into_iter().flat_map(|one| &one.names).filter_map(|name| self.get(name)).collect();
        if !palette.is_empty() {
            roles.palette = palette;
        }
        roles
    }
}
