//! A PDF read back as a reader's program would: text in reading order, fonts, links.

use std::collections::BTreeMap;
use std::path::Path;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A written PDF.
pub(crate) struct Reader {
    pdf: Document,
}

/// A link to a place in the document.
#[derive(Debug, PartialEq)]
pub(crate) struct PageLink {
    /// The page it stands on, from 1.
    pub(crate) on: usize,
    /// What a screen reader says of it.
    pub(crate) label: String,
    /// The page it leads to, from 1.
    pub(crate) to: usize,
    /// The height on that page that comes to the window's top edge, upwards from the foot.
    pub(crate) height: f32,
}

/// A piece of text with the height of its baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Upwards from the page's foot.
    pub(crate) height: f32,
    /// As copied.
    pub(crate) text: String,
}

impl Reader {
    pub(crate) fn open(path: &Path) -> Self {
        Self { pdf: Document::load(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())) }
    }

    fn pages(&self) -> Vec<ObjectId> {
        self.pdf.get_pages().into_values().collect()
    }

    /// How many pages there are.
    pub(crate) fn page_count(&self) -> usize {
        self.pages().len()
    }

    /// What an entry of a dictionary says, through references.
    fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        let object = dictionary.get(key.as_bytes()).ok()?;
        object.as_reference().map_or(Some(object), |id| self.pdf.get_object(id).ok())
    }

    fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.get(dictionary, key)?.as_dict().ok()
    }

    fn page(&self, id: ObjectId) -> &Dictionary {
        self.pdf.get_object(id).unwrap().as_dict().unwrap()
    }

    /// The fonts of the whole document by their base names.
    pub(crate) fn fonts(&self) -> BTreeMap<String, &Dictionary> {
        let fonts = self.pdf.objects.values().filter_map(|object| object.as_dict().ok());
        fonts
            .filter(|font| font.get_type().is_ok_and(|kind| kind == b"Font") && font.has(b"ToUnicode"))
            .map(|font| (name(font.get(b"BaseFont").unwrap()), font))
            .collect()
    }

    /// Whether the font's program is in the file.
    pub(crate) fn is_embedded(&self, font: &Dictionary) -> bool {
        let below =
            self.get(font, "DescendantFonts").and_then(|fonts| fonts.as_array().ok()).and_then(|fonts| {
                fonts[0]
                    .as_reference()
                    .map_or(fonts[0].as_dict().ok(), |id| self.pdf.get_object(id).ok()?.as_dict().ok())
            });
        let descriptor = below.and_then(|font| self.dictionary(font, "FontDescriptor"));
        descriptor.and_then(|found| self.get(found, "FontFile2")).is_some_and(|file| file.as_stream().is_ok())
    }

    /// The text of the document, a line for each baseline; headers and page numbers are left out.
    pub(crate) fn text(&self) -> String {
        let pages = (0..self.page_count()).map(|page| self.page_text(page));
        pages.collect::<Vec<_>>().join("\n")
    }

    /// The text of a page, counted from 0.
    pub(crate) fn page_text(&self, page: usize) -> String {
        let lines: Vec<String> = self.lines(page).into_iter().map(|line| line.text).collect();
        let mut text = String::new();
        for line in lines {
            text.push_str(line.trim_end());
            // A word that is divided at the line's end is one word.
            if text.ends_with('\u{ad}') {
                text.pop();
            } else {
                text.push(' ');
            }
        }
        text
    }

    /// The lines of a page in reading order, without what is marked as decoration.
    pub(crate) fn lines(&self, page: usize) -> Vec<Line> {
        let id = self.pages()[page];
        let resources = self.dictionary(self.page(id), "Resources").expect("resources");
        let fonts = self.dictionary(resources, "Font").expect("fonts");
        let meanings: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = fonts
            .iter()
            .filter_map(|(name, _)| {
                let font = self.dictionary(fonts, std::str::from_utf8(name).ok()?)?;
                Some((name.clone(), self.meanings(font)))
            })
            .collect();
        let content = Content::decode(&self.pdf.get_page_content(id)).expect("content");
        let mut lines: Vec<Line> = Vec::new();
        let mut marks: Vec<bool> = Vec::new();
        let (mut font, mut height) = (Vec::new(), 0.0);
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BDC" | "BMC" => marks.push(operands[0].as_name().is_ok_and(|tag| tag == b"Artifact")),
                "EMC" => {
                    marks.pop();
                }
                "BT" => height = 0.0,
                "Tf" => font = operands[0].as_name().unwrap().to_vec(),
                "Td" => height += operands[1].as_float().unwrap(),
                "Tm" => height = operands[5].as_float().unwrap(),
                "Tj" | "TJ" if !marks.contains(&true) => {
                    let text = shown(&operands[0], &meanings[&font]);
                    match lines.last_mut().filter(|line| (line.height - height).abs() < 0.01) {
                        Some(line) => line.text.push_str(&text),
                        None => lines.push(Line { height, text }),
                    }
                }
                _ => {}
            }
        }
        lines
    }

    /// What the codes of a font stand for.
    fn meanings(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let table = self.get(font, "ToUnicode").unwrap().as_stream().unwrap();
        let table = String::from_utf8(table.decompressed_content().unwrap()).unwrap();
        let units = |digits: &str| -> Vec<u16> {
            let digits = digits.trim_matches(['<', '>']).as_bytes();
            digits
                .chunks(4)
                .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).unwrap(), 16).unwrap())
                .collect()
        };
        let pairs = table.lines().filter_map(|line| line.split_once(' '));
        pairs
            .filter(|(code, text)| code.len() == 6 && code.starts_with('<') && text.starts_with('<'))
            .filter(|pair| *pair != ("<0000>", "<FFFF>"))
            .map(|(code, text)| (units(code)[0], String::from_utf16(&units(text)).unwrap()))
            .collect()
    }

    /// The links to places in the document, page by page.
    pub(crate) fn page_links(&self) -> Vec<PageLink> {
        let pages = self.pages();
        let mut links = Vec::new();
        for (index, id) in pages.iter().enumerate() {
            let annotations = self.get(self.page(*id), "Annots").and_then(|list| list.as_array().ok());
            for annotation in annotations.into_iter().flatten() {
                let link = match annotation {
                    Object::Reference(id) => self.page(*id),
                    other => other.as_dict().unwrap(),
                };
                let Some(place) = self.get(link, "Dest") else { continue };
                let place = place.as_array().unwrap();
                let target = place[0].as_reference().unwrap();
                links.push(PageLink {
                    on: index + 1,
                    label: string(link.get(b"Contents").unwrap()),
                    to: pages.iter().position(|page| *page == target).expect("a page") + 1,
                    height: place[3].as_float().unwrap(),
                });
            }
        }
        links
    }
}

fn shown(operand: &Object, meanings: &BTreeMap<u16, String>) -> String {
    let strings: Vec<&[u8]> = match operand {
        Object::Array(parts) => parts.iter().filter_map(|part| part.as_str().ok()).collect(),
        other => vec![other.as_str().unwrap()],
    };
    let codes = strings.concat();
    codes.chunks(2).map(|code| meanings[&u16::from_be_bytes([code[0], code[1]])].as_str()).collect()
}

fn name(object: &Object) -> String {
    String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
}

/// A text string of the file: UTF-16 with a mark, or plain.
fn string(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => {
            let units: Vec<u16> =
                units.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}
