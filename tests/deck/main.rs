//! Decks and workbooks: what other programs need to open them, and what they must not say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod template;
mod update;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder that is removed with its content.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("make-briefing-deck-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with(self, name: &str, text: &str) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

/// Builds deck and workbook of a folder; returns the bytes of both.
fn build(specs: &Path, more: &[&str]) -> [Vec<u8>; 2] {
    let out = Scratch::new();
    let output = Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args([specs.as_os_str(), "-o".as_ref(), out.0.as_os_str()])
        .args(["--format", "pptx,xlsx", "--no-cache"])
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    ["briefing.pptx", "briefing.xlsx"].map(|name| fs::read(out.0.join(name)).unwrap())
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The parts of a file by their names, those of embedded workbooks too.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        assert!(parts.insert(name.clone(), content).is_none(), "{name} is there twice");
    }
    parts
}

fn text(part: &[u8]) -> &str {
    std::str::from_utf8(part).unwrap()
}

/// The values of an attribute of all elements of this name.
fn attributes(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let nodes = document.descendants().filter(|node| node.tag_name().name() == element);
    nodes
        .filter_map(|node| node.attributes().find(|one| one.name() == attribute))
        .map(|one| one.value().to_owned())
        .collect()
}

#[test]
fn decks_and_workbooks_are_the_same_with_any_number_of_threads() {
    let gallery = repository().join("specs/gallery");
    assert!(build(&gallery, &["-j", "1"]) == build(&gallery, &["-j", "3"]));
}

#[test]
fn every_relationship_leads_to_a_part_and_every_part_has_a_type() {
    for bytes in build(&repository().join("specs/gallery"), &[]) {
        let parts = parts(&bytes);
        let types = text(&parts["[Content_Types].xml"]);
        let named: BTreeSet<String> = attributes(types, "Override", "PartName").into_iter().collect();
        let ends: BTreeSet<String> = attributes(types, "Default", "Extension").into_iter().collect();
        let mut reached = BTreeSet::new();
        for (name, part) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
            let xml = text(part);
            let ids = attributes(xml, "Relationship", "Id");
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}");
            let targets = attributes(xml, "Relationship", "Target");
            reached
                .extend(targets.into_iter().filter_map(|target| Some(target.strip_prefix('/')?.to_owned())));
        }
        for target in &reached {
            assert!(parts.contains_key(target), "{target} is named, and not there");
        }
        for name in parts.keys().filter(|name| *name != "[Content_Types].xml" && !name.ends_with(".rels")) {
            assert!(reached.contains(name), "nothing leads to {name}");
            let is_xml = name.ends_with(".xml");
            let end = name.rsplit('.').next().unwrap();
            assert!(
                named.contains(&format!("/{name}")) || (!is_xml && ends.contains(end)),
                "{name} has no type"
            );
        }
    }
}

#[test]
fn ids_of_shapes_differ_and_the_title_is_read_first() {
    let [deck, _] = build(&repository().join("specs/gallery"), &[]);
    for (name, part) in parts(&deck).iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")) {
        let xml = text(part);
        let ids = attributes(xml, "cNvPr", "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}");
        let kinds = attributes(xml, "ph", "type");
        assert!(matches!(kinds[0].as_str(), "title" | "ctrTitle"), "{name} begins with {}", kinds[0]);
    }
}

#[test]
fn every_chart_has_an_alternative_text() {
    let [deck, _] = build(&repository().join("specs/gallery"), &[]);
    let mut charts = 0;
    for (name, part) in parts(&deck).iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")) {
        let document = roxmltree::Document::parse(text(part)).unwrap();
        let shapes = document.descendants().filter(|node| node.tag_name().name() == "cNvPr");
        for shape in shapes.filter(|shape| shape.attribute("name").is_some_and(|id| id.starts_with("chart:")))
        {
            assert!(shape.attribute("descr").is_some_and(|alt| alt.len() > 20), "{name}");
            charts += 1;
        }
    }
    assert_eq!(charts, fs::read_dir(repository().join("specs/gallery/charts")).unwrap().count());
}

const SERIES: &str = "\
survey:
  title: S
  base: {label: all, n: 397, columns: {North: 380, South: 17}}
  source: {name: Src}
series:
  q:
    question: Why?
    type: single
    values:
      Sure: {North: 61, South: 47.3}
      Never: {North: 39, South: 52.7}
";

#[test]
fn what_is_hidden_is_nowhere_in_deck_and_workbook() {
    let specs = Scratch::new()
        .with("briefing.yaml", "title: B\nlanguage: en\nmin-base: {n: 30, hide: true}\nsections:\n  - title: One\n    content:\n      - chart: a\n      - chart: b\n")
        .with("series/q.yaml", SERIES)
        .with("charts/a.yaml", "title: A stacked chart\nchart: stacked-bar\nseries: q\n")
        .with("charts/b.yaml", "title: A table\nchart: grouped-bar\nseries: q\n");
    for bytes in build(&specs.0, &["--unrounded"]) {
        let mut all = parts(&bytes);
        let books: Vec<_> =
            all.iter().filter(|(name, _)| name.ends_with(".xlsx")).map(|(_, book)| parts(book)).collect();
        for (at, book) in books.into_iter().enumerate() {
            all.extend(book.into_iter().map(|(name, part)| (format!("{at}/{name}"), part)));
        }
        assert!(all.values().any(|part| String::from_utf8_lossy(part).contains("61")));
        for (name, part) in all.iter().filter(|(name, _)| name.ends_with(".xml")) {
            for secret in ["47.3", "52.7", ">47<", ">53<", "47%", "53%", "= 17", "=\u{a0}17"] {
                assert!(!text(part).contains(secret), "{name} says {secret}");
            }
        }
    }
}

#[test]
fn the_neutral_part_of_a_scale_is_two_halves_of_one_cell() {
    let specs = Scratch::new()
        .with("briefing.yaml", "title: B\nlanguage: en\nsections: [{title: One, content: [{chart: a}]}]\n")
        .with(
            "series/q.yaml",
            "\
survey:
  title: S
  base: {label: all, n: 400}
  source: {name: Src}
series:
  q:
    question: Satisfied?
    type: scale
    by: item
    neutral: Neither
    values:
      Town hall: {Bad: 20, Neither: 30, Good: 50}
",
        )
        .with("charts/a.yaml", "title: Half are satisfied\nchart: diverging-bar\nseries: q\n");
    let [deck, _] = build(&specs.0, &[]);
    let parts_of_deck = parts(&deck);
    let chart = parts_of_deck.iter().find(|(name, _)| name.starts_with("ppt/charts/chart")).unwrap().1;
    for value in ["<c:v>-15</c:v>", "<c:v>15</c:v>", "<c:v>-20</c:v>", "<c:v>50</c:v>"] {
        assert!(text(chart).contains(value), "{value}");
    }
    let book = parts_of_deck.iter().find(|(name, _)| name.ends_with(".xlsx")).unwrap().1;
    let sheet = &parts(book)["xl/worksheets/sheet1.xml"];
    for formula in ["<f>-F2/2</f><v>-15</v>", "<f>F2/2</f><v>15</v>"] {
        assert!(text(sheet).contains(formula), "{formula} in {}", text(sheet));
    }
}

const CONTACT: &str = "\
survey:
  title: S
  base: {label: all, n: 400}
  source: {name: Src}
series:
  q:
    question: Which?
    type: multiple
    values: {Visit: 62, Telephone: 48, Letter: 19}
";

/// The chart part of a deck with one chart, and the sheet in it.
fn only_chart(specs: &Path) -> (String, String) {
    let [deck, _] = build(specs, &[]);
    let parts_of_deck = parts(&deck);
    let find = |start: &str| parts_of_deck.iter().find(|(name, _)| name.starts_with(start)).unwrap().1;
    let sheet = parts(find("ppt/embeddings/"))["xl/worksheets/sheet1.xml"].clone();
    (text(find("ppt/charts/chart")).to_owned(), String::from_utf8(sheet).unwrap())
}

#[test]
fn a_line_across_bars_is_a_thin_part_of_bars_on_axes_with_the_same_ends() {
    let specs = Scratch::new()
        .with("briefing.yaml", "title: B\nlanguage: en\nsections: [{title: One, content: [{chart: a}]}]\n")
        .with("series/q.yaml", CONTACT)
        .with(
            "charts/a.yaml",
            "title: Most visit\nchart: bar\nseries: q\nreferences: [{value: 50, label: half}, {value: 20}]\n",
        );
    let (chart, sheet) = only_chart(&specs.0);
    assert_eq!(attributes(&chart, "max", "val"), ["68", "68"]);
    assert_eq!(attributes(&chart, "min", "val"), ["0", "0"]);
    // Bars are one series; each line has its figure, the way to it, and its thickness.
    assert_eq!(attributes(&chart, "barDir", "val"), ["bar", "bar"]);
    assert_eq!(attributes(&chart, "order", "val"), ["0", "3", "4", "5", "6"]);
    for formula in ["<f>D2-0.102</f><v>19.898</v>", "<f>C2-D2-0.204</f><v>29.796</v>"] {
        assert!(sheet.contains(formula), "{formula} in {sheet}");
    }
    assert!(chart.contains("<a:t>half</a:t>"));
}

#[test]
fn lines_on_both_sides_of_zero_are_reached_from_zero() {
    let series = CONTACT.replace("type: multiple", "type: numeric\n    unit: number");
    let series =
        series.replace("{Visit: 62, Telephone: 48, Letter: 19}", "{Visit: 3.5, Telephone: -2.5, Letter: 1}");
    let specs = Scratch::new()
        .with("briefing.yaml", "title: B\nlanguage: en\nsections: [{title: One, content: [{chart: a}]}]\n")
        .with("series/q.yaml", &series)
        .with(
            "charts/a.yaml",
            "title: Most visit\nchart: bar\nseries: q\nreferences: [{value: -1, label: low}, {value: 2, label: high}]\n",
        );
    let (chart, sheet) = only_chart(&specs.0);
    let [least, most] = ["min", "max"].map(|end| attributes(&chart, end, "val")[0].parse::<f64>().unwrap());
    assert!(least < -2.5 && most > 3.5, "{least} to {most}");
    for formula in ["<f>C2+0.0", "<f>D2-0.0"] {
        assert!(sheet.contains(formula), "{formula} in {sheet}");
    }
}

#[test]
fn slides_have_the_proportions_that_are_asked_for() {
    let [deck, _] = build(&repository().join("specs/gallery"), &["--slides", "4:3"]);
    let parts = parts(&deck);
    assert!(text(&parts["ppt/presentation.xml"]).contains("<p:sldSz cx=\"9144000\" cy=\"6858000\""));
}

#[test]
fn a_foreign_deck_is_not_replaced() {
    let out = Scratch::new().with("briefing.pptx", "somebody's slides");
    let output = Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args([repository().join("specs/gallery").as_os_str(), "-o".as_ref(), out.0.as_os_str()])
        .args(["--format", "pptx", "--no-cache"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("foreign-file"));
    assert_eq!(fs::read(out.0.join("briefing.pptx")).unwrap(), b"somebody's slides");
}

#[test]
fn a_locked_build_finds_deck_and_workbook_as_the_manifest_lists_them() {
    let out = Scratch::new();
    let build = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_make-briefing"))
            .args([repository().join("specs").as_os_str(), "-o".as_ref(), out.0.as_os_str()])
            .args(["--format", "pptx,xlsx"])
            .args(more)
            .output()
            .unwrap()
            .status
    };
    assert!(build(&["--no-cache"]).success());
    assert!(build(&["--locked"]).success());
    let manifest = fs::read_to_string(out.0.join("manifest.json")).unwrap();
    for name in ["briefing.pptx", "briefing.xlsx"] {
        assert!(manifest.contains(&format!("\"file\": \"{name}\"")), "{name}");
    }
}

#[test]
fn slides_in_arabic_run_from_right_to_left() {
    let [deck, _] = build(&repository().join("tests/right-to-left"), &[]);
    let parts = parts(&deck);
    assert!(text(&parts["ppt/presentation.xml"]).contains(" rtl=\"1\">"));
    for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")) {
        for paragraph in text(part).split("<a:p>").skip(1).filter(|one| one.contains("<a:t>")) {
            // The number of a slide is a field.
            assert!(
                paragraph.contains("rtl=\"1\"") || paragraph.starts_with("<a:fld"),
                "{name}: {paragraph}"
            );
        }
    }
    let is_chart = |name: &&String| name.starts_with("ppt/charts/chart");
    let charts: Vec<&str> = parts.keys().filter(is_chart).map(|name| text(&parts[name])).collect();
    // Names run down, and figures to the left.
    let bars = charts.iter().find(|chart| chart.contains("<c:barDir val=\"bar\"/>")).unwrap();
    assert_eq!(attributes(bars, "orientation", "val"), ["maxMin", "maxMin"]);
}

#[test]
fn the_figures_of_each_sheet_are_a_table_without_empty_rows() {
    let [_, book] = build(&repository().join("specs/gallery"), &[]);
    let parts = parts(&book);
    let charts = fs::read_dir(repository().join("specs/gallery/charts")).unwrap().count();
    let tables = parts.keys().filter(|name| name.starts_with("xl/tables/table")).count();
    assert_eq!(tables, charts);
    for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        assert!(!text(part).contains("\"></row>"), "{name} has an empty row");
    }
}
