//! The words of the web page that no other document needs.

use super::Language;

/// The fixed words of a web page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the English word it holds")]
pub struct WebWords {
    pub skip: &'static str,
    pub downloads: &'static str,
    pub document: &'static str,
    pub data: &'static str,
    pub drawing: &'static str,
    pub image: &'static str,
    pub show_table: &'static str,
    pub back: &'static str,
    pub note: &'static str,
    pub link: &'static str,
    pub keys: &'static str,
    pub small_print: &'static str,
    pub chart: &'static str,
}

const GERMAN: WebWords = WebWords {
    skip: "Zum Inhalt springen",
    downloads: "Herunterladen",
    document: "Bericht als PDF",
    data: "Daten (CSV)",
    drawing: "SVG",
    image: "PNG",
    show_table: "Zahlen als Tabelle",
    back: "zurück zum Text",
    note: "Fußnote",
    link: "Link zu dieser Abbildung",
    keys: "Mit den Pfeiltasten von Wert zu Wert",
    small_print: "Für diese Breite ist die Schrift der Abbildung klein. Die Tabelle enthält alle Zahlen.",
    chart: "Diagramm",
};

const ENGLISH: WebWords = WebWords {
    skip: "Skip to content",
    downloads: "Downloads",
    document: "Report as PDF",
    data: "Data (CSV)",
    drawing: "SVG",
    image: "PNG",
    show_table: "Figures as a table",
    back: "back to the text",
    note: "Footnote",
    link: "Link to this figure",
    keys: "Arrow keys move from value to value",
    small_print: "The text of this figure is small at this width. The table has all figures.",
    chart: "chart",
};

impl Language {
    /// The words of a web page in this language.
    pub fn web_words(self) -> &'static WebWords {
        match self {
            Self::German => &GERMAN,
            Self::English => &ENGLISH,
        }
    }
}
