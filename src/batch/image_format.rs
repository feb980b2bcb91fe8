//! What a drawing is made into.

use crate::units::Size;

/// What a drawing is made into.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
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

impl Form {
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
