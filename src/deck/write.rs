//! Writes a deck: all parts of a presentation in one file.

use super::design::Design;
use super::frame::emu;
use super::layouts::Layout;
use super::master;
use super::notes;
use super::paragraphs;
use super::slide_xml::{self, Set};
use super::slides::Slide;
use super::theme_xml::{Ink, NAMESPACES};
use crate::office::package::{Package, Properties, Relations, TooLarge};
use crate::office::theme;
use crate::story::Metadata;

/// The bytes of a deck.
///
/// # Errors
/// Where it is larger than a file can be.
pub fn write(slides: &[Slide], meta: &Metadata, design: &Design) -> Result<Vec<u8>, TooLarge> {
    let Design { frame, template, .. } = design;
    let language = culture(&meta.language);
    let mut package = Package::default();
    package.relations.part("officeDocument", "ppt/presentation.xml");
    package.properties(&Properties {
        title: &meta.title,
        subject: &meta.subject,
        author: &meta.author,
        keywords: &meta.keywords,
        language: &meta.language,
        created: meta.created,
    });
    let mut relations = Relations::default();
    let masters = match template {
        Some(template) => template.masters.clone(),
        None => vec![(Some(master::FIRST_ID), "ppt/slideMasters/slideMaster1.xml".to_owned())],
    };
    let master_list: String = masters
        .iter()
        .map(|(id, path)| {
            let id = id.map_or_else(String::new, |id| format!(" id=\"{id}\""));
            format!("<p:sldMasterId{id} r:id=\"{}\"/>", relations.part("slideMaster", path))
        })
        .collect();
    let notes_master = relations.part("notesMaster", "ppt/notesMasters/notesMaster1.xml");
    let mut list = String::new();
    for number in 1..=slides.len() {
        let id = relations.part("slide", &format!("ppt/slides/slide{number}.xml"));
        list += &format!("<p:sldId id=\"{}\" r:id=\"{id}\"/>", 255 + number);
    }
    if template.is_none() {
        relations.part("theme", "ppt/theme/theme1.xml");
    }
    settings(&mut relations, &mut package);
    for (index, slide) in slides.iter().enumerate() {
        let set = Set { design, language: &language };
        slide_xml::write(slide, index + 1, set, &mut package)?;
    }
    let notes_theme = match template {
        Some(template) => {
            template.add_to(&mut package);
            template.free("ppt/theme/theme")
        }
        None => {
            layouts(&mut package, design);
            "ppt/theme/theme2.xml".to_owned()
        }
    };
    notes_pages(&mut package, &notes_theme, &design.ink);
    let (width, height) =
        template.as_ref().map_or((emu(frame.size.width), emu(frame.size.height)), |one| one.extent);
    let kind = if (width, height) == (9_144_000, 6_858_000) { " type=\"screen4x3\"" } else { "" };
    let direction = if paragraphs::is_mirrored(&language) { " rtl=\"1\"" } else { "" };
    let xml = format!(
        "<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"{direction}><p:sldMasterIdLst>{master_list}</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"{notes_master}\"/></p:notesMasterIdLst><p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{width}\" cy=\"{height}\"{kind}/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    );
    package.xml(
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        &xml,
        relations,
    );
    package.finish()
}

/// Settings of the presentation, of its windows and of its tables: PowerPoint offers to repair a file that lacks them.
fn settings(relations: &mut Relations, package: &mut Package) {
    let properties = format!("<p:presentationPr {NAMESPACES}/>");
    let views = format!("<p:viewPr {NAMESPACES}/>");
    let tables = format!(
        "<a:tblStyleLst xmlns:a=\"{}\" def=\"{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}\"/>",
        theme::DRAWING
    );
    for (name, content_type, xml) in [
        (
            "presProps",
            "application/vnd.openxmlformats-officedocument.presentationml.presProps+xml",
            properties,
        ),
        ("viewProps", "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml", views),
        (
            "tableStyles",
            "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml",
            tables,
        ),
    ] {
        let path = format!("ppt/{name}.xml");
        relations.part(name, &path);
        package.xml(&path, content_type, &xml, Relations::default());
    }
}

/// Our own master, its layouts and its theme.
fn layouts(package: &mut Package, Design { frame, ink, .. }: &Design) {
    let (xml, relations) = master::xml(frame, ink);
    package.xml(
        "ppt/slideMasters/slideMaster1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
        &xml,
        relations,
    );
    for layout in Layout::ALL {
        let mut relations = Relations::default();
        relations.part("slideMaster", "ppt/slideMasters/slideMaster1.xml");
        package.xml(
            &layout.path(),
            "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml",
            &layout.xml(frame, ink),
            relations,
        );
    }
    package.xml("ppt/theme/theme1.xml", theme::CONTENT_TYPE, &ink.xml("Briefing"), Relations::default());
}

/// The master of notes with its theme.
fn notes_pages(package: &mut Package, path: &str, ink: &Ink) {
    let mut relations = Relations::default();
    relations.part("theme", path);
    package.xml(
        "ppt/notesMasters/notesMaster1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
        &notes::master(),
        relations,
    );
    package.xml(path, theme::CONTENT_TYPE, &ink.xml("Notes"), Relations::default());
}

/// A language with its country, as office programs name it: they take `de` alone for an unknown one.
fn culture(tag: &str) -> String {
    match tag {
        "de" => "de-DE".to_owned(),
        "en" => "en-GB".to_owned(),
        "ar" => "ar-SA".to_owned(),
        "he" => "he-IL".to_owned(),
        other => other.to_owned(),
    }
}
