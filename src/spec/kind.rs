//! The kinds of charts by the names that are written, and what each can take.

use super::chart::KeyFigure;

/// The kinds of charts.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Horizontal bars, ranked.
    Bar,
    /// Upright bars, in the order of the data.
    Column,
    /// Two or three bars a category.
    GroupedBar,
    /// Two or three upright bars a category.
    GroupedColumn,
    /// Bars of 100 %, or of absolute figures, divided.
    StackedBar(Labels),
    /// Upright bars, divided.
    StackedColumn(Labels),
    /// Answers on a scale, to both sides of its neutral point.
    DivergingBar,
    /// One dot a figure on a common axis.
    Dot,
    /// Two dots a category with a line between.
    Dumbbell,
    /// An arrow from the first column to the second.
    Arrow,
    /// A thin bar with a dot at its end.
    Lollipop,
    /// Two columns joined by a line a category.
    Slope,
    /// Lines over the columns.
    Line,
    /// A line with the area below it filled.
    Area,
    /// A ring of a few parts.
    Donut,
    /// A disc of a few parts.
    Pie,
    /// A hundred squares.
    Waffle,
    /// A cross table in shades.
    Heatmap,
    /// A table with bars in its cells.
    Table,
    /// Upright bars without gaps over classes of a number.
    Histogram,
    /// Boxes from five figures a category.
    Box,
    /// Dots on two axes: the first column across, the second up.
    Scatter,
    /// Tiles with one number each.
    KeyFigures(Vec<KeyFigure>),
}

impl Kind {
    /// The kinds by the name that is written.
    pub const NAMES: [&'static str; 23] = [
        "bar",
        "column",
        "grouped-bar",
        "grouped-column",
        "stacked-bar",
        "stacked-column",
        "diverging-bar",
        "dot",
        "dumbbell",
        "arrow",
        "lollipop",
        "slope",
        "line",
        "area",
        "donut",
        "pie",
        "waffle",
        "heatmap",
        "table",
        "histogram",
        "box",
        "scatter",
        "key-figures",
    ];

    /// The kind of this name; key figures are still empty.
    pub(super) fn named(name: &str, labels: Labels) -> Option<Self> {
        Some(match name {
            "bar" => Self::Bar,
            "column" => Self::Column,
            "grouped-bar" => Self::GroupedBar,
            "grouped-column" => Self::GroupedColumn,
            "stacked-bar" => Self::StackedBar(labels),
            "stacked-column" => Self::StackedColumn(labels),
            "diverging-bar" => Self::DivergingBar,
            "dot" => Self::Dot,
            "dumbbell" => Self::Dumbbell,
            "arrow" => Self::Arrow,
            "lollipop" => Self::Lollipop,
            "slope" => Self::Slope,
            "line" => Self::Line,
            "area" => Self::Area,
            "donut" => Self::Donut,
            "pie" => Self::Pie,
            "waffle" => Self::Waffle,
            "heatmap" => Self::Heatmap,
            "table" => Self::Table,
            "histogram" => Self::Histogram,
            "box" => Self::Box,
            "scatter" => Self::Scatter,
            "key-figures" => Self::KeyFigures(Vec::new()),
            _ => return None,
        })
    }

    /// Whether error bars can be drawn on its marks.
    pub fn takes_error_bars(&self) -> bool {
        matches!(self, Self::Bar | Self::GroupedBar | Self::Column | Self::GroupedColumn | Self::Dot)
    }

    /// Whether it prints a figure for each column, beside which a mark can stand.
    pub fn prints_columns(&self) -> bool {
        matches!(self, Self::GroupedBar | Self::GroupedColumn | Self::Table | Self::Heatmap)
    }

    /// Whether its value axis may start elsewhere than at zero.
    pub fn has_free_axis(&self) -> bool {
        matches!(self, Self::Dot | Self::Dumbbell | Self::Arrow | Self::Slope | Self::Line)
    }

    /// Whether its figures are lengths or places on one value axis, so that a reference can be drawn on it.
    pub fn has_value_axis(&self) -> bool {
        let columns = matches!(self, Self::Bar | Self::Column | Self::GroupedBar | Self::GroupedColumn);
        let others = matches!(self, Self::Lollipop | Self::Area);
        columns || others || (self.has_free_axis() && *self != Self::Slope)
    }

    /// Whether small multiples of it say more than one chart: stacks and tables are multiples already.
    pub fn has_panels(&self) -> bool {
        let round = matches!(self, Self::Donut | Self::Pie | Self::Waffle);
        round || matches!(self, Self::Histogram | Self::Slope) || self.has_value_axis()
    }

    /// Whether its values run upwards.
    pub fn is_upright(&self) -> bool {
        let columns = matches!(self, Self::Column | Self::GroupedColumn | Self::StackedColumn(_));
        columns || matches!(self, Self::Histogram | Self::Line | Self::Area | Self::Slope)
    }

    /// The name that is written.
    pub fn name(&self) -> &'static str {
        let index = match self {
            Self::Bar => 0,
            Self::Column => 1,
            Self::GroupedBar => 2,
            Self::GroupedColumn => 3,
            Self::StackedBar(_) => 4,
            Self::StackedColumn(_) => 5,
            Self::DivergingBar => 6,
            Self::Dot => 7,
            Self::Dumbbell => 8,
            Self::Arrow => 9,
            Self::Lollipop => 10,
            Self::Slope => 11,
            Self::Line => 12,
            Self::Area => 13,
            Self::Donut => 14,
            Self::Pie => 15,
            Self::Waffle => 16,
            Self::Heatmap => 17,
            Self::Table => 18,
            Self::Histogram => 19,
            Self::Box => 20,
            Self::Scatter => 21,
            Self::KeyFigures(_) => 22,
        };
        Self::NAMES[index]
    }
}

/// Settings of value labels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Labels {
    /// Values below this one get no label of their own.
    pub hide_below: Option<f64>,
}
