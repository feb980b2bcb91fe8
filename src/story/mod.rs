//! What a document says, before pages: the input of the composition.

pub(crate) mod chart_table;
pub mod from_briefing;
pub mod markdown;
mod method;
pub(crate) mod missing_glyphs;

use crate::scene::Scene;
use markdown::{Inline, Markdown};

/// What the document says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Title, shown in the window's title bar.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// One sentence on the content; may be empty.
    pub subject: String,
    /// Keywords; may be empty.
    pub keywords: Vec<String>,
    /// Language tag, such as `de` or `en-GB`.
    pub language: String,
    /// Date of issue in seconds since 1970-01-01T00:00:00Z.
    pub created: i64,
}

/// A whole document.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Title, author, dates.
    pub meta: Metadata,
    /// Small line above the title.
    pub kicker: String,
    /// Second line of the title.
    pub subtitle: String,
    /// The date in words.
    pub date: String,
    /// Text on the cover.
    pub cover: Markdown,
    /// The numbered sections.
    pub sections: Vec<Section>,
    /// The page on how the survey was made.
    pub method: Option<Method>,
}

/// A numbered section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub content: Vec<Content>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Running text.
    Text(Markdown),
    /// A chart with its words and figures.
    Chart(Box<Chart>),
    /// The place of a chart that could not be made: its id.
    Failed(String),
}

/// A chart on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it is called by.
    pub id: String,
    /// Its message.
    pub title: String,
    /// What is measured; may be empty.
    pub subtitle: String,
    /// The drawing, without title and footer; one without an alternative text only decorates.
    pub scene: Scene,
    /// Footer lines.
    pub footer: Vec<String>,
    /// Its figures.
    pub table: Table,
    /// Whether the table stands below the figure.
    pub beside: bool,
    /// Whether the table stands in the appendix.
    pub appendix: bool,
}

/// A table of figures: a header row, then rows with a name and cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Names of the columns; the first is that of the row names.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its name.
    pub name: String,
    /// Whether it is part of the row above that stands out.
    pub indented: bool,
    /// Whether it stands out: a net.
    pub strong: bool,
    /// Its cells.
    pub cells: Vec<String>,
}

/// How a survey was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// The author's words.
    pub text: Markdown,
    /// The facts: name and words.
    pub facts: Vec<(String, Vec<Inline>)>,
}
