//! Writes `briefing.pptx` from the story and the charts.

use std::collections::BTreeMap;

use super::chart::ChartDrawer;
use super::{ChartInputs, Request};
use crate::chart::colors::ColorOverrides;
use crate::deck::design::Design;
use crate::deck::frame::{Frame, Proportions};
use crate::deck::native::{self, Shown};
use crate::deck::slides::{self, Graphic, Graphics, Picture};
use crate::deck::template::Template;
use crate::deck::theme_xml::Ink;
use crate::deck::update::{Updated, update};
use crate::deck::write;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::export::png::{self, GlyphCache};
use crate::export::svg::selectable::selectable;
use crate::export::svg::{self, OutlineCache, SvgText};
use crate::spec::kinds::Kind;
use crate::story::Story;
use crate::story::slides::texts::Measure;
use crate::story::slides::{Least, Panel, plan};
use crate::theme::fonts::Style;
use crate::theme::palette::Roles;
use crate::units::{Direction, Size};
use rayon::prelude::*;

/// The name of the file.
pub(super) const FILE: &str = "briefing.pptx";

/// Pixels per point of pictures, for programs that do not show SVG.
const SCALE: f32 = 8.0 / 3.0;

/// The bytes of the deck.
///
/// # Errors
/// A diagnostic where a picture cannot be drawn or the file would be too large.
pub(super) fn bytes(
    story: &Story,
    drawer: &ChartDrawer<'_>,
    drawings: &[(&str, Option<ChartInputs<'_>>)],
    request: &Request,
) -> Result<Vec<u8>, Diagnostic> {
    let project = drawer.project();
    let fonts = drawer.fonts();
    let design = design(drawer, request)?;
    let by_id: BTreeMap<&str, &ChartInputs<'_>> =
        drawings.iter().filter_map(|(id, drawing)| Some((*id, drawing.as_ref()?))).collect();
    let artist = Artist {
        drawer,
        roles: &design.ink.roles,
        glyphs: GlyphCache::new(fonts),
        outlines: OutlineCache::new(fonts),
        svg_text: request.svg_text,
    };
    let measure = Measure { shaper: drawer.shaper(), language: project.language };
    let draw =
        |id: &str, size: Size, least: Least| drawer.slide(by_id.get(id)?, &design.ink.roles, size, least);
    // Slides are planned from left to right, and mirrored as a whole; a template has its own places.
    let is_mirrored = project.language.direction() == Direction::RightToLeft && design.template.is_none();
    let mirrored = is_mirrored.then_some(design.frame.size.width);
    let frame = if is_mirrored { design.frame.mirrored() } else { design.frame };
    let plan = plan(story, frame, measure, project.language.words(), &draw);
    let panels = plan.iter().flat_map(|slide| slide.panels());
    let charts: Vec<(&Panel<'_>, &&ChartInputs<'_>)> =
        panels.filter_map(|panel| Some((panel, by_id.get(panel.chart.id.as_str())?))).collect();
    let graphics = charts.par_iter().filter_map(|(panel, inputs)| {
        let graphic = artist.graphic(panel, inputs).transpose()?;
        Some(graphic.map(|graphic| (inputs.spec.id.clone(), graphic)))
    });
    let graphics: Graphics = graphics.collect::<Result<_, Diagnostic>>()?;
    let slides = slides::of(story, &plan, graphics, project.language, mirrored);
    write::write(&slides, &story.meta, &design)
        .map_err(|error| Diagnostic::output(Code::Unwritable, FILE, error.to_string()))
}

/// The look of the slides: that of a template, or our own.
fn design(drawer: &ChartDrawer<'_>, request: &Request) -> Result<Design, Diagnostic> {
    let (theme, fonts) = (&drawer.project().theme, drawer.fonts());
    let font = &fonts.face(fonts.style(Style::Regular)).family;
    let Some(file) = request.template.as_ref().or(theme.slides.template.as_ref()) else {
        let proportions = request.slides.unwrap_or_else(|| Proportions::of(theme.page.size));
        let frame = Frame::new(proportions);
        let frame = match drawer.project().language.direction() {
            Direction::LeftToRight => frame,
            Direction::RightToLeft => frame.mirrored(),
        };
        return Ok(Design::own(frame, Ink::new(&theme.roles, font)));
    };
    let names = theme.slides.layouts.each_ref().map(Option::as_deref);
    let template = Template::read(&file.bytes, &names).map_err(|reason| {
        Diagnostic::error(Code::UnusableTemplate, file.place.clone(), format!("`{}` {reason}", file.name))
            .hint("name a presentation (.pptx or .potx) whose layouts have a title and room for a chart")
    })?;
    let roles = template.scheme.roles(&theme.roles, &theme.slides.colors);
    let ink = Ink::in_scheme(&roles, font, &template.scheme.names());
    Ok(Design::of(template, ink))
}

/// A deck, and what was done to make it.
pub(super) struct Deck {
    pub(super) bytes: Vec<u8>,
    /// What was brought up to date.
    pub(super) changed: Vec<String>,
    /// What was not, although the briefing says something else.
    pub(super) left: Vec<Diagnostic>,
}

/// The deck itself, or the one that is to be brought up to date from it.
///
/// # Errors
/// A diagnostic where that cannot be read.
pub(super) fn up_to_date(fresh: Vec<u8>, request: &Request) -> Result<Deck, Diagnostic> {
    let Some(file) = &request.update else {
        return Ok(Deck { bytes: fresh, changed: Vec::new(), left: Vec::new() });
    };
    let updated = update(&file.bytes, &fresh).map_err(|reason| {
        Diagnostic::error(Code::Unreadable, file.place.clone(), format!("`{}` {reason}", file.name))
            .hint("name a presentation that `--format pptx` wrote, and that was saved as .pptx since")
    })?;
    let left = |sentence: String| {
        Diagnostic::warning(Code::SlideLeft, Span::unread(file.name.as_str()), sentence)
            .hint("change it there by hand, or copy the slide from a deck that is built without `--update`")
    };
    let Updated { bytes, changed, left: sentences } = updated;
    Ok(Deck { bytes, changed, left: sentences.into_iter().map(left).collect() })
}

/// Draws what presentation programs cannot.
struct Artist<'a> {
    drawer: &'a ChartDrawer<'a>,
    roles: &'a Roles,
    glyphs: GlyphCache<'a>,
    outlines: OutlineCache<'a>,
    svg_text: SvgText,
}

impl Artist<'_> {
    /// How a chart is shown; `None` is its table.
    fn graphic(&self, panel: &Panel<'_>, inputs: &ChartInputs<'_>) -> Result<Option<Graphic>, Diagnostic> {
        let ChartInputs { spec, shown, caption, .. } = inputs;
        let project = self.drawer.project();
        if spec.kind.value == Kind::Table {
            return Ok(None);
        }
        // Errors in colours were reported when the page was drawn.
        let roles = self.roles;
        let chosen = ColorOverrides::new(spec, roles, &Diagnostics::new());
        let (chosen, data) = (&*chosen.charted(shown), &*shown.charted());
        let size = (panel.room.width, panel.room.height);
        let from = Shown { spec, data, caption, language: project.language, roles, size };
        if let Some(chart) = native::of(from, chosen) {
            return Ok(Some(Graphic::Native(Box::new(chart))));
        }
        let scene = &panel.scene;
        let png = png::png(scene, &self.glyphs, SCALE).map_err(|error| {
            Diagnostic::output(Code::Canvas, spec.span.source.name.clone(), format!("the picture {error}"))
        })?;
        let svg = match self.svg_text {
            SvgText::Outlines => svg::svg(scene, &self.outlines),
            SvgText::Live => selectable(scene, &[], self.drawer.fonts()),
        };
        let svg = svg.into_bytes();
        Ok(Some(Graphic::Picture(Picture { size: scene.size, svg, png })))
    }
}
