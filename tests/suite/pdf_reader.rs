//! Reads a PDF back as a viewer would: text in reading order, fonts, links.

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

/// A piece of text with the number of its marked content.
struct Piece {
    number: Option<i64>,
    height: f32,
    text: String,
}

/// A marked content that is open.
struct Opened {
    is_artifact: bool,
    number: Option<i64>,
    reads_as: Option<String>,
}

impl Opened {
    fn by(operands: &[Object]) -> Self {
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let property = |key: &[u8]| properties.and_then(|found| found.get(key).ok());
        Self {
            is_artifact: operands[0].as_name().is_ok_and(|tag| tag == b"Artifact"),
            number: property(b"MCID").and_then(|number| number.as_i64().ok()),
            reads_as: property(b"ActualText").map(string),
        }
    }
}

/// An element of the structure tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    /// Its structure type.
    pub(crate) kind: String,
    /// Alternative text.
    pub(crate) alt: Option<String>,
    /// Language, where it has one of its own.
    pub(crate) lang: Option<String>,
    /// What a header cell names.
    pub(crate) scope: Option<String>,
    /// How the items of a list are counted.
    pub(crate) numbering: Option<String>,
    /// What it holds.
    pub(crate) kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kid {
    Element(Element),
    Text(String),
    Area(Area),
}

/// An active area.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Area {
    /// What a screen reader says of it.
    pub(crate) label: String,
    /// An address, or `page 3`.
    pub(crate) target: String,
}

impl Element {
    /// The words in it, those of its elements among them; a word divided at a line's end is one word.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.collect(&mut text);
        text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn collect(&self, text: &mut String) {
        for kid in &self.kids {
            match kid {
                Kid::Element(inner) => inner.collect(text),
                Kid::Text(words) => text.push_str(words),
                Kid::Area(_) => {}
            }
        }
    }

    /// The elements in it.
    pub(crate) fn inner(&self) -> impl Iterator<Item = &Self> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(inner) => Some(inner),
            Kid::Text(_) | Kid::Area(_) => None,
        })
    }
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
        let mut lines: Vec<Line> = Vec::new();
        for piece in self.pieces(self.pages()[page]) {
            match lines.last_mut().filter(|line| (line.height - piece.height).abs() < 0.01) {
                Some(line) => line.text.push_str(&piece.text),
                None => lines.push(Line { height: piece.height, text: piece.text }),
            }
        }
        lines
    }

    /// What is shown on a page in drawing order, without what is marked as decoration.
    fn pieces(&self, page: ObjectId) -> Vec<Piece> {
        let resources = self.dictionary(self.page(page), "Resources").expect("resources");
        let fonts = self.dictionary(resources, "Font").expect("fonts");
        let meanings: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = fonts
            .iter()
            .filter_map(|(name, _)| {
                let font = self.dictionary(fonts, std::str::from_utf8(name).ok()?)?;
                Some((name.clone(), self.meanings(font)))
            })
            .collect();
        let content = Content::decode(&self.pdf.get_page_content(page)).expect("content");
        let mut pieces: Vec<Piece> = Vec::new();
        let mut marks: Vec<Opened> = Vec::new();
        let (mut font, mut height) = (Vec::new(), 0.0);
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BDC" | "BMC" => marks.push(Opened::by(operands)),
                "EMC" => {
                    marks.pop();
                }
                "BT" => height = 0.0,
                "Tf" => font = operands[0].as_name().unwrap().to_vec(),
                "Td" => height += operands[1].as_float().unwrap(),
                "Tm" => height = operands[5].as_float().unwrap(),
                "Tj" | "TJ" if !marks.iter().any(|mark| mark.is_artifact) => {
                    let number = marks.iter().find_map(|mark| mark.number);
                    let text = match marks.iter_mut().find_map(|mark| mark.reads_as.as_mut()) {
                        // Said once, however many glyphs it takes.
                        Some(said) => std::mem::take(said),
                        None => shown(&operands[0], &meanings[&font]),
                    };
                    pieces.push(Piece { number, height, text });
                }
                _ => {}
            }
        }
        pieces
    }

    /// The structure tree from its root element on, with the text of each piece of content.
    pub(crate) fn tree(&self) -> Element {
        let catalog = self.pdf.catalog().unwrap();
        let root = self.dictionary(catalog, "StructTreeRoot").expect("a structure tree");
        let texts = self.pages().into_iter().map(|page| (page, self.texts(page))).collect();
        let top = match self.get(root, "K").unwrap() {
            Object::Array(kids) => self.page(kids[0].as_reference().unwrap()),
            element => element.as_dict().unwrap(),
        };
        self.element(top, &texts)
    }

    /// The text of each marked content of a page.
    fn texts(&self, page: ObjectId) -> BTreeMap<i64, String> {
        let mut texts: BTreeMap<i64, String> = BTreeMap::new();
        for piece in self.pieces(page) {
            texts.entry(piece.number.expect("all text is marked")).or_default().push_str(&piece.text);
        }
        texts
    }

    fn element(&self, object: &Dictionary, texts: &BTreeMap<ObjectId, BTreeMap<i64, String>>) -> Element {
        let page = object.get(b"Pg").and_then(Object::as_reference).ok();
        // One kid may stand without a list.
        let kids = match self.get(object, "K") {
            Some(Object::Array(kids)) => kids.as_slice(),
            Some(_) => std::slice::from_ref(object.get(b"K").unwrap()),
            None => &[],
        };
        let kids = kids.iter().map(|kid| {
            let (holder, kid) = match kid {
                Object::Integer(number) => return Kid::Text(texts[&page.unwrap()][number].clone()),
                Object::Reference(id) => (page, self.page(*id)),
                other => (None, other.as_dict().unwrap()),
            };
            let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(holder);
            if let Ok(number) = kid.get(b"MCID") {
                return Kid::Text(texts[&page.unwrap()][&number.as_i64().unwrap()].clone());
            }
            match self.dictionary(kid, "Obj") {
                Some(link) => Kid::Area(self.area(link)),
                None => Kid::Element(self.element(kid, texts)),
            }
        });
        let kids = kids.collect();
        let attributes = self.dictionary(object, "A");
        let attribute = |key| attributes.and_then(|found| self.get(found, key)).map(name);
        Element {
            kind: name(object.get(b"S").unwrap()),
            alt: object.get(b"Alt").ok().map(string),
            lang: object.get(b"Lang").ok().map(string),
            scope: attribute("Scope"),
            numbering: attribute("ListNumbering"),
            kids,
        }
    }

    /// What an active area says and where it leads.
    fn area(&self, link: &Dictionary) -> Area {
        let target = match self.dictionary(link, "A") {
            Some(action) => string(action.get(b"URI").unwrap()),
            None => {
                let place = self.get(link, "Dest").unwrap().as_array().unwrap();
                let page = place[0].as_reference().unwrap();
                format!("page {}", self.pages().iter().position(|one| *one == page).unwrap() + 1)
            }
        };
        Area { label: string(link.get(b"Contents").unwrap()), target }
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
