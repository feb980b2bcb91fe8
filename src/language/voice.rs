//! Words for texts that are read aloud. A voice does not see a minus sign, a range or an abbreviation: it needs words.

use super::{Language, fill, number};
use crate::survey::hidden::Hidden;

/// Fixed phrases of texts that are read aloud; each `{}` is a placeholder for [`fill`].
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the English word it holds")]
pub struct VoiceWords {
    pub highest: &'static str,
    pub lowest: &'static str,
    pub equal: &'static str,
    pub each: &'static str,
    pub more: &'static str,
    pub highlighted: &'static str,
    pub together: &'static str,
    pub widest: &'static str,
    pub narrowest: &'static str,
    pub rising: &'static str,
    pub falling: &'static str,
    pub risen: &'static str,
    pub fallen: &'static str,
    pub level: &'static str,
    pub most_often: &'static str,
    pub with_higher: &'static str,
    pub with_lower: &'static str,
    pub all_figures: &'static str,
    pub all_below: &'static str,
    pub of_which: &'static str,
    pub to: &'static str,
    pub under: &'static str,
    pub minus: &'static str,
    pub plus: &'static str,
    pub interval: &'static str,
    pub size: &'static str,
    pub about: &'static str,
    pub hidden_small: &'static str,
    pub hidden_linked: &'static str,
    pub no_answer: &'static str,
    /// Thousand, million and billion, each for one and for several.
    pub magnitudes: [(&'static str, &'static str); 3],
}

/// A figure as it is printed, in words where a voice would skip a sign: `minus 5`, `unter 1 %`.
pub fn figure(printed: &str, language: Language) -> String {
    let words = language.voice();
    if let Some(rest) = printed.strip_prefix('<') {
        return fill(words.under, &[rest.trim_start_matches('\u{a0}')]);
    }
    let printed = printed.trim_start_matches('\u{200e}');
    for (sign, word) in [('\u{2212}', words.minus), ('+', words.plus)] {
        if let Some(rest) = printed.strip_prefix(sign) {
            return format!("{word}{rest}");
        }
    }
    printed.to_owned()
}

/// A name, with words for a dash between two numbers: `70 to 79`. Days and months are said as in a sentence.
pub fn name(text: &str, language: Language) -> String {
    let is_date = text.len() > 5
        && text.as_bytes().get(4) == Some(&b'-')
        && text.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    if is_date {
        return number::period(text, language);
    }
    let joint = fill(language.voice().to, &["", ""]);
    let mut spoken = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('–') {
        let between =
            before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
        spoken.push_str(before);
        spoken.push_str(if between { &joint } else { "–" });
        rest = after;
    }
    spoken.push_str(rest);
    spoken
}

/// What is read aloud instead of a cell of a table, where a voice would skip a sign or spell an abbreviation.
pub fn cell(printed: &str, language: Language) -> Option<String> {
    let (words, voice) = (language.words(), language.voice());
    if printed == words.no_answer {
        return Some(voice.no_answer.to_owned());
    }
    let (rest, mark) = match printed.trim_end_matches(['▲', '▼']) {
        rest if rest.len() == printed.len() => (printed, ""),
        rest if printed.ends_with('▲') => (rest.trim_end(), words.significantly_higher),
        rest => (rest.trim_end(), words.significantly_lower),
    };
    let digits = rest.trim_start_matches(['\u{200e}', '\u{2212}', '+', '<', '\u{a0}']);
    let is_figure = digits.starts_with(|c: char| c.is_ascii_digit());
    let figure = if is_figure { name(&figure(rest, language), language) } else { rest.to_owned() };
    let spoken = if mark.is_empty() { figure } else { format!("{figure}, {mark}") };
    (spoken != printed).then_some(spoken)
}

/// Why a figure is hidden.
pub fn hidden(why: Hidden, language: Language) -> String {
    match why {
        Hidden::Small(least) => {
            fill(language.voice().hidden_small, &[&number::number(f64::from(least), 0, language)])
        }
        Hidden::Linked => language.voice().hidden_linked.to_owned(),
    }
}

/// Names in a row: `A, B und C`; of many, the first three and how many more there are.
pub fn list(names: &[String], language: Language) -> String {
    let voice = language.voice();
    let more = names.len().saturating_sub(3);
    let mut said: Vec<String> = names.iter().take(if more > 1 { 3 } else { 4 }).cloned().collect();
    if more > 1 {
        said.push(fill(voice.more, &[&more.to_string()]));
    }
    super::list(&said, language)
}

#[cfg(test)]
mod tests {
    use super::{Language, cell, figure, list, name};

    #[test]
    fn signs_become_words() {
        assert_eq!(figure("\u{2212}5,5", Language::German), "minus 5,5");
        assert_eq!(figure("+6.2", Language::English), "plus 6.2");
        assert_eq!(figure("<\u{a0}1\u{202f}%", Language::German), "unter 1\u{202f}%");
        assert_eq!(figure("<1%", Language::English), "under 1%");
        assert_eq!(cell("−19 ▼", Language::English).as_deref(), Some("minus 19, significantly lower"));
        assert_eq!(cell("k.\u{202f}A.", Language::German).as_deref(), Some("keine Angabe"));
        assert_eq!(cell("49–61 %", Language::German).as_deref(), Some("49 bis 61 %"));
        assert_eq!(cell("54 %", Language::German), None);
        assert_eq!(name("70–79", Language::English), "70 to 79");
        assert_eq!(name("Bonn – Köln", Language::German), "Bonn – Köln");
    }

    #[test]
    fn a_list_of_many_names_is_cut() {
        let names = |count: usize| (0..count).map(|at| format!("N{at}")).collect::<Vec<_>>();
        assert_eq!(list(&names(1), Language::German), "N0");
        assert_eq!(list(&names(4), Language::German), "N0, N1, N2 und N3");
        assert_eq!(list(&names(5), Language::German), "N0, N1, N2 und 2 weitere");
    }
}
