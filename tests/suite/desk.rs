//! What a graphics desk needs every week: many ranges on a slide, time in one column, figures that agree in one chart.

use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, TextRole, TextRun};
use make_briefing::spec::variant::Variant;

use crate::harness::{Drawings, Scratch, draw_in};

/// Draws one chart of these values as a German slide.
fn drawn(unit: &str, values: &str, chart: &str) -> Drawings {
    let specs = Scratch::new();
    let series = format!(
        "series:\n  s:\n    type: numeric\n    unit: {unit}\n    base: {{label: alle}}\n    values:\n"
    );
    specs.put("series/all.yaml", series + values);
    specs.put("briefing.yaml", "title: B\nlanguage: de\nsections: []\n");
    specs.put("charts/c.yaml", format!("title: Ein Titel\nseries: s\n{chart}\n"));
    draw_in(specs.path(), &[Variant::named("slide-16x9").unwrap()]).pop().unwrap()
}

fn slide(unit: &str, values: &str, chart: &str) -> Scene {
    let drawings = drawn(unit, values, chart);
    assert!(drawings.faults.is_empty(), "{:?}", drawings.faults);
    drawings.scenes.into_iter().find(|(place, _)| place == "slide-16x9").unwrap().1
}

fn texts(scene: &Scene, role: TextRole) -> Vec<&TextRun> {
    let mut texts = Vec::new();
    for item in &scene.items {
        if let Item::Text(run) = item {
            texts.push(run);
        }
    }
    texts.retain(|run| run.role == role);
    texts
}

fn words(scene: &Scene, role: TextRole) -> Vec<String> {
    texts(scene, role).into_iter().map(|run| run.shaped.text.clone()).collect()
}

#[test]
fn fifteen_ranges_fit_a_slide_with_all_their_figures() {
    let values: String =
        (0..15).map(|at| format!("      Land {at}: {{u: 10, m: {}, o: 60}}\n", 20 + at)).collect();
    let scene = slide("number", &values, "chart: range");
    let found = words(&scene, TextRole::Value);
    for middle in 20..35 {
        assert!(found.contains(&middle.to_string()), "{middle}: {found:?}");
    }
}

#[test]
fn points_in_time_stay_in_one_column() {
    let values: String = (0..20).map(|at| format!("      '{}': {}\n", 2005 + at, at % 7 - 3)).collect();
    let scene = slide("number", &values, "chart: bar\nsort: data");
    let names = texts(&scene, TextRole::Category);
    assert_eq!(names.len(), 20);
    assert!(names.iter().all(|name| (name.at.x - names[0].at.x).abs() < 0.1));
}

#[test]
fn figures_of_one_chart_group_their_digits_alike() {
    let scene = slide("number", "      A: 8162\n      B: 18190\n", "chart: bar");
    assert_eq!(words(&scene, TextRole::Value), ["18.190", "8.162"]);
    let scene = slide("number", "      A: 8162\n      B: 1819\n", "chart: bar");
    assert_eq!(words(&scene, TextRole::Value), ["8162", "1819"]);
}

#[test]
fn amounts_are_in_billions_only_where_no_digit_is_lost() {
    let scene = slide("number", "      A: 159400000000\n      B: 18900000000\n", "chart: bar");
    assert_eq!(words(&scene, TextRole::Value), ["159,4\u{a0}Mrd.", "18,9\u{a0}Mrd."]);
    let scene = slide("number", "      A: 159400000001\n      B: 18900000000\n", "chart: bar");
    assert_eq!(words(&scene, TextRole::Value), ["159.400.000.001", "18.900.000.000"]);
}

#[test]
fn parties_are_named_at_their_seats() {
    let values = "      Rote: 120\n      Grüne: 85\n      Kleine: 1\n      Schwarze: 208\n      Blaue: 152\n";
    let scene = slide("count", values, "chart: parliament\nsort: data");
    assert!(words(&scene, TextRole::Legend).is_empty());
    assert_eq!(words(&scene, TextRole::Category)[..5], ["Rote", "Grüne", "Kleine", "Schwarze", "Blaue"]);
}

#[test]
fn seven_compared_columns_have_seven_colours() {
    let columns: Vec<String> = (0..7).map(|at| format!("Partei {at}: {}", 10 + at)).collect();
    let drawings = drawn(
        "percent",
        &format!("      Institut: {{{}}}\n      Anderes: {{{}}}\n", columns.join(", "), columns.join(", ")),
        "chart: dot",
    );
    let scene = &drawings.scenes.iter().find(|(place, _)| place == "slide-16x9").unwrap().1;
    let mut swatches: Vec<String> = Vec::new();
    for item in &scene.items {
        if let Item::Rect { rect, fill } = item
            && (rect.width - rect.height).abs() < 0.1
        {
            swatches.push(format!("{fill:?}"));
        }
    }
    let count = swatches.len();
    swatches.sort();
    swatches.dedup();
    assert_eq!((count, swatches.len()), (7, 7));
}

#[test]
fn a_part_that_the_last_column_lacks_is_named_in_a_legend() {
    let scene = slide(
        "count\n    by: item",
        "      '1990': {Kohle: 60, Kernkraft: 30, Wind: 10}\n      '2025': {Kohle: 20, Kernkraft: 0, Wind: 80}\n",
        "chart: stacked-column",
    );
    assert_eq!(words(&scene, TextRole::Legend), ["Kernkraft", "Wind", "Kohle"]);
}

#[test]
fn figures_never_run_into_the_column_beside_them() {
    let values: String = (0..6)
        .map(|at| format!("      Antwort {at}: {{Ost: {}, West: {}, Süd: 55, Nord: 31}}\n", 90 - at, 12 + at))
        .collect();
    let drawings = drawn("percent", &values, "chart: grouped-column");
    for (place, scene) in &drawings.scenes {
        for run in texts(scene, TextRole::Value) {
            let touched = scene
                .items
                .iter()
                .any(|item| matches!(item, Item::Rect { rect, .. } if rect.overlaps(run.bounds(), 0.5)));
            assert!(!touched, "{place}: {:?}", run.shaped.text);
        }
    }
    let scene = &drawings.scenes.iter().find(|(place, _)| place == "slide-16x9").unwrap().1;
    assert!(texts(scene, TextRole::Footer).iter().any(|run| run.shaped.text.contains("Angaben in Prozent")));
}

#[test]
fn a_figure_below_zero_is_not_on_its_stick() {
    let scene = slide("number", "      Nord: 40\n      Süd: -90\n", "chart: lollipop");
    let figure = *texts(&scene, TextRole::Value).iter().find(|run| run.shaped.text == "−90").unwrap();
    let name = *texts(&scene, TextRole::Category).iter().find(|run| run.shaped.text == "Süd").unwrap();
    let zero = *texts(&scene, TextRole::Value).iter().find(|run| run.shaped.text == "40").unwrap();
    assert!(figure.bounds().x < zero.bounds().x - 300.0, "left of its dot: {:?}", figure.bounds());
    assert!(figure.bounds().x > name.bounds().right(), "{:?}", figure.bounds());
}

#[test]
fn dots_of_a_row_are_joined_where_their_figures_have_room_above() {
    let values =
        "      Sorge: {jung: 41, mittel: 52, alt: 58}\n      Kosten: {jung: 31, mittel: 24, alt: 15}\n";
    let scene = slide("percent", values, "chart: dot");
    let figures = texts(&scene, TextRole::Value);
    assert_eq!(figures.len(), 6);
    assert!((figures[0].at.y - figures[2].at.y).abs() < 0.1, "one line of figures for a row");
    let joins = scene.items.iter().filter(
        |item| matches!(item, Item::Path { stroke: Some(stroke), .. } if (stroke.width - 3.0).abs() < 0.1),
    );
    assert_eq!(joins.count(), 2);
}

#[test]
fn a_line_that_the_subtitle_names_ends_in_its_figure() {
    let values = "      Anträge: {'2022': 3, '2023': 5, '2024': 4}\n";
    let scene = slide("number", values, "chart: line\nsubtitle: Erstanträge im Jahr");
    assert_eq!(words(&scene, TextRole::Value), ["4"]);
    let scene = slide("number", values, "chart: line");
    assert!(words(&scene, TextRole::Value)[0].starts_with("Anträge"));
}
