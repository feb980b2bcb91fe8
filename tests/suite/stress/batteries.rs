//! Item batteries and single questions with a remainder, nets, hidden and missing figures, in every kind of chart:
//! every row and column has a figure in the drawing, and nothing panics.

use super::random::Dice;
use crate::harness::{Scratch, draw_in};
use make_briefing::chart::data::ChartData;
use make_briefing::spec::kinds::Kind;
use make_briefing::spec::variant::Variant;

/// A series of random parts of a whole, with whatever else a series may say of them.
fn series(id: &str, dice: &mut Dice) -> String {
    let (rows, columns) = (dice.of(1..=9), dice.of(1..=7));
    let by_item = columns > 1 && dice.chance(70);
    let parts = if by_item { columns } else { rows };
    let kind = dice.pick(&["single", "scale", "multiple"]);
    let mut text = format!("  {id}:\n    type: {kind}\n");
    if by_item {
        text.push_str("    by: item\n");
    }
    let sizes: Vec<String> = (0..columns).map(|at| format!("a{at}: {}", dice.of(5..=60))).collect();
    let sizes = if columns > 1 { format!(", columns: {{{}}}", sizes.join(", ")) } else { String::new() };
    text.push_str(&format!("    base: {{label: all, n: {}{sizes}}}\n", dice.of(10..=900)));
    if dice.chance(60) {
        text.push_str("    remainder: rest\n");
    }
    if rows > 2 && dice.chance(60) {
        // Items of a battery are taken together only where that stays a share.
        let last = dice.of(1..=if by_item { 1 } else { rows - 2 });
        let names: Vec<String> = (0..=last).map(|at| format!("r{at}")).collect();
        text.push_str(&format!("    nets: {{some: [{}]}}\n", names.join(", ")));
    }
    if rows > 1 && dice.chance(30) {
        text.push_str(&format!("    missing: [{}{}]\n", if by_item { "a" } else { "r" }, parts - 1));
    }
    text.push_str("    values:\n");
    for row in 0..rows {
        let figure = |dice: &mut Dice| match dice.chance(7) {
            true => "null".to_owned(),
            false => dice.of(0..=45 / parts).to_string(),
        };
        let cells: Vec<String> = (0..columns).map(|at| format!("a{at}: {}", figure(dice))).collect();
        match columns {
            1 => text.push_str(&format!("      r{row}: {}\n", figure(dice))),
            _ => text.push_str(&format!("      r{row}: {{{}}}\n", cells.join(", "))),
        }
    }
    text
}

fn chart(id: &str, kind: &str, dice: &mut Dice) -> String {
    let mut text = format!("title: T\nseries: {id}\nchart: {kind}\n");
    for (percent, line) in [
        (20, "top: 3"),
        (20, "sort: value"),
        (10, "sort: net"),
        (20, "highlight: [r0]"),
        (15, "intervals: bars"),
        (15, "significance: true"),
        (10, "categories: [r0]"),
        (10, "columns: [a0]"),
    ] {
        let key = line.split(':').next().unwrap_or(line);
        if dice.chance(percent) && !text.contains(&format!("\n{key}:")) {
            text.push_str(&format!("{line}\n"));
        }
    }
    if matches!(kind, "bar" | "column" | "dot" | "line") && dice.chance(30) {
        text.push_str(&format!("facet: {}\n", dice.pick(&["columns", "categories"])));
    }
    if matches!(kind, "stacked-bar" | "diverging-bar" | "table" | "dumbbell") && dice.chance(30) {
        text.push_str("groups: {G: [r0]}\n");
    }
    text
}

/// Every row has a figure, or the word that there is none, for every column.
fn is_whole(shown: &ChartData) -> bool {
    shown.rows.iter().all(|row| row.values.len() == shown.columns.len())
        && shown.rows.iter().all(|row| row.part_of.is_none_or(|net| net < shown.rows.len()))
}

#[test]
fn batteries_of_any_shape_never_fail_inside() {
    let mut dice = Dice(20_261_127);
    let kinds: Vec<&str> = Kind::NAMES.iter().copied().filter(|name| *name != "key-figures").collect();
    let (mut drawn, mut with_rest, mut with_net) = (0, 0, 0);
    for hide in [false, true] {
        let specs = Scratch::new();
        let mut all = String::from("series:\n");
        for at in 0..60 * kinds.len() {
            let (id, kind) = (format!("b{at}"), kinds[at % kinds.len()]);
            all.push_str(&series(&id, &mut dice));
            specs.put(&format!("charts/{id}.yaml"), chart(&id, kind, &mut dice));
        }
        specs.put("series/all.yaml", all);
        let least = if hide { "min-base: {n: 30, hide: true}\n" } else { "" };
        specs.put("briefing.yaml", format!("title: B\nlanguage: en\n{least}sections: []\n"));
        for drawings in draw_in(specs.path(), &[Variant::named("slide-16x9").unwrap()]) {
            let inside: Vec<_> = drawings.faults.iter().filter(|fault| fault.code == "internal").collect();
            assert!(inside.is_empty(), "{}: {inside:?}", drawings.id);
            let Some(shown) = drawings.shown else { continue };
            assert!(is_whole(&shown), "{}: {shown:?}", drawings.id);
            drawn += 1;
            with_rest += usize::from(shown.columns.iter().any(|column| column.name == "rest"));
            with_net += usize::from(shown.rows.iter().any(|row| row.name == "some"));
        }
    }
    // Else it would be about nothing.
    assert!(drawn > 500 && with_rest > 50 && with_net > 40, "{drawn} drawn, {with_rest}, {with_net}");
}
