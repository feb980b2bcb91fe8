//! Every diagnostic by its code, each with a page that says what it means, what provokes it and how to repair it.
//!
//! A page is Markdown: `# `code`: summary`, a few sentences, and where it can be shown an example, wrong and right. The
//! first word of an example's fence is its language, the second the file it would stand in. A test builds the examples.

/// The page on a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The code, such as `unknown-key`.
    pub code: &'static str,
    /// The page in Markdown.
    pub text: &'static str,
}

macro_rules! page {
    ($code:literal) => {
        Page { code: $code, text: include_str!(concat!($code, ".md")) }
    };
}

/// All codes in alphabetic order: a test compares them with those that the source uses.
pub const PAGES: &[Page] = &[
    page!("canvas"),
    page!("drawing"),
    page!("empty-alt"),
    page!("empty-table"),
    page!("heading-gap"),
    page!("internal"),
    page!("misplaced-key"),
    page!("missing-glyph"),
    page!("missing-key"),
    page!("no-charts"),
    page!("no-specs"),
    page!("not-empty"),
    page!("not-utf8"),
    page!("parts-above-100"),
    page!("pdf"),
    page!("repeated-chart"),
    page!("repeated-id"),
    page!("repeated-key"),
    page!("repeated-name"),
    page!("share-out-of-range"),
    page!("template"),
    page!("too-large"),
    page!("too-tall"),
    page!("unknown-category"),
    page!("unknown-chart"),
    page!("unknown-chart-kind"),
    page!("unknown-color"),
    page!("unknown-column"),
    page!("unknown-format"),
    page!("unknown-header"),
    page!("unknown-key"),
    page!("unknown-language"),
    page!("unknown-markdown"),
    page!("unknown-series"),
    page!("unknown-variant"),
    page!("unknown-word"),
    page!("unplaced-chart"),
    page!("unreadable"),
    page!("unreadable-data"),
    page!("unsuitable-kind"),
    page!("unusable-font"),
    page!("unusable-logo"),
    page!("unwritable"),
    page!("wrong-date"),
    page!("wrong-encoding"),
    page!("wrong-id"),
    page!("wrong-length"),
    page!("wrong-number"),
    page!("wrong-quotes"),
    page!("wrong-range"),
    page!("wrong-type"),
    page!("yaml-syntax"),
];

/// The page on this code.
pub fn find(code: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.code == code)
}

/// What a page says in its first line, without the code.
pub fn summary(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split_once(": ").map_or(line, |(_, summary)| summary)
}
