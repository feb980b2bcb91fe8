//! The theme of a package: the colours and fonts that its parts name.

use super::xml::escape;

/// The namespace of DrawingML.
pub const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The content type of themes.
pub const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// A theme: its name, its twelve colours as `RRGGBB` in the order of [`COLORS`], and its font.
pub fn theme(name: &str, colors: &[String; 12], font: &str) -> String {
    let colors: String = COLORS
        .iter()
        .zip(colors)
        .map(|(name, color)| format!("<a:{name}><a:srgbClr val=\"{color}\"/></a:{name}>"))
        .collect();
    let fonts = format!("<a:latin typeface=\"{}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>", escape(font));
    let plain = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{plain}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"{DRAWING}\" name=\"{name}\"><a:themeElements><a:clrScheme name=\"{name}\">{colors}</a:clrScheme><a:fontScheme name=\"{name}\"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme><a:fmtScheme name=\"{name}\"><a:fillStyleLst>{plain}{plain}{plain}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{plain}{plain}{plain}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
        name = escape(name)
    )
}

/// The names of the colours of a theme.
pub const COLORS: [&str; 12] = [
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink",
];
