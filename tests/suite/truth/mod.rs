//! Invariants of every chart, asserted on the scenes of many generated specs.
//!
//! Each combination is named `kind--categories--names--values`, such as `donut--2--long--99-6`.

mod bars;
mod combo;
mod judge;

use std::collections::BTreeMap;

use crate::harness::{Drawn, Scratch, draw_all};
use combo::Combo;
use judge::{Judge, Wrong};
use make_briefing::diagnostic::Diagnostic;
use make_briefing::scene::item::Item;
use make_briefing::theme::fonts::{FontFiles, FontSet};

/// What does not hold yet: a combination (`*` is any), what is wrong with it, and why.
const KNOWN: &[(&str, &str, &str)] = &[];

/// What is refused with a diagnostic that names a better kind, or because no page is that tall.
const REFUSED: [(&str, &str); 10] = [
    ("column-two--15--*--*", "unsuitable-kind"),
    // Fifteen names of many words have no room beside each other without being cut.
    ("column--15--*--*", "crowded"),
    ("column-intervals--15--*--*", "crowded"),
    ("*--15--very-long--*", "too-tall"),
    ("*--15--long--*", "too-tall"),
    ("*--15--unbroken--*", "too-tall"),
    ("*--15--short--*", "too-tall"),
    ("*--7--very-long--*", "too-tall"),
    ("*--7--long--*", "too-tall"),
    ("*--7--unbroken--*", "too-tall"),
];

/// What is wrong with the two drawings of a combination.
fn judged(combo: Combo, drawn: &Drawn, fonts: &FontSet<'_>) -> Vec<Wrong> {
    let image = drawn.image.iter().map(|image| (image, 11.0));
    image
        .chain([(&drawn.page, 7.0)])
        .flat_map(|(scene, least)| {
            Judge { kind: combo.kind, scene, shown: &drawn.shown, fonts, least, wrong: Vec::new() }.judge()
        })
        .collect()
}

/// Whether a combination's name fits a pattern, piece by piece.
fn fits(pattern: &str, id: &str) -> bool {
    let (pattern, id): (Vec<&str>, Vec<&str>) = (pattern.split("--").collect(), id.split("--").collect());
    pattern.len() == id.len() && pattern.iter().zip(id).all(|(want, have)| *want == "*" || *want == have)
}

/// Whether a chart was refused for the one reason that it may be refused for.
fn refused(id: &str, faults: &[Diagnostic]) -> bool {
    let may = |code: &str| REFUSED.iter().any(|(pattern, reason)| *reason == code && fits(pattern, id));
    !faults.is_empty() && faults.iter().all(|fault| may(fault.code.name()))
}

#[test]
fn no_chart_lies_hides_or_overlaps() {
    let combos = Combo::all();
    let specs = Scratch::new();
    let series: String = combos.iter().map(|combo| combo.series()).collect();
    specs.put("series/all.yaml", format!("series:\n{series}"));
    for combo in &combos {
        specs.put(&format!("charts/{}.yaml", combo.id()), combo.chart());
    }
    let files = FontFiles::default();
    let fonts = FontSet::new(&files).unwrap();
    let drawings = draw_all(specs.path());
    assert_eq!(drawings.len(), combos.len());

    let mut found: BTreeMap<(String, &'static str), String> = BTreeMap::new();
    for (id, drawn, faults) in &drawings {
        let combo = *combos.iter().find(|combo| combo.id() == *id).unwrap();
        match drawn {
            None if refused(id, faults) => {}
            Some(drawn) if drawn.image.is_none() && refused(id, faults) => {}
            Some(Drawn { image: None, .. }) | None => {
                let said: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
                found.insert((id.clone(), "not drawn"), said.join("; "));
            }
            Some(drawn) => {
                for (what, detail) in judged(combo, drawn, &fonts) {
                    found.entry((id.clone(), what)).or_insert(detail);
                }
            }
        }
    }
    let known = |id: &str, what: &str| KNOWN.iter().any(|(pattern, w, _)| *w == what && fits(pattern, id));
    let new: Vec<String> = found
        .iter()
        .filter(|((id, what), _)| !known(id, what))
        .map(|((id, what), detail)| format!("{id}: {what}: {detail}"))
        .collect();
    assert!(new.is_empty(), "{} of {} charts:\n{}", new.len(), combos.len(), new.join("\n"));
    for (pattern, what, _) in KNOWN {
        let fitting = || drawings.iter().filter(|(id, ..)| fits(pattern, id));
        // What is not drawn at all cannot show yet that another fault of it is mended.
        let hidden = *what != "not drawn" && fitting().all(|(_, drawn, _)| drawn.is_none());
        let there = fitting().any(|(id, ..)| found.contains_key(&(id.clone(), *what)));
        assert!(there || hidden, "`{pattern}` has no {what} any more: take it out of KNOWN");
    }
}

#[test]
fn the_shipped_charts_hold_too() {
    let files = FontFiles::default();
    let fonts = FontSet::new(&files).unwrap();
    for (id, drawn, faults) in draw_all(&crate::harness::shipped()) {
        assert!(faults.is_empty(), "{id}: {faults:?}");
        let drawn = drawn.unwrap();
        let image = drawn.image.as_ref().expect("a slide");
        for (scene, least) in [(image, 11.0), (&drawn.page, 7.0)] {
            let judge =
                Judge { kind: "", scene, shown: &drawn.shown, fonts: &fonts, least, wrong: Vec::new() };
            let wrong: Vec<Wrong> = [judge.texts_apart(), judge.inside(), judge.large_enough()].concat();
            assert!(wrong.is_empty(), "{id}: {wrong:?}");
        }
    }
}

/// The two drawings' texts of a chart over a series file made for the purpose.
fn texts_of(series: &str, chart: &str) -> (Drawn, Vec<String>) {
    let specs = Scratch::new();
    specs.put("series/survey.yaml", series);
    specs.put("charts/chart.yaml", chart);
    let (_, drawn, faults) = draw_all(specs.path()).pop().unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let drawn = drawn.unwrap();
    let text = |item: &Item| match item {
        Item::Text(run) => Some(run.shaped.text.clone()),
        _ => None,
    };
    let texts = drawn.image.as_ref().expect("a slide").items.iter().filter_map(text).collect();
    (drawn, texts)
}

#[test]
fn each_key_figure_keeps_its_unit() {
    let series = "series:\n  budget: {type: single, values: {mehr: 54}}\n  \
                  rechner: {type: numeric, unit: count, values: {Rechner: 12345}}\n";
    let chart = "title: Zahlen\nchart: key-figures\nfigures:\n  \
                 - {series: budget, category: mehr, label: wollen mehr}\n  \
                 - {series: rechner, category: Rechner, label: Rechner}\n";
    let (_, texts) = texts_of(series, chart);
    assert!(texts.contains(&"54\u{202f}%".to_owned()) && texts.contains(&"12.345".to_owned()), "{texts:?}");
}

#[test]
fn an_alternative_text_ends_its_sentences_once() {
    let series = "series:\n  plan: {type: multiple, values: {mehr: 54, weniger: }}\n";
    let (drawn, _) = texts_of(series, "title: Pläne\nseries: plan\nchart: bar\n");
    assert!(!drawn.page.alt.contains(".."), "{}", drawn.page.alt);
}

#[test]
fn a_whole_of_which_parts_are_left_out_is_refused_or_completed() {
    let series = "series:\n  plan: {type: single, values: {mehr: 54, gleich: 34, weniger: 12}}\n";
    let chart = "title: Pläne\nseries: plan\nchart: donut\ncategories: [gleich, weniger]\n";
    let specs = Scratch::new();
    specs.put("series/survey.yaml", series);
    specs.put("charts/chart.yaml", chart);
    let (_, drawn, faults) = draw_all(specs.path()).pop().unwrap();
    let sum = |drawn: Drawn| drawn.shown.rows.iter().filter_map(|row| row.values[0]).sum::<f64>();
    assert!(!faults.is_empty() || drawn.map(sum) == Some(100.0));
}
