//! The flow of content over pages: pieces are set and measured, pages are broken for the flow as a whole, then the
//! pieces are placed.

use std::collections::BTreeSet;
use std::ops::Range;

use super::anchors;
use super::builder::Builder;
use super::figure::Figure;
use super::footnotes::{self, Footnote};
use super::paginate::{Area, Atom, Fill, NEVER, break_pages};
use super::paragraph::Set;
use crate::scene::Scene;

/// The kind of a piece, which decides the cost of page breaks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading, kept with what follows.
    Heading,
    /// A paragraph of running text.
    Text,
    /// An item of a list.
    Item,
    /// A figure.
    Figure,
    /// The head of a table with its caption, or a row.
    Table,
    /// A footnote at the end of a section.
    Note,
}

/// The cost of a page break between two pieces, as a multiple of the cost of a page.
fn break_cost(before: Kind, after: Kind) -> f32 {
    match (before, after) {
        (Kind::Heading, _) => NEVER,
        // A text introduces the figure below it, and a paragraph its list.
        (Kind::Text | Kind::Item, Kind::Figure) => PARTED,
        (Kind::Text, Kind::Item) => 2.0,
        (Kind::Text, Kind::Text) => 1.0,
        (Kind::Item, Kind::Item) | (Kind::Note, Kind::Note) => 0.7,
        (Kind::Figure, Kind::Table) | (_, Kind::Note) => 2.0,
        _ => 0.0,
    }
}

/// The cost of a page break between a short text and the figure that it introduces.
const PARTED: f32 = 4.0;

/// The most lines of a text that is kept with its figure.
const SHORT_TEXT: usize = 12;

/// The cost of a page break inside a paragraph.
const INSIDE: f32 = 1.5;

/// Places a piece at the builder's current position. The flag tells whether the piece starts a page.
type Draw<'a> = Box<dyn FnOnce(&mut Builder, bool) + 'a>;

/// An anchor or bookmark at the top of a piece.
#[derive(Debug, Clone, PartialEq)]
enum Landmark {
    Anchor(String),
    Bookmark(u8, String),
}

/// Lines of text.
struct Lines {
    set: Set,
    /// The element they belong to.
    element: usize,
    /// Their left edge.
    x: f32,
    /// Numbers or bullets before the first line.
    labels: Vec<Label>,
    /// The footnotes of each line that has any.
    notes: Vec<(usize, Footnote)>,
}

/// A number or bullet, with its element and its left edge.
type Label = (Set, usize, f32);

enum Body<'a> {
    Lines(Lines),
    Figure(Box<Figure<'a>>),
    Block(Draw<'a>),
}

struct Piece<'a> {
    kind: Kind,
    landmarks: Vec<Landmark>,
    /// Index of its first atom. Its atoms end where those of the next piece start.
    first: usize,
    body: Body<'a>,
}

/// Pieces in document order.
#[derive(Default)]
pub struct Flow<'a> {
    pieces: Vec<Piece<'a>>,
    atoms: Vec<Atom>,
    /// Gap, room and break cost requested for the next piece so far.
    next: Atom,
    landmarks: Vec<Landmark>,
    labels: Vec<Label>,
    notes: Vec<Footnote>,
    /// The numbers of all footnotes so far.
    marked: BTreeSet<String>,
    /// The number of headings inside sections so far.
    headings: usize,
    /// Whether the last text leads to what follows.
    leads: bool,
    last: Option<Kind>,
}

/// What a chart is redrawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To fill its page.
    Taller,
    /// To fit this width and height on the cover.
    Cover,
    /// To fit them on a slide, with labels that can be read from the back.
    Slide,
    /// To fit them on a slide in type as small as it must be.
    CrowdedSlide,
}

/// A request to redraw a chart in another size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish<'f> {
    /// The id of the chart.
    pub id: &'f str,
    /// The width that it has, in points.
    pub width: f32,
    /// The requested height, in points.
    pub height: f32,
    /// What for.
    pub purpose: Purpose,
}

/// Lays charts out again in the requested heights. The result has one entry a request; `None` keeps a chart as it
/// is.
pub type Fit<'f> = &'f dyn Fn(&[Wish<'_>]) -> Vec<Option<Scene>>;

impl<'a> Flow<'a> {
    /// Leaves a gap before the next piece, which may stretch by `stretch`.
    pub fn gap(&mut self, height: f32, stretch: f32) {
        self.next.gap += height;
        self.next.stretch += stretch;
    }

    /// Starts a page with the next piece unless this much room is left for it and what follows.
    pub fn room(&mut self, height: f32) {
        self.next.room = self.next.room.max(height);
    }

    /// Sets the least cost of a page break before the next piece.
    pub fn cost(&mut self, cost: f32) {
        self.next.cost = cost;
    }

    /// Sets an anchor at the top of the next piece.
    pub fn anchor(&mut self, name: String) {
        self.landmarks.push(Landmark::Anchor(name));
    }

    /// Sets the anchor of a heading inside a section, to which the contents lead.
    pub fn heading(&mut self) {
        self.headings += 1;
        self.anchor(anchors::heading(self.headings));
    }

    /// Adds a bookmark to the top of the next piece.
    pub fn bookmark(&mut self, level: u8, title: &str) {
        self.landmarks.push(Landmark::Bookmark(level, title.to_owned()));
    }

    /// Puts a number or bullet before the next lines.
    pub fn label(&mut self, set: Set, element: usize, x: f32) {
        self.labels.push((set, element, x));
    }

    /// Records that a note is marked; false if it was before.
    pub fn first_mark(&mut self, note: &str) -> bool {
        self.marked.insert(note.to_owned())
    }

    /// Whether a note is at the foot of a page.
    pub fn has_mark(&self, note: &str) -> bool {
        self.marked.contains(note)
    }

    /// Adds a footnote of the next lines.
    pub fn footnote(&mut self, note: Footnote) {
        self.notes.push(note);
    }

    /// Keeps what follows on the page of the last text: it ends with a colon.
    pub fn lead(&mut self) {
        self.leads = true;
    }

    /// Adds lines as content of an element. Breaks leave no widows or orphans, and never split a heading.
    pub fn lines(&mut self, kind: Kind, set: Set, element: usize, x: f32) {
        let (count, height) = (set.lines(), set.leading());
        if count == 0 {
            return;
        }
        let line_of = |note: &Footnote| set.line_of_note(&note.number).unwrap_or(count - 1);
        let notes: Vec<(usize, Footnote)> =
            std::mem::take(&mut self.notes).into_iter().map(|note| (line_of(&note), note)).collect();
        let mut feet = vec![0.0; count];
        notes.iter().for_each(|(line, note)| feet[*line] += note.height());
        let lines = Lines { set, element, x, labels: std::mem::take(&mut self.labels), notes };
        let first = self.open(kind, Body::Lines(lines));
        let is_whole = kind == Kind::Heading;
        self.atoms.push(Atom { height, foot: feet[0], ..first });
        for (line, foot) in feet.into_iter().enumerate().skip(1) {
            let cost = if is_whole || line == 1 || line + 1 == count { NEVER } else { INSIDE };
            self.atoms.push(Atom { height, cost, foot, ..Atom::default() });
        }
    }

    /// Adds a figure.
    pub fn figure(&mut self, figure: Figure<'a>) {
        let (height, grow) = (figure.height(), figure.grow());
        let first = self.open(Kind::Figure, Body::Figure(Box::new(figure)));
        self.atoms.push(Atom { height, grow, ..first });
    }

    /// Adds an unbreakable block of this height, which `draw` places. If it starts a page, `draw` first repeats
    /// something of height `resume`, such as the head of a table.
    pub fn block(
        &mut self,
        kind: Kind,
        height: f32,
        resume: f32,
        draw: impl FnOnce(&mut Builder, bool) + 'a,
    ) {
        let first = self.open(kind, Body::Block(Box::new(draw)));
        self.atoms.push(Atom { height, resume, ..first });
    }

    /// Starts a piece with the settings and landmarks collected for it.
    fn open(&mut self, kind: Kind, body: Body<'a>) -> Atom {
        let mut first = std::mem::take(&mut self.next);
        first.cost = first.cost.max(self.last.replace(kind).map_or(0.0, |last| break_cost(last, kind)));
        if std::mem::take(&mut self.leads) {
            first.cost = first.cost.max(if kind == Kind::Figure { PARTED } else { NEVER });
        }
        let landmarks = std::mem::take(&mut self.landmarks);
        self.pieces.push(Piece { kind, landmarks, first: self.atoms.len(), body });
        first
    }

    /// Breaks the flow into pages and places its pieces. The first page may already hold other content. Where other
    /// content follows on the last page (`continued`), this may be almost empty.
    pub fn place(mut self, builder: &mut Builder, fit: Fit<'_>, continued: bool) {
        if builder.page_count() == 0 {
            builder.new_page();
        }
        if self.pieces.is_empty() {
            return;
        }
        self.keep_introductions();
        let rule = footnotes::rule_height(builder.style().base());
        let area = Area { height: builder.style().text_height(), rule, continued };
        // Content already on the page counts as an atom before all others.
        let used = builder.y - builder.style().top;
        let begun = Atom { height: used, foot: (builder.foot() - rule).max(0.0), ..Atom::default() };
        self.atoms.insert(0, begun);
        if builder.at_top() {
            self.atoms[1].gap = 0.0;
        }
        let starts = break_pages(&self.atoms, area);
        let pages = pages(&starts, self.atoms.len());
        self.fit(&pages, area, fit);
        self.draw(&pages, area, builder);
    }

    /// Raises the cost of breaks inside a short text that introduces a figure, since its heading and first sentences
    /// would be alone on the page before.
    fn keep_introductions(&mut self) {
        let mut from = 0;
        for at in 0..self.pieces.len() {
            match self.pieces[at].kind {
                Kind::Text => continue,
                Kind::Figure => {
                    let atoms = self.pieces[from].first..self.pieces[at].first;
                    if atoms.len() <= SHORT_TEXT {
                        let raise = |atom: &mut Atom| atom.cost = atom.cost.max(PARTED);
                        self.atoms[atoms].iter_mut().skip(1).for_each(raise);
                    }
                }
                _ => {}
            }
            from = at + 1;
        }
    }

    /// Redraws the figures that are to become taller. The last page is never filled.
    fn fit(&mut self, pages: &[Range<usize>], area: Area, fit: Fit<'_>) {
        let mut shares = vec![0.0; self.atoms.len()];
        for page in pages.iter().rev().skip(1) {
            shares[page.clone()].fill(Fill::new(&self.atoms[page.clone()], area).grow);
        }
        let mut wishing: Vec<(&mut Figure<'a>, usize, f32)> = Vec::new();
        for piece in &mut self.pieces {
            let atom = piece.first + 1;
            if let Body::Figure(figure) = &mut piece.body
                && shares[atom] > 0.0
            {
                // Charts are whole points high.
                let wished = (figure.drawn_height() + figure.grow() * shares[atom]).floor();
                wishing.push((figure, atom, wished));
            }
        }
        let wishes: Vec<Wish<'_>> = wishing
            .iter()
            .map(|(figure, _, height)| Wish {
                id: figure.id(),
                width: figure.drawn_width(),
                height: *height,
                purpose: Purpose::Taller,
            })
            .collect();
        let scenes = fit(&wishes);
        for ((figure, atom, wished), scene) in wishing.into_iter().zip(scenes) {
            if let Some(scene) = scene.filter(|scene| scene.size.height <= wished + 0.5) {
                figure.redraw(scene);
                self.atoms[atom].height = figure.height();
            }
        }
    }

    fn draw(self, pages: &[Range<usize>], area: Area, builder: &mut Builder) {
        let base = builder.style().base();
        let mut notes: Vec<Footnote> = Vec::new();
        let Self { pieces, mut atoms, next, .. } = self;
        let mut begins = vec![false; atoms.len()];
        for (index, page) in pages.iter().enumerate() {
            let is_last = index + 1 == pages.len();
            let fill = if is_last { Fill::default() } else { Fill::new(&atoms[page.clone()], area) };
            atoms[page.clone()].iter_mut().for_each(|atom| atom.gap += atom.stretch * fill.stretch);
            begins[page.start] = index > 0;
        }
        let ends: Vec<usize> =
            pieces.iter().skip(1).map(|piece| piece.first + 1).chain([atoms.len()]).collect();
        for (piece, end) in pieces.into_iter().zip(ends) {
            let first = piece.first + 1;
            if begins[first] {
                footnotes::place_at_foot(&std::mem::take(&mut notes), base, builder);
                builder.new_page();
            } else {
                builder.y += atoms[first].gap;
            }
            piece.landmarks.iter().for_each(|landmark| landmark.set(builder));
            match piece.body {
                Body::Lines(lines) => lines.place(&begins[first..end], &mut notes, builder),
                Body::Figure(figure) => figure.place(builder),
                Body::Block(draw) => {
                    let top = builder.y;
                    draw(builder, begins[first]);
                    let resume = if begins[first] { atoms[first].resume } else { 0.0 };
                    builder.y = top + resume + atoms[first].height;
                }
            }
        }
        footnotes::place_at_foot(&notes, base, builder);
        builder.y += next.gap;
    }
}

impl Landmark {
    fn set(&self, builder: &mut Builder) {
        match self {
            Self::Anchor(name) => builder.anchor(name),
            Self::Bookmark(level, title) => builder.bookmark(*level, title),
        }
    }
}

impl Lines {
    /// Places the lines; `begins` tells for each whether it starts a page. `foot` collects the footnotes of the page.
    fn place(mut self, begins: &[bool], foot: &mut Vec<Footnote>, builder: &mut Builder) {
        let base = builder.style().base();
        let mut notes = std::mem::take(&mut self.notes);
        for (set, element, x) in &self.labels {
            let top = builder.y;
            set.place_here(builder, *element, *x);
            builder.y = top;
        }
        let mut open = None;
        let mut from = 0;
        let breaks = (1..begins.len()).filter(|line| begins[*line]);
        for to in breaks.chain([begins.len()]) {
            if from > 0 {
                footnotes::place_at_foot(&std::mem::take(foot), base, builder);
                builder.new_page();
            }
            self.set.place(builder, self.element, self.x, from..to, &mut open);
            foot.extend(notes.extract_if(.., |(line, _)| *line < to).map(|(_, note)| note));
            from = to;
        }
    }
}

/// The range of atoms on each page.
fn pages(starts: &[usize], count: usize) -> Vec<Range<usize>> {
    let firsts = [0].into_iter().chain(starts.iter().copied());
    firsts.zip(starts.iter().copied().chain([count])).map(|(first, end)| first..end).collect()
}
