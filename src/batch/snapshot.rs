//! What a build of a specs folder would publish, without writing a file: its manifest, one picture of each chart, and
//! the diagnostics.

use std::collections::BTreeMap;
use std::path::Path;

use super::ChartInputs;
use super::chart::ChartDrawer;
use super::images::{Prepared, prepare};
use super::manifest;
use super::manifest::Image;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::export::svg::{OutlineCache, svg};
use crate::project::{Project, threads};
use crate::spec::chart::ChartFile;
use crate::story::from_briefing;
use crate::workspace::output::Written;
use crate::workspace::sha256;
use rayon::prelude::*;
use serde_json::{Value, json};

/// What a build would publish.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// `manifest.json` with an SVG of each chart as its only files.
    pub manifest: String,
    /// The SVG of each chart, by the name that the manifest has for it.
    pub pictures: BTreeMap<String, String>,
    /// Errors and warnings, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is uncertain which figures the briefing hides. Then there is no chart.
    pub is_withheld: bool,
}

/// A chart with its entry in the manifest and its picture; `None` where it cannot be drawn.
type Taken = (Option<(Value, String, String)>, Vec<Diagnostic>);

/// Reads a specs folder and draws its charts in memory.
pub fn take(specs: &Path) -> Snapshot {
    threads::run(None, || snapshot(specs))
}

fn snapshot(specs: &Path) -> Snapshot {
    let sink = Diagnostics::new();
    let project = Project::read(specs, &sink);
    let mut taken = Snapshot { diagnostics: sink.into_vec(), ..Snapshot::default() };
    taken.is_withheld = project.is_withheld;
    let fonts = match project.fonts() {
        Ok(fonts) if !project.is_withheld => fonts,
        Ok(_) => return taken,
        Err(error) => {
            taken.diagnostics.push(error);
            return taken;
        }
    };
    let drawer = ChartDrawer::new(&project, &fonts);
    let outlines = OutlineCache::new(&fonts);
    taken.diagnostics.extend(drawer.lint(&[]));
    let draw = |(_, spec): &ChartFile| match spec {
        Some(spec) => chart(&drawer, &outlines, prepare(&drawer, spec), spec),
        None => (None, Vec::new()),
    };
    let drawn: Vec<Taken> = project.charts.par_iter().map(draw).collect();
    let (mut charts, mut failed) = (Vec::new(), Vec::new());
    for ((id, _), (drawn, diagnostics)) in project.charts.iter().zip(drawn) {
        match drawn {
            Some((entry, name, picture)) => {
                charts.push(entry);
                taken.pictures.insert(name, picture);
            }
            None => {
                let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error);
                failed.push(manifest::failed(&project, id, errors));
            }
        }
        taken.diagnostics.extend(diagnostics);
    }
    let sink = Diagnostics::new();
    from_briefing::build(&project, &fonts, Vec::new(), None, &sink);
    taken.diagnostics.extend(sink.into_vec());
    let program = json!({"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")});
    let whole = json!({
        "version": manifest::VERSION,
        "program": program,
        "inputs": [],
        "charts": charts,
        "failed": failed,
        "document": null,
    });
    taken.manifest = whole.to_string();
    taken
}

/// The entry of a chart, and the picture of its first variant.
fn chart(
    drawer: &ChartDrawer<'_>,
    outlines: &OutlineCache<'_>,
    prepared: Prepared,
    spec: &crate::spec::chart::ChartSpec,
) -> Taken {
    let Prepared { chart, mut diagnostics } = prepared;
    let Some((chart, shown, caption)) = chart else { return (None, diagnostics) };
    let variants = drawer.project().variants(spec, false);
    let picture = match variants.first().map(|one| drawer.image(spec, &shown, &caption, one, false)) {
        Some(Ok(scene)) => svg(&scene, outlines),
        Some(Err(error)) => {
            diagnostics.push(error);
            String::new()
        }
        None => String::new(),
    };
    let name = format!("charts/{}.svg", spec.id);
    let file =
        Written { name: name.clone(), bytes: picture.len() as u64, sha256: sha256(picture.as_bytes()) };
    let files: Vec<Image> =
        (!picture.is_empty()).then_some(Image { file, pixels: None, key: None }).into_iter().collect();
    let inputs = ChartInputs { spec, shown, caption, alt: chart.scene.alt };
    (Some((manifest::chart_value(drawer.project(), &inputs, &files), name, picture)), diagnostics)
}
