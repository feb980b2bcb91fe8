//! The theme of a deck: its colours by purpose and its fonts by name.

use crate::office::theme;
use crate::office::xml::rgb;
use crate::theme::palette::Roles;
use crate::units::Color;

/// The colours and fonts that slides and charts refer to.
#[derive(Debug, Clone)]
pub struct Ink {
    /// The colours by purpose.
    pub roles: Roles,
    /// The name of the fonts.
    pub font: String,
    /// The six accents of the theme: the accent colour and those that tell columns apart.
    accents: Vec<Color>,
    /// The names of the theme's colours.
    names: Vec<(Color, String)>,
}

impl Ink {
    /// Colours and fonts of a theme.
    pub fn new(roles: &Roles, font: &str) -> Self {
        let mut accents = vec![roles.accent];
        for color in roles.palette.iter().chain([&roles.opposite, &roles.muted, &roles.quiet, &roles.rest]) {
            if accents.len() < 6 && !accents.contains(color) {
                accents.push(*color);
            }
        }
        accents.resize(6, roles.accent);
        let mut names = vec![
            (roles.text, "tx1".to_owned()),
            (roles.background, "bg1".to_owned()),
            (roles.quiet, "tx2".to_owned()),
            (roles.panel, "bg2".to_owned()),
        ];
        names.extend((1..).zip(&accents).map(|(at, color)| (*color, format!("accent{at}"))));
        Self { roles: roles.clone(), font: font.to_owned(), accents, names }
    }

    /// Colours and fonts in a theme that names these colours.
    pub fn in_scheme(roles: &Roles, font: &str, names: &[(Color, &str)]) -> Self {
        let names = names.iter().map(|(color, name)| (*color, (*name).to_owned())).collect();
        Self { names, ..Self::new(roles, font) }
    }

    /// A colour, by its place in the theme where it has one, so that it follows when somebody changes the theme.
    pub fn color(&self, color: Color) -> String {
        match self.names.iter().find(|(one, _)| *one == color) {
            Some((_, name)) => format!("<a:schemeClr val=\"{name}\"/>"),
            None => format!("<a:srgbClr val=\"{}\"/>", rgb(color)),
        }
    }

    /// A fill of one colour.
    pub fn fill(&self, color: Color) -> String {
        format!("<a:solidFill>{}</a:solidFill>", self.color(color))
    }

    /// A line of this width in points.
    pub fn line(&self, color: Color, width: f32) -> String {
        format!("<a:ln w=\"{}\">{}</a:ln>", super::frame::emu(width), self.fill(color))
    }

    /// The theme as a part.
    pub(super) fn xml(&self, name: &str) -> String {
        let roles = &self.roles;
        let mut colors = [roles.accent; 12];
        let [dark, light, second_dark, second_light, accents @ .., link, followed] = &mut colors;
        (*dark, *light, *second_dark, *second_light) =
            (roles.text, roles.background, roles.quiet, roles.panel);
        accents.iter_mut().zip(&self.accents).for_each(|(place, accent)| *place = *accent);
        (*link, *followed) = (roles.accent, roles.quiet);
        theme::theme(name, &colors.map(rgb), &self.font)
    }
}

/// The namespaces of a part of PresentationML.
pub(super) const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
