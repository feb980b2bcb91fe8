//! Lengths and rectangles as presentations hold them.

pub use crate::story::slides::frame::{Frame, Proportions};
use crate::units::Rect;

/// English metric units in a point.
const EMU: f32 = 12_700.0;

/// A length in English metric units.
pub fn emu(points: f32) -> i64 {
    (points * EMU).round() as i64
}

/// A length in points.
pub(super) fn emu_to_points(length: i64) -> f32 {
    length as f32 / EMU
}

/// Offset and extent of a rectangle, as `a:xfrm` and `p:xfrm` hold them.
pub(crate) fn xfrm(name: &str, rect: Rect) -> String {
    format!(
        "<{name}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{name}>",
        emu(rect.x),
        emu(rect.y),
        emu(rect.width),
        emu(rect.height)
    )
}
