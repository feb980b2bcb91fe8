//! A page for each diagnostic code: what it means, what causes it and how to fix it.
//!
//! A page is Markdown: `# `code`: summary`, a few sentences and, where possible, a wrong and a right example. The
//! info string of an example's code fence gives its language and its file name. A test builds the examples.

use crate::diagnostic::{Code, with_codes};

/// The page for a code.
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

/// The page for the code of this name.
pub fn find(code: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.code == code)
}

/// The summary in the first line of a page, without the code.
pub fn summary(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split_once(": ").map_or(line, |(_, summary)| summary)
}
