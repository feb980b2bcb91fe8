//! Writes `briefing.pptx` from the story and the charts.

use std::collections::BTreeMap;

use super::chart::ChartDrawer;
use super::{ChartInputs, Request};
use crate::chart::colors::ColorOverrides;
use crate::deck::frame::{Frame, Proportions};
use crate::deck::native::{self, Shown};
use crate::deck::slides::{self, Graphic, Graphics, Picture};
use crate::deck::theme_xml::Ink;
use crate::deck::write;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::export::png::{self, GlyphCache};
use crate::export::svg::{self, OutlineCache};
use crate::scene::Scene;
use crate::spec::kinds::Kind;
use crate::story::Story;
use crate::story::slides::texts::Measure;
use crate::story::slides::{Panel, plan};
use crate::theme::fonts::Style;
use crate::units::Size;
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
    let proportions = request.slides.unwrap_or_else(|| Proportions::of(project.theme.page.size));
    let fonts = drawer.fonts();
    let ink = Ink::new(&project.theme.roles, &fonts.face(fonts.style(Style::Regular)).family);
    let by_id: BTreeMap<&str, &ChartInputs<'_>> =
        drawings.iter().filter_map(|(id, drawing)| Some((*id, drawing.as_ref()?))).collect();
    let artist = Artist { drawer, glyphs: GlyphCache::new(fonts), outlines: OutlineCache::new(fonts) };
    let measure = Measure { shaper: drawer.shaper(), language: project.language };
    let draw = |id: &str, size: Size| drawer.slide(by_id.get(id)?, size);
    let plan = plan(story, Frame::new(proportions), measure, project.language.words(), &draw);
    let panels = plan.iter().flat_map(|slide| slide.panels());
    let charts: Vec<(&Panel<'_>, &&ChartInputs<'_>)> =
        panels.filter_map(|panel| Some((panel, by_id.get(panel.chart.id.as_str())?))).collect();
    let graphics = charts.par_iter().filter_map(|(panel, inputs)| {
        let graphic = artist.graphic(&panel.scene, inputs).transpose()?;
        Some(graphic.map(|graphic| (inputs.spec.id.clone(), graphic)))
    });
    let graphics: Graphics = graphics.collect::<Result<_, Diagnostic>>()?;
    let slides = slides::of(story, &plan, graphics, project.language);
    write::write(&slides, &story.meta, &ink, proportions)
        .map_err(|error| Diagnostic::output(Code::Unwritable, FILE, error.to_string()))
}

/// Draws what presentation programs cannot.
struct Artist<'a> {
    drawer: &'a ChartDrawer<'a>,
    glyphs: GlyphCache<'a>,
    outlines: OutlineCache<'a>,
}

impl Artist<'_> {
    /// How a chart is shown; `None` is its table.
    fn graphic(&self, scene: &Scene, inputs: &ChartInputs<'_>) -> Result<Option<Graphic>, Diagnostic> {
        let ChartInputs { spec, shown, caption, .. } = inputs;
        let project = self.drawer.project();
        if spec.kind.value == Kind::Table {
            return Ok(None);
        }
        // Errors in colours were reported when the page was drawn.
        let chosen = ColorOverrides::new(spec, &project.theme.roles, &Diagnostics::new());
        let roles = &project.theme.roles;
        let (chosen, data) = (&*chosen.charted(shown), &*shown.charted());
        let from = Shown { spec, data, caption, language: project.language, roles };
        if let Some(chart) = native::of(from, chosen) {
            return Ok(Some(Graphic::Native(Box::new(chart))));
        }
        let png = png::png(scene, &self.glyphs, SCALE).map_err(|error| {
            Diagnostic::output(Code::Canvas, spec.span.source.name.clone(), format!("the picture {error}"))
        })?;
        let svg = svg::svg(scene, &self.outlines).into_bytes();
        Ok(Some(Graphic::Picture(Picture { size: scene.size, svg, png })))
    }
}
