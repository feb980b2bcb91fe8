//! Names of answers in the order in which they came, and what codes and wordings stand for which of them.

use std::collections::BTreeMap;

use crate::spec::Spanned;
use crate::survey::names::folded;
use crate::survey::series::MOST_CATEGORIES;

/// Names in the order in which they came, found by name.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) list: Vec<String>,
    index: BTreeMap<String, usize>,
}

impl Names {
    /// The index of a name, which is new where it was not there; `None` where there are too many already.
    pub(crate) fn of(&mut self, name: &str) -> Option<usize> {
        if let Some(at) = self.index.get(name) {
            return Some(*at);
        }
        if self.list.len() == MOST_CATEGORIES {
            return None;
        }
        self.index.insert(name.to_owned(), self.list.len());
        self.list.push(name.to_owned());
        Some(self.list.len() - 1)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }
}

/// The answers that a question may have: those that the author lists, or that a dictionary or `labels` names.
#[derive(Debug)]
pub(crate) struct Options {
    /// Their names in order.
    pub(crate) names: Names,
    /// Which of them a word in a cell means: a code or the name itself.
    words: BTreeMap<String, usize>,
    /// The length of the longest word in bytes.
    longest: usize,
}

impl Options {
    /// The listed answers; `None` where nothing lists them. Words of `order` that no label knows are given back.
    pub(crate) fn new<'s>(
        order: &'s [Spanned<String>],
        labels: &[(String, String)],
    ) -> Result<Option<Self>, &'s Spanned<String>> {
        if order.is_empty() && labels.is_empty() {
            return Ok(None);
        }
        let mut options = Self { names: Names::default(), words: BTreeMap::new(), longest: 0 };
        for word in order {
            let label = labels.iter().find(|(code, label)| *code == word.value || *label == word.value);
            match label {
                Some((_, label)) => options.add(label, label),
                None if labels.is_empty() => options.add(&word.value, &word.value),
                None => return Err(word),
            }
        }
        for (code, label) in labels {
            options.add(label, label);
            options.add(code, label);
        }
        Ok(Some(options))
    }

    fn add(&mut self, word: &str, name: &str) {
        if let Some(at) = self.names.of(name) {
            self.longest = self.longest.max(word.len());
            // A name that is also another answer's code is what the code says.
            self.words.entry(folded(word).into_owned()).or_insert(at);
        }
    }

    /// The answer that a word means. Programs that keep codes as numbers write 1 as `1.0`.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        self.words.get(word).or_else(|| self.words.get(word.strip_suffix(".0")?)).copied()
    }
}

/// Divides a cell into the answers that it holds, the longest listed answer first: an answer may hold the separator.
///
/// A list costs a look-up for each separator within the length of its longest answer, so a cell of any length takes time
/// in proportion to its own length.
pub(crate) fn divide<'w>(words: &'w str, separator: &str, options: Option<&Options>) -> Vec<&'w str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for piece in words.split(separator) {
        pieces.push((start, start + piece.len()));
        start += piece.len() + separator.len();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let (start, end) = pieces[at];
        // Blanks around an answer are no part of it.
        let mut taken = (words[start..end].trim(), at);
        if let Some(options) = options {
            for (last, (_, end)) in pieces.iter().enumerate().skip(at) {
                let candidate = words[start..*end].trim();
                if candidate.len() > options.longest {
                    break;
                }
                if options.find(candidate).is_some() {
                    taken = (candidate, last);
                }
            }
        }
        if !taken.0.is_empty() {
            found.push(taken.0);
        }
        at = taken.1 + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Options, divide};

    fn labels(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(code, label)| ((*code).to_owned(), (*label).to_owned())).collect()
    }

    #[test]
    fn the_longest_listed_answer_is_taken_first() {
        let list =
            labels(&[("Bus", "Bus"), ("Bus, by night", "Bus, by night"), ("none, at all", "none, at all")]);
        let options = Options::new(&[], &list).ok().flatten();
        let parts = |text| divide(text, ",", options.as_ref());
        assert_eq!(parts("Bus, by night, none, at all"), ["Bus, by night", "none, at all"]);
        assert_eq!(parts("Bus, tram , Bus"), ["Bus", "tram", "Bus"]);
        assert_eq!(parts(" , Bus,by night,"), ["Bus", "by night"]);
        assert_eq!(divide("Bus, by night", ",", None), ["Bus", "by night"]);
    }

    #[test]
    fn codes_and_names_mean_the_same_answer() {
        let list = labels(&[("1", "yes"), ("2", "no"), ("98", "no answer"), ("99", "no answer")]);
        let options = Options::new(&[], &list).ok().flatten();
        let find = |word| options.as_ref().and_then(|options| options.find(word));
        assert_eq!(
            [find("1"), find("yes"), find("1.0"), find("98"), find("99"), find("3")],
            [Some(0), Some(0), Some(0), Some(2), Some(2), None]
        );
    }

    #[test]
    fn a_cell_of_a_million_pieces_is_divided_at_once() {
        let options = Options::new(&[], &labels(&[("a,a,a", "three")])).ok().flatten();
        let text = "a,".repeat(1_000_000);
        assert_eq!(divide(&text, ",", options.as_ref()).len(), 333_334);
    }
}
