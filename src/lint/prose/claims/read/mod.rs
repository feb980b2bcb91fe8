//! Reads the claims of a sentence. Where it is not certain what a sentence claims, it claims nothing.

mod binding;
mod changes;
mod comparisons;
mod ranks;
mod records;

use super::claim::{Claim, Kind, Subject};
use super::cue::Cue;
use super::lexicon::{Item, Lexicon};
use super::mentions::{Axis, Mention, mentions};
use super::quantities::{Quantity, quantities};
use super::table::Table;
use super::words::{Token, alike};
use crate::language::stance::stance;

/// Longer sentences are not read.
const MOST_TOKENS: usize = 120;
/// Larger, but by how much is open.
const MORE: (f64, f64) = (1.0 + 1e-9, f64::INFINITY);
const LESS: (f64, f64) = (0.0, 1.0 - 1e-9);

/// A sentence with all that is found in it.
pub(super) struct Sentence<'s> {
    pub(super) tokens: &'s [Token],
    pub(super) items: Vec<Item>,
    pub(super) mentions: Vec<Mention>,
    pub(super) quantities: Vec<Quantity>,
    /// The clause of each token.
    clauses: Vec<usize>,
    /// The columns that are waves, the latest last.
    waves: Vec<usize>,
    /// The side of a scale of each row, where a word of opinion needs it.
    stances: Vec<i8>,
}

impl<'s> Sentence<'s> {
    /// Looks for cues, names and shares.
    pub(super) fn new(tokens: &'s [Token], table: &Table<'_>, lexicon: &Lexicon) -> Option<Self> {
        if tokens.len() > MOST_TOKENS {
            return None;
        }
        let plain = lexicon.items(tokens, &[]);
        let asked = |token: &Token| table.asked.iter().any(|stem| alike(lexicon.stem(&token.word), stem));
        let mut named: Vec<bool> = tokens.iter().map(asked).collect();
        let mut shares = vec![false; tokens.len()];
        for share in quantities(tokens, &plain, &named, lexicon) {
            (share.first..=share.last).for_each(|at| shares[at] = true);
        }
        let negations: Vec<usize> =
            plain.iter().filter(|item| item.cue == Cue::Not).map(|item| item.first).collect();
        // "Half of them save" is about who was asked, not about "cash savings".
        let of_filter = |at: &usize| {
            let stem = lexicon.stem(&tokens[*at].word);
            table.filter.iter().any(|known| alike(stem, known))
        };
        let mut mentions = mentions(tokens, table, &shares, &negations, lexicon);
        mentions.retain(|mention| mention.whole || !mention.tokens.iter().all(of_filter));
        let mut taken = vec![false; tokens.len()];
        mentions.iter().flat_map(|mention| &mention.tokens).for_each(|at| taken[*at] = true);
        let mut items = lexicon.items(tokens, &taken);
        // Who was asked is no figure from elsewhere: "Einwohner" where these are the base.
        items.retain(|item| {
            item.cue != Cue::Elsewhere || !(item.first..=item.last).all(|at| asked(&tokens[at]))
        });
        named.iter_mut().zip(&taken).for_each(|(named, taken)| *named |= *taken);
        let quantities = quantities(tokens, &items, &named, lexicon);
        let clauses = clauses(tokens, &items, &quantities);
        let waves = table.waves.iter().map(|(_, column)| *column).collect();
        let feels = items.iter().any(|item| matches!(item.cue, Cue::Feels(_)));
        let stances = (0..if feels { table.rows.len() } else { 0 }).map(|row| stance(table.row_name(row)));
        let stances = stances.collect();
        Some(Self { tokens, items, mentions, quantities, clauses, waves, stances })
    }

    /// Whether it has such a cue.
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.items.iter().any(|item| item.cue == cue)
    }

    /// Whether it is about something else than the figures, or leaves open whether it is true.
    pub(super) fn is_silent(&self, years: &[i32]) -> bool {
        let named: Vec<usize> = self.mentions.iter().flat_map(|mention| mention.tokens.clone()).collect();
        let other_year = self.tokens.iter().enumerate().any(|(at, token)| {
            token.year().is_some_and(|year| !named.contains(&at) && !years.contains(&year))
        });
        self.has(Cue::Silent) || self.has(Cue::Elsewhere) || other_year
    }

    /// Whether a clause is negated.
    fn is_negated(&self, clause: usize) -> bool {
        // "Noch nie" is a record of waves; without waves it is a negation.
        let never = |item: &Item| matches!(item.cue, Cue::Record | Cue::Low) && self.waves.is_empty();
        self.items
            .iter()
            .any(|item| (item.cue == Cue::Not || never(item)) && self.clauses[item.first] == clause)
    }

    /// Whether a negation comes shortly before a token.
    pub(super) fn is_denied(&self, at: usize) -> bool {
        const REACH: usize = 8;
        let before = |item: &Item| item.cue == Cue::Not && item.first < at && at - item.first <= REACH;
        self.items.iter().any(before)
    }

    /// Whether a wave is only what a later one is compared with: "since 2018".
    fn is_reference(&self, mention: &Mention) -> bool {
        let since = |item: &Item| {
            item.cue == Cue::Since && item.last < mention.first && mention.first - item.last <= 3
        };
        mention.axis == Axis::Column && !self.waves.is_empty() && self.items.iter().any(since)
    }

    /// All claims.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        claims.extend(self.comparisons());
        claims.extend(self.shares());
        claims.extend(self.ranks());
        claims.extend(self.changes());
        claims.extend(self.closing());
        claims.extend(self.alike());
        claims.extend(self.records());
        claims.extend(self.firsts());
        claims
    }

    fn claim(&self, kind: Kind, subject: Subject, (first, last): (usize, usize)) -> Claim {
        let (earlier, together) = (self.has(Cue::Earlier), self.has(Cue::Together));
        let joins = |item: &Item| item.cue == Cue::And && self.clauses[item.first] == self.clauses[first];
        let joined = self.items.iter().any(joins);
        Claim { kind, earlier, together, joined, first, last, ..Claim::about(subject) }
    }

    /// "Jeder dritte nennt Personalmangel", "41 % nennen Geldmangel".
    fn shares(&self) -> Vec<Claim> {
        let claims = self.quantities.iter().filter_map(|quantity| {
            if self.is_negated(self.clauses[quantity.first])
                || self.is_compared(quantity)
                || self.is_amount(quantity)
                || self.is_threshold(self.clauses[quantity.first])
            {
                return None;
            }
            let mut subject = self.subject(quantity.first, quantity.last)?;
            // With waves, only a year right beside a figure is that of the figure.
            if quantity.typed.is_some() && !self.waves.is_empty() {
                let beside = |mention: &&Mention| {
                    let gap = match mention.first > quantity.last {
                        true => mention.first - quantity.last,
                        false => quantity.first.saturating_sub(mention.last),
                    };
                    mention.axis == Axis::Column && gap <= 4 && !self.is_reference(mention)
                };
                let beside = self.mentions.iter().filter(beside).flat_map(|mention| mention.names.clone());
                subject.columns = beside.collect();
            }
            let kind = match quantity.typed {
                Some((value, decimals)) => Kind::Figure(value, decimals),
                None => Kind::Share(quantity.low, quantity.high),
            };
            let respondent = self.items.iter().any(|item| {
                item.cue == Cue::Respondent
                    && self.clauses[item.first] == self.clauses[quantity.first]
                    && item.first > quantity.first
                    && item.first <= quantity.last + 4
            });
            Some(Claim {
                of_respondents: quantity.of_respondents || respondent,
                ..self.claim(kind, subject, (quantity.first, quantity.last))
            })
        });
        claims.collect()
    }

    /// Whether a share is one side of a comparison with another share: "eher die Hälfte als ein Drittel".
    fn is_compared(&self, quantity: &Quantity) -> bool {
        self.items.iter().any(|item| matches!(item.cue, Cue::Than) && item.last + 1 == quantity.first)
    }

    /// Whether a share is the size of a change or difference: "um 10 Prozent", "10 Prozent mehr".
    fn is_amount(&self, quantity: &Quantity) -> bool {
        let near = |item: &Item| {
            let by = item.cue == Cue::By && item.last < quantity.first && quantity.first - item.last <= 2;
            let more = matches!(item.cue, Cue::More | Cue::Less) && item.first == quantity.last + 1;
            by || more
        };
        // "Has lost two thirds of its share", "die Hälfte ihres Anteils".
        let word = |by: usize| self.tokens.get(quantity.last + by).map_or("", |token| token.word.as_str());
        let own = ["its", "their", "ihres", "ihrer", "seines", "seiner"];
        own.contains(&word(1)) || (word(1) == "of" && own.contains(&word(2))) || self.items.iter().any(near)
    }

    /// Whether the answer that a clause names is only a threshold: "less often than once a week".
    fn is_threshold(&self, clause: usize) -> bool {
        let mut rows =
            self.mentions.iter().filter(|one| one.axis == Axis::Row && self.clauses[one.first] == clause);
        let after_than = |one: &Mention| {
            let near = |at: usize| at < one.first && one.first - at <= 3;
            let mut pairs = self.items.iter().zip(self.items.iter().skip(1));
            pairs.any(|(more, than)| {
                matches!(more.cue, Cue::More | Cue::Less) && than.cue == Cue::Than && near(than.last)
            })
        };
        match (rows.next(), rows.next()) {
            (Some(only), None) => after_than(only),
            _ => false,
        }
    }
}

/// The clause of each token: clauses end at marks, and at conjunctions that a share follows.
fn clauses(tokens: &[Token], items: &[Item], quantities: &[Quantity]) -> Vec<usize> {
    /// Words between a conjunction and the share that makes it begin a clause.
    const NEAR: usize = 4;
    let mut clause = 0;
    let mut clauses = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let joins = items.iter().any(|item| item.cue == Cue::And && item.first == at)
            && quantities.iter().any(|quantity| quantity.first > at && quantity.first - at <= NEAR)
            && quantities.iter().any(|quantity| quantity.last < at);
        let is_mark = matches!(token.word.as_str(), "," | ";" | ":" | "(" | ")" | "–" | "—");
        clause += usize::from(joins || is_mark);
        clauses.push(clause);
    }
    clauses
}
