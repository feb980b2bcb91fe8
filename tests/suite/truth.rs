//! What must hold for every chart, whatever it shows: asserted on the scenes of many generated specs.
//!
//! Each combination is named `kind--categories--names--values`, such as `donut--2--long--99-6`.

use std::collections::BTreeMap;

use crate::harness::Drawn;
use make_briefing::diagnostic::Diagnostic;
use make_briefing::layout::shown::{RowKind, Shown};
use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep, TextRole, TextRun};
use make_briefing::text::language::Language;
use make_briefing::text::shape::shape;
use make_briefing::theme::fonts::{FontFiles, FontSet, Style};
use make_briefing::theme::palette::contrast;
use make_briefing::units::{Color, Rect};

use crate::harness::{Scratch, draw_all};

/// What does not hold yet: a combination (`*` is any), what is wrong with it, and why.
const KNOWN: &[(&str, &str, &str)] = &[];

/// What is refused with a diagnostic that names a better kind, or because no page is that tall.
const REFUSED: [(&str, &str); 3] = [
    ("column-two--15--*--*", "unsuitable-kind"),
    ("*--15--very-long--*", "too-tall"),
    ("*--15--long--*", "too-tall"),
];

const KINDS: &[&str] = &[
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
const COUNTS: &[usize] = &[1, 2, 7, 15];
const NAMES: &[&str] = &["short", "long", "very-long", "unbroken"];
const VALUES: [&str; 8] = ["0", "0-4", "1", "50", "99-6", "100", "equal", "missing"];

/// One generated chart.
#[derive(Debug, Clone, Copy)]
struct Combo {
    kind: &'static str,
    count: usize,
    names: &'static str,
    values: &'static str,
}

impl Combo {
    /// Every combination that a chart can be made of.
    fn all() -> Vec<Self> {
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

    fn id(self) -> String {
        format!("{}--{}--{}--{}", self.kind, self.count, self.names, self.values)
    }

    /// Whether it has error bars.
    fn intervals(self) -> bool {
        self.kind.ends_with("-intervals")
    }

    /// The name of the `index`-th category or column.
    fn name(self, index: usize, of: &str) -> String {
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
    fn free(self, index: usize, column: usize) -> Option<f64> {
        const OTHERS: [f64; 9] = [50.0, 12.0, 3.0, 88.0, 31.0, 7.0, 100.0, 64.0, 0.4];
        match self.values {
            "equal" => Some(37.0),
            _ if index == 0 && column == 0 => self.value(),
            _ => Some(OTHERS[(index + 2 * column) % OTHERS.len()]),
        }
    }

    /// The figures of a whole: the value in question, the rest shared out equally.
    fn part(self, index: usize, parts: usize) -> Option<f64> {
        let tenth = |value: f64| Some((value * 10.0).floor() / 10.0);
        match self.values {
            "equal" => tenth(100.0 / parts as f64),
            _ if index == 0 => self.value(),
            _ => tenth((100.0 - self.value().unwrap_or(0.0)) / (parts - 1) as f64),
        }
    }

    /// The value in question; `None` is one that was not published.
    fn value(self) -> Option<f64> {
        self.values.replace('-', ".").parse().ok()
    }

    /// The series that the chart shows, as an entry of a series file.
    fn series(self) -> String {
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
                ("numeric\n    unit: count", list(&|row| self.free(row, 0).map(|value| value * 123_456.0)))
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
    fn chart(self) -> String {
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

/// A text without all that a line break may change.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is wrong with a drawing: a few fixed words, and where.
type Wrong = (&'static str, String);

/// A drawing with what is needed to judge it.
struct Judge<'a> {
    kind: &'a str,
    scene: &'a Scene,
    shown: &'a Shown,
    fonts: &'a FontSet<'a>,
    /// The smallest size of type.
    least: f32,
    wrong: Vec<Wrong>,
}

impl Judge<'_> {
    fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.scene.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        })
    }

    fn rects(&self) -> impl Iterator<Item = (Rect, Color)> {
        self.scene.items.iter().filter_map(|item| match item {
            Item::Rect { rect, fill } => Some((*rect, *fill)),
            _ => None,
        })
    }

    fn of(&self, role: TextRole) -> impl Iterator<Item = &TextRun> {
        self.texts().filter(move |run| run.role == role)
    }

    /// Everything that must hold.
    fn judge(mut self) -> Vec<Wrong> {
        let checks = [
            Self::texts_apart,
            Self::inside,
            Self::large_enough,
            Self::readable,
            Self::names_whole,
            Self::names_beside_marks,
            Self::lines_beside_texts,
            Self::values_there,
            Self::marks_to_scale,
            Self::values_beside_their_marks,
        ];
        for check in checks {
            let found = check(&self);
            self.wrong.extend(found);
        }
        self.wrong
    }

    fn texts_apart(&self) -> Vec<Wrong> {
        let texts: Vec<&TextRun> = self.texts().collect();
        let mut wrong = Vec::new();
        for (index, one) in texts.iter().enumerate() {
            for other in &texts[index + 1..] {
                if one.bounds().overlaps(other.bounds(), 0.5) {
                    wrong.push((
                        "text over text",
                        format!("{:?} and {:?}", one.shaped.text, other.shaped.text),
                    ));
                }
            }
        }
        wrong
    }

    fn inside(&self) -> Vec<Wrong> {
        let canvas = Rect::new(0.0, 0.0, self.scene.size.width, self.scene.size.height);
        let texts = self.texts().map(|run| (run.bounds(), format!("{:?}", run.shaped.text)));
        let rects = self.rects().map(|(rect, _)| (rect, "a rectangle".to_owned()));
        texts
            .chain(rects)
            .filter(|(bounds, _)| !canvas.contains(*bounds, 0.5))
            .map(|(bounds, what)| ("outside the canvas", format!("{what} at {bounds:?}")))
            .collect()
    }

    fn large_enough(&self) -> Vec<Wrong> {
        self.texts()
            .filter(|run| run.size < self.least - 0.001)
            .map(|run| ("small type", format!("{:?} in {}", run.shaped.text, run.size)))
            .collect()
    }

    /// Contrast of 4.5:1 with what lies behind the middle of a text, 3:1 for large type (WCAG 2.2, 1.4.3).
    fn readable(&self) -> Vec<Wrong> {
        let ground = self.scene.background.unwrap_or(Color::WHITE);
        let behind = |run: &TextRun| {
            let middle = run.bounds().center();
            let spot = Rect::new(middle.x, middle.y, 0.0, 0.0);
            self.rects().filter(|(rect, _)| rect.contains(spot, 0.0)).last().map_or(ground, |(_, fill)| fill)
        };
        let wanted = |run: &TextRun| if run.size >= 24.0 { 3.0 } else { 4.5 };
        self.texts()
            .filter(|run| contrast(run.color, behind(run)) < wanted(run))
            .map(|run| ("weak contrast", format!("{:?} on {}", run.shaped.text, behind(run).hex())))
            .collect()
    }

    /// The letters and digits of all texts, however they are broken into lines.
    fn letters(&self) -> String {
        self.texts().map(|run| letters(&run.shaped.text)).collect()
    }

    /// Every name is there to its last letter, however it is broken into lines.
    fn names_whole(&self) -> Vec<Wrong> {
        let drawn = self.letters();
        let rows = self.shown.rows.iter().map(|row| row.name.as_str());
        // Subgroups are bars of their own, and parts must not be drawn twice: their net is left to the table.
        let columns = self.shown.columns.iter().map(|column| column.name.as_str());
        rows.chain(columns)
            .filter(|name| !drawn.contains(&letters(name)))
            .map(|name| ("name not whole", format!("{name:?}")))
            .collect()
    }

    /// Names stand beside bars and swatches, never on them; tiles are made to be written on.
    fn names_beside_marks(&self) -> Vec<Wrong> {
        if self.kind == "key-figures" {
            return Vec::new();
        }
        let named = |run: &&TextRun| matches!(run.role, TextRole::Category | TextRole::Legend);
        let mut wrong = Vec::new();
        for run in self.texts().filter(named) {
            if self.rects().any(|(rect, _)| rect.overlaps(run.bounds(), 0.5)) {
                wrong.push(("name on a mark", format!("{:?}", run.shaped.text)));
            }
        }
        wrong
    }

    /// Leaders and brackets strike no text through.
    fn lines_beside_texts(&self) -> Vec<Wrong> {
        if !self.kind.starts_with("stacked") && !self.kind.ends_with("-intervals") {
            return Vec::new();
        }
        let mut wrong = Vec::new();
        for item in &self.scene.items {
            let Item::Path { steps, stroke: Some(_), .. } = item else { continue };
            let points: Vec<_> = steps
                .iter()
                .filter_map(|step| match step {
                    PathStep::Move(to) | PathStep::Line(to) => Some(*to),
                    _ => None,
                })
                .collect();
            for pair in points.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let line = Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
                let struck = self.texts().find(|run| run.bounds().overlaps(line, 0.5));
                wrong.extend(struck.map(|run| ("line through text", format!("{:?}", run.shaped.text))));
            }
        }
        wrong
    }

    /// Each figure is printed: at its mark where there is room, which only the segments of rows may lack.
    fn values_there(&self) -> Vec<Wrong> {
        let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
        for run in self.of(TextRole::Value) {
            *printed.entry(&run.shaped.text).or_default() += 1;
        }
        let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
        let rows_of_parts = matches!(self.kind, "stacked-items" | "stacked-groups");
        for row in &self.shown.rows {
            for value in &row.values {
                let text = self.shown.print_in(row, *value, Language::German);
                if rows_of_parts && !self.has_room(&text, value.unwrap_or(0.0)) {
                    continue;
                }
                // Over a bracket the sum stands behind the name, in as many lines as they need.
                if row.kind == RowKind::Net
                    && self.letters().contains(&letters(&format!("{}{text}", row.name)))
                {
                    continue;
                }
                *wanted.entry(text).or_default() += 1;
            }
        }
        wanted
            .into_iter()
            .filter(|(text, times)| printed.get(text.as_str()).copied().unwrap_or(0) < *times)
            .map(|(text, times)| ("value missing", format!("{text:?} belongs there {times} times")))
            .collect()
    }

    /// Whether a segment of a row holds its figure with one em to spare.
    fn has_room(&self, text: &str, value: f64) -> bool {
        let bars: Vec<Rect> = {
            let tallest = self.rects().map(|(rect, _)| rect.height).fold(0.0, f32::max);
            self.rects().map(|(rect, _)| rect).filter(|rect| rect.height > tallest * 0.9).collect()
        };
        let left = bars.iter().map(|rect| rect.x).fold(f32::INFINITY, f32::min);
        let right = bars.iter().map(|rect| rect.right()).fold(0.0, f32::max);
        let size = self.of(TextRole::Category).map(|run| run.size).fold(self.least, f32::max);
        let width = shape(self.fonts, Style::Semibold, text).width * size;
        width + size <= (right - left) * (value / 100.0) as f32
    }
}

/// Bars and segments.
impl Judge<'_> {
    /// The figures in the order in which they are drawn; `None` where the kind has no bars.
    fn figures(&self) -> Option<Vec<Option<f64>>> {
        let rows = self.shown.rows.iter();
        match self.kind {
            "donut" | "key-figures" | "bar-below-zero" => None,
            // Subgroups are bars of their own.
            "stacked-groups" => {
                let parts: Vec<_> = rows.filter(|row| row.kind != RowKind::Net).collect();
                let columns = 0..self.shown.columns.len();
                Some(columns.flat_map(|column| parts.iter().map(move |row| row.values[column])).collect())
            }
            // A net would be drawn twice: once by itself and once as its parts.
            kind if kind.starts_with("stacked") => {
                Some(rows.filter(|row| row.kind != RowKind::Net).flat_map(|row| row.values.clone()).collect())
            }
            _ => Some(rows.flat_map(|row| row.values.clone()).collect()),
        }
    }

    /// The bars of the figures that have one, in the same order.
    fn bars(&self, figures: &[Option<f64>]) -> Vec<(usize, Rect)> {
        // A picture by itself has a flag above its title.
        let flag = usize::from(self.scene.background.is_some());
        let drawn = figures.iter().enumerate().filter(|(_, value)| value.is_some_and(|value| value > 0.0));
        drawn.map(|(index, _)| index).zip(self.rects().skip(flag).map(|(rect, _)| rect)).collect()
    }

    fn length(&self, bar: Rect) -> f32 {
        if self.kind.starts_with("column") { bar.height } else { bar.width }
    }

    /// Lengths are to each other as the figures are.
    fn marks_to_scale(&self) -> Vec<Wrong> {
        let Some(figures) = self.figures() else { return Vec::new() };
        let bars = self.bars(&figures);
        let wanted = figures.iter().flatten().filter(|value| **value > 0.0).count();
        if bars.len() < wanted {
            return vec![("bar missing", format!("{} of {wanted} are drawn", bars.len()))];
        }
        let longest = bars.iter().map(|(_, bar)| self.length(*bar)).fold(0.0, f32::max);
        let most = figures.iter().flatten().copied().fold(0.0, f64::max);
        bars.iter()
            .filter_map(|(index, bar)| {
                let right = longest * (figures[*index].unwrap_or(0.0) / most) as f32;
                let drawn = self.length(*bar);
                ((drawn - right).abs() > 0.1).then(|| {
                    ("bar not to scale", format!("{drawn} instead of {right} for {:?}", figures[*index]))
                })
            })
            .collect()
    }

    /// Behind the end of a bar, above a column: on its middle, at most one em away, and on no other mark.
    fn values_beside_their_marks(&self) -> Vec<Wrong> {
        let upright = self.kind.starts_with("column");
        let Some(figures) = self.figures().filter(|_| !self.kind.starts_with("stacked")) else {
            return Vec::new();
        };
        let values: Vec<&TextRun> = self.of(TextRole::Value).collect();
        let mut wrong = Vec::new();
        for (index, bar) in self.bars(&figures) {
            let Some(run) = values.get(index) else { continue };
            let (text, end) = (run.bounds(), bar);
            let (aside, away) = match upright {
                true => (text.center().x - end.center().x, end.y - text.bottom()),
                false => (text.center().y - end.center().y, text.x - end.right()),
            };
            // Beyond the end of its error bar, however long that is.
            let most = if self.kind.ends_with("-intervals") { f32::INFINITY } else { run.size };
            if aside.abs() > run.size * 0.3 || !(0.0..most).contains(&away) {
                wrong.push((
                    "value not at its mark",
                    format!("{:?}: {aside} aside, {away} away", run.shaped.text),
                ));
            }
        }
        for run in values {
            if self.rects().any(|(rect, _)| rect.overlaps(run.bounds(), 0.5)) {
                wrong.push(("value on a mark", format!("{:?}", run.shaped.text)));
            }
        }
        wrong
    }
}

/// What is wrong with the two drawings of a combination.
fn judged(combo: Combo, drawn: &Drawn, fonts: &FontSet<'_>) -> Vec<Wrong> {
    [(&drawn.image, 11.0), (&drawn.page, 7.0)]
        .into_iter()
        .flat_map(|(scene, least)| {
            Judge { kind: combo.kind, scene, shown: &drawn.shown, fonts, least, wrong: Vec::new() }.judge()
        })
        .collect()
}

/// Whether a combination's name fits a pattern, piece by piece.
fn fits(pattern: &str, id: &str) -> bool {
    let (pattern, id): (Vec<&str>, Vec<&str>) = (pattern.split("--").collect(), id.split("--").collect());
    pattern.len() == id.len() && pattern.iter().zip(id).all(|(want, have)| *want == "*" || *want == have)
}

/// Whether a chart was refused for the one reason that it may be refused for.
fn refused(id: &str, faults: &[Diagnostic]) -> bool {
    let may = |code: &str| REFUSED.iter().any(|(pattern, reason)| *reason == code && fits(pattern, id));
    !faults.is_empty() && faults.iter().all(|fault| may(fault.code))
}

#[test]
fn no_chart_lies_hides_or_overlaps() {
    let combos = Combo::all();
    let specs = Scratch::new();
    let series: String = combos.iter().map(|combo| combo.series()).collect();
    specs.put("series/all.yaml", format!("series:\n{series}"));
    for combo in &combos {
        specs.put(&format!("charts/{}.yaml", combo.id()), combo.chart());
    }
    let files = FontFiles::default();
    let fonts = FontSet::new(&files).unwrap();
    let drawings = draw_all(specs.path());
    assert_eq!(drawings.len(), combos.len());

    let mut found: BTreeMap<(String, &'static str), String> = BTreeMap::new();
    for (id, drawn, faults) in &drawings {
        let combo = *combos.iter().find(|combo| combo.id() == *id).unwrap();
        match drawn {
            None if refused(id, faults) => {}
            None => {
                let said: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
                found.insert((id.clone(), "not drawn"), said.join("; "));
            }
            Some(drawn) => {
                for (what, detail) in judged(combo, drawn, &fonts) {
                    found.entry((id.clone(), what)).or_insert(detail);
                }
            }
        }
    }
    let known = |id: &str, what: &str| KNOWN.iter().any(|(pattern, w, _)| *w == what && fits(pattern, id));
    let new: Vec<String> = found
        .iter()
        .filter(|((id, what), _)| !known(id, what))
        .map(|((id, what), detail)| format!("{id}: {what}: {detail}"))
        .collect();
    assert!(new.is_empty(), "{} of {} charts:\n{}", new.len(), combos.len(), new.join("\n"));
    for (pattern, what, _) in KNOWN {
        let fitting = || drawings.iter().filter(|(id, ..)| fits(pattern, id));
        // What is not drawn at all cannot show yet that another fault of it is mended.
        let hidden = *what != "not drawn" && fitting().all(|(_, drawn, _)| drawn.is_none());
        let there = fitting().any(|(id, ..)| found.contains_key(&(id.clone(), *what)));
        assert!(there || hidden, "`{pattern}` has no {what} any more: take it out of KNOWN");
    }
}

#[test]
fn the_shipped_charts_hold_too() {
    let files = FontFiles::default();
    let fonts = FontSet::new(&files).unwrap();
    for (id, drawn, faults) in draw_all(&crate::harness::shipped()) {
        assert!(faults.is_empty(), "{id}: {faults:?}");
        let drawn = drawn.unwrap();
        for (scene, least) in [(&drawn.image, 11.0), (&drawn.page, 7.0)] {
            let judge =
                Judge { kind: "", scene, shown: &drawn.shown, fonts: &fonts, least, wrong: Vec::new() };
            let wrong: Vec<Wrong> = [judge.texts_apart(), judge.inside(), judge.large_enough()].concat();
            assert!(wrong.is_empty(), "{id}: {wrong:?}");
        }
    }
}

/// The two drawings' texts of a chart over a series file made for the purpose.
fn texts_of(series: &str, chart: &str) -> (Drawn, Vec<String>) {
    let specs = Scratch::new();
    specs.put("series/survey.yaml", series);
    specs.put("charts/chart.yaml", chart);
    let (_, drawn, faults) = draw_all(specs.path()).pop().unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let drawn = drawn.unwrap();
    let text = |item: &Item| match item {
        Item::Text(run) => Some(run.shaped.text.clone()),
        _ => None,
    };
    let texts = drawn.image.items.iter().filter_map(text).collect();
    (drawn, texts)
}

#[test]
fn each_key_figure_keeps_its_unit() {
    let series = "series:\n  budget: {type: single, values: {mehr: 54}}\n  \
                  rechner: {type: numeric, unit: count, values: {Rechner: 12345}}\n";
    let chart = "title: Zahlen\nchart: key-figures\nfigures:\n  \
                 - {series: budget, category: mehr, label: wollen mehr}\n  \
                 - {series: rechner, category: Rechner, label: Rechner}\n";
    let (_, texts) = texts_of(series, chart);
    assert!(texts.contains(&"54\u{202f}%".to_owned()) && texts.contains(&"12.345".to_owned()), "{texts:?}");
}

#[test]
fn an_alternative_text_ends_its_sentences_once() {
    let series = "series:\n  plan: {type: multiple, values: {mehr: 54, weniger: }}\n";
    let (drawn, _) = texts_of(series, "title: Pläne\nseries: plan\nchart: bar\n");
    assert!(!drawn.image.alt.contains(".."), "{}", drawn.image.alt);
}

#[test]
fn a_whole_of_which_parts_are_left_out_is_refused_or_completed() {
    let series = "series:\n  plan: {type: single, values: {mehr: 54, gleich: 34, weniger: 12}}\n";
    let chart = "title: Pläne\nseries: plan\nchart: donut\ncategories: [gleich, weniger]\n";
    let specs = Scratch::new();
    specs.put("series/survey.yaml", series);
    specs.put("charts/chart.yaml", chart);
    let (_, drawn, faults) = draw_all(specs.path()).pop().unwrap();
    let sum = |drawn: Drawn| drawn.shown.rows.iter().filter_map(|row| row.values[0]).sum::<f64>();
    assert!(!faults.is_empty() || drawn.map(sum) == Some(100.0));
}
