//! What the lines above and below a table say: the question, a short name for it, who was asked, the source, notes.

use super::draft::one_line;
use super::grid::Grid;
use super::lines::{self, Line};
use super::tables::Region;

/// What the lines beside a table say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Wording {
    /// The number of the question, such as `q3`.
    pub(super) code: Option<String>,
    pub(super) title: Option<String>,
    pub(super) question: Option<String>,
    /// Who was asked, and how many if the line says so.
    pub(super) base: Option<(String, Option<u32>)>,
    pub(super) source: Option<String>,
    /// The title of the whole survey.
    pub(super) survey: Option<String>,
    pub(super) notes: Vec<String>,
    /// All lines, to look for words such as “Mehrfachnennungen”.
    pub(super) all: String,
}

/// Reads the lines beside a table.
pub(super) fn wording(grid: &Grid, region: &Region) -> Wording {
    let mut found = Wording::default();
    let line = |row: &usize| {
        // Another table may be beside it, with lines of its own.
        let own = grid.texts(*row, region.strip.clone());
        let texts = if own.is_empty() { grid.texts(*row, 0..grid.width()) } else { own };
        let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
        untabled(&one_line(&texts.join(" "))).to_owned()
    };
    let above: Vec<String> = region.above.iter().map(line).filter(|text| !text.is_empty()).collect();
    let below: Vec<String> = region.below.iter().map(line).filter(|text| !text.is_empty()).collect();
    let mut texts: Vec<(Option<String>, String)> = Vec::new();
    for (text, is_above) in
        above.iter().map(|text| (text, true)).chain(below.iter().map(|text| (text, false)))
    {
        match lines::line(text) {
            Line::Base if found.base.is_none() => found.base = base(text),
            Line::Source if found.source.is_none() => found.source = source(text),
            Line::Note => found.notes.push(text.clone()),
            Line::Text if is_above && lines::names_survey(text) => found.survey = Some(text.clone()),
            Line::Text if is_above => texts.push(numbered(text)),
            _ => {}
        }
    }
    found.all = [above.join(" "), below.join(" ")].join(" ");
    found.code = texts.iter().find_map(|(code, _)| code.clone());
    // A question ends in its mark; an instruction may follow.
    let asks = |text: &String| text.contains('?');
    let question = texts
        .iter()
        .position(|(_, text)| asks(text))
        .or_else(|| texts.iter().position(|(code, text)| code.is_some() && text.chars().count() > 40))
        .or_else(|| texts.iter().position(|(_, text)| text.chars().count() > 60));
    found.question = question.map(|at| texts[at].1.clone());
    let title = texts
        .iter()
        .enumerate()
        .find(|(at, (_, text))| Some(*at) != question && (3..=90).contains(&text.chars().count()));
    found.title = title.map(|(_, (_, text))| text.clone());
    found
}

/// A line without the number of its table: `Tabelle 7: Zufriedenheit`.
fn untabled(text: &str) -> &str {
    let word = ["tabelle ", "table ", "tab. "]
        .iter()
        .find(|word| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)));
    let Some(rest) = word.map(|word| &text[word.len()..]) else { return text };
    let number = rest.find([':', ' ']).unwrap_or(rest.len());
    let is_number = rest[..number].chars().all(|sign| sign.is_ascii_alphanumeric() || ".-".contains(sign))
        && rest[..number].contains(|sign: char| sign.is_ascii_digit());
    let title = rest[number..].trim_start_matches([':', '.', ' ', '-', '\u{2013}']);
    if is_number && !title.is_empty() { title } else { text }
}

/// A line without the number of its question: `F3.`, `Frage 3:`, `Q4a)`, `Tabelle 7`.
fn numbered(text: &str) -> (Option<String>, String) {
    let lower = text.to_lowercase();
    let (letter, after) = match ["frage", "question", "f", "q"].iter().find(|word| lower.starts_with(**word))
    {
        Some(word) => (if word.starts_with('f') { 'f' } else { 'q' }, word.len()),
        None => return (None, text.to_owned()),
    };
    let Some(rest) = text.get(after..) else { return (None, text.to_owned()) };
    let rest = rest.trim_start_matches([' ', '.', '-']);
    let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    if digits == 0 || digits > 4 {
        return (None, text.to_owned());
    }
    let letters = rest[digits..].find(|sign: char| !sign.is_ascii_lowercase()).unwrap_or(rest.len() - digits);
    let end = digits + if letters <= 1 { letters } else { 0 };
    let (number, rest) = (&rest[..end], &rest[end..]);
    let parted = rest.starts_with([':', '.', ')', ' ', '-', '_', '\u{2013}']) || rest.is_empty();
    if !parted {
        return (None, text.to_owned());
    }
    let rest = rest.trim_start_matches([':', '.', ')', ' ', '-', '_', '\u{2013}']).to_owned();
    (Some(format!("{letter}{number}")), if rest.is_empty() { text.to_owned() } else { rest })
}

/// Who was asked, without the word before it and without the number behind it.
fn base(text: &str) -> Option<(String, Option<u32>)> {
    let n = number_behind(text);
    let mut rest = text;
    for word in ["Basis:", "Basis", "Base:", "Base", "Befragte:", "Gefragt:", "Filter:"] {
        if rest.len() > word.len()
            && rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
        {
            rest = rest[word.len()..].trim_start_matches([':', ' ']);
            break;
        }
    }
    // In some tables, the same line says what the figures are.
    let lower = rest.to_ascii_lowercase();
    let units = ["angaben in", "in %", "in prozent", "in percent", "figures in", "all figures"];
    let end = ["(n", ", n", "; n", "n=", "n ="]
        .iter()
        .chain(&units)
        .filter_map(|sign| lower.find(sign))
        .min()
        .unwrap_or(rest.len());
    let label = rest[..end].trim().trim_end_matches([',', ';', '(', ':', '.', '-', '\u{2013}', ' ']).trim();
    (!label.is_empty() && label.chars().any(char::is_alphabetic)).then(|| (label.to_owned(), n))
}

/// The number behind `n =`.
fn number_behind(text: &str) -> Option<u32> {
    let at = ["n=", "n ="].iter().find_map(|sign| text.find(sign).map(|at| at + sign.len()))?;
    let rest = text[at..].trim_start();
    let end = rest
        .find(|sign: char| !(sign.is_ascii_digit() || ".,' \u{a0}\u{202f}".contains(sign)))
        .unwrap_or(rest.len());
    let digits: String = rest[..end].chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|n| *n > 0)
}

fn source(text: &str) -> Option<String> {
    let rest = ["quellen", "quelle", "sources", "source"]
        .iter()
        .find(|word| text.to_lowercase().starts_with(**word))
        .and_then(|word| text.get(word.len()..))
        .unwrap_or(text);
    let name = rest.trim_start_matches([':', ' ']).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{base, numbered, source, untabled};

    #[test]
    fn lines_beside_a_table() {
        let said = |text: &str| {
            let (code, rest) = numbered(text);
            format!("{}|{rest}", code.unwrap_or_default())
        };
        assert_eq!(said("F3. Wie zufrieden sind Sie?"), "f3|Wie zufrieden sind Sie?");
        assert_eq!(said("Frage 12a: Was hindert Sie?"), "f12a|Was hindert Sie?");
        assert_eq!(said("Q4 Obstacles"), "q4|Obstacles");
        assert_eq!(said("Freude an 3 Orten"), "|Freude an 3 Orten");
        assert_eq!(said("Fragen 2023"), "|Fragen 2023");
        assert_eq!(base("Basis: alle Befragten (n = 1.004)"), Some(("alle Befragten".into(), Some(1004))));
        assert_eq!(base("Base: all respondents"), Some(("all respondents".into(), None)));
        assert_eq!(base("n = 300"), None);
        assert_eq!(base("Basis: alle Befragten, Angaben in %"), Some(("alle Befragten".into(), None)));
        assert_eq!(untabled("Tabelle 7: Wohnform"), "Wohnform");
        assert_eq!(untabled("Table 12a How do you live?"), "How do you live?");
        assert_eq!(untabled("Table of contents"), "Table of contents");
        assert_eq!(source("Quelle: Stadt Beispiel").as_deref(), Some("Stadt Beispiel"));
    }
}
