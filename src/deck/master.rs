//! The master of all slides: where title and text are and how they look.

use super::frame::{Frame, xfrm};
use super::layouts::{Layout, PlaceholderShape, placeholder};
use super::theme_xml::{Ink, NAMESPACES};
use crate::office::package::Relations;

/// The properties of a group that has none of its own.
pub(super) const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// The first id of layouts, which masters and layouts share.
pub(super) const FIRST_ID: u32 = 2_147_483_648;

/// The master as a part, with its relationships.
pub(super) fn xml(frame: &Frame, ink: &Ink) -> (String, Relations) {
    let mut relations = Relations::default();
    let mut layouts = String::new();
    for (index, layout) in (1..).zip(Layout::ALL) {
        let id = relations.part("slideLayout", &layout.path());
        layouts += &format!("<p:sldLayoutId id=\"{}\" r:id=\"{id}\"/>", FIRST_ID + index);
    }
    relations.part("theme", "ppt/theme/theme1.xml");
    let shapes = [
        PlaceholderShape {
            name: "Title",
            kind: "title",
            index: None,
            place: Some(frame.title),
            body: "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"b\"><a:normAutofit/></a:bodyPr>",
            style: "",
        },
        PlaceholderShape {
            name: "Text",
            kind: "body",
            index: Some(1),
            place: Some(frame.content),
            body: "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr>",
            style: "",
        },
        PlaceholderShape {
            name: "Number",
            kind: "sldNum",
            index: Some(4),
            place: Some(frame.number),
            body: "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"b\"/>",
            style: "<a:lvl1pPr algn=\"r\"><a:defRPr sz=\"1200\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>",
        },
    ];
    let shapes: String = (2..).zip(&shapes).map(|(id, shape)| placeholder(id, shape, "")).collect();
    let accent = format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"Accent\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
        xfrm("a:xfrm", crate::units::Rect::new(0.0, 0.0, frame.size.width, 6.0)),
        ink.fill(ink.roles.accent)
    );
    let level = |level: u8, size: u32| {
        format!(
            "<a:lvl{level}pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:spcBef><a:spcPts val=\"600\"/></a:spcBef><a:buNone/><a:defRPr sz=\"{size}\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl{level}pPr>"
        )
    };
    let body: String = (1..=5).map(|at| level(at, 2000)).collect();
    let xml = format!(
        "<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{GROUP}{accent}{shapes}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:lnSpc><a:spcPct val=\"95000\"/></a:lnSpc><a:buNone/><a:defRPr sz=\"2800\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>{body}</p:bodyStyle><p:otherStyle><a:lvl1pPr><a:defRPr sz=\"1800\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>"
    );
    (xml, relations)
}
