//! The comparison as a page: each chart before and after, side by side.

use super::{about, both, lists, meaning, name, quoted, sizes, summary};
use crate::diff::edition::Edition;
use crate::diff::{ChartChange, Comparison};
use crate::markup::escaped;

/// Nothing is loaded from anywhere; pictures are data of the page itself, where no script in them runs.
const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">
<title>What changed in the figures</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
h1 { font-size: 1.75rem; line-height: 1.2 } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem }
code { font-size: .9em; color: #555 }
table { border-collapse: collapse; margin: .75rem 0 } th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #ccc; vertical-align: top }
td.n { text-align: right; font-variant-numeric: tabular-nums }
.both { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem } figure { margin: 0 } figcaption { color: #555 }
img { width: 100%; border: 1px solid #ccc; background: #fff }
</style>
</head>
<body>
<main>
";

/// The page, which is one file.
pub fn html(found: &Comparison, old: &Edition, new: &Edition) -> String {
    let mut page =
        format!("{HEAD}<h1>What changed in the figures</h1>\n<p>{}</p>\n", escaped(&summary(found)));
    found.changed.iter().for_each(|chart| page += &of_chart(chart, old, new));
    for (what, ids) in lists(found) {
        page += &format!("<h2>{what}</h2>\n<ul>\n");
        ids.iter().for_each(|id| page += &format!("<li><code>{}</code></li>\n", escaped(id)));
        page += "</ul>\n";
    }
    page += "<h2>Titles and texts</h2>\n";
    if found.findings.is_none() {
        page += "<p>Not checked: the new edition is known by its manifest only.</p>\n";
    } else if !found.has_new_findings() {
        page += "<p>No title or text became wrong.</p>\n";
    }
    for finding in found.new_findings() {
        page += &format!(
            "<p><code>{}:{} {}</code><br>{}</p>\n",
            escaped(&finding.file),
            finding.line,
            escaped(&finding.code),
            escaped(&finding.message)
        );
    }
    page + "</main>\n</body>\n</html>\n"
}

fn of_chart(chart: &ChartChange, old: &Edition, new: &Edition) -> String {
    let mut part = format!("<h2>{} <code>{}</code></h2>\n", escaped(&chart.title), escaped(&chart.id));
    if !chart.figures.is_empty() {
        part += "<table>\n<tr><th scope=\"col\">Figure</th><th scope=\"col\">Old</th><th scope=\"col\">New</th><th scope=\"col\">Respondents</th><th scope=\"col\">Change</th></tr>\n";
    }
    for change in &chart.figures {
        let [before, after] = both(change).map(|figure| escaped(&figure));
        part += &format!(
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{before}</td><td class=\"n\">{after}</td><td>{}</td><td>{}</td></tr>\n",
            escaped(&name(change)),
            sizes(change).unwrap_or_default(),
            meaning(change).unwrap_or_default()
        );
    }
    if !chart.figures.is_empty() {
        part += "</table>\n";
    }
    for fact in &chart.facts {
        let (before, after) = (quoted(fact.old.as_deref()), quoted(fact.new.as_deref()));
        part += &format!("<p>{}: {} → {}</p>\n", escaped(&about(fact)), escaped(&before), escaped(&after));
    }
    let picture =
        |edition: &Edition| chart.picture.as_ref().and_then(|name| edition.pictures.get(name)).cloned();
    if let (true, Some(before), Some(after)) = (chart.is_redrawn, picture(old), picture(new)) {
        part += "<div class=\"both\">\n";
        for (word, svg) in [("Before", before), ("After", after)] {
            part += &format!(
                "<figure><img alt=\"{word}\" src=\"data:image/svg+xml,{}\"><figcaption>{word}</figcaption></figure>\n",
                in_url(&svg)
            );
        }
        part += "</div>\n";
    }
    part
}

/// An SVG as the rest of a `data:` URL in double quotes.
fn in_url(svg: &str) -> String {
    let mut url = String::with_capacity(svg.len() + svg.len() / 4);
    for byte in svg.bytes() {
        match byte {
            b'"' | b'#' | b'%' | b'&' | b'<' | b'>' | b'?' | 0..=b' ' | 0x7f.. => {
                url += &format!("%{byte:02X}");
            }
            plain => url.push(char::from(plain)),
        }
    }
    url
}
