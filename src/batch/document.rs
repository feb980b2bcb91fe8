//! Writes the briefing from the charts: `briefing.pdf`, which is checked, `briefing.html`, `briefing.pptx` and
//! `briefing.xlsx`, and the press pack `briefing.zip`.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::chart::ChartDrawer;
use super::{ChartInputs, Formats, Request, check_files, deck, pack, page, tables};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::blocks::watermark;
use crate::document::compose::compose;
use crate::document::flow::{Purpose, Wish};
use crate::document::paragraph::Setter;
use crate::pdf::writer;
use crate::pdf::writer::{Attachment, Options, PdfError};
use crate::story::slides::Least;
use crate::story::{Chart, Story, from_briefing};
use crate::units::Size;
use rayon::prelude::*;

/// The name of the file.
pub(super) const FILE: &str = "briefing.pdf";

/// The result of writing the document.
#[derive(Debug, Default)]
pub(super) struct Briefing {
    /// The files that could be made: name and bytes.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// Number of pages.
    pub(super) pages: usize,
    /// What was brought up to date in a presentation.
    pub(super) updated: Vec<String>,
    /// Errors and warnings.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Why the PDF writer refused the document.
    pub(super) refused: Vec<PdfError>,
}

impl Briefing {
    fn keep(&mut self, name: String, made: Result<Vec<u8>, Diagnostic>) {
        match made {
            Ok(bytes) => self.files.push((name, bytes)),
            Err(error) => self.diagnostics.push(error),
        }
    }
}

/// The names of the files that formats ask for.
pub(super) fn names(formats: Formats, is_draft: bool) -> impl Iterator<Item = String> {
    let all = [
        (formats.pdf, FILE),
        (formats.html, page::FILE),
        (formats.pptx, deck::FILE),
        (formats.xlsx, tables::FILE),
        (formats.zip, pack::FILE),
    ];
    all.into_iter().filter(|(is_wanted, _)| *is_wanted).map(move |(_, name)| name_of(name, is_draft))
}

/// The name of a document, which says that it is a draft: `briefing-draft.pdf`.
pub(super) fn name_of(name: &str, is_draft: bool) -> String {
    match name.split_once('.') {
        Some((stem, ending)) if is_draft => format!("{stem}{DRAFT}.{ending}"),
        _ => name.to_owned(),
    }
}

/// The most fonts of a theme.
const MOST_FONTS: usize = 256;

/// What the name of a draft ends with.
const DRAFT: &str = "-draft";

/// Whether a file is a document that is a draft.
pub(super) fn is_draft(name: &str) -> bool {
    let all = Formats { pdf: true, html: true, pptx: true, xlsx: true, zip: true, ..Formats::default() };
    names(all, true).chain(page::names_beside(true, MOST_FONTS)).any(|draft| draft == name)
}

/// Composes the document with its charts, writes the PDF and checks it. A panic is caught, so that the images are
/// still written.
pub(super) fn write(
    drawer: &ChartDrawer<'_>,
    charts: Vec<(&str, Chart)>,
    drawings: &[(&str, Option<ChartInputs<'_>>)],
    attachments: Vec<Attachment>,
    request: &Request,
) -> Briefing {
    let options = Options { standards: request.standards, attachments };
    let write = || {
        let mut briefing = Briefing::default();
        let named = |name: &str| name_of(name, drawer.project().is_draft);
        let sink = Diagnostics::new();
        let story = from_briefing::build(drawer.project(), drawer.fonts(), charts, request.created, &sink);
        briefing.diagnostics = sink.into_vec();
        if request.formats.html {
            briefing.files.extend(page::page(&story, drawer, drawings, request));
        }
        if request.formats.pptx {
            let made = deck::bytes(&story, drawer, drawings, request);
            let made = made.and_then(|bytes| deck::up_to_date(bytes, request)).map(|deck| {
                briefing.diagnostics.extend(deck.left);
                briefing.updated = deck.changed;
                deck.bytes
            });
            briefing.keep(named(deck::FILE), made);
        }
        if request.formats.xlsx {
            let language = drawer.project().language;
            briefing.keep(named(tables::FILE), tables::bytes(&story, language, drawings, request));
        }
        let pack = request.formats.zip.then(|| pack::parts(&story, drawer, drawings, request));
        let pack = pack.transpose().unwrap_or_else(|faults| {
            briefing.diagnostics.extend(faults);
            None
        });
        if request.formats.pdf || pack.is_some() {
            match bytes(story, drawer, drawings, &options) {
                Ok((bytes, pages)) => {
                    let findings = crate::pdf::check::check(&bytes, request.standards).into_iter();
                    briefing
                        .diagnostics
                        .extend(findings.map(|one| check_files::diagnostic(one, &named(FILE))));
                    if let Some(parts) = pack {
                        briefing.keep(named(pack::FILE), pack::bytes(parts, &named(FILE), &bytes));
                    }
                    briefing.files.extend(request.formats.pdf.then(|| (named(FILE), bytes)));
                    briefing.pages = pages;
                }
                Err(errors) => briefing.refused = errors,
            }
        }
        briefing
    };
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|_| Briefing {
        diagnostics: vec![
            Diagnostic::output(Code::Internal, FILE, "the program failed while it wrote the document")
                .hint("this is a bug in make-briefing: please report it with the specs"),
        ],
        ..Briefing::default()
    })
}

/// The bytes of the document and the number of its pages. The story is dropped once it is composed, and the
/// document before its objects are packed, which saves memory.
fn bytes(
    story: Story,
    drawer: &ChartDrawer<'_>,
    drawings: &[(&str, Option<ChartInputs<'_>>)],
    options: &Options,
) -> Result<(Vec<u8>, usize), Vec<PdfError>> {
    let project = drawer.project();
    let setter = Setter { shaper: drawer.shaper(), language: project.language };
    let by_id: BTreeMap<&str, &ChartInputs<'_>> =
        drawings.iter().filter_map(|(id, drawing)| Some((*id, drawing.as_ref()?))).collect();
    let redraw = |wish: &Wish<'_>| {
        let inputs = by_id.get(wish.id)?;
        let ChartInputs { spec, shown, caption, .. } = inputs;
        let (roles, size) = (&project.theme.roles, Size::new(wish.width, wish.height));
        match wish.purpose {
            Purpose::Taller => drawer.page_at_height(spec, shown, caption, wish.height),
            Purpose::Cover => drawer.cover(inputs, size),
            Purpose::Slide => drawer.slide(inputs, roles, size, Least::Label),
            Purpose::CrowdedSlide => drawer.slide(inputs, roles, size, Least::Any),
        }
    };
    let fit = |wishes: &[Wish<'_>]| wishes.par_iter().map(redraw).collect();
    let mut document = compose(&story, &project.theme, setter, &fit);
    drop(story);
    if project.is_draft {
        let word = project.language.words().draft;
        watermark::set(&mut document, word, setter, drawer.fonts(), &project.theme);
    }
    let pages = document.pages.len();
    Ok((writer::write_last(document, drawer.fonts(), options)?, pages))
}
