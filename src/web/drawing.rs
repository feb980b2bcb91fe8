//! A chart as the page shows it: one drawing for each width.

use super::{Screen, Spot, WIDTHS};
use crate::export::svg::live::{ColorPairs, are_twins, live};
use crate::units::Rect;

/// The drawings of a chart as HTML.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawing {
    pub(super) html: String,
    /// Whether it stays on a light ground, because it has no counterpart in dark colours.
    pub(super) is_pale: bool,
    /// Whether its text is small in the narrowest window, because it has no room there.
    pub(super) is_small: bool,
}

impl Drawing {
    /// The drawings of a chart, narrowest first.
    pub fn new(screens: &[Screen], colors: &mut ColorPairs) -> Self {
        let has_twin = |one: &Screen| one.dark.as_ref().is_some_and(|dark| are_twins(&one.scene, dark));
        let is_pale = !screens.iter().all(has_twin);
        let mut html = String::new();
        for (index, screen) in screens.iter().enumerate() {
            let classes: Vec<String> = (0..WIDTHS.len())
                .filter(|place| serves(screens, *place) == Some(index))
                .map(|place| format!("a{place}"))
                .collect();
            let dark = if is_pale { None } else { screen.dark.as_ref() };
            let svg = live(&screen.scene, dark, colors);
            let spots: String = screen.spots.iter().map(spot).collect();
            let svg = svg.strip_suffix("</svg>").unwrap_or(&svg);
            html.push_str(&format!("<div class=\"at {}\">{svg}{spots}</svg></div>\n", classes.join(" ")));
        }
        Self { html, is_pale, is_small: screens.first().is_none_or(|first| first.width > WIDTHS[0]) }
    }
}

/// An empty shape over a mark, which the script shows around the mark that is spoken of: class, row and cells are short,
/// since a page has thousands of them.
fn spot(spot: &Spot) -> String {
    let Rect { x, y, width, height } = spot.area;
    let [x, y, width, height] = [x, y, width, height].map(|length| (length * 10.0).round() / 10.0);
    let cells: Vec<String> = spot.cells.iter().map(usize::to_string).collect();
    let (row, cells) = (spot.row, cells.join(" "));
    format!(
        "<rect class=\"spot\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" data-row=\"{row}\" data-cells=\"{cells}\"/>"
    )
}

/// Which drawing serves a width: the narrowest that is at least as wide, else the widest of all.
fn serves(screens: &[Screen], place: usize) -> Option<usize> {
    let wanted = WIDTHS.get(place)?;
    screens.iter().position(|screen| screen.width >= *wanted).or(screens.len().checked_sub(1))
}
