//! The flow of content over pages: pieces are set and measured, pages are broken for the flow as a whole, then the
//! pieces are placed.

use std::ops::Range;

use super::builder::Builder;
use super::figure::Figure;
use super::paginate::{Atom, Fill, NEVER, break_pages};
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
        (Kind::Text | Kind::Item, Kind::Figure) => 3.0,
        (Kind::Text, Kind::Item) => 2.0,
        (Kind::Text, Kind::Text) => 1.0,
        (Kind::Item, Kind::Item) | (Kind::Note, Kind::Note) => 0.7,
        (Kind::Figure, Kind::Table) | (_, Kind::Note) => 2.0,
        _ => 0.0,
    }
}

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
}

/// A number or bullet, with its element and its left edge.
type Label = (Set, usize, f32);

enum Body<'a> {
    Lines(Lines),
    Figure(Box<Figure<'a>>),
    Block(Draw<'a>),
}

struct Piece<'a> {
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
    last: Option<Kind>,
}

/// A request to redraw a chart taller, so that its figure fills the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish<'f> {
    /// The id of the chart.
    pub id: &'f str,
    /// The requested height, in points.
    pub height: f32,
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
        self.next.room = height;
    }

    /// Sets the least cost of a page break before the next piece.
    pub fn cost(&mut self, cost: f32) {
        self.next.cost = cost;
    }

    /// Sets an anchor at the top of the next piece.
    pub fn anchor(&mut self, name: String) {
        self.landmarks.push(Landmark::Anchor(name));
    }

    /// Adds a bookmark to the top of the next piece.
    pub fn bookmark(&mut self, level: u8, title: &str) {
        self.landmarks.push(Landmark::Bookmark(level, title.to_owned()));
    }

    /// Puts a number or bullet before the next lines.
    pub fn label(&mut self, set: Set, element: usize, x: f32) {
        self.labels.push((set, element, x));
    }

    /// Adds lines as content of an element. Breaks leave no widows or orphans, and never split a heading.
    pub fn lines(&mut self, kind: Kind, set: Set, element: usize, x: f32) {
        let (count, height) = (set.lines(), set.leading());
        if count == 0 {
            return;
        }
        let lines = Lines { set, element, x, labels: std::mem::take(&mut self.labels) };
        let first = self.open(kind, Body::Lines(lines));
        let is_whole = kind == Kind::Heading;
        self.atoms.push(Atom { height, ..first });
        for line in 1..count {
            let cost = if is_whole || line == 1 || line + 1 == count { NEVER } else { INSIDE };
            self.atoms.push(Atom { height, cost, ..Atom::default() });
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
        let landmarks = std::mem::take(&mut self.landmarks);
        self.pieces.push(Piece { landmarks, first: self.atoms.len(), body });
        first
    }

    /// Breaks the flow into pages and places its pieces. The first page may already hold other content.
    pub fn place(mut self, builder: &mut Builder, fit: Fit<'_>) {
        if builder.page_count() == 0 {
            builder.new_page();
        }
        if self.pieces.is_empty() {
            return;
        }
        let height = builder.style().text_height();
        // Content already on the page counts as an atom before all others.
        let begun = Atom { height: height - builder.room(), ..Atom::default() };
        self.atoms.insert(0, begun);
        if builder.at_top() {
            self.atoms[1].gap = 0.0;
        }
        let starts = break_pages(&self.atoms, height);
        let pages = pages(&starts, self.atoms.len());
        self.fit(&pages, height, fit);
        self.draw(&pages, height, builder);
    }

    /// Redraws the figures that are to become taller. The last page is never filled.
    fn fit(&mut self, pages: &[Range<usize>], height: f32, fit: Fit<'_>) {
        let mut shares = vec![0.0; self.atoms.len()];
        for page in pages.iter().rev().skip(1) {
            shares[page.clone()].fill(Fill::new(&self.atoms[page.clone()], height).grow);
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
        let wishes: Vec<Wish<'_>> =
            wishing.iter().map(|(figure, _, height)| Wish { id: figure.id(), height: *height }).collect();
        let scenes = fit(&wishes);
        for ((figure, atom, wished), scene) in wishing.into_iter().zip(scenes) {
            if let Some(scene) = scene.filter(|scene| scene.size.height <= wished + 0.5) {
                figure.redraw(scene);
                self.atoms[atom].height = figure.height();
            }
        }
    }

    fn draw(self, pages: &[Range<usize>], height: f32, builder: &mut Builder) {
        let Self { pieces, mut atoms, next, .. } = self;
        let mut begins = vec![false; atoms.len()];
        for (index, page) in pages.iter().enumerate() {
            let is_last = index + 1 == pages.len();
            let fill = if is_last { Fill::default() } else { Fill::new(&atoms[page.clone()], height) };
            atoms[page.clone()].iter_mut().for_each(|atom| atom.gap += atom.stretch * fill.stretch);
            begins[page.start] = index > 0;
        }
        let ends: Vec<usize> =
            pieces.iter().skip(1).map(|piece| piece.first + 1).chain([atoms.len()]).collect();
        for (piece, end) in pieces.into_iter().zip(ends) {
            let first = piece.first + 1;
            if begins[first] {
                builder.new_page();
            } else {
                builder.y += atoms[first].gap;
            }
            piece.landmarks.iter().for_each(|landmark| landmark.set(builder));
            match piece.body {
                Body::Lines(lines) => lines.place(&begins[first..end], builder),
                Body::Figure(figure) => figure.place(builder),
                Body::Block(draw) => {
                    let top = builder.y;
                    draw(builder, begins[first]);
                    let resume = if begins[first] { atoms[first].resume } else { 0.0 };
                    builder.y = top + resume + atoms[first].height;
                }
            }
        }
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
    /// Places the lines; `begins` tells for each whether it starts a page.
    fn place(&self, begins: &[bool], builder: &mut Builder) {
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
                builder.new_page();
            }
            self.set.place(builder, self.element, self.x, from..to, &mut open);
            from = to;
        }
    }
}

/// The range of atoms on each page.
fn pages(starts: &[usize], count: usize) -> Vec<Range<usize>> {
    let firsts = [0].into_iter().chain(starts.iter().copied());
    firsts.zip(starts.iter().copied().chain([count])).map(|(first, end)| first..end).collect()
}
