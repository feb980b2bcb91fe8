//! Words, numbers, marks and sentences of a running text.

use crate::language::Language;

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// Lower case without umlauts: `gesunken`, `uber`, `%`.
    pub(super) word: String,
    /// The value and the decimals of a number.
    pub(super) number: Option<(f64, usize)>,
    /// Whether it is within quotation marks.
    pub(super) quoted: bool,
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
}

impl Token {
    /// Whether it is a word, not a number or a mark.
    pub(super) fn is_word(&self) -> bool {
        self.number.is_none() && self.word.starts_with(char::is_alphabetic)
    }

    /// The year that it states, if its number can be one.
    pub(super) fn year(&self) -> Option<i32> {
        let (value, decimals) = self.number?;
        (decimals == 0 && self.word.len() == 4 && (1950.0..2100.0).contains(&value)).then_some(value as i32)
    }
}

/// The end of a paragraph, a list item or a heading.
const BREAK: &str = "¶";
/// Abbreviations after which a full stop does not end a sentence.
const ABBREVIATIONS: [&str; 24] = [
    "abs", "art", "bzw", "ca", "dr", "e", "etc", "g", "i", "inkl", "mio", "mrd", "nr", "prof", "sog", "st",
    "tsd", "u", "v", "vgl", "vs", "z", "b", "d",
];

/// Lower case, umlauts and accents of western Europe without their marks.
pub(super) fn fold(word: &str) -> String {
    /// Verbs whose umlaut makes a past of fact one of possibility: "konnte", "könnte".
    const POSSIBLE: [&str; 6] = ["könnt", "müsst", "dürft", "hätt", "wär", "würd"];
    let mut folded = String::with_capacity(word.len());
    let lower = word.to_lowercase();
    if let Some(verb) = POSSIBLE.iter().find(|verb| lower.starts_with(**verb)) {
        folded.push_str(verb);
        return folded + &fold(&lower[verb.len()..]);
    }
    for sign in word.chars().flat_map(char::to_lowercase) {
        match sign {
            'ä' | 'à' | 'á' | 'â' => folded.push('a'),
            'ö' | 'ó' | 'ô' => folded.push('o'),
            'ü' | 'ú' => folded.push('u'),
            'é' | 'è' | 'ê' => folded.push('e'),
            'ß' => folded.push_str("ss"),
            '’' => folded.push('\''),
            // A combining diaeresis and a soft hyphen.
            '\u{308}' | '\u{ad}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The sentences of a text in order, without links, code and lines of tables; each with whether it is a question.
pub(super) fn sentences(text: &str, language: Language) -> Vec<(Vec<Token>, bool)> {
    let tokens = tokens(text, language);
    let mut sentences = Vec::new();
    let mut current: Vec<Token> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let ends = match token.word.as_str() {
            BREAK | "!" | "?" => true,
            "." => ends_sentence(current.last(), tokens.get(at + 1)),
            _ => {
                current.push(token.clone());
                false
            }
        };
        if ends {
            sentences.push((std::mem::take(&mut current), token.word == "?"));
        }
    }
    sentences.push((current, false));
    sentences.retain(|(sentence, _)| !sentence.is_empty());
    sentences
}

/// Whether a full stop between these two ends a sentence: not after "2." or "z. B.".
fn ends_sentence(before: Option<&Token>, after: Option<&Token>) -> bool {
    let Some(before) = before else { return true };
    let Some(after) = after.filter(|after| after.word != BREAK) else { return true };
    match before.number {
        Some((value, decimals)) => {
            let day = decimals == 0 && value <= 31.0 && before.word.len() <= 2;
            !(day && after.start > before.end)
        }
        None => !ABBREVIATIONS.contains(&before.word.as_str()),
    }
}

/// The tokens of a text. Words joined by a hyphen are separate: "E-Akte" is `e`, `akte`.
pub(super) fn tokens(text: &str, language: Language) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut quoted = false;
    let mut at = 0;
    while let Some(sign) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match sign {
            sign if sign.is_ascii_digit() => number_length(rest),
            sign if sign.is_alphabetic() => word_length(rest),
            '[' if rest.starts_with("[^") => rest.find(']').map_or(1, |end| end + 1),
            ']' if rest.starts_with("](") => rest.find(')').map_or(1, |end| end + 1),
            '`' => rest[1..].find('`').map_or(1, |end| end + 2),
            '\n' if rest[1..].trim_start_matches(' ').starts_with('|') => {
                rest[1..].find('\n').map_or(rest.len(), |end| end + 1)
            }
            sign => sign.len_utf8(),
        };
        let (start, end) = (at, at + length);
        let mut push = |word: String, number| tokens.push(Token { word, number, quoted, start, end });
        match sign {
            sign if sign.is_ascii_digit() => {
                push(rest[..length].to_owned(), number(&rest[..length], language));
            }
            sign if sign.is_alphabetic() => {
                push(fold(&rest[..length]), None);
                // "Jede*r", "Bürger:innen": the sign and what follows belong to the word.
                let more = gendered(&rest[length..]);
                if let Some(token) = tokens.last_mut() {
                    token.end += more;
                }
                at = end + more;
                continue;
            }
            '½' | '⅓' | '¼' | '¾' | '⅔' => push(sign.to_string(), None),
            '„' | '“' | '”' | '"' | '«' | '»' => quoted = !quoted && !matches!(sign, '”'),
            '\n' if rest[1..].trim_start_matches(' ').starts_with(['\n', '-', '*', '#', '|', '>', '\r']) => {
                quoted = false;
                tokens.push(Token { word: BREAK.into(), number: None, quoted, start, end });
            }
            '%' | ',' | ';' | ':' | '(' | ')' | '.' | '!' | '?' | '–' | '—' | '€' | '$' | '£' | '§' | '±'
            | '+' => {
                push(sign.to_string(), None);
            }
            _ => {}
        }
        at = end;
    }
    tokens
}

/// The bytes of the digits at the start, with the separators between them.
fn number_length(text: &str) -> usize {
    let mut end = 0;
    for (at, sign) in text.char_indices() {
        let next = text[at + sign.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
        match sign {
            '0'..='9' => end = at + 1,
            '.' | ',' if next > 0 => {}
            '\u{202f}' | '\u{a0}' if next == 3 => {}
            _ => break,
        }
    }
    end
}

/// The bytes of the word at the start, with apostrophes inside it.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    for (at, sign) in text.char_indices() {
        let after = at + sign.len_utf8();
        let inner = matches!(sign, '\'' | '’') && text[after..].starts_with(char::is_alphabetic);
        match sign {
            sign if sign.is_alphabetic() => end = after,
            '\u{308}' | '\u{ad}' => end = after,
            _ if inner => {}
            _ => break,
        }
    }
    end
}

/// The bytes of a gender sign and the ending after it.
fn gendered(rest: &str) -> usize {
    const ENDINGS: [&str; 6] = ["innen", "in", "r", "n", "m", "s"];
    let Some(tail) = rest.strip_prefix(['*', ':', '/', '_']) else { return 0 };
    let tail = tail.strip_prefix('-').unwrap_or(tail);
    let ends = |ending: &&&str| {
        tail.strip_prefix(**ending).is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_alphanumeric()))
    };
    ENDINGS.iter().find(ends).map_or(0, |ending| rest.len() - tail.len() + ending.len())
}

/// Value and decimals of a number as the language writes it.
fn number(digits: &str, language: Language) -> Option<(f64, usize)> {
    let (group, decimal) = language.separators();
    let plain: String =
        digits.chars().filter(|sign| sign.is_ascii_digit() || *sign == decimal || *sign == group).collect();
    let (whole, fraction) = plain.split_once(decimal).unwrap_or((&plain, ""));
    // "2.1" in German and "2,1" in English are numbers of sections.
    let grouped = whole.split(group).skip(1).all(|part| part.len() == 3);
    if !grouped || fraction.contains([group, decimal]) || whole.len() > 15 {
        return None;
    }
    let whole = whole.replace(group, "");
    format!("{whole}.{fraction}0").parse().ok().map(|value| (value, fraction.len()))
}

/// Whether two stems are the same word, one of them perhaps inflected or shortened: `personal` in a sentence for
/// `personalmangel` in a name, but not `personalausweis` for `personal`.
pub(super) fn alike(in_sentence: &str, in_name: &str) -> bool {
    const SHORTEST: usize = 5;
    const LONGER: usize = 4;
    if in_sentence == in_name {
        return true;
    }
    let (one, other) = (in_sentence.len(), in_name.len());
    if one.min(other) < SHORTEST {
        return false;
    }
    in_name.starts_with(in_sentence) || (in_sentence.starts_with(in_name) && one <= other + LONGER)
}

#[cfg(test)]
mod tests {
    use super::{alike, fold, sentences, tokens};
    use crate::language::Language::{English, German};

    #[test]
    fn sentences_of_a_text() {
        let words = |text: &str, language| {
            let all = sentences(text, language);
            all.iter()
                .filter(|(_, is_question)| !is_question)
                .map(|(one, _)| one.iter().map(|token| token.word.clone()).collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
        };
        let text = "Am 2. Dezember, z. B. um 12,5 %. Wer führt? Die E-Akte [hier](https://x.org/99)!\n\n- Punkt\n| 1 | 2 |\nEnde";
        assert_eq!(
            words(text, German),
            ["am 2 dezember , z b um 12,5 %", "die e akte hier", "punkt", "ende"]
        );
        assert_eq!(words("It isn’t 3.5%. Is it? Yes", English), ["it isn't 3.5 %", "yes"]);
    }

    #[test]
    fn numbers_and_quotes() {
        let all = tokens("1.234 und „41 Prozent“ bis 2,5", German);
        assert_eq!(
            all.iter().filter_map(|one| one.number).collect::<Vec<_>>(),
            [(1234.0, 0), (41.0, 0), (2.5, 1)]
        );
        assert_eq!(all.iter().filter(|one| one.quoted).count(), 2);
    }

    #[test]
    fn words_in_other_forms() {
        assert_eq!(fold("Größte A\u{308}mter"), "grosste amter");
        assert!(alike("personal", "personalmangel") && alike("zufriedenheit", "zufrieden"));
        assert!(!alike("personalausweis", "personal") && !alike("geld", "geldmangel"));
    }
}
