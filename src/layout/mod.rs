//! Every decision of a chart: sizes, order, wrapped labels, legend or direct labels, colours.
//!
//! A [`figure::Figure`] comes out in which all is fixed and nothing drawn. Knows neither plotters nor output formats.

pub mod alt;
pub mod axis;
pub mod base;
pub mod canvas;
pub mod caption;
mod clear;
pub mod colors;
pub mod crowding;
pub mod facets;
pub mod figure;
mod geometry;
pub mod ground;
mod hatch;
mod held;
pub mod kinds;
pub mod legend;
pub mod notes;
pub mod references;
pub mod rows;
pub mod scale;
mod sector;
pub mod select;
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
use crate::units::{Color, Point, Rect, Size};
use canvas::Canvas;
use caption::Caption;
use colors::Chosen;
use figure::Figure;
use ground::{Around, Ground, Laid, Side};
use held::Held;
use kinds::grids::Fill;
use kinds::lines::Look;
use kinds::points::Joined;
use shown::Shown;
use typeset::{Align, Type, Typesetter};

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
    notes::place::place(&mut laid, held.notes, &mut around, ground);
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
        Kind::StackedBar if shown.columns.len() == 1 => kinds::single_stack::lay(shown, chosen, ground),
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
