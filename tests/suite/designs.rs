//! The designs of a document on all sizes of page.

use make_briefing::document::model::{Document, Kid, Mark};
use make_briefing::scene::item::{Item, TextRun};
use make_briefing::theme::Theme;

use crate::harness::{Scratch, shipped};
use crate::pages::project;

fn set(theme: &str) -> (Document, Theme) {
    let folder = Scratch::new();
    folder.overlay(&shipped());
    folder.put("theme.yaml", theme);
    project(folder.path())
}

/// The texts of each page, with running heads.
fn texts(document: &Document) -> Vec<Vec<TextRun>> {
    let on_page = |page: &make_briefing::document::model::Page| {
        let runs = page.content.iter().flat_map(|content| {
            content.items.iter().filter_map(|item| match item {
                Item::Text(run) => Some(TextRun { at: run.at.moved(content.origin), ..run.clone() }),
                _ => None,
            })
        });
        runs.collect()
    };
    document.pages.iter().map(on_page).collect()
}

#[test]
fn in_each_design_and_size_no_text_leaves_its_page_or_is_over_another() {
    for design in ["classic", "editorial", "corporate"] {
        for size in ["a4", "a4-landscape", "us-letter", "a5"] {
            let (document, theme) = set(&format!("design: {design}\npage: {{size: '{size}'}}\n"));
            let page_size = theme.page.size;
            for (page, runs) in texts(&document).iter().enumerate() {
                for (at, run) in runs.iter().enumerate() {
                    let one = run.bounds();
                    let place = format!("{design}, {size}, page {}: {:?}", page + 1, run.shaped.text);
                    assert!(one.x > 0.0 && one.right() < page_size.width, "{place}: {one:?}");
                    assert!(one.y > 0.0 && one.bottom() < page_size.height, "{place}: {one:?}");
                    for other in &runs[at + 1..] {
                        assert!(
                            !one.overlaps(other.bounds(), 1.5),
                            "{place} is over {:?}",
                            other.shaped.text
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_editorial_design_has_a_serif_face_for_titles_unless_the_theme_names_one() {
    let title_face = |theme: &str| {
        let (document, theme) = set(theme);
        let fonts = make_briefing::theme::fonts::FontSet::new(&theme.fonts).unwrap();
        let runs = texts(&document).into_iter().flatten();
        let title = runs.max_by(|a, b| a.size.total_cmp(&b.size)).unwrap();
        fonts.face(title.shaped.runs[0].face).name.clone()
    };
    assert_eq!(title_face("design: editorial\n"), "NotoSerifDisplay-Bold");
    assert_eq!(title_face("design: corporate\n"), "SourceSans3-Bold");
}

#[test]
fn a_letter_that_the_serif_face_lacks_is_set_in_the_other() {
    let folder = Scratch::new();
    folder.overlay(&shipped());
    folder.put("theme.yaml", "design: editorial\n");
    folder.put("briefing.yaml", "title: Done \u{2713}\nlanguage: en\nsections: []\n");
    let (document, _) = project(folder.path());
    assert!(texts(&document)[0].iter().any(|run| run.shaped.text.contains('\u{2713}')));
}

#[test]
fn running_heads_stay_artifacts_in_every_design() {
    for design in ["classic", "editorial", "corporate"] {
        let (document, _) = set(&format!("design: {design}\n"));
        let marks = document.pages[2].content.iter().filter(|content| content.mark == Mark::Header);
        assert_eq!(marks.count(), 1, "{design}");
        let tagged = document.elements.iter().flat_map(|one| &one.kids);
        assert!(tagged.filter(|kid| matches!(kid, Kid::Content { page: 2, .. })).count() > 3);
    }
}

#[test]
fn a_text_on_a_wide_page_has_two_columns_of_the_same_height() {
    let (document, theme) = set("page: {size: a4-landscape}\n");
    let middle = theme.page.left + theme.page.text_width() / 2.0;
    let body = theme.page.base() * 1.05;
    let mut pages = 0;
    for runs in texts(&document).iter().skip(2) {
        let text: Vec<&TextRun> = runs.iter().filter(|run| (run.size - body).abs() < 0.01).collect();
        let lowest = |right: bool| {
            let side = text.iter().filter(|run| (run.at.x > middle) == right);
            side.map(|run| run.at.y).fold(0.0, f32::max)
        };
        pages += usize::from(lowest(true) > 0.0);
        assert!(text.iter().all(|run| run.bounds().right() < middle || run.at.x > middle));
        assert!(lowest(true) <= lowest(false) + 0.1);
    }
    assert!(pages > 5, "{pages} pages with two columns");
}
