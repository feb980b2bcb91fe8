//! Short names of long answers: `short: {The town has raised its budget: raised}`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::fields::Fields;
use crate::survey::names::same;
use crate::survey::series::Series;

/// Reads the short names of a series. Each must belong to a category, net or column, and none may be what another
/// is called: two marks of one name could not be told apart.
pub(super) fn read(fields: &mut Fields<'_>, series: &Series, sink: &Diagnostics) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, short) in fields.pairs("short") {
        let Some(full) = names(series).find(|full| same(full, &name.value)) else {
            // Where figures have no answers, that is what is reported.
            if !series.categories.is_empty() {
                let message = format!("there is no category, net or column `{}`", name.value);
                let hint = suggest(&name.value, names(series).collect::<Vec<_>>());
                sink.push(Diagnostic::error(Code::UnknownCategory, name.span, message).hint(hint));
            }
            continue;
        };
        if short.value.trim().is_empty() {
            let message = format!("the short name of `{full}` is empty");
            sink.push(
                Diagnostic::error(Code::MissingName, short.span, message)
                    .hint("write it, or remove the line"),
            );
            continue;
        }
        let taken = names(series).any(|other| other != full && same(other, &short.value))
            || found.iter().any(|(other, taken)| other != full && same(taken, &short.value));
        if taken {
            let message = format!("`{}` is the name of another answer already", short.value);
            sink.push(
                Diagnostic::error(Code::RepeatedName, short.span, message).hint("choose a name of its own"),
            );
            continue;
        }
        found.push((full.to_owned(), short.value));
    }
    found
}

/// The names that a chart may print.
fn names(series: &Series) -> impl Iterator<Item = &str> {
    let categories = series.categories.iter().map(|category| category.name.as_str());
    let nets = series.nets.iter().map(|net| net.name.as_str());
    let columns = series.columns.iter().map(String::as_str);
    categories.chain(nets).chain(columns).chain(series.remainder.as_deref())
}
