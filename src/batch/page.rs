//! Writes `briefing.html`: draws each chart for the widths of screens, and names the files that this run writes.

use std::collections::BTreeMap;

use super::chart::ChartDrawer;
use super::{ChartInputs, Formats, Request, document, image_format};
use crate::chart::caption::Caption;
use crate::chart::data::ChartData;
use crate::export::svg::live::ColorPairs;
use crate::layout::spots::Spot;
use crate::scene::{Layers, Scene};
use crate::spec::chart::ChartSpec;
use crate::story::Story;
use crate::story::chart_table::Figures;
use crate::theme::palette::Roles;
use crate::units::Size;
use crate::web::{self, ChartFiles, Drawing, Look, Screen, WIDTHS};
use rayon::prelude::*;

/// The name of the file.
pub(super) const FILE: &str = "briefing.html";

/// The size of labels at each of the widths, in CSS pixels.
const TEXT: [f32; 4] = [13.5, 14.0, 14.5, 15.5];

/// The smallest size of labels that is tried where a chart has no room.
const LEAST_TEXT: f32 = 11.0;

/// The page of a story as files, the page itself first.
pub(super) fn page(
    story: &Story,
    drawer: &ChartDrawer<'_>,
    drawings: &[(&str, Option<ChartInputs<'_>>)],
    request: &Request,
) -> Vec<(String, Vec<u8>)> {
    let project = drawer.project();
    let dark = project.theme.roles.after_dark();
    let drawn: Vec<(&str, Vec<Screen>, Vec<String>)> = drawings
        .par_iter()
        .filter_map(|(id, inputs)| {
            let ChartInputs { spec, shown, caption, .. } = inputs.as_ref()?;
            Some((
                *id,
                screens(drawer, spec, (shown, caption), dark.as_ref()),
                downloads(drawer, spec, request),
            ))
        })
        .collect();
    let mut colors = ColorPairs::default();
    let files: BTreeMap<&str, ChartFiles> = drawn
        .into_iter()
        .map(|(id, screens, downloads)| {
            (id, ChartFiles { drawing: Drawing::new(&screens, &mut colors), downloads })
        })
        .collect();
    let others = Formats { html: false, ..request.formats };
    let documents: Vec<String> = document::names(others, project.is_draft).collect();
    let name = document::name_of(FILE, project.is_draft);
    let look = Look {
        theme: &project.theme,
        dark: dark.as_ref(),
        fonts: drawer.fonts(),
        language: project.language,
    };
    if request.page_files {
        web::page_with_files(story, &files, &documents, look, (stem(&name), colors))
    } else {
        vec![(name, web::page(story, &files, &documents, look, colors).into_bytes())]
    }
}

/// The names of the files that a page may have beside it, for a theme with this many fonts.
pub(super) fn names_beside(is_draft: bool, fonts: usize) -> Vec<String> {
    web::file_names(stem(&document::name_of(FILE, is_draft)), fonts).skip(1).collect()
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".html").unwrap_or(name)
}

/// The page of one chart, to be shown within other pages.
pub(super) fn embedded(
    drawer: &ChartDrawer<'_>,
    spec: &ChartSpec,
    (shown, caption): (&ChartData, &Caption),
    request: &Request,
) -> String {
    let project = drawer.project();
    let dark = project.theme.roles.after_dark();
    let screens = screens(drawer, spec, (shown, caption), dark.as_ref());
    let mut colors = ColorPairs::default();
    let beside = |path: String| path.strip_prefix("charts/").map_or(path.clone(), str::to_owned);
    let files = ChartFiles {
        drawing: Drawing::new(&screens, &mut colors),
        downloads: downloads(drawer, spec, request).into_iter().map(beside).collect(),
    };
    let alt = screens.into_iter().next().map(|one| one.scene.alt).unwrap_or_default();
    let scene = Scene {
        size: Size::default(),
        background: None,
        items: Vec::new(),
        layers: Layers::default(),
        title: String::new(),
        alt,
        lang: String::new(),
    };
    let chart = drawer.for_document(spec, (shown, caption), scene);
    let look = Look {
        theme: &project.theme,
        dark: dark.as_ref(),
        fonts: drawer.fonts(),
        language: project.language,
    };
    web::embedded(&chart, &files, &project.language_tag, look, &colors)
}

/// A chart in each width in which its texts have room. Where they have none, the page shows the next wider drawing,
/// and says that its text is small. The widest may have none either: then it is left out.
pub(super) fn screens(
    drawer: &ChartDrawer<'_>,
    spec: &ChartSpec,
    (shown, caption): (&ChartData, &Caption),
    dark: Option<&Roles>,
) -> Vec<Screen> {
    let roles = &drawer.project().theme.roles;
    let figures = Figures::new(shown, caption, drawer.project().language);
    let at = |(width, text): (u32, f32)| {
        let sizes =
            std::iter::successors(Some(text), |text| Some(text - 0.5).filter(|text| *text >= LEAST_TEXT));
        let draw =
            |roles: &Roles, text: f32| drawer.screen(spec, (shown, caption), roles, width as f32, text);
        let ((scene, marks), text) = sizes.into_iter().find_map(|text| Some((draw(roles, text)?, text)))?;
        let spots = spots(&marks, &figures);
        let dark = dark.and_then(|dark| drawer.recolored(spec, (shown, caption), dark, width as f32, text));
        Some(Screen { width, scene, dark, spots })
    };
    WIDTHS.into_iter().zip(TEXT).filter_map(at).collect()
}

/// The marks with their cells in the table. A mark that shows several figures of a row is one spot.
fn spots(marks: &[Spot], figures: &Figures<'_>) -> Vec<web::Spot> {
    let mut spots: Vec<web::Spot> = Vec::with_capacity(marks.len());
    for (area, (row, column)) in marks {
        let cell = figures.cell(*column);
        match spots.last_mut().filter(|last| last.row == *row && last.area == *area) {
            Some(last) => last.cells.push(cell),
            None => spots.push(web::Spot { row: *row, cells: vec![cell], area: *area }),
        }
    }
    spots
}

/// The paths of the files that this run writes for a chart.
fn downloads(drawer: &ChartDrawer<'_>, spec: &ChartSpec, request: &Request) -> Vec<String> {
    let id = &spec.id;
    let variants = drawer.project().variants(spec, request.plain);
    let formats = image_format::formats(request);
    let images = variants
        .iter()
        .enumerate()
        .flat_map(|variant| formats.iter().map(move |format| image_format::image_name(id, variant, *format)));
    let csv = request.formats.csv.then(|| image_format::csv_name(id));
    csv.into_iter().chain(images).collect()
}
