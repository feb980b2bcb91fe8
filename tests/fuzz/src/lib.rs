//! What the targets share: a small survey, and texts with a place.

use std::sync::Arc;

use make_briefing::data::{Catalog, yaml as series_file};
use make_briefing::diagnostic::{Place, Source};
use make_briefing::document::markdown::{self, Markdown};
use make_briefing::document::page::Metadata;
use make_briefing::document::story::{Content, Section, Story};
use make_briefing::spec::Located;
use make_briefing::spec::yaml::{self, Node};

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
    columns: [2020, 2022, 2024]
    values: {voll: [20, 25, 30], eher: [30, 30, 30], teils: [20, 15, 10], kaum: [20, 20, 20], gar nicht: [10, 10, 10]}
    nets: {zustimmend: [voll, eher]}
  numeric:
    type: numeric
    unit: count
    columns: [Minimum, unteres Quartil, Median, oberes Quartil, Maximum]
    values: {klein: [1, 2, 3, 4, 5], groß: [-10, 0, 1.5, 900, 1e6]}
";

/// A file of this name and text.
pub fn source(name: &str, text: impl Into<String>) -> Arc<Source> {
    Arc::new(Source { name: name.into(), text: text.into() })
}

/// The tree of a YAML file, if it is one.
pub fn node(name: &str, text: &str) -> Option<Node> {
    yaml::parse(&source(name, text)).ok()
}

/// A small survey with a series of each type.
pub fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    let mut faults = Vec::new();
    let node = node("specs/series/survey.yaml", SERIES).expect("the survey is sound");
    series_file::read(&node, &|_| Err("none".into()), &mut catalog, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    catalog
}

/// A whole file as one text.
pub fn located(text: &str) -> Located<String> {
    let source = source("specs/briefing.yaml", text);
    Located { place: Place { start: 0, end: text.len(), source }, value: text.to_owned() }
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
        sections: vec![Section { title: "Eins".into(), content: vec![Content::Text(markdown::parse(text))] }],
        method: None,
    }
}
