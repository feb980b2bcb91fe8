//! The key `labels`: what codes of answers, categories and columns are called, for one series or for several under a
//! shared name.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::fields::Fields;
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, values};
use crate::survey::names::folded;

/// Names and codes of a file, each with what it is called.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    /// In the order in which they are written.
    pub pairs: Vec<(Spanned<String>, String)>,
    /// Whether several series share them: not each of them has all names.
    pub is_shared: bool,
    /// Where a name is in the list.
    index: BTreeMap<String, usize>,
}

impl Labels {
    fn new(pairs: Vec<(Spanned<String>, String)>, is_shared: bool) -> Self {
        let mut index = BTreeMap::new();
        for (at, (old, _)) in pairs.iter().enumerate() {
            index.entry(folded(&old.value).into_owned()).or_insert(at);
        }
        Self { pairs, is_shared, index }
    }

    /// What a name of the file is called, and at which place of the list that is said.
    pub fn find(&self, name: &str) -> Option<(usize, &str)> {
        let at = *self.index.get(folded(name).as_ref())?;
        Some((at, &self.pairs[at].1))
    }

    /// The names and codes as they are written, each with what it is called.
    pub(crate) fn codes(&self) -> Vec<(String, String)> {
        self.pairs.iter().map(|(code, label)| (code.value.clone(), label.clone())).collect()
    }

    /// Figures that the author writes have the names that the author wants.
    pub(super) fn beside_values(&self) -> Option<Diagnostic> {
        let (first, _) = self.pairs.first()?;
        let message =
            "`labels` says what names and codes of a file are called, but the figures stand in `values`";
        Some(
            Diagnostic::error(Code::MisplacedKey, first.span.clone(), message)
                .hint("write the names into `values`, or remove the key"),
        )
    }

    /// A fault for the first name that no row or column has. What is shared is not all in each file.
    pub(crate) fn unmet<'n>(
        &self,
        met: &[bool],
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<Diagnostic> {
        let own = self.pairs.iter().filter(|_| !self.is_shared);
        let ((old, _), _) = own.zip(met).find(|(_, met)| !**met)?;
        let message = format!("there is no category or column `{}`", old.value);
        let names: Vec<&str> = names.into_iter().collect();
        Some(
            Diagnostic::error(Code::UnknownCategory, old.span.clone(), message)
                .hint(suggest(&old.value, names)),
        )
    }
}

/// The labels that a series file shares among its series, by name.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    tables: BTreeMap<String, Labels>,
}

impl Shared {
    /// Reads `labels: {agree: {1: yes, 2: no}}` of a series file.
    pub(crate) fn read(file: &mut Fields<'_>, sink: &Diagnostics) -> Self {
        let pairs = file.map("labels").unwrap_or_default();
        let table = |(key, node): &(Key, Node)| {
            (key.name.clone(), Labels::new(pairs_of(node, &key.name, sink), true))
        };
        Self { tables: pairs.iter().map(table).collect() }
    }

    /// The labels of a series: its own, `labels: {1: yes}`, or shared ones, `labels: agree`; `None` where they are not there.
    pub(crate) fn labels(&self, fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Labels> {
        let Some(node) = fields.node("labels") else { return Some(Labels::default()) };
        if let Value::Map(_) = node.value {
            return Some(Labels::new(pairs_of(node, "labels", sink), false));
        }
        let name = values::text(node, "labels", sink)?;
        if let Some(table) = self.tables.get(&name.value) {
            return Some(table.clone());
        }
        let message = format!("this file shares no labels called `{}`", name.value);
        let hint = match self.tables.is_empty() {
            true => {
                "write `labels: {1: yes, 2: no}` here, or share them by a name under `labels` beside `series`"
                    .to_owned()
            }
            false => suggest(&name.value, self.tables.keys().map(String::as_str)),
        };
        sink.push(Diagnostic::error(Code::UnknownWord, name.span, message).hint(hint));
        None
    }
}

fn pairs_of(node: &Node, name: &str, sink: &Diagnostics) -> Vec<(Spanned<String>, String)> {
    let pairs = values::map(node, name, sink).unwrap_or_default();
    let label = |(key, node): &(Key, Node)| {
        let code = Spanned { value: key.name.clone(), span: key.span.clone() };
        Some((code, values::text(node, &key.name, sink)?.value))
    };
    pairs.iter().filter_map(label).collect()
}
