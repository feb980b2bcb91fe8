//! Page breaks: what belongs together stays together, pages are filled, and the reading order runs from top to
//! bottom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use make_briefing::batch::chart::ChartDrawer;
use make_briefing::batch::images::prepare;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::document::compose::compose;
use make_briefing::document::flow::Wish;
use make_briefing::document::model::{Document, Element, Kid, Role};
use make_briefing::document::paragraph::Setter;
use make_briefing::language::Language;
use make_briefing::project::Project;
use make_briefing::scene::item::Item;
use make_briefing::scene::{Layers, Scene};
use make_briefing::story::Metadata;
use make_briefing::story::from_briefing;
use make_briefing::story::markdown;
use make_briefing::story::{Chart, Content, Section, Story, Table, TableRow};
use make_briefing::theme::Theme;
use make_briefing::theme::fonts::{FontFiles, FontSet};
use make_briefing::typeset::shaper::Shaper;
use make_briefing::units::Size;

use crate::harness::{ROOT, shipped};

/// A line of running text.
const LINE: &str = "So viele Wörter hat eine Zeile, wenn sie so lang ist wie die eines Texts. ";

/// What a section holds, for short.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// A paragraph of about so many lines.
    Text(usize),
    /// A heading inside the section.
    Heading,
    /// A figure whose drawing is so high.
    Figure(f32),
    /// The same with a table of so many rows below.
    Table(f32, usize),
}

fn story(sections: &[&[Part]]) -> Story {
    let meta = Metadata {
        title: "Umfrage".into(),
        author: String::new(),
        subject: String::new(),
        keywords: Vec::new(),
        language: "de".into(),
        created: 0,
    };
    let section = |parts: &&[Part]| Section {
        new_page: false,
        title: "Abschnitt".into(),
        content: parts.iter().map(|part| content(*part)).collect(),
    };
    let sections = sections.iter().map(section).collect();
    let cover = markdown::parse("");
    let empty = String::new;
    Story {
        meta,
        kicker: empty(),
        subtitle: empty(),
        date: empty(),
        cover,
        cover_chart: None,
        sections,
        method: None,
    }
}

fn content(part: Part) -> Content {
    match part {
        Part::Text(lines) => Content::Text(markdown::parse(&LINE.repeat(lines))),
        Part::Heading => Content::Text(markdown::parse("## Zwischentitel")),
        Part::Figure(height) => Content::Chart(Box::new(chart(height, 0))),
        Part::Table(height, rows) => Content::Chart(Box::new(chart(height, rows))),
    }
}

fn chart(height: f32, rows: usize) -> Chart {
    let row = |at: usize| TableRow {
        name: format!("Antwort {at}"),
        indented: false,
        strong: false,
        cells: vec!["50 %".into()],
    };
    Chart {
        id: format!("{height}"),
        series: Vec::new(),
        title: "Was alle sagen".into(),
        subtitle: String::new(),
        scene: drawing(height),
        footer: vec!["Basis: alle".into()],
        table: Table {
            head: vec!["Antwort".into(), "Anteil".into()],
            rows: (0..rows).map(row).collect(),
            bases: Vec::new(),
        },
        lang: None,
        alt_beside_table: String::new(),
        table_below: rows > 0,
        appendix: false,
    }
}

fn drawing(height: f32) -> Scene {
    let size = Size::new(400.0, height);
    Scene {
        size,
        background: None,
        items: Vec::new(),
        layers: Layers::default(),
        title: String::new(),
        alt: "Bild".into(),
        lang: "de".into(),
    }
}

fn fonts() -> &'static FontSet<'static> {
    static FILES: OnceLock<FontFiles> = OnceLock::new();
    static FONTS: OnceLock<FontSet<'static>> = OnceLock::new();
    FONTS.get_or_init(|| FontSet::new(FILES.get_or_init(FontFiles::default)).expect("sound fonts"))
}

/// The pages of a story whose figures become as high as is asked for.
fn set(story: &Story) -> Document {
    let shaper = Shaper::new(fonts());
    let setter = Setter { shaper: &shaper, language: Language::German };
    let fit = |wishes: &[Wish<'_>]| wishes.iter().map(|wish| Some(drawing(wish.height))).collect();
    compose(story, &Theme::default(), setter, &fit)
}

fn of(sections: &[&[Part]]) -> Document {
    set(&story(sections))
}

/// A line, figure or cell where it stands.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    role: Role,
    element: usize,
    page: usize,
    top: f32,
    bottom: f32,
    left: f32,
    right: f32,
}

/// Everything that a document reads out, in the order in which it does.
fn boxes(document: &Document) -> Vec<Placed> {
    let mut found = Vec::new();
    visit(document, 0, &mut found);
    found
}

fn visit(document: &Document, element: usize, found: &mut Vec<Placed>) {
    let Element { role, kids, .. } = &document.elements[element];
    // Footnotes are at the foot of their page, and read after the paragraph with their mark.
    if *role == Role::Note {
        return;
    }
    for kid in kids {
        match *kid {
            Kid::Element(inner) => visit(document, inner, found),
            Kid::Content { page, index } => {
                let content = &document.pages[page].content[index];
                if let Role::Figure { bounds } = role {
                    found.push(Placed {
                        role: role.clone(),
                        element,
                        page,
                        top: bounds.y,
                        bottom: bounds.bottom(),
                        left: bounds.x,
                        right: bounds.right(),
                    });
                    continue;
                }
                let mut lines: BTreeMap<i32, (f32, f32, f32)> = BTreeMap::new();
                for item in &content.items {
                    if let Item::Text(run) = item {
                        let line = lines.entry((run.at.y * 4.0).round() as i32);
                        let line = line.or_insert((run.size, f32::INFINITY, 0.0));
                        *line = (run.size, line.1.min(run.at.x), line.2.max(run.at.x + run.width()));
                    }
                }
                for (baseline, (size, left, right)) in lines {
                    let y = baseline as f32 / 4.0;
                    let (top, bottom) = (y - size * 0.75, y + size * 0.2);
                    found.push(Placed { role: role.clone(), element, page, top, bottom, left, right });
                }
            }
            Kid::Link { .. } => {}
        }
    }
}

/// What is wrong with the pages of a document, whatever it says.
fn faults(document: &Document, theme: &Theme) -> Vec<String> {
    let boxes = boxes(document);
    let (top, foot) = (theme.page.top, theme.page.size.height - theme.page.bottom);
    let mut faults = Vec::new();
    let body = |one: &&Placed| one.page >= 2;
    for one in boxes.iter().filter(body) {
        if one.top < top - 1.0 || one.bottom > foot + 1.0 {
            faults.push(format!("outside of the text area: {one:?}"));
        }
    }
    for pair in boxes.windows(2) {
        let (one, next) = (&pair[0], &pair[1]);
        // Cells of a row stand side by side, as do a label and its text.
        let is_cell = |role: &Role| matches!(role, Role::HeaderCell(_) | Role::DataCell);
        // A table in the right lane is read after the one in the left.
        let is_beside = is_cell(&one.role) && is_cell(&next.role) || next.left > one.right;
        if !is_beside && (next.page, next.bottom) < (one.page, one.bottom - 14.0) && next.page >= 2 {
            faults.push(format!("read after what stands below it: {one:?}, {next:?}"));
        }
        if matches!(one.role, Role::Heading(_)) && next.page > one.page && one.page >= 2 {
            faults.push(format!("a heading at the foot of a page: {one:?}"));
        }
    }
    let mut paragraphs: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for one in boxes.iter().filter(body).filter(|one| one.role == Role::Paragraph) {
        *paragraphs.entry(one.element).or_default().entry(one.page).or_default() += 1;
    }
    for (element, pages) in paragraphs.iter().filter(|(_, pages)| pages.len() > 1) {
        if pages.values().any(|lines| *lines < 2) {
            faults.push(format!("a line alone at a page's edge: {element}, {pages:?}"));
        }
    }
    faults
}

/// The page of the nth thing of this role.
fn page_of(document: &Document, role: impl Fn(&Role) -> bool, nth: usize) -> usize {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for one in boxes(document) {
        if one.page >= 2 && role(&one.role) && found.last().is_none_or(|(last, _)| *last != one.element) {
            found.push((one.element, one.page));
        }
    }
    found[nth].1
}

fn is_figure(role: &Role) -> bool {
    matches!(role, Role::Figure { .. })
}

/// The height of the nth figure.
fn height_of(document: &Document, nth: usize) -> f32 {
    let figures: Vec<Placed> = boxes(document).into_iter().filter(|one| is_figure(&one.role)).collect();
    (figures[nth].bottom - figures[nth].top).round()
}

/// How much of a page's text area is used.
fn share_used(document: &Document, page: usize, theme: &Theme) -> f32 {
    let lowest = boxes(document)
        .iter()
        .filter(|one| one.page == page)
        .map(|one| one.bottom)
        .fold(theme.page.top, f32::max);
    (lowest - theme.page.top) / theme.page.text_height()
}

#[test]
fn a_text_stands_on_the_page_of_its_figure() {
    let document = of(&[&[Part::Text(3), Part::Figure(300.0), Part::Text(3), Part::Figure(250.0)]]);
    let lead: Vec<Placed> =
        boxes(&document).into_iter().filter(|one| one.page == 3 && one.role == Role::Paragraph).collect();
    assert_eq!(page_of(&document, is_figure, 1), 3);
    assert_eq!(lead[..3].iter().map(|one| one.element).collect::<Vec<_>>(), [lead[0].element; 3]);
    assert_eq!(faults(&document, &Theme::default()), Vec::<String>::new());
}

#[test]
fn a_long_text_goes_on_where_its_figure_does_not_fit() {
    let document = of(&[&[Part::Text(3), Part::Figure(300.0), Part::Text(12), Part::Figure(420.0)]]);
    let last = boxes(&document).into_iter().rfind(|one| one.page == 2).unwrap();
    assert!(share_used(&document, 2, &Theme::default()) > 0.8, "{last:?}");
    assert_eq!(faults(&document, &Theme::default()), Vec::<String>::new());
}

#[test]
fn figures_grow_where_a_page_would_stay_empty_but_not_on_the_last_one() {
    let part = [Part::Text(3), Part::Figure(140.0)];
    let document = of(&[&part, &part, &part]);
    assert_eq!(page_of(&document, is_figure, 2), 3);
    let heights = [0, 1, 2].map(|nth| height_of(&document, nth));
    assert!(heights[0] > 141.0 && heights[0] <= 140.0 * 1.35 + 0.5, "{heights:?}");
    assert_eq!((heights[0], heights[2]), (heights[1], 140.0));
    assert!(share_used(&document, 2, &Theme::default()) > 0.85);
}

#[test]
fn what_has_no_words_takes_no_room() {
    let with = |text: &str| {
        let mut story = story(&[&[Part::Text(3)]]);
        story.sections[0].content.push(Content::Text(markdown::parse(text)));
        boxes(&set(&story)).len()
    };
    let (nothing, one) = (with(""), with("Wort"));
    assert!(one > nothing);
    for text in ["&#8232;", "![ ](bild.png)", "~~~\n\n~~~", "# ", "#### \u{a0}"] {
        assert_eq!(with(text), nothing, "{text:?}");
    }
    let mut story = story(&[&[Part::Text(3)]]);
    story.sections[0].title = "\u{2028}".into();
    set(&story);
}

#[test]
fn a_figure_that_cannot_grow_stays_as_it_is() {
    let part = [Part::Text(3), Part::Figure(180.0)];
    let story = story(&[&part, &part, &part]);
    let shaper = Shaper::new(fonts());
    let setter = Setter { shaper: &shaper, language: Language::German };
    let document = compose(&story, &Theme::default(), setter, &|wishes| vec![None; wishes.len()]);
    assert_eq!([0, 1, 2].map(|nth| height_of(&document, nth)), [180.0; 3]);
    assert_eq!(faults(&document, &Theme::default()), Vec::<String>::new());
}

#[test]
fn a_table_that_goes_over_pages_has_its_head_on_each() {
    let document = of(&[&[Part::Table(100.0, 90)]]);
    let heads = |page: usize| {
        let texts = document.pages[page].content.iter().flat_map(|content| &content.items);
        texts.filter(|item| matches!(item, Item::Text(run) if run.shaped.text == "Antwort")).count()
    };
    assert_eq!([2, 3, 4].map(heads), [1; 3]);
    assert_eq!(document.pages.len(), 5);
    assert_eq!(faults(&document, &Theme::default()), Vec::<String>::new());
}

#[test]
fn narrow_tables_of_the_appendix_stand_side_by_side() {
    let mut story = story(&[&[Part::Table(200.0, 5); 4]]);
    for content in story.sections.iter_mut().flat_map(|section| &mut section.content) {
        if let Content::Chart(chart) = content {
            (chart.table_below, chart.appendix) = (false, true);
        }
    }
    let document = set(&story);
    let boxes = boxes(&document);
    let figures = boxes.iter().rposition(|one| is_figure(&one.role)).unwrap();
    // The titles of the tables; "Tabelle 1" is a label.
    let captions: Vec<&Placed> = boxes[figures..].iter().filter(|one| one.role == Role::Caption).collect();
    let tops: BTreeSet<i32> = captions.iter().map(|one| one.top.round() as i32).collect();
    let lefts: BTreeSet<i32> = captions.iter().map(|one| one.left.round() as i32).collect();
    assert_eq!((captions.len(), tops.len(), lefts.len()), (4, 2, 2), "{captions:#?}");
    assert_eq!(faults(&document, &Theme::default()), Vec::<String>::new());
}

#[test]
fn whatever_a_document_holds_nothing_leaves_its_page_or_its_order() {
    let mut seed = 11_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    for round in 0..120 {
        let sections: Vec<Vec<Part>> = (0..1 + next(4))
            .map(|_| {
                (0..1 + next(7))
                    .map(|_| match next(10) {
                        0 => Part::Heading,
                        1 => Part::Table(40.0 + next(300) as f32, 1 + next(60) as usize),
                        2..=5 => Part::Text(1 + next(if round % 3 == 0 { 60 } else { 8 }) as usize),
                        _ => Part::Figure(20.0 + next(550) as f32),
                    })
                    // A heading at the end leads to nothing.
                    .chain([Part::Text(2)])
                    .collect()
            })
            .collect();
        let sections: Vec<&[Part]> = sections.iter().map(Vec::as_slice).collect();
        let document = of(&sections);
        assert_eq!(faults(&document, &Theme::default()), Vec::<String>::new(), "{sections:?}");
        assert_eq!(of(&sections), document, "the same again");
    }
}

/// The pages of a section with these texts.
fn of_texts(texts: &[String]) -> Document {
    let mut story = story(&[&[]]);
    story.sections[0].content = texts.iter().map(|text| Content::Text(markdown::parse(text))).collect();
    set(&story)
}

/// The page and the baseline of the first words that begin so.
fn found_at(document: &Document, words: &str) -> (usize, f32) {
    let runs = document.pages.iter().enumerate().skip(2).flat_map(|(page, one)| {
        let items = one.content.iter().flat_map(|content| &content.items);
        items.filter_map(move |item| if let Item::Text(run) = item { Some((page, run)) } else { None })
    });
    let mut found = runs.filter(|(_, run)| run.shaped.text.starts_with(words));
    found.next().map(|(page, run)| (page, run.at.y)).unwrap()
}

#[test]
fn a_footnote_is_at_the_foot_of_the_page_with_its_mark() {
    let note = "Anmerkung mit[^a] Zeichen und noch eine[^b].\n\n[^b]: Zweite.\n\n[^a]: Erste.\n";
    let texts = [LINE.repeat(20), note.to_owned(), LINE.repeat(120)];
    let document = of_texts(&texts);
    let (page, _) = found_at(&document, "Anmerkung");
    let (first, second) = (found_at(&document, "Erste."), found_at(&document, "Zweite."));
    let style = Theme::default().page;
    let foot = style.size.height - style.bottom;
    assert_eq!((first.0, second.0), (page, page));
    assert!(first.1 < second.1, "in the order of their marks");
    assert!(foot - second.1 < 10.0, "{second:?} is not at the foot {foot}");
    let text = boxes(&document).into_iter().filter(|one| one.page == page).map(|one| one.bottom);
    assert!(text.fold(0.0, f32::max) < first.1 - 8.0, "the text ends above the notes");
    assert_eq!(faults(&document, &Theme::default()), Vec::<String>::new());
}

#[test]
fn a_note_longer_than_its_page_allows_or_without_a_mark_follows_its_section() {
    let long = format!("Langes[^a].\n\n[^a]: Lang. {}\n\n[^b]: Unbenutzt.\n", LINE.repeat(60));
    let document = of_texts(&[long, "Ende.".into()]);
    let (end, note) = (found_at(&document, "Ende."), found_at(&document, "Lang."));
    assert!(note > end, "{note:?}, {end:?}");
    assert!(found_at(&document, "Unbenutzt.") > note);
}

#[test]
fn a_text_that_ends_with_a_colon_stays_with_its_list() {
    for lines in 20..60 {
        let list = "Im Überblick:\n\n- eins\n- zwei\n- drei\n".to_owned();
        let document = of_texts(&[LINE.repeat(lines), list, LINE.repeat(30)]);
        let (lead, first) = (found_at(&document, "Im Überblick"), found_at(&document, "eins"));
        assert_eq!(lead.0, first.0, "{lines} lines above");
    }
}

#[test]
fn charts_of_one_series_share_the_table_that_has_all_their_figures() {
    let mut story = story(&[&[Part::Table(200.0, 3), Part::Table(200.0, 5), Part::Table(200.0, 5)]]);
    for (at, content) in story.sections.iter_mut().flat_map(|section| &mut section.content).enumerate() {
        if let Content::Chart(chart) = content {
            (chart.table_below, chart.appendix) = (false, true);
            chart.series = vec![if at < 2 { "one".into() } else { "another".into() }];
        }
    }
    let document = set(&story);
    let words: Vec<&str> = document
        .pages
        .iter()
        .flat_map(|page| &page.content)
        .flat_map(|one| &one.items)
        .filter_map(|item| if let Item::Text(run) = item { Some(run.shaped.text.as_str()) } else { None })
        .collect();
    let count = |wanted: &str| words.iter().filter(|text| **text == wanted).count();
    assert_eq!([count("Tabelle 1"), count("Tabelle 2"), count("Tabelle 3")], [0, 1, 1], "{words:?}");
    assert_eq!(count("Daten: Tabelle\u{a0}2"), 2, "the figures of both charts are there");
    assert_eq!([1, 2, 3].map(|at| count(&format!("zu Abbildung\u{a0}{at}"))), [1; 3]);
}

/// A specs folder with all its charts, on its pages.
pub(crate) fn project(specs: &Path) -> (Document, Theme) {
    let said = Diagnostics::new();
    let project = Project::read(specs, &said);
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let drawer = ChartDrawer::new(&project, &fonts);
    let specs = project.charts.iter().filter_map(|(_, spec)| spec.as_ref());
    let drawn: BTreeMap<&str, _> = specs
        .clone()
        .filter_map(|spec| Some((spec.id.as_str(), (spec, prepare(&drawer, spec).chart?))))
        .collect();
    let charts = drawn.iter().map(|(id, (_, (chart, ..)))| (*id, chart.clone())).collect();
    let story = from_briefing::build(&project, &fonts, charts, None, &said);
    let taller = |wish: &Wish<'_>| {
        let (spec, (_, shown, caption)) = &drawn[wish.id];
        drawer.page_at_height(spec, shown, caption, wish.height)
    };
    let fit = |wishes: &[Wish<'_>]| wishes.iter().map(taller).collect();
    let setter = Setter { shaper: drawer.shaper(), language: project.language };
    (compose(&story, &project.theme, setter, &fit), project.theme.clone())
}

/// The figures that stand on another page than the last line of the text above them.
fn parted(document: &Document) -> Vec<usize> {
    let mut found = Vec::new();
    let boxes = boxes(document);
    let lead_of = |at: usize| {
        let above = &boxes[..at];
        let caption = above.iter().rposition(|one| !matches!(one.role, Role::Caption | Role::Label))?;
        Some(&above[caption]).filter(|one| one.role == Role::Paragraph)
    };
    for (at, figure) in boxes.iter().enumerate().filter(|(_, one)| is_figure(&one.role)) {
        if lead_of(at).is_some_and(|lead| lead.page != figure.page && lead.top > 0.0) {
            found.push(figure.page);
        }
    }
    found
}

#[test]
fn the_pages_of_the_briefing_are_filled_and_no_text_is_parted_from_its_figure() {
    let (document, theme) = project(&shipped());
    assert_eq!(faults(&document, &theme), Vec::<String>::new());
    // Two of the charts are key figures, which are lists.
    let last = page_of(&document, is_figure, 15);
    let used: Vec<f32> = (2..last).map(|page| share_used(&document, page, &theme)).collect();
    assert!(used.iter().all(|share| *share > 0.78), "{used:?}");
    assert!(used.iter().sum::<f32>() / used.len() as f32 > 0.87, "{used:?}");
    assert_eq!(parted(&document), Vec::<usize>::new());
}

#[test]
fn the_pages_of_the_gallery_are_filled() {
    let (document, theme) = project(&Path::new(ROOT).join("specs/gallery"));
    assert_eq!(faults(&document, &theme), Vec::<String>::new());
    assert_eq!(parted(&document), Vec::<usize>::new());
}

#[test]
fn lines_of_running_text_have_65_to_80_characters() {
    let (document, _) = project(&shipped());
    let paragraphs = document.elements.iter().filter(|one| one.role == Role::Paragraph);
    let mut lengths = Vec::new();
    for one in paragraphs {
        for kid in &one.kids {
            let Kid::Content { page, index } = *kid else { continue };
            let runs = document.pages[page].content[index].items.iter();
            let texts = runs.filter_map(|item| match item {
                Item::Text(run) if run.size > 9.9 && run.size < 10.1 => Some(run),
                _ => None,
            });
            let mut lines: BTreeMap<i32, usize> = BTreeMap::new();
            for run in texts {
                *lines.entry(run.at.y as i32).or_default() += run.shaped.text.chars().count();
            }
            // The last line of a paragraph is shorter.
            let full = lines.len().saturating_sub(1);
            lengths.extend(lines.into_values().take(full));
        }
    }
    let mean = lengths.iter().sum::<usize>() as f32 / lengths.len() as f32;
    assert!((65.0..=80.0).contains(&mean), "{mean} characters a line");
    assert!(lengths.iter().all(|length| *length <= 90), "{:?}", lengths.iter().max());
}

#[test]
fn a_section_begins_a_page_where_its_author_says_so() {
    let text = || Content::Text(markdown::parse("Ein Satz."));
    let section = |new_page| Section { title: "Ein Thema".into(), new_page, content: vec![text()] };
    let pages_of = |new_page| {
        let story = Story { sections: vec![section(false), section(new_page)], ..self::story(&[]) };
        let document = set(&story);
        document
            .outline
            .iter()
            .filter(|mark| mark.title.ends_with("Thema"))
            .map(|mark| mark.page)
            .collect::<Vec<_>>()
    };
    let (together, parted) = (pages_of(false), pages_of(true));
    assert_eq!(together[0], together[1]);
    assert_eq!(parted[0] + 1, parted[1]);
}

#[test]
fn the_contents_lead_to_headings_inside_sections() {
    let (document, _) = project(&shipped());
    let in_contents = document.pages[1].links.iter().map(|link| link.label.as_str()).collect::<Vec<_>>();
    assert!(
        in_contents.iter().any(|words| words.contains("Kenntnisse in der Verwaltung")),
        "{in_contents:?}"
    );
}

#[test]
fn a_quotation_and_a_table_of_a_text_are_one_in_the_structure() {
    let text = "> Ein Satz.\n>\n> — Eine Stimme\n\n| Stadt | 2019 |\n| --- | --- |\n| A | 1 |\n| B | 2 |\n";
    let document = of_texts(&[text.to_owned()]);
    let count = |role: Role| document.elements.iter().filter(|one| one.role == role).count();
    assert_eq!((count(Role::Quote), count(Role::Table), count(Role::DataCell)), (1, 1, 2));
    assert!(found_at(&document, "\u{2014} Eine").1 > found_at(&document, "Ein Satz").1);
}

#[test]
fn the_cover_shows_the_chart_that_it_names_above_the_imprint() {
    let plain = story(&[&[Part::Figure(120.0)]]);
    let with_chart = Story { cover_chart: Some("120".into()), ..plain.clone() };
    let on_cover = |story: &Story| -> Vec<Placed> {
        let document = set(story);
        let found = boxes(&document).into_iter().filter(|one| one.page == 0);
        found.filter(|one| matches!(one.role, Role::Figure { .. })).collect()
    };
    assert_eq!(on_cover(&plain), []);
    let found = on_cover(&with_chart);
    assert_eq!(found.len(), 1);
    let page = Theme::default().page;
    assert!(found[0].bottom <= page.size.height - page.bottom, "{found:?}");
}
