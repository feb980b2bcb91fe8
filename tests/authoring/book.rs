//! The documentation as a book: `docs/SUMMARY.md` lists every page once, and no page leads out of the book.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use make_briefing::explain::PAGES;

use crate::harness::{ROOT, files, golden};

const GUIDES: [(&str, &str); 15] = [
    ("Tutorial: from a workbook to a PDF", "tutorial.md"),
    ("Tutorial auf Deutsch", "tutorial.de.md"),
    ("Installing", "install.md"),
    ("Exports of survey tools and offices", "exports.md"),
    ("From raw data to charts", "raw-data.md"),
    ("How figures are computed", "statistics.md"),
    ("What texts may claim", "claims.md"),
    ("Phrases for shares", "phrases.md"),
    ("Slides and sheets", "office.md"),
    ("The web page and the preview", "web.md"),
    ("Many reports from one folder", "many-reports.md"),
    ("What changed", "diff.md"),
    ("The names in other tools", "migration.md"),
    ("Versions", "versions.md"),
    ("Benchmarks", "benchmarks.md"),
];

const REFERENCE: [(&str, &str); 4] = [
    ("briefing.yaml", "briefing"),
    ("charts/ID.yaml", "chart"),
    ("series/NAME.yaml", "series"),
    ("theme.yaml", "theme"),
];

/// The names of the pages in a folder of the reference, its index aside.
fn pages(folder: &str) -> BTreeSet<String> {
    let names = files(&Path::new(ROOT).join("docs/reference").join(folder));
    let names = names.iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned());
    names.filter(|name| name != "README").collect()
}

#[test]
fn the_summary_lists_every_page() {
    let mut text = String::from("# Summary\n\n[make-briefing](README.md)\n\n# Guides\n\n");
    for (title, file) in GUIDES {
        let _ = writeln!(text, "- [{title}]({file})");
    }
    text.push_str("\n# Reference\n\n- [All keys](reference/README.md)\n");
    for (title, file) in REFERENCE {
        let _ = writeln!(text, "  - [{title}](reference/{file}.md)");
    }
    text.push_str("- [Kinds of charts](reference/kinds/README.md)\n");
    for name in pages("kinds") {
        let _ = writeln!(text, "  - [{name}](reference/kinds/{name}.md)");
    }
    text.push_str("- [Options of many kinds](reference/gallery.md)\n");
    text.push_str("- [Functions of templates](reference/functions/README.md)\n");
    for name in pages("functions") {
        let _ = writeln!(text, "  - [{name}](reference/functions/{name}.md)");
    }
    text.push_str("- [Why it refuses: diagnostics](reference/diagnostics/README.md)\n");
    for page in PAGES {
        let _ = writeln!(text, "  - [{0}](reference/diagnostics/{0}.md)", page.code);
    }
    golden("docs/SUMMARY.md", &text);
    let listed: BTreeSet<&str> =
        text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
    for path in files(&Path::new(ROOT).join("docs")) {
        let name =
            path.strip_prefix(Path::new(ROOT).join("docs")).unwrap().to_string_lossy().replace('\\', "/");
        let is_page = name.ends_with(".md") && name != "SUMMARY.md";
        assert!(!is_page || listed.contains(name.as_str()), "{name} is in no chapter of the book");
    }
}

/// A link to a file outside of `docs` works in the repository, but is dead in the book.
#[test]
fn no_page_leads_out_of_the_book() {
    let docs = Path::new(ROOT).join("docs");
    for path in files(&docs).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "md"))
    {
        let depth = path.strip_prefix(&docs).unwrap().components().count();
        let text = fs::read_to_string(&path).unwrap();
        let out = format!("]({}", "../".repeat(depth));
        assert!(!text.contains(&out), "{}: a link that begins with `{}`", path.display(), &out[2..]);
    }
}
