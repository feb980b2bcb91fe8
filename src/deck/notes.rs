//! Speaker notes: their master and one page for each slide.

use super::frame::xfrm;
use super::layouts::{PlaceholderShape, placeholder};
use super::marks;
use super::master::GROUP;
use super::paragraphs;
use super::theme_xml::NAMESPACES;
use crate::units::Rect;

/// The picture of the slide on its page.
const PICTURE: Rect = Rect { x: 54.0, y: 50.0, width: 432.0, height: 243.0 };
/// The words on the page.
const WORDS: Rect = Rect { x: 54.0, y: 320.0, width: 432.0, height: 350.0 };

fn picture(place: Option<Rect>) -> String {
    let place = place.map_or_else(String::new, |place| {
        format!("{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>", xfrm("a:xfrm", place))
    });
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr></p:sp>"
    )
}

/// The master of all pages.
pub(super) fn master() -> String {
    let words = PlaceholderShape {
        name: "Notes",
        kind: "body",
        index: Some(3),
        place: Some(WORDS),
        body: "",
        style: "",
    };
    format!(
        "<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{GROUP}{}{}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>",
        picture(Some(PICTURE)),
        placeholder(3, &words, "")
    )
}

/// The page of a slide, with the id of its first chart.
pub(super) fn page(lines: &[String], chart: Option<&str>, language: &str) -> String {
    let text: String = lines.iter().map(|line| paragraphs::plain(line, language, None)).collect();
    let name = chart.map_or_else(|| "Notes".to_owned(), |id| marks::text_name("notes", id, &text));
    let words =
        PlaceholderShape { name: &name, kind: "body", index: Some(3), place: None, body: "", style: "" };
    format!(
        "<p:notes {NAMESPACES}><p:cSld><p:spTree>{GROUP}{}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        picture(None),
        placeholder(3, &words, &text)
    )
}
