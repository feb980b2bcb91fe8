//! Draws a laid-out figure: header, marks, labels, footer, in reading order.

use super::item::Item;
use super::marks::Sheet;
use super::recorder::DrawError;
use super::{Layers, Regions, Scene, marks};
use crate::layout::figure::{Figure, Plot};

/// Draws a figure.
///
/// # Errors
///
/// Errors of plotters for marks that it cannot draw, such as a plot area without extent.
pub fn draw(figure: &Figure) -> Result<Scene, DrawError> {
    let mut items: Vec<Item> = Vec::new();
    if let Some((rect, fill)) = figure.accent_bar {
        items.push(Item::Rect { rect, fill });
    }
    items.extend(figure.header.iter().cloned().map(Item::Text));
    let ground = items.len();
    items.extend(figure.bands.iter().map(|(rect, fill)| Item::Rect { rect: *rect, fill: *fill }));
    let sheet = Sheet { size: figure.size, strokes: &figure.strokes };
    draw_ground(&figure.plot, sheet, &mut items)?;
    // Reference lines run behind the marks, so that they hide none of them.
    marks::annotations::references(&figure.lines, figure.halo, sheet, &mut items)?;
    let marks = items.len();
    draw_plot(&figure.plot, sheet, &mut items)?;
    let labels = items.len();
    marks::annotations::draw(&figure.pointers, &figure.badges, sheet, &mut items)?;
    items.extend(figure.labels.iter().cloned().map(Item::Text));
    let footer = items.len();
    items.extend(figure.footer.iter().cloned().map(Item::Text));
    let scene = Scene {
        size: figure.size,
        background: figure.background,
        items,
        layers: Layers { ground, marks, labels, footer, regions: regions(figure) },
        title: figure.title.clone(),
        alt: figure.alt.clone(),
        lang: figure.lang.clone(),
    };
    Ok(if figure.mirrored { scene.mirrored() } else { scene })
}

/// What the texts of a figure belong to.
fn regions(figure: &Figure) -> Regions {
    match &figure.plot {
        Plot::Tiles(tiles) => Regions::Items(tiles.iter().map(|tile| tile.frame).collect()),
        _ if figure.is_table => {
            Regions::Cells(figure.mark_boxes.iter().map(|cell| (cell.row, cell.column, cell.rect)).collect())
        }
        _ => Regions::None,
    }
}

/// Draws what is behind reference lines: grid lines and areas.
fn draw_ground(plot: &Plot, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    match plot {
        Plot::Bars(bars) => marks::bars::ground(bars, sheet, items),
        Plot::Points(points) => marks::points::ground(points, sheet, items),
        Plot::Ring(_) | Plot::Cells(_) | Plot::Tiles(_) => Ok(()),
        Plot::Panels(plots) => plots.iter().try_for_each(|plot| draw_ground(plot, sheet, items)),
    }
}

fn draw_plot(plot: &Plot, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    match plot {
        Plot::Bars(bars) => marks::bars::draw(bars, sheet, items),
        Plot::Ring(ring) => marks::donut::draw(ring, sheet, items),
        Plot::Points(points) => marks::points::draw(points, sheet, items),
        Plot::Cells(cells) => marks::cells::draw(cells, sheet, items),
        Plot::Tiles(tiles) => marks::key_figures::draw(tiles, sheet, items),
        Plot::Panels(plots) => plots.iter().try_for_each(|plot| draw_plot(plot, sheet, items)),
    }
}
