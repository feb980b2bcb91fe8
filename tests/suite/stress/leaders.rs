//! Leaders cross neither each other nor a text, and images have the size that was asked for.

use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep, TextRole, TextRun};
use make_briefing::units::{Point, Rect};

/// Kinds whose names may be at a distance from their marks.
const LED: [&str; 7] = ["area", "donut", "line", "pie", "scatter", "slope", "stacked-area"];
/// Lines of data are wider.
const WIDEST: f32 = 0.8;

type Segment = (Point, Point);

/// Leaders that cross each other or a text.
pub(super) fn faults(kind: &str, scene: &Scene, texts: &[&TextRun]) -> Vec<String> {
    if !LED.contains(&kind) {
        return Vec::new();
    }
    let leaders: Vec<Vec<Segment>> = scene.items.iter().filter_map(leader).collect();
    let mut wrong = Vec::new();
    for (at, one) in leaders.iter().enumerate() {
        if leaders[at + 1..].iter().any(|other| pairs(one, other).any(|(a, b)| cross(a, b))) {
            wrong.push(format!("leaders cross at {:?}", one[0].0));
        }
        let labels = texts.iter().filter(|run| matches!(run.role, TextRole::Category | TextRole::Value));
        for run in labels {
            let letters = letters(run);
            if one.iter().any(|segment| runs_through(*segment, letters)) {
                wrong.push(format!("a leader runs through {:?}", run.shaped.text));
            }
        }
    }
    wrong
}

fn pairs<'s>(one: &'s [Segment], other: &'s [Segment]) -> impl Iterator<Item = (Segment, Segment)> + 's {
    one.iter().flat_map(move |a| other.iter().map(move |b| (*a, *b)))
}

/// The slanted parts of a thin line: grid lines and axes are level or upright.
fn leader(item: &Item) -> Option<Vec<Segment>> {
    let Item::Path { steps, fill: None, stroke: Some(stroke) } = item else { return None };
    if stroke.width > WIDEST || stroke.dash.is_some() {
        return None;
    }
    let points: Vec<Point> = steps
        .iter()
        .filter_map(|step| match step {
            PathStep::Move(point) | PathStep::Line(point) => Some(*point),
            PathStep::Curve(..) | PathStep::Close => None,
        })
        .collect();
    let is_slanted = |(a, b): &Segment| (a.x - b.x).abs() > 1.0 && (a.y - b.y).abs() > 1.0;
    let segments: Vec<Segment> =
        points.windows(2).map(|pair| (pair[0], pair[1])).filter(is_slanted).collect();
    (steps.len() <= 4 && !segments.is_empty()).then_some(segments)
}

/// The letters of a text without the space around them.
fn letters(run: &TextRun) -> Rect {
    let bounds = run.bounds();
    let (x, y) = (1.5f32.min(bounds.width / 4.0), bounds.height * 0.22);
    Rect::new(bounds.x + x, bounds.y + y, bounds.width - x * 2.0, bounds.height - y * 2.0)
}

fn turn(a: Point, b: Point, c: Point) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether two lines cross between their ends.
fn cross(one: Segment, other: Segment) -> bool {
    let parts = |line: Segment, by: Segment| turn(line.0, line.1, by.0) * turn(line.0, line.1, by.1) < -1.0;
    parts(one, other) && parts(other, one)
}

fn runs_through(line: Segment, rect: Rect) -> bool {
    let corners = [
        Point::new(rect.x, rect.y),
        Point::new(rect.right(), rect.y),
        Point::new(rect.right(), rect.bottom()),
        Point::new(rect.x, rect.bottom()),
    ];
    (0..4).any(|at| cross(line, (corners[at], corners[(at + 1) % 4])))
}
