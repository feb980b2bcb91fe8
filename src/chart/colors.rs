//! Assigns colours to rows, columns and segments.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::data::{ChartData, Column, Row, RowKind};
use super::likert::LikertScale;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::chart::ChartSpec;
use crate::survey::names::folded;
use crate::theme::palette::{Roles, contrast};
use crate::theme::text_on;
use crate::units::Color;

/// Minimum contrast of text with its background (WCAG 2.2, success criterion 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;

/// From this number of parts on, neighbouring shades of one hue would look alike.
const MANY_PARTS: usize = 6;

/// The colours that the author chose for single categories or columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColorOverrides(BTreeMap<String, Color>);

impl ColorOverrides {
    /// Resolves roles of the theme and hexadecimal colours; reports what is neither.
    pub fn new(spec: &ChartSpec, roles: &Roles, sink: &Diagnostics) -> Self {
        let mut chosen = BTreeMap::new();
        for (name, color) in &spec.colors {
            let named = roles.named();
            let role = named.iter().find(|(role, _)| *role == color.value).map(|(_, color)| *color);
            match role.or_else(|| Color::from_hex(&color.value)) {
                // Of the same name in two forms, the first counts.
                Some(found) => {
                    _ = chosen.entry(folded(&name.value).into_owned()).or_insert(roles.visible(found));
                }
                None => {
                    let message = format!("`{}` is neither a role of the theme nor a colour", color.value);
                    let hint = suggest(&color.value, named.map(|(role, _)| role));
                    sink.push(Diagnostic::error(Code::UnknownColor, color.span.clone(), message).hint(hint));
                }
            }
        }
        Self(chosen)
    }

    /// The colour that the author gave to this name.
    pub fn given(&self, name: &str) -> Option<Color> {
        self.0.get(&*folded(name)).copied()
    }

    /// The same colours also for the short names that a drawing prints.
    pub fn charted(&self, shown: &ChartData) -> Cow<'_, Self> {
        let short = shown.short_names();
        let own =
            short.iter().filter_map(|(name, short)| Some((folded(short).into_owned(), self.given(name)?)));
        let own: Vec<(String, Color)> = own.collect();
        match own.is_empty() {
            true => Cow::Borrowed(self),
            false => Cow::Owned(Self(self.0.clone().into_iter().chain(own).collect())),
        }
    }

    /// One colour per row, for charts whose rows are separate marks: accent for highlighted rows, else muted.
    pub fn rows(&self, shown: &ChartData, roles: &Roles) -> Vec<Color> {
        let any = shown.has_emphasis();
        let color = |row: &Row| {
            self.given(&row.name).unwrap_or(match row.kind {
                RowKind::Missing | RowKind::Remainder => roles.rest,
                _ if row.highlighted => roles.accent,
                // Parts of a highlighted net get a lighter accent.
                _ if row.part_of.is_some_and(|net| shown.rows[net].highlighted) => {
                    roles.accent.mix(roles.background, 0.45)
                }
                _ if any => roles.muted,
                _ => roles.accent,
            })
        };
        shown.rows.iter().map(color).collect()
    }

    /// One colour per line: accent for highlighted lines and muted colours for the others; without highlights the
    /// palette in order.
    pub fn lines(&self, shown: &ChartData, roles: &Roles) -> Vec<Color> {
        let any = shown.rows.iter().any(|row| row.highlighted);
        let color = |(index, (row, plain)): (usize, (&Row, Color))| match any || shown.rows.len() == 1 {
            true => plain,
            false => self.given(&row.name).unwrap_or(roles.category(index)),
        };
        shown.rows.iter().zip(self.rows(shown, roles)).enumerate().map(color).collect()
    }

    /// One colour per part of a whole: a ramp, or accent and greys if something is highlighted. Many parts that are no
    /// steps of a scale get several hues. A part is given by name, whether it is highlighted, and whether it is the
    /// remainder or non-response.
    pub fn parts(&self, names: &[(String, bool, bool)], shown: &ChartData, roles: &Roles) -> Vec<Color> {
        let any = names.iter().any(|(_, highlighted, _)| *highlighted);
        let plain = names.iter().filter(|(_, highlighted, rest)| !(*rest || (any && *highlighted))).count();
        let ramp = match any {
            true => greys(plain, roles),
            false if plain >= MANY_PARTS && !shown.is_scale() => hues(plain, roles),
            false => roles.ramp(plain),
        };
        let mut next = ramp.into_iter();
        names
            .iter()
            .map(|(name, highlighted, rest)| {
                let default = match (rest, any && *highlighted) {
                    (true, _) => roles.rest,
                    (_, true) => roles.accent,
                    _ => next.next().unwrap_or(roles.muted),
                };
                self.given(name).unwrap_or_else(|| legible(default, roles))
            })
            .collect()
    }

    /// One colour per part of a scale: two hues, darkest at the ends; grey for the neutral part and for parts off
    /// the scale.
    pub fn scale(&self, names: &[&str], scale: &LikertScale, roles: &Roles) -> Vec<Color> {
        let mut colors = vec![roles.rest; names.len()];
        // Each side is darkest at its outer end; where agreement lies to the left, the hues change sides.
        let (left, right) = match scale.positive_left {
            false => roles.sides(scale.left.len(), scale.right.len()),
            true => {
                let (negative, positive) = roles.sides(scale.right.len(), scale.left.len());
                (positive.into_iter().rev().collect(), negative.into_iter().rev().collect::<Vec<Color>>())
            }
        };
        for (at, color) in scale.left.iter().zip(left).chain(scale.right.iter().zip(right)) {
            colors[*at] = legible(color, roles);
        }
        if let Some(at) = scale.neutral {
            colors[at] = legible(roles.neutral(), roles);
        }
        names.iter().zip(colors).map(|(name, color)| self.given(name).unwrap_or(color)).collect()
    }

    /// One colour per column of a grouped chart.
    pub fn columns(&self, columns: &[Column], roles: &Roles) -> Vec<Color> {
        let any = columns.iter().any(|column| column.highlighted);
        // Beside a highlighted column the others stay apart by their grey, or a legend could not name them.
        let is_plain = |column: &&Column| !column.remainder && !column.highlighted;
        let mut greys = greys(columns.iter().filter(is_plain).count(), roles).into_iter();
        let mut color = |(index, column): (usize, &Column)| {
            let default = match (column.remainder, any, column.highlighted) {
                (true, ..) => roles.rest,
                (_, true, true) => roles.accent,
                (_, true, false) => greys.next().unwrap_or(roles.muted),
                _ => roles.category(index),
            };
            self.given(&column.name).unwrap_or(default)
        };
        columns.iter().enumerate().map(&mut color).collect()
    }
}

/// The colour, lightened until text on it is legible: in the middle of a ramp, neither dark nor light text is.
pub(crate) fn legible(fill: Color, roles: &Roles) -> Color {
    let contrast = |fill: Color| contrast(text_on(fill, roles), fill);
    let lightened = (0..=20).map(|step| fill.mix(roles.background, 0.04 * step as f32));
    lightened.into_iter().find(|fill| contrast(*fill) >= TEXT_CONTRAST).unwrap_or(fill)
}

/// The colours of the palette, each dark and then light: no more than two neighbours share a hue. A ramp where the
/// palette has too few, or where all are grey.
fn hues(count: usize, roles: &Roles) -> Vec<Color> {
    let is_grey = |color: Color| color.r == color.g && color.g == color.b;
    if count > roles.palette.len() * 2 || roles.palette.iter().all(|color| is_grey(*color)) {
        return roles.ramp(count);
    }
    let color = |index: usize| match index % 2 {
        0 => roles.category(index / 2),
        _ => roles.category(index / 2).mix(roles.background, 0.55),
    };
    (0..count).map(color).collect()
}

/// Shades of the muted colour that differ from each other and from the remainder.
fn greys(count: usize, roles: &Roles) -> Vec<Color> {
    let dark = roles.muted.mix(roles.text, 0.38);
    let light = roles.muted.mix(roles.background, 0.3);
    match count {
        0 => Vec::new(),
        1 => vec![roles.muted],
        _ => (0..count).map(|i| dark.mix(light, i as f32 / (count - 1) as f32)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ChartData, ColorOverrides, Roles};
    use crate::survey::series::Unit;

    #[test]
    fn no_more_than_two_neighbouring_parts_share_a_hue() {
        let roles = Roles::default();
        let names: Vec<(String, bool, bool)> = (0..7).map(|at| (format!("p{at}"), false, false)).collect();
        let colors = ColorOverrides::default().parts(&names, &ChartData::bare(Unit::Count), &roles);
        for (at, color) in colors.iter().enumerate() {
            assert_eq!(colors.iter().filter(|other| *other == color).count(), 1, "{at}");
        }
        assert_eq!(colors[0], roles.category(0));
        assert_eq!(colors[2], roles.category(1));
    }
}
