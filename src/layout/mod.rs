//! Lays out a chart: sizes, wrapped labels, legend or direct labels, positions, colours.
//!
//! The result is a [`figure::Figure`], in which everything is fixed and nothing is drawn. Nothing here knows
//! plotters or output formats.

pub mod annotations;
pub mod axes;
pub mod canvas;
pub mod context;
pub mod facets;
pub mod figure;
mod geometry;
mod hatch;
pub mod kinds;
pub mod legend;
pub mod overlap;
mod transpose;

use crate::chart::caption::Caption;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::spec::chart::ChartSpec;
use crate::spec::kinds::{Kind, Whole};
use crate::theme::fonts::Style;
use crate::theme::palette::Roles;
use crate::typeset::blocks::{Align, TextStyle, Typesetter};
use crate::typeset::facts_line;
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect, Size};
use annotations::Annotations;
use canvas::Canvas;
use context::{LaidOut, LayoutContext, Overlays, PanelAlignment};
use figure::Figure;
use kinds::cells::heatmap::Fill;
use kinds::lines::line::Look;
use kinds::points::dot::Connector;

/// Lays out a chart for a canvas. [`overlap::find`] tells whether its texts have room there.
pub fn figure(
    spec: &ChartSpec,
    shown: &ChartData,
    caption: &Caption,
    chosen: &ColorOverrides,
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
    let ground = LayoutContext {
        typesetter,
        roles,
        scale: canvas.scale,
        spacing: canvas.spacing,
        legend: true,
        hatched: canvas.hatched,
        side: PanelAlignment::default(),
        axis_from: spec.axis_from.as_ref().map(|from| from.value),
        area: Rect::new(canvas.margin, head.y, width, room.max(0.0)),
    };
    let held = Annotations { marks: &caption.references, notes: &caption.notes };
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
        // An excess of up to a hundredth of a unit is a rounding error, not content.
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

/// Lays out the marks of one chart or panel with its reference lines and notes.
fn lay(
    spec: &ChartSpec,
    shown: &ChartData,
    held: Annotations<'_>,
    chosen: &ColorOverrides,
    ground: &LayoutContext<'_>,
) -> (LaidOut, Overlays) {
    let mut reaching;
    let mut reached = shown;
    if !held.marks.is_empty() {
        reaching = shown.clone();
        reaching.reach.extend(held.marks.iter().flat_map(|mark| [mark.from, mark.to]));
        reached = &reaching;
    }
    let marks_on = |ground: &LayoutContext<'_>| lay_kind(spec, reached, chosen, ground);
    let (mut laid, mut around) = match held.marks.is_empty() {
        true => (marks_on(ground), Overlays::default()),
        false => {
            annotations::reference_lines::lay(held.marks, !spec.kind.value.facts().upright, ground, &marks_on)
        }
    };
    annotations::placement::place(&mut laid, held.notes, &mut around, ground);
    let facts = spec.kind.value.facts();
    // Hatching tells compared series apart: the parts of a whole, or the columns of a legend. A single column and
    // columns that are labelled next to their marks need none.
    let is_legend = shown.columns.len() > 1 && !transpose::is_turned(shown, ground);
    let compared = facts.patterned && (facts.whole != Whole::None || is_legend);
    if ground.hatched && compared {
        hatch::marks(&mut laid, ground);
    }
    annotations::grid_gaps::grid(&mut laid, ground);
    (laid, around)
}

fn lay_kind(
    spec: &ChartSpec,
    shown: &ChartData,
    chosen: &ColorOverrides,
    ground: &LayoutContext<'_>,
) -> LaidOut {
    match spec.kind.value {
        Kind::Bar => kinds::bars::bar::lay(shown, chosen, ground),
        Kind::GroupedBar => {
            transpose::lay(shown, ground, |shown| kinds::bars::bar::lay(shown, chosen, ground))
        }
        Kind::Column => kinds::bars::column::lay(shown, chosen, false, ground),
        Kind::GroupedColumn => {
            transpose::lay(shown, ground, |shown| kinds::bars::column::lay(shown, chosen, false, ground))
        }
        Kind::Histogram => kinds::bars::column::lay(shown, chosen, true, ground),
        Kind::StackedBar if shown.columns.len() == 1 => {
            kinds::stacks::stacked_bar_single::lay(shown, chosen, ground)
        }
        Kind::StackedBar => kinds::stacks::stacked_bar::lay(shown, chosen, &spec.settings, ground),
        Kind::StackedColumn => kinds::stacks::stacked_column::lay(shown, chosen, &spec.settings, ground),
        Kind::DivergingBar => kinds::stacks::diverging_bar::lay(shown, chosen, &spec.settings, ground),
        Kind::Dot => kinds::points::dot::lay(shown, chosen, Connector::Apart, ground),
        Kind::Dumbbell => kinds::points::dot::lay(shown, chosen, Connector::Line, ground),
        Kind::Arrow => kinds::points::dot::lay(shown, chosen, Connector::Arrow, ground),
        Kind::Lollipop => kinds::points::dot::lay(shown, chosen, Connector::Base, ground),
        Kind::Slope => kinds::lines::line::lay(shown, chosen, Look::Slope, ground),
        Kind::Line => kinds::lines::line::lay(shown, chosen, Look::Line, ground),
        Kind::Area => kinds::lines::line::lay(shown, chosen, Look::Area, ground),
        Kind::Donut => kinds::parts::donut::lay(shown, chosen, false, ground),
        Kind::Pie => kinds::parts::donut::lay(shown, chosen, true, ground),
        Kind::Waffle => kinds::parts::waffle::lay(shown, chosen, ground),
        Kind::Heatmap => kinds::cells::heatmap::lay(shown, chosen, Fill::Shade, ground),
        Kind::Table => kinds::cells::heatmap::lay(shown, chosen, Fill::Bar, ground),
        Kind::Box => kinds::numbers::box_plot::lay(shown, chosen, ground),
        Kind::Scatter => kinds::numbers::scatter::lay(shown, chosen, ground),
        Kind::KeyFigures => kinds::numbers::key_figures::lay(shown, ground),
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
        let title =
            TextStyle { style: Style::Bold, size: scale.title, color: roles.text, role: TextRole::Title };
        let block = setter.title(&caption.title, title, width);
        block.place(Point::new(canvas.margin, self.y), Align::Left, &mut self.runs);
        self.y += block.height;
        if !caption.subtitle.is_empty() {
            self.y += scale.subtitle * 0.4;
            let kind = TextStyle {
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
) -> Vec<crate::typeset::blocks::Block> {
    let kind = TextStyle {
        style: Style::Regular,
        size: canvas.scale.footer,
        color: roles.quiet,
        role: TextRole::Footer,
    };
    let fits = |line: &str| setter.line(line, kind).width <= width;
    let set = |line: &String| setter.running(&facts_line::fill(line, &fits), kind, width);
    caption.footer.iter().map(set).collect()
}
