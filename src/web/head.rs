//! The frame of the page: metadata, fonts, style and script.

use std::collections::BTreeSet;

use super::escape::attribute;
use super::{Look, woff};
use crate::export::svg::live::ColorPairs;
use crate::scene::item::{Item, PathStep};
use crate::scene::{Layers, Scene};
use crate::story::Story;
use crate::theme::fonts::{Face, FaceId, Style};
use crate::theme::logo::LogoStep;
use crate::theme::palette::Roles;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");
/// The script of the page. An element that is replaced later is made ready by an event `renewed` at it.
pub const SCRIPT: &str = include_str!("script.js");

/// The whole page around its body.
pub(super) fn whole(
    story: &Story,
    body: &str,
    picture: Option<&str>,
    colors: &ColorPairs,
    look: Look<'_>,
) -> String {
    framed((&story.meta.language, &story.meta.title), &names(story, picture), body, colors, look)
}

/// A page in a language, with a title, around its body; `names` has more metadata.
pub(super) fn framed(
    (language, title): (&str, &str),
    names: &str,
    body: &str,
    colors: &ColorPairs,
    look: Look<'_>,
) -> String {
    let mut out = String::with_capacity(body.len() + 200_000);
    out.push_str(&format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n",
        attribute(language),
        look.language.direction().word()
    ));
    out.push_str("<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy(SCRIPT)));
    out.push_str(&format!("<title>{}</title>\n", attribute(title)));
    out.push_str(names);
    out.push_str(&format!("<style>\n{}</style>\n", style(body, colors, look)));
    out.push_str(&format!("<script>{SCRIPT}</script>\n</head>\n<body>\n"));
    out.push_str(body);
    out.push_str("</body>\n</html>\n");
    out
}

/// What the browser may load: nothing from anywhere, and no script but this one.
fn policy(script: &str) -> String {
    let hash = woff::base64(&Sha256::digest(script.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

/// Metadata for search engines and for the cards of messengers.
fn names(story: &Story, picture: Option<&str>) -> String {
    let meta = &story.meta;
    let description = match (meta.subject.is_empty(), story.subtitle.is_empty()) {
        (false, _) => &meta.subject,
        (true, false) => &story.subtitle,
        (true, true) => &meta.title,
    };
    let keywords = meta.keywords.join(", ");
    let mut out = String::new();
    let fields = [
        ("name", "description", description.as_str()),
        ("name", "author", &meta.author),
        ("name", "keywords", &keywords),
        ("name", "generator", env!("CARGO_PKG_NAME")),
        ("property", "og:type", "article"),
        ("property", "og:title", &meta.title),
        ("property", "og:description", description),
        ("property", "og:locale", &meta.language.replace('-', "_")),
        ("property", "og:image", picture.unwrap_or_default()),
        ("name", "twitter:card", "summary_large_image"),
    ];
    for (kind, name, value) in fields.into_iter().filter(|(_, _, value)| !value.is_empty()) {
        out.push_str(&format!("<meta {kind}=\"{name}\" content=\"{}\">\n", attribute(value)));
    }
    out
}

/// Fonts, colours and rules of a page with this body.
fn style(body: &str, colors: &ColorPairs, look: Look<'_>) -> String {
    // The script writes no character that the page does not have; it reads all of them from its tables.
    let chars: BTreeSet<char> = body.chars().chain(", :".chars()).filter(|c| !c.is_control()).collect();
    let address = |id: FaceId, face: &Face<'_>| {
        let style = Style::ALL.get(usize::from(id.0));
        let wanted = match style {
            Some(Style::Italic) if !body.contains("<em>") => return None,
            Some(_) => chars.clone(),
            // A fallback has the characters that the first face lacks.
            None => {
                let own = look.fonts.face(look.fonts.style(Style::Regular));
                chars.iter().copied().filter(|c| !own.covers(*c) && face.covers(*c)).collect()
            }
        };
        woff::address(face, &wanted)
    };
    rules(colors, look, &address)
}

/// The style of a page whose fonts are files beside it, called by their numbers: `font/0` and so on.
pub fn linked_style(colors: &ColorPairs, look: Look<'_>) -> String {
    rules(colors, look, &|id, _| Some(format!("font/{}", id.0)))
}

/// The rules of a style; `address` says where a font is.
fn rules(
    colors: &ColorPairs,
    look: Look<'_>,
    address: &dyn Fn(FaceId, &Face<'_>) -> Option<String>,
) -> String {
    let mut out = String::new();
    let mut families = vec!["mb".to_owned()];
    for (id, face) in look.fonts.faces() {
        let Some(address) = address(id, face) else { continue };
        let (family, weight, slope) = match Style::ALL.get(usize::from(id.0)) {
            Some(Style::Regular) => ("mb".to_owned(), "400", "normal"),
            Some(Style::Italic) => ("mb".to_owned(), "400", "italic"),
            Some(Style::Semibold) => ("mb".to_owned(), "600", "normal"),
            Some(Style::Bold) => ("mb".to_owned(), "700", "normal"),
            None => (format!("mb{}", id.0), "400", "normal"),
        };
        out.push_str(&format!(
            "@font-face{{font-family:{family};font-weight:{weight};font-style:{slope};src:url({address})}}\n"
        ));
        if !families.contains(&family) {
            families.push(family);
        }
    }
    let (classes, light, dark) = colors.css();
    let roles = &look.theme.roles;
    let scheme = if look.dark.is_some() { "light dark" } else { "only light" };
    let fonts = format!("--font:{},system-ui,sans-serif;", families.join(","));
    out.push_str(&format!(":root{{color-scheme:{scheme};{fonts}{}{light}}}\n", variables(roles)));
    if let Some(after_dark) = look.dark {
        // Print is light: `screen` leaves it alone.
        out.push_str(&format!(
            "@media screen and (prefers-color-scheme:dark){{:root{{{}{dark}}}}}\n",
            variables(after_dark)
        ));
        // A chart without dark colours keeps the light ones, on its own ground.
        out.push_str(&format!(".pale{{--back:{};--ink:{}}}\n", roles.background.hex(), roles.text.hex()));
    }
    out.push_str(&classes);
    out.push('\n');
    out.push_str(STYLE);
    out
}

fn variables(roles: &Roles) -> String {
    let named = [
        ("back", roles.background),
        ("ink", roles.text),
        ("quiet", roles.quiet),
        ("accent", roles.accent),
        ("grid", roles.grid),
        ("panel", roles.panel),
    ];
    named.iter().map(|(name, color)| format!("--{name}:{};", color.hex())).collect()
}

/// The logo in its own colours; on a dark page in that of text.
pub(super) fn logo(look: Look<'_>, colors: &mut ColorPairs) -> String {
    let Some(logo) = &look.theme.logo else { return String::new() };
    let items = logo.shapes.iter().map(|shape| Item::Path {
        steps: shape
            .steps
            .iter()
            .map(|step| match step {
                LogoStep::Move(p) => PathStep::Move(*p),
                LogoStep::Line(p) => PathStep::Line(*p),
                LogoStep::Curve(a, b, p) => PathStep::Curve(*a, *b, *p),
                LogoStep::Close => PathStep::Close,
            })
            .collect(),
        fill: Some(shape.fill),
        stroke: None,
    });
    let scene = Scene {
        size: logo.size,
        background: None,
        items: items.collect(),
        layers: Layers::default(),
        title: String::new(),
        alt: String::new(),
        lang: String::new(),
    };
    let dark = look.dark.map(|roles| {
        let mut dark = scene.clone();
        for item in &mut dark.items {
            if let Item::Path { fill, .. } = item {
                *fill = Some(roles.text);
            }
        }
        dark
    });
    format!("<div class=\"logo\">{}</div>\n", crate::export::svg::live::live(&scene, dark.as_ref(), colors))
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, policy};

    #[test]
    fn the_policy_allows_the_script_and_nothing_from_outside() {
        let policy = policy(SCRIPT);
        assert!(policy.starts_with("default-src 'none';"));
        assert!(!policy.contains("http") && !policy.contains('"'));
    }

    #[test]
    fn the_script_does_not_end_its_element() {
        assert!(!SCRIPT.contains("</"));
    }
}
