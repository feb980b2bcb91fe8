//! Stacked columns: one per row, with a legend above.

use super::stacked_bar::Table;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::context::{LaidOut, LayoutContext};
use crate::layout::figure::{Bar, Bars, Direction, Leader, Plot};
use crate::layout::kinds::column_bands::{ColumnBands, TimeSpacing};
use crate::layout::labels::along::{Line, Wish};
use crate::layout::labels::{inside, remarks};
use crate::layout::legend;
use crate::spec::chart::settings::Settings;
use crate::theme;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// Lays out `stacked-column`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    show: &Settings,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let table = Table::new(data);
    let colors = overrides.parts(&table.parts, &table.data, context.roles);
    // Parts are named beside the last column, where all names have room there, and otherwise in a legend.
    let beside = PartNames::new(&table, &colors, context)
        .and_then(|names| lay_out_with(&table, &colors, Some(&names), show, context));
    beside
        .or_else(|| lay_out_with(&table, &colors, None, show, context))
        .unwrap_or_else(|| LaidOut::new(Plot::Panels(Vec::new()), Vec::new(), 0.0))
}

/// Lays out the columns with names beside the last one or with a legend; `None` if the names have no room.
fn lay_out_with(
    table: &Table,
    colors: &[Color],
    names: Option<&PartNames>,
    show: &Settings,
    context: &LayoutContext<'_>,
) -> Option<LaidOut> {
    let (size, data, rows) = (context.scale.label, &table.data, &table.data.rows);
    let language = context.typesetter.language;
    let width = context.area.width - names.map_or(0.0, |names| names.width);
    let area = Rect { width, ..context.area };
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|part| part.0.clone()).zip(colors.iter().copied()).collect();
    let legend = match names {
        Some(names) => legend::lay_out(&names.absent(&entries), context, area.x),
        None => legend::lay_out(&entries, context, area.x),
    };
    let bands = ColumnBands::new(data, TimeSpacing::Even, &LayoutContext { area, ..*context });
    // The total of a stack of counts goes above it.
    let has_totals = rows.iter().any(|row| table.total(row).is_some());
    let head = legend.height + if has_totals { size * 1.35 } else { 0.0 };
    let height = context.frame_height(area.height - head - bands.foot, size * 12.0, size * 16.0);
    let thick = (bands.width * 0.66).min(size * 8.0);

    let mut labels = legend.labels;
    let frame = Rect::new(area.x, area.y + head, area.width, height);
    let mut plot = Bars::empty(frame, Direction::Up, (0.0, table.whole()), context.roles.background);
    (plot.baseline, plot.swatches) = (Some(context.roles.quiet), legend.swatches);
    let mut mark_boxes = Vec::new();
    let mut remarks = remarks::unit(data, context);
    remarks.even_time = bands.distorted;
    for (index, (row, middle)) in rows.iter().zip(&bands.middles).enumerate() {
        let left = middle - frame.x - thick / 2.0;
        let mut from = 0.0;
        for (part, value) in row.values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let (across, span) = ((left, left + thick), (from, from + value));
            let bar = Bar { across, span, fill: colors[part], separated: from > 0.0 };
            let rect = plot.rect(&bar);
            let look = (context.value(), theme::text_on(colors[part], context.roles));
            let block = inside::fitting(&data.print_bare(Some(value), language), look, rect, context);
            match block.filter(|_| show.hide_below.is_none_or(|least| value >= least)) {
                Some(block) => {
                    block.place_middle(rect.center(), Align::Center, &mut labels);
                }
                None => remarks.unlabelled.push(value),
            }
            mark_boxes.push(table.mark_box(index, part, rect));
            plot.bars.push(bar);
            from += value;
        }
        if let Some(total) = table.total(row) {
            let block = context.typesetter.line(&data.print(Some(total), language), context.value());
            let at = Point::new(*middle, plot.along(from) - size * 0.3 - block.height);
            block.place(at, Align::Center, &mut labels);
        }
    }
    let (lines, too_wide) = bands.place(frame.bottom(), context, &mut labels);
    plot.leaders = lines;
    if let Some(names) = names {
        let edge = bands.middles.last().map_or(frame.right(), |middle| middle + thick / 2.0);
        names.place(edge, &mut plot, context, &mut labels)?;
    }
    let all = head + height + bands.foot;
    Some(LaidOut { mark_boxes, too_wide, remarks, ..LaidOut::new(Plot::Bars(plot), labels, all) })
}

/// The names of the parts beside the last column.
struct PartNames {
    /// The value in the middle of each part, and its name.
    names: Vec<(f64, Block)>,
    /// The parts that the last column does not have, which go to a legend.
    absent: Vec<usize>,
    /// Their width with the space before them.
    width: f32,
}

/// Largest share of the width for names beside the last column.
const MOST_BESIDE: f32 = 0.26;
/// How far a name may be from the middle of its part, in multiples of its height.
const MOST_AWAY: f32 = 2.5;

impl PartNames {
    /// The names; `None` where they need a legend: the last column does not have most parts, or a name needs several
    /// lines.
    fn new(table: &Table, colors: &[Color], context: &LayoutContext<'_>) -> Option<Self> {
        let last = table.data.rows.last().filter(|_| context.legend && table.data.groups.is_empty())?;
        let mut from = 0.0;
        let (mut names, mut absent) = (Vec::new(), Vec::new());
        for (at, ((value, part), color)) in last.values.iter().zip(&table.parts).zip(colors).enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else {
                absent.push(at);
                continue;
            };
            let style = if part.1 { Style::Semibold } else { Style::Regular };
            let color = context.label_color(*color);
            let text_style = TextStyle { style, color, ..context.small(TextRole::Legend) };
            let limit = context.area.width * MOST_BESIDE;
            let block = context.typesetter.block(&part.0, text_style, limit);
            if !block.is_undivided() {
                return None;
            }
            names.push((from + value / 2.0, block));
            from += value;
        }
        let widest = names.iter().map(|(_, block)| block.width).fold(0.0, f32::max);
        let width = widest + context.scale.label * 1.1;
        (names.len() > 1 && names.len() >= absent.len()).then_some(Self { names, absent, width })
    }

    /// The entries of a legend that are not beside the last column.
    fn absent(&self, entries: &[(String, Color)]) -> Vec<(String, Color)> {
        self.absent.iter().filter_map(|at| entries.get(*at).cloned()).collect()
    }

    /// Places the names right of the last column, which ends at `edge`; `None` if they have no room.
    fn place(
        &self,
        edge: f32,
        plot: &mut Bars,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> Option<()> {
        let size = context.scale.label;
        // From the top down, as they are placed.
        let wishes: Vec<Wish> = self
            .names
            .iter()
            .rev()
            .map(|(value, block)| Wish { at: plot.along(*value), extent: block.height })
            .collect();
        let bounds = (context.area.y, plot.frame.bottom() + size * 0.4);
        let places = Line { wishes: &wishes, gap: size * 0.2, bounds }.spread()?;
        let x = edge + size * 1.1;
        if x + self.width - size * 1.1 > context.area.right() + 0.5 {
            return None;
        }
        for (at, (wish, (_, block))) in places.iter().zip(wishes.iter().zip(self.names.iter().rev())) {
            let away = (at - wish.at).abs();
            if away > wish.extent * MOST_AWAY {
                return None;
            }
            if away > size * 0.3 {
                let ends = [Point::new(edge + size * 0.15, wish.at), Point::new(x - size * 0.15, *at)];
                plot.leaders.push(Leader { points: ends.to_vec(), color: context.roles.quiet });
            }
            block.place_middle(Point::new(x, *at), Align::Left, labels);
        }
        Some(())
    }
}
