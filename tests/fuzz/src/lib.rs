//! What the fuzz targets share: a small survey, and texts with a span.

use std::io::Cursor;
use std::sync::{Arc, Once};

use make_briefing::diagnostic::{Diagnostic, Diagnostics, Source, Span};
use make_briefing::import::workbook::Books;
use make_briefing::import::{self, Beside, series_file};
use make_briefing::reason::Reason;
use make_briefing::spec::Spanned;
use make_briefing::spec::yaml;
use make_briefing::spec::yaml::Node;
use make_briefing::story::Metadata;
use make_briefing::story::markdown;
use make_briefing::story::markdown::Markdown;
use make_briefing::story::{Content, Section, Story};
use make_briefing::survey::Catalog;

const SERIES: &str = r"
survey:
  title: Umfrage
  base: {label: alle, n: 623}
  fieldwork: 2020-08/2020-11
series:
  single:
    type: single
    values: {erhöhen: 54, gleich lassen: 34, kürzen: 1}
    remainder: nicht ausgewiesen
  multiple:
    type: multiple
    values: {Wohnen: 39, Demografie: 32, Digitalisierung: 31, Finanzen: 68.4}
  scale:
    type: scale
    values:
      voll: {2020: 20, 2022: 25, 2024: 30}
      eher: {2020: 30, 2022: 30, 2024: 30}
      teils: {2020: 20, 2022: 15, 2024: 10}
      kaum: {2020: 20, 2022: 20, 2024: 20}
      gar nicht: {2020: 10, 2022: 10, 2024: 10}
    nets: {zustimmend: [voll, eher]}
  numeric:
    type: numeric
    unit: number
    values:
      klein: {Minimum: 1, unteres Quartil: 2, Median: 3, oberes Quartil: 4, Maximum: 5}
      groß: {Minimum: -10, unteres Quartil: 0, Median: 1.5, oberes Quartil: 900, Maximum: 1e6}
";

/// Lets the program catch what it can, as it does for its users: libFuzzer would end at once. A panic that nobody catches
/// ends the target all the same.
pub fn let_panics_be_caught() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))));
}

/// A file of this name and text.
pub fn source(name: &str, text: impl Into<String>) -> Arc<Source> {
    Arc::new(Source::new(name, text))
}

/// The tree of a YAML file, if it is one.
pub fn node(name: &str, text: &str) -> Option<Node> {
    yaml::parse(&source(name, text)).ok()
}

/// A small survey with a series of each type.
pub fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    let sink = Diagnostics::new();
    let node = node("specs/series/survey.yaml", SERIES).expect("the survey is sound");
    let books = Books::default();
    series_file::read(&node, Beside::new(&|_| Err("none".into()), &books), &mut catalog, &sink);
    let faults = sink.into_vec();
    assert!(faults.is_empty(), "{faults:?}");
    catalog
}

/// Fails where a diagnostic has a place that cannot be shown: it would only be found where it is printed.
pub fn assert_places(faults: &[Diagnostic]) {
    for fault in faults {
        let place = &fault.span;
        assert!(place.source.text.get(place.start..place.end).is_some(), "{fault:?}");
        assert!(place.column() >= 1 && place.line() >= 1);
    }
}

/// Reads a series whose figures are in a file with this ending and content; `yaml` is the series file itself.
pub fn read_series(ending: &str, mapping: &str, content: &[u8]) {
    let text = match ending {
        "yaml" => String::from_utf8_lossy(content).into_owned(),
        _ => format!("series:\n  one:\n    type: single\n    data: {{file: series/x.{ending}, {mapping}}}\n"),
    };
    let Some(node) = node("specs/series/file.yaml", &text) else { return };
    let sink = Diagnostics::new();
    let books = Books::default();
    let open =
        |_: &str| -> Result<Box<dyn import::Content>, Reason> { Ok(Box::new(Cursor::new(content.to_vec()))) };
    series_file::read(&node, Beside::new(&open, &books), &mut Catalog::default(), &sink);
    assert_places(&sink.into_vec());
}

/// A whole file as one text.
pub fn located(text: &str) -> Spanned<String> {
    let source = source("specs/briefing.yaml", text);
    Spanned { span: Span { start: 0, end: text.len(), source }, value: text.to_owned() }
}

/// A briefing of one section with this running text.
pub fn story(text: &str) -> Story {
    Story {
        meta: Metadata {
            title: "Umfrage".into(),
            author: String::new(),
            subject: String::new(),
            keywords: Vec::new(),
            language: "de".into(),
            created: 0,
        },
        kicker: String::new(),
        subtitle: String::new(),
        date: String::new(),
        cover: Markdown::default(),
        cover_chart: None,
        sections: vec![Section {
            title: "Eins".into(),
            new_page: false,
            content: vec![Content::Text(markdown::parse(text))],
        }],
        method: None,
    }
}
