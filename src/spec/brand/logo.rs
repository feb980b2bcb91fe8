//! The logo of a brand: named pictures, and which of them stands in which size.

use super::{Keys, light_and_dark, path, unused};
use crate::diagnostic::Diagnostics;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};
use crate::theme::palette::Look;

/// The pictures that suit cover and running header, for light and for dark ground.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrandLogo {
    picked: [Option<Spanned<String>>; 2],
}

impl BrandLogo {
    /// Reads `logo` of a brand: the middle size counts, then the large and the small one.
    pub(super) fn read(node: &Node, folder: &str, sink: &Diagnostics) -> Self {
        if let Value::Text(_) = node.value {
            let one = picture(node, &[], folder, sink);
            return Self { picked: [one.clone(), one] };
        }
        let mut keys = Keys::open(node, sink);
        let images =
            keys.node("images").and_then(|node| values::map(node, "images", sink)).unwrap_or_default();
        let mut logo = Self::default();
        // Only what is used in the end is worth a word.
        let said = Diagnostics::new();
        for size in ["medium", "large", "small"] {
            let Some(node) = keys.node(size) else { continue };
            let both = light_and_dark(node, sink);
            for (slot, node) in logo.picked.iter_mut().zip(both) {
                if slot.is_none() {
                    *slot = node.and_then(|node| picture(node, images, folder, &said));
                }
            }
        }
        // Light and dark may be one picture, of which there is one thing to say.
        let mut said = said.into_vec();
        said.dedup();
        if logo.picked.iter().all(Option::is_none) {
            sink.extend(said);
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

/// The path of a picture that can be set: one in the file's own folder, in SVG.
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
        let message = "the logo lies on the web, and nothing is fetched from there";
        sink.push(unused(&written.span, message).hint("put the file beside the brand and name it"));
        return None;
    };
    let is_svg = found.value.to_lowercase().ends_with(".svg");
    if !is_svg {
        let message = format!("the logo `{}` is no SVG file, so it is not used", written.value);
        let hint = "name an SVG file of filled shapes, here or as `logo` in theme.yaml";
        sink.push(unused(&written.span, message).hint(hint));
    }
    is_svg.then_some(found)
}
