//! The document: from the finished charts to `briefing.pdf`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::draw::Drawer;
use super::{Request, check, story};
use crate::diagnostic::Diagnostic;
use crate::document::compose::compose;
use crate::document::pdf::{self, Attachment, Options, PdfFault};
use crate::document::rich::Setter;
use crate::document::story::{Chart, Story};
use crate::workspace::{Output, Written};

/// The name of the file.
const FILE: &str = "briefing.pdf";

/// What became of the document.
#[derive(Debug, Default)]
pub(super) struct Briefing {
    /// The file; `None` where it could not be written.
    pub(super) written: Option<Written>,
    /// Its pages.
    pub(super) pages: usize,
    /// What there is to say.
    pub(super) faults: Vec<Diagnostic>,
    /// Why it cannot become a sound file.
    pub(super) refused: Vec<PdfFault>,
}

/// Puts the charts into the document, checks it and writes it. A panic must not take the images with it.
pub(super) fn write(
    drawer: &Drawer<'_>,
    charts: Vec<(&str, Chart)>,
    attachments: Vec<Attachment>,
    output: &Output,
    request: &Request,
) -> Briefing {
    let mut faults = Vec::new();
    let story = story::tell(drawer.project(), drawer.fonts(), charts, request.created, &mut faults);
    let options = Options { standards: request.standards, attachments };
    let mut briefing = Briefing { faults, ..Briefing::default() };
    match catch_unwind(AssertUnwindSafe(|| bytes(story, drawer, &options))) {
        Ok(Ok((bytes, pages))) => {
            let findings = pdf::check::check(&bytes, request.standards).into_iter();
            briefing.faults.extend(findings.map(|one| check::diagnostic(one, FILE)));
            match output.write(FILE, &bytes) {
                Ok(written) => (briefing.written, briefing.pages) = (Some(written), pages),
                Err(fault) => briefing.faults.push(fault),
            }
        }
        Ok(Err(faults)) => briefing.refused = faults,
        Err(_) => briefing.faults.push(
            Diagnostic::output("internal", FILE, "the program failed on the document")
                .hint("this is a fault of the program: please report it with the specs"),
        ),
    }
    briefing
}

/// The bytes of the document and the number of its pages. What the story says stands on the pages then, so it is dropped
/// before they are written.
fn bytes(story: Story, drawer: &Drawer<'_>, options: &Options) -> Result<(Vec<u8>, usize), Vec<PdfFault>> {
    let project = drawer.project();
    let setter = Setter { shaper: drawer.shaper(), language: project.language };
    let document = compose(&story, &project.theme, setter);
    drop(story);
    let bytes = pdf::write_with(&document, drawer.fonts(), options)?;
    Ok((bytes, document.pages.len()))
}
