//! Generated specs of every kind of chart: so many categories, such names, such figures.

use make_briefing::text::language::Language;

/// Every kind by its own name, and what can be added to one behind a `+`.
pub(super) const KINDS: &[&str] = &[
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
];
pub(super) const COUNTS: [usize; 5] = [1, 2, 7, 15, 40];
pub(super) const NAMES: [&str; 4] = ["short", "long", "very-long", "unbroken"];
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
        for (at, kind) in KINDS.iter().copied().enumerate() {
            for (step, count) in COUNTS.into_iter().enumerate() {
                let paired =
                    VALUES.iter().enumerate().map(|(index, values)| (NAMES[(index + at) % 4], *values));
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
        KINDS.iter().copied().flat_map(of).collect()
    }

    /// Shares have no negative figures and none beyond 100; tiles need their figure.
    fn is_meant(self) -> bool {
        let whole =
            ["stacked", "diverging", "donut", "pie", "waffle"].iter().any(|of| self.kind.starts_with(of));
        !(whole && matches!(self.values, "huge" | "negative"))
            && (self.kind, self.values) != ("key-figures", "missing")
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
            "short" => "",
            "long" if german => " fehlende finanzielle Mittel für die Umsetzung neuer Vorhaben",
            "long" => " the lack of money with which new projects could be carried out",
            "very-long" if german => {
                " die Zusammenarbeit mit Nachbargemeinden und Landkreisen beim Aufbau gemeinsamer Rechenzentren und \
                 bei der Ausbildung von Fachkräften für den Betrieb der Verwaltungsportale"
            }
            "very-long" => {
                " the cooperation with neighbouring towns and districts in setting up data centres that they share \
                 and in training the skilled staff whom the portals of the administration need"
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
            "bar+columns" | "column+columns" => (count, 4, free),
            "donut+columns" => (count, 3, "single"),
            "line+categories" | "grouped-bar+categories" | "dumbbell+categories" => {
                (count, if self.base() == "line" { 5 } else { 2 }, free)
            }
            _ => match self.base() {
                "grouped-bar" | "grouped-column" | "dumbbell" | "arrow" | "slope" => (count, 2, free),
                "dot" => (count, 3, free),
                "line" => (count, 6, free),
                "area" => (1, count, free),
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

    fn figure(self, row: usize, column: usize, (rows, columns, kind): (usize, usize, &str)) -> Option<f64> {
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
            let middle = if first { special } else { Some(OTHERS[row % 9]) };
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
            Some(facet) => format!("facet: {facet}\n"),
            None => String::new(),
        };
        let highlight = match self.values {
            "0.4" | "100" => format!("highlight: [{}]\n", self.name(0, "K", language)),
            _ => String::new(),
        };
        format!("title: {title}\nseries: {id}\nchart: {}\nquestion: true\n{highlight}{more}", self.base())
    }
}
