//! What browsers can ask for: the pieces of the page as it is, and a message that names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Editor;
use super::absolute;
use crate::render::{Problem, harmless};
use make_briefing::batch::preview::{Page, Refreshed, Source, name};
use make_briefing::diagnostic::{Diagnostic, Severity};
use make_briefing::spec::params::Setting;
use serde_json::{Value, json};
use tokio::sync::watch;

/// Problems beyond this number are counted.
const MOST_PROBLEMS: usize = 200;

/// What browsers can ask for.
#[derive(Debug)]
pub(super) struct Board {
    /// The folder of specs.
    pub(super) specs: PathBuf,
    /// Values of its parameters.
    pub(super) set: Vec<Setting>,
    shown: Mutex<Shown>,
    /// The number of the message, which changes with it.
    number: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Shown {
    message: String,
    pieces: BTreeMap<String, Arc<str>>,
    /// The pieces of the message before: a browser may still be asking for them.
    before: BTreeMap<String, Arc<str>>,
    fonts: Arc<Vec<Vec<u8>>>,
    charts: Vec<Source>,
}

impl Board {
    /// An empty board.
    pub(super) fn new(specs: &Path, set: &[Setting]) -> Self {
        Self {
            specs: specs.to_owned(),
            set: set.to_owned(),
            shown: Mutex::default(),
            number: watch::Sender::new(0),
        }
    }

    /// A page that can be shown, if there is any, what was found, and what `check` says about it.
    pub(super) fn show(
        &self,
        page: Option<&Page>,
        found: &Refreshed,
        diagnostics: &[Diagnostic],
        (millis, editor): (u128, Editor),
    ) {
        let mut pieces = BTreeMap::new();
        let mut named = |text: &str| {
            let name = name(text);
            pieces.entry(name.clone()).or_insert_with(|| Arc::from(text));
            name
        };
        let page_value = page.map(|page| {
            let sections: Vec<Value> = page
                .pieces
                .sections
                .iter()
                .map(|part| {
                    let blocks = part.blocks.iter().filter(|block| !block.is_empty());
                    json!({"anchor": part.anchor, "blocks": blocks.map(|block| named(block)).collect::<Vec<_>>()})
                })
                .collect();
            json!({
                "title": page.title,
                "language": page.language,
                "style": named(&page.style),
                "cover": named(&page.pieces.cover),
                "contents": named(&page.pieces.contents),
                "sections": sections,
                "charts": page.charts.iter().map(|chart| source(chart, editor)).collect::<Vec<_>>(),
            })
        });
        let problem =
            |one| Problem::of(one).to_json(|file, line, column| editor.link(&absolute(file), line, column));
        // Errors first: warnings must not crowd them out.
        let mut ranked: Vec<_> = diagnostics.iter().collect();
        ranked.sort_by_key(|one| std::cmp::Reverse(one.severity));
        let count = |severity| ranked.iter().filter(|one| one.severity == severity).count();
        let message = json!({
            "page": page_value,
            "kept": found.is_kept,
            "millis": u64::try_from(millis).unwrap_or(u64::MAX),
            "drawn": found.drawn,
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "problems": ranked.iter().take(MOST_PROBLEMS).map(|one| problem(one)).collect::<Vec<_>>(),
        });
        let mut shown = self.lock();
        shown.before = std::mem::replace(&mut shown.pieces, pieces);
        shown.message = harmless::json(&message.to_string());
        if let Some(page) = page {
            shown.fonts = page.fonts.clone();
            shown.charts.clone_from(&page.charts);
        }
        drop(shown);
        self.number.send_modify(|number| *number += 1);
    }

    /// Follows the number of the message.
    pub(super) fn follow(&self) -> watch::Receiver<u64> {
        self.number.subscribe()
    }

    /// The message on the page as it is; empty before the first.
    pub(super) fn message(&self) -> String {
        self.lock().message.clone()
    }

    /// Whether there is anything to show.
    pub(super) fn has_message(&self) -> bool {
        !self.lock().message.is_empty()
    }

    /// A piece by its name.
    pub(super) fn piece(&self, name: &str) -> Option<Arc<str>> {
        let shown = self.lock();
        shown.pieces.get(name).or_else(|| shown.before.get(name)).cloned()
    }

    /// A font by its number.
    pub(super) fn font(&self, number: usize) -> Option<Vec<u8>> {
        self.lock().fonts.get(number).cloned()
    }

    /// The spec of a chart.
    pub(super) fn spec(&self, id: &str) -> Option<String> {
        self.lock().charts.iter().find(|chart| chart.id == id).map(|chart| chart.text.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        // Nothing is left half done by a thread that panics with the lock.
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn source(chart: &Source, editor: Editor) -> Value {
    json!({
        "id": chart.id,
        "file": chart.file,
        "open": editor.link(&absolute(&chart.file), 1, 1),
        "variants": chart.variants,
        "old": chart.is_old,
        "state": name(&chart.text),
    })
}
