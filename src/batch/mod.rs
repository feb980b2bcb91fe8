//! A whole build: reads the project, draws its charts in parallel, composes the document, writes all files and
//! collects the diagnostics. Does not print.

mod attachments;
pub mod chart;
pub mod check_files;
mod deck;
mod document;
mod fit;
mod image_format;
pub mod images;
mod in_memory;
mod kept;
pub mod manifest;
mod pack;
mod page;
pub mod preview;
mod run;
pub mod snapshot;
mod stale_files;
mod tables;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::chart::caption::Caption;
use crate::chart::data::ChartData;
use crate::deck::frame::Proportions;
use crate::diagnostic::{Cause, Diagnostic, Severity};
use crate::export::csv::Dialect;
use crate::export::svg::SvgText;
use crate::pdf::standards::Standards;
use crate::spec::chart::ChartSpec;
use crate::spec::params::Setting;
use crate::survey::linked::Withheld;
use crate::theme::SlidesFile;
use crate::workspace::files::Files;
use crate::workspace::output::Written;
use crate::workspace::specs_folder::SpecsFolder;
pub use kept::image_cache;
pub(crate) use kept::image_cache::PROGRAM;
use kept::last_run;
pub use run::Sources;

/// Which kinds of files a run writes; by default none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Formats {
    /// `briefing.pdf`.
    pub pdf: bool,
    /// `briefing.html`.
    pub html: bool,
    /// `charts/<id>.svg`.
    pub svg: bool,
    /// `charts/<id>.png`.
    pub png: bool,
    /// `charts/<id>.csv`.
    pub csv: bool,
    /// `charts/<id>.html`, to be shown within other pages.
    pub embed: bool,
    /// `briefing.pptx`.
    pub pptx: bool,
    /// `briefing.xlsx`.
    pub xlsx: bool,
    /// `briefing.zip`, the press pack.
    pub zip: bool,
}

impl Formats {
    /// Whether any of these files holds the whole briefing.
    pub fn has_document(self) -> bool {
        self.pdf || self.html || self.pptx || self.xlsx || self.zip
    }
}

/// The options of a run. The default is what the command line does without arguments, except that nothing is cached.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Which kinds of files to write.
    pub formats: Formats,
    /// The values of the briefing's parameters.
    pub params: Vec<Setting>,
    /// Series with columns that are hidden because other reports would reveal them.
    pub withheld: Withheld,
    /// Whether style, script and fonts of the web page are files beside it.
    pub page_files: bool,
    /// Ids of charts: only their images are written, and no document. Empty means everything.
    pub only: Vec<String>,
    /// Number of threads; `None` means one per core.
    pub jobs: Option<usize>,
    /// Scales of PNG files in pixels per unit (an image has 800 × 450 units): one file per scale; the first has no
    /// `@…x` in its name.
    pub scales: Vec<f32>,
    /// Images without title and footer.
    pub plain: bool,
    /// Images without a background.
    pub transparent: bool,
    /// The standards that the document conforms to; with PDF/A-3 the figures of its charts are attached.
    pub standards: Standards,
    /// Creation date of the document in seconds since 1970, instead of the briefing's date.
    pub created: Option<i64>,
    /// The cache folder; `None` means that everything is drawn anew.
    pub cache: Option<PathBuf>,
    /// Whether each file must have the hash in `manifest.json`, which is not rewritten then.
    pub locked: bool,
    /// Where to write a dependency file for make.
    pub deps: Option<PathBuf>,
    /// The proportions of slides; `None` takes those that are nearest to the briefing's page.
    pub slides: Option<Proportions>,
    /// The presentation whose masters and layouts slides take over, instead of the theme's.
    pub template: Option<SlidesFile>,
    /// A presentation that is brought up to date, instead of making all slides anew.
    pub update: Option<SlidesFile>,
    /// How SVG files hold text.
    pub svg_text: SvgText,
    /// Whether the workbook has figures that are not rounded.
    pub unrounded: bool,
    /// The form of CSV files.
    pub csv: Dialect,
    /// Whether a draft is built as if it were final.
    pub release: bool,
    /// Whether to replace files in the output folder that make-briefing did not write.
    pub force: bool,
    /// Whether all results are on the disk before the first old one is replaced, so that they survive a loss of power.
    pub durable: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            formats: Formats { pdf: true, svg: true, png: true, csv: true, ..Formats::default() },
            params: Vec::new(),
            withheld: Withheld::new(),
            page_files: false,
            only: Vec::new(),
            jobs: None,
            scales: vec![2.0],
            plain: false,
            transparent: false,
            standards: Standards::default(),
            created: None,
            cache: None,
            locked: false,
            deps: None,
            slides: None,
            template: None,
            update: None,
            svg_text: SvgText::default(),
            unrounded: false,
            release: false,
            csv: Dialect::default(),
            force: false,
            durable: false,
        }
    }
}

/// The result of a run.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// Number of charts drawn.
    pub charts: usize,
    /// How many of them have images from the cache or the last run.
    pub unchanged: usize,
    /// Ids of charts that could not be drawn.
    pub failed: Vec<String>,
    /// Ids of charts that are in the document, but lack an image.
    pub incomplete: Vec<String>,
    /// Number of pages of the document; 0 where none was written.
    pub pages: usize,
    /// Number of files written.
    pub files: usize,
    /// Their total size in bytes.
    pub bytes: u64,
    /// The files with their hashes.
    pub written: Vec<Written>,
    /// The files that were read, with their SHA-256.
    pub inputs: Vec<(String, String)>,
    /// Files that were removed because their chart no longer exists.
    pub removed: Vec<String>,
    /// Files that were kept although their chart no longer exists, because somebody has changed them.
    pub left_changed: Vec<String>,
    /// What was brought up to date in a presentation, a sentence each.
    pub updated: Vec<String>,
    /// Whether the observer cancelled the run. Document and manifest are then unchanged.
    pub interrupted: bool,
    /// Errors and warnings, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    /// That of a run that did nothing but find these.
    pub fn of(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    /// The exit status: 0 success, 1 a check failed, 2 a spec has errors, 3 a file or drawing failed; the highest
    /// counts.
    pub fn status(&self) -> u8 {
        let errors = self.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        match errors.map(|error| error.cause).max() {
            None => 0,
            Some(Cause::Check) => 1,
            Some(Cause::Spec) => 2,
            Some(Cause::Output) => 3,
        }
    }

    /// The exit status where warnings count as failed checks.
    pub fn status_with(&self, deny_warnings: bool) -> u8 {
        let warned = self.diagnostics.iter().any(|one| one.severity == Severity::Warning);
        self.status().max(u8::from(deny_warnings && warned))
    }
}

/// What the images of a chart and its entry in the manifest are made from.
#[derive(Debug)]
pub struct ChartInputs<'a> {
    /// The spec.
    pub spec: &'a ChartSpec,
    /// The figures that it shows.
    pub shown: ChartData,
    /// Title, subtitle and footer.
    pub caption: Caption,
    /// Its alternative text in the document.
    pub alt: String,
}

/// Progress of a run, for the observer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The number of charts to draw.
    Charts(usize),
    /// A chart is done.
    Done {
        /// The chart's id.
        id: &'a str,
        /// Whether it could be drawn.
        is_drawn: bool,
    },
    /// The document is being written.
    Document,
    /// The run waits for another build into the same folder.
    Waiting,
}

/// Receives the progress of a run. It cancels the run by returning `Break`: charts in progress are finished,
/// nothing else is.
pub type Observer<'a> = &'a (dyn Fn(Step<'_>) -> ControlFlow<()> + Sync);

/// Builds specs that are held in memory, and returns the files that a build would write by their names, such as
/// `charts/budget.svg`. Nothing is read from the disk or written to it, so what the request says about the output folder
/// has no effect: `cache`, `locked`, `deps`, `force` and `durable`.
pub fn build_in_memory(specs: &Files, request: &Request) -> (Files, Outcome) {
    in_memory::build(SpecsFolder::Memory(specs), request)
}

/// Builds a specs folder into an output folder. Never fails as a whole: the outcome has all errors.
pub fn build(specs: &Path, out: &Path, request: &Request, observer: Observer<'_>) -> Outcome {
    Sources::read(specs).build(out, request, observer)
}
