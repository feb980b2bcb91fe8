//! A figure: title, chart in all its widths, footer, table and downloads.

use super::escape::{attribute, escaped};
use super::{ChartFiles, Look};
use crate::language::fill;
use crate::story::{Chart, Table};
use crate::typeset::facts_line;

/// A chart with its number, which one on a page of its own has not, and what the page adds to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) number: Option<usize>,
    pub(super) chart: &'a Chart,
    pub(super) files: &'a ChartFiles,
}

/// The figure with its table, which `is_open` shows at once.
pub(super) fn figure(numbered: Numbered<'_>, is_open: bool, look: Look<'_>) -> String {
    let Numbered { number, chart, files, .. } = numbered;
    let (words, web) = (look.language.words(), look.language.web_words());
    let id = attribute(&chart.id);
    let with_number =
        |word: &str| number.map_or_else(|| word.to_owned(), |number| format!("{word} {number}"));
    let name = with_number(words.figure);
    let lang = chart.lang.as_ref().map_or_else(String::new, |tag| format!(" lang=\"{}\"", attribute(tag)));
    let mut out = format!("<figure id=\"fig-{id}\" class=\"figure\"{lang}>\n<figcaption>\n");
    if number.is_some() {
        out.push_str(&format!(
            "<p class=\"number\">{name} <a href=\"#fig-{id}\" aria-label=\"{}: {name}\">#</a></p>\n",
            web.link
        ));
    }
    let heading = if number.is_some() { "h3" } else { "h1" };
    out.push_str(&format!("<{heading} id=\"fig-{id}-title\">{}</{heading}>\n", escaped(&chart.title)));
    if !chart.subtitle.is_empty() {
        out.push_str(&format!("<p class=\"subtitle\">{}</p>\n", escaped(&chart.subtitle)));
    }
    out.push_str("</figcaption>\n");
    out.push_str(&drawing(numbered, look));
    if !chart.scene.alt.is_empty() {
        out.push_str(&format!("<p id=\"fig-{id}-text\" hidden>{}</p>\n", escaped(&chart.scene.alt)));
    }
    for line in chart.footer.iter().flat_map(|line| line.split('\n')) {
        let facts: Vec<String> = line.split(facts_line::BETWEEN).map(escaped).collect();
        out.push_str(&format!(
            "<p class=\"foot\">{}</p>\n",
            facts.join(" <span aria-hidden=\"true\">|</span> ")
        ));
    }
    let open = if is_open { " open" } else { "" };
    let table_name = with_number(words.table);
    out.push_str(&format!(
        "<details id=\"fig-{id}-table\"{open}>\n<summary>{table_name}: {}</summary>\n{}</details>\n",
        web.show_table,
        table(&chart.table, &format!("{table_name}: {}", chart.title))
    ));
    let links: Vec<String> = files.downloads.iter().map(|path| download(path, &name, look)).collect();
    if !links.is_empty() {
        out.push_str(&format!("<p class=\"get\">{}: {}</p>\n", web.downloads, links.join(" · ")));
    }
    out.push_str("</figure>\n");
    out
}

/// The chart in all its widths; the page's style shows the one that fits. It is one image with one name.
fn drawing(numbered: Numbered<'_>, look: Look<'_>) -> String {
    let Numbered { chart, files, .. } = numbered;
    let (id, drawing) = (attribute(&chart.id), &files.drawing);
    let text = match chart.scene.alt.is_empty() {
        true => String::new(),
        false => format!(" aria-describedby=\"fig-{id}-text\""),
    };
    let web = look.language.web_words();
    let pale = if drawing.is_pale { " pale" } else { "" };
    let mut out = format!(
        "<div class=\"chart{pale}\" role=\"img\" aria-labelledby=\"fig-{id}-title\"{text} data-table=\"fig-{id}-table\" data-role=\"{}\">\n{}",
        web.chart, drawing.html
    );
    // The script writes the value at hand into it; it is there from the start, so that nothing moves.
    out.push_str("</div>\n<p class=\"said\" aria-live=\"polite\"></p>\n");
    if drawing.is_small {
        out.push_str(&format!("<p class=\"foot narrow\">{}</p>\n", web.small_print));
    }
    out
}

/// A link to a file of the figure, named by its format.
fn download(path: &str, figure: &str, look: Look<'_>) -> String {
    let web = look.language.web_words();
    let name = path.rsplit('/').next().unwrap_or(path);
    let label = match name.rsplit('.').next() {
        Some("csv") => web.data.to_owned(),
        Some(_) => name.split_once('.').map_or(name, |(_, rest)| rest).to_uppercase(),
        None => name.to_owned(),
    };
    let href = attribute(path);
    format!(
        "<a href=\"{href}\" download aria-label=\"{figure}: {}\">{}</a>",
        attribute(&label),
        escaped(&label)
    )
}

/// A table of figures with its caption. The bases are in the figure's footer, right above it.
fn table(table: &Table, caption: &str) -> String {
    let mut out = String::from("<div class=\"scroll\" role=\"region\" tabindex=\"0\" ");
    out.push_str(&format!("aria-label=\"{}\">\n<table>\n", attribute(caption)));
    out.push_str(&format!("<caption>{}</caption>\n<thead><tr>", escaped(caption)));
    for head in &table.head {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let classes = [(row.indented, "part"), (row.strong, "strong")];
        let classes: Vec<&str> = classes.iter().filter(|(is, _)| *is).map(|(_, class)| *class).collect();
        let class =
            if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
        out.push_str(&format!("<tr{class}><th scope=\"row\">{}</th>", escaped(&row.name)));
        for cell in &row.cells {
            out.push_str(&format!("<td>{}</td>", escaped(cell)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n");
    out.push_str("</table>\n</div>\n");
    out
}

/// What the page says where a chart could not be drawn.
pub(super) fn failed(id: &str, look: Look<'_>) -> String {
    let words = look.language.words();
    let hint = fill(words.failed_hint, &[id]);
    format!(
        "<div class=\"failed\" id=\"fig-{}\"><p><strong>{}</strong></p><p>{}</p></div>\n",
        attribute(id),
        escaped(words.failed_chart),
        escaped(&hint)
    )
}
