//! From a decided figure to a drawing: header, marks, labels, footer, in reading order.

use super::Scene;
use super::item::Item;
use super::marks;
use super::recorder::Unrecordable;
use crate::layout::figure::{Figure, Plot};
use crate::units::Size;

/// Draws a figure.
///
/// # Errors
/// plotters' own, where a mark cannot be drawn on this ground, such as one of no extent.
pub fn draw(figure: &Figure) -> Result<Scene, DrawError> {
    let mut items: Vec<Item> = Vec::new();
    if let Some((rect, fill)) = figure.flag {
        items.push(Item::Rect { rect, fill });
    }
    items.extend(figure.header.iter().cloned().map(Item::Text));
    items.extend(figure.bands.iter().map(|(rect, fill)| Item::Rect { rect: *rect, fill: *fill }));
    draw_plot(&figure.plot, figure.size, &mut items)?;
    marks::lines(&figure.lines, figure.size, &mut items)?;
    items.extend(figure.labels.iter().cloned().map(Item::Text));
    items.extend(figure.footer.iter().cloned().map(Item::Text));
    Ok(Scene {
        size: figure.size,
        background: figure.background,
        items,
        title: figure.title.clone(),
        alt: figure.alt.clone(),
        lang: figure.lang.clone(),
    })
}

fn draw_plot(plot: &Plot, size: Size, items: &mut Vec<Item>) -> Result<(), DrawError> {
    match plot {
        Plot::Bars(bars) => marks::bars::draw(bars, size, items),
        Plot::Ring(ring) => marks::ring::draw(ring, size, items),
        Plot::Points(points) => marks::points::draw(points, size, items),
        Plot::Cells(cells) => marks::cells::draw(cells, size, items),
        Plot::Tiles(tiles) => marks::tiles::draw(tiles, size, items),
        Plot::Panels(plots) => plots.iter().try_for_each(|plot| draw_plot(plot, size, items)),
    }
}

/// Why plotters could not draw.
pub type DrawError = plotters::drawing::DrawingAreaErrorKind<Unrecordable>;
