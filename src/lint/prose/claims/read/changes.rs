//! Changes from wave to wave, and the sizes that a sentence states.

use super::super::claim::{Amount, Claim, Kind, Subject};
use super::super::cue::{Cue, Modifier};
use super::super::lexicon::Item;
use super::super::mentions::Axis;
use super::{LESS, MORE, Sentence};

impl Sentence<'_> {
    /// "A steigt um 4 Prozentpunkte", "A hat sich verdoppelt".
    pub(super) fn changes(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for item in &self.items {
            let (low, high) = match item.cue {
                Cue::More | Cue::Less if self.is_over_time(item) => {
                    if item.cue == Cue::More {
                        MORE
                    } else {
                        LESS
                    }
                }
                Cue::Up => MORE,
                Cue::Down => LESS,
                Cue::Flat => (0.93, 1.075),
                Cue::Grown(factor) => self.grown(item, factor),
                _ => continue,
            };
            let clause = self.clauses[item.first];
            // "After the drop of 2020" is about the past.
            let since = |one: &Item| {
                let is_after = ["nach", "after", "following"].contains(&self.tokens[one.first].word.as_str());
                let near = one.last < item.first && item.first - one.last <= 2;
                one.cue == Cue::Since && is_after && near
            };
            if self.is_negated(clause) || self.items.iter().any(since) {
                continue;
            }
            let Some(subject) = self.subject(item.first, item.last) else { continue };
            // Years of the whole sentence say from when to when.
            let years = self.mentions.iter().filter(|mention| mention.axis == Axis::Column);
            let mut columns: Vec<usize> = years.flat_map(|mention| mention.names.clone()).collect();
            // "Mehr als im Vorjahr" means the wave before, not the first.
            if let (true, [.., before, latest]) = (columns.is_empty() && self.has(Cue::Than), &self.waves[..])
            {
                columns = vec![*before, *latest];
            }
            let amount = self
                .amounts()
                .into_iter()
                .find(|(_, from, _)| self.clauses[*from] == clause && self.is_by(*from));
            let kind = Kind::Change(low, high, amount.map(|(amount, ..)| amount));
            claims.push(self.claim(kind, Subject { columns, ..subject }, (item.first, item.last)));
        }
        claims
    }

    /// Whether a comparative compares with an earlier wave: "mehr als im Vorjahr", "more common since 2019".
    fn is_over_time(&self, item: &Item) -> bool {
        let of = |cue: Cue| self.items.iter().filter(move |one| one.cue == cue && one.first > item.last);
        match of(Cue::Than).next() {
            Some(than) => {
                let before = |one: &Item| one.first > than.last && one.first - than.last <= 3;
                of(Cue::Earlier).any(before)
            }
            None => {
                let wave = |since: &Item| {
                    let near = since.last + 1..=since.last + 3;
                    self.mentions.iter().any(|one| one.axis == Axis::Column && near.contains(&one.first))
                };
                !self.waves.is_empty() && of(Cue::Since).any(wave)
            }
        }
    }

    /// The modifier right before an item.
    pub(super) fn modifier_before(&self, item: &Item) -> Option<Modifier> {
        let near = self.items.iter().rev().find(|one| one.last < item.first && item.first - one.last <= 2)?;
        match near.cue {
            Cue::Modify(modifier) => Some(modifier),
            _ => None,
        }
    }

    /// Sizes of changes that no wave of the series can show: "rents rose by 9 %".
    pub(in super::super) fn changes_elsewhere(&self, years: &[i32]) -> Vec<(usize, usize)> {
        let changes = self.items.iter().any(|item| matches!(item.cue, Cue::Up | Cue::Down | Cue::Grown(_)));
        let elsewhere = self.waves.is_empty() || self.is_silent(years);
        // "40 % less traffic": more or less than what is no answer.
        let compared = |last: usize| {
            let is_more = |cue: Cue| {
                matches!(cue, Cue::More | Cue::Less | Cue::Modify(Modifier::Above | Modifier::Below))
            };
            let next = |item: &Item| is_more(item.cue) && item.first == last + 1;
            self.items.iter().any(next)
        };
        let amounts = self.amounts().into_iter().filter(|(amount, first, last)| {
            elsewhere
                && (changes && self.is_by(*first)
                    || self.mentions.is_empty() && !amount.points && compared(*last))
        });
        amounts.map(|(_, first, last)| (first, last)).collect()
    }

    /// Numbers of a thousand or more that say how many there are of something: "there are 7,200 gyms".
    pub(in super::super) fn counted(&self) -> Vec<(usize, usize)> {
        let counts = self.items.iter().filter(|item| item.cue == Cue::Counts);
        let numbers = counts.flat_map(|item| item.last + 1..self.tokens.len().min(item.last + 5));
        let is_large = |at: &usize| self.tokens[*at].number.is_some_and(|(value, _)| value >= 1000.0);
        numbers.filter(is_large).map(|at| (at, at)).collect()
    }

    /// The differences that the sentence states, each with its first and last token.
    pub(in super::super) fn amounts(&self) -> Vec<(Amount, usize, usize)> {
        let pairs = self.items.iter().zip(self.items.iter().skip(1));
        let amounts = pairs.enumerate().filter_map(|(at, (number, unit))| {
            let points = match unit.cue {
                Cue::Points => true,
                Cue::Percent => false,
                _ => return None,
            };
            let (Cue::Number(value), true) = (number.cue, number.last + 1 == unit.first) else { return None };
            let decimals = self.tokens[number.first].number.map_or(0, |(_, decimals)| decimals);
            let about = at > 0 && matches!(self.items[at - 1].cue, Cue::Modify(_));
            Some((Amount { value, decimals, points, about }, number.first, unit.last))
        });
        amounts.collect()
    }

    /// The factors that a verb fits, with the modifier before it.
    fn grown(&self, item: &Item, factor: f64) -> (f64, f64) {
        match self.modifier_before(item) {
            Some(Modifier::Above) if factor > 1.0 => (factor, f64::INFINITY),
            Some(Modifier::Above) => (0.0, factor),
            Some(_) => (0.82 * factor, 1.18 * factor),
            None => (0.9 * factor, 1.12 * factor),
        }
    }

    fn is_by(&self, from: usize) -> bool {
        self.items.iter().any(|item| match item.cue {
            Cue::By => item.last < from && from - item.last <= 3,
            // "Is up 12 %", "a plus of 12 %".
            Cue::Up | Cue::Down => item.last + 1 == from,
            _ => false,
        })
    }
}
