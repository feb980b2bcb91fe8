//! The logo of a brand: named pictures, and the picture for each size.

use super::{Keys, light_and_dark, path, unused};
use crate::diagnostic::Diagnostics;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};
use crate::theme::palette::Look;

/// The picture for cover and running header, for light and for dark backgrounds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrandLogo {
    picked: [Option<Spanned<String>>; 2],
}

impl BrandLogo {
    /// Reads `logo` of a brand: prefers the medium size, then the large and the small one.
    pub(super) fn read(node: &Node, folder: &str, sink: &Diagnostics) -> Self {
        if let Value::Text(_) = node.value {
            let one = picture(node, &[], folder, sink);
            return Self { picked: [one.clone(), one] };
        }
        let mut keys = Keys::open(node, sink);
        let images =
            keys.node("images").and_then(|node| values::map(node, "images", sink)).unwrap_or_default();
        let mut logo = Self::default();
        // Reported only if no picture can be used.
        let rejected = Diagnostics::new();
        for size in ["medium", "large", "small"] {
            let Some(node) = keys.node(size) else { continue };
            let both = light_and_dark(node, sink);
            for (slot, node) in logo.picked.iter_mut().zip(both) {
                if slot.is_none() {
                    *slot = node.and_then(|node| picture(node, images, folder, &rejected));
                }
            }
        }
        // Light and dark may be the same picture: report it once.
        let mut rejected = rejected.into_vec();
        rejected.dedup();
        if logo.picked.iter().all(Option::is_none) {
            sink.extend(rejected);
        }
        keys.finish("the logo of a brand");
        logo
    }

    /// The picture for a look.
    pub fn pick(&self, look: Look) -> Option<Spanned<String>> {
        let [light, dark] = &self.picked;
        if look == Look::Dark { dark.clone().or_else(|| light.clone()) } else { light.clone() }
    }
}

/// The path of a picture that can be used: a local SVG file.
fn picture(
    node: &Node,
    images: &[(crate::spec::yaml::Key, Node)],
    folder: &str,
    sink: &Diagnostics,
) -> Option<Spanned<String>> {
    let named = match &node.value {
        Value::Text(name) => images.iter().find(|(key, _)| key.name == *name).map(|(_, node)| node),
        _ => None,
    };
    let node = named.unwrap_or(node);
    let written = match &node.value {
        Value::Map(_) => {
            let mut keys = Keys::open(node, sink);
            keys.skip(&["alt"]);
            let path = keys.text("path");
            keys.finish("a picture of a brand");
            path?
        }
        _ => values::text(node, "logo", sink)?,
    };
    let Some(found) = path(&written, folder) else {
        let message = "the logo is on the web, and nothing is downloaded";
        sink.push(
            unused(&written.span, message)
                .hint("save the file next to the brand file and write its name here"),
        );
        return None;
    };
    let is_svg = found.value.to_lowercase().ends_with(".svg");
    if !is_svg {
        let message = format!("the logo `{}` is not an SVG file, so it is not used", written.value);
        let hint = "name an SVG file with filled shapes, here or as `logo` in theme.yaml";
        sink.push(unused(&written.span, message).hint(hint));
    }
    is_svg.then_some(found)
}
