//! A chart spec over a small survey, laid out and drawn as images of all sizes and for the page.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use make_briefing::batch::chart::ChartDrawer;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::language::Language;
use make_briefing::project::Project;
use make_briefing::spec::chart::ChartSpec;
use make_briefing::spec::variant::Variant;
use make_briefing::theme::Theme;
use make_briefing::theme::fonts::FontSet;

static PROJECT: LazyLock<Project> = LazyLock::new(|| Project {
    briefing: None,
    charts: Vec::new(),
    catalog: Arc::new(make_briefing_fuzz::catalog()),
    theme: Theme::default(),
    color_places: Default::default(),
    language: Language::German,
    language_tag: "de".into(),
    can_make_document: true,
    is_withheld: false,
    params: Default::default(),
    unhidden: Vec::new(),
    is_draft: false,
    created: None,
    folder: "specs".into(),
    inputs: Vec::new(),
});
static FONTS: LazyLock<FontSet<'static>> =
    LazyLock::new(|| FontSet::new(&PROJECT.theme.fonts).expect("sound fonts"));

fuzz_target!(|text: &str| {
    make_briefing_fuzz::let_panics_be_caught();
    let Some(node) = make_briefing_fuzz::node("specs/charts/file.yaml", text) else { return };
    let sink = Diagnostics::new();
    let Some(spec) = ChartSpec::read("file", &node, &sink) else { return };
    let drawer = ChartDrawer::new(&PROJECT, &FONTS);
    let Some(drawn) = drawer.page(&spec, &sink) else { return };
    let mut variants = spec.variants.clone().unwrap_or_default();
    variants.extend(Variant::NAMES.into_iter().filter_map(Variant::named));
    for variant in variants {
        drop(drawer.image(&spec, &drawn.shown, &drawn.caption, &variant, false));
    }
});
