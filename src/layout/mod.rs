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
mod labels;
pub mod legend;
pub mod overlap;
pub mod remarks;
mod row_columns;
pub mod spots;
mod transpose;

use std::borrow::Cow;

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
use crate::units::Direction;
use crate::units::{Color, Point, Rect, Size};
use annotations::Annotations;
use canvas::Canvas;
use context::{LaidOut, LayoutContext, Overlays, PanelAlignment};
use figure::Figure;
use kinds::lines::Look;
use kinds::points::dot::Connector;

/// The fewest letters of a name that counts as said by a longer word.
const LEAST_SAID: usize = 4;

/// Lays out a chart for a canvas. [`overlap::find`] tells whether its texts have room there.
pub fn figure(
    spec: &ChartSpec,
    data: &ChartData,
    caption: &Caption,
    overrides: &ColorOverrides,
    typesetter: Typesetter<'_>,
    roles: &Roles,
    canvas: Canvas,
) -> Figure {
    let (overrides, data) = (&*overrides.charted(data), &*data.charted());
    let data = &*without_said_name(data, caption);
    let width = canvas.width - 2.0 * canvas.margin;
    let mut head = Header { runs: Vec::new(), accent_bar: None, y: canvas.edge };
    let mut foot = Vec::new();
    if canvas.framed {
        head.place(caption, typesetter, roles, &canvas, width);
        foot = footer(caption, typesetter, roles, &canvas, width);
    }
    let foot_height: f32 = foot.iter().map(|block| block.height + canvas.scale.footer * 0.35).sum();
    let gap = if canvas.framed { canvas.scale.label * 1.1 } else { 0.0 };
    let room = canvas.height - head.y - foot_height - canvas.edge - gap;
    let context = LayoutContext {
        typesetter,
        roles,
        scale: canvas.scale,
        spacing: canvas.spacing,
        legend: true,
        hatched: canvas.hatched,
        alignment: PanelAlignment::default(),
        axis_ends: (spec.axis.from.as_ref().map(|from| from.value), spec.axis.to.as_ref().map(|to| to.value)),
        references: &caption.references,
        log: spec.axis.scale.is_log(),
        even_time: spec.axis.even_time,
        names_references: false,
        line_said: says_line(data, spec, caption),
        stretch: (canvas.tightest, f32::INFINITY),
        any_height: !canvas.trimmed && canvas.height <= 0.0,
        unit_said: says_percent(&caption.title) || says_percent(&caption.subtitle),
        area: Rect::new(canvas.margin, head.y, width, room.max(0.0)),
    };
    let annotations = Annotations { marks: &caption.references, notes: &caption.notes };
    let all = |context: &LayoutContext<'_>| match &spec.facet {
        Some(facet) => {
            let panels = facets::panels(data, facet.value);
            facets::lay_out(spec, &panels, annotations, overrides, context)
        }
        None => match row_columns::halves(spec, data, annotations, &canvas) {
            Some(halves) => row_columns::lay_out(spec, data, &halves, annotations, overrides, context),
            None => lay_out(spec, data, annotations, overrides, context),
        },
    };
    let (mut laid_out, mut overlays) = with_remarks(&all, data.decimals, &context);
    let excess = laid_out.height - context.area.height;
    if canvas.tightest < 1.0 && excess > 0.01 {
        // Numbered notes and labels of reference lines go below the marks, which are lower for them.
        let area = Rect { height: (context.area.height - excess).max(0.0), ..context.area };
        (laid_out, overlays) = with_remarks(&all, data.decimals, &LayoutContext { area, ..context });
    }
    let is_table = matches!(spec.kind.value, Kind::Table | Kind::Heatmap)
        && spec.facet.is_none()
        && canvas.row_columns == 1;
    let content = head.y + laid_out.height + gap + foot_height + canvas.edge;
    let height = if canvas.trimmed { content } else { canvas.height.max(content) };
    let mut footer_runs = Vec::new();
    let mut y = height - canvas.edge - foot_height;
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
        accent_bar: head.accent_bar,
        halo: roles.background,
        bands: overlays.bands,
        plot: laid_out.plot,
        lines: overlays.lines,
        pointers: overlays.pointers,
        badges: overlays.badges,
        too_wide: laid_out.too_wide,
        mark_boxes: laid_out.mark_boxes,
        labels: laid_out.labels,
        is_table,
        footer: footer_runs,
        title: caption.title.clone(),
        alt: caption.alt.alone.clone(),
        lang: spec.lang.as_ref().map_or(typesetter.language.tag(), |lang| &lang.value).to_owned(),
        // A map and the seats of a parliament have their sides by nature.
        mirrored: typesetter.language.direction() == Direction::RightToLeft
            && !matches!(spec.kind.value, Kind::TileMap | Kind::Parliament),
    }
}

/// Lays out a chart with the remarks on what its drawing leaves out below it. They are known only afterwards: where
/// there are any, the chart is laid out again with less height.
fn with_remarks(
    all: &dyn Fn(&LayoutContext<'_>) -> (LaidOut, Overlays),
    decimals: usize,
    context: &LayoutContext<'_>,
) -> (LaidOut, Overlays) {
    let (mut laid_out, mut overlays) = all(context);
    let height = labels::remarks::place(&laid_out.remarks, 0.0, decimals, context, &mut Vec::new());
    if height == 0.0 {
        return (laid_out, overlays);
    }
    if laid_out.height + height > context.area.height {
        let area = Rect { height: (context.area.height - height).max(0.0), ..context.area };
        (laid_out, overlays) = all(&LayoutContext { area, ..*context });
    }
    let bottom = context.area.y + laid_out.height;
    laid_out.height +=
        labels::remarks::place(&laid_out.remarks, bottom, decimals, context, &mut laid_out.labels);
    (laid_out, overlays)
}

/// The data without the name of their only column, where title or subtitle say it.
fn without_said_name<'a>(data: &'a ChartData, caption: &Caption) -> Cow<'a, ChartData> {
    let [only] = &data.columns[..] else { return Cow::Borrowed(data) };
    let is_word = |part: &str| part == only.name;
    let says = |text: &str| text.split(|letter: char| !letter.is_alphanumeric()).any(is_word);
    if only.name.is_empty() || data.table.is_some() || !(says(&caption.title) || says(&caption.subtitle)) {
        return Cow::Borrowed(data);
    }
    let mut unnamed = data.clone();
    unnamed.columns[0].name.clear();
    Cow::Owned(unnamed)
}

/// Whether title or subtitle say the name of the only line, so that its end needs the figure alone.
fn says_line(data: &ChartData, spec: &ChartSpec, caption: &Caption) -> bool {
    let is_line = matches!(spec.kind.value, Kind::Line | Kind::Area) && spec.facet.is_none();
    let [only] = &data.rows[..] else { return false };
    let name = only.name.to_lowercase();
    // Also as the end of a compound, as German has them.
    let ends_word = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).ends_with(&name);
    let says = |text: &str| text.to_lowercase().split_whitespace().any(ends_word);
    is_line && name.chars().count() >= LEAST_SAID && (says(&caption.title) || says(&caption.subtitle))
}

/// Whether a text says that figures are shares.
fn says_percent(text: &str) -> bool {
    let text = text.to_lowercase();
    ["%", "prozent", "per cent", "percent"].iter().any(|word| text.contains(word))
}

/// Lays out the marks of one chart or panel with its reference lines and notes.
fn lay_out(
    spec: &ChartSpec,
    data: &ChartData,
    annotations: Annotations<'_>,
    overrides: &ColorOverrides,
    context: &LayoutContext<'_>,
) -> (LaidOut, Overlays) {
    let mut with_references;
    let mut scaled = data;
    if !annotations.marks.is_empty() {
        with_references = data.clone();
        with_references.reach.extend(annotations.marks.iter().flat_map(|mark| [mark.from, mark.to]));
        scaled = &with_references;
    }
    let is_upright = spec.kind.value.facts().upright;
    let marks_on = |context: &LayoutContext<'_>| {
        kinds::change_beside::lay_out(scaled, is_upright, context, &|context| {
            lay_out_kind(spec, scaled, overrides, context)
        })
    };
    let (mut laid_out, mut overlays) = match annotations.marks.is_empty() {
        true => (marks_on(context), Overlays::default()),
        false => annotations::reference_lines::lay_out(annotations.marks, !is_upright, context, &marks_on),
    };
    annotations::placement::place(&mut laid_out, annotations.notes, &mut overlays, context);
    let facts = spec.kind.value.facts();
    // Hatching tells compared series apart: the parts of a whole, or the columns of a legend. A single column and
    // columns that are labelled next to their marks need none.
    let has_legend = data.columns.len() > 1 && !transpose::is_transposed(data, context);
    let compared = facts.patterned && (facts.whole != Whole::None || has_legend);
    match spec.kind.value {
        _ if !context.hatched => {}
        Kind::DivergingBar => hatch::left_side(&mut laid_out, context),
        _ if compared => hatch::marks(&mut laid_out, context),
        _ => {}
    }
    annotations::grid_gaps::grid(&mut laid_out, context);
    (laid_out, overlays)
}

fn lay_out_kind(
    spec: &ChartSpec,
    data: &ChartData,
    overrides: &ColorOverrides,
    context: &LayoutContext<'_>,
) -> LaidOut {
    match spec.kind.value {
        Kind::Bar => kinds::bars::bar::lay_out(data, overrides, context),
        Kind::GroupedBar => {
            transpose::lay_out(data, context, |data| kinds::bars::bar::lay_out(data, overrides, context))
        }
        Kind::Column => kinds::bars::column::lay_out(data, overrides, false, context),
        Kind::GroupedColumn => transpose::lay_out(data, context, |data| {
            kinds::bars::column::lay_out(data, overrides, false, context)
        }),
        Kind::Pyramid => kinds::bars::pyramid::lay_out(data, overrides, context),
        Kind::Histogram => kinds::bars::column::lay_out(data, overrides, true, context),
        Kind::StackedBar if data.columns.len() == 1 => {
            kinds::stacks::stacked_bar_single::lay_out(data, overrides, context)
        }
        Kind::StackedBar => kinds::stacks::stacked_bar::lay_out(data, overrides, &spec.settings, context),
        Kind::StackedColumn => {
            kinds::stacks::stacked_column::lay_out(data, overrides, &spec.settings, context)
        }
        Kind::DivergingBar => kinds::stacks::diverging_bar::lay_out(data, overrides, &spec.settings, context),
        Kind::Dot => kinds::points::dot::lay_out(data, overrides, Connector::Unconnected, context),
        Kind::Dumbbell => kinds::points::dot::lay_out(data, overrides, Connector::Line, context),
        Kind::Arrow => kinds::points::dot::lay_out(data, overrides, Connector::Arrow, context),
        Kind::Range => kinds::points::range::lay_out(data, overrides, context),
        Kind::Lollipop => kinds::points::dot::lay_out(data, overrides, Connector::Base, context),
        Kind::Slope => kinds::lines::line::lay_out(data, overrides, Look::Slope, context),
        Kind::Line if spec.settings.steps => {
            kinds::lines::line::lay_out(data, overrides, Look::Steps, context)
        }
        Kind::Line => kinds::lines::line::lay_out(data, overrides, Look::Line, context),
        Kind::Area => kinds::lines::line::lay_out(data, overrides, Look::Area, context),
        Kind::Donut => kinds::parts::donut::lay_out(data, overrides, false, context),
        Kind::Pie => kinds::parts::donut::lay_out(data, overrides, true, context),
        Kind::Parliament => kinds::parts::parliament::lay_out(data, overrides, context),
        Kind::StackedArea => kinds::lines::stacked_area::lay_out(data, overrides, context),
        Kind::Waffle => kinds::parts::waffle::lay_out(data, overrides, context),
        Kind::Heatmap => kinds::cells::heatmap::lay_out(data, context),
        Kind::Table => kinds::cells::table::lay_out(data, overrides, context),
        Kind::TileMap => kinds::cells::tile_map::lay_out(data, context),
        Kind::Box => kinds::numbers::box_plot::lay_out(data, overrides, context),
        Kind::Scatter => kinds::numbers::scatter::lay_out(data, overrides, context),
        Kind::KeyFigures => kinds::numbers::key_figures::lay_out(data, context),
    }
}

struct Header {
    runs: Vec<TextRun>,
    accent_bar: Option<(Rect, Color)>,
    y: f32,
}

impl Header {
    fn place(
        &mut self,
        caption: &Caption,
        typesetter: Typesetter<'_>,
        roles: &Roles,
        canvas: &Canvas,
        width: f32,
    ) {
        let scale = canvas.scale;
        self.accent_bar =
            Some((Rect::new(canvas.margin, self.y, scale.title * 1.6, scale.title * 0.2), roles.accent));
        self.y += scale.title * 0.55;
        let title =
            TextStyle { style: Style::Bold, size: scale.title, color: roles.text, role: TextRole::Title };
        let block = typesetter.title(&caption.title, title, width);
        block.place(Point::new(canvas.margin, self.y), Align::Left, &mut self.runs);
        self.y += block.height;
        if !caption.subtitle.is_empty() {
            self.y += scale.subtitle * 0.4;
            let text_style = TextStyle {
                style: Style::Regular,
                size: scale.subtitle,
                color: roles.quiet,
                role: TextRole::Subtitle,
            };
            let block = typesetter.title(&caption.subtitle, text_style, width);
            block.place(Point::new(canvas.margin, self.y), Align::Left, &mut self.runs);
            self.y += block.height;
        }
        self.y += scale.label * 1.2;
    }
}

fn footer(
    caption: &Caption,
    typesetter: Typesetter<'_>,
    roles: &Roles,
    canvas: &Canvas,
    width: f32,
) -> Vec<crate::typeset::blocks::Block> {
    let text_style = TextStyle {
        style: Style::Regular,
        size: canvas.scale.footer,
        color: roles.quiet,
        role: TextRole::Footer,
    };
    let fits = |line: &str| typesetter.line(line, text_style).width <= width;
    let shape = |line: &String| typesetter.running(&facts_line::fill(line, &fits), text_style, width);
    caption.footer.iter().map(shape).collect()
}
