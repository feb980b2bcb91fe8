//! Access to the objects of a file. Values of the wrong type count as missing.

use crate::reason::Reason;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

/// The limit of decompressed bytes in one stream.
const LARGEST_STREAM: usize = 64 << 20;

/// A file that has been read.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) pdf: Document,
    /// The page objects in page order.
    pub(crate) pages: Vec<ObjectId>,
    /// The number of each page, counted from 1.
    numbers: HashMap<ObjectId, usize>,
    empty: Dictionary,
}

impl File {
    /// Reads all objects.
    ///
    /// # Errors
    /// Why this cannot be read as a PDF.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Reason> {
        let options = LoadOptions::with_max_decompressed_size(LARGEST_STREAM);
        // lopdf may panic on damaged files.
        let pdf = catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options)))
            .map_err(|_| "its objects are damaged".to_owned())?
            .map_err(|error| error.to_string())?;
        if pdf.is_encrypted() {
            return Err("it is encrypted with a password".into());
        }
        pdf.catalog().map_err(|_| "it has no catalog".to_owned())?;
        let pages: Vec<ObjectId> = pdf.page_iter().collect();
        if pages.is_empty() {
            return Err("it has no pages".into());
        }
        let numbers = pages.iter().zip(1..).map(|(id, number)| (*id, number)).collect();
        Ok(Self { pdf, pages, numbers, empty: Dictionary::new() })
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.pdf.catalog().unwrap_or(&self.empty)
    }

    /// The number of a page; `None` if the object is not a page.
    pub(crate) fn number_of(&self, page: ObjectId) -> Option<usize> {
        self.numbers.get(&page).copied()
    }

    pub(crate) fn page(&self, id: ObjectId) -> &Dictionary {
        self.pdf.get_dictionary(id).unwrap_or(&self.empty)
    }

    /// Resolves a reference; null counts as missing.
    pub(crate) fn resolve<'f>(&'f self, object: &'f Object) -> Option<&'f Object> {
        self.pdf.dereference(object).ok().map(|(_, object)| object).filter(|object| !object.is_null())
    }

    pub(crate) fn get<'f>(&'f self, dict: &'f Dictionary, key: &str) -> Option<&'f Object> {
        self.resolve(dict.get(key.as_bytes()).ok()?)
    }

    /// The dictionary under a key, which may be that of a stream.
    pub(crate) fn dict<'f>(&'f self, dict: &'f Dictionary, key: &str) -> Option<&'f Dictionary> {
        dict_of(self.get(dict, key)?)
    }

    pub(crate) fn stream<'f>(&'f self, dict: &'f Dictionary, key: &str) -> Option<&'f Stream> {
        self.get(dict, key)?.as_stream().ok()
    }

    /// The elements of an array; empty if there is no array.
    pub(crate) fn array<'f>(&'f self, dict: &'f Dictionary, key: &str) -> &'f [Object] {
        self.get(dict, key).and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
    }

    /// The elements of an array, or the single object in its place.
    pub(crate) fn one_or_many<'f>(&'f self, dict: &'f Dictionary, key: &str) -> &'f [Object] {
        match self.get(dict, key) {
            Some(Object::Array(array)) => array,
            Some(_) => dict.get(key.as_bytes()).map_or(&[], std::slice::from_ref),
            None => &[],
        }
    }

    pub(crate) fn name<'f>(&'f self, dict: &'f Dictionary, key: &str) -> Option<&'f [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    pub(crate) fn int(&self, dict: &Dictionary, key: &str) -> Option<i64> {
        self.get(dict, key)?.as_i64().ok()
    }

    pub(crate) fn flag(&self, dict: &Dictionary, key: &str) -> Option<bool> {
        self.get(dict, key)?.as_bool().ok()
    }

    /// The bytes of a string.
    pub(crate) fn string<'f>(&'f self, dict: &'f Dictionary, key: &str) -> Option<&'f [u8]> {
        self.get(dict, key)?.as_str().ok()
    }

    /// A decoded text string.
    pub(crate) fn text(&self, dict: &Dictionary, key: &str) -> Option<String> {
        self.string(dict, key).map(decoded)
    }

    /// Whether there is a non-blank text string.
    pub(crate) fn has_text(&self, dict: &Dictionary, key: &str) -> bool {
        self.text(dict, key).is_some_and(|text| !text.trim().is_empty())
    }

    /// The decompressed bytes of a stream.
    pub(crate) fn unpacked(&self, stream: &Stream) -> Option<Vec<u8>> {
        let unpack = || stream.decompressed_content_with_limit(LARGEST_STREAM);
        catch_unwind(AssertUnwindSafe(unpack)).ok()?.ok()
    }

    /// The pairs of a number tree or name tree, in file order (ISO 32000-1, 7.9.6 and 7.9.7).
    pub(crate) fn tree_pairs<'f>(&'f self, root: &'f Dictionary, key: &str) -> Vec<(&'f Object, &'f Object)> {
        let (mut pairs, mut seen, mut stack) = (Vec::new(), HashSet::new(), vec![root]);
        while let Some(node) = stack.pop() {
            if !seen.insert(address(node)) {
                continue;
            }
            let entries = self.array(node, key).chunks_exact(2);
            pairs.extend(entries.filter_map(|pair| Some((self.resolve(pair.first()?)?, pair.last()?))));
            let kids = self.array(node, "Kids").iter().rev();
            stack.extend(kids.filter_map(|kid| dict_of(self.resolve(kid)?)));
        }
        pairs
    }
}

/// The dictionary, or that of a stream.
pub(crate) fn dict_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The address of a dictionary in memory: its identity, even for one nested in another object.
pub(crate) fn address(dict: &Dictionary) -> usize {
    std::ptr::from_ref(dict) as usize
}

/// Whether a name is in a list of names separated by spaces.
pub(crate) fn is_listed(names: &str, name: &[u8]) -> bool {
    names.split_ascii_whitespace().any(|listed| listed.as_bytes() == name)
}

/// A name for messages.
pub(crate) fn shown(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Decodes a text string: UTF-16BE or UTF-8 with a byte order mark, else one byte a character (ISO 32000-1,
/// 7.9.2.2).
pub(crate) fn decoded(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        let units =
            units.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair.get(1).copied().unwrap_or(0)]));
        return char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(ascii) if ascii.is_ascii() => ascii.to_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Whether a language tag is well-formed by RFC 3066: letters, then subtags of letters and digits, up to 8
/// characters each.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (1..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
