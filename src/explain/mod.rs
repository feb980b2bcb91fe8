//! Every diagnostic by its code, each with a page that says what it means, what provokes it and how to repair it.
//!
//! A page is Markdown: `# `code`: summary`, a few sentences, and where it can be shown an example, wrong and right. The
//! first word of an example's fence is its language, the second the file it would stand in. A test builds the examples.

use crate::diagnostic::{Code, with_codes};

/// The page on a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The code, such as `unknown-key`.
    pub code: Code,
    /// The page in Markdown.
    pub text: &'static str,
}

macro_rules! pages {
    ($($variant:ident $name:literal,)*) => {
        /// A page for each code, in alphabetical order.
        pub const PAGES: &[Page] = &[
            $(Page { code: Code::$variant, text: include_str!(concat!($name, ".md")) },)*
        ];
    };
}
with_codes!(pages);

/// The page on this code.
pub fn find(code: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.code == code)
}

/// What a page says in its first line, without the code.
pub fn summary(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split_once(": ").map_or(line, |(_, summary)| summary)
}
