//! Every decision of a chart: sizes, order, wrapped labels, legend or direct labels, colours.
//!
//! A [`figure::Figure`] comes out in which all is fixed and nothing drawn. Knows neither plotters nor output formats.

pub mod alt;
pub mod axis;
pub mod canvas;
pub mod caption;
mod clear;
pub mod colors;
pub mod crowding;
pub mod facets;
pub mod figure;
mod geometry;
mod hatch;
pub mod kinds;
pub mod legend;
pub mod notes;
pub mod references;
pub mod rows;
pub mod scale;
mod sector;
pub mod shown;
mod space;
pub mod suit;
pub mod ticks;
mod top;
pub mod totals;
mod turned;
pub mod typeset;
pub mod uncertainty;

use crate::spec::chart::ChartSpec;
use crate::spec::kinds::{Kind, Whole};
use crate::text::facts;
use crate::text::run::{TextRole, TextRun};
use crate::theme::fonts::Style;
use crate::theme::palette::Roles;
use crate::theme::{Spacing, TypeScale};
use crate::units::{Color, Point, Rect, Size};
use canvas::Canvas;
use caption::Caption;
use colors::Chosen;
use figure::{Badge, Figure, Leader, Plot, Pointer};
use kinds::grids::Fill;
use kinds::lines::Look;
use kinds::points::Joined;
use shown::Shown;
use typeset::{Align, Type, Typesetter};

/// The ground that a kind lays its marks out on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Sets text.
    pub typesetter: Typesetter<'a>,
    /// Colours by role.
    pub roles: &'a Roles,
    /// Sizes of text.
    pub scale: TypeScale,
    /// How far things stand apart.
    pub spacing: Spacing,
    /// Where a value axis starts that is free to start elsewhere than at zero.
    pub axis_from: Option<f64>,
    /// Whether the names of columns are explained; panels have one legend for all.
    pub legend: bool,
    /// Whether compared things have patterns.
    pub hatched: bool,
    /// What panels of one row agree on.
    pub side: Side,
    /// Where the marks may stand; the height is what there is to fill, and may be exceeded.
    pub area: Rect,
}

/// What panels side by side agree on, so that their marks are to one scale.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Side {
    /// The most of the width that names of rows may take, if that is not left to the kind.
    pub limit: Option<f32>,
    /// Whether the names of rows, or the values of an axis that runs upwards, are left to the panel before.
    pub hidden: bool,
    /// What stays free at least, left and right of the frame of the marks.
    pub insets: (f32, f32),
}

/// What a kind has laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// The marks.
    pub plot: Plot,
    /// Their labels.
    pub labels: Vec<TextRun>,
    /// The height that both need.
    pub height: f32,
    /// Where the figures are drawn.
    pub spots: Vec<Spot>,
    /// Words that had to be cut where no word divides.
    pub cut: Vec<String>,
}

/// Where the figure of a row and a column is drawn: its mark, with the value that stands at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The box of both.
    pub rect: Rect,
}

impl Laid {
    /// Marks and labels of this height.
    pub fn new(plot: Plot, labels: Vec<TextRun>, height: f32) -> Self {
        Self { plot, labels, height, spots: Vec::new(), cut: Vec::new() }
    }
}

impl Ground<'_> {
    /// Type for labels in the text colour.
    pub fn label(&self, role: TextRole) -> Type {
        Type { style: Style::Regular, size: self.scale.label, color: self.roles.text, role }
    }

    /// Type for values.
    pub fn value(&self) -> Type {
        Type { style: Style::Semibold, ..self.label(TextRole::Value) }
    }

    /// Type for legends.
    pub fn small(&self, role: TextRole) -> Type {
        Type { size: self.scale.small, ..self.label(role) }
    }

    /// Where the value axis of lines and dots starts: at zero or below, unless the author says otherwise.
    pub fn axis_start(&self, shown: &Shown) -> f64 {
        self.axis_from.unwrap_or(0.0).min(shown.min())
    }
}

/// Lays a chart out for a canvas.
pub fn figure(
    spec: &ChartSpec,
    shown: &Shown,
    caption: &Caption,
    chosen: &Chosen,
    typesetter: Typesetter<'_>,
    roles: &Roles,
    canvas: Canvas,
) -> Figure {
    let width = canvas.width - 2.0 * canvas.margin;
    let mut head = Head { runs: Vec::new(), flag: None, y: canvas.margin };
    let mut foot = Vec::new();
    if canvas.framed {
        head.set(caption, typesetter, roles, &canvas, width);
        foot = footer(caption, typesetter, roles, &canvas, width);
    }
    let foot_height: f32 = foot.iter().map(|block| block.height + canvas.scale.footer * 0.35).sum();
    let gap = if canvas.framed { canvas.scale.label * 1.1 } else { 0.0 };
    let room = canvas.height - head.y - foot_height - canvas.margin - gap;
    let ground = Ground {
        typesetter,
        roles,
        scale: canvas.scale,
        spacing: canvas.spacing,
        legend: true,
        hatched: canvas.hatched,
        side: Side::default(),
        axis_from: spec.axis_from.as_ref().map(|from| from.value),
        area: Rect::new(canvas.margin, head.y, width, room.max(0.0)),
    };
    let held = Held { marks: &caption.references, notes: &caption.notes };
    let (laid, around) = match &spec.facet {
        Some(facet) => {
            let panels = facets::panels(shown, facet.value);
            facets::lay(spec, &panels, held, chosen, &ground)
        }
        None => lay(spec, shown, held, chosen, &ground),
    };
    let content = head.y + laid.height + gap + foot_height + canvas.margin;
    let height = if canvas.trimmed { content } else { canvas.height.max(content) };
    let mut footer_runs = Vec::new();
    let mut y = height - canvas.margin - foot_height;
    for block in foot {
        block.place(Point::new(canvas.margin, y), Align::Left, &mut footer_runs);
        y += block.height + canvas.scale.footer * 0.35;
    }
    Figure {
        strokes: canvas.strokes,
        // A hair above a whole unit is rounding, not content.
        size: Size::new(canvas.width, (height - 0.01).ceil()),
        background: (!canvas.transparent).then_some(roles.background),
        header: head.runs,
        flag: head.flag,
        ground: roles.background,
        bands: around.bands,
        plot: laid.plot,
        lines: around.lines,
        pointers: around.pointers,
        badges: around.badges,
        cut: laid.cut,
        labels: laid.labels,
        footer: footer_runs,
        title: caption.title.clone(),
        alt: caption.alt.clone(),
        lang: typesetter.language.tag().to_owned(),
    }
}

/// What the marks of a chart or panel are held against, and what is said about them.
#[derive(Debug, Clone, Copy)]
struct Held<'a> {
    /// Reference lines and ranges.
    marks: &'a [references::Mark],
    /// Notes.
    notes: &'a [notes::Note],
}

/// What is drawn around the marks, behind them and over them.
#[derive(Debug, Clone, PartialEq, Default)]
struct Around {
    /// Ranges, behind the marks.
    bands: Vec<(Rect, Color)>,
    /// Reference lines, over the marks.
    lines: Vec<Leader>,
    /// Lines from notes.
    pointers: Vec<Pointer>,
    /// Discs behind numbers that stand for notes.
    badges: Vec<Badge>,
}

/// Lays out the marks of one chart or panel, with what they are held against and what is said about them.
fn lay(
    spec: &ChartSpec,
    shown: &Shown,
    held: Held<'_>,
    chosen: &Chosen,
    ground: &Ground<'_>,
) -> (Laid, Around) {
    let mut reaching;
    let mut reached = shown;
    if !held.marks.is_empty() {
        reaching = shown.clone();
        reaching.reach.extend(held.marks.iter().flat_map(|mark| [mark.from, mark.to]));
        reached = &reaching;
    }
    let marks_on = |ground: &Ground<'_>| lay_kind(spec, reached, chosen, ground);
    let (mut laid, mut around) = match held.marks.is_empty() {
        true => (marks_on(ground), Around::default()),
        false => references::lay(held.marks, !spec.kind.value.facts().upright, ground, &marks_on),
    };
    notes::place(&mut laid, held.notes, &mut around, ground);
    let facts = spec.kind.value.facts();
    // One column alone is compared with nothing, nor are columns that have their names beside them; parts always are with
    // each other.
    let is_legend = shown.columns.len() > 1 && !turned::is_turned(shown, ground);
    let compared = facts.patterned && (facts.whole != Whole::None || is_legend);
    if ground.hatched && compared {
        hatch::marks(&mut laid, ground);
    }
    clear::grid(&mut laid, ground);
    (laid, around)
}

fn lay_kind(spec: &ChartSpec, shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Laid {
    match spec.kind.value {
        Kind::Bar => kinds::bars::lay(shown, chosen, ground),
        Kind::GroupedBar => turned::lay(shown, ground, |shown| kinds::bars::lay(shown, chosen, ground)),
        Kind::Column => kinds::columns::lay(shown, chosen, false, ground),
        Kind::GroupedColumn => {
            turned::lay(shown, ground, |shown| kinds::columns::lay(shown, chosen, false, ground))
        }
        Kind::Histogram => kinds::columns::lay(shown, chosen, true, ground),
        Kind::StackedBar => kinds::stacks::lay(shown, chosen, &spec.settings, ground),
        Kind::StackedColumn => kinds::stacked_columns::lay(shown, chosen, &spec.settings, ground),
        Kind::DivergingBar => kinds::diverging::lay(shown, chosen, &spec.settings, ground),
        Kind::Dot => kinds::points::lay(shown, chosen, Joined::Apart, ground),
        Kind::Dumbbell => kinds::points::lay(shown, chosen, Joined::Line, ground),
        Kind::Arrow => kinds::points::lay(shown, chosen, Joined::Arrow, ground),
        Kind::Lollipop => kinds::points::lay(shown, chosen, Joined::Base, ground),
        Kind::Slope => kinds::lines::lay(shown, chosen, Look::Slope, ground),
        Kind::Line => kinds::lines::lay(shown, chosen, Look::Line, ground),
        Kind::Area => kinds::lines::lay(shown, chosen, Look::Area, ground),
        Kind::Donut => kinds::donut::lay(shown, chosen, false, ground),
        Kind::Pie => kinds::donut::lay(shown, chosen, true, ground),
        Kind::Waffle => kinds::waffle::lay(shown, chosen, ground),
        Kind::Heatmap => kinds::grids::lay(shown, chosen, Fill::Shade, ground),
        Kind::Table => kinds::grids::lay(shown, chosen, Fill::Bar, ground),
        Kind::Box => kinds::boxes::lay(shown, chosen, ground),
        Kind::Scatter => kinds::scatter::lay(shown, chosen, ground),
        Kind::KeyFigures => kinds::tiles::lay(shown, ground),
    }
}

struct Head {
    runs: Vec<TextRun>,
    flag: Option<(Rect, Color)>,
    y: f32,
}

impl Head {
    fn set(&mut self, caption: &Caption, setter: Typesetter<'_>, roles: &Roles, canvas: &Canvas, width: f32) {
        let scale = canvas.scale;
        self.flag =
            Some((Rect::new(canvas.margin, self.y, scale.title * 1.6, scale.title * 0.2), roles.accent));
        self.y += scale.title * 0.55;
        let title = Type { style: Style::Bold, size: scale.title, color: roles.text, role: TextRole::Title };
        let block = setter.title(&caption.title, title, width);
        block.place(Point::new(canvas.margin, self.y), Align::Left, &mut self.runs);
        self.y += block.height;
        if !caption.subtitle.is_empty() {
            self.y += scale.subtitle * 0.4;
            let kind = Type {
                style: Style::Regular,
                size: scale.subtitle,
                color: roles.quiet,
                role: TextRole::Subtitle,
            };
            let block = setter.title(&caption.subtitle, kind, width);
            block.place(Point::new(canvas.margin, self.y), Align::Left, &mut self.runs);
            self.y += block.height;
        }
        self.y += scale.label * 1.2;
    }
}

fn footer(
    caption: &Caption,
    setter: Typesetter<'_>,
    roles: &Roles,
    canvas: &Canvas,
    width: f32,
) -> Vec<typeset::Block> {
    let kind =
        Type { style: Style::Regular, size: canvas.scale.footer, color: roles.quiet, role: TextRole::Footer };
    let fits = |line: &str| setter.line(line, kind).width <= width;
    let set = |line: &String| setter.running(&facts::fill(line, &fits), kind, width);
    caption.footer.iter().map(set).collect()
}
