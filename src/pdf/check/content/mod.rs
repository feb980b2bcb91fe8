//! Interprets content streams: what is drawn, in which colours and fonts, and whether it is marked.

pub(crate) mod color;
mod forms;
mod legible;
mod marks;
mod paint;
mod text;
mod text_position;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::content_lexer;
use super::fonts::Fonts;
use super::reader::{File, dict_of, is_language, shown};
use super::report::Report;
use super::structure::Tree;
use color::{Colors, Drawn, Space};
use forms::Form;
use legible::PlacedText;
use lopdf::{Dictionary, Object, ObjectId};
use marks::{Mark, MarkKind};
use rayon::prelude::*;
use text_position::{TextMatrices, TextState};

/// How deep form XObjects, patterns and Type 3 glyphs may nest.
const DEEPEST: usize = 12;

/// How deep saved graphics states may nest (ISO 19005-2, 6.1.13).
const MOST_SAVED: usize = 28;

/// Pages in one unit of parallel work.
const CHUNK: usize = 16;

/// What the content streams use.
#[derive(Debug, Default)]
pub(super) struct Usage<'f> {
    /// Marked content by its page or form XObject and its identifier (MCID), with the number of the page that
    /// shows it.
    pub(super) marks: HashMap<(ObjectId, i64), usize>,
    pub(super) fonts: Fonts<'f>,
    pub(super) spaces: Drawn,
}

impl<'f> Usage<'f> {
    /// Adds what later pages use.
    fn merge(&mut self, later: Self) {
        // Marks belong to their page, so keys do not collide.
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

/// Interprets the content of all pages and the appearances of annotations.
pub(super) fn interpret<'f>(
    file: &'f File,
    tree: &Tree<'f>,
    colors: &Colors,
    report: &mut Report,
) -> Usage<'f> {
    // Streams that several pages share are interpreted once, so such pages are taken one after the other.
    let is_independent = file.pages.iter().all(|page| draws_alone(file, file.page(*page)));
    let chunk = if is_independent { CHUNK } else { file.pages.len() };
    let standards = report.standards;
    let interpret = |(index, pages): (usize, &[ObjectId])| {
        let mut own = Report::new(standards);
        let mut interpreter = Interpreter::new(file, tree, colors.clone(), &mut own);
        for (id, number) in pages.iter().zip(index * chunk + 1..) {
            interpreter.page = number;
            interpreter.page(*id);
        }
        (interpreter.usage, own)
    };
    let interpreted: Vec<_> = file.pages.par_chunks(chunk).enumerate().map(interpret).collect();
    let mut usage = Usage::default();
    for (later, own) in interpreted {
        usage.merge(later);
        report.append(own);
    }
    usage
}

/// Whether a page uses no resources but fonts: form XObjects, patterns and profiles may be shared with other
/// pages.
fn draws_alone(file: &File, page: &Dictionary) -> bool {
    let resources = file.dict(page, "Resources").unwrap_or_else(|| inherited(file, page));
    let fonts = file.dict(resources, "Font").into_iter().flatten().map(|(_, font)| file.resolve(font));
    let mut annotations = file.array(page, "Annots").iter().map(|object| file.resolve(object));
    resources.iter().all(|(category, _)| matches!(category.as_slice(), b"Font" | b"ProcSet" | b"Properties"))
        && fonts.flatten().filter_map(dict_of).all(|font| file.name(font, "Subtype") == Some(b"Type0"))
        && !annotations.any(|annotation| annotation.and_then(dict_of).is_some_and(|looks| looks.has(b"AP")))
        && !page.has(b"Group")
}

struct Interpreter<'a, 'f> {
    file: &'f File,
    tree: &'a Tree<'f>,
    colors: Colors,
    report: &'a mut Report,
    has_language: bool,
    page: usize,
    usage: Usage<'f>,
    marks: Vec<Mark>,
    forms: HashMap<ObjectId, Form>,
    /// Streams that were interpreted for their colours and fonts only.
    visited_unmarked: HashSet<usize>,
    /// The visible texts of the page, artifacts excepted.
    texts: Vec<PlacedText>,
}

/// The relevant part of the graphics state.
#[derive(Clone, Copy)]
struct State {
    /// The address of the font's dictionary.
    font: Option<usize>,
    mode: i64,
    fill: Space,
    line: Space,
    text: TextState,
}

/// One stream while it is interpreted.
struct StreamState<'f> {
    resources: &'f Dictionary,
    /// The page or form XObject that its marked content belongs to.
    container: ObjectId,
    depth: usize,
    /// Whether its content must be marked: not in patterns and annotation appearances.
    must_be_marked: bool,
    base: usize,
    state: State,
    saved: Vec<State>,
    in_text: bool,
    matrices: TextMatrices,
    has_untagged: bool,
}

impl<'f> StreamState<'f> {
    fn new(resources: &'f Dictionary, container: ObjectId, depth: usize, must_be_marked: bool) -> Self {
        let state =
            State { font: None, mode: 0, fill: Space::Gray, line: Space::Gray, text: TextState::default() };
        let saved = Vec::new();
        Self {
            resources,
            container,
            depth,
            must_be_marked,
            base: 0,
            state,
            saved,
            in_text: false,
            matrices: TextMatrices::default(),
            has_untagged: false,
        }
    }
}

impl<'a, 'f> Interpreter<'a, 'f> {
    fn new(file: &'f File, tree: &'a Tree<'f>, colors: Colors, report: &'a mut Report) -> Self {
        let has_language = file.text(file.catalog(), "Lang").is_some_and(|language| is_language(&language));
        Self {
            file,
            tree,
            colors,
            report,
            has_language,
            page: 0,
            usage: Usage::default(),
            marks: Vec::new(),
            forms: HashMap::new(),
            visited_unmarked: HashSet::new(),
            texts: Vec::new(),
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
                None => self.fail("A2:6.2.2", "the content stream of a page cannot be read"),
            }
        }
        self.run(&content, StreamState::new(resources, id, 0, true));
        self.check_legible(page);
        for annotation in
            file.array(page, "Annots").iter().filter_map(|object| dict_of(file.resolve(object)?))
        {
            let looks = file.dict(annotation, "AP").map(|looks| file.get(looks, "N"));
            self.appearance(looks.flatten(), 0);
        }
    }

    fn page_entries(&mut self, page: &'f Dictionary) {
        super::actions::no_additional_actions(page, "a page", Some(self.page), self.report);
        if page.has(b"PresSteps") {
            self.fail("A2:6.10", "a page has presentation steps");
        }
        let sides: Vec<f32> =
            self.file.array(page, "MediaBox").iter().filter_map(|side| side.as_float().ok()).collect();
        if let [left, bottom, right, top] = sides[..]
            && ![right - left, top - bottom].iter().all(|side| (3.0..=14_400.0).contains(&side.abs()))
        {
            self.fail("A2:6.1.13", "a page is not between 3 and 14 400 points wide and high");
        }
        if let Some(space) = self.file.dict(page, "Group").and_then(|group| group.get(b"CS").ok()) {
            let space = self.colors.space(self.file, space, page, self.report);
            self.use_space(space);
        }
    }

    fn run(&mut self, content: &[u8], mut stream_state: StreamState<'f>) {
        if stream_state.depth > DEEPEST {
            return;
        }
        stream_state.base = self.marks.len();
        let outcome = content_lexer::operations(content, |operator, operands| {
            self.operator(operator, operands, &mut stream_state);
        });
        if let Err(reason) = outcome {
            self.fail("A2:6.2.2", format!("a content stream cannot be read: {reason}"));
        }
        if self.marks.len() > stream_state.base {
            self.fail("PDF:14.6", "marked content is not closed at the end of its stream");
            self.marks.truncate(stream_state.base);
        }
    }

    fn operator(&mut self, operator: &[u8], operands: &[Object], stream_state: &mut StreamState<'f>) {
        stream_state.state.text.operator(operator, operands);
        stream_state.matrices.operator(operator, operands, &stream_state.state.text);
        match operator {
            b"BMC" | b"BDC" => self.open(operands, stream_state),
            b"EMC" if self.marks.len() > stream_state.base => {
                self.marks.pop();
            }
            b"EMC" => self.fail("PDF:14.6", "EMC without a matching BMC or BDC"),
            b"q" => {
                stream_state.saved.push(stream_state.state);
                if stream_state.saved.len() == MOST_SAVED + 1 {
                    self.fail("A2:6.1.13", "more than 28 saved graphics states are nested");
                }
            }
            b"Q" => match stream_state.saved.pop() {
                Some(state) => stream_state.state = state,
                None => self.fail("PDF:8.4.2", "Q without a matching q"),
            },
            b"BT" => stream_state.in_text = true,
            b"ET" => stream_state.in_text = false,
            b"g" => stream_state.state.fill = Space::Gray,
            b"rg" => stream_state.state.fill = Space::Rgb,
            b"k" => stream_state.state.fill = Space::Cmyk,
            b"G" => stream_state.state.line = Space::Gray,
            b"RG" => stream_state.state.line = Space::Rgb,
            b"K" => stream_state.state.line = Space::Cmyk,
            b"cs" | b"CS" => self.set_color_space(operator, operands, stream_state),
            b"scn" | b"SCN" => self.set_pattern(operands, stream_state),
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" => {
                self.paint(operator, stream_state);
            }
            b"sh" => self.shade(operands, stream_state),
            b"BI" => self.inline_image(operands, stream_state),
            b"Do" => self.draw_object(operands, stream_state),
            b"Tf" => self.set_named_font(operands, stream_state),
            b"Tr" => {
                stream_state.state.mode = operands.first().and_then(|mode| mode.as_i64().ok()).unwrap_or(0);
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show(operator, operands, stream_state),
            b"gs" => self.set_graphics_state(operands, stream_state),
            b"ri" => self.intent(operands),
            // These need no checks.
            b"BX" | b"c" | b"cm" | b"d" | b"d0" | b"d1" | b"DP" | b"EX" | b"h" | b"i" | b"j" | b"J"
            | b"l" | b"m" | b"M" | b"MP" | b"n" | b"re" | b"sc" | b"SC" | b"T*" | b"Tc" | b"Td" | b"TD"
            | b"TL" | b"Tm" | b"Ts" | b"Tw" | b"Tz" | b"v" | b"w" | b"W" | b"W*" | b"y" => {}
            other => self.fail("A2:6.2.2", format!("the operator `{}` does not exist", shown(other))),
        }
    }

    fn resource(
        &self,
        stream_state: &StreamState<'f>,
        category: &str,
        operand: Option<&Object>,
    ) -> Option<&'f Object> {
        resource(self.file, stream_state.resources, category, operand?.as_name().ok()?)
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

/// The resources that a page inherits from the page tree.
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
