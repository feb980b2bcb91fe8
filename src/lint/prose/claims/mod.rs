//! Claims of a text: what it says in words, compared with the figures that it is about.
//!
//! A text is read sentence by sentence: `words` splits it, `lexicon` finds the words of a language that make a claim
//! (`german`, `english`), `mentions` the rows and columns that are named, `quantities` the shares; `read` makes claims
//! of these, and `judge` compares each with the figures. `conditions` looks at what needs no figure: who was asked, and
//! how. A further language is a further file of words.

mod claim;
mod conditions;
mod cue;
mod english;
mod german;
mod judge;
mod lexicon;
mod mentions;
mod number_words;
mod quantities;
mod read;
mod table;
mod words;

use crate::diagnostic::Code;
use crate::language::Language;
use crate::survey::series::Series;
use cue::Cue;
use judge::{Verdict, judge};
use lexicon::Lexicon;
use read::Sentence;
use table::Table;

/// A claim that the figures do not support.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    /// The rule.
    pub(super) code: Code,
    /// The words that make the claim: first byte in the text, and the byte after the last.
    pub(super) words: (usize, usize),
    /// The figures in words.
    pub(super) figures: String,
}

/// A part of a text whose percentages need no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Excused {
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// Whether its other numbers need none either.
    pub(super) is_all: bool,
}

/// A series that a text may be about.
#[derive(Debug, Clone)]
pub(super) struct Scope<'a> {
    /// The series.
    pub(super) series: &'a Series,
    /// The same question in an earlier wave that is a series of its own.
    pub(super) before: Option<&'a Series>,
    /// The columns that the chart of the text shows.
    pub(super) columns: Vec<usize>,
}

/// The claims of texts about the same series.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    tables: Vec<Table<'a>>,
    language: Language,
    is_own: bool,
}

/// The most series that a text is compared with.
const MOST_SERIES: usize = 40;

impl<'a> Reader<'a> {
    /// A reader of texts about these series. `is_own` says that the texts are those of a chart of the series.
    pub(super) fn new(scopes: Vec<Scope<'a>>, language: Language, is_own: bool) -> Self {
        let few = if scopes.len() > MOST_SERIES { Vec::new() } else { scopes };
        let tables = few
            .into_iter()
            .filter_map(|scope| Table::new(scope.series, scope.before, scope.columns, language))
            .collect();
        Self { tables, language, is_own }
    }

    /// What the figures do not support, one finding a sentence.
    pub(super) fn findings(&self, text: &str) -> Vec<Finding> {
        let lexicon = Lexicon::of(self.language);
        let is_open = lexicon.holds(text, self.language, Cue::Chance);
        words::sentences(text, self.language)
            .iter()
            .filter(|(_, is_question)| !is_question)
            .filter_map(|(tokens, _)| {
                let (code, (first, last), figures) = self.finding(tokens, lexicon, is_open)?;
                let words = (tokens.get(first)?.start, tokens.get(last)?.end);
                Some(Finding { code, words, figures })
            })
            .collect()
    }

    /// The numbers of a text that need no figure: those of questions, quotations and other sources, and those that a
    /// modifier or a sum makes fit.
    pub(super) fn excused(&self, text: &str) -> Vec<Excused> {
        let lexicon = Lexicon::of(self.language);
        let mut excused = Vec::new();
        for (tokens, is_question) in words::sentences(text, self.language) {
            let whole = |is_all| match (tokens.first(), tokens.last()) {
                (Some(first), Some(last)) => Some(Excused { start: first.start, end: last.end, is_all }),
                _ => None,
            };
            let quoted = tokens.iter().filter(|token| token.quoted);
            excused.extend(quoted.map(|token| Excused { start: token.start, end: token.end, is_all: true }));
            if is_question {
                excused.extend(whole(true));
                continue;
            }
            let read =
                self.tables.iter().filter_map(|table| Some((Sentence::new(&tokens, table, lexicon)?, table)));
            let read: Vec<(Sentence<'_>, &Table<'_>)> = read.collect();
            let Some((first, _)) = read.first() else { continue };
            let about =
                |(sentence, table): &(Sentence<'_>, &Table<'_>)| conditions::is_about(sentence, table);
            let shares = self.tables.iter().all(Table::is_shares);
            match () {
                () if first.has(Cue::Elsewhere) && shares => excused.extend(whole(true)),
                () if shares && self.looks_ahead(&tokens) => excused.extend(whole(true)),
                () if first.has(Cue::Silent) || !read.iter().any(about) => excused.extend(whole(false)),
                () => {}
            }
            for (sentence, table) in &read {
                let mut places = judge::fitting(sentence, table);
                places.extend(sentence.changes_elsewhere(&self.years(table)));
                places.extend(sentence.counted());
                let bytes =
                    |(first, last): (usize, usize)| Some((tokens.get(first)?.start, tokens.get(last)?.end));
                let places = places.into_iter().filter_map(bytes);
                excused.extend(places.map(|(start, end)| Excused { start, end, is_all: true }));
            }
        }
        excused
    }

    /// Whether a sentence is about a year after all of the survey: about plans and laws.
    fn looks_ahead(&self, tokens: &[words::Token]) -> bool {
        let latest = self.tables.iter().flat_map(|table| self.years(table)).max();
        let years = || tokens.iter().filter_map(words::Token::year);
        latest.is_some_and(|latest| years().any(|year| year > latest + 1))
    }

    /// The first claim of a sentence that no series supports: its rule, its tokens and the figures.
    fn finding(
        &self,
        tokens: &[words::Token],
        lexicon: &Lexicon,
        is_open: bool,
    ) -> Option<(Code, (usize, usize), String)> {
        let mut wrong: Option<(Code, (usize, usize), String)> = None;
        let mut judged = 0;
        for table in &self.tables {
            let sentence = Sentence::new(tokens, table, lexicon)?;
            if let Some(found) = conditions::check(&sentence, table, self.language) {
                return Some(found);
            }
            if sentence.is_silent(&self.years(table)) {
                continue;
            }
            let mut holds = false;
            for claim in conditions::with_polarity(sentence.claims(), &sentence, table) {
                let place = (claim.first, claim.last);
                let found = match judge(&claim, table, self.is_own) {
                    Verdict::Unknown => continue,
                    Verdict::Holds => {
                        holds = true;
                        continue;
                    }
                    Verdict::Chance(_) if is_open => continue,
                    Verdict::Chance(figures) => (Code::WithinMargin, place, figures),
                    Verdict::Wrong(figures) => (Code::ClaimMismatch, place, figures),
                };
                wrong = wrong.filter(|known| known.0 == Code::ClaimMismatch).or(Some(found));
            }
            judged += usize::from(holds);
        }
        // Where one of several series supports the sentence, it is about that one.
        if self.tables.len() > 1 && judged > 0 { None } else { wrong }
    }

    /// The years that a sentence may name and still be about the figures.
    fn years(&self, table: &Table<'_>) -> Vec<i32> {
        let survey = &table.series.survey;
        let texts = [survey.fieldwork.as_deref(), survey.published.as_deref(), Some(&survey.title)];
        let base = table.series.base.as_ref().map(|base| base.label.as_str());
        let texts = texts.into_iter().flatten().chain(base).chain([table.series.label.as_str()]);
        let dates = texts.flat_map(|text| words::tokens(&text.replace('-', " "), self.language));
        dates.filter_map(|token| token.year()).chain(table.waves.iter().map(|(year, _)| *year)).collect()
    }
}
