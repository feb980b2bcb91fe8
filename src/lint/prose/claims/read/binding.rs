//! What a share, place or change is about: the names in its clause, or in one beside it.

use super::super::claim::Subject;
use super::super::cue::Cue;
use super::super::lexicon::Item;
use super::super::mentions::{Axis, Mention};
use super::super::words::Token;
use super::Sentence;

impl Sentence<'_> {
    /// What a share is about: rows and columns of its clause, else of the nearest clause that has no share.
    pub(super) fn subject(&self, first: usize, last: usize) -> Option<Subject> {
        let clause = self.clauses[first];
        let mut columns = self.columns(clause, first, last);
        let rows = match self.named(Axis::Row, clause, first, last) {
            Some(rows) => rows,
            None => {
                let (rows, place) = self.near_at(first, clause)?;
                // "Among men, trust prevails: more than half" is about the men.
                let own = |one: &&Mention| {
                    one.axis == Axis::Column
                        && Some(self.clauses[one.first]) == place
                        && !self.is_reference(one)
                };
                if columns.is_empty() {
                    columns = self.mentions.iter().filter(own).flat_map(|one| one.names.clone()).collect();
                }
                rows
            }
        };
        let grouped = self.is_grouped(&rows);
        Some(Subject { rows, columns, grouped })
    }

    /// The columns that a clause names, or that a clause beside it does which has nothing else: "In 2020, …".
    pub(super) fn columns(&self, clause: usize, first: usize, last: usize) -> Vec<usize> {
        if let Some(columns) = self.named(Axis::Column, clause, first, last) {
            return columns;
        }
        let is_aside = |at: usize| {
            let row = self.mentions.iter().any(|one| one.axis == Axis::Row && self.clauses[one.first] == at);
            !row && !self.quantities.iter().any(|quantity| self.clauses[quantity.first] == at)
        };
        let beside =
            [clause.checked_sub(1), Some(clause + 1)].into_iter().flatten().filter(|at| is_aside(*at));
        let named = |at: usize| {
            let here = |one: &&Mention| {
                one.axis == Axis::Column && self.clauses[one.first] == at && !self.is_reference(one)
            };
            self.mentions.iter().filter(here).flat_map(|one| one.names.clone()).collect::<Vec<_>>()
        };
        beside.map(named).find(|columns| !columns.is_empty()).unwrap_or_default()
    }

    /// The rows of the clauses around one that names none: those after it, or those before it if it follows a colon
    /// or is in brackets. `None` if the nearest belongs to another share.
    pub(super) fn near(&self, first: usize, clause: usize) -> Option<Vec<usize>> {
        self.near_at(first, clause).map(|(rows, _)| rows)
    }

    /// Like [`near`](Self::near), with the clause that names them.
    fn near_at(&self, first: usize, clause: usize) -> Option<(Vec<usize>, Option<usize>)> {
        let rows = |at: usize| -> Option<Vec<usize>> {
            let found: Vec<usize> = self
                .mentions
                .iter()
                .filter(|mention| mention.axis == Axis::Row && self.clauses[mention.first] == at)
                .flat_map(|mention| mention.names.clone())
                .collect();
            (!found.is_empty()).then_some(found)
        };
        let has_share = |at: usize| self.quantities.iter().any(|quantity| self.clauses[quantity.first] == at);
        let last = self.clauses.last().copied().unwrap_or(0);
        let opening = (0..first).rev().find(|at| self.clauses[*at] != clause).map(|at| self.mark_after(at));
        let bound_back = matches!(opening.as_deref(), Some("(" | ":" | "–" | "—"));
        let after = (clause + 1..=last).find_map(|at| Some((at, rows(at)?)));
        let before = (0..clause).rev().find_map(|at| Some((at, rows(at)?)));
        let own = |found: &(usize, Vec<usize>)| !has_share(found.0);
        let chosen = match bound_back {
            true => before.clone(),
            false => after.clone().filter(own).or_else(|| before.clone().filter(own)),
        };
        match chosen {
            Some((at, rows)) => Some((rows, Some(at))),
            None if after.is_none() && before.is_none() => Some((Vec::new(), None)),
            None => None,
        }
    }

    /// Whether the same words name all of these rows.
    fn is_grouped(&self, rows: &[usize]) -> bool {
        let names_all = |mention: &Mention| rows.iter().all(|row| mention.names.contains(row));
        rows.len() > 1 && self.mentions.iter().any(|mention| mention.axis == Axis::Row && names_all(mention))
    }

    /// Whether a mention only says who is meant by a share: "die Mehrheit der Kommunen mit E-Akte ist zufrieden".
    fn restricts(&self, mention: &Mention, share: usize) -> bool {
        const JOINS: [&str; 6] = ["mit", "ohne", "with", "without", "among", "unter"];
        let is_join = |at: usize| JOINS.contains(&self.tokens[at].word.as_str());
        let Some(join) = (mention.first.saturating_sub(2)..mention.first).find(|at| is_join(*at)) else {
            return false;
        };
        let respondent =
            |item: &Item| item.cue == Cue::Respondent && item.last + 1 == join && item.first > share;
        self.items.iter().any(respondent) && join - share <= 5
    }

    /// What a clause names. Where it has several shares, each has the mention beside it.
    fn named(&self, axis: Axis, clause: usize, first: usize, last: usize) -> Option<Vec<usize>> {
        let here = |mention: &&Mention| {
            mention.axis == axis
                && self.clauses[mention.first] == clause
                && !self.restricts(mention, last)
                && !self.is_reference(mention)
        };
        let any_whole =
            !self.has(Cue::Together) && self.mentions.iter().filter(here).any(|mention| mention.whole);
        let mentions: Vec<&Mention> =
            self.mentions.iter().filter(here).filter(|mention| mention.whole || !any_whole).collect();
        let several =
            self.quantities.iter().filter(|quantity| self.clauses[quantity.first] == clause).count() > 1;
        let distance = |mention: &Mention| match mention.first > last {
            true => mention.first - last,
            false => first.saturating_sub(mention.last),
        };
        let nearest = mentions.iter().map(|mention| distance(mention)).min()?;
        let mut names: Vec<usize> = mentions
            .iter()
            .filter(|mention| !several || distance(mention) == nearest)
            .flat_map(|mention| mention.names.clone())
            .collect();
        names.sort_unstable();
        names.dedup();
        Some(names)
    }

    /// The mark that ends a clause at a token.
    fn mark_after(&self, at: usize) -> String {
        let is_mark = |token: &&Token| !token.is_word() && token.number.is_none();
        let marks = [self.tokens.get(at + 1), self.tokens.get(at)];
        marks.into_iter().flatten().find(is_mark).map(|token| token.word.clone()).unwrap_or_default()
    }
}
