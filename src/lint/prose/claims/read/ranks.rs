//! Places: the highest, the lowest, the second.

use super::super::claim::{Claim, End, Kind, Subject};
use super::super::cue::Cue;
use super::super::lexicon::Item;
use super::super::mentions::{Axis, Mention};
use super::Sentence;

impl Sentence<'_> {
    /// "Am häufigsten genannt wird A", "A liegt auf Platz zwei".
    pub(super) fn ranks(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        claims.extend(self.superlatives());
        for item in &self.items {
            let (place, end) = match item.cue {
                Cue::Best => (1, End::Top),
                // "What farmers fear most", at the end of its clause.
                Cue::Most if self.is_last(item.last) => (1, End::Top),
                Cue::Worst => (1, End::Bottom),
                Cue::Place(place) => (place, End::Top),
                _ => continue,
            };
            let clause = self.clauses[item.first];
            // "The most used of the new ways": a place among some, and nobody knows which.
            let next = self.tokens.get(item.last + 1).map_or("", |token| token.word.as_str());
            let ends = self.tokens[item.last].word.as_str();
            let is_list =
                ["list", "table", "ranking", "field", "place", "liste", "rangliste"].contains(&ends);
            if self.is_negated(clause)
                || self.is_about_change(clause)
                || (["of", "among", "unter"].contains(&next)
                    && !is_list
                    && !self.is_among_all(item.last)
                    && !self.is_among_group(item.last))
                || self.is_of_some(clause)
            {
                continue;
            }
            let of = |axis: Axis| -> Vec<&Mention> {
                let here = |mention: &&Mention| mention.axis == axis && self.clauses[mention.first] == clause;
                let mut found: Vec<&Mention> = Vec::new();
                for mention in self.mentions.iter().filter(here) {
                    // The same name twice has one place.
                    if !found.iter().any(|known| known.names == mention.names) {
                        found.push(mention);
                    }
                }
                found
            };
            let (rows, columns) = (of(Axis::Row), of(Axis::Column));
            // "Am häufigsten werden A und B genannt": both are at the top, in any order.
            let least = if place == 1 { 1 } else { place };
            let most = if place == 1 { rows.len().max(columns.len()).max(1) } else { place };
            let names = |mentions: &[&Mention]| {
                mentions.first().map(|mention| mention.names.clone()).unwrap_or_default()
            };
            let (mut rows, mut columns) = (names(&rows), names(&columns));
            let nowhere = self.tokens[item.first].word.starts_with("nirgend")
                || self.tokens[item.first].word == "nowhere";
            // "The trade has the highest hopes: …" ranks groups by the answer that follows.
            let by_answer = rows.is_empty() && !columns.is_empty();
            if rows.is_empty() {
                rows = self.near(item.first, clause).unwrap_or_default();
            }
            if columns.is_empty() {
                columns = self.columns(clause, item.first, item.last);
            }
            if !(rows.is_empty() && columns.is_empty()) {
                let subject = Subject { rows, columns, grouped: false };
                let of_groups = self.ranks_groups(item)
                    || self.is_among_group(item.last)
                    || nowhere
                    || (by_answer && !subject.rows.is_empty());
                let kind = Kind::Rank { least, most, end, of_groups };
                claims.push(self.claim(kind, subject, (item.first, item.last)));
            }
        }
        claims
    }

    /// "Am zufriedensten sind Eltern mit A", "parents are most satisfied with A": the name of an answer as superlative.
    fn superlatives(&self) -> Vec<Claim> {
        const IS: [&str; 6] = ["is", "are", "was", "were", "feel", "felt"];
        let word =
            |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).map_or("", |one| one.word.as_str());
        let before = |at: usize, by: usize| word(at.checked_sub(by));
        let is_superlative = |mention: &&Mention| {
            let at = mention.first;
            let german = before(at, 1) == "am" && word(Some(at)).ends_with("sten");
            german || (matches!(before(at, 1), "most" | "least") && IS.contains(&before(at, 2)))
        };
        let Some(answer) = self.mentions.iter().find(is_superlative) else { return Vec::new() };
        if self.is_negated(self.clauses[answer.first]) {
            return Vec::new();
        }
        let Some(of) = self.mentions.iter().find(|one| one.axis != answer.axis) else { return Vec::new() };
        let grouped = answer.names.len() > 1;
        let (rows, columns) = match answer.axis {
            Axis::Row => (answer.names.clone(), of.names.clone()),
            Axis::Column => (of.names.clone(), answer.names.clone()),
        };
        let end = if before(answer.first, 1) == "least" { End::Bottom } else { End::Top };
        let kind = Kind::Rank { least: 1, most: 1, end, of_groups: answer.axis == Axis::Row };
        vec![self.claim(kind, Subject { rows, columns, grouped }, (answer.first, answer.last))]
    }

    /// Whether a clause ends at a token.
    fn is_last(&self, at: usize) -> bool {
        self.clauses.get(at + 1).is_none_or(|next| *next != self.clauses[at])
    }

    /// Whether the word after a token opens who was asked: "second among farmers' worries".
    fn is_among_all(&self, at: usize) -> bool {
        let near = at + 2..=at + 3;
        self.items.iter().any(|item| item.cue == Cue::Respondent && near.contains(&item.first))
    }

    /// Whether "among" and a group follow a token, in a clause that names an answer: "most common among the young".
    fn is_among_group(&self, at: usize) -> bool {
        let is_among =
            self.tokens.get(at + 1).is_some_and(|token| ["among", "unter"].contains(&token.word.as_str()));
        let clause = self.clauses[at];
        let near = at + 2..=at + 4;
        is_among
            && self.waves.is_empty()
            && self.mentions.iter().any(|one| one.axis == Axis::Column && near.contains(&one.first))
            && self.mentions.iter().any(|one| one.axis == Axis::Row && self.clauses[one.first] == clause)
    }

    /// Whether a clause is about some respondents: "the biggest worry for just over a quarter".
    fn is_of_some(&self, clause: usize) -> bool {
        let is_for = |at: usize| ["for", "fur", "bei", "with"].contains(&self.tokens[at].word.as_str());
        self.quantities
            .iter()
            .any(|one| self.clauses[one.first] == clause && one.first.checked_sub(1).is_some_and(is_for))
    }

    /// Whether groups are ranked by an answer, not answers within a group: "highest share of A", "am seltensten A".
    fn ranks_groups(&self, item: &Item) -> bool {
        const SHARES: [&str; 9] = [
            "anteil",
            "anteile",
            "anteilen",
            "share",
            "shares",
            "proportion",
            "percentage",
            "wert",
            "zustimmung",
        ];
        let next = item.last + 1;
        let share = self.tokens.get(next).is_some_and(|token| SHARES.contains(&token.word.as_str()));
        let row = self.mentions.iter().any(|one| one.axis == Axis::Row && one.first == next);
        let column = self.mentions.iter().any(|one| one.axis == Axis::Column);
        column && (share || row)
    }

    /// Whether a clause speaks of change: "am stärksten gewachsen" is no place.
    fn is_about_change(&self, clause: usize) -> bool {
        let change = |cue: Cue| matches!(cue, Cue::Up | Cue::Down | Cue::Flat | Cue::Grown(_) | Cue::By);
        self.items.iter().any(|item| change(item.cue) && self.clauses[item.first] == clause)
    }
}
