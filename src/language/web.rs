//! The words of the web page that no other document needs.

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
