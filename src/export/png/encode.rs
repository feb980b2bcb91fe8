//! Writes palette indices as a PNG file.

use super::PngError;
use super::canvas::{Canvas, Rgba};
use super::rows::zlib;
use super::xmp;
use crate::export::plain;
use crate::scene::Scene;
use png::text_metadata::ITXtChunk;
use png::{BitDepth, ColorType, Encoder, EncodingError, PixelDimensions, SrgbRenderingIntent, Unit, chunk};

/// Encodes the canvas as a file. It takes the canvas by value, to free the pixels as soon as they are compressed.
pub(super) fn encode(canvas: Canvas, scene: &Scene, scale: f32) -> Result<Vec<u8>, PngError> {
    let Canvas { width, height, rows, palette } = canvas;
    let depth = depth(palette.colors.len());
    let rows = packed(rows, width as usize, depth);
    let stride = rows.len() / height as usize;
    let data = zlib(rows, stride);
    write(width, height, &palette.colors, depth, &data, scene, scale)
        .map_err(|error| PngError::Encoder(error.to_string()))
}

/// The smallest bit depth for this number of colours.
fn depth(colors: usize) -> BitDepth {
    match colors {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    }
}

/// Packs as many indices into each byte as the bit depth allows, from the high bits down.
fn packed(rows: Vec<u8>, width: usize, depth: BitDepth) -> Vec<u8> {
    let bits = depth as usize;
    let per_byte = 8 / bits;
    if per_byte == 1 {
        return rows;
    }
    let pack = |indices: &[u8]| {
        // The last byte of a row may be filled only in part.
        indices.iter().fold(0, |byte, index| byte << bits | index) << (bits * (per_byte - indices.len()))
    };
    let mut packed = Vec::with_capacity(rows.len() / per_byte + rows.len() / width);
    for row in rows.chunks_exact(1 + width) {
        packed.push(row[0]);
        packed.extend(row[1..].chunks(per_byte).map(pack));
    }
    packed
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
    if let Some(last) = colors.iter().rposition(|color| color[3] < 255) {
        encoder.set_trns(colors[..=last].iter().map(|color| color[3]).collect::<Vec<u8>>());
    }
    encoder.set_pixel_dims(Some(resolution(scale)));
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header()?;
    for (keyword, text) in [("Title", &scene.title), ("Description", &scene.alt)] {
        if !text.is_empty() {
            let mut chunk = ITXtChunk::new(keyword, plain(text));
            chunk.language_tag =
                scene.lang.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            writer.write_text_chunk(&chunk)?;
        }
    }
    if let Some(packet) = xmp::packet(scene) {
        writer.write_text_chunk(&ITXtChunk::new("XML:com.adobe.xmp", packet))?;
    }
    writer.write_chunk(chunk::IDAT, data)?;
    writer.finish()?;
    Ok(file)
}

/// The resolution at which a unit is 1/96 inch, as in SVG: a variant of 80 mm is inserted at 80 mm.
fn resolution(scale: f32) -> PixelDimensions {
    let per_metre = (scale * 96.0 / 0.0254).round() as u32;
    PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
}
