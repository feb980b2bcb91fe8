//! Patterns for print in black and white: compared bars differ by more than their grey.

use std::collections::BTreeSet;

use crate::harness::{Scratch, draw_in};
use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep};
use make_briefing::spec::variant::Variant;
use make_briefing::units::{Point, Rect};

const SERIES: &str = "series:
  groups:
    type: multiple
    values: {a: {x: 60, y: 30, z: 44}, b: {x: 20, y: 45, z: 12}}
  lines:
    type: multiple
    values: {a: {x: 60, y: 30, z: 44}, b: {x: 20, y: 45, z: 12}, c: {x: 5, y: 8, z: 30}}
  items:
    type: scale
    by: item
    values: {a: {no: 30, rather: 30, yes: 40}, b: {no: 10, rather: 50, yes: 40}}
";

/// The drawings of a kind in colour and for black and white.
fn drawn(kind: &str, series: &str) -> [Scene; 2] {
    let specs = Scratch::new();
    specs.put("series/all.yaml", SERIES);
    specs.put("charts/c.yaml", format!("title: T\nseries: {series}\nchart: {kind}\n"));
    let variants = ["a4", "print-bw"].map(|name| Variant::named(name).unwrap());
    let mut one = draw_in(specs.path(), &variants).pop().unwrap();
    assert!(one.faults.is_empty(), "{:?}", one.faults);
    let mut take = |index: usize| one.scenes.remove(index).1;
    [take(0), take(0)]
}

/// The lines of each pattern: a path of many lines, each a move and a line.
fn patterns(scene: &Scene) -> Vec<Vec<(Point, Point)>> {
    let pattern = |item: &Item| {
        let Item::Path { steps, stroke: Some(stroke), .. } = item else { return None };
        let pairs: Vec<_> = steps
            .chunks(2)
            .filter_map(|pair| match pair {
                [PathStep::Move(from), PathStep::Line(to)] => Some((*from, *to)),
                _ => None,
            })
            .collect();
        (stroke.width == 0.75 && pairs.len() > 1).then_some(pairs)
    };
    scene.items.iter().filter_map(pattern).collect()
}

fn middle(line: &(Point, Point)) -> Rect {
    Rect::new((line.0.x + line.1.x) / 2.0, (line.0.y + line.1.y) / 2.0, 0.0, 0.0)
}

/// A kind, its series, and how many patterns it has. Three things are compared: the first is plain, the others have
/// one pattern on their marks and one on their swatch. Stacked columns are named beside the last one, without
/// swatches; of a scale only the left side has a pattern.
const CASES: [(&str, &str, usize); 5] = [
    ("grouped-bar", "groups", 4),
    ("grouped-column", "groups", 4),
    ("stacked-bar", "items", 4),
    ("stacked-column", "items", 2),
    ("diverging-bar", "items", 2),
];

#[test]
fn compared_things_have_patterns_in_black_and_white_only() {
    for (kind, series, count) in CASES {
        let [color, grey] = drawn(kind, series);
        assert!(patterns(&color).is_empty(), "{kind}");
        assert_eq!(patterns(&grey).len(), count, "{kind}");
    }
    let [_, grey] = drawn("dot", "groups");
    assert!(patterns(&grey).is_empty(), "dots have no room for lines");
}

#[test]
fn each_colour_has_its_own_way_and_its_swatch_the_same() {
    for (kind, series, _) in CASES.into_iter().filter(|(.., count)| *count == 4) {
        let [_, grey] = drawn(kind, series);
        let ways = |lines: &Vec<(Point, Point)>| -> BTreeSet<(i32, i32)> {
            let sign = |value: f32| if value.abs() < 0.1 { 0 } else { value.signum() as i32 };
            lines.iter().map(|(from, to)| (sign(to.x - from.x), sign(to.y - from.y))).collect()
        };
        let found: Vec<_> = patterns(&grey).iter().map(ways).collect();
        assert_ne!(found[0], found[1], "{kind}: two parts look alike");
        assert_eq!(found[..2], found[2..], "{kind}: swatches look otherwise than marks");
    }
}

#[test]
fn the_left_side_of_a_scale_is_hatched_and_the_right_side_solid() {
    let [_, grey] = drawn("diverging-bar", "items");
    let middle_of = |from: &Point, to: &Point| (from.x + to.x) / 2.0;
    let marks = &patterns(&grey)[0];
    let rightmost = marks.iter().map(|(from, to)| middle_of(from, to)).fold(f32::NEG_INFINITY, f32::max);
    let bars = grey.items.iter().filter_map(|item| match item {
        Item::Rect { rect, .. } if rect.height > 15.0 => Some(*rect),
        _ => None,
    });
    let hatched = bars.clone().filter(|rect| rect.right() < rightmost + 4.0).count();
    assert_eq!((hatched, bars.count()), (2, 6), "one answer of each row is on the left");
}

#[test]
fn lines_differ_by_dash_weight_and_marker() {
    let [color, grey] = drawn("line", "lines");
    let looks = |scene: &Scene| -> BTreeSet<String> {
        let look = |item: &Item| match item {
            Item::Path { steps, fill: None, stroke: Some(stroke) } if steps.len() == 3 => {
                Some(format!("{:?} {:?}", stroke.dash, stroke.width))
            }
            _ => None,
        };
        scene.items.iter().filter_map(look).collect()
    };
    assert_eq!((looks(&color).len(), looks(&grey).len()), (1, 3));
}

#[test]
fn patterns_lie_on_their_marks_and_leave_texts_alone() {
    for (kind, series, _) in CASES {
        let [_, grey] = drawn(kind, series);
        let rects: Vec<Rect> = grey
            .items
            .iter()
            .filter_map(|item| if let Item::Rect { rect, .. } = item { Some(*rect) } else { None })
            .collect();
        let texts: Vec<Rect> = grey
            .items
            .iter()
            .filter_map(|item| if let Item::Text(run) = item { Some(run.bounds()) } else { None })
            .collect();
        for line in patterns(&grey).iter().flatten() {
            assert!(rects.iter().any(|rect| rect.contains(middle(line), 0.0)), "{kind}: {line:?}");
            for end in [line.0, line.1] {
                let end = Rect::new(end.x, end.y, 0.0, 0.0);
                assert!(texts.iter().all(|text| !text.contains(end, 0.0)), "{kind}: {line:?}");
            }
            assert!(texts.iter().all(|text| !text.contains(middle(line), 0.0)), "{kind}: {line:?}");
        }
    }
}
