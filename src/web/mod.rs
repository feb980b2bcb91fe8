//! The web page: one file that needs nothing else, written from the same [`Story`] as the PDF. Fonts, drawings and
//! style are inside; nothing is fetched, and all of it can be read without a script.

mod contents;
mod drawing;
mod escape;
mod figure;
mod head;
mod text;

pub use drawing::Drawing;
pub use head::{SCRIPT, file_names, linked_style};

use std::collections::BTreeMap;

use crate::export::svg::live::ColorPairs;
use crate::language::{Language, fill};
use crate::scene::Scene;
use crate::story::markdown::Inline;
use crate::story::{Chart, Content, Story};
use crate::theme::Theme;
use crate::theme::fonts::FontSet;
use crate::theme::palette::Roles;
use crate::units::Rect;
use escape::{attribute, escaped};
use figure::Numbered;
use head::Head;
use text::Notes;

/// The widths that charts are laid out for, in CSS pixels: the room for a chart in windows of 320, 480, 800 and 1,200
/// pixels and more. `style.css` has the same numbers.
pub const WIDTHS: [u32; 4] = [288, 448, 704, 1072];

/// A chart laid out for one width.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// The width.
    pub width: u32,
    /// The drawing.
    pub scene: Scene,
    /// The same drawing in the colours of a dark page; `None` where the page has no dark colours.
    pub dark: Option<Scene>,
    /// Its marks, as far as it is known what they show.
    pub spots: Vec<Spot>,
}

/// A mark in a drawing, with the figure that it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Its row in the table.
    pub row: usize,
    /// Its cells in that row, several where one mark shows several figures.
    pub cells: Vec<usize>,
    /// Where it is.
    pub area: Rect,
}

/// What the page shows of a chart besides its texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartFiles {
    /// The drawings.
    pub drawing: Drawing,
    /// The paths of the chart's files, relative to the page.
    pub downloads: Vec<String>,
}

/// Fonts, colours and language of a page.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// The colours after dark; `None` where the theme itself is dark.
    pub dark: Option<&'a Roles>,
    /// The fonts.
    pub fonts: &'a FontSet<'a>,
    /// The language of the program's words.
    pub language: Language,
}

/// A page in pieces, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pieces {
    /// The link over the contents, and what is at the head of the page.
    pub cover: String,
    /// The contents.
    pub contents: String,
    /// The sections, that on the method last.
    pub sections: Vec<Part>,
}

/// A section of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its anchor, which is the id of its heading.
    pub anchor: String,
    /// Its heading, texts, figures and notes, each a whole element or several.
    pub blocks: Vec<String>,
}

/// The page of a story; `files` has the drawings of its charts by id, `documents` the paths of other forms of the
/// story, such as its PDF.
pub fn page(
    story: &Story,
    files: &BTreeMap<&str, ChartFiles>,
    documents: &[String],
    look: Look<'_>,
    mut colors: ColorPairs,
) -> String {
    let body = body(story, files, documents, look, &mut colors);
    let names = head::names(story, picture(files));
    head::whole(head_of(story, &names), &body, &colors, look)
}

/// The same page with style, script and fonts as files beside it: names and contents, the page first. All are called
/// as the page is, which is `stem`.
pub fn page_with_files(
    story: &Story,
    files: &BTreeMap<&str, ChartFiles>,
    documents: &[String],
    look: Look<'_>,
    (stem, mut colors): (&str, ColorPairs),
) -> Vec<(String, Vec<u8>)> {
    let body = body(story, files, documents, look, &mut colors);
    let names = head::names(story, picture(files));
    head::with_files(stem, head_of(story, &names), &body, &colors, look)
}

fn head_of<'a>(story: &'a Story, names: &'a str) -> Head<'a> {
    Head { language: &story.meta.language, title: &story.meta.title, names }
}

/// The first picture that lies beside the page.
fn picture<'a>(files: &'a BTreeMap<&str, ChartFiles>) -> Option<&'a str> {
    files.values().flat_map(|one| &one.downloads).find(|path| path.ends_with(".png")).map(String::as_str)
}

fn body(
    story: &Story,
    files: &BTreeMap<&str, ChartFiles>,
    documents: &[String],
    look: Look<'_>,
    colors: &mut ColorPairs,
) -> String {
    let Pieces { cover, contents, sections } = pieces(story, files, documents, look, colors);
    let mut body = cover;
    body.push_str("<div class=\"columns\">\n");
    body.push_str(&contents);
    body.push_str("<main id=\"main\" tabindex=\"-1\">\n");
    for Part { anchor, blocks } in sections {
        body.push_str(&format!("<section aria-labelledby=\"{anchor}\">\n{}</section>\n", blocks.concat()));
    }
    body.push_str("</main>\n</div>\n");
    body
}

/// A page of one chart, to be shown within a page of somebody else.
pub fn embedded(
    chart: &Chart,
    files: &ChartFiles,
    language: &str,
    look: Look<'_>,
    colors: &ColorPairs,
) -> String {
    let figure = figure::figure(Numbered { number: None, chart, files }, false, look);
    let body = format!("<main class=\"embedded\">\n{figure}</main>\n");
    head::whole(Head { language, title: &chart.title, names: "" }, &body, colors, look)
}

/// The pieces of a story's page. Colours that were in `colors` before keep their numbers.
pub fn pieces(
    story: &Story,
    files: &BTreeMap<&str, ChartFiles>,
    documents: &[String],
    look: Look<'_>,
    colors: &mut ColorPairs,
) -> Pieces {
    let mut taken = Vec::new();
    let anchors: Vec<String> =
        story.sections.iter().map(|section| escape::anchor(&section.title, &mut taken)).collect();
    Pieces {
        cover: cover(story, documents, look, colors),
        contents: contents::contents(story, &anchors, look.language.words()),
        sections: sections(story, anchors, files, look),
    }
}

/// Kicker, title, subtitle, publisher and date, and the text of the cover.
fn cover(story: &Story, documents: &[String], look: Look<'_>, colors: &mut ColorPairs) -> String {
    let web = look.language.web_words();
    let mut out = format!("<a class=\"skip\" href=\"#main\">{}</a>\n<header class=\"cover\">\n", web.skip);
    out.push_str(&head::logo(look, colors));
    let line = |class: &str, text: &str| match text.is_empty() {
        true => String::new(),
        false => format!("<p class=\"{class}\">{}</p>\n", escaped(text)),
    };
    out.push_str(&line("kicker", &story.kicker));
    out.push_str(&format!("<h1>{}</h1>\n", escaped(&story.meta.title)));
    out.push_str(&line("lead", &story.subtitle));
    let imprint: Vec<&str> =
        [&*story.meta.author, &*story.date].into_iter().filter(|text| !text.is_empty()).collect();
    out.push_str(&line("imprint", &imprint.join(" · ")));
    out.push_str(&text::plain(&story.cover));
    for path in documents {
        let form = match path.rsplit('.').next() {
            Some("pptx") => "PowerPoint",
            Some("xlsx") => "Excel",
            _ => "PDF",
        };
        let (path, label) = (attribute(path), fill(web.document, &[form]));
        out.push_str(&format!("<p class=\"get\"><a href=\"{path}\" download>{label}</a></p>\n"));
    }
    out.push_str("</header>\n");
    out
}

fn sections(
    story: &Story,
    anchors: Vec<String>,
    files: &BTreeMap<&str, ChartFiles>,
    look: Look<'_>,
) -> Vec<Part> {
    let (words, web) = (look.language.words(), look.language.web_words());
    let (mut notes, mut number, mut parts) = (Notes::default(), 0, Vec::new());
    let none = ChartFiles::default();
    for (index, (section, anchor)) in story.sections.iter().zip(anchors).enumerate() {
        let heading = format!("<span>{}</span> {}", index + 1, escaped(&section.title));
        let mut blocks = vec![format!("<h2 id=\"{anchor}\">{heading}</h2>\n")];
        for content in &section.content {
            blocks.push(match content {
                Content::Text(text) => notes.text(text),
                Content::Chart(chart) => {
                    number += 1;
                    let files = files.get(chart.id.as_str()).unwrap_or(&none);
                    figure::figure(Numbered { number: Some(number), chart, files }, is_open(chart), look)
                }
                Content::Failed(id) => figure::failed(id, look),
            });
        }
        blocks.push(notes.set(web));
        parts.push(Part { anchor, blocks });
    }
    if let Some(method) = &story.method {
        let mut blocks = vec![format!("<h2 id=\"method\">{}</h2>\n", words.method), notes.text(&method.text)];
        if !method.facts.is_empty() {
            let fact = |(name, text): &(String, Vec<Inline>)| {
                format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), text::words(text))
            };
            blocks.push(format!("<dl>\n{}</dl>\n", method.facts.iter().map(fact).collect::<String>()));
        }
        blocks.push(notes.set(web));
        parts.push(Part { anchor: "method".to_owned(), blocks });
    }
    parts
}

/// Whether the table is shown at once, as it is in the PDF: below its figure alone, not in the appendix.
fn is_open(chart: &Chart) -> bool {
    chart.table_below && !chart.appendix
}
