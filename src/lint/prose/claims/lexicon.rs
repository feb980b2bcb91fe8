//! The words of a language that make a claim, compiled into a table that is searched word by word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::cue::{Cue, Words};
use super::number_words::number_words;
use super::words::{Token, fold};
use super::{english, german};
use crate::language::Language;

/// A cue in a sentence: its tokens from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Item {
    pub(super) cue: Cue,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The words of a language, ready for the search.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    phrases: BTreeMap<String, Vec<Phrase>>,
    /// Cues of the last part of a compound.
    compounds: Vec<(String, Cue)>,
    stop: BTreeSet<String>,
    degrees: BTreeSet<String>,
    endings: &'static [&'static str],
}

#[derive(Debug)]
struct Phrase {
    parts: Vec<Part>,
    cue: Cue,
}

#[derive(Debug)]
enum Part {
    Word(String),
    Prefix(String),
    Gap,
}

/// Phrases are found by so many first letters.
const KEY: usize = 2;
/// The most words that a gap matches.
const GAP: usize = 10;

impl Lexicon {
    /// The words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        static GERMAN: OnceLock<Lexicon> = OnceLock::new();
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        static NONE: OnceLock<Lexicon> = OnceLock::new();
        match language {
            Language::German => GERMAN.get_or_init(|| Self::new(&german::WORDS)),
            Language::English => ENGLISH.get_or_init(|| Self::new(&english::WORDS)),
            // Claims in other languages are not judged.
            _ => NONE.get_or_init(Self::default),
        }
    }

    fn new(words: &Words) -> Self {
        let mut phrases: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
        let mut compounds = Vec::new();
        for (cue, list) in words.cues {
            for phrase in list.split('|') {
                if let Some(last) = phrase.strip_prefix('*') {
                    compounds.push((fold(last), *cue));
                    continue;
                }
                let parts: Vec<Part> = phrase.split_whitespace().map(part).collect();
                if let Some(Part::Word(first) | Part::Prefix(first)) = parts.first() {
                    phrases.entry(key(first)).or_default().push(Phrase { parts, cue: *cue });
                }
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.rank()));
        }
        let set = |list: &str| list.split_whitespace().map(fold).collect();
        Self {
            phrases,
            compounds,
            stop: set(words.stop),
            degrees: set(words.degrees),
            endings: words.endings,
        }
    }

    /// The cues of a sentence in order; where several begin at a word, the longest. Quoted words and those of
    /// `taken` are left out.
    pub(super) fn items(&self, tokens: &[Token], taken: &[bool]) -> Vec<Item> {
        let free = |at: usize| !tokens[at].quoted && !taken.get(at).copied().unwrap_or(false);
        let mut items = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let phrases = self.phrases.get(&key(&tokens[at].word)).map_or(&[][..], Vec::as_slice);
            let found = match free(at) {
                true => phrases.iter().find_map(|phrase| Some((phrase, phrase.matches(&tokens[at..])?))),
                false => None,
            };
            let found = found.filter(|(_, length)| (at..at + length).all(free));
            let number = tokens[at].number.filter(|_| free(at)).map(|(value, _)| Cue::Number(value));
            let in_words = number_words(tokens, at).filter(|(_, length)| (at..at + length).all(free));
            let (cue, length) = match (found, in_words) {
                (Some((phrase, length)), _) => (Some(phrase.cue), length),
                (None, Some((value, length))) => (Some(Cue::Number(value)), length),
                (None, None) => (number.or_else(|| self.compound(&tokens[at].word).filter(|_| free(at))), 1),
            };
            items.extend(cue.map(|cue| Item { cue, first: at, last: at + length - 1 }));
            at += length;
        }
        items
    }

    /// The cue of the last part of a compound: "Gebäudeenergiegesetz".
    fn compound(&self, word: &str) -> Option<Cue> {
        let is_last =
            |(last, _): &&(String, Cue)| word.len() > last.len() + 2 && word.ends_with(last.as_str());
        self.compounds.iter().find(is_last).map(|(_, cue)| *cue)
    }

    /// Whether a text holds such a cue.
    pub(super) fn holds(&self, text: &str, language: Language, cue: Cue) -> bool {
        let tokens = super::words::tokens(text, language);
        self.items(&tokens, &[]).iter().any(|item| item.cue == cue)
    }

    /// Whether a word by itself names the column of all respondents.
    pub(super) fn is_total(&self, word: &str) -> bool {
        let phrases = self.phrases.get(&key(word)).map_or(&[][..], Vec::as_slice);
        let alone = |phrase: &&Phrase| matches!(&phrase.parts[..], [Part::Word(known)] if known == word);
        phrases.iter().filter(alone).any(|phrase| phrase.cue == Cue::Total)
    }

    /// Whether a word is an article, a preposition or the like.
    pub(super) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Whether a word is a degree, such as "sehr".
    pub(super) fn is_degree(&self, word: &str) -> bool {
        self.degrees.contains(word)
    }

    /// The word without its ending; at least three letters are kept.
    pub(super) fn stem<'w>(&self, word: &'w str) -> &'w str {
        const SHORTEST: usize = 3;
        let mut stems = self.endings.iter().filter_map(|ending| word.strip_suffix(ending));
        stems.find(|stem| stem.len() >= SHORTEST).unwrap_or(word)
    }
}

fn key(word: &str) -> String {
    word.chars().take(KEY).collect()
}

fn part(word: &str) -> Part {
    let folded = fold(word);
    match folded.strip_suffix('*') {
        _ if folded == "…" => Part::Gap,
        Some(prefix) => Part::Prefix(prefix.to_owned()),
        None => Part::Word(folded),
    }
}

impl Phrase {
    /// Longer phrases first, then whole words before prefixes, longer ones before shorter ones.
    fn rank(&self) -> (usize, usize, usize) {
        let letters = |part: &Part| match part {
            Part::Word(word) | Part::Prefix(word) => word.len(),
            Part::Gap => 0,
        };
        let whole = self.parts.iter().filter(|part| matches!(part, Part::Word(_))).count();
        (self.parts.len(), whole, self.parts.iter().map(letters).sum())
    }

    /// The number of tokens at the start that the phrase covers; of one with a gap, those before the gap.
    fn matches(&self, tokens: &[Token]) -> Option<usize> {
        let mut at = 0;
        let mut before_gap = None;
        for part in &self.parts {
            match part {
                Part::Gap => before_gap = Some(at),
                Part::Word(_) | Part::Prefix(_) => {
                    let reach = if before_gap == Some(at) { GAP } else { 1 };
                    let near = tokens.iter().skip(at).take(reach);
                    let near = near.take_while(|token| !matches!(token.word.as_str(), ";" | ":"));
                    at += 1 + near.into_iter().position(|token| part.is(&token.word))?;
                }
            }
        }
        Some(before_gap.unwrap_or(at))
    }
}

impl Part {
    fn is(&self, word: &str) -> bool {
        match self {
            Self::Word(known) => known == word,
            Self::Prefix(prefix) => word.starts_with(prefix.as_str()),
            Self::Gap => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cue::{Cue, Modifier};
    use super::super::words::tokens;
    use super::Lexicon;
    use crate::language::Language::{English, German};

    #[test]
    fn the_longest_phrase_wins_and_verbs_may_be_split() {
        let cues = |text: &str, language| {
            let tokens = tokens(text, language);
            Lexicon::of(language).items(&tokens, &[]).iter().map(|item| item.cue).collect::<Vec<_>>()
        };
        assert!(cues("Der Anteil nimmt seit Jahren stetig zu", German).contains(&Cue::Up));
        assert_eq!(cues("mehr als", German), [Cue::Modify(Modifier::Above)]);
        assert_eq!(cues("twice as many", English)[0], Cue::Times(2.0));
        assert!(cues("„nimmt zu“", German).is_empty());
    }

    #[test]
    fn stems_keep_three_letters() {
        let german = Lexicon::of(German);
        assert_eq!(
            ["kommunen", "frauen", "akte", "hohe"].map(|word| german.stem(word)),
            ["kommun", "frau", "akt", "hoh"]
        );
    }
}
