//! From objects to bytes.

use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Document, Object, StringFormat};
use md5::{Digest, Md5};

use super::fault::PdfFault;

/// Compresses, saves and stamps the file.
///
/// # Errors
/// What the writing library reports.
pub(super) fn save(mut pdf: Document) -> Result<Vec<u8>, PdfFault> {
    compress(&mut pdf);
    pdf.version = "1.7".into();
    let blank = || Object::String(BLANK.to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![blank(), blank()]);
    let mut bytes = Vec::new();
    pdf.save_modern(&mut bytes).map_err(|error| PdfFault::Library(error.to_string()))?;
    stamp(&mut bytes)?;
    Ok(bytes)
}

/// Compresses all streams but those that must stay plain.
///
/// At level 6 libdeflate takes a fraction of the time that lopdf's own strongest level takes, for the same size.
fn compress(pdf: &mut Document) {
    let mut compressor = Compressor::new(CompressionLvl::default());
    for object in pdf.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let mut packed = vec![0; compressor.zlib_compress_bound(stream.content.len())];
        let Ok(length) = compressor.zlib_compress(&stream.content, &mut packed) else { continue };
        packed.truncate(length);
        if packed.len() < stream.content.len() {
            packed.shrink_to_fit();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}

/// Stands for the id until it is known.
const BLANK: [u8; 16] = [0; 16];

/// Replaces the blank ids by the MD5 of the file as it is: the same content has the same id, other content another.
fn stamp(bytes: &mut [u8]) -> Result<(), PdfFault> {
    let hash = Md5::digest(&*bytes);
    let hex = |id: &[u8]| id.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    let blank = hex(&BLANK);
    for _ in 0..2 {
        let at = bytes.windows(blank.len()).rposition(|window| window == blank.as_bytes());
        let at = at.ok_or_else(|| PdfFault::Library("the file has no place for its id".into()))?;
        bytes[at..at + blank.len()].copy_from_slice(hex(&hash).as_bytes());
    }
    Ok(())
}
