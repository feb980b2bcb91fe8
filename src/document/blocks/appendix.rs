//! The appendix: the data table of every chart.

use super::{paired_tables, section, table};
use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::flow::{Flow, Kind};
use crate::document::model::Role;

/// Sets the tables of all charts; charts that share a table have it once.
pub fn set<'a>(charts: &[Numbered<'a>], context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    if charts.is_empty() {
        return;
    }
    let page = context.theme.page;
    section::start(context.words.appendix, anchors::APPENDIX.to_owned(), context, flow, builder);
    let intro = context.setter.plain(context.words.tables_intro, context.styles.body, page.text_width());
    let element = builder.element(Builder::ROOT, Role::Paragraph);
    flow.lines(Kind::Text, intro, element, page.left);
    flow.gap(context.styles.base * 0.8, 0.0);
    tables(charts, context, flow, builder);
}

/// Sets the tables by number, narrow ones side by side.
pub fn tables<'a>(charts: &[Numbered<'a>], context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let held: Vec<Numbered<'_>> = charts.iter().copied().filter(|one| one.table == one.number).collect();
    let mut rest = &held[..];
    while let Some(first) = rest.first() {
        let side_by_side = paired_tables::fitting(rest, &context);
        if side_by_side == 0 {
            table::set(*first, charts, context, flow, builder);
        } else {
            paired_tables::set(&rest[..side_by_side], charts, context, flow, builder);
        }
        rest = &rest[side_by_side.max(1)..];
    }
}
