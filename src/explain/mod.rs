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
    page!("base-changed"),
    page!("base-missing"),
    page!("brand"),
    page!("canvas"),
    page!("cell-error"),
    page!("changed-output"),
    page!("colour-vision"),
    page!("contrast"),
    page!("crowded"),
    page!("difference-in-title"),
    page!("dont-know-dropped"),
    page!("drawing"),
    page!("empty-alt"),
    page!("empty-range"),
    page!("empty-table"),
    page!("encrypted-file"),
    page!("foreign-file"),
    page!("formula-without-value"),
    page!("fractions"),
    page!("heading-gap"),
    page!("internal"),
    page!("json-syntax"),
    page!("merged-cell"),
    page!("misnamed-file"),
    page!("misplaced-key"),
    page!("missing-glyph"),
    page!("missing-header"),
    page!("missing-key"),
    page!("missing-name"),
    page!("multiple-as-whole"),
    page!("net-not-sum"),
    page!("no-charts"),
    page!("no-columns"),
    page!("no-mark"),
    page!("no-specs"),
    page!("not-a-number"),
    page!("not-empty"),
    page!("not-utf8"),
    page!("overlapping-nets"),
    page!("parts-above-100"),
    page!("parts-not-100"),
    page!("pdf"),
    page!("phrase-mismatch"),
    page!("ragged-row"),
    page!("read-and-written"),
    page!("repeated-chart"),
    page!("repeated-figure"),
    page!("repeated-file"),
    page!("repeated-id"),
    page!("repeated-key"),
    page!("repeated-name"),
    page!("repeated-sheet"),
    page!("scale-order"),
    page!("share-out-of-range"),
    page!("small-base"),
    page!("template"),
    page!("too-large"),
    page!("too-many-answers"),
    page!("too-many-parts"),
    page!("too-tall"),
    page!("truncated-axis"),
    page!("typed-number"),
    page!("unclear-answer"),
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
    page!("unknown-rule"),
    page!("unknown-series"),
    page!("unknown-sheet"),
    page!("unknown-size"),
    page!("unknown-variant"),
    page!("unknown-word"),
    page!("unnamed-sheet"),
    page!("unplaced-chart"),
    page!("unreadable"),
    page!("unreadable-brand"),
    page!("unreadable-data"),
    page!("unreadable-parquet"),
    page!("unreadable-workbook"),
    page!("unsuitable-facet"),
    page!("unsuitable-kind"),
    page!("unusable-cache"),
    page!("unusable-font"),
    page!("unusable-logo"),
    page!("unusable-name"),
    page!("unused-series"),
    page!("unwritable"),
    page!("withheld"),
    page!("wording-changed"),
    page!("wording-missing"),
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
