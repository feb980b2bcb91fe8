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
use crate::spec::variant::Variant;
use crate::story::{Content, Story};
use crate::theme::fonts::Style;
use rayon::prelude::*;

/// The name of the file.
pub(super) const FILE: &str = "briefing.pptx";

/// CSS pixels per point.
const PIXELS: f32 = 96.0 / 72.0;

/// Pixels per unit of pictures, for programs that do not show SVG.
const SCALE: f32 = 2.0;

/// The size of labels in pictures, in points.
const TEXT: f32 = 14.0;

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
    let sections = story.sections.iter().flat_map(|section| &section.content);
    let charts = sections.filter_map(|content| match content {
        Content::Chart(chart) => Some((&chart.scene, by_id.get(chart.id.as_str())?)),
        _ => None,
    });
    let artist = Artist {
        drawer,
        frame: Frame::new(proportions),
        glyphs: GlyphCache::new(fonts),
        outlines: OutlineCache::new(fonts),
    };
    let charts: Vec<(&Scene, &&ChartInputs<'_>)> = charts.collect();
    let graphics = charts.par_iter().filter_map(|(page, inputs)| {
        let graphic = artist.graphic(page, inputs).transpose()?;
        Some(graphic.map(|graphic| (inputs.spec.id.clone(), graphic)))
    });
    let graphics: Graphics = graphics.collect::<Result<_, Diagnostic>>()?;
    let slides = slides::of(story, graphics, project.language, proportions);
    write::write(&slides, &story.meta, &ink, proportions)
        .map_err(|error| Diagnostic::output(Code::Unwritable, FILE, error.to_string()))
}

/// Draws what presentation programs cannot.
struct Artist<'a> {
    drawer: &'a ChartDrawer<'a>,
    frame: Frame,
    glyphs: GlyphCache<'a>,
    outlines: OutlineCache<'a>,
}

impl Artist<'_> {
    /// How a chart is shown; `None` is its table.
    fn graphic(&self, page: &Scene, inputs: &ChartInputs<'_>) -> Result<Option<Graphic>, Diagnostic> {
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
        let place = self.frame.content;
        let variant = Variant {
            name: "slide".to_owned(),
            width: place.width * PIXELS,
            height: (place.height - 10.0) * PIXELS,
            text: TEXT * PIXELS,
            plain: true,
            grey: false,
        };
        // Where its texts have no room on a slide, the drawing of the page is scaled.
        let own = self.drawer.image(spec, shown, caption, &variant, true).ok();
        let scene = own.as_ref().unwrap_or(page);
        let png = png::png(scene, &self.glyphs, SCALE).map_err(|error| {
            Diagnostic::output(Code::Canvas, spec.span.source.name.clone(), format!("the picture {error}"))
        })?;
        let svg = svg::svg(scene, &self.outlines).into_bytes();
        Ok(Some(Graphic::Picture(Picture { size: scene.size, svg, png })))
    }
}
