//! From files to everything that a run needs: specs, series, theme, each fault noted.

pub mod inventory;
mod theme;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source, Span, suggest};
use crate::language::Language;
use crate::spec::briefing::BriefingSpec;
use crate::spec::chart::{ChartFile, ChartSpec};
use crate::spec::variant::Variant;
use crate::spec::{Spanned, date, yaml};
use crate::survey::Catalog;
use crate::theme::Theme;
use crate::theme::fonts::FontSet;
use crate::workspace;
use crate::workspace::hashing_reader::DataFiles;
use crate::workspace::{Inputs, sha256};
use rayon::prelude::*;

use crate::import::series_file;

/// A specs folder, read and checked as far as that is possible without drawing.
#[derive(Debug)]
pub struct Project {
    /// The briefing file.
    pub briefing: Option<BriefingSpec>,
    /// The charts by id in name order.
    pub charts: Vec<ChartFile>,
    /// The series.
    pub catalog: Arc<Catalog>,
    /// The look.
    pub theme: Theme,
    /// The theme file and the brand file, as far as they are there.
    pub theme_places: Vec<Span>,
    /// The language of all texts.
    pub language: Language,
    /// Its tag as written.
    pub language_tag: String,
    /// Whether the document can be made: its language, its title and its fonts are those that were asked for. Another
    /// language would be read aloud in the wrong voice.
    pub is_tellable: bool,
    /// Whether nothing may be published: it is not known which figures the briefing hides.
    pub is_withheld: bool,
    /// The date of issue in seconds since 1970.
    pub created: Option<i64>,
    /// The specs folder as it was named.
    pub folder: String,
    /// The files that were read, with their SHA-256.
    pub inputs: Vec<(String, String)>,
}

impl Project {
    /// The theme's fonts, parsed.
    ///
    /// # Errors
    /// The first font that cannot be used.
    pub fn fonts(&self) -> Result<FontSet<'_>, Diagnostic> {
        FontSet::new(&self.theme.fonts).map_err(|(index, fault)| {
            Diagnostic::output(Code::UnusableFont, format!("font {index}"), fault.to_string())
                .hint("name another font under `fonts` in theme.yaml")
        })
    }

    /// Reads a specs folder.
    pub fn read(folder: &Path, sink: &Diagnostics) -> Self {
        let inputs = workspace::read_specs(folder, sink);
        Self::of(folder, &inputs, sink)
    }

    /// Reads what the specs of a folder say, and the files that they name.
    pub(super) fn of(folder: &Path, inputs: &Inputs, sink: &Diagnostics) -> Self {
        let beside = DataFiles::new(folder);
        let mut catalog = read_series(inputs, &beside, sink);
        let charts = read_charts(inputs, sink);
        let own = Diagnostics::new();
        let briefing =
            inputs.briefing.as_ref().and_then(|source| BriefingSpec::read(&yaml::tree(source, &own)?, &own));
        sink.extend(in_line_order(own));
        let before = sink.len();
        let look = theme::read(folder, inputs, sink);
        let has_fonts = !sink.any_since(before, |one| one.code == Code::UnusableFont);
        let language_tag = briefing.as_ref().and_then(|spec| spec.language.clone());
        let known = language(language_tag.as_ref(), sink);
        let is_titled = briefing.as_ref().is_some_and(|spec| !spec.title.value.is_empty());
        let is_described = inputs.briefing.is_none() || (is_titled && known.is_some());
        let is_clear = inputs.briefing.is_none() || briefing.as_ref().is_some_and(|spec| spec.is_clear);
        let is_withheld = inputs.lost_briefing || !is_clear;
        if is_withheld {
            sink.push(withheld(folder, inputs));
        }
        let language = known.unwrap_or_default();
        let created =
            briefing.as_ref().and_then(|spec| spec.date.as_ref()).and_then(|date| date::day(date, sink));
        if let Some(briefing) = &briefing {
            check_placing(briefing, &charts, sink);
            if let Some(least) = briefing.min_base.filter(|least| least.hide) {
                catalog.hide_below(least.n, sink);
            }
        }
        Self {
            briefing,
            charts,
            catalog: Arc::new(catalog),
            theme: look.theme,
            theme_places: look.places,
            language,
            language_tag: language_tag.map_or_else(|| "de".into(), |tag| tag.value),
            is_tellable: is_described && has_fonts,
            is_withheld,
            created,
            folder: workspace::shown(folder),
            inputs: inputs
                .sources()
                .map(|source| (source.name.clone(), sha256(source.text.as_bytes())))
                .chain(beside.hashes())
                .chain(look.files)
                .collect(),
        }
    }
}

impl Project {
    /// The images of a chart: its own, the briefing's, or one for a slide.
    pub fn variants(&self, spec: &ChartSpec, plain: bool) -> Vec<Variant> {
        let briefing = self.briefing.as_ref();
        let named = spec.variants.clone().or_else(|| briefing?.variants.clone());
        let named = named.filter(|list| !list.is_empty());
        let mut variants = named.unwrap_or_else(|| Variant::named(Variant::NAMES[0]).into_iter().collect());
        for variant in &mut variants {
            variant.plain |= plain;
        }
        variants
    }

    /// The name of a file from the specs folder on.
    pub fn inside<'a>(&self, name: &'a str) -> &'a str {
        name.strip_prefix(self.folder.as_str()).map_or(name, |rest| rest.trim_start_matches('/'))
    }
}

/// Nothing is built where the file that says what is hidden cannot be read for certain.
fn withheld(folder: &Path, inputs: &Inputs) -> Diagnostic {
    let place = match &inputs.briefing {
        Some(source) => Span::file(source.clone()),
        None => Span::unread(workspace::shown(&folder.join("briefing.yaml"))),
    };
    let message = "nothing was built: it is not certain which figures the briefing hides";
    Diagnostic::error(Code::Withheld, place, message)
        .hint("correct the errors in it, or the names of the files beside it, and build again; what an earlier build wrote is as it was")
}

/// The faults of one file as its author meets them. Readers take keys in an order of their own.
fn in_line_order(own: Diagnostics) -> Vec<Diagnostic> {
    let mut own = own.into_vec();
    own.sort_by_key(|one| one.span.start);
    own
}

fn read_series(inputs: &Inputs, beside: &DataFiles<'_>, sink: &Diagnostics) -> Catalog {
    let mut catalog = Catalog::default();
    if inputs.lost_series {
        catalog.note_lost_file();
    }
    for source in &inputs.series {
        let Some(node) = yaml::tree(source, sink) else {
            catalog.note_lost_file();
            continue;
        };
        series_file::read(&node, &|name| Ok(Box::new(beside.open(name)?)), &mut catalog, sink);
    }
    catalog
}

fn read_charts(inputs: &Inputs, sink: &Diagnostics) -> Vec<ChartFile> {
    let read = |(id, source): &(String, Option<Arc<Source>>)| {
        let own = Diagnostics::new();
        let spec = source
            .as_ref()
            .and_then(|source| yaml::tree(source, &own))
            .and_then(|node| ChartSpec::read(id, &node, &own))
            .map(Box::new);
        (id.clone(), spec, in_line_order(own))
    };
    let read: Vec<_> = inputs.charts.par_iter().map(read).collect();
    let mut charts = Vec::new();
    let mut taken = BTreeSet::new();
    for ((id, spec, own), (_, source)) in read.into_iter().zip(&inputs.charts) {
        sink.extend(own);
        if !taken.insert(id.clone()) {
            let message = format!("the chart id `{id}` is taken by a file with another ending");
            if let Some(source) = source {
                sink.push(
                    Diagnostic::error(Code::RepeatedId, Span::file(source.clone()), message)
                        .hint("keep one of `.yaml` and `.yml`"),
                );
            }
            continue;
        }
        charts.push((id, spec));
    }
    charts
}

/// The language that is named; `None` where none is, or one that is not known.
fn language(tag: Option<&Spanned<String>>, sink: &Diagnostics) -> Option<Language> {
    let tag = tag?;
    let language = Language::from_tag(&tag.value);
    if language.is_none() {
        let message = format!("the language `{}` is not known", tag.value);
        sink.push(Diagnostic::error(Code::UnknownLanguage, tag.span.clone(), message).hint("`de` or `en`"));
    }
    language
}

/// Every chart that the briefing places must exist, and be placed once. The lint reports those that it does not place.
fn check_placing(briefing: &BriefingSpec, charts: &[ChartFile], sink: &Diagnostics) {
    let known: BTreeSet<&str> = charts.iter().map(|(id, _)| id.as_str()).collect();
    let mut placed: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    for chart in briefing.charts() {
        if !known.contains(chart.value.as_str()) {
            let hint = suggest(&chart.value, charts.iter().map(|(id, _)| id.as_str()));
            let message = format!("there is no chart `{}`", chart.value);
            sink.push(Diagnostic::error(Code::UnknownChart, chart.span.clone(), message).hint(hint));
        }
        if let Some(first) = placed.get(chart.value.as_str()) {
            sink.push(
                Diagnostic::error(
                    Code::RepeatedChart,
                    chart.span.clone(),
                    format!("`{}` stands here twice", chart.value),
                )
                .hint("show it once, and refer to it in the text")
                .related(first.span.clone(), "the first time"),
            );
        }
        placed.entry(&chart.value).or_insert(chart);
    }
}
