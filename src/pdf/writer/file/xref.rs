//! Writes the file: compressed streams, all other objects in object streams, and a cross-reference stream at the
//! end (ISO 32000-1, 7.5).
//!
//! Objects are written in the order of their numbers, whichever thread packs them.

use super::objects_text::{append, write};
use crate::pdf::writer::error::PdfError;
use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use md5::{Digest, Md5};
use rayon::prelude::*;

/// Objects in one object stream: more compress better, fewer are found faster.
const PACK: usize = 512;

/// Compression level: the next one takes a third more time and saves one per cent.
const LEVEL: i32 = 5;

/// The version, and four bytes above 127 that mark the file as binary (ISO 19005-2, 6.1.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

/// The same for PDF 2.0.
const HEADER_2: &[u8] = b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n";

/// An entry of the cross-reference stream.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Free,
    /// The byte offset of the object in the file.
    At(usize),
    /// The number of the object stream that contains it, and its index there.
    In(u32, u16),
}

/// Serialised objects with their numbers.
pub(crate) type Serialised = Vec<(u32, Vec<u8>)>;

/// An object of an object stream.
enum Packed {
    /// Not serialised yet. There are hundreds of thousands of the other ones, which must not take as much memory.
    Object(Box<Object>),
    /// Already serialised.
    Serialised(Vec<u8>),
}

/// Writes the objects of a document and further ones that are serialised already. The file identifier is the MD5
/// hash of all objects, so that it depends on nothing but the content.
///
/// # Errors
/// If the document has no catalog.
pub(crate) fn save(pdf: Document, serialised: Serialised, is_pdf_2: bool) -> Result<Vec<u8>, PdfError> {
    let (root, info) = (pdf.trailer.get(b"Root")?.clone(), pdf.trailer.get(b"Info").ok().cloned());
    let mut next = pdf.max_id + 1;
    let mut streams = Vec::new();
    let mut packed: Vec<(u32, Packed)> =
        serialised.into_iter().map(|(id, bytes)| (id, Packed::Serialised(bytes))).collect();
    for ((id, _), object) in pdf.objects {
        match object {
            Object::Stream(stream) => streams.push((id, stream)),
            object => packed.push((id, Packed::Object(Box::new(object)))),
        }
    }
    packed.sort_unstable_by_key(|(id, _)| *id);
    let packs: Vec<&[(u32, Packed)]> = packed.chunks(PACK).collect();

    let mut entries = vec![Entry::Free; next as usize + packs.len() + 1];
    for objects in &packs {
        for (index, (id, _)) in (0..).zip(*objects) {
            entries[*id as usize] = Entry::In(next, index);
        }
        next += 1;
    }
    let first = next - packs.len() as u32;
    let packed = packs.into_par_iter().map(object_stream).map(compressed).collect::<Vec<_>>();
    let streams: Vec<(u32, Stream)> =
        streams.into_par_iter().map(|(id, stream)| (id, compressed(stream))).collect();

    let mut bytes = if is_pdf_2 { HEADER_2 } else { HEADER }.to_vec();
    for (id, stream) in streams.into_iter().chain((first..).zip(packed)) {
        entries[id as usize] = Entry::At(bytes.len());
        indirect(id, stream, &mut bytes);
    }
    let id = Object::String(Md5::digest(&bytes).to_vec(), lopdf::StringFormat::Hexadecimal);
    let start = bytes.len();
    entries[next as usize] = Entry::At(start);
    let mut trailer = dictionary! {
        "Type" => "XRef", "Size" => entries.len() as i64, "W" => vec![1.into(), 4.into(), 2.into()],
        "Root" => root,
    };
    if let Some(info) = info {
        trailer.set("Info", info);
    }
    trailer.set("ID", vec![id.clone(), id]);
    trailer.set("DecodeParms", dictionary! {"Predictor" => 12, "Columns" => 7});
    indirect(next, compressed(Stream::new(trailer, cross_references(&entries))), &mut bytes);
    append(&mut bytes, format_args!("startxref\n{start}\n%%EOF\n"));
    Ok(bytes)
}

fn indirect(id: u32, stream: Stream, out: &mut Vec<u8>) {
    append(out, format_args!("{id} 0 obj\n"));
    write(&Object::Stream(stream), out);
    out.extend_from_slice(b"\nendobj\n");
}

/// An object stream: the numbers and offsets of the objects, then the objects (ISO 32000-1, 7.5.7).
fn object_stream(objects: &[(u32, Packed)]) -> Stream {
    let (mut head, mut body) = (Vec::new(), Vec::new());
    for (id, object) in objects {
        append(&mut head, format_args!("{id} {} ", body.len()));
        match object {
            Packed::Object(object) => write(object, &mut body),
            Packed::Serialised(bytes) => body.extend_from_slice(bytes),
        }
        body.push(b' ');
    }
    let dict = dictionary! {"Type" => "ObjStm", "N" => objects.len() as i64, "First" => head.len() as i64};
    head.append(&mut body);
    Stream::new(dict, head)
}

/// The data of the cross-reference stream: seven bytes an entry (ISO 32000-1, 7.5.8.3).
fn cross_references(entries: &[Entry]) -> Vec<u8> {
    let entry = |entry: &Entry| {
        let (kind, second, third) = match *entry {
            // Object 0 heads the list of free objects. Generation 65535: none is ever reused.
            Entry::Free => (0, 0, u16::MAX),
            Entry::At(offset) => (1, offset as u32, 0),
            Entry::In(stream, index) => (2, stream, index),
        };
        let [a, b, c, d] = second.to_be_bytes();
        let [e, f] = third.to_be_bytes();
        [kind, a, b, c, d, e, f]
    };
    up_filtered([0; 7], entries.iter().map(entry))
}

/// Applies the PNG filter "Up": each row as its difference from the row above, after the number of the filter.
/// Entries of objects in one stream differ only by a count, so that the differences compress to almost nothing.
fn up_filtered(mut before: [u8; 7], rows: impl Iterator<Item = [u8; 7]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in rows {
        bytes.push(2);
        bytes.extend(row.iter().zip(before).map(|(byte, above)| byte.wrapping_sub(above)));
        before = row;
    }
    bytes
}

/// Compresses a stream if that is allowed and makes it smaller.
pub(crate) fn compressed(mut stream: Stream) -> Stream {
    if stream.allows_compression && !stream.dict.has(b"Filter") {
        let mut compressor = Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default());
        let mut packed = vec![0; compressor.zlib_compress_bound(stream.content.len())];
        if let Ok(length) = compressor.zlib_compress(&stream.content, &mut packed)
            && length < stream.content.len()
        {
            packed.truncate(length);
            packed.shrink_to_fit();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
    with_length(stream)
}

/// Sets the length, which printpdf and lopdf leave to the writer of the file.
fn with_length(mut stream: Stream) -> Stream {
    let length = stream.content.len() as i64;
    let dict: &mut Dictionary = &mut stream.dict;
    dict.set("Length", length);
    stream
}
