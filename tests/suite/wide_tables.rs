//! Data tables of any shape: every figure is printed once, inside its cell and its page, and nothing covers anything.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use make_briefing::document::compose::compose;
use make_briefing::document::model::{Document, Kid, Role, Scope};
use make_briefing::document::paragraph::Setter;
use make_briefing::language::Language;
use make_briefing::scene::item::Item;
use make_briefing::scene::{Layers, Scene};
use make_briefing::story::{Chart, Content, Metadata, Section, Story, Table, TableRow, markdown};
use make_briefing::theme::fonts::{FontFiles, FontSet};
use make_briefing::theme::{PageStyle, Theme};
use make_briefing::typeset::shaper::Shaper;
use make_briefing::units::{Rect, Size};

/// Words that names are made of: short ones, long ones, and one that cannot be hyphenated.
const WORDS: [&str; 8] = [
    "ja",
    "Stadt",
    "Mecklenburg-Vorpommern",
    "Datenschutzgrundverordnung",
    "unter 5.000",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "mittel",
    "sehr zufrieden",
];

struct Random(u32);

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % end
    }

    fn name(&mut self, index: usize) -> String {
        let words = 1 + self.below(3);
        let words: Vec<&str> = (0..words).map(|_| WORDS[self.below(8) as usize]).collect();
        format!("{} {index}", words.join(" "))
    }

    /// A table whose figures are all different, so that a lost one cannot hide behind another.
    fn table(&mut self, rows: usize, columns: usize) -> Table {
        let head = (0..=columns).map(|index| self.name(index)).collect();
        let has_parts = self.below(3) == 0;
        let row = |at: usize, random: &mut Self| TableRow {
            name: random.name(at),
            indented: has_parts && random.below(3) == 0,
            strong: random.below(5) == 0,
            cells: (0..columns)
                .map(|column| format!("{},{:02} %", at * 10 + column / 100, column % 100))
                .collect(),
        };
        let rows = (0..rows).map(|at| row(at, self)).collect();
        Table { head, rows, bases: vec!["Basis: alle Befragten (n = 623)".into()] }
    }
}

/// A document with these tables in its appendix, or below their figures.
fn document(tables: Vec<Table>, theme: &Theme, below: bool) -> Document {
    let empty = String::new;
    let meta = Metadata {
        title: "Umfrage".into(),
        author: empty(),
        subject: empty(),
        keywords: Vec::new(),
        language: "de".into(),
        created: 0,
    };
    let chart = |(index, table): (usize, Table)| {
        Content::Chart(Box::new(Chart {
            id: format!("c{index}"),
            series: Vec::new(),
            title: "Was alle sagen".into(),
            subtitle: empty(),
            scene: Scene {
                size: Size::new(300.0, 80.0),
                background: None,
                items: Vec::new(),
                layers: Layers::default(),
                title: empty(),
                alt: "Bild".into(),
                lang: "de".into(),
            },
            footer: vec!["Basis: alle".into()],
            table,
            lang: None,
            alt_beside_table: String::new(),
            table_below: below,
            appendix: !below,
        }))
    };
    let sections = vec![Section {
        new_page: false,
        title: "Abschnitt".into(),
        content: tables.into_iter().enumerate().map(chart).collect(),
    }];
    let cover = markdown::parse("");
    let story = Story {
        meta,
        kicker: empty(),
        subtitle: empty(),
        date: empty(),
        cover,
        cover_chart: None,
        sections,
        method: None,
    };
    static FILES: OnceLock<FontFiles> = OnceLock::new();
    static FONTS: OnceLock<FontSet<'static>> = OnceLock::new();
    let fonts =
        FONTS.get_or_init(|| FontSet::new(FILES.get_or_init(FontFiles::default)).expect("sound fonts"));
    let shaper = Shaper::new(fonts);
    compose(&story, theme, Setter { shaper: &shaper, language: Language::German }, &|wishes| {
        wishes.iter().map(|_| None).collect()
    })
}

/// The boxes of the letters on each page.
fn boxes(document: &Document) -> Vec<Vec<Rect>> {
    let runs = |item: &Item| match item {
        Item::Text(run) if !run.shaped.text.trim().is_empty() => Some(run.bounds()),
        _ => None,
    };
    let page = |page: &make_briefing::document::model::Page| {
        page.content
            .iter()
            .flat_map(|content| {
                content.items.iter().filter_map(runs).map(|bounds| {
                    Rect::new(
                        bounds.x + content.origin.x,
                        bounds.y + content.origin.y,
                        bounds.width,
                        bounds.height,
                    )
                })
            })
            .collect()
    };
    document.pages.iter().map(page).collect()
}

/// Texts that leave the text area of their page or cover one another.
fn faults(document: &Document, page: &PageStyle) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, boxes) in boxes(document).iter().enumerate().skip(2) {
        for bounds in boxes {
            let inside = bounds.x >= page.left - 0.5
                && bounds.right() <= page.left + page.text_width() + 0.5
                && bounds.bottom() <= page.size.height;
            if !inside {
                faults.push(format!("page {number}: {bounds:?} leaves the text area"));
            }
        }
        let mut sorted: Vec<&Rect> = boxes.iter().collect();
        sorted.sort_by(|a, b| a.y.total_cmp(&b.y));
        for (index, one) in sorted.iter().enumerate() {
            for other in sorted[index + 1..].iter().take_while(|other| other.y < one.bottom() - 0.5) {
                if one.x < other.right() - 0.3 && other.x < one.right() - 0.3 {
                    faults.push(format!("page {number}: {one:?} covers {other:?}"));
                }
            }
        }
    }
    faults.truncate(5);
    faults
}

/// The text of each cell, row by row, as a screen reader finds it.
fn cells(document: &Document, role: &Role) -> Vec<Vec<String>> {
    let text = |kid: &Kid| match *kid {
        Kid::Content { page, index } => {
            let items = &document.pages[page].content[index].items;
            items
                .iter()
                .map(|item| match item {
                    Item::Text(run) => run.shaped.text.as_str(),
                    _ => "",
                })
                .collect::<String>()
        }
        _ => String::new(),
    };
    let rows = document.elements.iter().filter(|element| element.role == Role::TableRow);
    rows.map(|row| {
        let cells = row.kids.iter().filter_map(|kid| match kid {
            Kid::Element(index) => Some(&document.elements[*index]),
            _ => None,
        });
        cells.filter(|cell| cell.role == *role).map(|cell| cell.kids.iter().map(text).collect()).collect()
    })
    .collect()
}

/// Shapes up to 200 × 60, with all that is between.
fn shapes(random: &mut Random) -> Vec<(usize, usize)> {
    let mut shapes = vec![(1, 1), (2, 60), (3, 16), (20, 12), (60, 60), (200, 2), (200, 60)];
    shapes.extend((0..20).map(|_| (1 + random.below(40) as usize, 1 + random.below(60) as usize)));
    shapes
}

fn every_shape(sheet: &str) {
    let mut random = Random(7);
    let mut theme = Theme::default();
    let (_, size, _) = PageStyle::SHEETS.into_iter().find(|(name, ..)| *name == sheet).expect("a page size");
    theme.page.size = size;
    for (rows, columns) in shapes(&mut random) {
        let table = random.table(rows, columns);
        let wanted: BTreeSet<String> = table.rows.iter().flat_map(|row| row.cells.clone()).collect();
        let document = document(vec![table], &theme, random.below(2) == 0);
        let found = faults(&document, &theme.page);
        assert!(found.is_empty(), "{rows} × {columns} on {sheet}: {found:#?}");
        let printed: Vec<Vec<String>> = cells(&document, &Role::DataCell);
        let figures: Vec<&String> = printed.iter().flatten().collect();
        assert_eq!(figures.len(), rows * columns, "{rows} × {columns} on {sheet}");
        let squeezed = |text: &String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let printed: BTreeSet<String> = figures.into_iter().map(squeezed).collect();
        assert_eq!(printed, wanted.iter().map(squeezed).collect(), "{rows} × {columns} on {sheet}");
    }
}

#[test]
fn every_figure_of_a_table_of_any_shape_is_printed_inside_its_cell() {
    every_shape("a4");
}

#[test]
fn so_it_is_on_a_landscape_page_and_on_a_slide() {
    every_shape("a4-landscape");
    every_shape("16:9");
}

#[test]
fn a_table_with_more_columns_than_fit_is_turned() {
    let columns: Vec<String> = (0..16).map(|at| format!("Bundesland {at}")).collect();
    let head = std::iter::once("Antwort".to_owned()).chain(columns.clone()).collect();
    let row = |name: &str| TableRow {
        name: name.into(),
        indented: false,
        strong: false,
        cells: (0..16).map(|at| format!("{at},5 %")).collect(),
    };
    let table = Table { head, rows: vec![row("ja"), row("nein")], bases: Vec::new() };
    let document = document(vec![table], &Theme::default(), false);
    assert_eq!(cells(&document, &Role::HeaderCell(Scope::Column))[0], ["Gruppe", "ja", "nein"]);
    let names: Vec<String> = cells(&document, &Role::HeaderCell(Scope::Row)).into_iter().flatten().collect();
    assert_eq!(names, columns);
}

#[test]
fn panels_of_columns_are_one_table_with_one_name_a_row() {
    let mut random = Random(3);
    let mut table = random.table(20, 40);
    table.rows.iter_mut().for_each(|row| row.indented = true);
    let document = document(vec![table], &Theme::default(), false);
    let tables = document.elements.iter().filter(|element| element.role == Role::Table).count();
    assert_eq!(tables, 1);
    let names = cells(&document, &Role::HeaderCell(Scope::Row));
    assert!(names.iter().skip(1).all(|names| names.len() == 1), "{names:?}");
    let rows = cells(&document, &Role::DataCell);
    assert!(rows.iter().skip(1).all(|cells| cells.len() == 40));
}
