//! The command line. Doc comments are the help text.

use make_briefing::reason::Reason;
use std::path::{Path, PathBuf};

use crate::commands::Command;
use crate::render::MessageFormat;
use clap::parser::ValueSource;
use clap::{ArgMatches, Parser, ValueEnum};
use make_briefing::batch::{Formats, Request};
use make_briefing::deck::frame::Proportions;
use make_briefing::diagnostic::Span;
use make_briefing::export::csv::Dialect;
use make_briefing::export::svg::SvgText;
use make_briefing::pdf::standards::{Standard, Standards};
use make_briefing::spec::params::Setting;
use make_briefing::theme::SlidesFile;
use make_briefing::workspace;

/// Turns a folder of chart specs and survey series into SVG and PNG images and one accessible PDF briefing.
///
/// The folder holds `briefing.yaml` (title, sections, text), `charts/*.yaml` (one chart each), `series/*.yaml`
/// (the survey's figures) and, optionally, `theme.yaml`. Without a briefing file all charts are shown in name
/// order.
#[derive(Debug, Parser)]
#[command(version, after_long_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) build: Args,

    #[command(flatten)]
    pub(crate) options: ConsoleOptions,
}

// No doc comment: it would replace the one above in the help.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct ConsoleOptions {
    /// When to use colours in messages
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN", global = true)]
    pub(crate) color: When,

    /// Print only diagnostics and requested data
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

// No doc comment: it would replace the one above in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of specs
    #[arg(default_value = "specs", value_name = "SPECS")]
    pub(crate) specs: PathBuf,

    /// The folder for the results: briefing.pdf and charts/
    #[arg(short, long, default_value = "out", value_name = "FOLDER")]
    pub(crate) output: PathBuf,

    /// The value of a parameter of the briefing, as in `--set region=BE`; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    pub(crate) set: Vec<Setting>,

    /// What to build
    #[arg(short, long, value_delimiter = ',', value_enum, default_values_t = Format::ALL, value_name = "LIST")]
    pub(crate) format: Vec<Format>,

    /// Write the web page with its style, script and fonts as files beside it, for sites that share them or allow no
    /// inline ones
    #[arg(long, conflicts_with = "only")]
    pub(crate) html_folder: bool,

    /// Build only the images of this chart, and no PDF; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) only: Vec<String>,

    /// Pixels per unit in PNG: an image is 800 by 450 units. With several scales, the first one gives `chart.png`,
    /// the others `chart@2x.png` and so on
    #[arg(long, default_values_t = [2.0], value_delimiter = ',', value_name = "LIST", conflicts_with = "ppi")]
    pub(crate) scale: Vec<f32>,

    /// The same in pixels per inch: 96 is one pixel per unit
    #[arg(long, value_name = "N")]
    pub(crate) ppi: Option<f32>,

    /// Leave out title and footer of images, for slides that have their own
    #[arg(long)]
    pub(crate) plain: bool,

    /// Leave out the background of images
    #[arg(long)]
    pub(crate) transparent: bool,

    /// The standards that the PDF conforms to: accessible (ua-1) and archival (a-2a, or a-3a with each chart's
    /// figures attached); or ua-2 and a-4f, which are PDF 2.0
    #[arg(
        long,
        value_delimiter = ',',
        value_enum,
        default_values_t = [PdfStandard::A2a, PdfStandard::Ua1],
        value_name = "LIST"
    )]
    pub(crate) pdf_standard: Vec<PdfStandard>,

    /// The proportions of slides; those nearest to the briefing's page if not given
    #[arg(long, value_enum, value_name = "PROPORTIONS")]
    pub(crate) slides: Option<Slides>,

    /// The presentation (.pptx or .potx) whose masters and layouts slides take over, instead of the theme's
    #[arg(long, value_name = "FILE", conflicts_with = "slides")]
    pub(crate) template: Option<PathBuf>,

    /// A presentation of an earlier build that people have worked on: its charts and their texts are brought up to
    /// date in the new briefing.pptx, unless somebody has changed them; the file itself stays
    #[arg(long, value_name = "FILE", conflicts_with_all = ["slides", "template"])]
    pub(crate) update: Option<PathBuf>,

    /// How SVG files hold text: as outlines, which look the same in every program, or as text with the fonts in the file
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) svg_text: Option<SvgForm>,

    /// Write figures into the workbook as they are, not rounded as they are shown
    #[arg(long)]
    pub(crate) unrounded: bool,

    /// Build a briefing with `status: draft` for publication: without watermark, under its own name
    #[arg(long)]
    pub(crate) release: bool,

    /// The form of CSV files; commas and decimal points if not given
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) csv: Option<CsvForm>,

    /// Number of threads; one per core if not given. The results are the same
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) jobs: Option<u16>,

    /// The cache folder, for faster builds; `.cache` in the output folder if not given
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["no_cache", "locked"])]
    pub(crate) cache_dir: Option<PathBuf>,

    /// Build everything anew, and cache nothing
    #[arg(long)]
    pub(crate) no_cache: bool,

    /// Build everything anew, and fail where a file differs from its hash in the output folder's `manifest.json`
    #[arg(long, conflicts_with = "only")]
    pub(crate) locked: bool,

    /// Write a dependency file for make and ninja
    #[arg(long, value_name = "FILE", conflicts_with = "only")]
    pub(crate) deps: Option<PathBuf>,

    /// Replace files in the output folder that make-briefing did not write; without this they are an error
    #[arg(long)]
    pub(crate) force: bool,

    /// Write all results to the disk before the first old one is replaced, so that they survive a loss of power
    #[arg(long)]
    pub(crate) durable: bool,

    /// Treat warnings as failed checks: exit with status 1 if there are any
    #[arg(long)]
    pub(crate) deny_warnings: bool,

    /// The format of errors and warnings; the exit status is the same in each
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,
}

/// A value of a parameter, as in `region=BE`.
///
/// # Errors
/// A sentence where there is no `=`.
pub(crate) fn setting(text: &str) -> Result<Setting, String> {
    let (name, value) = text.split_once('=').ok_or("write a name and a value, as in `--set region=BE`")?;
    Ok(Setting { name: name.trim().to_owned(), value: value.to_owned(), span: Span::unread("--set") })
}

/// A PDF standard by its common name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PdfStandard {
    /// PDF/A-2a: archival
    #[value(name = "a-2a")]
    A2a,
    /// PDF/A-3a: archival, with the figures of each chart attached
    #[value(name = "a-3a")]
    A3a,
    /// PDF/A-4f: archival, PDF 2.0, with the figures of each chart attached to it
    #[value(name = "a-4f")]
    A4f,
    /// PDF/UA-1: accessible
    #[value(name = "ua-1")]
    Ua1,
    /// PDF/UA-2: accessible, PDF 2.0
    #[value(name = "ua-2")]
    Ua2,
}

/// The form of CSV files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CsvForm {
    /// For Excel in German: semicolons, decimal commas and a byte order mark
    #[value(name = "excel-de")]
    ExcelGerman,
}

impl CsvForm {
    fn dialect(self) -> Dialect {
        match self {
            Self::ExcelGerman => Dialect::ExcelGerman,
        }
    }
}

/// How SVG files hold text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SvgForm {
    /// Outlines
    Outlines,
    /// Text that can be selected, searched and changed
    Live,
}

impl SvgForm {
    fn text(self) -> SvgText {
        match self {
            Self::Outlines => SvgText::Outlines,
            Self::Live => SvgText::Live,
        }
    }
}

/// The proportions of slides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Slides {
    /// Wide
    #[value(name = "16:9")]
    Wide,
    /// As older projectors show them
    #[value(name = "4:3")]
    Standard,
}

impl Slides {
    fn proportions(self) -> Proportions {
        match self {
            Self::Wide => Proportions::Wide,
            Self::Standard => Proportions::Standard,
        }
    }
}

/// The set of these standards.
///
/// # Errors
/// A sentence on why no file can conform to all of them.
pub(crate) fn standards(list: &[PdfStandard]) -> Result<Standards, Reason> {
    let list: Vec<Standard> = list
        .iter()
        .map(|standard| match standard {
            PdfStandard::A2a => Standard::A2a,
            PdfStandard::A3a => Standard::A3a,
            PdfStandard::A4f => Standard::A4f,
            PdfStandard::Ua1 => Standard::Ua1,
            PdfStandard::Ua2 => Standard::Ua2,
        })
        .collect();
    Standards::of(&list).map_err(Reason::from)
}

/// Reads a presentation that is named on the command line.
///
/// # Errors
/// A sentence on why it cannot be read.
fn slides(path: &Path, option: &str) -> Result<SlidesFile, Reason> {
    let bytes = workspace::read_slides(path)?.into();
    Ok(SlidesFile { name: workspace::shown(path), bytes, place: Span::unread(option) })
}

/// The default cache folder, in the output folder.
pub(crate) const CACHE: &str = ".cache";

const EXAMPLES: &str = "\
Examples:
  make-briefing                           build ./specs into ./out
  make-briefing specs/ -o public/         build for a web server
  make-briefing --only digitalbudget      redraw one chart
  make-briefing --set region=BE           set a parameter of the briefing
  make-briefing --format svg,png          images only
  make-briefing --scale 4                 very large PNG files
  make-briefing --scale 1,2               PNG files for normal and high-density screens
  make-briefing --format xlsx             a workbook with the figures
  make-briefing --format zip              a pack for the press
  make-briefing --format pptx             slides with charts that can be edited
  make-briefing --format pptx --template corporate.pptx
                                          slides in your own layouts
  make-briefing --format pptx --update edited.pptx
                                          new figures in slides that people have worked on
  make-briefing --pdf-standard a-3a,ua-1  attach the figures of each chart to the PDF
  make-briefing check out/briefing.pdf    check the finished file
  make-briefing --locked                  check that the build gives the same files
  make-briefing new my-briefing           start with a small briefing that works
  make-briefing explain unknown-key       what an error means, with an example
  SOURCE_DATE_EPOCH=0 make-briefing       set the date of the PDF

Exit status: 0 success, 1 a check failed, 2 an error in a spec or the command line, 3 a file could not be read or written,
130 stopped by Ctrl-C.
A chart with errors does not stop the others: everything else is built, and the PDF says where a chart is missing.";

/// A kind of output file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The briefing
    Pdf,
    /// The briefing as a web page; only if asked for
    Html,
    /// Vector images
    Svg,
    /// Pixel images
    Png,
    /// The figures of each chart
    Csv,
    /// A page for each chart, to be shown within other web pages; only if asked for
    Embed,
    /// The briefing as slides, with charts that can be edited; only if asked for
    Pptx,
    /// The figures of the briefing as a workbook; only if asked for
    Xlsx,
    /// The press pack: PDF, pictures, captions and figures in one file; only if asked for
    Zip,
}

impl Format {
    /// What is built if nothing is asked for.
    const ALL: [Self; 4] = [Self::Pdf, Self::Svg, Self::Png, Self::Csv];
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// A build argument that was typed before another command, where it would be ignored.
pub(crate) fn misplaced_build_argument(command: &clap::Command, matches: &ArgMatches) -> Option<String> {
    let typed = |argument: &&clap::Arg| {
        matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine)
    };
    let mut own = command.get_arguments().filter(|argument| !argument.is_global_set());
    own.find(typed).map(|argument| match argument.get_long() {
        Some(name) => format!("--{name}"),
        None => argument.get_id().to_string().to_uppercase(),
    })
}

impl Args {
    /// The request to the library.
    ///
    /// # Errors
    /// A sentence on an argument that is out of range.
    pub(crate) fn request(&self) -> Result<Request, Reason> {
        let scales = self.ppi.map_or_else(|| self.scale.clone(), |ppi| vec![ppi / 96.0]);
        if !scales.iter().all(|scale| (0.1..=16.0).contains(scale)) {
            return Err("`--scale` must be between 0.1 and 16, `--ppi` between 9.6 and 1536".into());
        }
        let standards = standards(&self.pdf_standard)?;
        let wants = |format| self.format.contains(&format);
        let formats = Formats {
            pdf: wants(Format::Pdf),
            svg: wants(Format::Svg),
            png: wants(Format::Png),
            csv: wants(Format::Csv),
            embed: wants(Format::Embed),
            html: wants(Format::Html) || self.html_folder,
            pptx: wants(Format::Pptx),
            xlsx: wants(Format::Xlsx),
            zip: wants(Format::Zip),
        };
        let created = match std::env::var("SOURCE_DATE_EPOCH") {
            Err(_) => None,
            Ok(text) => {
                Some(text.trim().parse().map_err(|_| "SOURCE_DATE_EPOCH must be a whole number of seconds")?)
            }
        };
        Ok(Request {
            formats,
            params: self.set.clone(),
            withheld: Default::default(),
            page_files: self.html_folder,
            only: self.only.clone(),
            jobs: self.jobs.map(usize::from),
            scales,
            plain: self.plain,
            transparent: self.transparent,
            standards,
            created,
            cache: (!self.no_cache && !self.locked)
                .then(|| self.cache_dir.clone().unwrap_or_else(|| self.output.join(CACHE))),
            locked: self.locked,
            deps: self.deps.clone(),
            slides: self.slides.map(Slides::proportions),
            template: self.template.as_deref().map(|path| slides(path, "--template")).transpose()?,
            update: self.update.as_deref().map(|path| slides(path, "--update")).transpose()?,
            svg_text: self.svg_text.map(SvgForm::text).unwrap_or_default(),
            unrounded: self.unrounded,
            release: self.release,
            csv: self.csv.map(CsvForm::dialect).unwrap_or_default(),
            force: self.force,
            durable: self.durable,
        })
    }
}
