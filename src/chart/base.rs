//! Bases in words, with their sizes.

use super::data::{ChartData, Column, Row};
use crate::language::{Language, number};
use crate::survey::base::Base;

/// A base in words, with the sizes of those columns and items shown that have their own.
pub fn base_of(base: &Base, shown: &ChartData, language: Language) -> String {
    let own = |column: &Column| match (column.n, column.hidden_n) {
        (Some(n), _) => Some(size_text(n, language)),
        (None, why) => why.filter(|_| !column.name.is_empty()).map(|why| number::hidden(why, language)),
    };
    let size = |column: &Column| Some(format!("{}: {}", column.name, own(column)?));
    let item = |row: &Row| Some(format!("{}: {}", row.name, size_text(base.row_size(&row.name)?, language)));
    let mut sizes: Vec<String> = shown.columns.iter().filter_map(size).collect();
    sizes.extend(shown.rows.iter().filter_map(item));
    if sizes.is_empty() {
        base_text(base, language)
    } else {
        format!("{} ({})", base.who(), sizes.join(", "))
    }
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
