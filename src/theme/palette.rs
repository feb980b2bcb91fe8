//! Colour roles, palettes, and the contrast between colours.

use crate::units::Color;

/// Maximum number of colours in a palette: each is compared with all others.
pub const MOST_COLORS: usize = 256;

/// Least contrast of a mark with its ground (WCAG 2.2, success criterion 1.4.11).
const MARK_CONTRAST: f64 = 3.0;

/// Colours by purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    /// The background of pages and images.
    pub background: Color,
    /// Text.
    pub text: Color,
    /// Secondary text: footers, ticks, captions.
    pub quiet: Color,
    /// Highlighted marks.
    pub accent: Color,
    /// The negative side of a scale; the positive side has the accent colour.
    pub opposite: Color,
    /// Marks that are not highlighted.
    pub muted: Color,
    /// Remainder and non-response.
    pub rest: Color,
    /// Grid lines, rules and borders.
    pub grid: Color,
    /// The background of tiles and table headers.
    pub panel: Color,
    /// Colours of compared columns; in this order, colour-blind readers can tell neighbours apart.
    pub palette: Vec<Color>,
    /// Colours from low to high, for heat maps and the parts of an ordered whole. If empty, tints of the accent
    /// are used.
    pub sequential: Vec<Color>,
    /// Colours from one end of a scale through its middle to the other. If empty, tints of `opposite` and `accent`
    /// are used.
    pub diverging: Vec<Color>,
}

impl Default for Roles {
    fn default() -> Self {
        Self {
            background: Color::WHITE,
            text: Color::new(0x16, 0x23, 0x2d),
            quiet: Color::new(0x52, 0x60, 0x6b),
            accent: Color::new(0x00, 0x64, 0x7d),
            opposite: Color::new(0xb3, 0x5a, 0x00),
            muted: Color::new(0xa9, 0xbc, 0xc5),
            rest: Color::new(0xe4, 0xe8, 0xeb),
            grid: Color::new(0xd5, 0xdc, 0xe1),
            panel: Color::new(0xf1, 0xf5, 0xf7),
            palette: vec![
                Color::new(0x00, 0x64, 0x7d),
                Color::new(0xe6, 0x9f, 0x00),
                Color::new(0x8c, 0x3b, 0x6f),
                Color::new(0x56, 0xb4, 0xe9),
                Color::new(0x4d, 0x5a, 0x63),
                Color::new(0xd5, 0x5e, 0x00),
            ],
            sequential: Vec::new(),
            diverging: Vec::new(),
        }
    }
}

/// The built-in looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Dark on white, for paper and screens.
    Neutral,
    /// Light on dark, for screens.
    Dark,
}

impl Look {
    /// The words that authors write, each with its look and what it is for.
    pub const WORDS: [(&'static str, Self, &'static str); 2] = [
        ("neutral", Self::Neutral, "dark on white, for paper and screens"),
        ("dark", Self::Dark, "light on dark, for screens"),
    ];

    /// Its colours.
    pub fn roles(self) -> Roles {
        match self {
            Self::Neutral => Roles::default(),
            Self::Dark => Roles::dark(),
        }
    }
}

impl Roles {
    /// Light on dark: text has a contrast of at least 7:1, marks of 3:1.
    fn dark() -> Self {
        Self {
            background: Color::new(0x10, 0x18, 0x1f),
            text: Color::new(0xf0, 0xf4, 0xf7),
            quiet: Color::new(0xa9, 0xb6, 0xbf),
            accent: Color::new(0x48, 0xbf, 0xdd),
            opposite: Color::new(0xf2, 0xa6, 0x5a),
            muted: Color::new(0x5c, 0x71, 0x7f),
            rest: Color::new(0x36, 0x43, 0x4d),
            grid: Color::new(0x3a, 0x48, 0x53),
            panel: Color::new(0x1c, 0x26, 0x2e),
            palette: vec![
                Color::new(0x48, 0xbf, 0xdd),
                Color::new(0xe9, 0xa8, 0x20),
                Color::new(0xc9, 0x8b, 0xb9),
                Color::new(0xd8, 0xf0, 0xff),
                Color::new(0x8d, 0x9a, 0xa3),
                Color::new(0xe8, 0x74, 0x3b),
            ],
            sequential: Vec::new(),
            diverging: Vec::new(),
        }
    }

    /// The colours of the same theme after dark: its own accent, opposite and palettes, as light as a dark ground needs;
    /// `None` where the theme itself is dark.
    pub fn after_dark(&self) -> Option<Self> {
        if luminance(self.background) < luminance(self.text) {
            return None;
        }
        let dark = Self::dark();
        if *self == Self::default() {
            return Some(dark);
        }
        let ground = dark.background;
        // Steps of a tenth towards white; white itself has enough contrast.
        let lit = |color: Color, least: f64| {
            let steps = (0..=10).map(|step| color.mix(Color::WHITE, step as f32 / 10.0));
            let mut steps = steps.skip_while(|color| contrast(*color, ground) < least);
            steps.next().unwrap_or(Color::WHITE)
        };
        let all = |colors: &[Color]| colors.iter().map(|color| lit(*color, 3.0)).collect();
        Some(Self {
            accent: lit(self.accent, 5.0),
            opposite: lit(self.opposite, 5.0),
            palette: all(&self.palette),
            sequential: self.sequential.clone(),
            diverging: self.diverging.clone(),
            ..dark
        })
    }

    /// A colour that somebody chose for white paper, lit until it is seen on a dark ground: the black of a party.
    pub fn visible(&self, color: Color) -> Color {
        let is_dark = luminance(self.background) < luminance(self.text);
        let mut lit = (0..=20).map(|step| color.mix(self.text, step as f32 * 0.05));
        let is_seen = |color: &Color| !is_dark || contrast(*color, self.background) >= MARK_CONTRAST;
        lit.find(is_seen).unwrap_or(color)
    }

    /// The colour of a purpose by its name.
    pub fn slot(&mut self, name: &str) -> Option<&mut Color> {
        Some(match name {
            "background" => &mut self.background,
            "text" => &mut self.text,
            "quiet" => &mut self.quiet,
            "accent" => &mut self.accent,
            "opposite" => &mut self.opposite,
            "muted" => &mut self.muted,
            "rest" => &mut self.rest,
            "grid" => &mut self.grid,
            "panel" => &mut self.panel,
            _ => return None,
        })
    }

    /// The names of the roles, as themes and charts use them.
    pub const NAMES: [&'static str; 9] =
        ["background", "text", "quiet", "accent", "opposite", "muted", "rest", "grid", "panel"];

    /// The roles by their names, with their colours.
    pub fn named(&self) -> [(&'static str, Color); 9] {
        [
            ("background", self.background),
            ("text", self.text),
            ("quiet", self.quiet),
            ("accent", self.accent),
            ("opposite", self.opposite),
            ("muted", self.muted),
            ("rest", self.rest),
            ("grid", self.grid),
            ("panel", self.panel),
        ]
    }

    /// The fill of a reference range: faint, so that it does not look like a mark.
    pub fn band(&self) -> Color {
        self.background.mix(self.grid, 0.55)
    }

    /// `count` colours for the parts of an ordered whole: from the accent to a light tint, or the sequential
    /// palette.
    pub fn ramp(&self, count: usize) -> Vec<Color> {
        let share = |step: usize| step as f32 / (count.max(2) - 1) as f32;
        (0..count)
            .map(|step| match self.sequential.is_empty() {
                true => self.accent.mix(self.background, 0.72 * share(step)),
                // The palette runs from low to high, the parts from the strongest colour to the lightest.
                false => between(&self.sequential, 1.0 - share(step)),
            })
            .collect()
    }

    /// The heat map shade of a figure, given its position from the lowest (0) to the highest (1).
    pub fn shade(&self, share: f32) -> Color {
        match self.sequential.is_empty() {
            true => self.panel.mix(self.accent, share),
            false => between(&self.sequential, share),
        }
    }

    /// The colours of the answers on each side of a scale, from left to right: strong at the ends, light inside.
    pub fn sides(&self, negative: usize, positive: usize) -> (Vec<Color>, Vec<Color>) {
        let inward = |step: usize, count: usize| step as f32 / count.max(1) as f32;
        let left = (0..negative).map(|step| match self.diverging.is_empty() {
            true => self.opposite.mix(self.background, 0.5 * inward(step, negative)),
            false => between(&self.diverging, 0.5 * inward(step, negative)),
        });
        let right = (0..positive).map(|at| {
            let step = positive - 1 - at;
            match self.diverging.is_empty() {
                true => self.accent.mix(self.background, 0.5 * inward(step, positive)),
                false => between(&self.diverging, 1.0 - 0.5 * inward(step, positive)),
            }
        });
        (left.collect(), right.collect())
    }

    /// The colour of the neutral answer of a scale.
    pub fn neutral(&self) -> Color {
        if self.diverging.is_empty() { self.grid } else { between(&self.diverging, 0.5) }
    }

    /// The roles in greys of the same luma, for black-and-white print. The palette alternates dark and light
    /// greys.
    #[must_use]
    pub fn greys(&self) -> Self {
        Self {
            background: grey(self.background),
            text: grey(self.text),
            quiet: grey(self.quiet),
            accent: grey(self.accent),
            // The other side of a scale must not look like the accent.
            opposite: grey(self.accent).mix(Color::WHITE, 0.45),
            muted: grey(self.muted),
            rest: grey(self.rest),
            grid: grey(self.grid),
            panel: grey(self.panel),
            // Dark and light alternate, so that neighbours differ.
            palette: [0x28, 0xb4, 0x6e, 0xd2, 0x4b, 0x96]
                .map(|level| Color::new(level, level, level))
                .to_vec(),
            sequential: self.sequential.iter().copied().map(grey).collect(),
            // Left out: if both ends had the same luma, they would become the same grey.
            diverging: Vec::new(),
        }
    }

    /// The colour of the compared column at `index`. After the end of the palette its colours come again, lighter and then
    /// darker, so that no two columns share one.
    pub fn category(&self, index: usize) -> Color {
        let count = self.palette.len().max(1);
        let color = self.palette.get(index % count).copied().unwrap_or(self.accent);
        let round = index / count;
        let share = 1.0 - 0.5f32.powi(round.div_ceil(2).min(8) as i32);
        match round {
            0 => color,
            _ if round % 2 == 1 => color.mix(self.background, share),
            _ => color.mix(self.text, share),
        }
    }
}

/// Interpolates a palette at `position`, from 0 (first colour) to 1 (last colour).
fn between(palette: &[Color], position: f32) -> Color {
    let at = position.clamp(0.0, 1.0) * (palette.len().max(1) - 1) as f32;
    let (first, rest) = (at.floor() as usize, at.fract());
    let next = (first + 1).min(palette.len() - 1);
    palette[first].mix(palette[next], rest)
}

/// The grey with the same luma (ITU-R BT.709, on gamma-encoded values).
fn grey(color: Color) -> Color {
    let luma = 0.2126 * f32::from(color.r) + 0.7152 * f32::from(color.g) + 0.0722 * f32::from(color.b);
    let level = luma.round() as u8;
    Color::new(level, level, level)
}

/// Linear intensity of an sRGB channel, 0 to 1 (IEC 61966-2-1).
pub(crate) fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

/// Relative luminance, 0 to 1 (WCAG 2.2, from sRGB).
pub fn luminance(color: Color) -> f64 {
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

/// Contrast ratio of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3).
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::{Look, contrast};

    #[test]
    fn each_look_is_readable() {
        for (name, look, _) in Look::WORDS {
            let roles = look.roles();
            for ground in [roles.background, roles.panel] {
                assert!(contrast(roles.text, ground) >= 7.0, "{name}: text");
                assert!(contrast(roles.quiet, ground) >= 4.5, "{name}: quiet");
                assert!(contrast(roles.accent, ground) >= 4.5, "{name}: accent");
            }
            assert!(contrast(roles.accent, roles.muted) >= 1.5, "{name}: highlighted marks stand out");
        }
    }
}
