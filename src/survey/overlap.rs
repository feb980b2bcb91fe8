//! Answers of the same respondents: how many gave two of them, and whether one was given more often by more than chance.
//!
//! Two shares p and q of one sample, both given by a share b, have the correlation (b − p q) / √(p (1 − p) q (1 − q)). With it
//! they are tested as two shares of a panel: R. G. Newcombe, "Improved confidence intervals for the difference between binomial
//! proportions based on paired data", Statistics in Medicine 17 (1998), method 10 without its correction. With a design of the
//! sample, t = (p − q) / √Var(p − q), whose variance follows from the design.

use super::distributions::t_two_sided;
use super::intervals::{Samples, p_value};
use super::series::{By, Net, QuestionType, Series, Unit};

/// More answers than this are not compared each with each.
pub const MOST_ANSWERS: usize = 60;

/// What two answers of a question have in common, by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pairs {
    /// The share of those who gave both, in percent, by pair.
    pub both: Vec<f64>,
    /// The variance of the difference of the two shares by the design of the sample, by pair; empty without a design.
    pub variances: Vec<f64>,
    /// The degrees of freedom of these variances.
    pub freedom: f64,
}

/// The place of a pair among those of so many rows: the first with the second, third and so on, then the second.
pub fn place(one: usize, other: usize, rows: usize) -> usize {
    let (first, second) = (one.min(other), one.max(other));
    first * rows - first * (first + 1) / 2 + second - first - 1
}

impl Series {
    /// The place of a row of figures: of a category, or behind these of a net.
    pub fn row(&self, name: &str) -> Option<usize> {
        let net = || self.nets.iter().position(|net| super::names::same(&net.name, name));
        self.category(name).or_else(|| net().map(|net| self.categories.len() + net))
    }

    /// The share of those who gave both of two answers, in percent; `None` where nobody knows.
    pub fn both(&self, one: usize, other: usize, column: usize) -> Option<f64> {
        let rows = self.categories.len() + self.nets.len();
        if let Some(pairs) = self.pairs.get(column).filter(|pairs| !pairs.both.is_empty()) {
            return pairs.both.get(place(one, other, rows)).copied();
        }
        let adds_up = matches!(self.question_type, QuestionType::Single | QuestionType::Scale);
        if !adds_up || self.by == By::Item {
            return None;
        }
        // Who gave one answer gave no other one: only nets that share answers share respondents.
        let parts = |row: usize| match row.checked_sub(self.categories.len()) {
            None => vec![row],
            Some(net) => self.nets.get(net).map(|net: &Net| net.parts.clone()).unwrap_or_default(),
        };
        let second = parts(other);
        parts(one).into_iter().filter(|part| second.contains(part)).map(|part| self.exact(part, column)).sum()
    }

    /// The p-value of the difference between two answers of a column, each with its share in percent. `None` if it is not
    /// known how many respondents gave both, or how many were asked.
    pub fn chance_of_answers(
        &self,
        (one, share): (usize, f64),
        (other, second): (usize, f64),
        column: usize,
    ) -> Option<f64> {
        if self.unit != Unit::Percent || self.question_type == QuestionType::Numeric || one == other {
            return None;
        }
        let rows = self.categories.len() + self.nets.len();
        let both = self.both(one, other, column)?;
        if let Some(pairs) = self.pairs.get(column).filter(|pairs| !pairs.variances.is_empty()) {
            let variance = *pairs.variances.get(place(one, other, rows))?;
            if pairs.freedom < 1.0 {
                return None;
            }
            return (variance > 0.0).then(|| t_two_sided((share - second) / variance.sqrt(), pairs.freedom));
        }
        let name = self.columns.get(column).map_or("", String::as_str);
        let n = self.base.as_ref()?.effective(name).filter(|n| *n > 0.0)?;
        let (p, q, both) = (share / 100.0, second / 100.0, both / 100.0);
        let spread = (p * (1.0 - p) * q * (1.0 - q)).sqrt();
        let correlation = if spread > 0.0 { (both - p * q) / spread } else { 0.0 };
        Some(p_value((share, n), (second, n), Samples::Panel(correlation)))
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn each_pair_has_a_place() {
        let all: Vec<usize> =
            (0..4).flat_map(|one| (one + 1..4).map(move |other| place(one, other, 4))).collect();
        assert_eq!(all, [0, 1, 2, 3, 4, 5]);
        assert_eq!(place(3, 1, 4), place(1, 3, 4));
    }
}
