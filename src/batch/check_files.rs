//! Checks without building: of a specs folder, or of a finished PDF.

use std::path::Path;

use super::Outcome;
use super::chart::ChartDrawer;
use super::images::examine;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pdf::check::{Finding, UNREADABLE, check, standards_of};
use crate::pdf::standards::Standards;
use crate::project::{Project, threads};
use crate::spec::chart::ChartFile;
use crate::spec::params::Setting;
use crate::story::from_briefing;
use crate::workspace;
use crate::workspace::specs_folder::SpecsFolder;
use rayon::prelude::*;

/// The result of checking a PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The standards that the file was checked against.
    pub standards: Standards,
    /// The findings as diagnostics.
    pub outcome: Outcome,
}

/// Checks a specs folder as a build would, lint rules included, and writes nothing.
pub fn check_specs<'a>(specs: impl Into<SpecsFolder<'a>>) -> Outcome {
    check_specs_with(specs, &[])
}

/// Checks a specs folder with these values of its parameters.
pub fn check_specs_with<'a>(specs: impl Into<SpecsFolder<'a>>, params: &[Setting]) -> Outcome {
    let specs = specs.into();
    threads::run(None, || check_project(specs, params))
}

fn check_project(specs: SpecsFolder<'_>, params: &[Setting]) -> Outcome {
    let mut outcome = Outcome::default();
    let sink = Diagnostics::new();
    let project = Project::read_with(specs, params, &sink);
    outcome.diagnostics = sink.into_vec();
    if project.is_withheld {
        outcome.failed = project.charts.into_iter().map(|(id, _)| id).collect();
        return outcome;
    }
    let fonts = match project.fonts() {
        Ok(fonts) => fonts,
        Err(error) => {
            outcome.diagnostics.push(error);
            return outcome;
        }
    };
    let drawer = ChartDrawer::new(&project, &fonts);
    outcome.diagnostics.extend(drawer.lint(&[]));
    let check_chart =
        |(_, spec): &ChartFile| spec.as_ref().map(|spec| examine(&drawer, spec)).unwrap_or_default();
    let checked: Vec<_> = project.charts.par_iter().map(check_chart).collect();
    for ((id, _), (is_drawable, diagnostics)) in project.charts.iter().zip(checked) {
        outcome.diagnostics.extend(diagnostics);
        if is_drawable { outcome.charts += 1 } else { outcome.failed.push(id.clone()) }
    }
    // The charts were checked above: now the texts of the sections.
    let sink = Diagnostics::new();
    from_briefing::build(&project, &fonts, Vec::new(), None, &sink);
    outcome.diagnostics.extend(sink.into_vec());
    outcome
}

/// Checks a PDF against these standards; without any, against PDF/UA-1 and the PDF/A part that the file declares.
pub fn check_pdf(path: &Path, standards: Option<Standards>) -> Checked {
    let mut outcome = Outcome::default();
    let bytes = match workspace::read_pdf(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            outcome.diagnostics.push(error);
            return Checked { standards: standards.unwrap_or_default(), outcome };
        }
    };
    let standards = standards.unwrap_or_else(|| standards_of(&bytes));
    let name = workspace::shown(path);
    let findings = threads::run(None, || check(&bytes, standards));
    outcome.diagnostics.extend(findings.into_iter().map(|finding| diagnostic(finding, &name)));
    Checked { standards, outcome }
}

/// Turns a finding into a diagnostic: a failed check, or an output error where the file cannot be read.
pub(crate) fn diagnostic(finding: Finding, file: &str) -> Diagnostic {
    let place = finding.page.map_or_else(|| file.to_owned(), |page| format!("{file}, page {page}"));
    let error = Diagnostic::output(Code::Condition(finding.condition), place, finding.message);
    if finding.condition == UNREADABLE { error } else { error.as_check() }
}
