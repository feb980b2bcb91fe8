//! Phrases for shares, such as "drei Viertel" for 75: chosen by the number, so that words and number always agree.

use super::Language;

/// A phrase and the shares it covers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phrase {
    /// The lowest share.
    pub from: f64,
    /// The highest share.
    pub to: f64,
    german: &'static str,
    english: &'static str,
}

impl Phrase {
    /// Its words; `None` in a language without such phrases.
    pub fn words(&self, language: Language) -> Option<&'static str> {
        match language {
            Language::German => Some(self.german),
            Language::English => Some(self.english),
            _ => None,
        }
    }
}

const fn phrase(from: f64, to: f64, german: &'static str, english: &'static str) -> Phrase {
    Phrase { from, to, german, english }
}

/// The table of phrases. If two cover a share, the first wins; a share in a gap has no phrase.
pub const PHRASES: [Phrase; 22] = [
    phrase(100.0, 100.0, "alle", "all"),
    phrase(95.0, 99.9, "fast alle", "almost all"),
    phrase(87.5, 92.0, "neun von zehn", "nine in ten"),
    phrase(79.0, 82.0, "acht von zehn", "eight in ten"),
    phrase(73.0, 77.5, "drei Viertel", "three quarters"),
    phrase(69.5, 72.9, "sieben von zehn", "seven in ten"),
    phrase(65.0, 69.4, "zwei Drittel", "two thirds"),
    phrase(59.0, 62.4, "sechs von zehn", "six in ten"),
    phrase(55.5, 58.9, "mehr als die Hälfte", "more than half"),
    phrase(50.5, 55.4, "gut die Hälfte", "just over half"),
    phrase(49.5, 50.4, "die Hälfte", "half"),
    phrase(46.0, 49.4, "knapp die Hälfte", "just under half"),
    phrase(38.0, 43.0, "vier von zehn", "four in ten"),
    phrase(32.0, 35.4, "ein Drittel", "one third"),
    phrase(28.0, 31.9, "drei von zehn", "three in ten"),
    phrase(23.0, 27.4, "ein Viertel", "one quarter"),
    phrase(19.0, 22.0, "jede fünfte", "one in five"),
    phrase(16.0, 17.4, "jede sechste", "one in six"),
    phrase(12.0, 13.0, "jede achte", "one in eight"),
    phrase(9.0, 11.0, "jede zehnte", "one in ten"),
    phrase(0.1, 3.0, "kaum eine", "hardly any"),
    phrase(0.0, 0.0, "keine", "none"),
];

/// The phrase for a share between 0 and 100; `None` if no phrase describes it accurately.
pub fn words(share: f64, language: Language) -> Option<&'static str> {
    // The bounds have one decimal: unrounded, 58.95 would fall between two phrases. Rounded, 99.96 must not become
    // "all".
    let rounded = (share * 10.0).round() / 10.0;
    let share = if share > 0.0 && share < 100.0 { rounded.clamp(0.1, 99.9) } else { rounded };
    PHRASES
        .iter()
        .find(|phrase| (phrase.from..=phrase.to).contains(&share))
        .and_then(|phrase| phrase.words(language))
}

/// The phrases that are distinctive in running text, longest first; words such as "alle" and "none" occur
/// everywhere.
pub fn longest_first(language: Language) -> Vec<&'static Phrase> {
    if !language.has_sentences() {
        return Vec::new();
    }
    let said = |phrase: &Phrase| phrase.words(language).unwrap_or_default();
    let mut phrases: Vec<&Phrase> =
        PHRASES.iter().filter(|phrase| said(phrase).contains(' ') || phrase.from == 49.5).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(said(phrase).len()));
    phrases
}

#[cfg(test)]
mod tests {
    use super::{Language, words};

    #[test]
    fn phrases_of_the_press() {
        for (share, expected) in [
            (88.0, "neun von zehn"),
            (77.0, "drei Viertel"),
            (54.0, "gut die Hälfte"),
            (34.0, "ein Drittel"),
            (50.0, "die Hälfte"),
            (20.0, "jede fünfte"),
        ] {
            assert_eq!(words(share, Language::German), Some(expected));
        }
    }

    #[test]
    fn no_phrase_where_none_is_honest() {
        assert_eq!(words(85.0, Language::German), None);
    }

    #[test]
    fn decimals_fall_between_no_two_phrases() {
        assert_eq!(words(58.95, Language::German), Some("sechs von zehn"));
        assert_eq!(words(99.97, Language::German), Some("fast alle"));
        assert_eq!(words(0.02, Language::German), Some("kaum eine"));
        assert_eq!(words(100.0, Language::German), Some("alle"));
    }
}
