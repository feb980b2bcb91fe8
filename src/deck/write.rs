//! Writes a deck: all parts of a presentation in one file.

use super::frame::{Frame, Proportions, emu};
use super::layouts::Layout;
use super::master;
use super::notes;
use super::slide_xml::{self, Set};
use super::slides::Slide;
use super::theme_xml::{Ink, NAMESPACES};
use crate::office::package::{Package, Properties, Relations, TooLarge};
use crate::story::Metadata;

/// The bytes of a deck.
///
/// # Errors
/// Where it is larger than a file can be.
pub fn write(
    slides: &[Slide],
    meta: &Metadata,
    ink: &Ink,
    proportions: Proportions,
) -> Result<Vec<u8>, TooLarge> {
    let frame = Frame::new(proportions);
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
    let master = relations.part("slideMaster", "ppt/slideMasters/slideMaster1.xml");
    let notes_master = relations.part("notesMaster", "ppt/notesMasters/notesMaster1.xml");
    let mut list = String::new();
    for number in 1..=slides.len() {
        let id = relations.part("slide", &format!("ppt/slides/slide{number}.xml"));
        list += &format!("<p:sldId id=\"{}\" r:id=\"{id}\"/>", 255 + number);
    }
    relations.part("theme", "ppt/theme/theme1.xml");
    for (index, slide) in slides.iter().enumerate() {
        let set = Set { frame: &frame, ink, language: &language };
        slide_xml::write(slide, index + 1, set, &mut package)?;
    }
    layouts(&mut package, &frame, ink);
    let kind = if proportions == Proportions::Standard { " type=\"screen4x3\"" } else { "" };
    let xml = format!(
        "<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"{}\" r:id=\"{master}\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"{notes_master}\"/></p:notesMasterIdLst><p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{}\" cy=\"{}\"{kind}/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
        master::FIRST_ID,
        emu(frame.size.width),
        emu(frame.size.height)
    );
    package.xml(
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        &xml,
        relations,
    );
    package.finish()
}

/// Master, layouts, themes and the master of notes.
fn layouts(package: &mut Package, frame: &Frame, ink: &Ink) {
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
    let mut relations = Relations::default();
    relations.part("theme", "ppt/theme/theme2.xml");
    package.xml(
        "ppt/notesMasters/notesMaster1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
        &notes::master(),
        relations,
    );
    for (path, name) in [("ppt/theme/theme1.xml", "Briefing"), ("ppt/theme/theme2.xml", "Notes")] {
        package.xml(
            path,
            "application/vnd.openxmlformats-officedocument.theme+xml",
            &ink.xml(name),
            Relations::default(),
        );
    }
}

/// A language with its country, as office programs name it: they take `de` alone for an unknown one.
fn culture(tag: &str) -> String {
    match tag {
        "de" => "de-DE".to_owned(),
        "en" => "en-GB".to_owned(),
        other => other.to_owned(),
    }
}
