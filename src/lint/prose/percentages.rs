//! Finds percentages in running text, and phrases such as "drei Viertel" next to one.

use crate::language::phrase::Phrase;
use crate::language::{Language, phrase};

/// A percentage in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent {
    /// Its number.
    pub value: f64,
    /// The decimals that it is written with.
    pub decimals: usize,
    /// First byte of the number.
    pub start: usize,
    /// Byte after the unit.
    pub end: usize,
}

/// Units of a percentage; longer words such as "Prozentpunkte" do not count.
const UNITS: [&str; 4] = ["%", "Prozent", "percent", "per cent"];

/// All percentages of a text, in order. Margins such as "± 3 %" are left out.
pub fn percents(text: &str) -> Vec<Percent> {
    let mut found: Vec<Percent> = UNITS
        .iter()
        .flat_map(|unit| text.match_indices(unit))
        .filter_map(|(at, unit)| {
            let end = at + unit.len();
            let is_longer_word = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
            number_before(text, at)
                .filter(|_| !is_longer_word && !names_a_level(&text[end..]))
                .map(|percent| Percent { end, ..percent })
        })
        .collect();
    found.sort_by_key(|percent| percent.start);
    found
}

/// How the words begin that make a percentage the level of an interval or a test: "95 % interval", "95 % confidence".
const LEVELS: [&str; 5] = ["interval", "confidence", "konfidenz", "vertrauens", "signifikanz"];

/// Whether the text after a percentage makes it the level of an interval, which is no figure of a survey.
fn names_a_level(rest: &str) -> bool {
    let word = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = lowercase(word);
    LEVELS.iter().any(|level| word.starts_with(level))
}

/// The number that ends before a byte, ignoring spaces between.
fn number_before(text: &str, at: usize) -> Option<Percent> {
    let head = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}', '\n']);
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let start = head.trim_end_matches(digits).len();
    let number = head[start..].trim_start_matches([',', '.']);
    let start = head.len() - number.len();
    if head[..start].trim_end().ends_with('±') {
        return None;
    }
    let plain = number.replace(',', ".");
    let decimals = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    Some(Percent { value: plain.parse().ok()?, decimals, start, end: at })
}

/// Wordings that make shares parts of 100 %: "von 100 %", "zusammen 100 Prozent", "adds up to 100%".
const WHOLES: [&str; 9] = [
    "von 100",
    "= 100",
    "zusammen 100",
    "insgesamt 100",
    "sich zu 100",
    "sich auf 100",
    "of 100",
    "up to 100",
    "total 100",
];

/// The words of a text that make its shares parts of 100 %; `None` if the sentence denies it.
pub fn whole(text: &str) -> Option<&str> {
    let lower = lowercase(text);
    WHOLES.iter().find_map(|words| {
        let start = lower.find(words)?;
        let end = start + words.len();
        let rest = lower[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let unit = UNITS.iter().find(|unit| rest.starts_with(&unit.to_lowercase()))?;
        let sentence = lower[..start].rsplit(['.', '!', '?']).next().unwrap_or_default();
        let denied = ["nicht", "keine", "mehr als", "über", "not", "more than", "n’t", "n't"]
            .iter()
            .any(|word| sentence.contains(word));
        let end = text.len() - rest.len() + unit.len();
        let begins = !lower[..start].ends_with(char::is_alphanumeric);
        (!denied && begins).then(|| &text[start..end])
    })
}

/// Words before a phrase that modify it.
const MODIFIERS: [&str; 22] = [
    "rund",
    "etwa",
    "fast",
    "knapp",
    "gut",
    "als",
    "über",
    "unter",
    "circa",
    "ca",
    "beinahe",
    "ungefähr",
    "bis",
    "about",
    "around",
    "almost",
    "nearly",
    "over",
    "under",
    "roughly",
    "than",
    "just",
];
/// The largest distance in bytes from a phrase to its percentage.
const REACH: usize = 120;

/// Phrases followed by a percentage in the same sentence that they do not fit: the words and the share.
pub fn mismatches(text: &str, language: Language) -> Vec<(&str, f64)> {
    if percents(text).is_empty() {
        return Vec::new();
    }
    let lower = lowercase(text);
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for phrase in phrase::longest_first(language) {
        for form in forms(phrase.words(language).unwrap_or_default()) {
            for (start, _) in lower.match_indices(&form) {
                let end = start + form.len();
                if !is_delimited(&lower, start, end)
                    || taken.iter().any(|(from, to)| start < *to && *from < end)
                {
                    continue;
                }
                taken.push((start, end));
                found.push((start, end, phrase));
            }
        }
    }
    found.sort_by_key(|(start, ..)| *start);
    let starts: Vec<usize> = found.iter().map(|(start, ..)| *start).collect();
    found
        .into_iter()
        .filter_map(|(start, end, phrase)| {
            let next = starts.iter().copied().find(|other| *other >= end).unwrap_or(text.len());
            let share = share_after(text, end, next)?;
            let modified = last_word(&lower[..start]).is_some_and(|word| MODIFIERS.contains(&word));
            (!modified && !fits(phrase, share)).then(|| (&text[start..end], share))
        })
        .collect()
}

/// Lower case without a change of length, so that byte positions stay valid.
fn lowercase(text: &str) -> String {
    let lower = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|small| small.len_utf8() == c.len_utf8() && lower.next().is_none()).unwrap_or(c)
    };
    text.chars().map(lower).collect()
}

/// The inflected forms of a phrase: "jede fünfte", "jeder fünfte", "einem Viertel".
fn forms(words: &str) -> Vec<String> {
    let words = lowercase(words);
    match words.split_once(' ') {
        Some(("jede", rest)) => {
            ["jede", "jeder", "jedes", "jedem", "jeden"].map(|word| format!("{word} {rest}")).to_vec()
        }
        Some(("ein", rest)) => ["ein", "einem"].map(|word| format!("{word} {rest}")).to_vec(),
        _ => vec![words],
    }
}

/// Whether the words are not part of a longer word.
fn is_delimited(text: &str, start: usize, end: usize) -> bool {
    !text[..start].ends_with(char::is_alphanumeric) && !text[end..].starts_with(char::is_alphanumeric)
}

fn last_word(text: &str) -> Option<&str> {
    text.trim_end_matches([' ', '\n', '.']).rsplit(|c: char| !c.is_alphanumeric()).next()
}

/// What comes right before the percentage of a phrase: "drei Viertel (68 %)", "drei Viertel, genau 68 %".
const LEADS: [&str; 8] = ["(", "genau", "nämlich", "das sind", "exakt", "exactly", "that is", "namely"];

/// The percentage that follows a phrase in the same sentence, if it comes before the next phrase and is introduced
/// by one of [`LEADS`].
fn share_after(text: &str, end: usize, next: usize) -> Option<f64> {
    let percent = percents(&text[end..]).into_iter().next()?;
    let at = end + percent.start;
    let between = &text[end..at];
    let same_sentence = !between.contains(['!', '?'])
        && !between.contains(". ")
        && !between.contains(".\n")
        && !between.contains("\n\n");
    let leads = LEADS.iter().any(|lead| between.trim_end().ends_with(lead));
    (at < next && at - end <= REACH && same_sentence && leads).then_some(percent.value)
}

/// Whether a share is acceptable for a phrase: in its range, or up to 2.5 points outside it.
fn fits(phrase: &Phrase, share: f64) -> bool {
    // "More than half" stays true for far larger shares, but understates those above three quarters.
    let to = if (phrase.from, phrase.to) == (55.5, 58.9) { 75.0 } else { phrase.to + 2.5 };
    let from = if phrase.from > 50.0 && phrase.from < 59.0 { 50.05 } else { phrase.from - 2.5 };
    (from..=to).contains(&share)
}

#[cfg(test)]
mod tests {
    use super::{mismatches, percents};
    use crate::language::Language;

    #[test]
    fn percentages_of_a_text() {
        let values =
            |text: &str| percents(text).iter().map(|one| (one.value, one.decimals)).collect::<Vec<_>>();
        assert_eq!(
            values("Es sind 54 %, früher 12,5\u{202f}% und 7 Prozent."),
            [(54.0, 0), (12.5, 1), (7.0, 0)]
        );
        assert_eq!(values("up 3.5% (3 per cent)"), [(3.5, 1), (3.0, 0)]);
        assert!(values("plus 4 Prozentpunkte, ± 3 %, viele %, 5 %-Hürde, .%").is_empty());
    }

    #[test]
    fn phrases_that_do_not_fit() {
        let wrong = |text| {
            mismatches(text, Language::German).iter().map(|(words, _)| words.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(wrong("Drei Viertel der Kommunen (68 %) sagen das."), ["Drei Viertel"]);
        assert_eq!(wrong("Jeder fünfte (31 %) und ein Drittel (33 %)."), ["Jeder fünfte"]);
        assert_eq!(wrong("die Hälfte (56 %)"), ["die Hälfte"]);
        assert_eq!(wrong("drei Viertel, genau 68 %, sagen das"), ["drei Viertel"]);
        for right in [
            "Drei Viertel (76 %).",
            "Mehr als drei Viertel (81 %).",
            "Mehr als die Hälfte (62 %).",
            "Gut die Hälfte (54 %) und knapp die Hälfte (47 %).",
            "Drei Viertel sagen das. Anders ist es dort (12 %).",
            "Drei Viertel nennen Geld, Zeit nennen 12 %.",
            "Drei Viertel (Vorjahr: 68 %).",
            "Drei Viertel oder zwei Drittel (67 %).",
            "Dreiviertel (68 %)",
        ] {
            assert!(wrong(right).is_empty(), "{right}");
        }
        let english = mismatches("Nine in ten towns (72%) agree.", Language::English);
        assert_eq!(english, [("Nine in ten", 72.0)]);
    }
}
