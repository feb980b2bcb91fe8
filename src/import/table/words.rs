//! Words by which rows are known, in German and English: they raise a question, they never decide what a figure is.

/// How notes below a table begin.
const NOTES: [&str; 14] = [
    "quelle",
    "source",
    "anm.",
    "anmerkung",
    "note:",
    "hinweis",
    "fußnote",
    "footnote",
    "stand:",
    "©",
    "*",
    "_",
    "--",
    "––",
];

/// Whether a row without figures reads like a note.
pub(crate) fn looks_like_note(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut signs = name.chars();
    let first = signs.next();
    let numbered = first.is_some_and(|sign| sign.is_ascii_digit()) && signs.next() == Some(')');
    let raised = first.is_some_and(|sign| "¹²³⁴⁵⁶⁷⁸⁹†‡".contains(sign));
    numbered || raised || NOTES.iter().any(|note| lower.starts_with(note)) || name.chars().count() > 100
}

/// Whether a row is called like one that says how many answered, whatever is written behind in brackets.
pub(crate) fn means_base(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = lower.split(['(', ':', '=']).next().unwrap_or_default().trim();
    [
        "n",
        "basis",
        "base",
        "fallzahl",
        "fallzahlen",
        "basis ungewichtet",
        "basis gewichtet",
        "ungewichtete basis",
        "gewichtete basis",
        "unweighted base",
        "weighted base",
        "sample size",
        "stichprobe",
        "respondents",
        "befragte",
    ]
    .contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::{looks_like_note, means_base};
    use crate::survey::names::means_total;

    #[test]
    fn rows_by_their_names() {
        for base in ["n", "N =", "Basis (ungewichtet)", "Base: all respondents", "Fallzahl"] {
            assert!(means_base(base), "{base}");
        }
        for answer in ["nein", "Basisdemokratie", "Basis-Tarif"] {
            assert!(!means_base(answer), "{answer}");
        }
        for note in ["Quelle: Amt", "1) nur Kommunen", "____", "* gerundet", "¹ ohne Berlin"] {
            assert!(looks_like_note(note), "{note}");
        }
        assert!(!looks_like_note("100 bis 200 Beschäftigte") && !looks_like_note("notfalls"));
        assert!(means_total("Insgesamt") && !means_total("alles"));
    }
}
