//! Collects the findings on the requested standards, up to a limit for each condition.

use std::collections::BTreeMap;

use super::conditions::{Scope, condition};
use super::{Finding, Standards};
use crate::pdf::standards::{Accessible, Archive};

/// How many findings are kept for one condition; further ones are only counted.
const MOST: usize = 20;

/// Collects findings.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) standards: Standards,
    findings: Vec<Finding>,
    counts: BTreeMap<&'static str, usize>,
}

impl Report {
    pub(crate) fn new(standards: Standards) -> Self {
        Self { standards, findings: Vec::new(), counts: BTreeMap::new() }
    }

    /// Records a failed condition, unless it belongs only to a standard that was not requested.
    pub(crate) fn fail(&mut self, id: &'static str, page: Option<usize>, message: impl Into<String>) {
        let Standards { accessible, archive } = self.standards;
        let is_requested = match condition(id).map(|condition| condition.scope) {
            Some(Scope::Ua) => accessible.is_some(),
            Some(Scope::Ua1) => accessible == Some(Accessible::Ua1),
            Some(Scope::Ua2) => accessible == Some(Accessible::Ua2),
            Some(Scope::Archive) => archive.is_some(),
            Some(Scope::Archive2) => matches!(archive, Some(Archive::A2a | Archive::A3a)),
            Some(Scope::Archive4) => archive == Some(Archive::A4f),
            Some(Scope::Both) | None => true,
        };
        if !is_requested {
            return;
        }
        let count = self.counts.entry(id).or_default();
        *count += 1;
        if *count <= MOST {
            self.findings.push(Finding { condition: id, message: message.into(), page });
        }
    }

    /// Appends the findings of another part of the check.
    pub(crate) fn append(&mut self, other: Self) {
        for finding in other.findings {
            let count = self.counts.entry(finding.condition).or_default();
            *count += 1;
            if *count <= MOST {
                self.findings.push(finding);
            }
        }
        for (condition, count) in other.counts.into_iter().filter(|(_, count)| *count > MOST) {
            *self.counts.entry(condition).or_default() += count - MOST;
        }
    }

    /// All findings, then for each condition over the limit how many more there were.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        let more = self.counts.into_iter().filter(|(_, count)| *count > MOST);
        self.findings.extend(more.map(|(condition, count)| Finding {
            condition,
            message: format!("and {} more of this kind", count - MOST),
            page: None,
        }));
        self.findings
    }
}
