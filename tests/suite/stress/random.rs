//! Random charts from a seed: any kind with any number of rows, names, figures and options.

use std::ops::RangeInclusive;

use make_briefing::language::Language;
use make_briefing::spec::kinds::Kind;
use make_briefing::spec::variant::Variant;

/// Numbers that look random and are the same on every machine (SplitMix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(super) fn of(&mut self, range: RangeInclusive<usize>) -> usize {
        let (least, most) = range.into_inner();
        least + (self.roll() % (most - least + 1) as u64) as usize
    }

    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.of(0..=all.len() - 1)]
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.of(1..=100) <= percent
    }
}

/// A chart and its series.
pub(super) struct Random {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) series: String,
    pub(super) chart: String,
}

const WORDS: [[&str; 16]; 2] = [
    [
        "Geld",
        "Personalmangel",
        "in",
        "Breitbandausbau",
        "und",
        "Verwaltungsmodernisierungsgesetz",
        "für",
        "Orte",
        "öffentliche",
        "Straßenbeleuchtungsanlagen",
        "zu",
        "50.000",
        "Einwohner",
        "der",
        "Datenschutz-Grundverordnung",
        "E-Akte",
    ],
    [
        "money",
        "staff",
        "in",
        "broadband",
        "and",
        "responsibilities",
        "for",
        "towns",
        "public",
        "internationalisation",
        "to",
        "50,000",
        "inhabitants",
        "the",
        "self-service",
        "e-file",
    ],
];

impl Random {
    pub(super) fn new(number: usize, dice: &mut Dice, language: Language) -> Self {
        let kind = *dice.pick(Kind::NAMES);
        let id = format!("{kind}-{number}");
        let shape = Shape::new(kind, dice);
        let rows: Vec<String> = (0..shape.rows).map(|row| name(row, "R", dice, language)).collect();
        let columns: Vec<String> = (0..shape.columns).map(|at| name(at, "C", dice, language)).collect();
        let series = shape.series(&id, &rows, &columns, dice, language);
        if kind == "key-figures" {
            let title = name(0, "T", dice, language);
            let tiles = rows.iter().take(12).enumerate().map(|(at, row)| {
                let label = name(at, "F", dice, language);
                format!("  - {{series: {id}, category: {row}, label: {label}}}\n")
            });
            let tiles: String = tiles.collect();
            let chart = format!("title: {title}\nchart: key-figures\nfigures:\n{tiles}");
            return Self { id, kind, series, chart };
        }
        let mut chart = format!("title: {}\nseries: {id}\nchart: {kind}\n", name(0, "T", dice, language));
        if dice.chance(50) {
            chart.push_str(&format!("subtitle: {}\n", name(1, "S", dice, language)));
        }
        if dice.chance(30) {
            chart.push_str(&format!("notes: {}\n", name(2, "N", dice, language)));
        }
        if dice.chance(30) {
            chart.push_str("question: true\n");
        }
        if dice.chance(30) {
            chart.push_str(&format!("sort: {}\n", dice.pick(&["value", "data"])));
        }
        if dice.chance(30) {
            chart.push_str(&format!("highlight: [{}]\n", dice.pick(&rows)));
        }
        if shape.columns == 1 && shape.rows > 6 && dice.chance(40) {
            chart.push_str("top: 5\n");
        }
        if matches!(kind, "bar" | "dot" | "column" | "lollipop") && dice.chance(30) {
            let label = name(3, "L", dice, language);
            chart.push_str(&format!("references: [{{value: {}, label: {label}}}]\n", dice.of(1..=90)));
        }
        if shape.unit == "multiple" && dice.chance(20) {
            chart.push_str("intervals: bars\n");
        }
        if shape.columns > 1 && matches!(kind, "bar" | "column" | "dot" | "line") && dice.chance(30) {
            chart.push_str(&format!("facet: {}\n", dice.pick(&["columns", "categories"])));
        }
        Self { id, kind, series, chart }
    }
}

/// How many rows and columns, of what.
struct Shape {
    rows: usize,
    columns: usize,
    unit: &'static str,
}

impl Shape {
    fn new(kind: &str, dice: &mut Dice) -> Self {
        let rows = match dice.of(0..=9) {
            0..=5 => dice.of(1..=8),
            6..=8 => dice.of(9..=16),
            _ => dice.of(17..=45),
        };
        let free = *dice.pick(&["multiple", "numeric\n    unit: number"]);
        let (columns, unit) = match kind {
            "grouped-bar" | "grouped-column" => (dice.of(2..=4), free),
            "dumbbell" | "arrow" | "slope" | "pyramid" => (2, free),
            "range" => (3, free),
            "bar" | "column" if dice.chance(30) => (dice.of(2..=4), free),
            "dot" => (dice.of(1..=4), free),
            "line" => (dice.of(2..=9), free),
            "stacked-area" => (dice.of(3..=9), "numeric\n    unit: number"),
            "parliament" => (1, free),
            "area" => (dice.of(3..=9), "multiple"),
            "heatmap" | "table" => (dice.of(1..=7), free),
            "box" => (5, "numeric\n    unit: number"),
            "scatter" => (2, "numeric\n    unit: number"),
            "histogram" => (1, "numeric\n    unit: number"),
            "diverging-bar" => (dice.of(3..=7), "scale\n    by: item"),
            "stacked-bar" | "stacked-column" => (dice.of(2..=6), "single\n    by: item"),
            "donut" | "pie" | "waffle" => (1, "single"),
            _ => (1, free),
        };
        Self { rows, columns, unit }
    }

    fn is_parts(&self) -> bool {
        self.unit.starts_with("single") || self.unit.starts_with("scale")
    }

    /// The figures of a row: any shares or numbers; parts of a whole stay below 100 together.
    fn figures(&self, dice: &mut Dice) -> Vec<String> {
        let mut left = if self.columns == 1 { 1000 / self.rows.max(1) } else { 1000 };
        let mut figures = Vec::new();
        let magnitude = 10_f64.powi(dice.of(0..=7) as i32);
        for _ in 0..self.columns {
            let tenths = if self.is_parts() {
                let tenths = dice.of(0..=left);
                left -= if self.columns == 1 { 0 } else { tenths };
                tenths as f64
            } else {
                dice.of(0..=1000) as f64
            };
            let is_number = self.unit.ends_with("number");
            let value = if is_number { tenths / 1000.0 * magnitude } else { tenths / 10.0 };
            let sign = if is_number && dice.chance(10) && self.columns != 5 { -1.0 } else { 1.0 };
            figures.push(value * sign);
        }
        if self.columns == 5 && self.unit.ends_with("number") {
            figures.sort_by(f64::total_cmp);
        }
        let decimals = dice.of(0..=1);
        let print = |value: f64, dice: &mut Dice| {
            if !self.is_parts() && dice.chance(4) { "null".to_owned() } else { format!("{value:.decimals$}") }
        };
        figures.into_iter().map(|value| print(value, dice)).collect()
    }

    fn series(
        &self,
        id: &str,
        rows: &[String],
        columns: &[String],
        dice: &mut Dice,
        language: Language,
    ) -> String {
        let question = name(4, "Q", dice, language);
        let mut text = format!(
            "  {id}:\n    question: {question}\n    type: {}\n    base: {{label: {}, n: {}}}\n    values:\n",
            self.unit,
            name(5, "B", dice, language),
            dice.of(30..=5000),
        );
        for row in rows {
            let figures = self.figures(dice);
            if let [figure] = &figures[..] {
                text.push_str(&format!("      {row}: {figure}\n"));
            } else {
                let cells =
                    columns.iter().zip(&figures).map(|(column, figure)| format!("{column}: {figure}"));
                text.push_str(&format!("      {row}: {{{}}}\n", cells.collect::<Vec<_>>().join(", ")));
            }
        }
        text
    }
}

/// A name of one to twelve words; its number makes it the only one of its kind.
fn name(index: usize, of: &str, dice: &mut Dice, language: Language) -> String {
    let words = &WORDS[usize::from(language == Language::English)];
    let count = if dice.chance(70) { dice.of(0..=3) } else { dice.of(4..=12) };
    let words: Vec<&str> = (0..count).map(|_| *dice.pick(words)).collect();
    format!("\"{}\"", [&[&*format!("{of}{index}")], &words[..]].concat().join(" "))
}

/// A size that somebody may ask for: from a column of print to a wall.
pub(super) fn variant(name: &str, dice: &mut Dice) -> Variant {
    let width = dice.of(300..=2400) as f32;
    // Text as large as it is for pages, or as for a hall.
    let text = dice.of(11..=11 + (width / 60.0) as usize) as f32;
    let height = if dice.chance(50) { 0.0 } else { width * dice.of(40..=140) as f32 / 100.0 };
    Variant { name: name.into(), width, height, text, plain: dice.chance(30), grey: dice.chance(20) }
}
