//! Lines below a chart that say what its drawing leaves out: figures without a label, dots without a name, the
//! spacing of points in time. They are known only once the chart is laid out.

use crate::chart::data::ChartData;
use crate::language::{fill, number};
use crate::layout::context::LayoutContext;
use crate::layout::remarks::Remarks;
use crate::survey::series::Unit;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::facts_line::{self, BETWEEN};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::Point;

/// The most dots without a name that are listed; more are counted.
const MOST_NAMES: usize = 12;

/// The remark on the unit of figures that are printed without it, where title and subtitle do not say it.
pub(crate) fn unit(data: &ChartData, context: &LayoutContext<'_>) -> Remarks {
    let in_percent = data.unit == Unit::Percent && !context.unit_said;
    Remarks { in_percent, ..Remarks::default() }
}

/// The remarks as one line, which may be too long; empty if there are none.
fn line(remarks: &Remarks, decimals: usize, context: &LayoutContext<'_>) -> String {
    let (words, language) = (context.typesetter.language.words(), context.typesetter.language);
    let mut facts = Vec::new();
    if remarks.in_percent {
        facts.push(words.in_percent.to_owned());
    }
    if remarks.even_time {
        facts.push(words.even_time.to_owned());
    }
    if remarks.log {
        facts.push(words.log_scale.to_owned());
    }
    if !remarks.unlabelled.is_empty() {
        let most = remarks.unlabelled.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let values = [remarks.unlabelled.len().to_string(), number::number(most, decimals, language)];
        facts.push(fill(words.unlabelled, &[&values[0], &values[1]]));
    }
    if !remarks.unnamed.is_empty() {
        let names = match remarks.unnamed.len() {
            0..=MOST_NAMES => remarks.unnamed.join(", "),
            many => many.to_string(),
        };
        facts.push(fill(words.unnamed, &[&names]));
    }
    facts.join(BETWEEN)
}

/// Places the remarks below `y`; returns their height with the space above.
pub(crate) fn place(
    remarks: &Remarks,
    y: f32,
    decimals: usize,
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
) -> f32 {
    let line = line(remarks, decimals, context);
    if line.is_empty() {
        return 0.0;
    }
    let (size, width) = (context.scale.footer, context.area.width);
    let style = TextStyle { size, color: context.roles.quiet, ..context.small(TextRole::Footer) };
    let fits = |line: &str| context.typesetter.line(line, style).width <= width;
    let block = context.typesetter.running(&facts_line::fill(&line, &fits), style, width);
    let gap = size * 0.9;
    block.place(Point::new(context.area.x, y + gap), Align::Left, labels);
    gap + block.height
}
