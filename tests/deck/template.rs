//! Decks in the layouts of another presentation.

use std::io::Write;
use std::process::Output;

use super::*;

fn templates() -> PathBuf {
    repository().join("tests/deck/templates")
}

/// Builds the slides of a folder with a template.
fn run(specs: &Path, template: &Path, out: &Scratch) -> Output {
    Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args([specs.as_os_str(), "-o".as_ref(), out.0.as_os_str()])
        .args(["--format", "pptx", "--no-cache", "--template"])
        .arg(template)
        .output()
        .unwrap()
}

fn deck(template: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = Scratch::new();
    let output = run(&repository().join("specs"), template, &out);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    parts(&fs::read(out.0.join("briefing.pptx")).unwrap())
}

/// What the program says of a template that it refuses.
fn refused(template: &[u8]) -> String {
    let folder = Scratch::new();
    let path = folder.0.join("corporate.pptx");
    fs::write(&path, template).unwrap();
    let out = Scratch::new();
    let output = run(&repository().join("specs"), &path, &out);
    assert_eq!(output.status.code(), Some(2));
    assert!(!out.0.join("briefing.pptx").exists());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("error[unusable-template]").count(), 1, "{said}");
    said
}

/// A package of these parts.
pub(super) fn package(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The usual template with one part changed.
fn changed(part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = parts(&fs::read(templates().join("office.pptx")).unwrap());
    let new = change(text(&parts[part]));
    assert_ne!(new, text(&parts[part]), "nothing was changed");
    parts.insert(part.to_owned(), new.into_bytes());
    package(&parts)
}

#[test]
fn masters_and_layouts_are_taken_over_byte_for_byte() {
    for name in ["office.pptx", "libreoffice.pptx"] {
        let template = templates().join(name);
        let (deck, from) = (deck(&template), parts(&fs::read(&template).unwrap()));
        let is_kept =
            |path: &&String| path.starts_with("ppt/slideMasters/") || path.starts_with("ppt/slideLayouts/");
        for path in from.keys().filter(is_kept) {
            assert_eq!(deck.get(path), from.get(path), "{name}: {path}");
        }
        assert!(!deck.contains_key("docProps/thumbnail.jpeg"));
    }
}

#[test]
fn slides_fill_placeholders_that_their_layouts_have() {
    for name in ["office.pptx", "libreoffice.pptx"] {
        let deck = deck(&templates().join(name));
        let mut charts = 0;
        let slides =
            deck.iter().filter(|(path, _)| path.starts_with("ppt/slides/slide") && path.ends_with(".xml"));
        for (path, slide) in slides {
            let rels = &deck[&path.replace("slides/", "slides/_rels/").replace(".xml", ".xml.rels")];
            let targets = attributes(text(rels), "Relationship", "Target");
            let layout = targets.iter().find(|target| target.contains("/slideLayouts/")).unwrap();
            let layout = text(&deck[layout.trim_start_matches('/')]);
            let known: BTreeSet<String> = holders(layout).into_iter().collect();
            for holder in holders(text(slide)) {
                assert!(known.contains(&holder), "{name}: {path} fills {holder}, and there are {known:?}");
                charts += usize::from(text(slide).contains("drawingml/2006/chart\" r:id"));
            }
        }
        assert!(charts > 10, "{name}: {charts}");
    }
}

/// The placeholders of a part by kind and index.
fn holders(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let all = document.descendants().filter(|node| node.tag_name().name() == "ph");
    all.map(|node| {
        format!("{} {}", node.attribute("type").unwrap_or("obj"), node.attribute("idx").unwrap_or("0"))
    })
    .collect()
}

#[test]
fn charts_name_the_colours_of_the_template() {
    let deck = deck(&templates().join("office.pptx"));
    let charts = deck.iter().filter(|(path, _)| path.starts_with("ppt/charts/chart"));
    assert!(charts.clone().any(|(_, chart)| text(chart).contains("<a:schemeClr val=\"accent1\"/>")));
    assert!(charts.clone().all(|(_, chart)| !text(chart).contains("00647D")));
}

#[test]
fn our_own_deck_serves_as_a_template() {
    let [own, _] = build(&repository().join("specs"), &[]);
    let folder = Scratch::new();
    let path = folder.0.join("own.pptx");
    fs::write(&path, own).unwrap();
    let deck = deck(&path);
    let chart = deck.iter().find(|(path, _)| path.starts_with("ppt/slides/") && path.ends_with(".xml"));
    assert!(chart.is_some());
}

#[test]
fn unfitting_and_hostile_templates_get_one_diagnostic() {
    assert!(refused(b"no package at all").contains("cannot be unpacked"));
    assert!(
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").contains("encrypted, or in the format of PowerPoint 97")
    );
    assert!(refused(&package(&BTreeMap::new())).contains("has no part `[Content_Types].xml`"));
    let main = "ppt/presentation.xml";
    let strict = |xml: &str| {
        xml.replace(
            "http://schemas.openxmlformats.org/presentationml/2006/main",
            "http://purl.oclc.org/ooxml/presentationml/main",
        )
    };
    assert!(refused(&changed(main, strict)).contains("Strict Open XML"));
    let huge = |xml: &str| xml.replace("cx=\"9144000\"", "cx=\"999999999999\"");
    assert!(refused(&changed(main, huge)).contains("slides of a size"));
    let entity = |xml: &str| xml.replacen("<p:", "<!DOCTYPE a [<!ENTITY b \"c\">]><p:", 1);
    assert!(refused(&changed(main, entity)).contains("has no valid XML"));
    let layout = "ppt/slideLayouts/_rels/slideLayout2.xml.rels";
    let link = |xml: &str| {
        xml.replace("</Relationships>", "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide\" Target=\"../slides/slide1.xml\"/></Relationships>")
    };
    assert!(refused(&changed(layout, link)).contains("has a link to a slide"));
    let gone = |xml: &str| xml.replace("slideMaster1.xml", "slideMaster9.xml");
    assert!(refused(&changed(layout, gone)).contains("has no part `ppt/slideMasters/slideMaster9.xml`"));
    let low = |xml: &str| xml.replace("4525963", "452596");
    assert!(
        refused(&changed("ppt/slideMasters/slideMaster1.xml", low)).contains("too little room for a chart")
    );
}

#[test]
fn a_template_that_unpacks_without_end_is_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let nothing = vec![0; 1 << 20];
    zip.start_file("a.bin", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..300 {
        zip.write_all(&nothing).unwrap();
    }
    assert!(refused(&zip.finish().unwrap().into_inner()).contains("unpacks to more than 256 MiB"));
}

#[test]
fn a_layout_that_is_not_there_is_named_with_those_that_are() {
    let specs = Scratch::new()
        .with("briefing.yaml", "title: B\nlanguage: en\nsections: [{title: One, content: [{chart: a}]}]\n")
        .with("series/q.yaml", SERIES)
        .with("charts/a.yaml", "title: A chart\nchart: grouped-bar\nseries: q\n")
        .with("theme.yaml", "slides:\n  template: corporate.pptx\n  layouts: {chart: Chart page}\n");
    fs::copy(templates().join("office.pptx"), specs.0.join("corporate.pptx")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args([specs.0.as_os_str(), "-o".as_ref(), specs.0.join("out").as_os_str()])
        .args(["--format", "pptx", "--no-cache"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("theme.yaml:2:13"), "{said}");
    assert!(
        said.contains("has no layout `Chart page` with a title; those that it has are `Title Slide`"),
        "{said}"
    );
}
