//! Encodes the pixels of PNG files again with several encoders: `cargo run --release -- out/charts/*.png`.
//!
//! All get the same rows of palette indices, packed as the file had them. Prints the time for an image, as the median of
//! the best of five tries, and the bytes of the compressed rows beside ours.

#[path = "../../../../src/export/png/deflate.rs"]
mod deflate;
#[path = "../../../../src/export/png/rows.rs"]
mod rows;

use std::time::Instant;

use png::{BitDepth, ColorType, Compression, Filter};

/// The pixels of a file.
struct Image {
    width: u32,
    height: u32,
    depth: BitDepth,
    palette: Vec<u8>,
    /// Packed indices without filter bytes.
    packed: Vec<u8>,
    stride: usize,
}

type Encode = fn(&Image) -> usize;

const ENCODERS: [(&str, Encode); 9] = [
    ("make-briefing", ours),
    ("png, fdeflate", |image| with_png(image, Compression::Fast, Filter::NoFilter)),
    ("png, fdeflate, filter Up", |image| with_png(image, Compression::Fast, Filter::Up)),
    ("png, balanced", |image| with_png(image, Compression::Balanced, Filter::NoFilter)),
    ("libdeflate 1", |image| with_libdeflate(image, 1)),
    ("libdeflate 6", |image| with_libdeflate(image, 6)),
    ("libdeflate 9", |image| with_libdeflate(image, 9)),
    ("oxipng 0", |image| with_oxipng(image, 0)),
    ("oxipng 2", |image| with_oxipng(image, 2)),
];

fn main() {
    let images: Vec<Image> = std::env::args().skip(1).filter_map(|path| read(&path)).collect();
    assert!(!images.is_empty(), "name PNG files with a palette");
    println!(
        "{} images of {} kilobytes in packed rows",
        images.len(),
        images.iter().map(|image| image.packed.len()).sum::<usize>() / 1000
    );
    let sizes: Vec<usize> = images.iter().map(ours).collect();
    println!("| encoder | ms for an image | bytes, ours = 100 |\n| --- | --- | --- |");
    for (name, encode) in ENCODERS {
        let mut times = Vec::new();
        let mut bytes = 0;
        for image in &images {
            let tries = (0..5).map(|_| {
                let start = Instant::now();
                let size = encode(image);
                (start.elapsed().as_secs_f64() * 1000.0, size)
            });
            let (time, size) = tries.fold((f64::MAX, 0), |best, one| (best.0.min(one.0), one.1));
            times.push(time);
            bytes += size;
        }
        times.sort_by(f64::total_cmp);
        let ratio = 100.0 * bytes as f64 / sizes.iter().sum::<usize>() as f64;
        println!("| {name} | {:.2} | {ratio:.0} |", times[times.len() / 2]);
    }
}

/// The pixels of a file with a palette; `None` for any other.
fn read(path: &str) -> Option<Image> {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).ok()?));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().ok()?;
    let mut packed = vec![0; reader.output_buffer_size()?];
    reader.next_frame(&mut packed).ok()?;
    let info = reader.info();
    let palette = info.palette.as_ref()?.to_vec();
    let stride = packed.len() / info.height as usize;
    Some(Image { width: info.width, height: info.height, depth: info.bit_depth, palette, packed, stride })
}

/// The rows with a filter byte of 0 before each.
fn unfiltered(image: &Image) -> Vec<u8> {
    let mut rows = Vec::with_capacity(image.packed.len() + image.height as usize);
    for row in image.packed.chunks_exact(image.stride) {
        rows.push(0);
        rows.extend_from_slice(row);
    }
    rows
}

fn ours(image: &Image) -> usize {
    rows::zlib(unfiltered(image), image.stride + 1).len()
}

fn with_png(image: &Image, compression: Compression, filter: Filter) -> usize {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, image.width, image.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(image.depth);
    encoder.set_palette(image.palette.as_slice());
    encoder.set_compression(compression);
    encoder.set_filter(filter);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&image.packed).unwrap();
    writer.finish().unwrap();
    file.len()
}

fn with_libdeflate(image: &Image, level: i32) -> usize {
    let rows = unfiltered(image);
    let mut compressor = libdeflater::Compressor::new(libdeflater::CompressionLvl::new(level).unwrap());
    let mut out = vec![0; compressor.zlib_compress_bound(rows.len())];
    compressor.zlib_compress(&rows, &mut out).unwrap()
}

fn with_oxipng(image: &Image, level: u8) -> usize {
    let palette = image.palette.chunks_exact(3).map(|c| oxipng::RGBA8::new(c[0], c[1], c[2], 255)).collect();
    let depth = match image.depth {
        BitDepth::One => oxipng::BitDepth::One,
        BitDepth::Two => oxipng::BitDepth::Two,
        BitDepth::Four => oxipng::BitDepth::Four,
        _ => oxipng::BitDepth::Eight,
    };
    let raw = oxipng::RawImage::new(
        image.width,
        image.height,
        oxipng::ColorType::Indexed { palette },
        depth,
        image.packed.clone(),
    )
    .unwrap();
    raw.create_optimized_png(&oxipng::Options::from_preset(level)).unwrap().len()
}
