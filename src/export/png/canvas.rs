//! A canvas of palette indices, whose palette grows during drawing.

use std::collections::HashMap;

use crate::units::Color;

/// Red, green, blue and alpha, not premultiplied.
pub(super) type Rgba = [u8; 4];

/// Steps from no coverage to full coverage of a pixel. At two pixels per unit finer steps are not visible, but
/// each adds a colour to the palette, and so bytes.
const STEPS: u8 = 8;

/// Pixels that are compared at once.
const BLOCK: usize = 16;

/// A rectangle of pixels; it may reach beyond the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    /// Width in pixels.
    pub(super) fn width(self) -> usize {
        usize::try_from(self.right - self.left).unwrap_or(0)
    }

    /// Height in pixels.
    pub(super) fn height(self) -> usize {
        usize::try_from(self.bottom - self.top).unwrap_or(0)
    }

    /// The intersection with `other`; without one, an empty area on the edge of `other`.
    pub(super) fn intersect(self, other: Self) -> Self {
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

/// The image during drawing.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Rows as in PNG: a filter byte, always 0 for none, then one palette index per pixel.
    pub(super) rows: Vec<u8>,
    pub(super) palette: Palette,
}

impl Canvas {
    /// A canvas in one colour, or a transparent one, with `inks` first in its palette. Both sides must be below
    /// 2³¹ pixels.
    pub(super) fn new(width: u32, height: u32, background: Option<Color>, inks: &[Color]) -> Self {
        let mut palette = Palette::default();
        // The background comes first: its index is the 0 that fills the canvas.
        palette.index(background.map_or([0; 4], opaque));
        for ink in inks {
            palette.index(opaque(*ink));
        }
        Self { width, height, rows: vec![0; (width as usize + 1) * height as usize], palette }
    }

    /// The whole canvas.
    pub(super) fn area(&self) -> Area {
        Area { left: 0, top: 0, right: self.width as i32, bottom: self.height as i32 }
    }

    /// Fills an area.
    pub(super) fn fill(&mut self, area: Area, color: Color) {
        let ink = self.palette.index(opaque(color));
        self.pixels(area.intersect(self.area())).for_each(|row| row.fill(ink));
    }

    /// Blends a colour over an area; `coverage` has one value per pixel, 0 to 255, row by row.
    pub(super) fn cover(&mut self, area: Area, coverage: &[u8], color: Color) {
        let visible = area.intersect(self.area());
        if visible.width() == 0 || visible.height() == 0 {
            return;
        }
        let skip = (visible.left - area.left) as usize;
        let coverage = coverage.chunks_exact(area.width()).skip((visible.top - area.top) as usize);
        let mut palette = std::mem::take(&mut self.palette);
        let mut mixer = Mixer::new(&mut palette, color);
        for (row, coverage) in self.pixels(visible).zip(coverage) {
            for (pixels, coverage) in row.chunks_mut(BLOCK).zip(coverage[skip..].chunks(BLOCK)) {
                mixer.cover(pixels, coverage);
            }
        }
        self.palette = palette;
    }

    /// The rows of an area that lies within the canvas.
    fn pixels(&mut self, area: Area) -> impl Iterator<Item = &mut [u8]> {
        let rows = self.rows.chunks_exact_mut(self.width as usize + 1);
        let columns = area.left as usize + 1..area.right as usize + 1;
        rows.skip(area.top as usize).take(area.height()).map(move |row| &mut row[columns.clone()])
    }
}

fn opaque(color: Color) -> Rgba {
    [color.r, color.g, color.b, 255]
}

/// Palette indices of the blends of an ink with a colour below it, by step; `None` until they are needed.
type Ramp = [Option<u8>; STEPS as usize + 1];

/// The colours of the image: first those that the scene names, then the blends at edges.
#[derive(Debug, Default)]
pub(super) struct Palette {
    pub(super) colors: Vec<Rgba>,
    indices: HashMap<Rgba, u8>,
    ramps: HashMap<(u8, u8), Ramp>,
}

impl Palette {
    /// The most colours of a PNG palette.
    const MAX: usize = 256;

    /// The index of a colour. A full palette gives the nearest colour: by then it has all colours that the scene
    /// names, and the others are blends, many of them similar.
    fn index(&mut self, color: Rgba) -> u8 {
        let Self { colors, indices, .. } = self;
        *indices.entry(color).or_insert_with(|| {
            if colors.len() < Self::MAX {
                colors.push(color);
                (colors.len() - 1) as u8
            } else {
                nearest(colors, color)
            }
        })
    }
}

/// The nearest of at most 256 colours.
fn nearest(colors: &[Rgba], wanted: Rgba) -> u8 {
    let distance = |color: &Rgba| -> u32 {
        color.iter().zip(wanted).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    (0_u8..=255).zip(colors).min_by_key(|(_, color)| distance(color)).map_or(0, |(index, _)| index)
}

/// Blends one ink with the colours below it. Keeps the last ramp, because the next pixel mostly needs the same
/// one.
struct Mixer<'a> {
    palette: &'a mut Palette,
    ink: u8,
    under: u8,
    ramp: Ramp,
}

impl<'a> Mixer<'a> {
    fn new(palette: &'a mut Palette, color: Color) -> Self {
        let ink = palette.index(opaque(color));
        // Ink on itself is ink.
        Self { palette, ink, under: ink, ramp: [Some(ink); STEPS as usize + 1] }
    }

    /// Covers some pixels of a row. Most lie well inside or outside of the shape, so whole blocks are compared
    /// first.
    fn cover(&mut self, pixels: &mut [u8], coverage: &[u8]) {
        if *coverage == [0; BLOCK] {
            return;
        }
        if *coverage == [255; BLOCK] {
            return pixels.fill(self.ink);
        }
        for (pixel, coverage) in pixels.iter_mut().zip(coverage) {
            match *coverage {
                0 => {}
                255 => *pixel = self.ink,
                coverage => *pixel = self.mix(*pixel, coverage),
            }
        }
    }

    fn mix(&mut self, under: u8, coverage: u8) -> u8 {
        let step = ((u32::from(coverage) * u32::from(STEPS) + 127) / 255) as u8;
        if self.under != under {
            self.under = under;
            self.ramp = self.palette.ramps.get(&(under, self.ink)).copied().unwrap_or_default();
        }
        self.ramp[usize::from(step)].unwrap_or_else(|| self.mix_new(step))
    }

    fn mix_new(&mut self, step: u8) -> u8 {
        let [below, above] = [self.under, self.ink].map(|index| self.palette.colors[usize::from(index)]);
        let index = self.palette.index(blend(below, above, step));
        self.ramp[usize::from(step)] = Some(index);
        self.palette.ramps.insert((self.under, self.ink), self.ramp);
        index
    }
}

/// Blends an opaque colour over another one, covering `step` of [`STEPS`] parts of the pixel. Integers only, so
/// that every platform computes the same colour.
fn blend(below: Rgba, above: Rgba, step: u8) -> Rgba {
    let (step, steps) = (u32::from(step), u32::from(STEPS));
    let (gained, kept) = (255 * step, u32::from(below[3]) * (steps - step));
    let alpha = (gained + kept).max(1);
    let channel = |index: usize| {
        let sum = u32::from(above[index]) * gained + u32::from(below[index]) * kept;
        ((sum + alpha / 2) / alpha) as u8
    };
    [channel(0), channel(1), channel(2), ((alpha + steps / 2) / steps) as u8]
}
