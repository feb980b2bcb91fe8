//! Colour roles and the contrast between colours.

use crate::units::Color;

/// Colours by what they are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    /// Behind everything.
    pub background: Color,
    /// Text.
    pub text: Color,
    /// Secondary text: footers, ticks, captions.
    pub quiet: Color,
    /// The one thing to look at.
    pub accent: Color,
    /// The other side of a scale whose positive side is the accent.
    pub opposite: Color,
    /// Marks that stand beside it.
    pub muted: Color,
    /// What is not known: remainder, don't know, no answer.
    pub rest: Color,
    /// Grid lines, rules and borders.
    pub grid: Color,
    /// The ground of tiles and table heads.
    pub panel: Color,
    /// Colours of columns that are compared, safe for colour-blind readers in this order.
    pub palette: Vec<Color>,
    /// From the least to the most: the shades of a cross table and the parts of an ordered whole. Without any the accent
    /// gives them.
    pub sequential: Vec<Color>,
    /// From one end of a scale over its middle to the other. Without any the accent and its opposite give them.
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

/// The shipped looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Dark on white, for paper and screens.
    Neutral,
    /// Light on dark, for screens.
    Dark,
}

impl Look {
    /// The words that are written.
    pub const WORDS: [(&'static str, Self); 2] = [("neutral", Self::Neutral), ("dark", Self::Dark)];

    /// Its colours.
    pub fn roles(self) -> Roles {
        match self {
            Self::Neutral => Roles::default(),
            Self::Dark => Roles::dark(),
        }
    }
}

impl Roles {
    /// Text has a contrast of 7:1 and more, marks of 3:1.
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

    /// The roles that a theme or a chart may name, with their colours.
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

    /// The ground of a range that marks are held against: it must not be taken for a mark.
    pub fn band(&self) -> Color {
        self.background.mix(self.grid, 0.55)
    }

    /// `count` steps of one hue from the accent to a light tint: for the parts of an ordered whole.
    pub fn ramp(&self, count: usize) -> Vec<Color> {
        let share = |step: usize| step as f32 / (count.max(2) - 1) as f32;
        (0..count)
            .map(|step| match self.sequential.is_empty() {
                true => self.accent.mix(self.background, 0.72 * share(step)),
                // The palette runs from the least on, the parts from the first.
                false => between(&self.sequential, 1.0 - share(step)),
            })
            .collect()
    }

    /// The shade of a figure that lies at this share, 0 to 1, between the least and the most.
    pub fn shade(&self, share: f32) -> Color {
        match self.sequential.is_empty() {
            true => self.panel.mix(self.accent, share),
            false => between(&self.sequential, share),
        }
    }

    /// The colours of so many answers on each side of a scale, from left to right: dark at the ends, light inside.
    pub fn sides(&self, negative: usize, positive: usize) -> (Vec<Color>, Vec<Color>) {
        let inwards = |step: usize, of: usize| step as f32 / of.max(1) as f32;
        let left = (0..negative).map(|step| match self.diverging.is_empty() {
            true => self.opposite.mix(self.background, 0.5 * inwards(step, negative)),
            false => between(&self.diverging, 0.5 * inwards(step, negative)),
        });
        let right = (0..positive).map(|at| {
            let step = positive - 1 - at;
            match self.diverging.is_empty() {
                true => self.accent.mix(self.background, 0.5 * inwards(step, positive)),
                false => between(&self.diverging, 1.0 - 0.5 * inwards(step, positive)),
            }
        });
        (left.collect(), right.collect())
    }

    /// The colour of a scale's middle.
    pub fn neutral(&self) -> Color {
        if self.diverging.is_empty() { self.grid } else { between(&self.diverging, 0.5) }
    }

    /// The same roles in greys of like lightness; compared things become steps from dark to light.
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
            // Neighbours are far apart: dark and light take turns.
            palette: [0x28, 0xb4, 0x6e, 0xd2, 0x4b, 0x96]
                .map(|level| Color::new(level, level, level))
                .to_vec(),
            sequential: self.sequential.iter().copied().map(grey).collect(),
            // Both ends may be of like lightness: then they would be the same grey.
            diverging: Vec::new(),
        }
    }

    /// The colour of the `index`-th of several things that are compared.
    pub fn category(&self, index: usize) -> Color {
        self.palette.get(index % self.palette.len().max(1)).copied().unwrap_or(self.accent)
    }
}

/// The colour at this share, 0 to 1, of the way through a palette.
fn between(palette: &[Color], share: f32) -> Color {
    let at = share.clamp(0.0, 1.0) * (palette.len().max(1) - 1) as f32;
    let (first, rest) = (at.floor() as usize, at.fract());
    let next = (first + 1).min(palette.len() - 1);
    palette[first].mix(palette[next], rest)
}

/// The grey of like lightness (luma of Rec. 709).
fn grey(color: Color) -> Color {
    let luma = 0.2126 * f32::from(color.r) + 0.7152 * f32::from(color.g) + 0.0722 * f32::from(color.b);
    let level = luma.round() as u8;
    Color::new(level, level, level)
}

/// The light of a channel, 0 to 1 (IEC 61966-2-1).
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
    fn each_look_can_be_read() {
        for (name, look) in Look::WORDS {
            let roles = look.roles();
            for ground in [roles.background, roles.panel] {
                assert!(contrast(roles.text, ground) >= 7.0, "{name}: text");
                assert!(contrast(roles.quiet, ground) >= 4.5, "{name}: quiet");
                assert!(contrast(roles.accent, ground) >= 4.5, "{name}: accent");
            }
            assert!(contrast(roles.accent, roles.muted) >= 1.5, "{name}: what is highlighted stands out");
        }
    }
}
