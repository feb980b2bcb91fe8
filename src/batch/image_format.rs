//! The formats that a scene is exported in, and the names of the files.

use super::Request;
use crate::export::svg::SvgText;
use crate::spec::variant::Variant;
use crate::units::Size;

/// The format of an image file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ImageFormat {
    /// Vector image with text as outlines.
    Svg,
    /// Vector image with text as text.
    LiveSvg,
    /// Raster image.
    Png {
        /// Pixels per unit of the scene.
        scale: f32,
        /// Whether this is the first of several scales, whose file name has no `@2x`.
        is_first: bool,
    },
}

impl ImageFormat {
    /// The suffix of the file name. `@2x` is the usual mark of images for dense screens.
    pub(crate) fn suffix(self) -> String {
        match self {
            Self::Svg | Self::LiveSvg => ".svg".into(),
            Self::Png { is_first: true, .. } => ".png".into(),
            Self::Png { scale, .. } => format!("@{scale}x.png"),
        }
    }

    /// Width and height in pixels; `None` for a vector image.
    pub(crate) fn pixels(self, size: Size) -> Option<[u64; 2]> {
        let Self::Png { scale, .. } = self else { return None };
        Some([size.width, size.height].map(|edge| (edge * scale).round() as u64))
    }
}

/// The formats that a request asks for.
pub(super) fn formats(request: &Request) -> Vec<ImageFormat> {
    let svg = request.formats.svg.then_some(match request.svg_text {
        SvgText::Outlines => ImageFormat::Svg,
        SvgText::Live => ImageFormat::LiveSvg,
    });
    let png = request.scales.iter().enumerate().filter(|_| request.formats.png);
    svg.into_iter()
        .chain(png.map(|(at, scale)| ImageFormat::Png { scale: *scale, is_first: at == 0 }))
        .collect()
}

/// The name of an image file in the output folder; `index` is that of the variant among all of its chart.
pub(super) fn image_name(id: &str, (index, variant): (usize, &Variant), format: ImageFormat) -> String {
    let variant = if index == 0 { String::new() } else { format!(".{}", variant.name) };
    format!("charts/{id}{variant}{}", format.suffix())
}

/// The name of a chart's page for other pages.
pub(super) fn embed_name(id: &str) -> String {
    format!("charts/{id}.html")
}

/// The name of the file with a chart's figures.
pub(super) fn csv_name(id: &str) -> String {
    format!("charts/{id}.csv")
}
