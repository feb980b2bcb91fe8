//! The PDF writer, with a hand-made document that has everything at once, read back with another library.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Document as Pdf, Object};
use make_briefing::document::model::{
    Bookmark, Content, Document, Element, Kid, Link, Mark, Page, Role, Scope, Target,
};
use make_briefing::pdf::writer::{PdfError, write};
use make_briefing::scene::item::{Item, Join, PathStep, Stroke, TextRole, TextRun};
use make_briefing::story::Metadata;
use make_briefing::theme::fonts::{FontFiles, FontSet, Style};
use make_briefing::typeset::shaping::shape;
use make_briefing::units::Direction;
use make_briefing::units::{Color, Point, Rect, Size};

const PAGE: Size = Size::new(595.28, 841.89);
const INK: Color = Color::new(0x1a, 0x1a, 0x1a);
const ACCENT: Color = Color::new(0x00, 0x6e, 0x9e);

/// A document in the making.
struct Draft<'a> {
    fonts: &'a FontSet<'a>,
    document: Document,
}

impl<'a> Draft<'a> {
    fn new(fonts: &'a FontSet<'a>, pages: usize) -> Self {
        let meta = Metadata {
            title: "Größere Budgets & <mehr> „Digitales“".into(),
            author: "Bitkom Research".into(),
            subject: "Was Kommunen für Digitales planen".into(),
            keywords: vec!["Kommunen".into(), "Öffentlicher Dienst".into()],
            language: "de".into(),
            created: 1_609_459_199,
        };
        let page = Page { size: PAGE, content: Vec::new(), links: Vec::new() };
        let root = Element::new(Role::Document, None);
        let document = Document {
            meta,
            direction: Direction::default(),
            pages: vec![page; pages],
            elements: vec![root],
            outline: Vec::new(),
        };
        Self { fonts, document }
    }

    fn element(&mut self, parent: usize, role: Role) -> usize {
        let index = self.document.elements.len();
        let parent_element = &mut self.document.elements[parent];
        parent_element.kids.push(Kid::Element(index));
        self.document.elements.push(Element::new(role, Some(parent)));
        index
    }

    fn place(&mut self, page: usize, mark: Mark, items: Vec<Item>) {
        let contents = &mut self.document.pages[page].content;
        if let Mark::Element(element) = mark {
            self.document.elements[element].kids.push(Kid::Content { page, index: contents.len() });
        }
        contents.push(Content { mark, items, origin: Point::new(56.0, 40.0) });
    }

    fn text(&self, style: Style, text: &str, x: f32, y: f32, join: Join) -> Item {
        let size = if style == Style::Bold { 14.0 } else { 10.5 };
        Item::Text(TextRun {
            shaped: shape(self.fonts, style, text),
            at: Point::new(x, y),
            size,
            color: INK,
            role: TextRole::Body,
            join,
        })
    }

    /// An element with one line of text.
    fn line(&mut self, parent: usize, role: Role, page: usize, y: f32, text: &str) -> usize {
        let element = self.element(parent, role.clone());
        let style = if matches!(role, Role::Heading(_)) { Style::Bold } else { Style::Regular };
        let x = match role {
            Role::ListBody => 16.0,
            _ => 0.0,
        };
        let item = self.text(style, text, x, y, Join::Space);
        self.place(page, Mark::Element(element), vec![item]);
        element
    }

    fn link(&mut self, element: usize, page: usize, y: f32, target: Target, label: &str) {
        let links = &mut self.document.pages[page].links;
        self.document.elements[element].kids.push(Kid::Link { page, index: links.len() });
        links.push(Link {
            rect: Rect::new(56.0, 30.0 + y, 300.0, 13.0),
            target,
            label: label.into(),
            element,
        });
    }
}

pub(crate) fn nasty<'a>(fonts: &'a FontSet<'a>) -> Document {
    let mut draft = Draft::new(fonts, 2);
    front(&mut draft);
    prose(&mut draft);
    chart(&mut draft);
    table(&mut draft);
    for page in 0..2 {
        let rule = Item::Path {
            steps: vec![PathStep::Move(Point::new(0.0, 14.0)), PathStep::Line(Point::new(483.0, 14.0))],
            fill: None,
            stroke: Some(Stroke { color: ACCENT, width: 0.5, dash: None }),
        };
        let header = draft.text(Style::Italic, "Öffentliche Finanzen", 0.0, 10.0, Join::Space);
        draft.place(page, Mark::Header, vec![header, rule]);
        let footer = draft.text(Style::Regular, &format!("Seite {}", page + 1), 440.0, 770.0, Join::Space);
        draft.place(page, Mark::Footer, vec![footer]);
    }
    let bookmark = |level, title: &str, page, y| Bookmark { level, title: title.into(), page, y, element: 0 };
    draft.document.outline = vec![
        bookmark(1, "Briefing", 0, 60.0),
        bookmark(2, "Größere Budgets", 0, 180.0),
        bookmark(3, "Im Überblick", 0, 250.0),
        bookmark(2, "Zahlen", 1, 60.0),
        bookmark(1, "Schluss", 1, 500.0),
    ];
    draft.document
}

/// Title and contents list, with leader and a second level.
fn front(draft: &mut Draft<'_>) {
    let sect = draft.element(0, Role::Sect);
    draft.line(sect, Role::Heading(1), 0, 40.0, "Briefing");
    let contents = draft.element(sect, Role::Contents);
    let inner = {
        entry(draft, contents, 70.0, "Größere Budgets", 0);
        draft.element(contents, Role::Contents)
    };
    entry(draft, inner, 86.0, "Zahlen", 1);
}

fn entry(draft: &mut Draft<'_>, contents: usize, y: f32, title: &str, page: usize) {
    let item = draft.element(contents, Role::ContentsItem);
    let reference = draft.element(item, Role::Reference);
    let link = draft.element(reference, Role::Link);
    let items = vec![
        draft.text(Style::Regular, title, 0.0, y, Join::Space),
        draft.text(Style::Regular, &(page + 1).to_string(), 280.0, y, Join::Space),
    ];
    draft.place(0, Mark::Element(link), items);
    draft.link(
        link,
        0,
        y,
        Target::Page { page, y: 60.0, element: 0 },
        &format!("{title}, Seite {}", page + 1),
    );
    let leader = Item::Path {
        steps: vec![PathStep::Move(Point::new(100.0, y)), PathStep::Line(Point::new(270.0, y))],
        fill: None,
        stroke: Some(Stroke { color: INK, width: 0.6, dash: Some((0.6, 2.4)) }),
    };
    draft.place(0, Mark::Layout, vec![leader]);
}

/// Paragraphs, lists and links.
fn prose(draft: &mut Draft<'_>) {
    let sect = draft.element(0, Role::Sect);
    draft.line(sect, Role::Heading(2), 0, 140.0, "Größere\u{a0}Budgets");
    let paragraph = draft.element(sect, Role::Paragraph);
    let first = vec![
        draft.text(
            Style::Regular,
            "Die „effizienten“ Straßen\u{ad}bau\u{ad}ämter pla-",
            0.0,
            160.0,
            Join::SoftHyphen,
        ),
        draft.text(
            Style::Regular,
            "nen: 54\u{a0}% (54\u{202f}%) fürs Waffeleisen‑Budget, q\u{302}x ",
            0.0,
            174.0,
            Join::Space,
        ),
    ];
    draft.place(0, Mark::Element(paragraph), first);
    let bold = draft.element(paragraph, Role::Span);
    let item = draft.text(Style::Semibold, "deutlich mehr", 0.0, 188.0, Join::Nothing);
    draft.place(0, Mark::Element(bold), vec![item]);
    let rest = vec![
        draft.text(Style::Regular, ", und zwar", 64.0, 188.0, Join::Space),
        draft.text(Style::Regular, "in AVATaL-Schrift.", 0.0, 202.0, Join::Space),
    ];
    draft.place(0, Mark::Element(paragraph), rest);
    let english = draft.element(paragraph, Role::Span);
    draft.document.elements[english].lang = Some("en-GB".into());
    let item = draft.text(Style::Italic, "The official finding.", 0.0, 216.0, Join::Space);
    draft.place(0, Mark::Element(english), vec![item]);
    // The paragraph goes on on the next page.
    let item = draft.text(Style::Regular, "Und das war noch nicht alles.", 0.0, 40.0, Join::Space);
    draft.place(1, Mark::Element(paragraph), vec![item]);

    draft.line(sect, Role::Heading(3), 0, 240.0, "Im Überblick");
    let list = draft.element(sect, Role::List { ordered: true });
    for (number, y) in [(1, 260.0), (2, 290.0)] {
        let item = draft.element(list, Role::ListItem);
        draft.line(item, Role::Label, 0, y, &format!("{number}."));
        let body = draft.line(item, Role::ListBody, 0, y, "Ein Punkt");
        if number == 1 {
            let inner = draft.element(body, Role::List { ordered: false });
            let item = draft.element(inner, Role::ListItem);
            draft.line(item, Role::Label, 0, y + 15.0, "•");
            draft.line(item, Role::ListBody, 0, y + 15.0, "Ein Unterpunkt");
        }
    }
    let paragraph = draft.line(sect, Role::Paragraph, 0, 320.0, "Mehr dazu im Netz:");
    let link = draft.line(paragraph, Role::Link, 0, 336.0, "bitkom.org");
    let address = Target::Uri("https://www.bitkom.org/Kommunen?q=(größer)&n=1".into());
    draft.link(link, 0, 336.0, address, "Website von Bitkom");
}

/// A figure with every kind of item, and its caption.
fn chart(draft: &mut Draft<'_>) {
    let sect = draft.element(0, Role::Sect);
    draft.line(sect, Role::Heading(2), 1, 60.0, "Zahlen");
    let group = draft.element(sect, Role::Div);
    let figure = draft.element(group, Role::Figure { bounds: Rect::new(56.0, 115.0, 240.0, 150.0) });
    draft.document.elements[figure].alt =
        Some("Säulen: 54 % erhöhen, 34 % lassen gleich, 1 % kürzen das Budget.".into());
    let mut items = Vec::new();
    for (index, value) in [54.0, 34.0, 1.0].into_iter().enumerate() {
        let x = 10.0 + 40.0 * index as f32;
        let rect = Rect::new(x, 200.0 - value, 30.0, value);
        items.push(Item::Rect {
            rect,
            fill: if index == 0 { ACCENT } else { Color::from_hex("#bbb").unwrap() },
        });
        items.push(draft.text(Style::Semibold, &format!("{value}\u{202f}%"), x, 195.0 - value, Join::Space));
        items.push(draft.text(Style::Regular, ["erhöhen", "gleich", "kürzen"][index], x, 213.0, Join::Space));
    }
    items.extend(shapes());
    draft.place(1, Mark::Element(figure), items);
    draft.line(group, Role::Caption, 1, 245.0, "Abb. 1: Planung fürs Büro");
}

fn shapes() -> Vec<Item> {
    let p = Point::new;
    let ring = |r: f32, at: Point| {
        let k = 0.5523 * r;
        vec![
            PathStep::Move(p(at.x + r, at.y)),
            PathStep::Curve(p(at.x + r, at.y + k), p(at.x + k, at.y + r), p(at.x, at.y + r)),
            PathStep::Curve(p(at.x - k, at.y + r), p(at.x - r, at.y + k), p(at.x - r, at.y)),
            PathStep::Curve(p(at.x - r, at.y - k), p(at.x - k, at.y - r), p(at.x, at.y - r)),
            PathStep::Curve(p(at.x + k, at.y - r), p(at.x + r, at.y - k), p(at.x + r, at.y)),
            PathStep::Close,
        ]
    };
    let thick = Stroke { color: INK, width: 1.5, dash: None };
    let dashed = Stroke { color: INK, width: 0.75, dash: Some((3.0, 2.0)) };
    let zigzag = vec![
        PathStep::Move(p(140.0, 190.0)),
        PathStep::Line(p(160.0, 170.0)),
        PathStep::Line(p(180.0, 185.0)),
        PathStep::Move(p(190.0, 190.0)),
        PathStep::Line(p(210.0, 160.0)),
    ];
    // After the close, the line goes on from the flag's foot.
    let flag = vec![
        PathStep::Move(p(220.0, 190.0)),
        PathStep::Line(p(220.0, 170.0)),
        PathStep::Line(p(230.0, 180.0)),
        PathStep::Close,
        PathStep::Line(p(228.0, 198.0)),
    ];
    vec![
        Item::Path { steps: ring(18.0, p(160.0, 130.0)), fill: Some(ACCENT), stroke: Some(thick) },
        Item::Path { steps: ring(18.0, p(205.0, 130.0)), fill: None, stroke: Some(dashed) },
        Item::Path { steps: zigzag, fill: None, stroke: Some(thick) },
        Item::Path { steps: flag, fill: Some(ACCENT), stroke: Some(thick) },
        Item::Path { steps: Vec::new(), fill: Some(ACCENT), stroke: None },
        Item::Rect { rect: Rect::new(0.0, 201.0, 0.0, 5.0), fill: ACCENT },
        Item::Rect { rect: Rect::new(10.0, 200.0, 220.0, 0.5), fill: INK },
    ]
}

/// A data table and a note.
fn table(draft: &mut Draft<'_>) {
    let sect = draft.element(0, Role::Sect);
    let table = draft.element(sect, Role::Table);
    draft.line(table, Role::Caption, 1, 270.0, "Tabelle 1: Budgets");
    let rows = [("Antwort", "Anteil"), ("erhöhen", "54\u{a0}%"), ("kürzen", "1\u{a0}%")];
    let head = draft.element(table, Role::TableHead);
    let body = draft.element(table, Role::TableBody);
    for (index, (left, right)) in rows.into_iter().enumerate() {
        let y = 290.0 + 16.0 * index as f32;
        let row = draft.element(if index == 0 { head } else { body }, Role::TableRow);
        let scope = if index == 0 { Scope::Column } else { Scope::Row };
        draft.line(row, Role::HeaderCell(scope), 1, y, left);
        let role = if index == 0 { Role::HeaderCell(Scope::Column) } else { Role::DataCell };
        let cell = draft.element(row, role);
        let item = draft.text(Style::Regular, right, 120.0, y, Join::Space);
        draft.place(1, Mark::Element(cell), vec![item]);
    }
    let line = Item::Rect { rect: Rect::new(0.0, 294.0, 200.0, 0.4), fill: INK };
    draft.place(1, Mark::Layout, vec![line]);
    let paragraph = draft.element(sect, Role::Paragraph);
    let reference = draft.element(paragraph, Role::Reference);
    let mark = draft.line(reference, Role::Link, 1, 345.0, "1");
    let note = draft.element(sect, Role::Note);
    draft.link(mark, 1, 345.0, Target::Page { page: 1, y: 350.0, element: note }, "Anmerkung 1");
    draft.line(note, Role::Label, 1, 360.0, "1");
    let text = draft.element(note, Role::Paragraph);
    let item = draft.text(Style::Regular, "Rundungsfehler möglich.", 12.0, 360.0, Join::Space);
    draft.place(1, Mark::Element(text), vec![item]);
}

fn fonts() -> FontFiles {
    FontFiles::default()
}

fn written(document: &Document, fonts: &FontSet<'_>) -> (Vec<u8>, Pdf) {
    let bytes = write(document, fonts).unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    (bytes, pdf)
}

fn get<'a>(pdf: &'a Pdf, dict: &'a Dictionary, key: &str) -> &'a Object {
    let object = dict.get(key.as_bytes()).unwrap();
    object.as_reference().map_or(object, |id| pdf.get_object(id).unwrap())
}

fn dict<'a>(pdf: &'a Pdf, dict: &'a Dictionary, key: &str) -> &'a Dictionary {
    get(pdf, dict, key).as_dict().unwrap()
}

fn tag(element: &Dictionary) -> String {
    String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap()
}

fn string(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(utf16) => {
            let units: Vec<u16> =
                utf16.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// The tree as one word a structure element: `Sect(H1 P(Span))`.
fn sketch(pdf: &Pdf, element: &Dictionary) -> String {
    let kids: Vec<String> = element.get(b"K").map_or(Vec::new(), |kids| {
        // One kid may stand without an array.
        let kids = kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice);
        let kids = kids.iter().filter_map(|kid| kid.as_reference().ok());
        kids.map(|kid| sketch(pdf, pdf.get_object(kid).unwrap().as_dict().unwrap())).collect()
    });
    if kids.is_empty() { tag(element) } else { format!("{}({})", tag(element), kids.join(" ")) }
}

fn elements(pdf: &Pdf, wanted: &str) -> Vec<Dictionary> {
    let all = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    all.filter(|dict| dict.get(b"S").is_ok_and(|s| s.as_name().is_ok_and(|s| s == wanted.as_bytes())))
        .filter(|dict| dict.has(b"P"))
        .cloned()
        .collect()
}

fn operators(pdf: &Pdf, page: u32) -> String {
    let id = pdf.get_pages()[&page];
    String::from_utf8_lossy(&pdf.get_page_content(id)).into_owned()
}

#[test]
fn the_tree_is_the_documents_own() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let (bytes, pdf) = written(&nasty(&fonts), &fonts);
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/nasty.pdf"), bytes).unwrap();
    let catalog = pdf.catalog().unwrap();
    let root = dict(&pdf, catalog, "StructTreeRoot");
    let top = root.get(b"K").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    let expected = "Document(\
        Sect(H1 TOC(TOCI(Reference(Link)) TOC(TOCI(Reference(Link))))) \
        Sect(H2 P(Span Span) H3 L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody)) P(Link)) \
        Sect(H2 Div(Figure Caption)) \
        Sect(Table(Caption THead(TR(TH TH)) TBody(TR(TH TD) TR(TH TD))) P(Reference(Link)) Note(Lbl P)))";
    assert_eq!(sketch(&pdf, pdf.get_object(top).unwrap().as_dict().unwrap()), expected);

    let figure = &elements(&pdf, "Figure")[0];
    assert!(string(figure.get(b"Alt").unwrap()).starts_with("Säulen: 54 %"));
    assert!(dict(&pdf, figure, "A").has(b"BBox"));
    let scopes: Vec<&[u8]> = Vec::new();
    let cells = elements(&pdf, "TH");
    let scopes = cells.iter().fold(scopes, |mut scopes, cell| {
        scopes.push(dict(&pdf, cell, "A").get(b"Scope").unwrap().as_name().unwrap());
        scopes
    });
    assert_eq!(scopes, [b"Column".as_slice(), b"Column", b"Row", b"Row"]);
    let numbering: Vec<Vec<u8>> = elements(&pdf, "L")
        .iter()
        .map(|list| dict(&pdf, list, "A").get(b"ListNumbering").unwrap().as_name().unwrap().to_vec())
        .collect();
    assert_eq!(numbering, [b"Decimal".to_vec(), b"Disc".to_vec()]);
    let note = &elements(&pdf, "Note")[0];
    let names = dict(&pdf, root, "IDTree").get(b"Names").unwrap().as_array().unwrap();
    assert_eq!(string(&names[0]), string(note.get(b"ID").unwrap()));
    let languages: Vec<String> =
        elements(&pdf, "Span").iter().filter_map(|span| span.get(b"Lang").ok().map(string)).collect();
    assert_eq!(languages, ["en-GB"]);
    // A paragraph over two pages names the second page itself.
    let over_pages = elements(&pdf, "P").into_iter().any(|paragraph| {
        let kids = paragraph.get(b"K").unwrap().as_array().unwrap();
        kids.iter().any(|kid| kid.as_dict().is_ok_and(|kid| kid.get_type().is_ok_and(|t| t == b"MCR")))
    });
    assert!(over_pages);
}

#[test]
fn each_mark_leads_back_to_its_element() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let document = nasty(&fonts);
    let (_, pdf) = written(&document, &fonts);
    let root = dict(&pdf, pdf.catalog().unwrap(), "StructTreeRoot");
    let tree = dict(&pdf, root, "ParentTree");
    let leaf = tree.get(b"Kids").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    let pairs = pdf.get_object(leaf).unwrap().as_dict().unwrap().get(b"Nums").unwrap().as_array().unwrap();
    // Two pages and four links.
    assert_eq!(pairs.len(), 12);
    for (index, id) in pdf.get_pages().values().enumerate() {
        let page = pdf.get_object(*id).unwrap().as_dict().unwrap();
        assert_eq!(page.get(b"StructParents").unwrap().as_i64().unwrap(), index as i64);
        assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
        let owners =
            pdf.get_object(pairs[2 * index + 1].as_reference().unwrap()).unwrap().as_array().unwrap();
        let content = operators(&pdf, index as u32 + 1);
        assert_eq!(content.matches("/MCID").count(), owners.len());
        for (mark, owner) in owners.iter().enumerate() {
            let owner = pdf.get_object(owner.as_reference().unwrap()).unwrap().as_dict().unwrap();
            assert!(
                content.contains(&format!("/{}<</MCID {mark}>>BDC", tag(owner))),
                "{} {mark}",
                tag(owner)
            );
        }
        assert_eq!(content.matches("BDC").count(), content.matches("EMC").count());
        assert_eq!(content.matches("/Artifact").count(), if index == 0 { 4 } else { 3 });
    }
    let links: Vec<&Dictionary> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.get(b"Subtype").is_ok_and(|s| s.as_name().is_ok_and(|s| s == b"Link")))
        .collect();
    assert_eq!(links.len(), 4);
    for link in &links {
        assert_eq!(link.get(b"F").unwrap().as_i64().unwrap(), 4);
        assert!(!string(link.get(b"Contents").unwrap()).is_empty());
        let key = link.get(b"StructParent").unwrap().as_i64().unwrap() as usize;
        let owner = pdf.get_object(pairs[2 * key + 1].as_reference().unwrap()).unwrap().as_dict().unwrap();
        assert_eq!(tag(owner), "Link");
    }
    let addresses: Vec<String> = links
        .iter()
        .filter_map(|link| link.get(b"A").ok())
        .map(|action| string(action.as_dict().unwrap().get(b"URI").unwrap()))
        .collect();
    assert_eq!(addresses, ["https://www.bitkom.org/Kommunen?q=(gr%C3%B6%C3%9Fer)&n=1"]);
}

/// The texts in a font's ToUnicode table by code.
fn meanings(pdf: &Pdf, font: &Dictionary) -> BTreeMap<u16, String> {
    let table = get(pdf, font, "ToUnicode").as_stream().unwrap().decompressed_content().unwrap();
    let table = String::from_utf8(table).unwrap();
    let hex = |digits: &str| -> Vec<u16> {
        let digits = digits.trim_matches(['<', '>']).as_bytes();
        digits
            .chunks(4)
            .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).unwrap(), 16).unwrap())
            .collect()
    };
    table
        .lines()
        .filter_map(|line| {
            line.split_once(' ').filter(|(code, text)| code.len() == 6 && text.starts_with('<'))
        })
        .filter(|(code, text)| (*code, *text) != ("<0000>", "<FFFF>"))
        .map(|(code, text)| (hex(code)[0], String::from_utf16(&hex(text)).unwrap()))
        .collect()
}

#[test]
fn fonts_are_cut_down_and_say_what_their_glyphs_mean() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let (_, pdf) = written(&nasty(&fonts), &fonts);
    let composite: Vec<&Dictionary> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.get(b"Subtype").is_ok_and(|s| s.as_name().is_ok_and(|s| s == b"Type0")))
        .collect();
    assert_eq!(composite.len(), 4);
    let mut all = BTreeSet::new();
    for font in composite {
        let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
        assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6..].starts_with(b"+SourceSans3-"));
        let descendant = font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap();
        let map = get(&pdf, descendant, "CIDToGIDMap").as_stream().unwrap().decompressed_content().unwrap();
        let descriptor = dict(&pdf, descendant, "FontDescriptor");
        assert_eq!(descriptor.get(b"FontName").unwrap().as_name().unwrap(), name);
        assert_eq!(descriptor.get(b"CapHeight").unwrap().as_i64().unwrap(), 660);
        let program = get(&pdf, descriptor, "FontFile2").as_stream().unwrap().decompressed_content().unwrap();
        assert!(program.len() < 40_000, "{} bytes", program.len());
        let meanings = meanings(&pdf, font);
        assert_eq!(map.len(), 2 * (meanings.len() + 1), "one glyph for each code, and none for 0");
        assert!(meanings.values().all(|text| !text.is_empty()));
        all.extend(meanings.into_values());
    }
    for text in ["ö", "ß", "„", "“", "%", "-", " ", "ff", "\u{ad}"] {
        assert!(all.contains(text), "{text:?} in {all:?}");
    }
    for invisible in ["\u{a0}", "\u{202f}", "\u{2011}"] {
        assert!(!all.contains(invisible), "{invisible:?}");
    }
}

#[test]
fn a_divided_word_stays_one_word() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let (_, pdf) = written(&nasty(&fonts), &fonts);
    let regular =
        pdf.objects.values().filter_map(|object| object.as_dict().ok()).find(|dict| {
            dict.get(b"BaseFont").is_ok_and(|name| name.as_name().unwrap().ends_with(b"-Regular"))
        });
    let meanings = meanings(&pdf, regular.unwrap());
    let code = |text: &str| *meanings.iter().find(|(_, meaning)| *meaning == text).unwrap().0;
    let content = lopdf::content::Content::decode(&pdf.get_page_content(pdf.get_pages()[&1])).unwrap();
    let strings = content.operations.iter().flat_map(|operation| &operation.operands).flat_map(|operand| {
        let parts = operand.as_array().map_or(std::slice::from_ref(operand), Vec::as_slice);
        parts.iter().filter_map(|part| part.as_str().ok())
    });
    let codes: Vec<u16> = strings
        .flat_map(|text| text.chunks(2))
        .map(|code| u16::from(code[0]) << 8 | u16::from(code[1]))
        .collect();
    let shown = |text: &str| codes.iter().filter(|shown| **shown == code(text)).count();
    assert_eq!(shown("\u{ad}"), 1);
    assert!(shown("-") > 0);
}

#[test]
fn colours_are_rgb_and_coordinates_short() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let (_, pdf) = written(&nasty(&fonts), &fonts);
    for page in 1..=2 {
        for line in operators(&pdf, page).lines() {
            let operator = line.rsplit(' ').next().unwrap();
            assert!(!["k", "K", "g", "G", "cs", "CS", "sc", "scn", "gs", "Do"].contains(&operator), "{line}");
            for number in line.split([' ', '[', ']']).filter(|word| word.parse::<f32>().is_ok()) {
                let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                assert!(decimals <= 3, "{line}");
            }
        }
    }
}

#[test]
fn a_step_after_a_close_goes_on_from_the_start() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let (_, pdf) = written(&nasty(&fonts), &fonts);
    // The content's origin is at (56, 40) from the top left.
    assert!(operators(&pdf, 2).contains("276 611.89 m\n276 631.89 l\n286 621.89 l\nh\n284 603.89 l\nB"));
}

#[test]
fn lengths_without_measure_do_not_break_the_file() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let mut document = nasty(&fonts);
    let far = f32::INFINITY;
    document.pages[0].content[0].items.extend([
        Item::Rect { rect: Rect::new(-far, f32::NAN, far, far), fill: INK },
        Item::Path {
            steps: vec![PathStep::Move(Point::new(far, -far)), PathStep::Line(Point::new(-far, f32::MAX))],
            fill: None,
            stroke: Some(Stroke { color: INK, width: far, dash: Some((far, -far)) }),
        },
    ]);
    let (_, pdf) = written(&document, &fonts);
    let content = operators(&pdf, 1);
    assert!(!content.contains("inf") && !content.contains("NaN"));
}

#[test]
fn the_file_describes_itself() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let document = nasty(&fonts);
    let (bytes, pdf) = written(&document, &fonts);
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let catalog = pdf.catalog().unwrap();
    assert_eq!(string(catalog.get(b"Lang").unwrap()), "de");
    assert!(dict(&pdf, catalog, "MarkInfo").get(b"Marked").unwrap().as_bool().unwrap());
    assert!(dict(&pdf, catalog, "ViewerPreferences").get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    let outlines = dict(&pdf, catalog, "Outlines");
    assert_eq!(outlines.get(b"Count").unwrap().as_i64().unwrap(), 2);
    let first = dict(&pdf, outlines, "First");
    assert_eq!(string(first.get(b"Title").unwrap()), "Briefing");
    let below = dict(&pdf, dict(&pdf, first, "First"), "First");
    assert_eq!(string(below.get(b"Title").unwrap()), "Im Überblick");

    let info =
        pdf.get_object(pdf.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap().as_dict().unwrap();
    assert_eq!(string(info.get(b"Title").unwrap()), document.meta.title);
    assert_eq!(string(info.get(b"CreationDate").unwrap()), "D:20201231235959Z");
    let xmp = get(&pdf, catalog, "Metadata").as_stream().unwrap();
    assert!(!xmp.dict.has(b"Filter"));
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    for part in [
        "Größere Budgets &amp; &lt;mehr&gt; „Digitales“",
        "2020-12-31T23:59:59Z",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdf:Keywords>Kommunen, Öffentlicher Dienst</pdf:Keywords>",
    ] {
        assert!(xmp.contains(part), "{part}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let mut document = nasty(&fonts);
    let first = write(&document, &fonts).unwrap();
    assert_eq!(first, write(&nasty(&fonts), &fonts).unwrap());
    let id = |bytes: &[u8]| {
        let pdf = Pdf::load_mem(bytes).unwrap();
        pdf.trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec()
    };
    document.meta.created += 1;
    let second = write(&document, &fonts).unwrap();
    assert_ne!(id(&first), id(&second));
    assert_ne!(id(&first), [0; 16]);
}

#[test]
fn a_document_without_outline_has_no_bookmarks_pane() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let mut document = nasty(&fonts);
    document.outline.clear();
    let (_, pdf) = written(&document, &fonts);
    let catalog = pdf.catalog().unwrap();
    assert!(!catalog.has(b"Outlines"));
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseNone");
}

/// Spoils a good document.
type Breaker = Box<dyn Fn(&mut Document)>;

#[test]
fn what_would_break_the_standards_is_not_written() {
    let files = fonts();
    let fonts = FontSet::new(&files).unwrap();
    let good = nasty(&fonts);
    let figure =
        good.elements.iter().position(|element| matches!(element.role, Role::Figure { .. })).unwrap();
    let table = good.elements.iter().position(|element| element.role == Role::Table).unwrap();
    let row = good.elements.iter().position(|element| element.role == Role::TableRow).unwrap();
    let heading = good.elements.iter().position(|element| element.role == Role::Heading(3)).unwrap();
    let missing = shape(&fonts, Style::Regular, "\u{10300}");
    let break_it: Vec<(Breaker, PdfError)> = vec![
        (Box::new(|d| d.meta.title = " ".into()), PdfError::NoTitle),
        (Box::new(|d| d.meta.language = "deutsch!".into()), PdfError::Language("deutsch!".into())),
        (Box::new(|d| d.meta.author.push('\n')), PdfError::ControlCharacter),
        (Box::new(|d| d.meta.created = i64::MAX), PdfError::Date(i64::MAX)),
        (Box::new(|d| d.pages[0].size.width = f32::NAN), PdfError::PageSize { page: 0 }),
        (Box::new(move |d| d.elements[figure].alt = Some("  ".into())), PdfError::NoAlt { element: figure }),
        (
            Box::new(move |d| d.elements[figure].alt = Some("ä".repeat(20_000))),
            PdfError::TooLong { element: figure },
        ),
        (
            Box::new(move |d| d.elements[heading].role = Role::Heading(4)),
            PdfError::HeadingLevel { element: heading, level: 4 },
        ),
        (
            Box::new(move |d| {
                let kid = d.elements[row].kids.clone();
                let extra = d.elements.len();
                d.elements.push(Element::new(Role::DataCell, Some(row)));
                d.elements[row].kids = kid.into_iter().chain([Kid::Element(extra)]).collect();
            }),
            PdfError::Table { element: table },
        ),
        (
            Box::new(move |d| d.elements[row].role = Role::Div),
            PdfError::Nesting { element: row, tag: "Div", inside: "THead" },
        ),
        (
            Box::new(|d| {
                d.elements[0].kids.pop();
            }),
            PdfError::Tree { element: good.elements[table].parent.unwrap() },
        ),
        (Box::new(|d| d.elements[1].parent = Some(9999)), PdfError::Kid { element: 0 }),
        (
            Box::new(|d| d.elements[2].kids.push(Kid::Content { page: 7, index: 0 })),
            PdfError::Kid { element: 2 },
        ),
        (Box::new(|d| d.pages[1].content[0].mark = Mark::Layout), PdfError::Kid { element: 13 }),
        (Box::new(|d| d.elements[2].kids.clear()), PdfError::Loose { page: 0, index: 0 }),
        (
            Box::new(|d| d.pages[0].links[0].target = Target::Page { page: 2, y: 0.0, element: 0 }),
            PdfError::Link { page: 0, index: 0 },
        ),
        (Box::new(|d| d.pages[0].links[2].label.clear()), PdfError::Link { page: 0, index: 2 }),
        (Box::new(|d| d.outline[1].level = 3), PdfError::Bookmark { index: 1 }),
        (
            Box::new(move |d| {
                if let Item::Text(run) = &mut d.pages[0].content[0].items[0] {
                    run.shaped = Arc::clone(&missing);
                }
            }),
            PdfError::NoGlyph { page: 0, text: "\u{10300}".into() },
        ),
    ];
    for (index, (break_it, expected)) in break_it.iter().enumerate() {
        let mut document = good.clone();
        break_it(&mut document);
        let faults = write(&document, &fonts).unwrap_err();
        assert!(faults.contains(expected), "case {index}: {faults:?} instead of {expected:?}");
        assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
    }
    let mut sizeless = good.clone();
    if let Item::Text(run) = &mut sizeless.pages[0].content[0].items[0] {
        run.size = f32::NAN;
    }
    let expected = PdfError::NotFinite { page: 0, text: "Briefing".into() };
    assert_eq!(write(&sizeless, &fonts).unwrap_err(), [expected]);
    let nothing = Document {
        meta: good.meta,
        direction: Direction::default(),
        pages: vec![],
        elements: vec![],
        outline: vec![],
    };
    let faults = write(&nothing, &fonts).unwrap_err();
    assert_eq!(faults, [PdfError::Tree { element: 0 }, PdfError::NoPages]);
}
