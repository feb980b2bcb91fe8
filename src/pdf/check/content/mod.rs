//! Follows content streams as a reader would: what is drawn, in which colours and fonts, and whether it is marked.

pub(crate) mod color;
mod forms;
mod marks;
mod paint;
mod text;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::content_lexer;
use super::fonts::Fonts;
use super::reader::{File, dict_of, is_language, shown};
use super::report::Report;
use super::structure::Tree;
use color::{Colors, Drawn, Space};
use forms::Form;
use lopdf::{Dictionary, Object, ObjectId};
use marks::{Mark, MarkKind};
use rayon::prelude::*;

/// How deep forms, patterns and glyphs that are drawings may stand in each other.
const DEEPEST: usize = 12;

/// How often the graphics state may be saved (ISO 19005-2, 6.1.13).
const MOST_SAVED: usize = 28;

/// Pages that are followed together.
const CHUNK: usize = 16;

/// What all content streams together show.
#[derive(Debug, Default)]
pub(super) struct Seen<'f> {
    /// Each marked content by its page or form and its number, with the number of the page that shows it.
    pub(super) marks: HashMap<(ObjectId, i64), usize>,
    pub(super) fonts: Fonts<'f>,
    pub(super) spaces: Drawn,
}

impl<'f> Seen<'f> {
    /// Adds what later pages show.
    fn merge(&mut self, later: Self) {
        // Marks belong to their page, so there are no two of one key.
        self.marks.extend(later.marks);
        for (space, page) in later.spaces {
            self.spaces.entry(space).or_insert(page);
        }
        for (key, font) in later.fonts {
            match self.fonts.entry(key) {
                Entry::Occupied(mut known) => known.get_mut().merge(&font),
                Entry::Vacant(place) => drop(place.insert(font)),
            }
        }
    }
}

/// Follows the content of all pages, and what annotations look like.
pub(super) fn follow<'f>(file: &'f File, tree: &Tree<'f>, colors: &Colors, report: &mut Report) -> Seen<'f> {
    // What several pages draw is followed once, so such pages are followed one after the other.
    let is_apart = file.pages.iter().all(|page| draws_alone(file, file.page(*page)));
    let chunk = if is_apart { CHUNK } else { file.pages.len() };
    let standards = report.standards;
    let follow = |(index, pages): (usize, &[ObjectId])| {
        let mut own = Report::new(standards);
        let mut reader = Reader::new(file, tree, colors.clone(), &mut own);
        for (id, number) in pages.iter().zip(index * chunk + 1..) {
            reader.page = number;
            reader.page(*id);
        }
        (reader.seen, own)
    };
    let followed: Vec<_> = file.pages.par_chunks(chunk).enumerate().map(follow).collect();
    let mut seen = Seen::default();
    for (later, own) in followed {
        seen.merge(later);
        report.append(own);
    }
    seen
}

/// Whether a page draws with fonts alone: no forms, patterns or profiles, which other pages may draw with, too.
fn draws_alone(file: &File, page: &Dictionary) -> bool {
    let resources = file.dict(page, "Resources").unwrap_or_else(|| inherited(file, page));
    let fonts = file.dict(resources, "Font").into_iter().flatten().map(|(_, font)| file.resolve(font));
    let mut annotations = file.array(page, "Annots").iter().map(|object| file.resolve(object));
    resources.iter().all(|(category, _)| matches!(category.as_slice(), b"Font" | b"ProcSet" | b"Properties"))
        && fonts.flatten().filter_map(dict_of).all(|font| file.name(font, "Subtype") == Some(b"Type0"))
        && !annotations.any(|annotation| annotation.and_then(dict_of).is_some_and(|looks| looks.has(b"AP")))
        && !page.has(b"Group")
}

struct Reader<'a, 'f> {
    file: &'f File,
    tree: &'a Tree<'f>,
    colors: Colors,
    report: &'a mut Report,
    has_language: bool,
    page: usize,
    seen: Seen<'f>,
    marks: Vec<Mark>,
    forms: HashMap<ObjectId, Form>,
    /// Streams that were followed for their colours and fonts alone.
    asides: HashSet<usize>,
}

/// The part of the graphics state that matters.
#[derive(Clone, Copy)]
struct State {
    /// The address of the font's dictionary.
    font: Option<usize>,
    mode: i64,
    fill: Space,
    line: Space,
}

/// One stream while it is followed.
struct Passage<'f> {
    resources: &'f Dictionary,
    /// The page or form whose marked contents these are.
    container: ObjectId,
    depth: usize,
    /// Whether its content has to be marked: not so in patterns and in what annotations look like.
    is_page: bool,
    base: usize,
    state: State,
    saved: Vec<State>,
    in_text: bool,
    has_loose: bool,
}

impl<'f> Passage<'f> {
    fn new(resources: &'f Dictionary, container: ObjectId, depth: usize, is_page: bool) -> Self {
        let state = State { font: None, mode: 0, fill: Space::Gray, line: Space::Gray };
        let saved = Vec::new();
        Self { resources, container, depth, is_page, base: 0, state, saved, in_text: false, has_loose: false }
    }
}

impl<'a, 'f> Reader<'a, 'f> {
    fn new(file: &'f File, tree: &'a Tree<'f>, colors: Colors, report: &'a mut Report) -> Self {
        let has_language = file.text(file.catalog(), "Lang").is_some_and(|language| is_language(&language));
        Self {
            file,
            tree,
            colors,
            report,
            has_language,
            page: 0,
            seen: Seen::default(),
            marks: Vec::new(),
            forms: HashMap::new(),
            asides: HashSet::new(),
        }
    }

    fn fail(&mut self, condition: &'static str, message: impl Into<String>) {
        self.report.fail(condition, Some(self.page), message);
    }

    fn page(&mut self, id: ObjectId) {
        let file = self.file;
        let page = file.page(id);
        self.page_entries(page);
        let resources = match file.dict(page, "Resources") {
            Some(resources) => resources,
            None => {
                self.fail("A2:6.2.2", "a page has no resources of its own");
                inherited(file, page)
            }
        };
        let mut content = Vec::new();
        for object in file.one_or_many(page, "Contents") {
            let stream = file.resolve(object).and_then(|object| object.as_stream().ok());
            match stream.and_then(|stream| file.unpacked(stream)) {
                Some(bytes) => content.extend(bytes.into_iter().chain([b'\n'])),
                None => self.fail("A2:6.2.2", "the content of a page cannot be read"),
            }
        }
        self.run(&content, Passage::new(resources, id, 0, true));
        for annotation in
            file.array(page, "Annots").iter().filter_map(|object| dict_of(file.resolve(object)?))
        {
            let looks = file.dict(annotation, "AP").map(|looks| file.get(looks, "N"));
            self.look(looks.flatten(), 0);
        }
    }

    fn page_entries(&mut self, page: &'f Dictionary) {
        super::actions::no_events(page, "a page", Some(self.page), self.report);
        if page.has(b"PresSteps") {
            self.fail("A2:6.10", "a page has presentation steps");
        }
        let sides: Vec<f32> =
            self.file.array(page, "MediaBox").iter().filter_map(|side| side.as_float().ok()).collect();
        if let [left, bottom, right, top] = sides[..]
            && ![right - left, top - bottom].iter().all(|side| (3.0..=14_400.0).contains(&side.abs()))
        {
            self.fail("A2:6.1.13", "a page is not 3 to 14 400 points wide and high");
        }
        if let Some(space) = self.file.dict(page, "Group").and_then(|group| group.get(b"CS").ok()) {
            let space = self.colors.space(self.file, space, page, self.report);
            self.draw_in(space);
        }
    }

    fn run(&mut self, content: &[u8], mut passage: Passage<'f>) {
        if passage.depth > DEEPEST {
            return;
        }
        passage.base = self.marks.len();
        let outcome = content_lexer::operations(content, |operator, operands| {
            self.operator(operator, operands, &mut passage);
        });
        if let Err(reason) = outcome {
            self.fail("A2:6.2.2", format!("a content stream cannot be read: {reason}"));
        }
        if self.marks.len() > passage.base {
            self.fail("PDF:14.6", "marked content is not closed at the end of its stream");
            self.marks.truncate(passage.base);
        }
    }

    fn operator(&mut self, operator: &[u8], operands: &[Object], passage: &mut Passage<'f>) {
        match operator {
            b"BMC" | b"BDC" => self.open(operands, passage),
            b"EMC" if self.marks.len() > passage.base => {
                self.marks.pop();
            }
            b"EMC" => self.fail("PDF:14.6", "marked content is closed that was not opened"),
            b"q" => {
                passage.saved.push(passage.state);
                if passage.saved.len() == MOST_SAVED + 1 {
                    self.fail("A2:6.1.13", "the graphics state is saved more than 28 times");
                }
            }
            b"Q" => match passage.saved.pop() {
                Some(state) => passage.state = state,
                None => self.fail("PDF:8.4.2", "the graphics state is restored that was not saved"),
            },
            b"BT" => passage.in_text = true,
            b"ET" => passage.in_text = false,
            b"g" => passage.state.fill = Space::Gray,
            b"rg" => passage.state.fill = Space::Rgb,
            b"k" => passage.state.fill = Space::Cmyk,
            b"G" => passage.state.line = Space::Gray,
            b"RG" => passage.state.line = Space::Rgb,
            b"K" => passage.state.line = Space::Cmyk,
            b"cs" | b"CS" => self.choose_space(operator, operands, passage),
            b"scn" | b"SCN" => self.choose_pattern(operands, passage),
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" => self.paint(operator, passage),
            b"sh" => self.shade(operands, passage),
            b"BI" => self.inline_image(operands, passage),
            b"Do" => self.draw_object(operands, passage),
            b"Tf" => self.choose_font(operands, passage),
            b"Tr" => passage.state.mode = operands.first().and_then(|mode| mode.as_i64().ok()).unwrap_or(0),
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show(operator, operands, passage),
            b"gs" => self.choose_state(operands, passage),
            b"ri" => self.intent(operands),
            // These need no look of their own.
            b"BX" | b"c" | b"cm" | b"d" | b"d0" | b"d1" | b"DP" | b"EX" | b"h" | b"i" | b"j" | b"J"
            | b"l" | b"m" | b"M" | b"MP" | b"n" | b"re" | b"sc" | b"SC" | b"T*" | b"Tc" | b"Td" | b"TD"
            | b"TL" | b"Tm" | b"Ts" | b"Tw" | b"Tz" | b"v" | b"w" | b"W" | b"W*" | b"y" => {}
            other => self.fail("A2:6.2.2", format!("the operator `{}` does not exist", shown(other))),
        }
    }

    fn resource(
        &self,
        passage: &Passage<'f>,
        category: &str,
        operand: Option<&Object>,
    ) -> Option<&'f Object> {
        resource(self.file, passage.resources, category, operand?.as_name().ok()?)
    }

    fn missing(&mut self, what: &str, operand: Option<&Object>) {
        let name = operand.and_then(|name| name.as_name().ok()).map(shown).unwrap_or_default();
        self.fail("A2:6.2.2", format!("the {what} `{name}` is not in the resources"));
    }
}

fn resource<'f>(
    file: &'f File,
    resources: &'f Dictionary,
    category: &str,
    name: &[u8],
) -> Option<&'f Object> {
    file.dict(resources, category)?.get(name).ok()
}

/// The resources that a page has from the nodes above it.
fn inherited<'f>(file: &'f File, page: &'f Dictionary) -> &'f Dictionary {
    let mut node = page;
    for _ in 0..DEEPEST {
        let Some(parent) = file.dict(node, "Parent") else { break };
        if let Some(resources) = file.dict(parent, "Resources") {
            return resources;
        }
        node = parent;
    }
    page
}
