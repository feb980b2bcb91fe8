//! Finds numbers that a running text states as figures: "623 Kommunen", "1.200", "1,2 Millionen", "4 Prozentpunkte".
//!
//! Most numbers in a text are not figures: years and dates, ordinals and section numbers, numbers within names,
//! ages and spans of time. What is left out here is never reported, so the author gets the benefit of the doubt.

use crate::language::Language;

/// A figure in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numeral {
    /// Its value.
    pub value: f64,
    /// The decimals that it is written with: 1 in "1.2 million".
    pub decimals: usize,
    /// Its multiplier: 1,000,000 in "1.2 million".
    pub scale: f64,
    /// Whether it is a difference between shares: "4 Prozentpunkte".
    pub is_distance: bool,
    /// First byte.
    pub start: usize,
    /// Byte after the last, words such as "million" included.
    pub end: usize,
}

/// Numbers up to this one are spelt out in good prose, and mostly count arguments, not answers.
const SMALL: f64 = 12.0;

/// Words before a number that make it part of a name or a rank.
const NAMES: [&str; 52] = [
    "abb",
    "abbildung",
    "abs",
    "absatz",
    "abschnitt",
    "anhang",
    "anlage",
    "anm",
    "art",
    "artikel",
    "aufgabe",
    "fig",
    "figure",
    "form",
    "frage",
    "fußnote",
    "item",
    "kapitel",
    "klasse",
    "level",
    "name",
    "no",
    "nr",
    "nummer",
    "p",
    "page",
    "paragraph",
    "part",
    "phase",
    "platz",
    "position",
    "pp",
    "punkt",
    "question",
    "rang",
    "rank",
    "s",
    "schritt",
    "section",
    "seite",
    "stufe",
    "tab",
    "tabelle",
    "table",
    "teil",
    "tel",
    "tempo",
    "telefon",
    "top",
    "version",
    "welle",
    "ziffer",
];
/// Words after a number that make it a time or an age.
const TIMES: [&str; 31] = [
    "uhr",
    "jahr",
    "jahre",
    "jahren",
    "jahres",
    "jährige",
    "jährigen",
    "monat",
    "monate",
    "monaten",
    "woche",
    "wochen",
    "tag",
    "tage",
    "tagen",
    "stunde",
    "stunden",
    "minute",
    "minuten",
    "sekunden",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "hours",
    "minutes",
];
/// Words after a number that make it money, a population or a measure.
const FOREIGN: [&str; 17] = [
    "euro",
    "euros",
    "dollar",
    "dollars",
    "pound",
    "pounds",
    "cent",
    "einwohner",
    "einwohnern",
    "einwohnerinnen",
    "inhabitants",
    "kilometer",
    "kilometern",
    "kilometres",
    "miles",
    "kilogramm",
    "kilo",
];
/// Words after a number that multiply it.
const SCALES: [(&str, f64); 11] = [
    ("tsd", 1e3),
    ("tausend", 1e3),
    ("thousand", 1e3),
    ("mio", 1e6),
    ("million", 1e6),
    ("millionen", 1e6),
    ("mrd", 1e9),
    ("milliarde", 1e9),
    ("milliarden", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
];
/// Words between two numbers of the same kind: if the second is not a figure, neither is the first.
const RANGES: [&str; 6] = ["bis", "to", "und", "and", "oder", "or"];

/// All figures of a text, in order.
pub fn numerals(text: &str, language: Language) -> Vec<Numeral> {
    let plain = without_markup(text);
    let tokens = tokens(&plain);
    let mut found = Vec::new();
    let mut next_is_figure = true;
    for (index, (start, end)) in tokens.iter().copied().enumerate().rev() {
        let tied = tokens.get(index + 1).is_some_and(|(next, _)| RANGES.contains(&plain[end..*next].trim()));
        let numeral = figure(&plain, start, end, language).filter(|_| !tied || next_is_figure);
        next_is_figure = numeral.is_some();
        found.extend(
            numeral.filter(|one| one.is_distance || one.scale > 1.0 || one.decimals > 0 || one.value > SMALL),
        );
    }
    found.reverse();
    found
}

/// The numbers in a name, whatever they mean there.
pub fn values(name: &str, language: Language) -> impl Iterator<Item = f64> {
    tokens(name).into_iter().filter_map(move |(start, end)| Some(value(&name[start..end], language)?.0))
}

/// The text with URLs, footnote marks and code replaced by blanks of the same length.
fn without_markup(text: &str) -> String {
    let mut plain = text.to_owned();
    let mut blank = |from: usize, to: usize| plain.replace_range(from..to, &" ".repeat(to - from));
    for (open, close) in [("](", ")"), ("[^", "]"), ("`", "`")] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|start| at + start) {
            let inner = start + open.len();
            let Some(end) = text[inner..].find(close).map(|end| inner + end + close.len()) else { break };
            blank(start, end);
            at = end;
        }
    }
    for (start, _) in text.match_indices("://") {
        let from = text[..start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let to = text[start..].find(char::is_whitespace).map_or(text.len(), |at| start + at);
        if text.is_char_boundary(from) {
            blank(from, to);
        }
    }
    plain
}

/// The byte ranges of numbers: digits with the separators between them.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let mut end = start;
        for (offset, c) in text[start..].char_indices() {
            let here = start + offset;
            let rest = &text[here + c.len_utf8()..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            match c {
                '0'..='9' => end = here + 1,
                '.' | ',' if digits > 0 => {}
                // A narrow or no-break space separates thousands only.
                '\u{202f}' | '\u{a0}' if digits == 3 => {}
                _ => break,
            }
        }
        tokens.push((start, end));
        at = end;
    }
    tokens
}

/// The figure that a number states, if it states one.
fn figure(text: &str, start: usize, end: usize, language: Language) -> Option<Numeral> {
    let (before, after) = (&text[..start], &text[end..]);
    let digits = &text[start..end];
    let (value, decimals) = value(digits, language)?;
    let is_bare = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = is_bare && digits.len() == 4 && (1900.0..2100.0).contains(&value);
    let is_code = is_bare && digits.len() > 1 && digits.starts_with('0');
    if is_year
        || is_code
        || value == 100.0
        || is_within_a_name(before, after)
        || is_ordinal(before, after, value)
    {
        return None;
    }
    let month = |word: &str| language.words().months.iter().any(|month| month.to_lowercase() == word);
    let (last, next) = (last_word(before), next_word(after));
    if last.as_deref().is_some_and(|word| NAMES.contains(&word) || month(word)) || is_on_a_scale(before) {
        return None;
    }
    let plain = Numeral { value, decimals, scale: 1.0, is_distance: false, start, end };
    let Some((word, word_end)) = next else { return Some(plain) };
    // Percentages are checked in `percentages`.
    let share = ["%", "prozent", "percent", "per"].contains(&word.as_str());
    let distance = word.starts_with("prozentpunkt")
        || matches!(word.as_str(), "points" | "point" | "punkte" | "punkten")
        || (word == "percentage" && after[word_end..].trim_start().to_lowercase().starts_with("point"));
    if distance {
        return Some(Numeral { is_distance: true, end: end + word_end, ..plain });
    }
    if share || TIMES.contains(&word.as_str()) || month(&word) {
        return None;
    }
    if FOREIGN.contains(&word.as_str()) || before.trim_end().ends_with(['€', '$', '£']) {
        return None;
    }
    match SCALES.iter().find(|(known, _)| *known == word) {
        Some((_, scale)) => Some(Numeral { scale: *scale, end: end + word_end, ..plain }),
        None => Some(plain),
    }
}

/// Value and decimals of a number as the language writes it; `None` for `2.1` in German, or `02.12.2020`.
fn value(digits: &str, language: Language) -> Option<(f64, usize)> {
    let (group, decimal) = language.separators();
    let spaces = ['\u{202f}', '\u{a0}'];
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let mut groups = whole.split(|c| c == group || spaces.contains(&c));
    let first = groups.next()?.len();
    let rest: Vec<usize> = groups.map(str::len).collect();
    let grouped = rest.is_empty() || (first <= 3 && rest.iter().all(|length| *length == 3));
    if !grouped || !fraction.bytes().all(|byte| byte.is_ascii_digit()) || whole.len() > 18 {
        return None;
    }
    let plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{plain}.{fraction}0").parse().ok().map(|value| (value, fraction.len()))
}

/// Whether adjacent characters make the digits part of a name: `A4`, `COVID-19`, `19-Jährige`, `16:9`, `1/3`,
/// `2.x`, `± 3`.
fn is_within_a_name(before: &str, after: &str) -> bool {
    let ties = |c: char| c.is_alphanumeric() || "-–/:._#§+&@\\'’".contains(c);
    let digit_follows =
        |sign: char| after.strip_prefix(sign).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    // Digits after digits are telephone numbers and the like.
    let is_one_of_several = before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
    before.ends_with(ties)
        || is_one_of_several
        || before.trim_end().ends_with(['±', '§', '#'])
        || after.starts_with(|c: char| c.is_alphanumeric() || "-–/°".contains(c))
        || [':', '.', ',', '’', '\''].into_iter().any(digit_follows)
}

/// Whether the digits number something: "am 2. Dezember", "die 3. Welle", or an item of a list.
fn is_ordinal(before: &str, after: &str, value: f64) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let leads = line.chars().all(|c| c.is_whitespace() || "#-*>".contains(c));
    if leads && after.starts_with(['.', ')']) {
        return true;
    }
    let Some(rest) = after.strip_prefix('.') else { return false };
    let goes_on = rest.starts_with([' ', '\u{a0}', '\u{202f}']);
    let next = rest.trim_start().chars().next();
    goes_on && next.is_some_and(|c| c.is_lowercase() || (value <= 31.0 && c.is_alphanumeric()))
}

/// Whether the digits are an end of a rating scale: "auf einer Skala von 0 bis 100".
fn is_on_a_scale(before: &str) -> bool {
    let tail: String = before.chars().rev().take(30).collect();
    let tail: String = tail.chars().rev().collect::<String>().to_lowercase();
    ["skala", "scale"].iter().any(|word| tail.contains(word))
}

fn last_word(text: &str) -> Option<String> {
    let text = text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '.', '\n']);
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next()?;
    Some(word.to_lowercase()).filter(|word| !word.is_empty())
}

/// The next word in lower case, and where it ends.
fn next_word(text: &str) -> Option<(String, usize)> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n']);
    let start = text.len() - rest.len();
    let length = match rest.starts_with('%') {
        true => 1,
        false => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
    };
    (length > 0).then(|| (rest[..length].to_lowercase(), start + length))
}

#[cfg(test)]
mod tests {
    use super::numerals;
    use crate::language::Language;

    fn german(text: &str) -> Vec<f64> {
        numerals(text, Language::German).iter().map(|one| one.value * one.scale).collect()
    }

    #[test]
    fn counts_of_a_text() {
        assert_eq!(
            german("In 623 Kommunen, davon 1.200 Ämter und 10\u{202f}500 Stellen."),
            [623.0, 1200.0, 10500.0]
        );
        assert_eq!(
            german("Es sind 1,2 Millionen, früher 3 Mio. und 850 Tsd."),
            [1_200_000.0, 3_000_000.0, 850_000.0]
        );
        assert_eq!(german("plus 4 Prozentpunkte, minus 1,5 Prozentpunkte"), [4.0, 1.5]);
        assert_eq!(german("Basis: n=623, (n = 380); 54 von 100"), [623.0, 380.0, 54.0]);
        assert_eq!(german("Befragt wurden 623. Davon 380 (61 %) online."), [623.0, 380.0]);
        let english = numerals("1,234 towns, 12.5 points and 3.5 million", Language::English);
        assert_eq!(
            english.iter().map(|one| one.value * one.scale).collect::<Vec<_>>(),
            [1234.0, 12.5, 3_500_000.0]
        );
    }

    #[test]
    fn what_is_no_figure() {
        for text in [
            "2020, die 2010er und die Jahre 2019–2021",
            "am 2. Dezember 2020, 02.12.2020, 2020-12-02, 14:30 Uhr, 14 Uhr",
            "die 2. Welle, der 27. Bericht, 21. und letzte",
            "54 %, 54\u{202f}%, 54 Prozent, ± 13 %, ±13",
            "COVID-19, A4, 19-Jährige, PDF/UA-1, 16:9, Industrie 4.0, § 16 Abs. 24, #17",
            "Abbildung 13, Tabelle 14, Frage 15, S. 16, Nr. 17",
            "18 bis 29 Jahre, seit 15 Jahren, in 30 Minuten, nach 24 oder 48 Stunden",
            "auf einer Skala von 0 bis 20",
            "13. ein Punkt der Liste\n14. noch einer\n## 15. Abschnitt",
            "eine Note[^13] und [ein Link](https://example.org/4711), https://example.org/99/x und `kennung 77`",
            "zu 100, 0049 30, +49 30, 12 Gründe, 3 Gruppen",
            "n und N",
        ] {
            let found = german(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
        let english =
            numerals("On November 26 and 2 December, 12.5 per cent, aged 18 to 29 years", Language::English);
        assert!(english.is_empty(), "{english:?}");
    }
}
