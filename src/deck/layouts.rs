//! The layouts of slides, each with the placeholders that a kind of slide fills.

use super::frame::{Frame, xfrm};
use super::master::GROUP;
use super::theme_xml::{Ink, NAMESPACES};
use crate::office::xml::escape;
use crate::theme::text_on;
use crate::units::Rect;

/// A layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// The first slide.
    Title,
    /// The start of a section.
    Section,
    /// One message with its chart.
    Chart,
    /// Text.
    Text,
}

/// The index of the placeholder for what is measured.
pub(super) const SUBTITLE: u32 = 10;
/// The index of the placeholder for the number of the slide.
pub(super) const NUMBER: u32 = 12;
/// The index of the placeholder for the chart.
pub(super) const CHART: u32 = 13;

/// The size of the title of a section.
pub(super) const SECTION: f32 = 34.0;

/// A placeholder.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceholderShape<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// What it holds, as the schema calls it.
    pub(super) kind: &'a str,
    /// By which a slide finds it.
    pub(super) index: Option<u32>,
    /// Where it is; `None` leaves that to the layout or master.
    pub(super) place: Option<Rect>,
    /// The properties of its text.
    pub(super) body: &'a str,
    /// The styles of its levels.
    pub(super) style: &'a str,
}

/// A placeholder as a shape; `text` holds its paragraphs, or none for an empty one.
pub(super) fn placeholder(id: u32, shape: &PlaceholderShape<'_>, text: &str) -> String {
    let place = shape.place.map_or_else(String::new, |place| xfrm("a:xfrm", place));
    let text = if text.is_empty() { sample(shape.kind) } else { text.to_owned() };
    let body = if shape.body.is_empty() { "<a:bodyPr/>" } else { shape.body };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}<a:lstStyle>{}</a:lstStyle>{text}</p:txBody></p:sp>",
        escape(shape.name),
        reference(shape.kind, shape.index),
        shape.style
    )
}

/// By which a slide names the placeholder that it fills.
pub(super) fn reference(kind: &str, index: Option<u32>) -> String {
    let index = index.map_or_else(String::new, |index| format!(" idx=\"{index}\""));
    format!("<p:ph type=\"{}\"{index}/>", escape(kind))
}

/// What an empty placeholder of a layout shows.
fn sample(kind: &str) -> String {
    match kind {
        "sldNum" => "<a:p><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-US\"/><a:t>‹#›</a:t></a:fld></a:p>".to_owned(),
        _ => "<a:p><a:endParaRPr lang=\"en-US\"/></a:p>".to_owned(),
    }
}

impl Layout {
    /// All layouts in the order of their files.
    pub(super) const ALL: [Self; 4] = [Self::Title, Self::Section, Self::Chart, Self::Text];

    /// The path of its part.
    pub(super) fn path(self) -> String {
        format!("ppt/slideLayouts/slideLayout{}.xml", self.index() + 1)
    }

    /// Its place in [`Self::ALL`].
    pub(super) fn index(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).unwrap_or(0)
    }

    /// Its name and the word of the schema for it.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("Title", "title"),
            Self::Section => ("Section", "secHead"),
            Self::Chart => ("Message and chart", "cust"),
            Self::Text => ("Text", "obj"),
        }
    }

    /// The layout as a part.
    pub(super) fn xml(self, frame: &Frame, ink: &Ink) -> String {
        let title =
            PlaceholderShape { name: "Title", kind: "title", index: None, place: None, body: "", style: "" };
        let number = PlaceholderShape {
            name: "Number",
            kind: "sldNum",
            index: Some(NUMBER),
            place: None,
            body: "",
            style: "",
        };
        let (middle, width) = (frame.size.height * 0.42, frame.title.width);
        let left = frame.title.x;
        let panel = frame.panel;
        let width_on_panel = panel.width - left - 24.0;
        // The panel is at the edge where reading begins.
        let x = if panel.x > 0.0 { panel.x + 24.0 } else { left };
        let on_panel = Rect::new(x, frame.title.y, width_on_panel, frame.content.bottom() - frame.title.y);
        let middle_anchor = "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr>";
        let ink_style = format!(
            "<a:lvl1pPr><a:defRPr sz=\"{}\" b=\"1\">{}</a:defRPr></a:lvl1pPr>",
            (SECTION * 100.0).round() as i64,
            ink.fill(text_on(ink.roles.accent, &ink.roles))
        );
        let large = |size: &'static str| match size {
            "40" => "<a:lvl1pPr><a:defRPr sz=\"4000\" b=\"1\"/></a:lvl1pPr>",
            _ => "<a:lvl1pPr><a:defRPr sz=\"3600\" b=\"1\"/></a:lvl1pPr>",
        };
        let quiet = "<a:lvl1pPr><a:defRPr sz=\"2000\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:defRPr></a:lvl1pPr>";
        let anchored =
            "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"b\"><a:normAutofit/></a:bodyPr>";
        let plain = "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr>";
        let above = Rect::new(left, middle - 150.0, width, 150.0);
        let below = Rect::new(left, middle + 14.0, width, 150.0);
        let shapes: Vec<PlaceholderShape<'_>> = match self {
            Self::Title => vec![
                PlaceholderShape {
                    kind: "ctrTitle",
                    place: Some(above),
                    body: anchored,
                    style: large("40"),
                    ..title
                },
                PlaceholderShape {
                    name: "Subtitle",
                    kind: "subTitle",
                    index: Some(1),
                    place: Some(below),
                    body: plain,
                    style: quiet,
                },
            ],
            Self::Section => vec![
                PlaceholderShape { place: Some(on_panel), body: middle_anchor, style: &ink_style, ..title },
                PlaceholderShape {
                    name: "Text",
                    kind: "body",
                    index: Some(1),
                    place: Some(frame.opening),
                    body: middle_anchor,
                    style: "",
                },
                number,
            ],
            Self::Chart => vec![
                title,
                PlaceholderShape {
                    name: "Subtitle",
                    kind: "body",
                    index: Some(SUBTITLE),
                    place: Some(frame.subtitle),
                    body: plain,
                    style: "<a:lvl1pPr><a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:defRPr sz=\"2000\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:defRPr></a:lvl1pPr>",
                },
                PlaceholderShape {
                    name: "Chart",
                    kind: "chart",
                    index: Some(CHART),
                    place: Some(frame.content),
                    body: "",
                    style: "",
                },
                number,
            ],
            Self::Text => vec![
                title,
                PlaceholderShape {
                    name: "Text",
                    kind: "body",
                    index: Some(1),
                    place: None,
                    body: "",
                    style: "",
                },
                number,
            ],
        };
        let ground = match self {
            Self::Section => format!(
                "<p:sp><p:nvSpPr><p:cNvPr id=\"90\" name=\"Panel\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
                xfrm("a:xfrm", panel),
                ink.fill(ink.roles.accent)
            ),
            _ => String::new(),
        };
        let shapes: String = (2..).zip(&shapes).map(|(id, shape)| placeholder(id, shape, "")).collect();
        let (name, kind) = self.names();
        format!(
            "<p:sldLayout {NAMESPACES} type=\"{kind}\" preserve=\"1\"><p:cSld name=\"{name}\"><p:spTree>{GROUP}{ground}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
    }
}
