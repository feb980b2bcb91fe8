//! Loads the theme of a build: a theme file over a brand over the defaults, with their fonts and logo.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source, Span};
use crate::reason::Reason;
use crate::spec::brand::{Brand, BrandFont};
use crate::spec::theme_file::{BrandPlace, ColorPlaces, ThemeSpec};
use crate::spec::{Spanned, yaml};
use crate::theme::fonts::{Face, FontFiles, Style};
use crate::theme::logo::Logo;
use crate::theme::{Design, SlideStyle, SlidesFile, Theme};
use crate::workspace;
use crate::workspace::specs_folder::SpecsFolder;
use crate::workspace::{Inputs, sha256};

/// Maximum number of fonts: a glyph refers to its font by one byte.
const MAX_FONTS: usize = 256;

/// Maximum size of all fonts together, in bytes.
const MOST_FONT_BYTES: usize = 256 << 20;

/// The theme, and the files that it was read from.
#[derive(Debug, Default)]
pub(super) struct LoadedTheme {
    /// The theme.
    pub(super) theme: Theme,
    /// Where its colours are set.
    pub(super) places: ColorPlaces,
    /// The files that theme and brand name, with their SHA-256.
    pub(super) files: Vec<(String, String)>,
}

/// Reads the files that theme and brand name, and records their hashes.
struct Files<'a> {
    folder: SpecsFolder<'a>,
    read: Vec<(String, String)>,
    /// Bytes of all fonts, which are held in memory.
    font_bytes: usize,
}

impl Files<'_> {
    /// The bytes of a file, or a sentence on why it cannot be read.
    fn bytes(&mut self, name: &str, read: std::io::Result<Vec<u8>>) -> Result<Vec<u8>, Reason> {
        let bytes = read.map_err(|error| format!("`{name}` cannot be read: {}", Reason::from(error)))?;
        self.record(workspace::shown(&self.folder.path().join(name)), &bytes);
        Ok(bytes)
    }

    fn record(&mut self, name: String, bytes: &[u8]) {
        if self.read.iter().all(|(known, _)| *known != name) {
            self.read.push((name, sha256(bytes)));
        }
    }
}

/// Reads theme and brand.
pub(super) fn read(folder: SpecsFolder<'_>, inputs: &Inputs, sink: &Diagnostics) -> LoadedTheme {
    let mut files = Files { folder, read: Vec::new(), font_bytes: 0 };
    let file = inputs.theme.as_ref();
    let theme_tree = file.and_then(|source| yaml::tree(source, sink));
    let named = theme_tree.as_ref().map_or(BrandPlace::Usual, ThemeSpec::brand);
    let source = match &named {
        BrandPlace::None => None,
        BrandPlace::Usual => inputs.brand.clone(),
        BrandPlace::File(name) => find_brand(name, &mut files, sink),
    };
    let brand = source.as_ref().and_then(|source| {
        let tree = yaml::tree(source, sink)?;
        Some(in_line_order(sink, |found| Brand::read(&tree, &folder_of(&named), found)))
    });
    let spec = match &theme_tree {
        Some(tree) => in_line_order(sink, |found| ThemeSpec::read(tree, brand.as_ref(), found)),
        None => {
            let mut spec = ThemeSpec::default();
            if let Some(brand) = &brand {
                spec.apply_brand(brand, crate::theme::palette::Look::Neutral);
            }
            spec
        }
    };
    let places = ColorPlaces {
        files: file.into_iter().chain(&source).cloned().map(Span::file).collect(),
        keys: spec.places.clone(),
    };
    LoadedTheme { theme: theme(spec, &mut files, sink), places, files: files.read }
}

/// Runs a reader of one file, and passes its diagnostics on in the order of the lines.
fn in_line_order<T>(sink: &Diagnostics, read: impl FnOnce(&Diagnostics) -> T) -> T {
    let found = Diagnostics::new();
    let value = read(&found);
    let mut found = found.into_vec();
    found.sort_by_key(|one| one.span.start);
    sink.extend(found);
    value
}

fn find_brand(name: &Spanned<String>, files: &mut Files<'_>, sink: &Diagnostics) -> Option<Arc<Source>> {
    match files.folder.named_text(&name.value, sink) {
        Ok(source) => {
            let source = source?;
            files.record(source.name.clone(), source.text.as_bytes());
            Some(source)
        }
        Err(error) => {
            let reason = Reason::from(error);
            let message = format!("the brand `{}` cannot be read: {reason}", name.value);
            sink.push(
                Diagnostic::error(Code::UnreadableBrand, name.span.clone(), message)
                    .hint("name a file in the specs folder, or write `brand: none`"),
            );
            None
        }
    }
}

/// The folder of a brand file, relative to the specs folder.
fn folder_of(named: &BrandPlace) -> String {
    match named {
        BrandPlace::File(name) => name.value.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
        _ => String::new(),
    }
}

fn theme(spec: ThemeSpec, files: &mut Files<'_>, sink: &Diagnostics) -> Theme {
    let mut fonts = FontFiles::default();
    let mut family = |fonts: &[BrandFont]| -> Vec<(BrandFont, Vec<u8>)> {
        fonts.iter().filter_map(|one| Some((one.clone(), font(&one.path, files, sink)?))).collect()
    };
    let (base, headings) = (family(&spec.brand_fonts.base), family(&spec.brand_fonts.headings));
    let names_titles = spec.fonts[Style::Bold as usize].is_some() || !base.is_empty() || !headings.is_empty();
    if spec.design == Design::Editorial && !names_titles {
        fonts.set_serif_titles();
    }
    let heading_weight = spec.brand_fonts.weight.unwrap_or(700);
    for (slot, style) in Style::ALL.into_iter().enumerate() {
        // Titles and headings are bold, and may have their own family.
        let (family, weight) = match style {
            Style::Regular | Style::Italic => (&base, 400),
            Style::Semibold => (&base, 600),
            Style::Bold if headings.is_empty() => (&base, heading_weight),
            Style::Bold => (&headings, heading_weight),
        };
        if let Some(bytes) = nearest(family, weight, style == Style::Italic) {
            fonts.files[slot] = bytes.into();
        }
        if let Some(bytes) = spec.fonts[slot].as_ref().and_then(|name| font(name, files, sink)) {
            fonts.files[slot] = bytes.into();
        }
    }
    let most = MAX_FONTS - fonts.files.len();
    if let Some(first) = spec.fallback.get(most) {
        let message =
            format!("{} fallback fonts are too many: at most {most} are possible", spec.fallback.len());
        sink.push(
            Diagnostic::error(Code::UnusableFont, first.span.clone(), message)
                .hint("keep those whose characters the texts need, in order of preference"),
        );
    }
    for name in spec.fallback.iter().take(most) {
        fonts.files.extend(font(name, files, sink).map(Into::into));
    }
    let logo = spec.logo.as_ref().and_then(|name| logo(name, files, sink));
    let slides = SlideStyle {
        template: spec.slides.template.as_ref().and_then(|name| template(name, files, sink)),
        layouts: spec.slides.layouts,
        colors: spec.slides.colors,
    };
    Theme {
        roles: spec.roles,
        design: spec.design,
        page: spec.page,
        charts: spec.charts,
        fonts,
        logo,
        slides,
    }
}

/// The font file of a family that is nearest to a weight. The slant counts first: an upright font stands in for an
/// italic one, or the reverse, only where the family has no other.
fn nearest(family: &[(BrandFont, Vec<u8>)], weight: u16, italic: bool) -> Option<Vec<u8>> {
    let distance = |(file, bytes): &(BrandFont, Vec<u8>)| {
        let face = Face::new(bytes).ok()?;
        let is_italic = file.italic.unwrap_or(face.is_italic());
        let own_weight = file.weight.unwrap_or(face.weight());
        Some((is_italic != italic, own_weight.abs_diff(weight)))
    };
    let found = family.iter().filter_map(|file| Some((distance(file)?, file)));
    found.min_by_key(|(distance, _)| *distance).map(|(_, (_, bytes))| bytes.clone())
}

/// Reads a font, and checks that it can be shaped and embedded.
fn font(name: &Spanned<String>, files: &mut Files<'_>, sink: &Diagnostics) -> Option<Vec<u8>> {
    let bytes = files.bytes(&name.value, files.folder.font(&name.value)).and_then(|bytes| {
        match Face::new(&bytes).err() {
            None => Ok(bytes),
            Some(error) => Err(format!("`{}` {error}", name.value).into()),
        }
    });
    let bytes = bytes.and_then(|bytes| {
        files.font_bytes += bytes.len();
        let most = MOST_FONT_BYTES >> 20;
        match files.font_bytes > MOST_FONT_BYTES {
            false => Ok(bytes),
            true => Err(format!("with `{}` the fonts have more than {most} MiB", name.value).into()),
        }
    });
    bytes
        .map_err(|message| {
            sink.push(
                Diagnostic::error(Code::UnusableFont, name.span.clone(), message).hint(
                    "name a TrueType file (.ttf) in the specs folder whose licence flags allow embedding",
                ),
            );
        })
        .ok()
}

fn logo(name: &Spanned<String>, files: &mut Files<'_>, sink: &Diagnostics) -> Option<Logo> {
    let read =
        files.bytes(&name.value, files.folder.logo(&name.value)).and_then(|bytes| Logo::from_svg(&bytes));
    read.map_err(|message| {
        sink.push(
            Diagnostic::error(Code::UnusableLogo, name.span.clone(), message)
                .hint("name an SVG file of filled shapes in the specs folder"),
        );
    })
    .ok()
}

/// Reads a template of slides. What it holds is looked at when slides are made.
fn template(name: &Spanned<String>, files: &mut Files<'_>, sink: &Diagnostics) -> Option<SlidesFile> {
    let read = files.bytes(&name.value, files.folder.template(&name.value));
    read.map(|bytes| SlidesFile { name: name.value.clone(), bytes: bytes.into(), place: name.span.clone() })
        .map_err(|message| {
            sink.push(
                Diagnostic::error(Code::UnusableTemplate, name.span.clone(), message)
                    .hint("name a presentation (.pptx or .potx) in the specs folder"),
            );
        })
        .ok()
}
