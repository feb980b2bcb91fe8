//! Every kind of chart with few and many categories, short and very long names and extreme figures, on a page and
//! in every variant, in both languages: the drawing is readable, or the chart is refused.

mod batteries;
mod chart;
mod counted;
mod leaders;
mod random;
mod time;

use std::collections::BTreeSet;

use crate::harness::{Drawings, Scratch, draw_in};
use chart::{Chart, SCRIPTS};
use make_briefing::chart::data::ChartData;
use make_briefing::language::Language;
use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep, TextRole, TextRun};
use make_briefing::spec::variant::Variant;
use make_briefing::theme::fonts::{FontFiles, FontSet, Style};
use make_briefing::theme::palette::contrast;
use make_briefing::units::{Color, Rect};
use random::{Dice, Random};

/// CSS pixels of a point.
const POINT: f32 = 96.0 / 72.0;

/// Every built-in variant, and a column of print: 80 mm wide.
fn variants() -> Vec<Variant> {
    let narrow = Variant {
        name: "narrow".into(),
        width: 80.0 / 25.4 * 96.0,
        height: 0.0,
        text: 8.0 * POINT,
        plain: false,
        grey: false,
    };
    Variant::NAMES.into_iter().filter_map(Variant::named).chain([narrow]).collect()
}

/// Draws the charts from a scratch folder of their own.
fn drawn(charts: &[Chart], language: Language) -> Vec<Drawings> {
    let specs = Scratch::new();
    for (number, some) in charts.chunks(200).enumerate() {
        let series: String = some.iter().map(|chart| chart.series(language)).collect();
        specs.put(&format!("series/{number}.yaml"), format!("series:\n{series}"));
    }
    specs.put("briefing.yaml", format!("title: B\nlanguage: {}\nsections: []\n", language.tag()));
    for chart in charts {
        specs.put(&format!("charts/{}.yaml", chart.id()), chart.chart(language));
    }
    draw_in(specs.path(), &variants())
}

fn texts(scene: &Scene) -> Vec<&TextRun> {
    let mut texts = Vec::new();
    for item in &scene.items {
        if let Item::Text(run) = item {
            texts.push(run);
        }
    }
    texts
}

/// What is wrong with a drawing.
fn faults(kind: &str, scene: &Scene, shown: &ChartData, least: f32, language: Language) -> Vec<String> {
    let texts = texts(scene);
    let canvas = Rect::new(0.0, 0.0, scene.size.width, scene.size.height);
    let mut wrong = Vec::new();
    for (index, run) in texts.iter().enumerate() {
        let said = &run.shaped.text;
        if let Some(other) =
            texts[index + 1..].iter().find(|other| run.bounds().overlaps(other.bounds(), 0.5))
        {
            wrong.push(format!("text over text: {said:?} and {:?}", other.shaped.text));
        }
        if !canvas.contains(run.bounds(), 0.5) {
            wrong.push(format!("outside the canvas: {said:?} at {:?} of {:?}", run.bounds(), scene.size));
        }
        if run.size < least - 0.001 {
            wrong.push(format!("small type: {said:?} in {} of {least}", run.size));
        }
        if !run.shaped.missing.is_empty() {
            wrong.push(format!("an empty box: {said:?}"));
        }
        let ratio = contrast(run.color, behind(scene, run));
        let wanted = if run.size >= least * 18.0 / 7.0 { 3.0 } else { 4.5 };
        if ratio < wanted {
            wrong.push(format!("weak contrast: {said:?} has {ratio:.2}:1"));
        }
    }
    for item in &scene.items {
        if let Item::Rect { rect, .. } = item
            && !canvas.contains(*rect, 0.5)
        {
            wrong.push(format!("outside the canvas: a rectangle at {rect:?} of {:?}", scene.size));
        }
    }
    wrong.extend(outside_their_box(kind, scene, &texts));
    wrong.extend(counted::faults(kind, &texts, shown, language));
    wrong.extend(leaders::faults(kind.split('+').next().unwrap_or(kind), scene, &texts));
    wrong
}

/// Kinds whose values are in a box as a whole, or beside all of them.
const BOXED: [&str; 11] = [
    "bar",
    "column",
    "diverging-bar",
    "grouped-bar",
    "grouped-column",
    "heatmap",
    "histogram",
    "key-figures",
    "pyramid",
    "stacked-bar",
    "stacked-column",
];

/// Texts that are partly on a rectangle.
fn outside_their_box(kind: &str, scene: &Scene, texts: &[&TextRun]) -> Vec<String> {
    // Ranges are boxes as well.
    if !BOXED.contains(&kind.split('+').next().unwrap_or(kind))
        || kind.ends_with("references")
        || kind.ends_with("notes")
    {
        return Vec::new();
    }
    let is_inside = |run: &TextRun| {
        let mut over = scene.items.iter().filter_map(|item| match item {
            Item::Rect { rect, .. } if rect.overlaps(run.bounds(), 0.5) => Some(*rect),
            _ => None,
        });
        // The letters' box is taller than the letters.
        let slack = run.size * 0.25;
        over.clone().next().is_none() || over.any(|rect| rect.contains(run.bounds(), slack))
    };
    let values = texts.iter().filter(|run| matches!(run.role, TextRole::Value | TextRole::Category));
    let out = values.filter(|run| !is_inside(run));
    out.map(|run| format!("outside its box: {:?}", run.shaped.text)).collect()
}

/// The colour of the uppermost rectangle below the middle of a text.
fn behind(scene: &Scene, run: &TextRun) -> Color {
    let middle = run.bounds().center();
    let spot = Rect::new(middle.x, middle.y, 0.0, 0.0);
    let below = scene.items.iter().filter_map(|item| match item {
        Item::Rect { rect, fill } if rect.contains(spot, 0.0) => Some(*fill),
        // A number that stands for a note has a disc behind it.
        Item::Path { steps, fill: Some(fill), stroke: Some(_) } if is_disc(steps, spot) => Some(*fill),
        _ => None,
    });
    below.fold(None, |_, fill| Some(fill)).or(scene.background).unwrap_or(Color::WHITE)
}

/// Whether a path is a small disc around a spot: a move, four curves, an end.
fn is_disc(steps: &[PathStep], spot: Rect) -> bool {
    let [PathStep::Move(top), curves @ .., PathStep::Close] = steps else { return false };
    let turns = curves.iter().filter(|step| matches!(step, PathStep::Curve(..))).count();
    turns == curves.len() && (top.x - spot.x).abs() < 2.0 && (0.0..14.0).contains(&(spot.y - top.y))
}

/// Faults of a group of charts, and how many drawings were looked at.
struct Judged {
    wrong: BTreeSet<String>,
    looked_at: usize,
}

fn judge(charts: &[Chart], language: Language) -> Judged {
    let mut judged = Judged { wrong: BTreeSet::new(), looked_at: 0 };
    let drawings = drawn(charts, language);
    assert_eq!(drawings.len(), charts.len());
    for one in drawings {
        let chart = charts.iter().find(|chart| chart.id() == one.id).unwrap();
        for fault in &one.faults {
            if !may_be_refused(*chart, fault.code.name()) {
                judged.wrong.insert(format!("{} refused: {}", one.id, fault.message));
            }
        }
        let Some(shown) = &one.shown else { continue };
        for (place, scene) in &one.scenes {
            judged.looked_at += 1;
            let least = if place == "page" { 7.0 } else { 7.0 * POINT };
            for fault in faults(chart.kind, scene, shown, least, language) {
                judged.wrong.insert(format!("{} {place}: {fault}", one.id));
            }
        }
    }
    judged
}

/// Refusals that are right: they name a better kind, a wider variant or fewer categories.
fn may_be_refused(chart: Chart, code: &str) -> bool {
    // An image keeps its size: names of many words, or of one that is wider than it, may have no room in it.
    let is_wordy = ["long", "very-long", "unbroken"].contains(&chart.names);
    match code {
        "unsuitable-kind" | "unsuitable-facet" => true,
        "too-tall" => chart.count >= 7 || is_wordy,
        // A figure over each upright bar, or in each cell of a narrow table.
        "crowded" => {
            let upright = ["column", "grouped-column", "stacked-column", "histogram"];
            let many = upright.iter().any(|kind| chart.kind.starts_with(kind)) && chart.count >= 7;
            // A figure in each cell of a narrow table, and a number at one of them.
            let cells = ["table", "heatmap"].iter().any(|kind| chart.kind.starts_with(kind));
            // Three figures in each of many rows.
            let many = many || chart.kind.starts_with("range") && chart.count >= 15;
            let names = ["dot-with-notes", "line", "pyramid", "stacked-area", "table"];
            let named = names.iter().any(|kind| chart.kind.replace('+', "-with-").starts_with(kind));
            many || is_wordy && named || (cells && (chart.values == "huge" || chart.kind.ends_with("notes")))
        }
        _ => false,
    }
}

#[test]
fn what_is_drawn_can_be_read() {
    for language in [Language::German, Language::English] {
        let charts = Chart::all();
        let judged = judge(&charts, language);
        // Most of the six drawings of each chart are there: refusals are few.
        assert!(judged.looked_at > charts.len() * 4, "{} of {}", judged.looked_at, charts.len());
        let list: Vec<&str> = judged.wrong.iter().map(String::as_str).collect();
        assert!(list.is_empty(), "{} faults in {}:\n{}", list.len(), judged.looked_at, list.join("\n"));
    }
}

#[test]
fn a_script_is_drawn_whole_or_named_as_missing() {
    let files = FontFiles::default();
    let fonts = FontSet::new(&files).unwrap();
    let charts = Chart::scripts();
    let mut seen = BTreeSet::new();
    for one in drawn(&charts, Language::German) {
        let chart = charts.iter().find(|chart| chart.id() == one.id).unwrap();
        let word = SCRIPTS.iter().find(|(name, _)| *name == chart.names).unwrap().1;
        let covered = word.chars().all(|c| fonts.face_for(c, Style::Regular).is_some());
        let codes: BTreeSet<&str> = one.faults.iter().map(|fault| fault.code.name()).collect();
        if codes.iter().any(|code| code.starts_with("unsuitable")) {
            continue;
        }
        seen.insert((chart.names, covered));
        assert_eq!(codes.contains("missing-glyph"), !covered, "{}: {:?}", one.id, one.faults);
        for (_, scene) in &one.scenes {
            assert!(texts(scene).iter().all(|run| run.shaped.missing.is_empty()), "{}", one.id);
        }
    }
    let expected = [
        ("arabic", false),
        ("cjk", false),
        ("cyrillic", true),
        ("emoji", false),
        ("greek", true),
        ("hebrew", false),
    ];
    assert_eq!(seen, BTreeSet::from(expected));
}

/// Charts of each run, drawn as images of any size; `STRESS_ROUNDS=100` looks at a hundred times as many.
const MANY: usize = 300;

#[test]
fn whatever_is_asked_for_is_drawn_so_that_it_can_be_read_or_refused() {
    let rounds = std::env::var("STRESS_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    let mut wrong: Vec<String> = Vec::new();
    for round in 0..rounds {
        for language in [Language::German, Language::English] {
            let mut dice = Dice(round * 2 + u64::from(language == Language::English));
            let charts: Vec<Random> =
                (0..MANY).map(|number| Random::new(number, &mut dice, language)).collect();
            let variants = ["one", "other"].map(|name| random::variant(name, &mut dice));
            let (faults, seen) = judge_random(&charts, &variants, language);
            assert!(seen > MANY, "only {seen} drawings of {MANY} charts");
            wrong.extend(faults.into_iter().map(|fault| format!("round {round}: {fault}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} faults:
{}",
        wrong.len(),
        wrong.join(
            "
"
        )
    );
}

fn judge_random(charts: &[Random], variants: &[Variant], language: Language) -> (Vec<String>, usize) {
    let specs = Scratch::new();
    let series: String = charts.iter().map(|chart| chart.series.as_str()).collect();
    specs.put("series/all.yaml", format!("series:\n{series}"));
    specs.put("briefing.yaml", format!("title: B\nlanguage: {}\nsections: []\n", language.tag()));
    for chart in charts {
        specs.put(&format!("charts/{}.yaml", chart.id), &chart.chart);
    }
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for one in draw_in(specs.path(), variants) {
        let chart = charts.iter().find(|chart| chart.id == one.id).unwrap();
        for fault in &one.faults {
            if !REFUSALS.contains(&fault.code.name()) {
                wrong.push(format!("{} refused: {}", one.id, fault.message));
            }
        }
        let Some(shown) = &one.shown else { continue };
        for (place, scene) in &one.scenes {
            seen += 1;
            let least = if place == "page" { 7.0 } else { 7.0 * POINT };
            let mut faults = faults(chart.kind, scene, shown, least, language);
            let asked = variants.iter().find(|variant| variant.name == *place);
            if let Some(asked) = asked.filter(|asked| !has_size(scene, asked)) {
                faults.push(format!("{:?} instead of {} × {}", scene.size, asked.width, asked.height));
            }
            wrong.extend(faults.into_iter().map(|fault| format!("{} {place}: {fault}", one.id)));
        }
    }
    (wrong, seen)
}

/// Whether an image has the size that was asked for, if any was.
fn has_size(scene: &Scene, asked: &Variant) -> bool {
    let has_height = asked.height <= 0.0 || (scene.size.height - asked.height).abs() < 1.0;
    (scene.size.width - asked.width).abs() < 0.5 && has_height
}

/// What may be said of a chart that is drawn from a seed: it does not suit its figures, or its place.
const REFUSALS: [&str; 7] = [
    "unsuitable-kind",
    "unsuitable-facet",
    "too-tall",
    "crowded",
    "misplaced-key",
    "unknown-category",
    "wrong-number",
];
