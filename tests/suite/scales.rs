//! Scales and the names beside marks: logarithmic axes, reference lines among the ends of lines, many parts of one bar.

use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep, TextRole, TextRun};
use make_briefing::spec::variant::Variant;
use make_briefing::units::Point;

use crate::harness::{Drawings, Scratch, draw_in};

const SERIES: &str = "survey: {base: {label: all, n: 500}}
series:
  users: {type: numeric, unit: number, values: {Users: {'2015': 12, '2019': 2300, '2023': 390000}, Servers: {'2015': 1, '2019': 9, '2023': 210}}}
  sizes: {type: numeric, unit: number, values: {Malta: {wealth: 37, people: 0.5}, India: {wealth: 2, people: 1428}, Poland: {wealth: 22, people: 37}}}
  loss: {type: numeric, unit: number, values: {North: 4, South: 0, West: 30}}
  polls: {type: multiple, values: {A: {'2020': 3, '2021': 7, '2022': 3, '2023': 7, '2024': 4}, B: {'2020': 7, '2021': 3, '2022': 7, '2023': 3, '2024': 5}, C: {'2020': 4, '2021': 6, '2022': 4, '2023': 6, '2024': 6}, D: {'2020': 6, '2021': 4, '2022': 6, '2023': 4, '2024': 3}, E: {'2020': 5.5, '2021': 4.5, '2022': 5.5, '2023': 4.5, '2024': 7}}}
  ages: {type: multiple, values: {Cost: {young: 10, middle: 30, old: 60}, Fear: {young: 30, middle: 31, old: 32}}}
  power: {type: single, values: {Wind on land: 22.9, Sun: 14.9, Lignite: 16.3, Gas: 16.2, Biomass: 8.9, Hard coal: 5.6, Wind at sea: 5.3, Water: 4.4, Oil: 1, Waste: 1.2, Pumped storage: 1.5, Others: 1.8}}
";

fn drawn(chart: &str) -> Drawings {
    let specs = Scratch::new();
    specs.put("series/all.yaml", SERIES);
    specs.put("briefing.yaml", "title: B\nlanguage: en\nsections: []\n");
    specs.put("charts/c.yaml", format!("title: A title\n{chart}\n"));
    draw_in(specs.path(), &[Variant::named("slide-16x9").unwrap()]).pop().unwrap()
}

fn slide(chart: &str) -> Scene {
    let drawings = drawn(chart);
    assert!(drawings.faults.is_empty(), "{chart}: {:?}", drawings.faults);
    drawings.scenes.into_iter().find(|(name, _)| name == "slide-16x9").unwrap().1
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

fn find<'s>(scene: &'s Scene, text: &str) -> &'s TextRun {
    let found = texts(scene).into_iter().find(|run| run.shaped.text.starts_with(text));
    found.unwrap_or_else(|| panic!("no {text}: {:?}", all(scene)))
}

fn all(scene: &Scene) -> Vec<String> {
    texts(scene).iter().map(|run| run.shaped.text.clone()).collect()
}

fn ticks(scene: &Scene) -> Vec<String> {
    let ticks = texts(scene).into_iter().filter(|run| run.role == TextRole::Tick);
    ticks.map(|run| run.shaped.text.clone()).collect()
}

#[test]
fn a_logarithmic_line_has_powers_of_ten_at_equal_distances_and_says_so() {
    let scene = slide("series: users\nchart: line\naxis: {scale: log}");
    let heights: Vec<f32> = ["1", "100", "10,000", "1,000,000"]
        .iter()
        .map(|tick| {
            let run = texts(&scene).into_iter().find(|run| run.shaped.text == *tick);
            run.unwrap_or_else(|| panic!("no {tick}: {:?}", ticks(&scene))).bounds().center().y
        })
        .collect();
    for pair in heights.windows(3) {
        assert!(((pair[0] - pair[1]) - (pair[1] - pair[2])).abs() < 0.1, "{heights:?}");
    }
    find(&scene, "Logarithmic scale");
}

#[test]
fn one_axis_of_a_scatter_plot_may_be_logarithmic() {
    let up = ticks(&slide("series: sizes\nchart: scatter\naxis: {scale: log-up}"));
    assert!(up.contains(&"0.1".to_owned()) && up.contains(&"40".to_owned()), "{up:?}");
}

#[test]
fn zero_has_no_place_on_a_logarithmic_scale() {
    let said = drawn("series: loss\nchart: dot\naxis: {scale: log}").faults;
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].message.contains("cannot show 0 of `South`"), "{}", said[0].message);
}

#[test]
fn a_reference_without_room_between_lines_is_named_at_their_ends() {
    let scene =
        slide("series: polls\nchart: line\nreferences: {value: 5, label: Threshold of five per cent}");
    let (reference, first) = (find(&scene, "Threshold"), find(&scene, "A\u{a0}"));
    assert!((reference.bounds().x - first.bounds().x).abs() < 0.5, "{:?}", all(&scene));
}

#[test]
fn three_dots_in_a_row_have_their_figures() {
    let scene = slide("series: ages\nchart: dot");
    let words = all(&scene);
    // The axis says that they are shares.
    assert!(words.contains(&"20%".to_owned()), "{words:?}");
    for figure in ["10", "30", "60", "32"] {
        assert!(words.contains(&figure.to_owned()), "{figure}: {words:?}");
    }
    // The dot between two neighbours has its figure above it.
    assert!(!words.iter().any(|text| text.contains("Figures without a label")), "{words:?}");
}

#[test]
fn many_parts_of_one_bar_are_named_at_lines_that_never_cross() {
    let scene = slide("series: power\nchart: stacked-bar");
    let mut lines: Vec<[Point; 3]> = Vec::new();
    for item in &scene.items {
        if let Item::Path { steps, stroke: Some(_), .. } = item
            && let [PathStep::Move(from), PathStep::Line(bend), PathStep::Line(to)] = steps[..]
        {
            lines.push([from, bend, to]);
        }
    }
    assert!(lines.len() >= 6, "{lines:?}");
    for (at, one) in lines.iter().enumerate() {
        for other in &lines[at + 1..] {
            assert!(one[0].x < other[0].x && one[1].y < other[1].y, "{one:?} and {other:?}");
        }
    }
    for name in ["Oil", "Waste", "Pumped storage", "Others", "Water"] {
        find(&scene, name);
    }
}
