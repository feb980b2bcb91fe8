//! What the codes of one column mean: their labels, from the author and the file, and which of them are no answers.

use std::collections::BTreeMap;

use crate::import::exports::columns::{Export, Question};
use crate::import::table::cell::Reading;
use crate::import::variables::Missing;

/// The codes of a column.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// Codes of answers with their labels, in order.
    pub(super) labels: Vec<(String, String)>,
    missing: Vec<Missing>,
    /// Codes that are missing and shown nevertheless.
    shown: Vec<String>,
    names: BTreeMap<String, String>,
}

impl Codes {
    /// The codes of a question.
    pub(super) fn answers(reading: Reading<'_>, export: Option<&Export>, header: &str) -> Self {
        let declared: Vec<(String, String)> =
            reading.labels.pairs.iter().map(|(code, label)| (code.value.clone(), label.clone())).collect();
        Self::new(export.and_then(|export| export.question(header)), declared, reading.shown)
    }

    /// The codes of groups, waves or what rows are picked by: `labels` says nothing of these.
    pub(super) fn groups(export: Option<&Export>, header: &str) -> Self {
        Self::new(export.and_then(|export| export.question(header)), Vec::new(), &[])
    }

    fn new(question: Option<&Question>, declared: Vec<(String, String)>, shown: &[String]) -> Self {
        let known = question.map(|question| question.labels.as_slice()).unwrap_or_default();
        let missing = question.map(|question| question.missing.clone()).unwrap_or_default();
        let mut labels = joined(declared, known);
        let is_shown =
            |(code, label): &&(String, String)| shown.iter().any(|word| word == label || word == code);
        let shown: Vec<String> = labels.iter().filter(is_shown).map(|(code, _)| code.clone()).collect();
        let is_missing =
            |code: &String| missing.iter().any(|missing| missing.has(code)) && !shown.contains(code);
        labels.retain(|(code, _)| !is_missing(code));
        let names = labels.iter().cloned().collect();
        Self { labels, missing, shown, names }
    }

    /// Whether a word means that there is no answer.
    pub(super) fn is_missing(&self, word: &str) -> bool {
        self.missing.iter().any(|missing| missing.has(word)) && !self.shown.iter().any(|shown| shown == word)
    }

    /// The label of a code.
    pub(super) fn label(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// Whether a word is what the author asks for: the same, or a code with this label.
    pub(super) fn means(&self, word: &str, wanted: &str) -> bool {
        word == wanted || (self.label(word) == Some(wanted) && !self.names.contains_key(wanted))
    }

    /// The place of a name in the order of the codes; what has no label comes last.
    pub(super) fn place(&self, name: &str) -> usize {
        self.labels.iter().position(|(_, label)| label == name).unwrap_or(usize::MAX)
    }
}

/// The labels of the author, and those of the file for other codes. Where the author has labels for all codes of the file,
/// they come in the author's order, else in that of the codes.
fn joined(declared: Vec<(String, String)>, known: &[(String, String)]) -> Vec<(String, String)> {
    let has = |list: &[(String, String)], code: &str| list.iter().any(|(known, _)| known == code);
    let rest: Vec<(String, String)> = known
        .iter()
        .filter(|(code, label)| !has(&declared, code) && !has(&declared, label))
        .cloned()
        .collect();
    if rest.is_empty() || declared.is_empty() {
        return [declared, rest].concat();
    }
    let mut all = [declared, rest].concat();
    let place = |code: &str| known.iter().position(|(known, _)| known == code);
    all.sort_by(|(one, _), (other, _)| match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one.total_cmp(&other),
        _ => place(one).unwrap_or(usize::MAX).cmp(&place(other).unwrap_or(usize::MAX)),
    });
    all
}

#[cfg(test)]
mod tests {
    use super::{Codes, Missing, Question, joined};

    fn labels(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(code, label)| ((*code).to_owned(), (*label).to_owned())).collect()
    }

    fn question() -> Question {
        let labels = labels(&[("1", "yes"), ("2", "no"), ("9", "don't know")]);
        Question {
            wording: None,
            labels,
            missing: vec![Missing::Code("9".into()), Missing::Range(97.0, 99.0)],
        }
    }

    #[test]
    fn the_author_fills_gaps_and_renames() {
        let known = labels(&[("1", "low"), ("3", "high")]);
        assert_eq!(
            joined(labels(&[("2", "middle")]), &known),
            labels(&[("1", "low"), ("2", "middle"), ("3", "high")])
        );
        assert_eq!(
            joined(labels(&[("3", "top"), ("1", "bottom")]), &known),
            labels(&[("3", "top"), ("1", "bottom")])
        );
    }

    #[test]
    fn missing_codes_are_answers_only_where_they_are_shown() {
        let codes = Codes::new(Some(&question()), Vec::new(), &[]);
        assert_eq!(codes.labels, labels(&[("1", "yes"), ("2", "no")]));
        assert!(codes.is_missing("9") && codes.is_missing("98") && !codes.is_missing("1"));
        let codes = Codes::new(Some(&question()), Vec::new(), &["don't know".into()]);
        assert_eq!(codes.labels.len(), 3);
        assert!(!codes.is_missing("9") && codes.is_missing("98"));
    }

    #[test]
    fn rows_are_picked_by_code_or_label() {
        let codes = Codes::new(Some(&question()), Vec::new(), &[]);
        assert!(codes.means("1", "1") && codes.means("1", "yes"));
        assert!(!codes.means("2", "yes"));
    }
}
