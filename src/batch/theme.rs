//! The look of a run: a theme file over a brand over the built-in look, with the fonts and the logo that they name.

use std::path::Path;
use std::sync::Arc;

use super::project::node;
use crate::diagnostic::{Diagnostic, Place, Source};
use crate::spec::Located;
use crate::spec::brand::{self, Brand, BrandFont};
use crate::spec::theme_file::{BrandPlace, ThemeSpec};
use crate::theme::Theme;
use crate::theme::fonts::{Face, FontFiles, Style};
use crate::theme::logo::Logo;
use crate::workspace::{self, Beside};

/// The look of a run, and the files that it was taken from.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// The look.
    pub(super) theme: Theme,
    /// The theme file and the brand file, as far as they are there.
    pub(super) places: Vec<Place>,
    /// The brand file.
    pub(super) brand: Option<Arc<Source>>,
}

/// Reads theme and brand.
pub(super) fn read(
    folder: &Path,
    file: Option<&Arc<Source>>,
    beside: &Beside<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Look {
    let written = file.and_then(|source| node(source, faults));
    let named = written.as_ref().map_or(BrandPlace::Usual, ThemeSpec::brand);
    let source = find_brand(folder, &named, faults);
    let brand = source.as_ref().and_then(|source| {
        let tree = node(source, faults)?;
        Some(in_order(faults, |own| Brand::read(&tree, &folder_of(&named), own)))
    });
    let spec = match &written {
        Some(tree) => in_order(faults, |own| ThemeSpec::read(tree, brand.as_ref(), own)),
        None => {
            let mut spec = ThemeSpec::default();
            if let Some(brand) = &brand {
                brand.lay_over(&mut spec, crate::theme::palette::Look::Neutral);
            }
            spec
        }
    };
    let places = file.into_iter().chain(&source).cloned().map(Place::file).collect();
    Look { theme: theme(spec, beside, faults), places, brand: source }
}

/// What a reader gives, with its faults as their author meets them.
fn in_order<T>(faults: &mut Vec<Diagnostic>, read: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> T {
    let mut own = Vec::new();
    let value = read(&mut own);
    own.sort_by_key(|fault| fault.place.start);
    faults.append(&mut own);
    value
}

fn find_brand(folder: &Path, named: &BrandPlace, faults: &mut Vec<Diagnostic>) -> Option<Arc<Source>> {
    match named {
        BrandPlace::None => None,
        BrandPlace::Usual => {
            brand::FILES.iter().find_map(|name| workspace::read_if_there(&folder.join(name), faults))
        }
        BrandPlace::File(name) => {
            let found = workspace::inside(folder, &name.value).and_then(|path| {
                workspace::read_if_there(&path, faults).ok_or_else(|| "there is no such file".to_owned())
            });
            let message = |reason| format!("the brand `{}` cannot be read: {reason}", name.value);
            found
                .map_err(|reason| {
                    faults.push(
                        Diagnostic::error("unreadable-brand", name.place.clone(), message(reason))
                            .hint("name a file in the specs folder, or write `brand: none`"),
                    );
                })
                .ok()
        }
    }
}

/// The folder of a brand, seen from the specs folder.
fn folder_of(named: &BrandPlace) -> String {
    match named {
        BrandPlace::File(name) => name.value.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
        _ => String::new(),
    }
}

fn theme(spec: ThemeSpec, beside: &Beside<'_>, faults: &mut Vec<Diagnostic>) -> Theme {
    let mut fonts = FontFiles::default();
    let brand = |files: &[BrandFont], faults: &mut Vec<Diagnostic>| -> Vec<(BrandFont, Arc<[u8]>)> {
        files.iter().filter_map(|file| Some((file.clone(), font(&file.path, beside, faults)?))).collect()
    };
    let base = brand(&spec.brand_fonts.base, faults);
    let headings = brand(&spec.brand_fonts.headings, faults);
    let heading_weight = spec.brand_fonts.weight.unwrap_or(700);
    for (slot, style) in Style::ALL.into_iter().enumerate() {
        // Titles and headings are bold; they may have a family of their own.
        let (family, weight) = match style {
            Style::Regular | Style::Italic => (&base, 400),
            Style::Semibold => (&base, 600),
            Style::Bold if headings.is_empty() => (&base, heading_weight),
            Style::Bold => (&headings, heading_weight),
        };
        if let Some(bytes) = nearest(family, weight, style == Style::Italic) {
            fonts.files[slot] = bytes.to_vec().into();
        }
        if let Some(bytes) = spec.fonts[slot].as_ref().and_then(|name| font(name, beside, faults)) {
            fonts.files[slot] = bytes.to_vec().into();
        }
    }
    for name in &spec.fallback {
        fonts.files.extend(font(name, beside, faults).map(|bytes| bytes.to_vec().into()));
    }
    let logo = spec.logo.as_ref().and_then(|name| logo(name, beside, faults));
    Theme { roles: spec.roles, page: spec.page, charts: spec.charts, fonts, logo }
}

/// The file of a family that comes nearest to a weight; upright ones only where no italic is wanted, and the other way
/// round where there is one.
fn nearest(family: &[(BrandFont, Arc<[u8]>)], weight: u16, italic: bool) -> Option<Arc<[u8]>> {
    let distance = |(file, bytes): &(BrandFont, Arc<[u8]>)| {
        let face = Face::new(bytes).ok()?;
        let slanted = file.italic.unwrap_or(face.is_italic());
        let own = file.weight.unwrap_or(face.weight());
        Some((slanted != italic, own.abs_diff(weight)))
    };
    let found = family.iter().filter_map(|file| Some((distance(file)?, file)));
    found.min_by_key(|(distance, _)| *distance).map(|(_, (_, bytes))| bytes.clone())
}

/// The bytes of a font that can be set and embedded.
fn font(name: &Located<String>, beside: &Beside<'_>, faults: &mut Vec<Diagnostic>) -> Option<Arc<[u8]>> {
    let bytes = beside
        .bytes(&name.value)
        .map_err(|reason| format!("`{}` cannot be read: {reason}", name.value))
        .and_then(|bytes| match Face::new(&bytes).err() {
            None => Ok(bytes),
            Some(fault) => Err(format!("`{}` {fault}", name.value)),
        });
    bytes
        .map_err(|message| {
            faults.push(
                Diagnostic::error("unusable-font", name.place.clone(), message)
                    .hint("name a TrueType file (.ttf) in the specs folder that may be embedded"),
            );
        })
        .ok()
}

fn logo(name: &Located<String>, beside: &Beside<'_>, faults: &mut Vec<Diagnostic>) -> Option<Logo> {
    let read = beside
        .bytes(&name.value)
        .map_err(|reason| format!("`{}` cannot be read: {reason}", name.value))
        .and_then(|bytes| Logo::from_svg(&bytes));
    read.map_err(|message| {
        faults.push(
            Diagnostic::error("unusable-logo", name.place.clone(), message)
                .hint("name an SVG file of filled shapes in the specs folder"),
        );
    })
    .ok()
}
