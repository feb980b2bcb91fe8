//! Generates specs of every kind of chart with a given number of categories, kind of names and kind of figures.

use make_briefing::language::Language;
use make_briefing::spec::kinds::Kind;

/// What is added to a kind, behind its name; all kinds are tried by themselves as well.
const ADDED: &[&str] = &[
    "bar+references",
    "column+references",
    "line+references",
    "dot+references",
    "bar+columns",
    "column+columns",
    "donut+columns",
    "line+categories",
    "grouped-bar+categories",
    "dumbbell+categories",
    "bar+top",
    "stacked-bar+top",
    "bar+notes",
    "column+notes",
    "grouped-bar+notes",
    "line+notes",
    "dot+notes",
    "stacked-bar+notes",
    "donut+notes",
    "scatter+notes",
    "heatmap+notes",
    "bar+groups",
    "column+groups",
    "dumbbell+groups",
    "stacked-bar+groups",
    "diverging-bar+groups",
    "table+groups",
    "diverging-bar+beside",
    "stacked-column+counts",
    "stacked-bar+counts",
];
/// Every kind by itself, then with what can be added.
fn kinds() -> impl Iterator<Item = &'static str> {
    Kind::NAMES.iter().chain(ADDED).copied()
}

pub(super) const COUNTS: [usize; 5] = [1, 2, 7, 15, 40];
/// Names of 1 to 200 characters, with and without a space.
pub(super) const NAMES: [&str; 5] = ["letter", "short", "long", "very-long", "unbroken"];
pub(super) const VALUES: [&str; 8] = ["0", "0.4", "99.6", "100", "equal", "huge", "negative", "missing"];
/// A word in each script that a survey of one country may meet.
pub(super) const SCRIPTS: [(&str, &str); 6] = [
    ("arabic", "البلدية"),
    ("hebrew", "עירייה"),
    ("greek", "Δήμος"),
    ("cyrillic", "Община"),
    ("cjk", "市役所"),
    ("emoji", "🏛️👍🏽"),
];

/// A name of one letter, where there are that many: rows in the one alphabet, columns and all else in others.
fn letter(index: usize, of: &str) -> String {
    let first = if of == "K" { 'A' } else { 'a' };
    let letter = char::from_u32(first as u32 + (index % 26) as u32).unwrap_or('?');
    if index < 26 && "KS".contains(of) { letter.to_string() } else { format!("{of}{index}") }
}

/// One generated chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chart {
    pub(super) kind: &'static str,
    pub(super) count: usize,
    pub(super) names: &'static str,
    pub(super) values: &'static str,
}

impl Chart {
    /// Each kind and count with all names and with all figures; not every pair of both, which would say little more.
    pub(super) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for (at, kind) in kinds().enumerate() {
            for (step, count) in COUNTS.into_iter().enumerate() {
                let paired =
                    VALUES.iter().enumerate().map(|(index, values)| (NAMES[(index + at) % 5], *values));
                let others =
                    NAMES.iter().enumerate().map(|(index, names)| (*names, VALUES[(index + step) % 5]));
                for (names, values) in paired.chain(others) {
                    let chart = Self { kind, count, names, values };
                    if !all.contains(&chart) && chart.is_meant() {
                        all.push(chart);
                    }
                }
            }
        }
        all
    }

    /// Each kind with a name in each script.
    pub(super) fn scripts() -> Vec<Self> {
        let of = |kind| SCRIPTS.map(|(names, _)| Self { kind, count: 2, names, values: "99.6" });
        kinds().flat_map(of).collect()
    }

    /// Shares have no negative figures and none beyond 100; tiles need their figure.
    fn is_meant(self) -> bool {
        let whole =
            ["stacked", "diverging", "donut", "pie", "waffle"].iter().any(|of| self.kind.starts_with(of));
        // A note needs a mark to stand at.
        let unmarked = self.kind.ends_with("notes") && self.count == 1 && self.values == "missing";
        !unmarked
            && (self.kind, self.values) != ("key-figures", "missing")
            && !(whole && matches!(self.values, "huge" | "negative"))
    }

    pub(super) fn id(self) -> String {
        let pieces = [self.kind.replace('+', "-with-"), self.count.to_string(), self.names.into()];
        format!("{}--{}", pieces.join("--"), self.values.replace('.', "-"))
    }

    fn base(self) -> &'static str {
        self.kind.split('+').next().unwrap_or(self.kind)
    }

    fn name(self, index: usize, of: &str, language: Language) -> String {
        let german = language == Language::German;
        let rest = match self.names {
            "letter" => return letter(index, of),
            "short" => "",
            "long" if german => " fehlende finanzielle Mittel für die Umsetzung neuer Vorhaben",
            "long" => " the lack of money with which new projects could be carried out",
            "very-long" if german => {
                " die Zusammenarbeit mit Nachbargemeinden und Landkreisen beim Aufbau gemeinsamer Rechenzentren und \
                 bei der Ausbildung von Fachkräften für den Betrieb der Verwaltungsportale in allen Ämtern der Stadt"
            }
            "very-long" => {
                " the cooperation with neighbouring towns and districts in setting up data centres that they share \
                 and in training the skilled staff whom the portals of the administration need for their many forms"
            }
            "unbroken" if german => "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsamt",
            "unbroken" => "Antidisestablishmentarianismfloccinaucinihilipilification",
            script => {
                let word = SCRIPTS.iter().find(|(name, _)| *name == script).map_or("", |(_, word)| word);
                return format!("{of}{index} {word}");
            }
        };
        format!("{of}{index}{rest}")
    }

    /// Categories, columns and the figures' type.
    fn shape(self) -> (usize, usize, &'static str) {
        let number = "numeric\n    unit: number";
        let (count, multiple) = (self.count, "multiple");
        let free = if matches!(self.values, "huge" | "negative") { number } else { multiple };
        match self.kind {
            "stacked-column+counts" | "stacked-bar+counts" => {
                (count, 3, "numeric\n    unit: count\n    by: item")
            }
            "bar+columns" | "column+columns" => (count, 4, free),
            "donut+columns" => (count, 3, "single"),
            "line+categories" | "grouped-bar+categories" | "dumbbell+categories" => {
                (count, if self.base() == "line" { 5 } else { 2 }, free)
            }
            _ => match self.base() {
                "grouped-bar" | "grouped-column" | "dumbbell" | "arrow" | "slope" | "pyramid" => {
                    (count, 2, free)
                }
                "dot" | "range" => (count, 3, free),
                "line" => (count, 6, free),
                "area" => (1, count, free),
                "stacked-area" => (count, 4, number),
                "parliament" => (count, 1, "numeric\n    unit: count"),
                "heatmap" | "table" => (count, 4, free),
                "box" => (count, 5, number),
                "scatter" => (count, 2, number),
                "histogram" => (count, 1, "numeric\n    unit: number"),
                "diverging-bar" => (count, 5, "scale\n    by: item"),
                "stacked-bar" if self.kind.ends_with("top") => (count, 1, "single"),
                "stacked-bar" | "stacked-column" => (count, 3, "single\n    by: item"),
                "donut" | "pie" | "waffle" => (count, 1, "single"),
                _ => (count, 1, free),
            },
        }
    }

    fn figure(self, row: usize, column: usize, shape: (usize, usize, &str)) -> Option<f64> {
        let figure = self.any_figure(row, column, shape);
        if shape.2.contains("unit: count") { figure.map(|figure| figure.ceil().abs()) } else { figure }
    }

    fn any_figure(
        self,
        row: usize,
        column: usize,
        (rows, columns, kind): (usize, usize, &str),
    ) -> Option<f64> {
        const OTHERS: [f64; 9] = [50.0, 12.0, 3.0, 88.0, 31.0, 7.0, 100.0, 64.0, 0.4];
        let special = match self.values {
            "missing" => None,
            "equal" => Some(37.0),
            "huge" => Some(12_345_678.9),
            "negative" => Some(-45.5),
            value => value.parse().ok(),
        };
        let first = row == 0 && column == 0;
        if kind.starts_with("single") || kind.starts_with("scale") {
            // Parts of a whole add up to 100 at most.
            let (at, parts) = if kind.ends_with("item") { (column, columns) } else { (row, rows) };
            let share = |whole: f64, parts: usize| (whole * 10.0 / parts.max(1) as f64).floor() / 10.0;
            return match at {
                _ if self.values == "equal" => Some(share(100.0, parts)),
                0 => special,
                _ => Some(share(100.0 - special.unwrap_or(0.0), parts - 1)),
            };
        }
        if self.base() == "box" {
            let middle = if row == 0 { special } else { Some(OTHERS[row % 9]) };
            return middle.map(|middle| middle + 10.0 * column as f64);
        }
        if first || self.values == "equal" {
            special
        } else {
            Some(OTHERS[(row + 2 * column) % OTHERS.len()])
        }
    }

    /// The series that the chart shows, as an entry of a series file.
    pub(super) fn series(self, language: Language) -> String {
        let shape = self.shape();
        let cell = |name: String, value: Option<f64>| {
            format!("{name}: {}", value.map_or("null".into(), |value| value.to_string()))
        };
        let row = |row: usize| {
            let cells = (0..shape.1)
                .map(|column| cell(self.name(column, "S", language), self.figure(row, column, shape)));
            let name = self.name(row, "K", language);
            match shape.1 {
                1 => cell(name, self.figure(row, 0, shape)),
                _ => format!("{name}: {{{}}}", cells.collect::<Vec<_>>().join(", ")),
            }
        };
        let rows: String = (0..shape.0).map(|index| format!("      {}\n", row(index))).collect();
        format!("  {}:\n    question: Warum?\n    type: {}\n    values:\n{rows}", self.id(), shape.2)
    }

    /// The chart file.
    pub(super) fn chart(self, language: Language) -> String {
        let (id, title) = (self.id(), self.name(0, "T", language));
        if self.base() == "key-figures" {
            let figures = (0..self.count).map(|index| {
                let name = self.name(index, "K", language);
                format!("  - {{series: {id}, category: {name}, label: {name}}}\n")
            });
            return format!("title: {title}\nchart: key-figures\nfigures:\n{}", figures.collect::<String>());
        }
        let more = match self.kind.split('+').nth(1) {
            Some("references") => {
                let label = self.name(1, "R", language);
                format!("references: [{{value: 50, label: {label}}}, {{from: 20, to: 30, label: Z}}]\n")
            }
            Some("top") => "top: 5\n".to_owned(),
            Some("notes") => self.notes(language),
            Some("groups") => self.groups(language),
            // Settings of the kind, and another series.
            Some("beside" | "counts") => String::new(),
            Some(facet) => format!("facet: {facet}\n"),
            None => String::new(),
        };
        let highlight = match self.values {
            "0.4" | "100" => format!("highlight: [{}]\n", self.name(0, "K", language)),
            _ => String::new(),
        };
        let kind = match self.kind {
            "diverging-bar+beside" => "{diverging-bar: {neutral: beside, center: 1.5}}",
            _ => self.base(),
        };
        format!("title: {title}\nseries: {id}\nchart: {kind}\nquestion: true\n{highlight}{more}")
    }

    /// Notes at two marks, one with an arrow, and over a range where the kind has any.
    fn notes(self, language: Language) -> String {
        let (rows, columns, _) = self.shape();
        let column = |at: usize| match columns {
            1 => String::new(),
            _ => format!(", column: {}", self.name(at, "S", language)),
        };
        let row = |at: usize| self.name(at, "K", language);
        let text = self.name(0, "N", language);
        // What was not published has no mark.
        let last = (rows - 1, columns - 1);
        let mut notes =
            vec![format!("{{text: {text}, category: {}{}, arrow: true}}", row(last.0), column(last.1))];
        if self.values != "missing" {
            notes.push(format!("{{text: First, category: {}{}}}", row(0), column(0)));
        }
        match self.base() {
            "line" => {
                let ends = (self.name(1, "S", language), self.name(2, "S", language));
                notes.push(format!("{{text: Range, from: {}, to: {}}}", ends.0, ends.1));
            }
            "bar" | "column" | "dot" if rows > 2 => {
                notes.push(format!("{{text: Range, from: {}, to: {}}}", row(1), row(2)));
            }
            _ => {}
        }
        format!("annotations: [{}]\n", notes.join(", "))
    }

    /// Two groups, one with a heading; the last category stands in none.
    fn groups(self, language: Language) -> String {
        let row = |at: usize| self.name(at, "K", language);
        let list = |rows: std::ops::Range<usize>| rows.map(row).collect::<Vec<_>>().join(", ");
        let half = self.count.div_ceil(2);
        let heading = self.name(0, "G", language);
        let rest = if self.count > half + 1 {
            format!(", H: [{}]", list(half..self.count - 1))
        } else {
            String::new()
        };
        format!("groups: {{{heading}: [{}]{rest}}}\n", list(0..half))
    }
}
