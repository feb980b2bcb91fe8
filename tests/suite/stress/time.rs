//! Points in time are in proportion, whatever the dates.

use super::random::Dice;
use crate::harness::{Scratch, draw_in};
use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep};
use make_briefing::spec::variant::Variant;

/// Names of points in time, each with its place on a calendar of 365.2425 days a year.
fn dates(dice: &mut Dice) -> Vec<(String, f64)> {
    let count = dice.of(5..=14);
    let precision = dice.of(0..=3);
    let mut found: Vec<(String, f64)> = Vec::new();
    let mut at = dice.of(1950 * 12..=2000 * 12);
    for _ in 0..count {
        at += match precision {
            0 => 12 * dice.of(1..=15),
            1 => 3 * dice.of(1..=9),
            _ => dice.of(1..=14),
        };
        let (year, month) = (at / 12, at % 12 + 1);
        let day = dice.of(1..=28);
        let (name, share) = match precision {
            0 => (format!("{year}"), 0.0),
            1 => (format!("{year}-Q{}", (month - 1) / 3 + 1), ((month - 1) / 3) as f64 / 4.0),
            2 => (format!("{year}-{month:02}"), (month - 1) as f64 / 12.0),
            _ => (format!("{year}-{month:02}-{day:02}"), (day_of_year(year, month, day)) / 365.2425),
        };
        found.push((name, year as f64 + share));
    }
    found
}

fn day_of_year(year: usize, month: usize, day: usize) -> f64 {
    let leap = usize::from(year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)));
    let lengths = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    (lengths[..month - 1].iter().sum::<usize>() + day - 1) as f64
}

/// The corners of the line with this many points.
fn line(scene: &Scene, count: usize) -> Vec<f32> {
    let corners = |item: &Item| match item {
        Item::Path { steps, fill: None, stroke: Some(stroke) }
            if steps.len() == count && stroke.dash.is_none() =>
        {
            let corner = |step: &PathStep| match step {
                PathStep::Move(at) | PathStep::Line(at) => at.x,
                _ => f32::NAN,
            };
            Some(steps.iter().map(corner).collect::<Vec<f32>>())
        }
        _ => None,
    };
    scene.items.iter().find_map(corners).unwrap_or_else(|| panic!("no line of {count} points"))
}

/// The middles of the columns, from left to right.
fn columns(scene: &Scene, count: usize) -> Vec<f32> {
    let rects = scene.items.iter().filter_map(|item| match item {
        Item::Rect { rect, .. } if rect.height > 8.0 => Some(rect.center().x),
        _ => None,
    });
    let mut middles: Vec<f32> = rects.collect();
    middles.sort_by(f32::total_cmp);
    assert_eq!(middles.len(), count);
    middles
}

fn drawn(kind: &str, dates: &[(String, f64)], extra: &str) -> Scene {
    let specs = Scratch::new();
    let values = |(index, (name, _)): (usize, &(String, f64))| format!("'{name}': {}", 20 + index * 7 % 40);
    let values: Vec<String> = dates.iter().enumerate().map(values).collect();
    let values = match kind {
        "column" => values.join(", "),
        _ => format!("a: {{{}}}", values.join(", ")),
    };
    specs.put("series/s.yaml", format!("series:\n  s: {{type: multiple, values: {{{values}}}}}\n"));
    specs.put("charts/c.yaml", format!("title: T\nseries: s\nchart: {kind}\n{extra}"));
    let variant = Variant { width: 1600.0, height: 500.0, ..Variant::named("slide-16x9").unwrap() };
    let mut one = draw_in(specs.path(), &[variant]).pop().unwrap();
    assert!(one.faults.is_empty(), "{:?}", one.faults);
    one.scenes.pop().unwrap().1
}

fn is_proportional(x: &[f32], dates: &[(String, f64)]) -> bool {
    let (first, last) = (dates[0].1, dates[dates.len() - 1].1);
    let length = x[x.len() - 1] - x[0];
    x.iter().zip(dates).all(|(x_of, (_, at))| {
        let share = ((at - first) / (last - first)) as f32;
        ((x_of - x[0]) / length - share).abs() < 0.006
    })
}

#[test]
fn lines_and_areas_are_in_proportion_to_time() {
    let mut dice = Dice(7);
    for round in 0..40 {
        let dates = dates(&mut dice);
        let kind = if round % 2 == 0 { "line" } else { "area" };
        let scene = drawn(kind, &dates, "");
        let x = line(&scene, dates.len());
        assert!(is_proportional(&x, &dates), "{kind} of {dates:?}: {x:?}");
    }
}

#[test]
fn columns_are_in_proportion_or_say_that_they_are_not() {
    let mut dice = Dice(8);
    let mut proportional = 0;
    for _ in 0..40 {
        let dates = dates(&mut dice);
        let scene = drawn("column", &dates, "");
        let x = columns(&scene, dates.len());
        let is_noted = scene
            .items
            .iter()
            .any(|item| matches!(item, Item::Text(run) if run.shaped.text.contains("nicht maßstäblich")));
        assert!(is_proportional(&x, &dates) || is_noted, "{dates:?}: {x:?}");
        proportional += usize::from(!is_noted);
    }
    assert!(proportional > 10, "only {proportional} of 40 are in proportion");
}

#[test]
fn even_spacing_is_asked_for_and_noted() {
    let dates =
        [("1990", 1990.0), ("2010", 2010.0), ("2011", 2011.0)].map(|(name, at)| (name.to_owned(), at));
    let scene = drawn("line", &dates, "axis: {time: even}\n");
    let x = line(&scene, 3);
    assert!((x[2] - x[1] - (x[1] - x[0])).abs() < 0.1, "{x:?}");
    let noted =
        |item: &Item| matches!(item, Item::Text(run) if run.shaped.text.contains("nicht maßstäblich"));
    assert!(scene.items.iter().any(noted));
}

#[test]
fn a_missing_wave_is_dots_and_the_last_label_at_its_last_point() {
    let specs = Scratch::new();
    specs.put(
        "series/s.yaml",
        "series:\n  s: {type: multiple, values: {Ost: {'2015': 60, '2017': , '2019': 61, '2021': 62}, \
         Nord: {'2015': 20, '2017': 25, '2019': 31, '2021': }}}\n",
    );
    specs.put("charts/c.yaml", "title: T\nseries: s\nchart: line\n");
    let mut one = draw_in(specs.path(), &[Variant::named("slide-16x9").unwrap()]).pop().unwrap();
    let scene = one.scenes.pop().unwrap().1;
    let dotted: Vec<f32> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Path { steps, stroke: Some(stroke), .. } if stroke.dash.is_some() => match steps[..] {
                [PathStep::Move(from), PathStep::Line(to)] => Some(to.x - from.x),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let nord = line(&scene, 3);
    let wave = (nord[2] - nord[0]) / 2.0;
    assert_eq!(dotted.len(), 1, "one wave is missing between two others");
    assert!((dotted[0] - wave * 2.0).abs() < 0.1, "the dots span two waves: {dotted:?}");
    let label = scene
        .items
        .iter()
        .find_map(|item| match item {
            Item::Text(run) if run.shaped.text.starts_with("Nord") => Some(run.bounds()),
            _ => None,
        })
        .unwrap();
    assert!((label.x - nord[2]).abs() < 12.0, "{label:?} is not at {}", nord[2]);
}
