//! Comparisons: a word between two names of the same kind.

use super::super::claim::{Claim, Kind, Subject};
use super::super::cue::{Cue, Modifier};
use super::super::lexicon::Item;
use super::super::mentions::{Axis, Mention};
use super::{LESS, MORE, Sentence};

/// A comparison and what it compares are at most so many words apart.
const REACH: usize = 7;
/// A factor in words is taken as rounded.
const TIMES: (f64, f64) = (0.87, 1.16);

impl Sentence<'_> {
    /// "A häufiger als B", "A vor B", "doppelt so viele A wie B".
    pub(super) fn comparisons(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let before = &self.items[..at];
            let comparative = |wanted: &dyn Fn(&Cue) -> Option<(f64, f64)>| {
                let near = before.iter().rev().take_while(|one| item.first - one.last <= 14);
                near.filter_map(|one| Some((wanted(&one.cue)?, one))).next()
            };
            let starts_share = self.quantities.iter().any(|quantity| quantity.first == item.first);
            let bridge = match item.cue {
                Cue::Than if self.is_inflected_name(item.first) => Some((MORE, item.first - 1)),
                Cue::Than => comparative(&|cue| degree(cue).or_else(|| self.feeling(cue)))
                    .map(|(ratio, one)| (ratio, one.first)),
                Cue::Modify(Modifier::Above) if !starts_share && self.ends_in_than(item) => {
                    Some((MORE, item.first))
                }
                Cue::Modify(Modifier::Below) if !starts_share && self.ends_in_than(item) => {
                    Some((LESS, item.first))
                }
                Cue::As => comparative(&factor).map(|(ratio, one)| (self.modified(one, ratio), one.first)),
                Cue::Before => Some((MORE, item.first)),
                Cue::Behind => Some((LESS, item.first)),
                Cue::Beats => Some((MORE, item.first)),
                _ => None,
            };
            let Some((ratio, first)) = bridge else { continue };
            let clause = self.clauses[item.first];
            if self.is_negated(clause) || self.is_negated(self.clauses[first]) {
                continue;
            }
            let Some((subject, other, last)) = self.sides(item) else { continue };
            let amount =
                self.amounts().into_iter().find(|(_, from, to)| *to < item.first && item.first - *from <= 8);
            let factor_before = match item.cue {
                Cue::Than => comparative(&factor).map(|(ratio, _)| ratio),
                _ => None,
            };
            let (low, high) = factor_before.unwrap_or(ratio);
            let kind = Kind::Ratio(low, high, amount.map(|(amount, ..)| amount));
            claims.push(Claim { other: Some(other), ..self.claim(kind, subject, (first, last)) });
        }
        claims.extend(self.significant());
        claims
    }

    /// "A holt gegenüber B auf."
    pub(super) fn closing(&self) -> Option<Claim> {
        let item = self.items.iter().find(|item| item.cue == Cue::Closing)?;
        let rows: Vec<&Mention> = self.mentions.iter().filter(|mention| mention.axis == Axis::Row).collect();
        let [one, other] = &rows[..] else { return None };
        if self.is_negated(self.clauses[item.first]) {
            return None;
        }
        let side = |mention: &Mention| Subject { rows: mention.names.clone(), ..Subject::default() };
        let claim = self.claim(Kind::Closing, side(one), (item.first, item.last));
        Some(Claim { other: Some(side(other)), ..claim })
    }

    /// Whether the word before `als` is the comparative of a name: "zufriedener als".
    fn is_inflected_name(&self, than: usize) -> bool {
        let Some(before) = than.checked_sub(1) else { return false };
        let named =
            self.mentions.iter().any(|mention| mention.axis == Axis::Row && mention.tokens.contains(&before));
        named && self.tokens[before].word.ends_with("er")
    }

    /// The ratio that a comparative of opinion claims of the only answer that is named: who is more pessimistic gives a
    /// good answer less often.
    fn feeling(&self, cue: &Cue) -> Option<(f64, f64)> {
        let Cue::Feels(side) = cue else { return None };
        let rows = self.mentions.iter().filter(|mention| mention.axis == Axis::Row);
        let mut sides = rows.flat_map(|mention| &mention.names).map(|row| self.stances.get(*row).copied());
        let first = sides.next().flatten()?;
        if !sides.all(|side| side == Some(first)) {
            return None;
        }
        match side * first {
            1 => Some(MORE),
            -1 => Some(LESS),
            _ => None,
        }
    }

    fn ends_in_than(&self, item: &Item) -> bool {
        matches!(self.tokens[item.last].word.as_str(), "als" | "than")
    }

    /// The two sides of a comparison: the name after the word between them, and the nearest of the same kind before
    /// it.
    fn sides(&self, item: &Item) -> Option<(Subject, Subject, usize)> {
        let reach = if matches!(item.cue, Cue::Before | Cue::Behind | Cue::Beats) { 4 } else { REACH };
        let after = self.mentions.iter().find(|mention| mention.first > item.last)?;
        if after.first - item.last > reach || self.has_border(item.last, after.first) {
            return None;
        }
        let before = self.mentions.iter().rev().filter(|mention| mention.last < item.first);
        let before =
            before.filter(|mention| mention.axis == after.axis).find(|mention| mention.names != after.names);
        // A verb or preposition joins what is right beside it.
        let is_tight = matches!(item.cue, Cue::Before | Cue::Behind | Cue::Beats);
        let before = match before {
            Some(before) if is_tight && item.first - before.last > 6 => return None,
            Some(before) => before.names.clone(),
            // "Mehr als 2019": the latest wave is meant.
            None if !is_tight && after.axis == Axis::Column => {
                let latest = *self.waves.last()?;
                let is_earlier = after.names.iter().all(|name| self.waves.contains(name) && *name != latest);
                if is_earlier { vec![latest] } else { return None }
            }
            None => return None,
        };
        // The same name twice is one; a year that is compared with is none.
        let mut context: Vec<&Mention> = Vec::new();
        for mention in self.mentions.iter().filter(|one| one.axis != after.axis && !self.is_reference(one)) {
            if !context.iter().any(|known| known.names == mention.names) {
                context.push(mention);
            }
        }
        let context: Vec<usize> = match &context[..] {
            [] => Vec::new(),
            [only] => only.names.clone(),
            _ => return None,
        };
        let side = |names: Vec<usize>| match after.axis {
            Axis::Row => Subject { grouped: names.len() > 1, rows: names, columns: context.clone() },
            Axis::Column => Subject { grouped: context.len() > 1, rows: context.clone(), columns: names },
        };
        Some((side(before), side(after.names.clone()), after.last))
    }

    fn has_border(&self, from: usize, to: usize) -> bool {
        self.tokens[from..to].iter().any(|token| matches!(token.word.as_str(), ";" | "," | ":" | "("))
    }

    /// "A und B unterscheiden sich signifikant."
    fn significant(&self) -> Option<Claim> {
        let item = self.items.iter().find(|item| item.cue == Cue::Significant)?;
        if self.items.iter().any(|item| item.cue == Cue::Not) {
            return None;
        }
        for (axis, other_axis) in [(Axis::Column, Axis::Row), (Axis::Row, Axis::Column)] {
            let sides: Vec<&Mention> = self.mentions.iter().filter(|mention| mention.axis == axis).collect();
            let context: Vec<usize> = self
                .mentions
                .iter()
                .filter(|mention| mention.axis == other_axis)
                .flat_map(|mention| mention.names.clone())
                .collect();
            let [one, other] = &sides[..] else { continue };
            let side = |mention: &Mention| match axis {
                Axis::Row => {
                    Subject { rows: mention.names.clone(), columns: context.clone(), grouped: false }
                }
                Axis::Column => {
                    Subject { rows: context.clone(), columns: mention.names.clone(), grouped: false }
                }
            };
            let claim = self.claim(Kind::Differ, side(one), (item.first, item.last));
            return Some(Claim { other: Some(side(other)), ..claim });
        }
        None
    }

    /// The ratios that "doppelt so viele" fits, with the modifier before it.
    fn modified(&self, item: &Item, (low, high): (f64, f64)) -> (f64, f64) {
        let factor = low / TIMES.0;
        match self.modifier_before(item) {
            Some(Modifier::Above) if factor < 1.0 => (0.0, factor),
            Some(Modifier::Above | Modifier::AtLeast) => (0.985 * factor, f64::INFINITY),
            Some(Modifier::Below) => (1.0, factor),
            Some(Modifier::JustBelow) => (0.8 * factor, 1.02 * factor),
            Some(Modifier::JustAbove) => (0.98 * factor, 1.25 * factor),
            Some(_) => (0.8 * factor, 1.2 * factor),
            None => (low, high),
        }
    }
}

/// The ratio that a comparative claims.
fn degree(cue: &Cue) -> Option<(f64, f64)> {
    match cue {
        Cue::More | Cue::Modify(Modifier::Above) => Some(MORE),
        Cue::Less | Cue::Modify(Modifier::Below) => Some(LESS),
        _ => None,
    }
}

/// The ratio that "twice as many" claims.
fn factor(cue: &Cue) -> Option<(f64, f64)> {
    match cue {
        Cue::Times(factor) => Some((TIMES.0 * factor, TIMES.1 * factor)),
        _ => None,
    }
}
