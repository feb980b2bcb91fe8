//! Names of the anchors that internal links point to.

/// The method section.
pub(super) const METHOD: &str = "method";

/// The appendix.
pub(super) const APPENDIX: &str = "appendix";

/// A section.
pub(super) fn section(number: usize) -> String {
    format!("section:{number}")
}

/// A heading inside a section, by its number in the document.
pub(super) fn heading(number: usize) -> String {
    format!("heading:{number}")
}

/// A figure.
pub(super) fn figure(number: usize) -> String {
    format!("figure:{number}")
}

/// The table of a figure.
pub(super) fn table(number: usize) -> String {
    format!("table:{number}")
}

/// A footnote, by its number.
pub(super) fn note(number: &str) -> String {
    format!("note:{number}")
}
