//! What a cell means: which of the listed answers, which number, and whether it is one of those that a condition or group
//! names.

use super::condition::{Part, Range};
use super::words::Words;
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::import::source_spec::decimal::Decimal;
use crate::import::tabulate::names::Options;
use crate::spec::Spanned;
use crate::survey::names::folded;

/// How the cells of a column are understood.
pub(crate) struct Meaning {
    /// The answers that labels or an order list.
    pub(crate) options: Option<Options>,
    /// How numbers are written.
    pub(crate) decimal: Decimal,
}

impl Meaning {
    /// Whether a cell is one of these answers or lies in one of these ranges.
    pub(crate) fn is_one_of(&self, word: &str, parts: &[Part]) -> bool {
        parts.iter().any(|part| match part {
            Part::Word(wanted) | Part::Value(wanted) => self.is(word, &wanted.value),
            Part::Range(range) => self.number(word).is_some_and(|number| range.value.holds(number)),
        })
    }

    /// Whether a cell holds the answer that an author names by its code or label.
    pub(crate) fn is(&self, word: &str, wanted: &str) -> bool {
        let wanted = folded(wanted);
        let same = word == wanted || word.strip_suffix(".0").is_some_and(|word| word == wanted);
        same || self.options.as_ref().is_some_and(|options| {
            options.find(&wanted).is_some_and(|answer| options.find(word) == Some(answer))
        })
    }

    /// The codes of the cells that are one of these answers or lie in one of these ranges.
    pub(crate) fn codes(&self, parts: &[Part], words: &Words) -> Vec<u32> {
        let mut codes = Vec::new();
        for part in parts {
            match part {
                // Where nothing has labels, a word is only itself, and there may be thousands of others.
                Part::Word(wanted) | Part::Value(wanted) if self.options.is_none() => {
                    let wanted = folded(&wanted.value);
                    codes.extend(words.find(&wanted));
                    codes.extend(words.find(&format!("{wanted}.0")));
                }
                part => {
                    let is_meant = |(_, word): &(u32, &str)| self.is_one_of(word, std::slice::from_ref(part));
                    codes.extend(words.iter().filter(is_meant).map(|(code, _)| code));
                }
            }
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The number that a cell holds.
    pub(crate) fn number(&self, word: &str) -> Option<f64> {
        self.decimal.parse(word).filter(|number| number.is_finite())
    }

    /// What is wrong with the answers that an author names: a word that no label and no cell has, or numbers asked of
    /// cells that hold none.
    pub(crate) fn faults(&self, header: &str, parts: &[Part], words: &Words) -> Vec<Diagnostic> {
        parts
            .iter()
            .filter_map(|part| match part {
                Part::Word(wanted) | Part::Value(wanted) => self.unknown(header, wanted, words),
                Part::Range(range) => self.no_number(header, range, words),
            })
            .collect()
    }

    fn unknown(&self, header: &str, wanted: &Spanned<String>, words: &Words) -> Option<Diagnostic> {
        let listed =
            self.options.as_ref().is_some_and(|options| options.find(&folded(&wanted.value)).is_some());
        let is_there = || words.iter().any(|(_, word)| self.is(word, &wanted.value));
        if listed || words.find(&folded(&wanted.value)).is_some() || is_there() {
            return None;
        }
        let message = format!("nobody has the answer `{}` under `{header}`", wanted.value);
        let labels = self.options.iter().flat_map(|options| options.names.list.iter().map(String::as_str));
        let known: Vec<&str> = labels.chain(words.iter().map(|(_, word)| word)).take(2_000).collect();
        Some(
            Diagnostic::error(Code::UnknownCategory, wanted.span.clone(), message)
                .hint(suggest(&wanted.value, known)),
        )
    }

    fn no_number(&self, header: &str, range: &Spanned<Range>, words: &Words) -> Option<Diagnostic> {
        let is_listed =
            |word: &str| self.options.as_ref().is_some_and(|options| options.find(word).is_some());
        let (code, word) = words.iter().find(|(_, word)| self.number(word).is_none() && !is_listed(word))?;
        let message = format!("`{header}` holds `{word}`, which is no number of this range");
        let fault = Diagnostic::error(Code::NotANumber, range.span.clone(), message)
            .hint(format!("declare `empty: ['{word}']` in `dataset` if it is no answer, or mend the cell"));
        Some(match words.spot(code) {
            Some(spot) if spot.cell.is_none() => fault.related(spot.span.clone(), "the cell"),
            _ => fault,
        })
    }
}
