//! Every decision of a chart: sizes, order, wrapped labels, legend or direct labels, colours.
//!
//! A [`figure::Figure`] comes out in which all is fixed and nothing drawn. Knows neither plotters nor output formats.

pub mod alt;
pub mod axis;
pub mod canvas;
pub mod caption;
pub mod colors;
pub mod crowding;
pub mod facets;
pub mod figure;
mod hatch;
pub mod kinds;
pub mod legend;
pub mod references;
pub mod rows;
pub mod shown;
pub mod suit;
pub mod ticks;
mod top;
pub mod typeset;
pub mod uncertainty;

use crate::spec::chart::{ChartSpec, Kind};
use crate::text::run::{TextRole, TextRun};
use crate::theme::TypeScale;
use crate::theme::fonts::Style;
use crate::theme::palette::Roles;
use crate::units::{Color, Point, Rect, Size};
use canvas::Canvas;
use caption::Caption;
use colors::Chosen;
use figure::{Figure, Plot};
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
    /// Where a value axis starts that is free to start elsewhere than at zero.
    pub axis_from: Option<f64>,
    /// Whether the names of columns are explained; panels have one legend for all.
    pub legend: bool,
    /// Whether compared things have patterns.
    pub hatched: bool,
    /// Where the marks may stand; the height is what there is to fill, and may be exceeded.
    pub area: Rect,
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

    /// The factor, 1 to `most`, by which marks of this natural height are stretched to fill the ground.
    pub fn stretch(&self, natural: f32, most: f32) -> f32 {
        (self.area.height / natural.max(1.0)).clamp(1.0, most)
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
        legend: true,
        hatched: canvas.hatched,
        axis_from: spec.axis_from.as_ref().map(|from| from.value),
        area: Rect::new(canvas.margin, head.y, width, room.max(0.0)),
    };
    let (laid, references) = match &spec.facet {
        Some(facet) => {
            let panels = facets::panels(shown, facet.value);
            facets::lay(spec, &panels, &caption.references, chosen, &ground)
        }
        None => lay(spec, shown, &caption.references, chosen, &ground),
    };
    let height = canvas.height.max(head.y + laid.height + gap + foot_height + canvas.margin);
    let mut footer_runs = Vec::new();
    let mut y = height - canvas.margin - foot_height;
    for block in foot {
        block.place(Point::new(canvas.margin, y), Align::Left, &mut footer_runs);
        y += block.height + canvas.scale.footer * 0.35;
    }
    Figure {
        // A hair above a whole unit is rounding, not content.
        size: Size::new(canvas.width, (height - 0.01).ceil()),
        background: (!canvas.transparent).then_some(roles.background),
        header: head.runs,
        flag: head.flag,
        bands: references.bands,
        plot: laid.plot,
        lines: references.lines,
        labels: laid.labels,
        footer: footer_runs,
        title: caption.title.clone(),
        alt: caption.alt.clone().unwrap_or_else(|| alt::describe(spec, shown, caption, typesetter.language)),
        lang: typesetter.language.tag().to_owned(),
    }
}

/// Lays out the marks of one chart or panel, with what they are held against.
fn lay(
    spec: &ChartSpec,
    shown: &Shown,
    marks: &[references::Mark],
    chosen: &Chosen,
    ground: &Ground<'_>,
) -> (Laid, references::Drawn) {
    if marks.is_empty() {
        return (lay_marks(spec, shown, chosen, ground), references::Drawn::default());
    }
    let set = references::Set::new(marks, !spec.kind.value.is_upright(), ground);
    let mut reaching = shown.clone();
    reaching.reach.extend(marks.iter().flat_map(|mark| [mark.from, mark.to]));
    let mut laid = lay_marks(spec, &reaching, chosen, &set.rest(ground));
    let drawn = set.place(&mut laid, ground);
    (laid, drawn)
}

/// Lays out the marks, with patterns where compared things need them.
fn lay_marks(spec: &ChartSpec, shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Laid {
    let mut laid = lay_kind(spec, shown, chosen, ground);
    let compared = match &spec.kind.value {
        Kind::GroupedBar | Kind::GroupedColumn => shown.columns.len() > 1,
        Kind::StackedBar(_) | Kind::StackedColumn(_) | Kind::DivergingBar => true,
        _ => false,
    };
    if ground.hatched && compared {
        hatch::bars(&mut laid, ground);
    }
    laid
}

fn lay_kind(spec: &ChartSpec, shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Laid {
    match &spec.kind.value {
        Kind::Bar | Kind::GroupedBar => kinds::bars::lay(shown, chosen, ground),
        Kind::Column | Kind::GroupedColumn => kinds::columns::lay(shown, chosen, false, ground),
        Kind::Histogram => kinds::columns::lay(shown, chosen, true, ground),
        Kind::StackedBar(labels) => kinds::stacks::lay(shown, chosen, *labels, ground),
        Kind::StackedColumn(labels) => kinds::stacked_columns::lay(shown, chosen, *labels, ground),
        Kind::DivergingBar => kinds::diverging::lay(shown, chosen, ground),
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
        Kind::KeyFigures(_) => kinds::tiles::lay(shown, ground),
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
        let block = setter.block(&caption.title, title, width);
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
            let block = setter.block(&caption.subtitle, kind, width);
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
    caption.footer.iter().map(|line| setter.running(line, kind, width)).collect()
}
