//! The kinds of charts: what each is called, what it is for, and what it takes. Everything that is known of a kind
//! without drawing it stands in its entry here; readers, schema, reference and the rules of the layout ask for it.

mod bars;
mod change;
mod numbers;
mod parts;
mod scales;

/// Names every kind once: the enum, the list of all and the way to an entry come from it.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident = $entry:path,)*) => {
        /// The kinds of charts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$about])* $kind,)* }

        impl Kind {
            /// All kinds by name.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];
            /// The names that are written, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($entry.name,)*];

            /// What is known of it.
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
    /// Boxes from five figures a category.
    Box = numbers::BOX,
    /// Upright bars, in the order of the data.
    Column = bars::COLUMN,
    /// Answers on a scale, to both sides of its neutral point.
    DivergingBar = scales::DIVERGING_BAR,
    /// A ring of a few parts.
    Donut = parts::DONUT,
    /// One dot a figure on a common axis.
    Dot = change::DOT,
    /// Two dots a category with a line between.
    Dumbbell = change::DUMBBELL,
    /// Two or three bars a category.
    GroupedBar = bars::GROUPED_BAR,
    /// Two or three upright bars a category.
    GroupedColumn = bars::GROUPED_COLUMN,
    /// A cross table in shades.
    Heatmap = scales::HEATMAP,
    /// Upright bars without gaps over classes of a number.
    Histogram = bars::HISTOGRAM,
    /// Tiles with one number each.
    KeyFigures = numbers::KEY_FIGURES,
    /// Lines over the columns.
    Line = change::LINE,
    /// A thin bar with a dot at its end.
    Lollipop = bars::LOLLIPOP,
    /// A disc of a few parts.
    Pie = parts::PIE,
    /// Dots on two axes: the first column across, the second up.
    Scatter = numbers::SCATTER,
    /// Two columns joined by a line a category.
    Slope = change::SLOPE,
    /// Bars of 100 %, or of absolute figures, divided.
    StackedBar = parts::STACKED_BAR,
    /// Upright bars, divided.
    StackedColumn = parts::STACKED_COLUMN,
    /// A table with bars in its cells.
    Table = scales::TABLE,
    /// A hundred squares.
    Waffle = parts::WAFFLE,
}

impl Kind {
    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The name that is written.
    pub fn name(self) -> &'static str {
        self.facts().name
    }
}

/// What is known of a kind without drawing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// As it is written after `chart:`.
    pub name: &'static str,
    /// What it looks like, one sentence.
    pub about: &'static str,
    /// When it says more than the others.
    pub when: &'static str,
    /// When another kind is the better one, and which.
    pub not: &'static str,
    /// What alternative texts in German call it.
    pub german: &'static str,
    /// What alternative texts in English call it.
    pub english: &'static str,
    /// Whether its categories stand by value where nobody says otherwise.
    pub ranked: bool,
    /// Whether its values run upwards.
    pub upright: bool,
    /// The axis on which its figures are lengths or places.
    pub axis: Axis,
    /// Whether its columns stand along an axis, so that each needs no explanation by itself.
    pub waves: bool,
    /// Whether error bars can be drawn on its marks.
    pub error_bars: bool,
    /// Whether it prints a figure for each column, beside which a mark can stand.
    pub prints_columns: bool,
    /// Whether small multiples of it say more than one chart: stacks and tables are multiples already.
    pub panels: bool,
    /// Whether its categories can be parted into groups.
    pub groups: bool,
    /// Whether a range of its categories, or of its columns along an axis, can be marked behind its marks.
    pub spans: bool,
    /// Whether a net can stand beside its parts without being read as one more answer.
    pub nets: bool,
    /// Whether what it compares has patterns in print in black and white.
    pub patterned: bool,
    /// Of what its figures are parts.
    pub whole: Whole,
    /// What questions it takes, beside those whose figures add up.
    pub answers: Answers,
    /// Which kind to take where figures lie below zero; `None` where it can show them.
    pub below_zero: Option<&'static str>,
    /// How many columns it takes.
    pub columns: Limit,
    /// How many categories it takes, nets not counted.
    pub rows: Limit,
    /// How many categories can still be compared by eye.
    pub comparable: usize,
    /// How many marks have room, where each has its figure above it.
    pub marks: Limit,
    /// What to do where its texts have no room.
    pub crowded: &'static str,
    /// The settings that it has.
    pub settings: &'static [&'static str],
}

/// The axis on which figures are lengths or places, so that they can be held against a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// There is none.
    None,
    /// It starts at zero, since lengths are the figures.
    Zero,
    /// It may start elsewhere, since places are the figures.
    Free,
    /// It may start elsewhere, but nothing is drawn along it.
    Bare,
}

impl Axis {
    /// Whether a value may be marked on it.
    pub fn is_marked(self) -> bool {
        matches!(self, Self::Zero | Self::Free)
    }

    /// Whether it may start elsewhere than at zero.
    pub fn is_free(self) -> bool {
        matches!(self, Self::Free | Self::Bare)
    }
}

/// Of what figures are parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Of nothing.
    None,
    /// Of shares or counts that add up.
    Sum,
    /// Of 100 %.
    Shares,
}

/// What questions a kind takes; with the advice for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// All.
    Any,
    /// Those with one answer: classes exclude each other.
    Exclusive(&'static str),
    /// Those on a scale.
    Scale(&'static str),
    /// Those for a number.
    Numbers(&'static str),
}

/// A least and a most, with the advice for what lies beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// At least so many.
    pub least: usize,
    /// At most so many.
    pub most: usize,
    /// What to do with fewer.
    pub few: &'static str,
    /// What to do with more.
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

/// A kind that takes everything and can nothing by itself: entries say what is different.
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
