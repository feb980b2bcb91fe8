//! What runs over pages: set and measured piece by piece, divided into pages as a whole, then placed.

use std::ops::Range;

use super::builder::Builder;
use super::figure::Figure;
use super::paginate::{Atom, Fill, NEVER, divide};
use super::paragraph::Set;
use crate::scene::Scene;

/// What a piece is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Leads what follows.
    Heading,
    /// A paragraph of running text.
    Text,
    /// An item of a list.
    Item,
    /// A figure.
    Figure,
    /// The head of a table, with its caption.
    Table,
    /// A note at the end of a section.
    Note,
}

/// The cost of a page break between two pieces, as a multiple of a page.
fn parting(before: Sort, after: Sort) -> f32 {
    match (before, after) {
        (Sort::Heading, _) => NEVER,
        // A text leads to the figure below it, and a paragraph to its list.
        (Sort::Text | Sort::Item, Sort::Figure) => 3.0,
        (Sort::Text, Sort::Item) => 2.0,
        (Sort::Text, Sort::Text) => 1.0,
        (Sort::Item, Sort::Item) | (Sort::Note, Sort::Note) => 0.7,
        (Sort::Figure, Sort::Table) | (_, Sort::Note) => 2.0,
        _ => 0.0,
    }
}

/// The cost of a page break inside a paragraph.
const INSIDE: f32 = 1.5;

/// Draws a piece at the builder's height; whether its page begins with it.
type Draw<'a> = Box<dyn FnOnce(&mut Builder, bool) + 'a>;

/// A name or bookmark at the top of a piece.
#[derive(Debug, Clone, PartialEq)]
enum Landmark {
    Anchor(String),
    Bookmark(u8, String),
}

/// Lines of text.
struct Lines {
    set: Set,
    /// The element that they are content of.
    element: usize,
    /// Their left edge.
    x: f32,
    /// What stands before the first one.
    labels: Vec<Label>,
}

/// A number or bullet: with its element and its left edge.
type Label = (Set, usize, f32);

enum Body<'a> {
    Lines(Lines),
    Figure(Box<Figure<'a>>),
    Solid(Draw<'a>),
}

struct Piece<'a> {
    landmarks: Vec<Landmark>,
    /// Its first atom; it has all up to the first one of the next piece.
    first: usize,
    body: Body<'a>,
}

/// Pieces in their order.
#[derive(Default)]
pub struct Flow<'a> {
    pieces: Vec<Piece<'a>>,
    atoms: Vec<Atom>,
    /// What the next piece begins with: its distance from the last one, its room, what it costs to part them.
    next: Atom,
    landmarks: Vec<Landmark>,
    labels: Vec<Label>,
    last: Option<Sort>,
}

/// A figure that would fill its page if its drawing were taller.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish<'f> {
    /// The id of its chart.
    pub id: &'f str,
    /// The height of the drawing.
    pub height: f32,
}

/// Lays charts out in another height; `None` for one that has to stay as it is.
pub type Fit<'f> = &'f dyn Fn(&[Wish<'_>]) -> Vec<Option<Scene>>;

impl<'a> Flow<'a> {
    /// Leaves a distance before the next piece, which may grow by so much.
    pub fn gap(&mut self, height: f32, give: f32) {
        self.next.gap += height;
        self.next.give += give;
    }

    /// The next piece begins a page unless there is so much room for it and what follows.
    pub fn room(&mut self, height: f32) {
        self.next.room = height;
    }

    /// What it costs to part the next piece from the last, where their sorts do not say it.
    pub fn cost(&mut self, cost: f32) {
        self.next.cost = cost;
    }

    /// Names the top of the next piece.
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

    /// Adds lines as content of an element. No line stands alone at the foot or the head of a page; those of a heading
    /// stay together.
    pub fn lines(&mut self, sort: Sort, set: Set, element: usize, x: f32) {
        let (count, height) = (set.lines(), set.leading());
        if count == 0 {
            return;
        }
        let lines = Lines { set, element, x, labels: std::mem::take(&mut self.labels) };
        let first = self.open(sort, Body::Lines(lines));
        let is_whole = sort == Sort::Heading;
        self.atoms.push(Atom { height, ..first });
        for line in 1..count {
            let cost = if is_whole || line == 1 || line + 1 == count { NEVER } else { INSIDE };
            self.atoms.push(Atom { height, cost, ..Atom::default() });
        }
    }

    /// Adds a figure.
    pub fn figure(&mut self, figure: Figure<'a>) {
        let (height, grow) = (figure.height(), figure.grow());
        let first = self.open(Sort::Figure, Body::Figure(Box::new(figure)));
        self.atoms.push(Atom { height, grow, ..first });
    }

    /// Adds what is drawn by itself, in one piece of this height. Where a page begins with it, something is repeated above
    /// it, in the height of `resume`.
    pub fn solid(
        &mut self,
        sort: Sort,
        height: f32,
        resume: f32,
        draw: impl FnOnce(&mut Builder, bool) + 'a,
    ) {
        let first = self.open(sort, Body::Solid(Box::new(draw)));
        self.atoms.push(Atom { height, resume, ..first });
    }

    /// Begins a piece with what was said of it.
    fn open(&mut self, sort: Sort, body: Body<'a>) -> Atom {
        let mut first = std::mem::take(&mut self.next);
        first.cost = first.cost.max(self.last.replace(sort).map_or(0.0, |last| parting(last, sort)));
        let landmarks = std::mem::take(&mut self.landmarks);
        self.pieces.push(Piece { landmarks, first: self.atoms.len(), body });
        first
    }

    /// Divides the pieces into pages, the first of which may be begun, and places them.
    pub fn place(mut self, builder: &mut Builder, fit: Fit<'_>) {
        if builder.page_count() == 0 {
            builder.new_page();
        }
        if self.pieces.is_empty() {
            return;
        }
        let height = builder.style().text_height();
        // What stands on the page already is an atom before all others.
        let begun = Atom { height: height - builder.room(), ..Atom::default() };
        self.atoms.insert(0, begun);
        if builder.at_top() {
            self.atoms[1].gap = 0.0;
        }
        let starts = divide(&self.atoms, height);
        let pages = pages(&starts, self.atoms.len());
        self.fit(&pages, height, fit);
        self.draw(&pages, height, builder);
    }

    /// Has those figures laid out again that are to become taller. The last page ends where it ends.
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
                // Drawings are whole points high.
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
            atoms[page.clone()].iter_mut().for_each(|atom| atom.gap += atom.give * fill.give);
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
                Body::Solid(draw) => {
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
    /// Places the lines; `begins` says of each whether it begins a page.
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

/// The atoms of each page.
fn pages(starts: &[usize], count: usize) -> Vec<Range<usize>> {
    let firsts = [0].into_iter().chain(starts.iter().copied());
    firsts.zip(starts.iter().copied().chain([count])).map(|(first, end)| first..end).collect()
}
