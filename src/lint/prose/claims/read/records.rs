//! What is alike, and what is so for the first time, more than ever, or less.

use super::super::claim::{Claim, End, Kind, Subject};
use super::super::cue::Cue;
use super::super::mentions::{Axis, Mention};
use super::Sentence;

impl Sentence<'_> {
    /// "A und B liegen gleichauf", "2018 waren es ebenso viele".
    pub(super) fn alike(&self) -> Option<Claim> {
        let item = self.items.iter().find(|item| item.cue == Cue::Level)?;
        if self.items.iter().any(|item| item.cue == Cue::Not) {
            return None;
        }
        let of = |axis: Axis| self.distinct(axis);
        for (axis, context) in [(Axis::Row, of(Axis::Column)), (Axis::Column, of(Axis::Row))] {
            let sides = of(axis);
            let ([one, other], [] | [_]) = (&sides[..], &context[..]) else { continue };
            let context = context.first().map(|mention| mention.names.clone()).unwrap_or_default();
            let side = |mention: &Mention| match axis {
                Axis::Row => {
                    let grouped = mention.names.len() > 1;
                    Subject { rows: mention.names.clone(), columns: context.clone(), grouped }
                }
                Axis::Column => {
                    let grouped = context.len() > 1;
                    Subject { rows: context.clone(), columns: mention.names.clone(), grouped }
                }
            };
            let claim = self.claim(Kind::Alike, side(one), (item.first, item.last));
            return Some(Claim { other: Some(side(other)), ..claim });
        }
        None
    }

    /// "So viele wie nie": the latest wave is the highest, or the one that is named.
    pub(super) fn records(&self) -> Vec<Claim> {
        let record = |item: &super::Item| match item.cue {
            Cue::Record => Some(End::Top),
            Cue::Low => Some(End::Bottom),
            _ => None,
        };
        let claims = self.items.iter().filter_map(|item| {
            let end = record(item).filter(|_| !self.waves.is_empty())?;
            let clause = self.clauses[item.first];
            // "After the record of 2022" is about the past.
            let is_past = (item.first.saturating_sub(3)..item.first).any(|at| {
                ["nach", "after", "following", "from", "seit"].contains(&self.tokens[at].word.as_str())
            });
            if self.is_negated(clause) || is_past {
                return None;
            }
            let rows = self.named_rows(clause).or_else(|| self.near(item.first, clause))?;
            let mut columns = self.columns(clause, item.first, item.last);
            if columns.is_empty() {
                columns.extend(self.waves.last());
            }
            let kind = Kind::Rank { least: 1, most: 1, end, of_groups: true };
            let subject = Subject { rows, columns, grouped: false };
            Some(self.claim(kind, subject, (item.first, item.last)))
        });
        claims.collect()
    }

    /// "Erstmals eine Mehrheit": no earlier wave had such a share.
    pub(super) fn firsts(&self) -> Vec<Claim> {
        let Some(first) = self.items.iter().find(|item| item.cue == Cue::First) else { return Vec::new() };
        if self.waves.is_empty() {
            return Vec::new();
        }
        let here = |at: usize| self.clauses[at] == self.clauses[first.first];
        let claims = self.quantities.iter().filter(|one| here(one.first) && one.typed.is_none());
        let claims = claims.filter(|one| !self.is_negated(self.clauses[one.first])).filter_map(|one| {
            let subject = Subject { columns: Vec::new(), ..self.subject(one.first, one.last)? };
            Some(self.claim(Kind::Never(one.low, one.high), subject, (first.first, first.last)))
        });
        claims.collect()
    }

    /// The rows that a clause names.
    fn named_rows(&self, clause: usize) -> Option<Vec<usize>> {
        let here = |mention: &&Mention| mention.axis == Axis::Row && self.clauses[mention.first] == clause;
        let names: Vec<usize> =
            self.mentions.iter().filter(here).flat_map(|mention| mention.names.clone()).collect();
        (!names.is_empty()).then_some(names)
    }

    /// The mentions of rows or columns, each name once; waves that are only compared with count too.
    fn distinct(&self, axis: Axis) -> Vec<&Mention> {
        let mut found: Vec<&Mention> = Vec::new();
        for mention in self.mentions.iter().filter(|mention| mention.axis == axis) {
            if !found.iter().any(|known| known.names == mention.names) {
                found.push(mention);
            }
        }
        found
    }
}
