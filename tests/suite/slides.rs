//! A PDF of slides: what is on each, and how large its text is.

use std::collections::BTreeMap;
use std::path::Path;

use make_briefing::batch::ChartInputs;
use make_briefing::batch::chart::ChartDrawer;
use make_briefing::batch::images::prepare;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::document::compose::compose;
use make_briefing::document::flow::{Purpose, Wish};
use make_briefing::document::model::{Document, Kid, Role};
use make_briefing::document::paragraph::Setter;
use make_briefing::project::Project;
use make_briefing::scene::item::{Item, TextRun};
use make_briefing::story::from_briefing;
use make_briefing::story::slides::Least;
use make_briefing::theme::fonts::FontSet;
use make_briefing::units::Size;

use crate::harness::{ROOT, Scratch, shipped};

/// A specs folder as slides.
fn slides(specs: &Path) -> Document {
    let folder = Scratch::new();
    folder.overlay(specs);
    composed(&folder)
}

fn composed(folder: &Scratch) -> Document {
    folder.put("theme.yaml", "page: {size: '16:9'}\n");
    let said = Diagnostics::new();
    let project = Project::read(folder.path(), &said);
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let drawer = ChartDrawer::new(&project, &fonts);
    let mut charts = Vec::new();
    let mut inputs = BTreeMap::new();
    for spec in project.charts.iter().filter_map(|(_, spec)| spec.as_ref()) {
        let Some((chart, shown, caption)) = prepare(&drawer, spec).chart else { continue };
        let alt = chart.scene.alt.clone();
        charts.push((spec.id.as_str(), chart));
        inputs.insert(spec.id.as_str(), ChartInputs { spec, shown, caption, alt });
    }
    let story = from_briefing::build(&project, &fonts, charts, None, &said);
    let draw = |wish: &Wish<'_>| {
        let least = if wish.purpose == Purpose::CrowdedSlide { Least::Any } else { Least::Label };
        drawer.slide(&inputs[wish.id], &project.theme.roles, Size::new(wish.width, wish.height), least)
    };
    let fit = |wishes: &[Wish<'_>]| wishes.iter().map(draw).collect();
    let setter = Setter { shaper: drawer.shaper(), language: project.language };
    compose(&story, &project.theme, setter, &fit)
}

/// Every run of text with its page, the element it belongs to, and its place on the page.
fn runs(document: &Document) -> Vec<(usize, usize, TextRun)> {
    let mut found = Vec::new();
    for (element, one) in document.elements.iter().enumerate() {
        for kid in &one.kids {
            let Kid::Content { page, index } = *kid else { continue };
            let content = &document.pages[page].content[index];
            for item in &content.items {
                if let Item::Text(run) = item {
                    let at = run.at.moved(content.origin);
                    found.push((page, element, TextRun { at, ..run.clone() }));
                }
            }
        }
    }
    found
}

/// The first page of the data tables.
fn tables(document: &Document) -> usize {
    let runs = runs(document);
    let table =
        runs.iter().filter(|(_, element, _)| matches!(document.elements[*element].role, Role::HeaderCell(_)));
    table.map(|(page, ..)| *page).min().unwrap_or(document.pages.len())
}

/// Texts of a slide that are not part of a chart, its caption or its footer.
fn is_text(document: &Document, element: usize) -> bool {
    let mut at = Some(element);
    while let Some(index) = at {
        let one = &document.elements[index];
        if matches!(one.role, Role::Figure { .. } | Role::Caption | Role::Div | Role::Note | Role::Table) {
            return false;
        }
        at = one.parent;
    }
    true
}

#[test]
fn no_text_of_a_slide_is_too_small_to_read_from_the_back() {
    // Numbers of tiles and panels, which only the gallery has, are a little smaller than labels.
    for (specs, labels) in [(shipped(), 14.0), (Path::new(ROOT).join("specs/gallery"), 13.5)] {
        let document = slides(&specs);
        let first = tables(&document);
        for (page, element, run) in runs(&document).into_iter().filter(|(page, ..)| *page < first) {
            let least = if is_text(&document, element) { 20.0 } else { labels };
            // Marks of footnotes are raised and smaller.
            let is_mark = matches!(document.elements[element].role, Role::Link);
            assert!(
                run.size > least - 0.01 || is_mark,
                "{}: slide {}: {:?} has {} points",
                specs.display(),
                page + 1,
                run.shaped.text,
                run.size
            );
        }
    }
}

#[test]
fn no_text_of_a_slide_leaves_it_or_is_over_another() {
    for specs in [shipped(), Path::new(ROOT).join("specs/gallery")] {
        let document = slides(&specs);
        let mut pages: BTreeMap<usize, Vec<TextRun>> = BTreeMap::new();
        runs(&document).into_iter().for_each(|(page, _, run)| pages.entry(page).or_default().push(run));
        for (page, runs) in pages {
            for (at, run) in runs.iter().enumerate() {
                let one = run.bounds();
                let place = format!("{}: slide {}: {:?}", specs.display(), page + 1, run.shaped.text);
                assert!(
                    one.x > 0.0 && one.right() < 960.0 && one.y > 0.0 && one.bottom() < 540.0,
                    "{place}: {one:?}"
                );
                for other in &runs[at + 1..] {
                    assert!(!one.overlaps(other.bounds(), 1.5), "{place} is over {:?}", other.shaped.text);
                }
            }
        }
    }
}

#[test]
fn the_shipped_briefing_is_a_deck_and_not_a_flood() {
    let document = slides(&shipped());
    let count = document.pages.len();
    assert!((20..=28).contains(&count), "{count} slides");
    let count = |role: fn(&Role) -> bool| document.elements.iter().filter(|one| role(&one.role)).count();
    // Key figures are lists.
    assert_eq!(count(|role| matches!(role, Role::Figure { .. })), 16);
    let sections = document.outline.iter().filter(|mark| mark.level == 1).count();
    assert!(sections >= 8, "a slide for each section: {:?}", document.outline);
}

#[test]
fn a_deck_has_data_tables_where_its_author_asks_for_them() {
    let document = slides(&shipped());
    assert_eq!(tables(&document), document.pages.len(), "no table unasked");
    let folder = Scratch::new();
    folder.overlay(&shipped());
    let briefing = std::fs::read_to_string(shipped().join("briefing.yaml")).unwrap();
    folder.put("briefing.yaml", format!("{briefing}\ndata-table: appendix\n"));
    let asked = composed(&folder);
    assert!(tables(&asked) < asked.pages.len() && tables(&asked) > 20);
}

#[test]
fn a_section_opens_with_its_text_and_the_chart_below_it_where_both_have_room() {
    let document = slides(&shipped());
    let page = document.outline.iter().find(|mark| mark.title.contains("Was bremst")).unwrap().page;
    let on_page: Vec<TextRun> =
        runs(&document).into_iter().filter(|(at, ..)| *at == page).map(|(.., run)| run).collect();
    let place_of = |words: &str| on_page.iter().find(|run| run.shaped.text.contains(words)).map(|run| run.at);
    let (section, text, chart) = (place_of("bremst"), place_of("Auf die Frage"), place_of("Fehlendes"));
    assert!(section.unwrap().x < text.unwrap().x, "the title is on the panel");
    assert!(text.unwrap().y < chart.unwrap().y, "the chart is below the text");
}

#[test]
fn key_figures_are_read_as_a_list() {
    let document = slides(&Path::new(ROOT).join("specs/gallery"));
    let words = |element: usize| -> String {
        let kids = document.elements[element].kids.iter();
        let contents = kids.filter_map(|kid| match kid {
            Kid::Content { page, index } => Some(&document.pages[*page].content[*index]),
            Kid::Element(_) | Kid::Link { .. } => None,
        });
        let texts = contents.flat_map(|content| &content.items).filter_map(|item| match item {
            Item::Text(run) => Some(run.shaped.text.clone()),
            _ => None,
        });
        texts.collect::<Vec<_>>().join(" ")
    };
    let items = (0..document.elements.len()).filter(|one| document.elements[*one].role == Role::ListBody);
    assert!(items.map(words).any(|item| item.starts_with("62") && item.ends_with("in person")));
}
