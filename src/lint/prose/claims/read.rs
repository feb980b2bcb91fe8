//! Reads the claims of a sentence. Where it is not certain what a sentence claims, it claims nothing.

use super::claim::{Amount, Claim, End, Kind, Subject};
use super::cue::{Cue, Modifier};
use super::lexicon::{Item, Lexicon};
use super::mentions::{Axis, Mention, mentions};
use super::quantities::{Quantity, quantities};
use super::table::Table;
use super::words::{Token, alike};

/// Longer sentences are not read.
const MOST_TOKENS: usize = 120;
/// A comparison and what it compares are at most so many words apart.
const REACH: usize = 7;

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
        let mentions = mentions(tokens, table, &shares, &negations, lexicon);
        let mut taken = vec![false; tokens.len()];
        mentions.iter().flat_map(|mention| &mention.tokens).for_each(|at| taken[*at] = true);
        let items = lexicon.items(tokens, &taken);
        named.iter_mut().zip(&taken).for_each(|(named, taken)| *named |= *taken);
        let quantities = quantities(tokens, &items, &named, lexicon);
        let clauses = clauses(tokens, &items, &quantities);
        let waves = table.waves.iter().map(|(_, column)| *column).collect();
        Some(Self { tokens, items, mentions, quantities, clauses, waves })
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
        self.items.iter().any(|item| item.cue == Cue::Not && self.clauses[item.first] == clause)
    }

    /// All claims.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        claims.extend(self.comparisons());
        claims.extend(self.shares());
        claims.extend(self.ranks());
        claims.extend(self.changes());
        claims.extend(self.closing());
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
            {
                return None;
            }
            let subject = self.subject(quantity.first, quantity.last)?;
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
        self.items.iter().any(near)
    }

    /// What a share is about: rows and columns of its clause, else of the nearest clause that has no share.
    fn subject(&self, first: usize, last: usize) -> Option<Subject> {
        let clause = self.clauses[first];
        let rows = match self.named(Axis::Row, clause, first, last) {
            Some(rows) => rows,
            None => self.near(first, clause)?,
        };
        let columns = self.columns(clause, first, last);
        let grouped = self.is_grouped(&rows);
        Some(Subject { rows, columns, grouped })
    }

    /// Whether the same words name all of these rows.
    fn is_grouped(&self, rows: &[usize]) -> bool {
        let names_all = |mention: &Mention| rows.iter().all(|row| mention.names.contains(row));
        rows.len() > 1 && self.mentions.iter().any(|mention| mention.axis == Axis::Row && names_all(mention))
    }

    /// The columns that a clause names, or that a clause beside it does which has nothing else: "In 2020, …".
    fn columns(&self, clause: usize, first: usize, last: usize) -> Vec<usize> {
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
            let here = |one: &&Mention| one.axis == Axis::Column && self.clauses[one.first] == at;
            self.mentions.iter().filter(here).flat_map(|one| one.names.clone()).collect::<Vec<_>>()
        };
        beside.map(named).find(|columns| !columns.is_empty()).unwrap_or_default()
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
            mention.axis == axis && self.clauses[mention.first] == clause && !self.restricts(mention, last)
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

    /// The rows of the clauses around one that names none: those after it, or those before it if it follows a colon
    /// or is in brackets. `None` if the nearest belongs to another share.
    fn near(&self, first: usize, clause: usize) -> Option<Vec<usize>> {
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
            Some((_, rows)) => Some(rows),
            None if after.is_none() && before.is_none() => Some(Vec::new()),
            None => None,
        }
    }

    /// The mark that ends a clause at a token.
    fn mark_after(&self, at: usize) -> String {
        let is_mark = |token: &&Token| !token.is_word() && token.number.is_none();
        let marks = [self.tokens.get(at + 1), self.tokens.get(at)];
        marks.into_iter().flatten().find(is_mark).map(|token| token.word.clone()).unwrap_or_default()
    }

    /// "A häufiger als B", "A vor B", "doppelt so viele A wie B".
    fn comparisons(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let before = &self.items[..at];
            let comparative = |wanted: fn(&Cue) -> Option<(f64, f64)>| {
                let near = before.iter().rev().take_while(|one| item.first - one.last <= 14);
                near.filter_map(|one| Some((wanted(&one.cue)?, one))).next()
            };
            let starts_share = self.quantities.iter().any(|quantity| quantity.first == item.first);
            let bridge = match item.cue {
                Cue::Than if self.is_inflected_name(item.first) => Some((MORE, item.first - 1)),
                Cue::Than => comparative(degree).map(|(ratio, one)| (ratio, one.first)),
                Cue::Modify(Modifier::Above) if !starts_share && self.ends_in_than(item) => {
                    Some((MORE, item.first))
                }
                Cue::Modify(Modifier::Below) if !starts_share && self.ends_in_than(item) => {
                    Some((LESS, item.first))
                }
                Cue::As => comparative(factor).map(|(ratio, one)| (self.modified(one, ratio), one.first)),
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
                Cue::Than => comparative(factor).map(|(ratio, _)| ratio),
                _ => None,
            };
            let (low, high) = factor_before.unwrap_or(ratio);
            let kind = Kind::Ratio(low, high, amount.map(|(amount, ..)| amount));
            claims.push(Claim { other: Some(other), ..self.claim(kind, subject, (first, last)) });
        }
        claims.extend(self.significant());
        claims
    }

    /// Whether the word before `als` is the comparative of a name: "zufriedener als".
    fn is_inflected_name(&self, than: usize) -> bool {
        let Some(before) = than.checked_sub(1) else { return false };
        let named =
            self.mentions.iter().any(|mention| mention.axis == Axis::Row && mention.tokens.contains(&before));
        named && self.tokens[before].word.ends_with("er")
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
        let context: Vec<&Mention> =
            self.mentions.iter().filter(|mention| mention.axis != after.axis).collect();
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

    /// "Am häufigsten genannt wird A", "A liegt auf Platz zwei".
    fn ranks(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for item in &self.items {
            let (place, end) = match item.cue {
                Cue::Best => (1, End::Top),
                Cue::Worst => (1, End::Bottom),
                Cue::Place(place) => (place, End::Top),
                _ => continue,
            };
            let clause = self.clauses[item.first];
            // "The most used of the new ways": a place among some, and nobody knows which.
            let next = self.tokens.get(item.last + 1).map_or("", |token| token.word.as_str());
            if self.is_negated(clause)
                || self.is_about_change(clause)
                || ["of", "among", "unter"].contains(&next)
            {
                continue;
            }
            let of = |axis: Axis| -> Vec<&Mention> {
                let here = |mention: &&Mention| mention.axis == axis && self.clauses[mention.first] == clause;
                self.mentions.iter().filter(here).collect()
            };
            let (rows, columns) = (of(Axis::Row), of(Axis::Column));
            // "Am häufigsten werden A und B genannt": both are at the top, in any order.
            let least = if place == 1 { 1 } else { place };
            let most = if place == 1 { rows.len().max(columns.len()).max(1) } else { place };
            let names = |mentions: &[&Mention]| {
                mentions.first().map(|mention| mention.names.clone()).unwrap_or_default()
            };
            let (mut rows, mut columns) = (names(&rows), names(&columns));
            if rows.is_empty() && columns.is_empty() {
                rows = self.near(item.first, clause).unwrap_or_default();
            }
            if columns.is_empty() {
                columns = self.columns(clause, item.first, item.last);
            }
            if !(rows.is_empty() && columns.is_empty()) {
                let subject = Subject { rows, columns, grouped: false };
                let of_groups = self.ranks_groups(item);
                let kind = Kind::Rank { least, most, end, of_groups };
                claims.push(self.claim(kind, subject, (item.first, item.last)));
            }
        }
        claims
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

    /// "A holt gegenüber B auf."
    fn closing(&self) -> Option<Claim> {
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

    /// "A steigt um 4 Prozentpunkte", "A hat sich verdoppelt".
    fn changes(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for item in &self.items {
            let (low, high) = match item.cue {
                Cue::Up => MORE,
                Cue::Down => LESS,
                Cue::Flat => (0.93, 1.075),
                Cue::Grown(factor) => self.grown(item, factor),
                _ => continue,
            };
            let clause = self.clauses[item.first];
            if self.is_negated(clause) {
                continue;
            }
            let Some(subject) = self.subject(item.first, item.last) else { continue };
            // Years of the whole sentence say from when to when.
            let years = self.mentions.iter().filter(|mention| mention.axis == Axis::Column);
            let columns = years.flat_map(|mention| mention.names.clone()).collect();
            let amount = self
                .amounts()
                .into_iter()
                .find(|(_, from, _)| self.clauses[*from] == clause && self.is_by(*from));
            let kind = Kind::Change(low, high, amount.map(|(amount, ..)| amount));
            claims.push(self.claim(kind, Subject { columns, ..subject }, (item.first, item.last)));
        }
        claims
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

    /// The modifier right before an item.
    fn modifier_before(&self, item: &Item) -> Option<Modifier> {
        let near = self.items.iter().rev().find(|one| one.last < item.first && item.first - one.last <= 2)?;
        match near.cue {
            Cue::Modify(modifier) => Some(modifier),
            _ => None,
        }
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
        self.items.iter().any(|item| item.cue == Cue::By && item.last < from && from - item.last <= 3)
    }

    /// Sizes of changes that no wave of the series can show: "rents rose by 9 %".
    pub(super) fn changes_elsewhere(&self, years: &[i32]) -> Vec<(usize, usize)> {
        let changes = self.items.iter().any(|item| matches!(item.cue, Cue::Up | Cue::Down | Cue::Grown(_)));
        let elsewhere = self.waves.is_empty() || self.is_silent(years);
        let amounts =
            self.amounts().into_iter().filter(|(_, first, _)| changes && elsewhere && self.is_by(*first));
        amounts.map(|(_, first, last)| (first, last)).collect()
    }

    /// The differences that the sentence states, each with its first and last token.
    pub(super) fn amounts(&self) -> Vec<(Amount, usize, usize)> {
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
}

/// Larger, but by how much is open.
const MORE: (f64, f64) = (1.0 + 1e-9, f64::INFINITY);
const LESS: (f64, f64) = (0.0, 1.0 - 1e-9);
/// A factor in words is taken as rounded.
const TIMES: (f64, f64) = (0.87, 1.16);

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
