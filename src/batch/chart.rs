//! Draws one chart: from its spec to the scenes for its page and its images. Writes no files.

use super::ChartInputs;
use super::fit::{self, Unfit};
use crate::chart::caption::Caption;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, RowKind};
use crate::chart::{resolve, suitability};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::layout;
use crate::layout::canvas::{Canvas, TIGHTEST};
use crate::layout::figure::Figure;
use crate::layout::overlap::NoRoom;
use crate::layout::spots::{Spot, spots};
use crate::layout::{facets, overlap};
use crate::lint;
use crate::lint::Subject;
use crate::project::Project;
use crate::scene::item::Item;
use crate::scene::recorder::DrawError;
use crate::scene::{Scene, draw};
use crate::spec::chart::{ChartSpec, TablePlace};
use crate::spec::variant::Variant;
use crate::story::Chart;
use crate::story::chart_table::Figures;
use crate::story::missing_glyphs::MissingGlyphs;
use crate::story::slides::Least;
use crate::template::Templates;
use crate::theme::fonts::{FontSet, Style};
use crate::theme::palette::Roles;
use crate::theme::{LEAST_TYPE, MM};
use crate::typeset::blocks::Typesetter;
use crate::typeset::shaper::Shaper;
use crate::units::Size;

/// The sizes of labels on slides, in points, largest first. The smallest labels of a chart are a little smaller, and not
/// below 14 points.
const SLIDE_TEXT: [f32; 4] = [20.0, 18.0, 17.0, 16.1];

/// The sizes of text of a chart that has no room on its slide in any of those.
const SMALL_TEXT: [f32; 3] = [14.5, 13.0, 11.5];

/// How much taller than it needs a chart may be on a slide.
const SLIDE_GROW: f32 = 1.6;

/// Draws charts; shared by all threads.
#[derive(Debug)]
pub struct ChartDrawer<'a> {
    project: &'a Project,
    shaper: Shaper<'a>,
    templates: Templates,
}

/// A chart drawn for its page, with the data and texts behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The figure without title and footer, as wide as the page's text.
    pub page: Scene,
    /// The figures that it shows.
    pub shown: ChartData,
    /// Title, subtitle and footer.
    pub caption: Caption,
}

impl<'a> ChartDrawer<'a> {
    /// A drawer of this project's charts.
    pub fn new(project: &'a Project, fonts: &'a FontSet<'a>) -> Self {
        Self {
            project,
            shaper: Shaper::new(fonts),
            templates: Templates::new(project.catalog.clone(), project.language),
        }
    }

    /// The project.
    pub fn project(&self) -> &'a Project {
        self.project
    }

    /// The fonts.
    pub fn fonts(&self) -> &'a FontSet<'a> {
        self.shaper.fonts
    }

    /// The shaper, which caches the words that the charts have in common with the document.
    pub fn shaper(&self) -> &Shaper<'a> {
        &self.shaper
    }

    /// Checks charts, series and texts by the lint rules; `only` names the charts to check, empty means
    /// everything.
    pub fn lint(&self, only: &[String]) -> Vec<Diagnostic> {
        lint::check(&Subject {
            briefing: self.project.briefing.as_ref(),
            charts: &self.project.charts,
            only,
            is_single: self.project.params.values().next().is_none(),
            catalog: &self.project.catalog,
            roles: &self.project.theme.roles,
            color_places: &self.project.color_places,
            templates: &self.templates,
            language: self.project.language,
        })
    }

    /// Draws a chart for its page. `None` where it cannot be drawn; `sink` then has the errors.
    pub fn page(&self, spec: &ChartSpec, sink: &Diagnostics) -> Option<Drawn> {
        let before = sink.len();
        let chosen = ColorOverrides::new(spec, &self.project.theme.roles, sink);
        let shown = resolve::resolve(spec, &self.project.catalog, self.project.language, sink)?;
        let shown = self.fill_row_names(spec, shown, sink);
        suitability::check_references(spec, &shown, sink);
        suitability::check_groups(spec, &shown, sink);
        match &spec.facet {
            None => suitability::check(spec, &shown, sink),
            Some(facet) => {
                suitability::check_facet(spec, facet, facets::count(&shown, facet.value), sink);
                let first = facets::panel(&shown, facet.value, 0);
                first.into_iter().for_each(|panel| suitability::check(spec, &panel.data, sink));
            }
        }
        let caption = Caption::new(spec, &shown, &self.templates, self.project.language, sink);
        if sink.has_errors_since(before) {
            return None;
        }
        let (page, crowded) = self
            .page_scene(spec, &shown, &caption, &chosen)
            .map_err(|error| sink.push(drawing_error(spec, &error)))
            .ok()?;
        sink.extend(missing_glyphs(spec, &page, &shown, &caption, &self.shaper));
        sink.extend(self.too_tall(spec, &page));
        sink.extend(crowded.map(|crowded| overlap::crowded(spec, &crowded, "on a page")));
        (!sink.has_errors_since(before)).then_some(Drawn { page, shown, caption })
    }

    /// Draws a chart as an image of its own, in the size of `variant`.
    ///
    /// # Errors
    /// A diagnostic where the texts have no room in this size, or the scene cannot be drawn.
    pub fn image(
        &self,
        spec: &ChartSpec,
        shown: &ChartData,
        caption: &Caption,
        variant: &Variant,
        transparent: bool,
    ) -> Result<(Scene, Figure), Diagnostic> {
        let theme = &self.project.theme;
        let greys = variant.grey.then(|| theme.roles.greys());
        let roles = greys.as_ref().unwrap_or(&theme.roles);
        // The author's colours are not grey; errors in them were reported when the page was drawn.
        let chosen = if variant.grey {
            ColorOverrides::default()
        } else {
            ColorOverrides::new(spec, roles, &Diagnostics::new())
        };
        let canvas = Canvas::image(variant, &theme.charts, transparent);
        let figure = self.fitted(spec, variant, canvas, shown, &|shown, canvas| {
            self.figure(spec, shown, caption, &chosen, roles, canvas)
        })?;
        let scene = draw::draw(&figure).map_err(|error| drawing_error(spec, &error))?;
        Ok((scene, figure))
    }

    /// The figure of an image, made to fit its height.
    fn fitted(
        &self,
        spec: &ChartSpec,
        variant: &Variant,
        canvas: Canvas,
        shown: &ChartData,
        lay_out: &dyn Fn(&ChartData, Canvas) -> Figure,
    ) -> Result<Figure, Diagnostic> {
        let place = || self.in_variant(spec, variant);
        fit::fitted(canvas, shown, lay_out).map_err(|unfit| match unfit {
            Unfit::Crowded(crowded) => overlap::crowded(spec, &crowded, &place()),
            Unfit::TooTall(tall) => tall.diagnostic(spec, &place()),
        })
    }

    /// Checks that the texts of an image have room in the size of `variant`, without drawing it.
    pub fn check_image(
        &self,
        spec: &ChartSpec,
        shown: &ChartData,
        caption: &Caption,
        variant: &Variant,
    ) -> Option<Diagnostic> {
        let theme = &self.project.theme;
        // Colours do not change the layout.
        let (chosen, canvas) = (ColorOverrides::default(), Canvas::image(variant, &theme.charts, false));
        self.fitted(spec, variant, canvas, shown, &|shown, canvas| {
            self.figure(spec, shown, caption, &chosen, &theme.roles, canvas)
        })
        .err()
    }

    /// Names the variant in a message, and where it comes from if the chart does not name it.
    fn in_variant(&self, spec: &ChartSpec, variant: &Variant) -> String {
        let of_briefing = self.project.briefing.as_ref().and_then(|briefing| briefing.variants.as_ref());
        let named = |variants: Option<&Vec<Variant>>| variants.is_some_and(|variants| !variants.is_empty());
        let origin = match (named(spec.variants.as_ref()), named(of_briefing)) {
            (true, _) => "",
            (false, true) => " of the briefing",
            (false, false) => ", which is drawn where `variants` names no other",
        };
        format!("in the variant `{}`{origin}", variant.name)
    }

    /// Fills the templates in the labels of key figures.
    fn fill_row_names(&self, spec: &ChartSpec, mut shown: ChartData, sink: &Diagnostics) -> ChartData {
        for (row, figure) in shown.rows.iter_mut().zip(&spec.figures) {
            row.name = self.templates.fill(&figure.label, sink);
        }
        shown
    }

    fn figure(
        &self,
        spec: &ChartSpec,
        shown: &ChartData,
        caption: &Caption,
        chosen: &ColorOverrides,
        roles: &Roles,
        canvas: Canvas,
    ) -> Figure {
        let typesetter = Typesetter { shaper: &self.shaper, language: self.project.language };
        layout::figure(spec, shown, caption, chosen, typesetter, roles, canvas)
    }

    /// Lays the chart out for the page, and again in smaller type while it is too tall or too wide.
    fn page_scene(
        &self,
        spec: &ChartSpec,
        shown: &ChartData,
        caption: &Caption,
        chosen: &ColorOverrides,
    ) -> Result<(Scene, Option<NoRoom>), DrawError> {
        let style = &self.project.theme.page;
        let roles = &self.project.theme.roles;
        let charts = &self.project.theme.charts;
        // The smallest text must not fall below the least type size either.
        let smallest = charts.text.small.min(1.0);
        let mut base = style.base();
        loop {
            let is_smallest = base * smallest <= LEAST_TYPE;
            let canvas = Canvas { is_smallest, ..Canvas::page(style, charts, base, 0.0) };
            let draw = |canvas| drawn(&self.figure(spec, shown, caption, chosen, roles, canvas));
            let fits = |(scene, crowded): &(Scene, Option<NoRoom>)| {
                scene.size.height <= self.max_height() && crowded.is_none()
            };
            let one = draw(canvas)?;
            // A second column of rows is better than small type.
            if !fits(&one) && shown.columns.len() == 1 {
                let two = draw(Canvas { row_columns: 2, ..canvas })?;
                if fits(&two) {
                    return Ok(two);
                }
            }
            if fits(&one) || is_smallest {
                return Ok(one);
            }
            base = (base - 0.5).max(LEAST_TYPE / smallest);
        }
    }

    /// Draws a chart for a column of a web page, this many pixels wide, and says which mark shows which figure; `None` where its texts have no room there.
    pub fn screen(
        &self,
        spec: &ChartSpec,
        (shown, caption): (&ChartData, &Caption),
        roles: &Roles,
        width: f32,
        text: f32,
    ) -> Option<(Scene, Vec<Spot>)> {
        let figure = self.screen_figure(spec, (shown, caption), roles, width, text);
        let (scene, crowded) = drawn(&figure).ok()?;
        crowded.is_none().then(|| (scene, spots(&figure, shown)))
    }

    /// The same drawing in other colours: its texts have room, since they had in the first.
    pub fn recolored(
        &self,
        spec: &ChartSpec,
        data: (&ChartData, &Caption),
        roles: &Roles,
        width: f32,
        text: f32,
    ) -> Option<Scene> {
        draw::draw(&self.screen_figure(spec, data, roles, width, text)).ok()
    }

    fn screen_figure(
        &self,
        spec: &ChartSpec,
        (shown, caption): (&ChartData, &Caption),
        roles: &Roles,
        width: f32,
        text: f32,
    ) -> Figure {
        let chosen = ColorOverrides::new(spec, roles, &Diagnostics::new());
        let canvas = Canvas::screen(width, &self.project.theme.charts, text);
        self.figure(spec, shown, caption, &chosen, roles, canvas)
    }

    /// Draws a chart for a slide in at most this size in points, in the largest type that has room; `None` where none
    /// has. Lower rows and a second column of rows come before small type.
    pub fn slide(&self, inputs: &ChartInputs<'_>, roles: &Roles, size: Size, least: Least) -> Option<Scene> {
        let ChartInputs { spec, shown, caption, .. } = inputs;
        let theme = &self.project.theme;
        let chosen = ColorOverrides::new(spec, roles, &Diagnostics::new());
        let drawn = |canvas: Canvas| {
            let (scene, crowded) = drawn(&self.figure(spec, shown, caption, &chosen, roles, canvas)).ok()?;
            (crowded.is_none() && scene.size.height <= size.height + 0.5).then_some(scene)
        };
        let canvas = |text: f32, height: f32, row_columns: usize| {
            let page = Canvas::page(&theme.page, &theme.charts, text, height);
            Canvas { width: size.width, row_columns, ..page }
        };
        let low = |text: f32, row_columns: usize| {
            let canvas = canvas(text, size.height.floor(), row_columns);
            Canvas { tightest: TIGHTEST, ..canvas }
        };
        for text in SLIDE_TEXT {
            if let Some(scene) = drawn(canvas(text, 0.0, 1)) {
                // It may be taller to fill its slide, as long as its bars do not become blocks.
                let height = size.height.min(scene.size.height * SLIDE_GROW).floor();
                return Some(drawn(canvas(text, height, 1)).unwrap_or(scene));
            }
        }
        if least == Least::Label {
            return None;
        }
        let smallest = SLIDE_TEXT.into_iter().skip(SLIDE_TEXT.len() - 1);
        let columns = if shown.columns.len() == 1 { 2 } else { 1 };
        let mut smaller = smallest.chain(SMALL_TEXT);
        smaller.find_map(|text| drawn(low(text, 1)).or_else(|| drawn(low(text, columns))))
    }

    /// Draws a chart for its page again, up to this height in points; `None` where it needs smaller type anyway.
    pub fn page_at_height(
        &self,
        spec: &ChartSpec,
        shown: &ChartData,
        caption: &Caption,
        height: f32,
    ) -> Option<Scene> {
        let theme = &self.project.theme;
        let chosen = ColorOverrides::new(spec, &theme.roles, &Diagnostics::new());
        let canvas = Canvas::page(&theme.page, &theme.charts, theme.page.base(), height);
        let figure = self.figure(spec, shown, caption, &chosen, &theme.roles, canvas);
        let (scene, crowded) = drawn(&figure).ok()?;
        crowded.is_none().then_some(scene)
    }

    /// Draws a chart for the cover in at most this size in points, in the type of pages; `None` where that has no room.
    pub fn cover(&self, inputs: &ChartInputs<'_>, size: Size) -> Option<Scene> {
        let ChartInputs { spec, shown, caption, .. } = inputs;
        let theme = &self.project.theme;
        let chosen = ColorOverrides::new(spec, &theme.roles, &Diagnostics::new());
        let canvas = Canvas::page(&theme.page, &theme.charts, theme.page.base(), 0.0);
        let canvas = Canvas { width: size.width, ..canvas };
        let (scene, crowded) =
            drawn(&self.figure(spec, shown, caption, &chosen, &theme.roles, canvas)).ok()?;
        (crowded.is_none() && scene.size.height <= size.height).then_some(scene)
    }

    /// A chart as part of a document: its texts, its table, and a drawing of it.
    pub fn for_document(
        &self,
        spec: &ChartSpec,
        (shown, caption): (&ChartData, &Caption),
        scene: Scene,
    ) -> Chart {
        let asked = spec.table.or_else(|| self.project.briefing.as_ref()?.table);
        let place = asked.unwrap_or_default();
        // A deck has data tables only where its author asks for them: its figures are in the files attached.
        let is_left_out = asked.is_none() && self.project.theme.page.is_slide();
        Chart {
            id: spec.id.clone(),
            series: shown.sources.iter().map(|series| series.id.clone()).collect(),
            title: caption.title.clone(),
            subtitle: caption.subtitle.clone(),
            scene,
            lang: spec.lang.as_ref().map(|lang| lang.value.clone()),
            alt_beside_table: caption.alt.beside_table.clone(),
            footer: caption.footer.clone(),
            table: Figures::new(shown, caption, self.project.language).table(),
            table_below: place != TablePlace::Appendix,
            appendix: place != TablePlace::Beside && !is_left_out,
        }
    }

    /// The largest height of a chart on a page in points, which leaves room for title and footer.
    fn max_height(&self) -> f32 {
        let style = &self.project.theme.page;
        style.text_height() - style.base() * 13.0
    }

    /// An error for a chart that is too tall for its page even in the smallest type.
    fn too_tall(&self, spec: &ChartSpec, page: &Scene) -> Option<Diagnostic> {
        let (height, most) = (page.size.height, self.max_height());
        (height > most + 0.5).then(|| {
            let millimetres = |points: f32| (points / MM).round();
            let message = format!(
                "the chart needs {} mm in the smallest type, but a page has room for {} mm",
                millimetres(height),
                millimetres(most)
            );
            Diagnostic::error(Code::TooTall, spec.kind.span.clone(), message)
                .hint("show fewer categories with `categories: […]`, or split the chart into two")
        })
    }
}

/// The scene of a figure, and the first texts in it that have no room.
fn drawn(figure: &Figure) -> Result<(Scene, Option<NoRoom>), DrawError> {
    Ok((draw::draw(figure)?, overlap::find(figure)))
}

fn drawing_error(spec: &ChartSpec, error: &DrawError) -> Diagnostic {
    Diagnostic::output(Code::Drawing, spec.span.source.name.clone(), error.to_string())
        .hint("look for figures that are far out of range, or choose another kind of chart")
}

/// An error for the characters of a chart that no font covers, at the first of them in the file of the chart or
/// its series.
///
/// The page's scene has neither title and footer nor the cells of the data table, so these are checked separately.
fn missing_glyphs(
    spec: &ChartSpec,
    scene: &Scene,
    shown: &ChartData,
    caption: &Caption,
    shaper: &Shaper<'_>,
) -> Option<Diagnostic> {
    let mut missing = MissingGlyphs::new(shaper.fonts);
    for item in &scene.items {
        if let Item::Text(run) = item {
            missing.add(&run.shaped.missing);
        }
    }
    // The table of contents sets titles in regular type.
    missing.words(&caption.title, &[Style::Regular, Style::Semibold]);
    missing.words(&caption.subtitle, &[Style::Regular]);
    for line in &caption.footer {
        missing.words(line, &[Style::Regular]);
    }
    for row in &shown.rows {
        missing.words(&row.name, &[if row.kind == RowKind::Net { Style::Semibold } else { Style::Regular }]);
    }
    for column in &shown.columns {
        missing.words(&column.name, &[Style::Semibold]);
    }
    let whole = |span: &Span| Span { start: 0, end: span.source.text.len(), ..span.clone() };
    let files: Vec<Span> = std::iter::once(&spec.span)
        .chain(shown.sources.iter().map(|series| &series.span))
        .map(whole)
        .collect();
    missing.diagnostic(&files.iter().collect::<Vec<_>>())
}
