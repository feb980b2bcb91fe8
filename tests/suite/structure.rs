//! The structure tree as a screen reader follows it: whole trees as golden files, and the words in reading order.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use make_briefing::diagnostic::Diagnostics;
use make_briefing::project::Project;
use make_briefing::spec::briefing;
use make_briefing::spec::briefing::BriefingSpec;
use make_briefing::story::markdown;
use make_briefing::story::markdown::{Block, Inline};
use make_briefing::template::Templates;
use make_briefing::typeset::facts_line::BETWEEN;

use crate::harness::{Case, Drawn, ROOT, Scratch, draw_all, files, report, run, shipped};
use crate::pdf_reader::{Element, Kid, Reader};

/// Where the briefing is that was made to be hard to read aloud.
const NASTY: &str = "tests/nasty";

/// The structure tree of the PDF that is built from a folder; each folder is built once.
fn tree(specs: &str) -> &'static Element {
    static SHIPPED: OnceLock<Element> = OnceLock::new();
    static NASTY_TREE: OnceLock<Element> = OnceLock::new();
    let cell = if specs == NASTY { &NASTY_TREE } else { &SHIPPED };
    cell.get_or_init(|| {
        let out = Scratch::new();
        let arguments = [specs, "--quiet", "--format", "pdf", "-o", out.path().to_str().unwrap()];
        let said = run(Path::new(ROOT), &arguments);
        assert_eq!((said.status, said.stderr.as_str()), (0, ""));
        Reader::open(&out.path().join("briefing.pdf")).tree()
    })
}

/// An element a line, what it holds below it. One that holds only words has them beside its name.
fn outline(element: &Element, depth: usize, into: &mut String) {
    let indent = "  ".repeat(depth);
    let mut line = format!("{indent}{}", element.kind);
    for word in [&element.scope, &element.numbering].into_iter().flatten() {
        line.push_str(&format!(" ({})", word.to_lowercase()));
    }
    if let Some(lang) = &element.lang {
        line.push_str(&format!(" [{lang}]"));
    }
    if element.inner().next().is_none() {
        line.push_str(&format!(": {}", element.text()));
    }
    into.push_str(line.trim_end_matches(": "));
    into.push('\n');
    if let Some(alt) = &element.alt {
        into.push_str(&format!("{indent}  = {alt}\n"));
    }
    for kid in &element.kids {
        match kid {
            Kid::Element(inner) => outline(inner, depth + 1, into),
            Kid::Text(words) if element.inner().next().is_some() => {
                let words = words.replace('\u{ad}', "");
                into.push_str(&format!("{indent}  {}\n", words.trim()));
            }
            Kid::Text(_) => {}
            Kid::Area(area) => into.push_str(&format!("{indent}  -> {} ({})\n", area.target, area.label)),
        }
    }
}

/// The briefing that is hard to read aloud shows the charts of the gallery. They are copies, since a specs folder may
/// not link to files outside.
#[test]
fn its_charts_are_those_of_the_gallery() {
    let nasty = Path::new(ROOT).join(NASTY);
    let gallery = Path::new(ROOT).join("specs/gallery");
    let mut same = 0;
    for folder in ["charts", "series"] {
        for (name, bytes) in files(&gallery.join(folder)) {
            if let Ok(copy) = fs::read(nasty.join(folder).join(&name)) {
                assert!(copy == bytes, "copy specs/gallery/{folder}/{name} to {NASTY}/{folder}/");
                same += 1;
            }
        }
    }
    assert!(same > 20, "{same} files are compared");
}

/// The first element of this kind, looked for from the top.
fn first<'e>(element: &'e Element, kind: &str) -> Option<&'e Element> {
    match element.kind == kind {
        true => Some(element),
        false => element.inner().find_map(|inner| first(inner, kind)),
    }
}

#[test]
fn the_drawing_of_a_heat_map_is_a_table_where_its_texts_are_one() {
    let folder = Scratch::new();
    folder.put("specs/series/s.yaml", "survey: {base: {label: all, n: 400}}\nseries:\n  a:\n    type: multiple\n    unit: count\n    question: Which?\n    values: {bus: {north: 12, south: 33}, train: {north: 45, south: 8}}\n");
    folder.put("specs/charts/c.yaml", "title: Buses in the south\nseries: a\nchart: heatmap\n");
    folder.put(
        "specs/briefing.yaml",
        "title: B\nlanguage: en\ndata-table: appendix\nsections: [{title: S, charts: [c]}]\n",
    );
    let said = run(folder.path(), &["specs", "--quiet", "--format", "pdf", "--no-cache"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let tree = Reader::open(&folder.path().join("out/briefing.pdf")).tree();
    let mut found = String::new();
    outline(first(&tree, "Table").unwrap(), 0, &mut found);
    assert_eq!(
        found,
        "Table
  THead
    TR
      TH (column)
      TH (column): north
      TH (column): south
  TBody
    TR
      TH (row): bus
      TD: 12
      TD: 33
    TR
      TH (row): train
      TD: 45
      TD: 8
"
    );
}

#[test]
fn the_structure_trees_read_as_their_golden_texts() {
    let case = Case::new("structure");
    let faults: Vec<String> = [("specs", "shipped.txt"), (NASTY, "nasty.txt")]
        .into_iter()
        .filter_map(|(specs, golden)| {
            let mut text = String::new();
            outline(tree(specs), 0, &mut text);
            case.compare(golden, &text).err()
        })
        .collect();
    report(&faults);
}

/// Words as they can be compared: plain spaces and hyphens, nothing invisible.
fn plain(text: &str) -> String {
    let visible = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'));
    let spaced: String = visible.map(|c| if c == '\u{2011}' { '-' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a briefing file says, part by part in the order of the file: element and words.
struct Source {
    templates: Templates,
    charts: Vec<(String, Drawn)>,
    figures: usize,
    notes: usize,
    said: Vec<(&'static str, String)>,
}

impl Source {
    fn read(specs: &Path) -> Vec<(&'static str, String)> {
        let project = Project::read(specs, &Diagnostics::new());
        let briefing = project.briefing.as_ref().expect("a briefing");
        let drawn = draw_all(specs).into_iter().map(|(id, chart, _)| (id, chart.expect("a sound chart")));
        let mut source = Self {
            templates: Templates::new(project.catalog.clone(), project.language),
            charts: drawn.collect(),
            figures: 0,
            notes: 0,
            said: Vec::new(),
        };
        source.briefing(briefing);
        source.said
    }

    fn say(&mut self, element: &'static str, words: &str) {
        let words = plain(words);
        if !words.is_empty() {
            self.said.push((element, words));
        }
    }

    fn briefing(&mut self, briefing: &BriefingSpec) {
        for (index, section) in briefing.sections.iter().enumerate() {
            let title = self.templates.fill(&section.title, &Diagnostics::new());
            self.say("H1", &format!("{} {title}", index + 1));
            for block in &section.content {
                match block {
                    briefing::Block::Text(text) => {
                        let text = self.templates.fill(text, &Diagnostics::new());
                        self.markdown(&text);
                    }
                    briefing::Block::Chart(id) => self.chart(&id.value),
                }
            }
        }
        if let Some(method) = &briefing.method {
            self.say("H1", "Zur Methode");
            let text = self.templates.fill(method, &Diagnostics::new());
            self.markdown(&text);
        }
    }

    fn chart(&mut self, id: &str) {
        let at = self.charts.iter().position(|(chart, _)| chart == id).expect("a chart");
        let (_, drawn) = self.charts.swap_remove(at);
        self.figures += 1;
        let caption =
            format!("Abbildung {} {} {}", self.figures, drawn.caption.title, drawn.caption.subtitle);
        self.say("Caption", &caption);
        for line in &drawn.caption.footer {
            line.split(BETWEEN).for_each(|fact| self.say("P", fact));
        }
    }

    fn markdown(&mut self, text: &str) {
        let parsed = markdown::parse(text);
        let mut names = Vec::new();
        parsed.blocks.iter().for_each(|block| marks(block, &mut names));
        let first = self.notes;
        self.notes += names.len();
        let number = |name: &String| first + 1 + names.iter().position(|one| one == name).unwrap();
        let words = |inlines: &[Inline]| -> String {
            let word = |inline: &Inline| match &inline.note {
                Some(name) => number(name).to_string(),
                None => inline.text.clone(),
            };
            inlines.iter().map(word).collect()
        };
        let notes = |inlines: &[Inline]| -> Vec<String> {
            let marked = inlines.iter().filter_map(|inline| inline.note.as_ref());
            let text = |name: &String| &parsed.notes.iter().find(|note| note.name == *name).unwrap().text;
            marked.map(|name| format!("{} {}", number(name), words(text(name)))).collect()
        };
        self.blocks(&parsed.blocks, &words, &notes);
    }

    /// A note is read after the paragraph with its first mark.
    fn blocks(
        &mut self,
        blocks: &[Block],
        words: &dyn Fn(&[Inline]) -> String,
        notes: &dyn Fn(&[Inline]) -> Vec<String>,
    ) {
        for block in blocks {
            let (element, inlines) = match block {
                Block::Heading(1, inlines) => ("H2", inlines),
                Block::Heading(_, inlines) => ("H3", inlines),
                Block::Paragraph(inlines) => ("P", inlines),
                Block::List(_, items) => {
                    items.iter().for_each(|item| self.blocks(item, words, notes));
                    continue;
                }
                Block::Quote(paragraphs) => {
                    paragraphs.iter().for_each(|inlines| self.say("P", &words(inlines)));
                    continue;
                }
                Block::Table(_) => continue,
            };
            self.say(element, &words(inlines));
            for note in notes(inlines) {
                if !self.said.contains(&("Note", plain(&note))) {
                    self.say("Note", &note);
                }
            }
        }
    }
}

/// The names of the notes that a block marks, each once.
fn marks(block: &Block, into: &mut Vec<String>) {
    match block {
        Block::Heading(_, inlines) | Block::Paragraph(inlines) => {
            for name in inlines.iter().filter_map(|inline| inline.note.clone()) {
                if !into.contains(&name) {
                    into.push(name);
                }
            }
        }
        Block::List(_, items) => items.iter().flatten().for_each(|block| marks(block, into)),
        Block::Quote(_) | Block::Table(_) => {}
    }
}

/// Headings, paragraphs, captions and notes of the PDF in reading order, from the first section on.
fn read_aloud(element: &Element, into: &mut Vec<(String, String)>) {
    for inner in element.inner() {
        match inner.kind.as_str() {
            "H1" | "H2" | "H3" | "P" | "Caption" | "Note" => into.push((inner.kind.clone(), inner.text())),
            // Tables are compared with the survey's figures elsewhere.
            "Table" | "TOC" => {}
            _ => read_aloud(inner, into),
        }
    }
}

/// Lines that the program adds by itself: the ways from figures to tables and back.
fn is_added(words: &str) -> bool {
    words.starts_with("Daten: Tabelle ") || words.starts_with("zu Abbildung ")
}

fn assert_read_in_order(specs: &str) {
    let source = Source::read(&Path::new(ROOT).join(specs));
    let mut read = Vec::new();
    read_aloud(tree(specs), &mut read);
    let start = read.iter().position(|part| part.1 == source[0].1).expect("the first section");
    let end = read.iter().position(|(_, words)| words == "Anhang: Datentabellen").expect("the appendix");
    let read: Vec<(&str, String)> = read[start..end]
        .iter()
        .filter(|(_, words)| !is_added(words))
        .flat_map(|(kind, words)| {
            let facts: Vec<String> = plain(words).split(" | ").map(str::to_owned).collect();
            facts.into_iter().map(move |fact| (kind.as_str(), fact))
        })
        .collect();
    for (written, read) in source.iter().zip(&read) {
        assert_eq!((written.0, written.1.as_str()), (read.0, read.1.as_str()), "{specs}");
    }
    assert_eq!(source.len(), read.len(), "{specs}");
}

#[test]
fn the_shipped_briefing_is_read_aloud_in_the_order_of_its_source() {
    assert_eq!(shipped(), Path::new(ROOT).join("specs"));
    assert_read_in_order("specs");
}

#[test]
fn the_nasty_briefing_is_read_aloud_in_the_order_of_its_source() {
    assert_read_in_order(NASTY);
}
