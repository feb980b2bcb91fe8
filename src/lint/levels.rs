//! The rules with their levels, and the report that applies them.

use super::unknown_rule;
use crate::diagnostic::{Code, Diagnostic, Span, suggest};
use crate::spec::Allowed;
use crate::spec::briefing::BriefingSpec;
pub use crate::spec::briefing::Level;

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub code: Code,
    /// Its level unless the briefing sets another.
    pub level: Level,
}

impl Rule {
    const fn new(code: Code, level: Level) -> Self {
        Self { code, level }
    }
}

/// All rules in alphabetic order.
pub const RULES: [Rule; 31] = [
    Rule::new(Code::AnswersChanged, Level::Warn),
    Rule::new(Code::BaseChanged, Level::Warn),
    Rule::new(Code::BaseMissing, Level::Warn),
    Rule::new(Code::ClaimMismatch, Level::Warn),
    Rule::new(Code::ClaimedCause, Level::Warn),
    Rule::new(Code::ColourVision, Level::Warn),
    Rule::new(Code::Contrast, Level::Warn),
    Rule::new(Code::DifferenceInTitle, Level::Warn),
    Rule::new(Code::DontKnowDropped, Level::Warn),
    Rule::new(Code::FilteredBase, Level::Warn),
    Rule::new(Code::MultipleAsWhole, Level::Warn),
    Rule::new(Code::NetAsAnswer, Level::Warn),
    Rule::new(Code::NetNotSum, Level::Warn),
    Rule::new(Code::NotRepresentative, Level::Warn),
    Rule::new(Code::PartsNot100, Level::Warn),
    Rule::new(Code::PhraseMismatch, Level::Error),
    Rule::new(Code::RowsDiffer, Level::Warn),
    Rule::new(Code::ScaleDirection, Level::Warn),
    Rule::new(Code::ScaleOrder, Level::Warn),
    Rule::new(Code::SmallBase, Level::Warn),
    Rule::new(Code::TooManyParts, Level::Warn),
    Rule::new(Code::TruncatedAxis, Level::Warn),
    Rule::new(Code::TwoBases, Level::Warn),
    Rule::new(Code::TypedNumber, Level::Warn),
    Rule::new(Code::UnevenWaves, Level::Warn),
    Rule::new(Code::UnplacedChart, Level::Warn),
    // Series are often kept for later use, and the wordings of questions are not always published.
    Rule::new(Code::UnusedSeries, Level::Off),
    Rule::new(Code::WeightingMissing, Level::Warn),
    Rule::new(Code::WithinMargin, Level::Warn),
    Rule::new(Code::WordingChanged, Level::Warn),
    Rule::new(Code::WordingMissing, Level::Off),
];

/// The findings so far.
#[derive(Debug)]
pub(super) struct Report {
    levels: Vec<Level>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// An empty report with the levels of a briefing.
    pub(super) fn new(briefing: Option<&BriefingSpec>) -> Self {
        let mut report =
            Self { levels: RULES.iter().map(|rule| rule.level).collect(), diagnostics: Vec::new() };
        for (rule, level) in briefing.map_or(&[][..], |briefing| &briefing.checks) {
            let known = RULES.iter().position(|known| known.code.name() == rule.value);
            let meant = Level::WORDS.iter().find(|(word, ..)| *word == level.value);
            match (known, meant) {
                (Some(at), Some((_, level, _))) => report.levels[at] = *level,
                (None, _) => report.diagnostics.push(unknown_rule(&rule.value, &rule.span)),
                (_, None) => report.diagnostics.push(
                    Diagnostic::error(
                        Code::UnknownWord,
                        level.span.clone(),
                        format!("`{}` is not a level", level.value),
                    )
                    .hint(suggest(&level.value, Level::WORDS.map(|(word, ..)| word))),
                ),
            }
        }
        report
    }

    /// An exception must name a known rule and give a reason for later readers of the spec.
    pub(super) fn check_allowed(&mut self, allowed: &Allowed) {
        for (rule, reason) in allowed {
            if !RULES.iter().any(|known| known.code.name() == rule.value) {
                self.diagnostics.push(unknown_rule(&rule.value, &rule.span));
            } else if reason.value.trim().is_empty() {
                self.diagnostics.push(
                    Diagnostic::error(Code::MissingKey, reason.span.clone(), "an exception needs a reason")
                        .hint(format!("write `allow: {{{}: why it is right here}}`", rule.value)),
                );
            }
        }
    }

    /// Adds a finding unless its rule is off or allowed here.
    pub(super) fn add(
        &mut self,
        rule: Code,
        allowed: &Allowed,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Option<&mut Diagnostic> {
        let at = RULES.iter().position(|known| known.code == rule)?;
        if self.levels[at] == Level::Off || allowed.iter().any(|(allowed, _)| allowed.value == rule.name()) {
            return None;
        }
        let finding = match self.levels[at] {
            Level::Error => Diagnostic::error(rule, span, message),
            _ => Diagnostic::warning(rule, span, message),
        };
        self.diagnostics.push(finding.as_check().hint(hint));
        self.diagnostics.last_mut()
    }

    /// Whether one of these rules has found something in this part of a file.
    pub(super) fn has_at(&self, rules: &[Code], span: &Span) -> bool {
        // Findings on a text are the latest; a text with more of them than this needs no tidy list.
        const LATEST: usize = 500;
        self.diagnostics
            .iter()
            .rev()
            .take(LATEST)
            .take_while(|found| found.span.source.name == span.source.name)
            .any(|found| {
                rules.contains(&found.code) && found.span.start < span.end && span.start < found.span.end
            })
    }

    /// Whether a rule is checked at all.
    pub(super) fn checks(&self, rule: Code) -> bool {
        RULES.iter().position(|known| known.code == rule).is_some_and(|at| self.levels[at] != Level::Off)
    }
}
