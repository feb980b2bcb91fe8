//! Generated charts, each with one kind of figures and one kind of names to test.

pub(super) const KINDS: &[&str] = &[
    "bar",
    "bar-net",
    "bar-counts",
    "bar-below-zero",
    "bar-intervals",
    "column",
    "column-two",
    "column-intervals",
    "grouped-intervals",
    "grouped-two",
    "grouped-three",
    "stacked-single",
    "stacked-net",
    "stacked-items",
    "stacked-groups",
    "donut",
    "key-figures",
];
pub(super) const COUNTS: &[usize] = &[1, 2, 7, 15];
pub(super) const NAMES: &[&str] = &["short", "long", "very-long", "unbroken"];
pub(super) const VALUES: [&str; 8] = ["0", "0-4", "1", "50", "99-6", "100", "equal", "missing"];

/// One generated chart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Combo {
    pub(super) kind: &'static str,
    pub(super) count: usize,
    pub(super) names: &'static str,
    pub(super) values: &'static str,
}

impl Combo {
    /// Every combination that a chart can be made of.
    pub(super) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for kind in KINDS.iter().copied() {
            for count in COUNTS.iter().copied() {
                // A ring of more than four parts is refused; a net needs two categories.
                if (kind == "donut" && count > 4) || (kind.ends_with("-net") && count < 2) {
                    continue;
                }
                for names in NAMES.iter().copied() {
                    // A key figure that was not published is refused.
                    let values =
                        VALUES.iter().filter(|values| (kind, **values) != ("key-figures", "missing"));
                    all.extend(values.map(|values| Self { kind, count, names, values }));
                }
            }
        }
        all
    }

    pub(super) fn id(self) -> String {
        format!("{}--{}--{}--{}", self.kind, self.count, self.names, self.values)
    }

    /// Whether it has error bars.
    pub(super) fn intervals(self) -> bool {
        self.kind.ends_with("-intervals")
    }

    /// The name of the `index`-th category or column.
    pub(super) fn name(self, index: usize, of: &str) -> String {
        match self.names {
            "short" => format!("{of}{index}"),
            "long" => format!("{of}{index} fehlende finanzielle Mittel für die Umsetzung neuer Vorhaben"),
            "very-long" => format!(
                "{of}{index} die Zusammenarbeit mit Nachbargemeinden und Landkreisen beim Aufbau gemeinsamer \
                 Rechenzentren und bei der Ausbildung von Fachkräften für den Betrieb der Verwaltungsportale"
            ),
            _ => format!("{of}{index}Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsamt"),
        }
    }

    /// The figures of a question with several answers: the value in question, then others beside it.
    pub(super) fn free(self, index: usize, column: usize) -> Option<f64> {
        const OTHERS: [f64; 9] = [50.0, 12.0, 3.0, 88.0, 31.0, 7.0, 100.0, 64.0, 0.4];
        match self.values {
            "equal" => Some(37.0),
            _ if index == 0 && column == 0 => self.value(),
            _ => Some(OTHERS[(index + 2 * column) % OTHERS.len()]),
        }
    }

    /// The figures of a whole: the value in question, the rest shared out equally.
    pub(super) fn part(self, index: usize, parts: usize) -> Option<f64> {
        let tenth = |value: f64| Some((value * 10.0).floor() / 10.0);
        match self.values {
            "equal" => tenth(100.0 / parts as f64),
            _ if index == 0 => self.value(),
            _ => tenth((100.0 - self.value().unwrap_or(0.0)) / (parts - 1) as f64),
        }
    }

    /// The value in question; `None` is one that was not published.
    pub(super) fn value(self) -> Option<f64> {
        self.values.replace('-', ".").parse().ok()
    }

    /// The series that the chart shows, as an entry of a series file.
    pub(super) fn series(self) -> String {
        let categories: Vec<String> = (0..self.count).map(|index| self.name(index, "K")).collect();
        let cell = |name: &str, value: Option<f64>| {
            format!("{name}: {}", value.map_or("null".into(), |value| value.to_string()))
        };
        let wide = |columns: usize, value: &dyn Fn(usize, usize) -> Option<f64>| -> String {
            let rows = categories.iter().enumerate().map(|(row, name)| {
                let cells = (0..columns).map(|column| cell(&self.name(column, "S"), value(row, column)));
                format!("      {name}: {{{}}}\n", cells.collect::<Vec<_>>().join(", "))
            });
            format!("\n{}", rows.collect::<String>())
        };
        let list = |value: &dyn Fn(usize) -> Option<f64>| -> String {
            let cells = categories.iter().enumerate().map(|(row, name)| cell(name, value(row)));
            format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
        };
        let (settings, values) = match self.kind {
            "bar" | "bar-net" | "bar-intervals" | "column" | "column-intervals" | "key-figures" => {
                ("multiple", list(&|row| self.free(row, 0)))
            }
            "bar-counts" => {
                ("numeric\n    unit: number", list(&|row| self.free(row, 0).map(|value| value * 123_456.0)))
            }
            "bar-below-zero" => {
                ("numeric\n    unit: number", list(&|row| self.free(row, 0).map(|value| value - 45.0)))
            }
            "column-two" | "grouped-two" | "grouped-intervals" => {
                ("multiple", wide(2, &|row, column| self.free(row, column)))
            }
            "grouped-three" => ("multiple", wide(3, &|row, column| self.free(row, column))),
            "stacked-items" => (
                "single\n    by: item\n    remainder: keine Angabe",
                wide(2, &|row, column| match row {
                    0 => self.part(column, 3),
                    _ => Some([20.0, 64.0][column]),
                }),
            ),
            "stacked-groups" => (
                "single\n    by: group\n    remainder: keine Angabe",
                wide(2, &|row, column| match column {
                    0 => self.part(row, self.count),
                    _ => Some((1000.0 / self.count as f64).floor() / 10.0),
                }),
            ),
            _ => ("single\n    remainder: keine Angabe", list(&|row| self.part(row, self.count))),
        };
        let nets: Vec<String> = match self.kind {
            "bar-net" | "stacked-net" => categories
                .chunks_exact(2)
                .take(2)
                .enumerate()
                .map(|(net, parts)| format!("{}: [{}]", self.name(net, "N"), parts.join(", ")))
                .collect(),
            _ => Vec::new(),
        };
        let nets = format!("{{{}}}", nets.join(", "));
        // Few answers: wide intervals.
        let base = if self.intervals() { "    base: {label: alle, n: 41}\n" } else { "" };
        let question = "Welche Folgen hat das für Ihre Kommune, und was fehlt Ihnen am meisten?";
        format!(
            "  {}:\n    question: {question}\n    type: {settings}\n    values: {values}\n    nets: {nets}\n{base}",
            self.id()
        )
    }

    /// The chart file.
    pub(super) fn chart(self) -> String {
        let title = self.name(0, "T");
        let chart = match self.kind {
            "key-figures" => {
                let figures = (0..self.count).map(|index| {
                    let name = self.name(index, "K");
                    format!("  - {{series: {}, category: {name}, label: {name}}}\n", self.id())
                });
                return format!(
                    "title: {title}\nchart: key-figures\nfigures:\n{}",
                    figures.collect::<String>()
                );
            }
            "bar" | "bar-net" | "bar-counts" | "bar-below-zero" | "bar-intervals" => "bar",
            "column" | "column-intervals" => "column",
            "column-two" => "grouped-column",
            "grouped-two" | "grouped-three" | "grouped-intervals" => "grouped-bar",
            "donut" => "donut",
            _ => "stacked-bar",
        };
        // Highlighting changes weights and colours: every other combination has it.
        let highlight = match self.values {
            "0-4" | "50" | "100" => format!("highlight: [{}]\n", self.name(0, "K")),
            _ => String::new(),
        };
        let intervals = if self.intervals() { "intervals: bars\n" } else { "" };
        format!(
            "title: {title}\nseries: {}\nchart: {chart}\nquestion: true\n{highlight}{intervals}",
            self.id()
        )
    }
}
