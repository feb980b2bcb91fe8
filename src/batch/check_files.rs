//! A check of finished files by themselves.

use std::path::Path;

use super::Outcome;
use super::chart::ChartDrawer;
use super::images::examine;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pdf::check::{Finding, UNREADABLE, check, standards_of};
use crate::pdf::standards::Standards;
use crate::project::Project;
use crate::spec::chart::ChartFile;
use crate::story::from_briefing;
use crate::workspace;
use rayon::prelude::*;

/// What a check has found.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The standards that the file was held to.
    pub standards: Standards,
    /// The findings as errors.
    pub outcome: Outcome,
}

/// Checks a specs folder as a build would, rules of the lint included, and writes nothing.
pub fn check_specs(specs: &Path) -> Outcome {
    let mut outcome = Outcome::default();
    let sink = Diagnostics::new();
    let project = Project::read(specs, &sink);
    outcome.diagnostics = sink.into_vec();
    if project.is_withheld {
        outcome.failed = project.charts.into_iter().map(|(id, _)| id).collect();
        return outcome;
    }
    let fonts = match project.fonts() {
        Ok(fonts) => fonts,
        Err(fault) => {
            outcome.diagnostics.push(fault);
            return outcome;
        }
    };
    let drawer = ChartDrawer::new(&project, &fonts);
    outcome.diagnostics.extend(drawer.lint(&[]));
    let lay_out =
        |(_, spec): &ChartFile| spec.as_ref().map(|spec| examine(&drawer, spec)).unwrap_or_default();
    let laid: Vec<_> = project.charts.par_iter().map(lay_out).collect();
    for ((id, _), (sound, faults)) in project.charts.iter().zip(laid) {
        outcome.diagnostics.extend(faults);
        if sound { outcome.charts += 1 } else { outcome.failed.push(id.clone()) }
    }
    // The texts of the sections, without their charts.
    let sink = Diagnostics::new();
    from_briefing::build(&project, &fonts, Vec::new(), None, &sink);
    outcome.diagnostics.extend(sink.into_vec());
    outcome
}

/// Checks a PDF against these standards, or against PDF/UA-1 and the part of PDF/A that the file says it follows.
pub fn check_pdf(path: &Path, standards: Option<Standards>) -> Checked {
    let mut outcome = Outcome::default();
    let bytes = match workspace::read_pdf(path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            outcome.diagnostics.push(fault);
            return Checked { standards: standards.unwrap_or_default(), outcome };
        }
    };
    let standards = standards.unwrap_or_else(|| standards_of(&bytes));
    let name = workspace::shown(path);
    outcome
        .diagnostics
        .extend(check(&bytes, standards).into_iter().map(|finding| diagnostic(finding, &name)));
    Checked { standards, outcome }
}

/// A finding as an error: a failed check, or an unreadable file.
pub(crate) fn diagnostic(finding: Finding, file: &str) -> Diagnostic {
    let place = finding.page.map_or_else(|| file.to_owned(), |page| format!("{file}, page {page}"));
    let fault = Diagnostic::output(Code::Condition(finding.condition), place, finding.message);
    if finding.condition == UNREADABLE { fault } else { fault.as_check() }
}
