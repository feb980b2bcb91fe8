//! The briefing as a web page in memory, for a preview. Nothing is written, a chart is drawn again only if a file that it
//! depends on has changed, and whatever cannot be read or drawn at the moment stays as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::chart::ChartDrawer;
use super::images::{Prepared, prepare};
use super::page;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::export::svg::live::ColorPairs;
use crate::export::svg::{OutlineCache, svg};
use crate::project::{Project, With, threads};
use crate::spec::chart::ChartSpec;
use crate::spec::params::Setting;
use crate::story::{Chart, from_briefing};
use crate::theme::palette::Roles;
use crate::web::{self, ChartFiles, Drawing, Look, Pieces, Screen};
use crate::workspace::specs_folder::SpecsFolder;
use crate::workspace::{Inputs, sha256};
use rayon::prelude::*;

/// Colours that the style of a page keeps, of all themes since the preview began.
const MOST_COLORS: usize = 2000;

/// A specs folder with what was last drawn of it.
#[derive(Debug)]
pub struct Preview {
    folder: PathBuf,
    settings: Vec<Setting>,
    /// The files that all charts depend on, with their hashes.
    common: Vec<(String, String)>,
    charts: BTreeMap<String, Kept>,
    colors: ColorPairs,
    page: Option<Page>,
    /// The project that the page shows, until its claims have been examined.
    unexamined: Option<Project>,
    claims: Vec<Diagnostic>,
}

/// A page that can be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The title of the briefing.
    pub title: String,
    /// Its language tag.
    pub language: String,
    /// Its pieces.
    pub pieces: Pieces,
    /// Its style, which calls for `font/0` and so on.
    pub style: String,
    /// The font files of the style.
    pub fonts: Arc<Vec<Vec<u8>>>,
    /// Its charts in name order.
    pub charts: Vec<Source>,
}

/// Where a chart comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The chart's id.
    pub id: String,
    /// The file of its spec.
    pub file: String,
    /// What is in it.
    pub text: String,
    /// The names of its image variants.
    pub variants: Vec<String>,
    /// Whether its picture is of an earlier state, because there are errors now.
    pub is_old: bool,
}

/// What a refresh has found.
#[derive(Debug, Default)]
pub struct Refreshed {
    /// The ids of the charts that were drawn.
    pub drawn: Vec<String>,
    /// Whether there is another page to show than before.
    pub has_changed: bool,
    /// Whether the page stays as it was, because files that all of it depends on have errors.
    pub is_kept: bool,
    /// What `check` says about the specs, but for what charts and texts claim.
    pub diagnostics: Vec<Diagnostic>,
}

/// A chart as it was last examined.
#[derive(Debug, Default)]
struct Kept {
    /// The hash of its spec when it was examined.
    hash: String,
    /// What its files and those that all charts depend on gave rise to.
    diagnostics: Vec<Diagnostic>,
    /// The last drawing that could be made.
    good: Option<(Chart, ChartFiles)>,
    /// Whether it could not be drawn now.
    is_old: bool,
}

/// A chart that was drawn, with its drawings for screens.
type Drawn = (String, String, Option<(Chart, Vec<Screen>)>, Vec<Diagnostic>);

impl Preview {
    /// A preview of a specs folder with these values of its parameters, of which nothing has been drawn.
    pub fn new(folder: &Path, settings: &[Setting]) -> Self {
        Self {
            folder: folder.to_owned(),
            settings: settings.to_owned(),
            common: Vec::new(),
            charts: BTreeMap::new(),
            colors: ColorPairs::default(),
            page: None,
            unexamined: None,
            claims: Vec::new(),
        }
    }

    /// The page as it is to be shown; `None` as long as none could be made.
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }

    /// What `check` says about the claims of charts and texts, as they last were when [`Self::examine`] ended.
    pub fn claims(&self) -> &[Diagnostic] {
        &self.claims
    }

    /// Examines what charts and texts claim since the last refresh; whether there is something else to say. This takes
    /// longer than to draw one chart, so a page is shown before.
    pub fn examine(&mut self) -> bool {
        let Some(project) = self.unexamined.take() else { return false };
        let fonts = project.fonts();
        let claims = match &fonts {
            Ok(fonts) => threads::run(None, || ChartDrawer::new(&project, fonts).lint(&[])),
            Err(_) => Vec::new(),
        };
        let has_changed = claims != self.claims;
        self.claims = claims;
        has_changed
    }

    /// Reads the folder, and draws what has changed.
    pub fn refresh(&mut self) -> Refreshed {
        let sink = Diagnostics::new();
        let inputs = SpecsFolder::Disk(&self.folder).read(&sink);
        let found = sink.into_vec();
        threads::run(None, || {
            let sink = Diagnostics::new();
            sink.extend(found);
            let project = Project::of(
                SpecsFolder::Disk(&self.folder),
                &inputs,
                With { settings: &self.settings, ..With::default() },
                &sink,
            );
            let mut refreshed = self.draw(&project, &inputs, &sink);
            refreshed.diagnostics.splice(..0, sink.into_vec());
            match refreshed.is_kept {
                true => self.claims.clear(),
                false => self.unexamined = Some(project),
            }
            refreshed
        })
    }

    fn draw(&mut self, project: &Project, inputs: &Inputs, sink: &Diagnostics) -> Refreshed {
        let is_framed = project.can_make_document && !project.is_withheld && !project.charts.is_empty();
        let fonts = match project.fonts() {
            Ok(fonts) if is_framed && !(self.page.is_some() && has_broken_frame(inputs, sink)) => fonts,
            Ok(_) => return Refreshed { is_kept: true, ..Refreshed::default() },
            Err(error) => {
                return Refreshed { is_kept: true, diagnostics: vec![error], ..Refreshed::default() };
            }
        };
        let specs: BTreeSet<&str> =
            inputs.charts.iter().filter_map(|(_, source)| Some(source.as_ref()?.name.as_str())).collect();
        let (own, common): (Vec<_>, Vec<_>) =
            project.inputs.iter().cloned().partition(|(name, _)| specs.contains(name.as_str()));
        let own: BTreeMap<String, String> = own.into_iter().collect();
        let mut is_other_frame = common != self.common || self.page.is_none();
        self.common = common;
        self.limit_colors(&mut is_other_frame);
        let drawer = ChartDrawer::new(project, &fonts);
        let dark = project.theme.roles.after_dark();
        let hash = |spec: &ChartSpec| own.get(&spec.span.source.name).cloned().unwrap_or_default();
        let wanted: Vec<&ChartSpec> = project
            .charts
            .iter()
            .filter_map(|(_, spec)| spec.as_deref())
            .filter(|spec| {
                is_other_frame || self.charts.get(&spec.id).is_none_or(|kept| kept.hash != hash(spec))
            })
            .collect();
        let draw = |spec: &&ChartSpec| {
            let (drawn, diagnostics) = chart(&drawer, spec, dark.as_ref());
            (spec.id.clone(), hash(spec), drawn, diagnostics)
        };
        let drawn: Vec<Drawn> = wanted.par_iter().map(draw).collect();
        let mut refreshed = Refreshed::default();
        for (id, hash, good, diagnostics) in drawn {
            refreshed.drawn.push(id.clone());
            self.keep(id, Kept { hash, diagnostics, is_old: good.is_none(), good: None }, good);
        }
        self.forget(project);
        refreshed.diagnostics.extend(self.charts.values().flat_map(|kept| kept.diagnostics.clone()));
        let look =
            Look { theme: &project.theme, dark: dark.as_ref(), fonts: &fonts, language: project.language };
        let found = Diagnostics::new();
        refreshed.has_changed = self.compose(project, inputs, look, is_other_frame, &found);
        refreshed.diagnostics.extend(found.into_vec());
        refreshed
    }

    /// Begins the colours anew where a day of edits has brought too many: then everything is drawn again.
    fn limit_colors(&mut self, is_other_frame: &mut bool) {
        if self.colors.count() > MOST_COLORS {
            self.colors = ColorPairs::default();
            self.charts.clear();
            *is_other_frame = true;
        }
    }

    /// Keeps a chart that was examined; where it could not be drawn, its last drawing stays.
    fn keep(&mut self, id: String, mut kept: Kept, good: Option<(Chart, Vec<Screen>)>) {
        let before = self.charts.remove(&id).and_then(|before| before.good);
        kept.good = match good {
            Some((chart, screens)) => {
                let drawing = Drawing::new(&screens, &mut self.colors);
                Some((chart, ChartFiles { drawing, downloads: Vec::new() }))
            }
            None => before,
        };
        self.charts.insert(id, kept);
    }

    /// Forgets charts that are gone, and marks those whose specs cannot be read.
    fn forget(&mut self, project: &Project) {
        let there: BTreeMap<&str, bool> =
            project.charts.iter().map(|(id, spec)| (id.as_str(), spec.is_some())).collect();
        self.charts.retain(|id, _| there.contains_key(id.as_str()));
        for (id, kept) in &mut self.charts {
            if there.get(id.as_str()) == Some(&false) {
                // Errors in the file have been reported; those of what was drawn before are out of date.
                *kept = Kept { good: kept.good.take(), is_old: true, ..Kept::default() };
            }
        }
    }

    /// Makes the page from the charts at hand; whether it is another than before.
    fn compose(
        &mut self,
        project: &Project,
        inputs: &Inputs,
        look: Look<'_>,
        has_other_fonts: bool,
        sink: &Diagnostics,
    ) -> bool {
        let (mut charts, mut files) = (Vec::new(), BTreeMap::new());
        for (id, kept) in &self.charts {
            if let Some((chart, own)) = &kept.good {
                charts.push((id.as_str(), chart.clone()));
                files.insert(id.as_str(), own.clone());
            }
        }
        let story = from_briefing::build(project, look.fonts, charts, None, sink);
        let pieces = web::pieces(&story, &files, &[], look, &mut self.colors);
        let fonts = match self.page.as_ref().filter(|_| !has_other_fonts) {
            Some(page) => page.fonts.clone(),
            None => Arc::new(look.fonts.faces().map(|(_, face)| face.bytes.to_vec()).collect()),
        };
        let variants = |id: &str| {
            let spec =
                project.charts.iter().find(|(chart, _)| chart == id).and_then(|(_, spec)| spec.as_deref());
            spec.map(|spec| project.variants(spec, false)).unwrap_or_default()
        };
        let source = |(id, source): &(String, Option<Arc<crate::diagnostic::Source>>)| {
            let source = source.as_ref()?;
            Some(Source {
                id: id.clone(),
                file: source.name.clone(),
                text: source.text.clone(),
                variants: variants(id).into_iter().map(|variant| variant.name).collect(),
                is_old: self.charts.get(id).is_some_and(|kept| kept.is_old),
            })
        };
        let page = Some(Page {
            title: story.meta.title,
            language: story.meta.language,
            pieces,
            style: web::linked_style(&self.colors, look),
            fonts,
            charts: inputs.charts.iter().filter_map(source).collect(),
        });
        let has_changed = page != self.page;
        self.page = page;
        has_changed
    }
}

/// Whether a file that all pages depend on has errors.
fn has_broken_frame(inputs: &Inputs, sink: &Diagnostics) -> bool {
    let frame = || inputs.briefing.iter().chain(&inputs.theme).chain(&inputs.brand);
    sink.any_since(0, |one| {
        one.severity == Severity::Error && frame().any(|source| source.name == one.span.source.name)
    })
}

/// Draws a chart for all widths of screens, and says what a check would say about it.
fn chart(
    drawer: &ChartDrawer<'_>,
    spec: &ChartSpec,
    dark: Option<&Roles>,
) -> (Option<(Chart, Vec<Screen>)>, Vec<Diagnostic>) {
    let Prepared { chart, mut diagnostics } = prepare(drawer, spec);
    let Some((mut chart, shown, caption)) = chart else { return (None, diagnostics) };
    let variants = drawer.project().variants(spec, false);
    diagnostics
        .extend(variants.iter().filter_map(|variant| drawer.check_image(spec, &shown, &caption, variant)));
    let screens = page::screens(drawer, spec, (&shown, &caption), dark);
    // The web page shows drawings for screens, not the one for a page of paper.
    chart.scene.items = Vec::new();
    (Some((chart, screens)), diagnostics)
}

/// The image of a chart in one of its variants, as SVG; `None` where it cannot be drawn at the moment.
pub fn image(folder: &Path, settings: &[Setting], id: &str, variant: usize) -> Option<String> {
    threads::run(None, || {
        let project = Project::read_with(folder, settings, &Diagnostics::new());
        if project.is_withheld {
            return None;
        }
        let fonts = project.fonts().ok()?;
        let spec = project.charts.iter().find(|(chart, _)| chart == id)?.1.as_deref()?;
        let drawer = ChartDrawer::new(&project, &fonts);
        let (_, shown, caption) = prepare(&drawer, spec).chart?;
        let variants = project.variants(spec, false);
        let (scene, _) = drawer.image(spec, &shown, &caption, variants.get(variant)?, false).ok()?;
        Some(svg(&scene, &OutlineCache::new(&fonts)))
    })
}

/// A name for a piece of a page, by its content.
pub fn name(piece: &str) -> String {
    let mut name = sha256(piece.as_bytes());
    name.truncate(32);
    name
}
