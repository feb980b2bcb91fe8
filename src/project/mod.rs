//! Reads a specs folder into everything that a build needs: specs, series and theme. Reports all errors.

pub mod inventory;
mod repeats;
mod selection;
mod theme;
pub(crate) mod threads;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source, Span, suggest};
use crate::language::Language;
use crate::spec::briefing::BriefingSpec;
use crate::spec::chart::{ChartFile, ChartSpec};
use crate::spec::min_base::MinBase;
use crate::spec::params::{Declared, Params, Setting};
use crate::spec::theme_file::ColorPlaces;
use crate::spec::variant::Variant;
use crate::spec::{Spanned, date, named_series, yaml};
use crate::survey::least::Least;
use crate::survey::linked::{Measured, Withheld};
use crate::survey::{Catalog, Spoken};
use crate::theme::Theme;
use crate::theme::fonts::FontSet;
use crate::workspace;
use crate::workspace::hashing_reader::{DataFiles, KnownHashes};
use crate::workspace::snapshot::Snapshot;
use crate::workspace::specs_folder::SpecsFolder;
use crate::workspace::{Inputs, sha256};
use rayon::prelude::*;
use repeats::{Copy, Repeats};
use selection::Selection;

use crate::import::series_file::AmongReports;
use crate::import::workbook::Books;
use crate::import::{Beside, Content, series_file};

/// What reports of the same folder share while they are read.
#[derive(Debug, Default)]
pub struct Shared {
    series: AmongReports,
    hashes: KnownHashes,
    /// What a database server has, for all reports.
    snapshot: Arc<Snapshot>,
}

/// What a report is made with, beside its specs.
#[derive(Debug, Clone, Copy, Default)]
pub struct With<'a> {
    /// The values of parameters.
    pub settings: &'a [Setting],
    /// What it hides since other reports would reveal it.
    pub withheld: Option<&'a Withheld>,
    /// What it shares with other reports.
    pub shared: Option<&'a Shared>,
    /// Whether it is built for publication, even if its briefing is a draft.
    pub is_release: bool,
}

/// A specs folder, read and checked as far as possible without drawing.
#[derive(Debug)]
pub struct Project {
    /// The briefing spec.
    pub briefing: Option<BriefingSpec>,
    /// Chart ids in name order, with their specs.
    pub charts: Vec<ChartFile>,
    /// The series.
    pub catalog: Arc<Catalog>,
    /// The look.
    pub theme: Theme,
    /// Where the colours of the theme are set.
    pub color_places: ColorPlaces,
    /// The language of all texts.
    pub language: Language,
    /// The language tag as written.
    pub language_tag: String,
    /// Whether the document can be made: it needs a title, a known language and usable fonts. With a wrong
    /// language a screen reader would read it aloud in the wrong voice.
    pub can_make_document: bool,
    /// Whether nothing may be built, because it is not certain which figures the briefing hides, or which value a
    /// parameter has.
    pub is_withheld: bool,
    /// The parameters with their values.
    pub params: Params,
    /// The series before anything was hidden, where something is to be.
    pub unhidden: Vec<Measured>,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// The date of the briefing in seconds since 1970.
    pub created: Option<i64>,
    /// The path of the specs folder as given.
    pub folder: String,
    /// The files that were read, with their SHA-256.
    pub inputs: Vec<(String, String)>,
}

impl Project {
    /// The theme's fonts, parsed.
    ///
    /// # Errors
    /// A diagnostic for the first font that cannot be used.
    pub fn fonts(&self) -> Result<FontSet<'_>, Diagnostic> {
        FontSet::new(&self.theme.fonts).map_err(|(index, error)| {
            Diagnostic::output(Code::UnusableFont, format!("font {index}"), error.to_string())
                .hint("name another font under `fonts` in theme.yaml")
        })
    }

    /// Reads a specs folder from the disk or from memory, with the defaults of its parameters. Errors go to `sink`; what
    /// could be read is returned.
    pub fn read<'a>(folder: impl Into<SpecsFolder<'a>>, sink: &Diagnostics) -> Self {
        Self::read_with(folder, &[], sink)
    }

    /// Reads a specs folder with these values of its parameters.
    pub fn read_with<'a>(
        folder: impl Into<SpecsFolder<'a>>,
        settings: &[Setting],
        sink: &Diagnostics,
    ) -> Self {
        let folder = folder.into();
        let inputs = folder.read(sink);
        let (project, found) = threads::run(None, || {
            let found = Diagnostics::new();
            (Self::of(folder, &inputs, With { settings, ..With::default() }, &found), found.into_vec())
        });
        sink.extend(found);
        project
    }

    /// Parses the specs of a folder, and reads the files that they name.
    pub(super) fn of(
        folder: SpecsFolder<'_>,
        inputs: &Inputs,
        With { settings, withheld, shared, is_release }: With<'_>,
        sink: &Diagnostics,
    ) -> Self {
        let data_files = DataFiles::sharing(
            folder,
            shared.map(|shared| &shared.hashes),
            shared.map(|shared| shared.snapshot.clone()).unwrap_or_default(),
        );
        let found = Diagnostics::new();
        let tree = inputs.briefing.as_ref().and_then(|source| yaml::tree(source, &found));
        let params = Params::read(tree.as_ref(), settings, &found);
        let of_charts = Diagnostics::new();
        let series = series_trees(inputs, &params);
        let declared = repeats::declared(&series);
        let (mut charts, left_out, repeats) = read_charts(inputs, &params, &declared, &of_charts);
        let mut selection = Selection::of(left_out, repeats);
        let tree = tree.map(|tree| selection.sections(tree, &params, &declared, &found));
        let briefing = tree.and_then(|tree| {
            let mut briefing = BriefingSpec::read(&tree, &found)?;
            selection.apply(&mut briefing, &mut charts);
            Some(briefing)
        });
        let mut catalog = Catalog::default();
        let spoken = briefing.as_ref().and_then(|spec| Language::from_tag(&spec.language.as_ref()?.value));
        let words = spoken.unwrap_or_default().words();
        let spoken = Spoken {
            total: words.everyone.to_owned(),
            mean: words.mean.to_owned(),
            lower: words.lower_end.to_owned(),
            upper: words.upper_end.to_owned(),
            comma: spoken.unwrap_or_default().separators().1 == ',',
        };
        catalog.ask_for(asked(briefing.as_ref(), &charts, &series), spoken);
        let before_all = sink.len();
        if inputs.lost_series {
            catalog.note_lost_file();
        }
        read_series(series, (&data_files, shared), &mut catalog, sink);
        sink.extend(of_charts.into_vec());
        sink.extend(in_line_order(found));
        let is_set =
            !sink.any_since(before_all, |one| [Code::UnknownParam, Code::WrongParam].contains(&one.code));
        let before = sink.len();
        let loaded = theme::read(folder, inputs, sink);
        let has_fonts = !sink.any_since(before, |one| one.code == Code::UnusableFont);
        let language_tag = briefing.as_ref().and_then(|spec| spec.language.clone());
        let known = language(language_tag.as_ref(), sink);
        let is_titled = briefing.as_ref().is_some_and(|spec| !spec.title.value.is_empty());
        let is_described = inputs.briefing.is_none() || (is_titled && known.is_some());
        let is_clear = inputs.briefing.is_none() || briefing.as_ref().is_some_and(|spec| spec.is_clear);
        let is_withheld = inputs.lost_briefing || !is_clear || !is_set;
        if inputs.lost_briefing || !is_clear {
            sink.push(unclear(folder.path(), inputs));
        }
        let language = known.unwrap_or_default();
        let created =
            briefing.as_ref().and_then(|spec| spec.date.as_ref()).and_then(|date| date::day(date, sink));
        let is_draft = !is_release && briefing.as_ref().is_some_and(|spec| spec.is_draft);
        if let Some(embargo) = briefing.as_ref().and_then(|spec| spec.embargo.as_ref()) {
            date::moment(embargo, sink);
        }
        let mut unhidden = Vec::new();
        if let Some(briefing) = &briefing {
            check_placed_charts(briefing, &charts, sink);
            if let Some(least) = briefing.min_base.filter(|least| least.hide) {
                unhidden = catalog.measured(rules(least));
                catalog.hide_among_reports(rules(least), withheld.unwrap_or(&Withheld::new()), sink);
            }
        }
        Self {
            briefing,
            charts,
            catalog: Arc::new(catalog),
            theme: loaded.theme,
            color_places: loaded.places,
            language,
            language_tag: language_tag.map_or_else(|| "de".into(), |tag| tag.value),
            can_make_document: is_described && has_fonts,
            is_withheld,
            params,
            unhidden,
            is_draft,
            created,
            folder: workspace::shown(folder.path()),
            inputs: inputs
                .sources()
                .map(|source| (source.name.clone(), sha256(source.text.as_bytes())))
                .chain(data_files.hashes())
                .chain(loaded.files)
                .collect(),
        }
    }
}

impl Project {
    /// The image variants of a chart: those of its spec, else those of the briefing, else one for a slide.
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

    /// A path relative to the specs folder.
    pub fn inside<'a>(&self, name: &'a str) -> &'a str {
        name.strip_prefix(self.folder.as_str()).map_or(name, |rest| rest.trim_start_matches('/'))
    }
}

/// What `min-base` hides.
fn rules(least: MinBase) -> Least {
    Least { n: least.n, cell: least.cell, report: least.report, part: least.dominance / 100.0 }
}

/// The error that stops a build where briefing.yaml, which says what to hide, cannot be read for certain.
fn unclear(folder: &Path, inputs: &Inputs) -> Diagnostic {
    let span = match &inputs.briefing {
        Some(source) => Span::file(source.clone()),
        None => Span::unread(workspace::shown(&folder.join("briefing.yaml"))),
    };
    let message = "nothing was built: it is not certain which figures the briefing hides";
    Diagnostic::error(Code::Withheld, span, message)
        .hint("correct the errors in briefing.yaml, or the names of the files beside it, and build again; the results of an earlier build are unchanged")
}

/// The diagnostics of one file in the order of its lines. Readers take keys in an order of their own.
fn in_line_order(found: Diagnostics) -> Vec<Diagnostic> {
    let mut found = found.into_vec();
    found.sort_by_key(|one| one.span.start);
    found
}

/// The ids of the series that charts draw, and that texts and other waves name.
fn asked(briefing: Option<&BriefingSpec>, charts: &[ChartFile], series: &[SeriesTree]) -> BTreeSet<String> {
    let specs = || charts.iter().filter_map(|(_, spec)| spec.as_deref());
    let drawn = specs().flat_map(inventory::drawn).map(str::to_owned);
    let texts = specs().map(|spec| &spec.named).chain(briefing.map(|briefing| &briefing.named));
    let waves = series.iter().filter_map(|(tree, _)| tree.as_ref()).flat_map(named_series::as_first_waves);
    drawn.chain(texts.flatten().cloned()).chain(waves).collect()
}

/// The tree of a series file, if it has one, and what was found while it was parsed.
type SeriesTree = (Option<yaml::Node>, Diagnostics);

fn series_trees(inputs: &Inputs, params: &Params) -> Vec<SeriesTree> {
    let tree = |source: &Arc<Source>| {
        let found = Diagnostics::new();
        let tree = yaml::tree(source, &found).map(|node| params.fill(node, &[], &found));
        (tree, found)
    };
    inputs.series.iter().map(tree).collect()
}

fn read_series(
    series: Vec<SeriesTree>,
    (data_files, shared): (&DataFiles<'_>, Option<&Shared>),
    catalog: &mut Catalog,
    sink: &Diagnostics,
) {
    let books = Books::default();
    let open = |name: &str| -> Result<Box<dyn Content>, crate::reason::Reason> {
        Ok(Box::new(data_files.open(name)?))
    };
    for (tree, found) in series {
        sink.extend(found.into_vec());
        let Some(node) = tree else {
            catalog.note_lost_file();
            continue;
        };
        let beside = Beside::new(&open, &books);
        series_file::read_with(&node, (beside, shared.map(|shared| &shared.series)), catalog, sink);
    }
}

/// The charts, the ids of those that their `when` leaves out, and which are there several times.
fn read_charts(
    inputs: &Inputs,
    params: &Params,
    declared: &Declared,
    sink: &Diagnostics,
) -> (Vec<ChartFile>, BTreeSet<String>, Repeats) {
    let read = |(id, source): &(String, Option<Arc<Source>>)| {
        let found = Diagnostics::new();
        let tree = source.as_ref().and_then(|source| yaml::tree(source, &found));
        let chart = |Copy { id, node, params, is_repeated }: Copy| {
            let is_wanted = params.is_wanted(&node, &found);
            let node = Some(node).filter(|_| is_wanted).map(|node| params.fill(node, &[], &found));
            let spec = node.and_then(|node| ChartSpec::read(&id, &node, &found)).map(Box::new);
            (id, spec, is_wanted, is_repeated)
        };
        let charts: Vec<_> = match tree {
            Some(tree) => {
                repeats::copies(id, tree, params, declared, &found).into_iter().map(chart).collect()
            }
            None => vec![(id.clone(), None, true, false)],
        };
        (charts, in_line_order(found))
    };
    let read: Vec<_> = inputs.charts.par_iter().map(read).collect();
    let mut charts = Vec::new();
    let (mut taken, mut left_out, mut repeats) = (BTreeSet::new(), BTreeSet::new(), Repeats::default());
    for ((found, said), (file, source)) in read.into_iter().zip(&inputs.charts) {
        // What is wrong with each copy is said once.
        let mut known: Vec<Diagnostic> = Vec::new();
        for one in said {
            if !known.contains(&one) {
                known.push(one.clone());
                sink.push(one);
            }
        }
        if found.is_empty() {
            // What is wrong with its `for-each` was said.
            repeats.charts.entry(file.clone()).or_default();
        }
        for (id, spec, is_wanted, own) in found {
            if !taken.insert(id.clone()) {
                let message = match own {
                    true => format!("`for-each` makes a chart `{id}`, which another file is called"),
                    false => format!("a file with another extension has the same chart id `{id}`"),
                };
                if let Some(source) = source {
                    let fault = Diagnostic::error(Code::RepeatedId, Span::file(source.clone()), message);
                    sink.push(fault.hint(match own {
                        true => "rename one of the two files",
                        false => "keep one of `.yaml` and `.yml`",
                    }));
                }
                continue;
            }
            if own {
                repeats.charts.entry(file.clone()).or_default().push(id.clone());
            }
            if is_wanted {
                charts.push((id, spec));
            } else {
                left_out.insert(id);
            }
        }
    }
    // A name in front of hyphens is not always in the order of the names of files.
    charts.sort_by(|(one, _), (two, _)| one.cmp(two));
    (charts, left_out, repeats)
}

/// The language of a tag; `None` where there is no tag, or an unknown one.
fn language(tag: Option<&Spanned<String>>, sink: &Diagnostics) -> Option<Language> {
    let tag = tag?;
    let language = Language::from_tag(&tag.value);
    if language.is_none() {
        let message = format!("unknown language `{}`", tag.value);
        let mut known = Language::ALL.map(|language| format!("`{}`", language.tag()));
        known.sort();
        let [others @ .., last] = &known;
        let hint = format!("write one of {} and {last}", others.join(", "));
        sink.push(Diagnostic::error(Code::UnknownLanguage, tag.span.clone(), message).hint(hint));
    }
    language
}

/// Reports charts that the briefing shows twice or that do not exist. The lint reports those that it does not
/// show.
fn check_placed_charts(briefing: &BriefingSpec, charts: &[ChartFile], sink: &Diagnostics) {
    let known: BTreeSet<&str> = charts.iter().map(|(id, _)| id.as_str()).collect();
    let mut placed: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    if let Some(chart) = &briefing.cover_chart
        && !briefing.charts().any(|placed| placed.value == chart.value)
    {
        let shown: Vec<&str> = briefing.charts().map(|chart| chart.value.as_str()).collect();
        let hint = suggest(&chart.value, shown.iter().copied());
        let message = format!("no section shows a chart `{}`, so the cover cannot", chart.value);
        sink.push(Diagnostic::error(Code::UnknownChart, chart.span.clone(), message).hint(hint));
    }
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
                    format!("the briefing shows `{}` twice", chart.value),
                )
                .hint("keep one of the two, and refer to it in the text")
                .related(first.span.clone(), "the first time"),
            );
        }
        placed.entry(&chart.value).or_insert(chart);
    }
}
