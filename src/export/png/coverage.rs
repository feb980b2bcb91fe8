//! Rasterises paths: how much of each pixel a path covers.

use super::canvas::Area;
use tiny_skia::{FillRule, Mask, Path, Transform};

/// Largest coordinate of a path in pixels, since tiny-skia computes in fixed-point numbers. A path that goes
/// beyond is not drawn.
const FAR: f32 = super::MAX_SIDE;

/// The nearest whole pixel. The limit is far beyond any canvas and keeps sums from overflowing.
pub(super) fn to_pixel(value: f32) -> i32 {
    value.round().clamp(-1e8, 1e8) as i32
}

/// The coverage of each pixel, 0 to 255, in the part of the path's bounds that lies in `limits`.
pub(super) fn rasterise(path: Path, limits: Area) -> Option<(Area, Vec<u8>)> {
    let path = within_range(path)?;
    let bounds = path.bounds();
    let area = Area {
        left: to_pixel(bounds.left().floor()),
        top: to_pixel(bounds.top().floor()),
        right: to_pixel(bounds.right().ceil()),
        bottom: to_pixel(bounds.bottom().ceil()),
    }
    .intersect(limits);
    let mut mask = Mask::new(area.width() as u32, area.height() as u32)?;
    let path = path.transform(Transform::from_translate(-area.left as f32, -area.top as f32))?;
    mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
    Some((area, mask.take()))
}

/// The path, if all its coordinates are numbers within [`FAR`].
pub(super) fn within_range(path: Path) -> Option<Path> {
    let is_near = path.points().iter().all(|point| point.x.abs() <= FAR && point.y.abs() <= FAR);
    is_near.then_some(path)
}
