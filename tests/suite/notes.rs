//! Notes on charts: every word of a note is drawn, clear of everything else, in every variant and on the page.

use make_briefing::scene::Scene;
use make_briefing::scene::item::{Item, PathStep, TextRole, TextRun};
use make_briefing::spec::variant::Variant;
use make_briefing::units::Rect;

use crate::harness::{Drawings, Scratch, draw_in};

const SERIES: &str = "survey: {base: {label: all, n: 500}}
series:
  ways: {type: multiple, values: {Visit: 62, Telephone: 48, E-mail: 41, Letter: 19, App: 8}}
  waves: {type: multiple, values: {Form: {'2017': 12, '2019': 17, '2021': 29, '2023': 34}, Visit: {'2017': 81, '2019': 79, '2021': 70, '2023': 66}}}
  trust: {type: scale, by: item, values: {Council: {no: 30, rather: 30, yes: 40}, Police: {no: 10, rather: 50, yes: 40}}}
  known: {type: single, values: {knows it: 88, does not: 12}}
  pairs: {type: numeric, unit: number, values: {Old Town: {Density: 92, Rent: 58}, Harbour: {Density: 61, Rent: 66}}}
";
const WORDS: &str = "Since the portal was opened in spring";

/// A kind, its series and a note on it.
const CASES: &[(&str, &str, &str)] = &[
    ("bar", "ways", "category: App"),
    ("bar", "ways", "category: Visit, arrow: true"),
    ("bar", "ways", "from: E-mail, to: App"),
    ("bar", "ways", "value: 50"),
    ("lollipop", "ways", "category: Telephone"),
    ("column", "ways", "category: Visit, arrow: true"),
    ("column", "ways", "from: Letter, to: App"),
    ("histogram", "known", "category: knows it"),
    ("grouped-bar", "waves", "category: Visit, column: '2021'"),
    ("grouped-column", "waves", "category: Form, column: '2023'"),
    ("stacked-bar", "known", "category: does not"),
    ("stacked-bar", "trust", "category: Police, column: rather"),
    ("stacked-column", "trust", "category: Police, column: rather"),
    ("diverging-bar", "trust", "category: Council, column: 'yes'"),
    ("dot", "waves", "category: Form, column: '2017'"),
    ("line", "waves", "category: Form, column: '2021', arrow: true"),
    ("line", "waves", "from: '2019', to: '2021'"),
    ("line", "waves", "column: '2021', value: 50"),
    ("slope", "waves", "category: Form, column: '2023'"),
    ("area", "waves", "category: Form, column: '2021'"),
    ("donut", "known", "category: knows it"),
    ("pie", "known", "category: does not"),
    ("waffle", "known", "category: does not"),
    ("heatmap", "trust", "category: Police, column: rather"),
    ("table", "trust", "category: Police, column: rather"),
    ("scatter", "pairs", "category: Harbour, arrow: true"),
];

fn drawn(kind: &str, series: &str, note: &str) -> Drawings {
    let specs = Scratch::new();
    specs.put("series/all.yaml", SERIES);
    specs.put("briefing.yaml", "title: B\nlanguage: en\nsections: []\n");
    let picked = match kind {
        "slope" => "columns: ['2017', '2023']\n",
        "area" => "categories: [Form]\n",
        _ => "",
    };
    let chart = format!(
        "title: T\nseries: {series}\nchart: {kind}\n{picked}annotations: {{text: {WORDS}, {note}}}\n"
    );
    specs.put("charts/c.yaml", chart);
    let variants: Vec<Variant> = Variant::NAMES.into_iter().filter_map(Variant::named).collect();
    draw_in(specs.path(), &variants).pop().unwrap()
}

fn texts(scene: &Scene) -> Vec<&TextRun> {
    scene.items.iter().filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None }).collect()
}

#[test]
fn a_note_is_whole_and_covers_nothing() {
    for (kind, series, note) in CASES {
        let all = drawn(kind, series, note);
        assert!(all.faults.is_empty(), "{kind}, {note}: {:?}", all.faults);
        assert_eq!(all.scenes.len(), 5, "{kind}, {note}");
        for (place, scene) in &all.scenes {
            let at = format!("{kind}, {note}, {place}");
            let texts = texts(scene);
            let notes: Vec<&TextRun> =
                texts.iter().copied().filter(|run| run.role == TextRole::Note).collect();
            let words: Vec<&str> = notes.iter().map(|run| run.shaped.text.as_str()).collect();
            let said: String = words.join(" ").chars().filter(|c| c.is_alphabetic()).collect();
            let wanted: String = WORDS.chars().filter(|c| c.is_alphabetic()).collect();
            assert_eq!(said, wanted, "{at}");
            for run in &notes {
                let is_number = run.shaped.text.chars().all(|c| c.is_ascii_digit());
                for other in texts.iter().filter(|other| !std::ptr::eq(**other, *run)) {
                    assert!(
                        !run.bounds().overlaps(other.bounds(), 0.5),
                        "{at}: over {:?}",
                        other.shaped.text
                    );
                }
                let over_mark = |rect: &Rect| rect.overlaps(run.bounds(), 0.5);
                let is_ground = |rect: &Rect| is_band(rect, scene, note);
                let marks = rects(scene).filter(|rect| over_mark(rect) && !is_ground(rect)).count();
                assert!(is_number || marks == 0, "{at}: {:?} stands on a mark", run.shaped.text);
            }
        }
    }
}

fn rects(scene: &Scene) -> impl Iterator<Item = Rect> + '_ {
    scene.items.iter().filter_map(|item| if let Item::Rect { rect, .. } = item { Some(*rect) } else { None })
}

/// The band of a range lies behind the marks, first of all rectangles but the flag.
fn is_band(rect: &Rect, scene: &Scene, note: &str) -> bool {
    note.starts_with("from:") && rects(scene).take(2).any(|first| first == *rect)
}

#[test]
fn an_arrow_has_a_head_and_leads_to_its_mark() {
    let all = drawn("line", "waves", "category: Form, column: '2021', arrow: true");
    for (place, scene) in &all.scenes {
        let heads: Vec<_> = scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Path { steps, fill: Some(_), .. } => match steps[..] {
                    [PathStep::Move(tip), PathStep::Line(_), PathStep::Line(_), PathStep::Close] => Some(tip),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        let [tip] = heads[..] else { panic!("{place}: {} heads", heads.len()) };
        let dots = scene.items.iter().filter_map(|item| match item {
            Item::Path { steps, fill: Some(_), .. } => match steps.first() {
                Some(PathStep::Move(top)) if steps.iter().any(|step| matches!(step, PathStep::Curve(..))) => {
                    Some(*top)
                }
                _ => None,
            },
            _ => None,
        });
        let near = dots.map(|dot| (dot.x - tip.x).hypot(dot.y - tip.y)).fold(f32::INFINITY, f32::min);
        assert!(near < 16.0, "{place}: the arrow ends {near} from the nearest dot");
    }
}

#[test]
fn the_alternative_text_says_what_the_note_is_about() {
    let alt = |kind, series, note| drawn(kind, series, note).scenes[0].1.alt.clone();
    let said = alt("line", "waves", "category: Form, column: '2021'");
    assert!(said.contains(&format!(" Note on Form, 2021: {WORDS}.")), "{said}");
    let said = alt("bar", "ways", "from: E-mail, to: App");
    assert!(said.contains(&format!(" Note on E-mail to App: {WORDS}.")), "{said}");
}

#[test]
fn a_note_without_a_free_place_becomes_a_number_with_its_words_below() {
    let all = drawn("heatmap", "trust", "category: Police, column: rather");
    let (_, scene) = &all.scenes[0];
    let notes: Vec<&TextRun> = texts(scene).into_iter().filter(|run| run.role == TextRole::Note).collect();
    let numbers = notes.iter().filter(|run| run.shaped.text == "1");
    assert_eq!(numbers.count(), 2, "one at the cell, one before the words");
    let lowest = rects(scene).map(Rect::bottom).fold(0.0, f32::max);
    assert!(notes.last().unwrap().bounds().y > lowest, "the words stand below the cells");
}

#[test]
fn without_a_line_a_note_stands_nearest_to_its_own_bar() {
    for (at, category) in ["Visit", "Telephone", "E-mail", "Letter", "App"].iter().enumerate() {
        for (place, scene) in &drawn("bar", "ways", &format!("category: {category}")).scenes {
            let has_line = scene.items.iter().any(|item| matches!(item, Item::Path { stroke: Some(_), .. }));
            let notes = texts(scene).into_iter().filter(|run| run.role == TextRole::Note);
            let note = notes.map(TextRun::bounds).reduce(Rect::union).unwrap();
            let all: Vec<Rect> = rects(scene).collect();
            let values = texts(scene).into_iter().filter(|run| run.role == TextRole::Value);
            // Bars with the values at their ends.
            let bars: Vec<Rect> =
                all[all.len() - 5..].iter().zip(values).map(|(bar, run)| bar.union(run.bounds())).collect();
            let away = |bar: &Rect| {
                let across = (bar.x - note.right()).max(note.x - bar.right()).max(0.0);
                across.hypot((bar.y - note.bottom()).max(note.y - bar.bottom()).max(0.0))
            };
            let others = bars.iter().enumerate().filter(|(other, _)| *other != at);
            let is_nearest = others.map(|(_, bar)| away(bar)).all(|other| other > away(&bars[at]));
            assert!(has_line || is_nearest, "{category}, {place}: {note:?}, {bars:?}");
        }
    }
}
