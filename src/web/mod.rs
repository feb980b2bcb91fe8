//! The web page: one file that needs nothing else, written from the same [`Story`] as the PDF. Fonts, drawings and
//! style are inside; nothing is fetched, and all of it can be read without a script.

mod contents;
mod escape;
mod figure;
mod head;
mod text;
mod woff;

use std::collections::BTreeMap;

use crate::export::svg::live::ColorPairs;
use crate::language::Language;
use crate::scene::Scene;
use crate::story::{Chart, Content, Story};
use crate::theme::Theme;
use crate::theme::fonts::FontSet;
use crate::theme::palette::Roles;
use escape::{attribute, escaped};
use figure::Numbered;
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
}

/// What the page shows of a chart besides its texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartFiles {
    /// The drawings, narrowest first.
    pub screens: Vec<Screen>,
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

/// The page of a story; `files` has the drawings of its charts by id, `documents` the paths of other forms of the
/// story, such as its PDF.
pub fn page(
    story: &Story,
    files: &BTreeMap<&str, ChartFiles>,
    documents: &[String],
    look: Look<'_>,
) -> String {
    let mut colors = ColorPairs::default();
    let mut taken = Vec::new();
    let anchors: Vec<String> =
        story.sections.iter().map(|section| escape::anchor(&section.title, &mut taken)).collect();
    let mut body = cover(story, documents, look, &mut colors);
    body.push_str("<div class=\"columns\">\n");
    body.push_str(&contents::contents(story, &anchors, look.language.words()));
    body.push_str("<main id=\"main\" tabindex=\"-1\">\n");
    body.push_str(&sections(story, &anchors, files, look, &mut colors));
    body.push_str("</main>\n</div>\n");
    let picture = files.values().flat_map(|one| &one.downloads).find(|path| path.ends_with(".png"));
    head::whole(story, &body, picture.map(String::as_str), &colors, look)
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
        let path = attribute(path);
        out.push_str(&format!("<p class=\"get\"><a href=\"{path}\" download>{}</a></p>\n", web.document));
    }
    out.push_str("</header>\n");
    out
}

fn sections(
    story: &Story,
    anchors: &[String],
    files: &BTreeMap<&str, ChartFiles>,
    look: Look<'_>,
    colors: &mut ColorPairs,
) -> String {
    let (words, web) = (look.language.words(), look.language.web_words());
    let (mut notes, mut number, mut out) = (Notes::default(), 0, String::new());
    let none = ChartFiles::default();
    for (index, (section, anchor)) in story.sections.iter().zip(anchors).enumerate() {
        let heading = format!("<span>{}</span> {}", index + 1, escaped(&section.title));
        out.push_str(&format!(
            "<section aria-labelledby=\"{anchor}\">\n<h2 id=\"{anchor}\">{heading}</h2>\n"
        ));
        for content in &section.content {
            match content {
                Content::Text(text) => out.push_str(&notes.text(text)),
                Content::Chart(chart) => {
                    number += 1;
                    let one = files.get(chart.id.as_str()).unwrap_or(&none);
                    let numbered = Numbered { number, chart, screens: &one.screens, files: &one.downloads };
                    out.push_str(&figure::figure(numbered, is_open(chart), look, colors));
                }
                Content::Failed(id) => out.push_str(&figure::failed(id, look)),
            }
        }
        out.push_str(&notes.set(web));
        out.push_str("</section>\n");
    }
    if let Some(method) = &story.method {
        out.push_str("<section aria-labelledby=\"method\">\n");
        out.push_str(&format!("<h2 id=\"method\">{}</h2>\n", words.method));
        out.push_str(&notes.text(&method.text));
        if !method.facts.is_empty() {
            out.push_str("<dl>\n");
            for (name, text) in &method.facts {
                out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), text::words(text)));
            }
            out.push_str("</dl>\n");
        }
        out.push_str(&notes.set(web));
        out.push_str("</section>\n");
    }
    out
}

/// Whether the table is shown at once, as it is in the PDF: below its figure alone, not in the appendix.
fn is_open(chart: &Chart) -> bool {
    chart.table_below && !chart.appendix
}
