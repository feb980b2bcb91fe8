//! Each folder of `tests/cases/charts` is one idea: `chart.yaml` and its scene as text.
//!
//! A case uses the `series.yaml` beside the folders unless it has its own, and a `briefing.yaml` if it has one.

use std::fs;

use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep, Stroke, TextRole, TextRun};
use make_briefing::units::{Color, Point};

use crate::harness::{Case, Scratch, draw_all, report};

#[test]
fn every_idea_is_drawn_as_its_golden_scene() {
    let cases = Case::all("charts");
    assert!(cases.len() >= 15, "the ideas are gone");
    let faults: Vec<String> =
        cases.iter().filter_map(|case| case.compare("scene.txt", &drawn(case)).err()).collect();
    report(&faults);
}

/// The image that a case is drawn as, in words.
fn drawn(case: &Case) -> String {
    let specs = Scratch::new();
    let shared = Case::new("charts").read("series.yaml");
    specs.put("series/survey.yaml", case.read("series.yaml").or(shared).expect("the series"));
    specs.put("charts/chart.yaml", fs::read(case.folder.join("chart.yaml")).expect("a chart"));
    if let Some(briefing) = case.read("briefing.yaml") {
        specs.put("briefing.yaml", briefing);
    }
    let (_, drawn, faults) = draw_all(specs.path()).pop().unwrap();
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert!(messages.is_empty(), "{}: {messages:?}", case.name);
    dump(&drawn.and_then(|drawn| drawn.image).expect("a drawing"))
}

/// A scene as text: one line an item, in drawing order.
pub(crate) fn dump(scene: &Scene) -> String {
    let ground = scene.background.map_or_else(|| "transparent".into(), Color::hex);
    let mut lines = vec![
        format!("scene     {} x {}, {ground}, {}", scene.size.width, scene.size.height, scene.lang),
        format!("title     {:?}", scene.title),
        format!("alt       {:?}", scene.alt),
        String::new(),
        format!("{:<9} {:>6} {:>6} {:>6} {:>6}  colour", "what", "x", "y", "width", "height"),
    ];
    lines.extend(scene.items.iter().map(|item| match item {
        Item::Rect { rect, fill } => {
            format!("{} {}", place("rect", [rect.x, rect.y, rect.width, rect.height]), fill.hex())
        }
        Item::Path { steps, fill, stroke } => path(steps, *fill, stroke.as_ref()),
        Item::Text(run) => text(run),
    }));
    lines.join("\n") + "\n"
}

fn place(what: &str, numbers: [f32; 4]) -> String {
    let [x, y, width, height] = numbers.map(tenths);
    format!("{what:<9} {x:>6} {y:>6} {width:>6} {height:>6} ")
}

/// One decimal, and no minus before a zero.
fn tenths(number: f32) -> String {
    let text = format!("{number:.1}");
    if text == "-0.0" { "0.0".into() } else { text }
}

/// The box of a path's points, what it is painted with and how many curves or points it has.
fn path(steps: &[PathStep], fill: Option<Color>, stroke: Option<&Stroke>) -> String {
    let mut points: Vec<Point> = Vec::new();
    let (mut curves, mut closed) = (0, "");
    for step in steps {
        match *step {
            PathStep::Move(to) | PathStep::Line(to) => points.push(to),
            PathStep::Curve(a, b, to) => {
                curves += 1;
                points.extend([a, b, to]);
            }
            PathStep::Close => closed = ", closed",
        }
    }
    let least = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::INFINITY, f32::min);
    let most = |of: fn(&Point) -> f32| points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
    let (x, y) = (least(|p| p.x), least(|p| p.y));
    let place = place("path", [x, y, most(|p| p.x) - x, most(|p| p.y) - y]);
    let fill = fill.map(|color| format!("{} filled", color.hex()));
    let stroke = stroke.map(|stroke| format!("{} stroked {}", stroke.color.hex(), tenths(stroke.width)));
    let paint = [fill, stroke].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let shape = if curves > 0 { format!("{curves} curves") } else { format!("{} points", points.len()) };
    format!("{place} {paint}, {shape}{closed}")
}

/// A text's box, colour, style and size, and its string.
fn text(run: &TextRun) -> String {
    let what = match run.role {
        TextRole::Title => "title",
        TextRole::Subtitle => "subtitle",
        TextRole::Category => "category",
        TextRole::Value => "value",
        TextRole::Tick => "tick",
        TextRole::Legend => "legend",
        TextRole::Note => "note",
        TextRole::Footer => "footer",
        TextRole::Body => "body",
    };
    let styles = ["regular", "italic", "semibold", "bold"];
    let face = run.shaped.runs.first().map_or(0, |part| usize::from(part.face.0));
    let style = styles.get(face).unwrap_or(&"fallback");
    let bounds = run.bounds();
    let head = place(what, [bounds.x, bounds.y, bounds.width, bounds.height]);
    format!("{head} {} {style} {}  {:?}", run.color.hex(), tenths(run.size), run.shaped.text)
}
