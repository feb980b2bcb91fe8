//! What a graphics editor would reject: empty pictures, edges that do not meet, weights and shades without a
//! meaning.

use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, TextRole, TextRun};
use make_briefing::spec::variant::Variant;
use make_briefing::theme::fonts::{FaceId, Style};
use make_briefing::units::{Color, Rect};

use crate::harness::{Scratch, draw_in};

const SERIES: &str = "survey: {base: {label: all, n: 500}}
series:
  ways: {type: multiple, values: {Visit: 62, Telephone: 48, E-mail: 41, Letter: 19}}
  waves: {type: multiple, values: {Form: {'2017': 12, '2021': 29, '2023': 34}, Visit: {'2017': 81, '2021': 70, '2023': 66}, Call: {'2017': 51, '2021': 50, '2023': 46}, Letter: {'2017': 31, '2021': 24, '2023': 20}}}
  trust: {type: scale, by: item, remainder: Don’t know, values: {Council: {no: 30, rather: 30, yes: 20}, Police: {no: 10, rather: 30, yes: 40}, ImageWriter: {no: 40, rather: 30, yes: 20}, Library: {no: 5, rather: 30, yes: 45}}}
";

/// One chart in all built-in variants.
fn drawn(chart: &str) -> Vec<(String, Scene)> {
    let specs = Scratch::new();
    specs.put("series/all.yaml", SERIES);
    specs.put("briefing.yaml", "title: B\nlanguage: en\nsections: []\n");
    specs.put("charts/c.yaml", format!("title: A title\n{chart}\n"));
    let variants: Vec<Variant> = Variant::NAMES.into_iter().filter_map(Variant::named).collect();
    let all = draw_in(specs.path(), &variants).pop().unwrap();
    assert!(all.faults.is_empty(), "{chart}: {:?}", all.faults);
    all.scenes
}

fn in_variant(chart: &str, variant: &str) -> Scene {
    let found = drawn(chart).into_iter().find(|(name, _)| name == variant);
    found.unwrap_or_else(|| panic!("{chart}: no {variant}")).1
}

fn texts(scene: &Scene, role: TextRole) -> impl Iterator<Item = &TextRun> {
    let texts = scene.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    });
    texts.filter(move |run| run.role == role)
}

fn rects(scene: &Scene) -> impl Iterator<Item = (Rect, Color)> + '_ {
    scene.items.iter().filter_map(|item| match item {
        Item::Rect { rect, fill } => Some((*rect, *fill)),
        _ => None,
    })
}

/// What is empty between the lowest text or mark and the footer, as a share of the height.
fn empty_above_the_footer(scene: &Scene) -> f32 {
    let footer = texts(scene, TextRole::Footer).map(|run| run.bounds().y).fold(scene.size.height, f32::min);
    let texts = scene.items.iter().filter_map(|item| match item {
        Item::Text(run) if run.role != TextRole::Footer => Some(run.bounds()),
        _ => None,
    });
    let lowest = texts.chain(rects(scene).map(|(rect, _)| rect)).map(|rect| rect.bottom());
    (footer - lowest.fold(0.0, f32::max)) / scene.size.height
}

#[test]
fn four_rows_fill_a_slide_and_a_square() {
    let charts = [
        "series: ways\nchart: bar",
        "series: ways\nchart: lollipop",
        "series: waves\nchart: grouped-bar\ncolumns: ['2017', '2023']",
        "series: waves\nchart: dot",
        "series: waves\nchart: dumbbell\ncolumns: ['2017', '2023']",
        "series: waves\nchart: arrow\ncolumns: ['2017', '2023']",
        "series: trust\nchart: stacked-bar",
        "series: trust\nchart: diverging-bar",
        "series: trust\nchart: heatmap",
        "series: waves\nchart: table",
    ];
    for chart in charts {
        // The rows of a table stay close, so that they can be read across.
        let variants: &[&str] =
            if chart.ends_with("table") { &["slide-16x9"] } else { &["slide-16x9", "square"] };
        for variant in variants {
            let empty = empty_above_the_footer(&in_variant(chart, variant));
            assert!(empty < 0.12, "{chart}, {variant}: {:.0} % of its height are empty", empty * 100.0);
        }
    }
}

#[test]
fn panels_in_two_rows_keep_a_square_square() {
    let square = in_variant(
        "series: waves\nchart: line\ncategories: [Form, Visit, Call]\nfacet: categories",
        "square",
    );
    assert_eq!(square.size.height, square.size.width);
}

#[test]
fn a_legend_begins_below_the_title() {
    let charts = [
        "series: waves\nchart: grouped-bar\ncolumns: ['2017', '2023']",
        "series: waves\nchart: dot",
        "series: trust\nchart: stacked-bar",
        "series: trust\nchart: diverging-bar",
        "series: waves\nchart: grouped-column\ncolumns: ['2017', '2023']",
    ];
    for chart in charts {
        let slide = in_variant(chart, "slide-16x9");
        let title = texts(&slide, TextRole::Title).next().unwrap().at.x;
        let first = texts(&slide, TextRole::Legend).next().unwrap().bounds();
        let swatch = rects(&slide).map(|(rect, _)| rect).find(|rect| {
            rect.right() < first.x && (rect.center().y - first.center().y).abs() < first.height / 2.0
        });
        assert!((swatch.unwrap().x - title).abs() < 0.5, "{chart}");
    }
}

#[test]
fn both_ends_of_a_slope_have_one_weight() {
    let chart = "series: waves\nchart: slope\ncolumns: ['2017', '2023']\nhighlight: [Form]";
    for (variant, scene) in drawn(chart) {
        for run in texts(&scene, TextRole::Value) {
            let text = run.shaped.text.as_str();
            let strong = text == "12%" || text.starts_with("Form");
            let wanted = if strong { Style::Semibold } else { Style::Regular };
            assert_eq!(run.shaped.runs[0].face, FaceId(wanted as u8), "{variant}: {text}");
        }
    }
}

#[test]
fn what_is_no_answer_has_no_shade() {
    let scene = in_variant("series: trust\nchart: heatmap", "slide-16x9");
    let behind = |run: &TextRun| {
        let at = run.bounds().center();
        let cell = rects(&scene).find(|(rect, _)| {
            (rect.x..rect.right()).contains(&at.x) && (rect.y..rect.bottom()).contains(&at.y)
        });
        cell.unwrap().1
    };
    let (mut rest, mut shades) = (Vec::new(), Vec::new());
    for run in texts(&scene, TextRole::Value) {
        // "Don't know" is the last column.
        match run.at.x > scene.size.width * 0.8 {
            true => rest.push(behind(run)),
            false => shades.push(behind(run)),
        }
    }
    assert_eq!(rest.len(), 4);
    assert!(rest.iter().all(|fill| *fill == rest[0]), "{rest:?}");
    assert!(!shades.contains(&rest[0]));
}

#[test]
fn names_at_the_ends_of_lines_are_not_torn_in_a_narrow_column() {
    let narrow =
        Variant { name: "narrow".into(), width: 302.0, height: 0.0, ..Variant::named("a4").unwrap() };
    for kind in ["line", "slope\ncolumns: ['2017', '2023']"] {
        let specs = Scratch::new();
        specs.put("series/all.yaml", SERIES);
        specs.put("briefing.yaml", "title: B\nlanguage: en\nsections: []\n");
        specs.put("charts/c.yaml", format!("title: T\nseries: waves\nchart: {kind}\n"));
        let all = draw_in(specs.path(), std::slice::from_ref(&narrow)).pop().unwrap();
        let (_, scene) = all.scenes.iter().find(|(name, _)| name == "narrow").unwrap();
        let said: Vec<&str> = texts(scene, TextRole::Value).map(|run| run.shaped.text.as_str()).collect();
        for name in ["Form", "Visit", "Call", "Letter"] {
            assert!(said.iter().any(|text| text.starts_with(name)), "{kind}: {name} in {said:?}");
        }
    }
}
