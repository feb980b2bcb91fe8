//! Invariants of texts, lines and figures.

use std::collections::BTreeMap;

use make_briefing::chart::data::{ChartData, RowKind};
use make_briefing::language::Language;
use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep, TextRole, TextRun};
use make_briefing::theme::fonts::{FontSet, Style};
use make_briefing::theme::palette::contrast;
use make_briefing::typeset::shaping::shape;
use make_briefing::units::{Color, Rect};

/// A text without all that a line break may change.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is wrong with a drawing: a few fixed words, and where.
pub(super) type Wrong = (&'static str, String);

/// A drawing with what is needed to judge it.
pub(super) struct Judge<'a> {
    pub(super) kind: &'a str,
    pub(super) scene: &'a Scene,
    pub(super) shown: &'a ChartData,
    pub(super) fonts: &'a FontSet<'a>,
    /// The smallest size of type.
    pub(super) least: f32,
    pub(super) wrong: Vec<Wrong>,
}

impl Judge<'_> {
    pub(super) fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.scene.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        })
    }

    pub(super) fn rects(&self) -> impl Iterator<Item = (Rect, Color)> {
        self.scene.items.iter().filter_map(|item| match item {
            Item::Rect { rect, fill } => Some((*rect, *fill)),
            _ => None,
        })
    }

    pub(super) fn of(&self, role: TextRole) -> impl Iterator<Item = &TextRun> {
        self.texts().filter(move |run| run.role == role)
    }

    /// Everything that must hold.
    pub(super) fn judge(mut self) -> Vec<Wrong> {
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

    pub(super) fn texts_apart(&self) -> Vec<Wrong> {
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

    pub(super) fn inside(&self) -> Vec<Wrong> {
        let canvas = Rect::new(0.0, 0.0, self.scene.size.width, self.scene.size.height);
        let texts = self.texts().map(|run| (run.bounds(), format!("{:?}", run.shaped.text)));
        let rects = self.rects().map(|(rect, _)| (rect, "a rectangle".to_owned()));
        texts
            .chain(rects)
            .filter(|(bounds, _)| !canvas.contains(*bounds, 0.5))
            .map(|(bounds, what)| ("outside the canvas", format!("{what} at {bounds:?}")))
            .collect()
    }

    pub(super) fn large_enough(&self) -> Vec<Wrong> {
        self.texts()
            .filter(|run| run.size < self.least - 0.001)
            .map(|run| ("small type", format!("{:?} in {}", run.shaped.text, run.size)))
            .collect()
    }

    /// Contrast of 4.5:1 with what lies behind the middle of a text, 3:1 for large type (WCAG 2.2, 1.4.3).
    pub(super) fn readable(&self) -> Vec<Wrong> {
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
    pub(super) fn letters(&self) -> String {
        self.texts().map(|run| letters(&run.shaped.text)).collect()
    }

    /// Every name is there to its last letter, however it is broken into lines.
    pub(super) fn names_whole(&self) -> Vec<Wrong> {
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
    pub(super) fn names_beside_marks(&self) -> Vec<Wrong> {
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
    pub(super) fn lines_beside_texts(&self) -> Vec<Wrong> {
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
    pub(super) fn values_there(&self) -> Vec<Wrong> {
        // Where the chart says once that figures are shares, they may have no sign.
        let bare = self.says_percent();
        let sign = |text: &str| {
            if bare { text.trim_end_matches('%').trim_end().to_owned() } else { text.to_owned() }
        };
        let mut printed: BTreeMap<String, usize> = BTreeMap::new();
        for run in self.of(TextRole::Value) {
            *printed.entry(sign(&run.shaped.text)).or_default() += 1;
        }
        let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
        let rows_of_parts = matches!(self.kind, "stacked-items" | "stacked-groups");
        for row in &self.shown.rows {
            for value in &row.values {
                let text = match rows_of_parts && bare {
                    true => self.shown.print_bare(*value, Language::German),
                    false => self.shown.print_in(row, *value, Language::German),
                };
                if rows_of_parts && !self.has_room(&text, value.unwrap_or(0.0)) {
                    continue;
                }
                // Over a bracket the sum stands behind the name, in as many lines as they need.
                if row.kind == RowKind::Net
                    && self.letters().contains(&letters(&format!("{}{text}", row.name)))
                {
                    continue;
                }
                *wanted.entry(sign(&text)).or_default() += 1;
            }
        }
        wanted
            .into_iter()
            .filter(|(text, times)| printed.get(text.as_str()).copied().unwrap_or(0) < *times)
            .map(|(text, times)| ("value missing", format!("{text:?} belongs there {times} times")))
            .collect()
    }

    /// Whether a text of the chart says that its figures are shares.
    fn says_percent(&self) -> bool {
        self.texts().any(|run| run.shaped.text.contains("Prozent"))
    }

    /// Whether a segment of a row holds its figure with one em to spare.
    pub(super) fn has_room(&self, text: &str, value: f64) -> bool {
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
