//! Lines below a chart that say what its drawing leaves out: figures without a label, dots without a name, the
//! spacing of points in time. They are known only once the chart is laid out.

use crate::chart::data::ChartData;
use crate::language::{fill, number};
use crate::layout::context::LayoutContext;
use crate::survey::series::Unit;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::facts_line::{self, BETWEEN};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::Point;

/// The most dots without a name that are listed; more are counted.
const MOST_NAMES: usize = 12;

/// What a drawing leaves out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remarks {
    /// Points in time are evenly spaced, although the time between them differs.
    pub even_time: bool,
    /// Shares are printed without their unit.
    pub in_percent: bool,
    /// Figures that have no room in their marks.
    pub unlabelled: Vec<f64>,
    /// Dots whose names have no room.
    pub unnamed: Vec<String>,
}

impl Remarks {
    /// The remark on the unit of figures that are printed without it, where title and subtitle do not say it.
    pub(crate) fn unit(data: &ChartData, context: &LayoutContext<'_>) -> Self {
        let in_percent = data.unit == Unit::Percent && !context.unit_said;
        Self { in_percent, ..Self::default() }
    }

    /// Adds the remarks of another panel.
    pub(crate) fn append(&mut self, other: &mut Self) {
        self.even_time |= other.even_time;
        self.in_percent |= other.in_percent;
        self.unlabelled.append(&mut other.unlabelled);
        self.unnamed.append(&mut other.unnamed);
    }

    /// The remarks as one line, which may be too long; empty if there are none.
    fn line(&self, decimals: usize, context: &LayoutContext<'_>) -> String {
        let (words, language) = (context.typesetter.language.words(), context.typesetter.language);
        let mut facts = Vec::new();
        if self.in_percent {
            facts.push(words.in_percent.to_owned());
        }
        if self.even_time {
            facts.push(words.even_time.to_owned());
        }
        if !self.unlabelled.is_empty() {
            let most = self.unlabelled.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let values = [self.unlabelled.len().to_string(), number::number(most, decimals, language)];
            facts.push(fill(words.unlabelled, &[&values[0], &values[1]]));
        }
        if !self.unnamed.is_empty() {
            let names = match self.unnamed.len() {
                0..=MOST_NAMES => self.unnamed.join(", "),
                many => many.to_string(),
            };
            facts.push(fill(words.unnamed, &[&names]));
        }
        facts.join(BETWEEN)
    }

    /// Places the remarks below `y`; returns their height with the space above.
    pub(crate) fn place(
        &self,
        y: f32,
        decimals: usize,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> f32 {
        let line = self.line(decimals, context);
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
}
