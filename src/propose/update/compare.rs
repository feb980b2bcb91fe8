//! What differs between a series before and after a corrected delivery.

use super::Update;
use crate::survey::names::same;
use crate::survey::series::{Category, Series};

/// Notes what differs.
pub(super) fn series(before: &Series, after: &Series, update: &mut Update) {
    let id = &before.id;
    let mut lost = Vec::new();
    let mut new = Vec::new();
    let columns = |series: &Series| match series.columns.is_empty() {
        true => vec![String::new()],
        false => series.columns.clone(),
    };
    let (old_columns, new_columns) = (columns(before), columns(after));
    let has = |columns: &[String], name: &str| columns.iter().any(|other| same(other, name));
    lost.extend(old_columns.iter().filter(|name| !has(&new_columns, name)).cloned());
    new.extend(new_columns.iter().filter(|name| !has(&old_columns, name)).cloned());
    let find = |series: &'_ Series, name: &str| -> Option<usize> {
        series.categories.iter().position(|category| same(&category.name, name))
    };
    for category in &before.categories {
        let Some(at) = find(after, &category.name) else {
            lost.push(category.name.clone());
            continue;
        };
        for (column, name) in old_columns.iter().enumerate() {
            let Some(other) = new_columns.iter().position(|other| same(other, name)) else { continue };
            let value = |category: &Category, at: usize| category.values.get(at).copied().flatten();
            let (old, new) = (value(category, column), value(&after.categories[at], other));
            if old != new {
                let place = if name.is_empty() {
                    category.name.clone()
                } else {
                    format!("{}, {name}", category.name)
                };
                update.changed.push(format!("`{id}`: {place}: {} → {}", shown(old), shown(new)));
            }
        }
    }
    new.extend(
        after
            .categories
            .iter()
            .filter(|category| find(before, &category.name).is_none())
            .map(|category| category.name.clone()),
    );
    let size = |series: &Series, column: &str| {
        let base = series.base.as_ref()?;
        if column.is_empty() { base.n } else { base.size(column) }
    };
    let sized = old_columns.iter().map(String::as_str).chain(std::iter::once(""));
    let mut seen: Vec<&str> = Vec::new();
    for column in sized {
        let (old, new) = (size(before, column), size(after, column));
        if old != new && !seen.contains(&column) {
            let place = if column.is_empty() { "n".to_owned() } else { format!("n of {column}") };
            let said = |size: Option<u32>| size.map_or("none".to_owned(), |size| size.to_string());
            update.changed.push(format!("`{id}`: {place}: {} → {}", said(old), said(new)));
        }
        seen.push(column);
    }
    update
        .lost
        .extend(lost.into_iter().filter(|name| !name.is_empty()).map(|name| format!("`{id}`: `{name}`")));
    update
        .new
        .extend(new.into_iter().filter(|name| !name.is_empty()).map(|name| format!("`{id}`: `{name}`")));
}

fn shown(value: Option<f64>) -> String {
    value.map_or("not published".to_owned(), |value| {
        let rounded = (value * 1e9).round() / 1e9;
        rounded.to_string()
    })
}
