//! Palette indices as a PNG file.

use libdeflater::{CompressionLvl, Compressor};
use png::text_metadata::ITXtChunk;
use png::{BitDepth, ColorType, Encoder, EncodingError, PixelDimensions, Unit, chunk};

use super::PngFault;
use super::canvas::{Canvas, Palette, Rgba};
use crate::export::plain;
use crate::scene::Scene;

/// The most colours that a PNG palette holds.
const MAX_COLORS: usize = 256;

/// Level of compression: higher ones take twice the time for a few per cent.
const COMPRESSION: i32 = 6;

/// The file. The canvas ends here: its pixels are packed and dropped before they are compressed.
pub(super) fn encode(canvas: Canvas, scene: &Scene, scale: f32) -> Result<Vec<u8>, PngFault> {
    let (width, height) = (canvas.width, canvas.height);
    let Canvas { pixels, palette, .. } = canvas;
    let (colors, slots) = chosen(&palette, &pixels);
    let depth = depth(colors.len());
    let rows = packed(&pixels, width as usize, &slots, depth);
    drop(pixels);
    let data = compressed(&rows)?;
    drop(rows);
    write(width, height, &colors, depth, &data, scene, scale)
        .map_err(|error| PngFault::Encoder(error.to_string()))
}

/// The colours of the file, and for each index of the canvas the one to take.
///
/// Colours that the scene names come first, then mixes at edges by how many pixels have them; a mix beyond the limit
/// takes the nearest colour.
fn chosen(palette: &Palette, pixels: &[u16]) -> (Vec<Rgba>, Vec<u8>) {
    let mut counts = vec![0_u32; palette.colors.len()];
    for pixel in pixels {
        counts[usize::from(*pixel)] += 1;
    }
    let mut used: Vec<usize> = (0..counts.len()).filter(|index| counts[*index] > 0).collect();
    used.sort_by_key(|index| (!palette.named[*index], std::cmp::Reverse(counts[*index]), *index));
    used.truncate(MAX_COLORS);
    // The list of opacities ends with the last colour that is not opaque.
    used.sort_by_key(|index| (palette.colors[*index][3] == 255, *index));
    let colors: Vec<Rgba> = used.iter().map(|index| palette.colors[*index]).collect();
    let slots = palette.colors.iter().map(|color| nearest(&colors, *color)).collect();
    (colors, slots)
}

/// The nearest of at most 256 colours.
fn nearest(colors: &[Rgba], wanted: Rgba) -> u8 {
    let distance = |color: &Rgba| -> u32 {
        color.iter().zip(wanted).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    (0_u8..=255).zip(colors).min_by_key(|(_, color)| distance(color)).map_or(0, |(slot, _)| slot)
}

/// The fewest bits that tell so many colours apart.
fn depth(colors: usize) -> BitDepth {
    match colors {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    }
}

/// The rows as PNG wants them: a filter byte, here none, then the indices from the high bits down.
fn packed(pixels: &[u16], width: usize, slots: &[u8], depth: BitDepth) -> Vec<u8> {
    let bits = depth as usize;
    let per_byte = 8 / bits;
    let row_bytes = 1 + width.div_ceil(per_byte);
    let mut rows = Vec::with_capacity(row_bytes * (pixels.len() / width));
    for row in pixels.chunks_exact(width) {
        rows.push(0);
        rows.extend(row.chunks(per_byte).map(|pixels| {
            let join = |byte: u8, (place, pixel): (usize, &u16)| {
                byte | slots[usize::from(*pixel)] << (8 - bits * (place + 1))
            };
            pixels.iter().enumerate().fold(0, join)
        }));
    }
    rows
}

fn compressed(rows: &[u8]) -> Result<Vec<u8>, PngFault> {
    let level = CompressionLvl::new(COMPRESSION).unwrap_or_default();
    let mut compressor = Compressor::new(level);
    let mut data = vec![0; compressor.zlib_compress_bound(rows.len())];
    let length =
        compressor.zlib_compress(rows, &mut data).map_err(|error| PngFault::Encoder(error.to_string()))?;
    data.truncate(length);
    Ok(data)
}

fn write(
    width: u32,
    height: u32,
    colors: &[Rgba],
    depth: BitDepth,
    data: &[u8],
    scene: &Scene,
    scale: f32,
) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::with_capacity(data.len() + 2048);
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(colors.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>());
    let opacities: Vec<u8> = colors.iter().map(|color| color[3]).take_while(|alpha| *alpha < 255).collect();
    if !opacities.is_empty() {
        encoder.set_trns(opacities);
    }
    encoder.set_pixel_dims(Some(resolution(scale)));
    let mut writer = encoder.write_header()?;
    for (keyword, text) in [("Title", &scene.title), ("Description", &scene.alt)] {
        if !text.is_empty() {
            let mut chunk = ITXtChunk::new(keyword, plain(text));
            chunk.language_tag =
                scene.lang.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            writer.write_text_chunk(&chunk)?;
        }
    }
    writer.write_chunk(chunk::IDAT, data)?;
    writer.finish()?;
    Ok(file)
}

/// The resolution at which a unit is a point of 1/72 inch: the size that office programs insert the image at.
fn resolution(scale: f32) -> PixelDimensions {
    let per_metre = (scale * 72.0 / 0.0254).round() as u32;
    PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
}
