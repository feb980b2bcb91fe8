//! The document: from the finished charts to `briefing.pdf`.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::chart::ChartDrawer;
use super::{ChartInputs, Request, check_files};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::compose::compose;
use crate::document::flow::Wish;
use crate::document::paragraph::Setter;
use crate::pdf::writer;
use crate::pdf::writer::{Attachment, Options, PdfError};
use crate::story::{Chart, Story, from_briefing};
use rayon::prelude::*;

/// The name of the file.
pub(super) const FILE: &str = "briefing.pdf";

/// What became of the document.
#[derive(Debug, Default)]
pub(super) struct Briefing {
    /// The file; `None` where it could not be made.
    pub(super) bytes: Option<Vec<u8>>,
    /// Its pages.
    pub(super) pages: usize,
    /// What there is to say.
    pub(super) faults: Vec<Diagnostic>,
    /// Why it cannot become a sound file.
    pub(super) refused: Vec<PdfError>,
}

/// Puts the charts into the document, makes its file and checks that. A panic must not take the images with it.
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
        let sink = Diagnostics::new();
        let story = from_briefing::build(drawer.project(), drawer.fonts(), charts, request.created, &sink);
        briefing.faults = sink.into_vec();
        match bytes(story, drawer, drawings, &options) {
            Ok((bytes, pages)) => {
                let findings = crate::pdf::check::check(&bytes, request.standards).into_iter();
                briefing.faults.extend(findings.map(|one| check_files::diagnostic(one, FILE)));
                (briefing.bytes, briefing.pages) = (Some(bytes), pages);
            }
            Err(faults) => briefing.refused = faults,
        }
        briefing
    };
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|_| Briefing {
        faults: vec![
            Diagnostic::output(Code::Internal, FILE, "the program failed on the document")
                .hint("this is a fault of the program: please report it with the specs"),
        ],
        ..Briefing::default()
    })
}

/// The bytes of the document and the number of its pages. What the story says stands on the pages then, so it is dropped
/// before they are written.
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
    let taller = |wish: &Wish<'_>| {
        let ChartInputs { spec, shown, caption, .. } = by_id.get(wish.id)?;
        drawer.taller(spec, shown, caption, wish.height)
    };
    let fit = |wishes: &[Wish<'_>]| wishes.par_iter().map(taller).collect();
    let document = compose(&story, &project.theme, setter, &fit);
    drop(story);
    let bytes = writer::write_with(&document, drawer.fonts(), options)?;
    Ok((bytes, document.pages.len()))
}
