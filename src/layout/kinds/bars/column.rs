//! Upright bars in the order of the data, with the value above each and the name below.

use crate::chart::caption::references::ReferenceMark;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Bar, Bars, Direction, Plot, Whisker};
use crate::layout::kinds::column_bands::{ColumnBands, TimeSpacing};
use crate::layout::labels::{inside, remarks};
use crate::layout::legend;
use crate::layout::remarks::Remarks;
use crate::theme;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRun;
use crate::units::{Color, Point, Rect};

/// Lays out `column`, `grouped-column` and, with columns that touch, `histogram`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    touching: bool,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let area = context.area;
    let size = context.scale.label;
    let per_row = data.columns.len();
    let column_colors = overrides.columns(&data.columns, context.roles);
    let row_colors = overrides.rows(data, context.roles);
    let entries: Vec<(String, Color)> =
        data.columns.iter().map(|column| column.name.clone()).zip(column_colors.iter().copied()).collect();
    let legend = match &data.columns[..] {
        [only] => legend::of_one(&only.name, &row_colors, context, area.x),
        _ => legend::lay_out(&entries, context, area.x),
    };
    // Grouped columns fill more of their band, since each has a value above it.
    let share = if per_row > 1 { 0.86 } else { 0.62 };
    // One figure is above each column, so that columns in proportion to time must not become too narrow for it.
    let spacing = match (touching, per_row) {
        (true, _) => TimeSpacing::NoTime,
        (_, 1) => TimeSpacing::FromWidth(narrowest(data, context)),
        _ => TimeSpacing::Even,
    };
    let bands = ColumnBands::new(data, spacing, context);
    let band = bands.width;
    // Columns below zero have their figures below them, and all names at the foot.
    let least = data.min().min(0.0);
    let tail = if least < 0.0 { size * 1.35 } else { 0.0 };
    let slot = if per_row > 1 { band * share / per_row as f32 } else { band };
    let print = Print::new(data, slot, context);
    let head = legend.height + size * 1.35 * print.lines();
    let tail = tail * print.lines();
    let frame_height = context.frame_height(area.height - head - tail - bands.foot, size * 10.0, size * 13.0);
    let thick =
        if touching { band } else { (band * share).min(size * 5.5 * per_row as f32) / per_row as f32 };

    let mut labels = legend.labels;
    let frame = Rect::new(area.x, area.y + head, area.width, frame_height);
    let mut plot = Bars::empty(frame, Direction::Up, (least, data.max()), context.roles.background);
    plot.baseline = Some(context.roles.quiet);
    plot.swatches = legend.swatches;
    let mut mark_boxes = Vec::new();
    let (mut figures, mut places) = (Vec::new(), Vec::new());
    for (index, (row, middle)) in data.rows.iter().zip(&bands.middles).enumerate() {
        for (column, value) in row.values.iter().enumerate() {
            let left = middle - frame.x + thick * (column as f32 - per_row as f32 / 2.0);
            let fill = if per_row > 1 { column_colors[column] } else { row_colors[index] };
            let end = value.unwrap_or(0.0);
            let bar = Bar {
                across: (left, left + thick),
                span: (0.0, end),
                fill,
                separated: touching || column > 0,
            };
            let block = print.block(row, column, data, context);
            let mut reach = end;
            if let Some(span) = row.interval(column).filter(|_| data.error_bars) {
                reach = if end < 0.0 { span.0 } else { span.1 };
                plot.whiskers.push(Whisker {
                    across: f64::from(left + thick / 2.0),
                    span,
                    cap: (thick * 0.22).min(size * 0.35),
                    color: context.roles.text,
                    halo: context.roles.background,
                });
            }
            let (x, edge, gap) = (frame.x + left + thick / 2.0, plot.along(reach), size * 0.3);
            let y = if end < 0.0 { edge + gap } else { edge - gap - block.height };
            figures.push(Figure {
                block,
                at: Point::new(x, y),
                below: end < 0.0,
                mark: plot.rect(&bar),
                fill,
            });
            places.push((index, column));
            plot.bars.push(bar);
        }
    }
    let lines: Vec<f32> =
        context.references.iter().filter_map(ReferenceMark::line).map(|at| plot.along(at)).collect();
    let boxes = place_figures(&figures, &lines, context, &mut labels);
    for ((text, figure), (row, column)) in boxes.iter().zip(&figures).zip(places) {
        mark_boxes.push(MarkBox { row, column, rect: figure.mark.union(*text) });
    }
    let (lines, mut too_wide) = bands.place(frame.bottom() + tail, context, &mut labels);
    too_wide.extend(on_another(&figures, &boxes));
    plot.leaders = lines;
    let height = head + frame_height + tail + bands.foot;
    let unit = if print.bare { remarks::unit(data, context) } else { Remarks::default() };
    let remarks = Remarks { even_time: bands.distorted, ..unit };
    LaidOut { mark_boxes, too_wide, remarks, ..LaidOut::new(Plot::Bars(plot), labels, height) }
}

/// The figure of a column, before it is placed.
struct Figure {
    block: Block,
    /// The middle of its upper edge, beyond the end of its column.
    at: Point,
    below: bool,
    mark: Rect,
    fill: Color,
}

/// Places figures beyond the ends of their columns; where a reference line would run through one of them, within
/// the columns that have room, which hide the line. Returns their boxes.
fn place_figures(
    figures: &[Figure],
    lines: &[f32],
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
) -> Vec<Rect> {
    let gap = context.scale.label * 0.3;
    let crossed = |figure: &Figure| {
        let around = figure.at.y - gap * 0.5..figure.at.y + figure.block.height + gap * 0.9;
        lines.iter().any(|y| around.contains(y))
    };
    let crossed: Vec<bool> = figures.iter().map(crossed).collect();
    let fits = figures.iter().map(|figure| {
        context.scale.label * 0.95 + gap <= figure.mark.height && figure.block.width <= figure.mark.width
    });
    let inside = inside::away_from_lines(&crossed, &fits.collect::<Vec<bool>>());
    let place = |(figure, inside): (&Figure, bool)| {
        if !inside {
            return figure.block.place(figure.at, Align::Center, labels);
        }
        let block = figure.block.clone().colored(theme::text_on(figure.fill, context.roles));
        let y = match figure.below {
            true => figure.mark.bottom() - gap - block.height,
            false => figure.mark.y + gap * 0.6,
        };
        block.place(Point::new(figure.at.x, y), Align::Center, labels)
    };
    figures.iter().zip(inside).map(place).collect()
}

/// The figures that run into the column beside theirs.
fn on_another(figures: &[Figure], boxes: &[Rect]) -> Vec<String> {
    let is_on = |at: &usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut marks = beside.filter_map(|other| figures.get(other)).map(|other| other.mark);
        boxes.get(*at).is_some_and(|text| marks.any(|mark| mark.overlaps(*text, 0.5)))
    };
    (0..figures.len()).filter(is_on).map(|at| figures[at].block.words()).collect()
}

/// The least width of a band with a figure in the smallest type.
fn narrowest(data: &ChartData, context: &LayoutContext<'_>) -> f32 {
    let style = TextStyle { size: (context.scale.label * 0.76).max(context.scale.least), ..context.value() };
    let print = |row: &Row| data.print_cell(row, 0, context.typesetter.language);
    let width = |row: &Row| context.typesetter.line(&print(row), style).width;
    data.rows.iter().map(width).fold(context.scale.label * 1.6, f32::max) * 1.04
}

/// How figures are printed over their columns.
struct Print {
    style: TextStyle,
    /// Without “%”, which is said once.
    bare: bool,
    /// With the significance mark below the figure.
    stacked: bool,
}

/// Figures lose their “%” before they become smaller than this, in multiples of the label size.
const BARE_BELOW: f32 = 0.9;
/// The smallest figures over columns, in multiples of the label size.
const SMALLEST: f32 = 0.76;

impl Print {
    /// Label size if the widest figure fits its column; otherwise without “%”, with marks below their figures, and
    /// smaller, down to the smallest size of the type scale.
    fn new(data: &ChartData, slot: f32, context: &LayoutContext<'_>) -> Self {
        let size = context.scale.label;
        let has_marks = data.rows.iter().flat_map(|row| &row.notes).any(|note| !note.mark.is_empty());
        let mut print = Self { style: context.value(), bare: false, stacked: false };
        let share = |print: &Self| slot * 0.96 / print.widest(data, context).max(0.01);
        if share(&print) < BARE_BELOW && data.is_in_percent() {
            print.bare = true;
        }
        if share(&print) < BARE_BELOW && has_marks {
            print.stacked = true;
        }
        let fitting = size * share(&print).min(1.0);
        print.style.size = fitting.max(size * SMALLEST).max(context.scale.least);
        print
    }

    /// How many lines a figure has.
    fn lines(&self) -> f32 {
        if self.stacked { 2.0 } else { 1.0 }
    }

    fn widest(&self, data: &ChartData, context: &LayoutContext<'_>) -> f32 {
        let width = |row: &Row| {
            let blocks = (0..row.values.len()).map(|column| self.block(row, column, data, context).width);
            blocks.fold(0.0, f32::max)
        };
        data.rows.iter().map(width).fold(0.0, f32::max)
    }

    fn block(&self, row: &Row, column: usize, data: &ChartData, context: &LayoutContext<'_>) -> Block {
        let language = context.typesetter.language;
        let text = match self.bare {
            true => data.print_cell_bare(row, column, language),
            false => data.print_cell(row, column, language),
        };
        let mark = row.notes.get(column).map_or("", |note| note.mark.as_str());
        match text.strip_suffix(mark).filter(|_| self.stacked && !mark.is_empty()) {
            Some(figure) => {
                let lines = format!("{}\n{mark}", figure.trim_end());
                context.typesetter.block(&lines, self.style, f32::INFINITY)
            }
            None => context.typesetter.line(&text, self.style),
        }
    }
}
