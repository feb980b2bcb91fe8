//! Words by which lines beside a table are known: the base, the source, notes, and what they say of the figures.

/// Whether a line says that several answers were allowed.
pub(super) fn says_several(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = [
        "mehrfachnenn",
        "mehrfachantwort",
        "mehrfachauswahl",
        "mehrere antworten",
        "mehrere nennungen",
        "multiple response",
        "multiple answer",
        "multiple choice",
        "several answers",
        "all that apply",
        "more than one answer",
        "mehrfach möglich",
    ];
    words.iter().any(|word| text.contains(word))
}

/// Whether a line says that the figures are shares.
pub(super) fn says_percent(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains('%')
        || text.contains("prozent")
        || text.contains("percent")
        || text.contains("anteil")
        || text.contains("share")
}

/// Whether a line says that the figures are counts.
pub(super) fn says_counts(text: &str) -> bool {
    let words = [
        "anzahl",
        "absolut",
        "absolute",
        "häufigkeit",
        "häufigkeiten",
        "nennungen",
        "fallzahl",
        "fallzahlen",
        "counts",
        "frequency",
        "frequencies",
    ];
    let lower = text.to_lowercase();
    // Pivot tables.
    let counts = ["count of", "counta of", "countunique of", "anzahl von", "anzahl - "];
    counts.iter().any(|word| lower.contains(word))
        || text
            .split(|sign: char| !sign.is_alphabetic())
            .any(|word| words.contains(&word.to_lowercase().as_str()))
}

/// Whether a line says that the figures are means.
pub(super) fn says_means(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = ["mittelwert", "durchschnitt", "mean", "average", "median", "index"];
    words.iter().any(|word| text.contains(word))
}

/// Whether a line is the title of a volume of tables.
pub(super) fn names_survey(text: &str) -> bool {
    let text = text.to_lowercase();
    ["tabellenband", "ergebnisband", "data tables", "tabulations"].iter().any(|word| text.contains(word))
}

/// What a line beside a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Who was asked.
    Base,
    /// Who the figures come from.
    Source,
    /// Something to print below.
    Note,
    /// How to read the table, a link, a number of a page.
    Aside,
    /// Anything else.
    Text,
}

/// What a line is, by how it begins.
pub(super) fn line(text: &str) -> Line {
    let lower = text.trim().to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    if begins(&[
        "basis:",
        "basis ",
        "base:",
        "base ",
        "n =",
        "n=",
        "(n",
        "befragte:",
        "gefragt:",
        "filter:",
        "asked of",
        "gestellt an",
    ]) {
        return Line::Base;
    }
    if begins(&["quelle", "source", "©"]) {
        return Line::Source;
    }
    let aside = [
        "zurück",
        "back to",
        "inhalt",
        "content",
        "seite ",
        "page ",
        "tabelle ",
        "table ",
        "spalten",
        "signifikan",
        "significan",
        "angaben in",
        "figures in",
        "in prozent",
        "in %",
        "(in ",
        "in percent",
        "column percent",
        "spaltenprozent",
        "stand:",
        "http",
        "tab. ",
        "rundungs",
        "erstellt",
        "created",
        "gewichtet",
        "weighted",
    ];
    if begins(&aside) {
        return Line::Aside;
    }
    if begins(&["anmerkung", "anm.", "hinweis", "note", "fußnote", "footnote", "*", "¹", "²", "1)", "2)"])
    {
        return Line::Note;
    }
    Line::Text
}

/// Whether texts are German, by the small words in them; `None` where there are too few.
pub(super) fn are_german<'t>(texts: impl Iterator<Item = &'t str>) -> Option<bool> {
    let (mut german, mut english) = (0, 0);
    for text in texts.take(5_000) {
        for word in text.split(|sign: char| !sign.is_alphabetic()) {
            match word.to_lowercase().as_str() {
                "der" | "die" | "das" | "und" | "sie" | "wie" | "nicht" | "frage" | "basis" | "befragte"
                | "alle" | "ist" | "sehr" | "keine" | "angabe" | "gesamt" | "insgesamt" | "anteil"
                | "antwort" | "jahre" | "männer" | "frauen" | "ja" | "nein" | "mit" => german += 1,
                "the" | "and" | "you" | "how" | "not" | "question" | "base" | "of" | "all" | "is"
                | "very" | "total" | "share" | "answer" | "male" | "female" | "men" | "women" | "yes"
                | "no" | "with" | "years" | "respondents" => english += 1,
                _ => {}
            }
        }
    }
    (german != english).then_some(german > english)
}

#[cfg(test)]
mod tests {
    use super::{Line, line, says_counts};

    #[test]
    fn lines_by_how_they_begin() {
        assert_eq!(
            (line("Basis: alle Befragten"), line("Quelle: Amt"), line("* gerundet")),
            (Line::Base, Line::Source, Line::Note)
        );
        assert!(says_counts("Anzahl der Nennungen") && !says_counts("Mehrfachnennungen möglich"));
    }
}
