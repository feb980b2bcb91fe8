//! A build whose results stay in memory: nothing is written to the disk.

use super::chart::ChartDrawer;
use super::image_format::{self, ImageFormat};
use super::images::{self, Encoder, Prepared, prepare};
use super::manifest::{self, Image};
use super::run::{check_only, pdf_error};
use super::{ChartInputs, Outcome, Request, attachments, document};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::export::svg::SvgText;
use crate::project::{Project, threads};
use crate::spec::chart::{ChartFile, ChartSpec};
use crate::story::{Chart, from_briefing};
use crate::workspace::files::Files;
use crate::workspace::output::Written;
use crate::workspace::sha256;
use crate::workspace::specs_folder::SpecsFolder;
use rayon::prelude::*;

/// A chart with its drawing and its files; both are missing where it cannot be drawn.
#[derive(Default)]
struct Made<'a> {
    drawing: Option<(Chart, ChartInputs<'a>)>,
    images: Vec<Image>,
    files: Vec<(String, Vec<u8>)>,
    is_incomplete: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Made<'_> {
    fn keep(&mut self, name: String, bytes: Vec<u8>, pixels: Option<[u64; 2]>) {
        self.images.push(Image { file: written(&name, &bytes), pixels, key: None });
        self.files.push((name, bytes));
    }

    fn lack(&mut self, error: Diagnostic) {
        self.is_incomplete = true;
        self.diagnostics.push(error);
    }
}

/// Builds specs from the disk or from memory. Returns the files that a build would write, `manifest.json` among
/// them. What concerns the output folder is ignored: `cache`, `locked`, `deps`, `force` and `durable`.
pub(super) fn build(specs: SpecsFolder<'_>, request: &Request) -> (Files, Outcome) {
    threads::run(request.jobs, || build_here(specs, request))
}

fn build_here(specs: SpecsFolder<'_>, request: &Request) -> (Files, Outcome) {
    let (mut files, mut outcome) = (Files::default(), Outcome::default());
    let sink = Diagnostics::new();
    let project = Project::read_with(specs, &request.params, &sink);
    check_only(&project, &request.only, &sink);
    outcome.diagnostics = sink.into_vec();
    if project.is_withheld {
        outcome.failed = project.charts.into_iter().map(|(id, _)| id).collect();
        return (files, outcome);
    }
    let fonts = match project.fonts() {
        Ok(fonts) => fonts,
        Err(error) => {
            outcome.diagnostics.push(error);
            return (files, outcome);
        }
    };
    let drawer = ChartDrawer::new(&project, &fonts);
    let encoder = Encoder::new(&drawer);
    outcome.diagnostics.extend(drawer.lint(&request.only));
    let is_wanted = |id: &String| request.only.is_empty() || request.only.contains(id);
    let wanted: Vec<&ChartFile> = project.charts.iter().filter(|(id, _)| is_wanted(id)).collect();
    let made: Vec<Made<'_>> = wanted
        .par_iter()
        .map(|(_, spec)| {
            spec.as_deref().map(|spec| chart(&drawer, &encoder, spec, request)).unwrap_or_default()
        })
        .collect();
    let (mut entries, mut failed) = (Vec::new(), Vec::new());
    let (mut charts, mut drawings, mut attached) = (Vec::new(), Vec::new(), Vec::new());
    for ((id, _), made) in wanted.into_iter().zip(made) {
        match made.drawing {
            Some((chart, drawing)) => {
                outcome.charts += 1;
                outcome.incomplete.extend(made.is_incomplete.then(|| id.clone()));
                entries.push(manifest::chart_value(&project, &drawing, &made.images));
                if request.standards.attaches() {
                    let figures = (&drawing.shown, &drawing.caption);
                    attached.extend(attachments::figures(&project, id, &chart, figures));
                }
                charts.push((id.as_str(), chart));
                drawings.push((id.as_str(), Some(drawing)));
            }
            None => {
                let errors = made.diagnostics.iter().filter(|one| one.severity == Severity::Error);
                failed.push(manifest::failed(&project, id, errors));
                outcome.failed.push(id.clone());
                drawings.push((id.as_str(), None));
            }
        }
        made.files.into_iter().for_each(|(name, bytes)| files.insert(name, bytes));
        outcome.diagnostics.extend(made.diagnostics);
    }
    if request.only.is_empty() && !project.charts.is_empty() {
        let documents = documents(&drawer, charts, &drawings, attached, request, &mut outcome);
        let listed: Vec<Written> = documents.iter().map(|(name, bytes)| written(name, bytes)).collect();
        documents.into_iter().for_each(|(name, bytes)| files.insert(name, bytes));
        files.insert(manifest::FILE, manifest::whole(&project, entries, failed, &listed));
    }
    outcome.files = files.iter().count();
    outcome.bytes = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    (files, outcome)
}

/// Draws a chart and encodes its images.
fn chart<'a>(
    drawer: &ChartDrawer<'_>,
    encoder: &Encoder<'_>,
    spec: &'a ChartSpec,
    request: &Request,
) -> Made<'a> {
    let Prepared { chart, diagnostics } = prepare(drawer, spec);
    let mut made = Made { diagnostics, ..Made::default() };
    let Some((chart, shown, caption)) = chart else { return made };
    let formats: Vec<ImageFormat> = image_format::formats(request);
    let variants = drawer.project().variants(spec, request.plain);
    for variant in variants.iter().enumerate().filter(|_| !formats.is_empty()) {
        match drawer.image(spec, &shown, &caption, variant.1, request.transparent) {
            Ok((scene, figure)) => {
                let marks = match request.svg_text {
                    SvgText::Outlines => Vec::new(),
                    SvgText::Live => images::named_marks(&figure, &shown),
                };
                for format in &formats {
                    let name = image_format::image_name(&spec.id, variant, *format);
                    match encoder.image(spec, (&scene, &marks), *format) {
                        Ok(bytes) => made.keep(name, bytes, format.pixels(scene.size)),
                        Err(error) => made.lack(error),
                    }
                }
            }
            Err(error) => made.lack(error),
        }
    }
    if request.formats.csv {
        let text = encoder.csv(&shown, &caption, request.csv);
        made.keep(image_format::csv_name(&spec.id), text.into_bytes(), None);
    }
    let alt = chart.scene.alt.clone();
    made.drawing = Some((chart, ChartInputs { spec, shown, caption, alt }));
    made
}

/// Writes the documents; without one, the texts of the sections are still checked.
fn documents(
    drawer: &ChartDrawer<'_>,
    charts: Vec<(&str, Chart)>,
    drawings: &[(&str, Option<ChartInputs<'_>>)],
    attached: Vec<crate::pdf::writer::Attachment>,
    request: &Request,
    outcome: &mut Outcome,
) -> Vec<(String, Vec<u8>)> {
    let project = drawer.project();
    if !request.formats.has_document() || !project.can_make_document {
        let sink = Diagnostics::new();
        from_briefing::build(project, drawer.fonts(), Vec::new(), None, &sink);
        outcome.diagnostics.extend(sink.into_vec());
        return Vec::new();
    }
    let briefing = document::write(drawer, charts, drawings, attached, request);
    outcome.pages = briefing.pages;
    outcome.updated = briefing.updated;
    outcome.diagnostics.extend(briefing.diagnostics);
    outcome.diagnostics.extend(briefing.refused.into_iter().map(pdf_error));
    briefing.files
}

fn written(name: &str, bytes: &[u8]) -> Written {
    Written { name: name.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
}
