//! What each kind of chart is for: the source of its page in the reference.

/// A kind of chart in words.
#[derive(Debug, PartialEq, Eq)]
pub struct KindPage {
    /// As it is written after `chart:`.
    pub name: &'static str,
    /// What it looks like, one sentence.
    pub about: &'static str,
    /// When it says more than the others.
    pub when: &'static str,
    /// When another kind is the better one, and which.
    pub not: &'static str,
}

const fn kind(name: &'static str, about: &'static str, when: &'static str, not: &'static str) -> KindPage {
    KindPage { name, about, when, not }
}

/// All kinds by name.
pub const KINDS: [KindPage; 23] = [
    kind(
        "area",
        "One category over time, the surface below its line filled.",
        "One figure in several waves whose amount counts as much as its course.",
        "Several categories hide each other: take `line`. Two waves: take `arrow` or `slope`.",
    ),
    kind(
        "arrow",
        "An arrow from the first column to the second in each category.",
        "What changed between two points in time, and in which direction.",
        "Two groups of people have no direction: take `dumbbell`.",
    ),
    kind(
        "bar",
        "A bar for each category, the longest first.",
        "One figure for each of up to some twenty categories, above all where several answers were allowed. It is the kind to begin with.",
        "An ordered scale: take `column`. Parts of a whole: take `stacked-bar`.",
    ),
    kind(
        "box",
        "Five figures a category: lowest, quartiles with the median, highest.",
        "How a number is spread in several groups.",
        "Readers who do not know quartiles: take `histogram`, or `bar` with the medians.",
    ),
    kind(
        "column",
        "An upright column for each category in the order of the data.",
        "The steps of a scale, years, classes of size: up to 15 categories whose order means something.",
        "Long names or an order by size: take `bar`.",
    ),
    kind(
        "diverging-bar",
        "Answers of a scale to both sides of its middle, a row for each item.",
        "Agreement with several statements on the same scale with a neutral point.",
        "No scale, or one item only: take `stacked-bar`.",
    ),
    kind(
        "donut",
        "A ring of two or three parts with the highlighted share in its middle.",
        "One share that the eye is to take in at once.",
        "More parts, or shares that are compared: take `stacked-bar`.",
    ),
    kind(
        "dot",
        "A dot for each column on the line of its category.",
        "Several groups in each category where the differences count, and the values lie far from zero.",
        "Two groups: take `dumbbell`. Amounts that start at zero: take `grouped-bar`.",
    ),
    kind(
        "dumbbell",
        "Two dots in each category, joined by a line.",
        "The gap between two groups, category by category.",
        "Two points in time: take `arrow` or `slope`.",
    ),
    kind(
        "grouped-bar",
        "Two or three bars in each category.",
        "Two or three groups whose amounts are compared within a category.",
        "More groups: take `dot` or `heatmap`.",
    ),
    kind(
        "grouped-column",
        "Two or three upright columns in each category, in the order of the data.",
        "Few ordered categories with two or three groups.",
        "More than 15 columns in all: take `grouped-bar`.",
    ),
    kind(
        "heatmap",
        "A cell for each category and column, the darker the larger; each with its figure.",
        "A whole cross table at a glance.",
        "Exact comparison of a few figures: take `dot` or `table`.",
    ),
    kind(
        "histogram",
        "Columns without gaps, one for each class of a number.",
        "How often a number falls into classes of equal width.",
        "Categories that are no classes: take `column`.",
    ),
    kind(
        "key-figures",
        "Tiles with one large number and a few words each.",
        "A summary of up to six figures, also of different series.",
        "Figures that are to be compared by eye: take `bar`.",
    ),
    kind(
        "line",
        "A line for each category over the columns, with its name at the end.",
        "Three or more points in time.",
        "One wave: take `bar`. Two: take `slope` or `arrow`.",
    ),
    kind(
        "lollipop",
        "A thin stem with a dot for each category, the longest first.",
        "Many categories of like size, where bars would be a wall.",
        "Values inside the marks: take `bar`.",
    ),
    kind(
        "pie",
        "A disc of up to five parts.",
        "A whole whose largest part is near a half, for readers who expect it.",
        "Parts of like size: take `stacked-bar`.",
    ),
    kind(
        "scatter",
        "A dot for each category, the first column across and the second up.",
        "Whether two numbers go together.",
        "One number: take `bar`.",
    ),
    kind(
        "slope",
        "A line for each category from the first column to the second.",
        "Rank and change of several categories between two points in time.",
        "More points in time: take `line`.",
    ),
    kind(
        "stacked-bar",
        "Parts of 100 side by side: one bar, or a row for each item or group.",
        "The answers to a question with one answer, for one base or several.",
        "Several answers were allowed: shares do not add up, take `bar`.",
    ),
    kind(
        "stacked-column",
        "Parts on top of each other in an upright column for each category.",
        "A sum and its parts over a few points in time.",
        "Parts that are compared among each other: take `line` or `grouped-column`.",
    ),
    kind(
        "table",
        "Rows and columns of figures, each with a small bar.",
        "Many exact figures that are looked up.",
        "One message: take the kind that shows it.",
    ),
    kind(
        "waffle",
        "A hundred squares, of which as many are filled as the share says.",
        "One share that is to be felt as a number of people.",
        "More than four parts: take `stacked-bar`.",
    ),
];
