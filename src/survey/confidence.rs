//! How sure a survey lets its readers be: how its sample was drawn, the level of intervals and tests, and what is done
//! where many differences are tested at once.

use super::distributions::normal_quantile;
use crate::spec::keys::Choice;

/// How respondents came into the sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampling {
    /// Drawn by chance.
    Probability,
    /// Picked so that they fill quotas.
    Quota,
    /// They chose themselves.
    SelfSelected,
    /// All were asked.
    Census,
}

impl Sampling {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 4] = [
        ("probability", Self::Probability, "drawn by chance"),
        ("quota", Self::Quota, "selected to fill quotas, as in most online panels"),
        (
            "self-selected",
            Self::SelfSelected,
            "anyone who chose to take part, for example through an open link",
        ),
        ("census", Self::Census, "the whole population was asked"),
    ];

    /// Why there is no margin of error, if there is none.
    pub fn forbids_margins(self) -> Option<&'static str> {
        match self {
            Self::SelfSelected => {
                Some("its respondents chose themselves, so no margin of error says how far others differ")
            }
            Self::Census => Some("all were asked, so there is no sampling error"),
            Self::Probability | Self::Quota => None,
        }
    }
}

/// What is done where several differences are tested at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Correction {
    /// Nothing: each test has the level by itself.
    #[default]
    None,
    /// All tests together have the level: C. E. Bonferroni (1936), in the form of O. J. Dunn, "Multiple Comparisons Among
    /// Means", Journal of the American Statistical Association 56 (1961).
    Bonferroni,
    /// Of the differences found, at most the rest to the level is chance: Y. Benjamini and Y. Hochberg, "Controlling the
    /// False Discovery Rate", Journal of the Royal Statistical Society B 57 (1995).
    BenjaminiHochberg,
}

impl Correction {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 3] = [
        ("none", Self::None, "each test by itself"),
        ("bonferroni", Self::Bonferroni, "the tests of a row together have the level"),
        ("benjamini-hochberg", Self::BenjaminiHochberg, "controls the share of false finds in a row"),
    ];

    /// The p-values of tests that are made together, adjusted.
    pub fn adjust(self, values: &mut [f64]) {
        let count = values.len() as f64;
        match self {
            Self::None => {}
            Self::Bonferroni => values.iter_mut().for_each(|p| *p = (*p * count).min(1.0)),
            Self::BenjaminiHochberg => {
                let mut order: Vec<usize> = (0..values.len()).collect();
                order.sort_by(|one, other| values[*other].total_cmp(&values[*one]));
                let mut least = 1.0f64;
                for (below, at) in order.into_iter().enumerate() {
                    least = least.min(values[at] * count / (count - below as f64));
                    values[at] = least;
                }
            }
        }
    }
}

/// How intervals are computed and differences tested.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    /// The level of intervals and tests in percent.
    pub level: f64,
    /// What is done where several differences are tested at once.
    pub correction: Correction,
    /// Columns with fewer respondents are not tested.
    pub least: u32,
}

impl Default for Confidence {
    fn default() -> Self {
        Self { level: 95.0, correction: Correction::None, least: 0 }
    }
}

impl Confidence {
    /// How many standard errors an interval reaches to each side.
    pub fn z(&self) -> f64 {
        normal_quantile(self.level)
    }

    /// Whether a difference with this p-value is significant.
    pub fn is_significant(&self, p: f64) -> bool {
        p < 1.0 - self.level / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::Correction;

    /// R: `p.adjust(c(0.01, 0.04, 0.03, 0.5), method)`.
    #[test]
    fn adjusted_values() {
        let adjusted = |correction: Correction| {
            let mut values = [0.01, 0.04, 0.03, 0.5];
            correction.adjust(&mut values);
            values.map(|p| (p * 1e6).round() / 1e6)
        };
        assert_eq!(adjusted(Correction::None), [0.01, 0.04, 0.03, 0.5]);
        assert_eq!(adjusted(Correction::Bonferroni), [0.04, 0.16, 0.12, 1.0]);
        assert_eq!(adjusted(Correction::BenjaminiHochberg), [0.04, 0.053_333, 0.053_333, 0.5]);
    }
}
