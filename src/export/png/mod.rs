//! PNG with a palette: small files, and pixels that are drawn as palette indices from the start.
//!
//! A chart has few colours, and the scene names them all. So nothing is drawn in RGBA and quantised afterwards:
//! tiny-skia computes the coverage of each pixel, which is reduced to a few steps, and the canvas looks up the
//! index of the blended colour.

mod canvas;
mod coverage;
mod deflate;
mod encode;
mod raster;
mod rows;
mod text;
mod xmp;

use std::fmt;

use crate::scene::Scene;
use canvas::Canvas;
pub use text::GlyphCache;

/// The largest image, in pixels: an A1 poster at 300 dpi has 70 million.
const MAX_PIXELS: f32 = 100e6;

/// From this many pixels on, memory is reserved before drawing: a failed allocation would abort the program.
const LARGE: usize = 10_000_000;

/// The longest side in pixels: the range of the rasteriser's fixed-point numbers.
const MAX_SIDE: f32 = 32_000.0;

/// Why a scene cannot be exported as PNG.
#[derive(Debug, Clone, PartialEq)]
pub enum PngError {
    /// It has no pixels at this scale.
    Empty,
    /// It has more than 100 million pixels, or more than 32,000 on a side, at this scale.
    TooLarge {
        /// Pixels in a row.
        width: f32,
        /// Rows.
        height: f32,
    },
    /// There is not enough memory for its pixels.
    NoMemory {
        /// Number of pixels.
        pixels: usize,
    },
    /// The encoder failed.
    Encoder(String),
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("has no pixels at this scale"),
            Self::TooLarge { width, height } => {
                write!(
                    f,
                    "would be {width} by {height} pixels; the limits are 100 million in total and 32,000 per side"
                )
            }
            Self::NoMemory { pixels } => {
                write!(
                    f,
                    "would have {} million pixels, for which there is not enough memory",
                    pixels.div_ceil(1_000_000)
                )
            }
            Self::Encoder(reason) => write!(f, "cannot be encoded: {reason}"),
        }
    }
}

impl std::error::Error for PngError {}

/// The scene as a PNG file with `scale` pixels per unit; `glyph_cache` has the fonts that its text was shaped
/// with.
///
/// # Errors
///
/// See [`PngError`].
pub fn png(scene: &Scene, glyph_cache: &GlyphCache<'_>, scale: f32) -> Result<Vec<u8>, PngError> {
    let (width, height) = pixels(scene, scale)?;
    let pixels = width as usize * height as usize;
    if pixels > LARGE && Vec::<u8>::new().try_reserve_exact(3 * pixels).is_err() {
        return Err(PngError::NoMemory { pixels });
    }
    let mut canvas = Canvas::new(width, height, scene.background, &raster::inks(scene));
    raster::draw(scene, glyph_cache, scale, &mut canvas);
    encode::encode(canvas, scene, scale)
}

fn pixels(scene: &Scene, scale: f32) -> Result<(u32, u32), PngError> {
    let (width, height) = ((scene.size.width * scale).round(), (scene.size.height * scale).round());
    // Written so that a NaN counts as empty.
    if !(width >= 1.0 && height >= 1.0) {
        return Err(PngError::Empty);
    }
    if width * height > MAX_PIXELS || width.max(height) > MAX_SIDE {
        return Err(PngError::TooLarge { width, height });
    }
    Ok((width as u32, height as u32))
}
