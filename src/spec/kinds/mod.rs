//! The chart kinds: what each is called, what it is for, and what data it accepts. Everything about a kind but its
//! drawing is declared in its entry here, for the spec reader, the schema, the reference and the layout.

mod bars;
mod change;
mod numbers;
mod parts;
mod scales;

use super::keys::Word;

/// Declares every kind once: generates the enum, the lists of kinds and names, and the lookup of the entry.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident = $entry:path,)*) => {
        /// A kind of chart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$about])* $kind,)* }

        impl Kind {
            /// All kinds by name.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];
            /// The names that authors write, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($entry.name,)*];
            /// The names with what each looks like.
            pub const WORDS: &'static [Word] =
                &[$(Word { word: $entry.name, about: $entry.about },)*];

            /// Its entry.
            pub fn facts(self) -> &'static Facts {
                match self { $(Self::$kind => &$entry,)* }
            }
        }
    };
}

kinds! {
    /// A line with the area below it filled.
    Area = change::AREA,
    /// An arrow from the first column to the second.
    Arrow = change::ARROW,
    /// Horizontal bars, ranked.
    Bar = bars::BAR,
    /// Box plots from five figures per category.
    Box = numbers::BOX,
    /// Upright bars, in the order of the data.
    Column = bars::COLUMN,
    /// Answers on a scale, on both sides of its neutral point.
    DivergingBar = scales::DIVERGING_BAR,
    /// A ring with a few parts.
    Donut = parts::DONUT,
    /// One dot per figure on a common axis.
    Dot = change::DOT,
    /// Two dots per category, joined by a line.
    Dumbbell = change::DUMBBELL,
    /// Two or three bars per category.
    GroupedBar = bars::GROUPED_BAR,
    /// Two or three upright bars per category.
    GroupedColumn = bars::GROUPED_COLUMN,
    /// A cross table in shades of a colour.
    Heatmap = scales::HEATMAP,
    /// Upright bars without gaps over classes of a number.
    Histogram = bars::HISTOGRAM,
    /// Tiles with one number each.
    KeyFigures = numbers::KEY_FIGURES,
    /// Lines over the columns.
    Line = change::LINE,
    /// A thin bar with a dot at its end.
    Lollipop = bars::LOLLIPOP,
    /// A dot for each seat, on half rings.
    Parliament = parts::PARLIAMENT,
    /// A disc with a few parts.
    Pie = parts::PIE,
    /// Bars to both sides of the names of classes.
    Pyramid = bars::PYRAMID,
    /// A band with a dot for each category.
    Range = change::RANGE,
    /// Dots on two axes: the first column across, the second up.
    Scatter = numbers::SCATTER,
    /// Two columns, joined by a line for each category.
    Slope = change::SLOPE,
    /// Parts on top of each other over the columns.
    StackedArea = change::STACKED_AREA,
    /// Bars of 100 %, or of absolute figures, divided into parts.
    StackedBar = parts::STACKED_BAR,
    /// Upright bars, divided into parts.
    StackedColumn = parts::STACKED_COLUMN,
    /// A table with bars in its cells.
    Table = scales::TABLE,
    /// A square for each German Land.
    TileMap = scales::TILE_MAP,
    /// A hundred squares.
    Waffle = parts::WAFFLE,
}

impl Kind {
    /// Looks up a kind by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        self.facts().name
    }
}

/// Everything about a kind but its drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The name that authors write after `chart:`.
    pub name: &'static str,
    /// What it looks like, in one sentence.
    pub about: &'static str,
    /// When to use it.
    pub when: &'static str,
    /// When to use another kind, and which one.
    pub not: &'static str,
    /// What alternative texts in German call it.
    pub german: &'static str,
    /// What alternative texts in English call it.
    pub english: &'static str,
    /// Whether its categories are sorted by value by default.
    pub ranked: bool,
    /// Whether its value axis is vertical.
    pub upright: bool,
    /// Its value axis.
    pub axis: Axis,
    /// Whether its columns run along an axis, so that they need no legend.
    pub waves: bool,
    /// Whether error bars can be drawn on its marks.
    pub error_bars: bool,
    /// Whether each of its columns may have a unit of its own.
    pub own_units: bool,
    /// Whether it prints a figure for each column, next to which a significance mark fits.
    pub prints_columns: bool,
    /// Whether small multiples of it are useful: stacks and tables already compare several series.
    pub panels: bool,
    /// Whether its categories can be grouped.
    pub groups: bool,
    /// Whether a range of its categories, or of its columns along an axis, can be shaded behind the marks.
    pub spans: bool,
    /// Whether a net can be shown with its parts without looking like another answer.
    pub nets: bool,
    /// Whether its colours become patterns in black-and-white print.
    pub patterned: bool,
    /// The whole that its figures are parts of.
    pub whole: Whole,
    /// Which question types it accepts.
    pub answers: Answers,
    /// A hint for negative figures; `None` if it can show them.
    pub below_zero: Option<&'static str>,
    /// How many columns it accepts.
    pub columns: Limit,
    /// How many categories it accepts, not counting nets.
    pub rows: Limit,
    /// How many categories can still be compared by eye.
    pub comparable: usize,
    /// How many marks have room for a figure above each of them.
    pub marks: Limit,
    /// A hint for charts whose labels do not fit.
    pub crowded: &'static str,
    /// The names of its settings.
    pub settings: &'static [&'static str],
}

/// The value axis of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// No value axis that a value can be marked on.
    None,
    /// Starts at zero, since lengths show the figures.
    Zero,
    /// May start elsewhere, since positions show the figures.
    Free,
    /// May start elsewhere, but no axis is drawn.
    Bare,
}

impl Axis {
    /// Whether a reference value can be marked on it.
    pub fn is_marked(self) -> bool {
        matches!(self, Self::Zero | Self::Free)
    }

    /// Whether it may start at a value other than zero.
    pub fn is_free(self) -> bool {
        matches!(self, Self::Free | Self::Bare)
    }
}

/// The whole that figures are parts of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// The figures are not parts of a whole.
    None,
    /// The sum of shares or counts that can be added up.
    Sum,
    /// 100 %.
    Shares,
    /// The sum of amounts of any unit.
    Amounts,
    /// The number of seats.
    Seats,
}

/// The question types that a kind accepts, with a hint for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// All question types.
    Any,
    /// Questions with a single answer.
    Exclusive(&'static str),
    /// Questions with an answer scale.
    Scale(&'static str),
    /// Questions for a number.
    Numbers(&'static str),
}

/// A minimum and a maximum, with a hint for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The minimum.
    pub least: usize,
    /// The maximum.
    pub most: usize,
    /// The hint for fewer.
    pub few: &'static str,
    /// The hint for more.
    pub many: &'static str,
}

/// Any number.
const ANY: Limit = Limit { least: 1, most: usize::MAX, few: "", many: "" };

const fn up_to(most: usize, many: &'static str) -> Limit {
    Limit { most, many, ..ANY }
}

const fn exactly(count: usize, hint: &'static str) -> Limit {
    Limit { least: count, most: count, few: hint, many: hint }
}

const fn at_least(least: usize, few: &'static str) -> Limit {
    Limit { least, few, ..ANY }
}

/// The defaults of an entry: accepts all data and has no special features.
const PLAIN: Facts = Facts {
    name: "",
    about: "",
    when: "",
    not: "",
    german: "",
    english: "",
    ranked: false,
    upright: false,
    axis: Axis::None,
    waves: false,
    error_bars: false,
    own_units: false,
    prints_columns: false,
    panels: false,
    groups: false,
    spans: false,
    nets: false,
    patterned: false,
    whole: Whole::None,
    answers: Answers::Any,
    below_zero: None,
    columns: ANY,
    rows: ANY,
    comparable: usize::MAX,
    marks: ANY,
    crowded: "shorten its names, or show fewer columns",
    settings: &[],
};

#[cfg(test)]
mod tests {
    use super::{Axis, Kind};

    #[test]
    fn every_kind_is_found_by_its_name() {
        assert!(Kind::NAMES.is_sorted(), "the list is by name");
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(*kind));
            for text in [kind.facts().about, kind.facts().when, kind.facts().not] {
                assert!(text.ends_with('.'), "{}: {text}", kind.name());
            }
        }
    }

    #[test]
    fn what_starts_elsewhere_than_at_zero_has_no_lengths() {
        for kind in Kind::ALL.iter().map(|kind| kind.facts()).filter(|facts| facts.axis.is_free()) {
            assert_ne!(kind.axis, Axis::Zero);
            assert!(!kind.name.contains("bar") && !kind.name.contains("column"), "{}", kind.name);
        }
    }
}
