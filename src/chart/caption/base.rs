//! Bases in words, with their sizes.

use crate::chart::data::{ChartData, Column, Row};
use crate::language::{Language, fill, number, voice};
use crate::survey::base::Base;
use crate::survey::hidden::Hidden;

/// A base in words, with the sizes of those columns and items shown that have their own.
pub fn base_of(base: &Base, shown: &ChartData, language: Language) -> String {
    let sizes = sizes(base, shown, &|n| size_text(n, language), &|why| number::hidden(why, language));
    if sizes.is_empty() {
        base_text(base, language)
    } else {
        format!("{} ({})", base.who(), sizes.join(", "))
    }
}

/// The same to be read aloud: a voice would say the letter of `n = 623`.
pub fn base_aloud(base: &Base, shown: &ChartData, language: Language) -> String {
    let count = |n: u32| number::number(f64::from(n), 0, language);
    let sizes = sizes(base, shown, &count, &|why| voice::hidden(why, language));
    let size = match base.n {
        Some(n) if sizes.is_empty() => count(n),
        _ => sizes.join(", "),
    };
    match size.is_empty() {
        true => base.who(),
        false => format!("{}, {}", base.who(), fill(language.voice().size, &[&size])),
    }
}

/// The sizes of the columns and items shown, each after its name.
fn sizes(
    base: &Base,
    shown: &ChartData,
    size: &dyn Fn(u32) -> String,
    hidden: &dyn Fn(Hidden) -> String,
) -> Vec<String> {
    let own = |column: &Column| match (column.n, column.hidden_n) {
        (Some(n), _) => Some(size(n)),
        (None, why) => why.filter(|_| !column.name.is_empty()).map(hidden),
    };
    let of_column = |column: &Column| Some(format!("{}: {}", column.name, own(column)?));
    let of_item = |row: &Row| Some(format!("{}: {}", row.name, size(base.row_size(&row.name)?)));
    let columns = shown.columns.iter().filter_map(of_column);
    columns.chain(shown.rows.iter().filter_map(of_item)).collect()
}

fn size_text(n: u32, language: Language) -> String {
    format!("n\u{a0}=\u{a0}{}", number::number(f64::from(n), 0, language))
}

/// A base in words with its size.
pub fn base_text(base: &Base, language: Language) -> String {
    match base.n {
        Some(n) => {
            format!("{} ({})", base.who(), size_text(n, language))
        }
        None => base.who(),
    }
}
