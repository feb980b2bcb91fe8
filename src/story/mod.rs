//! The content of a document before it is laid out: the input of [`document::compose`](crate::document::compose).

pub(crate) mod chart_table;
pub mod from_briefing;
pub mod markdown;
mod method;
pub(crate) mod missing_glyphs;
pub mod numbering;
mod places;
pub mod shared_tables;
pub mod slides;

use crate::scene::Scene;
use markdown::{Inline, Markdown};

/// Metadata of the document.
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

/// The content of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Title, author, language, date.
    pub meta: Metadata,
    /// Kicker: the small line above the title.
    pub kicker: String,
    /// Subtitle.
    pub subtitle: String,
    /// The date as printed.
    pub date: String,
    /// Text on the cover.
    pub cover: Markdown,
    /// The id of the chart on the cover, which a section shows too.
    pub cover_chart: Option<String>,
    /// The numbered sections.
    pub sections: Vec<Section>,
    /// The method section.
    pub method: Option<Method>,
}

/// A numbered section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Whether it begins a page.
    pub new_page: bool,
    /// Its texts and charts, in order.
    pub content: Vec<Content>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Running text.
    Text(Markdown),
    /// A chart with its texts and its data table.
    Chart(Box<Chart>),
    /// A placeholder for a chart that could not be drawn: its id.
    Failed(String),
}

/// A chart on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its id: the name of its spec.
    pub id: String,
    /// The ids of the series with its figures.
    pub series: Vec<String>,
    /// Its title: the message of the chart.
    pub title: String,
    /// Its subtitle: what is measured; may be empty.
    pub subtitle: String,
    /// The drawing, without title and footer. Without an alternative text it becomes an artifact.
    pub scene: Scene,
    /// The alternative text where the document has the table of its figures: without all figures.
    pub alt_beside_table: String,
    /// The language of its texts, if not that of the document.
    pub lang: Option<String>,
    /// Footer lines.
    pub footer: Vec<String>,
    /// Its data table.
    pub table: Table,
    /// Whether the table is set below the figure.
    pub table_below: bool,
    /// Whether the table is set in the appendix.
    pub appendix: bool,
}

/// A table of figures: a header row, then rows with a name and cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The column headers; the first is that of the row names.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// The bases of its figures, as printed below it.
    pub bases: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its name.
    pub name: String,
    /// Whether it is part of the net above it, and indented.
    pub indented: bool,
    /// Whether it is emphasised, as nets and totals are.
    pub strong: bool,
    /// Its cells.
    pub cells: Vec<String>,
}

/// The method section: how the survey was conducted.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// The author's text.
    pub text: Markdown,
    /// The facts: name and text.
    pub facts: Vec<(String, Vec<Inline>)>,
}
