//! The frame of the page: metadata, fonts, style and script.

use std::collections::BTreeSet;

use super::Look;
use super::escape::attribute;
use crate::export::svg::live::ColorPairs;
use crate::scene::item::{Item, PathStep};
use crate::scene::{Layers, Scene};
use crate::story::Story;
use crate::theme::fonts::{Face, FaceId, Style};
use crate::theme::logo::LogoStep;
use crate::theme::palette::Roles;
use crate::webfont;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");
/// The script of the page. An element that is replaced later is made ready by an event `renewed` at it.
pub const SCRIPT: &str = include_str!("script.js");

/// The head of a page: language, title, and more metadata as elements.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    pub(super) names: &'a str,
}

/// A page that needs nothing else, around its body.
pub(super) fn whole(head: Head<'_>, body: &str, colors: &ColorPairs, look: Look<'_>) -> String {
    let chars = characters(body);
    let address =
        |id: FaceId, face: &Face<'_>| webfont::address(face, &chars_of(id, face, (body, &chars), look)?);
    let style = rules(colors, look, &address);
    let parts = format!("<style>\n{style}</style>\n<script>{SCRIPT}</script>\n");
    let hash = webfont::base64(&Sha256::digest(SCRIPT.as_bytes()));
    let policy = policy("'unsafe-inline'", "data:", &format!("'sha256-{hash}'"));
    framed(head, &policy, &parts, body, look)
}

/// A page whose style, script and fonts are files beside it, which are called as the page is; it comes first.
pub(super) fn with_files(
    stem: &str,
    head: Head<'_>,
    body: &str,
    colors: &ColorPairs,
    look: Look<'_>,
) -> Vec<(String, Vec<u8>)> {
    let (mut fonts, chars) = (Vec::new(), characters(body));
    for (id, face) in look.fonts.faces() {
        let own = chars_of(id, face, (body, &chars), look);
        if let Some(bytes) = own.and_then(|own| webfont::file(face, &own)) {
            fonts.push((font_name(stem, id), bytes));
        }
    }
    let address =
        |id: FaceId| Some(font_name(stem, id)).filter(|name| fonts.iter().any(|(font, _)| font == name));
    let style = rules(colors, look, &|id, _| address(id));
    let [style_name, script_name] = [format!("{stem}.css"), format!("{stem}.js")];
    let parts =
        format!("<link rel=\"stylesheet\" href=\"{style_name}\">\n<script src=\"{script_name}\"></script>\n");
    let page = framed(head, &policy("'self'", "'self'", "'self'"), &parts, body, look);
    let files = [(format!("{stem}.html"), page), (style_name, style), (script_name, SCRIPT.to_owned())];
    files.into_iter().map(|(name, text)| (name, text.into_bytes())).chain(fonts).collect()
}

/// The names of all files that a page with files beside it may have, the page first.
pub fn file_names(stem: &str, faces: usize) -> impl Iterator<Item = String> {
    let fonts = (0..faces).map(move |face| font_name(stem, FaceId(face as u8)));
    ["html", "css", "js"].into_iter().map(move |ending| format!("{stem}.{ending}")).chain(fonts)
}

fn font_name(stem: &str, id: FaceId) -> String {
    match Style::ALL.get(usize::from(id.0)) {
        Some(style) => format!("{stem}-{}.woff2", format!("{style:?}").to_lowercase()),
        None => format!("{stem}-{}.woff2", id.0),
    }
}

/// A page around its body; `parts` has its style and its script.
fn framed(head: Head<'_>, policy: &str, parts: &str, body: &str, look: Look<'_>) -> String {
    let Head { language, title, names } = head;
    let mut out = String::with_capacity(body.len() + 200_000);
    out.push_str(&format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n",
        attribute(language),
        look.language.direction().word()
    ));
    out.push_str("<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
    out.push_str(&format!("<title>{}</title>\n", attribute(title)));
    out.push_str(names);
    out.push_str(parts);
    out.push_str("</head>\n<body>\n");
    out.push_str(body);
    out.push_str("</body>\n</html>\n");
    out
}

/// What the browser may load: nothing from anywhere, but these.
fn policy(style: &str, fonts: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src {style}; font-src {fonts}; script-src {script}; base-uri 'none'; form-action 'none'"
    )
}

/// Metadata for search engines and for the cards of messengers.
pub(super) fn names(story: &Story, picture: Option<&str>) -> String {
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

/// The characters of a page, each once. The script writes no others; it reads all of them from the page's tables.
fn characters(body: &str) -> BTreeSet<char> {
    // One bit for each: a large page has millions of letters, and few different ones.
    let mut seen = vec![0u64; (char::MAX as usize + 1) / 64];
    for c in body.chars().chain(", :;".chars()) {
        seen[c as usize / 64] |= 1 << (c as usize % 64);
    }
    let words = seen.iter().enumerate().filter(|(_, bits)| **bits != 0);
    let codes = words
        .flat_map(|(at, bits)| (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| at * 64 + bit));
    codes.filter_map(|code| char::from_u32(code as u32)).filter(|c| !c.is_control()).collect()
}

/// Those of the characters of a page that a font is for; `None` where it has none.
fn chars_of(
    id: FaceId,
    face: &Face<'_>,
    (body, chars): (&str, &BTreeSet<char>),
    look: Look<'_>,
) -> Option<BTreeSet<char>> {
    match Style::ALL.get(usize::from(id.0)) {
        Some(Style::Italic) if !body.contains("<em>") => None,
        Some(_) => Some(chars.clone()),
        // A fallback has the characters that the first face lacks.
        None => {
            let own = look.fonts.face(look.fonts.style(Style::Regular));
            Some(chars.iter().copied().filter(|c| !own.covers(*c) && face.covers(*c)).collect())
        }
    }
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
    use super::{SCRIPT, characters, file_names, policy};

    #[test]
    fn the_policy_allows_the_script_and_nothing_from_outside() {
        let policy = policy("'self'", "'self'", "'self'");
        assert!(policy.starts_with("default-src 'none';"));
        assert!(!policy.contains("http") && !policy.contains('"'));
    }

    #[test]
    fn files_beside_a_page_are_called_as_the_page_is() {
        let names: Vec<String> = file_names("briefing", 5).collect();
        assert_eq!(names[..4], ["briefing.html", "briefing.css", "briefing.js", "briefing-regular.woff2"]);
        assert_eq!(names[7], "briefing-4.woff2");
    }

    #[test]
    fn characters_of_a_page_are_those_that_can_be_seen() {
        let found: String = characters("B\na\u{10ffff}ba").into_iter().collect();
        assert_eq!(found, " ,:;Bab\u{10ffff}");
    }

    #[test]
    fn the_script_does_not_end_its_element() {
        assert!(!SCRIPT.contains("</"));
    }
}
