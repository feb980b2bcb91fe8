//! Pixels as palette indices, and the palette that grows while they are drawn.

use std::collections::HashMap;

use crate::units::Color;

/// Red, green, blue and opacity, not premultiplied.
pub(super) type Rgba = [u8; 4];

/// How much of a pixel can be covered, from 0 to this. Finer steps are not seen in print or at two pixels a unit, but
/// cost bytes: each one is a colour more.
pub(super) const FULL: u8 = 12;

/// The level of a coverage from 0 to 255.
pub(super) fn level(coverage: u8) -> u8 {
    ((u32::from(coverage) * u32::from(FULL) + 127) / 255) as u8
}

/// A rectangle of pixels; it may reach beyond the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    /// The pixels in a row.
    pub(super) fn width(self) -> usize {
        usize::try_from(self.right - self.left).unwrap_or(0)
    }

    /// The rows.
    pub(super) fn height(self) -> usize {
        usize::try_from(self.bottom - self.top).unwrap_or(0)
    }

    /// The part that lies in `other` too; where there is none, an empty area on the edge of `other`.
    pub(super) fn within(self, other: Self) -> Self {
        let across = |x: i32| x.min(other.right).max(other.left);
        let down = |y: i32| y.min(other.bottom).max(other.top);
        Self {
            left: across(self.left),
            top: down(self.top),
            right: across(self.right),
            bottom: down(self.bottom),
        }
    }

    /// This area moved by whole pixels.
    pub(super) fn moved(self, x: i32, y: i32) -> Self {
        Self { left: self.left + x, top: self.top + y, right: self.right + x, bottom: self.bottom + y }
    }
}

/// The image while it is drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Row by row, an index into the palette each.
    pub(super) pixels: Vec<u16>,
    pub(super) palette: Palette,
}

impl Canvas {
    /// A canvas in one colour, or a transparent one. Both sides are below 2³¹ pixels.
    pub(super) fn new(width: u32, height: u32, background: Option<Color>) -> Self {
        let mut palette = Palette::default();
        let index = match background {
            Some(color) => palette.ink(color),
            None => palette.index([0; 4]),
        };
        Self { width, height, pixels: vec![index; width as usize * height as usize], palette }
    }

    /// All pixels.
    pub(super) fn area(&self) -> Area {
        Area { left: 0, top: 0, right: self.width as i32, bottom: self.height as i32 }
    }

    /// Fills an area.
    pub(super) fn fill(&mut self, area: Area, color: Color) {
        let ink = self.palette.ink(color);
        let area = area.within(self.area());
        for y in area.top..area.bottom {
            self.row(y, area).fill(ink);
        }
    }

    /// Lays a colour over an area by the coverage of its pixels, given as levels row by row.
    pub(super) fn cover(&mut self, area: Area, levels: &[u8], color: Color) {
        let ink = self.palette.ink(color);
        let seen = area.within(self.area());
        if seen.width() == 0 || seen.height() == 0 {
            return;
        }
        let (skip, width, stride) = ((seen.left - area.left) as usize, seen.width(), self.width as usize);
        let rows = levels.chunks_exact(area.width()).skip((seen.top - area.top) as usize);
        let start = seen.top as usize * stride + seen.left as usize;
        let Some(pixels) = self.pixels.get_mut(start..) else { return };
        let mut mixer = Mixer { palette: &mut self.palette, ink, under: None, ramp: NO_RAMP };
        for (row, levels) in pixels.chunks_mut(stride).zip(rows).take(seen.height()) {
            for (pixel, level) in row.iter_mut().zip(&levels[skip..skip + width]) {
                match *level {
                    0 => {}
                    FULL.. => *pixel = ink,
                    level => *pixel = mixer.mix(*pixel, level),
                }
            }
        }
    }

    fn row(&mut self, y: i32, area: Area) -> &mut [u16] {
        let start = y as usize * self.width as usize;
        &mut self.pixels[start + area.left as usize..start + area.right as usize]
    }
}

/// The mixes of an ink with what lies under it, by level; [`UNMIXED`] where not needed so far.
type Ramp = [u16; FULL as usize];

const UNMIXED: u16 = u16::MAX;
const NO_RAMP: Ramp = [UNMIXED; FULL as usize];

/// All colours of the image.
#[derive(Debug, Default)]
pub(super) struct Palette {
    /// The colours in the order in which they first appeared.
    pub(super) colors: Vec<Rgba>,
    /// Whether the scene itself names the colour, rather than its being a mix at an edge.
    pub(super) named: Vec<bool>,
    indices: HashMap<Rgba, u16>,
    ramps: HashMap<(u16, u16), Ramp>,
}

impl Palette {
    /// The index of a colour that the scene names.
    fn ink(&mut self, color: Color) -> u16 {
        let index = self.index([color.r, color.g, color.b, 255]);
        self.named[usize::from(index)] = true;
        index
    }

    /// The index of any colour. An image with more than 65,535 of them gets the last ones wrong.
    fn index(&mut self, color: Rgba) -> u16 {
        let Self { colors, named, indices, .. } = self;
        *indices.entry(color).or_insert_with(|| {
            if colors.len() < usize::from(UNMIXED) {
                colors.push(color);
                named.push(false);
            }
            (colors.len() - 1) as u16
        })
    }
}

/// Mixes one ink with what it meets; remembers the last ramp, because the next pixel mostly needs the same.
struct Mixer<'a> {
    palette: &'a mut Palette,
    ink: u16,
    under: Option<u16>,
    ramp: Ramp,
}

impl Mixer<'_> {
    fn mix(&mut self, under: u16, level: u8) -> u16 {
        if self.under != Some(under) {
            self.under = Some(under);
            self.ramp = self.palette.ramps.get(&(under, self.ink)).copied().unwrap_or(NO_RAMP);
        }
        match self.ramp[usize::from(level)] {
            UNMIXED => self.mix_anew(under, level),
            index => index,
        }
    }

    fn mix_anew(&mut self, under: u16, level: u8) -> u16 {
        let [below, above] = [under, self.ink].map(|index| self.palette.colors[usize::from(index)]);
        let index = self.palette.index(over(below, above, level));
        self.ramp[usize::from(level)] = index;
        self.palette.ramps.insert((under, self.ink), self.ramp);
        index
    }
}

/// An opaque colour over another, covering `level` of [`FULL`] parts of the pixel. Whole numbers only.
fn over(below: Rgba, above: Rgba, level: u8) -> Rgba {
    let (level, full) = (u32::from(level), u32::from(FULL));
    let (gained, kept) = (255 * level, u32::from(below[3]) * (full - level));
    let alpha = gained + kept;
    let channel = |index: usize| {
        let sum = u32::from(above[index]) * gained + u32::from(below[index]) * kept;
        ((sum + alpha / 2) / alpha.max(1)) as u8
    };
    [channel(0), channel(1), channel(2), ((alpha + full / 2) / full) as u8]
}
