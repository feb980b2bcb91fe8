//! What a drawing is made into.

use super::Request;
use crate::spec::variant::Variant;
use crate::units::Size;

/// What a drawing is made into.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ImageFormat {
    /// Lines and areas.
    Svg,
    /// Pixels.
    Png {
        /// Pixels a unit.
        scale: f32,
        /// Whether it is the first of its drawing, which has its plain name.
        is_first: bool,
    },
}

impl ImageFormat {
    /// The end of the file's name. Screens of several densities look for their pictures by `@2x`.
    pub(crate) fn ending(self) -> String {
        match self {
            Self::Svg => ".svg".into(),
            Self::Png { is_first: true, .. } => ".png".into(),
            Self::Png { scale, .. } => format!("@{scale}x.png"),
        }
    }

    /// Its extent in pixels, where it has any.
    pub(crate) fn pixels(self, size: Size) -> Option<[u64; 2]> {
        let Self::Png { scale, .. } = self else { return None };
        Some([size.width, size.height].map(|edge| (edge * scale).round() as u64))
    }
}

/// The files that each drawing is made into.
pub(super) fn forms(request: &Request) -> Vec<ImageFormat> {
    let svg = request.formats.svg.then_some(ImageFormat::Svg);
    let pixels = request.scales.iter().enumerate().filter(|_| request.formats.png);
    svg.into_iter()
        .chain(pixels.map(|(at, scale)| ImageFormat::Png { scale: *scale, is_first: at == 0 }))
        .collect()
}

/// The file that a drawing is made into, by the chart's id and the place of its variant among all.
pub(super) fn image(id: &str, (index, variant): (usize, &Variant), form: ImageFormat) -> String {
    let variant = if index == 0 { String::new() } else { format!(".{}", variant.name) };
    format!("charts/{id}{variant}{}", form.ending())
}

/// The file with a chart's figures.
pub(super) fn figures(id: &str) -> String {
    format!("charts/{id}.csv")
}
